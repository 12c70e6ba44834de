import { n as createFindProgram, t as findShell } from "./shell-command.js";
import { A as scriptFile, F as oneLineCommand, I as maskFiles, L as maskLogs, M as createLinuxProcesses, N as groupExists, O as createEnsureFolder, P as signalProcess, R as createSecrets, j as taskFiles, k as logFile } from "./run-folder.js";
import { a as parseNamedCount, o as findControlGroup, s as createFiles } from "./cgroup-files.js";
import { t as cleanBytes } from "./clean-text2.js";
import { n as carefulReading, t as readFilePart } from "./read-file-part.js";
import { n as errorText, t as errorCode } from "./error-code.js";
import { n as staysInside, t as isInside } from "./inside-root.js";
import { a as taskEnvironment, r as serviceEnvironment, t as callerEnvironment } from "./task-environment.js";
import { n as wasWritten, t as deliverableState } from "./deliverable.js";
import { connect } from "node:net";
import { dirname, resolve } from "node:path";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { execFileSync, spawn } from "node:child_process";
import vm from "node:vm";
import { setTimeout as setTimeout$1 } from "node:timers/promises";

// src/process/redact-facts.ts
/** What an attempt left behind, without secrets: of all that goes to the journal, this is what programs have written. */
function redactLeftBehind(left, redactor) {
	if (!redactor.active) return left;
	const { redactText } = redactor;
	const { outputs, outputsRejected, report, results, resultsProblem } = left;
	return {
		...left,
		logTail: redactText(left.logTail),
		...outputs === void 0 ? {} : { outputs: redactEntries(outputs, redactor) },
		...outputsRejected === void 0 ? {} : { outputsRejected: redactText(outputsRejected) },
		...report === void 0 ? {} : { report: redactText(report) },
		...results === void 0 ? {} : { results: redactResults(results, redactor) },
		...resultsProblem === void 0 ? {} : { resultsProblem: redactText(resultsProblem) }
	};
}
/** Command lines may hold what they should not. */
function redactLeftovers(leftovers, { redactText }) {
	return leftovers.map(({ pid, command }) => ({
		pid,
		command: redactText(command)
	}));
}
function redactEntries(entries, { redactText }) {
	return Object.fromEntries(Object.entries(entries).map(([name, value]) => [redactText(name), redactText(value)]));
}
function redactResults(results, { redactText }) {
	const failures = results.failures.map(({ name, message }) => ({
		name: redactText(name),
		message: redactText(message)
	}));
	return {
		...results,
		failures
	};
}

