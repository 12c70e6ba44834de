import { t as errorCode } from "./error-code.js";
import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

// src/process/make-folder.ts
/**
* Makes a folder and those above it that are missing. Throws what the system says. Node's own `recursive` never comes
* back where a folder exists that nothing can be made in, such as `/proc` (seen with Node 20 and 24).
*/
function makeFolder(path) {
	const missing = [];
	let folder = resolve(path);
	for (; !isThere(folder); folder = dirname(folder)) missing.push(folder);
	if (missing.length === 0 && !statSync(folder).isDirectory()) mkdirSync(folder);
	for (const next of missing.reverse()) try {
		mkdirSync(next);
	} catch (error) {
		if (errorCode(error) !== "EEXIST") throw error;
	}
}
function isThere(path) {
	return statSync(path, { throwIfNoEntry: false }) !== void 0;
}

export { makeFolder as t };