import { t as makePlan } from "./make-plan.js";
import { _ as runsStep, b as taskState, d as ownBlock, f as readingBlock, g as isOverdue, h as isGated, l as gateView, m as GRACE, p as slotsBlock, u as mustFollow, v as serviceState, y as taskOf } from "./format.js";

// src/schedule/conditions.ts
/** For missions without `if` and `paths`. */
const withoutExpressions = (_, task) => ({
	type: "fail",
	reason: `the condition of ${task.id} cannot be evaluated here`
});
/** True when its own condition decides, beyond how its needs ended. */
function isConditional(task) {
	return task.if !== void 0 || task.paths.length > 0;
}

// src/schedule/ends.ts
/** The end of something whose supported task has ended. */
function notNeeded(id, supported) {
	return {
		id,
		status: "not-needed",
		reason: `${supported} had already ended`
	};
}
/** Why nothing more is launched, for whom it ends. */
function closingReason(state) {
	return state.closing === "fail-fast" ? "stopped by fail-fast" : "the mission was interrupted";
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
/** How it ended, to follow its id in a sentence. */
function statusOf(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "ended") return "has not completed";
	return task.status === "skipped" || task.status === "cancelled" ? `was ${task.status}` : task.status.replace("-", " ");
}
/**
* The end of something that is not launched any more. Who has been tried already and waits for another attempt has failed:
* that this attempt is not wanted any more does not make the one before a good one.
*/
function endUnlaunched(state, end) {
	const task = taskState(state, end.id);
	if (task.phase !== "waiting" && task.phase !== "backoff" || task.first === void 0) return end;
	if (end.status !== "skipped" && end.status !== "not-needed") return end;
	const why = end.reason === void 0 ? "" : `: ${end.reason}`;
	return {
		id: end.id,
		status: "failed",
		reason: `attempt ${task.attempt - 1} did not end well and was not repeated${why}`
	};
}

// src/schedule/begin.ts
const PENDING = { phase: "pending" };
const IDLE = { phase: "idle" };
/**
* The state before anything has happened. `conditions` is needed by missions with `if` or `paths`; `predictions` of the
* history change the launch order.
*/
function begin(mission, machine, conditions = withoutExpressions, predictions) {
	const plan = makePlan(mission, predictions);
	return {
		mission,
		machine,
		plan,
		conditions,
		tasks: new Map(mission.tasks.map((task) => [task.id, PENDING])),
		open: plan.groups.map((group) => group.needs.length),
		gated: emptyQueue(),
		free: emptyQueue(),
		active: /* @__PURE__ */ new Set(),
		backoff: /* @__PURE__ */ new Set(),
		locks: /* @__PURE__ */ new Map(),
		services: new Map(mission.services.map((service) => [service.id, IDLE])),
		users: countUsers(mission),
		outputs: /* @__PURE__ */ new Map(),
		checks: 0,
		checkedAt: 0,
		idleSince: 0,
		unfinished: mission.tasks.length
	};
}
function countUsers(mission) {
	const users = /* @__PURE__ */ new Map();
	for (const task of mission.tasks) for (const id of new Set(task.services)) users.set(id, (users.get(id) ?? 0) + 1);
	return users;
}
function emptyQueue() {
	return {
		ids: [],
		fresh: /* @__PURE__ */ new Set(),
		reasons: /* @__PURE__ */ new Map()
	};
}

