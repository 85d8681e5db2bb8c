/*
 * The search box: in a dialog on every page, and in place on the search page. What stands in
 * its element before (the indexes) is shown for as long as nothing is asked.
 */
(function () {
  "use strict";

  const { ask, counts, filters, plain } = window.briefdesk;
  const { make, resolved } = window.briefdesk.facets;
  const PAUSE = 140;
  const BATCH = 10;
  let serial = 0;

  /** The glyphs of the states, which the search page holds as templates. */
  let glyphs = null;
  function glyphsOf(page) {
    glyphs ??= fetch(page)
      .then((answer) => answer.text())
      .then((text) => {
        const found = new DOMParser().parseFromString(text, "text/html");
        const templates = [...found.querySelectorAll("template[data-bd-glyph]")];
        return new Map(templates.map((item) => [item.dataset.bdGlyph, item.content]));
      })
      .catch(() => new Map());
    return glyphs;
  }

  /** An excerpt of Pagefind's as nodes: escaped text in which only <mark> is markup. */
  function excerptOf(html) {
    return html.split(/(<mark>.*?<\/mark>)/s).map((part) => {
      const marked = /^<mark>(.*)<\/mark>$/s.exec(part);
      const text = (marked ? marked[1] : part).replace(
        /&(lt|gt|amp|quot|#39);/g,
        (_, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" })[name],
      );
      return marked ? make("mark", null, text) : text;
    });
  }

  /** True where every word that the excerpt marks stands in `text` already. */
  function tells(text, excerpt) {
    const words = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].map((match) =>
      plain(match[1]).replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ""),
    );
    return words.every((word) => plain(text).includes(word));
  }

  /** Where a page was found by a name that its text does not use, that name. */
  function otherName(excerpt) {
    const names = excerpt.split("·");
    const whole = names.slice(1, -1).find((name) => name.includes("<mark>"));
    return whole ?? (names.length > 2 ? names.find((name) => name.includes("<mark>")) : null);
  }

  /** What is said of the states of a result: one for a deal, one for each deal of a brief. */
  function statesOf(told, glyphs) {
    return told.split("; ").map((piece) => {
      const glyph = glyphs.get(piece.split(": ").at(-1));
      const shown = make("span", { class: "bd-result__state" });
      if (glyph) shown.append(glyph.cloneNode(true));
      shown.append(piece);
      return shown;
    });
  }

  function resultOf(data, states) {
    const { title, kind, date, state, summary } = data.meta;
    const line = make("p", { class: "bd-result__line" });
    if (kind) line.append(make("span", { class: "bd-result__kind" }, kind));
    if (date) line.append(make("span", { class: "bd-result__date" }, date));
    if (state) line.append(...statesOf(state, states));
    const item = make("li", { class: "bd-result" }, line);
    item.append(make("a", { class: "bd-result__title", href: data.url }, title ?? data.url));
    if (summary) item.append(make("p", { class: "bd-result__summary" }, summary));
    if (!summary || !tells(`${title} ${summary} ${state}`, data.excerpt)) {
      const name = otherName(data.excerpt);
      const words = name ? ["Found as ", ...excerptOf(name.trim())] : excerptOf(data.excerpt);
      item.append(make("p", { class: "bd-result__excerpt" }, ...words));
    }
    return item;
  }

  /** Where else the pages are that filters alone leave: the ledger, the timeline. */
  function waysTo({ kind, country, role, system, state, programme, year, ...rest }, number, page) {
    const way = (words, folder, asked) => {
      const given = Object.entries(asked).filter(([, value]) => value);
      return given.length ? [[words, new URL(`../${folder}/?${new URLSearchParams(given)}`, page).href]] : [];
    };
    if (Object.keys(rest).length) return [];
    const party = ["buyer", "supplier"].includes(role) ? role : role ? null : "country";
    const deals = number && party && !year && (!kind || kind === "Deal");
    const events = !kind && !role && !state && !programme;
    return [
      ...(deals ? way(number === 1 ? "1 deal in the ledger" : `${number} deals in the ledger`, "deals", { [party]: country, system, state, programme }) : []),
      ...(events ? way("Events in the timeline", "timeline", { country, system, year }) : []),
    ];
  }

  /* An answer as data. Columns: what a result shows, then each filter. */

  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /** `22 February 2017` as `2017-02-22`; what is less exact is as exact here. */
  function isoOf(words = "") {
    const [year, month, day] = words.split(" ").reverse();
    const number = month && String(MONTHS.indexOf(month) + 1).padStart(2, "0");
    return [year, number, day?.padStart(2, "0")].filter(Boolean).join("-");
  }

  function recordsOf(hits, names) {
    // A part is told with the country that plays it; by itself it is there only to be chosen.
    const parts = (name, values = []) => (name === "role" ? values.filter((value) => value.includes(": ")) : values);
    return hits.map(({ url, meta, filters: of }) => ({
      url: new URL(url, location.href).href,
      title: meta.title ?? "",
      kind: meta.kind ?? "",
      date: isoOf(meta.date),
      state: meta.state ?? "",
      summary: meta.summary ?? "",
      ...Object.fromEntries(names.filter((name) => name !== "kind" && name !== "state").map((name) => [name, parts(name, of[name])])),
    }));
  }

  function jsonOf(hits, asked, names) {
    return `${JSON.stringify({ ...asked, results: recordsOf(hits, names) }, null, 1)}\n`;
  }

  /** A cell of a table that no program takes for a formula. */
  function cell(value) {
    const text = [value].flat().join("; ");
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  }

  function csvOf(hits, asked, names) {
    const records = recordsOf(hits, names);
    const rows = [Object.keys(records[0]), ...records.map((record) => Object.values(record))];
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  function save(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /** A search box in `root`. `page` is the address of the search page. */
  function mount(root, page, inDialog) {
    const id = `bd-search-${++serial}`;
    const field = make("input", {
      class: "bd-search__field", type: "search", name: "q", id, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
      placeholder: "A country, a system, a name …",
    });
    const label = make("label", { class: "bd-search__label", for: id }, "Search");
    const selects = make("div", { class: "bd-search__filters", hidden: true });
    const alone = make("button", { class: "bd-search__more", type: "button", hidden: inDialog }, "Choose by filters alone");
    const tools = make("p", { class: "bd-search__tools", hidden: true });
    const note = make("p", { class: "bd-search__note", hidden: true });
    const status = make("p", { class: "bd-search__status", role: "status", "aria-live": "polite" });
    const list = make("ol", { class: "bd-search__results" });
    const more = make("button", { class: "bd-search__more", type: "button", hidden: true }, "Show more");
    const idle = make("div", { class: "bd-search__idle" }, ...root.childNodes);
    const bar = make("div", { class: "bd-search__bar" }, label, field);
    const panel = make("div", { class: "bd-search__panel" }, status, note, tools, list, more, alone, idle);
    const form = make("form", { class: "bd-search", role: "search" }, bar, selects, panel);
    root.append(form);

    const chosen = {};
    const controls = new Map();
    let turn = 0;
    let timer = 0;
    let shown = 0;
    let results = [];
    let states = new Map();

    /** Fill the filters once; what they count follows with each answer. What the address of the
        page asks for beside them (`utm_source`, a name that is gone) is no filter. */
    async function offer() {
      if (controls.size) return;
      const [known, drawn] = await Promise.all([filters(!worded()), glyphsOf(page)]);
      if (controls.size) return;
      await settle(new Map(known.map(({ name, values }) => [name, values])));
      if (controls.size) return;
      const rest = make("div", { class: "bd-search__filters" });
      const orders = { state: [...drawn.keys()], confidence: ["high", "moderate", "low"] };
      for (const { name, place, values } of known) {
        const main = place >= 0 && place < (inDialog ? 4 : 8);
        if (orders[name]) values.sort((one, other) => orders[name].indexOf(one) - orders[name].indexOf(other));
        const word = name[0].toUpperCase() + name.slice(1);
        const select = make("select", { id: `${id}-${name}`, name });
        select.append(make("option", { value: "" }, "Any"));
        for (const value of values) select.append(make("option", { value }, value));
        select.value = chosen[name] ?? "";
        select.addEventListener("change", () => {
          if (select.value) chosen[name] = select.value;
          else delete chosen[name];
          find();
        });
        controls.set(name, select);
        const filter = make("div", { class: "bd-search__filter" });
        filter.append(make("label", { for: select.id }, word), select);
        (main ? selects : rest).append(filter);
      }
      if (rest.childElementCount) {
        const summary = make("summary", null, "More filters");
        selects.append(make("details", { class: "bd-search__rest" }, summary, rest));
        selects.lastChild.open = [...rest.querySelectorAll("select")].some((one) => one.value);
      }
    }

    /** Keep of what is chosen what the filters know, by whatever name it is asked for. */
    async function settle(allowed) {
      const kinds = JSON.parse(root.dataset.bdKinds ?? "{}");
      const left = [];
      for (const [name, value] of Object.entries(chosen)) {
        const known = new Map((allowed.get(name) ?? []).map((one) => [one, one]));
        const meant = known.size ? await resolved(value, known, kinds[name]) : null;
        if (meant) chosen[name] = meant;
        else delete chosen[name];
        if (known.size && !meant) left.push(`${name} “${value}”`);
      }
      note.textContent = left.length ? `Left out, since it is not known here: ${left.join(", ")}.` : "";
      note.hidden = !left.length;
    }

    const worded = () => /[\p{L}\d]/u.test(field.value);

    /** Say beside each value how many results it would leave; hide those that leave none. */
    function tally(found) {
      for (const [name, select] of controls) {
        if (select.closest(".bd-search__rest")?.open === false && chosen[name]) select.closest("details").open = true;
        select.value = chosen[name] ?? "";
        select.classList.toggle("bd-search__chosen", Boolean(chosen[name]));
        for (const option of select.options) {
          if (!option.value) continue;
          const count = found[name]?.[option.value] ?? 0;
          option.textContent = `${option.value} (${count})`;
          option.hidden = option.disabled = !count && option.value !== chosen[name];
        }
      }
    }

    async function extend() {
      const mine = turn;
      const next = results.slice(shown, shown + BATCH);
      const first = shown;
      const found = await Promise.all(next.map((result) => result.data()));
      if (mine !== turn) return;
      if (first === 0) list.replaceChildren();
      list.append(...found.map((data) => resultOf(data, states)));
      shown += next.length;
      more.hidden = shown >= results.length;
      if (first) list.children[first].querySelector("a").focus();
    }

    function rest() {
      results = [];
      list.replaceChildren();
      status.textContent = "";
      more.hidden = tools.hidden = true;
      selects.removeAttribute("aria-busy");
      idle.hidden = false;
      // Filters that a reader has in hand on the search page stay there.
      const kept = !inDialog && controls.size > 0;
      selects.hidden = !kept;
      alone.hidden = inDialog || kept;
      if (kept) recount(turn).catch(() => {});
    }

    /** Ask for what the field and the filters say. */
    async function find() {
      clearTimeout(timer);
      const mine = ++turn;
      const query = field.value.trim();
      if (!inDialog) remember(query);
      if (!worded() && (inDialog || !Object.keys(chosen).length)) return rest();
      selects.setAttribute("aria-busy", "true");
      try {
        const drawn = glyphsOf(page);
        // What the address asks for may be no filter at all.
        if (Object.keys(chosen).length) await offer();
        if (mine !== turn) return undefined;
        if (!worded() && !Object.keys(chosen).length) return rest();
        const [answer, found] = await Promise.all([ask(query, { ...chosen }), drawn]);
        if (mine !== turn) return undefined;
        states = found;
        const number = answer.results.length;
        results = answer.results;
        const filtered = Object.keys(chosen).length > 0;
        status.textContent = number
          ? `${number} ${number === 1 ? "result" : "results"}`
          : filtered && answer.unfilteredResultCount
            ? "Nothing fits these filters."
            : "Nothing found. Try fewer or other words, or browse the lists.";
        alone.hidden = true;
        offerTools(query);
        shown = 0;
        idle.hidden = number > 0;
        list.setAttribute("aria-busy", "true");
        if (number) await extend();
        else list.replaceChildren();
        if (mine !== turn) return undefined;
        more.hidden = shown >= results.length;
        list.removeAttribute("aria-busy");
        // What is found comes first: the filters of a big site weigh more than its first answer.
        await offer();
        const counted = answer.unfilteredResultCount ? await counts(answer, { ...chosen }) : {};
        if (mine !== turn) return undefined;
        tally(counted);
        offerTools(query, counted.kind?.Deal);
        selects.hidden = !answer.unfilteredResultCount;
        selects.removeAttribute("aria-busy");
      } catch (error) {
        if (mine !== turn) return undefined;
        rest();
        status.textContent = "The search index cannot be loaded. The lists lead everywhere too.";
      }
      return undefined;
    }

    /* What can be done with an answer, on the search page: other ways to the same, and its data. */

    function offerTools(query, deals) {
      if (inDialog) return;
      const parts = [];
      const clear = make("button", { type: "button" }, "Clear filters");
      clear.addEventListener("click", () => {
        for (const name of Object.keys(chosen)) delete chosen[name];
        find();
        field.focus();
      });
      if (Object.keys(chosen).length) parts.push(clear);
      if (!query) parts.push(...waysTo(chosen, deals, page).map(([words, href]) => make("a", { href }, words)));
      const kinds = { JSON: ["application/json", jsonOf], CSV: ["text/csv", csvOf] };
      for (const [word, [type, write]] of Object.entries(kinds)) {
        const button = make("button", { type: "button" }, `Download as ${word}`);
        button.addEventListener("click", async () => {
          const asked = { query, filters: { ...chosen } };
          const hits = await collect();
          if (hits) save(`search.${word.toLowerCase()}`, type, write(hits, asked, [...controls.keys()]));
        });
        if (results.length) parts.push(button);
      }
      tools.replaceChildren(...parts);
      tools.hidden = !parts.length;
    }

    /** All that is known of every result; null where something else is asked meanwhile. */
    async function collect() {
      const mine = turn;
      const said = status.textContent;
      const hits = [];
      for (let at = 0; at < results.length; at += 25) {
        if (at) status.textContent = `${said}, ${at} of them collected`;
        hits.push(...(await Promise.all(results.slice(at, at + 25).map((result) => result.data()))));
        if (mine !== turn) return null;
      }
      status.textContent = said;
      return hits;
    }

    function remember(query) {
      const address = new URL(location.href);
      address.search = new URLSearchParams(query ? { q: query, ...chosen } : chosen).toString();
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    }

    function recall() {
      for (const name of Object.keys(chosen)) delete chosen[name];
      for (const [name, value] of new URLSearchParams(location.search)) {
        if (name === "q") field.value = value;
        else if (value) chosen[name] = value;
      }
    }

    /** Say what each filter by itself would leave. */
    async function recount(mine) {
      const all = await counts({ asked: null }, {});
      if (mine === turn) tally(all);
    }

    /** Filters before anything is asked for. */
    async function start() {
      alone.hidden = true;
      status.textContent = "";
      try {
        await offer();
        await recount(turn);
        selects.hidden = false;
        selects.querySelector("select").focus();
      } catch {
        status.textContent = "The filters cannot be loaded. The lists lead everywhere too.";
      }
    }

    /** Where the arrow keys lead: the field, then each result. */
    function move(step, event) {
      const stops = [field, ...list.querySelectorAll("a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next || !stops.includes(document.activeElement)) return;
      event.preventDefault();
      next.focus();
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await find();
      list.querySelector("a")?.click();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") move(1, event);
      else if (event.key === "ArrowUp") move(-1, event);
    });
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(find, PAUSE);
    });
    more.addEventListener("click", extend);
    alone.addEventListener("click", start);

    if (!inDialog) {
      recall();
      find();
      window.addEventListener("popstate", () => {
        recall();
        find();
      });
    }
    return { form, field, bar, chosen };
  }

  window.briefdesk.cell = cell;
  const dialog = document.querySelector("[data-bd-search-dialog]");
  const place = document.querySelector("[data-bd-search='page']");
  const openers = document.querySelectorAll("[data-bd-search-open]");
  const page = openers[0]?.href;
  const inPlace = place && page ? mount(place, page, false) : null;
  let box = null;

  function open() {
    if (inPlace) {
      inPlace.field.focus();
      inPlace.field.select();
    } else if (dialog && !dialog.open) {
      box ??= furnish();
      dialog.showModal();
      box.field.focus();
      box.field.select();
    }
  }

  /** The box of the dialog, with a way out of it and a way to the search page. */
  function furnish() {
    const made = mount(dialog.querySelector("[data-bd-search]"), page, true);
    const close = make("button", { class: "bd-search__close", type: "button" }, "Close");
    close.addEventListener("click", () => dialog.close());
    made.bar.append(close);
    const link = make("a", { class: "bd-search__page", href: page }, "Open on the search page");
    link.addEventListener("click", () => {
      const query = made.field.value.trim();
      const parts = new URLSearchParams(query ? { q: query, ...made.chosen } : {});
      link.href = query ? `${page}?${parts}` : page;
    });
    made.form.append(make("p", { class: "bd-search__foot" }, link));
    // Chromium clears a search field on Escape before it closes the dialog: one press is enough.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    return made;
  }

  for (const opener of openers) {
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const key = event.key.toLowerCase();
    const chord = (event.ctrlKey || event.metaKey) && key === "k";
    const single = !event.ctrlKey && !event.metaKey && (key === "/" || key === "s") && !typing;
    if (!chord && !single) return;
    event.preventDefault();
    open();
  });
})();
