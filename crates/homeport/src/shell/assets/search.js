// Results while typing: <form data-search="id-of-results">. Arrows go along the people found, Enter opens one,
// Escape leads back to the box and then empties it. Without this the form is sent as any other.

const form = document.querySelector("form[data-search]");
const box = form && form.querySelector("input[type=search]");
const count = document.getElementById("count");
let asking;
let wait;

const results = () => document.getElementById(form.dataset.search);
const links = () => [...results().querySelectorAll(".list a[href]")];

function address() {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value.trim()) query.delete(name);
  return `${form.getAttribute("action")}?${query}`;
}

async function ask() {
  if (asking) asking.abort();
  const turn = (asking = new AbortController());
  const here = address();
  const signal = turn.signal;
  const answer = await fetch(`${here}&part=list`, { signal, headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || answer.redirected || !(answer.ok || answer.status === 429)) return;
  const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  const news = page.getElementById(form.dataset.search);
  if (!news || turn !== asking) return;
  const fold = document.getElementById("facets");
  results().replaceWith(news);
  // What was folded open stays so.
  if (fold && fold.open && document.getElementById("facets")) document.getElementById("facets").open = true;
  count.textContent = news.dataset.count || news.dataset.none;
  history.replaceState(null, "", here);
}

function step(event) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && all.length) (all[at + 1] || all[at]).focus();
  else if (event.key === "ArrowUp" && at >= 0) (all[at - 1] || box).focus();
  else if (event.key === "Escape" && at >= 0) box.focus();
  else return;
  event.preventDefault();
}

if (box) {
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  // A page that is being sent for needs no more results.
  form.addEventListener("submit", () => {
    clearTimeout(wait);
    if (asking) asking.abort();
  });
  document.addEventListener("keydown", (event) => {
    const isHere = event.target === box || results().contains(event.target);
    if (isHere && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey) step(event);
  });
}
