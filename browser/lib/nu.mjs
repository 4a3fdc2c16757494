// Keeps every page that the tests opened, and asks the Nu checker about all of them at once: Java starts slowly.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { nuJar } from "./tools.mjs";

let folder;
const pages = new Map();

export async function keepHtml(url, html) {
  folder ??= await mkdtemp(join(tmpdir(), "homeport-html-"));
  const name = `${createHash("sha256").update(html).digest("hex").slice(0, 16)}.html`;
  if (pages.has(name)) return;
  pages.set(name, url);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), html);
}

/** What is invalid in all pages kept so far, a sentence each, and how many pages there were. Forgets them. */
export async function invalid() {
  if (!folder) return { checked: 0, errors: [] };
  const checked = pages.size;
  const report = await promisify(execFile)(
    "java",
    ["-jar", nuJar(), "--format", "json", "--errors-only", "--exit-zero-always", "--stdout", folder],
    { maxBuffer: 1 << 26 },
  );
  const errors = JSON.parse(report.stdout).messages.map((message) => {
    const url = pages.get(basename(message.url ?? "")) ?? message.url;
    const extract = (message.extract ?? "").replace(/\s+/g, " ").trim();
    return `${new URL(url).pathname}:${message.lastLine ?? ""} ${message.message} ⟨${extract}⟩`;
  });
  await rm(folder, { recursive: true, force: true });
  folder = undefined;
  pages.clear();
  return { checked, errors: [...new Set(errors)] };
}
