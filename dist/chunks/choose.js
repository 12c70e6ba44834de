import { t as safeCuts } from "./cut.js";
import { a as bondAdvice, i as planOf, o as bondText } from "./plan-text.js";
import { Dr as isConditional, K as selectTasks, Nr as estimates, Or as plannedProfiles, di as soloTime, gi as append, li as NO_FOREIGN, mi as inTopologicalOrder, pi as wholeUse, si as listSchedule } from "./mission.js";
import { t as virtualRun } from "./virtual-run.js";

// src/fleet/runners/explain-groups.ts
/** How many tasks or bonds a sentence lists. */
const LISTED = 3;
/** A group of at least so many tasks is worth an explanation. */
const FEWEST = 2;
/**
* Sentences about what keeps the mission from being cut further: the bonds of the group that takes the longest, and what to declare. Empty if
* every task can be on a runner of its own.
*
* @param problem with what each group takes; without it, the group with the most tasks is meant
*/
function holdsTogether(mission, cuts, problem) {
	const weight = (group, index) => problem?.groups[index]?.alone ?? group.tasks.length;
	let largest;
	let most = -1;
	for (const [index, group] of cuts.groups.entries()) if (group.tasks.length >= FEWEST && weight(group, index) > most) [largest, most] = [group, weight(group, index)];
	if (largest === void 0) return [];
	return [...undeclared(largest, mission, cuts), ...otherBonds(largest)];
}
/** The tasks of the group that others need and that do not declare what they leave, those that the most tasks need first. */
function undeclared(group, mission, cuts) {
	const inside = new Set(group.tasks);
	const users = /* @__PURE__ */ new Map();
	for (const { id, needs } of mission.tasks) {
		if (!inside.has(id)) continue;
		for (const need of needs) users.set(need, (users.get(need) ?? 0) + 1);
	}
	const silent = mission.tasks.filter(({ id, artifacts }) => artifacts === void 0 && users.has(id));
	if (silent.length === 0) return [];
	const ids = silent.map(({ id }) => id).sort((one, other) => (users.get(other) ?? 0) - (users.get(one) ?? 0));
	const declared = mission.tasks.map((task) => task.artifacts === void 0 ? {
		...task,
		artifacts: []
	} : task);
	const possible = safeCuts({
		...mission,
		tasks: declared
	}).groups.length;
	const held = `${group.tasks.length} tasks must be on one runner, because ${silentText(ids)}`;
	if (possible <= cuts.groups.length) return [held];
	return [held, `With \`artifacts:\` in ${ids.length === 1 ? ids[0] ?? "" : "all of them"} (\`artifacts: []\` for a task that leaves no file), the mission could be cut into ${possible} parts instead of ${cuts.groups.length}`];
}
function silentText(ids) {
	if (ids.length === 1) return `${ids[0]} does not declare what it leaves for the tasks that need it`;
	const left = ids.length > LISTED ? `, and ${ids.length - LISTED} more` : "";
	return `these do not declare what they leave for the tasks that need them: ${ids.slice(0, LISTED).join(", ")}${left}`;
}
function otherBonds({ bonds }) {
	const others = bonds.filter(({ kind }) => kind !== "needs");
	const shown = others.slice(0, LISTED).map((bond) => {
		const advice = bondAdvice(bond);
		return `${bondText(bond)}${advice === void 0 ? "" : `: ${advice}`}`;
	});
	return others.length > LISTED ? [...shown, `and ${others.length - LISTED} more bonds`] : shown;
}

