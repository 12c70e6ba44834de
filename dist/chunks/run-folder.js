import { r as JOURNAL, y as fileStem } from "./fold.js";
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { accessSync, closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { execFileSync, spawn } from "node:child_process";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/process/clean-text.ts
/**
* Text for people out of a program's raw output: no escape sequences, no control characters but tab and line feed,
* nothing that reorders or secretly breaks lines. Of a line that was overwritten with `\r`, what stood there last.
* Every pattern is linear in its input, since a hostile log ends up here.
*/
function cleanText(raw) {
	return raw.replace(escapeSequence, "").replace(/[^\n]+/g, lastWritten).replace(unwanted, "");
}
/** Invalid UTF-8 becomes U+FFFD; a character cut in half at the start of a tail is dropped. */
function cleanBytes(bytes, cutAtStart) {
	let start = 0;
	while (cutAtStart && start < 3 && ((bytes[start] ?? 0) & 192) === 128) start++;
	return cleanText(decoder.decode(bytes.subarray(start)));
}
const decoder = new TextDecoder("utf-8", { ignoreBOM: false });
function lastWritten(line) {
	if (!line.includes("\r")) return line;
	return line.split("\r").filter((write) => write !== "").at(-1) ?? "";
}
/** Operating system commands and other strings up to BEL or ST; CSI sequences; what remains of two-byte escapes. */
const escapeSequence = new RegExp([
	"(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?",
	"(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?",
	"\\u001b[ -/]*[0-~]?"
].join("|"), "g");
/** C0 but tab and line feed, DEL, C1, line and paragraph separators, direction controls, byte order mark. */
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

// src/process/error-code.ts
/** The system's name of an error, such as `ENOENT`; undefined for errors of another kind. */
function errorCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}
/** A sentence about anything that may be thrown. */
function errorText(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/process/inside-root.ts
/**
* Whether a path, relative to `root` or absolute, stays inside of it once symbolic links are followed. The last part
* itself is not followed, and what does not exist yet is judged by the nearest folder above that does.
*/
function staysInside(root, path) {
	const absolute = resolve(root, path);
	const parent = dirname(absolute);
	try {
		return absolute !== resolve(root) && isInside(realpathSync.native(root), nearestReal(parent));
	} catch {
		return false;
	}
}
/** Both absolute and free of symbolic links; a folder is inside of itself. */
function isInside(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
/** Throws what `realpath` throws, except that a missing part is skipped upwards. */
function nearestReal(folder) {
	try {
		return realpathSync.native(folder);
	} catch (error) {
		const above = dirname(folder);
		if (errorCode(error) !== "ENOENT" || above === folder) throw error;
		return nearestReal(above);
	}
}

// src/process/deliverable.ts
const absent = "absent";
/**
* The state of a deliverable. Nothing is followed: a symbolic link, or a path that leaves the root through one, counts
* as absent, so that no report is ever read from or written to elsewhere.
*
* The change time is part of it, because content can be rewritten with the same size and the old modification time.
*/
function deliverableState(root, path) {
	if (!staysInside(root, path)) return absent;
	const stats = statOf(resolve(root, path));
	return stats?.isFile() === true ? `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : absent;
}
/** True when there is a file now and it is not the one that was there before. */
function wasWritten(before, now) {
	return now !== absent && now !== before;
}
function statOf(path) {
	try {
		return lstatSync(path, {
			bigint: true,
			throwIfNoEntry: false
		});
	} catch {
		return;
	}
}

// src/process/read-file-part.ts
/**
* Reads at most `limit` bytes from the start or the end of a regular file. Neither follows a symbolic link nor waits on
* a named pipe, which a task could have put there. Never throws.
*/
function readFilePart(path, from, limit) {
	try {
		if (statSync(path, { throwIfNoEntry: false }) === void 0) return { type: "absent" };
		const descriptor = openSync(path, constants.O_RDONLY | optional(constants.O_NOFOLLOW) | optional(constants.O_NONBLOCK));
		try {
			const stats = fstatSync(descriptor);
			if (!stats.isFile()) return {
				type: "unreadable",
				message: `expected a regular file at ${path}`
			};
			const length = Math.min(stats.size, limit);
			const bytes = Buffer.allocUnsafe(length);
			const read = readSync(descriptor, bytes, 0, length, from === "start" ? 0 : stats.size - length);
			return {
				type: "read",
				bytes: bytes.subarray(0, read),
				size: stats.size
			};
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		return {
			type: "unreadable",
			message: errorText(error)
		};
	}
}
/** Not every system has these flags; there the constant is missing, whatever its type says. */
function optional(flag) {
	return flag ?? 0;
}

// src/process/read-outputs.ts
/** Bytes; the limit that GitHub sets to a job's outputs. */
const largest = 1048576;
/** Reads a task's MISSION_OUTPUT file. One malformed line rejects the whole file, as on the runner. Never throws. */
function readOutputs(path) {
	const part = readFilePart(path, "start", largest);
	switch (part.type) {
		case "absent": return { type: "none" };
		case "unreadable": return rejected(`the file could not be read: ${part.message}`);
		case "read":
			if (part.size > largest) return rejected(`expected at most ${largest} bytes, found ${part.size}`);
			return decode(part.bytes);
	}
}
function decode(bytes) {
	try {
		return parseOutputs(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch (error) {
		return rejected(`expected UTF-8 text (in Windows PowerShell: Out-File -Encoding utf8): ${errorText(error)}`);
	}
}
/**
* `NAME=VALUE` lines and `NAME<<DELIMITER` … `DELIMITER` blocks, as in GITHUB_OUTPUT. Empty lines are skipped; of two
* values for one name the last counts.
*/
function parseOutputs(text) {
	const values = /* @__PURE__ */ new Map();
	const lines = text.split(/\r?\n/);
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? "";
		if (line === "") continue;
		const entry = /^(.*?)(=|<<)(.*)$/s.exec(line);
		const name = entry?.[1] ?? "";
		if (entry === null) return malformed(index, "NAME=VALUE or NAME<<DELIMITER", line);
		if (!allowedName.test(name) || name === "__proto__") return malformed(index, "a name of letters, digits, `_`, `-` and `.` that starts with a letter or `_`", line);
		if (entry[2] === "=") {
			values.set(name, entry[3] ?? "");
			continue;
		}
		const delimiter = entry[3] ?? "";
		if (delimiter === "") return malformed(index, "a delimiter after `<<`", line);
		const end = lines.indexOf(delimiter, index + 1);
		if (end < 0) return malformed(index, `a later line that is exactly ${quoted(delimiter)}, the end of this value`, line);
		values.set(name, lines.slice(index + 1, end).join("\n"));
		index = end;
	}
	return values.size === 0 ? { type: "none" } : {
		type: "outputs",
		values: Object.fromEntries(values)
	};
}
const allowedName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
function malformed(index, expected, line) {
	return rejected(`line ${index + 1}: expected ${expected}, found ${quoted(line)}`);
}
function rejected(why) {
	return {
		type: "rejected",
		message: `MISSION_OUTPUT was rejected: ${why}`
	};
}
/** As JSON, so that a message never contains control characters; short, for the line may hold anything. */
function quoted(text) {
	return JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`);
}

// src/process/collect.ts
const tailBytes = 8192;
/** More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32768;
const reportBytes = 262144;
/**
* Reads what an attempt left behind. Never throws: what cannot be read is said in its place.
*
* @param before the deliverable's state before the task's first launch; undefined when it was never launched.
*/
function collectLeftBehind(task, root, files, before) {
	const outputs = readOutputs(files.output);
	const report = readReport(files.report);
	const written = task.deliverable !== void 0 && before !== void 0 && wasWritten(before, deliverableState(root, task.deliverable));
	return {
		...readLog(files.log),
		...outputs.type === "outputs" ? { outputs: outputs.values } : {},
		...outputs.type === "rejected" ? { outputsRejected: outputs.message } : {},
		...report === "" ? {} : { report },
		...written ? { wroteDeliverable: true } : {}
	};
}
function readLog(path) {
	const part = readFilePart(path, "end", tailRead);
	switch (part.type) {
		case "absent": return {
			logTail: "",
			logBytes: 0
		};
		case "unreadable": return {
			logTail: `(the log could not be read: ${part.message})`,
			logBytes: sizeOf$1(path)
		};
		case "read": return {
			logTail: tailOf(part.bytes, part.size > part.bytes.length),
			logBytes: part.size
		};
	}
}
function tailOf(bytes, cut) {
	const lines = cleanBytes(bytes, cut).replace(/\n+$/, "").split("\n");
	if (cut && lines.length > 1) lines.shift();
	return lastBytes(lines.slice(-50));
}
/** Whole lines as far as they fit; of a single line that does not fit, its end. */
function lastBytes(lines) {
	let first = lines.length;
	let size = -1;
	while (first > 0) {
		size += Buffer.byteLength(lines[first - 1] ?? "") + 1;
		if (size > tailBytes) break;
		first--;
	}
	if (first < lines.length) return lines.slice(first).join("\n");
	return cleanBytes(Buffer.from(lines.at(-1) ?? "").subarray(-8192), true);
}
function readReport(path) {
	const part = readFilePart(path, "start", reportBytes);
	switch (part.type) {
		case "absent": return "";
		case "unreadable": return `(MISSION_REPORT could not be read: ${part.message})`;
		case "read":
			if (part.size <= reportBytes) return cleanBytes(part.bytes, false);
			return `${cleanBytes(wholeLines(part.bytes), false)}\n(MISSION_REPORT was cut: ${part.size} bytes were written, the first ${reportBytes} are kept.)\n`;
	}
}
/** Without the last line, which is cut; all of it when there is only one, without half a character. */
function wholeLines(bytes) {
	const end = bytes.lastIndexOf(10);
	if (end >= 0) return bytes.subarray(0, end + 1);
	let last = bytes.length;
	while (last > 0 && ((bytes[last - 1] ?? 0) & 192) === 128) last--;
	return bytes.subarray(0, Math.max(0, last - 1));
}
function sizeOf$1(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}

// src/process/find-program.ts
function createFindProgram(platform) {
	const known = /* @__PURE__ */ new Map();
	return (name, path, workingDirectory) => {
		if (/[\\/]/.test(name)) return look([resolve(workingDirectory, name)], platform);
		const key = `${name}\0${path}`;
		const before = known.get(key);
		if (before !== void 0) return before;
		const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
		const found = look([...preferred(name, platform), ...folders.map((folder) => join(folder, name))], platform);
		if (found.type === "found") known.set(key, found);
		return found;
	};
}
function look(places, platform) {
	let blocked;
	for (const place of places) for (const path of platform === "win32" ? [
		place,
		`${place}.exe`,
		`${place}.com`
	] : [place]) {
		if (!isFile(path)) continue;
		if (isExecutable(path)) return {
			type: "found",
			path
		};
		blocked ??= path;
	}
	return blocked === void 0 ? { type: "missing" } : {
		type: "not-executable",
		path: blocked
	};
}
function isFile(path) {
	try {
		return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
	} catch {
		return false;
	}
}
function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
/** On Windows the first bash in PATH is often the one that starts a Linux machine; workflows mean Git's. */
function preferred(name, platform) {
	const programs = process.env.ProgramFiles;
	if (platform !== "win32" || programs === void 0) return [];
	return name === "bash" || name === "sh" ? [join(programs, "Git", "bin", name)] : [];
}

// src/process/one-line-command.ts
const longest = 200;
/** A command line for a report; arguments may be separated by NUL, as Linux keeps them. */
function oneLineCommand(raw) {
	const text = cleanText(raw.replace(/[\0\n\r\t ]+/g, " ")).trim();
	return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

// src/process/signal-process.ts
/** True when the group has members. One system call: it is asked at every step's end. */
function groupExists(group) {
	try {
		process.kill(-group, 0);
		return true;
	} catch (error) {
		return errorCode(error) === "EPERM";
	}
}
/** @param target a pid, or a group's number negated. Nothing to signal, or nothing allowed, is no failure. */
function signalProcess(target, signal) {
	if (!Number.isInteger(target) || Math.abs(target) <= 1) return;
	send(target, signal);
	if (signal === "SIGTERM") send(target, "SIGCONT");
}
function send(target, signal) {
	try {
		process.kill(target, signal);
	} catch {}
}

// src/process/task-environment.ts
/** Names that carry the mark by which escaped processes are found again. */
const runVariable = "MISSION_RUN";
const taskVariable = "MISSION_TASK";
/**
* The caller's environment without what would let a task speak to the runner in our name: its tokens, our inputs, the
* files of which one malformed line fails our step. `RUNNER_TRACKING_ID` stays, so that the runner finds orphans.
*/
function callerEnvironment(environment) {
	const kept = {};
	for (const [name, value] of Object.entries(environment)) if (value !== void 0 && !withheld.test(name)) kept[name] = value;
	return kept;
}
const withheld = /^(?:ACTIONS_.*|INPUT_.*|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i;
/**
* What a task sees: `base`, then its own `env`, then our facts, which nothing overrides.
*
* @param ignoreCase true on Windows, where `Path` and `PATH` are one variable and only one of them would arrive.
*/
function taskEnvironment(base, env, facts, ignoreCase) {
	const ours = {
		[runVariable]: facts.run,
		[taskVariable]: facts.id,
		MISSION_LEVEL: String(facts.level),
		MISSION_ATTEMPT: String(facts.attempt),
		MISSION_DIR: facts.dir,
		MISSION_OUTPUT: facts.output,
		MISSION_REPORT: facts.report,
		MISSION_CONTEXT: facts.context
	};
	return ignoreCase ? mergeIgnoringCase([
		base,
		env,
		ours
	]) : {
		...base,
		...env,
		...ours
	};
}
function mergeIgnoringCase(layers) {
	const merged = /* @__PURE__ */ new Map();
	for (const layer of layers) for (const [name, value] of Object.entries(layer)) merged.set(name.toUpperCase(), [name, value]);
	return Object.fromEntries(merged.values());
}

// src/process/linux-processes.ts
/** Linux tells everything in `/proc`; fields as in proc(5). */
function createLinuxProcesses() {
	return {
		list,
		markOf,
		commandOf: (pid) => oneLineCommand(read(`/proc/${pid}/cmdline`) || `[${nameOf(pid)}]`),
		groupExists,
		signalGroup: (group, signal) => signalProcess(-group, signal),
		signalOne: (row, signal) => {
			if (readRow(row.pid)?.start === row.start) signalProcess(row.pid, signal);
		}
	};
}
function list() {
	const rows = [];
	for (const name of pids()) {
		const row = readRow(name);
		if (row !== void 0) rows.push(row);
	}
	return rows;
}
function pids() {
	try {
		return readdirSync("/proc").map(Number).filter(Number.isInteger);
	} catch {
		return [];
	}
}
function readRow(pid) {
	return parseStat(pid, read(`/proc/${pid}/stat`));
}
/** The name in parentheses may itself hold spaces and parentheses, so fields count from the last one. */
function parseStat(pid, stat) {
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const [state, parent, group, session] = fields;
	const start = fields[19];
	if (state === void 0 || start === void 0 || state === "Z" || state === "X") return void 0;
	return {
		pid,
		parent: Number(parent),
		group: Number(group),
		session: Number(session),
		start
	};
}
function markOf(pid) {
	const environment = read(`/proc/${pid}/environ`);
	const run = variableIn(environment, runVariable);
	return run === void 0 ? void 0 : {
		run,
		task: variableIn(environment, "MISSION_TASK") ?? ""
	};
}
function variableIn(environment, name) {
	const key = `${name}=`;
	let start = environment.startsWith(key) ? 0 : environment.indexOf(`\0${key}`) + 1;
	if (start === 0 && !environment.startsWith(key)) return void 0;
	start += key.length;
	const end = environment.indexOf("\0", start);
	return environment.slice(start, end < 0 ? void 0 : end);
}
function nameOf(pid) {
	return read(`/proc/${pid}/comm`).trim() || String(pid);
}
/** Empty when the process is gone or another user's. */
function read(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

// src/process/listed-processes.ts
/**
* Unix systems without `/proc`, such as macOS: `ps` lists, environments of others cannot be read, so there are no marks.
* `ps` blocks for some milliseconds and is asked only when something has to be stopped or named.
*/
function createListedProcesses() {
	return {
		list: () => parseList(ps([
			"-A",
			"-o",
			"pid=,ppid=,pgid=,stat="
		])),
		markOf: () => void 0,
		commandOf: (pid) => oneLineCommand(ps([
			"-p",
			String(pid),
			"-o",
			"command="
		])) || `[${pid}]`,
		groupExists,
		signalGroup: (group, signal) => signalProcess(-group, signal),
		signalOne: (row, signal) => signalProcess(row.pid, signal)
	};
}
/** `ps` shows no session number that could be compared, so the group's stands for it. */
function parseList(text) {
	const rows = [];
	for (const line of text.split("\n")) {
		const [pid, parent, group, state] = line.trim().split(/\s+/);
		if (state === void 0 || state.startsWith("Z")) continue;
		rows.push({
			pid: Number(pid),
			parent: Number(parent),
			group: Number(group),
			session: Number(group)
		});
	}
	return rows;
}
function ps(args) {
	try {
		return execFileSync("ps", args, {
			encoding: "utf8",
			timeout: 5e3,
			stdio: [
				"ignore",
				"pipe",
				"ignore"
			]
		});
	} catch {
		return "";
	}
}

// src/process/windows-processes.ts
/**
* Windows has no process groups. `taskkill /T /F` ends a tree as long as its root lives; console programs do not answer
* the gentle form, so both signals force.
*/
function createWindowsProcesses() {
	return {
		list: () => [],
		markOf: () => void 0,
		commandOf: (pid) => `[${pid}]`,
		groupExists: () => false,
		signalGroup: (group) => endTree(group),
		signalOne: (row) => endTree(row.pid)
	};
}
function endTree(pid) {
	spawn("taskkill", [
		"/PID",
		String(pid),
		"/T",
		"/F"
	], {
		stdio: "ignore",
		windowsHide: true
	}).on("error", () => {});
}

// src/process/process-system.ts
function createProcessSystem(platform) {
	switch (platform) {
		case "linux": return createLinuxProcesses();
		case "win32": return createWindowsProcesses();
		default: return createListedProcesses();
	}
}

// src/process/open-log.ts
/**
* Opens a log for appending. Each write of every process that gets this descriptor lands at the end, whoever wrote last.
*
* @param fresh empties it: the folder may hold the log of an earlier run.
* @returns the descriptor; throws what `open` throws.
*/
function openLog(path, fresh) {
	const start = fresh ? constants.O_TRUNC : 0;
	return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | start, 420);
}
/** Writes a line between two steps, on a line of its own although the step before may have ended inside of one. */
function writeSeparator(log, line) {
	const { size } = fstatSync(log);
	const last = Buffer.alloc(1, "\n");
	if (size > 0) readSync(log, last, 0, 1, size - 1);
	writeSync(log, `${last[0] === 10 ? "" : "\n"}${line}\n`);
}

// src/process/shell-command.ts
/**
* How `shell:` is understood, as in GitHub workflows.
*
* The script always goes to a file, never to `-c`: no limit on its length, `$0` and error messages name a file that can
* be looked at, and bash stays the leader of the process group. With `-c` it would replace itself by the last command,
* and Node reports a leader that dies of a real-time signal as exit code 0; through bash that is 128+n, a failure.
* A file costs 0.06 ms.
*
* @returns undefined when `shell` is neither a known name nor a template with `{0}`.
*/
function findShell(shell, platform) {
	const windows = platform === "win32";
	switch (shell) {
		case void 0: return windows ? powershell(["pwsh", "powershell"]) : plain(".sh", [bash(windows), posix$1(windows)]);
		case "bash": return plain(".sh", [bash(windows)]);
		case "sh": return plain(".sh", [posix$1(windows)]);
		case "pwsh":
		case "powershell": return powershell([shell]);
		case "cmd": return commandPrompt();
		case "python": return plain(".py", [candidate("python", ["{0}"]), candidate("python3", ["{0}"])]);
		default: return template(shell);
	}
}
function bash(windows) {
	return candidate("bash", [
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"{0}"
	], windows);
}
function posix$1(windows) {
	return candidate("sh", ["-e", "{0}"], windows);
}
/** @param slashes true where the shell takes a backslash for an escape. */
function candidate(program, args, slashes = false) {
	return {
		program,
		arguments: (file) => {
			const path = slashes ? file.replaceAll("\\", "/") : file;
			return args.map((argument) => argument.replaceAll("{0}", () => path));
		}
	};
}
function plain(extension, candidates) {
	return {
		candidates,
		extension,
		script: (run) => `${run}\n`,
		verbatim: false
	};
}
function powershell(programs) {
	return {
		candidates: programs.map((program) => ({
			program,
			arguments: (file) => [
				"-NoProfile",
				"-NonInteractive",
				"-command",
				`. '${file.replaceAll("'", "''")}'`
			]
		})),
		extension: ".ps1",
		script: (run) => `\uFEFF$ErrorActionPreference = 'stop'\n${run}\nif (Test-Path -LiteralPath variable:\\LASTEXITCODE) { exit $LASTEXITCODE }\n`,
		verbatim: false
	};
}
function commandPrompt() {
	return {
		candidates: [{
			program: "cmd",
			arguments: (file) => [
				"/D",
				"/E:ON",
				"/V:OFF",
				"/S",
				"/C",
				`"CALL "${file}""`
			]
		}],
		extension: ".cmd",
		script: (run) => `@echo off\r\n${run.replace(/\r?\n/g, "\r\n")}\r\n`,
		verbatim: true
	};
}
function template(text) {
	if (!text.includes("{0}")) return void 0;
	const [program, ...args] = [...text.matchAll(/"([^"]*)"|[^\s"]+/g)].map((match) => match[1] ?? match[0]);
	if (program === void 0 || program.includes("{0}")) return void 0;
	return plain(/(?:^|[\\/])(?:bash|sh|dash|zsh|ksh)$/.test(program) ? ".sh" : "", [candidate(program, args)]);
}

