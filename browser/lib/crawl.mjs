// Walks through the house as somebody would: from the first page along every link, a few samples of each row of
// the route table. What no link leads to is visited by the story.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { goto } from "./look.mjs";
import { repo } from "./tools.mjs";

const samplesPerRoute = 2;
const table = join(repo, "crates/homeport/src/routes");

/** The table and its parts. */
const parts = () => [`${table}.rs`, ...readdirSync(table).map((name) => join(table, name))];

/** Every GET row of the route table, as `/departures/{id}`. */
export function getRoutes() {
  const rows = parts().map((part) => readFileSync(part, "utf8")).join("\n").matchAll(/\.get\(\s*"(\/[^"]*)"/g);
  return [...new Set([...rows].map(([, path]) => path))];
}

const asPattern = (route) => new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`);

/** The row that answers this path; literal rows win over rows with a gap. */
export function routeOf(path, routes) {
  const fits = routes.filter((route) => asPattern(route).test(path));
  fits.sort((a, b) => (a.match(/\{/g) ?? []).length - (b.match(/\{/g) ?? []).length);
  return fits[0] ?? path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}").replace(/[\w-]{24,}/g, "{token}");
}

/**
 * Visits pages from `starts` on, in the context's own sign-in and language; calls `before(page)` ahead of each and
 * `inspect({ page, path, route, response })` after. Returns route → paths visited.
 */
export async function crawl(context, { starts = ["/"], routes = getRoutes(), before, inspect }) {
  const page = await context.newPage();
  const visited = new Map();
  const waiting = [...starts];
  const met = new Set(waiting);
  while (waiting.length) {
    const path = waiting.shift();
    const route = routeOf(path.split("?")[0], routes) + queryNames(path);
    const samples = visited.get(route) ?? [];
    if (samples.length >= samplesPerRoute) continue;
    visited.set(route, [...samples, path]);
    await before?.(page);
    const response = await open(page, path);
    if (!response.headers()["content-type"]?.startsWith("text/html")) {
      await inspect({ path, route, response });
      continue;
    }
    await inspect({ page, path, route, response });
    for (const next of await links(page)) {
      if (!met.has(next)) waiting.push(next);
      met.add(next);
    }
  }
  await page.close();
  return visited;
}

/** A page is opened; what the browser would save as a file is only fetched. */
async function open(page, path) {
  try {
    return await goto(page, path);
  } catch (error) {
    if (!/Download is starting|ERR_ABORTED/.test(error.message)) throw error;
    const answer = await page.request.get(path);
    return { status: () => answer.status(), headers: () => answer.headers() };
  }
}

const links = (page) =>
  page.$$eval("a[href], form[method=get i][action]:has(button)", (all) =>
    all
      .map((one) => new URL(one.getAttribute("href") || one.getAttribute("action") || "", location.href))
      .filter((url) => url.origin === location.origin)
      .map((url) => url.pathname + url.search));

function queryNames(path) {
  const names = [...new URL(path, "http://x").searchParams.keys()].sort();
  return names.length ? `?${names.join("&")}` : "";
}
