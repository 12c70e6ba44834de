import { a as notice, l as setSecret } from "./core.js";
import { pa as errorText, tt as prepareRun } from "./mission.js";
import { n as earlierComparison } from "./resume.js";
import { r as earlierNames } from "./artifact-name.js";
import { n as workflowJob } from "./workflow-job.js";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";

// src/github/attempts/prepare-attempt.ts
/** Milliseconds for the downloads. */
const downloadLimit = 3e5;
/**
* Prepares the run of a whole mission: that of an earlier attempt with `resume: auto`, or a new one. Says in a notice why an earlier attempt is not
* continued.
*/
async function prepareAttempt(prepared, place) {
	const workflow = workflowJob(place.environment);
	if (workflow === void 0 || workflow.attempt === 1 || prepared.inputs.resume !== "auto") return prepareFirst(prepared, place, workflow);
	const dir = join(place.temporary, `mission-${randomUUID()}`);
	const found = await find(prepared, place, workflow, dir);
	const continued = found.type === "found" ? await carryOn(found, prepared, place, dir) : found;
	if (continued.type === "continued") return {
		...continued,
		dir,
		workflow
	};
	rmSync(dir, {
		recursive: true,
		force: true
	});
	notice(`Attempt ${workflow.attempt} starts from the beginning: ${continued.why}.`, { title: "Earlier attempt not continued" });
	return prepareFirst(prepared, place, workflow);
}
/** A run from the beginning. */
async function prepareFirst({ mission, envFiles, inputs: { base, history }, place: { root } }, { machine, dir, environment }, workflow) {
	return {
		prepared: await prepareRun({
			mission,
			root,
			environment,
			machine,
			envFiles,
			secretLearned: setSecret,
			...base === void 0 ? {} : { base },
			...history === void 0 ? {} : { history }
		}),
		dir,
		...workflow === void 0 ? {} : { workflow }
	};
}
/** Never rejects: without the earlier attempt, the mission runs from the beginning. */
async function find({ mission, inputs, place: { root } }, { temporary, environment }, workflow, dir) {
	try {
		const { findAttempt } = await import("./continue-attempt.js");
		return await findAttempt({
			workflow,
			names: earlierNames(mission.name, environment, inputs.artifactName),
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
			why: `the earlier attempt could not be read: ${errorText(error)}`
		};
	}
}
/** A run that is resumed takes predictions from its journal and is not added to a history, as on the command line. */
async function carryOn({ run }, { mission, envFiles, inputs: { base }, place: { root } }, { machine, environment }, dir) {
	const { continueAttempt } = await import("./continue-attempt.js");
	return continueAttempt(run, {
		prepared: await prepareRun({
			mission,
			root,
			environment,
			machine,
			envFiles,
			secretLearned: setSecret,
			...base === void 0 ? {} : { base },
			earlier: earlierComparison(run, mission)
		}),
		environment,
		dir
	});
}

export { prepareFirst as n, prepareAttempt as t };