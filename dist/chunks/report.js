import { B as readIdentity, C as loadEvents, L as isAlive, Rn as plural, S as hideSecrets, f as printError, g as UsageError, h as EXIT, m as printUntrustedError, p as printUntrusted, v as onlyPositional, w as renderFolder, x as stopEarlierRun, y as parse } from "./mission.js";

// src/terminal/commands/report.ts
/** `mission report DIR` */
async function reportCommand(argv) {
	const { positionals } = parse(argv, {});
	const dir = onlyPositional(positionals, "the folder of one run");
	const isOver = !runs(dir);
	if (isOver) {
		const left = await stopEarlierRun(dir);
		if (left.length > 0) printError(`mission: stopped what the killed run had left: ${plural(left.length, "process", "processes")}\n`);
	}
	const journal = loadEvents(dir);
	if (isOver) await hideWhatWasLeft(dir, journal);
	const rendered = renderFolder(dir, journal);
	if (rendered.type === "unreadable") throw new UsageError(rendered.message);
	for (const problem of rendered.problems) printUntrustedError(`mission: ${problem}\n`);
	if (!rendered.report.finished && !runs(dir)) printError("mission: this run was killed before its end: what ran then stands there as still running\n");
	printUntrusted(`Reports: ${dir}/final-report.md\n`);
	return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}
/** A run that was killed had no time to mask the logs of what ran then. */
async function hideWhatWasLeft(dir, loaded) {
	if (loaded.type !== "loaded") return;
	const { mission, finished } = loaded.report;
	if (finished) return;
	const tell = (message) => printUntrustedError(`mission: ${message}\n`);
	await hideSecrets(mission, loaded.events, dir, process.env, "another", tell);
}
function runs(dir) {
	const identity = readIdentity(dir);
	return identity !== void 0 && isAlive(identity, dir);
}

export { reportCommand };