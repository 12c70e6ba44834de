import { M as ALL_COMMANDS, N as COMMAND_GROUPS, P as GENERAL_OPTIONS } from "./mission.js";

// src/terminal/commands/help/help-text.ts
/** Columns of a line; the help of a command is read in terminals, logs and documents. */
const WIDTH = 100;
/** The help of the program: what it is for, its commands in one line each, exit codes. */
function overviewText(program) {
	const width = Math.max(...ALL_COMMANDS.map((command) => synopsis(command).length));
	return `mission: runs concurrent tasks and the tests that check them, and delays starts while the machine
is too busy

Usage: ${program} COMMAND …
       ${program} COMMAND --help   what a command does, its options and examples

${COMMAND_GROUPS.map(({ heading, commands }) => {
		return `${heading}:\n${commands.map((command) => row(synopsis(command), command.summary, width)).join("")}`;
	}).join("\n")}
General options:
${GENERAL_OPTIONS.map(({ name, text }) => row(`--${name}`, text, width)).join("")}
Exit codes: 0 succeeded, 1 mission failed, 2 invalid mission or command line, 3 Mission Runner itself failed, 130 interrupted.
`;
}
/** The help of one command. */
function commandText(command, program) {
	const { summary, details, options, examples } = command;
	const about = `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}. ${details}`.trim();
	const width = Math.min(28, Math.max(0, ...options.map((option) => flag(option).length)));
	const rows = options.map((option) => row(flag(option), option.text, width));
	return [
		`Usage: ${program} ${synopsis(command)}${options.length === 0 ? "" : " [OPTIONS]"}\n`,
		`${wrapped(about, WIDTH).join("\n")}\n`,
		...rows.length === 0 ? [] : [`Options:\n${rows.join("")}`],
		`Examples:\n${exampleRows(examples, program)}`
	].join("\n");
}
/** The command with this name; undefined if there is none. */
function findCommand(name) {
	return ALL_COMMANDS.find((command) => command.name === name);
}
function synopsis({ name, arguments: placeholders }) {
	return placeholders === "" ? name : `${name} ${placeholders}`;
}
function flag({ name, value }) {
	return value === void 0 ? `--${name}` : `--${name} ${value}`;
}
function exampleRows(examples, program) {
	return examples.map(({ line, text }) => `  # ${text}\n  ${program} ${line}\n`).join("");
}
/** A name and its text, which goes on below itself; below the name if that is too wide. */
function row(name, text, width) {
	const indent = " ".repeat(width + 4);
	const [first = "", ...more] = wrapped(text, WIDTH - indent.length);
	return [name.length > width ? `  ${name}\n${indent}${first}` : `  ${name.padEnd(width)}  ${first}`, ...more.map((line) => `${indent}${line}`)].map((line) => `${line.trimEnd()}\n`).join("");
}
function wrapped(text, width) {
	const lines = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== void 0 && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

export { findCommand as n, overviewText as r, commandText as t };