import { i as readLogTail, n as stopLeftovers, t as createProcesses } from "./processes.js";
import { c as openJournal, k as logFile, n as isAlive, o as recordEvent, r as readIdentity, s as JOURNAL, u as fileDocuments } from "./run-folder.js";
import { i as begin, r as apply, t as step } from "./step.js";
import { f as taskOf, p as taskState, s as GRACE } from "./gate-view.js";
import { i as hideSecrets, n as loadEvents, t as foldEvents } from "./render-folder.js";
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
	if (!report.finished) {
		const note = (message) => record([{
			type: "degraded",
			at: report.duration,
			message
		}]);
		const secrets = await hideSecrets(started.mission, loaded.events, dir, environment, "same", note);
		endAsKilled(started, loaded.events, report.duration, dir, environment, secrets, record);
	}
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
function endAsKilled(started, events, at, dir, environment, secrets, record) {
	const state = begin(started.mission, started.machine, void 0, started.predictions);
	for (const event of events) apply(state, event);
	const observe = (observation) => record(step(state, observation, void 0).events);
	const run = readIdentity(dir)?.mark ?? "";
	const processes = createProcesses({
		dir,
		root: started.root,
		run,
		environment,
		secrets
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
	for (const [id, { phase }] of state.services) {
		if (phase === "idle" || phase === "ended") continue;
		observe({
			type: "service-exited",
			at,
			id,
			signal: "SIGTERM",
			logTail: secrets.redactor().redactText(readLogTail(logFile(dir, id)).logTail)
		});
	}
}

export { stopEarlierRun as n, recoverRun as t };