// src/process/task-files.ts
/** A folder for each attempt, so that what a stopped attempt still writes never reaches the next one's outputs. */
function taskFiles(dir, id, attempt) {
	const stem = fileStem(id);
	const exchange = join(dir, "io", String(attempt));
	return {
		log: join(dir, "logs", `${stem}.log`),
		output: join(exchange, `${stem}.output`),
		report: join(exchange, `${stem}.report.md`),
		context: join(exchange, `${stem}.context.json`)
	};
}
/** @param step index into the task's steps. */
function scriptFile(dir, id, step, extension) {
	return join(dir, "scripts", `${fileStem(id)}-${step + 1}${extension}`);
}
function createEnsureFolder() {
	const made = /* @__PURE__ */ new Set();
	return (path) => {
		if (made.has(path)) return;
		mkdirSync(path, { recursive: true });
		made.add(path);
	};
}

// src/process/working-directory.ts
/**
* Checked before each launch, for spawn answers a missing folder with the same ENOENT as a missing program. Not cached:
* an earlier task may make or remove the folder, and the check costs 0.02 ms.
*/
function checkWorkingDirectory(root, written) {
	const path = resolve(root, written);
	const refused = (found, todo) => ({
		type: "refused",
		message: `working-directory "${written}": expected a folder at ${path}, found ${found}; ${todo}`
	});
	try {
		const real = realpathSync.native(path);
		const realRoot = realpathSync.native(root);
		if (!isInside(realRoot, real)) return refused(`that it leads to ${real}, outside of ${realRoot}`, "choose a folder inside of it");
		if (!statSync(real).isDirectory()) return refused("a file", "name the folder that it lies in");
		return {
			type: "found",
			path: real
		};
	} catch (error) {
		switch (errorCode(error)) {
			case "ENOENT": return refused("nothing", "create it in an earlier task or correct the path");
			case "ENOTDIR": return refused("a file on the way", "correct the path");
			default: return refused(`an error (${errorText(error)})`, "make it readable");
		}
	}
}

