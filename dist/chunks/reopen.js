import { B as loadEvents, H as replay, U as InvalidEventError, bt as refused, gt as newMark, ht as lockFolder, mr as repairFolder, pr as JOURNAL, z as stopEarlierRun } from "./mission.js";
import { t as renameFormerFiles } from "./rename-former-files.js";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

// src/run/resume/reopen.ts
/**
* Reopens an earlier run: stops its remaining processes, locks its folder and reads its journal. Refused if that run is alive,
* its journal is missing or damaged, or its root is missing.
*/
async function reopenRun(given) {
	const dir = resolve(given);
	if (!existsSync(join(dir, "events.jsonl"))) {
		const missing = loadEvents(given);
		if (missing.type === "unreadable") return refused(missing.message);
	}
	const stopped = await stopEarlierRun(dir);
	const mark = newMark();
	const inUse = lockFolder(dir, mark);
	if (inUse !== void 0) return inUse;
	return readLocked(given, mark, stopped);
}
/**
* Reads the journal of an earlier run in a folder that is locked.
*
* @param mark with which it was locked
* @param stopped processes of the run that were stopped
*/
function readLocked(given, mark, stopped) {
	const dir = resolve(given);
	const loaded = loadEvents(given);
	if (loaded.type === "unreadable") return refused(loaded.message);
	const { events, wholeBytes, report } = loaded;
	const state = replayed(events, join(given, JOURNAL));
	if ("message" in state) return state;
	if (!existsSync(report.root)) return refused(`expected the folder that the mission worked in at ${report.root}, found none; a run can only be resumed where it was started`);
	repairFolder(dir, wholeBytes);
	renameFormerFiles(dir, report);
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
		return replay(events);
	} catch (error) {
		if (error instanceof InvalidEventError) return refused(`${path}:${error.line}: ${error.message}`);
		throw error;
	}
}
/** `readJournal` has checked that the first event is one. */
function lastOpening(events) {
	for (const event of events.toReversed()) if (event.type === "mission-started" || event.type === "resumed") return event;
	throw new Error("no event of this journal opens a run");
}

export { reopenRun as n, readLocked as t };