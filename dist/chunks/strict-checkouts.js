const require_mission = require("./mission.js");
const require_documents = require("./documents.js");

// src/fleet/part/strict-checkouts.ts
function strictMission(mission) {
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const checkouts = require_documents.safeCuts(mission).groups.flatMap(({ tasks: ids }) => {
		const inGroup = new Set(ids);
		const own = ids.filter((id) => byId.get(id)?.workspace === void 0);
		const producers = new Map(own.map((id) => [id, [...require_mission.withNeeds(/* @__PURE__ */ new Set([id]), mission.tasks, /* @__PURE__ */ new Set())].filter((need) => !inGroup.has(need))]));
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

exports.strictMission = strictMission;