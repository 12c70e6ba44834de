const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
let node_path = require("node:path");

// src/schedule/state/invalid-event.ts
var InvalidEventError = class extends Error {
	line;
	constructor(index, { type }, cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		super(`expected an event that fits to those before it, found ${type}: ${why}`);
		this.line = index + 1;
		this.cause = cause;
	}
};

// src/run/folder/render.ts
function renderFolder(dir, journal = loadEvents(dir)) {
	if (journal.type === "unreadable") return journal;
	const { report } = journal;
	const problems = [];
	require_documents.fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return {
		type: "rendered",
		report,
		problems
	};
}
function foldEvents(events) {
	const report = require_mission.emptyReport();
	for (const [index, event] of events.entries()) try {
		require_mission.recordEvent(report, event);
	} catch (error) {
		throw new InvalidEventError(index, event, error);
	}
	return report;
}
function loadEvents(dir) {
	const path = (0, node_path.join)(dir, require_mission.JOURNAL);
	try {
		const journal = require_mission.readJournal(path);
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
		if (error instanceof InvalidEventError) return {
			type: "unreadable",
			message: `${path}:${error.line}: ${error.message}`
		};
		return {
			type: "unreadable",
			message: `expected the journal of a run at ${path}, found ${require_mission.errorCode(error) === "ENOENT" ? "no such file" : require_mission.errorText$1(error)}; name the folder that \`mission run --dir\` wrote to`
		};
	}
}

Object.defineProperty(exports, "InvalidEventError", {
  enumerable: true,
  get: function () {
    return InvalidEventError;
  }
});
Object.defineProperty(exports, "loadEvents", {
  enumerable: true,
  get: function () {
    return loadEvents;
  }
});
Object.defineProperty(exports, "renderFolder", {
  enumerable: true,
  get: function () {
    return renderFolder;
  }
});