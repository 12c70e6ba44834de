import { an as makeLanguage, cn as errorText, on as plainLanguage, pn as callerEnvironment, un as readExpressions } from "./mission.js";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

// src/run/event-base.ts
/** From the runner's variables and the event's payload, as `paths` filters of workflows choose it. Never throws. */
async function eventBase(environment) {
	const event = environment.GITHUB_EVENT_NAME ?? "";
	if (event === "") return { type: "default-branch" };
	const payload = await readPayload(environment.GITHUB_EVENT_PATH);
	switch (event) {
		case "pull_request":
		case "pull_request_target": {
			const branch = environment.GITHUB_BASE_REF ?? "";
			return branchPoint$1([branch === "" ? "" : `refs/remotes/origin/${branch}`, text(payload, "pull_request", "base", "sha")], event);
		}
		case "merge_group": return branchPoint$1([text(payload, "merge_group", "base_sha")], event);
		case "push": {
			const before = text(payload, "before");
			if (/^0+$/.test(before)) return {
				type: "default-branch",
				branch: text(payload, "repository", "default_branch")
			};
			if (before !== "") return {
				type: "commit",
				revision: before
			};
			return {
				type: "none",
				why: "the event of this push does not tell the commit before it"
			};
		}
		default: return {
			type: "none",
			why: `the event \`${event}\` is about no change: there is nothing to compare with`
		};
	}
}
function branchPoint$1(candidates, event) {
	const revisions = candidates.filter((revision) => revision !== "");
	if (revisions.length > 0) return {
		type: "branch-point",
		revisions
	};
	return {
		type: "none",
		why: `the event \`${event}\` does not tell its base`
	};
}
/** Unreadable or broken: as if it told nothing. */
async function readPayload(path) {
	if (path === void 0 || path === "") return void 0;
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch {
		return;
	}
}
function text(payload, ...path) {
	let value = payload;
	for (const name of path) {
		if (typeof value !== "object" || value === null) return "";
		value = value[name];
	}
	return typeof value === "string" ? value : "";
}

// src/run/git-command.ts
/** Set by git inside of its hooks; they would make git look at another repository or index than the folder's. */
const REDIRECTING = [
	"GIT_DIR",
	"GIT_WORK_TREE",
	"GIT_INDEX_FILE",
	"GIT_COMMON_DIR",
	"GIT_PREFIX",
	"GIT_NAMESPACE"
];
/** Runs git in this folder, without a shell, without asking for anything and without writing to the repository. */
function gitIn(folder, environment) {
	const env = {
		...definedOnly(environment),
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		LC_ALL: "C"
	};
	return async (...words) => {
		try {
			const { getExecOutput } = await import("./exec2.js");
			const options = {
				cwd: folder,
				env,
				silent: true,
				ignoreReturnCode: true
			};
			const { exitCode, stdout, stderr } = await getExecOutput("git", [...words], options);
			return exitCode === 0 ? {
				type: "answered",
				text: stdout
			} : {
				type: "failed",
				why: firstLine(stderr)
			};
		} catch (error) {
			return {
				type: "failed",
				why: firstLine(errorText(error))
			};
		}
	};
}
function definedOnly(environment) {
	const entries = Object.entries(environment).flatMap(([name, value]) => value === void 0 || REDIRECTING.includes(name) ? [] : [[name, value]]);
	return Object.fromEntries(entries);
}
function firstLine(text) {
	return text.trim().split(/\r?\n/, 1)[0]?.replace(/^fatal: /, "") ?? "";
}

