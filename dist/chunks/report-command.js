import { r as renderFolder } from "./render-folder.js";
import { n as isAlive, r as readIdentity } from "./run-folder.js";
import { a as UsageError, c as parse, i as EXIT, n as printError, s as onlyPositional, t as print } from "./print.js";

// src/terminal/report-command.ts
/** `mission report DIR` */
function reportCommand(argv) {
	const { positionals } = parse(argv, {});
	const dir = onlyPositional(positionals, "the folder of one run");
	const rendered = renderFolder(dir);
	if (rendered.type === "unreadable") throw new UsageError(rendered.message);
	for (const problem of rendered.problems) printError(`mission: ${problem}\n`);
	if (!rendered.report.finished && !runs(dir)) printError("mission: this run was killed before its end: what ran then stands there as still running\n");
	print(`Reports: ${dir}/final-report.md\n`);
	return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}
function runs(dir) {
	const identity = readIdentity(dir);
	return identity !== void 0 && isAlive(identity);
}

export { reportCommand };