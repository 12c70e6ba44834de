import { n as tasksWithoutFiles, t as restoreFiles } from "./archived-files2.js";
import { n as readRunArchive, r as unpackRun } from "./unpack-run.js";
import { a as resumption, t as decideResume } from "./resume.js";
import { pa as errorText } from "./mission.js";
import { i as hasName } from "./artifact-name.js";
import { t as missingService } from "./upload.js";
import { t as withinLimit } from "./within-limit.js";
import { t as otherThan } from "./workflow-job.js";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/github/attempts/download-attempts.ts
/** How many artifacts are looked at: each attempt of a job and each job of a matrix has one. */
const mostArtifacts = 20;
/** Downloads the artifacts of this workflow run with such names, as zip files. Never rejects. */
async function downloadAttempts(request) {
	if (missingService(request.environment) !== void 0) return {
		type: "none",
		why: "this runner has no artifact service"
	};
	try {
		const never = new AbortController().signal;
		return await withinLimit(() => downloadAll(request), request.limit, never) ?? {
			type: "none",
			why: "the download was cut off"
		};
	} catch (error) {
		return {
			type: "none",
			why: `the artifacts could not be downloaded: ${errorText(error)}`
		};
	}
}
async function downloadAll({ names, folder }) {
	const { DefaultArtifactClient } = await import("./artifact.js");
	const client = new DefaultArtifactClient();
	const { artifacts } = await client.listArtifacts();
	const found = artifacts.filter(({ name }) => hasName(name, names));
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
		const path = mkdtempSync(join(folder, "artifact-"));
		await client.downloadArtifact(id, {
			path,
			skipDecompress: true
		});
		files.push(...readdirSync(path).map((file) => join(path, file)));
	}
	return {
		type: "downloaded",
		files
	};
}

// src/github/attempts/continue-attempt.ts
/** Finds the newest earlier attempt of this step that did not succeed, and unpacks its run to `dir`. Never rejects because of an artifact. */
async function findAttempt(request) {
	const { names, temporary, environment, limit } = request;
	const folder = mkdtempSync(join(temporary, "attempts-"));
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
			const archive = await readRunArchive(file, request.workspace);
			if (archive.type === "read") opened.push(archive);
			else rejected.push(archive.message.replaceAll(`${folder}/`, ""));
		}
		const chosen = chooseAttempt(opened, request, rejected);
		return chosen.type === "none" ? chosen : await unpack(chosen, request);
	} finally {
		for (const { archive } of opened) archive.close();
		rmSync(folder, {
			recursive: true,
			force: true
		});
	}
}
/** By what the journals say. */
function chooseAttempt(opened, { workflow, mission, root }, rejected) {
	const reasons = [...rejected];
	const fitting = opened.filter(({ journal }) => {
		const why = otherThan(workflow, journal.opening.workflow) ?? otherMission(journal, mission, root);
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
	const unpacked = await unpackRun(archive, dir);
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
/** Decides what an earlier attempt has done already, and restores the files of what is kept. */
async function continueAttempt(run, request) {
	const { prepared, dir } = request;
	const decision = decideResume(run, prepared, tasksWithoutFiles(run, prepared.shown, dir));
	if (decision.type !== "go on") return {
		type: "none",
		why: "the mission has none of the tasks of the earlier attempt"
	};
	const unrestored = restoreFiles(prepared.shown, decision.kept, run.report.root, dir);
	if (unrestored !== void 0) return {
		type: "none",
		why: unrestored.message
	};
	return {
		type: "continued",
		...await resumption(run, decision, request)
	};
}

export { continueAttempt, findAttempt };