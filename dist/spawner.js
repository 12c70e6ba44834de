let node_child_process = require("node:child_process");
let node_fs = require("node:fs");

// src/base/error-code.ts
function errorCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}
function errorText(thrown) {
	if (thrown instanceof Error) return thrown.message.trim() === "" ? thrown.name : thrown.message;
	return `something other than an error was thrown: ${String(thrown)}`;
}

// src/process/spawners/kill-order.ts
const POINTS = {
	task: 500,
	service: 300
};
const HIGHEST = 1e3;
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
		return (0, node_fs.openSync)(file, "r+");
	} catch {
		return;
	}
}
const buffer = Buffer.alloc(16);
function read(file) {
	try {
		const text = buffer.toString("latin1", 0, (0, node_fs.readSync)(file, buffer, 0, buffer.length, 0)).trim();
		return /^-?\d+$/.test(text) ? Number(text) : void 0;
	} catch {
		return;
	}
}
function write(file, value) {
	try {
		(0, node_fs.writeSync)(file, String(value).padEnd(6), 0);
		return true;
	} catch {
		return false;
	}
}

// src/process/spawners/messages.ts
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
		file = log === void 0 ? void 0 : (0, node_fs.openSync)(`/proc/${runner}/fd/${log}`, node_fs.constants.O_RDWR | node_fs.constants.O_APPEND);
	} catch {
		answer({
			type: "unable",
			id
		});
		return;
	}
	try {
		const child = inKillOrder(role, () => (0, node_child_process.spawn)(program, args, {
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
		if (file !== void 0) (0, node_fs.closeSync)(file);
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
