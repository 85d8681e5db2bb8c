/*
 * Filters of the timeline. A table tells on which page each event stands; what fits is taken from
 * these pages as it stands there, a batch at a time, so that no more is fetched than is shown.
 */
(function () {
  "use strict";

  const place = document.querySelector("[data-bd-filter='timeline']");
  if (!place) return;
  const { counted, format, json, make, mount, root } = window.briefdesk.facets;
  const BATCH = 50;
  const HAPPENED = { 1: "state", 2: "milestone", 4: "brief" };
  const WORDS = { state: "State of a deal", milestone: "Milestone", brief: "Brief on something else" };
  const names = { countries: {}, systems: {} };

  /* Events out of the tables: what happened, whom it concerns, and where its row stands. */

  async function load() {
    const files = place.dataset.bdRows.split(" ").map((file) => json(new URL(file, location.href)));
    const pieces = await Promise.all(files);
    for (const piece of pieces) {
      for (const [kind, of] of Object.entries(piece.names)) Object.assign((names[kind] ??= {}), of);
    }
    const places = new Map();
    return pieces.flatMap(({ parties, pages }) =>
      pages.flatMap(([address, year, numbers]) => {
        const rows = [];
        for (let at = 0; at < numbers.length; at += 2) {
          const number = places.get(address) ?? 0;
          places.set(address, number + 1);
          const [country, system] = parties[numbers[at + 1]];
          const what = Object.keys(HAPPENED).filter((bit) => numbers[at] & bit).map((bit) => HAPPENED[bit]);
          rows.push({ address, number, values: { country, system, what, year: [String(year).padStart(4, "0")] } });
        }
        return rows;
      }),
    );
  }

  /* The rows of pages, each page fetched once. */

  const pages = new Map();
  const here = document.querySelectorAll(".bd-timeline li");

  function rowsOf(address) {
    if (!pages.has(address)) pages.set(address, fetched(new URL(address, root)));
    return pages.get(address);
  }

  async function fetched(address) {
    if (address.pathname === location.pathname) return here;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} cannot be loaded`);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of found.querySelectorAll(".bd-timeline a[href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
    }
    return found.querySelectorAll(".bd-timeline li");
  }

  /* Facets and drawing */

  let every = [];
  const used = (facet) => [...new Set(every.flatMap((row) => row.values[facet]))];
  const byName = (one, other) => one.words.localeCompare(other.words, "en");
  const named = (facet, kind) => () => used(facet).map((value) => ({ value, words: names[kind][value] ?? value })).sort(byName);
  const facets = {
    country: { label: "Country", kind: "countries", options: named("country", "countries") },
    system: { label: "System", kind: "systems", options: named("system", "systems") },
    what: { label: "What happened", options: () => Object.entries(WORDS).map(([value, words]) => ({ value, words })) },
    year: { label: "Year", options: () => used("year").sort().reverse().map((year) => ({ value: year, words: year })) },
  };

  const found = make("div", { class: "bd-found", hidden: true });
  const sections = [...document.querySelectorAll("section.bd-timeline, .bd-years")];
  sections.at(-1).after(found);
  let turn = 0;

  function show({ fitting, hint }) {
    const mine = ++turn;
    const more = make("button", { type: "button", class: "bd-facets__more" });
    found.replaceChildren(...(hint ? [hint] : []));
    swap(true);
    let list = null;
    let year = null;
    let date = null;
    let done = 0;

    async function extend() {
      const next = fitting.slice(done, done + BATCH);
      found.setAttribute("aria-busy", "true");
      let sources;
      try {
        sources = await Promise.all(next.map((row) => rowsOf(row.address)));
      } catch {
        found.append(make("p", { class: "bd-more" }, "The rows cannot be loaded now. The years above lead to all of them."));
        for (const one of sections) if (one.matches("nav")) one.hidden = false;
        return null;
      } finally {
        found.removeAttribute("aria-busy");
      }
      if (mine !== turn) return null;
      const fresh = next.map((row, at) => drawn(row, sources[at][row.number]));
      done += next.length;
      more.hidden = done >= fitting.length;
      more.textContent = `Show ${format.format(Math.min(BATCH, fitting.length - done))} more of ${counted(fitting.length, "event")}`;
      found.append(more);
      return fresh[0];
    }

    function drawn(row, source) {
      const item = document.importNode(source, true);
      if (row.values.year[0] !== year) {
        [year] = row.values.year;
        date = null;
        list = make("ol");
        found.append(make("section", { class: "bd-timeline" }, make("h2", null, year), list));
      }
      // A date is seen where it differs from that of the row above.
      const time = item.querySelector(".bd-timeline__date time");
      const shown = time.dateTime === date ? make("span", { class: "bd-unseen" }, time) : time;
      item.querySelector(".bd-timeline__date").replaceChildren(shown);
      date = time.dateTime;
      list.append(item);
      return item;
    }

    more.addEventListener("click", async () => (await extend())?.querySelector("a").focus());
    if (fitting.length) extend();
    return fitting.length ? `${format.format(fitting.length)} of ${counted(every.length, "event")}.` : "No event fits.";
  }

  function rest() {
    turn += 1;
    swap(false);
  }

  function swap(drawn) {
    found.hidden = !drawn;
    for (const one of sections) one.hidden = drawn;
  }

  mount(place, {
    what: "event",
    title: place.dataset.bdTitle,
    facets: place.dataset.bdFacets.split(" ").map((name) => ({ name, ...facets[name] })),
    load,
    prepare: (rows) => (every = rows),
    show,
    rest,
  });
})();
