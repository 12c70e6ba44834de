import { fr as writeFileAtomically } from "./mission.js";
import { createReadStream, lstatSync } from "node:fs";
import { relative, sep } from "node:path";
import { createHash } from "node:crypto";

// src/run/archive/file-list.ts
/** Its name in the run's folder. */
const FILE_LIST = "files.json";
/**
* Lists files with their digests and modes in `files.json` of the run's folder. Throws the error of the file system.
*
* @param files absolute paths of regular files below `dir`
*/
async function writeFileList(dir, files) {
	const listed = {};
	for (const file of files) {
		const hash = createHash("sha256");
		for await (const chunk of createReadStream(file)) hash.update(chunk);
		listed[relative(dir, file).split(sep).join("/")] = {
			sha256: hash.digest("hex"),
			mode: lstatSync(file).mode & 511
		};
	}
	writeFileAtomically(`${dir}${sep}${FILE_LIST}`, `${JSON.stringify({
		version: 1,
		files: listed
	}, null, 2)}\n`);
}
/** The files of a list by their paths from the run's folder. Empty if the text is not such a list. Never throws. */
function parseFileList(text) {
	try {
		const value = JSON.parse(text);
		const files = isObject(value) && value.version === 1 && isObject(value.files) ? value.files : {};
		return new Map(Object.entries(files).flatMap(([path, file]) => isObject(file) && typeof file.sha256 === "string" && typeof file.mode === "number" ? [[path, {
			sha256: file.sha256,
			mode: file.mode & 511
		}]] : []));
	} catch {
		return /* @__PURE__ */ new Map();
	}
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export { parseFileList as n, writeFileList as r, FILE_LIST as t };