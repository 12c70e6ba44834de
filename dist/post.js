import { d as warning, i as info, l as setSecret } from "./chunks/core.js";
import { Qi as plural, R as recoverRun, W as stoppedLeftovers, fi as plainVerdict, pa as errorText, z as stopEarlierRun } from "./chunks/mission.js";
import { i as endProcess, r as printFailureSummary, t as publishPart } from "./chunks/publish-part.js";
import { a as printFailures, d as printUntrusted, f as readSavedState, g as publishNotice, n as publishSummary, o as printTaskGroups, t as publishArtifact, v as publishTaskAnnotations } from "./chunks/publish.js";
import { t as readSavedStatuses } from "./chunks/saved-statuses.js";
import { t as withinLimit } from "./chunks/within-limit.js";
import { existsSync } from "node:fs";
import { join } from "node:path";

// src/github/owed-reports.ts
/** Milliseconds: enough for 100 statuses, one a second, in a job that was cancelled and has five minutes. */
const STATUSES_LIMIT = 15e4;
/** Undefined if nothing is owed. */
function owedReports({ settings, commented }, environment) {
	const statuses = readSavedStatuses(environment);
	const marker = commented ? void 0 : settings?.commentMarker;
	if (statuses === void 0 && marker === void 0) return void 0;
	const token = (environment.INPUT_TOKEN ?? "").trim();
	if (token !== "") setSecret(token);
	return {
		settle: async (report) => {
			if (statuses === void 0) return;
			info(`Sending ${plural(statuses.open.length, "commit status", "commit statuses")} that the main step left, one a second.`);
			const { settleStatuses } = await import("./chunks/settle-statuses.js");
			const request = {
				...statuses,
				report,
				token,
				environment,
				limit: STATUSES_LIMIT
			};
			publishNotice(await settleStatuses(request), "Commit statuses not sent");
		},
		comment: async (report, links) => {
			if (marker === void 0) return;
			const { writeComment } = await import("./chunks/write-comment.js");
			publishNotice(await writeComment({
				report,
				marker,
				links,
				token,
				environment
			}), "No comment written");
		}
	};
}

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
	const saved = readSavedState(environment);
	const { dir, settings, annotated, summarized, printed, uploaded } = saved;
	const isPublished = annotated && summarized && printed && uploaded;
	const owed = owedReports(saved, environment);
	if (dir === void 0 || settings === void 0 || isPublished && owed === void 0) return;
	if (!existsSync(join(dir, "events.jsonl"))) {
		await owed?.settle(void 0);
		return;
	}
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
			publishTaskAnnotations(report, report.root, settings.log === "live");
		}
		if (report !== void 0 && !summarized) publishSummary(report, publication);
		if (recovered !== void 0 && !printed) printRest(recovered, settings.log, dir);
	} catch (error) {
		logs = !settings.secrets;
		warning(`The reports could not be completed: ${errorText(error)}. The files written so far are in ${dir}.`);
	}
	const settled = owed?.settle(report);
	const links = uploaded ? {} : await upload(publication, {
		report,
		logs
	});
	await settled;
	if (report !== void 0) await owed?.comment(report, links);
}
/** Uploads what `main` has not uploaded. */
async function upload(publication, { report, logs }) {
	const never = new AbortController().signal;
	const { settings } = publication;
	const resumable = report !== void 0 && report.result !== "succeeded";
	if (settings.part === true) {
		const problem = await publishPart({
			...publication,
			logs
		}, uploadLimit, never);
		if (problem !== void 0) warning(problem, { title: "Part not uploaded" });
		return {};
	}
	const name = report?.mission.name ?? "";
	return await publishArtifact({
		...publication,
		logs,
		resumable
	}, name, uploadLimit, never) ?? {};
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