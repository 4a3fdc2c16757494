// The whole story: an officer records a departure, the leaver joins on a phone, a colleague wishes well by one tap,
// the card says who it belongs to. On each engine, in both languages, through a real mail server.
import assert from "node:assert/strict";
import * as acts from "./lib/acts.mjs";
import * as look from "./lib/look.mjs";
import { Story } from "./lib/story.mjs";
import { onEachEngine } from "./lib/suite.mjs";

const leavers = {
  "zh-CN": { name: "章一川", number: "HF-90217", department: "考研与留学部 Exams and study abroad" },
  en: { name: "Ngozi Marlowe-Vance", number: "HF-90218", department: "少儿部 Young learners" },
};

async function tell(story) {
  const { who, house } = story;
  const desk = await story.before("officer");
  await acts.recordDeparture(desk, who);
  await story.see(desk, "officer: recorded");
  await acts.completeFormalities(desk);
  await story.see(desk, "officer: formalities complete");

  const { link } = await acts.invitationOf(house, who);
  const phone = await story.phone();
  await look.goto(phone, link);
  await story.see(phone, "leaver: the letter");
  await acts.join(phone, who);
  await story.see(phone, "leaver: joined");

  const wishLink = await acts.wishLinkFor(house, who);
  const colleague = await story.phone();
  await look.goto(colleague, wishLink);
  await story.see(colleague, "colleague: asked for a wish");
  const words = await acts.wishWell(colleague);
  await story.see(colleague, "colleague: wished well");

  await look.goto(phone, "/home");
  assert.ok((await phone.locator("main").innerText()).includes(words), "the wish stands on the first page");
  await story.see(phone, "leaver: a wish has come");
  await showCard(story, phone);

  await desk.reload();
  assert.equal(await desk.locator("ol.clock li.done").count(), 4, "the clock has come to its end");
  await story.see(desk, "officer: home within minutes");
  await story.sheet.write(story.browser);
  await forwarded(story, link);
}

async function showCard(story, phone) {
  await look.goto(phone, "/card");
  assert.ok((await phone.locator(".card").innerText()).includes(story.who.number), "the card has the number for life");
  await story.see(phone, "leaver: the card");
  const stranger = await story.phone();
  await look.goto(stranger, await acts.cardLink(phone));
  await stranger.locator(".tag.calm").waitFor();
  await story.see(stranger, "stranger: checks the card");
  const saved = await phone.request.get("/card.vcf");
  assert.match(await saved.text(), /BEGIN:VCARD[\s\S]*END:VCARD/);
}

/** Whoever gets the used link finds no way into the membership. */
async function forwarded(story, link) {
  const other = await story.phone();
  await look.goto(other, link);
  assert.equal(await other.locator("input[name=consents]").count(), 0);
  assert.equal(await other.locator("a.me").count(), 0, "nobody is signed in by it");
  await story.see(other, "somebody else: the link was used");
}

onEachEngine("a colleague leaves and comes home", async (told) => {
  const { lang, engine } = told;
  const who = { ...leavers[lang], mail: `${lang}-${engine}@home.example.net`, allows: ["listed", "wishes"] };
  await tell(new Story("story", told, who));
});
