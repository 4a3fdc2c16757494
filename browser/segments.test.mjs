// An officer chooses whom they mean, sees how many that are before anything is kept, keeps it under a name, and takes
// it back; and a member looks where everyone is. Without script first: it only makes the number follow by itself.
import assert from "node:assert/strict";
import { until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { onEachEngine } from "./lib/suite.mjs";

const number = (text) => Number(text.replace(/\D/g, ""));

async function keepsOne({ browser, house, lang }) {
  const officer = await look.as("officer", browser, house, { lang, javaScriptEnabled: false });
  await look.speak(officer, lang);
  const page = await officer.newPage();
  await look.goto(page, "/segments/new");
  const all = number(await page.locator("#count").innerText());
  await page.locator("#place").fill("Shenzhen");
  await page.locator("#stay").selectOption("gone");
  await page.locator("button[formmethod=get]").click();
  await page.waitForURL(/place=Shenzhen/);
  const some = number(await page.locator("#count").innerText());
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.equal(await page.locator("#stay").inputValue(), "gone", "what was chosen stays chosen");
  await page.locator("#name").fill(`深圳 ${lang}`);
  await page.locator("button.act").click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}$/);
  assert.equal(number(await page.locator("main h2").first().innerText()), some);
  const path = new URL(page.url()).pathname;
  for (const at of ["", "/edit", "/calls", "/export"]) await look.goto(page, path + at);
  await look.goto(page, path);
  await page.locator("form[action$='/remove'] button").click();
  await page.waitForURL(/\/segments$/);
  await page.locator(".flash form button").click();
  await page.waitForURL((url) => url.pathname === path);
  await officer.close();
  return path;
}

async function followsByItself({ browser, house, lang }, path) {
  const officer = await look.as("officer", browser, house, { lang });
  await look.speak(officer, lang);
  const page = await officer.newPage();
  await look.goto(page, `${path}/edit`);
  const before = await page.locator("#count").innerText();
  await page.locator("#place").fill("");
  await until("another number", async () => (await page.locator("#count").innerText()) !== before);
  assert.equal(new URL(page.url()).searchParams.get("place"), null);
  const found = [];
  for (const at of ["/segments", path, `${path}/edit`, "/places", "/places?by=industry"]) {
    await look.goto(page, at);
    found.push(...(await look.faults(page)).map((fault) => `${at}: ${fault}`));
  }
  look.wellOrFail(found, officer);
  await officer.close();
}

async function looksAround({ browser, house, lang }) {
  const member = await look.as("member", browser, house, { lang });
  await look.speak(member, lang);
  const page = await member.newPage();
  await look.goto(page, "/places");
  const first = page.locator(".list li").first();
  const count = number(await first.locator(".end").innerText());
  assert.equal(await page.locator(".map").last().locator("a").count(), await page.locator("section").first().locator("li").count());
  await first.locator("a").click();
  await page.waitForURL(/\/people\?place=/);
  assert.equal(number(await page.locator("#count").innerText()) || 1, count, "behind a number are so many people");
  await member.close();
}

onEachEngine("whom one means, and where everyone is", async (told) => {
  const path = await keepsOne(told);
  await followsByItself(told, path);
  await looksAround(told);
});
