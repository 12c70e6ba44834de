const require_report_statuses = require("./report-statuses.js");
const require_mission = require("./mission.js");

// src/github/statuses/settle-statuses.ts
async function settleStatuses(request) {
	const { open, report, why, token, environment, limit } = request;
	if (open.length === 0) return void 0;
	const statusOf = (id) => {
		if (report === void 0) return require_report_statuses.brokenStatus(why);
		const task = report.tasks.get(id);
		return task === void 0 ? require_report_statuses.leftOutStatus() : require_report_statuses.commitStatus({
			...report,
			finished: true
		}, task);
	};
	const connected = require_report_statuses.connect({
		contexts: open,
		token,
		environment,
		statusOf
	});
	if (connected.type === "missing") return connected.why;
	const end = await connected.sender.finish(limit, new AbortController().signal);
	return require_report_statuses.statusNotice(end, connected.isFork);
}
function unreported(declared, report) {
	return declared.filter(({ id }) => {
		const task = report?.tasks.get(id);
		return task === void 0 || !require_mission.hasEnded(task.status);
	});
}

exports.settleStatuses = settleStatuses;
exports.unreported = unreported;