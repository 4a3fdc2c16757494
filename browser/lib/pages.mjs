// What a walk along the links cannot know by itself.

/** Pages that no link leads to for everybody; whoever may not see one is shown the way in or onward. */
export const unlinked = ["/join", "/recover", "/nothing/stands/here"];

/** Rows of the route table that the walk does not open, and who opens them instead. */
const byTheStory = ["/i/{token}", "/w/{ticket}"];
const byTheAccounts = [
  "/found/{token}", "/sign-in/sent", "/sign-in/{token}", "/confirm/{token}",
  "/recover/asked", "/recover/stop/{token}", "/accounts/recoveries",
];
const byTheirOwnTests = ["/metrics"];
export const elsewhere = [...byTheStory, ...byTheAccounts, ...byTheirOwnTests];

/** A used link to an invitation says so with 410; a page that was never there with 404. */
export function answers(path, response) {
  const status = response.status();
  if (path === "/nothing/stands/here") return status === 404;
  if (path.startsWith("/i/")) return status < 400 || status === 410;
  return status < 400;
}
