import { t as inertLines } from "./inert-text.js";

// src/terminal/print.ts
/** Writes to standard output. A reader that went away (`| head`) must not end the run: its output is dropped. */
function print(text) {
	process.stdout.write(text, ignore);
}
/**
* Writes what tasks have printed, or what names them. On a runner no line of it may be, or hold, a workflow command.
*/
function printOfOthers(text) {
	print(inertOnRunner(text));
}
/** Writes to standard error. */
function printError(text) {
	process.stderr.write(text, ignore);
}
/** The same on standard error, which a runner reads too. */
function printErrorOfOthers(text) {
	printError(inertOnRunner(text));
}
function inertOnRunner(text) {
	if (process.env.GITHUB_ACTIONS === void 0) return text;
	return `${inertLines(text.replace(/\n$/, "")).join("\n")}\n`;
}
function ignore() {}
process.stdout.on("error", ignore);
process.stderr.on("error", ignore);

export { printOfOthers as i, printError as n, printErrorOfOthers as r, print as t };