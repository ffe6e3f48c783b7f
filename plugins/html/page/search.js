/* The search finds features of all levels by name or code. */
const MOST_RESULTS = 12;
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let index = null;

/* Made when first asked for: not every reader searches. */
function searchIndex() {
  if (!index) index = levels.flatMap(level => level.codes.map((code, i) =>
    ({ level, i, name: plain(level.names[i]), code: plain(code) })));
  return index;
}

function find(words) {
  const asked = plain(words.trim());
  if (!asked) return [];
  const rank = item => item.name.startsWith(asked) ? 0 : item.name.includes(asked) ? 1 : 2;
  return searchIndex().filter(item => item.name.includes(asked) || item.code.startsWith(asked))
    .sort((a, b) => rank(a) - rank(b));
}

function choose(item) {
  byId("search").value = item.level.names[item.i];
  showResults([]);
  change({ view: item.level.id === "areas" ? state.view : "after", level: item.level, pin: { level: item.level, i: item.i } });
  showCard(state.pin);
  showFeature(item.level, item.i);
  say(item.level.names[item.i] + " is pinned.");
  byId("search").focus();
}

function resultButton(item) {
  const where = item.level.id === "clusters" ? item.level.noun : `${item.level.noun}, ${clusterName(item.level, item.i)}`;
  return make("li", {}, make("button", { type: "button", onclick: () => choose(item) },
    nameOf(item.level.names[item.i]), " ", make("small", {}, where)));
}

function showResults(found) {
  byId("results").replaceChildren(...found.slice(0, MOST_RESULTS).map(resultButton));
}

function onSearch() {
  const found = find(byId("search").value), asked = byId("search").value.trim();
  showResults(found);
  byId("found").textContent = !asked ? "" : found.length === 0 ? "Nothing found."
    : found.length > MOST_RESULTS ? `${found.length} found; the first ${MOST_RESULTS} are listed.` : `${found.length} found.`;
}

/* Arrows walk the results; Enter takes the first. */
function onSearchKey(event) {
  const buttons = [...byId("results").querySelectorAll("button")], at = buttons.indexOf(document.activeElement);
  if (event.key === "Escape") { showResults([]); byId("search").focus(); return; }
  if (event.key === "Enter" && at < 0) {
    event.preventDefault();
    const [first] = find(byId("search").value);
    if (first) choose(first);
  }
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step || buttons.length === 0) return;
  event.preventDefault();
  (buttons[at + step] || (step < 0 ? byId("search") : buttons[at])).focus();
}

function takeOverSearch() {
  byId("search").addEventListener("input", onSearch);
  byId("search-field").addEventListener("keydown", onSearchKey);
  byId("search-field").addEventListener("focusout", event => {
    if (!byId("search-field").contains(event.relatedTarget)) showResults([]);
  });
  byId("controls").addEventListener("submit", event => event.preventDefault());
}
