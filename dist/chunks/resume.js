import { C as pastedPath, D as oneOf, F as loadEvents, Hn as prepareRun, L as replay, N as stopEarlierRun, Or as plainVerdict, P as redactKilledRun, R as InvalidEventError, Rt as sameInput, S as EXIT, T as UsageError, U as loadMission, Xr as append, _ as printDiagnostics, at as newMark, b as printUntrusted, ct as fileDocuments, it as lockFolder, k as parse, l as printStopped, m as inputOption, n as exitCode, o as LOG_STYLES, or as givenOverrides, p as INPUT_EXAMPLE, r as followRun, sr as limitHeap, st as refused, vi as readMachineFacts, vn as JOURNAL, x as printUntrustedError, yn as repairFolder } from "./mission.js";
import { t as renameFormerFiles } from "./rename-former-files.js";
import { n as servicesById, r as taskDefinition, t as changedKeys } from "./task-definition.js";
import { n as tasksWithoutOutputs, t as redactedOutputsIn } from "./redacted-outputs.js";
import { t as commandFingerprints } from "./command-fingerprints.js";
import { t as runFolder } from "./run-folder.js";
import { existsSync, lstatSync } from "node:fs";
import { join, resolve } from "node:path";

// src/run/resume/reopen.ts
/**
* Reopens an earlier run: stops its remaining processes, locks its folder and reads its journal. Refused if that run is alive,
* its journal is missing or damaged, or its root is missing.
*/
async function reopenRun(given) {
	const dir = resolve(given);
	if (!existsSync(join(dir, "events.jsonl"))) {
		const missing = loadEvents(given);
		if (missing.type === "unreadable") return refused(missing.message);
	}
	const stopped = await stopEarlierRun(dir);
	const mark = newMark();
	const inUse = lockFolder(dir, mark);
	if (inUse !== void 0) return inUse;
	const loaded = loadEvents(given);
	if (loaded.type === "unreadable") return refused(loaded.message);
	const { events, wholeBytes, report } = loaded;
	const state = replayed(events, join(given, JOURNAL));
	if ("message" in state) return state;
	if (!existsSync(report.root)) return refused(`expected the folder that the mission worked in at ${report.root}, found none; a run can only be resumed where it was started`);
	repairFolder(dir, wholeBytes);
	renameFormerFiles(dir, report);
	return {
		type: "reopened",
		run: {
			mark,
			stopped,
			events,
			state,
			report,
			opening: lastOpening(events)
		}
	};
}
function replayed(events, path) {
	try {
		return replay(events);
	} catch (error) {
		if (error instanceof InvalidEventError) return refused(`${path}:${error.line}: ${error.message}`);
		throw error;
	}
}
/** `readJournal` has checked that the first event is one. */
function lastOpening(events) {
	for (const event of events.toReversed()) if (event.type === "mission-started" || event.type === "resumed") return event;
	throw new Error("no event of this journal opens a run");
}

// src/schedule/missing-workspaces.ts
/**
* Tasks that succeeded and must run again all the same: a task that runs starts from their workspace, which is gone. By id, with the
* reason as a clause. What they start from themselves is missing in turn.
*
* @param kept ids of the tasks that would be kept
* @param present ids of the tasks whose workspaces are still there
*/
function tasksWithoutWorkspace({ tasks }, kept, present) {
	const sources = /* @__PURE__ */ new Map();
	for (const { id, workspace } of tasks) if (typeof workspace === "object") sources.set(id, workspace.from);
	const missing = /* @__PURE__ */ new Map();
	const running = [...sources.keys()].filter((id) => !kept.has(id));
	for (const id of running) {
		const from = sources.get(id);
		if (from === void 0 || !kept.has(from) || present.has(from) || missing.has(from)) continue;
		missing.set(from, `its workspace is gone, and ${id} starts from it`);
		running.push(from);
	}
	return missing;
}