// src/process/prepare-step.ts
/** Checks what a step needs and writes the files that it reads. Throws file system errors. */
function prepareStep(launch, place) {
	const { task, step } = launch;
	const run = task.steps[step]?.run ?? "";
	if (run.includes("\0")) return refused("its command holds a NUL character, which no shell accepts; remove it");
	if (task.deliverable !== void 0 && !staysInside(place.root, task.deliverable)) return refused(`deliverable "${task.deliverable}": expected a path inside of ${place.root}, found that it leads out of it`);
	const folder = checkWorkingDirectory(place.root, task.workingDirectory);
	if (folder.type === "refused") return folder;
	const shell = findShell(task.shell, place.platform);
	if (shell === void 0) return refused(`shell "${task.shell}": expected bash, sh, pwsh, powershell, cmd, python or a command that contains {0}, where the script's path goes`);
	const environment = environmentOf(launch, place);
	const script = scriptFile(place.dir, task.id, step, shell.extension);
	const command = chooseShell(task.shell, shell, script, folder.path, environment, place);
	if (command.type === "refused") return command;
	writeFiles(launch, place, script, shell.script(run));
	return command;
}
function refused(message) {
	return {
		type: "refused",
		message
	};
}
function environmentOf(launch, place) {
	const { task, attempt } = launch;
	const files = taskFiles(place.dir, task.id, attempt);
	const facts = {
		run: place.run,
		id: task.id,
		level: task.level,
		attempt,
		dir: place.dir,
		...files
	};
	return taskEnvironment(place.environment, task.env, facts, place.platform === "win32");
}
function chooseShell(written, shell, script, workingDirectory, environment, place) {
	const path = environment.PATH ?? environment.Path ?? "";
	let blocked;
	for (const candidate of shell.candidates) {
		const found = place.findProgram(candidate.program, path, workingDirectory);
		if (found.type === "found") {
			const args = candidate.arguments(script);
			return {
				type: "ready",
				program: found.path,
				arguments: args,
				workingDirectory,
				environment,
				verbatim: shell.verbatim
			};
		}
		if (found.type === "not-executable") blocked ??= found.path;
	}
	const name = written === void 0 ? "the default shell" : `shell "${written}"`;
	if (blocked !== void 0) return refused(`${name}: expected a program that may be executed, found that ${blocked} may not; chmod +x it`);
	return refused(`${name}: expected the program ${shell.candidates.map((candidate) => candidate.program).join(" or ")}, found none in PATH (${path}); install it or choose another shell`);
}
function writeFiles(launch, place, script, text) {
	const files = taskFiles(place.dir, launch.task.id, launch.attempt);
	for (const file of [
		files.log,
		files.context,
		script
	]) place.ensureFolder(dirname(file));
	if (launch.step === 0) for (const file of [files.output, files.report]) removeIfThere(file);
	writeFileSync(files.context, launch.context);
	writeFileSync(script, text);
}
/** Asked first, as that is cheaper at every launch; a task may have made anything of it, even a folder. */
function removeIfThere(path) {
	if (lstatSync(path, { throwIfNoEntry: false }) !== void 0) rmSync(path, {
		recursive: true,
		force: true
	});
}