// src/fleet/runners/problem.ts
function createProblem({ mission, cuts, machine, predictions, idle, overhead }) {
	const { workers, pools } = mission.admission;
	const profiles = plannedProfiles(mission, machine, predictions);
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const hall = {
		workers: workers.limit,
		pools,
		cpus: machine.cpus,
		memory: machine.memory,
		foreign: NO_FOREIGN
	};
	const labels = [...new Set(cuts.groups.map((group) => group.labels[0]))];
	const groups = cuts.groups.map((group) => {
		const jobs = group.tasks.flatMap((id) => {
			const task = byId.get(id);
			if (task === void 0) return [];
			const { kind, needs, locks, pools: taken, memory } = task;
			const profile = idle.has(id) ? void 0 : profiles.get(id);
			return [{
				id,
				kind,
				needs,
				locks,
				pools: taken,
				memory,
				...profile === void 0 ? {} : { profile }
			}];
		});
		const solo = ({ profile }) => profile === void 0 ? 0 : soloTime(profile);
		const sum = (of) => jobs.reduce((total, job) => total + of(job), 0);
		const time = sum(solo);
		return {
			alone: jobs.length === 1 ? time : listSchedule(jobs, hall),
			time,
			cpu: sum(({ profile }) => profile === void 0 ? 0 : wholeUse(profile)),
			memory: sum((job) => (job.memory ?? 0) * solo(job)),
			label: labels.indexOf(group.labels[0])
		};
	});
	const capacity = {
		workers: workers.limit,
		cpus: machine.cpus,
		memory: machine.memory
	};
	return {
		cuts,
		groups,
		labels,
		...graphOf(cuts),
		capacity,
		overhead
	};
}
function graphOf({ groups, waits }) {
	const waitsOf = groups.map(() => []);
	const neededBy = groups.map(() => []);
	for (const [index, { members }] of waits.entries()) for (const member of members) waitsOf[member]?.push(index);
	for (const [index, { needs }] of waits.entries()) for (const need of needs) neededBy[need]?.push(index);
	const needs = [...groups.map((_, group) => waitsOf[group]?.map((index) => groups.length + index) ?? []), ...waits.map((wait) => wait.needs)];
	return {
		waits,
		waitsOf,
		neededBy,
		order: inTopologicalOrder({
			count: groups.length,
			needs
		})
	};
}