// src/schedule/plan-resume.ts
/**
* Keeps every task that succeeded, if neither its own definition nor that of anything it needs has changed; see
* `taskDefinition`. A task with `resume: again` is never kept, but that alone repeats nothing that needs it: it restores what others
* work with, such as the content of a database.
*
* @param before the state at the end of the journal
* @param mission the mission as it is now; like that of `before` as a journal keeps it, without secrets
* @param succeeded by `succeededIn`
* @param redacted by `redactedOutputsIn`
* @param workspaces ids of the tasks whose workspaces are still there
*/
function planResume(before, mission, succeeded, redacted = /* @__PURE__ */ new Map(), workspaces = /* @__PURE__ */ new Set()) {
	const ended = new Set(succeeded);
	const changes = /* @__PURE__ */ new Map();
	const services = {
		before: servicesById(before.mission),
		after: servicesById(mission)
	};
	for (const task of mission.tasks) {
		const old = before.plan.byId.get(task.id);
		if (old === void 0) continue;
		const keys = changedKeys(taskDefinition(old, services.before, before.mission.inputs), taskDefinition(task, services.after, mission.inputs));
		if (keys.length > 0) changes.set(task.id, `its ${keys.join(", ")} changed in the mission file`);
	}
	spread(mission.tasks, changes);
	const inMission = new Set(mission.tasks.map(({ id }) => id));
	const repeated = new Set(mission.tasks.flatMap(({ id, resume }) => resume === "again" ? [id] : []));
	const unchanged = succeeded.filter((id) => inMission.has(id) && !changes.has(id) && !repeated.has(id));
	const withoutOutputs = tasksWithoutOutputs(mission, new Set(unchanged), redacted);
	const complete = unchanged.filter((id) => !withoutOutputs.has(id));
	const withoutWorkspace = tasksWithoutWorkspace(mission, new Set(complete), workspaces);
	const incomplete = new Map([...withoutWorkspace, ...withoutOutputs]);
	const kept = complete.filter((id) => !incomplete.has(id));
	const isKept = new Set(kept);
	return {
		kept,
		again: mission.tasks.flatMap(({ id }) => {
			if (isKept.has(id)) return [];
			const change = changes.get(id) ?? incomplete.get(id);
			if (ended.has(id) && change !== void 0) return [{
				id,
				why: change,
				changed: true
			}];
			if (ended.has(id) && repeated.has(id)) return [{
				id,
				why: "it runs again in every resume"
			}];
			return [{
				id,
				why: change ?? whyAgain(before.tasks.get(id))
			}];
		}),
		isChanged: changes.size > 0 || mission.tasks.some(({ id }) => !before.plan.byId.has(id))
	};
}
/** Ids of the tasks that succeeded by the end of the journal and still count, in the order of their ends. */
function succeededIn(events) {
	let ids = [];
	for (const event of events) {
		if (event.type === "resumed") ids = [...event.kept];
		if (event.type === "ended" && event.status === "succeeded") ids.push(event.id);
	}
	return ids;
}
/** A task that needs a changed one, directly or through others, worked with something else: it counts as changed too. */
function spread(tasks, changes) {
	if (changes.size === 0) return;
	const dependents = /* @__PURE__ */ new Map();
	for (const { id, needs, needsAny } of tasks) for (const need of /* @__PURE__ */ new Set([...needs, ...needsAny])) append(dependents, need, id);
	const queue = [...changes.keys()];
	for (const need of queue) for (const id of dependents.get(need) ?? []) {
		if (changes.has(id)) continue;
		changes.set(id, `it needs ${need}, which runs again because of a change`);
		queue.push(id);
	}
}
function whyAgain(task) {
	switch (task?.phase) {
		case void 0: return "it is new in the mission file";
		case "pending": return "it had not been launched";
		case "waiting": return task.alone ? "it was waiting to run alone" : "it had not been launched";
		case "running":
		case "stopping": return "it had not ended";
		case "backoff": return "it was waiting for another attempt";
		case "ended": return `it ${task.status === "skipped" || task.status === "cancelled" || task.status === "not-needed" ? "was " : ""}${task.status.replace("-", " ")}`;
		default: return task;
	}
}

