import { spawn } from "node:child_process";
import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";

// src/base/error-code.ts
/** The system's name of an error, such as `ENOENT`; undefined for errors of another kind. */
function errorCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}
/** Anything that may be thrown, as one text that is not empty: an error's message, or its name if it has no message. */
function errorText(thrown) {
	if (thrown instanceof Error) return thrown.message.trim() === "" ? thrown.name : thrown.message;
	return `something other than an error was thrown: ${String(thrown)}`;
}

// src/process/spawners/kill-order.ts
/**
* Points of oom_score_adj (proc_pid_oom_score_adj(5)) above our own; 1000 stands for all memory. When memory
* runs out, the kernel kills the process with the most memory and points. Without points that could be the runner, if each
* task is smaller, and every task and the journal would end with it.
*/
const POINTS = {
	task: 500,
	service: 300
};
const HIGHEST = 1e3;
/**
* A child inherits the runner's value when it is forked, so that value is raised while `start` runs. Writing it
* to the child afterwards would miss processes that the child has already forked. Neither raising nor restoring it needs a
* privilege. If it cannot be written (other systems, a read-only /proc), children start without it.
*
* @param file absent: that of this process; tests pass another file
*/
function createKillOrder(platform, file = "/proc/self/oom_score_adj") {
	let opened;
	return (role, start) => {
		if (platform === "linux") opened ??= open(file);
		const own = opened === void 0 ? void 0 : read(opened);
		if (opened === void 0 || own === void 0) return start();
		const raised = Math.min(HIGHEST, own + POINTS[role]);
		if (raised === own || !write(opened, raised)) return start();
		try {
			return start();
		} finally {
			write(opened, own);
		}
	};
}
function open(file) {
	try {
		return openSync(file, "r+");
	} catch {
		return;
	}
}
const buffer = Buffer.alloc(16);
function read(file) {
	try {
		const text = buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0)).trim();
		return /^-?\d+$/.test(text) ? Number(text) : void 0;
	} catch {
		return;
	}
}
/** The kernel ignores blanks; in a file on disk, they cover what was there. */
function write(file, value) {
	try {
		writeSync(file, String(value).padEnd(6), 0);
		return true;
	} catch {
		return false;
	}
}

// src/process/spawners/messages.ts
/** The reverse of `differenceOf`. */
function applyDifference(base, { set, unset }) {
	const made = {
		...base,
		...set
	};
	for (const name of unset) delete made[name];
	return made;
}

// src/process/spawners/spawner.ts
const inKillOrder = createKillOrder(process.platform);
let runner = 0;
let environment = {};
function answer(message) {
	if (process.connected) process.send?.(message, void 0, void 0, () => {});
}
function start(message) {
	const { id, role, program, arguments: args, workingDirectory, log } = message;
	let file;
	try {
		file = log === void 0 ? void 0 : openSync(`/proc/${runner}/fd/${log}`, constants.O_RDWR | constants.O_APPEND);
	} catch {
		answer({
			type: "unable",
			id
		});
		return;
	}
	try {
		const child = inKillOrder(role, () => spawn(program, args, {
			cwd: workingDirectory,
			env: applyDifference(environment, message),
			detached: true,
			stdio: [
				"ignore",
				file ?? "ignore",
				file ?? "ignore"
			]
		}));
		const { pid } = child;
		child.on("error", (error) => {
			if (pid === void 0) failed(id, error);
		});
		if (pid === void 0) return;
		child.on("exit", (exitCode, signal) => answer({
			type: "exited",
			id,
			exitCode,
			signal
		}));
		answer({
			type: "spawned",
			id,
			pid
		});
	} catch (error) {
		failed(id, error);
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
function failed(id, error) {
	const code = errorCode(error);
	answer({
		type: "failed",
		id,
		message: errorText(error),
		...code === void 0 ? {} : { code }
	});
}
process.on("message", (message) => {
	switch (message.type) {
		case "begin":
			({runner, environment} = message);
			answer({ type: "ready" });
			return;
		case "start":
			start(message);
			return;
	}
});
process.on("disconnect", () => process.exit());

export {  };