import { Mi as append } from "./mission.js";
import { n as servicesById, r as taskDefinition, t as changedKeys } from "./task-definition.js";
import { n as tasksWithoutOutputs } from "./redacted-outputs.js";

// src/schedule/missing-workspaces.ts
/**
* Tasks that succeeded and must run again all the same: a task that runs starts from their workspace, which is gone. By id, with the
* reason as a clause. What they start from themselves is missing in turn.
*
* @param kept ids of the tasks that would be kept
* @param present ids of the tasks whose workspaces are still there
*/
function tasksWithoutWorkspace({ tasks }, kept, present) {
	const sources = /* @__PURE__ */ new Map();
	for (const { id, workspace } of tasks) if (typeof workspace === "object") sources.set(id, workspace.from);
	const missing = /* @__PURE__ */ new Map();
	const running = [...sources.keys()].filter((id) => !kept.has(id));
	for (const id of running) {
		const from = sources.get(id);
		if (from === void 0 || !kept.has(from) || present.has(from) || missing.has(from)) continue;
		missing.set(from, `its workspace is gone, and ${id} starts from it`);
		running.push(from);
	}
	return missing;
}

// src/schedule/plan-resume.ts
/**
* Keeps every task that succeeded, if neither its own definition nor that of anything it needs has changed; see
* `taskDefinition`. A task with `resume: again` is never kept, but that alone repeats nothing that needs it: it restores what others
* work with, such as the content of a database.
*
* @param before the state at the end of the journal
* @param mission the mission as it is now; like that of `before` as a journal keeps it, without secrets
* @param succeeded by `succeededIn`
* @param redacted by `redactedOutputsIn`
* @param workspaces ids of the tasks whose workspaces are still there
* @param missing what left files that are not here, by id, with the reason as a clause
*/
function planResume(before, mission, succeeded, redacted = /* @__PURE__ */ new Map(), workspaces = /* @__PURE__ */ new Set(), missing = /* @__PURE__ */ new Map()) {
	const ended = new Set(succeeded);
	const changes = /* @__PURE__ */ new Map();
	const services = {
		before: servicesById(before.mission),
		after: servicesById(mission)
	};
	for (const task of mission.tasks) {
		const old = before.plan.byId.get(task.id);
		if (old === void 0) continue;
		const keys = changedKeys(taskDefinition(old, services.before, before.mission.inputs), taskDefinition(task, services.after, mission.inputs));
		if (keys.length > 0) changes.set(task.id, `its ${keys.join(", ")} changed in the mission file`);
	}
	spread(mission.tasks, changes);
	const inMission = new Set(mission.tasks.map(({ id }) => id));
	const repeated = new Set(mission.tasks.flatMap(({ id, resume }) => resume === "again" ? [id] : []));
	const unchanged = succeeded.filter((id) => inMission.has(id) && !changes.has(id) && !repeated.has(id) && !missing.has(id));
	const withoutOutputs = tasksWithoutOutputs(mission, new Set(unchanged), redacted);
	const complete = unchanged.filter((id) => !withoutOutputs.has(id));
	const withoutWorkspace = tasksWithoutWorkspace(mission, new Set(complete), workspaces);
	const incomplete = new Map([
		...missing,
		...withoutWorkspace,
		...withoutOutputs
	]);
	const kept = complete.filter((id) => !incomplete.has(id));
	const isKept = new Set(kept);
	return {
		kept,
		again: mission.tasks.flatMap(({ id }) => {
			if (isKept.has(id)) return [];
			const change = changes.get(id) ?? incomplete.get(id);
			if (ended.has(id) && change !== void 0) return [{
				id,
				why: change,
				changed: true
			}];
			if (ended.has(id) && repeated.has(id)) return [{
				id,
				why: "it runs again in every resume"
			}];
			return [{
				id,
				why: change ?? whyAgain(before.tasks.get(id))
			}];
		}),
		isChanged: changes.size > 0 || mission.tasks.some(({ id }) => !before.plan.byId.has(id))
	};
}
/** Ids of the tasks that succeeded by the end of the journal and still count, in the order of their ends. */
function succeededIn(events) {
	let ids = [];
	for (const event of events) {
		if (event.type === "resumed") ids = [...event.kept];
		if (event.type === "ended" && event.status === "succeeded") ids.push(event.id);
	}
	return ids;
}
/** A task that needs a changed one, directly or through others, worked with something else: it counts as changed too. */
function spread(tasks, changes) {
	if (changes.size === 0) return;
	const dependents = /* @__PURE__ */ new Map();
	for (const { id, needs, needsAny } of tasks) for (const need of /* @__PURE__ */ new Set([...needs, ...needsAny])) append(dependents, need, id);
	const queue = [...changes.keys()];
	for (const need of queue) for (const id of dependents.get(need) ?? []) {
		if (changes.has(id)) continue;
		changes.set(id, `it needs ${need}, which runs again because of a change`);
		queue.push(id);
	}
}
function whyAgain(task) {
	switch (task?.phase) {
		case void 0: return "it is new in the mission file";
		case "pending": return "it had not been launched";
		case "waiting": return task.alone ? "it was waiting to run alone" : "it had not been launched";
		case "running":
		case "stopping": return "it had not ended";
		case "backoff": return "it was waiting for another attempt";
		case "ended": return `it ${task.status === "skipped" || task.status === "cancelled" || task.status === "not-needed" ? "was " : ""}${task.status.replace("-", " ")}`;
		default: return task;
	}
}

export { succeededIn as n, planResume as t };