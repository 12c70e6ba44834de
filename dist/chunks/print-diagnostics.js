import { a as drawDiagnostics } from "./load-mission.js";
import { i as printErrorOfOthers } from "./print.js";

// src/terminal/colors.ts
/** `NO_COLOR` and `FORCE_COLOR` as no-color.org and Node do; else a terminal that is not a runner's. */
function wantsColor(isTerminal, environment) {
	const { NO_COLOR, FORCE_COLOR, TERM, GITHUB_ACTIONS } = environment;
	if (isSet(NO_COLOR)) return false;
	if (FORCE_COLOR !== void 0) return FORCE_COLOR !== "0";
	return isTerminal && TERM !== "dumb" && GITHUB_ACTIONS === void 0;
}
/**
* Whether the live panel is drawn: on a terminal that can, where nobody asks for plain lines. Who sets one of the colour
* variables, or `CI`, is going to read, record or parse lines.
*/
function wantsPanel(isTerminal, environment) {
	const { NO_COLOR, FORCE_COLOR, TERM, CI } = environment;
	const plain = isSet(NO_COLOR) || FORCE_COLOR !== void 0 || TERM === "dumb" || isSet(CI) && CI !== "false";
	return isTerminal && !plain;
}
function isSet(value) {
	return value !== void 0 && value !== "";
}

// src/terminal/print-diagnostics.ts
/** Draws findings on standard error, in colour where a person is likely to look. */
function printDiagnostics(diagnostics, text) {
	if (diagnostics.length === 0) return;
	const color = wantsColor(process.stderr.isTTY === true, process.env);
	printErrorOfOthers(drawDiagnostics(diagnostics, text, { color }));
}

export { wantsColor as n, wantsPanel as r, printDiagnostics as t };