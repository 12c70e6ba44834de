const require_core = require("./core.js");
const require_contexts = require("./contexts.js");

// src/github/statuses/saved-statuses.ts
function saveContexts(contexts, prefix, why) {
	const saved = {
		prefix,
		ids: contexts.map(({ id }) => id),
		why
	};
	require_core.saveState("contexts", JSON.stringify(saved));
}
function saveResults(indexes) {
	require_core.saveState("results", indexes.join(","));
}
function saveStatusesOver() {
	require_core.saveState("contexts", "");
}
function readSavedStatuses(environment) {
	const { STATE_contexts: contexts = "", STATE_results: results = "" } = environment;
	if (contexts === "") return void 0;
	const { prefix, ids, why } = JSON.parse(contexts);
	const sent = new Set(results === "" ? [] : results.split(",").map(Number));
	const open = ids.map((id) => ({
		id,
		context: require_contexts.contextOf(prefix, id)
	})).filter((_, index) => !sent.has(index));
	return open.length === 0 ? void 0 : {
		open,
		why
	};
}

Object.defineProperty(exports, "readSavedStatuses", {
  enumerable: true,
  get: function () {
    return readSavedStatuses;
  }
});
Object.defineProperty(exports, "saveContexts", {
  enumerable: true,
  get: function () {
    return saveContexts;
  }
});
Object.defineProperty(exports, "saveResults", {
  enumerable: true,
  get: function () {
    return saveResults;
  }
});
Object.defineProperty(exports, "saveStatusesOver", {
  enumerable: true,
  get: function () {
    return saveStatusesOver;
  }
});