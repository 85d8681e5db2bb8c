/*
 * Asks Pagefind, which runs in a worker (search-worker.js). A classic script: a module would not
 * know where it was loaded from, and the index lies beside it, under whatever path the site is
 * served.
 */
(function () {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const running = {};

  /** The worker with Pagefind in it, started on first use: one for words, and one for whoever asks
      by filters alone. Where it fails, or the site was published anew since, it is given up and
      forgotten, so that a retry can work. */
  function engine(browsing = false) {
    return (running[browsing] ??= start(browsing));
  }

  function start(browsing) {
    const worker = new Worker(new URL(`assets/js/search-worker.js${browsing ? "#browse" : ""}`, root));
    const waiting = new Map();
    let serial = 0;

    const give = () => {
      worker.terminate();
      if (running[browsing] === engine) delete running[browsing];
      for (const { reject } of waiting.values()) reject(new Error("no search"));
      waiting.clear();
    };
    worker.addEventListener("error", give);
    worker.addEventListener("message", ({ data: { id, result, error, stale } }) => {
      if (stale) return give();
      const asked = waiting.get(id);
      waiting.delete(id);
      if (!error) return asked?.resolve(result);
      asked?.reject(new Error(error));
      return give();
    });

    /** Have Pagefind do something. */
    function call(method, ...args) {
      return new Promise((resolve, reject) => {
        const id = ++serial;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, method, args });
      });
    }

    let held = [];
    const engine = {
      /** Whether answers tell of filters. */
      counting: false,
      /** Search, for results that hold until the next search that is kept. */
      async search(query, options, keep) {
        const answer = await call("search", query, options);
        const tickets = answer.results.map((result) => result.data);
        const done = keep ? held : tickets;
        if (keep) held = tickets;
        for (const ticket of done) worker.postMessage({ method: "releaseData", args: [ticket] });
        for (const result of answer.results) {
          const ticket = result.data;
          result.data = () => call("getData", ticket);
        }
        return answer;
      },
      async filters() {
        const known = await call("filters");
        engine.counting = true;
        return known;
      },
    };
    // A page is not the better for being short or for repeating a word: what tells is where
    // the word stands (title, names, text), as the weights in the pages say.
    const ranking = { pageLength: 0, termFrequency: 0 };
    const basePath = new URL("pagefind/", root).href;
    const language = document.documentElement.lang || "unknown";
    const options = { basePath, baseUrl: root.pathname, language, excerptLength: 22, ranking };
    call("init", options).catch(give);
    return engine;
  }

  const LETTERS = {
    ı: "i", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ħ: "h", ə: "e",
  };

  /** `text` in plain Latin letters, as somebody without the right keyboard types it. */
  function plain(text) {
    return text
      .toLowerCase()
      .replace(/[ıłøđðþßæœħə]/g, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "");
  }

  /** The ways to ask for `query`, best first: "F 35" is a designation before it is two words. */
  function variants(query) {
    const clean = query
      .normalize("NFC")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/\s+/g, " ")
      .trim();
    const joined = clean.replace(/(?<![\p{L}\d-])(\p{L}{1,3}) (?=\d{1,4}(?!\d))/gu, "$1-");
    return [...new Set([joined, clean, plain(joined)])].filter(Boolean);
  }

  /* What a reader chooses is not always what the index is asked for: the part that a country plays
     is asked for together with the country, where one is chosen. */

  function asked({ role, ...chosen }) {
    if (!role) return chosen;
    return { ...chosen, role: chosen.country ? `${chosen.country}: ${role}` : role };
  }

  /** The answer to the first variant that finds anything; to filters alone where `query` has no
      word. */
  async function ask(query, chosen) {
    const filters = asked(chosen);
    if (!/[\p{L}\d]/u.test(query)) {
      await engine(true).filters();
      const found = await engine(true).search(null, { filters, sort: { newest: "asc" } }, true);
      // Pagefind counts as unfiltered what has the words, and here there are none.
      return { ...found, asked: null, counting: true, unfilteredResultCount: Infinity };
    }
    let answer = null;
    const { counting } = engine();
    for (const words of variants(query)) {
      answer = await engine().search(words, { filters }, true);
      if (answer.unfilteredResultCount) return { asked: words, counting, ...answer };
    }
    return answer;
  }

  /** For each filter, how many results each of its values would leave beside the other choices.
      To be asked for when the filters are known. */
  async function counts(answer, chosen) {
    const engineOf = engine(answer.asked === null);
    const without = async (...names) => {
      const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => !names.includes(name)));
      return (await engineOf.search(answer.asked, { filters: asked(others) })).filters;
    };
    await engineOf.filters();
    const found = { ...(answer.counting ? answer.filters : await without()) };
    for (const name of Object.keys(chosen)) found[name] = (await without(name))[name];
    const { country, role } = chosen;
    const pairs = Object.entries((country && role ? await without("role") : role ? await without("country", "role") : found).role ?? {});
    if (country) found.role = paired(pairs, ([whose, part]) => whose === country && part);
    if (role) found.country = paired(country ? Object.entries((await without("country", "role")).role ?? {}) : pairs, ([whose, part]) => part === role && whose);
    return found;
  }

  /** Of counted pairs (`Türkiye: buyer`), those of which `pick` keeps a half, by that half. */
  function paired(pairs, pick) {
    const parted = pairs.map(([pair, count]) => [pair.split(/: (?=[^:]*$)/), count]).filter(([pair]) => pair.length === 2);
    return Object.fromEntries(parted.map(([pair, count]) => [pick(pair), count]).filter(([name]) => name));
  }

  const FIRST = ["country", "system", "kind", "year", "role", "state", "publisher", "confidence"];

  /** Every filter of the index with its values: those that matter first, years newest first. Of the
      parts that countries play, each stands once. */
  async function filters(browsing) {
    const known = await engine(browsing).filters();
    const rest = Object.keys(known).filter((name) => !FIRST.includes(name)).sort();
    return [...FIRST.filter((name) => known[name]), ...rest].map((name) => {
      let values = Object.keys(known[name]).sort((a, b) => a.localeCompare(b, "en"));
      if (name === "role") values = values.filter((value) => !value.includes(": "));
      return { name, place: FIRST.indexOf(name), values: name === "year" ? values.reverse() : values };
    });
  }

  window.briefdesk = { ask, counts, filters, plain };
})();
