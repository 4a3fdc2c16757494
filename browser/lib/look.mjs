// Looks at pages as their readers would: width, light and dark, language, with and without a mouse.
import assert from "node:assert/strict";
import { axeSource, tool } from "./tools.mjs";
import { keepHtml } from "./nu.mjs";

const { chromium } = await tool("page", "playwright-core");
const flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
  + " --disable-component-update --disable-sync --font-render-hinting=none --hide-scrollbars";

export const widths = { phone: 360, tablet: 768, desk: 1280 };
/** TEST_LANGUAGE narrows them to one. */
export const languages = process.env.TEST_LANGUAGE?.split(",") ?? ["en", "zh-CN"];

export const openBrowser = () =>
  chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? "/usr/bin/chromium", args: flags.split(" ") });

/** A visitor of their own: cookies, language, screen. `troubles` gathers what the browser complained about. */
export async function visitor(browser, house, { lang = "en", width = widths.phone, scheme = "light", ...more } = {}) {
  const context = await browser.newContext({
    baseURL: house.url,
    locale: lang,
    timezoneId: "Asia/Shanghai",
    viewport: { width, height: 800 },
    deviceScaleFactor: 1,
    colorScheme: scheme,
    reducedMotion: "reduce",
    ...more,
  });
  context.setDefaultTimeout(10_000);
  context.troubles = [];
  context.on("weberror", (error) => context.troubles.push(`script error: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) context.troubles.push(message.text());
  });
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(house.url).host) context.troubles.push(`third party: ${request.url()}`);
  });
  return context;
}

/** Follows a sign-in link and presses its button: opening alone signs nobody in. */
export async function signIn(context, link) {
  const page = await context.newPage();
  await goto(page, link);
  await page.locator("main form button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.close();
  return context;
}

const sessions = new WeakMap();

/** A visitor signed in as one of the demo's roles. A link works once, so the session is kept for the next time. */
export async function as(role, browser, house, options = {}) {
  if (role === "visitor") return visitor(browser, house, options);
  if (!sessions.has(house)) sessions.set(house, new Map());
  const kept = sessions.get(house);
  if (kept.has(role)) return visitor(browser, house, { ...options, storageState: kept.get(role) });
  const context = await signIn(await visitor(browser, house, options), house.links.get(role));
  kept.set(role, await context.storageState());
  return context;
}

/** Opens a page, keeps its HTML for the Nu checker, and returns the response. */
export async function goto(page, path) {
  const response = await page.goto(path);
  if (response?.headers()["content-type"]?.startsWith("text/html")) await keepHtml(page.url(), await response.text());
  return response;
}

/** A mail is a page too: the Nu checker gets its HTML. */
export const keepMail = (mail) => keepHtml(`mail:/${encodeURIComponent(mail.subject)}`, mail.html);

const themes = [
  { width: widths.phone, scheme: "light", axe: true },
  { width: widths.phone, scheme: "dark", axe: true },
  { width: widths.tablet, scheme: "dark", axe: false },
  { width: widths.desk, scheme: "light", axe: true },
];

/** Everything about the open page that a person would mind, as sentences; empty when all is well. */
export async function faults(page) {
  const found = new Map();
  const note = (fault, where) => found.set(fault, [...(found.get(fault) ?? []), where]);
  for (const { width, scheme, axe } of themes) {
    const where = `${width} ${scheme}`;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    for (const fault of await overflow(page)) note(fault, where);
    for (const fault of axe ? await violations(page) : []) note(fault, where);
  }
  return [...found].map(([fault, places]) => `${fault} (${places.join(", ")})`);
}

/** The short look, for a page that was examined in full as somebody else. */
export async function glance(page) {
  await page.setViewportSize({ width: widths.phone, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  return [...(await overflow(page)), ...(await violations(page))];
}

/** What makes the page wider than its window. */
export async function overflow(page) {
  return page.evaluate(() => {
    const over = document.scrollingElement.scrollWidth - window.innerWidth;
    if (over <= 0) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 0.5);
    const name = (e) => e.tagName.toLowerCase() + [...e.classList].map((c) => `.${c}`).join("");
    return [`${over} px wider than its window: ${wide.slice(-3).map(name).join(", ")}`];
  });
}

/** What axe-core finds, a sentence each. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource());
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap((rule) =>
    rule.nodes.slice(0, 3).map((node) =>
      `${rule.id}: ${node.target.join(" ")} — ${node.failureSummary.split("\n")[1].trim()}`));
}

export function wellOrFail(found, context) {
  const all = [...found, ...(context?.troubles ?? [])];
  assert.equal(all.length, 0, `\n  ${all.join("\n  ")}`);
}

/** Switches the house to this language by the button at the foot of every page, as a reader would. */
export async function speak(context, lang) {
  const page = await context.newPage();
  await page.goto("/");
  if ((await page.getAttribute("html", "lang")) !== lang) {
    await page.locator('form[action="/language"] button').click();
    await page.locator(`html[lang="${lang}"]`).waitFor({ state: "attached" });
  }
  await page.close();
}
