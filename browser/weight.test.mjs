// What a page weighs on the way to somebody who opens it for the first time (LOOK.md): photos aside, at most 60 kB
// over the wire, of which 15 kB script and 25 kB style; nothing from anybody else, no web font.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crawl } from "./lib/crawl.mjs";
import { House } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";

const limits = { all: 60_000, Script: 15_000, Stylesheet: 25_000, Font: 0 };
const photo = /^image\/(jpeg|png|webp)/;

test("a page is light enough for a slow phone", async () => {
  const house = await House.open();
  const browser = await look.openBrowser();
  const found = [];
  let heaviest = { all: 0 };
  for (const role of ["visitor", ...house.roles]) {
    const context = await look.as(role, browser, house, { lang: "zh-CN" });
    let scale;
    await crawl(context, {
      before: async (page) => {
        scale ??= await Scale.on(page);
        scale.clear();
      },
      inspect: async ({ page, path }) => {
        if (!page) return;
        await page.waitForTimeout(50);
        const weight = scale.read();
        if (weight.all > heaviest.all) heaviest = { ...weight, path, role };
        for (const [kind, limit] of Object.entries(limits)) {
          if (weight[kind] > limit) found.push(`${role} ${path}: ${weight[kind]} bytes of ${kind}, at most ${limit}`);
        }
      },
    });
    found.push(...context.troubles.filter((trouble) => trouble.startsWith("third party")));
    await context.close();
  }
  await browser.close();
  await house.stop();
  console.log("heaviest page:", heaviest);
  assert.equal(found.length, 0, `\n  ${found.join("\n  ")}`);
});

/** Weighs what Chromium receives, headers included, with nothing taken from its cache. */
class Scale {
  static async on(page) {
    const scale = new Scale();
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const kinds = new Map();
    session.on("Network.responseReceived", ({ requestId, type, response }) =>
      kinds.set(requestId, photo.test(response.mimeType) ? "photo" : type));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
      scale.add(kinds.get(requestId), encodedDataLength));
    return scale;
  }

  clear() {
    this.weight = { all: 0, Script: 0, Stylesheet: 0, Font: 0 };
  }

  add(kind, bytes) {
    if (kind === "photo") return;
    this.weight.all += bytes;
    if (kind in this.weight) this.weight[kind] += bytes;
  }

  read() {
    return this.weight;
  }
}
