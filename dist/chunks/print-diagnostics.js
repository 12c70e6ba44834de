import { n as drawDiagnostics } from "./draw-diagnostic.js";
import { r as wantsColor, u as printErrorOfOthers } from "./mission.js";

// src/terminal/print-diagnostics.ts
/** Draws findings on standard error, in colour where a person is likely to look. */
function printDiagnostics(diagnostics, text) {
	if (diagnostics.length === 0) return;
	const color = wantsColor(process.stderr.isTTY === true, process.env);
	printErrorOfOthers(drawDiagnostics(diagnostics, text, { color }));
}

export { printDiagnostics as t };