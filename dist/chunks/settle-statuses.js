import { a as commitStatus, i as brokenStatus, o as leftOutStatus, r as statusNotice, t as connect } from "./report-statuses.js";
import { Fi as hasEnded } from "./mission.js";

// src/github/statuses/settle-statuses.ts
/**
* Sends the results that an earlier process has not sent. Never rejects.
*
* @returns a sentence for a notice, if something could not be sent
*/
async function settleStatuses(request) {
	const { open, report, why, token, environment, limit } = request;
	if (open.length === 0) return void 0;
	const statusOf = (id) => {
		if (report === void 0) return brokenStatus(why);
		const task = report.tasks.get(id);
		return task === void 0 ? leftOutStatus() : commitStatus({
			...report,
			finished: true
		}, task);
	};
	const connected = connect({
		contexts: open,
		token,
		environment,
		statusOf
	});
	if (connected.type === "missing") return connected.why;
	const end = await connected.sender.finish(limit, new AbortController().signal);
	return statusNotice(end, connected.isFork);
}
/** The contexts of tasks that no part of a merged mission has reported. Those of the other parts were sent by their own jobs. */
function unreported(contexts, report) {
	return contexts.filter(({ id }) => {
		const task = report?.tasks.get(id);
		return task === void 0 || !hasEnded(task.status);
	});
}

export { settleStatuses, unreported };