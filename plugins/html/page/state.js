/* The state holds what is shown; parts of the page listen to it, and the address keeps it. */
const byId = id => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const levels = data.levels;
const SINGULAR = { clusters: "cluster", areas: "area", subareas: "subarea" };
const state = { level: levels[0], colour: "", phase: data.phases.length, pin: null, view: "after" };
const listeners = [];

function change(patch) {
  Object.assign(state, patch);
  if (state.view === "before" && data.before) state.level = levels.find(level => level.id === "areas") || state.level;
  if (!column(state.level, state.colour)) state.colour = "";
  for (const listen of listeners) listen(patch);
  keepInAddress();
}

const column = (level, key) => level.columns.find(one => one.key === key && one.values);
const clusterOf = (level, i) => level.clusters[i];

/* A figure that all features of a phase share stands once, under the row of the phase. */
function valueOf(level, one, i) {
  if (!one.byPhase) return (one.values || one.texts)[one.same ? 0 : i];
  const cluster = clusterOf(level, i);
  if (cluster === null) return null;
  const phase = data.clusterPhases[cluster];
  const value = one.values[phase === null ? data.phases.length - 1 : phase];
  return value === undefined ? null : value;
}

/* Clusters without a phase go live after all phases. */
function isLater(level, i) {
  const cluster = clusterOf(level, i);
  if (cluster === null || state.phase >= data.phases.length) return false;
  const phase = data.clusterPhases[cluster];
  return phase === null || phase >= state.phase;
}

/* ---- the address ---- */

function keepInAddress() {
  const words = new URLSearchParams();
  if (state.pin) words.set(SINGULAR[state.pin.level.id], state.pin.level.codes[state.pin.i]);
  if (state.level !== (state.pin ? state.pin.level : levels[0])) words.set("level", state.level.id);
  if (state.phase < data.phases.length) words.set("phase", state.phase);
  if (state.colour) words.set("colour", state.colour);
  if (state.view === "before") words.set("view", "before");
  const hash = words.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : "#");
}

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const patch = { level: levels[0], colour: words.get("colour") || "", pin: null, view: "after" };
  for (const level of levels) {
    const i = level.codes.indexOf(words.get(SINGULAR[level.id]));
    if (i >= 0) Object.assign(patch, { pin: { level, i }, level });
    if (words.get("level") === level.id) patch.level = level;
  }
  const phase = Number(words.get("phase"));
  patch.phase = Number.isInteger(phase) && phase >= 1 && phase < data.phases.length ? phase : data.phases.length;
  if (data.before && words.get("view") === "before") patch.view = "before";
  return patch;
}
