import { a as notice, c as setOutput, d as warning, i as info, n as endGroup, o as saveState, r as error, u as startGroup } from "./core.js";
import { $ as pastedPath, At as title, Bi as statusPhrase, Bt as logFile, Ct as servicesSection, Dr as readTail, Dt as runSentences, Et as costSection, Ht as caseName, Ii as hasFailed, Ji as formatDuration, Ki as formatBytes, Ln as shownPath, Mt as paintRows, Nr as canAccess, Ot as mermaidTimeline, Pr as monotonic, Pt as markdownTable, Qi as plural, St as timeSection, Tt as failureBlock, Ur as staysInside, Ut as ownFailures, Vi as statusWord, Vt as furtherCauseLines, Wn as runOnRunners, at as escapeWorkflowCommands, hr as nameInFile, ii as titleOf, jt as warningsSection, kr as cutTail, kt as briefResultsTable, na as sanitizeLine, ot as wrapInStopCommands, pa as errorText, pi as verdict, wi as durationOf, wt as fleetSection, zt as failuresOf } from "./mission.js";
import { n as defaultArtifactName, t as artifactNames } from "./artifact-name.js";
import { n as uploadDocuments, t as missingService } from "./upload.js";
import { r as writeFileList, t as FILE_LIST } from "./file-list.js";
import { n as utf8Length, t as cutToBytes } from "./utf8-length.js";
import { appendFileSync, constants, copyFileSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, posix, relative, resolve, sep } from "node:path";
import { randomUUID } from "node:crypto";

// src/github/annotations/annotation.ts
/** Bytes; GitHub truncates longer messages. */
const maximumMessage = 4096;
/**
* At most `room` annotations. If there are more, the last one says how many were left out.
*
* @param where names the place that lists all of them
*/
function fitAnnotations(annotations, room, where) {
	const cut = annotations.map((annotation) => ({
		...annotation,
		message: cutMessage(annotation.message)
	}));
	if (cut.length <= room) return cut;
	const shown = cut.slice(0, room - 1);
	const first = cut[room - 1];
	if (first === void 0) return shown;
	const left = cut.length - shown.length;
	if (shown.length === 0) return [{
		kind: first.kind,
		title: `${left} ${first.kind}s`,
		message: `See ${where}.`
	}];
	return [...shown, {
		kind: first.kind,
		title: `${left} more`,
		message: `${left} more like these: see ${where}.`
	}];
}
/**
* Keeps both ends: the reason comes first, the newest output last. Counts bytes of UTF-8, so that the limit holds whether GitHub
* counts bytes or characters.
*/
function cutMessage(message) {
	const bytes = Buffer.from(message);
	if (bytes.length <= maximumMessage) return message;
	const gap = "\n…\n";
	const head = 1e3;
	const tail = 3096 - Buffer.byteLength(gap);
	return [
		wholeCharacters(bytes.subarray(0, head)),
		gap,
		wholeCharacters(bytes.subarray(-tail))
	].join("");
}
/** Drops a character that was cut in half at either end. */
function wholeCharacters(bytes) {
	return bytes.toString("utf8").replace(/^\uFFFD+|\uFFFD+$/g, "");
}

// src/github/annotations/sources.ts
/**
* @param workspace absolute folder of the checkout: paths of annotations are relative to it
* @param root absolute root of the mission, in the workspace
*/
function findSources(workspace, root) {
	const known = /* @__PURE__ */ new Map();
	return { pathOf: (file) => {
		if (!known.has(file)) known.set(file, inRepository(workspace, resolve(root, file)));
		return known.get(file);
	} };
}
function inRepository(workspace, path) {
	const near = relative(workspace, path);
	if (near === "" || !staysInside(workspace, near) || !isFile(join(workspace, near))) return void 0;
	return near.replaceAll("\\", "/");
}
function isFile(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
	} catch {
		return false;
	}
}

