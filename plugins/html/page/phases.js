/* The slider walks through the phases: what is not live yet is faded, and a sentence sums up what is. */
function showPhase() {
  const phase = data.phases[state.phase - 1];
  if (!phase) return;
  byId("phase").value = state.phase;
  byId("phase").setAttribute("aria-valuetext", phase.label);
  byId("phase-sentence").textContent = phase.sentence;
}

function takeOverPhases() {
  byId("phase-field").hidden = data.phases.length === 0;
  byId("phase").max = data.phases.length;
  byId("phase").addEventListener("input", () => change({ phase: Number(byId("phase").value) }));
}
