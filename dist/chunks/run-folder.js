const require_mission = require("./mission.js");
const require_render = require("./render.js");
let node_path = require("node:path");

// src/terminal/commands/arguments/run-folder.ts
function runFolder(positionals, here = process.cwd(), now = Date.now()) {
	const [given, ...more] = positionals;
	if (given === "" || more.length > 0) throw new require_mission.UsageError(`expected the folder of one run or a mission file, found ${positionals.join(" ")}`);
	if (given !== void 0 && !isMissionFile(given)) return given;
	const runs = require_mission.listRuns(here);
	const found = given === void 0 ? runs[0] : runs.find((run) => isOf(run, given, here));
	if (found === void 0) throw new require_mission.UsageError(noneFound(given, runs, now));
	require_mission.printUntrustedError(`mission: ${described(given, found, now)}\n`);
	return found.dir;
}
function isMissionFile(given) {
	const stats = require_mission.lookThrough(given);
	return stats === void 0 ? /\.ya?ml$/.test(given) : stats.isFile();
}
function isOf(run, file, here) {
	if (run.dir !== ".mission") return run.dir === require_mission.chooseFolder(file, here).dir;
	const loaded = require_render.loadEvents(run.dir);
	return loaded.type === "loaded" && (0, node_path.resolve)(here, loaded.report.file) === (0, node_path.resolve)(here, file);
}
function described(given, { dir, at, isOld }, now) {
	const which = given === void 0 ? "the last run" : `the last run of ${given}`;
	const origin = isOld ? ", the default folder of earlier versions" : "";
	return `${which} is in ${require_mission.pastedPath(dir)}${origin}; it was last written ${age(at, now)}`;
}
function noneFound(given, runs, now) {
	const what = given === void 0 ? "a run" : `a run of ${given}`;
	const found = runs.map(({ dir, at }) => `${require_mission.pastedPath(dir)} (${age(at, now)})`).slice(0, 5);
	return `expected ${what} in a default folder, found ${found.length === 0 ? "none" : `only ${found.join(", ")}`}; ${found.length === 0 ? `start one with \`mission run ${given ?? "FILE"}\`, or ` : ""}name the folder that \`mission run --dir\` wrote to`;
}
function age(at, now) {
	return now - at < 1e3 ? "just now" : `${require_mission.formatDuration(now - at)} ago`;
}

Object.defineProperty(exports, "runFolder", {
  enumerable: true,
  get: function () {
    return runFolder;
  }
});