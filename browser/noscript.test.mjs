// JavaScript is an extra: every key act works in a browser that runs none.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as acts from "./lib/acts.mjs";
import { House } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { linkIn, mailTo } from "./lib/mail.mjs";

const who = {
  name: "Teodor Halvorsen",
  number: "HF-90219",
  department: "英语教学部 English teaching",
  mail: "teodor@noscript.example.net",
  lang: "en",
  allows: ["listed", "letters"],
};

let house, browser, office, phone;
before(async () => {
  browser = await look.openBrowser();
  house = await House.open();
  const plain = { javaScriptEnabled: false, lang: "en" };
  office = await (await look.as("officer", browser, house, plain)).newPage();
  phone = await (await look.visitor(browser, house, plain)).newPage();
});
after(async () => {
  await browser.close();
  await house.stop();
});

test("an officer records a departure and completes it", async () => {
  await acts.recordDeparture(office, who);
  await acts.completeFormalities(office);
  await office.locator("ol.clock").waitFor();
});

test("a leaver joins", async () => {
  const { link } = await acts.invitationOf(house, who);
  await phone.goto(link);
  await acts.join(phone, who);
});

test("a form that comes back says what is wrong and keeps what was typed", async () => {
  await office.goto("/departures/new");
  await office.locator("#name").fill("Somebody Without A Day");
  await office.locator('form[action="/departures"] button.act').click();
  await office.locator(".problems[role=alert]").waitFor();
  assert.equal(await office.locator("#name").inputValue(), "Somebody Without A Day");
});

test("a member takes a consent back and has a receipt for it", async () => {
  await phone.goto("/me/consents");
  await phone.locator("input[name=consents][value=letters]").uncheck();
  await phone.locator('form[action="/me/consents"] button').click();
  await phone.goto("/me/consents");
  assert.equal(await phone.locator("input[name=consents][value=letters]").isChecked(), false);
  assert.ok((await phone.locator('a[href^="/receipts/"]').count()) >= 2);
});

test("a reader changes the language and stays on the page", async () => {
  await phone.goto("/card");
  await phone.locator('form[action="/language"] button').click();
  await phone.locator('html[lang="zh-CN"]').waitFor({ state: "attached" });
  assert.equal(new URL(phone.url()).pathname, "/card");
  await phone.locator('form[action="/language"] button').click();
});

test("a member signs out, and in again by a mailed link", async () => {
  await phone.goto("/home");
  await phone.locator('form[action="/sign-out"] button').click();
  await phone.goto("/sign-in");
  await phone.locator("#contact").fill(who.mail);
  await phone.locator('form[action="/sign-in"] button').click();
  const mail = await mailTo(house, who.mail, (mail) => mail.text.includes("/sign-in/"));
  await phone.goto(linkIn(mail, "/sign-in/"));
  assert.equal(await phone.locator("a.me").count(), 0, "opening the link alone signs nobody in");
  await phone.locator("main form button").first().click();
  await phone.locator("a.me").waitFor();
});

test("somebody who would rather not joins nothing, by one button in the letter", async () => {
  const other = { ...who, name: "Quiet Quentin", number: "HF-90220", mail: "quentin@noscript.example.net" };
  await acts.recordDeparture(office, other);
  await acts.completeFormalities(office);
  const { link } = await acts.invitationOf(house, other);
  await phone.context().clearCookies();
  await phone.goto(link);
  await phone.locator('form[action$="/decline"] button').click();
  await phone.goto(link);
  assert.equal(await phone.locator("input[name=consents]").count(), 0);
});