// src/run/changed-files.ts
const DIFF = [
	"diff",
	"--name-only",
	"-z",
	"--no-renames",
	"--no-ext-diff"
];
const UNTRACKED = [
	"ls-files",
	"-z",
	"--others",
	"--exclude-standard"
];
const DEFAULT_BRANCHES = [
	"refs/remotes/origin/HEAD",
	...["origin/main", "origin/master"].map((name) => `refs/remotes/${name}`),
	...["main", "master"].map((name) => `refs/heads/${name}`)
];
/**
* What changed against `base`, else against the event's base, else since the branch left the default branch (and where
* nothing differs from that: in the last commit). Locally with what is not committed yet, on a runner without. Never throws.
*/
async function changedFiles({ root, base, environment }) {
	const found = await gitIn(root, environment)("rev-parse", "--show-toplevel");
	if (found.type === "failed") return unknown(`git cannot tell the changed files: ${found.why}`);
	const git = gitIn(found.text.replace(/\r?\n$/, ""), environment);
	if (base !== void 0) return againstUsersBase(git, base, environment);
	const event = await eventBase(environment);
	switch (event.type) {
		case "branch-point": {
			const commit = await branchPoint(git, event.revisions);
			return commit === void 0 ? missing(git, event.revisions[0] ?? "") : againstCommit(git, commit, environment);
		}
		case "commit": {
			const commit = await commitOf(git, event.revision);
			return commit === void 0 ? missing(git, event.revision) : againstCommit(git, commit, environment);
		}
		case "default-branch": return againstDefaultBranch(git, event.branch ?? "", environment);
		case "none": return unknown(`${event.why}; give --base`);
		default: return event;
	}
}
async function againstUsersBase(git, base, environment) {
	if (!/^[^-\s\p{Cc}][^\s\p{Cc}]{0,254}$/u.test(base)) return unknown("expected --base to be a branch, a tag or a commit, found an empty, overlong or unusable name");
	const commit = await branchPoint(git, [base, `refs/remotes/origin/${base}`]);
	return commit === void 0 ? missing(git, base) : againstCommit(git, commit, environment);
}
async function againstDefaultBranch(git, branch, environment) {
	const head = await commitOf(git, "HEAD");
	if (head === void 0) return allFiles(git, environment);
	const point = await branchPoint(git, [...branch === "" ? [] : [`refs/remotes/origin/${branch}`], ...DEFAULT_BRANCHES]);
	if (point === void 0 && await isShallow(git)) return missing(git, "the default branch");
	if (point !== void 0 && point !== head) return againstCommit(git, point, environment);
	if (point === head && isLocal(environment)) {
		const uncommitted = await againstCommit(git, head, environment);
		if (uncommitted.type === "unknown" || uncommitted.files.length > 0) return uncommitted;
	}
	const parent = await commitOf(git, `${head}^`);
	if (parent !== void 0) return againstCommit(git, parent, environment);
	return await isShallow(git) ? missing(git, "HEAD^") : allFiles(git, environment);
}
async function againstCommit(git, commit, environment) {
	if (!isLocal(environment)) return listed(commit, [await git(...DIFF, commit, "HEAD", "--")]);
	return listed(commit, [await git(...DIFF, commit, "--"), await git(...UNTRACKED)]);
}
/** There is no commit to compare with, so that every file is new. */
async function allFiles(git, environment) {
	const tracked = await git("ls-files", "-z", "--cached");
	return listed("nothing", isLocal(environment) ? [tracked, await git(...UNTRACKED)] : [tracked]);
}
function listed(base, answers) {
	const files = /* @__PURE__ */ new Set();
	for (const answer of answers) {
		if (answer.type === "failed") return unknown(`git cannot tell the changed files: ${answer.why}`);
		for (const file of answer.text.split("\0")) if (file !== "") files.add(file);
	}
	return {
		type: "known",
		base,
		files: [...files].sort()
	};
}
/** The first of these revisions that is known decides; nothing where history ends before the branches meet. */
async function branchPoint(git, revisions) {
	for (const revision of revisions) {
		const commit = await commitOf(git, revision);
		if (commit === void 0) continue;
		const answer = await git("merge-base", commit, "HEAD");
		return answer.type === "answered" ? answer.text.trim() : void 0;
	}
}
/** The full name of a commit, so that no revision of the user's reaches another command. */
async function commitOf(git, revision) {
	const answer = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
	const commit = answer.type === "answered" ? answer.text.trim() : "";
	return /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0;
}
async function missing(git, revision) {
	if (await isShallow(git)) return unknown(`the history that leads to ${revision} was not fetched: check out with \`fetch-depth: 0\``);
	return unknown(`this repository has no commit ${revision} that HEAD shares history with; fetch it, or give another --base`);
}
async function isShallow(git) {
	const answer = await git("rev-parse", "--is-shallow-repository");
	return answer.type === "answered" && answer.text.trim() === "true";
}
/** On a runner, what earlier steps built or downloaded is no change of the author's. */
function isLocal(environment) {
	return environment.GITHUB_ACTIONS !== "true" && (environment.GITHUB_EVENT_NAME ?? "") === "";
}
function unknown(why) {
	return {
		type: "unknown",
		why
	};
}