// src/process/spawn-failure.ts
/** True for errors that pass: no descriptors, processes or memory left at this moment. */
function isPassing(error) {
	switch (errorCode(error)) {
		case "EMFILE":
		case "ENFILE":
		case "EAGAIN":
		case "ENOMEM": return true;
		default: return false;
	}
}
/** Why a step did not start, in a sentence. */
function describeSpawnFailure(error, command) {
	if (command === void 0) return `its files could not be written: ${errorText(error)}`;
	const { program, environment, workingDirectory } = command;
	switch (errorCode(error)) {
		case "ENOENT": return `${program}: expected a program that can be started in ${workingDirectory}, found that one of them is gone`;
		case "EACCES": return `${program}: expected to be allowed to run it in ${workingDirectory}, found that one of them forbids it`;
		case "E2BIG": return `its environment is too long for this system: ${sizeOf(environment)}; pass large values in a file`;
		case "ERR_INVALID_ARG_VALUE": return `${nulOf(command)} holds a NUL character, which no program accepts; remove it`;
		case "EMFILE":
		case "ENFILE":
		case "EAGAIN":
		case "ENOMEM": return `the system had no descriptors, processes or memory left for it, several times (${errorText(error)})`;
		default: return `${program} could not be started: ${errorText(error)}`;
	}
}
function sizeOf(environment) {
	let total = 0;
	let largest = {
		name: "",
		size: -1
	};
	for (const [name, value] of Object.entries(environment)) {
		const size = Buffer.byteLength(name) + Buffer.byteLength(value) + 2;
		total += size;
		if (size > largest.size) largest = {
			name,
			size
		};
	}
	return `${total} bytes in all, of which ${largest.name} takes ${largest.size}`;
}
function nulOf(command) {
	const variable = Object.entries(command.environment).find(([name, value]) => `${name}${value}`.includes("\0"));
	return variable === void 0 ? "its command line" : `its environment variable ${JSON.stringify(variable[0])}`;
}

