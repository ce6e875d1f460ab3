// Saving by itself: says that it is busy, says so when it failed, keeps the text and offers to try again.
"use strict";

(() => {
  const unsaved = new Set(); // forms with something that is not on the server yet
  const failed = new Set();
  const sent = new WeakMap(); // what each form sent last: leaving a field that was saved while typing asks nothing
  const form = (event) => event.target.closest?.("[data-opslaan]");
  const status = () => document.getElementById("opgeslagen");
  let leaving = false;

  const say = (state, text) => {
    const line = status();
    line.className = `opgeslagen opgeslagen--${state}`;
    line.textContent = text;
    return line;
  };

  const content = (each) =>
    JSON.stringify([...new FormData(each)].filter(([name]) => !/^(versie|csrf)/.test(name)));

  const retry = () => {
    for (const each of [...failed]) {
      failed.delete(each);
      window.htmx.trigger(each, "submit");
    }
  };

  const fail = (event) => {
    const each = form(event);
    if (!each) return;
    failed.add(each);
    sent.delete(each);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tekstknop";
    button.textContent = status().dataset.opnieuw;
    button.addEventListener("click", retry);
    say("mislukt", `${status().dataset.mislukt} `).append(button);
  };

  document.addEventListener("input", (event) => {
    if (form(event)) unsaved.add(form(event));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const each = form(event);
    if (!each) return;
    if (sent.get(each) === content(each)) {
      event.preventDefault();
      return;
    }
    sent.set(each, content(each));
    say("bezig", status().dataset.bezig);
  });

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) leaving = true; // to the login page: the server kept it
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (form(event) && event.detail.successful) {
      unsaved.delete(form(event));
      failed.delete(form(event));
    }
  });

  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const message of document.querySelectorAll(".veldmelding[id]")) {
      const field = document.querySelector(`[aria-describedby~="${message.id}"]`);
      field?.setAttribute("aria-invalid", String(!message.hidden));
    }
    document.querySelector(".slot [data-focus]")?.focus();
  });

  document.addEventListener("htmx:sendError", fail);
  document.addEventListener("htmx:timeout", fail);
  document.addEventListener("htmx:responseError", (event) => {
    if (![401, 409, 422].includes(event.detail.xhr.status)) fail(event);
  });
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    for (const each of unsaved) if (!each.isConnected) unsaved.delete(each);
    if (unsaved.size && !leaving) event.preventDefault();
  });
})();
