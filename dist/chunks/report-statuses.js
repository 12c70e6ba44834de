const require_mission = require("./mission.js");
const require_contexts = require("./contexts.js");
const require_target = require("./target.js");
const require_saved_statuses = require("./saved-statuses.js");

// src/report/statuses/held-back.ts
function failedNeed(report, { task, reason }) {
	return [...task.needs, ...task.needsAny.filter((id) => reason?.startsWith(`${id} `) === true)].find((need) => anyFailed(report, need));
}
function anyFailed(report, first) {
	const seen = /* @__PURE__ */ new Set([first]);
	for (const id of seen) {
		const found = report.tasks.get(id);
		if (found === void 0) {
			if (failedElsewhere(report, id)) return true;
			continue;
		}
		if (found.status === "cancelled" || require_mission.hasFailed(found.status) && !found.task.continueOnError) return true;
		if (found.status !== "skipped") continue;
		for (const need of [...found.task.needs, ...found.task.needsAny]) seen.add(need);
	}
	return false;
}
function failedElsewhere({ elsewhere = [] }, first) {
	const seen = /* @__PURE__ */ new Set([first]);
	for (const id of seen) {
		const found = elsewhere.find((task) => task.id === id);
		if (found === void 0) continue;
		if (found.status === "cancelled" || require_mission.hasFailed(found.status)) return true;
		if (found.status !== "skipped" || found.reason === void 0) continue;
		if (/ (?:failed|timed out|was cancelled)$/.test(found.reason)) return true;
		const [, need] = / *(.+) was skipped$/.exec(found.reason) ?? [];
		if (need !== void 0) seen.add(need);
	}
	return false;
}

// src/report/statuses/commit-status.ts
const LONGEST_DESCRIPTION = 140;
const LISTED = 6;
function commitStatus(report, task) {
	if (!require_mission.hasEnded(task.status)) return report.finished ? notRun(task) : pending(task);
	const took = require_mission.durationOf(report, task);
	const time = took === void 0 ? "" : ` after ${require_mission.formatDuration(took)}`;
	const why = because(task.reason);
	switch (task.status) {
		case "succeeded": return settled("success", succeeded(report, task));
		case "failed":
		case "timed-out": {
			const claim = task.status === "failed" ? "Failed" : "Timed out";
			if (task.task.continueOnError) return settled("success", `${claim}${time}, which is allowed${why}`);
			return settled("failure", `${claim}${require_mission.attemptPhrase(task)}${time}${why}`);
		}
		case "skipped": {
			const need = failedNeed(report, task);
			if (need !== void 0) return settled("failure", `Did not run, because ${need} did not succeed`);
			return settled("success", `Skipped${why}`);
		}
		case "not-needed": return settled("success", `Not needed${why}`);
		case "cancelled": return settled("error", `Cancelled${why}`);
		default: return task.status;
	}
}
function leftOutStatus() {
	return settled("success", "Left out by the inputs `only` and `skip`");
}
function brokenStatus(why) {
	return settled("error", why);
}
function isSettled({ state }) {
	return state !== "pending";
}
function fitDescription(text) {
	const line = require_mission.sanitizeLine(text).replace(/[\u{10000}-\u{10ffff}]/gu, "\u25a1").replace(/\.$/, "");
	return line.length <= 140 ? line : `${line.slice(0, 139).trimEnd()}\u2026`;
}
function settled(state, text) {
	const description = fitDescription(text);
	return {
		state,
		description,
		phase: `${state}: ${description}`
	};
}
function succeeded(report, task) {
	if (task.kept === true) return "Succeeded in an earlier attempt of this workflow run";
	const took = require_mission.durationOf(report, task);
	const time = took === void 0 ? "" : ` in ${require_mission.formatDuration(took)}`;
	const usual = require_mission.usualOf(report, task);
	const slower = usual?.slower === true ? `, slower than usual (${require_mission.formatDuration(usual.prediction.expect)})` : "";
	return `Succeeded${require_mission.attemptPhrase(task)}${time}${slower}`;
}
function notRun({ reason }) {
	return settled("error", `Did not run${because(reason)}`);
}
function because(reason) {
	return reason === void 0 || reason === "" ? "" : `: ${reason}`;
}
function pending(task) {
	const { phase, text } = waitingFor(task);
	return {
		state: "pending",
		description: fitDescription(text),
		phase
	};
}
function waitingFor(task) {
	const { status, attempts } = task;
	if (status === "running" || status === "stopping") {
		if (require_mission.isPaused(task)) return {
			phase: `paused ${attempts}`,
			text: "Paused, because memory is critical"
		};
		return {
			phase: `running ${attempts}`,
			text: attempts > 1 ? `Running${require_mission.attemptPhrase(task)}` : "Running"
		};
	}
	const next = attempts + 1;
	const again = attempts === 0 ? "" : ` for attempt ${next} of ${Math.max(next, require_mission.attemptLimit(task))}`;
	if (status === "backoff") return {
		phase: `backoff ${attempts}`,
		text: `Waiting${again}`
	};
	if (status === "waiting") {
		const reason = task.deferral?.decision.reason;
		const what = reason === void 0 ? "its start" : require_mission.waitWord(reason);
		return {
			phase: `waiting ${attempts} ${reason ?? ""}`,
			text: `Waiting for ${what}${again === "" ? "" : `,${again}`}`
		};
	}
	return {
		phase: "pending",
		text: `Waiting for ${needsText(task)}`
	};
}
function needsText({ task: { needs, needsAny } }) {
	const any = needsAny.length === 0 ? [] : [`the first of ${needsAny.slice(0, LISTED).join(" and ")}`];
	const all = [...needs.slice(0, LISTED), ...any];
	const more = needs.length > LISTED ? ` and ${needs.length - LISTED} more` : "";
	return all.length === 0 ? "its start" : `${all.join(", ")}${more}`;
}

