const require_mission = require("./mission.js");
const require_keep_files = require("./keep-files.js");
const require_resume = require("./resume.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/archive/archived-files.ts
const chunkBytes = 1024 ** 2;
function tasksWithoutFiles({ events, report }, mission, dir) {
	const succeeded = new Set(require_resume.succeededIn(events));
	return new Map(mission.tasks.flatMap((task) => {
		const why = succeeded.has(task.id) ? whyNotHere(task, report, dir) : void 0;
		return why === void 0 ? [] : [[task.id, why]];
	}));
}
function whyNotHere(task, report, dir) {
	if (task.artifacts === void 0) return "the archive cannot have all of its files, because it declares no `artifacts` (if it leaves none: `artifacts: []`)";
	if (task.artifacts.length === 0) return void 0;
	const kept = report.tasks.get(task.id)?.left?.artifacts;
	const files = filesOf(task, dir);
	if (kept === void 0 || kept.note !== void 0 || files.length < kept.count) return `the archive has ${files.length} of its ${kept?.count ?? "unknown number of"} files whole`;
	const { root } = report;
	const other = files.find((path) => isOther((0, node_path.join)(root, path), (0, node_path.join)(require_mission.keptFolder(dir, task.id), path)));
	return other === void 0 ? void 0 : `${other} here has other content than in the archive, and is not replaced`;
}
function filesOf(task, dir) {
	const folder = require_mission.keptFolder(dir, task.id);
	const paths = (task.artifacts ?? []).flatMap(({ pattern }) => require_keep_files.matchesOf(folder, pattern, true).matches);
	return [...new Set(paths)].filter((path) => !isInGit(path));
}
function isInGit(path) {
	return path.toLowerCase().split(/[\\/]/).includes(".git");
}
function restoreFiles(mission, kept, root, dir) {
	const ids = new Set(kept);
	for (const task of mission.tasks) {
		if (!ids.has(task.id)) continue;
		for (const path of filesOf(task, dir)) {
			const [from, to] = [(0, node_path.join)(require_mission.keptFolder(dir, task.id), path), (0, node_path.join)(root, path)];
			if (require_mission.lookAt(to) !== void 0) continue;
			const where = `expected to restore ${path} of ${task.id} in ${root}`;
			if (!require_mission.staysInside(root, path)) return require_mission.refused(`${where}, found a link that leads out of it`);
			try {
				require_mission.makeFolder((0, node_path.dirname)(to));
				if (isInGit((0, node_path.relative)(node_fs.realpathSync.native(root), node_fs.realpathSync.native((0, node_path.dirname)(to))))) return require_mission.refused(`${where}, found a link that leads into a git directory`);
				if ((0, node_fs.lstatSync)(from).isSymbolicLink()) (0, node_fs.symlinkSync)((0, node_fs.readlinkSync)(from), to);
				else {
					(0, node_fs.copyFileSync)(from, to, node_fs.constants.COPYFILE_EXCL);
					(0, node_fs.chmodSync)(to, (0, node_fs.lstatSync)(from).mode & 511);
				}
			} catch (error) {
				return require_mission.refused(`${where}, found ${require_mission.errorText$1(error)}`);
			}
		}
	}
}
function isOther(path, archived) {
	const stats = require_mission.lookAt(path);
	if (stats === void 0) return !hasFoldersAbove(path);
	if ((0, node_fs.lstatSync)(archived).isSymbolicLink()) return !stats.isSymbolicLink() || (0, node_fs.readlinkSync)(path) !== (0, node_fs.readlinkSync)(archived);
	return !stats.isFile() || stats.size !== (0, node_fs.lstatSync)(archived).size || !isSame(path, archived);
}
function hasFoldersAbove(path) {
	const above = (0, node_path.dirname)(path);
	return require_mission.lookThrough(above)?.isDirectory() ?? (require_mission.lookAt(above) === void 0 && hasFoldersAbove(above));
}
function isSame(one, other) {
	const files = [(0, node_fs.openSync)(one, "r"), (0, node_fs.openSync)(other, "r")];
	try {
		const buffers = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)];
		for (let position = 0;;) {
			const read = (0, node_fs.readSync)(files[0], buffers[0], 0, chunkBytes, position);
			if (read !== (0, node_fs.readSync)(files[1], buffers[1], 0, chunkBytes, position)) return false;
			if (!buffers[0].subarray(0, read).equals(buffers[1].subarray(0, read))) return false;
			if (read === 0) return true;
			position += read;
		}
	} finally {
		for (const file of files) (0, node_fs.closeSync)(file);
	}
}

exports.restoreFiles = restoreFiles;
exports.tasksWithoutFiles = tasksWithoutFiles;