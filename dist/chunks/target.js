const require_mission = require("./mission.js");
let node_fs = require("node:fs");

// src/github/api/rate-limit.ts
const USUAL_DELAY = 6e4;
const LONGEST_DELAY = 216e5;
function delayOf(status, headers, message, now) {
	if (status !== 403 && status !== 429) return void 0;
	const after = secondsIn(headers.get("retry-after"));
	if (after !== void 0) return bounded(after * 1e3);
	if (headers.get("x-ratelimit-remaining") === "0") {
		const reset = secondsIn(headers.get("x-ratelimit-reset"));
		return bounded(reset === void 0 ? USUAL_DELAY : reset * 1e3 - now);
	}
	return status === 429 || /rate limit|abuse/i.test(message) ? USUAL_DELAY : void 0;
}
function secondsIn(text) {
	return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : void 0;
}
function bounded(delay) {
	return Math.min(LONGEST_DELAY, Math.max(1e3, delay));
}

// src/github/api/request.ts
const LONGEST_MESSAGE = 200;
function requestsTo({ url, repository, token }, now = Date.now) {
	return async ({ method, path, body, limit, signal }) => {
		const timeout = AbortSignal.timeout(limit);
		try {
			const response = await fetch(`${url}/repos/${repository}${path}`, {
				method,
				headers: {
					accept: "application/vnd.github+json",
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					"user-agent": "mission-runner",
					"x-github-api-version": "2022-11-28"
				},
				...body === void 0 ? {} : { body: JSON.stringify(body) },
				signal: signal === void 0 ? timeout : AbortSignal.any([timeout, signal])
			});
			return answerOf(response, await response.text(), now());
		} catch (error) {
			if (timeout.aborted) return {
				type: "failed",
				why: `no answer within ${limit / 1e3} s`
			};
			return {
				type: "failed",
				why: causeOf(error)
			};
		}
	};
}
function answerOf(response, text, now) {
	const { status, headers } = response;
	const value = parse(text);
	if (status >= 200 && status < 300 && value !== void 0) return {
		type: "done",
		value
	};
	const said = messageOf(value);
	const why = `it answered ${status}${said === "" ? "" : ` "${said}"`}`;
	const delay = delayOf(status, headers, said, now);
	if (delay !== void 0) return {
		type: "limited",
		delay,
		why
	};
	return status >= 500 || status === 408 || status === 425 || value === void 0 ? {
		type: "failed",
		why
	} : {
		type: "refused",
		status,
		why
	};
}
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function messageOf(value) {
	if (typeof value !== "object" || value === null || !("message" in value)) return "";
	const errors = "errors" in value && Array.isArray(value.errors) ? value.errors.map(detailOf) : [];
	const texts = [value.message, ...errors].filter((text) => typeof text === "string" && text !== "");
	return require_mission.sanitizeLine(texts.join(": ")).slice(0, LONGEST_MESSAGE);
}
function detailOf(error) {
	return typeof error === "object" && error !== null && "message" in error ? error.message : error;
}
function causeOf(error) {
	const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
	const text = require_mission.errorText$1(cause).replace(/Bearer [^"]*/g, "Bearer ***");
	return require_mission.sanitizeLine(text).slice(0, LONGEST_MESSAGE);
}

// src/github/api/target.ts
function apiPlace(token, environment) {
	const { GITHUB_API_URL, GITHUB_REPOSITORY = "" } = environment;
	if (token === "") return {
		type: "missing",
		why: "The input `token` is empty."
	};
	if (!/^[\x21-\x7e]+$/.test(token)) return {
		type: "missing",
		why: "The input `token` has a blank or another character that no token has."
	};
	if (!/^[\w.-]+\/[\w.-]+$/.test(GITHUB_REPOSITORY)) return {
		type: "missing",
		why: "This runner does not say which repository it works for (GITHUB_REPOSITORY)."
	};
	return {
		type: "found",
		place: {
			url: (GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
			repository: GITHUB_REPOSITORY,
			token
		}
	};
}
function readEvent({ GITHUB_EVENT_PATH, GITHUB_REPOSITORY }) {
	const event = GITHUB_EVENT_PATH ? readJson(GITHUB_EVENT_PATH) : void 0;
	const pullRequest = field(event, "pull_request");
	const number = field(pullRequest, "number") ?? field(event, "number");
	const head = field(pullRequest, "head");
	const sha = field(head, "sha");
	const name = field(field(head, "repo"), "full_name");
	const isKnown = pullRequest !== void 0;
	return {
		...isKnown && typeof number === "number" && Number.isSafeInteger(number) ? { pullRequest: number } : {},
		...typeof sha === "string" && isSha(sha) ? { headSha: sha } : {},
		isFork: isKnown && typeof name === "string" && name.toLowerCase() !== (GITHUB_REPOSITORY ?? "").toLowerCase()
	};
}
function statusSha(event, { GITHUB_SHA = "" }) {
	return event.headSha ?? (isSha(GITHUB_SHA) ? GITHUB_SHA : void 0);
}
function runUrl(environment) {
	const { GITHUB_SERVER_URL, GITHUB_REPOSITORY = "", GITHUB_RUN_ID = "", GITHUB_RUN_ATTEMPT = "1" } = environment;
	const page = `${GITHUB_SERVER_URL || "https://github.com"}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
	return GITHUB_RUN_ATTEMPT === "1" ? page : `${page}/attempts/${GITHUB_RUN_ATTEMPT}`;
}
function isSha(text) {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function readJson(path) {
	try {
		return JSON.parse((0, node_fs.readFileSync)(path, "utf8"));
	} catch {
		return;
	}
}
function field(value, name) {
	if (typeof value !== "object" || value === null) return void 0;
	return value[name];
}

Object.defineProperty(exports, "apiPlace", {
  enumerable: true,
  get: function () {
    return apiPlace;
  }
});
Object.defineProperty(exports, "readEvent", {
  enumerable: true,
  get: function () {
    return readEvent;
  }
});
Object.defineProperty(exports, "requestsTo", {
  enumerable: true,
  get: function () {
    return requestsTo;
  }
});
Object.defineProperty(exports, "runUrl", {
  enumerable: true,
  get: function () {
    return runUrl;
  }
});
Object.defineProperty(exports, "statusSha", {
  enumerable: true,
  get: function () {
    return statusSha;
  }
});