// src/github/annotations/place-in-cause.ts
/**
* The place that the first line of a log that looks like the cause begins with, as compilers and linters write it: `src/a.ts(1,7): error`,
* `src/a.c:1:7: error`, `--> src/a.rs:1:7`. Undefined unless the file is in the repository.
*/
function placeInCause({ task, left }, sources) {
	const [, file, digits] = /^(?:-->\s*)?([^\s:(]+\.\w+)(?::|\()(\d{1,7})\b/.exec((left?.causes?.[0]?.text ?? "").trim()) ?? [];
	const line = Number(digits);
	if (file === void 0 || line === 0) return void 0;
	const folders = [
		task.workingDirectory,
		...task.steps.flatMap((step) => step.workingDirectory ?? []),
		"."
	];
	for (const folder of folders) {
		const path = sources.pathOf(posix.isAbsolute(file) ? file : posix.join(folder, file));
		if (path !== void 0) return {
			file: path,
			line
		};
	}
}

// src/github/annotations/share-room.ts
/**
* Shares the places of a list between several lists: the first of each list, then the second of each, and so on, until `room` are taken. No
* list gets a second place before each has its first.
*/
function shareRoom(lists, room) {
	const shared = [];
	let open = lists;
	for (let round = 0; open.length > 0 && shared.length < room; round++) {
		open = open.filter((list) => list.length > round);
		shared.push(...open.slice(0, room - shared.length).flatMap((list) => list.slice(round, round + 1)));
	}
	return shared;
}

// src/github/annotations/task-annotations.ts
/** Lines of the log above them that look like the cause. */
const causeCount = 5;
/** Lines of the message of a test case, which may contain a diff. */
const messageLines = 30;
/** Warnings that are reserved for problems of the run itself. */
const degradedRoom = 3;
/** Characters of the name of a test case in a title. */
const longestName = 120;
/** Tasks and tests that failed or timed out, in the order of the mission, including those with `continue-on-error`. */
function failedTasks(report) {
	return [...report.tasks.values()].filter((task) => hasFailed(task.status));
}
/**
* An error for each failed test case at its line in the sources, or for the task at its line of the mission file if it reported none; a
* warning if the task has `continue-on-error`, and for each problem of the run itself. GitHub's limit is shared between the tasks.
* Cancelled tasks get none: they did not fail.
*
* @param where names the place that lists all of them
*/
function taskAnnotations(report, where, sources) {
	const failed = failedTasks(report);
	const lists = (tolerated) => failed.filter(({ task }) => task.continueOnError === tolerated).map((task) => annotationsOf(task, tolerated ? "warning" : "error", report.file, sources));
	const degraded = report.degraded.map((entry) => ({
		kind: "warning",
		title: "The run was degraded",
		message: entry.message
	}));
	const [errors, warnings] = [lists(false), lists(true)];
	const shownErrors = shareRoom(errors.map(({ shown }) => shown), 9);
	const shownWarnings = shareRoom(warnings.map(({ shown }) => shown), 7 - Math.min(degraded.length, degradedRoom));
	const left = [...errors, ...warnings].reduce((sum, { count }) => sum + count, 0) - shownErrors.length - shownWarnings.length;
	return [
		...fitAnnotations(shownErrors, 9, where),
		...fitAnnotations([...shownWarnings, ...degraded], 7, where),
		...left > 0 ? [leftOut(left, where)] : []
	];
}
function leftOut(left, where) {
	return {
		kind: "notice",
		title: `${plural(left, "more failure")}`,
		message: `${plural(left, "more failure")} without an annotation: see ${where}.`
	};
}
function annotationsOf(task, kind, file, sources) {
	const { failures = [], failed = 0 } = task.left?.results ?? {};
	const cases = ownFailures(failures);
	if (cases.length === 0) return {
		shown: [annotateTask(task, kind, file, sources)],
		count: 1
	};
	const shown = cases.map((failure) => annotateCase(task.task, failure, kind, file, sources));
	const count = Math.max(shown.length, failed - (failures.length - cases.length));
	if (task.status !== "timed-out") return {
		shown,
		count
	};
	return {
		shown: [annotateTask(task, kind, file, sources), ...shown],
		count: count + 1
	};
}
function annotateCase(task, { name, message, file, line }, kind, missionFile, sources) {
	const title = caseName(sanitizeLine(nameInFile(name, file).slice(0, 240)));
	const path = file === void 0 ? void 0 : sources.pathOf(file);
	return {
		kind,
		title: `${titleOf(task)}: ${title.length <= longestName ? title : `${title.slice(0, 119)}…`}`,
		message: escapeWorkflowCommands(message.trim()).slice(0, messageLines).join("\n"),
		...path === void 0 ? placeInMission(task, missionFile) : {
			file: path,
			...line === void 0 ? {} : { line }
		}
	};
}
function annotateTask(task, kind, file, sources) {
	const tail = escapeWorkflowCommands(task.left?.logTail ?? "").filter((line) => line.trim() !== "").slice(-20);
	const causes = furtherCauseLines(task, tail.join("\n")).slice(0, causeCount).map((line) => `Line ${line}`);
	return {
		kind,
		title: `${titleOf(task.task)}: ${statusWord(task.status)}`,
		message: [
			task.reason ?? `it ${statusWord(task.status)}`,
			...causes,
			...tail
		].join("\n"),
		...placeInCause(task, sources) ?? placeInMission(task.task, file)
	};
}
function placeInMission({ line, included }, file) {
	return {
		file: included === void 0 ? file : shownPath(file, included.file),
		line
	};
}

// src/github/annotations/publish-annotations.ts
/**
* Annotates what failed in a run.
*
* @param root absolute root of the mission
* @param isShown true if the log has shown the failures already: then the annotations, which are lines of the log too, are in a group
*/
function publishTaskAnnotations(report, root, isShown) {
	const annotations = taskAnnotations(report, "the final report", findSources(process.cwd(), root));
	const isGrouped = isShown && annotations.length > 0;
	if (isGrouped) startGroup(plural(annotations.length, "annotation"));
	publishAnnotations(annotations);
	if (isGrouped) endGroup();
}
function publishAnnotations(annotations) {
	for (const annotation of annotations) {
		const properties = propertiesOf(annotation);
		switch (annotation.kind) {
			case "error":
				error(annotation.message, properties);
				break;
			case "warning":
				warning(annotation.message, properties);
				break;
			case "notice":
				notice(annotation.message, properties);
				break;
			default: annotation.kind;
		}
	}
}
function propertiesOf(annotation) {
	const { title, file, line, endLine, column, endColumn } = annotation;
	return {
		title,
		...file === void 0 ? {} : { file },
		...line === void 0 ? {} : { startLine: line },
		...endLine === void 0 ? {} : { endLine },
		...column === void 0 ? {} : { startColumn: column },
		...endColumn === void 0 ? {} : { endColumn }
	};
}

// src/github/publish-notice.ts
/** A notice on the page of the run. The text may quote the answer of a service; nothing is published if there is none. */
function publishNotice(text, title) {
	if (text !== void 0) notice(escapeWorkflowCommands(text).join(" "), { title });
}

// src/github/saved-state.ts
/** Saved immediately, as are all milestones: the process may be killed at any moment. */
function saveDir(dir) {
	saveState("dir", dir);
}
function saveSettings(settings) {
	saveState("settings", JSON.stringify(settings));
}
function saveMilestone(milestone) {
	saveState(milestone, "true");
}
/** Reads the variables `STATE_*` that the runner sets for `post`. */
function readSavedState(environment) {
	const dir = environment.STATE_dir ?? "";
	const settings = environment.STATE_settings ?? "";
	return {
		...dir === "" ? {} : { dir },
		...settings === "" ? {} : { settings: JSON.parse(settings) },
		annotated: environment.STATE_annotated === "true",
		summarized: environment.STATE_summarized === "true",
		printed: environment.STATE_printed === "true",
		uploaded: environment.STATE_uploaded === "true",
		commented: environment.STATE_commented === "true"
	};
}

// src/github/log/log-tail.ts
const mostBytes = 262144;
/** Reads at most the last 256 KiB, however large the log is. `undefined` if there is no readable log. */
function readLogTail(path, mostLines) {
	const tail = readTail(path, mostBytes);
	if (tail.type !== "read") return void 0;
	const bounds = {
		lines: mostLines,
		characters: Number.POSITIVE_INFINITY
	};
	return {
		...cutTail([...escapeWorkflowCommands(tail.text)], bounds, tail.beheaded),
		bytes: tail.size
	};
}

// src/github/log/print-output.ts
/** Last lines of a log in a collapsed group: more would slow down the log viewer of GitHub. */
const groupedLines = 1e3;
/** Prints untrusted text, escaped so that it cannot trigger workflow commands. */
function printUntrusted(text) {
	info(escapeWorkflowCommands(text).join("\n"));
}
/** The end of the log of a task; undefined if there is no output. */
function logOf({ task }, dir, lines) {
	const tail = readLogTail(join(dir, logFile(task.id)), lines);
	return tail === void 0 || tail.bytes === 0 ? void 0 : tail;
}
/** Says that lines before these are missing, and where they are; empty if none are. */
function cutNotice({ cut, lines, bytes }, { task }) {
	const whole = `${logFile(task.id)}, ${formatBytes(bytes)}`;
	return cut ? [`(only the last ${plural(lines.length, "line")} of ${whole})`] : [];
}
/** Prints lines that are escaped already. */
function printLines(lines) {
	process.stdout.write(wrapInStopCommands(lines, randomUUID));
}

// src/github/log/grouped-log.ts
/**
* Prints a collapsed group for each task, in the order in which they ended.
*
* @param isLeftOut true for a task whose output was printed while the mission ran
*/
function printTaskGroups(report, dir, isLeftOut = () => false) {
	const ended = [...report.tasks.values()].sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
	for (const task of ended) if (!isLeftOut(task.task.id)) printTaskGroup(report, task, dir);
}
/** Prints the output of this task as a group; nothing if there was no output. */
function printTaskGroup(report, task, dir) {
	const tail = logOf(task, dir, groupedLines);
	if (tail === void 0) return;
	startGroup(escapeWorkflowCommands(headline(report, task)).join(" "));
	printLines([...cutNotice(tail, task), ...tail.lines]);
	endGroup();
}
/** Prints the end of the log of each failed task, without a group, so that failures are found without searching. */
function printFailures(report, dir) {
	const failed = failedTasks(report);
	for (const task of failed.slice(0, 20)) {
		printUntrusted(`\n${headline(report, task)}${task.reason === void 0 ? "" : `: ${task.reason}`}`);
		const tail = logOf(task, dir, 60);
		if (tail !== void 0) printLines([...cutNotice(tail, task), ...tail.lines]);
	}
	if (failed.length > 20) info(`\n${plural(failed.length - 20, "more failure")}: see the final report.`);
}
function headline(report, task) {
	const duration = durationOf(report, task);
	return `${titleOf(task.task)}: ${statusPhrase(task)}${duration === void 0 ? "" : ` after ${formatDuration(duration)}`}`;
}

// src/github/artifact-url.ts
/** The page of an artifact of this workflow run. */
function artifactUrl(id, environment) {
	return `${environment.GITHUB_SERVER_URL || "https://github.com"}/${environment.GITHUB_REPOSITORY ?? ""}/actions/runs/${environment.GITHUB_RUN_ID ?? ""}/artifacts/${id}`;
}

// src/github/documents.ts
const documents = [
	"events.jsonl",
	"master-report.md",
	"final-report.md",
	"report.html",
	"mission.json",
	"junit.xml",
	FILE_LIST
];
/** The folders with one file for each task, with the extension of these files. */
const folders = {
	tasks: ".md",
	logs: ".log"
};
/**
* The files of the run's folder that go into the artifact. Tasks can write to that folder too, so only documents with known
* names are included, links are not followed, and names that the service rejects are left out: one of them would fail the
* whole upload.
*
* @param withLogs false if the logs, and the files that tasks keep, may contain secrets
*/
function listDocuments(dir, withLogs = true) {
	const files = [];
	const unreadable = [];
	const kept = withLogs ? keptFiles(join(dir, "files")) : [];
	const rejected = kept.filter((path) => forbidden.test(path.slice(dir.length)));
	const named = kept.filter((path) => !rejected.includes(path));
	for (const path of [
		...documents.map((name) => join(dir, name)),
		...filesOfTasks(dir, withLogs),
		...named
	]) {
		if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) continue;
		(canAccess(path, constants.R_OK) ? files : unreadable).push(path);
	}
	return {
		files,
		unreadable,
		rejected
	};
}
/**
* Writes the list of the files that tasks keep, with their digests and modes, into the run's folder: with it, another attempt can use them.
* Nothing is written if there are none. Throws the error of the file system.
*/
async function listKeptFiles(dir) {
	const kept = keptFiles(join(dir, "files")).filter((path) => canAccess(path, constants.R_OK));
	if (kept.length > 0) await writeFileList(dir, kept);
}
/** The most files that tasks keep in one artifact. */
const mostKept = 5e4;
/** Characters in a path that the service rejects. The separator of the system is none of them. */
const forbidden = sep === "\\" ? /[":<>|*?\r\n]/ : /[":<>|*?\\\r\n]/;
/** All regular files below a folder, in the order of their paths. Links are not followed. */
function keptFiles(top) {
	if (!lstatSync(top, { throwIfNoEntry: false })?.isDirectory()) return [];
	const files = [];
	const folders = [top];
	for (const folder of folders) for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) folders.push(path);
		else if (entry.isFile() && files.length < mostKept) files.push(path);
	}
	return files.sort();
}
function filesOfTasks(dir, withLogs) {
	return Object.entries(folders).flatMap(([folder, extension]) => {
		if (folder === "logs" && !withLogs) return [];
		const path = join(dir, folder);
		if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
		return readdirSync(path).filter((name) => name.endsWith(extension) && !/[":<>|*?\\\r\n]/.test(name)).sort().map((name) => join(path, name));
	});
}

// src/github/publish-page.ts
/**
* Uploads `report.html` a second time, by itself and not zipped, so that a click opens it in the browser. The service names
* such an artifact after its file, so a copy with a unique name is uploaded. Never throws; undefined if there is no page.
*/
async function uploadPage(request) {
	const { dir, artifact, retentionDays, limit, signal } = request;
	const page = join(dir, "report.html");
	try {
		if (!lstatSync(page, { throwIfNoEntry: false })?.isFile()) return void 0;
		const folder = mkdtempSync(join(tmpdir(), "mission-page-"));
		const name = `${artifact}.html`;
		const copy = join(folder, name);
		copyFileSync(page, copy);
		const outcome = await uploadDocuments({
			names: [name],
			files: [copy],
			dir: folder,
			limit,
			signal,
			unzipped: true,
			...retentionDays === void 0 ? {} : { retentionDays }
		});
		if (outcome.type === "uploaded") rmSync(folder, {
			recursive: true,
			force: true
		});
		return outcome;
	} catch (error) {
		return {
			type: "failed",
			why: errorText(error)
		};
	}
}

// src/report/markdown/job-summary-parts.ts
/** A page with more open logs than this is not read to its end. */
const mostFailures = 50;
const tailBounds = {
	lines: 30,
	characters: 6e3
};
/** What failed, with the ends of the logs, as many entries as fit. */
function cutFailures(report, most) {
	const failures = failuresOf(report);
	if (failures === void 0) return {
		text: "",
		cut: false
	};
	const heading = `## ${failures.title}`;
	const blocks = [heading];
	let left = most - utf8Length(`${heading}\n\n`);
	for (const failure of failures.entries.slice(0, mostFailures)) {
		const block = failureBlock(report, failure, tailBounds, "alone");
		left -= utf8Length(`${block}\n\n`);
		if (left < 0) break;
		blocks.push(block);
	}
	const shown = blocks.length - 1;
	return {
		text: shown === 0 ? "" : blocks.join("\n\n"),
		cut: shown < failures.entries.length
	};
}
/** In a cut table, the rows that explain the verdict stay. */
const rank = {
	failed: 0,
	"timed-out": 0,
	cancelled: 1,
	running: 1,
	stopping: 1,
	backoff: 1,
	waiting: 1,
	pending: 1,
	skipped: 2,
	"not-needed": 2,
	succeeded: 3
};
/** Bytes for the heading of the table. */
const headingBytes = 400;
/** The results of all tasks and tests, as many rows as fit. */
function cutResults(report, most) {
	const table = briefResultsTable(report);
	const tasks = [...report.tasks.values()];
	if (tasks.length === 0) return {
		text: "",
		cut: false
	};
	const heading = "## Results";
	let left = most - utf8Length(`${heading}\n\n\n\nAnd ${tasks.length} more.`) - headingBytes;
	const painted = paintRows(table, "alone");
	const byRank = tasks.map(({ status }, index) => ({
		index,
		rank: rank[status]
	})).sort((one, other) => one.rank - other.rank);
	const shown = /* @__PURE__ */ new Set();
	for (const { index } of byRank) {
		left -= utf8Length(`| ${painted[index]?.join(" | ")} |\n`);
		if (left < 0) break;
		shown.add(index);
	}
	if (shown.size === 0) return {
		text: "",
		cut: true
	};
	const rows = painted.filter((_, index) => shown.has(index));
	const hidden = tasks.length - shown.size;
	return {
		text: [
			heading,
			markdownTable(table.columns, rows, 0),
			...hidden > 0 ? [`And ${hidden} more.`] : []
		].join("\n\n"),
		cut: hidden > 0
	};
}

// src/report/markdown/job-summary.ts
/** Where to find what was left out. */
const pointer = "*This summary is cut to the size that GitHub accepts. The whole report is `final-report.md` in the artifact.*";
/**
* The run for the job's summary page, never longer than `limitBytes` in UTF-8, because GitHub drops a longer one
* completely. Sections and rows that do not fit are left out; the verdict always stays.
*/
function jobSummary(report, { limitBytes, runners }) {
	const notes = runSentences(report);
	const head = `${title(report, "Mission")}\n\n${verdict(report)}${notes === "" ? "" : `\n\n${notes}`}`;
	const budget = new Budget(limitBytes - utf8Length(`${head}\n\n${pointer}\n`));
	if (budget.left < 0) return cutToBytes(head, limitBytes);
	const fleet = budget.take(fleetSection(report, "alone"));
	const time = budget.take(timeSection(report));
	const cost = budget.take(costSection(report, runners));
	const failures = budget.takeCut((most) => cutFailures(report, most), .5);
	const services = budget.take(servicesSection(report, "alone"));
	const chart = budget.take(section("Timeline", mermaidTimeline(report)));
	return `${[
		head,
		failures,
		fleet,
		budget.takeCut((most) => cutResults(report, most), .9),
		services,
		chart,
		time,
		cost,
		budget.take(warningsSection(report, "alone")),
		budget.cut ? pointer : ""
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function section(heading, body) {
	return body === "" ? "" : `## ${heading}\n\n${body}`;
}
var Budget = class {
	left;
	cut = false;
	constructor(left) {
		this.left = left;
	}
	/** The whole text, or '' if it does not fit. */
	take(text) {
		const size = utf8Length(`${text}\n\n`);
		if (text === "") return "";
		if (size > this.left) {
			this.cut = true;
			return "";
		}
		this.left -= size;
		return text;
	}
	/** As much as fits into this share of what is left. */
	takeCut(part, share) {
		const { text, cut } = part(Math.floor(this.left * share) - 2);
		this.cut ||= cut;
		return this.take(text);
	}
};

// src/github/summary.ts
/** GitHub discards a larger summary entirely, without failing the step. */
const maximumBytes = 1048576;
/** Below this limit a summary is too short to be useful. */
const leastBytes = 4096;
/**
* Appends the run to the summary file of the step, within what earlier writes have left of the limit.
*
* @param file value of GITHUB_STEP_SUMMARY
* @returns a sentence that says why nothing was written, or `undefined`
*/
function writeSummary(report, file) {
	if (!file) return "This runner has no job summary (GITHUB_STEP_SUMMARY is not set).";
	try {
		const limitBytes = 1046528 - sizeOf(file);
		if (limitBytes < leastBytes) return "The job summary of this step is already full (1 MiB).";
		appendFileSync(file, jobSummary(report, {
			limitBytes,
			runners: runOnRunners(report)
		}));
		return;
	} catch (error) {
		return `The job summary could not be written: ${errorText(error)}.`;
	}
}
/** Appends a link to the artifact with all reports. */
function linkArtifact(file, name, url) {
	addLink(file, "All reports and logs", name, url);
}
/** Appends the command that continues a failed run on another machine with the artifact of this name. */
function addResumeLine(file, name) {
	if (!/^[\p{L}\p{N} ._@+-]+$/u.test(name)) return;
	addLine(file, `To continue on your machine, download the artifact and run \`${`mission resume ${pastedPath(`${name}.zip`)}`}\`. With \`--failed\`, only what failed runs again.`);
}
/** Appends a link to the HTML page of the run. */
function linkPage(file, name, url) {
	addLink(file, "HTML page with the timeline", name, url);
}
function addLink(file, what, name, url) {
	addLine(file, `${what}: [${name.replace(/[^\p{L}\p{N} ._-]/gu, "")}](${url})`);
}
/** Failures are ignored: a summary is useful without the line. */
function addLine(file, text) {
	if (!file) return;
	try {
		const line = `\n${text}\n`;
		if (sizeOf(file) + Buffer.byteLength(line) < maximumBytes) appendFileSync(file, line);
	} catch {
		return;
	}
}
function sizeOf(file) {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

// src/github/publish.ts
function publishSummary(report, { settings, environment, dir }) {
	const problem = settings.summary ? writeSummary(report, environment.GITHUB_STEP_SUMMARY) : void 0;
	if (problem !== void 0) notice(`${problem} The final report is in ${dir}.`, { title: "No job summary" });
	saveMilestone("summarized");
}
/**
* Uploads the documents of the run within `limit` milliseconds, or says once why not and where they are.
*
* @returns where they are shown; undefined if the step is cancelled, so that `post` uploads
*/
async function publishArtifact({ dir, settings, environment, logs, resumable }, mission, limit, signal) {
	const why = settings.upload ? missingService(environment) : "";
	if (why !== void 0) {
		if (why !== "") notice(`${why} The reports are in ${dir}.`, { title: "Reports not uploaded" });
		saveMilestone("uploaded");
		return {};
	}
	try {
		if (logs !== false) await listKeptFiles(dir);
	} catch (error) {
		warning(`The list of the files of tasks could not be written, so that another attempt cannot use them: ${errorText(error)}.`);
	}
	const { files, unreadable, rejected } = listDocuments(dir, logs);
	if (unreadable.length > 0) {
		const names = unreadable.map((path) => basename(path)).join(", ");
		warning(`${plural(unreadable.length, "file")} cannot be read and ${unreadable.length === 1 ? "is" : "are"} not in the artifact: ${names}.`);
	}
	if (rejected.length > 0) {
		const names = rejected.slice(0, 3).map((path) => basename(path)).join(", ");
		warning(`${plural(rejected.length, "file")} of \`artifacts\` ${rejected.length === 1 ? "has a name" : "have names"} with a character that artifacts cannot have, and ${rejected.length === 1 ? "is" : "are"} not uploaded: ${names}.`);
	}
	const names = artifactNames(settings.artifactName ?? defaultArtifactName(mission, environment), randomUUID().slice(0, 8));
	const began = monotonic();
	startGroup("Uploading the reports");
	const retention = settings.retentionDays === void 0 ? {} : { retentionDays: settings.retentionDays };
	const outcome = await uploadDocuments({
		names,
		files,
		dir,
		limit,
		signal,
		...retention
	});
	switch (outcome.type) {
		case "uploaded": {
			const url = artifactUrl(outcome.id, environment);
			setOutput("artifact-id", String(outcome.id));
			setOutput("artifact-url", url);
			linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
			if (resumable === true) addResumeLine(environment.GITHUB_STEP_SUMMARY, outcome.name);
			saveMilestone("uploaded");
			const left = Math.max(1e3, limit - (monotonic() - began));
			const page = await uploadPage({
				dir,
				artifact: outcome.name,
				limit: left,
				signal,
				...retention
			});
			endGroup();
			return {
				artifact: url,
				...linkOrWarn(page, environment)
			};
		}
		case "failed":
			endGroup();
			warning(`The reports could not be uploaded: ${outcome.why}. They are in ${dir}.`, { title: "Reports not uploaded" });
			saveMilestone("uploaded");
			return {};
		case "cut":
			endGroup();
			return;
		default: return outcome;
	}
}
/** If the page could not be uploaded by itself, a warning is enough: the artifact with all reports contains it too. */
function linkOrWarn(page, environment) {
	if (page?.type === "uploaded") {
		const url = artifactUrl(page.id, environment);
		setOutput("report-url", url);
		linkPage(environment.GITHUB_STEP_SUMMARY, page.name, url);
		return { page: url };
	}
	if (page?.type === "failed") warning(`The HTML page could not be uploaded as a separate artifact: ${page.why}. It is in the artifact with all reports.`, { title: "Page not uploaded" });
	return {};
}

export { publishAnnotations as _, printFailures as a, findSources as b, groupedLines as c, printUntrusted as d, readSavedState as f, publishNotice as g, saveSettings as h, artifactUrl as i, logOf as l, saveMilestone as m, publishSummary as n, printTaskGroups as o, saveDir as p, linkArtifact as r, cutNotice as s, publishArtifact as t, printLines as u, publishTaskAnnotations as v, fitAnnotations as x, taskAnnotations as y };