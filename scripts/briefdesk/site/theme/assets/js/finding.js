/*
 * Asks Pagefind, which runs in a worker (search-worker.js). A classic script: a module would not
 * know where it was loaded from, and the index lies beside it, under whatever path the site is
 * served.
 */
(function () {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  let running = null;

  /** The worker with Pagefind in it, started on first use. Where it fails, or the site was
      published anew since, it is given up and forgotten, so that a retry can work. */
  function engine() {
    running ??= start();
    return running;
  }

  function start() {
    const worker = new Worker(new URL("assets/js/search-worker.js", root));
    const waiting = new Map();
    let serial = 0;

    const give = () => {
      worker.terminate();
      if (running === engine) running = null;
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

  /** The answer to the first variant that finds anything, null where `query` has no word. */
  async function ask(query, filters) {
    let answer = null;
    const { counting } = engine();
    for (const asked of variants(query)) {
      answer = await engine().search(asked, { filters }, true);
      if (answer.unfilteredResultCount) return { asked, counting, ...answer };
    }
    return answer;
  }

  /** For each filter, how many results each of its values would leave beside the other filters.
      To be asked for when the filters are known. */
  async function counts(answer, filters) {
    const asking = async (chosen) => (await engine().search(answer.asked, { filters: chosen })).filters;
    const found = { ...(answer.counting ? answer.filters : await asking(filters)) };
    for (const name of Object.keys(filters)) {
      const { [name]: _, ...others } = filters;
      found[name] = (await asking(others))[name];
    }
    return found;
  }

  const FIRST = ["country", "system", "kind", "year"];

  /** Every filter of the index with its values: the four that matter first, years newest first. */
  async function filters() {
    const known = await engine().filters();
    const rest = Object.keys(known).filter((name) => !FIRST.includes(name)).sort();
    return [...FIRST.filter((name) => known[name]), ...rest].map((name) => {
      const values = Object.keys(known[name]).sort((a, b) => a.localeCompare(b, "en"));
      return { name, main: FIRST.includes(name), values: name === "year" ? values.reverse() : values };
    });
  }

  window.briefdesk = { ask, counts, filters, plain };
})();
