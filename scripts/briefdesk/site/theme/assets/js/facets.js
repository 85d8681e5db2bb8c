/*
 * Filters of a long list: one choice for each facet, with how many rows each would leave. What is
 * chosen stands in the address of the page, and is said aloud in a few words when it changes.
 */
(function () {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const { plain } = window.briefdesk;
  const format = new Intl.NumberFormat("en-GB");
  const WIDE = "(min-width: 60em)";
  let serial = 0;

  /** An element with attributes and children; text is always text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  /** `1 deal`, `1,661 deals`. */
  function counted(number, word) {
    return `${format.format(number)}\u00a0${word}${number === 1 ? "" : "s"}`;
  }

  /** What is compared of a name that somebody typed. */
  function folded(text) {
    return plain(text).replace(/[^\p{L}\p{N}]/gu, "");
  }

  const DESIGNATION =
    /(?<![\p{L}\p{N}_/.])[\p{L}\p{N}](?:[\p{L}\p{N}_/]|\.(?=[\p{L}\p{N}_]))*(?:-(?:\p{N}(?:[\p{L}\p{N}_/]|\.(?=[\p{L}\p{N}_]))*|[A-Z]{1,12}(?![\p{L}\p{N}_])))+/gu;

  /** A text as nodes, its designations (`S-400`) kept on one line. */
  function tight(text) {
    const nodes = [];
    let end = 0;
    for (const { 0: found, index } of text.matchAll(DESIGNATION)) {
      if (found.length > 24) continue;
      nodes.push(text.slice(end, index), make("span", { class: "bd-tight" }, found));
      end = index + found.length;
    }
    return [...nodes, text.slice(end)].filter(Boolean);
  }

  async function json(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} cannot be loaded`);
    return answer.json();
  }

  /** Every name of the subjects of a kind, today's first, by id. */
  function namesOf(kind) {
    return json(new URL(`${kind}/names.json`, root));
  }

  /** The value among `known` (values with the names that they have today) that a reader means by
      `text`: by value, by name, or by any other name of a subject of `kind`. Null for none. */
  async function resolved(text, known, kind) {
    if (known.has(text)) return text;
    const wanted = folded(text);
    const meant = [...known].filter(([id, name]) => folded(id) === wanted || folded(name) === wanted);
    if (meant.length === 1) return meant[0][0];
    if (meant.length || !wanted || !kind) return null;
    const names = await namesOf(kind).catch(() => ({}));
    const others = Object.entries(names)
      .filter(([, all]) => all.some((name) => folded(name) === wanted))
      .flatMap(([id, [today]]) => [id, today].filter((value) => known.has(value)));
    return others.length === 1 ? others[0] : null;
  }

  /**
   * How many rows fit, and what each choice would leave beside the other filters.
   *
   * Each row tells its values by facet in `row.values`; one with `row.out` is left out for as long
   * as nothing is chosen of the facet that this names. `without` counts, for each facet in use, the
   * rows that would fit if it were given up.
   */
  function tally(rows, facets, chosen) {
    const counts = new Map(facets.map(({ name }) => [name, new Map()]));
    const alone = new Map(facets.map(({ name }) => [name, 0]));
    const used = facets.filter(({ name }) => chosen[name]);
    const fitting = [];
    for (const row of rows) {
      const missed = used.filter(({ name }) => !row.values[name].includes(chosen[name]));
      if (row.out && !chosen[row.out]) missed.push(facets.find(({ name }) => name === row.out));
      if (missed.length > 1) continue;
      if (!missed.length) fitting.push(row);
      else alone.set(missed[0].name, alone.get(missed[0].name) + 1);
      for (const { name } of missed.length ? missed : facets) {
        const count = counts.get(name);
        for (const value of row.values[name]) count.set(value, (count.get(value) ?? 0) + 1);
      }
    }
    const without = new Map(used.map(({ name }) => [name, fitting.length + alone.get(name)]));
    return { fitting, counts, without };
  }

  /**
   * The filters in `place`.
   *
   * `facets` have `name`, `label` and `kind` (of subjects, where they are some), and once loaded
   * `options`: the values with their words, in order, each with the heading it stands under.
   * `extras` are further controls by the name that they have in the address. `load` gives the rows;
   * `show` draws what fits and returns the words for it.
   */
  function mount(place, { what, title, facets, extras = {}, load, prepare, show, rest }) {
    const id = `bd-facets-${++serial}`;
    const chosen = {};
    const controls = new Map();
    const fields = make("div", { class: "bd-facets__fields" });
    const status = make("p", { class: "bd-facets__status", role: "status" });
    const chips = make("div", { class: "bd-facets__chosen", hidden: true });
    const summary = make("summary", null, title);
    const box = make("details", { class: "bd-facets__box" }, summary, fields);
    const form = make("form", { class: "bd-facets", "aria-label": title }, box, status, chips);
    let rows = null;
    let loading = null;

    for (const facet of facets) {
      const select = make("select", { id: `${id}-${facet.name}`, name: facet.name });
      select.append(make("option", { value: "" }, "Any"));
      select.addEventListener("change", () => choose(facet.name, select.value));
      field(facet.label, select);
      controls.set(facet.name, select);
    }
    for (const [name, { label, control }] of Object.entries(extras)) {
      control.id = `${id}-${name}`;
      control.name = name;
      control.addEventListener("change", () => choose(name, control.value));
      field(label, control);
    }

    function field(label, control) {
      fields.append(make("div", { class: "bd-facets__field" }, make("label", { for: control.id }, label), control));
    }

    function choose(name, value) {
      if (value) chosen[name] = value;
      else delete chosen[name];
      remember();
      return update();
    }

    function clear() {
      for (const name of Object.keys(chosen)) delete chosen[name];
      remember();
      return update();
    }

    function remember() {
      const address = new URL(location.href);
      address.search = new URLSearchParams(chosen).toString();
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    }

    /** Take over what the address asks for, and tell what of that is not known. What else stands
        there is left alone. */
    async function recall() {
      for (const name of Object.keys(chosen)) delete chosen[name];
      const asked = [...new URLSearchParams(location.search)].filter(([, value]) => value);
      const unknown = [];
      const refuse = (label, value) => unknown.push(`${label.toLowerCase()} “${value}”`);
      for (const [name, value] of asked) {
        if (!extras[name]) continue;
        const read = extras[name].read(value);
        if (read) chosen[name] = read;
        else if (read === null) refuse(extras[name].label, value);
      }
      const wanted = asked.map(([name, value]) => [facets.find((one) => one.name === name), value]);
      if (!wanted.some(([facet]) => facet)) return unknown;
      prepare?.(await ready(), chosen);
      for (const [facet, value] of wanted) {
        if (!facet) continue;
        const known = new Map(facet.options(chosen).map((one) => [one.value, one.words]));
        const meant = await resolved(value, known, facet.kind);
        if (meant) chosen[facet.name] = meant;
        else refuse(facet.label, value);
      }
      return unknown;
    }

    async function ready() {
      loading ??= load();
      rows ??= await loading;
      return rows;
    }

    /** Show the choices of a facet with what each would leave; those that leave none are off. */
    function fill(facet, count) {
      const select = controls.get(facet.name);
      const nodes = [make("option", { value: "" }, "Any")];
      let group = null;
      for (const { value, words, under } of facet.options(chosen)) {
        const number = count.get(value) ?? 0;
        const on = number || value === chosen[facet.name];
        const option = make("option", { value, hidden: !on, disabled: !on }, `${words} (${format.format(number)})`);
        if (!under) nodes.push(option);
        else if (group?.label === under) group.append(option);
        else nodes.push((group = make("optgroup", { label: under }, option)));
      }
      for (const node of nodes) {
        if (node.tagName === "OPTGROUP") node.hidden = [...node.children].every((option) => option.hidden);
      }
      select.replaceChildren(...nodes);
      select.value = chosen[facet.name] ?? "";
    }

    const word = (facet) => facet.options(chosen).find(({ value }) => value === chosen[facet.name])?.words;

    async function update(unknown = []) {
      box.setAttribute("aria-busy", "true");
      try {
        await ready();
      } catch {
        status.textContent = `The ${what}s cannot be filtered now: their table cannot be loaded.`;
        return;
      } finally {
        box.removeAttribute("aria-busy");
      }
      const every = prepare?.(rows, chosen) ?? rows;
      const { fitting, counts, without } = tally(every, facets, chosen);
      for (const facet of facets) fill(facet, counts.get(facet.name));
      for (const [name, { control, shown }] of Object.entries(extras)) {
        control.value = shown?.(chosen[name]) ?? chosen[name] ?? "";
      }
      for (const control of fields.querySelectorAll("select, input")) {
        control.classList.toggle("bd-facets__on", Boolean(chosen[control.name]));
      }
      const used = facets.filter(({ name }) => chosen[name]);
      const active = Object.keys(chosen).length > 0;
      const told = active ? show({ fitting, every, counts, chosen, hint: hint(used, without, fitting) }) : rest(counts);
      const left = unknown.length ? ` Left out, since it is not known: ${unknown.join(", ")}.` : "";
      status.textContent = active || left ? `${told ?? ""}${left}` : "";
      chips.replaceChildren(...used.map(chip), ...(active ? [button("Clear all", clear, "bd-facets__clear")] : []));
      chips.hidden = !active;
    }

    function button(words, act, css, label) {
      const made = make("button", { type: "button", class: css, "aria-label": label }, ...[words].flat());
      made.addEventListener("click", async () => {
        await act();
        if (!made.isConnected) (chips.querySelector("button") ?? summary).focus();
      });
      return made;
    }

    function chip(facet) {
      const words = `${facet.label}: ${word(facet)}`;
      const cross = make("span", { "aria-hidden": "true" }, " ×");
      return button([words, cross], () => choose(facet.name, ""), "bd-facets__chip", `Remove ${words}`);
    }

    /** What to say where nothing fits: which filter to give up, and what that would leave. */
    function hint(used, without, fitting) {
      if (fitting.length) return null;
      const ways = used.filter(({ name }) => without.get(name)).map((facet) => {
        const gives = counted(without.get(facet.name), what);
        return make("li", null, button(`Without ${facet.label.toLowerCase()} “${word(facet)}”: ${gives}`, () => choose(facet.name, ""), "bd-facets__way"));
      });
      ways.push(make("li", null, button("Clear all filters", clear, "bd-facets__way")));
      return make("div", { class: "bd-facets__none" }, make("p", null, `No ${what} fits.`), make("ul", null, ...ways));
    }

    async function start() {
      const asked = new URLSearchParams(location.search);
      const named = [...asked.keys()].some((name) => extras[name] || facets.some((one) => one.name === name));
      const long = (place.dataset.bdRows ?? "").split(" ").length > 1;
      box.open = (named || !long) && matchMedia(WIDE).matches;
      place.replaceChildren(form);
      place.hidden = false;
      box.addEventListener("toggle", () => {
        if (box.open) update();
      });
      form.addEventListener("submit", (event) => event.preventDefault());
      window.addEventListener("popstate", async () => update(await recall()));
      if (named) await update(await recall().catch(() => []));
      else if (box.open) await update();
    }

    start();
    return { choose, chosen, ready };
  }

  window.briefdesk.facets = { counted, folded, format, json, make, mount, namesOf, resolved, root, tally, tight };
})();
