// The first start, signing in, and a lost mailbox, in a house with nobody in it; its mails stay in the outbox page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House, until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";

let browser;
before(async () => (browser = await look.openBrowser()));
after(() => browser.close());

for (const lang of look.languages) {
  test(`somebody founds the alliance, signs in elsewhere and guards their contacts, in ${lang}`, async () => {
    const house = await House.open({ command: "serve", env: { HOMEPORT_MAIL_URL: "mailbox:", HOMEPORT_SMS_URL: "mailbox:" } });
    const found = [];
    const see = async (page) => found.push(...(await look.faults(page)).map((fault) => `${page.url()}: ${fault}`));
    try {
      const office = await founded(house, lang, see);
      const phone = await (await look.visitor(browser, house, { lang })).newPage();
      await signsIn(phone, office, see);
      await addsContact(phone, office, see);
      await isNotReplaced(house, lang, office, see);
      for (const page of [office, phone]) found.push(...page.context().troubles);
    } finally {
      await house.stop();
    }
    assert.equal(found.length, 0, `\n  ${found.join("\n  ")}`);
  });
}

/** Until somebody has used the link from the terminal, every page says only that nothing is set up. */
async function founded(house, lang, see) {
  const early = await (await look.visitor(browser, house, { lang })).newPage();
  assert.equal((await look.goto(early, "/desk")).status(), 503);
  await see(early);
  assert.ok(!(await early.content()).includes("/found/"), "the link is the terminal's secret");
  const office = await (await look.visitor(browser, house, { lang })).newPage();
  await look.goto(office, house.output.match(/http\S+\/found\/\S+/)[0]);
  await see(office);
  await office.locator("#alliance").fill("海帆老友会");
  await office.locator("#alliance_en").fill("Haifan Old Friends");
  await office.locator("#company").fill("海帆教育");
  await office.locator("#name").fill("唐山");
  await office.locator("#contact").fill("shan@example.org");
  await office.locator("#zone").fill("Mars/Olympus");
  await office.locator("input[name=officer]").check();
  await office.locator("main form button.act").click();
  assert.equal(await office.locator("#alliance").inputValue(), "海帆老友会", "what was filled in stays");
  await see(office);
  await office.locator("#zone").fill("Asia/Shanghai");
  await office.locator("main form button.act").click();
  await office.waitForURL(/\/desk$/);
  return office;
}

/** The link of the latest message to an address, as the outbox page shows it. */
async function linkTo(office, address, prefix) {
  const row = office.locator("main li", { hasText: address }).first();
  await until(`a message to ${address}`, async () => {
    await office.goto("/outbox");
    if (!(await row.count())) return false;
    await row.locator("a").click();
    return office.locator(`article a[href*="${prefix}"]`).count();
  });
  return office.locator(`article a[href*="${prefix}"]`).first().getAttribute("href");
}

async function signsIn(phone, office, see) {
  await look.goto(phone, "/me/security");
  await see(phone);
  await phone.locator("#contact").fill("shan@example.org");
  await phone.locator("main form button.act").click();
  await phone.waitForURL(/\/sign-in\/sent/);
  await see(phone);
  await look.goto(phone, await linkTo(office, "shan@example.org", "/sign-in/"));
  await see(phone);
  await phone.locator("main form button").first().click();
  await phone.waitForURL(/\/me\/security$/);
}

async function addsContact(phone, office, see) {
  await phone.locator("#contact").fill("second@example.org");
  await phone.locator('form[action="/me/security/contacts"] button').click();
  await phone.locator(".flash").waitFor();
  await see(phone);
  await look.goto(phone, await linkTo(office, "second@example.org", "/confirm/"));
  await see(phone);
  await phone.locator("main form button").first().click();
  await phone.waitForURL(/\/me\/security$/);
  assert.equal(await phone.locator('form[action$="/confirm"]').count(), 0, "both contacts are confirmed");
}

/** Somebody else asks for the contact to be replaced; its holder stops it with one tap. */
async function isNotReplaced(house, lang, office, see) {
  const thief = await (await look.visitor(browser, house, { lang })).newPage();
  await look.goto(thief, "/recover");
  await see(thief);
  await thief.locator("#name").fill("唐山");
  await thief.locator("#known").fill("shan@example.org");
  await thief.locator("#contact").fill("thief@example.org");
  await thief.locator("main form button.act").click();
  await thief.waitForURL(/\/recover\/asked$/);
  await see(thief);
  const stop = await linkTo(office, "second@example.org", "/recover/stop/");
  await look.goto(office, "/accounts/recoveries");
  await see(office);
  assert.ok((await office.locator("main").innerText()).includes("thief@example.org"));
  await look.goto(thief, stop);
  await see(thief);
  await thief.locator("main form button").first().click();
  await thief.waitForURL(/\/sign-in$/);
  await look.goto(office, "/accounts/recoveries");
  assert.ok(!(await office.locator("main").innerText()).includes("thief@example.org"));
}
