// Copy with one tap. <button data-copy="id-of-text" data-done="Copied">; inside a form it also sends the form ("sent by WeChat").

async function toClipboard(source) {
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(source);
  }
}

// WeChat's browser has no clipboard to write to, but it lets a selection be copied.
function byHand(source) {
  const range = document.createRange();
  if ("select" in source) {
    source.select();
    source.setSelectionRange(0, source.value.length);
  } else {
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
  return document.execCommand("copy");
}

async function noted(form, act) {
  if (!form || form.method !== "post") return true;
  const body = new URLSearchParams(new FormData(form, act.type === "submit" ? act : undefined));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  return Boolean(answer && answer.ok);
}

document.addEventListener("click", async (event) => {
  const act = event.target.closest("[data-copy]");
  if (!act) return;
  event.preventDefault();
  const source = document.getElementById(act.dataset.copy);
  const copied = await toClipboard(source);
  if (copied && (await noted(act.form, act))) {
    const label = act.querySelector("[data-label]") || act;
    label.textContent = act.dataset.done;
    act.setAttribute("aria-live", "polite");
  } else if (act.form) {
    act.form.submit();
  }
});