// src/fleet/runners/estimate.ts
const IMPOSSIBLE = {
	makespan: Infinity,
	cost: Infinity,
	ends: [],
	critical: []
};
/** How much of the mean end of all parts counts beside the makespan: enough to prefer one of two that are equally long. */
const SLIGHT = .001;
/** Estimates partings of one problem, thousands of times. A part takes at least its longest chain, and its work on all that one runner has. */
function createEstimator(problem) {
	const { groups, overhead } = problem;
	const graph = flatGraph(problem);
	const shares = sharesOf(problem);
	const alone = Float64Array.from(groups, (group) => group.alone);
	const finish = new Float64Array(groups.length);
	const parts = new Int32Array(groups.length);
	let reached = /* @__PURE__ */ new Float64Array(0);
	return (parting, count) => {
		parts.set(parting);
		const needs = new Uint8Array(count * count);
		if (reached.length !== problem.waits.length * count) reached = new Float64Array(problem.waits.length * count);
		reached.fill(-1);
		const chain = chainsOf(graph, alone, finish, parts, needs, count, reached);
		const work = workOf$2(shares, parts, count);
		return estimateOf(needs, Array.from(chain, (length, part) => Math.max(length, work[part] ?? 0)), overhead);
	};
}
function flatGraph({ groups, waits, waitsOf, order }) {
	const lists = [...waitsOf.map((indexes) => indexes.map((index) => groups.length + index)), ...waits.map(({ needs }) => needs)];
	const from = new Int32Array(lists.length + 1);
	for (const [node, list] of lists.entries()) from[node + 1] = (from[node] ?? 0) + list.length;
	return {
		groups: groups.length,
		order: Int32Array.from(order),
		from,
		after: Int32Array.from(lists.flat())
	};
}
/**
* By part: the longest chain of groups in it.
*
* @param needs notes which part needs which: row by row, 1 for each that it needs
* @param reached space for each wait and part: when the last of the groups that are needed has ended there; below 0 if there is none
*/
function chainsOf({ groups, order, from, after }, alone, finish, parts, needs, count, reached) {
	const chain = new Float64Array(count);
	for (const node of order) {
		const first = from[node] ?? 0;
		const end = from[node + 1] ?? 0;
		if (node >= groups) {
			const row = (node - groups) * count;
			for (let index = first; index < end; index++) {
				const need = after[index] ?? 0;
				const place = row + (parts[need] ?? 0);
				const time = finish[need] ?? 0;
				if (time > (reached[place] ?? 0)) reached[place] = time;
				else if ((reached[place] ?? 0) < 0) reached[place] = 0;
			}
			continue;
		}
		const part = parts[node] ?? 0;
		let start = 0;
		for (let index = first; index < end; index++) {
			const row = ((after[index] ?? 0) - groups) * count;
			const time = reached[row + part] ?? 0;
			if (time > start) start = time;
			for (let other = 0; other < count; other++) if (other !== part && (reached[row + other] ?? -1) >= 0) needs[part * count + other] = 1;
		}
		const time = start + (alone[node] ?? 0);
		finish[node] = time;
		if (time > (chain[part] ?? 0)) chain[part] = time;
	}
	return chain;
}
function sharesOf({ groups, capacity }) {
	return [
		Float64Array.from(groups, ({ time }) => time / capacity.workers),
		Float64Array.from(groups, ({ cpu }) => cpu / capacity.cpus),
		Float64Array.from(groups, ({ memory }) => memory / capacity.memory)
	].filter((share) => share.some((each) => each > 0));
}
/** By part, the least time that its work takes on one runner. */
function workOf$2(shares, parts, count) {
	const most = new Float64Array(count);
	for (const share of shares) {
		const sums = new Float64Array(count);
		for (let group = 0; group < parts.length; group++) {
			const part = parts[group] ?? 0;
			sums[part] = (sums[part] ?? 0) + (share[group] ?? 0);
		}
		for (let part = 0; part < count; part++) most[part] = Math.max(most[part] ?? 0, sums[part] ?? 0);
	}
	return most;
}
/** A part starts when all parts that it needs have ended. */
function estimateOf(needs, durations, overhead) {
	const count = durations.length;
	const ends = new Array(count).fill(-1);
	const before = new Array(count).fill(-1);
	for (let known = 0; known < count;) {
		const from = known;
		for (let part = 0; part < count; part++) {
			if ((ends[part] ?? 0) >= 0) continue;
			let start = 0;
			let last = -1;
			let isOpen = false;
			for (let need = 0; need < count; need++) {
				if (needs[part * count + need] !== 1) continue;
				const end = ends[need] ?? -1;
				if (end < 0) isOpen = true;
				else if (end > start) [start, last] = [end, need];
			}
			if (isOpen) continue;
			ends[part] = start + overhead + (durations[part] ?? 0);
			before[part] = last;
			known += 1;
		}
		if (known === from) return IMPOSSIBLE;
	}
	const makespan = Math.max(...ends);
	const critical = [];
	for (let part = ends.indexOf(makespan); part >= 0; part = before[part] ?? -1) critical.unshift(part);
	const mean = ends.reduce((sum, end) => sum + end, 0) / count;
	return {
		makespan,
		cost: makespan + SLIGHT * mean,
		ends,
		critical
	};
}

