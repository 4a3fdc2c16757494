// Somebody who left years before there was a Homeport claims their place on the public page, shows with the mailed code
// that the contact is theirs, is vouched for by two members from mailed links, and joins. No officer lifts a finger.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import * as acts from "./lib/acts.mjs";
import { until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { deliveredTo, linkIn, mailsOf, mailTo } from "./lib/mail.mjs";
import { Sheet } from "./lib/sheet.mjs";
import { onEachEngine } from "./lib/suite.mjs";

// Two departments, for nobody is asked twice in a week. In each two members of the demo worked so many years ago.
const year = new Date().getFullYear();
const claimants = {
  en: { name: "Rosalind Achterberg", department: "英语教学部", left: year - 11, mail: "rosalind@claims.example.net" },
  "zh-CN": { name: "骆冰心", department: "少儿部", left: year - 8, mail: "bingxin@claims.example.net" },
};

// Some members have a phone and no mail: the gateway for text messages is one of ours.
const texts = [];
const gateway = createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part)).on("end", () => response.end(texts.push(body) && "ok"));
});
await new Promise((done) => gateway.listen(0, "127.0.0.1", done));
gateway.unref();
const env = { HOMEPORT_SMS_URL: `http://127.0.0.1:${gateway.address().port}/` };

class Story {
  constructor(browser, house, engine, lang) {
    Object.assign(this, { browser, house, lang, who: { ...claimants[lang], lang, allows: ["listed"] } });
    this.sheet = new Sheet(`claims-${engine}-${lang}`);
  }

  async phone() {
    return (await look.visitor(this.browser, this.house, { lang: this.lang, width: look.widths.phone })).newPage();
  }

  /** A picture of the open page, and whatever is wrong with it. */
  async see(page, caption) {
    const size = page.viewportSize();
    const found = await look.faults(page);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: "light" });
    await this.sheet.take(page, caption);
    look.wellOrFail(found.map((fault) => `${caption}: ${fault}`), page.context());
  }
}

onEachEngine("whoever left long ago claims their place", async ({ browser, house, engine, lang }) => {
  const story = new Story(browser, house, engine, lang);
  const phone = await story.phone();
  await tells(story, phone);
  await vouched(story);
  const invitation = await mailTo(house, story.who.mail, (mail) => mail.text.includes("/i/"));
  await look.keepMail(invitation);
  await look.goto(phone, linkIn(invitation, "/i/"));
  await story.see(phone, "claimant: their own invitation");
  await acts.join(phone, story.who);
  await story.see(phone, "claimant: a member");
  await overlooked(story);
  await story.sheet.write(browser);
}, { env });

async function tells(story, phone) {
  const { who, house } = story;
  await look.goto(phone, "/sign-in");
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
  await look.keepMail(mail);
  await look.goto(phone, linkIn(mail, "/claims/mine/"));
  await story.see(phone, "claimant: is this yours?");
  await phone.goBack();
  await phone.locator("#code").fill(mail.text.match(/^(\d{6})$/m)[1]);
  await phone.locator("main form button.act").click();
  await phone.waitForURL(/\/claims\/mine\//);
  await story.see(phone, "claimant: we have it");
}

/** The links that ask whether somebody knows them, one a member, from mails and text messages. */
async function asked({ house, who }) {
  const mails = (await mailsOf(house)).filter((mail) => mail.text.includes("/v/") && mail.text.includes(who.name));
  for (const mail of mails) {
    await look.keepMail(mail);
    assert.ok(!mail.text.includes(who.mail), `${deliveredTo(mail)} is not told the contact`);
  }
  const told = texts.filter((text) => text.includes(house.url) && text.includes(who.name)).flatMap((text) => text.match(/https?:[^\s"\\]+\/v\/[\w-]+/) ?? []);
  return [...mails.map((mail) => linkIn(mail, "/v/")), ...told];
}

async function vouched(story) {
  const links = await until("two members to be asked", async () => {
    const found = await asked(story);
    return found.length >= 2 && found;
  });
  for (const [nth, link] of links.slice(0, 2).entries()) {
    const colleague = await story.phone();
    await look.goto(colleague, link);
    await story.see(colleague, `member ${nth + 1}: do you know them?`);
    await colleague.locator("button[value=yes]").click();
    await colleague.locator(".flash.calm").waitFor();
    await story.see(colleague, `member ${nth + 1}: thank you`);
  }
}

/** The officer had nothing to do, and sees who vouched. */
async function overlooked(story) {
  const office = await look.as("officer", story.browser, story.house, { lang: story.lang, width: look.widths.desk });
  await look.speak(office, story.lang);
  const desk = await office.newPage();
  await look.goto(desk, "/claims?show=accepted");
  await story.see(desk, "officer: accepted");
  await desk.locator("main li a", { hasText: story.who.name }).click();
  await desk.locator("#vouches").waitFor();
  assert.ok((await desk.locator("main .tag.calm").count()) >= 2, "two members know them");
  await story.see(desk, "officer: who vouched");
  await look.goto(desk, "/claims");
  await desk.locator("main ul.list a.over").first().click();
  await desk.locator("#likely").waitFor();
  await story.see(desk, "officer: a claim that waits");
  await look.goto(desk, "/suspensions");
  await story.see(desk, "officer: nobody is suspended");
}
