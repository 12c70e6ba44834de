import { n as errorText } from "./error-code.js";
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

// src/run/journal.ts
/** The journal's name in the run's folder. */
const JOURNAL = "events.jsonl";
/** Nothing may go on then: what is not in the journal did not happen for any report, and a resumed run would do it again. */
var JournalUnwritable = class extends Error {
	constructor(path, cause) {
		const what = `the journal could not be written: ${errorText(cause)}, in ${path}`;
		super(`${what}; nothing more was started and what ran was stopped; make room, then see \`mission report\``);
		this.cause = cause;
	}
};
/** Opens for appending. One write per batch: what has returned survives our own death, not the machine's. */
function openJournal(path) {
	const file = openSync(path, "a", 420);
	return {
		append: (events) => {
			if (events.length === 0) return;
			const data = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
			let written = 0;
			try {
				while (written < data.length) written += writeSync(file, data, written);
			} catch (error) {
				throw new JournalUnwritable(path, error);
			}
		},
		close: () => {
			fsyncSync(file);
			closeSync(file);
		}
	};
}
/** Reads every whole line; a last line without its newline was being written when the writer died, and is dropped. */
function readJournal(path) {
	const data = readFileSync(path);
	const wholeBytes = data.lastIndexOf(10) + 1;
	const lines = data.subarray(0, wholeBytes).toString("utf8").split("\n").slice(0, -1);
	const events = [];
	for (const [index, line] of lines.entries()) {
		const event = parseEvent(line);
		if (event === void 0) return {
			type: "corrupt",
			line: index + 1,
			message: `expected an event, found ${JSON.stringify(line.slice(0, 60))}`
		};
		if (index === 0 && event.type !== "mission-started") return {
			type: "corrupt",
			line: 1,
			message: `expected the event mission-started first, found ${event.type}`
		};
		events.push(event);
	}
	return {
		type: "read",
		events,
		wholeBytes
	};
}
function parseEvent(line) {
	try {
		const value = JSON.parse(line);
		return typeof value === "object" && value !== null && "type" in value && "at" in value ? value : void 0;
	} catch {
		return;
	}
}

export { readJournal as i, JournalUnwritable as n, openJournal as r, JOURNAL as t };