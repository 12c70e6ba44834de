// src/schedule/estimate.ts
const FALLBACK = 6e4;
/** Expected milliseconds of each task: its `expect`, else the median of those declared, else one minute. */
function estimates(mission) {
	const usual = median(mission.tasks.flatMap((task) => task.expect === void 0 ? [] : [task.expect])) ?? FALLBACK;
	return new Map(mission.tasks.map((task) => [task.id, task.expect ?? usual]));
}
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

// src/schedule/make-plan.ts
/** Everything about the order of a mission that does not change while it runs. The mission must hold no cycle. */
function makePlan(mission) {
	const { groups, groupOf } = needsGroups(mission.tasks);
	const groupsOf = /* @__PURE__ */ new Map();
	groups.forEach((group, index) => {
		for (const need of group.needs) {
			const list = groupsOf.get(need);
			if (list === void 0) groupsOf.set(need, [index]);
			else list.push(index);
		}
	});
	const whileUnfinished = /* @__PURE__ */ new Map();
	for (const task of mission.tasks) {
		if (task.deploy !== "if-running" || task.supports === void 0) continue;
		const list = whileUnfinished.get(task.supports);
		if (list === void 0) whileUnfinished.set(task.supports, [task.id]);
		else list.push(task.id);
	}
	return {
		byId: new Map(mission.tasks.map((task) => [task.id, task])),
		rank: launchOrder(mission, groups, groupsOf, groupOf),
		groups,
		groupsOf,
		whileUnfinished
	};
}
/**
* One group per list of needs. The reader of the file makes one list for all that need `tasks`, so that identity settles
* most; a mission read back from a journal holds copies, and must come to the same groups by content.
*/
function needsGroups(tasks) {
	const groups = [];
	const byList = /* @__PURE__ */ new Map();
	const byContent = /* @__PURE__ */ new Map();
	const groupOf = /* @__PURE__ */ new Map();
	for (const { id, needs } of tasks) {
		if (needs.length === 0) continue;
		const content = byList.has(needs) ? "" : needs.join("\n");
		const index = byList.get(needs) ?? byContent.get(content) ?? groups.length;
		if (index === groups.length) {
			groups.push({
				needs,
				members: []
			});
			byContent.set(content, index);
		}
		byList.set(needs, index);
		groups[index]?.members.push(id);
		groupOf.set(id, index);
	}
	return {
		groups,
		groupOf
	};
}
/** Longest remaining critical path first, then who supports somebody, then tests before tasks, then the file's order. */
function launchOrder(mission, groups, groupsOf, groupOf) {
	const remaining = remainingPaths(mission, groups, groupsOf, groupOf);
	const order = mission.tasks.map((task, index) => ({
		id: task.id,
		path: remaining.get(task.id) ?? 0,
		supports: task.supports === void 0 ? 0 : 1,
		level: task.level,
		index
	}));
	order.sort((a, b) => b.path - a.path || b.supports - a.supports || b.level - a.level || a.index - b.index);
	return new Map(order.map((entry, rank) => [entry.id, rank]));
}
/** Milliseconds from each task's start to the end of the longest chain that hangs on it. */
function remainingPaths(mission, groups, groupsOf, groupOf) {
	const expected = estimates(mission);
	const remaining = /* @__PURE__ */ new Map();
	const groupPath = /* @__PURE__ */ new Map();
	for (const task of dependentsFirst(mission.tasks, groups, groupsOf)) {
		let longest = 0;
		for (const index of groupsOf.get(task.id) ?? []) longest = Math.max(longest, groupPath.get(index) ?? 0);
		const path = longest + (expected.get(task.id) ?? 0);
		remaining.set(task.id, path);
		const own = groupOf.get(task.id);
		if (own !== void 0) groupPath.set(own, Math.max(groupPath.get(own) ?? 0, path));
	}
	return remaining;
}
/** Needs order, reversed; iterative, since a chain of 10,000 must not overflow the stack. */
function dependentsFirst(tasks, groups, groupsOf) {
	const byId = new Map(tasks.map((task) => [task.id, task]));
	const open = groups.map((group) => group.needs.length);
	const order = tasks.filter((task) => task.needs.length === 0);
	for (const task of order) for (const index of groupsOf.get(task.id) ?? []) {
		const left = (open[index] ?? 0) - 1;
		open[index] = left;
		if (left > 0) continue;
		for (const id of groups[index]?.members ?? []) {
			const member = byId.get(id);
			if (member !== void 0) order.push(member);
		}
	}
	return order.reverse();
}

