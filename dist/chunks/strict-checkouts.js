import { $n as withNeeds, Zn as safeCuts } from "./mission.js";

// src/fleet/part/strict-checkouts.ts
/** What each task would find if every need that may be cut was cut. Tasks with a workspace of their own stay as they are. */
function strictMission(mission) {
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const checkouts = safeCuts(mission).groups.flatMap(({ tasks: ids }) => {
		const inGroup = new Set(ids);
		const own = ids.filter((id) => byId.get(id)?.workspace === void 0);
		const producers = new Map(own.map((id) => [id, [...withNeeds(/* @__PURE__ */ new Set([id]), mission.tasks, /* @__PURE__ */ new Set())].filter((need) => !inGroup.has(need))]));
		return [...producers.values()].some((needs) => needs.length > 0) ? [{
			tasks: own,
			producers
		}] : [];
	});
	const strict = new Set(checkouts.flatMap(({ tasks }) => tasks));
	const tasks = mission.tasks.map((task) => strict.has(task.id) ? {
		...task,
		workspace: "own"
	} : task);
	return {
		mission: {
			...mission,
			tasks
		},
		checkouts
	};
}

export { strictMission };