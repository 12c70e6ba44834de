import { n as inNeedsOrder } from "./needs-graph.js";

// src/report/title-of.ts
/** Id and name, as plain text, or the id alone where the name says the same. */
function titleOf({ id, name }) {
	return name === id ? id : `${id} ${name}`;
}

// src/simulate/baselines.ts
/** `spans` must not hold a cycle; needs that are not among them are ignored. */
function baselines(spans, dynamic) {
	const staged = spans.reduce((end, span) => span.level === 2 ? Math.max(end, endOf(span)) : end, 0) + spans.filter((span) => span.level === 3).reduce((sum, span) => sum + duration(span), 0);
	const path = criticalPath(spans);
	return {
		dynamic,
		staged,
		serial: spans.reduce((sum, span) => sum + duration(span), 0),
		criticalPath: path.length,
		criticalTasks: path.ids,
		saved: staged === 0 ? 0 : 100 * (staged - dynamic) / staged
	};
}
/** A task that was skipped has an end, but never ran. */
function endOf(span) {
	return span.started === void 0 ? 0 : span.ended ?? 0;
}
function duration(span) {
	return span.started === void 0 || span.ended === void 0 ? 0 : span.ended - span.started;
}
function criticalPath(spans) {
	const best = /* @__PURE__ */ new Map();
	for (const span of needsOrder(spans)) {
		let length = 0;
		let previous;
		for (const need of span.needs) {
			const through = best.get(need);
			if (through !== void 0 && through.length > length) {
				length = through.length;
				previous = need;
			}
		}
		best.set(span.id, {
			length: length + duration(span),
			...previous === void 0 ? {} : { previous }
		});
	}
	let last;
	let length = 0;
	for (const [id, path] of best) if (path.length > length) {
		length = path.length;
		last = id;
	}
	const ids = [];
	for (let id = last; id !== void 0; id = best.get(id)?.previous) ids.push(id);
	return {
		length,
		ids: ids.reverse()
	};
}
function needsOrder(spans) {
	const positions = new Map(spans.map(({ id }, position) => [id, position]));
	const needs = spans.map((span) => span.needs.flatMap((need) => positions.get(need) ?? []));
	return inNeedsOrder({
		count: spans.length,
		needs
	}).flatMap((position) => spans[position] ?? []);
}

// src/process/task-environment.ts
/** Names that carry the mark by which escaped processes are found again. */
const runVariable = "MISSION_RUN";
const taskVariable = "MISSION_TASK";
const serviceVariable = "MISSION_SERVICE";
/**
* The caller's environment without what would let a task speak to the runner in our name: its tokens, our inputs, the
* files of which one malformed line fails our step. `RUNNER_TRACKING_ID` stays, so that the runner finds orphans.
*/
function callerEnvironment(environment) {
	const kept = {};
	for (const [name, value] of Object.entries(environment)) if (value !== void 0 && !withheld.test(name)) kept[name] = value;
	return kept;
}
const withheld = new RegExp(["ACTIONS_.*|INPUT_.*|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)", "MISSION_(?:RUN|TASK|SERVICE|LEVEL|ATTEMPT|DIR|OUTPUT|REPORT|CONTEXT)"].map((names) => `^(?:${names})$`).join("|"), "i");
/**
* What a task sees: `base`, then its own `env`, then our facts, which nothing overrides.
*
* @param ignoreCase true on Windows, where `Path` and `PATH` are one variable and only one of them would arrive.
*/
function taskEnvironment(base, env, facts, ignoreCase) {
	return merge([
		base,
		env,
		{
			[runVariable]: facts.run,
			[taskVariable]: facts.id,
			MISSION_LEVEL: String(facts.level),
			MISSION_ATTEMPT: String(facts.attempt),
			MISSION_DIR: facts.dir,
			MISSION_OUTPUT: facts.output,
			MISSION_REPORT: facts.report,
			MISSION_CONTEXT: facts.context
		}
	], ignoreCase);
}
/** What a service sees: as a task, but it belongs to no attempt of anybody, and reports nothing. */
function serviceEnvironment(base, env, facts, ignoreCase) {
	const { [taskVariable]: _, ...variables } = merge([
		base,
		env,
		{
			[runVariable]: facts.run,
			[serviceVariable]: facts.id,
			MISSION_DIR: facts.dir
		}
	], ignoreCase);
	return variables;
}
function merge(layers, ignoreCase) {
	return ignoreCase ? mergeIgnoringCase(layers) : Object.assign({}, ...layers);
}
function mergeIgnoringCase(layers) {
	const merged = /* @__PURE__ */ new Map();
	for (const layer of layers) for (const [name, value] of Object.entries(layer)) merged.set(name.toUpperCase(), [name, value]);
	return Object.fromEntries(merged.values());
}

export { taskEnvironment as a, titleOf as c, serviceVariable as i, runVariable as n, taskVariable as o, serviceEnvironment as r, baselines as s, callerEnvironment as t };