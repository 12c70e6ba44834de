import { hi as timelineOf } from "./mission.js";
import { join } from "node:path";

// src/github/outputs.ts
/** The outputs of the step by their names in action.yml. Those of the artifact are set after its upload. */
function outputsOf(report, dir) {
	const { counts } = report;
	return {
		result: report.result ?? "failed",
		succeeded: String(counts.succeeded),
		failed: String(counts.failed + counts["timed-out"] + counts.cancelled),
		skipped: String(counts.skipped + counts["not-needed"]),
		duration: (report.duration / 1e3).toFixed(1),
		"saved-percent": timelineOf(report).savedAgainstForkJoin.toFixed(1),
		"report-path": join(dir, "final-report.md"),
		dir
	};
}

export { outputsOf as t };