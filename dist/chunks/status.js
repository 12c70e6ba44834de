const require_mission = require("./mission.js");
const require_render = require("./render.js");
const require_run_folder = require("./run-folder.js");
let node_path = require("node:path");

// src/report/lines/current-state.ts
const MOST_ROWS = 20;
function currentLines(run) {
	const tasks = [...run.report.tasks.values()];
	const failed = tasks.filter(({ status }) => require_mission.hasFailed(status));
	const isOver = run.state !== "running";
	return [
		firstLine(run),
		countsLine(run),
		...isOver ? [] : machineLine(run.report),
		...rows(failed, (task) => `\u2718 ${require_mission.titleOf(task.task)} ${require_mission.statusPhrase(task)}${reasonOf(task)}`),
		...isOver ? [] : rows(tasks.filter(isBusy), (task) => `\u25b6 ${busyText(task, run)}`),
		...isOver ? [] : rows(tasks.filter(isHeld), (task) => `\u23f8 ${require_mission.titleOf(task.task)} waits for ${waitsFor(task, run.now)}`)
	].map(require_mission.sanitizeLine);
}
function firstLine({ report, state, now, forecast }) {
	const { name } = report.mission;
	switch (state) {
		case "running": {
			const remaining = forecast.remaining(report, now);
			const left = remaining === void 0 || remaining < 1e3 ? "" : `, at least ${require_mission.formatDuration(remaining)} to go`;
			return `${name}: running for ${require_mission.formatDuration(now)}${left}`;
		}
		case "killed": return `${name}: killed after ${require_mission.formatDuration(report.duration)}; \`mission resume\` continues it`;
		case "succeeded":
		case "failed":
		case "cancelled": return `${name}: ${require_mission.plainVerdict(report)}`;
		default: return state;
	}
}
function countsLine({ report: { counts, tasks } }) {
	const present = [
		[counts.succeeded, "succeeded"],
		[counts.failed + counts["timed-out"], "failed"],
		[counts.cancelled, "cancelled"],
		[counts.skipped + counts["not-needed"], "skipped"],
		[counts.running + counts.stopping, "running"],
		[counts.waiting + counts.backoff, "waiting"],
		[counts.pending, "to come"]
	].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
	return `${require_mission.plural(tasks.size, "task or test", "tasks and tests")}: ${present.join(", ")}`;
}
function machineLine({ readings, load, mission }) {
	const newest = readings.at(-1);
	if (newest === void 0) return [];
	return [`Machine: ${require_mission.machineText({
		...newest,
		active: load.active
	}, mission.admission)}`];
}
function rows(tasks, text) {
	const hidden = tasks.length - MOST_ROWS;
	return [...tasks.slice(0, MOST_ROWS).map(text), ...hidden > 0 ? [`  and ${hidden} more`] : []];
}
function isBusy({ status }) {
	return status === "running" || status === "stopping";
}
function isHeld({ status }) {
	return status === "waiting" || status === "backoff";
}
function busyFor({ attemptList, since }, now) {
	return Math.max(0, now - (attemptList.at(-1)?.started ?? since));
}
function busyText(task, { now, forecast }) {
	const expected = forecast.expected(task.task.id);
	const of = expected === void 0 ? "" : ` of about ${require_mission.formatDuration(expected)}`;
	const stopping = task.status === "stopping" ? ", asked to stop" : require_mission.isPaused(task) ? ", paused: memory is critical" : "";
	return `${require_mission.titleOf(task.task)} runs for ${require_mission.formatDuration(busyFor(task, now))}${of}${stopping}`;
}
function waitsFor({ deferral, attemptList, status }, now) {
	const { reason, detail } = deferral?.decision ?? {};
	if (reason === "cpu" || reason === "memory") return require_mission.waitWord(reason);
	if (reason !== void 0) return detail === void 0 ? require_mission.waitWord(reason) : `${require_mission.waitWord(reason)}: ${detail}`;
	const until = status === "backoff" ? attemptList.at(-1)?.retry?.until : void 0;
	return until === void 0 ? "its turn" : `another attempt, in ${require_mission.formatDuration(Math.max(0, until - now))}`;
}
function reasonOf({ reason }) {
	return reason === void 0 ? "" : `: ${reason}`;
}

// src/report/data/current-state-json.ts
function currentStateJson({ report, state, now, forecast }, dir) {
	const isRunning = state === "running";
	const document = {
		state,
		name: report.mission.name,
		started: report.started,
		at: Math.round(isRunning ? now : report.duration),
		remaining: isRunning ? rounded(forecast.remaining(report, now)) : void 0,
		dir,
		machine: isRunning ? machineOf(report) : void 0,
		tasks: [...report.tasks.values()].map((task) => ({
			id: task.task.id,
			kind: task.task.kind,
			name: task.task.name,
			status: task.status,
			attempts: task.attempts,
			runningFor: isRunning && isBusy(task) ? Math.round(busyFor(task, now)) : void 0,
			expected: isRunning && isBusy(task) ? rounded(forecast.expected(task.task.id)) : void 0,
			waitsFor: task.status === "waiting" || task.status === "backoff" ? waitsFor(task, now) : void 0,
			reason: task.reason
		}))
	};
	return `${JSON.stringify(document, null, 2)}\n`;
}
function rounded(value) {
	return value === void 0 ? void 0 : Math.round(value);
}
function machineOf({ readings }) {
	const newest = readings.at(-1);
	if (newest === void 0) return void 0;
	const { cpu, memory, band } = newest;
	return {
		cpu,
		memory,
		band
	};
}

// src/terminal/commands/status.ts
function statusCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, { json: { type: "boolean" } });
	const dir = require_run_folder.runFolder(positionals);
	const identity = require_mission.readIdentity(dir);
	const alive = identity !== void 0 && require_mission.isAlive(identity, dir);
	const loaded = require_render.loadEvents(dir);
	if (loaded.type === "unreadable") throw new require_mission.UsageError(loaded.message);
	const { report } = loaded;
	const state = stateOf(report, alive);
	const run = {
		report,
		state,
		now: nowOf(report, dir),
		forecast: require_mission.forecastOf(report)
	};
	if (values.json === true) require_mission.print(currentStateJson(run, dir));
	else {
		require_mission.printUntrusted(currentLines(run).map((line) => `${line}\n`).join(""));
		require_mission.printUntrusted(`Reports: ${require_mission.pastedPath(`${dir}/final-report.md`)}\n`);
	}
	return exitCodeOf(state);
}
function stateOf({ result }, alive) {
	return result ?? (alive ? "running" : "killed");
}
function nowOf({ duration }, dir) {
	const written = require_mission.lookThrough((0, node_path.join)(dir, "events.jsonl"))?.mtimeMs ?? Date.now();
	return duration + Math.max(0, Date.now() - written);
}
function exitCodeOf(state) {
	switch (state) {
		case "running":
		case "succeeded": return require_mission.EXIT.succeeded;
		case "failed": return require_mission.EXIT.failed;
		case "cancelled": return require_mission.EXIT.interrupted;
		case "killed": return require_mission.EXIT.broken;
		default: return state;
	}
}

exports.statusCommand = statusCommand;