// src/fleet/runners/improve.ts
/** How many groups of a part are tried, those with the most work first. */
const MOST_TRIED = 12;
/** Moves groups away from the parts that end last, as long as that makes the estimate better. */
function improve(problem, estimator, start, tries) {
	let best = start;
	let left = tries;
	while (left > 0) {
		const current = best;
		const targets = problem.labels.map((_, label) => partsWith(problem, current, label));
		for (const part of current.estimate.critical) for (const moved of movable(problem, current, part)) for (const target of targets[problem.groups[moved[0] ?? 0]?.label ?? 0] ?? []) {
			if (target === part || left <= 0) continue;
			left -= 1;
			const parting = current.parting.slice();
			for (const group of moved) parting[group] = target;
			const estimate = estimator(parting, current.count);
			if (estimate.cost < best.estimate.cost) best = {
				parting,
				count: current.count,
				estimate
			};
		}
		if (best === current) return best;
	}
	return best;
}
/** Sets of groups that may leave a part: single groups, and groups with everything that waits for them in the part. */
function movable(problem, { parting }, part) {
	const members = groupsIn(parting, part);
	if (members.length < 2) return [];
	const tried = [...members].sort((one, other) => workOf$1(problem, other) - workOf$1(problem, one) || one - other).slice(0, MOST_TRIED);
	const inside = new Set(members);
	return tried.flatMap((group) => {
		const later = followers(problem, group, inside);
		return later.length > 1 && later.length < members.length ? [[group], later] : [[group]];
	});
}
function followers({ waits, neededBy }, group, inside) {
	const found = /* @__PURE__ */ new Set([group]);
	for (const each of found) for (const index of neededBy[each] ?? []) for (const member of waits[index]?.members ?? []) if (inside.has(member)) found.add(member);
	return [...found];
}
function workOf$1({ groups }, group) {
	return groups[group]?.time ?? 0;
}
function groupsIn(parting, part) {
	return parting.flatMap((each, group) => each === part ? [group] : []);
}
function partsWith({ groups }, { parting }, label) {
	const parts = /* @__PURE__ */ new Set();
	for (const [group, part] of parting.entries()) if (groups[group]?.label === label) parts.add(part);
	return [...parts].sort((one, other) => one - other);
}
/** Partings with one more part: a part of those that end last is divided. */
function splits(problem, { parting, count, estimate }) {
	const position = new Map(problem.order.map((node, index) => [node, index]));
	return estimate.critical.flatMap((part) => {
		const members = [...groupsIn(parting, part)].sort((one, other) => (position.get(one) ?? 0) - (position.get(other) ?? 0));
		if (members.length < 2) return [];
		const heavy = [...members].sort((one, other) => workOf$1(problem, other) - workOf$1(problem, one) || one - other);
		const half = heavy.filter((_, index) => index % 4 === 1 || index % 4 === 2);
		return [
			...[.../* @__PURE__ */ new Set([
				1,
				2,
				members.length >> 1,
				members.length - 1
			])].filter((cut) => cut < members.length).map((cut) => members.slice(cut)),
			...heavy.slice(0, 3).map((group) => [group]),
			half
		].filter(({ length }) => length > 0 && length < members.length).map((moved) => {
			const next = parting.slice();
			for (const group of moved) next[group] = count;
			return next;
		});
	});
}

