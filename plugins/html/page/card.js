/* The card says all that is known of what is pointed at, or pinned. */

/* Where a feature lies, from the level above. */
function placeRows(level, i) {
  const rows = [];
  const areas = levels.find(one => one.id === "areas");
  if (level.id === "subareas" && areas && level.parents[i] !== null)
    rows.push([capital(areas.noun), areas.names[level.parents[i]]]);
  if (level.id !== "clusters") rows.push([capital(levels[0].noun), clusterName(level, i)], ["Phase", phaseName(level, i)]);
  if (data.before && level.id === "areas" && data.before.moved.includes(i)) {
    const before = data.before.areas[i], after = clusterOf(level, i);
    rows.push(["Moves", `from ${before === null ? "none" : data.before.names[before]} to ${after === null ? "none" : levels[0].names[after]}`]);
  }
  return rows;
}

function isOnCard(level, one) {
  if (one.key === state.colour) return true;
  if (one.texts) return one.key !== "neighbours" && one.key !== "population_from";
  return Boolean(one.main);
}

function cardRows(level, i) {
  const texts = level.columns.filter(one => one.texts && isOnCard(level, one));
  const figures = level.columns.filter(one => !one.texts && isOnCard(level, one));
  const first = one => one.key === "members" ? 0 : 1;
  texts.sort((a, b) => first(a) - first(b));
  return [["Code", level.codes[i]], ...placeRows(level, i),
    ...[...texts, ...figures].map(one => [one.words, cellText(level, one, i)]).filter(row => row[1] !== "")];
}

function cardActions(item) {
  return make("div", { class: "actions" },
    make("button", { type: "button", onclick: () => showFeature(item.level, item.i) }, "Zoom to it"),
    make("button", { type: "button", onclick: () => { pin(item); byId("search").focus(); } }, "Let go"));
}

function showCard(item) {
  const card = byId("card");
  card.classList.toggle("pinned", isPin(item));
  if (!item) {
    card.replaceChildren(make("h2", { id: "card-name" }, "Nothing chosen"),
      make("p", {}, `Point at the map or the table, or find a place. A click, tap or Enter pins it.`));
    return;
  }
  card.replaceChildren(make("h2", { id: "card-name" }, nameOf(item.level.names[item.i]), ` (${item.level.noun})`),
    make("dl", {}, ...cardRows(item.level, item.i).flatMap(([word, text]) =>
      [make("dt", {}, word), make("dd", {}, nameOf(text))])),
    ...(isPin(item) ? [cardActions(item)] : []));
}
