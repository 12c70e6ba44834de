import { L as maskLogs, R as createSecrets, a as emptyReport, k as logFile, l as readJournal, o as recordEvent, s as JOURNAL, u as fileDocuments } from "./run-folder.js";
import { t as callerEnvironment } from "./task-environment.js";
import { n as errorText, t as errorCode } from "./error-code.js";
import { join } from "node:path";
import { existsSync, rmSync } from "node:fs";

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
	if (owners.some(({ secrets: names, env }) => hasForgotten(names, env, from === "same" ? void 0 : caller))) {
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

// src/run/render-folder.ts
/** Re-creates all documents of a run from its journal alone. */
function renderFolder(dir) {
	const journal = loadEvents(dir);
	if (journal.type === "unreadable") return journal;
	const report = foldEvents(journal.events);
	const problems = [];
	fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return {
		type: "rendered",
		report,
		problems
	};
}
function foldEvents(events) {
	const report = emptyReport();
	for (const event of events) recordEvent(report, event);
	return report;
}
/** Reads the journal of a folder; what is wrong with it is a value. */
function loadEvents(dir) {
	const path = join(dir, JOURNAL);
	try {
		const journal = readJournal(path);
		if (journal.type === "corrupt") return {
			type: "unreadable",
			message: `${path}:${journal.line}: ${journal.message}`
		};
		if (journal.events.length === 0) return {
			type: "unreadable",
			message: `${path}: expected the journal of a run, found no whole event`
		};
		return {
			type: "loaded",
			events: journal.events,
			wholeBytes: journal.wholeBytes
		};
	} catch (error) {
		return {
			type: "unreadable",
			message: `expected the journal of a run at ${path}, found ${errorCode(error) === "ENOENT" ? "no such file" : errorText(error)}; name the folder that \`mission run --dir\` wrote to`
		};
	}
}

export { hideSecrets as i, loadEvents as n, renderFolder as r, foldEvents as t };