import { o as drawDiagnostics } from "./load-mission.js";
import { r as printErrorOfOthers } from "./print.js";

// src/terminal/print-diagnostics.ts
/** Draws findings on standard error, in colour where a person is likely to look. */
function printDiagnostics(diagnostics, text) {
	if (diagnostics.length === 0) return;
	printErrorOfOthers(drawDiagnostics(diagnostics, text, { color: wantsColor() }));
}
/** `NO_COLOR` and `FORCE_COLOR` as no-color.org and Node do; else a terminal that is not a runner's. */
function wantsColor() {
	const { NO_COLOR, FORCE_COLOR, TERM, GITHUB_ACTIONS } = process.env;
	if (NO_COLOR !== void 0 && NO_COLOR !== "") return false;
	if (FORCE_COLOR !== void 0) return FORCE_COLOR !== "0";
	return process.stderr.isTTY === true && TERM !== "dumb" && GITHUB_ACTIONS === void 0;
}

export { printDiagnostics as t };