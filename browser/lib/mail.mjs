// Reads what Postfix delivered, with a mail library that is not ours.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { until } from "./house.mjs";
import { tool } from "./tools.mjs";

const PostalMime = await tool("page", "postal-mime");
const seen = new Map();

/** Every mail of this house that was delivered, oldest first: `{ subject, text, html, headers, to, … }`. */
export async function mailsOf(house) {
  const folder = join(process.env.TEST_MAILDIR, "new");
  for (const name of (await readdir(folder)).sort()) {
    if (!seen.has(name)) seen.set(name, await PostalMime.parse(await readFile(join(folder, name))));
  }
  return [...seen.values()].filter((mail) => mail.text?.includes(house.url));
}

/** Waits for a mail of this house to `address` that `fits`. */
export function mailTo(house, address, fits = () => true, { seconds = 30 } = {}) {
  const isTheirs = (mail) => deliveredTo(mail) === address.toLowerCase() && fits(mail);
  return until(`a mail to ${address}`, async () => (await mailsOf(house)).find(isTheirs), { seconds });
}

/** The first link of the mail's text whose path starts with `prefix`. */
export function linkIn(mail, prefix) {
  const links = mail.text.match(/https?:\/\/[^\s<>"）。，]+/g) ?? [];
  const found = links.find((link) => new URL(link).pathname.startsWith(prefix));
  if (!found) throw new Error(`no link to ${prefix}… in the mail “${mail.subject}”:\n${mail.text}`);
  return found;
}

export const deliveredTo = (mail) =>
  mail.headers.find((header) => header.key === "x-original-to")?.value.toLowerCase() ?? mail.to?.[0]?.address;
