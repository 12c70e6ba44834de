import { in as redactMission, ln as isTemplate, mn as createSecrets, pn as callerEnvironment } from "./mission.js";
import { t as prepareLanguage } from "./prepare-language.js";
import { setFlagsFromString } from "node:v8";

// src/run/asked-for.ts
/** The same for the journal, without what was not asked. */
function askedFor({ only, skip, gate, base }, from) {
	return {
		from,
		...only.length === 0 ? {} : { only },
		...skip.length === 0 ? {} : { skip },
		...gate === void 0 ? {} : { gate },
		...base === void 0 ? {} : { base }
	};
}

// src/process/results/load-results-reader.ts
/** The parsers are not loaded with everything else: only missions with a task that has `results` need it. */
async function loadResultsReader() {
	return await import("./read-results.js");
}

// src/run/shown-secrets.ts
/**
* Sentences about values of secrets that stand where nothing can be masked: an id names files and is what everything is
* found by, and reports go to the paths that they are told. They name lines, never values.
*/
function shownSecrets({ tasks, services }, { active, redactText }) {
	if (!active) return [];
	const shown = /* @__PURE__ */ new Set();
	for (const { id, line } of services) note("the id", line, id);
	for (const { id, line, deliverable, results } of tasks) {
		note("the id", line, id);
		note("the `deliverable`", line, deliverable);
		note("the `results`", line, results);
	}
	return [...shown].map((what) => `the value of a secret stands in ${what} of the mission file: it cannot be masked there, and is in every report`);
	function note(what, line, text) {
		if (text !== void 0 && redactText(text) !== text) shown.add(`${what} at line ${line}`);
	}
}

// src/run/prepare-run.ts
async function prepareRun(request) {
	const { mission, environment, secretLearned } = request;
	const prepared = await prepareLanguage(request);
	const notes = [...prepared.notes];
	const secrets = createSecrets(process.platform === "win32", secretLearned);
	const caller = callerEnvironment(environment);
	for (const { secrets: names, env } of [...mission.tasks, ...mission.services]) if (names.length > 0) notes.push(...secrets.learn(names, caller), ...secrets.learn(names, withoutTemplates(env)));
	notes.push(...shownSecrets(mission, secrets.redactor()));
	const results = mission.tasks.some((task) => task.results !== void 0) ? { results: await loadResultsReader() } : {};
	const shown = redactMission(mission, secrets.redactor());
	const history = await loadHistory(request, shown);
	if (history !== void 0) notes.push(...history.notes);
	return {
		...prepared,
		notes,
		secrets,
		shown,
		...results,
		...history === void 0 ? {} : { history }
	};
}
async function loadHistory({ history, environment }, shown) {
	if (history === void 0) return void 0;
	const { openHistory } = await import("./history-file.js");
	return openHistory(history, shown, environment.GITHUB_SHA);
}
function withoutTemplates(env) {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}

// src/run/save-memory.ts
/**
* Keeps the young generation of the heap small. A run makes much short-lived garbage and is never in a hurry, and the
* default doubles that generation again and again: 120 MB instead of 93 MB at the peak of 1,000 tasks.
*/
function saveMemory() {
	setFlagsFromString("--semi-space-growth-factor=1");
}

export { prepareRun as n, askedFor as r, saveMemory as t };