// Offer known names while typing: <input data-offer="/address?kind=word" list="id-of-datalist">. Of several,
// divided by commas, the last is completed.

for (const input of document.querySelectorAll("input[data-offer]")) {
  const list = input.list;
  let asking;
  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });

  async function ask() {
    const [, before, last] = /^(.*[,，、;；]\s*)?(.*)$/s.exec(input.value);
    if (asking) asking.abort();
    if (!last.trim()) return;
    const turn = (asking = new AbortController());
    const address = `${input.dataset.offer}&q=${encodeURIComponent(last)}`;
    const answer = await fetch(address, { signal: turn.signal }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const names = (await answer.text().catch(() => "")).split("\n").filter(Boolean);
    if (turn !== asking) return;
    list.replaceChildren(...names.map((name) => new Option("", (before || "") + name)));
  }
}
