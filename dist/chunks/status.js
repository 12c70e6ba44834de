import { $ as pastedPath, B as loadEvents, Bi as statusPhrase, C as printUntrusted, Ii as hasFailed, Ji as formatDuration, O as EXIT, P as parse, Qi as plural, Ri as isPaused, Zr as forecastOf, _t as readIdentity, ai as machineText, fi as plainVerdict, ii as titleOf, j as UsageError, mt as isAlive, na as sanitizeLine, pr as JOURNAL, ri as waitWord, x as print } from "./mission.js";
import { t as runFolder } from "./run-folder.js";
import { statSync } from "node:fs";
import { join } from "node:path";

// src/report/lines/current-state.ts
/** More rows of one kind than this are counted. */
const MOST_ROWS = 20;
/** The run in a few lines: where it stands, then what has failed, what runs and what waits, with the reason. */
function currentLines(run) {
	const tasks = [...run.report.tasks.values()];
	const failed = tasks.filter(({ status }) => hasFailed(status));
	const isOver = run.state !== "running";
	return [
		firstLine(run),
		countsLine(run),
		...isOver ? [] : machineLine(run.report),
		...rows(failed, (task) => `✘ ${titleOf(task.task)} ${statusPhrase(task)}${reasonOf(task)}`),
		...isOver ? [] : rows(tasks.filter(isBusy), (task) => `▶ ${busyText(task, run)}`),
		...isOver ? [] : rows(tasks.filter(isHeld), (task) => `⏸ ${titleOf(task.task)} waits for ${waitsFor(task, run.now)}`)
	].map(sanitizeLine);
}
function firstLine({ report, state, now, forecast }) {
	const { name } = report.mission;
	switch (state) {
		case "running": {
			const remaining = forecast.remaining(report, now);
			const left = remaining === void 0 || remaining < 1e3 ? "" : `, at least ${formatDuration(remaining)} to go`;
			return `${name}: running for ${formatDuration(now)}${left}`;
		}
		case "killed": return `${name}: killed after ${formatDuration(report.duration)}; \`mission resume\` continues it`;
		case "succeeded":
		case "failed":
		case "cancelled": return `${name}: ${plainVerdict(report)}`;
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
	return `${plural(tasks.size, "task or test", "tasks and tests")}: ${present.join(", ")}`;
}
/** The newest reading in the journal, and the limit that it has reached. */
function machineLine({ readings, load, mission }) {
	const newest = readings.at(-1);
	if (newest === void 0) return [];
	return [`Machine: ${machineText({
		...newest,
		active: load.active
	}, mission.admission)}`];
}
function rows(tasks, text) {
	const hidden = tasks.length - MOST_ROWS;
	return [...tasks.slice(0, MOST_ROWS).map(text), ...hidden > 0 ? [`  and ${hidden} more`] : []];
}
/** Running, or asked to stop. */
function isBusy({ status }) {
	return status === "running" || status === "stopping";
}
function isHeld({ status }) {
	return status === "waiting" || status === "backoff";
}
/** Milliseconds since its newest launch. */
function busyFor({ attemptList, since }, now) {
	return Math.max(0, now - (attemptList.at(-1)?.started ?? since));
}
function busyText(task, { now, forecast }) {
	const expected = forecast.expected(task.task.id);
	const of = expected === void 0 ? "" : ` of about ${formatDuration(expected)}`;
	const stopping = task.status === "stopping" ? ", asked to stop" : isPaused(task) ? ", paused: memory is critical" : "";
	return `${titleOf(task.task)} runs for ${formatDuration(busyFor(task, now))}${of}${stopping}`;
}
/** What holds a waiting task back, as a noun phrase. */
function waitsFor({ deferral, attemptList, status }, now) {
	const { reason, detail } = deferral?.decision ?? {};
	if (reason === "cpu" || reason === "memory") return waitWord(reason);
	if (reason !== void 0) return detail === void 0 ? waitWord(reason) : `${waitWord(reason)}: ${detail}`;
	const until = status === "backoff" ? attemptList.at(-1)?.retry?.until : void 0;
	return until === void 0 ? "its turn" : `another attempt, in ${formatDuration(Math.max(0, until - now))}`;
}
function reasonOf({ reason }) {
	return reason === void 0 ? "" : `: ${reason}`;
}

// src/report/data/current-state-json.ts
/**
* The run as it is now, for other programs. Times in milliseconds: `at` since the start of the run, `remaining` a lower bound. Of a task,
* `runningFor` and `expected` are there while it runs, `waitsFor` while it waits, and `reason` once it has failed. `machine` has percentages of the newest window in the journal.
* Unknown values are left out.
*/
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
/** Percent of CPU and memory in the newest window of the journal, and the band. */
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
/** `mission status [DIR]`: only reads, so that it can be called at any time of a run. */
function statusCommand(argv) {
	const { values, positionals } = parse(argv, { json: { type: "boolean" } });
	const dir = runFolder(positionals);
	const identity = readIdentity(dir);
	const alive = identity !== void 0 && isAlive(identity, dir);
	const loaded = loadEvents(dir);
	if (loaded.type === "unreadable") throw new UsageError(loaded.message);
	const { report } = loaded;
	const state = stateOf(report, alive);
	const run = {
		report,
		state,
		now: nowOf(report, dir),
		forecast: forecastOf(report)
	};
	if (values.json === true) print(currentStateJson(run, dir));
	else {
		printUntrusted(currentLines(run).map((line) => `${line}\n`).join(""));
		printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
	}
	return exitCodeOf(state);
}
function stateOf({ result }, alive) {
	return result ?? (alive ? "running" : "killed");
}
/** The journal is written at each event, so what has passed since then is known from the time of the file. */
function nowOf({ duration }, dir) {
	const written = statSync(join(dir, "events.jsonl"), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
	return duration + Math.max(0, Date.now() - written);
}
function exitCodeOf(state) {
	switch (state) {
		case "running":
		case "succeeded": return EXIT.succeeded;
		case "failed": return EXIT.failed;
		case "cancelled": return EXIT.interrupted;
		case "killed": return EXIT.broken;
		default: return state;
	}
}

export { statusCommand };