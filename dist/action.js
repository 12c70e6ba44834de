Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
const require_core = require("./chunks/core.js");
const require_mission = require("./chunks/mission.js");
const require_publish_part = require("./chunks/publish-part.js");
const require_resume = require("./chunks/resume.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");
let node_crypto = require("node:crypto");

// src/github/attempts/workflow-job.ts
function workflowJob(environment) {
	const { GITHUB_RUN_ID: runId = "", GITHUB_JOB: job = "", GITHUB_ACTION: step = "", GITHUB_SHA: commit = "" } = environment;
	if (runId === "") return void 0;
	const attempt = Number(environment.GITHUB_RUN_ATTEMPT || "1");
	return {
		runId,
		attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1,
		job,
		step,
		commit
	};
}
function otherThan(now, earlier) {
	if (earlier === void 0) return "its journal does not say in which job it ran";
	if (earlier.runId !== now.runId) return `it is of workflow run ${earlier.runId}`;
	if (earlier.job !== now.job) return `it is of job ${earlier.job}`;
	if (earlier.step !== now.step) return `it is of step ${earlier.step}`;
	if (earlier.commit !== now.commit) return `it is of commit ${earlier.commit}`;
	return earlier.attempt < now.attempt ? void 0 : `it is of attempt ${earlier.attempt}`;
}

// src/github/attempts/prepare-attempt.ts
const downloadLimit = 3e5;
async function prepareAttempt(prepared, place) {
	const workflow = workflowJob(place.environment);
	if (workflow === void 0 || workflow.attempt === 1 || prepared.inputs.resume !== "auto") return prepareFirst(prepared, place, workflow);
	const dir = (0, node_path.join)(place.temporary, `mission-${(0, node_crypto.randomUUID)()}`);
	const found = await find(prepared, place, workflow, dir);
	const continued = found.type === "found" ? await carryOn(found, prepared, place, dir) : found;
	if (continued.type === "continued") return {
		...continued,
		dir,
		workflow
	};
	(0, node_fs.rmSync)(dir, {
		recursive: true,
		force: true
	});
	require_core.notice(`Attempt ${workflow.attempt} starts from the beginning: ${continued.why}.`, { title: "Earlier attempt not continued" });
	return prepareFirst(prepared, place, workflow);
}
async function prepareFirst({ mission, envFiles, inputs: { base, history }, place: { root } }, { machine, dir, environment }, workflow) {
	return {
		prepared: await require_mission.prepareRun({
			mission,
			root,
			environment,
			machine,
			envFiles,
			secretLearned: require_core.setSecret,
			...base === void 0 ? {} : { base },
			...history === void 0 ? {} : { history }
		}),
		dir,
		...workflow === void 0 ? {} : { workflow }
	};
}
async function find({ mission, inputs, place: { root } }, { temporary, environment }, workflow, dir) {
	try {
		const { findAttempt } = await Promise.resolve().then(() => require("./chunks/continue-attempt.js"));
		return await findAttempt({
			workflow,
			names: require_publish_part.earlierNames(mission.name, environment, inputs.artifactName),
			mission,
			root,
			workspace: process.cwd(),
			dir,
			temporary,
			environment,
			limit: downloadLimit
		});
	} catch (error) {
		return {
			type: "none",
			why: `the earlier attempt could not be read: ${require_mission.errorText$1(error)}`
		};
	}
}
async function carryOn({ run }, { mission, envFiles, inputs: { base }, place: { root } }, { machine, environment }, dir) {
	const { continueAttempt } = await Promise.resolve().then(() => require("./chunks/continue-attempt.js"));
	return continueAttempt(run, {
		prepared: await require_mission.prepareRun({
			mission,
			root,
			environment,
			machine,
			envFiles,
			secretLearned: require_core.setSecret,
			...base === void 0 ? {} : { base },
			earlier: require_resume.earlierComparison(run, mission)
		}),
		environment,
		dir
	});
}

