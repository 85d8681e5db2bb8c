/*
 * Runs in the head of every page, before anything is shown: the colour scheme that the reader
 * chose, or else the system's, and what the theme's own script expects to find. The theme has
 * all this in scripts within the page; here it is a file, so that a policy may forbid those.
 */
(function () {
  "use strict";

  const script = document.currentScript;
  const root = new URL("../../", script.src);
  const schemes = JSON.parse(script.dataset.schemes || "[]");

  /* The theme's script keeps what it remembers under these names, apart for each site. */
  window.__md_scope = root;
  window.__md_hash = (text) =>
    Array.from(text).reduce((sum, sign) => ((sum << 5) - sum + sign.charCodeAt(0)) | 0, 0);
  window.__md_get = (key, store = localStorage, scope = root) =>
    JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  window.__md_set = (key, value, store = localStorage, scope = root) => {
    try {
      store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      /* a reader may forbid it */
    }
  };

  function ready(start) {
    if (document.readyState !== "loading") start();
    else document.addEventListener("DOMContentLoaded", start);
  }

  /* Where scripts of a project begin; the theme's script, where it is there, takes it over. */
  window.document$ = { subscribe: (start) => ready(() => start(document)) };

  function remembered(key) {
    try {
      return window.__md_get(key);
    } catch {
      return null;
    }
  }

  const SYSTEM = "(prefers-color-scheme)";
  const fits = ({ media }) => !media || matchMedia(media).matches;

  /** The place of the scheme in use: the chosen one, else the first that fits the system. */
  function current() {
    const chosen = remembered("briefdesk-scheme");
    if (Number.isInteger(chosen) && schemes[chosen]) return chosen;
    return Math.max(0, schemes.findIndex(fits));
  }

  /** Paint in the scheme of that place; one that follows the system is another's colours. */
  function paint(place) {
    let scheme = schemes[place];
    if (!scheme) return;
    if (scheme.media === SYSTEM) {
      scheme = schemes.find((other) => other.media !== SYSTEM && fits(other)) || scheme;
    }
    for (const name of ["scheme", "primary", "accent"]) {
      if (scheme[name]) document.body.setAttribute(`data-md-color-${name}`, scheme[name]);
    }
    for (const button of document.querySelectorAll("[data-bd-scheme]")) {
      button.hidden = Number(button.dataset.bdScheme) !== place;
    }
  }

  function offerSchemes() {
    paint(current());
    for (const button of document.querySelectorAll("[data-bd-scheme]")) {
      button.addEventListener("click", () => {
        const next = (Number(button.dataset.bdScheme) + 1) % schemes.length;
        window.__md_set("briefdesk-scheme", next);
        paint(next);
        document.querySelector("[data-bd-scheme]:not([hidden])")?.focus();
      });
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint(current()));
  }

  /** What is put away, or chosen in a set of tabs, stays so (parts of pages written by hand). */
  function restore() {
    const notice = document.querySelector("[data-md-component=announce]");
    const text = notice?.querySelector(".md-banner__button + .md-typeset, .md-typeset");
    if (text && window.__md_hash(text.innerHTML) === remembered("__announce")) notice.hidden = true;
    const tabs = remembered("__tabs");
    for (const label of document.querySelectorAll(".tabbed-labels > label")) {
      const input = document.getElementById(label.htmlFor);
      const chosen = Array.isArray(tabs) && tabs.includes(label.innerText.trim());
      if (input && (chosen || `#${input.id}` === location.hash)) input.checked = true;
    }
  }

  document.documentElement.classList.replace("no-js", "js");
  new MutationObserver((changes, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint(current());
  }).observe(document.documentElement, { childList: true });
  ready(() => {
    offerSchemes();
    restore();
  });
})();
