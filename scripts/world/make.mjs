/*
 * Makes the map of the world that the package holds, once: no build of a site runs this.
 *
 *   cd scripts/world && npm install --no-package-lock && node make.mjs
 *
 * From world-atlas (Natural Earth 1:50m, public domain) it writes
 *   scripts/briefdesk/pages/world.tsv                       a country a row, to be drawn inline
 *   scripts/briefdesk/site/theme/assets/images/world.svg    all land and borders, to lie under it
 *
 * The projection is Equal Earth: areas compare, and Europe is not the largest continent. Lines are
 * simplified together, so that neighbours keep one border. There is one shape for each code of
 * ISO 3166-1 (and XKX) that Natural Earth knows: what has no code is drawn with the country under
 * which ISO 3166-2 lists it, whoever holds it. docs/decisions/0011-a-map-under-the-page.md says why.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoContains, geoEqualEarth, geoPath } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, planarRingArea, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const iso = require("i18n-iso-countries");
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json")));
const PACKAGE = new URL("../briefdesk/", import.meta.url);

/** Width of the drawing in its own units, of which every coordinate is a whole number. */
const WIDTH = 2000;
/** Triangles smaller than this many square units are flattened, islands smaller than ISLAND go. */
const DETAIL = Number(process.env.DETAIL ?? 2);
const ISLAND = Number(process.env.ISLAND ?? 8);

/** Natural Earth's units without a code of their own, by the code that ISO 3166-2 lists them under;
 * Siachen is no part of either code and stays with the ground. */
const UNCODED = { Kosovo: "XKX", "N. Cyprus": "CYP", Somaliland: "SOM", "Indian Ocean Ter.": "CXR" };

/** Nobody lives there, or nobody trades from there, and it would take a fifth of the drawing. */
const LEFT_OUT = new Set(["ATA", "ATF", "HMD"]);

const codeOf = (geometry) =>
  UNCODED[geometry.properties.name] ?? (geometry.id && iso.numericToAlpha3(geometry.id));

/** Natural Earth draws Crimea with Russia; ISO 3166-2 lists it under Ukraine (UA-43, UA-40). */
function moveCrimea(topo, parts) {
  const inside = [34.2, 45.2];
  const russia = parts.get("RUS");
  const found = russia.findIndex((arcs) =>
    geoContains(feature(topo, { type: "Polygon", arcs }), inside),
  );
  if (found < 0) throw new Error("Crimea is not where it was");
  if (geoArea(feature(topo, { type: "Polygon", arcs: russia[found] })) > 0.005)
    throw new Error("more than Crimea");
  parts.get("UKR").push(...russia.splice(found, 1));
}

const parts = new Map();
for (const geometry of atlas.objects.countries.geometries) {
  const code = codeOf(geometry);
  if (!code || LEFT_OUT.has(code)) continue;
  const polygons = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs;
  parts.set(code, [...(parts.get(code) ?? []), ...polygons]);
}
moveCrimea(atlas, parts);

const codes = [...parts.keys()].sort();
const shapes = codes.map((code) => ({
  type: "Feature",
  id: code,
  geometry: merge(
    atlas,
    parts.get(code).map((arcs) => ({ type: "Polygon", arcs })),
  ),
}));
const collection = { type: "FeatureCollection", features: shapes };

// Eleven degrees to the east, so that the edge runs through the Bering Strait and no land.
// No points are added along a line: neighbours would get different ones.
const projection = geoEqualEarth().rotate([-11, 0]).precision(0).fitWidth(WIDTH, collection);
const projected = geoProject(collection, projection);
const bounds = geoPath().bounds(projected);
const HEIGHT = Math.ceil(bounds[1][1] - bounds[0][1]);
const shift = Math.floor(bounds[0][1]);

let topo = presimplify(topology({ countries: projected }));
topo = simplify(topo, DETAIL);
topo = filter(topo, filterWeight(topo, ISLAND, planarRingArea));

