const require_mission = require("./mission.js");
const require_render = require("./render.js");

// src/schedule/state/replay.ts
function replay(events) {
	const [first] = events;
	if (first?.type !== "mission-started") throw new Error(`expected the event mission-started first, found ${first?.type ?? "none"}`);
	let state = fitting(0, first, () => {
		const begun = require_mission.begin(first.mission, first.machine, void 0, first.predictions);
		require_mission.apply(begun, first);
		return begun;
	});
	for (const [index, event] of events.entries()) {
		if (index === 0) continue;
		state = fitting(index, event, () => {
			const next = event.type === "resumed" ? require_mission.resumeState(state, event) : state;
			require_mission.apply(next, event);
			return next;
		});
	}
	return state;
}
function fitting(index, event, apply) {
	try {
		return apply();
	} catch (error) {
		throw new require_render.InvalidEventError(index, event, error);
	}
}

Object.defineProperty(exports, "replay", {
  enumerable: true,
  get: function () {
    return replay;
  }
});