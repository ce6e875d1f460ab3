// The checklist by keyboard: Enter opens a punt and moves into it, Esc closes it; j and k walk, z takes back.
"use strict";

(() => {
  const titles = () => [...document.querySelectorAll(".punt__titel a")];
  const current = () => titles().findIndex((title) => title.closest(".punt").contains(document.activeElement));

  document.addEventListener("htmx:afterSettle", (event) => {
    const opened = event.detail.requestConfig?.elt;
    if (!opened?.matches?.(".punt__titel a, .deelactie__wie a")) return;
    const id = decodeURIComponent(opened.hash.slice(1));
    const place = document.getElementById(id);
    if (opened.getAttribute("aria-expanded") === "true") {
      place?.querySelector(".punt__titel a, .deelactie__wie a")?.focus();
    } else {
      const inside = place?.querySelector(".punt__in, .deelactie__in");
      inside?.querySelector("input:not([type=hidden]), select, textarea, a")?.focus();
    }
  });

  // Taking back leaves a row as it is on the screen: open or closed.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.closest("#opgeslagen")) return;
    const open = event.detail.target?.classList.contains("punt--open");
    event.detail.parameters.open = open ? "ja" : "nee";
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = document.activeElement?.closest(".deelactie--open, .punt--open");
    const close = open?.querySelector(":scope > div > .deelactie__wie a[aria-expanded=true]") ??
      open?.closest(".punt--open")?.querySelector(".punt__titel a");
    if (!close) return;
    document.activeElement.blur(); // a text that is being typed is saved first
    close.focus();
    close.click();
  });

  document.addEventListener("keydown", (event) => {
    if (!("sneltoetsen" in document.body.dataset)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=radio]), textarea, select")) return;
    const all = titles();
    if (event.key === "j") all[Math.min(current() + 1, all.length - 1)]?.focus();
    if (event.key === "k") all[Math.max(current() - 1, 0)]?.focus();
    if (event.key === "z") document.querySelector("[data-ongedaan]")?.click();
  });
})();
