import { n as cleanText, t as cleanLine } from "./clean-text.js";
import { a as listed, i as formatPercent, n as formatDuration, o as plural, r as formatOffset, t as formatBytes } from "./format.js";
import { _ as waitedSoFar, a as hasEnded, d as statusWord, f as attemptDuration, h as durationOf, i as exitText, o as hasFailed, p as busyTime, s as isFlaky } from "./status-text.js";
import { n as baselines, t as predictionOf } from "./prediction.js";

// src/report/escape.ts
/** Text of others, made inert for the format it goes into: it shows as it is and steers nothing. */
const special = /[\\`*[\]<>|~$&#@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const nothingSpecial = /^[\p{L}\p{N}][\p{L}\p{N} .,:;()/'"?!=-]*$/u;
/** One line for a Markdown paragraph or table cell. */
function markdownText(text) {
	if (nothingSpecial.test(text) && !/^\d+[.)]|\w:\/\/|www\.| {2}| $/i.test(text)) return text;
	const line = cleanLine(text);
	return line.replace(special, (character, index) => escaped$1(character, line[index + 1])).replace(/^([-+=]|\d+[.)])/, (marker) => `${marker.slice(0, -1)}\\${marker.at(-1)}`).replace(/(:)(?=\/\/)|(?<=www)\./gi, (character) => `${character}&#8203;`);
}
const plainCode = /^[\w.,()/-]+$/;
function escaped$1(character, next) {
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

// src/schedule/file-stem.ts
/**
* The name, without extension, of the files that belong to a task: its log, its report.
*
* Safe on every system and in artifacts: no `: * ? " < > | / \`, no reserved Windows name, no dot at either end, and
* two ids that differ only in case still get names that differ on file systems that ignore case. Ordinary ids
* (`build`, `L3.2.4.1`, `L3.ALL.1`) are their own stem. No two ids share a stem, except that ids over 120 characters
* are told apart by a hash.
*/
function fileStem(id) {
	const stem = escapeEnds(escapeCharacters(id)) + caseMark(id);
	return stem.length <= longest ? stem : `${stem.slice(0, longest - 20)}=h${hash(id)}`;
}
/** File systems allow 255 bytes; what is appended (`-12.sh`, `.context.json`) needs room. */
const longest = 160;
/** Nothing but ASCII leaves here: file systems disagree about composed letters and their case. */
function escapeCharacters(id) {
	return id.replace(/[^A-Za-z0-9._\-(),]/g, (character) => character === " " ? "~" : escaped(character));
}
function escaped(character) {
	const code = character.charCodeAt(0);
	return code < 256 ? `=${code.toString(16).padStart(2, "0")}` : `=u${code.toString(16).padStart(4, "0")}`;
}
/** A leading dot hides the file (and keeps it out of an artifact), Windows drops a trailing one, `con` is a device. */
function escapeEnds(name) {
	if (name === "") return "=";
	const first = /^(?:\.|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i.test(name) ? 1 : 0;
	const head = first === 1 ? escaped(name.charAt(0)) : "";
	const rest = name.slice(first);
	return head + (rest.endsWith(".") ? `${rest.slice(0, -1)}${escaped(".")}` : rest);
}
/**
* Of all ids that differ only in case, the customary spelling keeps its plain name; the others carry the places where
* they differ from it.
*/
function caseMark(id) {
	const customary = customaryCase(id);
	let bits = "";
	for (let index = 0; index < id.length; index++) if (/[A-Za-z]/.test(id.charAt(index))) bits += id[index] === customary[index] ? "0" : "1";
	return bits.includes("1") ? `=z${BigInt(`0b1${bits}`).toString(36)}` : "";
}
/** Capitals for the plan's own numbering (`L3.ALL.1`), small letters elsewhere and for matrix values. */
function customaryCase(id) {
	const small = id.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
	if (!/^l\d/.test(small)) return small;
	const values = small.indexOf(" (");
	const end = values < 0 ? small.length : values;
	return small.slice(0, end).replace(/[a-z]/g, (letter) => letter.toUpperCase()) + small.slice(end);
}
/** FNV-1a over UTF-16 code units, 64 bits. */
function hash(text) {
	let value = 14695981039346656037n;
	for (let index = 0; index < text.length; index++) value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 1099511628211n);
	return value.toString(36);
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

// src/report/task-columns.ts
/** Cells about one task that several tables share. */
/** What stands where there is nothing to say. */
const nothing = "–";
const waitReasons = [
	"cpu",
	"memory",
	"slots",
	"load",
	"lock",
	"service"
];
const waitWords = {
	cpu: "CPU",
	memory: "memory",
	slots: "slots",
	load: "load",
	lock: "lock",
	service: "service"
};
function waitWord(reason) {
	return waitWords[reason];
}
/** Its id as a link to its own report; `folder` leads from the document to the mission's folder. */
function taskLink(id, folder = ".") {
	return `[${markdownCode(id)}](${markdownTarget(taskFile(id, folder))})`;
}
function taskFile(id, folder) {
	return `${folder === "." ? "" : `${folder}/`}tasks/${fileStem(id)}.md`;
}
function logFile(id, folder) {
	return `${folder === "." ? "" : `${folder}/`}logs/${fileStem(id)}.log`;
}
/** `L2.2.4`, or a dash. */
function idCell(id) {
	return id === void 0 ? "–" : markdownCode(id);
}
/** The first few of many ids, and how many more there are. */
function idsCell(ids, most = 6) {
	if (ids.length === 0) return "–";
	const shown = ids.slice(0, most).map((id) => markdownCode(id));
	return ids.length > most ? `${shown.join(", ")} and ${ids.length - most} more` : shown.join(", ");
}
/** `start`, `resume`, or the need whose end triggered it. */
function triggerCell(task) {
	if (task.triggered === void 0) return "–";
	if (task.triggeredBy === void 0) return task.resumed === true ? "resume" : "start";
	return markdownCode(task.triggeredBy);
}
/** `CPU 2m05s, slots 4 s`; a dash when it did not wait. */
function waitCell(report, task) {
	return waitsText(waitedSoFar(report, task)) || "–";
}
/** The same of any wait split; '' when there was none. */
function waitsText(waited) {
	return waitReasons.filter((reason) => waited[reason] > 0).map((reason) => `${waitWords[reason]} ${formatDuration(waited[reason])}`).join(", ");
}
function durationCell(report, task) {
	const duration = durationOf(report, task);
	return duration === void 0 ? "–" : formatDuration(duration);
}
function stepsCell(task) {
	return `${task.steps.filter((step) => step.status === "succeeded").length} of ${task.steps.length}`;
}
/** Why it ended so: the reason, or how its process ended. */
function whyCell(task) {
	return task.reason === void 0 ? exitText(task) || "–" : markdownText(task.reason);
}
function declaredLoadCell(task) {
	return task.task.load === void 0 ? "–" : formatPercent(task.task.load);
}
function measuredLoadCell(report, task) {
	const measured = measuredLoad(report, task);
	return measured === void 0 ? "–" : formatPercent(measured);
}
function bytesCell(bytes) {
	return bytes === void 0 ? "–" : formatBytes(bytes);
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

export { stepCount as A, markdownTarget as B, waitsText as C, meanActive as D, loadFigures as E, resumeLines as F, mermaidText as H, resumeSection as I, wallClock as L, troubled as M, fileStem as N, measuredLoad as O, resumeFacts as P, fencedBlock as R, waitWord as S, flakyIds as T, xmlText as U, markdownText as V, taskFile as _, remarks as a, waitCell as b, usualText as c, durationCell as d, idCell as f, stepsCell as g, measuredLoadCell as h, verdictParts as i, timelineOf as j, measuredMeans as k, bytesCell as l, logFile as m, progress as n, usualOf as o, idsCell as p, verdict as r, usualOfAll as s, plainVerdict as t, declaredLoadCell as u, taskLink as v, whyCell as w, waitReasons as x, triggerCell as y, markdownCode as z };