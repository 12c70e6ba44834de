import { $ as pastedPath, B as loadEvents, C as printUntrusted, O as EXIT, P as parse, S as printError, V as renderFolder, Yr as limitHeap, _t as readIdentity, et as redactKilledRun, j as UsageError, mt as isAlive, u as printStopped, w as printUntrustedError, z as stopEarlierRun } from "./mission.js";
import { t as renameFormerFiles } from "./rename-former-files.js";
import { t as runFolder } from "./run-folder.js";

// src/terminal/commands/report.ts
/** `mission report [DIR]` */
async function reportCommand(argv) {
	limitHeap();
	const { positionals } = parse(argv, {});
	const dir = runFolder(positionals);
	const isOver = !isRunning(dir);
	if (isOver) printStopped(await stopEarlierRun(dir));
	const journal = loadEvents(dir);
	if (isOver && journal.type === "loaded") renameFormerFiles(dir, journal.report);
	if (isOver) await redactLogsOfKilledRun(dir, journal);
	const rendered = renderFolder(dir, journal);
	if (rendered.type === "unreadable") throw new UsageError(rendered.message);
	for (const problem of rendered.problems) printUntrustedError(`mission: ${problem}\n`);
	if (!rendered.report.finished && !isRunning(dir)) printError("mission: this run was killed before its end; the reports show the tasks of that moment as running\n");
	printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
	return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}
/** A run that was killed has not redacted the logs of the tasks that were running. */
async function redactLogsOfKilledRun(dir, loaded) {
	if (loaded.type !== "loaded") return;
	const { mission, finished } = loaded.report;
	if (finished) return;
	const warn = (message) => printUntrustedError(`mission: ${message}\n`);
	await redactKilledRun({
		mission,
		events: loaded.events,
		dir,
		environment: process.env,
		caller: "another",
		problem: warn
	});
}
function isRunning(dir) {
	const identity = readIdentity(dir);
	return identity !== void 0 && isAlive(identity, dir);
}

export { reportCommand };