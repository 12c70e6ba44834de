// src/report/clean-text.ts
/** Escape sequences of terminals: colours, cursor movement, window titles, hyperlinks. */
const terminalSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
/** Control characters but tab and line feed, bidirectional controls, invisible tags, byte order mark, lone surrogates. */
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
/** Text of others without what could reorder, hide or steer; lines end with a line feed. */
function cleanText(text) {
	return text.replace(terminalSequences, "").replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(invisible, "");
}
/** The same on one line: every run of blanks is one space. */
function cleanLine(text) {
	return cleanText(text).replace(/\s+/g, " ").trim();
}

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

export { cleanText as i, mutedBlock as n, cleanLine as r, inertLines as t };