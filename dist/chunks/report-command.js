import { r as renderFolder } from "./render-folder.js";
import { i as UsageError, n as printError, o as onlyPositional, r as EXIT, s as parse, t as print } from "./print.js";

// src/terminal/report-command.ts
/** `mission report DIR` */
function reportCommand(argv) {
	const { positionals } = parse(argv, {});
	const dir = onlyPositional(positionals, "the folder of one run");
	const rendered = renderFolder(dir);
	if (rendered.type === "unreadable") throw new UsageError(rendered.message);
	for (const problem of rendered.problems) printError(`mission: ${problem}\n`);
	print(`Reports: ${dir}/final-report.md\n`);
	return rendered.problems.length === 0 ? EXIT.succeeded : EXIT.broken;
}

export { reportCommand };