import { n as inNeedsOrder } from "./needs-graph.js";
import { t as predictionOf } from "./prediction.js";

// src/schedule/estimate.ts
const FALLBACK = 6e4;
/**
* Expected milliseconds of each task: what the history predicts, else its `expect`, else the median of those that are
* known, else one minute.
*/
function estimates(mission, predictions) {
	const known = /* @__PURE__ */ new Map();
	for (const { id, expect } of mission.tasks) {
		const expected = predictionOf(predictions, id)?.expect ?? expect;
		if (expected !== void 0) known.set(id, expected);
	}
	const usual = median([...known.values()]) ?? FALLBACK;
	return new Map(mission.tasks.map(({ id }) => [id, known.get(id) ?? usual]));
}
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}

// src/schedule/make-plan.ts
/** Everything about the order of a mission that does not change while it runs. The mission must hold no cycle. */
function makePlan(mission, predictions) {
	const { tasks } = mission;
	const grouping = needsGroups(tasks);
	const { groups, groupOf } = grouping;
	const groupsOf = groupsByNeed(grouping);
	const whileUnfinished = /* @__PURE__ */ new Map();
	const alternatives = /* @__PURE__ */ new Map();
	for (const { id, deploy, supports, needsAny } of tasks) {
		if (deploy !== "always" && supports !== void 0) append(whileUnfinished, supports, id);
		for (const alternative of new Set(needsAny)) append(alternatives, alternative, id);
	}
	const graph = groupGraph(tasks, grouping);
	return {
		byId: new Map(tasks.map((task) => [task.id, task])),
		rank: launchOrder(mission, estimates(mission, predictions), graph, groupsOf, groupOf),
		groups,
		groupsOf,
		groupOf,
		alternatives,
		whileUnfinished,
		followers: followersOf(tasks, graph)
	};
}
function groupsByNeed({ groups }) {
	const groupsOf = /* @__PURE__ */ new Map();
	for (const [index, { needs }] of groups.entries()) for (const need of needs) append(groupsOf, need, index);
	return groupsOf;
}
function append(lists, key, value) {
	const list = lists.get(key);
	if (list === void 0) lists.set(key, [value]);
	else list.push(value);
}
function groupGraph(tasks, { groups, groupOf }) {
	const positions = new Map(tasks.map(({ id }, position) => [id, position]));
	const at = (ids) => ids.flatMap((id) => positions.get(id) ?? []);
	const hubOf = (id) => {
		const group = groupOf.get(id);
		return group === void 0 ? [] : [tasks.length + group];
	};
	return {
		needs: tasks.map(({ id }) => hubOf(id)),
		hubs: groups.map(({ needs }) => at(needs)),
		at
	};
}
/** What comes, by needs and by whom it follows, after itself is no follower: it has to go first. */
function followersOf(tasks, { needs, hubs, at }) {
	if (!tasks.some(({ deploy }) => deploy === "while-running")) return /* @__PURE__ */ new Set();
	const alternatives = [...new Set(tasks.map(({ needsAny }) => needsAny).filter((list) => list.length > 0))];
	const first = tasks.length + hubs.length;
	const hubOf = new Map(alternatives.map((list, index) => [list, first + index]));
	const all = tasks.map(({ needsAny, deploy, supports }, position) => [
		...needs[position] ?? [],
		...[hubOf.get(needsAny) ?? []].flat(),
		...deploy === "while-running" && supports !== void 0 ? at([supports]) : []
	]);
	const free = inNeedsOrder({
		count: tasks.length,
		needs: [
			...all,
			...hubs,
			...alternatives.map(at)
		]
	});
	return new Set(free.flatMap((position) => tasks[position]?.deploy === "while-running" ? [tasks[position].id] : []));
}
/**
* One group per list of needs. The reader of the file makes one list for all that need `tasks`, so that identity settles
* most; a mission read back from a journal holds copies, and must come to the same groups by content.
*/
function needsGroups(tasks) {
	const groups = [];
	const byList = /* @__PURE__ */ new Map();
	const byContent = /* @__PURE__ */ new Map();
	const groupOf = /* @__PURE__ */ new Map();
	for (const { id, needs } of tasks) {
		if (needs.length === 0) continue;
		const content = byList.has(needs) ? "" : needs.join("\n");
		const index = byList.get(needs) ?? byContent.get(content) ?? groups.length;
		if (index === groups.length) {
			groups.push({
				needs,
				members: []
			});
			byContent.set(content, index);
		}
		byList.set(needs, index);
		groups[index]?.members.push(id);
		groupOf.set(id, index);
	}
	return {
		groups,
		groupOf
	};
}
/** Longest remaining critical path first, then priority (one more for who supports somebody), then tests before tasks, then the file's order. */
function launchOrder(mission, expected, graph, groupsOf, groupOf) {
	const remaining = pathsOver(mission, expected, graph, groupsOf, groupOf);
	const order = mission.tasks.map((task, index) => ({
		id: task.id,
		path: remaining.get(task.id) ?? 0,
		priority: task.priority + (task.supports === void 0 ? 0 : 1),
		level: task.level,
		index
	}));
	order.sort((a, b) => b.path - a.path || b.priority - a.priority || b.level - a.level || a.index - b.index);
	return new Map(order.map((entry, rank) => [entry.id, rank]));
}
/** By id: milliseconds from the task's start to the end of the longest chain that hangs on it, if all take what is expected. */
function remainingPaths(mission, expected) {
	const grouping = needsGroups(mission.tasks);
	return pathsOver(mission, expected, groupGraph(mission.tasks, grouping), groupsByNeed(grouping), grouping.groupOf);
}
function pathsOver(mission, expected, graph, groupsOf, groupOf) {
	const remaining = /* @__PURE__ */ new Map();
	const groupPath = /* @__PURE__ */ new Map();
	const order = inNeedsOrder({
		count: mission.tasks.length,
		needs: [...graph.needs, ...graph.hubs]
	});
	for (const position of [...order].reverse()) {
		const task = mission.tasks[position];
		if (task === void 0) continue;
		let longest = 0;
		for (const index of groupsOf.get(task.id) ?? []) longest = Math.max(longest, groupPath.get(index) ?? 0);
		const path = longest + (expected.get(task.id) ?? 0);
		remaining.set(task.id, path);
		const own = groupOf.get(task.id);
		if (own !== void 0) groupPath.set(own, Math.max(groupPath.get(own) ?? 0, path));
	}
	return remaining;
}

export { remainingPaths as n, estimates as r, makePlan as t };