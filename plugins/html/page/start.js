/* The page starts: scripts take over what was static, and the address says what to show. */
function fillChoices() {
  byId("level").replaceChildren(...levels.map(level => make("option", { value: level.id },
    `${capital(level.plural)} (${figureText(level.codes.length, 0)})`)));
}

/* Figures of the shown level; those that open the table come first. */
function fillColours() {
  const option = one => make("option", { value: one.key, title: one.about || false }, one.words);
  const figures = state.level.columns.filter(one => one.values && one.classes.limits.length > 0);
  byId("colour").replaceChildren(make("option", { value: "" }, capital(levels[0].plural)),
    make("optgroup", { label: "Main figures" }, ...figures.filter(one => one.main).map(option)),
    make("optgroup", { label: "All other figures" }, ...figures.filter(one => !one.main).map(option)));
}

function showControls() {
  byId("level").value = state.level.id;
  byId("colour").value = state.colour;
  for (const radio of document.getElementsByName("view")) radio.checked = radio.value === state.view;
}

function takeOverControls() {
  byId("level").addEventListener("change", () => change({ view: "after",
    level: levels.find(level => level.id === byId("level").value) }));
  byId("colour").addEventListener("change", () => change({ colour: byId("colour").value }));
  byId("views").hidden = !data.before || !levels.some(level => level.id === "areas");
  byId("views").addEventListener("change", event => change({ view: event.target.value, colour: "" }));
}

function showAll(patch) {
  const only = Object.keys(patch).join();
  if (patch.level || patch.view) { fillColours(); rowsShown = ROWS_AT_FIRST; }
  showControls();
  paint();
  if (only === "pin") markPinned();
  else { showLegend(); showPhase(); showTable(); askForNames(); }
  showCard(marked || state.pin);
}

for (const takeOver of [takeOverMap, takeOverView, takeOverTable, takeOverSearch, takeOverPhases, takeOverDownloads,
  takeOverControls]) takeOver();
fillChoices();
for (const id of ["controls", "moves", "help", "side", "table-controls", "table"]) byId(id).hidden = false;
listeners.push(showAll);
addEventListener("hashchange", () => change(readAddress()));
change(readAddress());
if (state.pin) showFeature(state.pin.level, state.pin.i);
