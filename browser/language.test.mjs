// The Chinese of locales/zh-CN, as autocorrect and zhlint see it: spacing between scripts, full-width punctuation.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { texts } from "./lib/fluent.mjs";
import { repo, tool } from "./lib/tools.mjs";

const folder = join(repo, "locales/zh-CN");
const autocorrect = await tool("chinese", "autocorrect-node");
const zhlint = await tool("chinese", "zhlint");
// zhlint would rather have half-width brackets and a space before “; the house writes （） and “” as Chinese does.
const rules = {
  rules: {
    preset: "default",
    unifiedPunctuation: "simplified",
    fullwidthPunctuation: "，。：；？！“”‘’（）",
    halfwidthPunctuation: "[]{}",
    spaceOutsideHalfwidthQuotation: false,
  },
};

for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
  test(`locales/zh-CN/${file} is spaced and punctuated well`, () => {
    const wrong = texts(join(folder, file)).flatMap(({ line, id, text }) =>
      pieces(text).flatMap((piece) =>
        [...new Set([autocorrect.format(piece), linted(piece)])]
          .filter((better) => better !== piece)
          .map((better) => `${file}:${line} ${id}: “${piece}” reads better as “${better}”`)));
    assert.equal(wrong.length, 0, `\n  ${wrong.join("\n  ")}`);
  });
}

/**
 * What stands between placeables is looked at by itself; what a placeable brings is not known here.
 * zhlint takes the point of a lone “.0” for a full stop, so it is not shown one.
 */
const pieces = (text) =>
  text
    .split("\u0000")
    .map((piece) => piece.trim().replace(/(?<!\d)\.(?=\d)/g, ""))
    .filter((piece) => /\p{Script=Han}/u.test(piece));

const linted = (piece) => zhlint.run(piece, rules).result.trim();
