import { n as cleanText, t as cleanLine } from "./clean-text.js";
import { a as listed, i as formatPercent, n as formatDuration, o as plural } from "./format.js";
import { t as baselines } from "./baselines.js";

// src/report/run-report.ts
function noWaits() {
	return {
		cpu: 0,
		memory: 0,
		slots: 0,
		load: 0,
		lock: 0,
		service: 0
	};
}
/** How many checks a ledger entry stands for, also while its deferral goes on. */
function deferralCount(report, decision) {
	if (decision.verdict !== "deferred" || decision.until !== void 0) return decision.count;
	return report.checks.count - decision.check + 1;
}
/** The wait split until now: what is over and what goes on. */
function waitedSoFar(report, task) {
	const open = task.deferral;
	const reason = open?.decision.reason;
	if (open === void 0 || reason === void 0) return task.waited;
	return {
		...task.waited,
		[reason]: task.waited[reason] + Math.max(0, report.duration - open.since)
	};
}
/** Milliseconds from its first launch to its end, or until now; undefined when it was never launched. */
function durationOf(report, task) {
	if (task.started === void 0) return void 0;
	return Math.max(0, (task.ended ?? report.duration) - task.started);
}
/** Milliseconds of one attempt, until now while it runs. */
function attemptDuration(report, attempt) {
	return Math.max(0, (attempt.ended ?? report.duration) - attempt.started);
}
/** Milliseconds that it ran, what lies between two attempts left out. */
function busyTime(report, task) {
	return task.attemptList.reduce((sum, attempt) => sum + attemptDuration(report, attempt), 0);
}

// src/report/status-text.ts
/** One sign per status, so that a column of a hundred rows can be scanned. */
const statusMark = {
	pending: "·",
	waiting: "⏳",
	running: "▶️",
	stopping: "⏹️",
	backoff: "🔁",
	succeeded: "✅",
	failed: "❌",
	"timed-out": "⏱️",
	cancelled: "⏹️",
	skipped: "⏭️",
	"not-needed": "➖"
};
const statusWords = {
	pending: "pending",
	waiting: "waiting",
	running: "running",
	stopping: "stopping",
	backoff: "between attempts",
	succeeded: "succeeded",
	failed: "failed",
	"timed-out": "timed out",
	cancelled: "cancelled",
	skipped: "skipped",
	"not-needed": "not needed"
};
/** `✅ succeeded`; says so where a failure does not count. */
function statusText(task) {
	return `${statusMark[task.status]} ${statusPhrase(task)}`;
}
/** `timed out`, `failed (allowed)`, `succeeded at attempt 2 of 3`. */
function statusPhrase(task) {
	if ((task.status === "backoff" || task.status === "waiting") && task.attempts > 0) {
		const next = task.attempts + 1;
		return `waiting for attempt ${next} of ${Math.max(next, attemptLimit(task))}`;
	}
	const allowed = task.task.continueOnError && hasFailed(task.status) ? " (allowed)" : "";
	return `${statusWords[task.status]}${attemptPhrase(task)}${allowed}`;
}
/** ` at attempt 2 of 3`; '' for what was launched once or never. */
function attemptPhrase(task) {
	return task.attempts < 2 ? "" : ` at attempt ${task.attempts} of ${attemptLimit(task)}`;
}
/** How often it may be launched at most; a resumed run may have launched it more often. */
function attemptLimit({ task, attempts }) {
	return Math.max(task.retry?.attempts ?? 1, attempts);
}
/** It succeeded, but not at once: in this run it is flaky. */
function isFlaky({ status, attempts }) {
	return status === "succeeded" && attempts > 1;
}
/** `❌ failed, out of memory`. */
function attemptText({ status, outOfMemory }) {
	return `${statusMark[status]} ${statusWords[status]}${outOfMemory === true ? ", out of memory" : ""}`;
}
/** `failed`, `timed out`: the status alone in words. */
function statusWord(status) {
	return statusWords[status];
}
function hasFailed(status) {
	return status === "failed" || status === "timed-out";
}
function hasEnded(status) {
	switch (status) {
		case "pending":
		case "waiting":
		case "running":
		case "stopping":
		case "backoff": return false;
		case "succeeded":
		case "failed":
		case "timed-out":
		case "cancelled":
		case "skipped":
		case "not-needed": return true;
	}
}
/** How its last process ended: `exit code 3`, `signal SIGKILL`; '' when it has not, or has ended well. */
function exitText(end) {
	if (end.signal !== void 0) return `signal ${end.signal}`;
	return end.exitCode === void 0 || end.exitCode === 0 ? "" : `exit code ${end.exitCode}`;
}

