// Takes the texts out of a .ftl file: enough of Fluent's grammar to read what is shown on screen.
import { readFileSync } from "node:fs";

/** `[{ line, id, text }]`: one entry per line of text, placeables cut out into the separator "\u0000". */
export function texts(file) {
  const found = [];
  let id = "";
  let depth = 0;
  readFileSync(file, "utf8").split("\n").forEach((source, at) => {
    if (/^(#|\s*$)/.test(source)) return;
    let text = source;
    const head = /^(-?[a-zA-Z][\w-]*)\s*=\s?(.*)$/.exec(source) ?? /^\s+\.([a-zA-Z][\w-]*)\s*=\s?(.*)$/.exec(source);
    if (head) [, id, text] = head;
    const variant = /^\s*\*?\[[^\]]*\]\s?(.*)$/.exec(text);
    if (variant) text = variant[1];
    ({ text, depth } = cutPlaceables(text, variant ? 0 : depth));
    if (text.replaceAll("\u0000", "").trim()) found.push({ line: at + 1, id, text: text.trim() });
  });
  return found;
}

/** Replaces `{ … }` by the separator; an opening `{ $n ->` lasts beyond its line and leaves nothing behind. */
function cutPlaceables(text, depth) {
  let out = "";
  for (const letter of text) {
    if (letter === "{") {
      if (depth === 0) out += "\u0000";
      depth += 1;
    } else if (letter === "}") {
      depth = Math.max(0, depth - 1);
    } else if (depth === 0) {
      out += letter;
    }
  }
  return { text: out, depth };
}