const point = (p) => [Math.round(p[0]), Math.round(p[1] - shift)];
/** A line of points as a relative path in as few letters as may be. */
function relative(points, closed) {
  const kept = [];
  for (const p of points.map(point)) {
    const last = kept.at(-1);
    if (!last || last[0] !== p[0] || last[1] !== p[1]) kept.push(p);
  }
  if (closed && kept.length > 1 && String(kept[0]) === String(kept.at(-1))) kept.pop();
  if (kept.length < (closed ? 3 : 2)) return "";
  let d = `M${kept[0][0]} ${kept[0][1]}l`;
  kept.slice(1).forEach((p, n) => {
    const dx = p[0] - kept[n][0];
    const dy = p[1] - kept[n][1];
    d += `${n && dx >= 0 ? " " : ""}${dx}${dy < 0 ? "" : " "}${dy}`;
  });
  return closed ? `${d}z` : d;
}
const polygonsOf = (geometry) =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
const pathOf = (geometry) =>
  polygonsOf(geometry).flat().map((ring) => relative(ring, true)).join("");

/** The middle of the largest part of a country, where a mark on it stands. */
function middleOf(shape) {
  const largest = polygonsOf(shape.geometry)
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .sort((a, b) => geoPath().area(b) - geoPath().area(a))[0];
  return point(inner(largest.coordinates[0]) ?? geoPath().centroid(largest));
}

/** The point of a ring that is farthest from its edge, to a unit or two. */
function inner(ring) {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = null;
  let most = -1;
  for (let i = 1; i < 40; i++)
    for (let j = 1; j < 40; j++) {
      const p = [left + ((right - left) * i) / 40, top + ((bottom - top) * j) / 40];
      const d = inside(ring, p) ? distance(ring, p) : -1;
      if (d > most) [best, most] = [p, d];
    }
  return best;
}
function inside(ring, [x, y]) {
  let odd = false;
  for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
    const [[x1, y1], [x2, y2]] = [ring[n], ring[m]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}
function distance(ring, [x, y]) {
  let least = Infinity;
  for (let n = 1; n < ring.length; n++) {
    const [[x1, y1], [x2, y2]] = [ring[n - 1], ring[n]];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - x1 - along * dx, y - y1 - along * dy));
  }
  return least;
}

const simplified = new Map(feature(topo, topo.objects.countries).features.map((f) => [f.id, f]));
const rows = codes.map((code) => {
  const whole = projected.features.find((f) => f.id === code);
  const shape = simplified.get(code);
  const [x, y] = middleOf(whole);
  const d = shape?.geometry ? pathOf(shape.geometry) : "";
  return [code, x, y, Math.round(geoPath().area(whole)), d];
});

const borders = mesh(topo, topo.objects.countries, (a, b) => a !== b).coordinates;
const ground = merge(topo, topo.objects.countries.geometries);
const landPath = pathOf(ground);
const borderPath = borders.map((line) => relative(line, false)).join("");

const head = [
  "# Countries as shapes on one map of the world, for drawings of a page; made by scripts/world/make.mjs",
  "# from Natural Earth 1:50m (public domain), Equal Earth projection. Drawing of a shape implies no",
  "# recognition of any territory, border or government.",
  `# Size: ${WIDTH} ${HEIGHT}`,
  "# Columns: alpha-3, middle x, middle y, area in square units, path.",
];
writeFileSync(
  new URL("pages/world.tsv", PACKAGE),
  [...head, ...rows.map((row) => row.join("\t"))].join("\n") + "\n",
);
// One grey for both schemes: it is see-through.
writeFileSync(
  new URL("site/theme/assets/images/world.svg", PACKAGE),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
    `<path d="${landPath}" fill="#85827a" fill-opacity=".2"/>` +
    `<path d="${borderPath}" fill="none" stroke="#85827a" stroke-opacity=".5" stroke-width="1"/></svg>\n`,
);
console.log(codes.length, "countries", WIDTH, "by", HEIGHT);