// src/fleet/runners/stages.ts
/**
* A runner that needs another one waits until that one has ended, so parts run in stages. This file builds partings stage by stage: groups
* of one stage that need each other are one component, and components are distributed over the runners of the stage, the longest first.
*/
/** How many stages a plan has at most. */
const MOST_STAGES = 12;
/** Up to this depth, all ways to divide the depths into stages are tried. */
const DEPTH_OF_ALL = 5;
/** By depth: the stage in which groups of this depth run. Each list is one way to divide a mission into stages. */
function stagings(depth, runners) {
	const levels = Array.from({ length: depth }, (_, level) => level);
	if (depth <= DEPTH_OF_ALL) return Array.from({ length: 2 ** (depth - 1) }, (_, bits) => {
		let stage = 0;
		return levels.map((level) => {
			if (level > 0 && (bits >> level - 1 & 1) === 1) stage += 1;
			return stage;
		});
	}).filter((way) => (way.at(-1) ?? 0) < runners);
	const most = Math.min(MOST_STAGES, depth, runners);
	const even = Array.from({ length: most }, (_, index) => index + 1).map((stages) => levels.map((level) => Math.floor(level * stages / depth)));
	if (runners < 2) return even;
	const borders = [.../* @__PURE__ */ new Set([
		1,
		2,
		depth - 2,
		depth - 1
	])].map((border) => levels.map((level) => level < border ? 0 : 1));
	return [...even, ...borders];
}
/** By group: how many groups are in the longest chain that ends before it. */
function depthsOf({ groups, waits, waitsOf, order }) {
	const depths = new Array(groups.length).fill(0);
	const after = new Array(waits.length).fill(0);
	for (const node of order) if (node < groups.length) depths[node] = Math.max(0, ...(waitsOf[node] ?? []).map((index) => after[index] ?? 0));
	else after[node - groups.length] = 1 + maximum(waits[node - groups.length]?.needs ?? [], depths);
	return depths;
}
function maximum(positions, values) {
	return positions.reduce((most, position) => Math.max(most, values[position] ?? 0), 0);
}
/** A parting with this many parts in these stages; undefined if there are not enough runners, or not enough components for them. */
function partingOf(problem, stageOfDepth, depths, runners) {
	const components = componentsOf(problem, stageOfDepth, depths);
	const classes = /* @__PURE__ */ new Map();
	for (const component of components) append(classes, `${component.stage} ${component.label}`, component);
	const lists = [...classes.values()];
	const counts = shares(lists, problem, runners);
	if (counts === void 0) return void 0;
	const parting = new Array(problem.groups.length).fill(0);
	let first = 0;
	for (const [index, list] of lists.entries()) {
		const count = counts[index] ?? 1;
		distribute(list, count, problem, (group, part) => {
			parting[group] = first + part;
		});
		first += count;
	}
	return parting;
}
function componentsOf({ groups, waits }, stageOfDepth, depths) {
	const stages = depths.map((depth) => stageOfDepth[depth] ?? 0);
	const above = groups.map((_, group) => group);
	const rootOf = (group) => {
		let root = group;
		while ((above[root] ?? root) !== root) {
			above[root] = above[above[root] ?? root] ?? root;
			root = above[root] ?? root;
		}
		return root;
	};
	for (const { needs, members } of waits) {
		const heads = /* @__PURE__ */ new Map();
		for (const need of needs) heads.set(`${stages[need]} ${groups[need]?.label}`, need);
		for (const member of members) {
			if (heads.get(`${stages[member]} ${groups[member]?.label}`) === void 0) continue;
			for (const need of needs) if (stages[need] === stages[member] && groups[need]?.label === groups[member]?.label) above[rootOf(need)] = rootOf(member);
		}
	}
	const found = /* @__PURE__ */ new Map();
	for (const [group, { alone, time, cpu, memory, label }] of groups.entries()) {
		const root = rootOf(group);
		const component = found.get(root) ?? {
			stage: stages[group] ?? 0,
			label,
			groups: [],
			length: 0,
			time: 0,
			cpu: 0,
			memory: 0
		};
		found.set(root, component);
		component.groups.push(group);
		component.length = Math.max(component.length, alone);
		component.time += time;
		component.cpu += cpu;
		component.memory += memory;
	}
	return [...found.values()].sort((one, other) => one.stage - other.stage);
}
/** How many runners each list of components gets: one, and each further one goes where a runner has the most to do. */
function shares(lists, problem, runners) {
	const components = lists.reduce((sum, list) => sum + list.length, 0);
	if (lists.length > runners || components < runners) return void 0;
	const counts = lists.map(() => 1);
	const works = lists.map((list) => list.reduce((sum, component) => sum + workOf(component, problem), 0));
	const longest = lists.map((list) => list.reduce((most, component) => Math.max(most, lengthOf(component, problem)), 0));
	for (let left = runners - lists.length; left > 0; left--) {
		let best = -1;
		let most = -1;
		for (const [index, list] of lists.entries()) {
			const count = counts[index] ?? 1;
			if (count >= list.length) continue;
			const each = (works[index] ?? 0) / count;
			const gain = each > (longest[index] ?? 0) ? each : 0;
			if (gain > most) [best, most] = [index, gain];
		}
		if (best < 0) return void 0;
		counts[best] = (counts[best] ?? 1) + 1;
	}
	return counts;
}
/** The part of a runner that it takes, in milliseconds. */
function workOf({ time, cpu, memory }, { capacity }) {
	return Math.max(time / capacity.workers, cpu / capacity.cpus, memory / capacity.memory);
}
function lengthOf(component, problem) {
	return Math.max(component.length, workOf(component, problem));
}
/** The longest first, each to the runner that has the least to do. */
function distribute(list, count, problem, put) {
	const loads = Array.from({ length: count }, () => ({
		length: 0,
		time: 0,
		cpu: 0,
		memory: 0,
		label: 0,
		stage: 0
	}));
	const sorted = [...list].sort((one, other) => lengthOf(other, problem) - lengthOf(one, problem) || workOf(other, problem) - workOf(one, problem) || (one.groups[0] ?? 0) - (other.groups[0] ?? 0));
	for (const [index, component] of sorted.entries()) {
		let best = index < count ? index : 0;
		let least = Infinity;
		for (let part = 0; index >= count && part < count; part++) {
			const load = loads[part];
			if (load === void 0) continue;
			const after = workOf({
				...load,
				time: load.time + component.time,
				cpu: load.cpu + component.cpu,
				memory: load.memory + component.memory
			}, problem);
			const end = Math.max(after, load.length);
			if (end < least || end === least && load.time < (loads[best]?.time ?? 0)) [best, least] = [part, end];
		}
		const load = loads[best];
		if (load === void 0) continue;
		load.time += component.time;
		load.cpu += component.cpu;
		load.memory += component.memory;
		load.length = Math.max(load.length, component.length);
		for (const group of component.groups) put(group, best);
	}
}