// src/report/statuses/next-status.ts
const MOST_CHANGES = 100;
function nextStatus(wanted, sent) {
	const news = wanted.filter(({ context, status }) => sent.get(context.context)?.status.phase !== status.phase);
	const result = news.find(({ status }) => isSettled(status));
	if (result !== void 0) return result;
	const first = news.find(({ context }) => !sent.has(context.context));
	if (first !== void 0) return first;
	return changesLeft(sent) > 0 ? news[0] : void 0;
}
function changesLeft(sent) {
	let changes = 0;
	for (const { count } of sent.values()) changes += count - 1;
	return 100 - changes;
}

// src/github/statuses/sender.ts
const USUAL_PACE = {
	spacing: 1e3,
	backoff: 2e3,
	longestBackoff: 6e4,
	requestLimit: 1e4
};
const MOST_REJECTED = 3;
function createSender(options) {
	return new Sender(options);
}
var Sender = class {
	options;
	sent = /* @__PURE__ */ new Map();
	rejected = [];
	stopped = new AbortController();
	timer;
	isBusy = false;
	failures = 0;
	nextLook = 0;
	nextRequest = 0;
	limitedUntil = 0;
	why;
	finishing;
	end;
	constructor(options) {
		this.options = options;
	}
	wake() {
		if (this.end !== void 0 || this.isBusy || this.timer !== void 0) return;
		const due = this.finishing !== void 0 && this.requestDue() > this.finishing.until ? this.nextLook : Math.max(this.nextLook, this.requestDue());
		this.timer = setTimeout(() => void this.turn(), Math.max(0, due - this.options.now()));
	}
	finish(limit, signal) {
		return new Promise((resolve) => {
			if (this.end !== void 0) {
				resolve(this.end);
				return;
			}
			const now = this.options.now();
			const over = setTimeout(() => this.stop(), limit);
			signal.addEventListener("abort", () => this.stop(), { once: true });
			this.finishing = {
				until: now + limit,
				resolve: (end) => {
					clearTimeout(over);
					resolve(end);
				}
			};
			if (signal.aborted) this.stop();
			this.failures = 0;
			this.nextRequest = Math.min(this.nextRequest, now + this.options.pace.spacing);
			this.nextLook = now;
			clearTimeout(this.timer);
			this.timer = void 0;
			this.wake();
		});
	}
	async turn() {
		this.timer = void 0;
		if (this.end !== void 0 || this.isBusy) return;
		const { now, pace } = this.options;
		this.nextLook = now() + pace.spacing / 4;
		const next = nextStatus(this.wanted(), this.sent);
		if (next === void 0) {
			if (this.finishing !== void 0) this.settle({
				type: "sent",
				rejected: this.rejected,
				...this.reason()
			});
			return;
		}
		if (this.finishing !== void 0 && this.requestDue() > this.finishing.until) {
			this.stop();
			return;
		}
		if (this.requestDue() > now()) {
			this.wake();
			return;
		}
		this.isBusy = true;
		const answer = await this.request(next);
		this.isBusy = false;
		this.nextRequest = now() + pace.spacing;
		if (this.end === void 0) this.take(answer, next);
		this.wake();
	}
	requestDue() {
		return Math.max(this.nextRequest, this.limitedUntil);
	}
	request({ context: { context }, status: { state, description } }) {
		const { send, sha, targetUrl, pace } = this.options;
		return send({
			method: "POST",
			path: `/statuses/${sha}`,
			body: {
				state,
				description,
				context,
				target_url: targetUrl
			},
			limit: pace.requestLimit,
			signal: this.stopped.signal
		});
	}
	take(answer, { context, status }) {
		const { now, resultSent } = this.options;
		switch (answer.type) {
			case "done": {
				this.failures = 0;
				const count = (this.sent.get(context.context)?.count ?? 0) + 1;
				this.sent.set(context.context, {
					status,
					count
				});
				if (isSettled(status)) resultSent(context);
				return;
			}
			case "refused":
				this.why = answer.why;
				if (isForAll(answer.status) && this.sent.size > 0) {
					this.delayNext();
					return;
				}
				if (!isForAll(answer.status)) this.rejected.push(context);
				if (isForAll(answer.status) || this.sent.size === 0 && this.rejected.length >= MOST_REJECTED) this.settle(answer);
				return;
			case "limited":
				this.why = answer.why;
				this.limitedUntil = now() + answer.delay;
				return;
			case "failed":
				this.why = answer.why;
				this.delayNext();
				return;
		}
	}
	delayNext() {
		const { pace, now } = this.options;
		this.nextRequest = now() + Math.min(pace.longestBackoff, pace.backoff * 2 ** this.failures);
		this.failures += 1;
	}
	wanted() {
		const { contexts, statusOf } = this.options;
		return (this.rejected.length === 0 ? contexts : contexts.filter((each) => !this.rejected.includes(each))).map((context) => ({
			context,
			status: statusOf(context.id)
		}));
	}
	stop() {
		const open = this.wanted().filter(({ context, status }) => {
			return this.sent.get(context.context)?.status.phase !== status.phase;
		});
		this.settle({
			type: "left",
			left: open.length,
			...this.reason()
		});
	}
	settle(end) {
		if (this.end !== void 0) return;
		this.end = end;
		clearTimeout(this.timer);
		this.stopped.abort();
		this.finishing?.resolve(end);
	}
	reason() {
		return this.why === void 0 ? {} : { why: this.why };
	}
};
function isForAll(status) {
	return [
		401,
		403,
		404,
		410,
		451
	].includes(status);
}

