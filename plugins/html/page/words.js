/* Figures are written as on the maps: commas between thousands, a true minus. */
function figureText(value, decimals) {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
  return (value < 0 && /[1-9]/.test(grouped) ? "\u2212" : "") + grouped;
}

function cellText(level, one, i) {
  const value = valueOf(level, one, i);
  if (value === null) return "";
  if (one.texts) return one.key === "phase" ? phaseLabel(value) : value;
  return figureText(one.share ? 100 * value : value, one.shown) + one.unit;
}

function phaseLabel(key) {
  const phase = data.phases.find(one => one.key === key);
  return phase ? phase.label : key;
}

/* The phase of the cluster that a feature lies in. */
function phaseName(level, i) {
  const cluster = clusterOf(level, i), phase = cluster === null ? null : data.clusterPhases[cluster];
  return phase === null ? "" : data.phases[phase].label;
}

/* The name of the cluster that a feature lies in, as the shown grouping has it. */
function clusterName(level, i) {
  if (state.view === "before" && level.id === "areas") {
    const before = data.before.areas[i];
    return before === null ? "none" : data.before.names[before];
  }
  const cluster = clusterOf(level, i);
  return cluster === null ? "none" : levels[0].names[cluster];
}

/* An element with attributes and children; texts are never markup. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const key in attributes) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), attributes[key]);
    else if (attributes[key] !== false) element.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
  }
  element.append(...children);
  return element;
}

const nameOf = text => make("bdi", {}, text);
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
const say = text => { byId("status").textContent = text; };
