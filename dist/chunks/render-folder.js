import { F as readJournal, I as fileDocuments, Q as recordEvent, Z as emptyReport, cn as errorText, j as JOURNAL, sn as errorCode } from "./mission.js";
import { join } from "node:path";

// src/schedule/unfit-event.ts
/** An event of a journal that cannot have followed those before it: whoever wrote it, the journal is damaged. */
var UnfitEvent = class extends Error {
	/** 1-based, which is its line in the journal. */
	line;
	constructor(index, { type }, cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		super(`expected an event that fits to those before it, found ${type}: ${why}`);
		this.line = index + 1;
		this.cause = cause;
	}
};

// src/run/render-folder.ts
/**
* Re-creates all documents of a run from its journal alone.
*
* @param journal of that folder, where somebody has read it already
*/
function renderFolder(dir, journal = loadEvents(dir)) {
	if (journal.type === "unreadable") return journal;
	const { report } = journal;
	const problems = [];
	fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return {
		type: "rendered",
		report,
		problems
	};
}
/** Throws `UnfitEvent`. */
function foldEvents(events) {
	const report = emptyReport();
	for (const [index, event] of events.entries()) try {
		recordEvent(report, event);
	} catch (error) {
		throw new UnfitEvent(index, event, error);
	}
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
		const { events, wholeBytes } = journal;
		return {
			type: "loaded",
			events,
			wholeBytes,
			report: foldEvents(events)
		};
	} catch (error) {
		if (error instanceof UnfitEvent) return {
			type: "unreadable",
			message: `${path}:${error.line}: ${error.message}`
		};
		return {
			type: "unreadable",
			message: `expected the journal of a run at ${path}, found ${errorCode(error) === "ENOENT" ? "no such file" : errorText(error)}; name the folder that \`mission run --dir\` wrote to`
		};
	}
}

export { renderFolder as n, UnfitEvent as r, loadEvents as t };