// What pages do beyond htmx: protection mark, busy state, focus, keyboard. Every page works without this file.

const first = (selector, within = document) => within.querySelector(selector);

function say(words) {
  const notice = first("#live-notice");
  if (notice) notice.textContent = words;
}

function focusErrors(within) {
  const summary = within.matches?.(".error-summary") ? within : first(".error-summary", within);
  summary?.focus();
}

// The mark stands in a form of every page, so the cookie itself can stay unreadable for scripts.
document.addEventListener("htmx:configRequest", (event) => {
  const mark = first("input[name=csrfmiddlewaretoken]");
  if (mark && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = mark.value;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target?.setAttribute("aria-busy", "true");
  say("");
});
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));
document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.unreachable));

// A whole page where a part was asked for (a session ended, a seat changed) is opened as a page.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!/^\s*<!doctype/i.test(event.detail.serverResponse ?? "") || event.detail.isError) return;
  event.detail.shouldSwap = false;
  window.location.assign(event.detail.xhr.responseURL);
});

// A second press on a slow connection must not send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

// The library of security keys says to nobody that a key was refused or the question closed.
document.addEventListener("allauth.error", () => first("[data-key-failed]")?.removeAttribute("hidden"));

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = first("main input[type=search]") ?? first("input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// An open sheet closes with Escape or a press elsewhere.
function closeSheets(except) {
  for (const sheet of document.querySelectorAll("details.seat[open]")) if (sheet !== except) sheet.open = false;
}
document.addEventListener("click", (event) => closeSheets(event.target.closest("details.seat")));
document.addEventListener("keyup", (event) => event.key === "Escape" && closeSheets(null));

document.addEventListener("click", (event) => event.target.closest("[data-print]") && window.print());

// A text shown for copying is selected and, where the browser lets us, copied.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  const text = button && document.getElementById(button.dataset.copy);
  if (!text) return;
  text.select();
  navigator.clipboard?.writeText(text.value);
});
document.documentElement.classList.add("with-script");
focusErrors(document);
