import { o as saveState } from "./core.js";
import { n as contextOf } from "./contexts.js";

// src/github/statuses/saved-statuses.ts
/** Saves the contexts before the first request, so that `post` can settle all of them if `main` is killed. */
function saveContexts(contexts, prefix, why) {
	const saved = {
		prefix,
		ids: contexts.map(({ id }) => id),
		why
	};
	saveState("contexts", JSON.stringify(saved));
}
/** Saves which contexts have their result, by their index. */
function saveResults(indexes) {
	saveState("results", indexes.join(","));
}
/** Nothing is left for `post`: everything was sent, or nothing can be. */
function saveStatusesOver() {
	saveState("contexts", "");
}
/** Reads the variables `STATE_*` that the runner sets for `post`. Undefined if nothing is left to do. */
function readSavedStatuses(environment) {
	const { STATE_contexts: contexts = "", STATE_results: results = "" } = environment;
	if (contexts === "") return void 0;
	const { prefix, ids, why } = JSON.parse(contexts);
	const sent = new Set(results === "" ? [] : results.split(",").map(Number));
	const open = ids.map((id) => ({
		id,
		context: contextOf(prefix, id)
	})).filter((_, index) => !sent.has(index));
	return open.length === 0 ? void 0 : {
		open,
		why
	};
}

export { saveStatusesOver as i, saveContexts as n, saveResults as r, readSavedStatuses as t };