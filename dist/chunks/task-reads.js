import { An as usesOf, J as withNeeds, Mn as parseTemplate, Nn as references, jn as parseCondition, qr as matrixBase } from "./mission.js";

// src/fleet/plan/task-reads.ts
/**
* The ids that tasks read in their expressions, by task: `tasks.ID` and `running('ID')` in `if` and `env`, each combination of a matrix
* by itself. If a name is computed, as in `tasks[matrix.name]`, everything that the task needs is meant, over any number of steps. Only
* tasks that read something.
*/
function taskReads(mission) {
	const combinations = combinationsOf(mission);
	const known = /* @__PURE__ */ new Map();
	const readsIn = ({ text, isCondition }) => {
		const key = `${isCondition ? "if" : "env"} ${text}`;
		const reads = known.get(key) ?? readText(text, isCondition, combinations);
		known.set(key, reads);
		return reads;
	};
	const found = /* @__PURE__ */ new Map();
	for (const task of mission.tasks) {
		const all = textsOf(task).map(readsIn);
		const needed = all.some(({ any }) => any) ? withNeeds(/* @__PURE__ */ new Set([task.id]), mission.tasks, /* @__PURE__ */ new Set()) : [];
		const ids = /* @__PURE__ */ new Set([...all.flatMap((reads) => reads.ids), ...needed]);
		ids.delete(task.id);
		if (ids.size > 0) found.set(task.id, [...ids]);
	}
	return found;
}
function textsOf(task) {
	const templates = Object.values(task.env).filter((value) => value.includes("${{"));
	return [...task.if === void 0 ? [] : [{
		text: task.if,
		isCondition: true
	}], ...templates.map((text) => ({
		text,
		isCondition: false
	}))];
}
function readText(text, isCondition, combinations) {
	const reading = isCondition ? parseCondition(text) : parseTemplate(text);
	if (reading.type === "rejected") return {
		ids: [],
		any: false
	};
	const named = references(reading.parsed).tasks;
	const uses = usesOf(reading.parsed);
	const any = uses.contexts.filter(({ name }) => name === "tasks").length > named.length - uses.running.size;
	return {
		ids: named.flatMap(({ name }) => combinations.get(name) ?? []),
		any
	};
}
/** By id as an expression may write it, the bare id of a matrix included: the tasks that are meant. */
function combinationsOf({ tasks }) {
	const found = /* @__PURE__ */ new Map();
	for (const task of tasks) {
		found.set(task.id, [task.id]);
		const base = matrixBase(task);
		if (base === task.id) continue;
		const all = found.get(base) ?? [];
		all.push(task.id);
		found.set(base, all);
	}
	return found;
}

export { taskReads as t };