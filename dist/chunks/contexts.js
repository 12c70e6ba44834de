// src/report/statuses/contexts.ts
/** The most contexts of one mission: with one request a second, 100 of them take more than a minute and a half. */
const MOST_CONTEXTS = 100;
/** UTF-16 units of a context that GitHub accepts. */
const LONGEST_CONTEXT = 255;
/** Ids that a notice lists. */
const LISTED = 5;
/** The name of the status of a task. */
function contextOf(prefix, id) {
	return `${prefix} / ${id}`;
}
/**
* The contexts of a mission, `PREFIX / ID`. They do not depend on how the run goes, nor on what is selected, so that each of them can be required.
*
* @param tasks all that are declared, in the order of the mission file
*/
function chooseContexts(tasks, choice, prefix) {
	const named = (choice === "none" ? [] : tasks.filter(({ kind }) => choice === "all" || kind === "test")).map(({ id }) => ({
		id,
		context: contextOf(prefix, id)
	}));
	const fitting = named.filter(({ context }) => context.length <= LONGEST_CONTEXT);
	const contexts = fitting.slice(0, 100);
	const notices = [...without(named.filter(({ context }) => context.length > LONGEST_CONTEXT), `a commit status can have ${LONGEST_CONTEXT} characters in its name`), ...without(fitting.slice(100), `the limit is ${100}, and the first ones in the mission file count`)];
	return notices.length === 0 ? { contexts } : {
		contexts,
		notice: notices.join(" ")
	};
}
function without(left, why) {
	if (left.length === 0) return [];
	const ids = left.slice(0, LISTED).map(({ id }) => id);
	const more = left.length - ids.length;
	return [`${`${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}`} ${left.length === 1 ? "has" : "have"} no commit status: ${why}. Do not require ${left.length === 1 ? "it" : "them"}.`];
}

export { contextOf as n, chooseContexts as t };