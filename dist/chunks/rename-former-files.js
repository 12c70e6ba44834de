import { Gr as fileStem, Kr as formerFileStem } from "./mission.js";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

// src/run/folder/rename-former-files.ts
/**
* Renames the logs and reports in the folder of a run of an earlier version, which gave other names to the files of some ids, so that
* documents that are written again lead to them. Never throws: a file that cannot be renamed stays.
*/
function renameFormerFiles(dir, { tasks, services }) {
	for (const id of [...tasks.keys(), ...services.keys()]) {
		const [former, now] = [formerFileStem(id), fileStem(id)];
		if (former === now) continue;
		rename(join(dir, "logs", `${former}.log`), join(dir, "logs", `${now}.log`));
		rename(join(dir, "tasks", `${former}.md`), join(dir, "tasks", `${now}.md`));
	}
}
function rename(from, to) {
	try {
		if (existsSync(from) && !existsSync(to)) renameSync(from, to);
	} catch {}
}

export { renameFormerFiles as t };