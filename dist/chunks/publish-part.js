const require_core = require("./core.js");
const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_redact_killed_run = require("./redact-killed-run.js");
const require_within_limit = require("./within-limit.js");
const require_file_list = require("./file-list.js");
const require_utf8_length = require("./utf8-length.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_crypto = require("node:crypto");

// src/github/end-process.ts
function endProcess() {
	process.stdout.write("", () => process.exit());
}

// src/github/annotations/annotation.ts
const maximumMessage = 4096;
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
function cutMessage(message) {
	const bytes = Buffer.from(message);
	if (bytes.length <= maximumMessage) return message;
	const gap = "\n\u2026\n";
	const head = 1e3;
	const tail = 3096 - Buffer.byteLength(gap);
	return [
		wholeCharacters(bytes.subarray(0, head)),
		gap,
		wholeCharacters(bytes.subarray(-tail))
	].join("");
}
function wholeCharacters(bytes) {
	return bytes.toString("utf8").replace(/^\uFFFD+|\uFFFD+$/g, "");
}

// src/github/annotations/sources.ts
function findSources(workspace, root) {
	const known = /* @__PURE__ */ new Map();
	return { pathOf: (file) => {
		if (!known.has(file)) known.set(file, inRepository(workspace, (0, node_path.resolve)(root, file)));
		return known.get(file);
	} };
}
function inRepository(workspace, path) {
	const near = (0, node_path.relative)(workspace, path);
	if (near === "" || !require_mission.staysInside(workspace, near) || !isFile((0, node_path.join)(workspace, near))) return void 0;
	return near.replaceAll("\\", "/");
}
function isFile(path) {
	return require_mission.lookAt(path)?.isFile() === true;
}

// src/github/annotations/place-in-cause.ts
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
		const path = sources.pathOf(node_path.posix.isAbsolute(file) ? file : node_path.posix.join(folder, file));
		if (path !== void 0) return {
			file: path,
			line
		};
	}
}

// src/github/annotations/share-room.ts
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
const causeCount = 5;
const messageLines = 30;
const degradedRoom = 3;
const longestName = 120;
function failedTasks(report) {
	return [...report.tasks.values()].filter((task) => require_mission.hasFailed(task.status));
}
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
		title: `${require_mission.plural(left, "more failure")}`,
		message: `${require_mission.plural(left, "more failure")} without an annotation: see ${where}.`
	};
}
function annotationsOf(task, kind, file, sources) {
	const { failures = [], failed = 0 } = task.left?.results ?? {};
	const cases = require_mission.ownFailures(failures);
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
	const title = require_mission.caseName(require_mission.sanitizeLine(require_mission.nameInFile(name, file).slice(0, 240)));
	const path = file === void 0 ? void 0 : sources.pathOf(file);
	return {
		kind,
		title: `${require_mission.titleOf(task)}: ${title.length <= longestName ? title : `${title.slice(0, 119)}\u2026`}`,
		message: require_mission.escapeWorkflowCommands(message.trim()).slice(0, messageLines).join("\n"),
		...path === void 0 ? placeInMission(task, missionFile) : {
			file: path,
			...line === void 0 ? {} : { line }
		}
	};
}
function annotateTask(task, kind, file, sources) {
	const tail = require_mission.escapeWorkflowCommands(task.left?.logTail ?? "").filter((line) => line.trim() !== "").slice(-20);
	const causes = require_mission.furtherCauseLines(task, tail.join("\n")).slice(0, causeCount).map((line) => `Line ${line}`);
	return {
		kind,
		title: `${require_mission.titleOf(task.task)}: ${require_mission.statusWord(task.status)}`,
		message: [
			task.reason ?? `it ${require_mission.statusWord(task.status)}`,
			...causes,
			...tail
		].join("\n"),
		...placeInCause(task, sources) ?? placeInMission(task.task, file)
	};
}
function placeInMission({ line, included }, file) {
	return {
		file: included === void 0 ? file : require_mission.shownPath(file, included.file),
		line
	};
}

