// What people do in the story, one function an act. None of them needs JavaScript in the page, so that the same
// acts prove that the pages do not need it either.
import assert from "node:assert/strict";
import { until } from "./house.mjs";
import { goto, keepMail } from "./look.mjs";
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
