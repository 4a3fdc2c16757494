// Sheets of screenshots for a person to look at: browser/shots/NAME.png, many small pages on one large picture.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repo } from "./tools.mjs";

const folder = join(repo, "browser/shots");
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

export class Sheet {
  constructor(name) {
    this.name = name;
    this.shots = [];
  }

  /** Takes the open page as it is now, at most two screens long. */
  async take(page, caption) {
    const { width } = page.viewportSize();
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), width < 500 ? 2000 : 1600);
    const image = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.max(height, 300) } });
    this.shots.push({ image, caption, width });
  }

  /** Writes each shot and the sheet of all of them, at most `perSheet` on one. */
  async write(browser, { perSheet = 12 } = {}) {
    await mkdir(join(folder, this.name), { recursive: true });
    await Promise.all(this.shots.map(({ image, caption }, at) => writeFile(join(folder, this.name, fileName(caption, at)), image)));
    for (let from = 0, number = 1; from < this.shots.length; from += perSheet, number += 1) {
      const page = await browser.newPage({ viewport: { width: 1800, height: 900 } });
      await page.setContent(sheetHtml(this.shots.slice(from, from + perSheet)), { waitUntil: "load" });
      await page.screenshot({ path: join(folder, `${this.name}-${number}.png`), fullPage: true });
      await page.close();
    }
  }
}

const fileName = (caption, at) => `${String(at).padStart(3, "0")}-${caption.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.png`;

function sheetHtml(shots) {
  const figures = shots.map(({ image, caption, width }) =>
    `<figure><figcaption>${escape(caption)}</figcaption>`
    + `<img width="${width < 500 ? 270 : 560}" src="data:image/png;base64,${image.toString("base64")}"></figure>`);
  return `<!doctype html><style>body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start;background:#777;`
    + `font:12px "Noto Sans CJK SC",sans-serif}figure{margin:0;background:#fff}figcaption{padding:4px;max-width:270px;overflow:hidden}img{display:block}</style>${figures.join("")}`;
}
