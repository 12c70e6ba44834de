import { j as UsageError } from "./mission.js";

// src/terminal/commands/arguments/number-option.ts
/** CPUs of a machine; containers have fractions of one. */
const CPUS = {
	from: .1,
	to: 4096
};
/** The number given for an option; undefined without the option. Throws `UsageError` for any other value. */
function numberOption(name, range, value) {
	if (value === void 0) return void 0;
	const found = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
	const { from, to = Number.MAX_SAFE_INTEGER, whole = false } = range;
	if (found >= from && found <= to && (!whole || Number.isInteger(found))) return found;
	const kind = whole ? "a whole number" : "a number";
	const which = range.to === void 0 ? `of at least ${from}` : `from ${from} to ${range.to}`;
	throw new UsageError(`expected --${name} to be ${kind} ${which}, found ${JSON.stringify(value)}`);
}

export { numberOption as n, CPUS as t };