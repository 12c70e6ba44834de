import { gi as append, hi as stronglyConnectedComponents } from "./mission.js";
import { t as taskReads } from "./task-reads.js";

// src/fleet/plan/bonds.ts
/** All bonds of a mission, without those that keep runners from waiting for each other. */
function tieTasks(mission, positions) {
	const ties = createTies(mission.tasks.length, positions);
	const { tasks } = mission;
	tieNeeds(mission, ties);
	for (const task of tasks) {
		for (const to of task.needsAny) ties.tie({
			kind: "needs-any",
			from: task.id,
			to
		});
		const { id: from, supports, deploy, workspace } = task;
		if (supports !== void 0 && deploy !== "always") ties.tie({
			kind: "supports",
			from,
			to: supports
		});
		if (typeof workspace === "object") ties.tie({
			kind: "workspace",
			from,
			to: workspace.from
		});
	}
	tieHolders("lock", tasks, ({ locks }) => locks, ties);
	tieHolders("pool", tasks, ({ pools = {} }) => Object.keys(pools), ties);
	const after = createReach(mission);
	for (const [from, reads] of taskReads(mission)) tieReads(from, reads, after, ties);
	tieUsers(mission, after, ties);
	return ties;
}
function createTies(count, positions) {
	const above = Array.from({ length: count }, (_, position) => position);
	const bonds = [];
	const rootOf = (position) => {
		let root = position;
		while ((above[root] ?? root) !== root) root = above[root] ?? root;
		for (let node = position; node !== root;) {
			const next = above[node] ?? root;
			above[node] = root;
			node = next;
		}
		return root;
	};
	const tie = (bond) => {
		const [from, to] = [positions.get(bond.from), positions.get(bond.to)];
		if (from === void 0 || to === void 0) return;
		const [one, other] = [rootOf(from), rootOf(to)];
		if (one === other) return;
		above[Math.max(one, other)] = Math.min(one, other);
		bonds.push(bond);
	};
	return {
		tie,
		bonds,
		rootOf
	};
}
/** By list: combinations of a matrix share theirs, which may be thousands of ids long. */
function tieNeeds({ tasks }, { tie }) {
	const byId = new Map(tasks.map((task) => [task.id, task]));
	const members = /* @__PURE__ */ new Map();
	for (const { id, needs } of tasks) append(members, needs, id);
	for (const [needs, ids] of members) {
		const [first = ""] = ids;
		const bound = needs.filter((need) => byId.get(need)?.artifacts === void 0);
		for (const to of bound) tie({
			kind: "needs",
			from: first,
			to
		});
		const [to] = bound;
		if (to !== void 0) for (const from of ids) tie({
			kind: "needs",
			from,
			to
		});
	}
}
function tieHolders(kind, tasks, namesOf, { tie }) {
	const first = /* @__PURE__ */ new Map();
	for (const task of tasks) for (const name of namesOf(task)) {
		const holder = first.get(name);
		if (holder === void 0) first.set(name, task.id);
		else tie({
			kind,
			from: holder,
			to: task.id,
			name
		});
	}
}
function createReach({ tasks }) {
	const holders = /* @__PURE__ */ new Map();
	for (const { id, needs } of tasks) append(holders, needs, id);
	const lists = /* @__PURE__ */ new Map();
	for (const [needs, ids] of holders) for (const need of needs) append(lists, need, ids);
	const known = /* @__PURE__ */ new Map();
	return (id) => {
		const before = known.get(id);
		if (before !== void 0) return before;
		const found = /* @__PURE__ */ new Set();
		const walked = /* @__PURE__ */ new Set();
		const walk = (from) => {
			for (const list of lists.get(from) ?? []) {
				if (walked.has(list)) continue;
				walked.add(list);
				for (const each of list) found.add(each);
			}
		};
		walk(id);
		for (const each of found) walk(each);
		known.set(id, found);
		return found;
	};
}
/** The outputs and the status of a task that has certainly ended travel from runner to runner, those of another one do not. */
function tieReads(from, ids, after, { tie }) {
	for (const to of ids) if (!after(to).has(from)) tie({
		kind: "status",
		from,
		to
	});
}
/** Each runner starts services of its own, so what one task did in a service must not be missing for a task that needs it. */
function tieUsers({ services, tasks }, after, { tie }) {
	for (const { id: name } of services) {
		const users = tasks.filter((task) => task.services.includes(name));
		for (const { id: to } of users) {
			const later = after(to);
			for (const { id: from } of users) if (later.has(from)) tie({
				kind: "service",
				from,
				to,
				name
			});
		}
	}
}

