import { t as errorCode } from "./error-code.js";
import { realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";

// src/process/inside-root.ts
/**
* Whether a path, relative to `root` or absolute, stays inside of it once symbolic links are followed. The last part
* itself is not followed, and what does not exist yet is judged by the nearest folder above that does.
*/
function staysInside(root, path) {
	const absolute = resolve(root, path);
	const parent = dirname(absolute);
	try {
		return absolute !== resolve(root) && isInside(realpathSync.native(root), nearestReal(parent));
	} catch {
		return false;
	}
}
/** Both absolute and free of symbolic links; a folder is inside of itself. */
function isInside(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
/** Throws what `realpath` throws, except that a missing part is skipped upwards. */
function nearestReal(folder) {
	try {
		return realpathSync.native(folder);
	} catch (error) {
		const above = dirname(folder);
		if (errorCode(error) !== "ENOENT" || above === folder) throw error;
		return nearestReal(above);
	}
}

export { staysInside as n, isInside as t };