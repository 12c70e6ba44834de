const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
const require_tar = require("./tar.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/run/fleet/unpack.ts
var unpack_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ unpackPart: () => unpackPart });
const reserve = 64 * 1024 ** 2;
async function unpackPart(tar, { tar: digest, files }, staging, room = (require_mission.freeSpace(staging) ?? Number.POSITIVE_INFINITY) - reserve) {
	if (await require_tar.digestOf(tar) !== digest) throw new require_tar.InvalidArchiveError("an archive whose digest is not that in its part.json: it was cut or changed");
	let bytes = 0;
	const made = /* @__PURE__ */ new Set();
	const read = await require_tar.readTar(tar, { place: ({ path, kind, size }) => {
		bytes += size;
		if (bytes > room) throw new require_tar.InvalidArchiveError("more bytes than the disk has space for");
		if (kind === "link") return void 0;
		const to = (0, node_path.join)(staging, ...path.split("/"));
		const folder = (0, node_path.dirname)(to);
		if (!made.has(folder)) (0, node_fs.mkdirSync)(folder, { recursive: true });
		made.add(folder);
		return to;
	} });
	const changed = Object.entries(read.files).find(([path, value]) => !Object.hasOwn(files, path) || files[path] !== value);
	if (changed !== void 0) throw new require_tar.InvalidArchiveError(`the file ${JSON.stringify(changed[0])} with another digest than in its part.json`);
	const missing = Object.keys(files).find((path) => !Object.hasOwn(read.files, path));
	if (missing !== void 0) throw new require_tar.InvalidArchiveError(`an archive without the file ${JSON.stringify(missing)} of its part.json`);
	return read;
}
function placeFiles(entries, stem, staging, root) {
	const prefix = `files/${stem}/`;
	for (const { path, kind, target } of entries) {
		if (!path.startsWith(prefix)) continue;
		const parts = path.slice(prefix.length).split("/");
		const to = (0, node_path.join)(root, ...parts);
		makeFolders(root, parts.slice(0, -1));
		if ((0, node_fs.lstatSync)(to, { throwIfNoEntry: false })?.isDirectory() === true) throw new require_tar.InvalidArchiveError(`the file ${parts.join("/")}, where this checkout has a folder`);
		(0, node_fs.rmSync)(to, { force: true });
		if (kind === "link") (0, node_fs.symlinkSync)(target.split("/").join(node_path.sep), to);
		else (0, node_fs.copyFileSync)((0, node_path.join)(staging, ...path.split("/")), to, node_fs.constants.COPYFILE_EXCL | node_fs.constants.COPYFILE_FICLONE);
	}
}
function makeFolders(root, parts) {
	let folder = root;
	for (const part of parts) {
		folder = (0, node_path.join)(folder, part);
		const stats = (0, node_fs.lstatSync)(folder, { throwIfNoEntry: false });
		if (stats?.isDirectory() === true) continue;
		if (stats !== void 0) throw new require_tar.InvalidArchiveError(`files below ${parts.join("/")}, where this checkout has a ${stats.isSymbolicLink() ? "link" : "file"}`);
		(0, node_fs.mkdirSync)(folder);
	}
}

Object.defineProperty(exports, "placeFiles", {
  enumerable: true,
  get: function () {
    return placeFiles;
  }
});
Object.defineProperty(exports, "unpackPart", {
  enumerable: true,
  get: function () {
    return unpackPart;
  }
});
Object.defineProperty(exports, "unpack_exports", {
  enumerable: true,
  get: function () {
    return unpack_exports;
  }
});