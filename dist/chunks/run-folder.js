import { $ as pastedPath, B as loadEvents, Ji as formatDuration, d as listRuns, j as UsageError, m as chooseFolder, p as PLAIN_FOLDER, w as printUntrustedError } from "./mission.js";
import { statSync } from "node:fs";
import { resolve } from "node:path";

// src/terminal/commands/arguments/run-folder.ts
/**
* The folder of the run that a command is for: the given folder, the default folder of the given mission file, or without an argument the
* last run in a default folder. Says on standard error which run was found. Throws `UsageError`.
*
* @param here absolute; the current folder
* @param now milliseconds since the epoch
*/
function runFolder(positionals, here = process.cwd(), now = Date.now()) {
	const [given, ...more] = positionals;
	if (given === "" || more.length > 0) throw new UsageError(`expected the folder of one run or a mission file, found ${positionals.join(" ")}`);
	if (given !== void 0 && !isMissionFile(given)) return given;
	const runs = listRuns(here);
	const found = given === void 0 ? runs[0] : runs.find((run) => isOf(run, given, here));
	if (found === void 0) throw new UsageError(noneFound(given, runs, now));
	printUntrustedError(`mission: ${described(given, found, now)}\n`);
	return found.dir;
}
function isMissionFile(given) {
	const stats = statSync(given, { throwIfNoEntry: false });
	return stats === void 0 ? /\.ya?ml$/.test(given) : stats.isFile();
}
/** `.mission` is the folder of any mission that was started in this folder: its journal names the file. */
function isOf(run, file, here) {
	if (run.dir !== ".mission") return run.dir === chooseFolder(file, here).dir;
	const loaded = loadEvents(run.dir);
	return loaded.type === "loaded" && resolve(here, loaded.report.file) === resolve(here, file);
}
function described(given, { dir, at, isOld }, now) {
	const which = given === void 0 ? "the last run" : `the last run of ${given}`;
	const origin = isOld ? ", the default folder of earlier versions" : "";
	return `${which} is in ${pastedPath(dir)}${origin}; it was last written ${age(at, now)}`;
}
function noneFound(given, runs, now) {
	const what = given === void 0 ? "a run" : `a run of ${given}`;
	const found = runs.map(({ dir, at }) => `${pastedPath(dir)} (${age(at, now)})`).slice(0, 5);
	return `expected ${what} in a default folder, found ${found.length === 0 ? "none" : `only ${found.join(", ")}`}; name the folder that \`mission run --dir\` wrote to`;
}
function age(at, now) {
	return now - at < 1e3 ? "just now" : `${formatDuration(now - at)} ago`;
}

export { runFolder as t };