// A number that follows a form: <form data-live="id-of-part" data-look="address">. A part with data-more has not been
// counted to its end: it is asked for until it has. Without this a button shows the number.

const form = document.querySelector("form[data-live]");
let asking;
let wait;

const part = () => document.getElementById(form.dataset.live);

async function fetched(address, signal) {
  const answer = await fetch(address, { signal, headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || answer.redirected || !answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
  return page.getElementById(form.dataset.live);
}

async function goOn(signal) {
  while (!signal.aborted && part().dataset.more) {
    const news = await fetched(part().dataset.more, signal);
    if (!news || signal.aborted) return;
    part().dataset.more = news.dataset.more || "";
    part().firstElementChild.replaceWith(news.firstElementChild);
  }
}

async function ask() {
  if (asking) asking.abort();
  const { signal } = (asking = new AbortController());
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value.trim()) query.delete(name, value);
  const news = await fetched(`${form.dataset.look}?${query}&part=count`, signal);
  if (!news || signal.aborted) return;
  part().replaceWith(news);
  history.replaceState(null, "", `${form.dataset.look}?${query}`);
  await goOn(signal);
}

if (form) {
  form.addEventListener("input", (event) => {
    if (event.target.name === "name" || event.target.name === "shared") return;
    clearTimeout(wait);
    wait = setTimeout(ask, 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(wait);
    if (asking) asking.abort();
  });
  goOn((asking = new AbortController()).signal);
}
