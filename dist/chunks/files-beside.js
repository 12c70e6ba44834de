const require_mission = require("./mission.js");
const require_archived_files = require("./archived-files.js");
const require_make_links = require("./make-links.js");
const require_take_over = require("./take-over.js");
const require_part_file = require("./part-file.js");
const require_tar = require("./tar.js");
const require_unpack = require("./unpack.js");
const require_part_zip = require("./part-zip.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");

// src/run/fleet/artifacts/files-beside.ts
async function takeFilesBeside(wanted) {
	const taken = [];
	const problems = [];
	let staging;
	try {
		staging = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "mission-parts-"));
		const found = await artifactsBeside(wanted, staging, problems);
		for (const number of new Set(wanted.tasks.map(({ part }) => part))) {
			const own = found.filter(({ file }) => file.part === number).sort((one, other) => require_take_over.newestFirst(one.file, other.file));
			for (const [index, each] of own.entries()) {
				const problem = await restoreFrom(each, wanted, (0, node_path.join)(staging, `${number}-${index}`));
				if (problem !== void 0) problems.push(`${each.name} cannot be used: ${problem}`);
				else {
					const ids = wanted.tasks.filter(({ part }) => part === number).map(({ id }) => id);
					taken.push(`took the files of ${ids.join(", ")} (part ${number}) from ${each.name}`);
					break;
				}
			}
		}
	} catch (error) {
		problems.push(require_mission.errorText$1(error));
	} finally {
		if (staging !== void 0) (0, node_fs.rmSync)(staging, {
			recursive: true,
			force: true
		});
	}
	return {
		taken,
		problems
	};
}
async function artifactsBeside({ zip, part, mission, tasks }, staging, problems) {
	const numbers = new Set(tasks.map((task) => task.part));
	const dir = (0, node_path.dirname)(zip);
	const found = require_take_over.candidatesIn(dir).flatMap(({ folder, file }) => file === void 0 ? [] : [{
		name: (0, node_path.basename)(folder),
		file,
		tar: (0, node_path.join)(folder, require_part_file.PART_TAR)
	}]);
	for (const name of (0, node_fs.readdirSync)(dir)) {
		if (!name.startsWith(require_part_file.partArtifactPrefix(mission.name)) || !numbers.has(numberInZip(name))) continue;
		const folder = (0, node_path.join)(staging, name);
		const read = await require_part_zip.extractPart((0, node_path.join)(dir, name), folder) ?? require_part_file.readPartText((0, node_fs.readFileSync)((0, node_path.join)(folder, "part.json"), "utf8"));
		if (read.type === "refused") problems.push(read.message);
		else if (read.type === "invalid") problems.push(`${name} cannot be used: found ${read.found}`);
		else found.push({
			name,
			file: read.file,
			tar: (0, node_path.join)(folder, require_part_file.PART_TAR)
		});
	}
	return found.filter(({ file }) => numbers.has(file.part) && file.mission === mission.name && file.plan === part.digest && file.of === part.of && file.runId === part.runId);
}
function numberInZip(name) {
	if (!/\.zip$/i.test(name)) return 0;
	return require_part_file.partInName(name.replace(/(?: ?\(\d+\))?\.zip$/i, "")) ?? 0;
}
async function restoreFrom({ file, tar }, { mission, tasks, root }, folder) {
	const own = tasks.filter(({ part }) => part === file.part);
	const ids = own.map(({ id }) => id);
	try {
		(0, node_fs.mkdirSync)(folder);
		const { entries } = await require_unpack.unpackPart(tar, file, folder);
		const { ends } = require_take_over.readEnds((0, node_path.join)(folder, "run"), new Set(ids), file.part);
		const other = own.find(({ id, ended }) => ends.get(id)?.status !== "succeeded" || ends.get(id)?.ended !== ended);
		if (other !== void 0) return `${other.id} ended otherwise in it, because it is of another attempt`;
		const links = entries.filter(({ kind, path }) => kind === "link" && path.startsWith("files/"));
		require_make_links.makeLinks(folder, links.map(({ path, target }) => [path, target]));
		return require_archived_files.restoreFiles(mission, ids, root, folder)?.message;
	} catch (error) {
		return error instanceof require_tar.InvalidArchiveError ? `found ${error.message}` : require_mission.errorText$1(error);
	}
}

exports.takeFilesBeside = takeFilesBeside;