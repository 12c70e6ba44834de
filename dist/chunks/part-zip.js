const require_mission = require("./mission.js");
const require_open_archive = require("./open-archive.js");
const require_part_file = require("./part-file.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/fleet/artifacts/part-zip.ts
const reserve = 64 * 1024 ** 2;
async function extractPart(zip, folder, room) {
	const opened = await require_open_archive.openArchive(zip);
	if (opened.type === "refused") return opened;
	const { archive } = opened;
	const files = [require_part_file.PART_TAR, require_part_file.PART_FILE];
	try {
		const missing = [require_part_file.PART_FILE, require_part_file.PART_TAR].find((name) => !archive.sizes.has(name));
		if (missing !== void 0) return require_mission.refused(`expected the artifact of a part at ${zip}, found no ${missing} in it`);
		const described = archive.sizes.get("part.json") ?? 0;
		if (described > require_part_file.largestPartFile) return require_mission.refused(`expected a ${require_part_file.PART_FILE} of at most ${require_part_file.largestPartFile} bytes in ${zip}, found ${described}`);
		(0, node_fs.mkdirSync)(folder, { recursive: true });
		const bytes = files.reduce((sum, name) => sum + (archive.sizes.get(name) ?? 0), 0);
		const free = room ?? (require_mission.freeSpace(folder) ?? Number.POSITIVE_INFINITY) - reserve;
		if (bytes > free) return require_mission.refused(`expected at most ${free} bytes in ${zip}, which the disk has space for, found ${bytes}`);
		for (const name of files) await archive.extract(name, (0, node_path.join)(folder, name), 384);
		return;
	} catch (error) {
		for (const name of files) (0, node_fs.rmSync)((0, node_path.join)(folder, name), { force: true });
		return require_mission.refused(`expected the artifact of a part at ${zip}, found that ${require_mission.errorText$1(error)}`);
	} finally {
		archive.close();
	}
}

Object.defineProperty(exports, "extractPart", {
  enumerable: true,
  get: function () {
    return extractPart;
  }
});