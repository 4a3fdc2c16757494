// Narrow a short list while typing: <input data-filter="id-of-list" data-none="id-of-nothing-found">.

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const input of document.querySelectorAll("input[data-filter]")) {
  const rows = [...document.getElementById(input.dataset.filter).children];
  const none = document.getElementById(input.dataset.none);
  const texts = rows.map((row) => folded(row.textContent));
  input.addEventListener("input", () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !words.every((word) => texts[i].includes(word));
      if (!row.hidden) shown += 1;
    });
    if (none) none.hidden = shown > 0;
  });
}
