const require_archived_files = require("./archived-files.js");
const require_unpack_run = require("./unpack-run.js");
const require_resume = require("./resume.js");
const require_mission = require("./mission.js");
const require_publish_part = require("./publish-part.js");
const require_within_limit = require("./within-limit.js");
const require_action = require("../action.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/github/attempts/download-attempts.ts
const mostArtifacts = 20;
async function downloadAttempts(request) {
	if (require_publish_part.missingService(request.environment) !== void 0) return {
		type: "none",
		why: "this runner has no artifact service"
	};
	try {
		const never = new AbortController().signal;
		return await require_within_limit.withinLimit(() => downloadAll(request), request.limit, never) ?? {
			type: "none",
			why: "the download was cut off"
		};
	} catch (error) {
		return {
			type: "none",
			why: `the artifacts could not be downloaded: ${require_mission.errorText$1(error)}`
		};
	}
}
async function downloadAll({ names, folder }) {
	const { DefaultArtifactClient } = await Promise.resolve().then(() => require("./artifact.js"));
	const client = new DefaultArtifactClient();
	const { artifacts } = await client.listArtifacts();
	const found = artifacts.filter(({ name }) => require_publish_part.hasName(name, names));
	if (found.length === 0) return {
		type: "none",
		why: `this attempt sees no artifact with the name ${names[0]}`
	};
	if (found.length > mostArtifacts) return {
		type: "none",
		why: `${found.length} artifacts have the name ${names[0]}, more than ${mostArtifacts}`
	};
	const files = [];
	for (const { id } of found) {
		const path = (0, node_fs.mkdtempSync)((0, node_path.join)(folder, "artifact-"));
		await client.downloadArtifact(id, {
			path,
			skipDecompress: true
		});
		files.push(...(0, node_fs.readdirSync)(path).map((file) => (0, node_path.join)(path, file)));
	}
	return {
		type: "downloaded",
		files
	};
}

// src/github/attempts/continue-attempt.ts
async function findAttempt(request) {
	const { names, temporary, environment, limit } = request;
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(temporary, "attempts-"));
	const opened = [];
	try {
		const downloaded = await downloadAttempts({
			names,
			folder,
			environment,
			limit
		});
		if (downloaded.type === "none") return downloaded;
		const rejected = [];
		for (const file of downloaded.files) {
			const archive = await require_unpack_run.readRunArchive(file, request.workspace);
			if (archive.type === "read") opened.push(archive);
			else rejected.push(archive.message.replaceAll(`${folder}/`, ""));
		}
		const chosen = chooseAttempt(opened, request, rejected);
		return chosen.type === "none" ? chosen : await unpack(chosen, request);
	} finally {
		for (const { archive } of opened) archive.close();
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
function chooseAttempt(opened, { workflow, mission, root }, rejected) {
	const reasons = [...rejected];
	const fitting = opened.filter(({ journal }) => {
		const why = require_action.otherThan(workflow, journal.opening.workflow) ?? otherMission(journal, mission, root);
		if (why !== void 0) reasons.push(why);
		return why === void 0;
	});
	if (rejected.length > 0) return {
		type: "none",
		why: `an artifact of an earlier attempt cannot be used: ${rejected[0]}`
	};
	const attempts = fitting.map(({ journal }) => journal.opening.workflow?.attempt ?? 0);
	const newest = Math.max(...attempts);
	const [chosen, ...more] = fitting.filter((_, index) => attempts[index] === newest);
	if (chosen === void 0) return {
		type: "none",
		why: `no artifact is of an earlier attempt of this step (${reasons[0] ?? "none"})`
	};
	if (more.length > 0) return {
		type: "none",
		why: `${more.length + 1} artifacts are of attempt ${newest} of this step, as in a matrix; give each job its own \`artifact-name\``
	};
	return chosen;
}
function otherMission({ started, root: worked }, mission, root) {
	if (started.mission.name !== mission.name) return `it is of the mission ${JSON.stringify(started.mission.name)}`;
	return worked === root ? void 0 : `its mission worked in ${worked}`;
}
async function unpack(archive, { dir }) {
	const unpacked = await require_unpack_run.unpackRun(archive, dir);
	if (unpacked.type === "refused") return {
		type: "none",
		why: unpacked.message
	};
	const { run } = unpacked;
	if (run.report.result !== "succeeded") return {
		type: "found",
		run
	};
	return {
		type: "none",
		why: "the mission succeeded in the earlier attempt, so that all of it is to run again"
	};
}
async function continueAttempt(run, request) {
	const { prepared, dir } = request;
	const decision = require_resume.decideResume(run, prepared, require_archived_files.tasksWithoutFiles(run, prepared.shown, dir));
	if (decision.type !== "go on") return {
		type: "none",
		why: "the mission has none of the tasks of the earlier attempt"
	};
	const unrestored = require_archived_files.restoreFiles(prepared.shown, decision.kept, run.report.root, dir);
	if (unrestored !== void 0) return {
		type: "none",
		why: unrestored.message
	};
	return {
		type: "continued",
		...await require_resume.resumption(run, decision, request)
	};
}

exports.continueAttempt = continueAttempt;
exports.findAttempt = findAttempt;