import { Qn as taskReads, qn as selectTasks } from "./mission.js";

// src/fleet/part/part-mission.ts
/** The mission with the tasks of the part. A need in another part is left out. */
function ownMission(mission, plan, number) {
	const only = plan.parts[number - 1]?.tasks ?? [];
	return selectTasks(mission, {
		only,
		skip: []
	});
}
/**
* The tasks of other parts on which those of a part depend, in the mission's order.
*
* @param endOf undefined if the part of the task has no end for it
*/
function tasksElsewhere(mission, plan, number, endOf) {
	const partOf = new Map(plan.parts.flatMap((part) => part.tasks.map((id) => [id, part.number])));
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const own = mission.tasks.filter(({ id }) => partOf.get(id) === number);
	const reads = taskReads(mission);
	const direct = own.flatMap((task) => [...needsOf(task), ...reads.get(task.id) ?? []]);
	const found = new Set(direct.filter((id) => partOf.get(id) !== number));
	const ends = /* @__PURE__ */ new Map();
	for (const id of found) {
		const end = endOf(id) ?? notReported(partOf.get(id) ?? 0);
		ends.set(id, end);
		const task = byId.get(id);
		if (end.status !== "skipped" || task === void 0) continue;
		for (const need of [...task.needs, ...task.needsAny]) if (partOf.get(need) !== number) found.add(need);
	}
	const neededBy = new Map([...found].map((id) => [id, []]));
	for (const task of own) for (const need of new Set(needsOf(task))) neededBy.get(need)?.push(task.id);
	return mission.tasks.flatMap(({ id, kind }) => {
		const end = ends.get(id);
		return end === void 0 ? [] : [{
			id,
			kind,
			part: partOf.get(id) ?? 0,
			...end,
			neededBy: neededBy.get(id) ?? []
		}];
	});
}
function needsOf({ needs, needsAny, supports }) {
	return [
		...needs,
		...needsAny,
		...supports === void 0 ? [] : [supports]
	];
}
function notReported(part) {
	return {
		status: "cancelled",
		reason: `part ${part} did not report how it ended`
	};
}
/** What the schedule works with: the tasks of the part with all of their needs, and those of other parts that have ended. */
function liveMission(mission, own, elsewhere) {
	const isOwn = new Set(own.tasks.map(({ id }) => id));
	const isElsewhere = new Set(elsewhere.map(({ id }) => id));
	const tasks = mission.tasks.flatMap((task) => {
		if (isOwn.has(task.id)) return [task];
		return isElsewhere.has(task.id) ? [ended(task, isElsewhere)] : [];
	});
	return {
		...own,
		tasks
	};
}
/** A task that has ended, with what decides about others: its kind, its matrix, its needs and `continue-on-error`. */
function ended(task, isElsewhere) {
	const { if: _if, supports: _supports, workspace: _workspace, artifacts: _artifacts, results: _results, deliverable: _deliverable, finally: _finally, pools: _pools, ...rest } = task;
	return {
		...rest,
		needs: task.needs.filter((id) => isElsewhere.has(id)),
		needsAny: task.needsAny.filter((id) => isElsewhere.has(id)),
		deploy: "always",
		steps: [],
		env: {},
		secrets: [],
		paths: [],
		services: [],
		locks: []
	};
}

export { ownMission as n, tasksElsewhere as r, liveMission as t };