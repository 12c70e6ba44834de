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

export { taskEnvironment as a, serviceVariable as i, runVariable as n, taskVariable as o, serviceEnvironment as r, callerEnvironment as t };