// src/report/run-report.ts
function noWaits() {
	return {
		cpu: 0,
		memory: 0,
		slots: 0,
		load: 0,
		lock: 0,
		service: 0
	};
}
/** How many checks a ledger entry stands for, also while its deferral goes on. */
function deferralCount(report, decision) {
	if (decision.verdict !== "deferred" || decision.until !== void 0) return decision.count;
	return report.checks.count - decision.check + 1;
}
/** The wait split until now: what is over and what goes on. */
function waitedSoFar(report, task) {
	const open = task.deferral;
	const reason = open?.decision.reason;
	if (open === void 0 || reason === void 0) return task.waited;
	return {
		...task.waited,
		[reason]: task.waited[reason] + Math.max(0, report.duration - open.since)
	};
}
/** Milliseconds from its first launch to its end, or until now; undefined when it was never launched. */
function durationOf(report, task) {
	if (task.started === void 0) return void 0;
	return Math.max(0, (task.ended ?? report.duration) - task.started);
}
/** Milliseconds of one attempt, until now while it runs. */
function attemptDuration(report, attempt) {
	return Math.max(0, (attempt.ended ?? report.duration) - attempt.started);
}
/** Milliseconds that it ran, what lies between two attempts left out. */
function busyTime(report, task) {
	return task.attemptList.reduce((sum, attempt) => sum + attemptDuration(report, attempt), 0);
}

// src/report/status-text.ts
/** One sign per status, so that a column of a hundred rows can be scanned. */
const statusMark = {
	pending: "·",
	waiting: "⏳",
	running: "▶️",
	stopping: "⏹️",
	backoff: "🔁",
	succeeded: "✅",
	failed: "❌",
	"timed-out": "⏱️",
	cancelled: "⏹️",
	skipped: "⏭️",
	"not-needed": "➖"
};
const statusWords = {
	pending: "pending",
	waiting: "waiting",
	running: "running",
	stopping: "stopping",
	backoff: "between attempts",
	succeeded: "succeeded",
	failed: "failed",
	"timed-out": "timed out",
	cancelled: "cancelled",
	skipped: "skipped",
	"not-needed": "not needed"
};
/** `✅ succeeded`; says so where a failure does not count, and where a resume did not run it again. */
function statusText(task) {
	return `${statusMark[task.status]} ${statusPhrase(task)}${task.kept === true ? ", kept" : ""}`;
}
/** `timed out`, `failed (allowed)`, `succeeded at attempt 2 of 3`. */
function statusPhrase(task) {
	if ((task.status === "backoff" || task.status === "waiting") && task.attempts > 0) {
		const next = task.attempts + 1;
		return `waiting for attempt ${next} of ${Math.max(next, attemptLimit(task))}`;
	}
	const allowed = task.task.continueOnError && hasFailed(task.status) ? " (allowed)" : "";
	return `${statusWords[task.status]}${attemptPhrase(task)}${allowed}`;
}
/** ` at attempt 2 of 3`; '' for what was launched once or never. */
function attemptPhrase(task) {
	return task.attempts < 2 ? "" : ` at attempt ${task.attempts} of ${attemptLimit(task)}`;
}
/** How often it may be launched at most; a resumed run may have launched it more often. */
function attemptLimit({ task, attempts }) {
	return Math.max(task.retry?.attempts ?? 1, attempts);
}
/** It succeeded, but not at once: in this run it is flaky. */
function isFlaky({ status, attempts }) {
	return status === "succeeded" && attempts > 1;
}
/** `❌ failed, out of memory`. */
function attemptText({ status, outOfMemory }) {
	return `${statusMark[status]} ${statusWords[status]}${outOfMemory === true ? ", out of memory" : ""}`;
}
/** `failed`, `timed out`: the status alone in words. */
function statusWord(status) {
	return statusWords[status];
}
function hasFailed(status) {
	return status === "failed" || status === "timed-out";
}
function hasEnded(status) {
	switch (status) {
		case "pending":
		case "waiting":
		case "running":
		case "stopping":
		case "backoff": return false;
		case "succeeded":
		case "failed":
		case "timed-out":
		case "cancelled":
		case "skipped":
		case "not-needed": return true;
	}
}
/** How its last process ended: `exit code 3`, `signal SIGKILL`; '' when it has not, or has ended well. */
function exitText(end) {
	if (end.signal !== void 0) return `signal ${end.signal}`;
	return end.exitCode === void 0 || end.exitCode === 0 ? "" : `exit code ${end.exitCode}`;
}

export { waitedSoFar as _, hasEnded as a, statusMark as c, statusWord as d, attemptDuration as f, noWaits as g, durationOf as h, exitText as i, statusPhrase as l, deferralCount as m, attemptPhrase as n, hasFailed as o, busyTime as p, attemptText as r, isFlaky as s, attemptLimit as t, statusText as u };