// src/github/annotations/publish-annotations.ts
function publishTaskAnnotations(report, root, isShown) {
	const annotations = taskAnnotations(report, "the final report", findSources(process.cwd(), root));
	const isGrouped = isShown && annotations.length > 0;
	if (isGrouped) require_core.startGroup(require_mission.plural(annotations.length, "annotation"));
	publishAnnotations(annotations);
	if (isGrouped) require_core.endGroup();
}
function publishAnnotations(annotations) {
	for (const annotation of annotations) {
		const properties = propertiesOf(annotation);
		switch (annotation.kind) {
			case "error":
				require_core.error(annotation.message, properties);
				break;
			case "warning":
				require_core.warning(annotation.message, properties);
				break;
			case "notice":
				require_core.notice(annotation.message, properties);
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

// src/github/service/artifact-name.ts
const maximumLength = 100;
function defaultArtifactName(mission, environment) {
	return nameIn(environment.GITHUB_RUN_ATTEMPT ?? "1", mission, environment);
}
function earlierNames(mission, environment, given) {
	if (given !== void 0) return [given];
	const attempt = Number(environment.GITHUB_RUN_ATTEMPT || "1");
	return Array.from({ length: attempt - 1 }, (_, index) => nameIn(String(index + 1), mission, environment));
}
function hasName(artifact, names) {
	return names.some((name) => artifact.startsWith(name) && /^(?:-[23]|-[0-9a-f]{8})?$/.test(artifact.slice(name.length)));
}
function nameIn(attempt, mission, environment) {
	return [...[
		"mission",
		mission,
		environment.GITHUB_JOB ?? "",
		attempt === "1" ? "" : `attempt-${attempt}`
	].map((part) => part.replace(/[^\p{L}\p{N}._]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "")).filter((part) => part !== "").join("-")].slice(0, maximumLength).join("");
}
function artifactNames(name, unique) {
	return [
		name,
		`${name}-2`,
		`${name}-3`,
		`${name}-${unique}`
	];
}

// src/github/publish-notice.ts
function publishNotice(text, title) {
	if (text !== void 0) require_core.notice(require_mission.escapeWorkflowCommands(text).join(" "), { title });
}

// src/github/saved-state.ts
function saveDir(dir) {
	require_core.saveState("dir", dir);
}
function saveSettings(settings) {
	require_core.saveState("settings", JSON.stringify(settings));
}
function saveMilestone(milestone) {
	require_core.saveState(milestone, "true");
}
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
function readLogTail(path, mostLines, redactor) {
	const tail = require_mission.readRedactedTail(path, mostBytes, redactor);
	if (tail.type !== "read") return void 0;
	const bounds = {
		lines: mostLines,
		characters: Number.POSITIVE_INFINITY
	};
	return {
		...require_mission.cutTail([...require_mission.escapeWorkflowCommands(tail.text)], bounds, tail.beheaded),
		bytes: tail.size
	};
}

// src/github/log/print-output.ts
const groupedLines = 1e3;
function printUntrusted(text) {
	require_core.info(require_mission.escapeWorkflowCommands(text).join("\n"));
}
function logOf({ task }, { dir, secrets }, lines) {
	const tail = readLogTail((0, node_path.join)(dir, require_mission.logFile(task.id)), lines, secrets.redactor());
	return tail === void 0 || tail.bytes === 0 ? void 0 : tail;
}
function cutNotice({ cut, lines, bytes }, { task }) {
	const whole = `${require_mission.logFile(task.id)}, ${require_mission.formatBytes(bytes)}`;
	return cut ? [`(only the last ${require_mission.plural(lines.length, "line")} of ${whole})`] : [];
}
function printLines(lines) {
	process.stdout.write(require_mission.wrapInStopCommands(lines, node_crypto.randomUUID));
}

// src/github/log/grouped-log.ts
function printTaskGroups(report, logs, isLeftOut = () => false) {
	const ended = [...report.tasks.values()].sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
	for (const task of ended) if (!isLeftOut(task.task.id)) printTaskGroup(report, task, logs);
}
function printTaskGroup(report, task, logs) {
	const tail = logOf(task, logs, groupedLines);
	if (tail === void 0) return;
	require_core.startGroup(require_mission.escapeWorkflowCommands(headline(report, task)).join(" "));
	printLines([...cutNotice(tail, task), ...tail.lines]);
	require_core.endGroup();
}
function printFailures(report, logs) {
	const failed = failedTasks(report);
	for (const task of failed.slice(0, 20)) {
		printUntrusted(`\n${headline(report, task)}${task.reason === void 0 ? "" : `: ${task.reason}`}`);
		const tail = logOf(task, logs, 60);
		if (tail !== void 0) printLines([...cutNotice(tail, task), ...tail.lines]);
	}
	if (failed.length > 20) require_core.info(`\n${require_mission.plural(failed.length - 20, "more failure")}: see the final report.`);
}
function headline(report, task) {
	const duration = require_mission.durationOf(report, task);
	return `${require_mission.titleOf(task.task)}: ${require_mission.statusPhrase(task)}${duration === void 0 ? "" : ` after ${require_mission.formatDuration(duration)}`}`;
}

// src/github/log/live-log.ts
const mostWaiting = 16777216;
function createLiveLog(logs, waiting = () => process.stdout.writableLength) {
	let opened = 0;
	return { print: (event, report, lines) => {
		const task = event.type === "ended" ? report.tasks.get(event.id) : void 0;
		if (task?.started === void 0) {
			printProgress(lines);
			return;
		}
		const tail = logOf(task, logs, groupedLines);
		if (tail !== void 0 && waiting() > mostWaiting) {
			printProgress([...lines, `         (its output is in ${require_mission.logFile(task.task.id)}: the log is read too slowly)`]);
			return;
		}
		if (require_mission.hasFailed(task.status) && !task.task.continueOnError && opened < 20) {
			opened++;
			printFailure(task, lines, tail);
		} else if (tail === void 0) printProgress(lines);
		else printGroup(lines, [...cutNotice(tail, task), ...tail.lines]);
	} };
}
function printFailureSummary(report) {
	const lines = require_mission.failureLines(report, ".", 20);
	if (lines.length > 0) printUntrusted(["", ...lines].join("\n"));
}
function printProgress(lines) {
	for (const line of lines) printUntrusted(line);
}
function printGroup(titles, lines) {
	printProgress(titles.slice(0, -1));
	require_core.startGroup(require_mission.escapeWorkflowCommands(titles.at(-1) ?? "").join(" "));
	printLines(lines);
	require_core.endGroup();
}
function printFailure(task, progress, tail) {
	printProgress(progress);
	const open = tail?.lines.slice(-60) ?? [];
	printProgress(require_mission.failureDetails(task, open.join("\n")));
	if (tail === void 0) return;
	const earlier = tail.lines.slice(0, -60);
	const notice = cutNotice(tail, task);
	if (earlier.length > 0) {
		printGroup([`${require_mission.titleOf(task.task)}: ${require_mission.plural(earlier.length, "earlier line")}`], [...notice, ...earlier]);
		printLines(open);
	} else printLines([...notice, ...open]);
	printUntrusted("");
}

// src/github/service/upload.ts
function missingService(environment) {
	if (!environment.ACTIONS_RUNTIME_TOKEN || !environment.ACTIONS_RESULTS_URL) return "This runner has no artifact service.";
	const host = hostOf(environment.GITHUB_SERVER_URL || "https://github.com");
	return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost") ? void 0 : `GitHub Enterprise Server (${host}) does not support this version of artifacts.`;
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : url;
}
async function uploadDocuments(request) {
	if (request.signal.aborted) return { type: "cut" };
	try {
		return await require_within_limit.withinLimit(() => uploadUnderFreeName(request), request.limit, request.signal) ?? { type: "cut" };
	} catch (error) {
		return {
			type: "failed",
			why: require_mission.errorText$1(error)
		};
	}
}
async function uploadUnderFreeName(request) {
	const { DefaultArtifactClient } = await Promise.resolve().then(() => require("./artifact.js"));
	const client = new DefaultArtifactClient();
	let taken;
	for (const name of request.names) try {
		return {
			type: "uploaded",
			name,
			id: await uploadAs(name, client, request)
		};
	} catch (error) {
		if (!isConflict(error, "CreateArtifact")) throw error;
		taken = error;
	}
	throw taken;
}
async function uploadAs(name, client, request) {
	const { retentionDays, unzipped } = request;
	const options = {
		...retentionDays === void 0 ? {} : { retentionDays },
		...unzipped === void 0 ? {} : { skipArchive: unzipped }
	};
	try {
		const { id } = await client.uploadArtifact(name, [...request.files], request.dir, options);
		if (id === void 0) throw new Error("the service returned no artifact id");
		return id;
	} catch (error) {
		if (!isConflict(error, "FinalizeArtifact")) throw error;
		return (await client.getArtifact(name)).artifact.id;
	}
}
function isConflict(error, method) {
	return error instanceof Error && error.message.startsWith(`Failed to ${method}:`) && error.message.includes("(409)");
}

// src/github/artifact-url.ts
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
	require_file_list.FILE_LIST
];
const folders = {
	tasks: ".md",
	logs: ".log"
};
function listDocuments(dir, withLogs = true) {
	const files = [];
	const unreadable = [];
	const unlisted = (folder) => {
		unreadable.push(folder);
	};
	const kept = withLogs ? require_redact_killed_run.filesBelow((0, node_path.join)(dir, "files"), unlisted, mostKept) : [];
	const rejected = kept.filter((path) => forbidden.test(path.slice(dir.length)));
	const named = kept.filter((path) => !rejected.includes(path));
	for (const path of [
		...documents.map((name) => (0, node_path.join)(dir, name)),
		...filesOfTasks(dir, withLogs, unlisted),
		...named
	]) {
		if (!require_mission.lookAt(path)?.isFile()) continue;
		(require_mission.canAccess(path, node_fs.constants.R_OK) ? files : unreadable).push(path);
	}
	return {
		files,
		unreadable,
		rejected
	};
}
async function listKeptFiles(dir, isHidden) {
	const kept = require_redact_killed_run.filesBelow((0, node_path.join)(dir, "files"), () => {}, mostKept).filter((path) => require_mission.canAccess(path, node_fs.constants.R_OK) && !isHidden(path));
	if (kept.length > 0) await require_file_list.writeFileList(dir, kept);
}
const mostKept = 5e4;
const forbidden = node_path.sep === "\\" ? /[":<>|*?\r\n]/ : /[":<>|*?\\\r\n]/;
function filesOfTasks(dir, withLogs, unlisted) {
	return Object.entries(folders).flatMap(([folder, extension]) => {
		if (folder === "logs" && !withLogs) return [];
		const path = (0, node_path.join)(dir, folder);
		if (!require_mission.lookAt(path)?.isDirectory()) return [];
		return require_redact_killed_run.entriesIn(path, unlisted).map(({ name }) => name).filter((name) => name.endsWith(extension) && !/[":<>|*?\\\r\n]/.test(name)).sort().map((name) => (0, node_path.join)(path, name));
	});
}

// src/github/publish-page.ts
async function uploadPage(request) {
	const { dir, artifact, retentionDays, limit, signal } = request;
	const page = (0, node_path.join)(dir, "report.html");
	try {
		if (!require_mission.lookAt(page)?.isFile()) return void 0;
		const name = `${artifact}.html`;
		const { folder, copy } = copyOf(page, name);
		const outcome = await uploadDocuments({
			names: [name],
			files: [copy],
			dir: folder,
			limit,
			signal,
			unzipped: true,
			...retentionDays === void 0 ? {} : { retentionDays }
		});
		if (outcome.type === "uploaded") (0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
		return outcome;
	} catch (error) {
		return {
			type: "failed",
			why: require_mission.errorText$1(error)
		};
	}
}
function copyOf(page, name) {
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "mission-page-"));
	const copy = (0, node_path.join)(folder, name);
	try {
		(0, node_fs.copyFileSync)(page, copy);
		return {
			folder,
			copy
		};
	} catch (error) {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
		throw error;
	}
}

// src/report/markdown/job-summary-parts.ts
const mostFailures = 50;
const tailBounds = {
	lines: 30,
	characters: 6e3
};
function cutFailures(report, most) {
	const failures = require_mission.failuresOf(report);
	if (failures === void 0) return {
		text: "",
		cut: false
	};
	const heading = `## ${failures.title}`;
	const blocks = [heading];
	let left = most - require_utf8_length.utf8Length(`${heading}\n\n`);
	for (const failure of failures.entries.slice(0, mostFailures)) {
		const block = require_documents.failureBlock(report, failure, tailBounds, "alone");
		left -= require_utf8_length.utf8Length(`${block}\n\n`);
		if (left < 0) break;
		blocks.push(block);
	}
	const shown = blocks.length - 1;
	return {
		text: shown === 0 ? "" : blocks.join("\n\n"),
		cut: shown < failures.entries.length
	};
}
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
const headingBytes = 400;
function cutResults(report, most) {
	const table = require_documents.briefResultsTable(report);
	const tasks = [...report.tasks.values()];
	if (tasks.length === 0) return {
		text: "",
		cut: false
	};
	const heading = "## Results";
	let left = most - require_utf8_length.utf8Length(`${heading}\n\n\n\nAnd ${tasks.length} more.`) - headingBytes;
	const painted = require_documents.paintRows(table, "alone");
	const byRank = tasks.map(({ status }, index) => ({
		index,
		rank: rank[status]
	})).sort((one, other) => one.rank - other.rank);
	const shown = /* @__PURE__ */ new Set();
	for (const { index } of byRank) {
		left -= require_utf8_length.utf8Length(`| ${painted[index]?.join(" | ")} |\n`);
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
			require_documents.markdownTable(table.columns, rows, 0),
			...hidden > 0 ? [`And ${hidden} more.`] : []
		].join("\n\n"),
		cut: hidden > 0
	};
}

// src/report/markdown/job-summary.ts
const pointer = "*This summary is cut to the size that GitHub accepts. The whole report is `final-report.md` in the artifact.*";
function jobSummary(report, { limitBytes, runners }) {
	const notes = require_documents.runSentences(report);
	const head = `${require_documents.title(report, "Mission")}\n\n${require_mission.verdict(report)}${notes === "" ? "" : `\n\n${notes}`}`;
	const budget = new Budget(limitBytes - require_utf8_length.utf8Length(`${head}\n\n${pointer}\n`));
	if (budget.left < 0) return require_utf8_length.cutToBytes(head, limitBytes);
	const fleet = budget.take(require_documents.fleetSection(report, "alone"));
	const time = budget.take(require_documents.timeSection(report));
	const cost = budget.take(require_documents.costSection(report, runners));
	const failures = budget.takeCut((most) => cutFailures(report, most), .5);
	const services = budget.take(require_documents.servicesSection(report, "alone"));
	const chart = budget.take(section("Timeline", require_documents.mermaidTimeline(report)));
	return `${[
		head,
		failures,
		fleet,
		budget.takeCut((most) => cutResults(report, most), .9),
		services,
		chart,
		time,
		cost,
		budget.take(require_documents.warningsSection(report, "alone")),
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
	take(text) {
		const size = require_utf8_length.utf8Length(`${text}\n\n`);
		if (text === "") return "";
		if (size > this.left) {
			this.cut = true;
			return "";
		}
		this.left -= size;
		return text;
	}
	takeCut(part, share) {
		const { text, cut } = part(Math.floor(this.left * share) - 2);
		this.cut ||= cut;
		return this.take(text);
	}
};

// src/github/summary.ts
const maximumBytes = 1048576;
const leastBytes = 4096;
function writeSummary(report, file) {
	if (!file) return "This runner has no job summary (GITHUB_STEP_SUMMARY is not set).";
	try {
		const limitBytes = 1046528 - sizeOf(file);
		if (limitBytes < leastBytes) return "The job summary of this step is already full (1 MiB).";
		(0, node_fs.appendFileSync)(file, jobSummary(report, {
			limitBytes,
			runners: require_documents.runOnRunners(report)
		}));
		return;
	} catch (error) {
		return `The job summary could not be written: ${require_mission.errorText$1(error)}.`;
	}
}
function linkArtifact(file, name, url) {
	addLink(file, "All reports and logs", name, url);
}
function addResumeLine(file, name) {
	if (!/^[\p{L}\p{N} ._@+-]+$/u.test(name)) return;
	addLine(file, `To continue on your machine, download the artifact and run \`${`mission resume ${require_mission.pastedPath(`${name}.zip`)}`}\`. With \`--failed\`, only what failed runs again.`);
}
function linkPage(file, name, url) {
	addLink(file, "HTML page with the timeline", name, url);
}
function addLink(file, what, name, url) {
	addLine(file, `${what}: [${name.replace(/[^\p{L}\p{N} ._-]/gu, "")}](${url})`);
}
function addLine(file, text) {
	if (!file) return;
	try {
		const line = `\n${text}\n`;
		if (sizeOf(file) + Buffer.byteLength(line) < maximumBytes) (0, node_fs.appendFileSync)(file, line);
	} catch {
		return;
	}
}
function sizeOf(file) {
	return require_mission.lookThrough(file)?.size ?? 0;
}

// src/github/publish.ts
function publishSummary(report, { settings, environment, dir }) {
	const problem = settings.summary ? writeSummary(report, environment.GITHUB_STEP_SUMMARY) : void 0;
	if (problem !== void 0) require_core.notice(`${problem} The final report is in ${dir}.`, { title: "No job summary" });
	saveMilestone("summarized");
}
async function publishArtifact({ dir, settings, environment, secrets, logs, resumable }, mission, limit, signal) {
	const why = settings.upload ? missingService(environment) : "";
	if (why !== void 0) {
		if (why !== "") require_core.notice(`${why} The reports are in ${dir}.`, { title: "Reports not uploaded" });
		saveMilestone("uploaded");
		return {};
	}
	const { files, unreadable, rejected } = await publishable(dir, secrets, logs);
	if (unreadable.length > 0) {
		const names = unreadable.map((path) => (0, node_path.basename)(path)).join(", ");
		require_core.warning(`${require_mission.plural(unreadable.length, "file")} cannot be read and ${unreadable.length === 1 ? "is" : "are"} not in the artifact: ${names}.`);
	}
	if (rejected.length > 0) {
		const names = rejected.slice(0, 3).map((path) => (0, node_path.basename)(path)).join(", ");
		require_core.warning(`${require_mission.plural(rejected.length, "file")} of \`artifacts\` ${rejected.length === 1 ? "has a name" : "have names"} with a character that artifacts cannot have, and ${rejected.length === 1 ? "is" : "are"} not uploaded: ${names}.`);
	}
	const names = artifactNames(settings.artifactName ?? defaultArtifactName(mission, environment), (0, node_crypto.randomUUID)().slice(0, 8));
	const began = require_mission.monotonic();
	require_core.startGroup("Uploading the reports");
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
			require_core.setOutput("artifact-id", String(outcome.id));
			require_core.setOutput("artifact-url", url);
			linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
			if (resumable === true) addResumeLine(environment.GITHUB_STEP_SUMMARY, outcome.name);
			saveMilestone("uploaded");
			const left = Math.max(1e3, limit - (require_mission.monotonic() - began));
			const page = await uploadPage({
				dir,
				artifact: outcome.name,
				limit: left,
				signal,
				...retention
			});
			require_core.endGroup();
			return {
				artifact: url,
				...linkOrWarn(page, environment)
			};
		}
		case "failed":
			require_core.endGroup();
			require_core.warning(`The reports could not be uploaded: ${outcome.why}. They are in ${dir}.`, { title: "Reports not uploaded" });
			saveMilestone("uploaded");
			return {};
		case "cut":
			require_core.endGroup();
			return;
		default: return outcome;
	}
}
async function publishable(dir, secrets, logs) {
	const ofTasks = listDocuments(dir, logs).files.filter((path) => (0, node_path.dirname)(path) !== dir);
	const problem = (message) => require_core.warning(`A file is not uploaded: ${message}.`, { title: "File not uploaded" });
	const unredacted = new Set(await require_mission.redactFiles(ofTasks, secrets.redactor(), problem));
	const isHidden = (path) => unredacted.has(path) || namesSecret(dir, path, secrets);
	try {
		if (logs !== false) await listKeptFiles(dir, isHidden);
	} catch (error) {
		require_core.warning(`The list of the files of tasks could not be written, so that another attempt cannot use them: ${require_mission.errorText$1(error)}.`);
	}
	const listed = listDocuments(dir, logs);
	return {
		...listed,
		files: listed.files.filter((path) => !isHidden(path))
	};
}
function namesSecret(dir, path, secrets) {
	const [top, , ...names] = (0, node_path.relative)(dir, path).split(node_path.sep);
	const name = names.join("/");
	return top === "files" && secrets.redactor().redactText(name) !== name;
}
function linkOrWarn(page, environment) {
	if (page?.type === "uploaded") {
		const url = artifactUrl(page.id, environment);
		require_core.setOutput("report-url", url);
		linkPage(environment.GITHUB_STEP_SUMMARY, page.name, url);
		return { page: url };
	}
	if (page?.type === "failed") require_core.warning(`The HTML page could not be uploaded as a separate artifact: ${page.why}. It is in the artifact with all reports.`, { title: "Page not uploaded" });
	return {};
}

