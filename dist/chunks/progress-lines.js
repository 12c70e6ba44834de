import { a as listed, c as bandOf, i as formatPercent, n as formatDuration, o as plural, r as formatOffset } from "./format.js";
import { F as resumeLines, S as waitWord, o as usualOf, t as plainVerdict, x as waitReasons } from "./verdict.js";
import { d as statusWord, h as durationOf, n as attemptPhrase, t as attemptLimit } from "./status-text.js";
import { r as titleOf } from "./prediction.js";

// src/report/service-lines.ts
/** What a person is told of a service, as it happens. */
function serviceLines(event, report) {
	const service = report.services.get(event.id);
	const what = `◆ service ${label$1(event.id, service)}`;
	switch (event.type) {
		case "service-starting": return [`${what} starting (needed by ${event.by})`];
		case "service-ready": return [`${what} ready${service?.started === void 0 ? "" : ` after ${formatDuration(event.at - service.started)}`}`];
		case "service-failed": return [`${what} failed: ${event.message}`];
		case "service-killing": return [`${what} killed, the grace is over`];
		case "service-exited":
			if (service?.status === "stopped") return [`${what} stopped${ran(service)}`];
			return service?.failure === void 0 || service.failed !== event.at ? [] : [`${what} failed: ${service.failure}`];
		default: return event;
	}
}
function label$1(id, service) {
	return titleOf(service?.service ?? {
		id,
		name: id
	});
}
function ran({ started, ended }) {
	return started === void 0 || ended === void 0 ? "" : ` after ${formatDuration(ended - started)}`;
}

