// Somebody who left eleven years ago finds their way into the pool and out of it again: they claim their place and are
// vouched for, are found by initials, correct their job from a mailed link without signing in, see a duplicate of
// theirs healed, take everything home, delete it; and are found by nobody and nowhere.
import assert from "node:assert/strict";
import * as acts from "./lib/acts.mjs";
import { until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { linkIn, mailTo } from "./lib/mail.mjs";
import { Story } from "./lib/story.mjs";
import { onEachEngine } from "./lib/suite.mjs";
import { Texts } from "./lib/texts.mjs";

// Two members of the demo worked in this department so many years ago. Between the languages more than a week passes,
// so that they may be asked again.
const there = { department: "英语教学部", left: new Date().getFullYear() - 11, allows: ["listed", "freshness"] };
const claimants = {
  en: { ...there, name: "Theodora Quillfeather", typed: "theod quil", mail: "theodora@pool.example.net", job: ["Plover & Finch", "Proofreader"] },
  "zh-CN": { ...there, name: "栾碧霄", typed: "lbx", mail: "bixiao@pool.example.net", job: ["青蘅书局", "校对"] },
};
/** Long enough for the seven days, and for the index to write its files anew. */
const LONG = 8;
const MINUTES = 5 / 1_440;

const texts = await Texts.open();

onEachEngine("whoever left long ago comes into the pool and leaves it", async (told) => {
  const story = new Story("pool", told, claimants[told.lang]);
  const phone = await story.phone();
  story.desk = await story.before("officer");
  // A link to sign in works for an hour: whoever looks at the end comes in at the beginning.
  story.chief = await story.before("administrator");
  story.colleague = await story.before("member", look.widths.phone);
  await comes(story, phone);
  await isFound(story);
  await isAsked(story);
  await isOneAgain(story, phone);
  await takesHome(story, phone);
  await leaves(story, phone);
  await isNowhere(story);
  await story.sheet.write(told.browser);
}, { env: texts.env, isMovable: true });

async function comes(story, phone) {
  await acts.claimPlace(story, phone);
  await acts.vouch(story, texts);
  await acts.joinAsClaimant(story, phone);
  await look.goto(phone, "/card");
  story.card = await acts.cardLink(phone);
}

/** The people that a search finds. */
async function found(page, typed) {
  await look.goto(page, `/people?q=${encodeURIComponent(typed)}`);
  return page.locator("#found .list b").allTextContents();
}

async function isFound(story) {
  const { who } = story;
  for (const [role, page] of [["officer", story.desk], ["member", story.colleague]]) {
    await until(`the ${role} to find them`, async () => (await found(page, who.typed)).includes(who.name));
    await story.see(page, `${role}: found by “${who.typed}”`);
    await page.locator("#found .list a", { hasText: who.name }).click();
    await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
    await story.see(page, `${role}: their page`);
  }
  story.profile = new URL(story.desk.url()).pathname;
}

async function isAsked(story) {
  const { desk, who, house } = story;
  await acts.askStillRight(story, desk, async () => {
    await desk.locator("#entity").selectOption({ index: 1 });
    for (const end of ["#from", "#to"]) await desk.locator(end).fill(String(who.left));
  });
  const mail = await mailTo(house, who.mail, (mail) => mail.text.includes("/f/"));
  await look.keepMail(mail);
  story.asked = linkIn(mail, "/f/");
  await acts.correctJob(story, await story.phone(), story.asked, who.job);
  await desk.reload();
  await desk.locator('a.figure[href$="step=corrected"]').click();
  await desk.locator("main ul.list a", { hasText: who.name }).waitFor();
  story.campaign = desk.url();
  await look.goto(desk, story.profile);
  assert.ok((await desk.locator("main").innerText()).includes(who.job[0]), "the officer sees the new job");
  await story.see(desk, "officer: the job is right again");
}

/** An officer has them a second time; a night passes; they are put together. */
async function isOneAgain(story, phone) {
  const { desk, who, house } = story;
  await look.goto(desk, "/people/new");
  await desk.locator("#name").fill(who.name);
  await desk.locator("#entity").selectOption({ index: 0 });
  await desk.locator("#started_on").fill(`${who.left - 4}-03-01`);
  await desk.locator("#last_day").fill(`${who.left}-06-30`);
  await desk.locator("#department").fill(who.department);
  await desk.locator('form[action="/people"] button.act').click();
  await desk.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  story.second = new URL(desk.url()).pathname;
  await house.clock.pass(1);
  const pair = desk.locator("main ul.list a", { hasText: who.name });
  await until("the night to find the two", async () => {
    await look.goto(desk, "/duplicates");
    return (await pair.count()) > 0;
  }, { seconds: 60, every: 1_000 });
  await story.see(desk, "officer: they are here twice");
  await pair.first().click();
  await desk.locator("#together").waitFor();
  await story.see(desk, "officer: side by side");
  await desk.locator('form[action$="/merge"] button').click();
  await desk.waitForURL(/\/duplicates\/merges\/[0-9a-f-]{36}$/);
  story.merge = desk.url();
  await story.see(desk, "officer: one record, and how to take it apart");
  await until("one of them to be left", async () => (await found(desk, who.name)).filter((name) => name === who.name).length === 1);
  await look.goto(desk, story.second);
  assert.equal(new URL(desk.url()).pathname, story.profile, "the old address leads to whoever stayed");
  await look.goto(phone, "/me");
  await phone.locator("main > .sheet.lamp").waitFor();
  await story.see(phone, "member: two records became this one");
}

async function takesHome(story, phone) {
  const { who } = story;
  await phone.locator('main a[href="/me/copy"]').click();
  await story.see(phone, "member: everything about me");
  const { text, data } = await acts.takeCopy(phone);
  const rows = (name) => data.tables.find(({ table }) => table === name)?.rows ?? [];
  assert.ok(rows("careers_position").some((job) => job.organisation === who.job[0] && job.source === "letter"), "the job");
  assert.equal(rows("claims_claim").length, 1, "the claim");
  assert.ok(rows("journal_entry").some(({ act }) => act === "duplicates.merged"), "the merge");
  for (const word of [who.name, who.mail, ...who.job]) assert.ok(text.includes(word), `${word} in the file to read`);
}

/** What is theirs alone, and must be gone in the end. */
const traces = ({ name, mail, job }) => [name, mail, job[0]];

async function leaves(story, phone) {
  const { who, house } = story;
  const kept = await house.keeps(traces(who));
  for (const word of traces(who)) assert.ok(kept.some((found) => found.startsWith(word)), `nothing is proven about ${word}`);
  assert.ok(!kept.some((found) => found.endsWith("in log")), "no word of theirs is logged");
  await look.goto(phone, "/me/exit");
  await story.see(phone, "member: what is lost, what stays");
  await phone.locator('form[action="/me/exit"] button').click();
  await phone.waitForURL(/\/exits\//);
  await story.see(phone, "gone: hidden at once, a week to take it back");
  const mail = await mailTo(house, who.mail, (mail) => mail.text.includes("/exits/"));
  await look.keepMail(mail);
  story.exit = linkIn(mail, "/exits/");
  await look.goto(phone, story.exit);
  const receipt = await phone.request.get(await phone.locator("main a[download]").getAttribute("href"));
  assert.ok((await receipt.text()).includes(who.name), "the receipt says who left");
  for (const typed of [who.typed, who.name]) assert.ok(!(await found(story.colleague, typed)).includes(who.name), "no member finds them");
  assert.equal((await look.goto(story.colleague, story.profile)).status(), 404);
  await story.see(story.colleague, "member: no such person");
}

async function isNowhere(story) {
  const { who, house, desk, chief, colleague } = story;
  await house.clock.pass(LONG);
  await until("them to be erased", async () => (await desk.request.get(story.profile)).status() === 404, { seconds: 60 });
  for (const page of [desk, colleague]) {
    for (const typed of [who.typed, who.name]) assert.ok(!(await found(page, typed)).includes(who.name), "nobody finds them");
    for (const path of [story.profile, story.second]) assert.equal((await look.goto(page, path)).status(), 404);
  }
  await look.goto(desk, `/people?q=${encodeURIComponent(who.typed)}`);
  await story.see(desk, "officer: nobody of that name");
  const pages = [
    [desk, ["/claims?show=accepted", "/duplicates", "/duplicates?show=merged", story.merge, story.campaign, "/lost", "/desk", "/"]],
    [chief, ["/journal", "/outbox", "/jobs"]],
    [await story.phone(), [story.exit, story.asked, story.card]],
  ];
  for (const [page, paths] of pages) {
    for (const path of paths) {
      await look.goto(page, path);
      const text = await page.locator("body").innerText();
      for (const word of traces(who)) assert.ok(!text.includes(word), `${word} on ${path}`);
    }
  }
  await look.goto(chief, "/journal");
  await story.see(chief, "administrator: somebody was erased, and not who");
  await house.clock.pass(MINUTES);
  let left;
  await until("no file to have a word of theirs", async () => (left = await house.keeps(traces(who))).length === 0, { seconds: 60, every: 2_000 })
    .catch((error) => assert.fail(`${error.message}: ${left.join(", ")}`));
}
