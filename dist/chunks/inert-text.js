import { n as cleanText } from "./clean-text.js";

// src/report/inert-text.ts
/** Longer lines slow the runner down. */
const maximumLineLength = 6e3;
const zeroWidthSpace = "​";
/** Text of others as lines that the runner only prints: no line is, or holds, a workflow command. */
function inertLines(text) {
	return cleanText(text).split("\n").map(inertLine);
}
function inertLine(line) {
	const cut = line.length > 6e3 ? line.slice(0, maximumLineLength) : line;
	const inert = cut.replaceAll("##[", `##${zeroWidthSpace}[`).replace(/^(\s*)::/, `$1${zeroWidthSpace}::`);
	return line.length > cut.length ? `${inert} … (${line.length - cut.length} more characters)` : inert;
}
/**
* The lines between a pair of stop-commands: a second lock on the door, for commands that a later runner may know.
* `makeToken` is asked again until the text does not hold what it gave: who knows the token could end the silence.
*/
function mutedBlock(lines, makeToken) {
	const body = lines.map((line) => `${line}\n`).join("");
	let token = makeToken();
	while (body.includes(token)) token = makeToken();
	return `::stop-commands::${token}\n${body}::${token}::\n`;
}

export { mutedBlock as n, inertLines as t };