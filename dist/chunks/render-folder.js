import { n as errorText, t as errorCode } from "./error-code.js";
import { d as emptyReport, f as recordEvent, t as fileDocuments } from "./documents.js";
import { i as readJournal, t as JOURNAL } from "./journal.js";
import { join } from "node:path";

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

export { loadEvents as n, renderFolder as r, foldEvents as t };