// src/github/publish-part.ts
async function publishPart({ dir, settings, environment, secrets, logs = true }, limit, signal) {
	const { uploadPart } = await Promise.resolve().then(() => require("./upload-part.js"));
	const { retentionDays } = settings;
	require_core.startGroup("Uploading the artifact of this part");
	const outcome = await uploadPart({
		dir,
		environment,
		retentionDays,
		withLogs: logs,
		secrets,
		limit,
		signal
	});
	require_core.endGroup();
	switch (outcome.type) {
		case "uploaded": {
			const url = artifactUrl(outcome.id, environment);
			require_core.setOutput("artifact-id", String(outcome.id));
			require_core.setOutput("artifact-url", url);
			linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
			saveMilestone("uploaded");
			return;
		}
		case "failed":
			saveMilestone("uploaded");
			return `The artifact of this part could not be uploaded: ${outcome.why}. Parts that need it cannot run. The reports are in ${dir}.`;
		case "cut": return;
		default: return outcome;
	}
}

Object.defineProperty(exports, "createLiveLog", {
  enumerable: true,
  get: function () {
    return createLiveLog;
  }
});
Object.defineProperty(exports, "earlierNames", {
  enumerable: true,
  get: function () {
    return earlierNames;
  }
});
Object.defineProperty(exports, "endProcess", {
  enumerable: true,
  get: function () {
    return endProcess;
  }
});
Object.defineProperty(exports, "findSources", {
  enumerable: true,
  get: function () {
    return findSources;
  }
});
Object.defineProperty(exports, "fitAnnotations", {
  enumerable: true,
  get: function () {
    return fitAnnotations;
  }
});
Object.defineProperty(exports, "hasName", {
  enumerable: true,
  get: function () {
    return hasName;
  }
});
Object.defineProperty(exports, "missingService", {
  enumerable: true,
  get: function () {
    return missingService;
  }
});
Object.defineProperty(exports, "printFailureSummary", {
  enumerable: true,
  get: function () {
    return printFailureSummary;
  }
});
Object.defineProperty(exports, "printFailures", {
  enumerable: true,
  get: function () {
    return printFailures;
  }
});
Object.defineProperty(exports, "printTaskGroups", {
  enumerable: true,
  get: function () {
    return printTaskGroups;
  }
});
Object.defineProperty(exports, "printUntrusted", {
  enumerable: true,
  get: function () {
    return printUntrusted;
  }
});
Object.defineProperty(exports, "publishAnnotations", {
  enumerable: true,
  get: function () {
    return publishAnnotations;
  }
});
Object.defineProperty(exports, "publishArtifact", {
  enumerable: true,
  get: function () {
    return publishArtifact;
  }
});
Object.defineProperty(exports, "publishNotice", {
  enumerable: true,
  get: function () {
    return publishNotice;
  }
});
Object.defineProperty(exports, "publishPart", {
  enumerable: true,
  get: function () {
    return publishPart;
  }
});
Object.defineProperty(exports, "publishSummary", {
  enumerable: true,
  get: function () {
    return publishSummary;
  }
});
Object.defineProperty(exports, "publishTaskAnnotations", {
  enumerable: true,
  get: function () {
    return publishTaskAnnotations;
  }
});
Object.defineProperty(exports, "readSavedState", {
  enumerable: true,
  get: function () {
    return readSavedState;
  }
});
Object.defineProperty(exports, "saveDir", {
  enumerable: true,
  get: function () {
    return saveDir;
  }
});
Object.defineProperty(exports, "saveMilestone", {
  enumerable: true,
  get: function () {
    return saveMilestone;
  }
});
Object.defineProperty(exports, "saveSettings", {
  enumerable: true,
  get: function () {
    return saveSettings;
  }
});
Object.defineProperty(exports, "taskAnnotations", {
  enumerable: true,
  get: function () {
    return taskAnnotations;
  }
});
Object.defineProperty(exports, "uploadDocuments", {
  enumerable: true,
  get: function () {
    return uploadDocuments;
  }
});