// src/mission/path-pattern.ts
const NOT_SLASH = (character) => character !== "/";
const ANYTHING = () => true;
/** In front of the two parts of `**` and `/`: both are there or none, so that `**` followed by `/a` is not `xa`. */
const FOLDERS = {
	matches: () => false,
	repeats: false,
	skips: [1, 3]
};
/**
* A `paths` pattern of GitHub, without its `!`: `*` any number of characters but `/`; `**` any number of any, and with a
* slash after it also nothing at all; `[a-z]` one of these; `?` the character before it or nothing; `+` the character
* before it once or more; `\` takes the next one literally. Where there is nothing to repeat or to close, the character
* stands for itself.
*/
function readPattern(pattern) {
	const characters = [...pattern];
	const parts = [];
	let index = 0;
	/** The part that `?` and `+` apply to. */
	let repeatable;
	while (index < characters.length) {
		const character = characters[index] ?? "";
		const before = repeatable === void 0 ? void 0 : parts[repeatable];
		repeatable = void 0;
		if (character === "*") {
			const stars = runOf("*", characters, index);
			index += stars;
			const atStart = index === stars || characters[index - stars - 1] === "/";
			if (stars === 1) parts.push({
				matches: NOT_SLASH,
				repeats: true,
				skips: [1]
			});
			else if (atStart && characters[index] === "/") {
				parts.push(FOLDERS, {
					matches: ANYTHING,
					repeats: true,
					skips: [1]
				}, {
					matches: literally("/"),
					repeats: false
				});
				index += 1;
			} else parts.push({
				matches: ANYTHING,
				repeats: true,
				skips: [1]
			});
			continue;
		}
		if (before !== void 0 && (character === "?" || character === "+")) {
			parts[parts.length - 1] = character === "?" ? {
				...before,
				skips: [1]
			} : {
				...before,
				repeats: true
			};
			index += 1;
			continue;
		}
		const close = character === "[" ? characters.indexOf("]", index + 2) : -1;
		const escaped = character === "\\" ? characters[index + 1] : void 0;
		const matches = close === -1 ? literally(escaped ?? character) : oneOf(characters.slice(index + 1, close));
		parts.push({
			matches,
			repeats: false
		});
		repeatable = parts.length - 1;
		index = close === -1 ? index + (escaped === void 0 ? 1 : 2) : close + 1;
	}
	return parts;
}
function runOf(character, characters, from) {
	let length = 0;
	while (characters[from + length] === character) length += 1;
	return length;
}
function literally(character) {
	return (found) => found === character;
}
/** Characters and ranges; never a slash, so that `*` and `[]` stay inside of a folder. */
function oneOf(members) {
	const single = /* @__PURE__ */ new Set();
	const ranges = [];
	for (let index = 0; index < members.length; index += 1) {
		const from = members[index] ?? "";
		const to = members[index + 2];
		if (members[index + 1] === "-" && to !== void 0) {
			ranges.push([from, to]);
			index += 2;
		} else single.add(from);
	}
	return (found) => found !== "/" && (single.has(found) || ranges.some(([from, to]) => found >= from && found <= to));
}

