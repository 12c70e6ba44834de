import { Bt as logFile, Ft as rankedUsual, It as slowerText, Li as isFlaky, Lt as failureParts, Nt as joinBlocks, Pi as attemptPhrase, Rt as serviceFailureParts, ea as markdownCode, na as sanitizeLine, pi as verdict, ta as markdownText, zi as statusMark, zt as failuresOf } from "./mission.js";
import { a as requestsTo, n as readEvent, r as runUrl, t as apiPlace } from "./target.js";

// src/report/markdown/comment/pull-request-comment.ts
/** Characters. GitHub's limit is 65,536. */
const LONGEST_COMMENT = 6e4;
/** Entries of each list; fewer if they are too long together. */
const SHOWN = [
	20,
	5,
	1,
	0
];
/** UTF-16 units of a name and of a reason before they are escaped. */
const LONGEST_NAME = 200;
const LONGEST_REASON = 300;
/** The whole comment, as Markdown. */
function pullRequestComment(report, place) {
	const texts = SHOWN.map((most) => () => commentWith(report, place, most));
	for (const text of texts) {
		const comment = text();
		if (comment.length <= 6e4) return comment;
	}
	return joinBlocks([place.marker, footer(place)]);
}
function commentWith(report, place, most) {
	const failures = failuresOf(report);
	const slower = rankedUsual(report).filter((usual) => usual.slower);
	const flaky = [...report.tasks.values()].filter(isFlaky);
	return joinBlocks([
		place.marker,
		`### ${markdownText(cut(report.mission.name, LONGEST_NAME))}`,
		verdict(report),
		list(failures?.title ?? "", failures?.entries ?? [], most, (failure) => failureLine(report, failure, place)),
		list("Slower than usual", slower, most, (usual) => `- ${id(usual.task)}: ${slowerText(usual)}`),
		list("Flaky", flaky, most, (task) => `- ${id(task)}: succeeded${attemptPhrase(task)}`),
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
/** What failed, the first line of its reason, and where its log is. */
function failureLine(report, failure, place) {
	switch (failure.type) {
		case "task": {
			const { task } = failure;
			const reason = (text) => markdownText(cut(firstLine(text), LONGEST_REASON));
			const name = (text) => markdownText(cut(text, LONGEST_NAME));
			const { claim, rest } = failureParts(report, task, {
				reason,
				name,
				command: (line) => markdownCode(line, "text")
			});
			const title = task.task.name === task.task.id ? "" : ` ${name(task.task.name)}`;
			const log = failure.logTail === void 0 ? "" : ` ${logLink(task.task.id, place)}`;
			return `- ${statusMark[task.status]} ${id(task)}${title}: ${lowercase(claim)}${rest}${log}`;
		}
		case "service": {
			const { service } = failure.service;
			const { claim, rest } = serviceFailureParts(failure.service, (text) => markdownText(cut(firstLine(text), LONGEST_REASON)));
			const log = failure.logTail === void 0 ? "" : ` ${logLink(service.id, place)}`;
			return `- ❌ Service ${markdownCode(cut(service.id, LONGEST_NAME), "text")}: ${lowercase(claim)}${rest}${log}`;
		}
		default: return failure;
	}
}
/** A log is a file of the artifact; without one, it is in the log of the job. */
function logLink(taskId, { artifact, run }) {
	if (artifact === void 0) return `[Log of the job](${run})`;
	return `Log: ${markdownCode(logFile(taskId), "text")} in [the artifact](${artifact})`;
}
function footer({ run, artifact, page, commit, attempt }) {
	return `<sub>${[
		...page === void 0 ? [] : [`[Page with the timeline](${page})`],
		...artifact === void 0 ? [] : [`[All reports and logs](${artifact})`],
		`[Workflow run](${run})`,
		...commit === void 0 ? [] : [`commit ${commit.slice(0, 8)}`],
		...attempt > 1 ? [`attempt ${attempt}`] : []
	].join(" · ")}</sub>`;
}
function id({ task }) {
	return markdownCode(cut(task.id, LONGEST_NAME), "text");
}
function firstLine(text) {
	return text.trim().split("\n", 1)[0] ?? "";
}
function cut(text, most) {
	const line = sanitizeLine(text);
	return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Surrogate}$/u, "")}…`;
}
function lowercase(text) {
	return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

// src/github/comment/find-comment.ts
/** So many pages are read, with 100 comments each. */
const MOST_PAGES = 20;
const PAGE = 100;
/** Relations to the repository with which a person may have written the comment, with a token of their own. */
const MEMBERS = [
	"OWNER",
	"MEMBER",
	"COLLABORATOR"
];
/** Finds the comment that begins with this marker; the oldest one, if there are several. */
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
/** Milliseconds: a step waits for a few requests at most. */
const REQUEST_LIMIT = 5e3;
/** Attempts, if the service fails. Each one looks for the comment first, so that none is written twice. */
const ATTEMPTS = 2;
/**
* Writes the comment of this job on the pull request, or updates it. Never rejects.
*
* @returns a sentence for a notice, if that was not possible
*/
async function writeComment(request) {
	const { report, marker, links, token, environment, limit = REQUEST_LIMIT } = request;
	const found = apiPlace(token, environment);
	if (found.type === "missing") return found.why;
	const { pullRequest, isFork, headSha } = readEvent(environment);
	if (pullRequest === void 0) return `The event ${environment.GITHUB_EVENT_NAME ?? ""} has no pull request to comment on.`.replace("  ", " ");
	const send = requestsTo(found.place);
	const body = pullRequestComment(report, {
		marker,
		...links,
		run: runUrl(environment),
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

export { writeComment };