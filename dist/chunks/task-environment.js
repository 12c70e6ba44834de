// src/report/format.ts
/** Figures as people read them; the same everywhere, whatever the machine's locale is. */
/** Milliseconds as `350 ms`, `12.3 s`, `2m05s`, `30m` or `4h50m`. */
function formatDuration(milliseconds) {
	const sign = milliseconds < 0 ? "-" : "";
	const rounded = Math.round(Math.abs(milliseconds));
	if (rounded < 1e3) return `${sign}${rounded} ms`;
	const tenths = Math.round(rounded / 100);
	if (tenths < 600) return `${sign}${trimmed(tenths / 10, 1)} s`;
	const seconds = Math.round(rounded / 1e3);
	if (seconds < 3600) {
		const rest = seconds % 60;
		return `${sign}${Math.floor(seconds / 60)}m${rest === 0 ? "" : `${two(rest)}s`}`;
	}
	const minutes = Math.round(rounded / 6e4);
	return `${sign}${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}
/** Time since the start, as a clock shows it: `1:50:00`; in a run under ten minutes with tenths, `0:03.2`. */
function formatOffset(milliseconds, total) {
	if (total < 6e5) {
		const tenths = Math.floor(milliseconds / 100);
		return `${Math.floor(tenths / 600)}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
	}
	const seconds = Math.floor(milliseconds / 1e3);
	return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
/** `26.6 %`, `25 %`; undefined gives a dash. */
function formatPercent(value) {
	return value === void 0 ? "–" : `${trimmed(value, 1)} %`;
}
/** Bytes as `640 B`, `1.5 MiB`, `2 GiB`. */
function formatBytes(bytes) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	];
	let value = bytes;
	let unit = 0;
	while (Math.abs(value) >= 1023.95 && unit < units.length - 1) {
		value /= 1024;
		unit += 1;
	}
	return `${trimmed(value, unit === 0 ? 0 : 1)} ${units[unit]}`;
}
/** At most so many decimals, none where they are zero. */
function trimmed(value, decimals) {
	const rounded = Number(value.toFixed(decimals));
	return String(rounded === 0 ? 0 : rounded);
}
/** `1 task`, `2 tasks`. */
function plural(count, one, many = `${one}s`) {
	return `${count} ${count === 1 ? one : many}`;
}
/** `a`, `a and b`, `a, b and c`. */
function listed(items) {
	if (items.length < 2) return items.join("");
	return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
function two(value) {
	return String(value).padStart(2, "0");
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
	const byId = new Map(spans.map((span) => [span.id, span]));
	const best = /* @__PURE__ */ new Map();
	for (const span of inNeedsOrder(spans, byId)) {
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
/** Iterative: a chain of 10,000 needs must not overflow the stack. */
function inNeedsOrder(spans, byId) {
	const open = /* @__PURE__ */ new Map();
	const dependents = /* @__PURE__ */ new Map();
	for (const span of spans) {
		const known = span.needs.filter((need) => byId.has(need));
		open.set(span.id, known.length);
		for (const need of known) {
			const list = dependents.get(need);
			if (list === void 0) dependents.set(need, [span]);
			else list.push(span);
		}
	}
	const order = spans.filter((span) => open.get(span.id) === 0);
	for (const span of order) for (const dependent of dependents.get(span.id) ?? []) {
		const left = (open.get(dependent.id) ?? 0) - 1;
		open.set(dependent.id, left);
		if (left === 0) order.push(dependent);
	}
	return order;
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

export { taskEnvironment as a, formatBytes as c, formatPercent as d, listed as f, serviceVariable as i, formatDuration as l, trimmed as m, runVariable as n, taskVariable as o, plural as p, serviceEnvironment as r, baselines as s, callerEnvironment as t, formatOffset as u };