// src/github/comment/marker.ts
function commentMarker(mission, prefix, environment) {
	const { GITHUB_WORKFLOW = "", GITHUB_JOB = "" } = environment;
	return `<!-- mission-runner: ${[
		mission,
		GITHUB_WORKFLOW,
		GITHUB_JOB,
		prefix === "mission" ? "" : prefix
	].map(encode).join(" ")} -->`;
}
function encode(name) {
	return `[${encodeURIComponent(require_mission.sanitizeLine(name)).replaceAll("-", "%2D").slice(0, 600)}]`;
}

// src/github/github-reports.ts
const RESULTS_LIMIT = 1e4;
function hideToken(token, environment) {
	if (token !== "") require_core.setSecret(token);
	delete environment.INPUT_TOKEN;
}
async function startGitHubReports({ inputs, declared, whole }, marker, environment) {
	const { token, statuses: choice, statusPrefix: prefix } = inputs;
	const statuses = choice === "none" ? void 0 : await startStatuses({
		declared,
		whole,
		choice,
		prefix,
		token,
		environment
	});
	if (statuses === void 0 && marker === void 0) return void 0;
	require_publish_part.publishNotice(statuses?.notice, "Tasks without a commit status");
	return {
		follow: (report) => statuses?.follow(report),
		settle: async (report, signal) => {
			if (typeof report === "string") statuses?.breakOff(report);
			else statuses?.follow(report);
			require_publish_part.publishNotice(await statuses?.finish(RESULTS_LIMIT, signal), "Commit statuses not sent");
		},
		comment: async (report, links, signal) => {
			if (marker === void 0 || signal.aborted) return;
			const { writeComment } = await Promise.resolve().then(() => require("./chunks/write-comment.js"));
			require_publish_part.publishNotice(await writeComment({
				report,
				marker,
				links,
				token,
				environment
			}), "No comment written");
			require_publish_part.saveMilestone("commented");
		}
	};
}
async function startStatuses(request) {
	const { reportStatuses } = await Promise.resolve().then(() => require("./chunks/report-statuses.js"));
	return reportStatuses(request);
}

// src/github/outputs.ts
function outputsOf(report, dir) {
	const { counts } = report;
	return {
		result: report.result ?? "failed",
		succeeded: String(counts.succeeded),
		failed: String(counts.failed + counts["timed-out"] + counts.cancelled),
		skipped: String(counts.skipped + counts["not-needed"]),
		duration: (report.duration / 1e3).toFixed(1),
		"saved-percent": require_mission.timelineOf(report).savedAgainstForkJoin.toFixed(1),
		"report-path": (0, node_path.join)(dir, "final-report.md"),
		dir
	};
}

// src/github/annotations/diagnostic-annotations.ts
function diagnosticAnnotations(diagnostics) {
	const where = "the log of this step";
	const of = (severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).map(annotate);
	return [
		...require_publish_part.fitAnnotations(of("error"), 9, where),
		...require_publish_part.fitAnnotations(of("warning"), 7, where),
		...require_publish_part.fitAnnotations(of("hint"), 1, where)
	];
}
function annotate(diagnostic) {
	const related = (diagnostic.related ?? []).map((place) => `${place.file === void 0 ? "line " : `${place.file}:`}${place.line}: ${place.message}`);
	return {
		kind: diagnostic.severity === "hint" ? "notice" : diagnostic.severity,
		title: `Mission file: ${diagnostic.code}`,
		message: [
			diagnostic.message,
			...diagnostic.hint === void 0 ? [] : [diagnostic.hint],
			...related
		].join("\n"),
		file: diagnostic.file,
		line: diagnostic.line,
		endLine: diagnostic.endLine,
		...diagnostic.line === diagnostic.endLine ? {
			column: diagnostic.column,
			endColumn: diagnostic.endColumn
		} : {}
	};
}

