/*
 * The search, in a worker: lays the parts of the index before Pagefind as one index.
 *
 * Pagefind can merge indexes, but scores a page by how rare a word is in the page's own index,
 * and knows no page that is superseded. So it is left to think that there is one index: what it
 * fetches is put together here, from the same files that it would fetch of each part. It is then
 * as if all had been indexed at once.
 */
importScripts("search-cbor.js");

(function () {
  "use strict";

  const root = new URL("../../pagefind/", self.location.href).href;
  const net = self.fetch.bind(self);
  const { LIST, NEGATIVE, Reader, Writer } = self.briefdesk;
  const LAST = "\u{10ffff}";
  const MANY = 4;

  // Asked by filters alone, Pagefind would load every word first. A worker of its own answers
  // that, and is told that the index has no words.
  const browsing = self.location.hash === "#browse";

  /* Files, each fetched once and kept as it is when unpacked. */

  const kept = new Map();

  function load(name) {
    if (!kept.has(name)) kept.set(name, unpacked(name));
    return kept.get(name);
  }

  async function unpacked(name) {
    const answer = await fetched(name);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes[0] !== 31 || bytes[1] !== 139) return bytes;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** A file of the index. Where one is missing, the site was published anew in the meantime. */
  async function fetched(name, options) {
    const answer = await net(root + name, options).catch(() => null);
    if (!answer?.ok) {
      self.postMessage({ stale: true });
      throw new Error(`${name} cannot be loaded`);
    }
    return answer;
  }

  /* What is known of the index as a whole, before any word is asked for. */

  let known = null;

  function whole() {
    known ??= fetched("parts.json", { cache: "no-cache" }).then((answer) => answer.json()).then(joined);
    return known;
  }

  function joined({ parts, ...facts }) {
    for (const part of parts) part.hidden = new Set(part.hidden);
    const fields = union(parts.map((part) => part.fields ?? []));
    const filters = union(parts.map((part) => part.filters ?? []));
    for (const part of parts) {
      part.field = part.fields?.map((name) => fields.indexOf(name)) ?? [];
      part.same = part.field.every((place, number) => place === number);
    }
    return { ...facts, parts, fields, filters, pages: numbered(parts), cuts: cutsOf(parts) };
  }

  function union(lists) {
    return [...new Set(lists.flat())].sort();
  }

  /** Number the pages of all parts in the order that one index would have; hidden ones not. */
  function numbered(parts) {
    const pages = [];
    const later = [];
    for (const part of parts) {
      part.number = new Int32Array(part.pages).fill(-1);
      part.places?.forEach(([place, key], own) => later.push({ place, key, part, own }));
    }
    later.sort((one, other) => (one.key < other.key ? -1 : 1));
    const count = (part, own) => {
      if (part.hidden.has(own)) return;
      part.number[own] = pages.length;
      pages.push(`${part.folder}/${own}`);
    };
    let next = 0;
    let place = 0;
    for (const part of parts) {
      if (part.places) continue;
      for (let own = 0; own < part.pages; own++, place++) {
        for (; later[next]?.place <= place; next++) count(later[next].part, later[next].own);
        count(part, own);
      }
    }
    for (; next < later.length; next++) count(later[next].part, later[next].own);
    return pages;
  }

  /** Where the words of the whole are cut into chunks: where those of any part are, and so that
      words with the same three letters in front stay together, since one may be asked for all.
      Where a part has many chunks of them, it is five letters. */
  function cutsOf(parts) {
    const cuts = new Set([""]);
    for (const { starts } of parts) {
      const among = new Map();
      for (const start of starts) among.set(front(start, 3), (among.get(front(start, 3)) ?? 0) + 1);
      for (const start of starts.slice(1)) {
        for (const length of among.get(front(start, 3)) > MANY ? [3, 5] : [3]) {
          const alike = front(start, length);
          cuts.add(alike);
          if (alike !== start) cuts.add(shifted(alike, 1));
        }
      }
    }
    return [...cuts].sort();
  }

  function front(word, length) {
    return [...word].slice(0, length).join("");
  }

  function shifted(word, step) {
    const letters = [...word];
    const code = letters.pop().codePointAt(0) + step;
    const surrogate = code >= 0xd800 && code < 0xe000;
    const plain = surrogate ? (step < 0 ? 0xd7ff : 0xe000) : Math.min(code, 0x10ffff);
    return letters.join("") + String.fromCodePoint(plain);
  }

  /* What Pagefind fetches. */

  async function entry() {
    const { version, language, wasm, characters, pages } = await whole();
    const languages = { [language]: { hash: "all", wasm, page_count: pages.length } };
    return Response.json({ version, languages, include_characters: characters });
  }

  async function table() {
    const { version, parts, pages, filters, fields, cuts: every } = await whole();
    const cuts = browsing ? [] : every;
    const words = parts.reduce((sum, part) => sum + (part.words ?? 0), 0);
    const writer = new Writer();
    // Of the lengths of pages only their mean tells, as the ranking is set.
    const length = Math.floor(words / pages.length);
    const longer = words % pages.length;
    writer.head(LIST, 6);
    writer.text(version);
    let number = 0;
    writer.list(pages, (page) => {
      writer.head(LIST, 2);
      writer.text(page);
      writer.number(length + (number++ < longer ? 1 : 0));
    });
    writer.list([...cuts.keys()], (chunk) => {
      writer.head(LIST, 3);
      writer.text(cuts[chunk]);
      writer.text(chunk + 1 < cuts.length ? shifted(cuts[chunk + 1], -1) + LAST : LAST);
      writer.text(String(chunk));
    });
    writer.list(filters, (name) => {
      writer.head(LIST, 2);
      writer.text(name);
      writer.text(name);
    });
    writer.list(browsing ? [await newest()] : [], (order) => {
      writer.head(LIST, 2);
      writer.text("newest");
      writer.list(order, (page) => writer.number(page));
    });
    writer.list(fields, (name) => writer.text(name));
    return new Response(writer.written());
  }

  async function chunk(number) {
    const { parts, cuts } = await whole();
    const from = cuts[number];
    const to = cuts[number + 1] ?? LAST;
    const wanted = parts.flatMap((part) => {
      const { starts } = part;
      const near = [...starts.keys()].filter((at) => starts[at] < to && !(starts[at + 1] <= from));
      return near.map((at) => ({ part, name: `${part.folder}/index/${at}.pf_index` }));
    });
    const files = await Promise.all(wanted.map(({ name }) => load(name)));
    const words = new Map();
    files.forEach((bytes, at) => gather(words, new Reader(bytes), wanted[at].part, from, to));
    const writer = new Writer();
    const shown = [...words].filter(([, { uses, forms }]) => uses.length || forms.size);
    writer.head(LIST, 1);
    writer.list(shown, ([text, { uses, forms }]) => {
      writer.head(LIST, 3);
      writer.text(text);
      put(writer, uses);
      writer.list([...forms], ([form, its]) => {
        writer.head(LIST, 2);
        writer.text(form);
        put(writer, its);
      });
    });
    return new Response(writer.written());
  }

  /** Add the words of a chunk of a part that lie in a range. */
  function gather(words, reader, part, from, to) {
    reader.size();
    for (let left = reader.size(); left; left--) {
      reader.size();
      const text = reader.text();
      const uses = usesOf(reader, part);
      const forms = reader.list(() => [reader.size(), reader.text(), usesOf(reader, part)]);
      if (text < from || text >= to) continue;
      if (!words.has(text)) words.set(text, { uses: [], forms: new Map() });
      const word = words.get(text);
      word.uses.push(...[uses].flat());
      for (const [, form, its] of forms) {
        if (its.length) word.forms.set(form, [...(word.forms.get(form) ?? []), ...its]);
      }
    }
  }

  /** The pages that use a word, by their number in the whole, with the places in each. */
  function usesOf(reader, part) {
    const uses = [];
    let own = 0;
    for (let left = reader.size(); left; left--) {
      reader.size();
      own += reader.size();
      const places = reader.numbers();
      const inFields = reader.numbers();
      const number = part.number[own];
      if (number >= 0) uses.push({ number, places, inFields: part.same ? inFields : moved(inFields, part) });
    }
    return uses;
  }

  /** Places in fields, with the fields as the whole numbers them: a field is told as -1 - number. */
  function moved(bytes, part) {
    const reader = new Reader(bytes, 0);
    const numbers = reader.list(() => {
      const [kind, size] = reader.head();
      return kind === NEGATIVE ? -1 - part.field[size] : size;
    });
    const writer = new Writer(false);
    writer.list(numbers, (number) => writer.number(number));
    return writer.written();
  }

  function put(writer, uses) {
    uses.sort((one, other) => one.number - other.number);
    let before = 0;
    writer.list(uses, ({ number, places, inFields }) => {
      writer.head(LIST, 3);
      writer.number(number - before);
      writer.raw(places);
      writer.raw(inFields);
      before = number;
    });
  }

  /** The pages by the last year that each tells of, the newest first; then those of no year. */
  async function newest() {
    const { pages } = await whole();
    const last = new Int32Array(pages.length);
    for (const [year, its] of await valuesOf("year")) {
      for (const page of its) last[page] = Math.max(last[page], Number(year));
    }
    return [...pages.keys()].sort((one, other) => last[other] - last[one] || one - other);
  }

  /** The pages of each value of a filter. */
  async function valuesOf(name) {
    const { parts } = await whole();
    const having = parts.filter((part) => part.filters?.includes(name));
    const files = await Promise.all(
      having.map((part) => load(`${part.folder}/filter/${encodeURIComponent(name)}.pf_filter`)),
    );
    const values = new Map();
    files.forEach((bytes, at) => {
      for (const [value, steps] of Object.entries(JSON.parse(new TextDecoder().decode(bytes)))) {
        let own = 0;
        for (const step of steps) {
          own += step;
          const number = having[at].number[own];
          if (number < 0) continue;
          if (!values.has(value)) values.set(value, []);
          values.get(value).push(number);
        }
      }
    });
    return values;
  }

  async function filter(name) {
    const values = await valuesOf(name);
    const writer = new Writer();
    writer.head(LIST, 2);
    writer.text(name);
    writer.list([...values], ([value, pages]) => {
      writer.head(LIST, 2);
      writer.text(value);
      writer.list(pages.sort((one, other) => one - other), (page) => writer.number(page));
    });
    return new Response(writer.written());
  }

  self.fetch = function (asked) {
    if (!String(asked).startsWith(root)) return net(asked);
    const name = String(asked).slice(root.length).split("?")[0];
    const [, kind, key] = /^(index|filter|fragment)\/(.*)\.pf_\w+$/s.exec(name) ?? [];
    if (name === "pagefind-entry.json") return entry();
    if (name === "pagefind.all.pf_meta") return table();
    if (kind === "index") return chunk(Number(key));
    if (kind === "filter") return filter(key);
    if (kind === "fragment") return fetched(key.replace("/", "/fragment/") + ".pf_fragment");
    return fetched(name);
  };

  importScripts(`${root}pagefind-worker.js`);
})();
