import { Cr as allSteps, di as matrixBase, wr as environmentsOf } from "./mission.js";

// src/schedule/redacted-outputs.ts
/**
* Lists, by id, the outputs that the journal has without their values, because they held a secret. Only the last attempt of
* a task counts.
*/
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
/**
* Finds tasks that a resume would keep, but that have outputs without values which a task needs that runs again. They run
* again too, because nothing may compute with `***`.
*
* @param unchanged the tasks that would be kept
* @param redacted by `redactedOutputsIn`
* @returns the reason, by id
*/
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
/** Whether a task can read outputs of `source`: in its context file, or by an expression of its own or of a step that names it or all tasks. */
function mayRead(reader, source) {
	const { needs, needsAny, supports } = reader;
	if (needs.includes(source.id) || needsAny.includes(source.id) || supports === source.id) return true;
	const base = matrixBase(source);
	return [...[reader, ...allSteps(reader)].map((each) => each.if ?? ""), ...environmentsOf(reader).flatMap((env) => Object.values(env))].some((text) => text.includes("tasks") && (text.includes(base) || text.includes("*")));
}

export { tasksWithoutOutputs as n, redactedOutputsIn as t };