// src/github/check-history.ts
function checkHistory(history, mission, workspace) {
	if (history === void 0) return void 0;
	const expected = "Input `history`: expected a separate file in the workspace; found";
	if (!require_mission.staysInside(workspace, history)) return `${expected} one outside of it: "${history}".`;
	if ((0, node_path.resolve)(workspace, history) === (0, node_path.resolve)(workspace, mission)) return `${expected} the mission file: "${history}".`;
}

// src/github/fleet/part-inputs.ts
function partFrom({ part, plan, merge, only, skip }, environment) {
	if (merge) return part === void 0 && only.length + skip.length === 0 ? { request: void 0 } : { mistakes: ["Input `merge`: expected neither `part`, `only` nor `skip` with it, because nothing runs; found one of them."] };
	if (part === void 0) {
		if (plan === void 0) return { request: void 0 };
		return { mistakes: ["Input `part`: expected a part such as `2/3`, because `plan` is given; found nothing."] };
	}
	const mistakes = [];
	if (plan === void 0) mistakes.push("Input `plan`: expected the text of a plan, because `part` is given; found nothing.");
	if (only.length + skip.length > 0) mistakes.push("Input `part`: expected neither `only` nor `skip` with it, because the plan says what a part runs; found both.");
	const missing = require_publish_part.missingService(environment);
	if (missing !== void 0) mistakes.push(`Input \`part\`: expected an artifact service, which takes files from part to part. ${missing}`);
	return mistakes.length > 0 || plan === void 0 ? { mistakes } : { request: {
		...part,
		plan
	} };
}

// src/github/mission-inputs.ts
const INPUT_EXAMPLE = "a line `NAME=VALUE` in the input `inputs` of the action";
function parseMissionInputs(text) {
	return text.startsWith("{") || text === "null" ? parseJson(text) : parseLines(text);
}
function parseLines(text) {
	const given = /* @__PURE__ */ new Map();
	for (const line of text.split(/\r?\n/)) {
		if (line.trim() === "") continue;
		const at = line.indexOf("=");
		const name = line.slice(0, Math.max(0, at)).trim();
		if (name === "") return { expected: "lines of `name=value`, or a JSON object such as that of toJSON(inputs)" };
		if (given.has(name)) return { expected: `one line for each name, and not two for \`${name}\`` };
		given.set(name, line.slice(at + 1).trim());
	}
	return { value: Object.fromEntries(given) };
}
function parseJson(text) {
	try {
		const read = JSON.parse(text);
		const entries = Object.entries(read ?? {});
		if (entries.every(([, value]) => [
			"string",
			"number",
			"boolean"
		].includes(typeof value))) return { value: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])) };
		return { expected: "a JSON object whose values are texts, numbers or booleans" };
	} catch {
		return { expected: "JSON after the `{`, or lines of `name=value`" };
	}
}