// src/github/statuses/status-notice.ts
function adviceFor(status, isFork) {
	if (status === 401) return "Check that the input `token` is a token that has not expired.";
	if (status === 422) return "Check that the commit is in this repository.";
	if (isFork) return "The token of a pull request from a fork can only read. Require the check of the job there.";
	return "Give the job `permissions: statuses: write`. The token of a pull request from Dependabot can only read.";
}
function statusNotice(end, isFork) {
	switch (end.type) {
		case "sent": {
			if (end.rejected.length === 0) return void 0;
			const names = end.rejected.slice(0, 3).map(({ context }) => context);
			const more = end.rejected.length > names.length ? ` and ${end.rejected.length - names.length} more` : "";
			return `GitHub rejected the commit status of ${names.join(", ")}${more}: ${end.why ?? "no reason was given"}.`;
		}
		case "left": return `${require_mission.plural(end.left, "commit status was", "commit statuses were")} not sent in time${end.why === void 0 ? "" : `: ${end.why}`}. A required one stays pending until the workflow runs again.`;
		case "refused": return `No commit status can be sent: ${end.why}. ${adviceFor(end.status, isFork)}`;
		default: return end;
	}
}

// src/github/statuses/report-statuses.ts
function reportStatuses({ declared, whole = declared, choice, prefix, token, environment, whyBroken = "The mission did not run, because the step was stopped" }) {
	const { contexts, notice } = require_contexts.chooseContexts(declared, choice, prefix, whole);
	let report;
	let broken;
	const statusOf = (id) => broken ?? (report === void 0 ? WAITING : statusIn(report, id));
	const made = connect({
		contexts,
		token,
		environment,
		statusOf
	});
	if (made.type === "missing") return {
		...idle(made.why),
		notice
	};
	const { sender, isFork } = made;
	if (contexts.length > 0) require_saved_statuses.saveContexts(contexts, prefix, whyBroken);
	return {
		notice,
		follow: (newest) => {
			report = newest;
			sender.wake();
		},
		breakOff: (why) => {
			broken = brokenStatus(why);
			sender.wake();
		},
		finish: async (limit, signal) => {
			const end = await sender.finish(limit, signal);
			if (end.type === "left") return void 0;
			if (contexts.length > 0) require_saved_statuses.saveStatusesOver();
			return statusNotice(end, isFork);
		}
	};
}
const WAITING = {
	state: "pending",
	description: "Waiting for the start of the mission",
	phase: "pending"
};
function statusIn(report, id) {
	const task = report.tasks.get(id);
	return task === void 0 ? leftOutStatus() : commitStatus(report, task);
}
function connect({ contexts, token, environment, statusOf }) {
	const found = require_target.apiPlace(token, environment);
	if (found.type === "missing") return {
		type: "missing",
		why: `No commit status can be sent. ${found.why}`
	};
	const event = require_target.readEvent(environment);
	const sha = require_target.statusSha(event, environment);
	if (sha === void 0) return {
		type: "missing",
		why: "No commit status can be sent. This runner does not say which commit it works on."
	};
	const indexes = [];
	return {
		type: "connected",
		sender: createSender({
			contexts,
			statusOf,
			send: require_target.requestsTo(found.place),
			sha,
			targetUrl: require_target.runUrl(environment),
			pace: USUAL_PACE,
			now: require_mission.monotonic,
			resultSent: (context) => {
				indexes.push(contexts.indexOf(context));
				require_saved_statuses.saveResults(indexes);
			}
		}),
		isFork: event.isFork
	};
}
function idle(why) {
	return {
		follow: () => void 0,
		breakOff: () => void 0,
		finish: () => Promise.resolve(why)
	};
}

exports.brokenStatus = brokenStatus;
exports.commitStatus = commitStatus;
exports.connect = connect;
exports.leftOutStatus = leftOutStatus;
exports.reportStatuses = reportStatuses;
exports.statusNotice = statusNotice;