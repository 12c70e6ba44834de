// src/schedule/state.ts
/** Milliseconds between TERM and KILL. Under the runner's own 7.5 s after a cancel, so that reports still get written. */
const GRACE = 4e3;
/** Throws when `id` is not in the mission: that would be a bug of ours. */
function taskOf(state, id) {
	const task = state.plan.byId.get(id);
	if (task === void 0) throw new Error(`no task ${id} in mission ${state.mission.name}`);
	return task;
}
/** Throws when `id` is not in the mission: that would be a bug of ours. */
function serviceState(state, id) {
	const found = state.services.get(id);
	if (found === void 0) throw new Error(`no state of service ${id} in mission ${state.mission.name}`);
	return found;
}
/** Throws when `id` is not in the mission: that would be a bug of ours. */
function taskState(state, id) {
	const found = state.tasks.get(id);
	if (found === void 0) throw new Error(`no state of task ${id} in mission ${state.mission.name}`);
	return found;
}
/** True when its attempt should have been stopped by now. */
function isOverdue(task, now) {
	return task.phase === "running" && task.deadline !== void 0 && task.deadline <= now;
}
/** True when this step is the one that was started last and has not been seen to exit. */
function runsStep(state, id, step) {
	const task = taskState(state, id);
	return (task.phase === "running" || task.phase === "stopping") && task.step === step;
}
/** True when this task has to pass the CPU and memory readings. */
function isGated(mission, task) {
	const gate = mission.admission.gate;
	return gate === "all" || gate === "tests" && task.level === 3;
}

