import { parseArgs } from "node:util";

// src/terminal/arguments.ts
/** A command line that cannot be carried out; the message says what was expected and found. */
var UsageError = class extends Error {};
/** `parseArgs` with the options that every command knows. */
function parse(argv, options) {
	return parseArgs({
		args: [...argv],
		allowPositionals: true,
		options: {
			...options,
			help: { type: "boolean" },
			version: { type: "boolean" }
		}
	});
}
/** The one file or folder that a command is about. */
function onlyPositional(positionals, what) {
	const [first, ...more] = positionals;
	if (first === void 0 || first === "" || more.length > 0) throw new UsageError(`expected ${what}, found ${positionals.length === 0 ? "none" : positionals.join(" ")}`);
	return first;
}
/** One of a few words. */
function oneOf(name, words, value) {
	if (value === void 0) return void 0;
	const found = words.find((word) => word === value);
	if (found === void 0) throw new UsageError(`expected --${name} to be one of ${words.join(", ")}, found ${JSON.stringify(value)}`);
	return found;
}

// src/terminal/exit-codes.ts
/** What the command line ends with. */
const EXIT = {
	succeeded: 0,
	/** The mission ran and did not succeed. */
	failed: 1,
	/** The mission file or the command line is wrong: nothing was run. */
	invalid: 2,
	/** Our own failure, such as a journal that cannot be written. */
	broken: 3,
	interrupted: 130
};

export { parse as a, onlyPositional as i, UsageError as n, oneOf as r, EXIT as t };