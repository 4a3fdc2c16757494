// Ways in and words that the story does not pass: the common door for somebody who was not invited, the boss who
// signs a greeting, no thanks, a photo, somebody who moves to another company of the group.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as acts from "./lib/acts.mjs";
import { House } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { invalid } from "./lib/nu.mjs";
import { Sheet } from "./lib/sheet.mjs";

let house, browser, sheet, desk;
before(async () => {
  browser = await look.openBrowser();
  house = await House.open();
  sheet = new Sheet("doors");
  desk = await (await look.as("officer", browser, house, { lang: "en", width: look.widths.desk })).newPage();
  await look.speak(desk.context(), "en");
});
after(async () => {
  await sheet.write(browser);
  await browser.close();
  await house.stop();
});

const person = (name, number, more) => ({
  name, number, department: "财务部 Finance", mail: `${number.toLowerCase()}@doors.example.net`, lang: "zh-CN", allows: ["listed"], ...more,
});

const phoneOf = async (lang) => (await look.visitor(browser, house, { lang, width: look.widths.phone })).newPage();

async function see(page, caption) {
  const size = page.viewportSize();
  const found = await look.faults(page);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: "light" });
  await sheet.take(page, caption);
  look.wellOrFail(found.map((fault) => `${caption}: ${fault}`), page.context());
}

test("somebody who was not invited proves who they are, asks, and gets an answer", async () => {
  const who = person("万重山", "HF-90231", { kind: "dismissal" });
  await acts.recordDeparture(desk, who);
  await acts.completeFormalities(desk);
  const phone = await phoneOf("zh-CN");
  await look.goto(phone, "/join");
  await phone.locator("#number").fill(who.number);
  await phone.locator("#contact").fill(who.mail);
  await phone.locator('form[action="/join"] button').click();
  await see(phone, "the common door: look at your mail");
  await look.goto(phone, await acts.linkMailed(house, "/join/ask/", who.mail));
  await see(phone, "not invited: may ask");
  await phone.locator("#words").fill("想回来看看老同事。");
  await phone.locator("main form button.act").click();
  await look.goto(desk, "/invitations/requests");
  await see(desk, "officer: somebody asks");
  await desk.locator("section", { hasText: who.name }).locator("button[value=invite]").click();
  await look.goto(phone, await acts.linkMailed(house, "/i/", who.mail));
  await acts.join(phone, who);
  await look.goto(phone, await acts.linkMailed(house, "/confirm/", who.mail));
  await see(phone, "member: is this your address?");
});

test("the first start prints the link to become administrator", async () => {
  const empty = await House.open({ command: "serve" });
  const page = await (await look.visitor(browser, empty, { lang: "zh-CN" })).newPage();
  await look.goto(page, /https?:\S+\/found\/\S+/.exec(empty.output)[0]);
  await see(page, "administrator: the first start");
  await empty.stop();
});

test("the boss signs a greeting, and the leaver reads it", async () => {
  const who = person("宁采", "HF-90232");
  await acts.recordDeparture(desk, who);
  await desk.locator('a[href$="/greeting"]').click();
  const signer = desk.locator("#signer option", { hasText: "彭立群" });
  await desk.locator("#signer").selectOption(await signer.getAttribute("value"));
  await desk.locator("#words").fill("宁采，账本上的每一笔都清清楚楚，谢谢你。");
  await desk.locator('form[action$="/greeting"] button').click();
  await see(desk, "officer: the boss is asked");
  const boss = await phoneOf("zh-CN");
  await look.goto(boss, await acts.linkMailed(house, "/g/", who.name));
  await see(boss, "boss: signs");
  await boss.locator("main form button.act").click();
  await look.goto(desk, "/departures");
  await desk.locator("a", { hasText: who.name }).first().click();
  await acts.completeFormalities(desk);
  const phone = await phoneOf("zh-CN");
  await look.goto(phone, (await acts.invitationOf(house, who)).link);
  await phone.getByText("账本上的每一笔都清清楚楚").first().waitFor();
});

test("no thanks and never again are a page and a button", async () => {
  const who = person("Una Fairweather", "HF-90233", { lang: "en" });
  await acts.recordDeparture(desk, who);
  await acts.completeFormalities(desk);
  const { link } = await acts.invitationOf(house, who);
  const phone = await phoneOf("en");
  for (const way of ["decline", "never"]) {
    await look.goto(phone, `${link}/${way}`);
    await see(phone, `leaver: ${way}?`);
  }
  await phone.locator("main form button.act").click();
  await see(phone, "leaver: never again");
});

test("a member puts up a photo", async () => {
  const context = await look.as("member", browser, house, { lang: "en" });
  const page = await context.newPage();
  await look.goto(page, "/me");
  const photo = { name: "me.png", mimeType: "image/png", buffer: await page.screenshot() };
  await page.locator("#photo").setInputFiles(photo);
  await page.locator('form[action="/me/photo"] button').click();
  const shown = page.locator('img[src*="/photo"]').first();
  await shown.waitFor();
  assert.ok(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  await see(page, "member: with a photo");
});

test("somebody leaves the alliance, and stays after all", async () => {
  const who = person("Nora Whitcombe", "HF-90234", { lang: "en" });
  await acts.recordDeparture(desk, who);
  await acts.completeFormalities(desk);
  const phone = await phoneOf("en");
  await look.goto(phone, (await acts.invitationOf(house, who)).link);
  await acts.join(phone, who);
  await look.goto(phone, "/me");
  await phone.locator('a[href="/me/exit"]').click();
  await see(phone, "member: leave?");
  await phone.locator('form[action="/me/exit"] button').click();
  await see(phone, "member: has left");
  await look.goto(phone, await acts.linkMailed(house, "/exits/", who.mail));
  await phone.locator('form[action$="/back"] button').click();
  await phone.locator(".flash").waitFor();
});

test("an officer finds somebody on file, who moves to another company of the group", async () => {
  await look.goto(desk, "/departures/new?q=陈洁");
  await desk.locator("li a.over").first().click();
  await see(desk, "officer: somebody known");
  await desk.locator('a[href^="/departures/transfer/"]').click();
  await desk.locator("main form").first().waitFor();
  await see(desk, "officer: a transfer is no departure");
});

test("all of it is valid HTML", async () => {
  const { errors } = await invalid();
  assert.equal(errors.length, 0, `\n  ${errors.join("\n  ")}`);
});
