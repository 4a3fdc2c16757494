// On every page: ask before what is lost, send a form once, print, and put the reader at what went wrong.

const problems = document.querySelector(".problems");
if (problems) problems.focus();

function asked(form, act) {
  const text = (act && act.dataset.confirm) || form.dataset.confirm;
  return !text || window.confirm(text);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const act = event.submitter;
  if (form.getAttribute("aria-busy") === "true" || !asked(form, act)) {
    event.preventDefault();
    return;
  }
  // After the other listeners have had their say: a form that a module sends itself stays free.
  setTimeout(() => {
    // A form that brings a file leaves its page as it is, to be sent again.
    if (event.defaultPrevented || form.method !== "post" || "file" in form.dataset) return;
    form.setAttribute("aria-busy", "true");
    if (act) act.setAttribute("aria-busy", "true");
  });
});

// Coming back by the back button brings the page as it was left: free its forms.
window.addEventListener("pageshow", () => {
  for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Paper cannot be clicked: what is folded away is printed too.
window.addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
});
