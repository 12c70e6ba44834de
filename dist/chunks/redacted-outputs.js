const require_mission = require("./mission.js");

// src/schedule/redacted-outputs.ts
function redactedOutputsIn(events) {
	const found = /* @__PURE__ */ new Map();
	for (const event of events) {
		if (event.type !== "step-exited" || event.left === void 0) continue;
		const { redactedOutputs } = event.left;
		if (redactedOutputs === void 0) found.delete(event.id);
		else found.set(event.id, redactedOutputs);
	}
	return found;
}
function tasksWithoutOutputs({ tasks }, unchanged, redacted) {
	const found = /* @__PURE__ */ new Map();
	const sources = tasks.filter(({ id }) => unchanged.has(id) && redacted.has(id));
	if (sources.length === 0) return found;
	const readers = tasks.filter(({ id }) => !unchanged.has(id));
	for (const reader of readers) for (const source of sources) {
		if (found.has(source.id) || !mayRead(reader, source)) continue;
		const names = redacted.get(source.id)?.join(", ") ?? "";
		found.set(source.id, `${reader.id} needs its outputs, and the journal has no values of secrets (${names})`);
		readers.push(source);
	}
	return found;
}
function mayRead(reader, source) {
	const { needs, needsAny, supports } = reader;
	if (needs.includes(source.id) || needsAny.includes(source.id) || supports === source.id) return true;
	const base = require_mission.matrixBase(source);
	return [...[reader, ...require_mission.allSteps(reader)].map((each) => each.if ?? ""), ...require_mission.environmentsOf(reader).flatMap((env) => Object.values(env))].some((text) => text.includes("tasks") && (text.includes(base) || text.includes("*")));
}

Object.defineProperty(exports, "redactedOutputsIn", {
  enumerable: true,
  get: function () {
    return redactedOutputsIn;
  }
});
Object.defineProperty(exports, "tasksWithoutOutputs", {
  enumerable: true,
  get: function () {
    return tasksWithoutOutputs;
  }
});