// src/process/start-step.ts
const usualRetries = [
	50,
	100,
	200,
	400,
	800
];
/**
* Starts a step's process, again and again while the system is short of something. Never throws.
*
* @param started called once; within this call when the first attempt decides it.
* @returns forgets a start that has not happened yet: `started` is then called with a failure that says so.
*/
function startStep(launch, launcher, started) {
	let cancelled = false;
	let timer;
	const announcement = { made: false };
	const attempt = (number) => {
		timer = void 0;
		trySpawn(launch, launcher, announcement, (result) => {
			const pause = launcher.retries[number];
			if (result.type !== "short") started(result);
			else if (cancelled) started(stopped);
			else if (pause === void 0) started({
				type: "failed",
				message: result.message
			});
			else timer = setTimeout(attempt, pause, number + 1);
		});
	};
	attempt(0);
	return () => {
		cancelled = true;
		if (timer === void 0) return;
		clearTimeout(timer);
		timer = void 0;
		started(stopped);
	};
}
const stopped = {
	type: "failed",
	message: "it was stopped before its process could be started"
};
function trySpawn(launch, launcher, announcement, done) {
	let command;
	const failed = (error) => ({
		type: isPassing(error) ? "short" : "failed",
		message: describeSpawnFailure(error, command)
	});
	let result;
	try {
		const prepared = prepareStep(launch, launcher);
		if (prepared.type === "refused") result = {
			type: "failed",
			message: prepared.message
		};
		else {
			command = prepared;
			const child = spawnCommand(command, launch, launcher, announcement);
			const { pid } = child;
			child.on("error", (error) => {
				if (pid === void 0) done(failed(error));
			});
			if (pid !== void 0) result = {
				type: "spawned",
				child,
				pid
			};
		}
	} catch (error) {
		result = failed(error);
	}
	if (result !== void 0) done(result);
}
function spawnCommand(command, launch, launcher, announcement) {
	const log = openTaskLog(launch, launcher, announcement);
	try {
		return launcher.spawn(command.program, command.arguments, {
			cwd: command.workingDirectory,
			env: command.environment,
			detached: launcher.platform !== "win32",
			stdio: [
				"ignore",
				log ?? "ignore",
				log ?? "ignore"
			],
			windowsHide: true,
			windowsVerbatimArguments: command.verbatim
		});
	} finally {
		if (log !== void 0) closeSync(log);
	}
}
/** A task runs without a log rather than not at all; a shortage of descriptors is thrown, for it passes. */
function openTaskLog(launch, launcher, announcement) {
	const { task, attempt, step } = launch;
	let log;
	try {
		const fresh = attempt === 1 && step === 0 && !announcement.made;
		log = openLog(taskFiles(launcher.dir, task.id, attempt).log, fresh);
		const separator = separatorOf(launch);
		if (separator !== void 0 && !announcement.made) writeSeparator(log, separator);
		announcement.made = true;
	} catch (error) {
		if (isPassing(error)) throw error;
		launcher.degraded(`the log of ${task.id} cannot be written: ${errorText(error)}`);
	}
	return log;
}
function separatorOf(launch) {
	const { task, attempt, step } = launch;
	const name = task.steps[step]?.name;
	const again = attempt > 1 && step === 0 ? `▶ attempt ${attempt}` : void 0;
	const named = name === void 0 ? void 0 : `▶ step ${step + 1}/${task.steps.length}: ${name}`;
	return again === void 0 ? named : named === void 0 ? again : `${again}\n${named}`;
}
/** The real one. */
const spawnProcess = (program, args, options) => spawn(program, args, options);

