const require_render = require("./render.js");
const require_replay = require("./replay.js");
const require_mission = require("./mission.js");
const require_rename_former_files = require("./rename-former-files.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/resume/reopen.ts
async function reopenRun(given) {
	const dir = (0, node_path.resolve)(given);
	if (!(0, node_fs.existsSync)((0, node_path.join)(dir, "events.jsonl"))) {
		const missing = require_render.loadEvents(given);
		if (missing.type === "unreadable") return require_mission.refused(missing.message);
	}
	const stopped = await require_mission.stopEarlierRun(dir);
	const mark = require_mission.newMark();
	const inUse = require_mission.lockFolder(dir, mark);
	if (inUse !== void 0) return inUse;
	return readLocked(given, mark, stopped);
}
function readLocked(given, mark, stopped) {
	const dir = (0, node_path.resolve)(given);
	const loaded = require_render.loadEvents(given);
	if (loaded.type === "unreadable") return require_mission.refused(loaded.message);
	const { events, wholeBytes, report } = loaded;
	const state = replayed(events, (0, node_path.join)(given, require_mission.JOURNAL));
	if ("message" in state) return state;
	if (!(0, node_fs.existsSync)(report.root)) return require_mission.refused(`expected the folder that the mission worked in at ${report.root}, found none; a run can only be resumed where it was started`);
	require_mission.repairFolder(dir, wholeBytes);
	require_rename_former_files.renameFormerFiles(dir, report);
	return {
		type: "reopened",
		run: {
			mark,
			stopped,
			events,
			state,
			report,
			opening: lastOpening(events)
		}
	};
}
function replayed(events, path) {
	try {
		return require_replay.replay(events);
	} catch (error) {
		if (error instanceof require_render.InvalidEventError) return require_mission.refused(`${path}:${error.line}: ${error.message}`);
		throw error;
	}
}
function lastOpening(events) {
	for (const event of events.toReversed()) if (event.type === "mission-started" || event.type === "resumed") return event;
	throw new Error("no event of this journal opens a run");
}

Object.defineProperty(exports, "readLocked", {
  enumerable: true,
  get: function () {
    return readLocked;
  }
});
Object.defineProperty(exports, "reopenRun", {
  enumerable: true,
  get: function () {
    return reopenRun;
  }
});