// src/schedule/begin.ts
const PENDING = { phase: "pending" };
/** The state before anything has happened. */
function begin(mission, machine) {
	const plan = makePlan(mission);
	return {
		mission,
		machine,
		plan,
		tasks: new Map(mission.tasks.map((task) => [task.id, PENDING])),
		open: plan.groups.map((group) => group.needs.length),
		gated: emptyQueue(),
		free: emptyQueue(),
		active: /* @__PURE__ */ new Set(),
		checks: 0,
		checkedAt: 0,
		idleSince: 0,
		unfinished: mission.tasks.length
	};
}
function emptyQueue() {
	return {
		ids: [],
		fresh: /* @__PURE__ */ new Set(),
		reasons: /* @__PURE__ */ new Map()
	};
}

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
function taskState(state, id) {
	const found = state.tasks.get(id);
	if (found === void 0) throw new Error(`no state of task ${id} in mission ${state.mission.name}`);
	return found;
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

// src/schedule/waiting-queue.ts
/** Puts a newly triggered one in its place. */
function enqueue(queue, id, rank) {
	queue.ids.splice(position(queue, id, rank), 0, id);
	queue.fresh.add(id);
}
/** Takes one out that is launched or has ended. */
function dequeue(queue, id, reason, rank) {
	const at = position(queue, id, rank);
	if (at === 0) queue.ids.shift();
	else queue.ids.splice(at, 1);
	queue.fresh.delete(id);
	if (reason !== void 0) count(queue, reason, -1);
}
/** Notes for what it waits from now on. */
function setReason(queue, id, before, now) {
	queue.fresh.delete(id);
	if (before !== void 0) count(queue, before, -1);
	count(queue, now, 1);
}
function count(queue, reason, change) {
	queue.reasons.set(reason, (queue.reasons.get(reason) ?? 0) + change);
}
/** Where it stands, or would stand, in the launch order. Binary search: ranks are distinct. */
function position(queue, id, rank) {
	const wanted = rank.get(id) ?? 0;
	let low = 0;
	let high = queue.ids.length;
	while (low < high) {
		const middle = low + high >>> 1;
		if ((rank.get(queue.ids[middle] ?? "") ?? 0) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

// src/schedule/apply.ts
/** Notes in the state that this happened. Decides nothing: the same journal always gives the same state. */
function apply(state, event) {
	switch (event.type) {
		case "triggered":
			triggered(state, event);
			return;
		case "checked":
			state.checks += 1;
			state.checkedAt = event.at;
			return;
		case "deferred":
			deferred(state, event);
			return;
		case "admitted":
			admitted(state, event);
			return;
		case "step-advanced": {
			const task = taskState(state, event.id);
			if (task.phase === "running") state.tasks.set(event.id, {
				...task,
				step: event.step
			});
			return;
		}
		case "stopping":
			stopping(state, event);
			return;
		case "killing": {
			const task = taskState(state, event.id);
			if (task.phase === "stopping") state.tasks.set(event.id, {
				...task,
				killed: true
			});
			return;
		}
		case "interrupted":
			state.closing = "interrupted";
			return;
		case "ended":
			ended(state, event);
			return;
		case "mission-ended":
			state.result = event.result;
			return;
		case "mission-started":
		case "sampled":
		case "woke":
		case "step-started":
		case "spawn-failed":
		case "step-exited":
		case "lost":
		case "degraded": return;
	}
}
function queueOf(state, id) {
	return isGated(state.mission, taskOf(state, id)) ? state.gated : state.free;
}
function triggered(state, event) {
	state.tasks.set(event.id, {
		phase: "waiting",
		triggered: event.at
	});
	enqueue(queueOf(state, event.id), event.id, state.plan.rank);
}
function deferred(state, event) {
	for (const id of event.ids) {
		const task = taskState(state, id);
		if (task.phase !== "waiting") continue;
		setReason(queueOf(state, id), id, task.reason, event.reason);
		const heavy = event.reason === "load" || event.reason === "memory";
		const passedOver = task.passedOver ?? (heavy ? state.checks : void 0);
		state.tasks.set(id, {
			...task,
			reason: event.reason,
			...passedOver === void 0 ? {} : { passedOver }
		});
	}
}
function admitted(state, event) {
	const before = taskState(state, event.id);
	const task = taskOf(state, event.id);
	if (before.phase === "waiting") dequeue(queueOf(state, event.id), event.id, before.reason, state.plan.rank);
	state.tasks.set(event.id, {
		phase: "running",
		attempt: event.attempt,
		step: 0,
		launched: event.at,
		...task.timeout === void 0 ? {} : { deadline: event.at + task.timeout }
	});
	state.active.add(event.id);
	delete state.idleSince;
	if (isGated(state.mission, task)) state.gatedLaunchAt = event.at;
}
function stopping(state, event) {
	const task = taskState(state, event.id);
	if (task.phase !== "running") return;
	state.tasks.set(event.id, {
		phase: "stopping",
		attempt: task.attempt,
		step: task.step,
		launched: task.launched,
		cause: event.cause,
		killAt: event.at + GRACE,
		killed: false
	});
}
function ended(state, event) {
	const before = taskState(state, event.id);
	if (before.phase === "ended") return;
	if (before.phase === "waiting") dequeue(queueOf(state, event.id), event.id, before.reason, state.plan.rank);
	state.tasks.set(event.id, {
		phase: "ended",
		status: event.status
	});
	state.unfinished -= 1;
	if (state.active.delete(event.id) && state.active.size === 0) state.idleSince = event.at;
	if (failsFast(state, event)) state.closing ??= "fail-fast";
	for (const index of state.plan.groupsOf.get(event.id) ?? []) state.open[index] = (state.open[index] ?? 0) - 1;
}
function failsFast(state, event) {
	if (!state.mission.failFast || taskOf(state, event.id).continueOnError) return false;
	return event.status === "failed" || event.status === "timed-out";
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
		band: band(state, view)
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
function band(state, view) {
	const { cpu, memory, workers } = state.mission.admission;
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

// src/schedule/outcome.ts
function decide(outcome, decision) {
	apply(outcome.state, decision);
	outcome.events.push(decision);
}

// src/schedule/check.ts
/** After so many checks a heavy one that does not fit holds back everything behind it, or it would starve. */
const PATIENT_CHECKS = 3;
/** How many in line get a new reason when what holds up the line changes; see `deferRest`. */
const NEAR = 50;
/** Looks at the gate and launches, in launch order, everything that may start now; defers the rest. */
function check(outcome, reading) {
	const { state } = outcome;
	if (state.closing !== void 0 || waitingCount(state) === 0) return;
	decide(outcome, {
		type: "checked",
		at: outcome.now
	});
	const deferrals = /* @__PURE__ */ new Map();
	const walk = {
		gated: 0,
		free: 0
	};
	let view = gateView(state, reading);
	for (;;) {
		const candidate = next(state, walk);
		if (candidate === void 0) break;
		const slots = slotsBlock(state, view);
		if (slots !== void 0) {
			deferBoth(state, walk, slots, view, deferrals);
			break;
		}
		const closed = candidate.queue === state.gated ? readingBlock(state, reading, view) : void 0;
		if (closed !== void 0) {
			deferRest(state, state.gated, walk.gated, closed, view, deferrals);
			walk.gated = state.gated.ids.length;
			continue;
		}
		const own = ownBlock(state, candidate.id, view);
		if (own === void 0) {
			launch(outcome, candidate.id, view);
			view = gateView(state, reading);
			continue;
		}
		defer(state, candidate.id, own, view, deferrals);
		if (candidate.queue === state.gated) walk.gated += 1;
		else walk.free += 1;
		if (isStarving(state, candidate.id)) {
			deferBoth(state, walk, {
				reason: own.reason,
				detail: `held back behind ${candidate.id}: ${own.detail}`
			}, view, deferrals);
			break;
		}
	}
	for (const { ids, block, view } of deferrals.values()) decide(outcome, {
		type: "deferred",
		at: outcome.now,
		ids,
		reason: block.reason,
		detail: block.detail,
		view
	});
	force(outcome, reading);
}
function waitingCount(state) {
	return state.gated.ids.length + state.free.ids.length;
}
function next(state, walk) {
	const gated = state.gated.ids[walk.gated];
	const free = state.free.ids[walk.free];
	if (gated === void 0) return free === void 0 ? void 0 : {
		id: free,
		queue: state.free
	};
	if (free === void 0) return {
		id: gated,
		queue: state.gated
	};
	return (state.plan.rank.get(gated) ?? 0) < (state.plan.rank.get(free) ?? 0) ? {
		id: gated,
		queue: state.gated
	} : {
		id: free,
		queue: state.free
	};
}
function defer(state, id, block, view, deferrals) {
	const task = taskState(state, id);
	if (task.phase !== "waiting" || task.reason === block.reason) return;
	const key = `${block.reason} ${block.detail}`;
	const known = deferrals.get(key);
	if (known === void 0) deferrals.set(key, {
		ids: [id],
		block,
		view
	});
	else known.ids.push(id);
}
/** Everything that had no turn yet waits for the same reason. */
function deferBoth(state, walk, block, view, deferrals) {
	deferRest(state, state.gated, walk.gated, block, view, deferrals);
	deferRest(state, state.free, walk.free, block, view, deferrals);
}
/**
* Everything from `start` on waits for the same reason. Whose turn is far off keeps the reason it has: with thousands in
* line, each completion that lets slots and load take turns would otherwise put thousands of ids into the journal.
*/
function deferRest(state, queue, start, block, view, deferrals) {
	if (queue.reasons.get(block.reason) === queue.ids.length) return;
	for (const id of queue.ids.slice(start, start + NEAR)) defer(state, id, block, view, deferrals);
	for (const id of queue.fresh) if (position(queue, id, state.plan.rank) >= start + NEAR) defer(state, id, block, view, deferrals);
}
function isStarving(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "waiting" || task.passedOver === void 0) return false;
	return state.checks - task.passedOver >= 3;
}
/** With nothing of ours running and the gate closed for `patience`, the first in line goes all the same. */
function force(outcome, reading) {
	const since = closedSince(outcome.state);
	if (since === void 0 || outcome.now - since < outcome.state.mission.admission.patience) return;
	const first = next(outcome.state, {
		gated: 0,
		free: 0
	});
	if (first === void 0) return;
	const view = gateView(outcome.state, reading);
	const block = (first.queue === outcome.state.gated ? readingBlock(outcome.state, reading, view) : void 0) ?? ownBlock(outcome.state, first.id, view);
	launch(outcome, first.id, view, block?.detail ?? "nothing of ours runs");
}
/** Since when somebody waits while nothing of ours runs; undefined when that is not so. */
function closedSince(state) {
	const first = next(state, {
		gated: 0,
		free: 0
	});
	if (first === void 0 || state.idleSince === void 0) return void 0;
	const task = taskState(state, first.id);
	return task.phase === "waiting" ? Math.max(state.idleSince, task.triggered) : void 0;
}
/** `forcedPast`: the closed gate that it is launched in spite of. */
function launch(outcome, id, view, forcedPast) {
	const attempt = 1;
	const forced = forcedPast === void 0 ? { forced: false } : {
		forced: true,
		detail: forcedPast
	};
	decide(outcome, {
		type: "admitted",
		at: outcome.now,
		id,
		attempt,
		...forced,
		view
	});
	outcome.effects.push({
		type: "start",
		id,
		attempt,
		step: 0
	});
}

// src/schedule/complete.ts
/** Ends a task and everything that this settles: dependents are triggered, skipped or not needed any more. */
function complete(outcome, end) {
	const ends = [end];
	for (const next of ends) {
		if (taskState(outcome.state, next.id).phase === "ended") continue;
		decide(outcome, {
			type: "ended",
			at: outcome.now,
			...next
		});
		for (const id of outcome.state.plan.whileUnfinished.get(next.id) ?? []) if (taskState(outcome.state, id).phase === "waiting") ends.push(notNeeded(id, next.id));
		for (const index of outcome.state.plan.groupsOf.get(next.id) ?? []) {
			const group = outcome.state.plan.groups[index];
			if (group === void 0 || outcome.state.open[index] !== 0) continue;
			const failed = group.needs.find((need) => !endedWell(outcome.state, need));
			for (const id of group.members) ends.push(...trigger(outcome, id, {
				by: next.id,
				failed
			}));
		}
	}
}
/** Triggers it, or gives the end that it comes to without ever running. `needs` is absent when it needs nothing. */
function trigger(outcome, id, needs) {
	const { state } = outcome;
	const task = taskOf(state, id);
	if (taskState(state, id).phase !== "pending") return [];
	if (state.closing !== void 0) return [{
		id,
		status: "cancelled",
		reason: closingReason(state)
	}];
	const failed = needs?.failed;
	if (failed !== void 0) return [{
		id,
		status: "skipped",
		reason: `${failed} ${statusOf(state, failed)}`
	}];
	if (task.deploy === "if-running" && task.supports !== void 0 && hasEnded(state, task.supports)) return [notNeeded(id, task.supports)];
	decide(outcome, {
		type: "triggered",
		at: outcome.now,
		id,
		...needs === void 0 ? {} : { by: needs.by }
	});
	return [];
}
/** Why nothing more is launched, for whom it ends. */
function closingReason(state) {
	return state.closing === "fail-fast" ? "stopped by fail-fast" : "the mission was interrupted";
}
function notNeeded(id, supported) {
	return {
		id,
		status: "not-needed",
		reason: `${supported} had already ended`
	};
}
function hasEnded(state, id) {
	return taskState(state, id).phase === "ended";
}
/** As `success()` in workflows: a failure that may be continued after counts as success, a skip does not. */
function endedWell(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "ended") return false;
	switch (task.status) {
		case "succeeded":
		case "not-needed": return true;
		case "failed":
		case "timed-out": return taskOf(state, id).continueOnError;
		case "cancelled":
		case "skipped": return false;
		default: return task.status;
	}
}
function statusOf(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "ended") return "has not completed";
	return task.status === "skipped" || task.status === "cancelled" ? `was ${task.status}` : task.status.replace("-", " ");
}

// src/schedule/stop.ts
/** Asks one running task to end. */
function stopTask(outcome, id, cause) {
	if (taskState(outcome.state, id).phase !== "running") return;
	decide(outcome, {
		type: "stopping",
		at: outcome.now,
		id,
		cause
	});
	outcome.effects.push({
		type: "terminate",
		id
	});
}
/** Kills one that has been asked before. */
function killTask(outcome, id) {
	const task = taskState(outcome.state, id);
	if (task.phase !== "stopping" || task.killed) return;
	decide(outcome, {
		type: "killing",
		at: outcome.now,
		id
	});
	outcome.effects.push({
		type: "kill",
		id
	});
}
/** Stops what runs and ends what waits, after an interruption or a failure under fail-fast. */
function stopEverything(outcome, cause) {
	for (const id of [...outcome.state.active]) stopTask(outcome, id, cause);
	const reason = closingReason(outcome.state);
	for (const [id, task] of outcome.state.tasks) if (task.phase === "pending" || task.phase === "waiting") complete(outcome, {
		id,
		status: "cancelled",
		reason
	});
}

// src/schedule/wake.ts
/** When a `woke` is due at the latest; undefined when nothing needs it. */
function nextWake(state) {
	const deadline = nextDeadline(state);
	if (state.closing !== void 0 || waitingCount(state) === 0) return deadline;
	return Math.min(deadline ?? Number.POSITIVE_INFINITY, state.checkedAt + state.mission.admission.recheck);
}
/** When the next time-out, grace or patience is over: what happens by the passing of time alone, whatever is measured. */
function nextDeadline(state) {
	let deadline = Number.POSITIVE_INFINITY;
	for (const id of state.active) {
		const task = taskState(state, id);
		if (task.phase === "running" && task.deadline !== void 0) deadline = Math.min(deadline, task.deadline);
		if (task.phase === "stopping" && !task.killed) deadline = Math.min(deadline, task.killAt);
	}
	const closed = state.closing === void 0 ? closedSince(state) : void 0;
	if (closed !== void 0) deadline = Math.min(deadline, closed + state.mission.admission.patience);
	return Number.isFinite(deadline) ? deadline : void 0;
}

// src/schedule/step.ts
/**
* The whole schedule: notes the observation in `state`, decides what follows, and says what to do. Pure but for `state`,
* which it owns. `reading` is the newest whole window, absent before the first is over.
*/
function step(state, observation, reading) {
	const outcome = {
		state,
		now: observation.at,
		events: [observation],
		effects: []
	};
	const closingBefore = state.closing;
	const killsAtOnce = observation.type === "interrupted" && closingBefore === "interrupted";
	apply(state, observation);
	if (state.result !== void 0) return {
		events: outcome.events,
		effects: []
	};
	observe(outcome, observation);
	if (killsAtOnce) for (const id of [...state.active]) killTask(outcome, id);
	if (state.closing !== void 0 && state.closing !== closingBefore) stopEverything(outcome, state.closing);
	dueStops(outcome);
	if (mayChangeTheGate(outcome, observation)) check(outcome, reading);
	if (state.unfinished === 0) decide(outcome, {
		type: "mission-ended",
		at: outcome.now,
		result: missionResult(state)
	});
	const wakeAt = nextWake(state);
	return {
		events: outcome.events,
		effects: outcome.effects,
		...wakeAt === void 0 ? {} : { wakeAt }
	};
}
function observe(outcome, observation) {
	switch (observation.type) {
		case "mission-started":
			for (const task of outcome.state.mission.tasks) if (task.needs.length === 0) for (const end of trigger(outcome, task.id)) complete(outcome, end);
			return;
		case "step-exited":
			if (runsStep(outcome.state, observation.id, observation.step)) stepExited(outcome, observation);
			return;
		case "spawn-failed":
			if (runsStep(outcome.state, observation.id, observation.step)) spawnFailed(outcome, observation);
			return;
		case "lost":
			if (!outcome.state.active.has(observation.id)) return;
			complete(outcome, {
				id: observation.id,
				status: "cancelled",
				reason: "it was still running when the runner died"
			});
			return;
		case "interrupted":
		case "sampled":
		case "woke":
		case "step-started":
		case "degraded": return;
	}
}
/** A check costs, and counts as a recheck: only what can let somebody in is worth one. */
function mayChangeTheGate(outcome, observation) {
	const { gated, free } = outcome.state;
	if (observation.type === "woke") return true;
	if (observation.type === "sampled") return gated.ids.length > 0 || (free.reasons.get("memory") ?? 0) > 0;
	return outcome.events.some((event) => event.type === "ended" || event.type === "triggered");
}
function spawnFailed(outcome, { id, step, message }) {
	complete(outcome, afterStop(outcome.state, id) ?? {
		id,
		status: "failed",
		reason: message,
		failedStep: step
	});
}
function stepExited(outcome, exited) {
	const { state } = outcome;
	const { id } = exited;
	const stopped = afterStop(state, id);
	const next = exited.step + 1;
	const running = taskState(state, id);
	if (stopped !== void 0) complete(outcome, stopped);
	else if (exited.exitCode !== 0) complete(outcome, {
		id,
		status: "failed",
		reason: failure(state, exited),
		failedStep: exited.step
	});
	else if (next >= taskOf(state, id).steps.length) complete(outcome, {
		id,
		status: "succeeded"
	});
	else if (isOverdue(running, outcome.now)) complete(outcome, {
		id,
		status: "timed-out",
		reason: stopReason(state, id, "timeout")
	});
	else if (running.phase === "running") {
		decide(outcome, {
			type: "step-advanced",
			at: outcome.now,
			id,
			step: next
		});
		outcome.effects.push({
			type: "start",
			id,
			attempt: running.attempt,
			step: next
		});
	}
}
/** How a task ends that was being stopped; undefined when it was not. */
function afterStop(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "stopping") return void 0;
	const how = task.killed ? ", killed after the grace" : "";
	return {
		id,
		status: task.cause === "timeout" ? "timed-out" : "cancelled",
		reason: stopReason(state, id, task.cause) + how
	};
}
function stopReason(state, id, cause) {
	switch (cause) {
		case "timeout": return `stopped after its timeout of ${(taskOf(state, id).timeout ?? 0) / 1e3} s`;
		case "interrupted": return "the mission was interrupted";
		case "fail-fast": return "stopped by fail-fast";
		default: return cause;
	}
}
function failure(state, exited) {
	const { name } = taskOf(state, exited.id).steps[exited.step] ?? {};
	const what = name === void 0 ? "it" : `step ${exited.step + 1} “${name}”`;
	return exited.signal === void 0 ? `${what} exited with code ${exited.exitCode}` : `${what} was ended by ${exited.signal}`;
}
/** Time-outs and graces that are over. */
function dueStops(outcome) {
	for (const id of [...outcome.state.active]) {
		const task = taskState(outcome.state, id);
		if (isOverdue(task, outcome.now)) stopTask(outcome, id, "timeout");
		else if (task.phase === "stopping" && task.killAt <= outcome.now) killTask(outcome, id);
	}
}
function isOverdue(task, now) {
	return task.phase === "running" && task.deadline !== void 0 && task.deadline <= now;
}
/** Anything that did not end well counts as failed; what was stopped from outside is cancelled. */
function missionResult(state) {
	if (state.closing === "interrupted") return "cancelled";
	for (const [id, task] of state.tasks) {
		if (task.phase !== "ended") return "failed";
		const fine = task.status === "succeeded" || task.status === "skipped" || task.status === "not-needed";
		const forgiven = task.status !== "cancelled" && taskOf(state, id).continueOnError;
		if (!fine && !forgiven) return "failed";
	}
	return "succeeded";
}

export { runsStep as a, begin as c, GRACE as i, estimates as l, nextDeadline as n, taskOf as o, apply as r, taskState as s, step as t };