// src/process/leftovers.ts
/** A fork storm leaves thousands; a report needs to know the kind. */
const most = 20;
function nameLeftovers(system, rows) {
	return rows.slice(0, most).map((row) => ({
		pid: row.pid,
		command: system.commandOf(row.pid)
	}));
}
/** What KILL did not end: another user's, or held by the kernel. */
function nameUnstoppable(system, rows) {
	return nameLeftovers(system, rows).map((left) => ({
		...left,
		command: `${left.command} (could not be killed)`
	}));
}

// src/process/step-tree.ts
/**
* Which processes belong to a tree: its group and session, what carries its mark, and everything below those. The last
* finds a child that left the group with an emptied environment, as long as its parent lives.
*/
function treeMembers(rows, seed) {
	const { leader } = seed;
	const reused = seed.leaderAlive !== true && rows.some((row) => row.pid === leader);
	const inGroup = (row) => !reused && leader !== void 0 && (row.group === leader || row.session === leader);
	const isKnown = (row) => row.start !== void 0 && seed.known?.some(({ pid, start }) => pid === row.pid && start === row.start) === true;
	const ours = (row) => inGroup(row) || isKnown(row) || seed.marked(row.pid);
	const members = /* @__PURE__ */ new Map();
	for (const row of rows) if (row.pid !== seed.except && ours(row)) members.set(row.pid, row);
	addDescendants(members, rows, seed.except);
	return [...members.values()];
}
function addDescendants(members, rows, except) {
	const children = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const siblings = children.get(row.parent);
		if (siblings === void 0) children.set(row.parent, [row]);
		else siblings.push(row);
	}
	const open = [...members.keys()];
	for (let pid = open.pop(); pid !== void 0; pid = open.pop()) for (const child of children.get(pid) ?? []) {
		if (child.pid === except || members.has(child.pid)) continue;
		members.set(child.pid, child);
		open.push(child.pid);
	}
}
/** True for the marks of one task in one run. */
function isMarked(mark, run, task) {
	return mark !== void 0 && mark.run === run && (task === void 0 || mark.task === task);
}

