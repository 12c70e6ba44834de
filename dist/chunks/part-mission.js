const require_mission = require("./mission.js");
const require_documents = require("./documents.js");

// src/fleet/part/part-mission.ts
function ownMission(mission, plan, number) {
	const only = plan.parts[number - 1]?.tasks ?? [];
	return require_mission.selectTasks(mission, {
		only,
		skip: []
	});
}
function tasksElsewhere(mission, plan, number, endOf) {
	const partOf = new Map(plan.parts.flatMap((part) => part.tasks.map((id) => [id, part.number])));
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const own = mission.tasks.filter(({ id }) => partOf.get(id) === number);
	const reads = require_documents.taskReads(mission);
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

Object.defineProperty(exports, "liveMission", {
  enumerable: true,
  get: function () {
    return liveMission;
  }
});
Object.defineProperty(exports, "ownMission", {
  enumerable: true,
  get: function () {
    return ownMission;
  }
});
Object.defineProperty(exports, "tasksElsewhere", {
  enumerable: true,
  get: function () {
    return tasksElsewhere;
  }
});