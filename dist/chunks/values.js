const require_mission = require("./mission.js");
let node_os = require("node:os");
let node_crypto = require("node:crypto");
let node_child_process = require("node:child_process");

// src/mission/matrix/command.ts
const LONGEST_SHOWN = 80;
function readCommandOutput(output) {
	const text = output.trim();
	if (text === "") return failed$1("expected a JSON list, found no output", LIST_HINT);
	let list;
	try {
		list = JSON.parse(text);
	} catch {
		return failed$1(`expected a JSON list, found ${shorten(text)}`, LIST_HINT);
	}
	if (!Array.isArray(list)) return failed$1(`expected a JSON list, found ${shorten(text)}`, LIST_HINT);
	if (list.length === 0) return failed$1("expected at least one value, found an empty list", "without a value, nothing would run at all");
	if (list.length > 256) return failed$1(`expected at most ${256} values, found ${list.length}`, "print fewer values");
	const wrong = list.findIndex((value) => !isValue(value));
	if (wrong >= 0) return failed$1(`expected texts, numbers and booleans in the list, found ${shorten(JSON.stringify(list[wrong]))} as item ${wrong + 1}`);
	return {
		type: "values",
		values: list.filter(isValue)
	};
}
const LIST_HINT = "print a list such as `[\"3.12\", \"3.13\"]`, and everything else to standard error";
function failed$1(message, hint) {
	return {
		type: "failed",
		message,
		...hint === void 0 ? {} : { hint }
	};
}
function isValue(value) {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
function shorten(text) {
	return require_mission.showText(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}\u2026` : text);
}

// src/run/matrix-commands/run.ts
const LIMIT = 6e4;
const MOST_OUTPUT = 262144;
async function runMatrixCommand(request) {
	const { command, root, environment, limit = LIMIT } = request;
	const { platform } = process;
	const place = {
		dir: (0, node_os.tmpdir)(),
		root,
		mark: (0, node_crypto.randomUUID)(),
		environment: process.env,
		platform
	};
	const scripts = require_mission.createScriptFolder(place);
	try {
		const prepared = require_mission.prepareCommand({
			run: command.command,
			shell: command.shell,
			workingDirectory: command.workingDirectory,
			environment: {
				base: environment,
				own: {}
			},
			file: (extension) => scripts.file("matrix", "command", extension)
		}, {
			root,
			platform,
			findProgram: require_mission.createFindProgram(platform)
		});
		return prepared.type === "refused" ? failed(prepared.message) : await outputOf(prepared, limit, scripts.remove);
	} catch (error) {
		return failed(require_mission.errorText$1(error));
	} finally {
		scripts.remove();
	}
}
function outputOf(command, limit, cleanUp) {
	return new Promise((resolve) => {
		const output = {
			out: "",
			error: "",
			stopped: void 0
		};
		let child;
		const stop = (why) => {
			output.stopped ??= why;
			killGroup(child);
		};
		const timer = setTimeout(() => stop(`it had not ended after ${limit / 1e3} s`), limit);
		const interrupted = (signal) => {
			release();
			killGroup(child);
			cleanUp();
			process.kill(process.pid, signal);
		};
		const release = () => {
			clearTimeout(timer);
			for (const signal of SIGNALS) process.off(signal, interrupted);
		};
		const done = (result) => {
			release();
			resolve(result);
		};
		try {
			child = (0, node_child_process.spawn)(command.program, command.arguments, {
				cwd: command.workingDirectory,
				env: require_mission.allVariables(command.environment),
				detached: process.platform !== "win32",
				stdio: [
					"ignore",
					"pipe",
					"pipe"
				],
				windowsHide: true,
				windowsVerbatimArguments: command.verbatim
			});
		} catch (error) {
			return done(failed(require_mission.describeSpawnFailure(error, command)));
		}
		for (const signal of SIGNALS) process.on(signal, interrupted);
		child.stdout?.setEncoding("utf8").on("data", (text) => {
			output.out += text;
			if (output.out.length > MOST_OUTPUT) stop(`it printed more than ${MOST_OUTPUT / 1024} KB`);
		});
		child.stderr?.setEncoding("utf8").on("data", (text) => {
			output.error = (output.error + text).slice(-262144);
		});
		child.on("error", (error) => done(failed(require_mission.describeSpawnFailure(error, command))));
		child.on("exit", () => killGroup(child));
		child.on("close", (code, signal) => {
			if (output.stopped !== void 0) done(failed(output.stopped));
			else if (code === 0) done({
				type: "printed",
				text: output.out
			});
			else done(failed(`${code === null ? `it was ended by ${signal}` : `exit code ${code}`}${lastLine(output.error)}`));
		});
	});
}
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
function killGroup({ pid, kill }) {
	if (pid === void 0) return;
	if (process.platform === "win32") {
		kill("SIGKILL");
		return;
	}
	try {
		process.kill(-pid, "SIGKILL");
	} catch {}
}
function lastLine(text) {
	const line = text.trim().split("\n").at(-1)?.trim() ?? "";
	return line === "" ? "" : `: ${line.length <= 200 ? line : `${line.slice(0, 200)}\u2026`}`;
}
function failed(message) {
	return {
		type: "failed",
		message,
		hint: "run the command in a shell to see what it prints"
	};
}

// src/run/matrix-commands/values.ts
async function readMatrixValues(request) {
	const { commands, recorded = [] } = request;
	const found = /* @__PURE__ */ new Map();
	const running = /* @__PURE__ */ new Map();
	const ran = /* @__PURE__ */ new Set();
	for (const command of commands) {
		const before = recorded.find((known) => isSame(known, command));
		if (before !== void 0) found.set(keyOf(command), {
			type: "values",
			values: before.values
		});
		else if (!running.has(textOf(command))) {
			ran.add(command);
			running.set(textOf(command), run(command, request));
		}
	}
	for (const command of commands) {
		const result = await running.get(textOf(command));
		if (result !== void 0 && !found.has(keyOf(command))) found.set(keyOf(command), result);
	}
	const valuesOf = (command) => found.get(keyOf(command));
	const known = commands.flatMap((command) => recordOf(command, valuesOf(command)));
	return {
		valuesOf,
		recorded: known,
		notes: known.filter(({ id, dimension }) => [...ran].some((command) => command.id === id && command.dimension === dimension)).map(noteOf)
	};
}
async function run(command, { root, environment }) {
	const secrets = require_mission.createSecrets(process.platform === "win32");
	const caller = require_mission.callerEnvironment(environment);
	secrets.learn(command.secrets, caller);
	const { redactText } = secrets.redactor();
	const output = await runMatrixCommand({
		command,
		root,
		environment: caller
	});
	const result = output.type === "printed" ? readCommandOutput(output.text) : output;
	return result.type === "values" ? result : {
		...result,
		message: redactText(result.message)
	};
}
function recordOf({ id, dimension, command }, result) {
	return result?.type === "values" ? [{
		id,
		dimension,
		command,
		values: result.values
	}] : [];
}
const LISTED = 10;
function noteOf({ id, dimension, values }) {
	const more = values.length - LISTED;
	return `the command for ${dimension} of ${id} printed ${values.slice(0, LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function isSame(recorded, { id, dimension, command }) {
	return recorded.id === id && recorded.dimension === dimension && recorded.command === command;
}
function keyOf({ id, dimension }) {
	return JSON.stringify([id, dimension]);
}
function textOf({ command, shell, workingDirectory }) {
	return JSON.stringify([
		command,
		shell,
		workingDirectory
	]);
}

exports.readMatrixValues = readMatrixValues;