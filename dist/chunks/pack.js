const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_render = require("./render.js");
const require_part_file = require("./part-file.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/fleet/pack.ts
async function packPart(request) {
	const { dir, into, commit } = request;
	const loaded = require_render.loadEvents(dir);
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
	const name = require_part_file.partArtifactName(mission.name, {
		part,
		of,
		attempt
	});
	const folder = (0, node_path.join)(into, name);
	const partial = (0, node_path.join)(folder, `${require_part_file.PART_TAR}.partial`);
	try {
		(0, node_fs.mkdirSync)(folder, { recursive: true });
		(0, node_fs.rmSync)((0, node_path.join)(folder, require_part_file.PART_FILE), { force: true });
		const { writeTar, readTar, digestOf } = await Promise.resolve().then(() => require("./tar.js")).then((n) => n.tar_exports);
		await writeTar(partial, dir, await publishable(request));
		const { files } = await readTar(partial, { place: () => void 0 });
		const tar = await digestOf(partial);
		(0, node_fs.renameSync)(partial, (0, node_path.join)(folder, require_part_file.PART_TAR));
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
		require_documents.writeFileAtomically((0, node_path.join)(folder, require_part_file.PART_FILE), `${JSON.stringify(file, null, 2)}\n`);
		return {
			type: "packed",
			name,
			folder,
			file
		};
	} catch (error) {
		for (const path of [partial, (0, node_path.join)(folder, require_part_file.PART_TAR)]) require_mission.removeQuietly(path);
		return {
			type: "failed",
			message: `part ${part} could not be packed into ${folder}: ${require_mission.errorText$1(error)}`
		};
	}
}
async function publishable({ dir, withLogs = true, redactor, problem }) {
	const { documents: own, logs, kept } = sourcesIn(dir, withLogs);
	const pathOf = (from) => (0, node_path.join)(dir, from);
	const unredacted = new Set(await require_mission.redactFiles(logs.map(pathOf), redactor, problem));
	for (const from of kept) {
		const isFile = require_mission.lookAt(pathOf(from))?.isFile() === true;
		if (namesSecret(from, redactor) || isFile && await require_mission.fileHoldsSecret(pathOf(from), redactor)) throw new Error(`expected no secret in the artifacts of tasks, found one in ${redactor.redactText(from)}`);
	}
	const shown = logs.filter((from) => !unredacted.has(pathOf(from)) && require_mission.lookAt(pathOf(from)) !== void 0);
	return [...[...own, ...shown].map((from) => ({
		from,
		path: `run/${from}`
	})), ...kept.map((from) => ({
		from,
		path: from
	}))];
}
function namesSecret(from, { redactText }) {
	const path = from.split("/").slice(2).join("/");
	return redactText(path) !== path;
}
const documents = [
	"events.jsonl",
	"master-report.md",
	"final-report.md",
	"report.html",
	"mission.json",
	"junit.xml"
];
function sourcesIn(dir, withLogs) {
	return {
		documents: documents.filter((name) => require_mission.lookAt((0, node_path.join)(dir, name))?.isFile() === true),
		logs: [...filesBelow(dir, "tasks", false), ...withLogs ? filesBelow(dir, "logs", false) : []],
		kept: withLogs ? filesBelow(dir, "files", true) : []
	};
}
function filesBelow(dir, top, withLinks) {
	if (require_mission.lookAt((0, node_path.join)(dir, top))?.isDirectory() !== true) return [];
	const found = [];
	const folders = [top];
	for (const folder of folders) for (const entry of (0, node_fs.readdirSync)((0, node_path.join)(dir, folder), { withFileTypes: true })) {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) folders.push(path);
		else if (entry.isFile() || withLinks && entry.isSymbolicLink()) found.push(path);
	}
	return found.sort();
}

exports.packPart = packPart;