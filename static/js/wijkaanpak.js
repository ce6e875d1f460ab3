// Every page: menus close as people expect, messages get focus, single-key shortcuts, printing.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A message that wants to be read, else the first field of a form that came back with a mistake in it.
(document.querySelector("[data-focus]") ?? document.querySelector("main form [aria-invalid=true]"))?.focus();

// A row of tabs or chips that is wider than a phone starts at where one is.
for (const here of document.querySelectorAll(".tabs [aria-current], .chips [aria-current]")) {
  const row = here.closest("ul, .chips");
  row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

for (const button of document.querySelectorAll("[data-afdrukken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A passkey that was cancelled or refused: allauth's own script tells us.
document.addEventListener("allauth.error", () => {
  const list = document.getElementById("meldingen");
  const text = document.createElement("p");
  text.textContent = list.dataset.passkey;
  const message = document.createElement("div");
  message.className = "melding melding--letop";
  message.append(text);
  list.replaceChildren(message);
});

// A form that leaves the page is sent once: the second click of a double click finds a busy button.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.matches("[hx-post]")) return;
  if (event.target.dataset.bezig) event.preventDefault();
  event.target.dataset.bezig = "ja";
  setTimeout(() => delete event.target.dataset.bezig, 3000); // someone may have chosen to stay
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-bezig]")) delete form.dataset.bezig;
});

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const link = (selector) => document.querySelector(selector)?.click();
let goTo = 0;

document.addEventListener("keydown", (event) => {
  if (!("sneltoetsen" in document.body.dataset)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.timeStamp - goTo < 1500) {
    goTo = 0;
    if (event.key === "o") link(".merk");
    if (event.key === "p") link(".hoofdnav a[href*='/projecten/']");
  } else if (event.key === "g") {
    goTo = event.timeStamp;
  } else if (event.key === "?") {
    link(".voet a[href*='sneltoetsen']");
  }
});