// src/process/stop-leftovers.ts
/** Milliseconds that killed processes are waited for. */
const gone = 1e3;
/**
* Stops everything that still carries the mark of a run, wherever it hides: at the mission's end what escaped its
* group, after our own violent end whatever still runs. Goes by the mark alone, never by a remembered pid, which may
* be another's by now.
*
* @returns what was found, by name; empty on systems that do not show the environment of processes. Never throws.
*/
async function stopLeftovers(options) {
	const system = options.system ?? createProcessSystem(process.platform);
	const found = members(system, options.run);
	if (found.length === 0) return [];
	const names = nameLeftovers(system, found);
	if (options.grace > 0) {
		for (const row of found) system.signalOne(row, "SIGTERM");
		if (await ended(system, options.run, options.grace, false)) return names;
	}
	if (await ended(system, options.run, gone, true)) return names;
	return [...names, ...nameUnstoppable(system, members(system, options.run))];
}
/** Looks until nothing is left or the time is over; with `kill`, kills at every look, for what is forked meanwhile. */
async function ended(system, run, patience, kill) {
	const end = performance.now() + patience;
	for (let pause = 5;; pause = Math.min(100, pause * 2)) {
		const rows = members(system, run);
		if (rows.length === 0) return true;
		if (kill) for (const row of rows) system.signalOne(row, "SIGKILL");
		if (performance.now() >= end) return false;
		await setTimeout$1(pause);
	}
}
function members(system, run) {
	const marked = (pid) => isMarked(system.markOf(pid), run);
	return treeMembers(system.list(), {
		marked,
		except: process.pid
	});
}

// src/process/snapshot.ts
/** Milliseconds; long enough that stopping many tasks at once reads `/proc` once, short enough to miss little. */
const shared = 25;
/**
* @param now monotonic milliseconds
* @returns gives a snapshot that is at most a moment old and was not taken before that time
*/
function createSnapshots(system, now) {
	let last;
	return (notBefore) => {
		const at = now();
		if (last !== void 0 && last.at >= notBefore && at - last.at < shared) return last.snapshot;
		const snapshot = takeSnapshot(system);
		last = {
			at,
			snapshot
		};
		return snapshot;
	};
}
function takeSnapshot(system) {
	const marks = /* @__PURE__ */ new Map();
	return {
		rows: system.list(),
		markOf: (pid) => {
			if (!marks.has(pid)) marks.set(pid, system.markOf(pid));
			return marks.get(pid);
		}
	};
}

// src/process/stop-tree.ts
const usualStopTimes = {
	tidy: 100,
	grace: 1e4,
	gone: 1e3
};
function createTreeStopper(system, run, times) {
	const now = () => performance.now();
	const snapshot = createSnapshots(system, now);
	/** A look from before its leader's exit would show a process of that number, and so a group that is somebody else's. */
	function members(tree, notBefore = tree.exited ?? 0) {
		const { rows, markOf } = snapshot(notBefore);
		const marked = (pid) => tree.stopping !== "no" && isMarked(markOf(pid), run, tree.id);
		return treeMembers(rows, {
			...tree,
			leaderAlive: tree.exited === void 0,
			marked,
			except: process.pid
		});
	}
	function signal(tree, rows, name) {
		if (tree.exited === void 0 || rows.some((row) => row.group === tree.leader)) system.signalGroup(tree.leader, name);
		for (const row of rows) if (row.group !== tree.leader) system.signalOne(row, name);
	}
	function settle(tree, settled) {
		const began = now();
		tree.exited = began;
		if (tree.stopping === "no" && !system.groupExists(tree.leader)) {
			settled([]);
			return;
		}
		let killed = tree.stopping === "killed" ? began : void 0;
		let leftovers = [];
		let pause = 5;
		const look = () => {
			const alive = members(tree);
			if (alive.length === 0) return settled(leftovers);
			const patience = tree.stopping === "terminated" ? times.grace : times.tidy;
			if (tree.stopping === "killed" || now() - began >= patience) {
				if (killed !== void 0 && now() - killed >= times.gone) return settled(nameUnstoppable(system, alive));
				if (killed === void 0) leftovers = nameLeftovers(system, members(tree, now()));
				killed ??= now();
				signal(tree, alive, "SIGKILL");
			}
			setTimeout(look, pause);
			pause = Math.min(100, pause * 2);
		};
		look();
	}
	return {
		terminate: (tree) => {
			if (tree.stopping !== "no") return;
			tree.stopping = "terminated";
			tree.known = members(tree);
			signal(tree, tree.known, "SIGTERM");
		},
		kill: (tree) => {
			if (tree.stopping === "killed") return;
			tree.stopping = "killed";
			if (tree.exited !== void 0) return;
			tree.known = members(tree);
			signal(tree, tree.known, "SIGKILL");
		},
		settle
	};
}

