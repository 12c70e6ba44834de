const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_target = require("./target.js");

// src/report/markdown/comment/pull-request-comment.ts
const LONGEST_COMMENT = 6e4;
const SHOWN = [
	20,
	5,
	1,
	0
];
const LONGEST_NAME = 200;
const LONGEST_REASON = 300;
function pullRequestComment(report, place) {
	const texts = SHOWN.map((most) => () => commentWith(report, place, most));
	for (const text of texts) {
		const comment = text();
		if (comment.length <= 6e4) return comment;
	}
	return require_documents.joinBlocks([place.marker, footer(place)]);
}
function commentWith(report, place, most) {
	const failures = require_mission.failuresOf(report);
	const slower = require_documents.rankedUsual(report).filter((usual) => usual.slower);
	const flaky = [...report.tasks.values()].filter(require_mission.isFlaky);
	return require_documents.joinBlocks([
		place.marker,
		`### ${require_mission.markdownText(cut(report.mission.name, LONGEST_NAME))}`,
		require_mission.verdict(report),
		list(failures?.title ?? "", failures?.entries ?? [], most, (failure) => failureLine(report, failure, place)),
		list("Slower than usual", slower, most, (usual) => `- ${id(usual.task)}: ${require_documents.slowerText(usual)}`),
		list("Flaky", flaky, most, (task) => `- ${id(task)}: succeeded${require_mission.attemptPhrase(task)}`),
		footer(place)
	]);
}
function list(title, entries, most, line) {
	if (entries.length === 0) return "";
	const shown = entries.slice(0, most).map(line);
	const hidden = entries.length - shown.length;
	const more = hidden > 0 ? [`- and ${hidden} more`] : [];
	return [
		`**${title}**`,
		"",
		...shown,
		...more
	].join("\n");
}
function failureLine(report, failure, place) {
	switch (failure.type) {
		case "task": {
			const { task } = failure;
			const reason = (text) => require_mission.markdownText(cut(firstLine(text), LONGEST_REASON));
			const name = (text) => require_mission.markdownText(cut(text, LONGEST_NAME));
			const { claim, rest } = require_documents.failureParts(report, task, {
				reason,
				name,
				command: (line) => require_mission.markdownCode(line, "text")
			});
			const title = task.task.name === task.task.id ? "" : ` ${name(task.task.name)}`;
			const log = failure.logTail === void 0 ? "" : ` ${logLink(task.task.id, place)}`;
			return `- ${require_mission.statusMark[task.status]} ${id(task)}${title}: ${lowercase(claim)}${rest}${log}`;
		}
		case "service": {
			const { service } = failure.service;
			const { claim, rest } = require_documents.serviceFailureParts(failure.service, (text) => require_mission.markdownText(cut(firstLine(text), LONGEST_REASON)));
			const log = failure.logTail === void 0 ? "" : ` ${logLink(service.id, place)}`;
			return `- \u274c Service ${require_mission.markdownCode(cut(service.id, LONGEST_NAME), "text")}: ${lowercase(claim)}${rest}${log}`;
		}
		default: return failure;
	}
}
function logLink(taskId, { artifact, run }) {
	if (artifact === void 0) return `[Log of the job](${run})`;
	return `Log: ${require_mission.markdownCode(require_mission.logFile(taskId), "text")} in [the artifact](${artifact})`;
}
function footer({ run, artifact, page, commit, attempt }) {
	return `<sub>${[
		...page === void 0 ? [] : [`[Page with the timeline](${page})`],
		...artifact === void 0 ? [] : [`[All reports and logs](${artifact})`],
		`[Workflow run](${run})`,
		...commit === void 0 ? [] : [`commit ${commit.slice(0, 8)}`],
		...attempt > 1 ? [`attempt ${attempt}`] : []
	].join(" \u00b7 ")}</sub>`;
}
function id({ task }) {
	return require_mission.markdownCode(cut(task.id, LONGEST_NAME), "text");
}
function firstLine(text) {
	return text.trim().split("\n", 1)[0] ?? "";
}
function cut(text, most) {
	const line = require_mission.sanitizeLine(text);
	return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Surrogate}$/u, "")}\u2026`;
}
function lowercase(text) {
	return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

// src/github/comment/find-comment.ts
const MOST_PAGES = 20;
const PAGE = 100;
const MEMBERS = [
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
];
async function findComment(send, { pullRequest, marker, limit }) {
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const answer = await send({
			method: "GET",
			path: `/issues/${pullRequest}/comments?per_page=${PAGE}&page=${page}`,
			limit
		});
		if (answer.type !== "done") return answer;
		if (!Array.isArray(answer.value)) return {
			type: "failed",
			why: "it answered with something other than a list"
		};
		const found = answer.value.find((comment) => isOwn(comment, marker));
		if (found !== void 0) return {
			type: "looked",
			id: found.id
		};
		if (answer.value.length < PAGE) break;
	}
	return { type: "looked" };
}
function isOwn(comment, marker) {
	if (typeof comment !== "object" || comment === null) return false;
	const { id, body, user, author_association: association } = comment;
	if (typeof id !== "number" || typeof body !== "string" || !body.startsWith(marker)) return false;
	return typeof user === "object" && user !== null && "type" in user && user.type === "Bot" || typeof association === "string" && MEMBERS.includes(association);
}

// src/github/comment/write-comment.ts
const REQUEST_LIMIT = 5e3;
const ATTEMPTS = 2;
async function writeComment(request) {
	const { report, marker, links, token, environment, limit = REQUEST_LIMIT } = request;
	const found = require_target.apiPlace(token, environment);
	if (found.type === "missing") return found.why;
	const { pullRequest, isFork, headSha } = require_target.readEvent(environment);
	if (pullRequest === void 0) return `The event ${environment.GITHUB_EVENT_NAME ?? ""} has no pull request to comment on.`.replace("  ", " ");
	const send = require_target.requestsTo(found.place);
	const body = pullRequestComment(report, {
		marker,
		...links,
		run: require_target.runUrl(environment),
		...headSha === void 0 ? {} : { commit: headSha },
		attempt: Number(environment.GITHUB_RUN_ATTEMPT || "1")
	});
	let answer = await upsert(send, {
		pullRequest,
		marker,
		body,
		limit
	});
	for (let attempt = 1; answer.type === "failed" && attempt < ATTEMPTS; attempt += 1) answer = await upsert(send, {
		pullRequest,
		marker,
		body,
		limit
	});
	return answer.type === "done" ? void 0 : noticeOf(answer, isFork);
}
async function upsert(send, { pullRequest, marker, body, limit }) {
	const found = await findComment(send, {
		pullRequest,
		marker,
		limit
	});
	if (found.type !== "looked") return found;
	const write = (request) => send({
		...request,
		body: { body }
	});
	if (found.id !== void 0) {
		const updated = await write({
			method: "PATCH",
			path: `/issues/comments/${found.id}`,
			limit
		});
		if (updated.type !== "refused" || updated.status !== 404) return updated;
	}
	return write({
		method: "POST",
		path: `/issues/${pullRequest}/comments`,
		limit
	});
}
function noticeOf(answer, isFork) {
	const what = `The comment on the pull request could not be written: ${answer.why}.`;
	if (answer.type !== "refused") return what;
	if (answer.status === 401) return `${what} Check that the input \`token\` is a token that has not expired.`;
	if (answer.status === 422) return what;
	return `${what} ${isFork ? "The token of a pull request from a fork can only read." : "Give the job `permissions: pull-requests: write`. The token of a pull request from Dependabot can only read."}`;
}

exports.writeComment = writeComment;