// src/report/escape.ts
/** Text of others, made inert for the format it goes into: it shows as it is and steers nothing. */
const special = /[\\`*[\]<>|~$&#@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const nothingSpecial = /^[\p{L}\p{N}][\p{L}\p{N} .,:;()/'"?!=-]*$/u;
/** One line for a Markdown paragraph or table cell. */
function markdownText(text) {
	if (nothingSpecial.test(text) && !/^\d+[.)]|\w:\/\/|www\.| {2}| $/i.test(text)) return text;
	const line = cleanLine(text);
	return line.replace(special, (character, index) => escaped(character, line[index + 1])).replace(/^([-+=]|\d+[.)])/, (marker) => `${marker.slice(0, -1)}\\${marker.at(-1)}`).replace(/(:)(?=\/\/)|(?<=www)\./gi, (character) => `${character}&#8203;`);
}
const plainCode = /^[\w.,()/-]+$/;
function escaped(character, next) {
	switch (character) {
		case "<": return "&lt;";
		case ">": return "&gt;";
		case "&": return "&amp;";
		case "@":
		case "#": return next !== void 0 && /\w/.test(next) ? `${character}&#8203;` : `\\${character}`;
		default: return `\\${character}`;
	}
}
/** One line as a code span. In a table cell a bar must be escaped even there; elsewhere the backslash would show. */
function markdownCode(text, place = "cell") {
	if (plainCode.test(text)) return `\`${text}\``;
	const line = cleanLine(text);
	if (line === "") return "";
	const ticks = "`".repeat(longestRun(line, /`+/g) + 1);
	const padded = line.startsWith("`") || line.endsWith("`") ? ` ${line} ` : line;
	return `${ticks}${place === "cell" ? padded.replaceAll("|", "\\|") : padded}${ticks}`;
}
/** Lines as a fenced block that nothing in them can close. */
function fencedBlock(text, language = "text") {
	const fence = "`".repeat(Math.max(3, longestRun(text, /`+/g) + 1));
	return `${fence}${language}\n${cleanText(text).replace(/\n+$/, "")}\n${fence}`;
}
/** The target of a Markdown link: a relative path. */
function markdownTarget(path) {
	if (/^[\w./-]+$/.test(path)) return path;
	return path.replaceAll("\\", "/").split("/").map((step) => encodeURIComponent(cleanLine(step)).replace(/[()']/g, percentCode)).join("/");
}
function percentCode(character) {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
/** A label in a Mermaid chart: there is no quoting in a gantt, so only letters, digits and harmless signs are left. */
function mermaidText(text) {
	return cleanLine(text).replace(/[^\p{L}\p{N}\p{M} .,_()/+'=!?·-]/gu, " ").replace(/ +/g, " ").trim();
}
/** Text content or an attribute's value in XML; characters that XML 1.0 does not allow are gone. */
function xmlText(text) {
	return cleanText(text).replace(/[&<>"']/g, (character) => xmlEntities[character] ?? "");
}
const xmlEntities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;"
};
function longestRun(text, runs) {
	let longest = 0;
	for (const run of text.matchAll(runs)) longest = Math.max(longest, run[0].length);
	return longest;
}

// src/report/report-figures.ts
/** Figures that several documents quote; all derived from the report alone. */
/** The run against its baselines; what still runs counts until now. */
function timelineOf(report) {
	const spans = [...report.tasks.values()].map(({ task, started, ended }) => ({
		id: task.id,
		level: task.level,
		needs: task.needs,
		...started === void 0 ? {} : {
			started,
			ended: ended ?? report.duration
		}
	}));
	return baselines(spans, report.duration);
}
/** Declared load over the time so far: percent of the machine, and percent squared. */
function loadFigures(report) {
	const { load } = report;
	const maximum = Math.max(load.maximum, load.now);
	if (load.since === 0) return {
		maximum,
		mean: load.now,
		variance: 0
	};
	const mean = load.area / load.since;
	return {
		maximum,
		mean,
		variance: Math.max(0, load.squares / load.since - mean * mean)
	};
}
/** Mean number of tasks and tests that ran at once. */
function meanActive(report) {
	return report.load.since === 0 ? report.load.active : report.load.activeArea / report.load.since;
}
/** Means over what was measured; undefined where nothing was. */
function measuredMeans(report) {
	const { cpuArea, cpuTime, memoryArea, memoryTime } = report.cpu;
	return {
		...cpuTime > 0 ? { cpu: cpuArea / cpuTime } : {},
		...memoryTime > 0 ? { memory: memoryArea / memoryTime } : {}
	};
}
/** Measured CPU of one task over its whole run, in percent of the CPUs we may use: the unit of its declared load. */
function measuredLoad(report, task) {
	if (task.usage === void 0 || task.started === void 0 || report.machine.cpus <= 0) return void 0;
	const seconds = busyTime(report, task) / 1e3;
	return seconds > 0 ? 100 * task.usage.cpuSeconds / (seconds * report.machine.cpus) : void 0;
}
/**
* Steps that ended well, of all. The one command of a `run` is no step; those of skipped and not needed tasks had no turn.
*/
function stepCount(report) {
	let done = 0;
	let all = 0;
	for (const task of report.tasks.values()) {
		if (task.status === "skipped" || task.status === "not-needed") continue;
		if (task.steps.length === 1 && task.steps[0]?.name === void 0) continue;
		all += task.steps.length;
		for (const step of task.steps) if (step.status === "succeeded") done += 1;
	}
	return {
		done,
		all
	};
}
/** Ids of those that succeeded, but not at the first attempt. */
function flakyIds(report) {
	return [...report.tasks.values()].filter(isFlaky).map(({ task }) => task.id);
}
function completedCount(report) {
	let count = 0;
	for (const task of report.tasks.values()) if (hasEnded(task.status)) count += 1;
	return count;
}
/**
* Those whose end makes the mission fail or deserves a look: failed, timed out, or stopped while they ran. Failures that
* are allowed come last.
*/
function troubled(report) {
	const { counts } = report;
	if (counts.failed + counts["timed-out"] + counts.cancelled === 0) return [];
	const found = [...report.tasks.values()].filter(({ status, started }) => hasFailed(status) || status === "cancelled" && started !== void 0);
	return [...found.filter(matters), ...found.filter((task) => !matters(task))];
}
function matters({ task, status }) {
	return hasFailed(status) && !task.continueOnError;
}

// src/report/verdict.ts
/** The verdict in one sentence, as Markdown. */
function verdict(report) {
	const took = formatDuration(report.duration);
	if (report.result === void 0) return `▶️ **The mission has not ended** after ${took}: ${progress(report)}.`;
	switch (report.result) {
		case "succeeded": {
			const saved = savedPhrase(report);
			return `✅ **The mission succeeded** in ${took}${saved === "" ? "" : `, ${saved}`}: ${endings(report)}.`;
		}
		case "failed": return `❌ **The mission failed** after ${took}: ${endings(report)}.`;
		case "cancelled": return `⏹️ **The mission was cancelled**${cause(report)} after ${took}: ${endings(report)}.`;
	}
}
/** The same for a log: without marks for bold. */
function plainVerdict(report) {
	return verdict(report).replaceAll("**", "");
}
/** `3 run, 1 waits at the gate, 2 of 8 completed`. */
function progress(report) {
	const running = report.counts.running + report.counts.stopping;
	const { waiting, backoff } = report.counts;
	return [
		...running > 0 ? [`${running} ${running === 1 ? "runs" : "run"}`] : [],
		...waiting > 0 ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} at the gate`] : [],
		...backoff > 0 ? [`${backoff} ${backoff === 1 ? "waits" : "wait"} to be tried again`] : [],
		`${completedCount(report)} of ${report.tasks.size} completed`
	].join(", ");
}
/** `26.6 % less than staged`; '' when there is nothing to compare. */
function savedPhrase(report) {
	const { staged, saved } = timelineOf(report);
	if (staged < 1e3 || Math.abs(saved) < .05) return "";
	return `${formatPercent(Math.abs(saved))} ${saved < 0 ? "more" : "less"} than staged`;
}
const ends = [
	"succeeded",
	"failed",
	"timed-out",
	"cancelled",
	"skipped",
	"not-needed"
];
const unended = [
	"running",
	"stopping",
	"waiting",
	"backoff",
	"pending"
];
function endings(report) {
	const { counts } = report;
	const total = report.tasks.size;
	if (total > 0 && counts.succeeded === total) return `${kinds(report)}, all succeeded`;
	const parts = ends.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${ended(report, status)}`);
	const open = unended.reduce((sum, status) => sum + counts[status], 0);
	if (open > 0) parts.push(`${open} did not end`);
	return `of ${kinds(report)}, ${parts.length === 0 ? "none ended" : listed(parts)}`;
}
function kinds(report) {
	const tests = report.mission.tasks.reduce((count, task) => count + (task.level === 3 ? 1 : 0), 0);
	const tasks = report.tasks.size - tests;
	return listed([...tasks > 0 || tests === 0 ? [plural(tasks, "task")] : [], ...tests > 0 ? [plural(tests, "test")] : []]);
}
function ended(report, status) {
	if (!(status === "cancelled" || status === "skipped" || status === "not-needed")) return statusWord(status);
	return `${report.counts[status] === 1 ? "was" : "were"} ${statusWord(status)}`;
}
function cause(report) {
	const signal = report.interruptions[0]?.signal;
	return signal === void 0 ? "" : ` (${markdownText(signal)})`;
}

export { deferralCount as A, hasFailed as C, statusWord as D, statusText as E, noWaits as M, waitedSoFar as N, attemptDuration as O, hasEnded as S, statusPhrase as T, xmlText as _, loadFigures as a, attemptText as b, measuredMeans as c, troubled as d, fencedBlock as f, mermaidText as g, markdownText as h, flakyIds as i, durationOf as j, busyTime as k, stepCount as l, markdownTarget as m, progress as n, meanActive as o, markdownCode as p, verdict as r, measuredLoad as s, plainVerdict as t, timelineOf as u, attemptLimit as v, statusMark as w, exitText as x, attemptPhrase as y };