import { n as cleanText, t as cleanLine } from "./clean-text.js";
import { a as listed, i as formatPercent, n as formatDuration, o as plural, r as formatOffset } from "./format.js";
import { a as hasEnded, d as statusWord, f as attemptDuration, o as hasFailed, p as busyTime, s as isFlaky } from "./status-text.js";
import { n as predictionOf, t as baselines } from "./baselines.js";

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

// src/report/wall-clock.ts
/** An ISO 8601 time as `2026-11-23 03:28:00 UTC`. */
function wallClock(time) {
	const iso = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time);
	return iso === null ? markdownText(time) : `${iso[1]} ${iso[2]} UTC`;
}

// src/report/resume-text.ts
/** How often the run was taken up again, and what that kept. */
const mostNamed = 20;
/** `12 kept, 48 to run`. */
function resumeCounts({ kept, again }) {
	return `${kept} kept, ${again.length} to run`;
}
/** Rows of the table of facts, one for each time. */
function resumeFacts(report) {
	return report.resumes.map((resume) => ["Resumed", `${wallClock(resume.started)}, after ${formatOffset(resume.at, report.duration)}: ${resumeCounts(resume)}`]);
}
/** Lines for a log: what had succeeded and runs all the same, because the mission file has changed. */
function resumeLines(resume) {
	const changed = resume.again.filter((each) => each.changed === true);
	const lines = changed.slice(0, mostNamed).map(({ id, why }) => `↻ ${id} runs again: ${why}`);
	const hidden = changed.length - lines.length;
	return [
		`↻ resumed: ${resumeCounts(resume)}`,
		...lines,
		...hidden > 0 ? [`↻ and ${plural(hidden, "more runs", "more run")} again because of a change`] : []
	];
}
/** What of each resume had succeeded and was run again; '' when nothing was. */
function resumeSection(report) {
	const changed = report.resumes.flatMap(({ again }) => again.filter((each) => each.changed === true));
	if (changed.length === 0) return "";
	const shown = changed.slice(0, mostNamed).map(({ id, why }) => `- ${markdownCode(id)}: ${markdownText(why)}`);
	if (changed.length > mostNamed) shown.push(`- and ${changed.length - mostNamed} more in the journal, \`events.jsonl\``);
	return `## Succeeded, and run again\n\nThe mission file had changed when the run was resumed.\n\n${shown.join("\n")}`;
}

// src/report/usual-time.ts
/** Percent. */
const leastTrend = 10;
/** Milliseconds; the start of a process varies by as much. */
const leastDifference = 100;
/** Undefined for what never ran in this run, or never succeeded before. */
function usualOf(report, task) {
	const prediction = predictionOf(report.predictions, task.task.id);
	const attempt = task.attemptList.at(-1);
	if (prediction === void 0 || attempt === void 0) return void 0;
	const duration = attemptDuration(report, attempt);
	const { slowAbove, steadiness } = prediction;
	const succeeded = task.status === "succeeded";
	return {
		task,
		prediction,
		duration,
		slower: succeeded && slowAbove !== void 0 && duration > slowAbove,
		runs: steadiness.runs + (succeeded || hasFailed(task.status) ? 1 : 0),
		unsteady: steadiness.unsteady + (isFlaky(task) ? 1 : 0)
	};
}
/** All that can be compared, in the mission's order. */
function usualOfAll(report) {
	if (report.predictions === void 0) return [];
	return [...report.tasks.values()].flatMap((task) => usualOf(report, task) ?? []);
}
/** `slower than usual`, `flaky: 3 of 20 runs`, `rising by 12 %`; none where nothing is remarkable. */
function remarks({ slower, runs, unsteady, prediction: { expect, trend = 0 } }) {
	const changes = Math.abs(trend) >= leastTrend && expect * Math.abs(trend) / 100 >= 100;
	return [
		...slower ? ["slower than usual"] : [],
		...unsteady === 0 ? [] : [`flaky: ${unsteady} of ${runs} runs`],
		...changes ? [`${trend > 0 ? "rising" : "falling"} by ${formatPercent(Math.abs(trend))}`] : []
	];
}
/** `8 s`, or `8 s (7.5 s to 9 s)`: the median, and what half of the runs took. */
function usualText({ expect, low, high }) {
	const [middle, from, to] = [
		formatDuration(expect),
		formatDuration(low),
		formatDuration(high)
	];
	return from === to ? middle : `${middle} (${from} to ${to})`;
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
	const { mark, claim, rest } = verdictParts(report, markdownText);
	return `${mark} **${claim}**${rest}`;
}
/** Its parts, for documents that are no Markdown; `inert` is for what others have written. */
function verdictParts(report, inert) {
	const took = formatDuration(report.duration);
	if (report.result === void 0) return {
		mark: "▶️",
		claim: "The mission has not ended",
		rest: ` after ${took}: ${progress(report)}.`
	};
	switch (report.result) {
		case "succeeded": {
			const saved = savedPhrase(report);
			return {
				mark: "✅",
				claim: "The mission succeeded",
				rest: ` in ${took}${saved === "" ? "" : `, ${saved}`}: ${endings(report)}.`
			};
		}
		case "failed": return {
			mark: "❌",
			claim: "The mission failed",
			rest: ` after ${took}: ${endings(report)}.`
		};
		case "cancelled": return {
			mark: "⏹️",
			claim: "The mission was cancelled",
			rest: `${cause(report, inert)} after ${took}: ${endings(report)}.`
		};
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
function cause(report, inert) {
	const signal = report.interruptions[0]?.signal;
	return signal === void 0 ? "" : ` (${inert(signal)})`;
}

export { markdownTarget as C, xmlText as E, markdownCode as S, mermaidText as T, resumeFacts as _, flakyIds as a, wallClock as b, measuredLoad as c, timelineOf as d, troubled as f, usualText as g, usualOfAll as h, verdictParts as i, measuredMeans as l, usualOf as m, progress as n, loadFigures as o, remarks as p, verdict as r, meanActive as s, plainVerdict as t, stepCount as u, resumeLines as v, markdownText as w, fencedBlock as x, resumeSection as y };