// src/run/workspaces/kept-workspaces.ts
/** By id: the top folder of the newest workspace of each task that is still there, as after a run with `keep-workspaces`. */
function keptWorkspaces(events) {
	const folders = /* @__PURE__ */ new Map();
	for (const event of events) if (event.type === "step-started" && event.workspace !== void 0) folders.set(event.id, event.workspace.folder);
	return new Map([...folders].filter(([, folder]) => isFolder(folder)));
}
function isFolder(path) {
	try {
		return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
	} catch {
		return false;
	}
}

// src/run/resume/resume.ts
/** @param given path from the user; absent: the file of the run that is resumed */
function missionFile({ opening, report }, here, given) {
	if (given !== void 0) return {
		path: given,
		file: given,
		from: here
	};
	const { file, from = report.root } = opening;
	return {
		path: from === here ? file : resolve(from, file),
		file,
		from
	};
}
/** The overrides with which the run was last opened. */
function overridesOf({ opening }) {
	const { only = [], skip = [], withNeeds, withDependents, gate, base, inputs = {}, keepWorkspaces } = opening;
	return {
		only,
		skip,
		withNeeds: withNeeds === true,
		withDependents: withDependents === true,
		gate,
		base,
		inputs,
		keepWorkspaces
	};
}
/**
* The bases that the earlier run was compared with; undefined if none of its tasks depended on changed files. A task whose
* commands have changed has no base: it succeeded with the earlier commands.
*/
function earlierComparison({ report }, mission) {
	const { changed, bases } = report;
	if (changed === void 0) return void 0;
	if (bases === void 0) return { changed };
	const [before, now] = [commandFingerprints(report.mission), commandFingerprints(mission)];
	return {
		changed,
		bases: Object.fromEntries(Object.entries(bases).filter(([id]) => before.get(id) === now.get(id)))
	};
}
/** Decides whether the mission can be resumed with its current file. */
function decideResume({ state, events, report }, { shown }) {
	if (!shown.tasks.some(({ id }) => state.plan.byId.has(id))) return { type: "foreign" };
	const workspaces = keptWorkspaces(events);
	const plan = planResume(state, shown, succeededIn(events), redactedOutputsIn(events), workspaces);
	if (report.result === "succeeded" && !plan.isChanged) return { type: "over" };
	return {
		type: "go on",
		...plan
	};
}
/** The parts of a `RunRequest` that resume an earlier run. If that run was killed, secrets in its logs are redacted first. */
async function resumption(earlier, plan, request) {
	const { state, report, events, mark } = earlier;
	const notes = [...request.prepared.notes];
	if (!report.finished) {
		const { environment, dir } = request;
		const problem = (message) => notes.push(message);
		await redactKilledRun({
			mission: state.mission,
			events,
			dir,
			environment,
			caller: "later",
			problem
		});
	}
	const { kept, again } = plan;
	return {
		prepared: {
			...request.prepared,
			notes
		},
		resume: {
			kept,
			again,
			mark,
			state,
			report,
			workspaces: keptWorkspaces(events)
		}
	};
}
/** Writes all documents again. Returns a sentence for each one that could not be written. */
function rewriteDocuments({ report }, dir) {
	const problems = [];
	fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return problems;
}

// src/run/resume/resumed-inputs.ts
/** What the journal has in place of the value of a secret. */
const REDACTED = "***";
/** The inputs with which the run was opened, and those that are given now. Refused if the journal does not have the value of one. */
function resumedInputs({ opening }, added) {
	const isAdded = (name) => Object.keys(added).some((other) => sameInput(other, name));
	const recorded = Object.entries(opening.inputs ?? {}).filter(([name]) => !isAdded(name));
	const lost = recorded.find(([, value]) => value.includes(REDACTED))?.[0];
	if (lost !== void 0) return {
		type: "refused",
		message: `expected the value of the input ${lost}, which the journal does not have because it is a secret; give it again with --input ${lost}=VALUE`
	};
	return {
		type: "given",
		inputs: {
			...Object.fromEntries(recorded),
			...added
		}
	};
}
/**
* A message if an input that is given now has another value than in the run that is resumed: half of its tasks would have run with one,
* and half with the other.
*
* @param mission without secrets, as that of the journal
*/
function otherInput({ report }, mission, added) {
	const before = report.mission.inputs ?? {};
	for (const [name, value] of Object.entries(mission.inputs ?? {})) {
		const isAdded = Object.keys(added).some((other) => sameInput(other, name));
		const old = before[name];
		if (!isAdded || old === void 0 || old === value) continue;
		return `expected the input ${name} to be ${JSON.stringify(old)}, as in the run that is resumed, found ${JSON.stringify(value)}; for another value start a new run`;
	}
}

