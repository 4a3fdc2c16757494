// What people do in the story, one function an act. None of them needs JavaScript in the page, so that the same
// acts prove that the pages do not need it either.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { until } from "./house.mjs";
import { faults, goto, keepMail, wellOrFail } from "./look.mjs";
import { deliveredTo, linkIn, mailsOf, mailTo } from "./mail.mjs";

const day = (daysFromNow) => new Date(Date.now() + daysFromNow * 86_400_000).toISOString().slice(0, 10);

/** Fills in the one screen and stands on the departure's page. */
export async function recordDeparture(page, who) {
  await goto(page, "/departures");
  await page.locator('a[href="/departures/new"]').first().click();
  await page.locator("#name").fill(who.name);
  await page.locator("#number").fill(who.number);
  await page.locator("#department").fill(who.department);
  await page.locator("#started_on").fill(day(-1200));
  await page.locator("#last_day").fill(day(0));
  await page.locator(`input[name=kind][value=${who.kind ?? "resignation"}]`).check({ force: true });
  await page.locator("#mail").fill(who.mail);
  await page.locator('form[action="/departures"] summary').click();
  await page.locator(`input[name=language][value="${who.lang}"]`).check({ force: true });
  await page.locator('form[action="/departures"] button.act').click();
  await page.waitForURL(/\/departures\/[0-9a-f-]{36}$/);
  assert.ok((await page.locator("h1").innerText()).includes(who.name));
}

export async function completeFormalities(page) {
  await page.locator('form[action$="/complete"] button').click();
  await page.waitForLoadState();
}

/** The invitation as Postfix delivered it: in the leaver's language, with a link. */
export async function invitationOf(house, who) {
  const mail = await mailTo(house, who.mail);
  await keepMail(mail);
  assert.ok(mail.subject.includes(who.name), `the subject names the leaver: ${mail.subject}`);
  assert.match(mail.text + mail.subject, who.lang === "zh-CN" ? /\p{Script=Han}{4}/u : /[a-z]{4}/);
  return { mail, link: linkIn(mail, "/i/") };
}

/** Reads the letter, allows some things, and joins: the first page of a member. */
export async function join(page, who) {
  const boxes = page.locator("input[name=consents]");
  assert.ok((await boxes.count()) >= 4, "one choice a purpose");
  for (const box of await boxes.all()) assert.equal(await box.isChecked(), false, "no choice is made beforehand");
  for (const purpose of who.allows) await page.locator(`input[name=consents][value=${purpose}]`).check();
  await page.locator("main form button.act.full").click();
  await page.waitForURL(/\/home$/);
  assert.ok((await page.locator("main").innerText()).includes(who.name));
}

/** A link that some mail of the house carries, by its path and a word: whom the mail names, or where it went. */
export async function linkMailed(house, path, word) {
  const fits = (mail) => mail.text.includes(path) && `${mail.subject} ${mail.text} ${deliveredTo(mail)}`.includes(word);
  const mail = await until(`a mail about ${word} with a link to ${path}`, async () => (await mailsOf(house)).find(fits));
  await keepMail(mail);
  return linkIn(mail, path);
}

/** The link that asks a colleague for a wish for this person, from any mail to any of them. */
export const wishLinkFor = (house, who) => linkMailed(house, "/w/", who.name);

/** One tap on the first of the ready-made wishes; returns its words. */
export async function wishWell(page) {
  const ready = page.locator('input[name=ready]').first();
  const words = await ready.inputValue();
  await page.locator("form:has(input[name=ready]) button").first().click();
  await page.locator("article .words").waitFor();
  assert.ok((await page.locator("main").innerText()).includes(words));
  return words;
}

/** The link on the card's code, followed by somebody who is given the card. */
export const cardLink = (page) => page.locator('main a[href*="/c/"]').first().getAttribute("href");

