// Somebody is asked by mail whether what is kept is still right, and corrects their job from the link without signing
// in: in both languages, and once more in a browser that runs no script. The officer follows it in the funnel, finds
// those whom nothing reaches, and holds a group's nicknames against the pool.
import assert from "node:assert/strict";
import * as acts from "./lib/acts.mjs";
import { until } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { linkIn, mailsOf } from "./lib/mail.mjs";
import { Story } from "./lib/story.mjs";
import { onEachEngine } from "./lib/suite.mjs";

// In each language the people of another company, for nobody is asked twice in a year; the demo has asked the first.
const company = { en: 2, "zh-CN": 3 };
const jobs = { en: ["Halcyon Press", "Editor"], "zh-CN": ["星河出版社", "编辑"] };

onEachEngine("whoever is asked corrects their job from the mailed link", async (told) => {
  const story = new Story("freshness", told);
  const desk = await story.before("officer");
  await asks(story, desk);
  const [first, second] = await links(story);
  await corrects(story, await story.phone(), first);
  await corrects(story, await story.phone({ javaScriptEnabled: false }), second, false);
  await follows(story, desk);
  await finds(story, desk);
  await story.sheet.write(told.browser);
});

async function asks(story, desk) {
  await look.goto(desk, "/freshness");
  await story.see(desk, "officer: what was asked so far");
  story.read = new Set((await mailsOf(story.house)).map(({ text }) => text));
  await acts.askStillRight(story, desk, () => desk.locator("#entity").selectOption({ index: company[story.lang] }));
}

/** Two of the messages of this campaign; in the other language others were asked. */
async function links({ house, read }) {
  const fits = ({ text }) => text.includes("/f/") && !read.has(text);
  const mails = await until("two of them to have mail", async () => {
    const found = (await mailsOf(house)).filter(fits);
    return found.length >= 2 && found.slice(0, 2);
  });
  for (const mail of mails) await look.keepMail(mail);
  return mails.map((mail) => linkIn(mail, "/f/"));
}

async function corrects(story, phone, link, hasScript = true) {
  await acts.correctJob(story, phone, link, jobs[story.lang], hasScript);
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