// src/terminal/commands/resume.ts
/** `mission resume [DIR]` */
async function resumeCommand(argv) {
	limitHeap();
	const { values, positionals } = parse(argv, {
		mission: { type: "string" },
		log: { type: "string" },
		input: {
			type: "string",
			multiple: true
		}
	});
	const dir = runFolder(positionals);
	const style = oneOf("log", LOG_STYLES, values.log) ?? "grouped";
	const machine = readMachineFacts();
	const reopened = await reopenRun(dir);
	if (reopened.type === "refused") throw new UsageError(reopened.message);
	const earlier = reopened.run;
	if (earlier.opening.part !== void 0) throw new UsageError(`expected the run of a whole mission in ${dir}, found that of a part; run the part again with --part`);
	printStopped(earlier.stopped);
	const { path, file, from } = missionFile(earlier, process.cwd(), values.mission);
	const { gate, base, inputs: _, keepWorkspaces, ...selection } = overridesOf(earlier);
	const added = inputOption(values.input);
	const inputs = resumedInputs(earlier, added);
	if (inputs.type === "refused") throw new UsageError(inputs.message);
	const loaded = await loadMission({
		file: path,
		selection,
		forgiving: true,
		machine,
		root: earlier.report.root,
		environment: process.env,
		...earlier.opening.matrices === void 0 ? {} : { matrices: earlier.opening.matrices },
		inputs: {
			given: inputs.inputs,
			example: INPUT_EXAMPLE
		},
		keepWorkspaces,
		...gate === void 0 ? {} : { gate }
	});
	if (loaded.type === "refused") throw new UsageError(`${loaded.message}; if the mission file has moved, name it with --mission`);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
	const given = {
		mission: loaded.mission,
		root: earlier.report.root,
		environment: process.env
	};
	const ready = await prepareRun({
		...given,
		machine,
		envFiles: loaded.envFiles,
		...base === void 0 ? {} : { base },
		earlier: earlierComparison(earlier, loaded.mission)
	});
	const gone = loaded.passedOver.map((id) => `the mission file no longer has ${id}, which --only or --skip names`);
	const unread = Object.keys(inputs.inputs).filter((name) => !Object.hasOwn(loaded.inputs, name)).map((name) => `the mission file no longer has the input ${name}, which the run was given`);
	const prepared = {
		...ready,
		notes: [
			...ready.notes,
			...gone,
			...unread
		]
	};
	const other = otherInput(earlier, prepared.shown, added);
	if (other !== void 0) throw new UsageError(other);
	const decision = decideResume(earlier, prepared);
	switch (decision.type) {
		case "foreign": throw new UsageError(`expected the mission that ran in ${dir}, found none of its tasks and tests in ${path}`);
		case "over": return nothingLeft(earlier, dir);
		case "go on": {
			const { leftOut, inputs: kept } = loaded;
			const overrides = givenOverrides({
				...selection,
				leftOut,
				gate,
				base,
				inputs: kept,
				keepWorkspaces
			}, from);
			const resumed = await resumption(earlier, decision, {
				...given,
				prepared,
				dir
			});
			const sources = {
				source: loaded.text,
				included: loaded.included,
				matrices: loaded.matrices
			};
			return followRun({
				...given,
				...resumed,
				...sources,
				file,
				overrides,
				dir,
				machine
			}, style);
		}
		default: return decision;
	}
}
function nothingLeft(earlier, dir) {
	const problems = rewriteDocuments(earlier, dir);
	for (const problem of problems) printUntrustedError(`mission: ${problem}\n`);
	printUntrusted(`Nothing is left to run. ${plainVerdict(earlier.report)}\n`);
	printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
	return problems.length === 0 ? exitCode(earlier.report) : EXIT.broken;
}

export { resumeCommand };