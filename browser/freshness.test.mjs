// Somebody is asked by mail whether what is kept is still right, and corrects their job from the link without signing
// in: in both languages, and once more in a browser that runs no script. The officer follows it in the funnel, finds
// those whom nothing reaches, and holds a group's nicknames against the pool.
import assert from "node:assert/strict";
import { until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { linkIn, mailsOf } from "./lib/mail.mjs";
import { Sheet } from "./lib/sheet.mjs";
import { onEachEngine } from "./lib/suite.mjs";

// In each language the people of another company, for nobody is asked twice in a year; the demo has asked the first.
const company = { en: 2, "zh-CN": 3 };
const jobs = { en: ["Halcyon Press", "Editor"], "zh-CN": ["星河出版社", "编辑"] };

class Story {
  constructor(browser, house, engine, lang) {
    Object.assign(this, { browser, house, lang });
    this.sheet = new Sheet(`freshness-${engine}-${lang}`);
  }

  async see(page, caption) {
    const size = page.viewportSize();
    const found = await look.faults(page);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: "light" });
    await this.sheet.take(page, caption);
    look.wellOrFail(found.map((fault) => `${caption}: ${fault}`), page.context());
  }

  async phone(more = {}) {
    const options = { lang: this.lang, width: look.widths.phone, ...more };
    return (await look.visitor(this.browser, this.house, options)).newPage();
  }
}

onEachEngine("whoever is asked corrects their job from the mailed link", async ({ browser, house, engine, lang }) => {
  const story = new Story(browser, house, engine, lang);
  const office = await look.as("officer", browser, house, { lang, width: look.widths.desk });
  await look.speak(office, lang);
  const desk = await office.newPage();
  await asks(story, desk);
  const [first, second] = await links(story);
  await corrects(story, await story.phone(), first);
  await corrects(story, await story.phone({ javaScriptEnabled: false }), second, false);
  await follows(story, desk);
  await finds(story, desk);
  await story.sheet.write(browser);
});

async function asks(story, desk) {
  await look.goto(desk, "/freshness");
  await story.see(desk, "officer: what was asked so far");
  await look.goto(desk, "/freshness/new");
  await desk.locator("#entity").selectOption({ index: company[story.lang] });
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
  story.before = new Set((await mailsOf(story.house)).map(({ text }) => text));
  await desk.locator('form[action$="/start"] button').click();
  await desk.waitForLoadState();
}

/** Two of the messages of this campaign; in the other language others were asked. */
async function links({ house, before }) {
  const fits = ({ text }) => text.includes("/f/") && !before.has(text);
  const mails = await until("two of them to have mail", async () => {
    const found = (await mailsOf(house)).filter(fits);
    return found.length >= 2 && found.slice(0, 2);
  });
  for (const mail of mails) await look.keepMail(mail);
  return mails.map((mail) => linkIn(mail, "/f/"));
}

async function corrects(story, phone, link, hasScript = true) {
  const [organisation, title] = jobs[story.lang];
  await look.goto(phone, link);
  if (hasScript) await story.see(phone, "asked: what is kept");
  assert.ok(!(await phone.locator("main").innerText()).match(/\w@example\.(net|org|com)/), "contacts are masked");
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
  await phone.locator('main a[href$="/leave"]').click();
  await phone.locator('form[action$="/leave"] button').waitFor();
  if (hasScript) await story.see(phone, "asked: leaving is a page away");
  await phone.locator("main a.act").click();
  await phone.locator("#kept").waitFor();
}

async function follows(story, desk) {
  await desk.reload();
  await story.see(desk, "officer: what came of it");
  await desk.locator('a.figure[href$="step=corrected"]').click();
  assert.ok((await desk.locator("main ul.list li").count()) >= 2, "two corrected something");
  await story.see(desk, "officer: who corrected something");
  await desk.locator("main ul.list a.over").first().click();
  await desk.locator("#fresh").waitFor();
  await story.see(desk, "officer: a person, confirmed just now");
}

async function finds(story, desk) {
  await look.goto(desk, "/lost");
  assert.ok((await desk.locator("main ul.list li").count()) >= 3, "three came back");
  await story.see(desk, "officer: help us find");
  await look.goto(desk, "/lost/way");
  await story.see(desk, "anybody: the way in");
  await look.goto(desk, "/missing?from=2024&to=2026");
  const names = await (await desk.request.get("/people?from=2024&to=2026")).text();
  const known = [...names.matchAll(/<a class="over" href="\/people\/[^"]+">([^<]+)</g)].map(([, name]) => name);
  await desk.locator("#nicknames").fill([`🌸${known[0]}🌸`, `A-${known[1]}`, "随风"].join("\n"));
  await story.see(desk, "officer: the nicknames of a group");
  await desk.locator('form[action="/missing"] button.act').click();
  await desk.locator("#missing").waitFor();
  assert.ok(!(await desk.locator("[aria-labelledby=missing]").innerText()).includes(`${known[0]}\n`));
  await story.see(desk, "officer: who is missing");
}