// src/report/progress-lines.ts
/** Lines that tell a person, as it happens, what this event means; none where it means nothing to them. */
function progressLines(event, report) {
	return linesOf(event, report).map((line) => `${clock(event.at)}  ${line}`);
}
function linesOf(event, report) {
	switch (event.type) {
		case "mission-started": return [opening(report)];
		case "resumed": return [opening(report), ...report.resumes.slice(-1).flatMap(resumeLines)];
		case "admitted": return [`▶ ${label(report, event.id)}${event.forced ? " (forced)" : ""}${launchFacts(report, event.id)}`];
		case "deferred": return [`⏸ ${someIds(event.ids)} ${event.ids.length === 1 ? "waits" : "wait"} for ${waitWord(event.reason)}: ${event.detail}`];
		case "ended": return [ending(report, event.id)];
		case "stopping": return [`■ ${label(report, event.id)}: asked to stop (${event.cause === "not-needed" ? "not needed any more" : event.cause})`];
		case "killing": return [`■ ${label(report, event.id)}: killed, the grace is over`];
		case "interrupted": return [`■ interrupted by ${event.signal}: stopping everything`];
		case "degraded": return [`! ${event.message}`];
		case "mission-ended": return [plainVerdict(report)];
		case "retrying": return [retry(event, report)];
		case "service-starting":
		case "service-ready":
		case "service-failed":
		case "service-exited":
		case "service-killing": return serviceLines(event, report);
		case "requeued":
		case "service-started":
		case "service-stopping":
		case "lost":
		case "sampled":
		case "woke":
		case "step-started":
		case "spawn-failed":
		case "step-exited":
		case "triggered":
		case "checked":
		case "step-advanced": return [];
		default: return event;
	}
}
/** One line that says how the run stands: elapsed time, what runs, what waits and for what, the machine, what is left. */
function statusLine(report, now, { reading, remaining } = {}) {
	const running = [];
	const waiting = /* @__PURE__ */ new Map();
	for (const [id, task] of report.tasks) {
		if (task.status === "running" || task.status === "stopping") running.push(id);
		const { reason } = task.deferral?.decision ?? {};
		const what = task.status === "backoff" ? "another attempt" : reason && waitWord(reason);
		if (what !== void 0) waiting.set(what, [...waiting.get(what) ?? [], id]);
	}
	const waits = [...waiting].map(([what, ids]) => `${someIds(ids)} waiting for ${what}`);
	const newest = reading === void 0 ? report.readings.at(-1) : {
		...reading,
		band: bandNow(report, reading)
	};
	const machine = newest === void 0 ? "machine not measured yet" : `CPU ${formatPercent(newest.cpu)}, memory ${formatPercent(newest.memory)}, ${newest.band}`;
	const parts = [
		`${running.length === 0 ? "nothing" : someIds(running)} running`,
		...waits,
		machine,
		...remaining === void 0 || remaining < 1e3 ? [] : [`at least ${formatDuration(remaining)} to go`]
	];
	return `${clock(now)}  … ${parts.join(" · ")}`;
}
/** The band of a window, without the load of launches that it does not show yet. */
function bandNow(report, { cpu, memory } = {}) {
	const figures = {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory }
	};
	return bandOf(report.mission.admission, {
		...figures,
		active: report.load.active,
		unseen: 0,
		reserved: 0
	});
}
function clock(at) {
	return formatOffset(at, at).padStart(7);
}
function opening(report) {
	const { mission, machine } = report;
	const tests = mission.tasks.filter((task) => task.level === 3).length;
	const sizes = `${plural(mission.tasks.length - tests, "task")}, ${plural(tests, "test")}`;
	const services = mission.services.length === 0 ? "" : `, ${plural(mission.services.length, "service")}`;
	return `${mission.name}: ${sizes}${services} on ${plural(machine.cpus, "CPU")}`;
}
function label(report, id) {
	return titleOf(report.tasks.get(id)?.task ?? {
		id,
		name: id
	});
}
/** What it was triggered by and what it waited for: why it starts now and not before. */
function launchFacts(report, id) {
	const task = report.tasks.get(id);
	if (task === void 0) return "";
	const attempt = task.attemptList.at(-1);
	const waits = waitReasons.flatMap((reason) => [[waitWord(reason), attempt?.waited[reason] ?? 0]]);
	const facts = [
		...task.attempts > 1 ? [`attempt ${task.attempts} of ${attemptLimit(task)}`] : [],
		...task.triggeredBy === void 0 || task.attempts > 1 ? [] : [`after ${task.triggeredBy}`],
		...waits.filter(([, milliseconds]) => milliseconds >= 100).map(([what, milliseconds]) => `waited ${formatDuration(milliseconds)} for ${what}`)
	];
	return facts.length === 0 ? "" : ` (${facts.join(", ")})`;
}
function ending(report, id) {
	const task = report.tasks.get(id);
	if (task === void 0) return id;
	const took = durationOf(report, task);
	const time = took === void 0 ? "" : ` in ${formatDuration(took)}`;
	const reason = task.reason === void 0 ? "" : `: ${task.reason}`;
	const usual = usualOf(report, task);
	const slower = usual?.slower === true ? `, slower than usual (${formatDuration(usual.prediction.expect)})` : "";
	return `${mark(task)} ${label(report, id)} ${statusWord(task.status)}${attemptPhrase(task)}${time}${slower}${reason}`;
}
function retry(event, report) {
	const task = report.tasks.get(event.id);
	const next = event.attempt + 1;
	const limit = Math.max(next, task === void 0 ? next : attemptLimit(task));
	const wait = event.until - event.at;
	const word = event.cause === "timeout" ? "timed out" : "failed";
	const when = wait > 0 ? `in ${formatDuration(wait)}` : "at once";
	return `↻ ${label(report, event.id)} ${word}: ${event.reason}; attempt ${next} of ${limit} ${when}`;
}
function mark(task) {
	switch (task.status) {
		case "succeeded": return "✔";
		case "failed":
		case "timed-out": return "✘";
		default: return "–";
	}
}
function someIds(ids) {
	return ids.length <= 4 ? listed(ids) : `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more`;
}

export { progressLines as n, statusLine as r, bandNow as t };