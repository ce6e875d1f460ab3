// The tables of the ontwikkelplan: fields to type in, adding, moving and dragging rows, pasting, and who else is here.
"use strict";

(() => {
  const samen = document.getElementById("samen"); // who else is here, and the words that this script says
  const rows = (list) => [...list.querySelectorAll(":scope > .op[data-versie]")];
  const idOf = (row) => row.id.slice(3);
  const headers = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const canMove = (row) => row.parentElement.matches(".rijen[data-nummer]") && row.querySelector(".op__menu [name=richting]");
  const write = (place, text) => {
    if (place.textContent !== text) place.textContent = text; // said once, not at every beat
  };

  // --- a row that is only read gets its fields ------------------------------------------------------
  // A page has hundreds of rows: they come as text, and take the shape of the empty row when the window comes near
  // or the keyboard is in them. Who may not change them has no such shape.
  const shape = document.getElementById("rijvorm");
  const LINE = 21; // pixels of a line of text
  const mend = (field, text) => {
    const words = text.querySelector("p:last-child");
    field.defaultValue = words.textContent;
    field.rows = Math.max(2, Math.round(words.offsetHeight / LINE));
    const note = text.querySelector(".veldmelding");
    if (!note) return;
    const place = field.parentElement.querySelector(".veldmelding");
    place.className = note.className;
    place.replaceChildren(...note.childNodes);
    place.hidden = false;
  };
  const dress = (row) => {
    if (!shape || !row?.matches(".op--licht")) return;
    const holder = document.createElement("template");
    holder.innerHTML = shape.innerHTML.replaceAll(shape.dataset.leeg, idOf(row));
    const full = holder.content.querySelector(".op");
    const form = full.querySelector(".op__vorm");
    const { bron, status, versie } = form.elements;
    bron.replaceChildren(row.parentElement.querySelector(":scope > template").content.cloneNode(true));
    for (const [select, value] of [[bron, row.dataset.bron ?? ""], [status, row.dataset.status]]) {
      for (const each of select.options) each.defaultSelected = each.value === value;
    }
    versie.value = row.dataset.versie;
    const texts = [...row.querySelectorAll(":scope > .cel:not(.cel--7)")];
    form.querySelectorAll("textarea").forEach((field, index) => mend(field, texts[index]));
    const [head, stand, link] = [".op__kop", ".cel--7", ".standlink"].map((name) => row.querySelector(name));
    head.id = full.querySelector(".op__kop").id;
    head.append(full.querySelector(".op__wie"));
    stand.id = full.querySelector(".cel--7").id;
    for (const { name, value } of full.querySelector(".standlink").attributes) link.setAttribute(name, value);
    const menu = full.querySelector(".op__menu");
    menu.querySelector(".sr").append(head.querySelector(".op__nr").textContent);
    head.after(full.querySelector(".slot"), form);
    row.append(menu);
    for (const each of texts) each.remove();
    row.classList.replace("op--licht", "blad");
    window.htmx?.process(row);
    handles(row.parentElement);
  };
  const near = new IntersectionObserver(
    (seen) => {
      for (const each of seen) {
        if (!each.isIntersecting) continue;
        near.unobserve(each.target);
        dress(each.target);
      }
    },
    { rootMargin: "400px 0px" },
  );
  document.addEventListener("focusin", (event) => dress(event.target.closest(".op--licht")));

  // A link to a row in a table that is folded opens it.
  const show = () => {
    const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let each = place; each; each = each.parentElement) if (each.matches("details")) each.open = true;
    place.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", show);

  const renumber = (list) =>
    rows(list).forEach((row, index) => {
      const number = row.querySelector(".op__nr");
      const [was, now] = [number.textContent, `${list.dataset.nummer}.${index + 1}`];
      if (was === now) return;
      number.textContent = now;
      for (const each of row.querySelectorAll(".op__menu > summary .sr, .standlink .sr")) {
        each.textContent = was ? each.textContent.replace(was, now) : `${each.textContent} ${now}`; // what is only heard
      }
    });

  // A new row is there to type in; a row that was there already (the last one was still empty) is not drawn twice.
  document.addEventListener("htmx:load", (event) => {
    const row = event.detail.elt;
    if (row.matches?.(".cel--7")) row.querySelector("[data-focus]")?.focus();
    if (!row.matches?.(".op[data-versie]")) return;
    for (const twin of document.querySelectorAll(`[id="${row.id}"]`)) if (twin !== row) twin.remove();
    if (row.parentElement.matches(".rijen[data-nummer]")) renumber(row.parentElement);
    row.querySelector("[data-focus]")?.focus();
    handles(row.parentElement);
  });

  // What was saved is no longer being typed: a change of a colleague may be drawn over it.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    if (event.detail.requestConfig.elt.matches(".standvorm form")) document.getElementById(event.detail.target.id)?.querySelector(".standlink")?.focus();
    if (!event.target.matches?.(".op__vorm")) return;
    for (const each of event.target.querySelectorAll("textarea")) each.defaultValue = each.value;
  });

  // --- moving ---------------------------------------------------------------------------------------
  // When it is not stored the row stays where it is, and the page says so where it says that something is saved.
  const refused = (answer) => {
    const line = document.getElementById("opgeslagen");
    const reason = answer?.headers.get("X-Reden");
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = samen.dataset.laad;
    line.className = "opgeslagen opgeslagen--mislukt";
    line.replaceChildren(`${reason ? decodeURIComponent(reason) : samen.dataset.blijft} `, link);
  };

  const place = async (row, values, arrange) => {
    let answer = null;
    try {
      answer = await fetch(row.querySelector(".op__menu [name=richting]").formAction, {
        method: "POST",
        headers: { ...headers(), "HX-Request": "true" },
        body: new URLSearchParams(values),
      });
    } catch {
      // offline
    }
    if (answer?.status !== 204) return refused(answer);
    const focused = document.activeElement;
    arrange();
    renumber(row.parentElement);
    (row.contains(focused) ? focused : row.querySelector(".op__menu summary")).focus();
  };

  let last = Promise.resolve(); // one move after the other, each from where the one before left it
  const shift = (row, way) => {
    last = last.then(() => {
      const list = rows(row.parentElement);
      const other = list[list.indexOf(row) + (way === "op" ? -1 : 1)];
      return other && place(row, { richting: way }, () => (way === "op" ? other.before(row) : other.after(row)));
    });
  };

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const row = button?.closest(".op[data-versie]");
    if (button?.name !== "richting" || !row || !canMove(row)) return;
    event.preventDefault();
    button.closest("details").open = false;
    shift(row, button.value);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".op[data-versie]");
    if (!row || !canMove(row)) return;
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
    for (const row of part.querySelectorAll(".op[data-versie]")) {
      if (canMove(row)) row.querySelector(".op__nr").dataset.greep = "";
    }
  };
  handles(document);
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest?.("[data-greep]")?.closest(".op");
    if (row) row.draggable = true;
  });
  document.addEventListener("pointerup", () => {
    for (const row of document.querySelectorAll(".op[draggable=true]")) row.draggable = false; // a click, no drag
  });
  document.addEventListener("dragstart", (event) => {
    if (!event.target.matches?.(".op[draggable=true]")) return;
    dragged = event.target;
    dragged.classList.add("op--sleept");
    event.dataTransfer.effectAllowed = "move";
  });
  // Where a drop lands: before the first row whose middle is lower, else at the end. Null outside the own table.
  const landing = (event) => {
    const list = dragged?.parentElement;
    const below = event.target.closest?.(".opnieuw")?.previousElementSibling;
    if (!list || !(list.contains(event.target) || below === list)) return null;
    const others = rows(list).filter((row) => row !== dragged);
    const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;
    return { voor: others.find((row) => event.clientY < middle(row)), laatste: others.at(-1) };
  };
  const unmark = () => {
    for (const row of document.querySelectorAll(".op--ervoor, .op--erna")) row.classList.remove("op--ervoor", "op--erna");
  };
  document.addEventListener("dragover", (event) => {
    unmark();
    const spot = landing(event);
    if (!spot) return;
    event.preventDefault();
    if (spot.voor) spot.voor.classList.add("op--ervoor");
    else spot.laatste?.classList.add("op--erna");
  });
  document.addEventListener("drop", (event) => {
    const spot = landing(event);
    if (!spot) return;
    event.preventDefault();
    const row = dragged;
    const { voor, laatste } = spot;
    if (voor) place(row, { voor: idOf(voor) }, () => voor.before(row));
    else if (laatste) place(row, {}, () => laatste.after(row));
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
    if (form.elements.vanaf) form.elements.vanaf.value = idOf(cell.closest(".op"));
    form.elements.kolom.value = cell.name === "tekst" ? "stand" : cell.name;
    form.elements.html.value = html;
    form.elements.tekst.value = text;
    form.requestSubmit();
  });

  show();
  for (const row of shape ? document.querySelectorAll(".op--licht") : []) near.observe(row);

  // --- who else is here -----------------------------------------------------------------------------
  if (!samen) return;
  let since = samen.dataset.nu;

  const mark = (people) => {
    for (const cell of document.querySelectorAll(".cel[data-wie]")) {
      delete cell.dataset.wie;
      cell.classList.remove("cel--bezet");
    }
    for (const each of people) {
      dress(document.getElementById(each.cel.slice(0, 39))); // op- and the id of its row
      const cell = each.cel && document.getElementById(each.cel)?.closest(".cel");
      if (!cell) continue;
      cell.dataset.wie = each.naam;
      cell.classList.add("cel--bezet");
    }
    const where = (each) => {
      const row = each.cel && document.getElementById(each.cel)?.closest(".op");
      return row ? `${each.naam} (${row.querySelector(".op__nr").textContent} ${samen.dataset.hier})` : each.naam;
    };
    write(samen, people.length ? `${samen.dataset.ook}: ${people.map(where).join(", ")}` : "");
  };

  const isTyping = (row) =>
    row.contains(document.activeElement) ||
    [...row.querySelectorAll("textarea, input:not([type=hidden])")].some((each) => each.value !== each.defaultValue) ||
    row.querySelector(".conflict") !== null;

  const rowOf = (each) => document.getElementById(`op-${each.id}`);
  const note = (row, text) => {
    const place = row.querySelector(".op__wie");
    if (place) write(place, text);
  };
  const draw = (row, target, select) =>
    window.htmx.ajax("GET", row.querySelector(".op__kop h3 a, .op__naam h4 a").href, { target, select, swap: "outerHTML" });

  const refresh = (said) => {
    for (const each of said.rijen) {
      const row = rowOf(each);
      if (!row || Number(row.dataset.versie) >= each.versie) continue;
      if (isTyping(row)) note(row, `${each.wie} ${samen.dataset.anders}`);
      else draw(row, row);
    }
    for (const each of said.weg) {
      const row = rowOf(each);
      if (!row) continue;
      dress(row);
      note(row, `${each.wie} ${samen.dataset.weg}`);
    }
    for (const each of said.standen) {
      const row = rowOf(each);
      dress(row);
      const cell = row?.querySelector(".cel--7");
      if (!cell || Number(cell.dataset.aantal) >= each.aantal) continue;
      if (isTyping(row)) note(row, samen.dataset.stand);
      else draw(row, cell, `#${cell.id}`);
    }
  };

  // Which rows a table has, and in which order, as one number: the same as crc32 of the server.
  const crc = (text) => {
    let sum = -1;
    for (const letter of text) {
      sum ^= letter.charCodeAt(0);
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return ~sum >>> 0;
  };
  const tables = () => [...document.querySelectorAll(".rijen[data-tabel]")];
  const order = (list) => crc(rows(list).map(idOf).join());
  const compare = (before, marks) => {
    for (const list of tables()) {
      const now = order(list);
      const place = document.getElementById(`nieuws-${list.dataset.tabel}`);
      if (!place || before.get(list) !== now) continue; // we changed it ourselves meanwhile: the next beat tells
      const isOther = (marks[list.dataset.tabel] ?? 0) !== now;
      if (isOther === place.childElementCount > 0) continue;
      const link = document.createElement("a");
      link.href = location.pathname + location.search;
      link.textContent = samen.dataset.laad;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        history.replaceState(null, "", `#${list.dataset.tabel}`);
        location.reload();
      });
      place.replaceChildren(...(isOther ? [`${samen.dataset.veranderd} `, link] : []));
    }
  };

  const meet = async () => {
    if (document.hidden) return;
    const cell = document.activeElement?.closest?.(".op textarea, .op select, .op input");
    const before = new Map(tables().map((list) => [list, order(list)]));
    try {
      const answer = await fetch(samen.dataset.adres, {
        method: "POST",
        headers: headers(),
        body: new URLSearchParams({ cel: cell?.id ?? "", sinds: since }),
      });
      if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) return;
      const said = await answer.json();
      since = said.nu;
      mark(said.mensen);
      refresh(said);
      compare(before, said.tabellen);
    } catch {
      // offline: the fields say so themselves, and the next beat tries again
    }
  };
  setInterval(meet, 8000);
  meet();
})();
