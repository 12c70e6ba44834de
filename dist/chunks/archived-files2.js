import { Ir as makeFolder, Ur as staysInside, br as keptFolder, bt as refused, pa as errorText } from "./mission.js";
import { n as matchesOf } from "./keep-files2.js";
import { n as succeededIn } from "./plan-resume.js";
import { chmodSync, closeSync, constants, copyFileSync, lstatSync, openSync, readSync, readlinkSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

// src/run/archive/archived-files.ts
/** Bytes that are compared at a time. */
const chunkBytes = 1024 ** 2;
/**
* Successes of an unpacked run that cannot be kept, by id, with the reason as a clause: what they left for other tasks is not here.
*
* @param mission as it is now, without secrets
*/
function tasksWithoutFiles({ events, report }, mission, dir) {
	const succeeded = new Set(succeededIn(events));
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
	const other = files.find((path) => isOther(join(root, path), join(keptFolder(dir, task.id), path)));
	return other === void 0 ? void 0 : `${other} here has other content than in the archive, and is not replaced`;
}
/** Paths from the root, with `/`, of the unpacked files and links that the `artifacts` of the task match. */
function filesOf(task, dir) {
	const folder = keptFolder(dir, task.id);
	const paths = (task.artifacts ?? []).flatMap(({ pattern }) => matchesOf(folder, pattern, true).matches);
	return [...new Set(paths)].filter((path) => !isInGit(path));
}
/** A file in a git directory may be a command that git runs. */
function isInGit(path) {
	return path.toLowerCase().split(/[\\/]/).includes(".git");
}
/**
* Puts the files of tasks that are kept where they were written on the other machine, with their modes. A file that is there already is not replaced.
*
* @param mission as it is now
* @param kept ids of the tasks that are kept
* @returns why a file could not be restored
*/
function restoreFiles(mission, kept, root, dir) {
	const ids = new Set(kept);
	for (const task of mission.tasks) {
		if (!ids.has(task.id)) continue;
		for (const path of filesOf(task, dir)) {
			const [from, to] = [join(keptFolder(dir, task.id), path), join(root, path)];
			if (lstatSync(to, { throwIfNoEntry: false }) !== void 0) continue;
			const where = `expected to restore ${path} of ${task.id} in ${root}`;
			if (!staysInside(root, path)) return refused(`${where}, found a link that leads out of it`);
			try {
				makeFolder(dirname(to));
				if (isInGit(relative(realpathSync.native(root), realpathSync.native(dirname(to))))) return refused(`${where}, found a link that leads into a git directory`);
				if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
				else {
					copyFileSync(from, to, constants.COPYFILE_EXCL);
					chmodSync(to, lstatSync(from).mode & 511);
				}
			} catch (error) {
				return refused(`${where}, found ${errorText(error)}`);
			}
		}
	}
}
/** True if there is something at `path` that is not a regular file with the content of `archived`, or a link like it. */
function isOther(path, archived) {
	const stats = lstatSync(path, { throwIfNoEntry: false });
	if (stats === void 0) return false;
	if (lstatSync(archived).isSymbolicLink()) return !stats.isSymbolicLink() || readlinkSync(path) !== readlinkSync(archived);
	return !stats.isFile() || stats.size !== lstatSync(archived).size || !isSame(path, archived);
}
function isSame(one, other) {
	const files = [openSync(one, "r"), openSync(other, "r")];
	try {
		const buffers = [Buffer.alloc(chunkBytes), Buffer.alloc(chunkBytes)];
		for (let position = 0;;) {
			const read = readSync(files[0], buffers[0], 0, chunkBytes, position);
			if (read !== readSync(files[1], buffers[1], 0, chunkBytes, position)) return false;
			if (!buffers[0].subarray(0, read).equals(buffers[1].subarray(0, read))) return false;
			if (read === 0) return true;
			position += read;
		}
	} finally {
		for (const file of files) closeSync(file);
	}
}

export { tasksWithoutFiles as n, restoreFiles as t };