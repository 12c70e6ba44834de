const require_mission = require("./mission.js");

// src/terminal/commands/arguments/number-option.ts
const CPUS = {
	from: .1,
	to: 4096
};
function numberOption(name, range, value) {
	if (value === void 0) return void 0;
	const found = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
	const { from, to = Number.MAX_SAFE_INTEGER, whole = false } = range;
	if (found >= from && found <= to && (!whole || Number.isInteger(found))) return found;
	const kind = whole ? "a whole number" : "a number";
	const which = range.to === void 0 ? `of at least ${from}` : `from ${from} to ${range.to}`;
	throw new require_mission.UsageError(`expected --${name} to be ${kind} ${which}, found ${JSON.stringify(value)}`);
}

Object.defineProperty(exports, "CPUS", {
  enumerable: true,
  get: function () {
    return CPUS;
  }
});
Object.defineProperty(exports, "numberOption", {
  enumerable: true,
  get: function () {
    return numberOption;
  }
});