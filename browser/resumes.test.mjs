// Somebody brings their jobs along from a LinkedIn file, looks, chooses, takes it back; and takes everything that is kept
// about them home, as a page that needs nothing else. On a phone, in both languages.
import assert from "node:assert/strict";
import * as acts from "./lib/acts.mjs";
import * as look from "./lib/look.mjs";
import { onEachEngine } from "./lib/suite.mjs";

const words = {
  en: { head: "What was understood", file: "Everything that is kept about you", jobs: "Jobs elsewhere" },
  "zh-CN": { head: "读懂了这些", file: "保存的关于您的全部资料", jobs: "在别处的工作" },
};

/** A job that is fine, one that ends before it begins, one of a year that never comes. */
const positions = (firm) => `Company Name,Title,Description,Location,Started On,Finished On
${firm},产品经理,"One line
and another",杭州,Sep 2024,
Later Ltd,Clerk,,,Mar 2015,Feb 2014
Never Inc,Clerk,,,20223,
`;

async function see(page, path, what) {
  if (path) await look.goto(page, path);
  else await look.goto(page, page.url());
  look.wellOrFail((await look.faults(page)).map((fault) => `${what}: ${fault}`), page.context());
  await page.setViewportSize({ width: look.widths.phone, height: 800 });
}

async function bring(page, lang, firm) {
  await see(page, "/me", "one's own page");
  const career = await page.locator('main a[href^="/careers/"]').first().getAttribute("href");
  await see(page, career, "one's own career");
  await page.locator('main a[href="/me/resumes"]').click();
  await see(page, null, "sending a file");
  await page.setInputFiles("#file", { name: "Positions.csv", mimeType: "text/csv", buffer: Buffer.from(positions(firm)) });
  await page.locator('form[action="/me/resumes"] button').click();
  await page.waitForURL(/\/me\/resumes\/[0-9a-f-]{36}$/);
  await see(page, null, "what was understood");
  assert.equal(await page.locator("h1").innerText(), words[lang].head);
  assert.equal(await page.locator("input[name=stint]").count(), 1, "the two others stay out");
  await page.locator("main button.act").click();
  await page.waitForURL(new RegExp(`${career}$`));
  assert.ok((await page.locator("main").innerText()).includes(firm));
  return career;
}

async function takeHome(page, lang, firm) {
  await see(page, "/me/copy", "everything about me");
  const copy = await acts.takeCopy(page);
  for (const wanted of [words[lang].file, words[lang].jobs, firm]) assert.ok(copy.text.includes(wanted), wanted);
  const jobs = copy.data.tables.find((table) => table.table === "careers_position").rows;
  assert.ok(jobs.some((job) => job.organisation === firm && job.source === "file"));
}

onEachEngine("jobs from a file, and everything out", async ({ browser, house, lang }) => {
  const context = await look.as("member", browser, house, { lang });
  await look.speak(context, lang);
  const page = await context.newPage();
  const firm = lang === "en" ? "Cloudsail" : "云帆科技";
  const career = await bring(page, lang, firm);
  await takeHome(page, lang, firm);
  await see(page, "/me/resumes", "files so far");
  await page.locator('form[action$="/take-back"] button').first().click();
  await page.waitForURL(/\/me\/resumes$/);
  await look.goto(page, career);
  assert.ok(!(await page.locator("main").innerText()).includes(firm), "it is as if never told");
  await context.close();
});
