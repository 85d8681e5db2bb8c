/*
 * Asks Pagefind. A classic script: a module would not know where it was loaded from, and the
 * index lies beside it, under whatever path the site is served.
 */
(function () {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  let loading = null;

  /** Pagefind itself, loaded on first use; a failure is forgotten, so that a retry can work. */
  function engine() {
    loading ??= import(new URL("pagefind/pagefind.js", root).href)
      .then(async (pagefind) => {
        // A page is not the better for being short or for repeating a word: what tells is where
        // the word stands (title, names, text), as the weights in the pages say.
        const ranking = { pageLength: 0, termFrequency: 0 };
        await pagefind.options({ excerptLength: 22, baseUrl: root.pathname, ranking });
        await pagefind.init();
        return pagefind;
      })
      .catch((error) => {
        loading = null;
        throw error;
      });
    return loading;
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
    const pagefind = await engine();
    let answer = null;
    for (const asked of variants(query)) {
      answer = await pagefind.search(asked, { filters });
      if (answer.unfilteredResultCount) return { asked, ...answer };
    }
    return answer;
  }

  /** For each filter, how many results each of its values would leave beside the other filters. */
  async function counts(answer, filters) {
    const pagefind = await engine();
    const found = { ...answer.filters };
    for (const name of Object.keys(filters)) {
      const { [name]: _, ...others } = filters;
      found[name] = (await pagefind.search(answer.asked, { filters: others })).filters[name];
    }
    return found;
  }

  const FIRST = ["country", "system", "kind", "year"];

  /** Every filter of the index with its values: the four that matter first, years newest first. */
  async function filters() {
    const known = await (await engine()).filters();
    const rest = Object.keys(known).filter((name) => !FIRST.includes(name)).sort();
    return [...FIRST.filter((name) => known[name]), ...rest].map((name) => {
      const values = Object.keys(known[name]).sort((a, b) => a.localeCompare(b, "en"));
      return { name, main: FIRST.includes(name), values: name === "year" ? values.reverse() : values };
    });
  }

  window.briefdesk = { ask, counts, filters, plain };
})();
