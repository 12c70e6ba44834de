const require_mission = require("./mission.js");
const require_part_zip = require("./part-zip.js");
const require_part_file = require("./part-file.js");
const require_within_limit = require("./within-limit.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/github/fleet/download.ts
const limit = 9e5;
async function downloadParts(request) {
	const problems = [];
	try {
		await require_within_limit.withinLimit(() => downloadAll(request, problems), limit, new AbortController().signal);
	} catch (error) {
		const numbers = request.numbers.join(", ");
		problems.push(`not all artifacts of the parts ${numbers} could be downloaded: ${require_mission.errorText$1(error)}`);
	}
	return problems;
}
async function downloadAll({ mission, numbers, into }, problems) {
	const { DefaultArtifactClient } = await Promise.resolve().then(() => require("./artifact.js"));
	const client = new DefaultArtifactClient();
	const { artifacts } = await client.listArtifacts();
	const prefix = require_part_file.partArtifactPrefix(mission);
	(0, node_fs.mkdirSync)(into, { recursive: true });
	for (const { name, id, digest } of artifacts) {
		const number = name.startsWith(prefix) ? require_part_file.partInName(name) : void 0;
		if (number === void 0 || !numbers.includes(number)) continue;
		const folder = (0, node_path.join)(into, (0, node_fs.existsSync)((0, node_path.join)(into, name)) ? `${id}-${name}` : name);
		const path = (0, node_fs.mkdtempSync)((0, node_path.join)(into, ".download-"));
		try {
			(0, node_fs.mkdirSync)(folder, { recursive: true });
			const expected = digest === void 0 ? {} : { expectedHash: digest };
			const { digestMismatch } = await client.downloadArtifact(id, {
				path,
				skipDecompress: true,
				...expected
			});
			if (digestMismatch === true) throw new Error("its digest is not the one that the service lists");
			const [file = ""] = (0, node_fs.readdirSync)(path);
			const refusal = await require_part_zip.extractPart((0, node_path.join)(path, file), folder);
			if (refusal !== void 0) throw new Error(refusal.message.replaceAll(`${path}/`, ""));
		} catch (error) {
			problems.push(`the artifact ${name} could not be downloaded: ${require_mission.errorText$1(error)}`);
		} finally {
			(0, node_fs.rmSync)(path, {
				recursive: true,
				force: true
			});
		}
	}
	return true;
}

Object.defineProperty(exports, "downloadParts", {
  enumerable: true,
  get: function () {
    return downloadParts;
  }
});