// src/process/processes.ts
/** Runs steps as real processes, each in a process group of its own. */
function createProcesses(options) {
	const { dir, root, run } = options;
	const platform = options.platform ?? process.platform;
	const launcher = {
		dir,
		root,
		run,
		platform,
		environment: callerEnvironment(options.environment),
		findProgram: createFindProgram(platform),
		ensureFolder: createEnsureFolder(),
		spawn: options.spawn ?? spawnProcess,
		retries: options.retries ?? usualRetries,
		degraded: options.degraded ?? (() => {})
	};
	const system = createProcessSystem(platform);
	const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
	const running = /* @__PURE__ */ new Map();
	const deliverables = /* @__PURE__ */ new Map();
	function start(launch, report) {
		const { task } = launch;
		if (running.has(task.id)) {
			queueMicrotask(() => report({
				type: "spawn-failed",
				message: `${task.id} is running already`
			}));
			return;
		}
		rememberDeliverable(task);
		const entry = { forget: () => {} };
		running.set(task.id, entry);
		entry.forget = startStep(launch, launcher, (result) => {
			if (result.type === "spawned") return watch(task.id, entry, result.child, result.pid, report);
			running.delete(task.id);
			queueMicrotask(() => report({
				type: "spawn-failed",
				message: result.message
			}));
		});
	}
	function watch(id, entry, child, pid, report) {
		const tree = {
			id,
			leader: pid,
			stopping: "no",
			known: []
		};
		entry.tree = tree;
		queueMicrotask(() => report({
			type: "started",
			pid
		}));
		child.on("exit", (exitCode, signal) => {
			stopper.settle(tree, (leftovers) => {
				running.delete(id);
				report({
					type: "exited",
					...signal === null ? { exitCode: exitCode ?? 0 } : { signal },
					...leftovers.length === 0 ? {} : { leftovers }
				});
			});
		});
	}
	function rememberDeliverable(task) {
		if (task.deliverable === void 0 || deliverables.has(task.id)) return;
		deliverables.set(task.id, deliverableState(root, task.deliverable));
	}
	function stop(id, how) {
		const entry = running.get(id);
		if (entry === void 0) return;
		if (entry.tree === void 0) entry.forget();
		else how(entry.tree);
	}
	return {
		start,
		terminate: (id) => stop(id, stopper.terminate),
		kill: (id) => stop(id, stopper.kill),
		collect: (task, attempt) => collectLeftBehind(task, root, taskFiles(dir, task.id, attempt), deliverables.get(task.id)),
		leaders: () => leadersOf(running),
		sweep: () => stopLeftovers({
			run,
			grace: 0,
			system
		})
	};
}
function leadersOf(running) {
	const leaders = /* @__PURE__ */ new Map();
	for (const [id, { tree }] of running) if (tree !== void 0) leaders.set(id, tree.leader);
	return leaders;
}

// src/process/process-start.ts
/** When a process started, as the kernel counts it; tells it from a later one of the same number. Undefined where unknown. */
function processStart(pid) {
	try {
		return parseStat(pid, readFileSync(`/proc/${pid}/stat`, "utf8"))?.start;
	} catch {
		return;
	}
}

// src/run/run-folder.ts
/** A folder that must not be used; expected, so that it is told and not thrown as a bug. */
var FolderRefused = class extends Error {};
const IDENTITY = "run.json";
/** What a run leaves in its folder; anything else in it belongs to tasks of the run before. */
const KEPT_OUT_OF_GIT = "*\n";
/**
* Makes the folder ready for a new run: refuses one that another run is using or that holds something else, removes what
* the run before left, and takes it.
*/
function takeFolder(dir, mark) {
	mkdirSync(dir, { recursive: true });
	const before = readIdentity(dir);
	if (before !== void 0 && isAlive(before)) throw new FolderRefused(`expected a folder that no run is using, found a running mission (process ${before.pid}) in ${dir}; wait for its end, or choose another folder with --dir`);
	const present = readdirSync(dir);
	if (present.length > 0 && before === void 0 && !existsSync(join(dir, "events.jsonl"))) throw new FolderRefused(`expected an empty folder or one of an earlier run, found other files (${present.slice(0, 3).join(", ")}) in ${dir}; choose another folder with --dir`);
	for (const name of present) rmSync(join(dir, name), {
		recursive: true,
		force: true
	});
	claim(dir, mark);
	for (const folder of ["logs", "tasks"]) mkdirSync(join(dir, folder));
	writeFileSync(join(dir, ".gitignore"), KEPT_OUT_OF_GIT);
}
/** Exclusive: of two runs that start at the same moment one is refused. */
function claim(dir, mark) {
	const start = processStart(process.pid);
	const identity = {
		pid: process.pid,
		mark,
		...start === void 0 ? {} : { start }
	};
	let file;
	try {
		file = openSync(join(dir, IDENTITY), "wx");
	} catch (error) {
		if (error.code !== "EEXIST") throw error;
		throw new FolderRefused(`expected a folder that no run is using, found one that has just started in ${dir}`);
	}
	writeSync(file, `${JSON.stringify(identity)}\n`);
	closeSync(file);
}
/** Who runs or ran in this folder; undefined when nobody says so. */
function readIdentity(dir) {
	try {
		const value = JSON.parse(readFileSync(join(dir, IDENTITY), "utf8"));
		if (typeof value !== "object" || value === null || !("pid" in value) || !("mark" in value)) return void 0;
		return typeof value.pid === "number" && typeof value.mark === "string" ? value : void 0;
	} catch {
		return;
	}
}
/** True while the process that took the folder lives; a pid that was given to somebody else does not count. */
function isAlive(identity) {
	try {
		process.kill(identity.pid, 0);
	} catch (error) {
		if (error.code !== "EPERM") return false;
	}
	return identity.start === void 0 || processStart(identity.pid) === identity.start;
}

export { createProcesses as a, takeFolder as i, isAlive as n, stopLeftovers as o, readIdentity as r, isInside as s, FolderRefused as t };