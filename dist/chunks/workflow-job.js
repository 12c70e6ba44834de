// src/github/attempts/workflow-job.ts
/** The step that runs the action; undefined outside of a workflow run. */
function workflowJob(environment) {
	const { GITHUB_RUN_ID: runId = "", GITHUB_JOB: job = "", GITHUB_ACTION: step = "", GITHUB_SHA: commit = "" } = environment;
	if (runId === "") return void 0;
	const attempt = Number(environment.GITHUB_RUN_ATTEMPT || "1");
	return {
		runId,
		attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1,
		job,
		step,
		commit
	};
}
/** Why a run is not an earlier attempt of this step, as a clause; undefined if it is one. */
function otherThan(now, earlier) {
	if (earlier === void 0) return "its journal does not say in which job it ran";
	if (earlier.runId !== now.runId) return `it is of workflow run ${earlier.runId}`;
	if (earlier.job !== now.job) return `it is of job ${earlier.job}`;
	if (earlier.step !== now.step) return `it is of step ${earlier.step}`;
	if (earlier.commit !== now.commit) return `it is of commit ${earlier.commit}`;
	return earlier.attempt < now.attempt ? void 0 : `it is of attempt ${earlier.attempt}`;
}

export { workflowJob as n, otherThan as t };