/* Downloads hand over the table as CSV and the picture as SVG, made on the spot. */
function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/* Quoted as RFC 4180 asks, and where a spreadsheet would take a code for a number or a date. */
function csvCell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return typeof value === "string" && /[",\r\n]|^\s|\s$|^[+-]?[\d.]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/* What the page says in words, as the tables write it. */
const tableText = (one, value) => one.yesOrNo && value !== null ? String(value === "yes") : value;

/* All columns under their names in the tables, with all their decimals. */
function csvText(level) {
  const figure = (one, i) => {
    const value = valueOf(level, one, i);
    return typeof value === "number" && one.decimals >= 0 ? value.toFixed(one.decimals) : value;
  };
  const cell = (one, i) => one.texts ? csvCell(tableText(one, valueOf(level, one, i))) : figure(one, i) ?? "";
  const cluster = i => level.clusters[i] === null ? null : levels[0].codes[level.clusters[i]];
  const lines = [["code", "name", ...(level.id === "clusters" ? [] : ["cluster"]), ...level.columns.map(one => one.key)]
    .map(csvCell).join(",")];
  level.codes.forEach((code, i) => lines.push([csvCell(code), csvCell(level.names[i]),
    ...(level.id === "clusters" ? [] : [csvCell(cluster(i))]), ...level.columns.map(one => cell(one, i))].join(",")));
  return lines.join("\r\n") + "\r\n";
}

/* ---- the picture ---- */

function svgText(x, y, size, text, weight = "normal") {
  const element = document.createElementNS(SVG, "text");
  for (const [key, value] of Object.entries({ x, y, "font-size": size, "font-weight": weight, class: "page" }))
    element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/* The rules for the map, with the colours that the screen has now. */
function svgStyle() {
  const names = ["paper", "ink", "muted", "line", "soft", "none", "no-data", "fine", "finer", "border", "focus", "pin"];
  const now = getComputedStyle(document.documentElement);
  const rules = [...byId("style").sheet.cssRules].filter(rule => rule.selectorText && rule.selectorText.includes("#map"));
  const style = document.createElementNS(SVG, "style");
  style.textContent = `svg{${names.map(name => `--${name}:${now.getPropertyValue("--" + name)}`).join(";")}}` +
    rules.map(rule => rule.cssText).join("\n") + "text.page{font-family:sans-serif;fill:var(--ink)}";
  return style;
}

function svgLegend(group, x, y, size) {
  group.append(svgText(x, y, size, legendTitle(), "bold"));
  for (const item of legendEntries()) {
    y += 1.5 * size;
    const rect = document.createElementNS(SVG, "rect");
    const fill = item.fill || `var(--${item.className === "later" ? "soft" : item.className})`;
    for (const [key, value] of Object.entries({ x, y: y - 0.8 * size, width: 1.5 * size, height: size, fill,
      stroke: "var(--line)", "vector-effect": "non-scaling-stroke" })) rect.setAttribute(key, value);
    group.append(rect, svgText(x + 2 * size, y, size, item.name + (item.detail ? ` (${item.detail})` : "")));
  }
}

function svgPicture() {
  const copy = map.cloneNode(true), size = whole.w / 60, group = document.createElementNS(SVG, "g");
  for (const unseen of copy.querySelectorAll(".off, #mark")) unseen.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")])
    for (const name of ["role", "tabindex", "aria-hidden", "aria-selected", "aria-describedby"]) element.removeAttribute(name);
  const box = { x: whole.x, y: whole.y - 4 * size, w: whole.w * 1.4, h: whole.h + 4 * size + 2.5 * size * 2 };
  copy.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  copy.setAttribute("width", "1200");
  copy.setAttribute("height", Math.round(1200 * box.h / box.w));
  copy.removeAttribute("style");
  copy.setAttribute("role", "img");
  group.append(svgText(whole.x + size, whole.y - 1.5 * size, 1.6 * size, data.title, "bold"));
  svgLegend(group, whole.x + whole.w + size, whole.y + 2 * size, size);
  data.attribution.split("\n").forEach((line, i) =>
    group.append(svgText(whole.x + size, whole.y + whole.h + (1.2 + 1.2 * i) * size, 0.8 * size, line)));
  copy.prepend(svgStyle());
  copy.append(group);
  return new XMLSerializer().serializeToString(copy);
}

function takeOverDownloads() {
  byId("save-csv").addEventListener("click", () => save(state.level.file + ".csv", "text/csv;charset=utf-8", csvText(state.level)));
  byId("save-svg").addEventListener("click", () => save("map.svg", "image/svg+xml", svgPicture()));
}