/** Says on the public page that they used to work here, and shows with the mailed code that the contact is theirs. */
export async function claimPlace(story, phone) {
  const { who, house } = story;
  await goto(phone, "/sign-in");
  await phone.locator('main a[href="/claims/new"]').click();
  await story.see(phone, "claimant: the public page");
  await phone.locator("main form button.act").click();
  assert.ok(phone.url().endsWith("/claims/new"), "nothing is sent without a name");
  await phone.locator("#name").fill(who.name);
  await phone.locator("#from").fill(String(who.left - 4));
  await phone.locator("#to").fill(String(who.left));
  await phone.locator("#entity").selectOption({ index: 1 });
  await phone.locator("#department").fill(who.department);
  await phone.locator("#contact").fill("nobody");
  await phone.locator("input[name=may_ask]").check();
  await phone.locator("main form button.act").click();
  await phone.locator(".problems").waitFor();
  await story.see(phone, "claimant: something is wrong, and nothing is lost");
  assert.equal(await phone.locator("#name").inputValue(), who.name);
  await phone.locator("#contact").fill(who.mail);
  await phone.locator("main form button.act").click();
  await phone.waitForURL(/\/claims\/sent\//);
  await story.see(phone, "claimant: look at your mail");
  const mail = await mailTo(house, who.mail);
  await keepMail(mail);
  await goto(phone, linkIn(mail, "/claims/mine/"));
  await story.see(phone, "claimant: is this yours?");
  await phone.goBack();
  await phone.locator("#code").fill(mail.text.match(/^(\d{6})$/m)[1]);
  await phone.locator("main form button.act").click();
  await phone.waitForURL(/\/claims\/mine\//);
  await story.see(phone, "claimant: we have it");
}

/** The links that ask whether somebody knows the claimant, one a member, from mails and text messages. */
async function askedToVouch({ house, who }, texts) {
  const mails = (await mailsOf(house)).filter((mail) => mail.text.includes("/v/") && mail.text.includes(who.name));
  for (const mail of mails) {
    await keepMail(mail);
    assert.ok(!mail.text.includes(who.mail), `${deliveredTo(mail)} is not told the contact`);
  }
  const told = texts.all.filter((text) => text.includes(house.url) && text.includes(who.name));
  return [...mails.map((mail) => linkIn(mail, "/v/")), ...told.flatMap((text) => text.match(/https?:[^\s"\\]+\/v\/[\w-]+/) ?? [])];
}

/** Two members who worked there at the time say that they know the claimant. */
export async function vouch(story, texts) {
  const links = await until("two members to be asked", async () => {
    const found = await askedToVouch(story, texts);
    return found.length >= 2 && found;
  });
  for (const [nth, link] of links.slice(0, 2).entries()) {
    const colleague = await story.phone();
    await goto(colleague, link);
    await story.see(colleague, `member ${nth + 1}: do you know them?`);
    await colleague.locator("button[value=yes]").click();
    await colleague.locator(".flash.calm").waitFor();
    await story.see(colleague, `member ${nth + 1}: thank you`);
  }
}

/** The claimant opens the invitation that came of it, and joins. */
export async function joinAsClaimant(story, phone) {
  const invitation = await mailTo(story.house, story.who.mail, (mail) => mail.text.includes("/i/"));
  await keepMail(invitation);
  await goto(phone, linkIn(invitation, "/i/"));
  await story.see(phone, "claimant: their own invitation");
  await join(phone, story.who);
  await story.see(phone, "claimant: a member");
}

/** An officer chooses whom to ask "still right?", sees how many they are, and starts. */
export async function askStillRight(story, desk, choose) {
  await goto(desk, "/freshness/new");
  await choose(desk);
  await desk.locator('form[action="/freshness/new"] button').click();
  await desk.waitForURL(/entity=/);
  await story.see(desk, "officer: whom, and what they will read");
  await desk.locator('form[action="/freshness"] button').click();
  await desk.waitForURL(/\/freshness\/[0-9a-f-]{36}$/);
  await until("them to be counted", async () => {
    await desk.reload();
    return (await desk.locator('form[action$="/start"] button').count()) > 0;
  });
  await story.see(desk, "officer: so many are asked, so many not, and why");
  await desk.locator('form[action$="/start"] button').click();
  await desk.waitForLoadState();
}

/** Whoever was asked corrects their job from the mailed link, and says that the rest is right. */
export async function correctJob(story, phone, link, [organisation, title], hasScript = true) {
  await goto(phone, link);
  assert.equal(await phone.locator("a.me").count(), 0, "nobody is signed in by the link");
  if (hasScript) await story.see(phone, "asked: what is kept");
  assert.ok(!(await phone.locator("main").innerText()).match(/\w@[\w.]*example\.(net|org|com)/), "contacts are masked");
  await phone.locator('details:has(form[action$="/job"]) > summary').click();
  await phone.locator("#organisation").fill(organisation);
  await phone.locator("#title").fill(title);
  const isNew = phone.locator("input[name=is_new]");
  if (await isNew.count()) await isNew.check();
  if (hasScript) await story.see(phone, "asked: another job");
  await phone.locator('form[action$="/job"] button').click();
  await phone.locator(".flash.calm").waitFor();
  assert.ok((await phone.locator("main").innerText()).includes(organisation), "the job stands there");
  await phone.locator("section:has(#kept) form button").click();
  await phone.locator(".flash.calm").waitFor();
  if (hasScript) await story.see(phone, "asked: thank you");
}

/** A copy of everything that is kept about the reader: the text of the page to read, and the data. */
export async function takeCopy(page) {
  const take = async (format) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`button[value=${format}]`).click()]);
    return readFile(await download.path(), "utf8");
  };
  const file = await page.context().newPage();
  await file.setContent(await take("html"));
  const text = await file.locator("body").innerText();
  wellOrFail(await faults(file), page.context());
  await file.close();
  return { text, data: JSON.parse(await take("json")) };
}
