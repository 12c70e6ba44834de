import { a as createProcesses, n as isAlive, o as stopLeftovers, r as readIdentity } from "./run-folder.js";
import { i as openJournal, n as recordEvent, o as fileDocuments, r as JOURNAL } from "./fold.js";
import { c as begin, i as GRACE, o as taskOf, r as apply, s as taskState, t as step } from "./step.js";
import { n as loadEvents, t as foldEvents } from "./render-folder.js";
import { join } from "node:path";
import { mkdirSync, truncateSync } from "node:fs";

// src/run/recover-run.ts
/**
* After the runner was killed: stops what it left running, ends the journal as an interrupted run and writes every
* document. Throws when the folder holds no readable journal.
*/
async function recoverRun(dir, environment) {
	await stopEarlierRun(dir);
	const loaded = loadEvents(dir);
	if (loaded.type === "unreadable") throw new Error(loaded.message);
	const started = loaded.events[0];
	if (started?.type !== "mission-started") throw new Error(`expected mission-started first in ${join(dir, JOURNAL)}`);
	for (const folder of ["logs", "tasks"]) mkdirSync(join(dir, folder), { recursive: true });
	const report = foldEvents(loaded.events);
	truncateSync(join(dir, JOURNAL), loaded.wholeBytes);
	const journal = openJournal(join(dir, JOURNAL));
	const record = (events) => {
		journal.append(events);
		for (const event of events) recordEvent(report, event);
	};
	if (!report.finished) endAsKilled(started, loaded.events, report.duration, dir, environment, record);
	fileDocuments(dir, (message) => record([{
		type: "degraded",
		at: report.duration,
		message
	}])).finish(report);
	journal.close();
	return report;
}
/** Stops what a run that was killed left running; a run that is alive or ended by itself is left alone. */
async function stopEarlierRun(dir) {
	const identity = readIdentity(dir);
	if (identity === void 0 || isAlive(identity)) return;
	await stopLeftovers({
		run: identity.mark,
		grace: GRACE
	});
}
function endAsKilled(started, events, at, dir, environment, record) {
	const state = begin(started.mission, started.machine);
	for (const event of events) apply(state, event);
	const observe = (observation) => record(step(state, observation, void 0).events);
	const processes = createProcesses({
		dir,
		root: started.root,
		run: readIdentity(dir)?.mark ?? "",
		environment
	});
	observe({
		type: "interrupted",
		at,
		signal: "killed"
	});
	for (const id of [...state.active]) {
		const task = taskOf(state, id);
		const current = taskState(state, id);
		const attempt = current.phase === "running" || current.phase === "stopping" ? current.attempt : 1;
		observe({
			type: "lost",
			at,
			id,
			left: processes.collect(task, attempt)
		});
	}
}

export { stopEarlierRun as n, recoverRun as t };