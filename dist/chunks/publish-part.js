import { c as setOutput, n as endGroup, u as startGroup } from "./core.js";
import { Bt as logFile, Ii as hasFailed, Q as failureLines, Qi as plural, Z as failureDetails, at as escapeWorkflowCommands, ii as titleOf } from "./mission.js";
import { c as groupedLines, d as printUntrusted, i as artifactUrl, l as logOf, m as saveMilestone, r as linkArtifact, s as cutNotice, u as printLines } from "./publish.js";

// src/github/end-process.ts
/**
* Exits once everything that was written to standard output has been flushed. An abandoned upload keeps timers and sockets
* that would hold the process for minutes, and the pipe to the runner may still be full.
*/
function endProcess() {
	process.stdout.write("", () => process.exit());
}

// src/github/log/live-log.ts
/** Printed bytes that the reader of the log has not taken yet. Beyond them, output is left out, so that memory stays bounded. */
const mostWaiting = 16777216;
/**
* @param dir folder of the run
* @param waiting printed bytes that have not been read yet
*/
function createLiveLog(dir, waiting = () => process.stdout.writableLength) {
	let opened = 0;
	return { print: (event, report, lines) => {
		const task = event.type === "ended" ? report.tasks.get(event.id) : void 0;
		if (task?.started === void 0) {
			printProgress(lines);
			return;
		}
		const tail = logOf(task, dir, groupedLines);
		if (tail !== void 0 && waiting() > mostWaiting) {
			printProgress([...lines, `         (its output is in ${logFile(task.task.id)}: the log is read too slowly)`]);
			return;
		}
		if (hasFailed(task.status) && !task.task.continueOnError && opened < 20) {
			opened++;
			printFailure(task, lines, tail);
		} else if (tail === void 0) printProgress(lines);
		else printGroup(lines, [...cutNotice(tail, task), ...tail.lines]);
	} };
}
/** What failed, why and where, without the output, for the end of the log. */
function printFailureSummary(report) {
	const lines = failureLines(report, ".", 20);
	if (lines.length > 0) printUntrusted(["", ...lines].join("\n"));
}
function printProgress(lines) {
	for (const line of lines) printUntrusted(line);
}
/** The progress line is the title of the group, so that a task that succeeded takes one line. */
function printGroup(titles, lines) {
	printProgress(titles.slice(0, -1));
	startGroup(escapeWorkflowCommands(titles.at(-1) ?? "").join(" "));
	printLines(lines);
	endGroup();
}
/** The reason, the other failed test cases, and the end of the log, all of them open. Earlier lines are in a collapsed group. */
function printFailure(task, progress, tail) {
	printProgress(progress);
	const open = tail?.lines.slice(-60) ?? [];
	printProgress(failureDetails(task, open.join("\n")));
	if (tail === void 0) return;
	const earlier = tail.lines.slice(0, -60);
	const notice = cutNotice(tail, task);
	if (earlier.length > 0) {
		printGroup([`${titleOf(task.task)}: ${plural(earlier.length, "earlier line")}`], [...notice, ...earlier]);
		printLines(open);
	} else printLines([...notice, ...open]);
	printUntrusted("");
}

// src/github/publish-part.ts
/**
* Uploads the artifact of a part, which other parts need, in place of the reports: it contains them.
*
* @returns why that failed: sentences; undefined if it succeeded, or if the step is cancelled and `post` uploads
*/
async function publishPart({ dir, settings, environment, logs = true }, limit, signal) {
	const { uploadPart } = await import("./upload-part.js");
	const { retentionDays } = settings;
	startGroup("Uploading the artifact of this part");
	const outcome = await uploadPart({
		dir,
		environment,
		retentionDays,
		withLogs: logs,
		limit,
		signal
	});
	endGroup();
	switch (outcome.type) {
		case "uploaded": {
			const url = artifactUrl(outcome.id, environment);
			setOutput("artifact-id", String(outcome.id));
			setOutput("artifact-url", url);
			linkArtifact(environment.GITHUB_STEP_SUMMARY, outcome.name, url);
			saveMilestone("uploaded");
			return;
		}
		case "failed":
			saveMilestone("uploaded");
			return `The artifact of this part could not be uploaded: ${outcome.why}. Parts that need it cannot run. The reports are in ${dir}.`;
		case "cut": return;
		default: return outcome;
	}
}

export { endProcess as i, createLiveLog as n, printFailureSummary as r, publishPart as t };