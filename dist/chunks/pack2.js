import { B as loadEvents, fr as writeFileAtomically, pa as errorText } from "./mission.js";
import { a as partArtifactName, n as PART_TAR, t as PART_FILE } from "./part-file.js";
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/run/fleet/pack.ts
/** Writes the artifact of a part from the folder of its run. A run that has not ended counts as cancelled. Never rejects. */
async function packPart({ dir, into, commit, withLogs = true }) {
	const loaded = loadEvents(dir);
	if (loaded.type === "unreadable") return {
		type: "failed",
		message: loaded.message
	};
	const { part: opening, mission, result = "cancelled" } = loaded.report;
	if (opening === void 0) return {
		type: "failed",
		message: `expected the run of a part in ${dir}, found another run`
	};
	const { number: part, of, digest: plan, attempt, runId, runner } = opening;
	const name = partArtifactName(mission.name, {
		part,
		of,
		attempt
	});
	const folder = join(into, name);
	const partial = join(folder, `${PART_TAR}.partial`);
	try {
		mkdirSync(folder, { recursive: true });
		rmSync(join(folder, PART_FILE), { force: true });
		const { writeTar, readTar, digestOf } = await import("./tar2.js");
		await writeTar(partial, dir, sourcesIn(dir, withLogs));
		const { files } = await readTar(partial, { place: () => void 0 });
		const tar = await digestOf(partial);
		renameSync(partial, join(folder, PART_TAR));
		const file = {
			version: 1,
			mission: mission.name,
			plan,
			part,
			of,
			attempt,
			...runId === void 0 ? {} : { runId },
			...runner === void 0 ? {} : { runner },
			...commit === void 0 ? {} : { commit },
			result,
			written: (/* @__PURE__ */ new Date()).toISOString(),
			tar,
			files
		};
		writeFileAtomically(join(folder, PART_FILE), `${JSON.stringify(file, null, 2)}\n`);
		return {
			type: "packed",
			name,
			folder,
			file
		};
	} catch (error) {
		rmSync(partial, { force: true });
		return {
			type: "failed",
			message: `part ${part} could not be packed into ${folder}: ${errorText(error)}`
		};
	}
}
/** Tasks can write to the folder of the run too, so only files with known names are packed. */
const documents = [
	"events.jsonl",
	"master-report.md",
	"final-report.md",
	"report.html",
	"mission.json",
	"junit.xml"
];
function sourcesIn(dir, withLogs) {
	const named = documents.filter((name) => lstatSync(join(dir, name), { throwIfNoEntry: false })?.isFile() === true);
	const ofTasks = [...filesBelow(dir, "tasks", false), ...withLogs ? filesBelow(dir, "logs", false) : []];
	const kept = withLogs ? filesBelow(dir, "files", true) : [];
	return [...[...named, ...ofTasks].map((from) => ({
		from,
		path: `run/${from}`
	})), ...kept.map((from) => ({
		from,
		path: from
	}))];
}
/** Files, and if wanted links, below a folder of `dir`: paths from `dir`, with `/`, sorted. Links are not followed. */
function filesBelow(dir, top, withLinks) {
	if (lstatSync(join(dir, top), { throwIfNoEntry: false })?.isDirectory() !== true) return [];
	const found = [];
	const folders = [top];
	for (const folder of folders) for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) folders.push(path);
		else if (entry.isFile() || withLinks && entry.isSymbolicLink()) found.push(path);
	}
	return found.sort();
}

export { packPart as t };