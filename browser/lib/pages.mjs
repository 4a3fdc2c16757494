// What a walk along the links cannot know by itself.

/** Pages that no link leads to at every moment, for those who may open them. */
export function unlinked(role) {
  const forAll = ["/join", "/claims/new", "/lost/way", "/recover", "/recover/asked", "/sign-in/sent", "/healthz", "/readyz", "/assets/mark.svg", "/nothing/stands/here"];
  const forOfficers = ["/invitations/failed", "/invitations/requests", "/accounts/recoveries", "/suspensions"];
  return role === "officer" ? [...forAll, ...forOfficers] : forAll;
}

/** Rows of the route table that the walk does not open, and who opens them instead. */
const byTheStory = ["/i/{token}", "/w/{ticket}", "/claims/sent/{ticket}", "/claims/mine/{ticket}", "/v/{ticket}", "/f/{ticket}", "/f/{ticket}/leave", "/me/resumes/{id}", "/duplicates/merges/{id}", "/exits/{ticket}/receipt"];
const byTheDoors = [
  "/i/{token}/decline",
  "/i/{token}/never",
  "/exits/{ticket}",
  "/join/ask/{token}",
  "/g/{ticket}",
  "/people/{id}/photo",
  "/departures/transfer/{tenure}",
  "/found/{token}",
  "/confirm/{token}",
  "/sign-in/{token}",
];
const byTheIntegrationTests = [
  "/metrics",
  "/careers/offers",
  "/c/{ticket}/photo",
  "/recover/stop/{token}",
  "/undo/{token}",
  "/d/{token}",
  "/n/{token}",
  "/outbox/{id}/html",
  "/k/{ticket}",
  "/f/{ticket}/never",
  "/me/suspension",
  "/suspensions/{ticket}",
];
export const elsewhere = [...byTheStory, ...byTheDoors, ...byTheIntegrationTests];

/**
 * A used link to an invitation says so with 410; a page that was never there with 404. The demo's leaver joins during
 * the walk, and the paper of an invitation that ended since its link was seen is refused with 409.
 */
export function answers(path, response) {
  const status = response.status();
  if (path === "/nothing/stands/here") return status === 404;
  if (/^\/invitations\/[^/]+\/kit$/.test(path)) return status < 400 || status === 409;
  if (path.startsWith("/i/")) return status < 400 || status === 410;
  return status < 400;
}