// src/fleet/runners/search.ts
/** How many of the partings that were built are improved. */
const IMPROVED = 2;
/** How many partings of one number of parts are estimated while they are improved: few for large missions, so that a search takes a second. */
const MOST_TRIES = 400;
const MOST_STEPS = 15e4;
/** The best partings that were found, for 1, 2, … parts; undefined for a number with which the mission cannot be cut. */
function* searchPartings(problem, most) {
	const estimator = createEstimator(problem);
	const depths = depthsOf(problem);
	const depth = 1 + depths.reduce((deepest, each) => Math.max(deepest, each), 0);
	const tries = Math.min(MOST_TRIES, Math.ceil(MOST_STEPS / problem.order.length));
	let before;
	for (let count = 1; count <= most; count++) {
		const built = stagings(depth, count).map((way) => partingOf(problem, way, depths, count)).filter((parting) => parting !== void 0);
		const divided = before === void 0 ? [] : splits(problem, before);
		before = distinct([...built, ...divided]).map((parting) => ({
			parting,
			count,
			estimate: estimator(parting, count)
		})).filter(({ estimate }) => estimate.makespan < Infinity).sort((one, other) => one.estimate.cost - other.estimate.cost).slice(0, IMPROVED).map((each) => improve(problem, estimator, each, tries)).reduce((best, each) => best === void 0 || each.estimate.cost < best.estimate.cost ? each : best, void 0);
		yield before;
	}
}
function distinct(partings) {
	return [...new Map(partings.map((parting) => [parting.join(), parting])).values()];
}

