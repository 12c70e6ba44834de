import { t as readMachineFacts } from "./machine-facts.js";
import { i as progressLines, n as saveMemory, r as catchSignals, t as startRun } from "./start-run.js";
import { t as loadMission } from "./load-mission.js";
import { n as stopEarlierRun } from "./recover-run.js";
import { t as FolderRefused } from "./run-folder.js";
import { a as oneOf, i as UsageError, o as onlyPositional, r as EXIT, s as parse, t as print } from "./print.js";
import { t as printDiagnostics } from "./print-diagnostics.js";
import { y as fileStem } from "./fold.js";
import { join } from "node:path";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

// src/terminal/output-listener.ts
/** The path of a task's raw log. */
function logPath(dir, id) {
	return join(dir, "logs", `${fileStem(id)}.log`);
}

// src/terminal/follow-logs.ts
/** Milliseconds between two looks at the logs. */
const PERIOD = 200;
const CHUNK = 65536;
/** Prints what tasks write line by line as it comes, each line with its task's id before it. */
function followLogs(dir) {
	const followed = /* @__PURE__ */ new Map();
	const buffer = Buffer.alloc(CHUNK);
	const look = (id, log, last) => {
		let file;
		try {
			file = openSync(logPath(dir, id), "r");
		} catch {
			return;
		}
		try {
			for (;;) {
				const length = readSync(file, buffer, 0, CHUNK, log.position);
				if (length === 0) break;
				log.position += length;
				printLines(id, log, buffer.subarray(0, length));
			}
			if (last && log.rest.length > 0) printLines(id, log, Buffer.from("\n"));
		} finally {
			closeSync(file);
		}
	};
	const timer = setInterval(() => {
		for (const [id, log] of followed) look(id, log, false);
	}, PERIOD);
	timer.unref();
	return {
		before: (event) => {
			if (event.type === "admitted" && !followed.has(event.id)) followed.set(event.id, {
				position: 0,
				rest: Buffer.alloc(0)
			});
			const log = event.type === "ended" ? followed.get(event.id) : void 0;
			if (event.type !== "ended" || log === void 0) return;
			look(event.id, log, true);
			followed.delete(event.id);
		},
		stop: () => clearInterval(timer)
	};
}
/** Whole lines only, so that lines of two tasks never mix; a very long one is let go in parts, or it would fill memory. */
function printLines(id, log, added) {
	const data = Buffer.concat([log.rest, added]);
	const end = data.lastIndexOf(10) + 1;
	const cut = end === 0 && data.length > CHUNK ? data.length : end;
	log.rest = Buffer.from(data.subarray(cut));
	if (cut === 0) return;
	const lines = data.toString("utf8", 0, cut).replace(/\n$/, "").split("\n");
	print(`${lines.map((line) => `${id} │ ${line}`).join("\n")}\n`);
}

// src/terminal/task-output.ts
const LOG_STYLES = [
	"grouped",
	"prefixed",
	"none"
];
/** At most so much of a log is printed; the whole of it is in its file. */
const PRINTED = 262144;
function taskOutput(style, dir) {
	switch (style) {
		case "none": return {
			before: () => {},
			stop: () => {}
		};
		case "grouped": return {
			before: (event, report) => {
				if (event.type === "ended" && report.tasks.get(event.id)?.started !== void 0) printLog(dir, event.id);
			},
			stop: () => {}
		};
		case "prefixed": return followLogs(dir);
		default: return style;
	}
}
function printLog(dir, id) {
	const text = readEnd(logPath(dir, id));
	if (text === "") return;
	const lines = text.replace(/\n$/, "").split("\n");
	print(`${lines.map((line) => `         ${id} │ ${line}`).join("\n")}\n`);
}
function readEnd(path) {
	let file;
	try {
		file = openSync(path, "r");
	} catch {
		return "";
	}
	try {
		const { size } = fstatSync(file);
		const start = Math.max(0, size - PRINTED);
		const buffer = Buffer.alloc(size - start);
		const length = readSync(file, buffer, 0, buffer.length, start);
		const text = buffer.toString("utf8", 0, length);
		return start === 0 ? text : `… ${start} bytes before this are in ${path}\n${text}`;
	} finally {
		closeSync(file);
	}
}

// src/terminal/run-command.ts
const GATES = [
	"tests",
	"all",
	"off"
];
/** `mission run FILE` */
async function runCommand(argv) {
	saveMemory();
	const { values, positionals } = parse(argv, {
		dir: { type: "string" },
		only: {
			type: "string",
			multiple: true
		},
		skip: {
			type: "string",
			multiple: true
		},
		gate: { type: "string" },
		log: { type: "string" }
	});
	const file = onlyPositional(positionals, "one mission file");
	const gate = oneOf("gate", GATES, values.gate);
	const style = oneOf("log", LOG_STYLES, values.log) ?? "grouped";
	const machine = readMachineFacts();
	const selection = {
		only: ids(values.only),
		skip: ids(values.skip)
	};
	const loaded = loadMission({
		file,
		selection,
		machine,
		...gate === void 0 ? {} : { gate }
	});
	if (loaded.type === "refused") throw new UsageError(loaded.message);
	printDiagnostics(loaded.diagnostics, loaded.text);
	if (loaded.type === "invalid") return EXIT.invalid;
	const dir = values.dir ?? ".mission";
	await stopEarlierRun(dir);
	const output = taskOutput(style, dir);
	const signals = catchSignals();
	const run = begin({
		mission: loaded.mission,
		file,
		root: process.cwd(),
		dir,
		environment: process.env,
		machine,
		listen: (event, report) => {
			output.before(event, report);
			for (const line of progressLines(event, report)) print(`${line}\n`);
		}
	});
	signals.passTo(run.interrupt);
	const report = await run.finished;
	signals.release();
	output.stop();
	print(`Reports: ${dir}/final-report.md\n`);
	return exitCode(report);
}
function begin(request) {
	try {
		return startRun(request);
	} catch (error) {
		if (error instanceof FolderRefused) throw new UsageError(error.message);
		throw error;
	}
}
function exitCode(report) {
	switch (report.result) {
		case "succeeded": return EXIT.succeeded;
		case "failed": return EXIT.failed;
		case "cancelled": return EXIT.interrupted;
		case void 0: return EXIT.broken;
		default: return report.result;
	}
}
function ids(lists) {
	return (lists ?? []).flatMap((list) => list.split(/[\s,]+/)).filter((id) => id !== "");
}

export { runCommand };