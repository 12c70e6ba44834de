import { c as setOutput, n as endGroup, u as startGroup } from "./core.js";
import { c as linkArtifact, d as saveMilestone, p as artifactUrl } from "./task-output.js";

// src/github/end-process.ts
/**
* Exits once everything that was written to standard output has been flushed. An abandoned upload keeps timers and sockets
* that would hold the process for minutes, and the pipe to the runner may still be full.
*/
function endProcess() {
	process.stdout.write("", () => process.exit());
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

export { endProcess as n, publishPart as t };