// The HR file comes in: sent, corrected, checked, taken in while the page is left and opened again, its bad rows
// mended, a wave sent to those who can be reached, the held ones decided in one go, a file taken back. In both
// languages, and once without script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { House } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { mailTo } from "./lib/mail.mjs";
import { Sheet } from "./lib/sheet.mjs";
import { onEachEngine } from "./lib/suite.mjs";

// Enough that the progress can be watched, and the page opened again meanwhile.
const people = 2500;
const words = {
  en: {
    head: "Name,Staff no,Crew,Started,Left,Exit type,Email,Salary",
    left: "resigned",
    dismissed: "fired",
    name: (at) => `Leaver ${String.fromCharCode(65 + (at % 26))}${at}`,
  },
  "zh-CN": {
    head: "姓名,员工编号,小队,入职日期,离职日期,离职类型,邮箱,工资",
    left: "主动离职",
    dismissed: "辞退",
    name: (at) => `林${String.fromCodePoint(0x4e00 + at)}`,
  },
};

/** Two leavers that can be written to, two dismissed, one whose last day nobody can read, and many who work here. */
function list(lang) {
  const { head, left, dismissed, name } = words[lang];
  const rows = [head];
  for (let at = 0; at < people; at += 1) rows.push(`${name(at)},${lang}-${at},T-${lang},03/04/20${10 + (at % 9)},,,,9000`);
  for (const at of [1, 2]) {
    rows.push(`${name(people + at)},${lang}-0${at},T-${lang},03/04/2011,05/06/2019,${left},${lang}-${at}@imports.example.org,9000`);
    rows.push(`${name(people + 10 + at)},${lang}-1${people + at},T-${lang},03/04/2011,07/08/2019,${dismissed},,9000`);
  }
  rows.push(`${name(people + 20)},${lang}-bad,T-${lang},03/04/2011,05/06/2009,${left},,9000`);
  return rows.join("\n");
}

async function send(page, lang, name, text) {
  await look.goto(page, "/imports");
  await page.setInputFiles("#file", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("#source").fill(lang === "en" ? "personnel files until 2019" : "2019 年以前的人事档案");
  await page.locator('form[action="/imports"] button.act').click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}\/columns$/);
}

/** Says what the columns mean, and waits until the file is checked. */
async function map(page, { team = false, order = false } = {}) {
  if (team) await page.locator("#column-2").selectOption("department");
  if (order) for (const open of await page.locator('select[name^="order-"]').all()) await open.selectOption("dmy");
  await page.locator('form[action$="/columns"] button.act').click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await page.locator('form[action$="/start"]').waitFor({ timeout: 60_000 });
}

const take = (page) => page.locator('form[action$="/start"] button').click();
/** Only what is done can be taken back or not. */
const done = (page) => page.locator("#undo").waitFor({ timeout: 120_000 });
const figures = async (page) =>
  (await page.locator(".figures strong").allInnerTexts()).map((text) => Number(text.replace(/\D/g, "")));

async function tell(see, page, house, lang, isPlain) {
  page.on("dialog", (dialog) => dialog.accept());
  await send(page, lang, "leavers.csv", list(lang));
  await see(page, "officer: what the columns mean");
  await map(page, { team: true, order: true });
  const foreseen = await figures(page);
  assert.deepEqual(foreseen.slice(0, 4), [people + 4, 0, 0, 1], "created, changed, as they were, left out");
  await see(page, "officer: what would happen");

  await take(page);
  const bar = page.locator("progress.meter");
  if (!isPlain) {
    await bar.waitFor();
    await page.reload();
    assert.ok(Number(await bar.getAttribute("value")) < people, "it is on its way, and the page says how far");
    await see(page, "officer: on its way");
  }
  await done(page);
  assert.deepEqual(await figures(page), foreseen, "what was foreseen is what happened");
  await see(page, "officer: it is in");
  const first = page.url();

  await mend(see, page, lang);
  await wave(see, page, house, lang);
  await hold(see, page, lang);

  await look.goto(page, first);
  assert.ok((await page.locator('#undo + p ~ ul a[href^="/people/"]').count()) >= 1, "who was invited stands in the way");
  await takeBack(see, page, lang);
}

