// Every page, as every role, in both languages: answers, stands in its window at three widths, has nothing that
// axe-core minds in light or dark, is valid HTML. Leaves sheets of screenshots in browser/shots.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { crawl, getRoutes, routeOf } from "./lib/crawl.mjs";
import { engines, House } from "./lib/house.mjs";
import * as look from "./lib/look.mjs";
import { invalid } from "./lib/nu.mjs";
import { answers, elsewhere, unlinked } from "./lib/pages.mjs";
import { Sheet } from "./lib/sheet.mjs";

let browser;
before(async () => (browser = await look.openBrowser()));
after(() => browser.close());

describe("every page", async () => {
  let house;
  const reached = new Set(elsewhere);
  const examined = new Set();
  before(async () => (house = await House.open({ engine: "sqlite", env: { HOMEPORT_MAIL_URL: "mailbox:" } })));
  after(() => house.stop());

  for (const lang of look.languages) {
    test(`pleases everyone who may see it, in ${lang}`, async () => {
      const sheets = { phone: new Sheet(`${lang}-phone`), desk: new Sheet(`${lang}-desk-dark`) };
      const found = [];
      for (const role of ["visitor", ...house.roles]) {
        const context = await speaking(lang, role, house);
        const visited = await crawl(context, {
          starts: ["/", ...unlinked(role)],
          inspect: async ({ page, path, route, response }) => {
            const fault = (text) => found.push(`${role} ${path}: ${text}`);
            if (!answers(path, response)) fault(`status ${response.status()}`);
            if (!page) return;
            const isNew = !examined.has(`${lang} ${route}`);
            examined.add(`${lang} ${route}`);
            (isNew ? await look.faults(page) : await look.glance(page)).forEach(fault);
            if (isNew) await shoot(page, sheets, `${role} ${path}`);
          },
        });
        for (const route of visited.keys()) reached.add(route.split("?")[0]);
        found.push(...context.troubles.map((trouble) => `${role}: ${trouble}`));
        await context.close();
      }
      for (const sheet of Object.values(sheets)) await sheet.write(browser);
      assert.equal(found.length, 0, `\n  ${found.join("\n  ")}`);
    });
  }

  test("is reached by somebody", () => {
    const routes = getRoutes();
    const lost = routes.filter((route) => !reached.has(route) && !reached.has(routeOf(route, routes)));
    assert.deepEqual(lost, [], "rows of the route table that no test opens: link them, or say in lib/pages.mjs who does");
  });

  test("is valid HTML", async () => {
    const { checked, errors } = await invalid();
    assert.ok(checked > 0, "no page was kept");
    assert.equal(errors.length, 0, `of ${checked} pages:\n  ${errors.join("\n  ")}`);
  });
});

for (const engine of engines().filter((engine) => engine !== "sqlite")) {
  test(`every page answers on ${engine}`, async () => {
    const house = await House.open({ engine });
    const found = [];
    for (const role of house.roles) {
      const context = await speaking("zh-CN", role, house);
      await crawl(context, {
        inspect: ({ path, response }) => answers(path, response) || found.push(`${role} ${path}: ${response.status()}`),
      });
      await context.close();
    }
    await house.stop();
    assert.deepEqual(found, []);
  });
}

async function speaking(lang, role, house) {
  const context = await look.as(role, browser, house, { lang });
  await look.speak(context, lang);
  return context;
}

async function shoot(page, sheets, caption) {
  await page.setViewportSize({ width: look.widths.phone, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  await sheets.phone.take(page, caption);
  await page.setViewportSize({ width: look.widths.desk, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });
  await sheets.desk.take(page, caption);
}
