// Saving by itself: says that it is busy, says so when it failed, keeps the text and offers to try again.
"use strict";

(() => {
  const unsaved = new Set(); // forms with something that is not on the server yet
  const failed = new Set();
  const refused = new Set(); // forms that the server did not take: a wrong value, or a colleague was first
  const sent = new WeakMap(); // what each form sent last: leaving a field that was saved while typing asks nothing
  const form = (event) => event.target.closest?.("[data-opslaan]");
  const status = () => document.getElementById("opgeslagen");
  let leaving = false;
  let onward = null; // a button that waits until what was typed is saved

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
    const reason = event.detail.xhr?.getResponseHeader("X-Reden");
    say("mislukt", `${reason ? decodeURIComponent(reason) : status().dataset.mislukt} `).append(button);
    onward = null;
  };

  document.addEventListener("input", (event) => {
    if (form(event)) unsaved.add(form(event));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const each = form(event);
    if (!each) return;
    const pressed = event.detail.requestConfig.triggeringEvent?.submitter?.name; // an answer to a question is news
    if (!pressed && sent.get(each) === content(each)) {
      event.preventDefault();
      return;
    }
    sent.set(each, content(each));
    say("bezig", status().dataset.bezig);
  });

  // Before a punt is drawn anew: is there something in it that the server does not have?
  document.addEventListener("htmx:beforeRequest", (event) => {
    const punt = event.detail.target?.closest?.(".punt, .blad");
    if (!punt || form(event) || event.target.closest(".slot")) return;
    const words = [...unsaved].some((each) => punt.contains(each));
    if (words && !window.confirm(status().dataset.vraag)) event.preventDefault();
  });

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) leaving = true; // to the login page: the server kept it
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const each = form(event);
    const answer = event.detail.xhr?.status;
    const isRefused = answer === 409 || answer === 422;
    if (!event.detail.successful || isRefused) onward = null; // refused, or asked about: stay
    if (each && isRefused) refused.add(each);
    else if (answer === 200) settle(event.target.closest?.(".slot")?.parentElement ?? each);
    if (!each || !event.detail.successful) return;
    failed.delete(each);
    delete each.dataset.opnieuw;
    if (sent.get(each) === content(each)) unsaved.delete(each); // else more was typed meanwhile
    if (onward && !savesItself().length) {
      const [next, button] = onward;
      onward = null;
      next.requestSubmit(button);
    }
  });

  // A question that was answered, or a form that was saved: nothing of it is refused any more.
  const settle = (place) => {
    for (const each of refused) if (place?.contains(each) || !each.isConnected) refused.delete(each);
    if (refused.size) say("mislukt", status().dataset.mislukt); // saved, and yet a text elsewhere is not
  };

  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const message of document.querySelectorAll(".veldmelding[id]")) {
      const field = document.querySelector(`[aria-describedby~="${message.id}"]`);
      field?.setAttribute("aria-invalid", String(!message.hidden && !message.matches(".veldmelding--letop")));
    }
    document.querySelector(".slot [data-focus]")?.focus();
  });

  // A conflict can be far above the field. Who types on meets it after the next save, with their words in it.
  document.addEventListener("htmx:afterRequest", (event) => {
    const each = form(event);
    if (event.detail.xhr?.status !== 409 || (each && sent.get(each) !== content(each))) return;
    const place = event.target.closest?.(".punt, .blad") ?? document;
    const conflict = place.querySelector(".slot .conflict");
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    conflict?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    conflict?.focus({ preventScroll: true });
  });

  // A button that leaves the page waits until the fields that save themselves are saved.
  const savesItself = () =>
    [...unsaved].filter((each) => each.isConnected && each.matches("[hx-trigger*=change]") && sent.get(each) !== content(each));
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.matches("[hx-post]") || leaving || !savesItself().length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onward = [event.target, event.submitter];
      for (const each of savesItself()) window.htmx.trigger(each, "submit");
    },
    true,
  );

  // A part that is drawn anew keeps what is being typed in it: in its other fields, and after Enter on a slow line.
  const first = (input) =>
    input.matches("select") ? ([...input.options].find((each) => each.defaultSelected)?.value ?? "") : input.defaultValue;
  const asSent = new Map();
  let typed = new Map();
  document.addEventListener("htmx:beforeSend", (event) => {
    asSent.clear();
    for (const input of form(event)?.elements ?? []) if (input.id) asSent.set(input.id, input.value);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    typed = new Map();
    for (const input of event.detail.target.querySelectorAll(".bij :is(input:not([type=hidden], [type=checkbox]), select)")) {
      if (input.id && input.value !== (asSent.get(input.id) ?? first(input))) typed.set(input.id, input.value);
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, value] of typed) {
      const input = document.getElementById(id);
      if (!input || input.value === value) continue;
      input.value = value;
      if (input.form?.matches("[data-opslaan]")) unsaved.add(input.form);
    }
    typed = new Map();
    stillWrong();
    document.querySelector(".teruggehaald [data-focus]")?.focus();
  });

  // What a page shows as not right is on no server either.
  const stillWrong = () => {
    for (const each of document.querySelectorAll("form[data-opslaan]")) {
      if (each.querySelector(".veldmelding:not([hidden], .veldmelding--letop)")) unsaved.add(each);
    }
  };
  stillWrong();

  // A button that goes with what it did leaves the keyboard near: at the next question, at its field, or in its list.
  let near = () => null;
  document.addEventListener("htmx:beforeSend", () => {
    const at = document.activeElement;
    const questions = at.closest("[id^=vragen-]")?.id;
    const slot = at.closest(".slot")?.id;
    const list = at.closest(".bij") ?? at.closest(".factoren > div")?.querySelector(".bij");
    const part = list?.closest("section[id]").id;
    const inputs = () => [...document.querySelectorAll(`[id="${part}"] .bij`)];
    const place = inputs().indexOf(list);
    const field = at.closest("form")?.elements.alleen?.value;
    near = () => {
      const open = document.querySelector(questions ? `[id="${questions}"] button` : `[id="${slot}"] button`);
      if (list) return open ?? inputs()[place]?.querySelector(".bij__rij input");
      if (questions) return open ?? document.getElementById(questions.replace("vragen-", ""));
      return open ?? document.getElementById(slot)?.parentElement.querySelector(`[data-opslaan] [name="${field}"]`);
    };
  });
  document.addEventListener("htmx:afterRequest", () => {
    if (document.activeElement === document.body) near()?.focus();
    near = () => null;
  });

  document.addEventListener("htmx:sendError", fail);
  document.addEventListener("htmx:timeout", fail);
  document.addEventListener("htmx:responseError", (event) => {
    const { status: code } = event.detail.xhr;
    if ([409, 422].includes(code) || leaving) return;
    const token = event.detail.xhr.getResponseHeader("X-New-CSRF-Token");
    fail(event);
    if (!token || code !== 403) return;
    // Logged in again in another tab: the old token no longer counts, the text does.
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    if (!event.target.dataset.opnieuw) {
      event.target.dataset.opnieuw = "ja";
      retry();
    }
  });
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    for (const each of [...unsaved, ...refused]) if (!each.isConnected) [unsaved, refused].forEach((some) => some.delete(each));
    if (unsaved.size + refused.size && !leaving) event.preventDefault();
  });
})();
