// The box on /people while somebody types: results come by themselves, by keyboard, and never an older answer last.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { House, until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";

let house, browser, page;
before(async () => {
  browser = await look.openBrowser();
  house = await House.open();
  page = await (await look.as("officer", browser, house, { lang: "en" })).newPage();
});
after(async () => {
  await browser.close();
  await house.stop();
});

const names = () => page.locator("#found .list b").allTextContents();

test("results come while typing, and the count is said", async () => {
  await look.goto(page, "/people");
  const [first] = await names();
  await page.locator("#q").pressSequentially("zzzzqq", { delay: 30 });
  await page.getByText("Nobody found").first().waitFor();
  assert.equal(await page.locator("#count").textContent(), "Nobody found");
  await page.locator("#q").fill(first.slice(0, 1));
  await until("people", async () => (await names()).length > 0);
  assert.match(await page.locator("#count").textContent(), /person|people/);
  assert.equal(new URL(page.url()).searchParams.get("q"), first.slice(0, 1));
  assert.equal(new URL(page.url()).searchParams.get("part"), null);
});

test("arrows go along the people, Enter opens one, Escape leads back", async () => {
  await page.locator("#q").press("ArrowDown");
  const second = page.locator("#found .list a").nth(1);
  await page.keyboard.press("ArrowDown");
  assert.ok(await second.evaluate((link) => link === document.activeElement));
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#q").evaluate((box) => box === document.activeElement));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
});

test("an older answer never comes last", async () => {
  await look.goto(page, "/people");
  await page.route("**/people?q=chen&part=list", async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue().catch(() => {});
  });
  await page.locator("#q").fill("chen");
  await page.waitForTimeout(300);
  await page.locator("#q").fill("zzzzqq");
  await page.getByText("Nobody found").first().waitFor();
  await page.waitForTimeout(900);
  assert.equal(await page.locator("#count").textContent(), "Nobody found");
});

test("a facet narrows and is let go again", async () => {
  await look.goto(page, "/people?q=chen");
  const all = await names();
  await page.locator("#facets summary").click();
  await page.locator("#facets .chip[href*='department=']").first().click();
  await page.locator(".chip[aria-current]").waitFor();
  assert.ok((await names()).length <= all.length);
  await page.locator(".chip[aria-current]").first().click();
  await page.waitForURL((url) => !url.searchParams.get("department"));
  assert.deepEqual(await names(), all);
});
