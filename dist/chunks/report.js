const require_mission = require("./mission.js");
const require_rename_former_files = require("./rename-former-files.js");
const require_render = require("./render.js");
const require_redact_killed_run = require("./redact-killed-run.js");
const require_run_folder = require("./run-folder.js");
let node_path = require("node:path");

// src/terminal/commands/report.ts
async function reportCommand(argv) {
	const { positionals } = require_mission.parse(argv, {});
	const dir = require_run_folder.runFolder(positionals);
	require_mission.limitHeapForJournal((0, node_path.join)(dir, require_mission.JOURNAL));
	const isOver = !isRunning(dir);
	if (isOver) require_mission.printStopped(await require_mission.stopEarlierRun(dir));
	const journal = require_render.loadEvents(dir);
	if (isOver && journal.type === "loaded") require_rename_former_files.renameFormerFiles(dir, journal.report);
	if (isOver) await redactLogsOfKilledRun(dir, journal);
	const rendered = require_render.renderFolder(dir, journal);
	if (rendered.type === "unreadable") throw new require_mission.UsageError(rendered.message);
	for (const problem of rendered.problems) require_mission.printUntrustedError(`mission: ${problem}\n`);
	if (!rendered.report.finished && !isRunning(dir)) require_mission.printError("mission: this run was killed before its end; the reports show the tasks of that moment as running\n");
	require_mission.printUntrusted(`Reports: ${require_mission.pastedPath(`${dir}/final-report.md`)}\n`);
	return rendered.problems.length === 0 ? require_mission.EXIT.succeeded : require_mission.EXIT.broken;
}
async function redactLogsOfKilledRun(dir, loaded) {
	if (loaded.type !== "loaded") return;
	const { mission, finished } = loaded.report;
	if (finished) return;
	const warn = (message) => require_mission.printUntrustedError(`mission: ${message}\n`);
	await require_redact_killed_run.redactKilledRun({
		mission,
		events: loaded.events,
		dir,
		environment: process.env,
		caller: "another",
		problem: warn
	});
}
function isRunning(dir) {
	const identity = require_mission.readIdentity(dir);
	return identity !== void 0 && require_mission.isAlive(identity, dir);
}

exports.reportCommand = reportCommand;