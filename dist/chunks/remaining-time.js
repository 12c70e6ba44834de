import { n as remainingPaths, r as estimates } from "./make-plan.js";
import { t as predictionOf } from "./prediction.js";
import { a as hasEnded } from "./status-text.js";

// src/report/remaining-time.ts
function forecastOf(mission, predictions) {
	const expected = estimates(mission, predictions);
	const paths = remainingPaths(mission, expected);
	const { workers, load } = mission.admission;
	const known = mission.tasks.some(({ id, expect }) => (predictionOf(predictions, id)?.expect ?? expect) !== void 0);
	const own = (task, now) => {
		const whole = expected.get(task.task.id) ?? 0;
		switch (task.status) {
			case "running":
			case "stopping": return Math.max(0, whole - (now - (task.attemptList.at(-1)?.started ?? now)));
			case "backoff": return whole + Math.max(0, (task.attemptList.at(-1)?.retry?.until ?? now) - now);
			default: return hasEnded(task.status) ? 0 : whole;
		}
	};
	const remaining = (report, now) => {
		let longest = 0;
		let work = 0;
		let loaded = 0;
		for (const task of report.tasks.values()) {
			if (hasEnded(task.status)) continue;
			const { id, supports, deploy } = task.task;
			const supported = supports === void 0 ? void 0 : report.tasks.get(supports);
			const limit = deploy === "while-running" && supported !== void 0 ? own(supported, now) : Number.POSITIVE_INFINITY;
			const rest = Math.min(own(task, now), limit);
			longest = Math.max(longest, rest + (paths.get(id) ?? 0) - (expected.get(id) ?? 0));
			work += rest;
			loaded += rest * (task.task.load ?? 0);
		}
		return Math.max(longest, work / workers.limit, loaded / load);
	};
	return {
		expected: (id) => known ? expected.get(id) : void 0,
		remaining: (report, now) => known && report.interruptions.length === 0 ? remaining(report, now) : void 0
	};
}

export { forecastOf as t };