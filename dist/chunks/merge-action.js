const require_core = require("./core.js");
const require_mission = require("./mission.js");
const require_contexts = require("./contexts.js");
const require_merge_parts = require("./merge-parts.js");
const require_publish_part = require("./publish-part.js");
const require_download = require("./download.js");
const require_action = require("../action.js");
let node_fs = require("node:fs");

// src/github/merge-action.ts
const uploadLimit = 3e5;
const statusesLimit = 12e4;
async function mergeAction({ prepared, settings, dir, environment }) {
	process.exitCode = 1;
	const { inputs, mission } = prepared;
	const refuse = async (message) => {
		require_core.setOutput("result", "failed");
		require_core.setFailed(message);
		await settleMissing(prepared, void 0, environment);
	};
	const { plan = "" } = inputs;
	const numbers = require_merge_parts.plannedParts(plan);
	if (numbers.length === 0) return refuse("Nothing was merged: expected the text of a plan in the input `plan`, found no part. The job that makes the plan may have failed.");
	const partsDir = `${dir}-parts`;
	(0, node_fs.mkdirSync)(partsDir, { recursive: true });
	require_core.startGroup("Downloading the artifacts of all parts");
	const failed = await require_download.downloadParts({
		mission: mission.name,
		numbers,
		into: partsDir
	});
	require_core.endGroup();
	const history = inputs.history === void 0 ? {} : { history: inputs.history };
	const outcome = await require_merge_parts.mergeParts({
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
	require_publish_part.publishAnnotations([...partAnnotations(report, [...failed.map(sentence), ...problems]), ...require_publish_part.taskAnnotations(report, "the final report", require_publish_part.findSources(process.cwd(), prepared.place.root))]);
	require_publish_part.printUntrusted(`${require_mission.plainVerdict(report)}\n`);
	for (const [name, value] of Object.entries(require_action.outputsOf(report, dir))) require_core.setOutput(name, value);
	if (!isGood) require_core.setOutput("result", report.result === "cancelled" ? "cancelled" : "failed");
	const publication = {
		dir,
		settings,
		environment,
		secrets: require_mission.createSecrets(process.platform === "win32")
	};
	require_publish_part.publishSummary(report, publication);
	const settled = settleMissing(prepared, report, environment);
	const never = new AbortController().signal;
	const links = await require_publish_part.publishArtifact(publication, report.mission.name, uploadLimit, never) ?? {};
	await settled;
	await comment(report, links, {
		prepared,
		settings,
		environment
	});
	if (settings.log !== "none") require_publish_part.printFailures(report, publication);
	if (isGood) return;
	require_core.setFailed(report.result === "succeeded" ? failed.map(sentence).join(" ") : require_mission.plainVerdict(report));
}
function sentence(clause) {
	return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`;
}
function partAnnotations({ fleet }, problems) {
	if (fleet === void 0) return [];
	const absent = fleet.absent.map((part) => {
		const text = require_mission.absentText(fleet, part);
		const tasks = part.tasks === "" ? "" : ` Its tasks: ${part.tasks}.`;
		return {
			kind: "error",
			title: "A part is missing",
			message: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.${tasks}`
		};
	});
	const notes = [...require_mission.fleetNotes(fleet), ...problems].map((message) => ({
		kind: "warning",
		title: "Merging the parts",
		message
	}));
	return require_publish_part.fitAnnotations([...absent, ...notes], 9, "the final report");
}
async function settleMissing({ inputs, declared }, report, environment) {
	const { token, statuses: choice, statusPrefix } = inputs;
	if (choice === "none") return;
	const { settleStatuses, unreported } = await Promise.resolve().then(() => require("./settle-statuses.js"));
	const { contexts: open, notice } = require_contexts.chooseContexts(unreported(declared, report), choice, statusPrefix, declared);
	require_publish_part.publishNotice(notice, "Tasks without a commit status");
	require_publish_part.publishNotice(await settleStatuses({
		open,
		why: "Did not run: its part did not report",
		report,
		token,
		environment,
		limit: statusesLimit
	}), "Commit statuses not sent");
}
async function comment(report, links, { prepared, settings, environment }) {
	const { commentMarker: marker } = settings;
	if (marker === void 0) return;
	const { writeComment } = await Promise.resolve().then(() => require("./write-comment.js"));
	const { token } = prepared.inputs;
	require_publish_part.publishNotice(await writeComment({
		report,
		marker,
		links,
		token,
		environment
	}), "No comment written");
	require_publish_part.saveMilestone("commented");
}

exports.mergeAction = mergeAction;