import { Lr as freeSpace } from "./mission.js";
import { n as digestOf, r as readTar, t as InvalidArchiveError } from "./tar.js";
import { constants, copyFileSync, lstatSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";

// src/run/fleet/unpack.ts
/** Bytes that stay free, for logs and reports. */
const reserve = 64 * 1024 ** 2;
/**
* Unpacks the archive of a part into a new folder, and checks all digests. Links are not made: they are in the result. Throws
* `InvalidArchiveError`, or the system's error.
*
* @param staging absolute; empty
* @param room bytes that may be written
*/
async function unpackPart(tar, { tar: digest, files }, staging, room = (freeSpace(staging) ?? Number.POSITIVE_INFINITY) - reserve) {
	if (await digestOf(tar) !== digest) throw new InvalidArchiveError("an archive whose digest is not that in its part.json: it was cut or changed");
	let bytes = 0;
	const read = await readTar(tar, { place: ({ path, kind, size }) => {
		bytes += size;
		if (bytes > room) throw new InvalidArchiveError("more bytes than the disk has space for");
		if (kind === "link") return void 0;
		const to = join(staging, ...path.split("/"));
		mkdirSync(dirname(to), { recursive: true });
		return to;
	} });
	const changed = Object.entries(read.files).find(([path, value]) => !Object.hasOwn(files, path) || files[path] !== value);
	if (changed !== void 0) throw new InvalidArchiveError(`the file ${JSON.stringify(changed[0])} with another digest than in its part.json`);
	const missing = Object.keys(files).find((path) => !Object.hasOwn(read.files, path));
	if (missing !== void 0) throw new InvalidArchiveError(`an archive without the file ${JSON.stringify(missing)} of its part.json`);
	return read;
}
/**
* Puts the files that a task has kept to their paths in the root. A file or link in their place is replaced. Throws
* `InvalidArchiveError` if there is a folder in place of a file, or a link or a file in place of a folder.
*
* @param stem of the task
* @param staging where the archive was unpacked
*/
function placeFiles(entries, stem, staging, root) {
	const prefix = `files/${stem}/`;
	for (const { path, kind, target } of entries) {
		if (!path.startsWith(prefix)) continue;
		const parts = path.slice(prefix.length).split("/");
		const to = join(root, ...parts);
		makeFolders(root, parts.slice(0, -1));
		if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory() === true) throw new InvalidArchiveError(`the file ${parts.join("/")}, where this checkout has a folder`);
		rmSync(to, { force: true });
		if (kind === "link") symlinkSync(target.split("/").join(sep), to);
		else copyFileSync(join(staging, ...path.split("/")), to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
	}
}
/** Each must be a real folder: through a link, files would land elsewhere. */
function makeFolders(root, parts) {
	let folder = root;
	for (const part of parts) {
		folder = join(folder, part);
		const stats = lstatSync(folder, { throwIfNoEntry: false });
		if (stats?.isDirectory() === true) continue;
		if (stats !== void 0) throw new InvalidArchiveError(`files below ${parts.join("/")}, where this checkout has a ${stats.isSymbolicLink() ? "link" : "file"}`);
		mkdirSync(folder);
	}
}

export { unpackPart as n, placeFiles as t };