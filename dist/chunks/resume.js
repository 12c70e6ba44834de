import { n as succeededIn, t as planResume } from "./plan-resume.js";
import { t as redactedOutputsIn } from "./redacted-outputs.js";
import { et as redactKilledRun, xt as fileDocuments } from "./mission.js";
import { t as commandFingerprints } from "./command-fingerprints.js";
import { lstatSync } from "node:fs";
import { resolve } from "node:path";

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
/**
* Decides whether the mission can be resumed with its current file.
*
* @param missing successes that cannot be kept, by id, with the reason as a clause
*/
function decideResume({ state, events, report }, { shown }, missing) {
	if (!shown.tasks.some(({ id }) => state.plan.byId.has(id))) return { type: "foreign" };
	const workspaces = keptWorkspaces(events);
	const plan = planResume(state, shown, succeededIn(events), redactedOutputsIn(events), workspaces, missing);
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

export { resumption as a, overridesOf as i, earlierComparison as n, rewriteDocuments as o, missionFile as r, keptWorkspaces as s, decideResume as t };