// src/schedule/apply-service.ts
/** Notes in the state what happened to a service. */
function applyServiceEvent(state, event) {
	state.services.set(event.id, next$1(serviceState(state, event.id), event));
}
function next$1(service, event) {
	switch (event.type) {
		case "service-starting": return { phase: "starting" };
		case "service-ready": return service.phase === "starting" ? { phase: "ready" } : service;
		case "service-failed":
			if (service.phase === "ended") return service;
			if (event.running) return {
				phase: "stopping",
				killAt: event.at + GRACE,
				killed: false,
				failure: event.message
			};
			return {
				phase: "ended",
				failure: event.message
			};
		case "service-stopping":
			if (service.phase !== "starting" && service.phase !== "ready") return service;
			return {
				phase: "stopping",
				killAt: event.at + GRACE,
				killed: false
			};
		case "service-killing": return service.phase === "stopping" ? {
			...service,
			killed: true
		} : service;
		case "service-exited": return {
			phase: "ended",
			...failureOf(service, event)
		};
		default: return event;
	}
}
function failureOf(service, event) {
	switch (service.phase) {
		case "stopping": return service.failure === void 0 ? {} : { failure: service.failure };
		case "ended": return service.failure === void 0 ? {} : { failure: service.failure };
		case "idle":
		case "starting":
		case "ready": return { failure: `it ${event.signal === void 0 ? `exited with code ${event.exitCode}` : `was ended by ${event.signal}`} while it was needed` };
		default: return service;
	}
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
		case "retrying":
			retrying(state, event);
			return;
		case "requeued":
			requeued(state, event);
			return;
		case "step-exited":
			if (event.left?.outputs !== void 0) state.outputs.set(event.id, event.left.outputs);
			return;
		case "service-starting":
		case "service-ready":
		case "service-failed":
		case "service-exited":
		case "service-stopping":
		case "service-killing":
			applyServiceEvent(state, event);
			return;
		case "mission-started":
		case "resumed":
		case "service-started":
		case "sampled":
		case "woke":
		case "step-started":
		case "spawn-failed":
		case "lost":
		case "degraded": return;
	}
}
function queueOf(state, id) {
	return isGated(state.mission, taskOf(state, id)) ? state.gated : state.free;
}
function triggered(state, event) {
	const before = taskState(state, event.id);
	const anyBy = before.phase === "pending" ? before.anyBy : void 0;
	const any = anyBy === void 0 ? {} : { anyBy };
	state.tasks.set(event.id, {
		phase: "waiting",
		triggered: event.at,
		attempt: 1,
		alone: false,
		...any
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
		first: (before.phase === "waiting" ? before.first : void 0) ?? event.at,
		...before.phase === "waiting" && before.anyBy !== void 0 ? { anyBy: before.anyBy } : {},
		...task.timeout === void 0 ? {} : { deadline: event.at + task.timeout }
	});
	state.active.add(event.id);
	for (const lock of task.locks) state.locks.set(lock, event.id);
	if (before.phase === "waiting" && before.alone) state.alone = event.id;
	delete state.idleSince;
	noteIdleness(state, event.at);
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
		first: task.first,
		...task.anyBy === void 0 ? {} : { anyBy: task.anyBy },
		cause: event.cause,
		killAt: event.at + GRACE,
		killed: false
	});
}
function ended(state, event) {
	const before = taskState(state, event.id);
	if (before.phase === "ended") return;
	if (before.phase === "waiting") dequeue(queueOf(state, event.id), event.id, before.reason, state.plan.rank);
	const first = "first" in before ? before.first : void 0;
	const duration = first === void 0 ? {} : { duration: event.at - first };
	state.tasks.set(event.id, {
		phase: "ended",
		status: event.status,
		...duration
	});
	state.unfinished -= 1;
	state.backoff.delete(event.id);
	release(state, event.id, event.at);
	for (const service of new Set(taskOf(state, event.id).services)) state.users.set(service, (state.users.get(service) ?? 0) - 1);
	for (const id of state.plan.alternatives.get(event.id) ?? []) {
		const waiting = taskState(state, id);
		if (waiting.phase === "pending" && waiting.anyBy === void 0) state.tasks.set(id, {
			phase: "pending",
			anyBy: event.id
		});
	}
	if (failsFast(state, event)) state.closing ??= "fail-fast";
	for (const index of state.plan.groupsOf.get(event.id) ?? []) state.open[index] = (state.open[index] ?? 0) - 1;
}
/** It does not run any more: what it held is free. */
function release(state, id, at) {
	for (const lock of taskOf(state, id).locks) if (state.locks.get(lock) === id) state.locks.delete(lock);
	if (state.alone === id) delete state.alone;
	if (state.active.delete(id)) noteIdleness(state, at);
}
/** Nothing runs but what goes on until the end of something that does not run: by itself that would go on for ever. */
function noteIdleness(state, at) {
	for (const id of state.active) {
		const { deploy, supports } = taskOf(state, id);
		if (deploy === "while-running" && supports !== void 0 && !state.active.has(supports)) continue;
		delete state.idleSince;
		return;
	}
	state.idleSince ??= at;
}
function retrying(state, event) {
	const task = taskState(state, event.id);
	if (task.phase !== "running" && task.phase !== "stopping") return;
	state.tasks.set(event.id, {
		phase: "backoff",
		attempt: event.attempt + 1,
		until: event.until,
		alone: event.cause === "out-of-memory",
		first: task.first,
		...task.anyBy === void 0 ? {} : { anyBy: task.anyBy }
	});
	state.backoff.add(event.id);
	state.outputs.delete(event.id);
	release(state, event.id, event.at);
}
function requeued(state, event) {
	const task = taskState(state, event.id);
	if (task.phase !== "backoff") return;
	const { attempt, alone, first } = task;
	const any = task.anyBy === void 0 ? {} : { anyBy: task.anyBy };
	state.backoff.delete(event.id);
	state.tasks.set(event.id, {
		phase: "waiting",
		triggered: event.at,
		attempt,
		alone,
		first,
		...any
	});
	enqueue(queueOf(state, event.id), event.id, state.plan.rank);
}
function failsFast(state, event) {
	if (!state.mission.failFast || taskOf(state, event.id).continueOnError) return false;
	return event.status === "failed" || event.status === "timed-out";
}

