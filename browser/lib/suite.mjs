// A suite that is told on each engine, in each language, with a house and a browser of its own, and whose pages and
// mails are all valid HTML in the end.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { engines, House } from "./house.mjs";
import * as look from "./look.mjs";
import { invalid } from "./nu.mjs";

/**
 * `tell({ browser, house, engine, lang })` is the story, once a language; `env` is what the house is told besides,
 * `isMovable` gives it a clock that the story moves on.
 */
export function onEachEngine(name, tell, { env = {}, isMovable = false } = {}) {
  for (const engine of engines()) {
    describe(`${name}, on ${engine}`, () => {
      let house, browser;
      before(async () => {
        browser = await look.openBrowser();
        house = await House.open({ engine, env, isMovable });
      });
      after(async () => {
        await browser.close();
        await house.stop();
      });

      for (const lang of look.languages) test(`in ${lang}`, () => tell({ browser, house, engine, lang }));

      test("every page and mail of it is valid HTML", async () => {
        const { checked, errors } = await invalid();
        assert.ok(checked > 8, `only ${checked} pages were kept`);
        assert.equal(errors.length, 0, `\n  ${errors.join("\n  ")}`);
      });
    });
  }
}
