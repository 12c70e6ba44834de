// src/report/statuses/contexts.ts
const MOST_CONTEXTS = 100;
const LONGEST_CONTEXT = 255;
const LISTED = 5;
function contextOf(prefix, id) {
	return `${prefix} / ${id}`;
}
function chooseContexts(tasks, choice, prefix, whole = tasks) {
	const isMeant = ({ kind }) => choice === "all" || choice === "tests" && kind === "test";
	const ambiguous = sameForGitHub(whole.filter(isMeant));
	const named = tasks.filter(isMeant).map(({ id }) => ({
		id,
		context: contextOf(prefix, id)
	}));
	const distinct = named.filter(({ id }) => !ambiguous.has(id.toLowerCase()));
	const fitting = distinct.filter(({ context }) => context.length <= LONGEST_CONTEXT);
	const contexts = fitting.slice(0, 100);
	const notices = [
		...without(named.filter(({ id }) => ambiguous.has(id.toLowerCase())), "GitHub ignores upper and lower case in the names of statuses, so that the success of one would hide the failure of another. Rename one of them"),
		...without(distinct.filter(({ context }) => context.length > LONGEST_CONTEXT), `a commit status can have ${LONGEST_CONTEXT} characters in its name`),
		...without(fitting.slice(100), `the limit is ${100}, and the first ones in the mission file count`)
	];
	return notices.length === 0 ? { contexts } : {
		contexts,
		notice: notices.join(" ")
	};
}
function sameForGitHub(tasks) {
	const seen = /* @__PURE__ */ new Set();
	const same = /* @__PURE__ */ new Set();
	for (const { id } of tasks) {
		const folded = id.toLowerCase();
		if (seen.has(folded)) same.add(folded);
		seen.add(folded);
	}
	return same;
}
function without(left, why) {
	if (left.length === 0) return [];
	const ids = left.slice(0, LISTED).map(({ id }) => id);
	const more = left.length - ids.length;
	return [`${`${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}`} ${left.length === 1 ? "has" : "have"} no commit status: ${why}. Do not require ${left.length === 1 ? "it" : "them"}.`];
}

Object.defineProperty(exports, "chooseContexts", {
  enumerable: true,
  get: function () {
    return chooseContexts;
  }
});
Object.defineProperty(exports, "contextOf", {
  enumerable: true,
  get: function () {
    return contextOf;
  }
});