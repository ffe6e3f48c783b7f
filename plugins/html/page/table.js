/* The table lists the shown level, sorts by any column, and marks on the map what it is asked for. */
const ROWS_AT_FIRST = 250;
let sorting = { key: "", down: false }, rowsShown = ROWS_AT_FIRST;

/* Areas and subareas say where they lie and when that goes live. */
const placeColumns = level => [
  { key: "in", words: capital(levels[0].noun), place: true, text: i => clusterName(level, i), about: "where it lies" },
  ...(data.phases.length > 0 ? [{ key: "phase", words: "Phase", place: true, text: i => phaseName(level, i),
    about: "when that goes live" }] : [])];

function tableColumns(level) {
  const all = byId("all-columns").checked;
  const list = level.columns.filter(one => all || one.main || one.key === state.colour);
  return level.id === "clusters" ? list : [...placeColumns(level), ...list];
}

const textOf = (level, one, i) => one.place ? one.text(i) : cellText(level, one, i);
const isNumber = one => Boolean(one.values);
const collator = new Intl.Collator("en", { numeric: true });

/* Unknown figures stay below, whichever way the others run. */
function sortedRows(level) {
  const rows = level.codes.map((_, i) => i), one = tableColumns(level).find(item => item.key === sorting.key);
  const sign = sorting.down ? -1 : 1;
  if (sorting.key === "name") rows.sort((a, b) => sign * collator.compare(level.names[a], level.names[b]) || a - b);
  else if (one && isNumber(one)) {
    const value = i => valueOf(level, one, i);
    rows.sort((a, b) => (value(a) === null) - (value(b) === null) || sign * (value(a) - value(b)) || a - b);
  } else if (one) rows.sort((a, b) => sign * collator.compare(textOf(level, one, a), textOf(level, one, b)) || a - b);
  return rows;
}

function sortBy(key, isFigure) {
  sorting = sorting.key === key ? { key, down: !sorting.down } : { key, down: isFigure };
  showTable();
  const button = byId("table").querySelector(`th[aria-sort] button`);
  if (button) button.focus();
}

function headCell(key, words, about, isFigure) {
  const is = sorting.key === key;
  return make("th", { scope: "col", class: isFigure ? "number" : false, title: about || false,
    "aria-sort": is ? (sorting.down ? "descending" : "ascending") : false },
  make("button", { type: "button", onclick: () => sortBy(key, isFigure) }, words + (is ? (sorting.down ? " ▼" : " ▲") : "")));
}

function tableRow(level, columns, i) {
  const item = { level, i };
  return make("tr", { "data-row": i, class: isPin(item) ? "pinned" : false },
    make("th", { scope: "row" }, make("button", { type: "button", "aria-pressed": String(isPin(item)),
      onclick: () => pin(item) }, nameOf(level.names[i]))),
    ...columns.map(one => {
      const text = textOf(level, one, i);
      return make("td", { class: isNumber(one) ? "number" : text.length < 20 ? "short" : false }, text);
    }));
}

function showTable() {
  const level = state.level, columns = tableColumns(level), rows = sortedRows(level);
  byId("tables-title").textContent = `Table of ${level.plural}`;
  byId("table").replaceChildren(make("table", {},
    make("thead", {}, make("tr", {}, headCell("name", "Name", "", false),
      ...columns.map(one => headCell(one.key, one.words, one.about, isNumber(one))))),
    make("tbody", {}, ...rows.slice(0, rowsShown).map(i => tableRow(level, columns, i)))));
  byId("more").hidden = rows.length <= rowsShown;
  byId("more").textContent = `Show all ${figureText(rows.length, 0)} rows`;
}

function markRow(item) {
  for (const row of byId("table").querySelectorAll("tr.marked")) row.classList.remove("marked");
  const row = item && byId("table").querySelector(`tr[data-row="${item.i}"]`);
  if (row) row.classList.add("marked");
}

function markPinned() {
  for (const row of byId("table").querySelectorAll("tr[data-row]")) {
    const is = isPin({ level: state.level, i: Number(row.dataset.row) });
    row.classList.toggle("pinned", is);
    row.querySelector("button").setAttribute("aria-pressed", String(is));
  }
}

function takeOverTable() {
  const rowAt = event => event.target.closest("tr[data-row]");
  const point = event => { const row = rowAt(event); mark(row && { level: state.level, i: Number(row.dataset.row) }); };
  byId("table").addEventListener("pointerover", event => { if (event.pointerType !== "touch") point(event); });
  byId("table").addEventListener("pointerleave", () => mark(null));
  byId("table").addEventListener("focusin", point);
  byId("table").addEventListener("focusout", () => mark(null));
  byId("all-columns").addEventListener("change", showTable);
  byId("more").addEventListener("click", () => { rowsShown = Infinity; showTable(); byId("table").focus(); });
}
