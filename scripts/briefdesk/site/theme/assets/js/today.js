/*
 * Leads from the calendar of "On this date" to the day that it is where the reader is, or to the
 * last day before it on which something happened.
 */
(function () {
  "use strict";

  const place = document.querySelector("[data-bd-today]");
  if (!place) return;
  const days = [...document.querySelectorAll(".bd-calendar section")].flatMap((month, at) =>
    [...month.querySelectorAll("li")].map((item, day) => ({ month: at, day: day + 1, item, link: item.querySelector("a") })),
  );
  const now = new Date();
  const today = days.findIndex(({ month, day }) => month === now.getMonth() && day === now.getDate());
  days[today].item.firstElementChild.setAttribute("aria-current", "date");
  const before = [...days.slice(today + 1), ...days.slice(0, today + 1)].reverse();
  const nearest = before.find(({ link }) => link);
  if (!nearest) return;
  const link = nearest.link.cloneNode(false);
  link.removeAttribute("aria-current");
  link.removeAttribute("aria-label");
  link.textContent = nearest.link.getAttribute("aria-label");
  place.append(nearest === before[0] ? "Today, " : "Nothing is told of today’s date. Last before it, ", link, ".");
  place.hidden = false;
})();
