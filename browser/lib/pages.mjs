// Rows of the route table that a walk along the links does not open, and who opens them instead.

const byTheStory = ["/i/{token}", "/w/{token}", "/c/{token}", "/join"];
const forMachines = ["/healthz", "/readyz", "/metrics"];

export const elsewhere = [...byTheStory, ...forMachines];