// src/fleet/runners/simulate-fleet.ts
const MINUTE = 6e4;
/**
* Runs the parts of plans on virtual machines. A part starts when all parts that it needs have ended, as the job of a workflow does. What each
* task takes and whether it is skipped is the same as in a run of the whole mission on one machine.
*/
function createFleetSimulator(world) {
	const { machine, assume, predictions, overhead } = world;
	const mission = withExpected(world.mission, predictions);
	const events = virtualRun(mission, machine, assume, world.conditions, predictions);
	const whole = events.at(-1)?.at ?? 0;
	const idle = neverRun(mission, events);
	const known = /* @__PURE__ */ new Map();
	const durationOf = ({ tasks }) => {
		if (tasks.length === mission.tasks.length) return whole;
		const only = tasks.filter((id) => !idle.has(id));
		if (only.length === 0) return 0;
		const key = only.join("\n");
		const before = known.get(key);
		if (before !== void 0) return before;
		const selected = selectTasks(mission, {
			only,
			skip: []
		});
		if (selected.type === "refused") throw new Error(`${selected.message}, which is a bug of the plan`);
		const duration = virtualRun(selected.mission, machine, assume, allRun, predictions).at(-1)?.at ?? 0;
		known.set(key, duration);
		return duration;
	};
	return {
		idle,
		simulate: (plan) => timesOf(plan, durationOf, overhead)
	};
}
const allRun = () => ({ type: "run" });
function timesOf(plan, durationOf, overhead) {
	const parts = [];
	for (const part of plan.parts) {
		const started = part.needs.reduce((latest, need) => Math.max(latest, parts[need - 1]?.ended ?? 0), 0);
		const ready = started + overhead;
		parts.push({
			number: part.number,
			started,
			ready,
			ended: ready + durationOf(part)
		});
	}
	return {
		parts,
		makespan: parts.reduce((latest, { ended }) => Math.max(latest, ended), 0),
		billedMinutes: parts.reduce((sum, { started, ended }) => sum + Math.max(1, Math.ceil((ended - started) / MINUTE)), 0)
	};
}
/** A task of which nothing is known takes the usual time of the whole mission, also in a part that has other tasks. No workspace is copied. */
function withExpected(mission, predictions) {
	const expected = estimates(mission, predictions);
	const tasks = mission.tasks.map(({ workspace: _, ...task }) => ({
		...task,
		expect: task.expect ?? expected.get(task.id) ?? 0
	}));
	return {
		...mission,
		tasks
	};
}
/**
* The tasks that a condition skips in a run of the whole mission. What a condition reads may be in other parts, so a part by itself would not
* show it. Other tasks are taken to run, as in every plan.
*/
function neverRun({ tasks }, events) {
	const conditional = new Set(tasks.flatMap((task) => isConditional(task) ? [task.id] : []));
	const admitted = /* @__PURE__ */ new Set();
	const found = /* @__PURE__ */ new Set();
	for (const event of events) {
		if (event.type === "admitted") admitted.add(event.id);
		if (event.type !== "ended" || admitted.has(event.id) || !conditional.has(event.id)) continue;
		if (event.status === "skipped" || event.status === "failed") found.add(event.id);
	}
	return found;
}