// src/fleet/plan/cut.ts
/**
* Finds the largest number of groups of which no two have to be on one runner. A need may be cut only if the task that is needed declares
* what it leaves (`artifacts`), so that a mission that works on one machine also works on several.
*/
function safeCuts(mission) {
	const positions = new Map(mission.tasks.map(({ id }, position) => [id, position]));
	const ties = tieTasks(mission, positions);
	const edges = edgesOf(mission);
	tieCircles(mission, edges, ties, positions);
	return groupsOf(mission, edges, ties);
}
function edgesOf(mission) {
	const byList = /* @__PURE__ */ new Map();
	for (const { id, needs } of mission.tasks) append(byList, needs, id);
	const reads = [...taskReads(mission)].map(([id, to]) => ({
		from: [id],
		to
	}));
	return [...[...byList].map(([to, from]) => ({
		from,
		to
	})), ...reads].filter(({ to }) => to.length > 0);
}
/** Two runners cannot wait for each other, so groups that need each other in a circle become one. */
function tieCircles({ tasks }, edges, { tie, rootOf }, positions) {
	const roots = new Map([...positions].map(([id, position]) => [id, rootOf(position)]));
	const rootsOf = (ids) => [...new Set(ids.flatMap((id) => roots.get(id) ?? []))];
	const needs = tasks.map(() => []);
	for (const { from, to } of edges) {
		const hub = needs.push(rootsOf(to)) - 1;
		for (const root of rootsOf(from)) needs[root]?.push(hub);
	}
	for (const component of stronglyConnectedComponents({
		count: tasks.length,
		needs
	})) {
		const members = new Set(component);
		const isInside = (id) => members.has(roots.get(id) ?? -1);
		for (const hub of component) {
			const { from, to } = edges[hub - tasks.length] ?? NO_EDGES;
			const [waiting, needed] = [from.filter(isInside), to.filter(isInside)];
			for (const each of needed) tie({
				kind: "circle",
				from: waiting[0] ?? each,
				to: each
			});
			for (const each of waiting) tie({
				kind: "circle",
				from: each,
				to: needed[0] ?? each
			});
		}
	}
}
const NO_EDGES = {
	from: [],
	to: []
};
function groupsOf({ tasks }, edges, { rootOf, bonds }) {
	const numbers = /* @__PURE__ */ new Map();
	const groups = [];
	const groupOf = /* @__PURE__ */ new Map();
	for (const [position, { id, runsOn }] of tasks.entries()) {
		const root = rootOf(position);
		const number = numbers.get(root) ?? groups.push({
			tasks: [],
			bonds: [],
			labels: []
		}) - 1;
		numbers.set(root, number);
		groupOf.set(id, number);
		const group = groups[number];
		group?.tasks.push(id);
		if (runsOn !== void 0 && group?.labels.includes(runsOn) === false) group.labels.push(runsOn);
	}
	for (const bond of bonds) groups[groupOf.get(bond.from) ?? -1]?.bonds.push(bond);
	const groupsOfIds = (ids) => [...new Set(ids.flatMap((id) => groupOf.get(id) ?? []))].sort((one, other) => one - other);
	return {
		groups,
		groupOf,
		waits: edges.flatMap(({ from, to }) => waitsFor(groupsOfIds(to), groupsOfIds(from)))
	};
}
/** A group does not wait for itself, so one that is in both lists has a wait of its own. */
function waitsFor(needs, members) {
	const needed = new Set(needs);
	const others = members.filter((member) => !needed.has(member));
	const own = members.filter((member) => needed.has(member)).map((member) => ({
		needs: needs.filter((need) => need !== member),
		members: [member]
	}));
	return [{
		needs,
		members: others
	}, ...own].filter((wait) => wait.needs.length > 0 && wait.members.length > 0);
}

export { safeCuts as t };