/*
 * The files of Pagefind, which hold numbers, texts and lists in CBOR (RFC 8949) behind a mark.
 */
(function () {
  "use strict";

  const UTF8 = { write: new TextEncoder(), read: new TextDecoder() };
  const MARK = UTF8.write.encode("pagefind_dcd");

  const NUMBER = 0, NEGATIVE = 1, TEXT = 3, LIST = 4;

  class Writer {
    constructor(marked = true) {
      this.bytes = new Uint8Array(marked ? 1 << 16 : 64);
      this.end = 0;
      if (marked) this.raw(MARK);
    }

    raw(bytes) {
      if (this.end + bytes.length > this.bytes.length) {
        const wider = new Uint8Array(2 * (this.end + bytes.length));
        wider.set(this.bytes.subarray(0, this.end));
        this.bytes = wider;
      }
      this.bytes.set(bytes, this.end);
      this.end += bytes.length;
    }

    head(kind, size) {
      if (size < 24) this.raw([(kind << 5) | size]);
      else if (size < 1 << 8) this.raw([(kind << 5) | 24, size]);
      else if (size < 1 << 16) this.raw([(kind << 5) | 25, size >> 8, size & 255]);
      else this.raw([(kind << 5) | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]);
    }

    text(text) {
      const bytes = UTF8.write.encode(text);
      this.head(TEXT, bytes.length);
      this.raw(bytes);
    }

    list(items, write) {
      this.head(LIST, items.length);
      for (const item of items) write(item);
    }

    number(number) {
      if (number < 0) this.head(NEGATIVE, -1 - number);
      else this.head(NUMBER, number);
    }

    written() {
      return this.bytes.subarray(0, this.end);
    }
  }

  class Reader {
    constructor(bytes, at = MARK.length) {
      this.bytes = bytes;
      this.at = at;
    }

    head() {
      const first = this.bytes[this.at++];
      let size = first & 31;
      if (size > 23) {
        let width = 1 << (size - 24);
        size = 0;
        while (width--) size = size * 256 + this.bytes[this.at++];
      }
      return [first >> 5, size];
    }

    size() {
      return this.head()[1];
    }

    text() {
      const size = this.size();
      this.at += size;
      return UTF8.read.decode(this.bytes.subarray(this.at - size, this.at));
    }

    list(read) {
      return Array.from({ length: this.size() }, read);
    }

    /** The bytes of a list of numbers. */
    numbers() {
      const start = this.at;
      for (let left = this.size(); left; left--) this.head();
      return this.bytes.subarray(start, this.at);
    }
  }

  self.briefdesk = { LIST, NEGATIVE, Reader, Writer };
})();
