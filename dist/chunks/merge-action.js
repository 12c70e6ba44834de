import { c as setOutput, n as endGroup, s as setFailed, u as startGroup } from "./core.js";
import { Hi as absentText, Ui as fleetNotes, fi as plainVerdict } from "./mission.js";
import { t as chooseContexts } from "./contexts.js";
import { n as plannedParts, t as mergeParts } from "./merge-parts.js";
import { _ as publishAnnotations, a as printFailures, b as findSources, d as printUntrusted, g as publishNotice, m as saveMilestone, n as publishSummary, t as publishArtifact, x as fitAnnotations, y as taskAnnotations } from "./publish.js";
import { t as downloadParts } from "./download.js";
import { t as outputsOf } from "./outputs.js";
import { mkdirSync } from "node:fs";

// src/github/merge-action.ts
/** Milliseconds for the upload: longer than the retries of the client take. */
const uploadLimit = 3e5;
/** Milliseconds for the statuses of missing parts, beside the upload. */
const statusesLimit = 12e4;
/**
* The verdict job: downloads the artifacts of all parts of this workflow run, merges and publishes them, and fails the step if a task failed
* or a part is missing. What can be read is published all the same.
*/
async function mergeAction({ prepared, settings, dir, environment }) {
	process.exitCode = 1;
	const { inputs, mission } = prepared;
	const refuse = async (message) => {
		setOutput("result", "failed");
		setFailed(message);
		await settleMissing(prepared, void 0, environment);
	};
	const { plan = "" } = inputs;
	const numbers = plannedParts(plan);
	if (numbers.length === 0) return refuse("Nothing was merged: expected the text of a plan in the input `plan`, found no part. The job that makes the plan may have failed.");
	const partsDir = `${dir}-parts`;
	mkdirSync(partsDir, { recursive: true });
	startGroup("Downloading the artifacts of all parts");
	const failed = await downloadParts({
		mission: mission.name,
		numbers,
		into: partsDir
	});
	endGroup();
	const history = inputs.history === void 0 ? {} : { history: inputs.history };
	const outcome = await mergeParts({
		dirs: [partsDir],
		dir,
		plan,
		mission,
		...history
	});
	if (outcome.type === "refused") return refuse(`Nothing was merged: ${outcome.message}.`);
	const { report, problems } = outcome;
	const isGood = report.result === "succeeded" && failed.length === 0;
	if (isGood) process.exitCode = 0;
	publishAnnotations([...partAnnotations(report, [...failed.map(sentence), ...problems]), ...taskAnnotations(report, "the final report", findSources(process.cwd(), prepared.place.root))]);
	printUntrusted(`${plainVerdict(report)}\n`);
	for (const [name, value] of Object.entries(outputsOf(report, dir))) setOutput(name, value);
	if (!isGood) setOutput("result", report.result === "cancelled" ? "cancelled" : "failed");
	const publication = {
		dir,
		settings,
		environment
	};
	publishSummary(report, publication);
	const settled = settleMissing(prepared, report, environment);
	const never = new AbortController().signal;
	const links = await publishArtifact(publication, report.mission.name, uploadLimit, never) ?? {};
	await settled;
	await comment(report, links, {
		prepared,
		settings,
		environment
	});
	if (settings.log !== "none") printFailures(report, dir);
	if (isGood) return;
	setFailed(report.result === "succeeded" ? failed.map(sentence).join(" ") : plainVerdict(report));
}
function sentence(clause) {
	return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`;
}
/** An error for each part that does not count, a warning for what the merge corrected or could not write. */
function partAnnotations({ fleet }, problems) {
	if (fleet === void 0) return [];
	const absent = fleet.absent.map((part) => {
		const text = absentText(fleet, part);
		const tasks = part.tasks === "" ? "" : ` Its tasks: ${part.tasks}.`;
		return {
			kind: "error",
			title: "A part is missing",
			message: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.${tasks}`
		};
	});
	const notes = [...fleetNotes(fleet), ...problems].map((message) => ({
		kind: "warning",
		title: "Merging the parts",
		message
	}));
	return fitAnnotations([...absent, ...notes], 9, "the final report");
}
/** Sends an error for each task that no part has reported, so that no required status stays pending. The other ones are sent by their own jobs. */
async function settleMissing({ inputs, declared }, report, environment) {
	const { token, statuses: choice, statusPrefix } = inputs;
	if (choice === "none") return;
	const { settleStatuses, unreported } = await import("./settle-statuses.js");
	const request = {
		open: unreported(chooseContexts(declared, choice, statusPrefix).contexts, report),
		why: "Did not run: its part did not report",
		report,
		token,
		environment,
		limit: statusesLimit
	};
	publishNotice(await settleStatuses(request), "Commit statuses not sent");
}
/** Comments on all parts together. */
async function comment(report, links, { prepared, settings, environment }) {
	const { commentMarker: marker } = settings;
	if (marker === void 0) return;
	const { writeComment } = await import("./write-comment.js");
	const { token } = prepared.inputs;
	publishNotice(await writeComment({
		report,
		marker,
		links,
		token,
		environment
	}), "No comment written");
	saveMilestone("commented");
}

export { mergeAction };