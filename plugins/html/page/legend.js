/* The legend explains the colours: clusters by name, or the classes of a figure. */
const MOST_ENTRIES = 40;

function swatch(fill, className = "") {
  const svg = document.createElementNS(SVG, "svg"), rect = document.createElementNS(SVG, "rect");
  svg.setAttribute("viewBox", "0 0 24 16");
  svg.setAttribute("aria-hidden", "true");
  for (const [key, value] of Object.entries({ x: 1, y: 1, width: 22, height: 14 })) rect.setAttribute(key, value);
  if (fill) rect.setAttribute("fill", fill);
  if (className) rect.setAttribute("class", className);
  svg.append(rect);
  return svg;
}

const countOf = (level, count) => `${figureText(count, 0)} ${count === 1 ? level.noun : level.plural}`;
const entry = (fill, className, name, detail) => ({ fill, className, name, detail });

function classEntries(level, one) {
  const colours = one.classes[isDark() ? "dark" : "light"], counts = one.classes.labels.map(() => 0);
  let unknown = 0;
  level.codes.forEach((_, i) => {
    const value = valueOf(level, one, i);
    if (value === null) unknown++;
    else counts[classOf(one, value)]++;
  });
  const list = one.classes.labels.map((label, k) => entry(colours[k], "", label, countOf(level, counts[k]))).reverse();
  if (unknown > 0) list.push(entry("", "no-data", "No data", countOf(level, unknown)));
  return list;
}

function clusterEntries() {
  const list = levels[0].names.slice(0, MOST_ENTRIES).map((name, i) => entry(data.colours[i], "", name, ""));
  if (levels[0].names.length > MOST_ENTRIES)
    list.push(entry("", "none", `and ${levels[0].names.length - MOST_ENTRIES} more`, ""));
  return list;
}

function legendEntries() {
  const one = column(state.level, state.colour);
  const list = one ? classEntries(state.level, one) : clusterEntries();
  const areas = levels.find(level => level.id === "areas");
  const outside = areas ? areas.clusters.filter(cluster => cluster === null).length : 0;
  if (outside > 0 && (!one || state.level.id === "clusters"))
    list.push(entry("", "none", `In no ${levels[0].noun}`, countOf(areas, outside)));
  if (state.phase < data.phases.length) list.push(entry("", "later", "Not live yet", ""));
  return list;
}

function legendTitle() {
  const one = column(state.level, state.colour);
  return one ? one.words + (one.unit.trim() ? ` (${one.unit.trim()})` : "") : capital(levels[0].plural);
}

function showLegend() {
  const one = column(state.level, state.colour);
  const list = legendEntries().map(item => make("li", {}, swatch(item.fill, item.className),
    make("span", {}, nameOf(item.name), ...(item.detail ? [" ", make("small", {}, item.detail)] : []))));
  byId("legend").replaceChildren(make("h2", { id: "legend-title" }, legendTitle()),
    ...(one && one.about ? [make("p", {}, capital(one.about))] : []), make("ul", {}, ...list));
}