// src/schedule/outcome.ts
function decide(outcome, decision) {
	apply(outcome.state, decision);
	outcome.events.push(decision);
}

// src/schedule/stop-task.ts
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

// src/schedule/service-needs.ts
/** Starts what this task needs and nobody has needed before. */
function startServices(outcome, id) {
	for (const service of taskOf(outcome.state, id).services) {
		if (serviceState(outcome.state, service).phase !== "idle") continue;
		decide(outcome, {
			type: "service-starting",
			at: outcome.now,
			id: service,
			by: id
		});
		outcome.effects.push({
			type: "start-service",
			id: service
		});
	}
}
/** True when every service that this task needs is ready. */
function hasItsServices(state, id) {
	return taskOf(state, id).services.every((service) => serviceState(state, service).phase === "ready");
}
/** Why this task cannot have a service that it needs; undefined when nothing is wrong. */
function brokenService(state, id) {
	for (const service of taskOf(state, id).services) {
		const found = serviceState(state, service);
		if ((found.phase === "ended" || found.phase === "stopping") && found.failure !== void 0) return `service ${service}: ${found.failure}`;
	}
}

// src/schedule/trigger.ts
/** Triggers all that wait for the same needs, or gives their ends. `by` is absent where they were complete from the start. */
function triggerGroup(outcome, index, by) {
	const group = outcome.state.plan.groups[index];
	if (group === void 0) return [];
	const failed = group.needs.find((need) => !endedWell(outcome.state, need));
	return group.members.flatMap((id) => trigger(outcome, id, by, failed ?? null));
}
/**
* Triggers it, or gives the end that it comes to without ever running. `by` is the need that completed last; `failed`
* the first need that did not end well, null when all did, undefined when that is still to be found out.
*/
function trigger(outcome, id, by, failed) {
	const { state } = outcome;
	const task = taskOf(state, id);
	const pending = taskState(state, id);
	if (pending.phase !== "pending") return [];
	if (state.closing !== void 0) return [{
		id,
		status: "cancelled",
		reason: closingReason(state)
	}];
	if (task.needsAny.length > 0 && pending.anyBy === void 0) return [];
	const end = reasonNotToRun(state, id, failed) ?? strandedEnd(state, id);
	if (end !== void 0) return [end];
	decide(outcome, {
		type: "triggered",
		at: outcome.now,
		id,
		...by === void 0 ? {} : { by }
	});
	startServices(outcome, id);
	return [];
}
/**
* The end that it comes to by its condition and by whom it supports, as things stand now: asked when it is triggered and
* again right before it is launched.
*/
function reasonNotToRun(state, id, failed) {
	const task = taskOf(state, id);
	if (task.if === void 0) {
		const need = failed === void 0 ? firstFailed(state, id) : failed ?? failedAlternative(state, id);
		if (need !== void 0) return {
			id,
			status: "skipped",
			reason: `${need} ${statusOf(state, need)}`
		};
	}
	if (isConditional(task)) {
		const verdict = state.conditions(state, task);
		if (verdict.type === "skip") return {
			id,
			status: "skipped",
			reason: verdict.reason
		};
		if (verdict.type === "fail") return {
			id,
			status: "failed",
			reason: verdict.reason
		};
	}
	if (task.deploy === "always" || task.supports === void 0) return void 0;
	return taskState(state, task.supports).phase === "ended" ? notNeeded(id, task.supports) : void 0;
}
function strandedEnd(state, id) {
	const reason = brokenService(state, id);
	return reason === void 0 ? void 0 : {
		id,
		status: "failed",
		reason
	};
}
function firstFailed(state, id) {
	return taskOf(state, id).needs.find((need) => !endedWell(state, need)) ?? failedAlternative(state, id);
}
/** The one of its `needs-any` that completed first, when that did not end well. */
function failedAlternative(state, id) {
	const task = taskState(state, id);
	const anyBy = "anyBy" in task ? task.anyBy : void 0;
	return anyBy === void 0 || endedWell(state, anyBy) ? void 0 : anyBy;
}

