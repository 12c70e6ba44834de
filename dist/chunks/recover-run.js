import { i as readLogTail, n as stopLeftovers, o as maskLogs, r as logFile, s as createSecrets, t as createProcesses } from "./processes.js";
import { c as openJournal, n as isAlive, o as recordEvent, r as readIdentity, s as JOURNAL, u as fileDocuments } from "./run-folder.js";
import { i as begin, r as apply, t as step } from "./step.js";
import { d as taskOf, f as taskState, o as GRACE } from "./gate-view.js";
import { t as callerEnvironment } from "./task-environment.js";
import { n as loadEvents, t as foldEvents } from "./render-folder.js";
import { join } from "node:path";
import { existsSync, mkdirSync, rmSync, truncateSync } from "node:fs";

// src/run/hide-secrets.ts
/**
* After a run was killed: masks what can still be masked in its logs. Where a secret had its value from the mission and
* not from the caller, that is not known any more: then logs that nobody has looked through yet are removed.
*/
async function hideSecrets(mission, events, dir, environment, problem) {
	const secrets = createSecrets(process.platform === "win32");
	const caller = callerEnvironment(environment);
	const owners = [...mission.tasks, ...mission.services].filter(({ secrets: names }) => names.length > 0);
	for (const { secrets: names } of owners) secrets.learn(names, caller);
	if (owners.some(({ secrets: names, env }) => hasForgotten(names, env))) {
		for (const id of unmasked(events)) remove(logFile(dir, id), id, problem);
		rmSync(join(dir, "io"), {
			recursive: true,
			force: true
		});
	}
	await maskLogs(dir, secrets.redactor(), problem);
	return secrets;
}
/** The journal holds the variable without its value. */
function hasForgotten(names, env) {
	return names.some((name) => Object.hasOwn(env, name));
}
/** Whose processes were started and not seen to end: their logs were not masked. */
function unmasked(events) {
	const running = /* @__PURE__ */ new Set();
	for (const event of events) switch (event.type) {
		case "step-started":
		case "service-started":
			running.add(event.id);
			break;
		case "step-exited":
		case "service-exited": running.delete(event.id);
	}
	return running;
}
function remove(log, id, problem) {
	if (!existsSync(log)) return;
	rmSync(log, { force: true });
	problem(`the log of ${id} was removed: it may hold secrets that are not known any more`);
}

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
		const secrets = await hideSecrets(started.mission, loaded.events, dir, environment, note);
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
	const state = begin(started.mission, started.machine);
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