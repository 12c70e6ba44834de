import { n as staysInside } from "./inside-root.js";
import { lstatSync } from "node:fs";
import { resolve } from "node:path";

// src/process/deliverable.ts
const absent = "absent";
/**
* The state of a deliverable. Nothing is followed: a symbolic link, or a path that leaves the root through one, counts
* as absent, so that no report is ever read from or written to elsewhere.
*
* The change time is part of it, because content can be rewritten with the same size and the old modification time.
*/
function deliverableState(root, path) {
	if (!staysInside(root, path)) return absent;
	const stats = statOf(resolve(root, path));
	return stats?.isFile() === true ? `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : absent;
}
/** True when there is a file now and it is not the one that was there before. */
function wasWritten(before, now) {
	return now !== absent && now !== before;
}
function statOf(path) {
	try {
		return lstatSync(path, {
			bigint: true,
			throwIfNoEntry: false
		});
	} catch {
		return;
	}
}

export { wasWritten as n, deliverableState as t };