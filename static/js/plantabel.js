// The tables of the ontwikkelplan: adding, moving and dragging rows, pasting a table, and who else is here.
"use strict";

(() => {
  const rows = (list) => [...list.querySelectorAll(":scope > .op[data-rij]")];
  const headers = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

  // A link to a row in a table that is folded opens it.
  const show = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let each = place; each; each = each.parentElement) if (each.matches("details")) each.open = true;
    place.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", show);
  show();

  const renumber = (list) =>
    rows(list).forEach((row, index) => {
      row.querySelector(".op__nr").textContent = `${list.dataset.nummer}.${index + 1}`;
    });

  // A new row is there to type in; a row that was there already (the last one was still empty) is not drawn twice.
  document.addEventListener("htmx:load", (event) => {
    const row = event.detail.elt;
    if (!row.matches?.(".op[data-rij]")) return;
    for (const twin of document.querySelectorAll(`[id="${row.id}"]`)) if (twin !== row) twin.remove();
    if (row.parentElement.matches(".rijen[data-nummer]")) renumber(row.parentElement);
    row.querySelector("[data-focus]")?.focus();
    handles(row.parentElement);
  });

  // What was saved is no longer being typed: a change of a colleague may be drawn over it.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || !event.target.matches?.(".op__vorm")) return;
    for (const each of event.target.querySelectorAll("textarea")) each.defaultValue = each.value;
  });

  // --- moving ---------------------------------------------------------------------------------------
  const place = async (row, values, arrange) => {
    const form = row.querySelector("[data-schuif]");
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { ...headers(), "HX-Request": "true" },
      body: new URLSearchParams(values),
    });
    if (!answer.ok) return form.submit(); // logged out, or no right any more: the page says so
    const focused = document.activeElement;
    arrange();
    renumber(row.parentElement);
    (row.contains(focused) ? focused : row.querySelector(".op__menu summary")).focus();
  };

  const shift = (row, way) => {
    const list = rows(row.parentElement);
    const other = list[list.indexOf(row) + (way === "op" ? -1 : 1)];
    if (other) place(row, { richting: way }, () => (way === "op" ? other.before(row) : other.after(row)));
  };

  document.addEventListener("submit", (event) => {
    const way = event.target.dataset.schuif;
    if (!way) return;
    event.preventDefault();
    event.target.closest("details").open = false;
    shift(event.target.closest(".op"), way);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".op[data-rij]");
    if (!row || !row.querySelector("[data-schuif]")) return;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      shift(row, event.key === "ArrowUp" ? "op" : "neer");
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector(`[data-nieuw="${row.parentElement.dataset.tabel}"]`)?.click();
    }
  });

  // --- dragging, by the number of the row -----------------------------------------------------------
  let dragged = null;
  const handles = (part) => {
    for (const row of part.querySelectorAll(".op[data-rij]")) {
      if (row.querySelector("[data-schuif]")) row.querySelector(".op__nr").dataset.greep = "";
    }
  };
  handles(document);
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest?.("[data-greep]")?.closest(".op");
    if (row) row.draggable = true;
  });
  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.(".op[draggable=true]")) return;
    dragged = event.target;
    dragged.classList.add("op--sleept");
    event.dataTransfer.effectAllowed = "move";
  });
  const target = (event) => {
    const over = event.target.closest?.(".op[data-rij]");
    return dragged && over && over !== dragged && over.parentElement === dragged.parentElement ? over : null;
  };
  const unmark = () => document.querySelector(".op--ervoor")?.classList.remove("op--ervoor");
  document.addEventListener("dragover", (event) => {
    unmark();
    const over = target(event);
    if (!over) return;
    event.preventDefault();
    over.classList.add("op--ervoor");
  });
  document.addEventListener("drop", (event) => {
    const over = target(event);
    if (!over) return;
    event.preventDefault();
    const row = dragged;
    place(row, { voor: over.dataset.rij }, () => over.before(row));
  });
  document.addEventListener("dragend", () => {
    unmark();
    dragged?.classList.remove("op--sleept");
    if (dragged) dragged.draggable = false;
    dragged = null;
  });

  // --- pasting a table: a page of its own shows what will land where --------------------------------
  document.addEventListener("paste", (event) => {
    const cell = event.target.closest?.(".op textarea");
    const form = document.getElementById("plakvorm");
    const list = cell?.closest("[data-tabel]");
    if (!form || !list) return;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const cells = (html.match(/<t[dh][\s>]/gi) ?? []).length;
    if (cells < 2 && !text.includes("\t")) return; // words: they go into the cell
    event.preventDefault();
    form.elements.tabel.value = list.dataset.tabel;
    form.elements.kolom.value = cell.name === "tekst" ? "stand" : cell.name;
    form.elements.html.value = html;
    form.elements.tekst.value = text;
    form.requestSubmit();
  });

  // --- who else is here -----------------------------------------------------------------------------
  const line = document.getElementById("samen");
  if (!line) return;
  let since = line.dataset.nu;

  const mark = (people) => {
    for (const cell of document.querySelectorAll(".cel[data-wie]")) {
      delete cell.dataset.wie;
      cell.classList.remove("cel--bezet");
    }
    for (const each of people) {
      const cell = each.cel && document.getElementById(each.cel)?.closest(".cel");
      if (!cell) continue;
      cell.dataset.wie = each.naam;
      cell.classList.add("cel--bezet");
    }
    const where = (each) => {
      const row = each.cel && document.getElementById(each.cel)?.closest(".op");
      return row ? `${each.naam} (${row.querySelector(".op__nr").textContent} ${line.dataset.hier})` : each.naam;
    };
    line.hidden = !people.length;
    line.textContent = people.length ? `${line.dataset.ook}: ${people.map(where).join(", ")}` : "";
  };

  const isTyping = (row) =>
    row.contains(document.activeElement) ||
    [...row.querySelectorAll("textarea, input:not([type=hidden])")].some((each) => each.value !== each.defaultValue) ||
    row.querySelector(".conflict") !== null;

  const refresh = (changed) => {
    for (const each of changed) {
      const row = document.getElementById(`op-${each.id}`);
      if (!row || !row.dataset.rij || Number(row.dataset.versie) >= each.versie) continue;
      if (isTyping(row)) {
        const note = row.querySelector(".op__wie");
        note.hidden = false;
        note.textContent = `${each.wie} ${line.dataset.anders}`;
      } else {
        window.htmx.ajax("GET", row.querySelector(".op__kop h3 a").href, { target: row, swap: "outerHTML" });
      }
    }
  };

  const meet = async () => {
    if (document.hidden) return;
    const cell = document.activeElement?.closest?.(".op textarea, .op select, .op input");
    try {
      const answer = await fetch(line.dataset.adres, {
        method: "POST",
        headers: headers(),
        body: new URLSearchParams({ cel: cell?.id ?? "", sinds: since }),
      });
      if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) return;
      const said = await answer.json();
      since = said.nu;
      mark(said.mensen);
      refresh(said.rijen);
    } catch {
      // offline: the fields say so themselves, and the next beat tries again
    }
  };
  setInterval(meet, 8000);
  meet();
})();
