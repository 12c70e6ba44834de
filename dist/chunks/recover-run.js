import { $n as GRACE, A as beginAgain, Bt as stopLeftovers, E as isAlive, I as fileDocuments, N as mendFolder, O as readIdentity, P as openJournal, Q as recordEvent, Xt as maskLogs, Zt as logFile, er as taskOf, et as step, j as JOURNAL, mn as createSecrets, nt as apply, pn as callerEnvironment, qt as readLogTail, tr as taskState, tt as begin, zt as createProcesses } from "./mission.js";
import { r as UnfitEvent, t as loadEvents } from "./render-folder.js";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/schedule/replay.ts
/**
* The state that a journal has come to; of a run whose secrets are not known any more, so its mission is the journal's.
* Throws when the first event does not open a run, which the reader of the journal has refused, and `UnfitEvent`.
*/
function replay(events) {
	const [first] = events;
	if (first?.type !== "mission-started") throw new Error(`expected the event mission-started first, found ${first?.type ?? "none"}`);
	let state = fitting(0, first, () => begin(first.mission, first.machine, void 0, first.predictions));
	for (const [index, event] of events.entries()) {
		if (index === 0) continue;
		state = fitting(index, event, () => {
			const next = event.type === "resumed" ? beginAgain(state, event) : state;
			apply(next, event);
			return next;
		});
	}
	return state;
}
function fitting(index, event, apply) {
	try {
		return apply();
	} catch (error) {
		throw new UnfitEvent(index, event, error);
	}
}

// src/run/hide-secrets.ts
/**
* After a run was killed: masks what can still be masked in its logs. Where a secret had its value from the mission, or
* from a caller who is not there any more, that is not known any more: then logs that nobody has looked through yet are
* removed.
*/
async function hideSecrets(mission, events, dir, environment, from, problem) {
	const secrets = createSecrets(process.platform === "win32");
	const caller = callerEnvironment(environment);
	const owners = [...mission.tasks, ...mission.services].filter(({ secrets: names }) => names.length > 0);
	for (const { secrets: names } of owners) secrets.learn(names, caller);
	const another = from === "same" ? void 0 : caller;
	if (owners.some(({ secrets: names, env }) => from === "later" || hasForgotten(names, env, another))) {
		for (const id of unmasked(events)) remove(logFile(dir, id), id, problem);
		rmSync(join(dir, "io"), {
			recursive: true,
			force: true
		});
	}
	await maskLogs(dir, secrets.redactor(), problem);
	return secrets;
}
/** The journal holds the variable without its value, or another caller may have had it. */
function hasForgotten(names, env, another) {
	return names.some((name) => Object.hasOwn(env, name) || another !== void 0 && !Object.hasOwn(another, name));
}
/**
* Whose processes were to be started and were not seen to end: their logs were not masked. One may have been started, and
* have printed, before that came to the journal.
*/
function unmasked(events) {
	const running = /* @__PURE__ */ new Set();
	for (const event of events) switch (event.type) {
		case "admitted":
		case "step-advanced":
		case "service-starting":
			running.add(event.id);
			break;
		case "step-exited":
		case "spawn-failed":
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
	mendFolder(dir, loaded.wholeBytes);
	const { report } = loaded;
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
		const secrets = await hideSecrets(report.mission, loaded.events, dir, environment, "same", note);
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
/**
* Stops what a run that was killed left running; a run that is alive or ended by itself is left alone.
*
* @returns what was found, by name
*/
async function stopEarlierRun(dir) {
	const identity = readIdentity(dir);
	if (identity === void 0 || isAlive(identity)) return [];
	return stopLeftovers({
		run: identity.mark,
		grace: GRACE
	});
}
function endAsKilled(started, events, at, dir, environment, secrets, record) {
	const state = replay(events);
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

export { replay as i, stopEarlierRun as n, hideSecrets as r, recoverRun as t };