// src/mission/match-paths.ts
/**
* As `paths` filters of workflows: every pattern must match the whole path, and the last one that matches decides, so
* that `!` takes back what earlier ones let in and a later one lets in again. Without a pattern nothing matches.
*/
function pathMatcher(patterns) {
	const rules = patterns.map((pattern) => {
		const negated = pattern.startsWith("!");
		return {
			negated,
			matches: wholeMatcher(readPattern(negated ? pattern.slice(1) : pattern))
		};
	});
	return (path) => {
		const deciding = rules.findLast(({ matches }) => matches(path));
		return deciding !== void 0 && !deciding.negated;
	};
}
/** Follows all readings of the pattern side by side: linear in both lengths, where a regular expression may go back for ever. */
function wholeMatcher(parts) {
	const reached = Array.from({ length: parts.length + 1 }, (_, index) => reachable(parts, index));
	/** For each part the last round in which it was reached: an array, since a set a character is ten times slower. */
	const rounds = new Uint32Array(parts.length + 1);
	let round = 0;
	return (path) => {
		let current = reached[0] ?? [];
		rounds.fill(0);
		round = 0;
		for (const character of path) {
			round += 1;
			const next = [];
			for (const index of current) {
				const part = parts[index];
				if (part === void 0 || !part.matches(character)) continue;
				for (const after of reached[index + 1] ?? []) add(after, next);
				if (part.repeats) add(index, next);
			}
			if (next.length === 0) return false;
			current = next;
		}
		return current.includes(parts.length);
	};
	function add(index, to) {
		if (rounds[index] === round) return;
		rounds[index] = round;
		to.push(index);
	}
}
/** Where one can be at this part without reading more: parts that may be left out are stepped over. A set visits what is added to it. */
function reachable(parts, from) {
	const found = /* @__PURE__ */ new Set([from]);
	for (const index of found) for (const skip of parts[index]?.skips ?? []) found.add(index + skip);
	return [...found];
}

// src/run/changed-matcher.ts
/** Whether a changed file matches these patterns. Where it is not known what changed, everything may have. */
function changedMatcher(changed) {
	const known = /* @__PURE__ */ new Map();
	return (patterns) => {
		if (changed?.type !== "known") return true;
		const key = patterns.join("\n");
		const before = known.get(key);
		if (before !== void 0) return before;
		const found = changed.files.some(pathMatcher(patterns));
		known.set(key, found);
		return found;
	};
}

// src/run/github-context.ts
/**
* What the `github` context of workflows has, as far as the runner tells it in variables. A list and not a rule, so that
* no token can ever be among them.
*/
const PROPERTIES = [
	...[
		"action",
		"action_path",
		"actor",
		"actor_id",
		"api_url",
		"base_ref",
		"event_name",
		"event_path",
		"graphql_url"
	],
	...[
		"head_ref",
		"job",
		"ref",
		"ref_name",
		"ref_protected",
		"ref_type",
		"repository",
		"repository_id"
	],
	...[
		"repository_owner",
		"repository_owner_id",
		"retention_days",
		"run_attempt",
		"run_id",
		"run_number"
	],
	...[
		"server_url",
		"sha",
		"triggering_actor",
		"workflow",
		"workflow_ref",
		"workflow_sha",
		"workspace"
	]
];
/** The `github` context; away from a runner it is empty. Never throws. */
function githubContext(environment) {
	const context = {};
	for (const name of PROPERTIES) {
		const value = environment[`GITHUB_${name.toUpperCase()}`];
		if (value !== void 0) context[name] = name === "ref_protected" ? value === "true" : value;
	}
	return {
		...context,
		event: eventPayload(environment.GITHUB_EVENT_PATH)
	};
}
/** Unreadable or broken: as if it told nothing. */
function eventPayload(path) {
	if (path === void 0 || path === "") return {};
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return {};
	}
}

// src/run/prepare-language.ts
/** Gets ready what the expressions and `paths` of a mission ask for, and nothing that they do not. */
async function prepareLanguage(request) {
	const { mission, root, environment, base } = request;
	const expressions = readExpressions(mission);
	const asksForPaths = mission.tasks.some((task) => task.paths.length > 0);
	if (expressions === void 0 && !asksForPaths) return {
		language: plainLanguage,
		notes: []
	};
	const changed = asksForPaths || expressions?.asksForChanges(mission) === true ? await changedFiles({
		root,
		environment,
		...base === void 0 ? {} : { base }
	}) : void 0;
	return {
		language: makeLanguage(expressions, {
			environment: callerEnvironment(environment),
			github: githubContext(environment),
			changed: changedMatcher(changed)
		}),
		notes: changed?.type === "unknown" ? [`nothing is skipped for unchanged files, as they are not known: ${changed.why}`] : [],
		...changed === void 0 ? {} : { changed }
	};
}

export { prepareLanguage as t };