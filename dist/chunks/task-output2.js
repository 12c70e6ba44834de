import { n as carefulReading, t as readFilePart } from "./read-file-part.js";
import { t as fileStem } from "./file-stem.js";
import { t as paint } from "./paint.js";
import { join } from "node:path";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";

// src/terminal/painted-progress.ts
const TONES = {
	"▶": "cyan",
	"✔": "green",
	"✘": "red",
	"⏸": "yellow",
	"↻": "yellow",
	"■": "yellow",
	"!": "yellow",
	"–": "dim",
	"…": "dim"
};
/** A progress line with its time and its mark in colour; the rest is left as it is, to be read. */
function paintedProgress(line) {
	const parts = /^( *[\d:.]+)( {2})(\S)( .*)$/s.exec(line);
	if (parts === null) return line;
	const [, time = "", gap = "", mark = "", rest = ""] = parts;
	const tone = TONES[mark];
	return `${paint(time, "dim")}${gap}${tone === void 0 ? mark : paint(mark, tone)}${rest}`;
}

// src/terminal/line-cutter.ts
/** Whole lines only, so that lines of two tasks never mix; a very long one is let go in parts, or it would fill memory. */
function lineCutter(longest, show) {
	let rest = Buffer.alloc(0);
	const push = (added) => {
		const data = Buffer.concat([rest, added]);
		const end = data.lastIndexOf(10) + 1;
		const cut = end === 0 && data.length > longest ? data.length : end;
		rest = Buffer.from(data.subarray(cut));
		if (cut > 0) show(data.toString("utf8", 0, cut).replace(/\n$/, "").split("\n"));
	};
	return {
		push,
		end: () => {
			if (rest.length > 0) push(Buffer.from("\n"));
		}
	};
}

// src/terminal/follow-log.ts
const CHUNK = 65536;
/**
* Shows a growing log line by line, without secrets. A log that held some is replaced by its masked copy at the end of
* each step: then the old one is read to its end, and of the new one only what comes after that, which is as far in it
* as what was shown is long.
*/
function followLog(path, secrets, show) {
	const buffer = Buffer.alloc(CHUNK);
	const lines = lineCutter(CHUNK, show);
	let file;
	let position = 0;
	let shown = 0;
	let masking;
	const take = (bytes) => {
		shown += bytes.length;
		lines.push(bytes);
	};
	const readOn = () => {
		if (file === void 0) return;
		for (;;) {
			const length = readSync(file, buffer, 0, CHUNK, position);
			if (length === 0) return;
			position += length;
			const added = buffer.subarray(0, length);
			take(masking === void 0 ? added : masking.push(added));
		}
	};
	const open = () => {
		try {
			if (!statSync(path).isFile()) return;
			file = openSync(path, carefulReading);
		} catch {
			return;
		}
		position = shown;
		const redactor = secrets.redactor();
		masking = redactor.active ? redactor.stream() : void 0;
	};
	const close = () => {
		if (file === void 0) return;
		readOn();
		if (masking !== void 0) take(masking.end());
		closeSync(file);
		file = void 0;
	};
	const look = () => {
		if (file === void 0) open();
		readOn();
		if (file === void 0 || !isReplaced(file, path)) return;
		close();
		open();
		readOn();
	};
	return {
		look,
		end: () => {
			look();
			close();
			lines.end();
		}
	};
}
function isReplaced(file, path) {
	const there = statSync(path, { throwIfNoEntry: false });
	return there !== void 0 && there.ino !== fstatSync(file).ino;
}

// src/terminal/output-listener.ts
/** The path of a task's raw log. */
function logPath(dir, id) {
	return join(dir, "logs", `${fileStem(id)}.log`);
}

// src/terminal/follow-logs.ts
/** Milliseconds between two looks at the logs. */
const PERIOD = 200;
/** Shows what tasks write line by line as it comes, each line with its task's id before it. */
function followLogs(dir, secrets, show) {
	const followed = /* @__PURE__ */ new Map();
	const timer = setInterval(() => {
		for (const log of followed.values()) log.look();
	}, PERIOD);
	timer.unref();
	return {
		before: (event) => {
			if (event.type === "admitted" && !followed.has(event.id)) {
				const { id } = event;
				followed.set(id, followLog(logPath(dir, id), secrets, (lines) => show(`${id} │ `, lines)));
			}
			if (event.type !== "ended") return;
			followed.get(event.id)?.end();
			followed.delete(event.id);
		},
		stop: () => clearInterval(timer)
	};
}

// src/terminal/task-output.ts
const LOG_STYLES = [
	"grouped",
	"prefixed",
	"none"
];
/** At most so much of a log is printed; the whole of it is in its file. */
const PRINTED = 262144;
/** What it shows while a task runs is masked here; a log that has ended is masked already. */
function taskOutput(style, dir, secrets, show) {
	switch (style) {
		case "none": return {
			before: () => {},
			stop: () => {}
		};
		case "grouped": return {
			before: (event, report) => {
				if (event.type === "ended" && report.tasks.get(event.id)?.started !== void 0) showLog(dir, event.id, show);
			},
			stop: () => {}
		};
		case "prefixed": return followLogs(dir, secrets, show);
		default: return style;
	}
}
function showLog(dir, id, show) {
	const text = readEnd(logPath(dir, id));
	if (text === "") return;
	show(`         ${id} │ `, text.replace(/\n$/, "").split("\n"));
}
/** A task can put anything in its log's place: only a regular file is read, and nothing is waited for. */
function readEnd(path) {
	const part = readFilePart(path, "end", PRINTED);
	if (part.type !== "read") return "";
	const start = part.size - part.bytes.length;
	const text = part.bytes.toString("utf8");
	return start === 0 ? text : `… ${start} bytes before this are in ${path}\n${text}`;
}

export { taskOutput as n, paintedProgress as r, LOG_STYLES as t };