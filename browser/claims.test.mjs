// Somebody who left years before there was a Homeport claims their place on the public page, shows with the mailed code
// that the contact is theirs, is vouched for by two members from mailed links, and joins. No officer lifts a finger.
import assert from "node:assert/strict";
import * as acts from "./lib/acts.mjs";
import * as look from "./lib/look.mjs";
import { Story } from "./lib/story.mjs";
import { onEachEngine } from "./lib/suite.mjs";
import { Texts } from "./lib/texts.mjs";

// Two departments, for nobody is asked twice in a week. In each two members of the demo worked so many years ago.
const year = new Date().getFullYear();
const claimants = {
  en: { name: "Rosalind Achterberg", department: "英语教学部", left: year - 11, mail: "rosalind@claims.example.net" },
  "zh-CN": { name: "骆冰心", department: "少儿部", left: year - 8, mail: "bingxin@claims.example.net" },
};

const texts = await Texts.open();

onEachEngine("whoever left long ago claims their place", async (told) => {
  const story = new Story("claims", told, { ...claimants[told.lang], allows: ["listed"] });
  const phone = await story.phone();
  await acts.claimPlace(story, phone);
  await acts.vouch(story, texts);
  await acts.joinAsClaimant(story, phone);
  await overlooked(story);
  await story.sheet.write(told.browser);
}, { env: texts.env });

/** The officer had nothing to do, and sees who vouched. */
async function overlooked(story) {
  const desk = await story.before("officer");
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
