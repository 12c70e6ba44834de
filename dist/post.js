import { d as warning, i as info } from "./chunks/core.js";
import { Bi as errorText, F as recoverRun, Hr as plainVerdict, I as stopEarlierRun, V as stoppedLeftovers } from "./chunks/mission.js";
import { i as endProcess, r as printFailureSummary, t as publishPart } from "./chunks/publish-part.js";
import { _ as publishAnnotations, g as taskAnnotations, h as printUntrusted, i as readSavedState, l as printFailures, n as publishSummary, t as publishArtifact, u as printTaskGroups } from "./chunks/publish.js";
import { t as withinLimit } from "./chunks/within-limit.js";
import { existsSync } from "node:fs";
import { join } from "node:path";

// src/github/finish-action.ts
/** Milliseconds; together well below the five minutes that a cancelled job has for its `post` steps. */
const recoveryLimit = 3e4;
const uploadLimit = 9e4;
/**
* The `post` of the action. If `main` completed, it does nothing. If `main` was killed or cut short, it does what is left to
* do. Problems are warnings, because the verdict of the step has already been given.
*/
async function finishAction(environment) {
	process.stdout.on("error", () => void 0);
	const { dir, settings, annotated, summarized, printed, uploaded } = readSavedState(environment);
	if (dir === void 0 || settings === void 0 || annotated && summarized && printed && uploaded) return;
	if (!existsSync(join(dir, "events.jsonl"))) return;
	const never = new AbortController().signal;
	const publication = {
		dir,
		settings,
		environment
	};
	let report;
	let logs = true;
	try {
		const left = await withinLimit(() => stopEarlierRun(dir), recoveryLimit, never);
		const stopped = stoppedLeftovers(left?.length ?? 0);
		if (stopped !== void 0) info(`Mission Runner ${stopped}.`);
		const recovered = await withinLimit(() => recoverRun(dir, environment), recoveryLimit, never);
		report = recovered?.report;
		if (report !== void 0 && !annotated) {
			info("The main step was killed. Its remaining processes were stopped, and the reports were made from the journal.");
			printUntrusted(plainVerdict(report));
			publishAnnotations(taskAnnotations(report, "the final report"));
		}
		if (report !== void 0 && !summarized) publishSummary(report, publication);
		if (recovered !== void 0 && !printed) printRest(recovered, settings.log, dir);
	} catch (error) {
		logs = !settings.secrets;
		warning(`The reports could not be completed: ${errorText(error)}. The files written so far are in ${dir}.`);
	}
	if (uploaded) return;
	const resumable = report !== void 0 && report.result !== "succeeded";
	if (settings.part === true) {
		const problem = await publishPart({
			...publication,
			logs
		}, uploadLimit, never);
		if (problem !== void 0) warning(problem, { title: "Part not uploaded" });
	} else await publishArtifact({
		...publication,
		logs,
		resumable
	}, report?.mission.name ?? "", uploadLimit, never);
}
/** Prints what the killed `main` has not printed. */
function printRest({ report, ended }, log, dir) {
	switch (log) {
		case "none": return;
		case "grouped":
			printTaskGroups(report, dir);
			printFailures(report, dir);
			return;
		case "live":
			printTaskGroups(report, dir, (id) => ended.has(id));
			printFailureSummary(report);
			return;
	}
}

// src/post.ts
/** Post entry of the action: the runner starts it at the end of the job, also if the step failed or was cancelled. */
try {
	await finishAction(process.env);
} catch (error) {
	warning(`Mission Runner could not finish its reports: ${errorText(error)}`);
}
endProcess();

export {  };