// src/schedule/gate-view.ts
/** What a check sees of the machine: the newest whole window, and what that window cannot show yet. */
function gateView(state, reading) {
	let unseen = 0;
	let requested = 0;
	let load = 0;
	for (const id of state.active) {
		const task = taskOf(state, id);
		load += task.load ?? 0;
		if (!isSeen(state, id, reading)) unseen += task.load ?? oneCore(state);
		if (task.memory !== void 0) requested += Math.max(0, task.memory - (reading?.usage?.[id]?.memory ?? 0));
	}
	const view = {
		...reading?.cpu === void 0 ? {} : { cpu: reading.cpu },
		...reading?.memory === void 0 ? {} : { memory: reading.memory },
		active: state.active.size,
		unseen: tidy(unseen),
		reserved: tidy(percentOfMemory(state, requested)),
		load: tidy(load)
	};
	return {
		...view,
		band: bandOf(state.mission.admission, view)
	};
}
/** A launch is seen once a whole window has passed since its start. */
function isSeen(state, id, reading) {
	if (reading === void 0) return false;
	const task = taskState(state, id);
	return (task.phase === "running" || task.phase === "stopping") && task.launched <= reading.from;
}
/** Sums of decimals: without this 58.2 + 20.1 + 21.7 would be over 100, and a report would show it. */
function tidy(value) {
	return Math.round(value * 1e6) / 1e6;
}
/** The share of one core: what a task that declares nothing can be taken to use. */
function oneCore(state) {
	return Math.min(100, 100 / state.machine.cpus);
}
function percentOfMemory(state, bytes) {
	return state.machine.memory > 0 ? 100 * bytes / state.machine.memory : 0;
}
/** The band of these figures; one that is unknown closes nothing. */
function bandOf({ cpu, memory, workers }, view) {
	const pairs = [
		{
			value: view.cpu === void 0 ? 0 : view.cpu + view.unseen,
			limits: cpu
		},
		{
			value: view.memory === void 0 ? 0 : view.memory + view.reserved,
			limits: memory
		},
		{
			value: view.active,
			limits: workers
		}
	];
	if (pairs.some(({ value, limits }) => value >= limits.limit)) return "RED";
	if (pairs.some(({ value, limits }) => value >= limits.caution)) return "YELLOW";
	return "GREEN";
}
/** What closes the gate for everything that must pass the readings; undefined when it is open. */
function readingBlock(state, reading, view) {
	const { cpu, memory } = state.mission.admission;
	if (reading === void 0) return state.machine.source === "none" ? void 0 : {
		reason: "cpu",
		detail: "no whole window measured yet"
	};
	if (view.cpu !== void 0 && view.cpu + view.unseen >= cpu.limit) return {
		reason: "cpu",
		detail: figures("CPU", view.cpu, view.unseen, "unseen", `limit ${cpu.limit} %`)
	};
	if (view.memory !== void 0 && view.memory + view.reserved >= memory.limit) return {
		reason: "memory",
		detail: figures("memory", view.memory, view.reserved, "reserved", `limit ${memory.limit} %`)
	};
	return view.band === "YELLOW" && launchedInThisWindow(state, reading) ? paceBlock(state, view) : void 0;
}
/** This window is the one that has not been measured yet: it began where the newest reading ends. */
function launchedInThisWindow(state, reading) {
	return state.gatedLaunchAt !== void 0 && state.gatedLaunchAt >= reading.to;
}
/** YELLOW lets one through per window; this names the caution that asks for it. */
function paceBlock(state, view) {
	const { cpu, memory, workers } = state.mission.admission;
	const pace = "one launch per window";
	if (view.cpu !== void 0 && view.cpu + view.unseen >= cpu.caution) return {
		reason: "cpu",
		detail: figures("CPU", view.cpu, view.unseen, "unseen", `caution ${cpu.caution} %: ${pace}`)
	};
	if (view.memory !== void 0 && view.memory + view.reserved >= memory.caution) return {
		reason: "memory",
		detail: figures("memory", view.memory, view.reserved, "reserved", `caution ${memory.caution} %: ${pace}`)
	};
	return {
		reason: "slots",
		detail: `${view.active} active, caution ${workers.caution}: ${pace}`
	};
}
/** What holds this one back although the gate is open, and may let a smaller one pass; undefined when it fits. */
function ownBlock(state, id, view) {
	const task = taskOf(state, id);
	const { load, memory } = state.mission.admission;
	const starting = task.services.find((service) => serviceState(state, service).phase !== "ready");
	if (starting !== void 0) return {
		reason: "service",
		detail: `service ${starting} is not ready yet`
	};
	if (mustFollow(state, id)) return {
		reason: "service",
		detail: `${task.supports} does not run yet`
	};
	const lock = task.locks.find((name) => state.locks.has(name));
	if (lock !== void 0) return {
		reason: "lock",
		detail: `lock ${lock} is held by ${state.locks.get(lock)}`
	};
	const alone = aloneBlock(state, id);
	if (alone !== void 0) return alone;
	if (task.load !== void 0 && tidy(view.load + task.load) > load) return {
		reason: "load",
		detail: `load ${view.load} + its own ${task.load}, allowed ${load}`
	};
	if (task.memory === void 0) return void 0;
	const own = percentOfMemory(state, task.memory);
	if ((view.memory ?? 0) + view.reserved + own <= memory.limit) return void 0;
	return {
		reason: "memory",
		detail: `${figures("memory", view.memory ?? 0, view.reserved, "reserved", `its own ${percent(own)}`)}, limit ${memory.limit} %`
	};
}
/** True as long as it must not be launched before whom it supports. */
function mustFollow(state, id) {
	const { supports } = taskOf(state, id);
	if (supports === void 0 || !state.plan.followers.has(id)) return false;
	const { phase } = taskState(state, supports);
	return phase === "pending" || phase === "waiting" || phase === "backoff";
}
/** What ran out of memory is tried again with nothing beside it, and nothing is started beside that. */
function aloneBlock(state, id) {
	if (state.alone !== void 0) return {
		reason: "memory",
		detail: `${state.alone} is tried again alone`
	};
	const task = taskState(state, id);
	if (task.phase !== "waiting" || !task.alone) return void 0;
	const beside = [...state.active].filter((other) => !isTiedTo(state, other, id));
	if (beside.length === 0) return void 0;
	return {
		reason: "memory",
		detail: `it ran out of memory: it is tried again alone, ${beside.length} active`
	};
}
/** Also through others that are stopped with whom they support. */
function isTiedTo(state, other, id) {
	const passed = /* @__PURE__ */ new Set();
	for (let task = taskOf(state, other);; task = taskOf(state, task.supports)) {
		if (task.deploy !== "while-running" || task.supports === void 0 || passed.has(task.id)) return false;
		if (task.supports === id) return true;
		passed.add(task.id);
	}
}
function slotsBlock(state, view) {
	const { limit } = state.mission.admission.workers;
	return view.active >= limit ? {
		reason: "slots",
		detail: `${view.active} active, limit ${limit}`
	} : void 0;
}
function figures(what, value, extra, extraName, against) {
	const more = extra > 0 ? ` + ${percent(extra)} ${extraName}` : "";
	return `${what} ${percent(value)}${more}, ${against}`;
}
function percent(value) {
	return `${Math.round(value * 10) / 10} %`;
}

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

export { runsStep as _, listed as a, taskState as b, bandOf as c, ownBlock as d, readingBlock as f, isOverdue as g, isGated as h, formatPercent as i, gateView as l, GRACE as m, formatDuration as n, plural as o, slotsBlock as p, formatOffset as r, trimmed as s, formatBytes as t, mustFollow as u, serviceState as v, taskOf as y };