// src/process/out-of-memory.ts
function createOutOfMemoryWatch(files = createFiles()) {
	const counter = findCounter(files);
	const mark = () => counter?.read();
	return {
		source: counter?.path,
		mark,
		happenedSince: (before) => {
			const now = before === void 0 ? void 0 : mark();
			return before !== void 0 && now !== void 0 && now > before;
		}
	};
}
/**
* Our own group comes first, for the machine's counter in /proc/vmstat also counts what happens to neighbours in other
* containers. Where the controller is not enabled for our group, version 2 charges and counts in the nearest one above.
*/
function findCounter(files) {
	const group = findControlGroup(files.text("/proc/self/cgroup") ?? "", files.text("/proc/self/mountinfo") ?? "", "memory");
	const places = typeof group === "string" ? [] : group.folders.map((folder) => `${folder}/${group.version === 2 ? "memory.events" : "memory.oom_control"}`);
	for (const path of [...places, "/proc/vmstat"]) {
		const read = () => parseKills(files.text(path));
		if (read() !== void 0) return {
			path,
			read
		};
	}
}
/**
* Kills in the text of memory.events (cgroup v2), memory.oom_control (v1) or /proc/vmstat: all write `oom_kill NUMBER`,
* since Linux 4.13. Version 2 also counts groups that were killed as a whole; both only grow, so their sum tells a change.
*/
function parseKills(text) {
	const processes = parseNamedCount(text, "oom_kill");
	return processes === void 0 ? void 0 : processes + (parseNamedCount(text, "oom_group_kill") ?? 0);
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

// src/process/read-log-tail.ts
const tailBytes = 8192;
/** More is read than kept: escape sequences and overwritten lines fall away. */
const tailRead = 32768;
/** The last lines of a log, cleaned, and its size in bytes. Never throws: what cannot be read is said in its place. */
function readLogTail(path) {
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
function sizeOf$1(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
	} catch {
		return 0;
	}
}

// src/process/running.ts
/** Stops one that runs; gives up one that is still to be started. */
function stopRunning(entry, how) {
	if (entry === void 0) return;
	if (entry.tree === void 0) entry.forget();
	else how(entry.tree);
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

// src/process/prepare-command.ts
function refused(message) {
	return {
		type: "refused",
		message
	};
}
/** Checks what a script needs and writes its file. Throws file system errors. */
function prepareCommand(script, place) {
	if (script.run.includes("\0")) return refused("its command holds a NUL character, which no shell accepts; remove it");
	const folder = checkWorkingDirectory(place.root, script.workingDirectory);
	if (folder.type === "refused") return folder;
	const shell = findShell(script.shell, place.platform);
	if (shell === void 0) return refused(`shell "${script.shell}": expected bash, sh, pwsh, powershell, cmd, python or a command that contains {0}, where the script's path goes`);
	const file = script.file(shell.extension);
	const command = chooseShell(script, shell, file, folder.path, place);
	if (command.type === "refused") return command;
	place.ensureFolder(dirname(file));
	writeFileSync(file, shell.script(script.run));
	return command;
}
function chooseShell({ shell: written, environment }, shell, file, workingDirectory, place) {
	const path = environment.PATH ?? environment.Path ?? "";
	let blocked;
	for (const candidate of shell.candidates) {
		const found = place.findProgram(candidate.program, path, workingDirectory);
		if (found.type === "found") {
			const args = candidate.arguments(file);
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

// src/process/prepare-service.ts
/** Checks what a service needs and writes its script. Throws file system errors. */
function prepareService(service, place) {
	return prepareCommand(scriptOf(service, service.run, "service", place), place);
}
/** The same for the command that says whether it is ready: it runs as the service itself would. */
function prepareReadyCommand(service, run, place) {
	return prepareCommand(scriptOf(service, run, "ready", place), place);
}
function scriptOf(service, run, purpose, place) {
	const { id, env, shell, workingDirectory } = service;
	const facts = {
		run: place.run,
		id,
		dir: place.dir
	};
	return {
		run,
		shell,
		workingDirectory,
		environment: serviceEnvironment(place.environment, env, facts, place.platform === "win32"),
		file: (extension) => scriptFile(place.dir, id, purpose, extension)
	};
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

// src/process/start-program.ts
const usualRetries = [
	50,
	100,
	200,
	400,
	800
];
/**
* Starts a process, again and again while the system is short of something. Never throws.
*
* @param started called once; within this call when the first attempt decides it.
* @returns forgets a start that has not happened yet: `started` is then called with a failure that says so.
*/
function startProgram(program, launcher, started) {
	let cancelled = false;
	let timer;
	const attempt = (number) => {
		timer = void 0;
		trySpawn(program, launcher, (result) => {
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
function trySpawn(program, launcher, done) {
	let command;
	const failed = (error) => ({
		type: isPassing(error) ? "short" : "failed",
		message: describeSpawnFailure(error, command)
	});
	let result;
	try {
		const prepared = program.prepare();
		if (prepared.type === "refused") result = {
			type: "failed",
			message: prepared.message
		};
		else {
			command = prepared;
			const child = spawnCommand(command, program, launcher);
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
function spawnCommand(command, program, launcher) {
	const log = program.openLog();
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
/** The real one. */
const spawnProcess = (program, args, options) => spawn(program, args, options);

// src/process/start-service.ts
/** Starts a service's process; see `startProgram`. */
function startService(service, launcher, started) {
	return startProgram({
		prepare: () => prepareService(service, launcher),
		openLog: () => openServiceLog(service.id, launcher)
	}, launcher, started);
}
/** As a task's: without a log rather than not at all. */
function openServiceLog(id, launcher) {
	const log = logFile(launcher.dir, id);
	try {
		launcher.ensureFolder(dirname(log));
		return openLog(log, true);
	} catch (error) {
		if (isPassing(error)) throw error;
		launcher.degraded(`the log of ${id} cannot be written: ${errorText(error)}`);
		return;
	}
}

// src/process/use-of-child.ts
const noMeter = {
	started: () => {},
	exited: (_, settled) => settled(void 0)
};
/** Has a child measured from now on; must be called before it can have been waited for. Resolves soon after its exit. */
function useOf(child, pid, meter, id) {
	meter.started(pid, id);
	return new Promise((resolve) => {
		child.on("exit", () => meter.exited(pid, (usage) => resolve(usage === void 0 ? {} : { usage })));
	});
}
/** Starts what only asks a service: measured as well, or its time would pass for that of a task. */
function spawnHelper({ spawn, meter }) {
	return (program, args, options) => {
		const child = spawn(program, args, options);
		if (child.pid !== void 0) useOf(child, child.pid, meter);
		return child;
	};
}
/** Reads which task or service of this run a process was started for, as its environment says. */
function idInMark(run) {
	const system = createProcessSystem(process.platform);
	return (pid) => {
		const mark = system.markOf(pid);
		return mark?.run === run ? mark.id : void 0;
	};
}

// src/process/readiness/ready.ts
/**
* Reads `host:port`, `[IPv6]:port`, or a port alone, which means this machine.
*
* @returns undefined when it is none of them or the port is not from 1 to 65535.
*/
function parseTcpAddress(written) {
	const match = /^(?:(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]/]+)):)?(\d{1,5})$/.exec(String(written));
	const port = Number(match?.[3]);
	if (match === null || port < 1 || port > 65535) return void 0;
	return {
		host: match[1] ?? match[2] ?? "localhost",
		port
	};
}

// src/process/readiness/probe.ts
const ready = { type: "ready" };
function notReady(detail) {
	return {
		type: "not-ready",
		detail
	};
}

// src/process/readiness/probe-command.ts
/** Milliseconds that a killed command may take to be gone; the kernel can hold one in a disk or network call. */
const goneAfter = 1e3;
/** Runs the command, in the shell and environment that it was prepared for; exit code 0 means ready. Its output is dropped. */
function probeCommand(command, { spawn, system, platform }) {
	return (signal) => new Promise((resolve) => {
		if (signal.aborted) return resolve(notReady("not started"));
		let giveUp;
		let pid;
		const cut = () => {
			if (pid !== void 0) system.signalGroup(pid, "SIGKILL");
			giveUp = setTimeout(() => done(stillRunning), goneAfter);
		};
		const done = (seen) => {
			clearTimeout(giveUp);
			signal.removeEventListener("abort", cut);
			resolve(seen);
		};
		try {
			const child = spawn(command.program, command.arguments, {
				cwd: command.workingDirectory,
				env: command.environment,
				detached: platform !== "win32",
				stdio: "ignore",
				windowsHide: true,
				windowsVerbatimArguments: command.verbatim
			});
			pid = child.pid;
			child.on("error", (error) => {
				if (pid === void 0) done(notReady(describeSpawnFailure(error, command)));
			});
			child.on("exit", (code, by) => {
				if (pid !== void 0 && platform !== "win32") system.signalGroup(pid, "SIGKILL");
				done(signal.aborted ? stillRunning : judge$1(code, by));
			});
			signal.addEventListener("abort", cut);
		} catch (error) {
			done(notReady(describeSpawnFailure(error, command)));
		}
	});
}
const stillRunning = notReady("its command had not ended in time");
function judge$1(code, by) {
	if (code === 0) return ready;
	return notReady(code === null ? `its command was ended by ${by}` : `exit code ${code}`);
}

// src/process/readiness/network-problem.ts
/** What went wrong with a connection, as part of a sentence. */
function describeNetworkProblem(error) {
	const cause = error instanceof AggregateError ? error.errors.at(-1) ?? error : error;
	switch (errorCode(cause)) {
		case "ECONNREFUSED": return "connection refused";
		case "ECONNRESET":
		case "EPIPE": return "connection closed without an answer";
		case "ENOTFOUND": return "the host name is not known";
		case "EAI_AGAIN": return "the host name could not be looked up";
		case "ETIMEDOUT": return "no answer";
		case "EHOSTUNREACH":
		case "ENETUNREACH": return "the host cannot be reached";
		default: return errorText(cause);
	}
}

// src/process/readiness/probe-http.ts
/**
* Asks with a GET. The status decides; nothing of the body is read, for a health page may be endless.
*
* @param url `http:` or `https:`; anything else is never ready
*/
function probeHttp(url) {
	return async (signal) => {
		const request = await send(url);
		if (request === void 0) return notReady("its URL is not one with http: or https:");
		return watch(request, signal);
	};
}
function watch(request, signal) {
	return new Promise((resolve) => {
		let seen;
		const cut = () => {
			seen ??= notReady("no answer in time");
			request.destroy();
		};
		request.on("response", (response) => {
			seen ??= judge(response.statusCode);
			response.on("error", () => {});
			response.destroy();
		});
		request.on("upgrade", (response, socket) => {
			seen ??= judge(response.statusCode);
			socket.destroy();
		});
		request.on("error", (error) => {
			seen ??= notReady(describe(error));
		});
		request.on("close", () => {
			signal.removeEventListener("abort", cut);
			resolve(seen ?? notReady("connection closed without an answer"));
		});
		if (signal.aborted) cut();
		else signal.addEventListener("abort", cut);
		request.end();
	});
}
/** Loaded here: these modules bring all of the network with them, 35 ms that no other start has to pay for. */
async function send(url) {
	if (!URL.canParse(url)) return void 0;
	const options = {
		agent: false,
		headers: {
			connection: "close",
			accept: "*/*",
			"user-agent": "mission-runner"
		}
	};
	const target = new URL(url);
	switch (target.protocol) {
		case "http:": return (await import("node:http")).request(target, options);
		case "https:": return (await import("node:https")).request(target, options);
		default: return;
	}
}
function judge(status = 0) {
	return status >= 200 && status < 400 ? ready : notReady(`status ${status}`);
}
function describe(error) {
	const code = errorCode(error) ?? "";
	if (code.startsWith("HPE_")) return `an answer that is not HTTP (${code})`;
	if (code.startsWith("ERR_TLS") || code.includes("CERT") || code.includes("SIGNATURE")) return `a certificate that is not trusted (${code}); name its authority in NODE_EXTRA_CA_CERTS or use \`tcp:\``;
	return describeNetworkProblem(error);
}

// src/process/readiness/guarded-pattern.ts
/** Milliseconds that the lines given at once may take together; they usually take less than one. */
const patience = 500;
/** After so many calls that took too long the pattern is not tried any more, for each of them stops everything else. */
const chances = 3;
/**
* A pattern that can be tried on anything: some, such as `(a+)+$`, take years on a short line, during which nothing else
* in this process would happen. A script with a time limit is the only thing that Node stops in the middle of a match.
*
* @throws SyntaxError when it is no pattern
*/
function guardPattern(pattern) {
	const expression = new RegExp(pattern);
	const context = vm.createContext({
		expression,
		lines: []
	});
	const script = new vm.Script("lines.some((line) => expression.test(line))");
	let tooSlow = 0;
	return (lines) => {
		if (tooSlow >= chances) return "too-slow";
		context.lines = lines;
		try {
			return script.runInContext(context, { timeout: patience }) === true ? "matched" : "not-matched";
		} catch {
			tooSlow++;
			return "too-slow";
		}
	};
}

// src/process/readiness/line-splitter.ts
/** @param longest bytes of a line that are kept; what follows is skipped up to its end */
function createLineSplitter(longest) {
	let line = Buffer.alloc(0);
	const append = (bytes) => {
		const room = longest - line.length;
		if (room > 0 && bytes.length > 0) line = Buffer.concat([line, bytes.subarray(0, room)]);
	};
	return {
		push: (bytes) => {
			const lines = [];
			let start = 0;
			for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
				append(bytes.subarray(start, end));
				lines.push(line);
				line = Buffer.alloc(0);
				start = end + 1;
			}
			append(bytes.subarray(start));
			return lines;
		},
		unfinished: () => line
	};
}

// src/process/readiness/probe-log.ts
const pieceBytes = 65536;
const lineBytes = 4096;
/**
* Looks for the pattern in each line of a growing log, also in one without its line end yet; colours and other terminal
* codes are taken away first, and of a line only the first 4 KiB count. Reads on where the last try stopped.
*
* @param start byte to begin at: what an earlier start of the service wrote proves nothing
* @throws SyntaxError when the pattern is none
*/
function probeLog(path, pattern, start = 0) {
	let position = start;
	let splitter = createLineSplitter(lineBytes);
	const match = guardPattern(pattern);
	async function readOn(file, signal) {
		const stats = await file.stat();
		if (!stats.isFile()) return notReady("its log is not a regular file");
		if (stats.size < position) {
			position = 0;
			splitter = createLineSplitter(lineBytes);
		}
		const buffer = Buffer.allocUnsafe(pieceBytes);
		let slow = false;
		while (!signal.aborted) {
			const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
			if (bytesRead === 0) break;
			position += bytesRead;
			const lines = [...splitter.push(buffer.subarray(0, bytesRead)), splitter.unfinished()];
			const result = match(lines.map((line) => cleanBytes(line, false)));
			if (result === "matched") return ready;
			slow ||= result === "too-slow";
		}
		if (slow) return notReady(`matching ${pattern} against its log takes too long; write a simpler pattern`);
		return notReady(position === start ? "its log is empty" : `no line of its log matched ${pattern}`);
	}
	return async (signal) => {
		let file;
		try {
			file = await open(path, carefulReading);
			return await readOn(file, signal);
		} catch (error) {
			return notReady(errorCode(error) === "ENOENT" ? "it has no log yet" : `its log: ${errorText(error)}`);
		} finally {
			await file?.close();
		}
	};
}

// src/process/readiness/probe-tcp.ts
/** Connects and hangs up. */
function probeTcp({ host, port }) {
	return (signal) => new Promise((resolve) => {
		let seen;
		const socket = connect({
			host,
			port
		});
		const cut = () => {
			seen ??= notReady("no answer in time");
			socket.destroy();
		};
		socket.on("connect", () => {
			const itself = socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress;
			seen ??= itself ? notReady("connection refused") : ready;
			socket.destroy();
		});
		socket.on("error", (error) => {
			seen ??= notReady(describeNetworkProblem(error));
		});
		socket.on("close", () => {
			signal.removeEventListener("abort", cut);
			resolve(seen ?? notReady("connection closed"));
		});
		if (signal.aborted) cut();
		else signal.addEventListener("abort", cut);
	});
}

// src/process/readiness/system-timers.ts
/** The longest that setTimeout can wait; longer ones would ring at once. */
const longest = 2 ** 31 - 1;
const systemTimers = {
	now: () => performance.now(),
	after: (delay, ring) => {
		const timer = setTimeout(ring, Math.min(longest, Math.ceil(delay)));
		return () => clearTimeout(timer);
	}
};

// src/process/readiness/wait-until-ready.ts
/** Asks again and again until the service is ready, the time is up or the wait is cancelled; at once for the first time. */
function waitUntilReady(probe, options) {
	const cancelled = new AbortController();
	return {
		promise: wait(probe, options, cancelled.signal),
		cancel: () => cancelled.abort()
	};
}
async function wait(probe, options, cancelled) {
	const { timers, timeout, interval, longestTry } = options;
	const began = timers.now();
	const left = () => timeout - (timers.now() - began);
	let last;
	while (left() > 0 && !cancelled.aborted) {
		const asked = timers.now();
		const { seen, cutOff } = await tryOnce(probe, Math.min(longestTry, left()), timers, cancelled);
		if (cancelled.aborted) break;
		if (seen.type === "ready") return {
			type: "ready",
			after: timers.now() - began
		};
		if (!cutOff || last === void 0 || timers.now() - asked >= Math.min(longestTry, 1e3)) last = seen;
		await pause(Math.min(interval, left()), timers, cancelled);
	}
	if (cancelled.aborted) return { type: "cancelled" };
	return {
		type: "timed-out",
		detail: last?.detail ?? "nothing was tried"
	};
}
async function tryOnce(probe, time, timers, cancelled) {
	const controller = new AbortController();
	const stop = () => controller.abort();
	const clear = timers.after(time, stop);
	cancelled.addEventListener("abort", stop);
	try {
		return {
			seen: await probe(controller.signal),
			cutOff: controller.signal.aborted
		};
	} catch (error) {
		return {
			seen: notReady(errorText(error)),
			cutOff: false
		};
	} finally {
		clear();
		cancelled.removeEventListener("abort", stop);
	}
}
function pause(time, timers, cancelled) {
	return new Promise((resolve) => {
		if (cancelled.aborted || time <= 0) return resolve();
		const done = () => {
			clear();
			cancelled.removeEventListener("abort", done);
			resolve();
		};
		const clear = timers.after(time, done);
		cancelled.addEventListener("abort", done);
	});
}

// src/process/readiness/wait-for-service.ts
/** Milliseconds; an answer that takes longer is not one that a test could work with. */
const longestTry = 5e3;
/** @throws SyntaxError when a log pattern is none, and what `prepare` throws. */
function waitForService(ready, service) {
	const { check, timeout, interval } = ready;
	return waitUntilReady(probeFor(check, service), {
		timeout,
		interval,
		longestTry: check.type === "command" ? timeout : longestTry,
		timers: systemTimers
	});
}
function probeFor(check, service) {
	switch (check.type) {
		case "http": return probeHttp(check.url);
		case "tcp": return probeTcp(check);
		case "log": return probeLog(service.log, check.pattern, service.logStart);
		case "command": {
			const prepared = service.prepare(check.run);
			if (prepared.type === "ready") return probeCommand(prepared, service.edges);
			return async () => notReady(prepared.message);
		}
	}
}

// src/process/watch-readiness.ts
/**
* Asks a service that has just been started until it is ready or its time is up; then calls back once, never before it
* has returned. Never throws.
*
* @returns ends the asking: then there is no call.
*/
function watchReadiness(service, { launcher, system }, answered) {
	const { ready } = service;
	let hushed = false;
	const answer = (readiness) => {
		if (!hushed) answered(readiness);
	};
	const later = (readiness) => queueMicrotask(() => answer(readiness));
	let cancel = () => {};
	if (ready === void 0) later({ type: "ready" });
	else try {
		const wait = waitForService({
			check: checkOf(ready),
			timeout: ready.timeout,
			interval: ready.interval
		}, {
			log: logFile(launcher.dir, service.id),
			logStart: 0,
			edges: {
				spawn: spawnHelper(launcher),
				system,
				platform: launcher.platform
			},
			prepare: (run) => prepareReadyCommand(service, run, launcher)
		});
		cancel = wait.cancel;
		wait.promise.then((outcome) => {
			if (outcome.type === "ready") answer({ type: "ready" });
			if (outcome.type === "timed-out") answer({
				type: "failed",
				message: late(ready, outcome.detail)
			});
		});
	} catch (error) {
		later({
			type: "failed",
			message: `it cannot be asked whether it is ready: ${errorText(error)}`
		});
	}
	return () => {
		hushed = true;
		cancel();
	};
}
function late(ready, detail) {
	return `it was not ready after ${ready.timeout / 1e3} s: ${detail}`;
}
/** Throws for what the reader of the mission file lets no one write. */
function checkOf({ http, tcp, log, command }) {
	if (http !== void 0) return {
		type: "http",
		url: http
	};
	if (log !== void 0) return {
		type: "log",
		pattern: log
	};
	if (command !== void 0) return {
		type: "command",
		run: command
	};
	const address = parseTcpAddress(tcp ?? "");
	if (address === void 0) throw new Error(`expected host:port, found ${JSON.stringify(tcp)}`);
	return {
		type: "tcp",
		...address
	};
}

// src/process/run-services.ts
/** Runs services: started and stopped as steps are, and asked whether they are ready in between. */
function createServices({ launcher, stopper, secrets, system }) {
	const running = /* @__PURE__ */ new Map();
	function start(service, report) {
		const { id } = service;
		const failed = (message) => {
			const text = secrets.redactor().redactText(message);
			queueMicrotask(() => report({
				type: "failed",
				message: text,
				running: false
			}));
		};
		if (running.has(id)) {
			failed(`${id} is running already`);
			return;
		}
		for (const variables of [launcher.environment, service.env]) for (const problem of secrets.learn(service.secrets, variables)) launcher.degraded(problem);
		const entry = {
			forget: () => {},
			hush: () => {}
		};
		running.set(id, entry);
		entry.forget = startService(service, launcher, (result) => {
			if (result.type === "spawned") return watch(service, entry, result.child, result.pid, report);
			running.delete(id);
			failed(result.message);
		});
	}
	function watch(service, entry, child, pid, report) {
		const { id } = service;
		const tree = {
			id,
			leader: pid,
			stopping: "no",
			known: []
		};
		entry.tree = tree;
		queueMicrotask(() => {
			report({
				type: "started",
				pid
			});
			if (tree.exited === void 0 && tree.stopping === "no") entry.hush = askWhetherReady(service, report);
		});
		const use = useOf(child, pid, launcher.meter, id);
		child.on("exit", (exitCode, signal) => {
			entry.hush();
			stopper.settle(tree, () => {
				running.delete(id);
				Promise.all([use, logTail(id)]).then(([usage, tail]) => {
					report({
						type: "exited",
						...signal === null ? { exitCode: exitCode ?? 0 } : { signal },
						...usage,
						logTail: tail
					});
				});
			});
		});
	}
	function askWhetherReady(service, report) {
		return watchReadiness(service, {
			launcher,
			system
		}, (readiness) => {
			if (readiness.type === "ready") report({ type: "ready" });
			else report({
				type: "failed",
				message: secrets.redactor().redactText(readiness.message),
				running: true
			});
		});
	}
	async function logTail(id) {
		const log = logFile(launcher.dir, id);
		await maskFiles([log], secrets.redactor(), launcher.degraded);
		return secrets.redactor().redactText(readLogTail(log).logTail);
	}
	function stop(id, how) {
		const entry = running.get(id);
		entry?.hush();
		stopRunning(entry, how);
	}
	return {
		start,
		stop
	};
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
		...readLogTail(files.log),
		...outputs.type === "outputs" ? { outputs: outputs.values } : {},
		...outputs.type === "rejected" ? { outputsRejected: outputs.message } : {},
		...report === "" ? {} : { report },
		...written ? { wroteDeliverable: true } : {}
	};
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

// src/process/collect-results.ts
/**
* What a task's own tests gave. Results that cannot be read are a problem of a task that says it went well; one that
* failed has its reason already, and may not have come as far as writing them.
*/
function collectResults(question, reader) {
	const { root, written, before, exitedWell } = question;
	const { results, problems } = reader.readResults(root, written, before);
	const { tests, failed, skipped, failures } = results;
	const known = problems.length === 0 || tests > 0;
	const named = failures.map(({ name, message }) => ({
		name,
		message
	}));
	return {
		...known ? { results: {
			tests,
			failed,
			skipped,
			failures: named
		} } : {},
		...problems.length > 0 && exitedWell ? { resultsProblem: problems.join("; ") } : {}
	};
}

// src/process/prepare-step.ts
/** Checks what a step needs and writes the files that it reads. Throws file system errors. */
function prepareStep(launch, place) {
	const { task, step } = launch;
	if (task.deliverable !== void 0 && !staysInside(place.root, task.deliverable)) return refused(`deliverable "${task.deliverable}": expected a path inside of ${place.root}, found that it leads out of it`);
	const command = prepareCommand({
		run: task.steps[step]?.run ?? "",
		shell: task.shell,
		workingDirectory: task.workingDirectory,
		environment: environmentOf(launch, place),
		file: (extension) => scriptFile(place.dir, task.id, String(step + 1), extension)
	}, place);
	if (command.type === "ready") writeFiles(launch, place);
	return command;
}
function environmentOf({ task, attempt, env }, place) {
	const files = taskFiles(place.dir, task.id, attempt);
	const facts = {
		run: place.run,
		id: task.id,
		level: task.level,
		attempt,
		dir: place.dir,
		...files
	};
	return taskEnvironment(place.environment, env, facts, place.platform === "win32");
}
function writeFiles(launch, place) {
	const files = taskFiles(place.dir, launch.task.id, launch.attempt);
	for (const file of [files.log, files.context]) place.ensureFolder(dirname(file));
	if (launch.step === 0) for (const file of [files.output, files.report]) removeIfThere(file);
	writeFileSync(files.context, launch.context);
}
/** Asked first, as that is cheaper at every launch; a task may have made anything of it, even a folder. */
function removeIfThere(path) {
	if (lstatSync(path, { throwIfNoEntry: false }) !== void 0) rmSync(path, {
		recursive: true,
		force: true
	});
}

// src/process/start-step.ts
/** Starts a step's process; see `startProgram`. */
function startStep(launch, launcher, started) {
	const announcement = { made: false };
	return startProgram({
		prepare: () => prepareStep(launch, launcher),
		openLog: () => openTaskLog(launch, launcher, announcement)
	}, launcher, started);
}
/** A task runs without a log rather than not at all; a shortage of descriptors is thrown, for it passes. */
function openTaskLog(launch, launcher, announcement) {
	const { task, attempt, step } = launch;
	let log;
	try {
		const fresh = attempt === 1 && step === 0 && !announcement.made;
		log = openLog(logFile(launcher.dir, task.id), fresh);
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

// src/process/run-steps.ts
/** Runs the steps of tasks, each as a process tree of its own. */
function createSteps({ launcher, stopper, secrets, memory, results }) {
	const { dir, root, environment } = launcher;
	const running = /* @__PURE__ */ new Map();
	const attempts = /* @__PURE__ */ new Map();
	function start(launch, report) {
		const { task } = launch;
		const failed = (message) => {
			queueMicrotask(() => report({
				type: "spawn-failed",
				message: secrets.redactor().redactText(message)
			}));
		};
		if (running.has(task.id)) {
			failed(`${task.id} is running already`);
			return;
		}
		for (const variables of [environment, launch.env]) for (const problem of secrets.learn(task.secrets, variables)) launcher.degraded(problem);
		if (launch.step === 0 || !attempts.has(task.id)) attempts.set(task.id, beginAttempt(task));
		const entry = { forget: () => {} };
		running.set(task.id, entry);
		const mark = memory.mark();
		entry.forget = startStep(launch, launcher, (result) => {
			if (result.type === "spawned") return watch(launch, entry, result.child, result.pid, mark, report);
			running.delete(task.id);
			failed(result.message);
		});
	}
	function beginAttempt(task) {
		const before = attempts.get(task.id)?.deliverable;
		const deliverable = task.deliverable === void 0 ? void 0 : before ?? deliverableState(root, task.deliverable);
		const survey = task.results === void 0 ? void 0 : results?.surveyResults(root, task.results);
		return {
			...deliverable === void 0 ? {} : { deliverable },
			...survey === void 0 ? {} : { results: survey },
			exitedWell: false
		};
	}
	function watch(launch, entry, child, pid, mark, report) {
		const { id } = launch.task;
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
		const use = useOf(child, pid, launcher.meter, id);
		child.on("exit", (exitCode, signal) => {
			const outOfMemory = (signal === "SIGKILL" || exitCode === 137) && tree.stopping === "no" && memory.happenedSince(mark);
			stopper.settle(tree, (leftovers) => {
				running.delete(id);
				const attempt = attempts.get(id);
				if (attempt !== void 0) attempt.exitedWell = exitCode === 0;
				Promise.all([use, maskAttempt(launch)]).then(([usage]) => report({
					type: "exited",
					...signal === null ? { exitCode: exitCode ?? 0 } : { signal },
					...outOfMemory ? { outOfMemory } : {},
					...usage,
					...leftBy(leftovers)
				}));
			});
		});
	}
	/** After each step: which one is the last is the schedule's to say, and nothing may be read before. */
	async function maskAttempt({ task, attempt }) {
		const { log, output, report } = taskFiles(dir, task.id, attempt);
		await maskFiles([
			log,
			output,
			report
		], secrets.redactor(), launcher.degraded);
	}
	function leftBy(leftovers) {
		return leftovers.length === 0 ? {} : { leftovers: redactLeftovers(leftovers, secrets.redactor()) };
	}
	function collect(task, number) {
		const attempt = attempts.get(task.id);
		const before = attempt?.results;
		const found = task.results === void 0 || before === void 0 || results === void 0 ? {} : collectResults({
			root,
			written: task.results,
			before,
			exitedWell: attempt?.exitedWell === true
		}, results);
		const left = collectLeftBehind(task, root, taskFiles(dir, task.id, number), attempt?.deliverable);
		return redactLeftBehind({
			...left,
			...found
		}, secrets.redactor());
	}
	return {
		start,
		stop: (id, how) => stopRunning(running.get(id), how),
		collect
	};
}

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
/** True for the marks of one task or service in one run; without an id, for all of the run. */
function isMarked(mark, run, id) {
	return mark !== void 0 && mark.run === run && (id === void 0 || mark.id === id);
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
/** Runs steps and services as real processes, each in a process group of its own. */
function createProcesses(options) {
	const { dir, root, run, results } = options;
	const platform = options.platform ?? process.platform;
	const secrets = options.secrets ?? createSecrets(platform === "win32");
	const launcher = {
		dir,
		root,
		run,
		platform,
		environment: callerEnvironment(options.environment),
		findProgram: createFindProgram(platform),
		ensureFolder: createEnsureFolder(),
		spawn: options.spawn ?? spawnProcess,
		meter: options.meter ?? noMeter,
		retries: options.retries ?? usualRetries,
		degraded: (message) => options.degraded?.(secrets.redactor().redactText(message))
	};
	const system = createProcessSystem(platform);
	const stopper = createTreeStopper(system, run, options.times ?? usualStopTimes);
	const memory = options.memory ?? createOutOfMemoryWatch();
	const steps = createSteps({
		launcher,
		stopper,
		secrets,
		memory,
		results
	});
	const services = createServices({
		launcher,
		stopper,
		secrets,
		system
	});
	return {
		start: steps.start,
		terminate: (id) => steps.stop(id, stopper.terminate),
		kill: (id) => steps.stop(id, stopper.kill),
		collect: steps.collect,
		startService: services.start,
		terminateService: (id) => services.stop(id, stopper.terminate),
		killService: (id) => services.stop(id, stopper.kill),
		sweep: async () => {
			const escaped = await stopLeftovers({
				run,
				grace: 0,
				system
			});
			if (escaped.length > 0) await maskLogs(dir, secrets.redactor(), launcher.degraded);
			return redactLeftovers(escaped, secrets.redactor());
		}
	};
}

export { redactEntries as a, readLogTail as i, stopLeftovers as n, idInMark as r, createProcesses as t };