/*
 * The ledger: filters and sorts all deals, and tells where each stood on a date.
 *
 * A row drawn here is the row that the page has. The rule by which steps add up to a state is that
 * of the catalogue: the last step counts, but neither a claim nor a source that is withdrawn undoes
 * what was once confirmed.
 */
(function () {
  "use strict";

  const place = document.querySelector("[data-bd-filter='ledger']");
  if (!place) return;
  const { counted, format, json, make, mount, root, tight } = window.briefdesk.facets;
  const BATCH = 100;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"]; // prettier-ignore

  /* Dates: a year, a month or a day, as ISO writes them. */

  const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

  function first(date) {
    return date + "-01-01".slice(date.length - 4);
  }

  function last(date) {
    if (date.length === 10) return date;
    const [year, month = "12"] = date.split("-");
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return `${year}-${month}-${days}`;
  }

  function isDate(text) {
    return DATE.test(text) && text <= last(text.slice(0, 7)) && text.slice(0, 4) > "0000";
  }

  function inWords(date, short) {
    const [year, month, day] = date.split("-");
    const name = month && (short ? MONTHS[month - 1].slice(0, 3) : MONTHS[month - 1]);
    return [day && String(Number(day)), name, year].filter(Boolean).join(short ? "\u00a0" : " ");
  }

  /* Deals out of the tables, and where one stands. */

  const names = { countries: {}, systems: {}, programmes: {} };

  async function load() {
    const files = place.dataset.bdRows.split(" ").map((file) => json(new URL(file, location.href)));
    const pieces = await Promise.all(files);
    for (const piece of pieces) {
      for (const [kind, of] of Object.entries(piece.names)) Object.assign((names[kind] ??= {}), of);
    }
    const deals = pieces.flatMap((piece) => piece.rows.map(dealOf));
    if (!deals.some((deal) => deal.steps.some((step) => step.told))) sort.querySelector("[value=value]")?.remove();
    return deals;
  }

  function dealOf([id, name, buyer, suppliers, [system, called], programmes, steps, brief]) {
    return {
      id, name, buyer, suppliers, system, called: called ?? names.systems[system], programmes, brief,
      steps: steps.map(([date, state = "", standing = "", told = "", amount = 0], at) => (
        { date, state, standing, told, amount, first: first(date), number: at + 1 }
      )),
    }; // prettier-ignore
  }

  /** What speaks for a state in place of a last step that is a claim, or has lost its sources. */
  function firm(now, run) {
    if (!["claimed", "unsupported"].includes(now.standing)) return now;
    const reported = run.findLast((step) => !step.standing);
    if (reported || now.standing === "claimed") return reported;
    return run.findLast((step) => step.standing !== "unsupported");
  }

  /** Where a deal stands on a day, or now where none is given. */
  function stand(deal, day) {
    const past = day ? deal.steps.filter((step) => step.first <= day) : deal.steps;
    const stated = past.filter((step) => step.state);
    const latest = past.at(-1);
    const valued = past.findLast((step) => step.told);
    const standing = { past, latest, attested: null, since: null, told: valued?.told ?? "", amount: valued?.amount ?? 0 };
    if (!stated.length) return standing;
    const now = stated.at(-1);
    const before = stated.findLastIndex((step) => step.state !== now.state);
    const run = stated.slice(before + 1);
    return { ...standing, attested: firm(now, run) ?? now, since: run[0].date };
  }

  /* The signs of the states, in order of the path, which the page holds. */

  const signs = new Map();
  const states = [];
  const groups = new Map();
  for (const sign of place.querySelectorAll("template")) {
    const { bdState: state, bdStanding: standing, bdLabel: label, bdGroup: group, bdGroupLabel: heading } = sign.dataset;
    signs.set(`${state} ${standing}`, sign.content);
    if (!groups.has(group)) groups.set(group, heading);
    if (standing === "reported") states.push({ state, label, group });
  }

  const rank = new Map(states.map(({ state }, at) => [state, at]));
  const groupOf = new Map(states.map(({ state, group }) => [state, group]));

  /* Facets */

  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const byName = (one, other) => one.words.localeCompare(other.words, "en");

  let every = [];

  function used(facet) {
    return [...new Set(every.flatMap((row) => row.values[facet]))];
  }

  function named(facet, kind) {
    return () => used(facet).map((value) => ({ value, words: names[kind][value] ?? value })).sort(byName);
  }

  const DOUBTS = { claimed: "claimed by one side", disputed: "disputed", unsupported: "every source withdrawn", none: "none" };
  const facets = {
    country: { label: "Buyer or supplier", kind: "countries", options: named("country", "countries") },
    buyer: { label: "Buyer", kind: "countries", options: named("buyer", "countries") },
    supplier: { label: "Supplier", kind: "countries", options: named("supplier", "countries") },
    system: { label: "System", kind: "systems", options: named("system", "systems") },
    state: { label: "State", options: stateOptions },
    programme: { label: "Programme", kind: "programmes", options: named("programme", "programmes") },
    year: { label: "Last changed in", options: () => used("year").sort().reverse().map((year) => ({ value: year, words: year })) },
    doubt: { label: "Doubt", options: () => Object.entries(DOUBTS).map(([value, words]) => ({ value, words })) },
  };

  function stateOptions(chosen) {
    const options = [];
    for (const [group, heading] of groups) {
      options.push({ value: group, words: `All ${heading}`, under: capital(heading) });
      for (const { state, label } of states) {
        if (groupOf.get(state) === group) options.push({ value: state, words: label, under: capital(heading) });
      }
    }
    options.push({ value: "none", words: "No state told" });
    if (chosen["as-of"]) options.push({ value: "absent", words: "Not yet begun" });
    return options;
  }

  function rowOf(deal, day) {
    const now = stand(deal, day);
    const { attested } = now;
    const begun = now.past.length > 0;
    const changed = now.since ?? (now.latest ?? deal.steps[0]).date;
    const state = !begun ? ["absent"] : attested ? [attested.state, groupOf.get(attested.state)] : ["none"];
    return {
      deal, now, begun, changed, out: begun ? null : "state",
      values: {
        country: [...new Set([deal.buyer, ...deal.suppliers])],
        buyer: [deal.buyer],
        supplier: deal.suppliers,
        system: [deal.system],
        state,
        programme: deal.programmes,
        year: begun ? [changed.slice(0, 4)] : [],
        doubt: begun ? [attested?.standing || "none"] : [],
      },
    }; // prettier-ignore
  }

  /** The rows on the chosen day. What had not begun is shown only to whoever asks for it. */
  function prepare(deals, chosen) {
    const day = chosen["as-of"] && last(chosen["as-of"]);
    every = deals.map((deal) => rowOf(deal, day));
    absent = every.filter((row) => !row.begun).length;
    return every;
  }

  let absent = 0;

  /* Orders */

  const latestFirst = (one, other) =>
    compare(first(other.changed), first(one.changed)) || compare(last(other.changed), last(one.changed)) || compare(one.deal.id, other.deal.id);

  function compare(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
  }

  function path({ now }) {
    return now.attested ? (groupOf.get(now.attested.state) === "off-the-path" ? -1 : rank.get(now.attested.state)) : -2;
  }

  function value({ now }) {
    return [now.told.slice(0, 3) || "~", -now.amount];
  }

  const ORDERS = {
    "": ["Latest change", latestFirst],
    oldest: ["Longest unchanged", (one, other) => -latestFirst(one, other)],
    deal: ["Deal, A to Z", (one, other) => one.deal.name.localeCompare(other.deal.name, "en")],
    system: ["System, A to Z", (one, other) => one.deal.called.localeCompare(other.deal.called, "en", { numeric: true })],
    state: ["State, farthest first", (one, other) => path(other) - path(one)],
    value: ["Value, by currency", (one, other) => {
      const [unit, amount] = value(one), [others, least] = value(other);
      return compare(unit, others) || amount - least;
    }],
  }; // prettier-ignore

  const sort = make("select", null, ...Object.entries(ORDERS).map(([key, [words]]) => make("option", { value: key }, words)));
  const asOf = make("input", { type: "date", min: place.dataset.bdFirst });

  /* Drawing */

  const table = document.querySelector("table.bd-deals");
  const key = document.querySelector(".bd-key");
  const apart = [...document.querySelectorAll(".bd-years, .bd-more")].filter((one) => one.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING || one.parentElement === table.parentElement);
  const found = make("div", { class: "bd-found", hidden: true });
  const back = make("div", { class: "bd-lookback", hidden: true });
  const heads = { state: ["State", "state"], main: ["Deal", "deal"], system: ["System", "system"], date: ["Since", ""], programme: ["Programme"], value: ["Value", "value"], brief: ["Latest brief"] };

  function link(address, ...content) {
    return make("a", { href: new URL(address, root).href }, ...content);
  }

  function time(date) {
    return make("time", { datetime: date }, inWords(date, true));
  }

  function series(nodes) {
    return nodes.flatMap((node, at) => (at === 0 ? [node] : [at + 1 < nodes.length ? ", " : " and ", node]));
  }

  function draw({ deal, now, begun }, columns, looking) {
    const sign = now.attested && signs.get(`${now.attested.state} ${now.attested.standing || "reported"}`);
    const state = make("td", { class: "bd-c-state" }, sign ? sign.cloneNode(true) : begun ? "–" : "not yet begun");
    const [year, slug, title] = deal.brief;
    const told = looking
      ? now.latest && link(`deals/${encodeURIComponent(deal.id)}/#step-${now.latest.number}`, "Step of ", time(now.latest.date))
      : link(`briefs/${String(year).padStart(4, "0")}/${encodeURIComponent(slug)}/`, ...tight(title));
    const cells = {
      system: () => [link(`systems/${encodeURIComponent(deal.system)}/`, ...tight(deal.called))],
      date: () => (now.since ? [time(now.since)] : []),
      programme: () => series(deal.programmes.map((id) => link(`programmes/${encodeURIComponent(id)}/`, ...tight(names.programmes[id])))),
      value: () => [now.told],
      brief: () => [told || ""],
    };
    const main = make("th", { scope: "row", class: "bd-c-main" }, link(`deals/${encodeURIComponent(deal.id)}/`, ...tight(deal.name)));
    const rest = columns.map((name) => make("td", { class: `bd-c-${name}${name === "value" ? " bd-number" : ""}` }, ...cells[name]()));
    return make("tr", null, state, main, ...rest);
  }

  /** The heads of the columns, by which the rows can be sorted. */
  function headed(names, order, looking) {
    const cells = ["state", "main", ...names].map((name) => {
      const [words, by] = heads[name];
      const sorted = by !== undefined && (by === order || (name === "date" && order === "oldest"));
      const down = order === "" || order === "state" || order === "value";
      const cell = make("th", {
        scope: "col", class: `bd-c-${name}${name === "value" ? " bd-number" : ""}`,
        "aria-sort": sorted && (down ? "descending" : "ascending"),
      }); // prettier-ignore
      const shown = name === "brief" && looking ? "Told last" : words;
      if (by === undefined) cell.append(shown);
      else {
        const sorter = make("button", { type: "button", class: "bd-sorter" }, shown);
        sorter.addEventListener("click", async () => {
          const next = name === "date" && order === "" ? "oldest" : by;
          await filters.choose("sort", next);
          const shownTable = found.hidden ? table : found.querySelector("table");
          shownTable.querySelector(`thead .bd-c-${name} button`)?.focus();
        });
        cell.append(sorter);
      }
      return cell;
    });
    return make("tr", null, ...cells);
  }

  /** Draw the rows that fit, a batch at a time. */
  function show({ fitting, chosen, counts, hint }) {
    const looking = chosen["as-of"];
    const rows = fitting;
    const order = chosen.sort ?? "";
    rows.sort((one, other) => ORDERS[order][1](one, other) || latestFirst(one, other));
    const columns = ["system", "date", "programme", "value", "brief"].filter(
      (name) => (name !== "programme" || rows.some((row) => row.deal.programmes.length)) && (name !== "value" || rows.some((row) => row.now.told)),
    );
    const drawn = make("table", { class: "bd-table bd-deals bd-sticky" });
    drawn.append(make("caption", { class: "bd-unseen" }, `Deals that fit, ${ORDERS[order][0].toLowerCase()}`), make("thead", null, headed(columns, order, looking)));
    const more = make("button", { type: "button", class: "bd-facets__more" });
    let body = null;
    let year = null;
    let done = 0;

    function extend() {
      for (const row of rows.slice(done, done + BATCH)) {
        const its = row.changed.slice(0, 4);
        if (!body || (order === "" && its !== year)) {
          drawn.append((body = make("tbody")));
          if (order === "") body.append(make("tr", { class: "bd-divide" }, make("th", { scope: "rowgroup", colspan: columns.length + 2 }, its)));
          year = its;
        }
        body.append(draw(row, columns, looking));
      }
      done = Math.min(done + BATCH, rows.length);
      more.hidden = done >= rows.length;
      more.textContent = `Show ${format.format(Math.min(BATCH, rows.length - done))} more of ${counted(rows.length, "deal")}`;
    }

    extend();
    more.addEventListener("click", () => {
      const from = done;
      extend();
      drawn.querySelectorAll("th.bd-c-main a")[from]?.focus();
    });
    lookBack(looking);
    group(counts, chosen);
    found.replaceChildren(...(rows.length ? [drawn, more] : [hint ?? make("p", { class: "bd-facets__none" }, "No deal had begun.")]));
    swap(true);
    if (!rows.length) return "No deal fits.";
    const begun = every.length - absent;
    const told = `${rows.length === every.length || rows.length === begun ? counted(rows.length, "deal") : `${format.format(rows.length)} of ${counted(looking ? begun : every.length, "deal")}`}`;
    return looking ? `On ${inWords(last(looking))}: ${told}${absent && chosen.state !== "absent" ? `, ${format.format(absent)} not yet begun` : ""}.` : `${told}.`;
  }

  /** The page as it was made: nothing is chosen. */
  function rest(counts) {
    lookBack(null);
    group(counts, {});
    swap(false);
  }

  function swap(drawn) {
    found.hidden = !drawn;
    table.hidden = drawn;
    for (const one of apart) one.hidden = drawn;
  }

  function lookBack(date) {
    back.hidden = !date;
    if (!date) return;
    const leave = make("button", { type: "button" }, "Back to today");
    leave.addEventListener("click", async () => {
      await filters.choose("as-of", "");
      asOf.focus();
    });
    const words = make("p", null, make("strong", null, "A look back. "), `Where each deal stood on ${inWords(last(date))}, by what is known today.`);
    back.replaceChildren(words, leave);
  }

  /** The key becomes a choice of groups, and counts what is shown. */
  function group(counts, chosen) {
    for (const item of key?.querySelectorAll("[data-bd-group]") ?? []) {
      const { bdGroup: name } = item.dataset;
      let button = item.querySelector("button");
      if (!button) {
        button = make("button", { type: "button" }, ...item.childNodes);
        button.addEventListener("click", () => filters.choose("state", filters.chosen.state === name ? "" : name));
        item.append(button);
      }
      button.setAttribute("aria-pressed", String(chosen.state === name));
      button.querySelector("b").textContent = format.format(counts.get("state").get(name) ?? 0);
    }
  }

  table.before(back, found);
  const filters = mount(place, {
    what: "deal",
    title: place.dataset.bdTitle,
    facets: place.dataset.bdFacets.split(" ").map((name) => ({ name, ...facets[name] })),
    extras: {
      sort: { label: "Sort by", control: sort, read: (text) => (ORDERS[text] ? text : null) },
      "as-of": { label: "As of", control: asOf, read: (text) => (isDate(text) ? text : null), shown: (text) => (text ? last(text) : "") },
    },
    load, prepare, show, rest,
  }); // prettier-ignore
  table.tHead.replaceChildren(headed([...table.tHead.rows[0].cells].slice(2).map((cell) => /bd-c-(\w+)/.exec(cell.className)[1]), ""));
  briefdesk.ledger = { dealOf, first, inWords, isDate, last, load, stand };
})();