// src/fleet/runners/choose.ts
function chooseFleet(request) {
	const { mission, runners, mostRunners, overhead } = request;
	const cuts = safeCuts(mission);
	const mixed = cuts.groups.find(({ labels }) => labels.length > 1);
	if (mixed !== void 0) return {
		type: "refused",
		message: mixedText(mixed)
	};
	const mostParts = cuts.groups.length;
	if (typeof runners === "number" && runners > mostParts) return {
		type: "refused",
		message: tooManyText(runners, request, cuts)
	};
	const simulator = createFleetSimulator(request);
	const problem = createProblem({
		...request,
		cuts,
		idle: simulator.idle
	});
	const searched = typeof runners === "number" ? runners : Math.min(mostRunners, mostParts);
	const bound = shortestChain(problem) + overhead;
	const rows = [];
	for (const found of searchPartings(problem, searched)) {
		const best = rows.at(-1)?.times.makespan ?? Infinity;
		const isGiven = found?.count === runners;
		if (found === void 0 || found.estimate.makespan >= best && !isGiven) continue;
		const plan = planOfParting(found, request, problem);
		const times = simulator.simulate(plan);
		if (times.makespan >= best && !isGiven) continue;
		const first = rows[0]?.times.makespan ?? times.makespan;
		const gain = first === 0 ? 0 : 100 * (first - times.makespan) / first;
		rows.push({
			runners: found.count,
			plan,
			times,
			gain
		});
		if (runners === "auto" && times.makespan <= bound) break;
	}
	const chosen = choose(rows, request);
	if (chosen === void 0) return {
		type: "refused",
		message: tooFewText(searched, problem)
	};
	const bounds = holdsTogether(mission, cuts, problem);
	return {
		type: "chosen",
		rows,
		...chosen,
		mostParts,
		searched,
		bounds
	};
}
function choose(rows, { runners, targetTime, overhead }) {
	const last = rows.at(-1);
	if (last === void 0 || runners !== "auto" && last.runners !== runners) return void 0;
	if (runners !== "auto") return {
		chosen: last,
		reason: "given"
	};
	if (targetTime !== void 0) {
		const met = rows.find(({ times }) => times.makespan <= targetTime);
		return met === void 0 ? {
			chosen: last,
			reason: "missed"
		} : {
			chosen: met,
			reason: "target"
		};
	}
	const costOf = ({ times, runners: count }) => times.makespan + count * overhead;
	return {
		chosen: rows.reduce((best, row) => costOf(row) < costOf(best) ? row : best),
		reason: "balance"
	};
}
/** Parts in an order in which each needs only earlier ones; of those that may be next, the one with the first task of the file. */
function planOfParting({ parting, count }, { mission }, { cuts, labels, groups, waits }) {
	const needs = Array.from({ length: count }, () => /* @__PURE__ */ new Set());
	for (const { needs: needed, members } of waits) {
		const from = new Set(needed.map((group) => parting[group] ?? 0));
		for (const part of new Set(members.map((group) => parting[group] ?? 0))) for (const need of from) if (need !== part) needs[part]?.add(need);
	}
	const open = [...new Set(parting)];
	const order = [];
	while (open.length > 0) {
		const next = open.findIndex((part) => [...needs[part] ?? []].every((need) => order.includes(need)));
		order.push(...open.splice(Math.max(0, next), 1));
	}
	const assignments = order.map((part, index) => {
		const label = labels[groups[parting.indexOf(part)]?.label ?? 0];
		const tasks = mission.tasks.flatMap(({ id }) => parting[cuts.groupOf.get(id) ?? 0] === part ? [id] : []);
		return {
			number: index + 1,
			tasks,
			...label === void 0 ? {} : { label }
		};
	});
	const derived = planOf(mission, cuts, assignments);
	if (derived.type === "plan") return derived.plan;
	throw new Error(`${derived.problems[0]?.message ?? "a plan was refused"}, which is a bug of the search`);
}
/** Milliseconds of the longest chain of groups, each on a runner of its own that needs no time to start. */
function shortestChain({ groups, waits, waitsOf, order }) {
	const ends = new Array(order.length).fill(0);
	let longest = 0;
	for (const node of order) {
		ends[node] = ((node < groups.length ? (waitsOf[node] ?? []).map((index) => groups.length + index) : waits[node - groups.length]?.needs) ?? []).reduce((latest, each) => Math.max(latest, ends[each] ?? 0), 0) + (groups[node]?.alone ?? 0);
		longest = Math.max(longest, ends[node] ?? 0);
	}
	return longest;
}
function mixedText({ labels, bonds }) {
	const reasons = bonds.slice(0, 3).map(bondText).join("; ");
	return `expected tasks that must be on one runner to have one \`runs-on\`, found ${labels.join(" and ")}: ${reasons}`;
}
function tooManyText(runners, { mission }, cuts) {
	const most = cuts.groups.length;
	const parts = most === 1 ? "it has no safe cut" : `it can be cut into ${most} parts`;
	const reasons = holdsTogether(mission, cuts).map((reason) => `\n  ${reason}`).join("");
	return `expected at most ${most} runner${most === 1 ? "" : "s"}, found ${runners}: ${parts}${reasons}`;
}
function tooFewText(searched, { labels }) {
	return `expected enough runners for the labels of the tasks, found ${searched}: a runner has one label, and the mission needs ${labels.map((label) => label ?? "the default label").join(", ")}`;
}

export { chooseFleet as t };