/** The bad rows come back as a file, are mended, and go in with the mapping remembered. */
async function mend(see, page, lang) {
  const rows = await (await page.request.get(`${new URL(page.url()).pathname}/rows`)).text();
  assert.equal(rows.trim().split("\n").length, 2, "the header and the one bad row");
  await send(page, lang, "mended.csv", rows.replace("05/06/2009", "05/06/2019"));
  await see(page, "officer: the same headers, understood at once");
  await map(page, { order: true });
  await take(page);
  await done(page);
  assert.deepEqual((await figures(page)).slice(0, 4), [1, 0, 0, 0]);
}

/** All who can be reached by mail, at once. */
async function wave(see, page, house, lang) {
  await look.goto(page, "/waves/new");
  await page.locator("#department").selectOption({ label: `T-${lang}` });
  await page.locator("input[name=reach][value=with]").check({ force: true });
  await page.locator('form[action="/waves/new"][method=get] button').click();
  await page.waitForURL(/department=/);
  await see(page, "officer: whom a wave would reach");
  await page.locator("input[name=pace][value=at_once]").check({ force: true });
  await page.locator("main form[method=post] button.act").click();
  await page.waitForURL(/\/waves\/[0-9a-f-]{36}$/);
  for (const at of [1, 2]) {
    const mail = await mailTo(house, `${lang}-${at}@imports.example.org`, undefined, { seconds: 60 });
    await look.keepMail(mail);
    assert.ok(mail.text.includes(lang === "en" ? "personnel files until 2019" : "2019 年以前的人事档案"), mail.text);
  }
  await page.reload();
  await see(page, "officer: the wave went out");
}

async function hold(see, page, lang) {
  await look.goto(page, `/departures/held?department=${encodeURIComponent(`T-${lang}`)}`);
  const boxes = page.locator("input[name=departures]");
  assert.equal(await boxes.count(), 2, "the two who were dismissed");
  for (const box of await boxes.all()) await box.check({ force: true });
  await page.locator("#note").fill(lang === "en" ? "Asked the head of the team." : "问过当时的主管。");
  await see(page, "officer: those held, in one go");
  await page.locator("button[name=decision][value=decline]").click();
  await page.waitForURL((url) => url.pathname === "/departures/held");
  await look.goto(page, `/departures/held?department=${encodeURIComponent(`T-${lang}`)}`);
  assert.equal(await page.locator("input[name=departures]").count(), 0);
}

async function takeBack(see, page, lang) {
  const file = `${words[lang].head}\n${words[lang].name(people + 30)},${lang}-undo,T-${lang},03/04/2011,,,,1\n`;
  await send(page, lang, "mistake.csv", file);
  await map(page, { order: true });
  await take(page);
  await done(page);
  await page.locator('form[action$="/undo"] button').click();
  await page.locator("#undo").waitFor({ state: "detached", timeout: 30_000 });
  await see(page, "officer: taken back as a whole");
}

onEachEngine("the HR file comes in", async ({ browser, house, engine, lang }) => {
  const sheet = new Sheet(`imports-${engine}-${lang}`);
  const office = await look.as("officer", browser, house, { lang, width: look.widths.desk });
  await look.speak(office, lang);
  const see = async (page, caption) => {
    const found = await look.faults(page);
    await page.setViewportSize({ width: look.widths.phone, height: 800 });
    await page.emulateMedia({ colorScheme: "light" });
    await sheet.take(page, caption);
    await page.setViewportSize({ width: look.widths.desk, height: 800 });
    await sheet.take(page, caption);
    look.wellOrFail(found.map((fault) => `${caption}: ${fault}`), page.context());
  };
  try {
    await tell(see, await office.newPage(), house, lang, false);
  } finally {
    await sheet.write(browser);
  }
});

test("without script", async () => {
  const browser = await look.openBrowser();
  const house = await House.open();
  try {
    const plain = { javaScriptEnabled: false, lang: "en" };
    const page = await (await look.as("officer", browser, house, plain)).newPage();
    await tell(async () => {}, page, house, "en", true);
  } finally {
    await browser.close();
    await house.stop();
  }
});