// src/github/inputs.ts
const inputTable = {
	mission: {
		name: "mission",
		fallback: "",
		parse: (text) => text === "" ? { expected: "the path of a mission file, such as `ci/mission.yml`" } : { value: text }
	},
	workingDirectory: {
		name: "working-directory",
		fallback: ".",
		parse: (text) => ({ value: text })
	},
	only: {
		name: "only",
		fallback: "",
		parse: parseIds
	},
	skip: {
		name: "skip",
		fallback: "",
		parse: parseIds
	},
	withNeeds: {
		name: "with-needs",
		fallback: "false",
		parse: parseBoolean
	},
	withDependents: {
		name: "with-dependents",
		fallback: "false",
		parse: parseBoolean
	},
	part: {
		name: "part",
		fallback: "",
		parse: parsePartInput
	},
	plan: {
		name: "plan",
		fallback: "",
		parse: (text) => ({ value: text === "" ? void 0 : text })
	},
	merge: {
		name: "merge",
		fallback: "false",
		parse: parseBoolean
	},
	gate: {
		name: "gate",
		fallback: "",
		parse: (text) => text === "" ? { value: void 0 } : parseOneOf(text, [
			"tests",
			"all",
			"off"
		])
	},
	inputs: {
		name: "inputs",
		fallback: "",
		parse: parseMissionInputs
	},
	log: {
		name: "log",
		fallback: "live",
		parse: (text) => parseOneOf(text, [
			"live",
			"grouped",
			"none"
		])
	},
	resume: {
		name: "resume",
		fallback: "",
		parse: (text) => text === "" ? { value: void 0 } : parseOneOf(text, ["auto", "off"])
	},
	base: {
		name: "base",
		fallback: "",
		parse: (text) => ({ value: text === "" ? void 0 : text })
	},
	history: {
		name: "history",
		fallback: "",
		parse: (text) => ({ value: text === "" ? void 0 : text })
	},
	runners: {
		name: "runners",
		fallback: "",
		parse: parseRunners
	},
	token: {
		name: "token",
		fallback: "",
		parse: (text) => ({ value: text })
	},
	statuses: {
		name: "statuses",
		fallback: "none",
		parse: (text) => parseOneOf(text, [
			"none",
			"tests",
			"all"
		])
	},
	statusPrefix: {
		name: "status-prefix",
		fallback: "mission",
		parse: parseStatusPrefix
	},
	comment: {
		name: "comment",
		fallback: "false",
		parse: parseBoolean
	},
	summary: {
		name: "summary",
		fallback: "true",
		parse: parseBoolean
	},
	upload: {
		name: "upload",
		fallback: "true",
		parse: parseBoolean
	},
	artifactName: {
		name: "artifact-name",
		fallback: "",
		parse: parseArtifactName
	},
	retentionDays: {
		name: "retention-days",
		fallback: "",
		parse: parseDays
	}
};
function readInput({ name, fallback, parse }, environment) {
	return parse(givenText(name, environment) || fallback);
}
function isGiven(name, environment) {
	return givenText(name, environment) !== "";
}
function givenText(name, environment) {
	return (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}
function readInputs(environment) {
	const mistakes = [];
	const read = (input) => {
		const parsed = readInput(input, environment);
		if ("value" in parsed) return parsed.value;
		const given = givenText(input.name, environment);
		mistakes.push(`Input \`${input.name}\`: expected ${parsed.expected}; found ${given === "" ? "nothing" : `"${given}"`}.`);
	};
	const mission = read(inputTable.mission);
	const workingDirectory = read(inputTable.workingDirectory);
	const only = read(inputTable.only);
	const skip = read(inputTable.skip);
	const withNeeds = read(inputTable.withNeeds);
	const withDependents = read(inputTable.withDependents);
	const part = read(inputTable.part);
	const plan = read(inputTable.plan);
	const merge = read(inputTable.merge);
	const gate = read(inputTable.gate);
	const inputs = read(inputTable.inputs);
	const log = read(inputTable.log);
	const resume = read(inputTable.resume);
	const base = read(inputTable.base);
	const history = read(inputTable.history);
	const runners = read(inputTable.runners);
	const token = read(inputTable.token);
	const statuses = read(inputTable.statuses);
	const statusPrefix = read(inputTable.statusPrefix);
	const comment = read(inputTable.comment);
	const summary = read(inputTable.summary);
	const upload = read(inputTable.upload);
	const artifactName = read(inputTable.artifactName);
	const retentionDays = read(inputTable.retentionDays);
	if (mistakes.length > 0 || mission === void 0 || workingDirectory === void 0 || only === void 0 || skip === void 0 || withNeeds === void 0 || withDependents === void 0 || merge === void 0 || inputs === void 0 || log === void 0 || token === void 0 || statuses === void 0 || statusPrefix === void 0 || comment === void 0 || summary === void 0 || upload === void 0) return { mistakes };
	return { inputs: {
		mission,
		workingDirectory,
		only,
		skip,
		withNeeds,
		withDependents,
		part,
		plan,
		merge,
		gate,
		inputs,
		log,
		resume,
		base,
		history,
		runners,
		token,
		statuses,
		statusPrefix,
		comment,
		summary,
		upload,
		artifactName,
		retentionDays
	} };
}
function parseIds(text) {
	return { value: text === "" ? [] : [text] };
}
function parsePartInput(text) {
	if (text === "") return { value: void 0 };
	const part = require_mission.parsePart(text);
	return part === void 0 ? { expected: "a part and the number of parts, such as `2/3`" } : { value: part };
}
function parseOneOf(text, words) {
	const word = words.find((candidate) => candidate === text);
	if (word !== void 0) return { value: word };
	const near = require_mission.suggest(text, words);
	return { expected: `one of ${words.join(", ")}${near === void 0 ? "" : ` (did you mean ${near}?)`}` };
}
function parseBoolean(text) {
	if ([
		"true",
		"True",
		"TRUE"
	].includes(text)) return { value: true };
	if ([
		"false",
		"False",
		"FALSE"
	].includes(text)) return { value: false };
	return { expected: "true or false" };
}
function parseRunners(text) {
	if (text === "") return { value: void 0 };
	if (text === "auto") return { value: text };
	const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	return count >= 1 && count <= 256 ? { value: count } : { expected: "auto or a whole number from 1 to 256" };
}
function parseDays(text) {
	if (text === "") return { value: void 0 };
	const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	return days >= 1 && days <= 400 ? { value: days } : { expected: "a whole number of days from 1 to 90 (to 400 where the organization allows it)" };
}
function parseStatusPrefix(text) {
	return /^[\p{L}\p{N} ._:()/+-]{1,100}$/u.test(text) ? { value: text } : { expected: "at most 100 letters, digits, blanks and the characters . _ : ( ) / + -" };
}
function parseArtifactName(text) {
	if (text === "") return { value: void 0 };
	return /[":<>|*?\\/\r\n]/.test(text) ? { expected: "a name without \" : < > | * ? \\ / and line breaks, which artifacts may not have" } : { value: text };
}

// src/github/locate-mission.ts
function locateMission(mission, workingDirectory, workspace) {
	const root = (0, node_path.resolve)(workspace, workingDirectory);
	const path = (0, node_path.resolve)(root, mission);
	const mistakes = [check("working-directory", workingDirectory, root, workspace, "folder"), check("mission", mission, path, workspace, "file")].filter((mistake) => mistake !== void 0);
	if (mistakes.length > 0) return { mistakes };
	return { place: {
		root,
		file: (0, node_path.relative)(workspace, path).split(node_path.sep).join("/")
	} };
}
function check(input, given, path, workspace, kind) {
	const expected = `Input \`${input}\`: expected a ${kind} in the workspace; found`;
	try {
		return checkPath(expected, given, path, workspace, kind);
	} catch (error) {
		return `${expected} "${given}", which cannot be resolved: ${require_mission.errorText$1(error)}.`;
	}
}
function checkPath(expected, given, path, workspace, kind) {
	const stat = (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	if (stat === void 0) return `${expected} no such ${kind}: "${given}"${checkoutHint(workspace)}.`;
	if (kind === "file" ? !stat.isFile() : !stat.isDirectory()) return `${expected} something else: "${given}".`;
	return require_mission.isInside(node_fs.realpathSync.native(workspace), node_fs.realpathSync.native(path)) ? void 0 : `${expected} one outside of it: "${given}".`;
}
function checkoutHint(workspace) {
	return ((0, node_fs.statSync)(workspace, { throwIfNoEntry: false })?.isDirectory() ? (0, node_fs.readdirSync)(workspace) : []).length === 0 ? " (the workspace is empty: is `actions/checkout` a step before this one?)" : "";
}

// src/github/prepare-mission.ts
async function prepareMission(environment, machine) {
	const read = readInputs(environment);
	if ("mistakes" in read) return refuseInputs(read.mistakes);
	const { inputs } = read;
	const located = locateMission(inputs.mission, inputs.workingDirectory, process.cwd());
	if ("mistakes" in located) return refuseInputs(located.mistakes);
	const { place } = located;
	const mistake = checkHistory(inputs.history, place.file, process.cwd());
	if (mistake !== void 0) return refuseInputs([mistake]);
	const { only, skip, withNeeds, withDependents, gate } = inputs;
	const part = partFrom(inputs, environment);
	if ("mistakes" in part) return refuseInputs(part.mistakes);
	require_mission.limitHeapForMission(place.file);
	const loaded = await require_mission.loadMission({
		file: place.file,
		workspace: process.cwd(),
		selection: {
			only,
			skip,
			withNeeds,
			withDependents
		},
		part: part.request,
		machine,
		root: place.root,
		environment,
		inputs: {
			given: inputs.inputs,
			example: INPUT_EXAMPLE
		},
		...gate === void 0 ? {} : { gate }
	});
	if (loaded.type === "refused") return refuseInputs([`${loaded.message}.`]);
	const { diagnostics, text, included } = loaded;
	const texts = new Map(included.map((each) => [each.file, each.text]));
	const found = {
		annotations: diagnosticAnnotations(diagnostics),
		drawn: diagnostics.length === 0 ? "" : require_mission.drawDiagnostics(diagnostics, text, {
			color: false,
			included: texts
		})
	};
	if (loaded.type === "invalid") return {
		type: "refused",
		...found,
		why: countErrors(place.file, diagnostics)
	};
	const { mission, declared, whole, selection, leftOut, matrices, notes, envFiles } = loaded;
	const drawn = `${notes.map((note) => `${note}\n`).join("")}${found.drawn}`;
	const file = {
		mission,
		declared,
		whole,
		selection,
		leftOut,
		matrices,
		source: text,
		included,
		envFiles
	};
	const chosen = loaded.part === void 0 ? {} : { part: loaded.part };
	return {
		type: "prepared",
		inputs,
		place,
		...file,
		...chosen,
		...found,
		drawn
	};
}
function refuseInputs(mistakes) {
	const annotations = mistakes.map((message) => ({
		kind: "error",
		title: "Invalid input",
		message
	}));
	return {
		type: "refused",
		annotations: require_publish_part.fitAnnotations(annotations, 9, "the log of this step"),
		drawn: mistakes.length > 9 ? mistakes.join("\n") : "",
		why: `Nothing was run: ${require_mission.plural(mistakes.length, "mistake")} in the inputs of this step.`
	};
}
function countErrors(file, diagnostics) {
	const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
	return `Nothing was run: ${require_mission.plural(errors, "error")} in ${file}.`;
}

// src/github/run-action.ts
const uploadLimit = 12e4;
const slowestUpload = 2e3;
async function runAction(environment) {
	const temporary = environment.RUNNER_TEMP || (0, node_os.tmpdir)();
	const first = (0, node_path.join)(temporary, `mission-${(0, node_crypto.randomUUID)()}`);
	require_publish_part.saveDir(first);
	process.stdout.on("error", () => void 0);
	process.chdir(environment.GITHUB_WORKSPACE || ".");
	const machine = require_mission.readMachineFacts();
	const prepared = await prepareMission(environment, machine);
	if (prepared.drawn !== "") require_publish_part.printUntrusted(prepared.drawn);
	require_publish_part.publishAnnotations(prepared.annotations);
	if (prepared.type === "refused") {
		require_core.setOutput("result", "invalid");
		require_core.setFailed(prepared.why);
		return reportRefused(prepared.why, environment);
	}
	hideToken(prepared.inputs.token, environment);
	if (prepared.inputs.runners !== void 0) return planJob(prepared, prepared.inputs.runners, machine, environment);
	const settings = settingsOf(prepared, environment);
	require_publish_part.saveSettings(settings);
	if (prepared.inputs.merge) {
		const { mergeAction } = await Promise.resolve().then(() => require("./chunks/merge-action.js"));
		return mergeAction({
			prepared,
			settings,
			dir: first,
			environment
		});
	}
	const interrupted = new AbortController();
	const signals = require_mission.catchSignals();
	const reports = await startGitHubReports(prepared, settings.commentMarker, environment);
	const failStep = async (message) => {
		require_core.setOutput("result", "failed");
		require_core.setFailed(message);
		await reports?.settle(message, interrupted.signal);
	};
	const ready = await makeReady(prepared, {
		machine,
		dir: first,
		temporary,
		environment
	});
	if (ready.type === "refused") return failStep(`Nothing was run: ${ready.message}.`);
	const { dir, problems } = ready;
	if (dir !== first) require_publish_part.saveDir(dir);
	if (problems.length > 0) process.exitCode = 1;
	require_publish_part.publishAnnotations(missingAnnotations(problems));
	const started = follow(prepared, ready, {
		machine,
		environment,
		reports
	});
	if (started.type === "refused") return failStep(`Nothing was run: ${started.message}.`);
	const { run } = started;
	signals.passTo((signal) => {
		interrupted.abort();
		run.interrupt(signal);
	});
	const end = await run.finished;
	if (end.type === "broken") return failStep(`The mission was stopped: ${end.message}.`);
	const { report } = end;
	if (report.result !== "succeeded") process.exitCode = 1;
	require_publish_part.publishTaskAnnotations(report, prepared.place.root, settings.log === "live");
	require_publish_part.saveMilestone("annotated");
	for (const [name, value] of Object.entries(outputsOf(report, dir))) require_core.setOutput(name, value);
	const { secrets } = ready.prepared;
	const publication = {
		dir,
		settings,
		environment,
		secrets,
		resumable: report.result !== "succeeded"
	};
	require_publish_part.publishSummary(report, publication);
	if (settings.log === "grouped") require_publish_part.printTaskGroups(report, publication);
	require_publish_part.saveMilestone("printed");
	const settled = reports?.settle(report, interrupted.signal);
	const limit = uploadLimit + keptBytes(report) / slowestUpload;
	if (settings.part === true) {
		const problem = await require_publish_part.publishPart(publication, limit, interrupted.signal);
		if (problem !== void 0) {
			process.exitCode = 1;
			require_core.setFailed(problem);
		}
		await settled;
	} else {
		const links = await require_publish_part.publishArtifact(publication, report.mission.name, limit, interrupted.signal);
		await settled;
		if (links !== void 0) await reports?.comment(report, links, interrupted.signal);
	}
	if (settings.log === "grouped") require_publish_part.printFailures(report, publication);
	if (settings.log === "live") require_publish_part.printFailureSummary(report);
	if (report.result !== "succeeded") require_core.setFailed(withoutColons(require_mission.plainVerdict(report)));
	else if (problems.length > 0) require_core.setFailed("Artifacts of other parts are missing: the tasks that need them were skipped.");
}
async function reportRefused(why, environment) {
	const { reportRefusal } = await Promise.resolve().then(() => require("./chunks/report-refusal.js"));
	await reportRefusal(why, environment);
}
async function makeReady(prepared, place) {
	const { part } = prepared;
	if (part === void 0) return {
		type: "ready",
		problems: [],
		...await prepareAttempt(prepared, place)
	};
	const { preparePart } = await Promise.resolve().then(() => require("./chunks/prepare-part.js"));
	return preparePart({
		...prepared,
		part
	}, place);
}
function missingAnnotations(problems) {
	const annotations = problems.map((problem) => {
		return {
			kind: "error",
			title: "Artifact of another part is missing",
			message: `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}. The tasks that need it are skipped.`
		};
	});
	return require_publish_part.fitAnnotations(annotations, 9, "the log of this step");
}
function withoutColons(message) {
	return message.replaceAll("::", ":\u200b:");
}
function keptBytes({ tasks }) {
	return [...tasks.values()].reduce((sum, { left }) => sum + (left?.artifacts?.bytes ?? 0), 0);
}
async function planJob({ mission, place, envFiles, inputs: { base, history } }, runners, machine, environment) {
	const { planParts } = await Promise.resolve().then(() => require("./chunks/plan-parts.js"));
	const planned = await planParts({
		mission,
		root: place.root,
		environment,
		envFiles,
		machine,
		secretLearned: require_core.setSecret,
		runners,
		...base === void 0 ? {} : { base },
		...history === void 0 ? {} : { history }
	});
	if (planned.type === "refused") {
		require_core.setOutput("result", "invalid");
		require_core.setFailed(`Nothing was planned: ${planned.message}.`);
		return;
	}
	for (const note of planned.notes) require_publish_part.printUntrusted(note);
	require_publish_part.printUntrusted(`${require_mission.plural(planned.matrix.length, "part")}:\n${planned.text}`);
	require_core.setOutput("plan", planned.text);
	require_core.setOutput("parts", JSON.stringify(planned.matrix));
}
function settingsOf({ inputs, mission, part }, environment) {
	const { summary, upload, log, artifactName, retentionDays, comment, statusPrefix } = inputs;
	return {
		log,
		summary,
		upload,
		secrets: [...mission.tasks, ...mission.services].some(({ secrets }) => secrets.length > 0),
		...part === void 0 ? {} : { part: true },
		...comment && part === void 0 ? { commentMarker: commentMarker(mission.name, statusPrefix, environment) } : {},
		...artifactName === void 0 ? {} : { artifactName },
		...retentionDays === void 0 ? {} : { retentionDays }
	};
}
function follow({ mission, source, included, place, inputs, selection, leftOut, matrices }, { problems: _, ...ready }, { machine, environment, reports }) {
	const { root } = place;
	const status = require_mission.followStatus(require_mission.systemClock(), require_publish_part.printUntrusted);
	const live = inputs.log === "live" ? require_publish_part.createLiveLog({
		dir: ready.dir,
		secrets: ready.prepared.secrets
	}) : void 0;
	const started = require_mission.startRun({
		mission,
		root,
		environment,
		...ready,
		file: place.file,
		source,
		matrices,
		included,
		overrides: require_mission.givenOverrides({
			...inputs,
			...selection,
			leftOut
		}, process.cwd()),
		machine,
		listen: (event, report) => {
			const lines = require_mission.progressLines(event, report);
			if (live === void 0) for (const line of lines) require_publish_part.printUntrusted(line);
			else live.print(event, report, lines);
			status.followEvent(event, report, lines.length > 0);
			reports?.follow(report);
		},
		sampled: status.followReading
	});
	if (started.type === "refused") {
		status.stop();
		return started;
	}
	const { run } = started;
	return {
		type: "started",
		run: {
			...run,
			finished: run.finished.finally(status.stop)
		}
	};
}

// src/action.ts
function fail(why) {
	require_core.setFailed(`Mission Runner itself failed: ${why}`);
	require_core.setOutput("result", "failed");
}
process.once("beforeExit", () => {
	fail("it ended before the mission");
	require_publish_part.endProcess();
});
runAction(process.env).catch((error) => fail(require_mission.errorText$1(error))).finally(require_publish_part.endProcess);

exports.hideToken = hideToken;
exports.inputTable = inputTable;
exports.isGiven = isGiven;
exports.locateMission = locateMission;
exports.otherThan = otherThan;
exports.outputsOf = outputsOf;
exports.prepareFirst = prepareFirst;
exports.readInput = readInput;
exports.readInputs = readInputs;
exports.workflowJob = workflowJob;