import { t as inertLines } from "./inert-text.js";

// src/terminal/print.ts
/** Writes to standard output. A reader that went away (`| head`) must not end the run: its output is dropped. */
function print(text) {
	process.stdout.write(Buffer.from(text), ignore);
}
/**
* Writes what tasks have printed, or what names them. On a runner no line of it may be, or hold, a workflow command.
*/
function printOfOthers(text) {
	print(inertOnRunner(text));
}
/** True while a megabyte or more has been printed that nobody has read yet. */
function outputWaits() {
	return process.stdout.writableLength > 1048576;
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

export { printOfOthers as a, printErrorOfOthers as i, print as n, printError as r, outputWaits as t };