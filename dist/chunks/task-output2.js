import { N as fileStem } from "./verdict.js";
import { n as carefulReading, t as readFilePart } from "./read-file-part.js";
import { t as paint } from "./paint.js";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

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

// src/terminal/output-listener.ts
/** The path of a task's raw log. */
function logPath(dir, id) {
	return join(dir, "logs", `${fileStem(id)}.log`);
}
/** At most so many bytes of a log are printed at once; the whole of it is in its file. */
const PRINTED = 262144;

// src/terminal/follow-log.ts
const CHUNK = 65536;
/** Bytes of a log that may wait to be shown: who writes faster than anybody reads is shown in parts. */
const WAITING = 1048576;
/**
* Shows a growing log line by line, without secrets. A log that held some is replaced by its masked copy at the end of
* each step: then the old one is read to its end, and of the new one only what comes after that, which is as far in it
* as what was shown is long. Where a part was not shown, or was cut out of the log, it goes on at the end: no place in
* the copy is known any more.
*/
function followLog(path, secrets, show) {
	const buffer = Buffer.alloc(CHUNK);
	const lines = lineCutter(CHUNK, show);
	let file;
	let position = 0;
	let shown = 0;
	let inOnePiece = true;
	let masking;
	/** What stands before `position`. */
	let last = Buffer.alloc(0);
	const take = (bytes) => {
		shown += bytes.length;
		lines.push(bytes);
	};
	const startMasking = () => {
		const redactor = secrets.redactor();
		masking = redactor.active ? redactor.stream() : void 0;
	};
	/** Takes up to so many bytes; gives what may be shown of them to `then`. */
	const read = (from, most, then) => {
		for (let left = most; left > 0;) {
			const length = readSync(from, buffer, 0, Math.min(CHUNK, left), position);
			if (length === 0) return;
			left -= length;
			position += length;
			const added = buffer.subarray(0, length);
			last = Buffer.concat([last, added.subarray(-256)]).subarray(-256);
			then(masking === void 0 ? added : masking.push(added));
		}
	};
	const goOnAt = (from, place, note) => {
		inOnePiece = false;
		if (masking !== void 0) take(masking.cut());
		lines.end();
		lines.push(Buffer.from(`[mission: ${note}]\n`));
		startMasking();
		position = masking === void 0 ? place : Math.max(0, place - CHUNK);
		last = Buffer.alloc(0);
		read(from, place - position, () => {});
	};
	/** A log that was cut may have grown beyond that place again. */
	const isMoved = (from) => {
		const there = Buffer.alloc(last.length);
		readSync(from, there, 0, there.length, position - there.length);
		return !there.equals(last);
	};
	const readOn = (most, waiting) => {
		if (file === void 0) return;
		const { size } = fstatSync(file);
		if (size < position || isMoved(file)) goOnAt(file, size, "the middle of this log was cut out");
		else if (size - position > waiting) goOnAt(file, size - PRINTED, `${size - PRINTED - position} bytes before this are in ${path}`);
		read(file, most, take);
	};
	const open = () => {
		try {
			if (!statSync(path).isFile()) return;
			file = openSync(path, carefulReading);
		} catch {
			return;
		}
		position = inOnePiece ? shown : fstatSync(file).size;
		last = Buffer.alloc(0);
		startMasking();
	};
	const close = () => {
		if (file === void 0) return;
		readOn(2 * PRINTED, PRINTED);
		if (masking !== void 0) take(masking.end());
		closeSync(file);
		file = void 0;
	};
	const look = () => {
		if (file === void 0) open();
		readOn(PRINTED, WAITING);
		if (file === void 0 || !isReplaced(file, path)) return;
		close();
		open();
		readOn(PRINTED, WAITING);
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

// src/terminal/follow-logs.ts
/** Milliseconds between two looks at the logs. */
const PERIOD = 200;
/** Shows what tasks write line by line as it comes, each line with its task's id before it. */
function followLogs(dir, secrets, sink) {
	const followed = /* @__PURE__ */ new Map();
	const timer = setInterval(() => {
		if (sink.isBehind()) return;
		for (const log of followed.values()) log.look();
	}, PERIOD);
	timer.unref();
	return {
		before: (event) => {
			if (event.type === "admitted" && !followed.has(event.id)) {
				const { id } = event;
				followed.set(id, followLog(logPath(dir, id), secrets, (lines) => sink.show(`${id} │ `, lines)));
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
/** What it shows while a task runs is masked here; a log that has ended is masked already. */
function taskOutput(style, dir, secrets, sink) {
	switch (style) {
		case "none": return {
			before: () => {},
			stop: () => {}
		};
		case "grouped": return {
			before: (event, report) => {
				if (event.type === "ended" && report.tasks.get(event.id)?.started !== void 0) showLog(dir, event.id, sink);
			},
			stop: () => {}
		};
		case "prefixed": return followLogs(dir, secrets, sink);
		default: return style;
	}
}
/** Characters that are shown in one go: small pieces are garbage that is soon collected, all lines at once are not. */
const PIECE = 16384;
function showLog(dir, id, { show }) {
	const text = readEnd(logPath(dir, id)).replace(/\n$/, "");
	for (let start = 0; start < text.length;) {
		const newline = text.indexOf("\n", Math.min(text.length, start + PIECE));
		const end = newline < 0 ? text.length : newline;
		show(`         ${id} │ `, text.slice(start, end).split("\n"));
		start = end + 1;
	}
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