// src/schedule/complete.ts
/** Ends a task and everything that this settles: dependents are triggered, skipped or not needed any more. */
function complete(outcome, end) {
	const { state } = outcome;
	const ends = [end];
	for (const next of ends) {
		if (taskState(state, next.id).phase === "ended") continue;
		decide(outcome, {
			type: "ended",
			at: outcome.now,
			...next
		});
		for (const id of state.plan.whileUnfinished.get(next.id) ?? []) {
			const { phase } = taskState(state, id);
			if (phase === "waiting" || phase === "backoff") ends.push(endUnlaunched(state, notNeeded(id, next.id)));
			if (phase === "running" && taskOf(state, id).deploy === "while-running") stopTask(outcome, id, "not-needed");
		}
		for (const index of state.plan.groupsOf.get(next.id) ?? []) if (state.open[index] === 0) ends.push(...triggerGroup(outcome, index, next.id));
		for (const id of state.plan.alternatives.get(next.id) ?? []) if (needsAreComplete(state, id)) ends.push(...trigger(outcome, id, next.id));
	}
}
function needsAreComplete(state, id) {
	const group = state.plan.groupOf.get(id);
	return group === void 0 || state.open[group] === 0;
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
	const before = outcome.events.length;
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
			const end = reasonNotToRun(state, candidate.id);
			if (end === void 0) launch(outcome, candidate.id, view);
			else complete(outcome, endUnlaunched(state, end));
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
	if (outcome.events.slice(before).flatMap((event) => event.type === "admitted" ? [event.id] : []).flatMap((id) => state.plan.whileUnfinished.get(id) ?? []).some((id) => state.plan.followers.has(id) && taskState(state, id).phase === "waiting")) check(outcome, reading);
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
	const first = firstToForce(outcome.state);
	if (first === void 0) return;
	const view = gateView(outcome.state, reading);
	const block = (first.queue === outcome.state.gated ? readingBlock(outcome.state, reading, view) : void 0) ?? ownBlock(outcome.state, first.id, view);
	launch(outcome, first.id, view, block?.detail ?? "nothing of ours runs");
}
function canBeForced(state, id) {
	const { locks } = taskOf(state, id);
	return hasItsServices(state, id) && !mustFollow(state, id) && !locks.some((lock) => state.locks.has(lock));
}
/** The first in line; a gate that is closed can be forced, a service that is not ready or a lock that is held cannot. */
function firstToForce(state) {
	const walk = {
		gated: 0,
		free: 0
	};
	for (;;) {
		const candidate = next(state, walk);
		if (candidate === void 0) return void 0;
		if (canBeForced(state, candidate.id)) return candidate;
		if (candidate.queue === state.gated) walk.gated += 1;
		else walk.free += 1;
	}
}
/** Since when somebody waits while nothing of ours runs; undefined when that is not so. */
function closedSince(state) {
	const first = state.idleSince === void 0 ? void 0 : firstToForce(state);
	if (first === void 0 || state.idleSince === void 0) return void 0;
	const task = taskState(state, first.id);
	return task.phase === "waiting" ? Math.max(state.idleSince, task.triggered) : void 0;
}
/** `forcedPast`: the closed gate that it is launched in spite of. */
function launch(outcome, id, view, forcedPast) {
	const task = taskState(outcome.state, id);
	const attempt = task.phase === "waiting" ? task.attempt : 1;
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

// src/schedule/attempt.ts
/** The process of a step could not be started. */
function spawnFailed(outcome, { id, step, message }) {
	const failed = {
		end: {
			id,
			status: "failed",
			reason: message,
			failedStep: step
		},
		cause: "failure"
	};
	endAttempt(outcome, afterStop(outcome.state, id) ?? failed);
}
/** A step has exited: the next one is due, or the attempt is over. */
function stepExited(outcome, exited) {
	const { state } = outcome;
	const { id } = exited;
	const next = exited.step + 1;
	const running = taskState(state, id);
	const over = afterStop(state, id) ?? afterFailure(state, exited);
	if (over !== void 0) endAttempt(outcome, over);
	else if (next >= taskOf(state, id).steps.length) endAttempt(outcome, afterLastStep(exited));
	else if (isOverdue(running, outcome.now)) endAttempt(outcome, {
		end: {
			id,
			status: "timed-out",
			reason: stopReason(state, id, "timeout")
		},
		cause: "timeout"
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
/** Ends the task, or tries it again where it asks for that. */
function endAttempt(outcome, { end, cause }) {
	const { state, now } = outcome;
	const { retry } = taskOf(state, end.id);
	const task = taskState(state, end.id);
	const attempt = task.phase === "running" || task.phase === "stopping" ? task.attempt : 1;
	if (!(retry !== void 0 && cause !== void 0 && retry.on.includes(cause) && attempt < retry.attempts) || state.closing !== void 0 || cameTooLate(state, end.id)) {
		complete(outcome, end);
		return;
	}
	const until = now + retry.delay * retry.backoff ** (attempt - 1);
	const reason = end.reason ?? end.status;
	decide(outcome, {
		type: "retrying",
		at: now,
		id: end.id,
		attempt,
		cause,
		reason,
		until
	});
}
/** Whom it supports has ended: another attempt would not be deployed any more. */
function cameTooLate(state, id) {
	const { deploy, supports } = taskOf(state, id);
	return deploy !== "always" && supports !== void 0 && taskState(state, supports).phase === "ended";
}
/** How an attempt ends that was being stopped; undefined when it was not. */
function afterStop(state, id) {
	const task = taskState(state, id);
	if (task.phase !== "stopping") return void 0;
	const how = task.killed ? ", killed after the grace" : "";
	const reason = stopReason(state, id, task.cause) + how;
	switch (task.cause) {
		case "timeout": return {
			end: {
				id,
				status: "timed-out",
				reason
			},
			cause: "timeout"
		};
		case "not-needed": return { end: {
			id,
			status: "not-needed",
			reason
		} };
		case "interrupted":
		case "fail-fast": return { end: {
			id,
			status: "cancelled",
			reason
		} };
		default: return task.cause;
	}
}
function afterFailure(state, exited) {
	if (exited.exitCode === 0) return void 0;
	const { id, step } = exited;
	const memory = exited.outOfMemory === true;
	return {
		end: {
			id,
			status: "failed",
			reason: failure(state, exited) + (memory ? ": out of memory, by the kernel’s own count" : ""),
			failedStep: step
		},
		cause: memory ? "out-of-memory" : "failure"
	};
}
/** Everything exited with 0; what it reported may still say that something failed. */
function afterLastStep({ id, left }) {
	const problem = left?.resultsProblem;
	if (problem !== void 0) return {
		end: {
			id,
			status: "failed",
			reason: problem
		},
		cause: "failure"
	};
	const failed = left?.results?.failed ?? 0;
	if (failed > 0) return {
		end: {
			id,
			status: "failed",
			reason: `its results name ${failed} failed ${failed === 1 ? "test" : "tests"}, though it exited with 0`
		},
		cause: "failure"
	};
	return { end: {
		id,
		status: "succeeded"
	} };
}
function stopReason(state, id, cause) {
	const task = taskOf(state, id);
	switch (cause) {
		case "timeout": return `stopped after its timeout of ${(task.timeout ?? 0) / 1e3} s`;
		case "interrupted": return "the mission was interrupted";
		case "fail-fast": return "stopped by fail-fast";
		case "not-needed": return `stopped when ${task.supports} had ended`;
		default: return cause;
	}
}
function failure(state, exited) {
	const { name } = taskOf(state, exited.id).steps[exited.step] ?? {};
	const what = name === void 0 ? "it" : `step ${exited.step + 1} “${name}”`;
	return exited.signal === void 0 ? `${what} exited with code ${exited.exitCode}` : `${what} was ended by ${exited.signal}`;
}

// src/schedule/stop-services.ts
/** A service cannot be used any more: whoever waits for it fails; who runs finds out by itself. */
function serviceLost(outcome, observation) {
	const { state } = outcome;
	if (observation.type === "service-failed" && observation.running) outcome.effects.push({
		type: "terminate-service",
		id: observation.id
	});
	for (const [id, task] of state.tasks) {
		if (task.phase !== "waiting") continue;
		const reason = brokenService(state, id);
		if (reason !== void 0) complete(outcome, {
			id,
			status: "failed",
			reason
		});
	}
}
/** Stops every service that nobody needs any more; all of them when everything is being stopped. */
function stopUnneededServices(outcome) {
	const { state } = outcome;
	for (const [id, service] of state.services) {
		if (service.phase !== "starting" && service.phase !== "ready") continue;
		if (state.closing === void 0 && (state.users.get(id) ?? 0) > 0) continue;
		decide(outcome, {
			type: "service-stopping",
			at: outcome.now,
			id
		});
		outcome.effects.push({
			type: "terminate-service",
			id
		});
	}
}
/** Kills one that has been asked to end before. */
function killService(outcome, id) {
	const service = serviceState(outcome.state, id);
	if (service.phase !== "stopping" || service.killed) return;
	decide(outcome, {
		type: "service-killing",
		at: outcome.now,
		id
	});
	outcome.effects.push({
		type: "kill-service",
		id
	});
}
/** True while a process of a service may be there. */
function anyServiceRuns(state) {
	for (const { phase } of state.services.values()) if (phase !== "idle" && phase !== "ended") return true;
	return false;
}

// src/schedule/pass-time.ts
/** What happens by the passing of time alone: time-outs, graces and back-offs that are over. */
function passTime(outcome) {
	const { state, now } = outcome;
	for (const id of [...state.active]) {
		const task = taskState(state, id);
		if (isOverdue(task, now)) stopTask(outcome, id, "timeout");
		else if (task.phase === "stopping" && task.killAt <= now) killTask(outcome, id);
	}
	for (const [id, service] of state.services) if (service.phase === "stopping" && service.killAt <= now) killService(outcome, id);
	for (const id of [...state.backoff]) requeue(outcome, id);
}
function requeue(outcome, id) {
	const task = taskState(outcome.state, id);
	if (task.phase !== "backoff" || task.until > outcome.now) return;
	const broken = brokenService(outcome.state, id);
	if (broken !== void 0) complete(outcome, {
		id,
		status: "failed",
		reason: broken
	});
	else decide(outcome, {
		type: "requeued",
		at: outcome.now,
		id,
		attempt: task.attempt
	});
}

// src/schedule/stop-everything.ts
/** Stops what runs and ends what waits, after an interruption or a failure under fail-fast. */
function stopEverything(outcome, cause) {
	for (const id of [...outcome.state.active]) stopTask(outcome, id, cause);
	const reason = closingReason(outcome.state);
	for (const [id, task] of outcome.state.tasks) if (task.phase === "pending" || task.phase === "waiting" || task.phase === "backoff") complete(outcome, {
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
	for (const id of state.backoff) {
		const task = taskState(state, id);
		if (task.phase === "backoff") deadline = Math.min(deadline, task.until);
	}
	for (const service of state.services.values()) if (service.phase === "stopping" && !service.killed) deadline = Math.min(deadline, service.killAt);
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
	if (killsAtOnce) {
		for (const id of [...state.active]) killTask(outcome, id);
		for (const id of state.services.keys()) killService(outcome, id);
	}
	passTime(outcome);
	closeDown(outcome, closingBefore);
	if (mayChangeTheGate(outcome, observation)) check(outcome, reading);
	closeDown(outcome, closingBefore);
	stopUnneededServices(outcome);
	if (state.unfinished === 0 && !anyServiceRuns(state)) decide(outcome, {
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
function closeDown(outcome, before) {
	const { closing } = outcome.state;
	if (closing !== void 0 && closing !== before) stopEverything(outcome, closing);
}
function observe(outcome, observation) {
	switch (observation.type) {
		case "mission-started":
		case "resumed":
			triggerReady(outcome);
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
		case "service-failed":
		case "service-exited":
			serviceLost(outcome, observation);
			return;
		case "interrupted":
		case "service-started":
		case "service-ready":
		case "sampled":
		case "woke":
		case "step-started":
		case "degraded": return;
	}
}
/** What needs nothing, and after a resume what needs nothing but what was kept. */
function triggerReady(outcome) {
	const { mission, open } = outcome.state;
	for (const task of mission.tasks) if (task.needs.length === 0) for (const end of trigger(outcome, task.id)) complete(outcome, end);
	for (const index of open.keys()) if (open[index] === 0) for (const end of triggerGroup(outcome, index)) complete(outcome, end);
}
const RELEASING = /* @__PURE__ */ new Set([
	"ended",
	"triggered",
	"retrying",
	"requeued"
]);
/** A check costs, and counts as a recheck: only what can let somebody in is worth one. */
function mayChangeTheGate(outcome, observation) {
	const { gated, free } = outcome.state;
	if (observation.type === "woke") return true;
	if (observation.type === "sampled" && (gated.ids.length > 0 || (free.reasons.get("memory") ?? 0) > 0)) return true;
	if (observation.type === "service-ready") return true;
	return outcome.events.some(({ type }) => RELEASING.has(type));
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

// src/simulate/due-times.ts
function emptyDueTimes() {
	return {
		heap: [],
		added: 0
	};
}
function nextDue(times) {
	return times.heap[0]?.due;
}
function addDue(times, due) {
	const { heap } = times;
	heap.push({
		due,
		added: times.added
	});
	times.added += 1;
	let index = heap.length - 1;
	while (index > 0) {
		const parent = index - 1 >>> 1;
		if (!swapIfBefore(heap, index, parent)) return;
		index = parent;
	}
}
function takeDue(times) {
	const { heap } = times;
	const first = heap[0];
	const last = heap.pop();
	if (last === void 0 || heap.length === 0) return first?.due;
	heap[0] = last;
	let index = 0;
	for (;;) {
		const left = 2 * index + 1;
		const right = left + 1;
		const smaller = right < heap.length && isBefore(heap, right, left) ? right : left;
		if (smaller >= heap.length || !swapIfBefore(heap, smaller, index)) return first?.due;
		index = smaller;
	}
}
function isBefore(heap, a, b) {
	const first = heap[a];
	const second = heap[b];
	if (first === void 0 || second === void 0) return false;
	return first.due.at < second.due.at || first.due.at === second.due.at && first.added < second.added;
}
function swapIfBefore(heap, child, parent) {
	const lower = heap[child];
	const upper = heap[parent];
	if (lower === void 0 || upper === void 0 || !isBefore(heap, child, parent)) return false;
	heap[parent] = lower;
	heap[child] = upper;
	return true;
}

// src/simulate/run-in-world.ts
/** Runs a mission through the same `step` as the real run, under a virtual clock, in a world that is a model. */
function runInWorld(mission, machine, world, { conditions, predictions, mostSteps = Infinity } = {}) {
	const state = begin(mission, machine, conditions, predictions);
	const coming = emptyDueTimes();
	const events = [];
	let now = 0;
	let wakeAt;
	let steps = 0;
	/** How many steps in a row have changed nothing. */
	let quiet = 0;
	const observe = (observation) => {
		now = observation.at;
		steps += 1;
		const result = step(state, observation, world.reading(state, observation));
		for (const event of result.events) {
			events.push(event);
			world.happened(event);
		}
		quiet = result.events.every((event) => event === observation || event.type === "checked") ? quiet + 1 : 0;
		wakeAt = result.wakeAt;
		for (const effect of result.effects) {
			const attempt = attemptOf(state, effect);
			for (const answer of world.answers(state, effect, now)) addDue(coming, {
				at: answer.at,
				observation: answer,
				...attempt === void 0 ? {} : { attempt }
			});
		}
	};
	observe({
		type: "mission-started",
		at: 0,
		journal: 1,
		started: "1970-01-01T00:00:00.000Z",
		file: "",
		root: "",
		mission,
		machine
	});
	while (state.result === void 0 && steps < mostSteps) {
		const settled = quiet > 3;
		const answer = nextDue(coming);
		const window = world.nextWindow(state, now, settled);
		const wake = settled ? nextDeadline(state) : notOverdue(state, wakeAt, now);
		const next = Math.min(answer?.at ?? Infinity, window ?? Infinity, wake ?? Infinity);
		if (next === Infinity) break;
		if (answer?.at === next) {
			takeDue(coming);
			if (!isOvertaken(state, answer)) observe(answer.observation);
		} else if (window === next) observe(sampled(world, state, next));
		else observe({
			type: "woke",
			at: next
		});
	}
	return {
		events,
		ended: state.result !== void 0
	};
}
function sampled(world, state, at) {
	const woke = {
		type: "woke",
		at
	};
	const reading = world.reading(state, woke);
	return reading === void 0 ? woke : {
		type: "sampled",
		at,
		reading
	};
}
function attemptOf(state, effect) {
	if (effect.type !== "start" && effect.type !== "terminate" && effect.type !== "kill") return void 0;
	const task = taskState(state, effect.id);
	return task.phase === "running" || task.phase === "stopping" ? task.attempt : void 0;
}
/** What was to end an attempt must not end the next one. */
function isOvertaken(state, { observation, attempt }) {
	if (observation.type !== "step-exited") return false;
	if (!runsStep(state, observation.id, observation.step)) return true;
	const task = taskState(state, observation.id);
	return "attempt" in task && task.attempt !== attempt;
}
/** Where rechecks were left out, the next one comes when it would have come after all of them. */
function notOverdue(state, wakeAt, now) {
	if (wakeAt === void 0 || wakeAt >= now) return wakeAt;
	const { recheck } = state.mission.admission;
	const next = wakeAt + Math.ceil((now - wakeAt) / recheck) * recheck;
	return Math.min(next, nextDeadline(state) ?? Infinity);
}

export { endedWell as a, begin as i, step as n, statusOf as o, apply as r, withoutExpressions as s, runInWorld as t };