const require_rolldown_runtime = ((exports) => {
// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) {
		__defProp(target, name, {
			get: all[name],
			enumerable: true
		});
	}
	if (!no_symbols) {
		__defProp(target, Symbol.toStringTag, { value: "Module" });
	}
	return target;
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") {
		for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
			key = keys[i];
			if (!__hasOwnProp.call(to, key) && key !== except) {
				__defProp(to, key, {
					get: ((k) => from[k]).bind(null, key),
					enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
				});
			}
		}
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));

Object.defineProperty(exports, "__commonJSMin", {
  enumerable: true,
  get: function () {
    return __commonJSMin;
  }
});
Object.defineProperty(exports, "__exportAll", {
  enumerable: true,
  get: function () {
    return __exportAll;
  }
});
Object.defineProperty(exports, "__toESM", {
  enumerable: true,
  get: function () {
    return __toESM;
  }
});
return exports;
})({});
const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/base/billed-minutes.ts
const MINUTE = 6e4;
function billedMinutes(duration) {
	return Math.max(1, Math.ceil(duration / MINUTE));
}

// src/report/analysis/cost/cost.ts
const JOB_SET_UP = 25e3;
function costOfOneJob(duration) {
	return {
		jobs: 1,
		minutes: billedMinutes(JOB_SET_UP + duration),
		time: JOB_SET_UP + duration
	};
}
function costOfJobs(mission, alone) {
	let [jobs, minutes, time] = [
		0,
		0,
		0
	];
	for (const { id } of mission.tasks) {
		const duration = alone.get(id);
		if (duration === void 0) continue;
		jobs += 1;
		minutes += billedMinutes(JOB_SET_UP + duration);
	}
	const jobTime = (id) => {
		const duration = alone.get(id);
		return duration === void 0 ? void 0 : JOB_SET_UP + duration;
	};
	for (const path of require_mission.remainingPaths(mission, { get: jobTime }).values) time = Math.max(time, path);
	return {
		jobs,
		minutes,
		time
	};
}

// src/report/analysis/cost/run-cost.ts
const runCost = require_mission.oncePerState((report) => {
	if (!report.finished || report.result === "cancelled" || report.fleet !== void 0 || report.part !== void 0) return;
	if (report.resumes.length > 0) return void 0;
	const alone = /* @__PURE__ */ new Map();
	for (const task of report.tasks.values()) if (task.attemptList.length > 0) alone.set(task.task.id, allAttempts(report, task));
	if (alone.size < 2) return void 0;
	return {
		run: costOfOneJob(report.duration),
		jobs: costOfJobs(report.mission, alone)
	};
});
function allAttempts(report, { attemptList }) {
	return attemptList.reduce((sum, attempt) => sum + (require_mission.durationAlone(report, attempt) ?? require_mission.attemptDuration(report, attempt)), 0);
}

// src/report/analysis/measured-run.ts
function whyNotReplayable(report) {
	const found = obstacle(report);
	return found === void 0 ? void 0 : `expected a run that ended by itself, found ${found}`;
}
function obstacle(report) {
	if (!report.finished) return "a run that has not ended: it is still running, or was killed";
	if (report.fleet !== void 0) return "a run on several runners: replay the run of a part";
	if (report.interruptions.length > 0 || report.result === "cancelled") return "a run that was interrupted: the whole duration of a stopped task is unknown";
	if (report.resumes.length > 0) return "a run that was resumed: it ran in parts";
	if (report.admissions.length === 0) return "a run in which nothing was launched";
	for (const [id, { status }] of report.tasks) if (!require_mission.hasEnded(status)) return `a run in which ${id} has no end`;
}
function measuredRun(report) {
	const message = whyNotReplayable(report);
	if (message !== void 0) return {
		type: "not-replayable",
		message
	};
	const tasks = /* @__PURE__ */ new Map();
	for (const [id, task] of report.tasks) {
		const { status } = task;
		if (require_mission.hasEnded(status)) tasks.set(id, {
			...attemptsOf(task, report),
			status
		});
	}
	const services = /* @__PURE__ */ new Map();
	for (const [id, service] of report.services) {
		const measured = measuredService(service);
		if (measured !== void 0) services.set(id, measured);
	}
	const { mission, machine, readings } = report;
	const views = report.decisions.filter(({ at }, index, all) => at !== all[index - 1]?.at);
	const heldByCpu = report.decisions.flatMap(({ at, reason, until }) => reason === "cpu" && until !== void 0 ? [{
		from: at,
		until
	}] : []);
	return {
		type: "measured",
		run: {
			mission,
			machine,
			predictions: report.predictions,
			ended: report.duration,
			tasks,
			services,
			readings,
			views,
			...report.cpu.ownArea > 0 ? { hasOwnUse: true } : {},
			heldByCpu
		}
	};
}
function attemptsOf(task, report) {
	const { duration } = report;
	const shares = require_mission.serviceShares(report);
	let earlier = 0;
	const all = task.attemptList.map((attempt) => {
		const { started, ended = started, stopping, pauses } = attempt;
		const share = shares.get(attempt);
		const measured = {
			started,
			ended,
			end: endOf$1(attempt),
			...stopping === void 0 ? {} : { stopping },
			...pauses === void 0 ? {} : { pauses: pauses.map(({ at, until = duration }) => ({
				from: at,
				until: Math.min(until, ended)
			})) },
			use: useOf$1(task, attempt, share, earlier),
			...servedPart(attempt, share),
			...soloOf(report, attempt),
			...attempt.usage === void 0 ? {} : { usage: attempt.usage }
		};
		earlier += share?.cpuSeconds ?? 0;
		return {
			measured,
			isEvicted: attempt.status === "evicted"
		};
	});
	const evicted = all.flatMap(({ measured, isEvicted }) => isEvicted ? [measured] : []);
	return {
		attempts: all.flatMap(({ measured, isEvicted }) => isEvicted ? [] : [measured]),
		...evicted.length === 0 ? {} : { evicted }
	};
}
function useOf$1({ usage }, { started, ended = started }, share, earlier) {
	const own = usage?.points.filter(({ at }) => at > started && at <= ended) ?? [];
	if (share === void 0 && earlier === 0) return own;
	return own.map((point) => {
		const served = share === void 0 ? 0 : require_mission.sharedUntil(share, point.at);
		return {
			...point,
			cpuSeconds: point.cpuSeconds + earlier + served
		};
	});
}
function servedPart({ usage }, share) {
	if (share === void 0 || share.cpuSeconds <= 0) return {};
	return { served: share.cpuSeconds / (share.cpuSeconds + (usage?.cpuSeconds ?? 0)) };
}
function soloOf(report, attempt) {
	const solo = require_mission.attemptSolo(report, attempt);
	if (solo === void 0) return {};
	const { services: _, ...own } = solo;
	return { solo: {
		...own,
		cpus: require_mission.wholeDemand(solo)
	} };
}
function endOf$1(attempt) {
	switch (attempt.status) {
		case "failed": return attempt.outOfMemory === true ? "out-of-memory" : "failed";
		case "succeeded":
		case "timed-out":
		case "not-needed":
		case "cancelled": return attempt.status;
		case "evicted":
		case "skipped":
		case "running": return "cancelled";
		default: return attempt.status;
	}
}
function measuredService({ started, ready, failed, stopping, ended }) {
	if (started === void 0) return void 0;
	return {
		started,
		...ready === void 0 ? {} : { ready },
		...failed === void 0 ? {} : { failed },
		...stopping === void 0 ? {} : { stopping },
		ended: ended ?? failed ?? started
	};
}

// src/simulate/measured/learn-from-run.ts
const MEASURABLE = 250;
function learnedFrom$1(run) {
	if (!run.mission.admission.learn) return void 0;
	let learned = 0;
	const predictions = run.mission.tasks.flatMap(({ id }) => {
		const known = require_mission.predictionOf(run.predictions, id);
		const measured = run.tasks.get(id);
		const demand = known?.demand ?? (measured === void 0 ? void 0 : demandOf(measured));
		const duration = durationOf$1(measured);
		if (demand === void 0 || duration === void 0) return known === void 0 ? [] : [[id, known]];
		if (known?.demand === void 0) learned += 1;
		const solo = measured?.attempts.at(-1)?.solo?.duration;
		return [[id, {
			flakiness: {
				runs: 1,
				flaky: 0
			},
			expect: duration,
			low: duration,
			high: duration,
			runs: 1,
			last: [duration],
			...solo === void 0 ? {} : { solo },
			...known,
			demand
		}]];
	});
	return learned === 0 ? void 0 : Object.fromEntries(predictions);
}
function durationOf$1(task) {
	const attempt = task?.attempts.at(-1);
	return attempt?.end === "succeeded" ? attempt.ended - attempt.started : void 0;
}
function demandOf({ attempts }) {
	const last = attempts.at(-1);
	const used = last?.use.at(-1);
	if (last === void 0 || used === void 0) return void 0;
	const before = attempts.at(-2)?.use.at(-1)?.cpuSeconds ?? 0;
	const took = last.ended - last.started;
	const whole = last.solo?.cpus ?? 1e3 * (used.cpuSeconds - before) / took;
	const { served = 0 } = last;
	const memory = Math.max(...attempts.flatMap(({ use }) => use.map((point) => point.memory)));
	return {
		...took < MEASURABLE ? {} : { cpus: whole * (1 - served) },
		...took < MEASURABLE || served === 0 ? {} : { services: whole * served },
		...memory > 0 ? { memory } : {},
		runs: 1
	};
}

// src/fleet/plan/task-reads.ts
function taskReads(mission) {
	const combinations = combinationsOf(mission);
	const known = /* @__PURE__ */ new Map();
	const readsIn = ({ text, isCondition }) => {
		const key = `${isCondition ? "if" : "env"} ${text}`;
		const reads = known.get(key) ?? readText(text, isCondition, combinations);
		known.set(key, reads);
		return reads;
	};
	const found = /* @__PURE__ */ new Map();
	for (const task of mission.tasks) {
		const all = textsOf(task).map(readsIn);
		const needed = all.some(({ any }) => any) ? require_mission.withNeeds(/* @__PURE__ */ new Set([task.id]), mission.tasks, /* @__PURE__ */ new Set()) : [];
		const ids = /* @__PURE__ */ new Set([...all.flatMap((reads) => reads.ids), ...needed]);
		ids.delete(task.id);
		if (ids.size > 0) found.set(task.id, [...ids]);
	}
	return found;
}
function textsOf(task) {
	const templates = Object.values(task.env).filter((value) => value.includes("${{"));
	return [...task.if === void 0 ? [] : [{
		text: task.if,
		isCondition: true
	}], ...templates.map((text) => ({
		text,
		isCondition: false
	}))];
}
function readText(text, isCondition, combinations) {
	const reading = isCondition ? require_mission.parseCondition(text) : require_mission.parseTemplate(text);
	if (reading.type === "rejected") return {
		ids: [],
		any: false
	};
	const named = require_mission.references(reading.parsed).tasks;
	const uses = require_mission.usesOf(reading.parsed);
	const any = uses.contexts.filter(({ name }) => name === "tasks").length > named.length - uses.running.size;
	return {
		ids: named.flatMap(({ name }) => combinations.get(name) ?? []),
		any
	};
}
function combinationsOf({ tasks }) {
	const found = /* @__PURE__ */ new Map();
	for (const task of tasks) {
		found.set(task.id, [task.id]);
		const base = require_mission.matrixBase(task);
		if (base === task.id) continue;
		const all = found.get(base) ?? [];
		all.push(task.id);
		found.set(base, all);
	}
	return found;
}

// src/fleet/plan/bonds.ts
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
function tieNeeds({ tasks }, { tie }) {
	const byId = new Map(tasks.map((task) => [task.id, task]));
	const members = /* @__PURE__ */ new Map();
	for (const { id, needs } of tasks) require_mission.append(members, needs, id);
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
	for (const { id, needs } of tasks) require_mission.append(holders, needs, id);
	const lists = /* @__PURE__ */ new Map();
	for (const [needs, ids] of holders) for (const need of needs) require_mission.append(lists, need, ids);
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
function tieReads(from, ids, after, { tie }) {
	for (const to of ids) if (!after(to).has(from)) tie({
		kind: "status",
		from,
		to
	});
}
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
function safeCuts(mission) {
	const positions = new Map(mission.tasks.map(({ id }, position) => [id, position]));
	const ties = tieTasks(mission, positions);
	const edges = edgesOf(mission);
	tieCircles(mission, edges, ties, positions);
	return groupsOf(mission, edges, ties);
}
function edgesOf(mission) {
	const byList = /* @__PURE__ */ new Map();
	for (const { id, needs } of mission.tasks) require_mission.append(byList, needs, id);
	const reads = [...taskReads(mission)].map(([id, to]) => ({
		from: [id],
		to
	}));
	return [...[...byList].map(([to, from]) => ({
		from,
		to
	})), ...reads].filter(({ to }) => to.length > 0);
}
function tieCircles({ tasks }, edges, { tie, rootOf }, positions) {
	const roots = new Map([...positions].map(([id, position]) => [id, rootOf(position)]));
	const rootsOf = (ids) => [...new Set(ids.flatMap((id) => roots.get(id) ?? []))];
	const needs = tasks.map(() => []);
	for (const { from, to } of edges) {
		const hub = needs.push(rootsOf(to)) - 1;
		for (const root of rootsOf(from)) needs[root]?.push(hub);
	}
	for (const component of require_mission.stronglyConnectedComponents({
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

// src/fleet/plan/explain-cut.ts
function bondText({ kind, from, to, name = "" }) {
	switch (kind) {
		case "needs": return `${from} needs ${to}, which does not declare what it leaves`;
		case "needs-any": return `${from} starts when the first of its \`needs-any\` has ended, such as ${to}`;
		case "supports": return `${from} runs only as long as ${to} does`;
		case "workspace": return `${from} starts from the workspace of ${to}`;
		case "lock": return `${from} and ${to} hold the lock ${name}`;
		case "pool": return `${from} and ${to} take places of the pool ${name}`;
		case "service": return `${from} needs ${to}, and both use the service ${name}`;
		case "status": return `${from} reads the status of ${to}, which may still run`;
		case "circle": return `${from} needs ${to}, and the runner of ${to} would have to wait for that of ${from}`;
		default: return kind;
	}
}
function bondAdvice({ kind, from, to }) {
	switch (kind) {
		case "needs": return `add \`artifacts:\` to ${to} with the files that it leaves for ${from}, or \`artifacts: []\` if it leaves none`;
		case "status": return `add ${to} to the \`needs\` of ${from}`;
		case "needs-any":
		case "supports":
		case "workspace":
		case "lock":
		case "pool":
		case "service":
		case "circle": return;
		default: return kind;
	}
}

// src/fleet/plan/derive-plan.ts
function planOf(mission, cuts, assignments) {
	const partOf = new Map(assignments.flatMap(({ number, tasks }) => tasks.map((id) => [id, number])));
	const problems = [
		...assignments.flatMap(emptyPart),
		...cutBonds(cuts, partOf),
		...wrongLabels(mission, assignments)
	];
	if (problems.length > 0) return {
		type: "refused",
		problems
	};
	const needs = needsOfParts(cuts, partOf);
	const parts = assignments.map((part) => ({
		...part,
		needs: ascending(needs.get(part.number)?.keys() ?? [])
	})).sort((one, other) => one.number - other.number);
	const late = parts.flatMap(({ number, needs: list }) => list.flatMap((need) => need > number ? [lateNeed(number, need, needs.get(number)?.get(need))] : []));
	if (late.length > 0) return {
		type: "refused",
		problems: late
	};
	return {
		type: "plan",
		plan: {
			mission: mission.name,
			parts
		}
	};
}
function emptyPart({ number, tasks }) {
	if (tasks.length > 0) return [];
	return [{
		part: number,
		message: `expected part ${number} to have tasks, found none`,
		hint: "remove the part"
	}];
}
function cutBonds({ groups }, partOf) {
	return groups.flatMap(({ bonds }) => {
		const bond = bonds.find(({ from, to }) => partOf.get(from) !== partOf.get(to));
		if (bond === void 0) return [];
		const [part = 0, other] = [partOf.get(bond.from), partOf.get(bond.to)];
		return [{
			part,
			message: `expected ${bond.from} and ${bond.to} in one part, found them in parts ${part} and ${other}: ${bondText(bond)}`,
			hint: bondAdvice(bond) ?? "put both into one part"
		}];
	});
}
function wrongLabels({ tasks }, assignments) {
	const labels = new Map(tasks.map(({ id, runsOn }) => [id, runsOn]));
	return assignments.flatMap(({ number, label, tasks: ids }) => {
		const wrong = ids.find((id) => labels.get(id) !== void 0 && labels.get(id) !== label);
		if (wrong === void 0) return [];
		const needed = labels.get(wrong);
		return [{
			part: number,
			message: `expected part ${number} to have the label ${needed}, which ${wrong} needs, found ${label === void 0 ? "no label" : `the label ${label}`}`,
			hint: `write \`${number} (${needed}): \u2026\`, or move ${wrong} to another part`
		}];
	});
}
function needsOfParts({ groups, waits }, partOf) {
	const partOfGroup = groups.map(({ tasks: [first = ""] }) => partOf.get(first) ?? 0);
	const found = /* @__PURE__ */ new Map();
	for (const { needs, members } of waits) {
		const needed = new Map(needs.map((group) => [partOfGroup[group] ?? 0, groups[group]?.tasks[0] ?? ""]));
		for (const part of new Set(members.map((group) => partOfGroup[group] ?? 0))) {
			const list = found.get(part) ?? /* @__PURE__ */ new Map();
			found.set(part, list);
			for (const [need, id] of needed) if (need !== part) list.set(need, id);
		}
	}
	return found;
}
function lateNeed(part, need, id = "") {
	return {
		part,
		message: `expected part ${part} to need only parts with lower numbers, found that it needs part ${need}, for example ${id}`,
		hint: `give part ${need} a lower number; if it needs part ${part} too, move tasks between them`
	};
}
function ascending(numbers) {
	return [...numbers].sort((one, other) => one - other);
}

// src/fleet/runners/explain-groups.ts
const LISTED = 3;
const FEWEST = 2;
function holdsTogether(mission, cuts, problem) {
	const weight = (group, index) => problem?.groups[index]?.alone ?? group.tasks.length;
	let largest;
	let most = -1;
	for (const [index, group] of cuts.groups.entries()) if (group.tasks.length >= FEWEST && weight(group, index) > most) [largest, most] = [group, weight(group, index)];
	if (largest === void 0) return [];
	return [...undeclared(largest, mission, cuts), ...otherBonds(largest)];
}
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
	const profiles = require_mission.plannedProfiles(mission, machine, predictions);
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	const hall = {
		workers: workers.limit,
		pools,
		cpus: machine.cpus,
		memory: machine.memory,
		foreign: require_mission.NO_FOREIGN
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
		const solo = ({ profile }) => profile === void 0 ? 0 : require_mission.soloTime(profile);
		const sum = (of) => jobs.reduce((total, job) => total + of(job), 0);
		const time = sum(solo);
		return {
			alone: jobs.length === 1 ? time : require_mission.listSchedule(jobs, hall),
			time,
			cpu: sum(({ profile }) => profile === void 0 ? 0 : require_mission.wholeUse(profile)),
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
		order: require_mission.inTopologicalOrder({
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
const SLIGHT = .001;
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
const MOST_TRIED = 12;
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
const MOST_STAGES = 12;
const DEPTH_OF_ALL = 5;
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
function partingOf(problem, stageOfDepth, depths, runners) {
	const components = componentsOf(problem, stageOfDepth, depths);
	const classes = /* @__PURE__ */ new Map();
	for (const component of components) require_mission.append(classes, `${component.stage} ${component.label}`, component);
	const lists = [...classes.values()];
	const counts = shares$1(lists, problem, runners);
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
function shares$1(lists, problem, runners) {
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
function workOf({ time, cpu, memory }, { capacity }) {
	return Math.max(time / capacity.workers, cpu / capacity.cpus, memory / capacity.memory);
}
function lengthOf(component, problem) {
	return Math.max(component.length, workOf(component, problem));
}
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
const IMPROVED = 2;
const MOST_TRIES = 400;
const MOST_STEPS$1 = 15e4;
function* searchPartings(problem, most) {
	const estimator = createEstimator(problem);
	const depths = depthsOf(problem);
	const depth = 1 + depths.reduce((deepest, each) => Math.max(deepest, each), 0);
	const tries = Math.min(MOST_TRIES, Math.ceil(MOST_STEPS$1 / problem.order.length));
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

// src/schedule/state/plain-steps.ts
function withPlainSteps(mission) {
	if (mission.tasks.every(isPlainTask)) return mission;
	return {
		...mission,
		tasks: mission.tasks.map(withPlain)
	};
}
function withPlain(task) {
	if (isPlainTask(task)) return task;
	const { finally: _, ...rest } = task;
	return {
		...rest,
		steps: task.steps.map(plain)
	};
}
function isPlainTask(task) {
	return task.finally === void 0 && task.steps.every(isPlain);
}
function isPlain(step) {
	for (const key in step) if (key !== "run" && key !== "name") return false;
	return true;
}
function plain({ name, run }) {
	return name === void 0 ? { run } : {
		name,
		run
	};
}

// src/simulate/declared-machine.ts
function declaredReading(state, now, given, leaving) {
	const window = windowLength(state);
	const to = windowEnd(now, window);
	const from = to - window;
	const usage = [];
	const services = /* @__PURE__ */ new Map();
	let own = 0;
	for (const id of state.active.keys()) {
		const task = require_mission.taskState(state, id);
		if (!(task.phase === "running" || task.phase === "stopping") || task.launched > from || id === leaving) continue;
		const { cpus, served } = given(id);
		own += cpus;
		usage.push([id, {
			cpuSeconds: 0,
			memory: 0,
			cpu: cpus * (1 - (served?.part ?? 0))
		}]);
		require_mission.addServed(services, served, cpus);
	}
	usage.push(...require_mission.usageOfServices(services));
	const percent = 100 * own / state.machine.cpus;
	return {
		from,
		to,
		cpu: Math.min(100, percent),
		memory: 0,
		own,
		usage: Object.fromEntries(usage)
	};
}
function nextWindow(state, now, newestLaunch) {
	if (state.gated.length === 0) return void 0;
	const window = windowLength(state);
	const at = windowEnd(now, window) + window;
	return at < newestLaunch + 2 * window ? at : void 0;
}
function windowEnd(now, window) {
	return Math.floor(now / window) * window;
}
function windowLength({ mission: { admission } }) {
	return admission.react === 0 ? admission.sample : Math.min(admission.react, admission.sample);
}

// src/simulate/run-in-world.ts
function runInWorld(mission, machine, world, { conditions, predictions, mostSteps = Infinity, keepsEvents = true } = {}) {
	const state = require_mission.begin(mission, machine, conditions, predictions);
	const coming = require_mission.emptyDueTimes();
	const events = [];
	let now = 0;
	let wakeAt;
	let steps = 0;
	let quiet = 0;
	const observe = (observation) => {
		now = observation.at;
		steps += 1;
		const result = require_mission.transition(state, observation, world.reading(state, observation));
		let hasChanged = false;
		for (const event of result.events) {
			if (keepsEvents) events.push(event);
			world.happened(event);
			hasChanged ||= event !== observation && event.type !== "checked";
		}
		quiet = hasChanged ? 0 : quiet + 1;
		wakeAt = result.wakeAt;
		for (const effect of result.effects) {
			const attempt = attemptOf(state, effect);
			for (const observation of world.answers(state, effect, now)) {
				const { at } = observation;
				require_mission.addDue(coming, attempt === void 0 ? {
					at,
					observation
				} : {
					at,
					observation,
					attempt
				});
			}
		}
	};
	observe({
		type: "mission-started",
		at: 0,
		journal: 1,
		started: "1970-01-01T00:00:00.000Z",
		file: "",
		root: "",
		mission,
		machine
	});
	while (state.result === void 0 && steps < mostSteps) {
		const settled = quiet > 3;
		const answer = require_mission.nextDue(coming);
		const window = world.nextWindow(state, now, settled);
		const wake = settled ? require_mission.nextDeadline(state) : notOverdue(state, wakeAt, now);
		const change = world.next(now);
		const next = Math.min(change, answer?.at ?? Infinity, window ?? Infinity, wake ?? Infinity);
		if (next === Infinity) break;
		if (change === next) {
			for (const observation of world.advance(state, next)) if (!isOvertaken(state, { observation })) observe(observation);
		} else if (answer?.at === next) {
			require_mission.takeDue(coming);
			if (!isOvertaken(state, answer)) observe(answer.observation);
		} else if (window === next) observe(sampled(world, state, next));
		else observe({
			type: "woke",
			at: next
		});
	}
	return {
		events,
		ended: state.result !== void 0
	};
}
function sampled(world, state, at) {
	const woke = {
		type: "woke",
		at
	};
	const reading = world.reading(state, woke);
	return reading === void 0 ? woke : {
		type: "sampled",
		at,
		reading
	};
}
function attemptOf(state, effect) {
	if (effect.type !== "start" && effect.type !== "terminate" && effect.type !== "kill") return void 0;
	const task = require_mission.taskState(state, effect.id);
	return task.phase === "running" || task.phase === "stopping" ? task.attempt : void 0;
}
function isOvertaken(state, { observation, attempt }) {
	if (observation.type !== "step-exited") return false;
	if (!require_mission.runsStep(state, observation.id, observation.step)) return true;
	const task = require_mission.taskState(state, observation.id);
	return attempt !== void 0 && "attempt" in task && task.attempt !== attempt;
}
function notOverdue(state, wakeAt, now) {
	if (wakeAt === void 0 || wakeAt >= now) return wakeAt;
	const { recheck } = state.mission.admission;
	const next = wakeAt + Math.ceil((now - wakeAt) / recheck) * recheck;
	return Math.min(next, require_mission.nextDeadline(state) ?? Infinity);
}

// src/simulate/virtual-run.ts
function virtualRun(mission, machine, assume, conditions, predictions) {
	const events = [];
	runVirtually(mission, machine, assume, {
		conditions,
		predictions
	}, (event) => events.push(event));
	return events;
}
function runVirtually(mission, machine, assume, { conditions, predictions, profiles = require_mission.plannedProfiles(mission, machine, predictions) }, receive) {
	const plain = withPlainSteps(mission);
	const assumed = assume === "open" ? withGateOff(plain) : plain;
	const { memoryUsed: _, ...empty } = machine;
	const world = plannedWorld(mission, machine, assume, {
		predictions,
		profiles
	});
	const happened = (event) => {
		world.happened(event);
		receive(event);
	};
	const options = {
		conditions,
		predictions,
		keepsEvents: false
	};
	const { ended } = runInWorld(assumed, empty, {
		...world,
		happened
	}, options);
	if (!ended) throw new Error(`the simulation of ${mission.name} is stuck, which is a bug`);
}
function plannedWorld(mission, facts, assume, { predictions, profiles }) {
	const machine = new require_mission.VirtualMachine(facts.cpus);
	let newestLaunch = Number.NEGATIVE_INFINITY;
	const start = (state, id, now) => {
		const task = require_mission.taskState(state, id);
		const profile = profiles.get(id);
		if (task.phase !== "running" || profile === void 0) return;
		if (!machine.has(id)) machine.start(id, profile, now);
		machine.runUntil(id, require_mission.soloTime(profile) * ((task.step + 1) / require_mission.taskOf(state, id).steps.length), now);
	};
	const given = (state) => (id) => {
		return {
			cpus: machine.given(id),
			served: require_mission.plannedService(require_mission.taskOf(state, id), mission, facts, predictions)
		};
	};
	return {
		reading: (state, observation) => {
			if (assume === "open") return void 0;
			const leaving = observation.type === "step-exited" ? observation.id : void 0;
			return declaredReading(state, observation.at, given(state), leaving);
		},
		nextWindow: (state, now) => assume === "open" ? void 0 : nextWindow(state, now, newestLaunch),
		next: () => machine.next(),
		advance: (state, now) => {
			const ends = [];
			for (const id of machine.advance()) {
				const task = require_mission.taskState(state, id);
				if ("step" in task) ends.push({
					type: "step-exited",
					at: now,
					id,
					step: task.step,
					exitCode: 0
				});
			}
			return ends;
		},
		answers: (state, effect, now) => {
			if (effect.type === "start") start(state, effect.id, now);
			const answer = answerTo(state, effect, now);
			return answer === void 0 ? NO_ANSWERS : [answer];
		},
		happened: (event) => {
			if (event.type === "admitted") newestLaunch = event.at;
			if (event.type !== "ended" && event.type !== "retrying") return;
			machine.remove(event.id, event.at);
		}
	};
}
const NO_ANSWERS = [];
function answerTo(state, effect, now) {
	switch (effect.type) {
		case "start-service": return {
			type: "service-ready",
			at: now,
			id: effect.id
		};
		case "terminate-service": return {
			type: "service-exited",
			at: now,
			id: effect.id,
			signal: "SIGTERM",
			logTail: ""
		};
		case "terminate":
		case "kill": {
			const task = require_mission.taskState(state, effect.id);
			if (task.phase !== "running" && task.phase !== "stopping") return void 0;
			return {
				type: "step-exited",
				at: now,
				id: effect.id,
				step: task.step,
				signal: "SIGTERM"
			};
		}
		case "kill-service":
		case "measure":
		case "start":
		case "pause":
		case "continue": return;
		default: return effect;
	}
}
function withGateOff(mission) {
	return {
		...mission,
		admission: {
			...mission.admission,
			gate: "off"
		}
	};
}

// src/fleet/runners/simulate-fleet.ts
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
		const selected = require_mission.selectTasks(mission, {
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
		billedMinutes: parts.reduce((sum, { started, ended }) => sum + billedMinutes(ended - started), 0)
	};
}
function withExpected(mission, predictions) {
	const expected = require_mission.estimates(mission, predictions);
	const tasks = mission.tasks.map(({ workspace: _, ...task }) => ({
		...task,
		expect: task.expect ?? expected.get(task.id) ?? 0
	}));
	return {
		...mission,
		tasks
	};
}
function neverRun({ tasks }, events) {
	const conditional = new Set(tasks.flatMap((task) => require_mission.isConditional(task) ? [task.id] : []));
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

// src/fleet/runners/run-on-runners.ts
var run_on_runners_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ onRunners: () => onRunners });
const MOST_TASKS = 100;
const MOST_RUNNERS = 6;
function onRunners(world) {
	if (world.mission.tasks.length > MOST_TASKS) return void 0;
	const found = chooseFleet({
		...world,
		overhead: JOB_SET_UP,
		runners: "auto",
		mostRunners: MOST_RUNNERS
	});
	if (found.type === "refused") return void 0;
	const [first, ...more] = found.rows.filter(({ runners }) => runners > 1);
	if (first === void 0) return void 0;
	const costOf = ({ times, runners }) => times.makespan + runners * JOB_SET_UP;
	const { runners, times } = more.reduce((best, row) => costOf(row) < costOf(best) ? row : best, first);
	return {
		jobs: runners,
		minutes: times.billedMinutes,
		time: times.makespan
	};
}
function runOnRunners(report) {
	if (report.mission.tasks.length > MOST_TASKS) return void 0;
	const replayable = runCost(report) === void 0 ? void 0 : measuredRun(report);
	if (replayable?.type !== "measured") return void 0;
	const predictions = learnedFrom$1(replayable.run) ?? report.predictions;
	return onRunners({
		mission: measuredMission(report),
		machine: report.machine,
		assume: "open",
		predictions
	});
}
function measuredMission({ mission, tasks }) {
	return {
		...mission,
		tasks: mission.tasks.map((task) => {
			const attempt = tasks.get(task.id)?.attemptList.at(-1);
			return {
				...task,
				expect: attempt?.ended === void 0 ? 0 : attempt.ended - attempt.started
			};
		})
	};
}

// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};

// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
const characterDiff = new CharacterDiff();

// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}

// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
const wordDiff = new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const deletionWsSuffix = trailingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(deletionWsSuffix, endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const startKeepWsSuffix = trailingWs(startKeep.value, segmenter);
		const deletionWsPrefix = leadingWs(deletion.value, segmenter);
		const overlap = maximumOverlap(startKeepWsSuffix, deletionWsPrefix);
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
const wordsWithSpaceDiff = new WordsWithSpaceDiff();

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}

// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
const sentenceDiff = new SentenceDiff();

// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
const cssDiff = new CssDiff();

// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
const jsonDiff = new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj)
 /* istanbul ignore else */
		if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
const arrayDiff = new ArrayDiff();

// node_modules/diff/libesm/patch/create.js
function needsQuoting(s) {
	for (let i = 0; i < s.length; i++) if (s[i] < " " || s[i] > "~" || s[i] === "\"" || s[i] === "\\") return true;
	return false;
}
function quoteFileNameIfNeeded(s) {
	if (!needsQuoting(s)) return s;
	let result = "\"";
	const bytes = new TextEncoder().encode(s);
	let i = 0;
	while (i < bytes.length) {
		const b = bytes[i];
		if (b === 7) result += "\\a";
		else if (b === 8) result += "\\b";
		else if (b === 9) result += "\\t";
		else if (b === 10) result += "\\n";
		else if (b === 11) result += "\\v";
		else if (b === 12) result += "\\f";
		else if (b === 13) result += "\\r";
		else if (b === 34) result += "\\\"";
		else if (b === 92) result += "\\\\";
		else if (b >= 32 && b <= 126) result += String.fromCharCode(b);
		else result += "\\" + b.toString(8).padStart(3, "0");
		i++;
	}
	result += "\"";
	return result;
}
const INCLUDE_HEADERS = {
	includeIndex: true,
	includeUnderline: true,
	includeFileHeaders: true
};
const FILE_HEADERS_ONLY = {
	includeIndex: false,
	includeUnderline: false,
	includeFileHeaders: true
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
	let optionsObj;
	if (!options) optionsObj = {};
	else if (typeof options === "function") optionsObj = { callback: options };
	else optionsObj = options;
	if (typeof optionsObj.context === "undefined") optionsObj.context = 4;
	const context = optionsObj.context;
	if (optionsObj.newlineIsToken) throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
	if (!optionsObj.callback) return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
	else {
		const { callback } = optionsObj;
		diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
			const patch = diffLinesResultToPatch(diff);
			callback(patch);
		} }));
	}
	function diffLinesResultToPatch(diff) {
		if (!diff) return;
		diff.push({
			value: "",
			lines: []
		});
		function contextLines(lines) {
			return lines.map(function(entry) {
				return " " + entry;
			});
		}
		const hunks = [];
		let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
		for (let i = 0; i < diff.length; i++) {
			const current = diff[i], lines = current.lines || splitLines(current.value);
			current.lines = lines;
			if (current.added || current.removed) {
				if (!oldRangeStart) {
					const prev = diff[i - 1];
					oldRangeStart = oldLine;
					newRangeStart = newLine;
					if (prev) {
						curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
						oldRangeStart -= curRange.length;
						newRangeStart -= curRange.length;
					}
				}
				for (const line of lines) curRange.push((current.added ? "+" : "-") + line);
				if (current.added) newLine += lines.length;
				else oldLine += lines.length;
			} else {
				if (oldRangeStart) {
					if (lines.length <= context * 2 && i < diff.length - 2) for (const line of contextLines(lines)) curRange.push(line);
					else {
						const contextSize = Math.min(lines.length, context);
						for (const line of contextLines(lines.slice(0, contextSize))) curRange.push(line);
						const hunk = {
							oldStart: oldRangeStart,
							oldLines: oldLine - oldRangeStart + contextSize,
							newStart: newRangeStart,
							newLines: newLine - newRangeStart + contextSize,
							lines: curRange
						};
						hunks.push(hunk);
						oldRangeStart = 0;
						newRangeStart = 0;
						curRange = [];
					}
				}
				oldLine += lines.length;
				newLine += lines.length;
			}
		}
		for (const hunk of hunks) for (let i = 0; i < hunk.lines.length; i++) if (hunk.lines[i].endsWith("\n")) hunk.lines[i] = hunk.lines[i].slice(0, -1);
		else {
			hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
			i++;
		}
		return {
			oldFileName,
			newFileName,
			oldHeader,
			newHeader,
			hunks
		};
	}
}
function formatPatch(patch, headerOptions) {
	var _a, _b, _c, _d, _e, _f;
	if (!headerOptions) headerOptions = INCLUDE_HEADERS;
	if (Array.isArray(patch)) {
		if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every((p) => p.isGit)) throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");
		return patch.map((p) => formatPatch(p, headerOptions)).join("\n");
	}
	const ret = [];
	if (patch.isGit) {
		headerOptions = INCLUDE_HEADERS;
		if (!patch.oldFileName) throw new Error("oldFileName must be specified for Git patches");
		if (!patch.newFileName) throw new Error("newFileName must be specified for Git patches");
		let gitOldName = patch.oldFileName;
		let gitNewName = patch.newFileName;
		if (patch.isCreate && gitOldName === "/dev/null") gitOldName = gitNewName.replace(/^b\//, "a/");
		else if (patch.isDelete && gitNewName === "/dev/null") gitNewName = gitOldName.replace(/^a\//, "b/");
		ret.push("diff --git " + quoteFileNameIfNeeded(gitOldName) + " " + quoteFileNameIfNeeded(gitNewName));
		if (patch.isDelete) ret.push("deleted file mode " + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : "100644"));
		if (patch.isCreate) ret.push("new file mode " + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : "100644"));
		if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
			ret.push("old mode " + patch.oldMode);
			ret.push("new mode " + patch.newMode);
		}
		if (patch.isRename) {
			ret.push("rename from " + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : "").replace(/^a\//, "")));
			ret.push("rename to " + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : "").replace(/^b\//, "")));
		}
		if (patch.isCopy) {
			ret.push("copy from " + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : "").replace(/^a\//, "")));
			ret.push("copy to " + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : "").replace(/^b\//, "")));
		}
	} else {
		if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== void 0) ret.push("Index: " + patch.oldFileName);
		if (headerOptions.includeUnderline) ret.push("===================================================================");
	}
	const hasHunks = patch.hunks.length > 0;
	if (headerOptions.includeFileHeaders && patch.oldFileName !== void 0 && patch.newFileName !== void 0 && (!patch.isGit || hasHunks)) {
		ret.push("--- " + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? "	" + patch.oldHeader : ""));
		ret.push("+++ " + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? "	" + patch.newHeader : ""));
	}
	for (let i = 0; i < patch.hunks.length; i++) {
		const hunk = patch.hunks[i];
		const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
		const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
		ret.push("@@ -" + oldStart + "," + hunk.oldLines + " +" + newStart + "," + hunk.newLines + " @@");
		for (const line of hunk.lines) ret.push(line);
	}
	return ret.join("\n") + "\n";
}
function splitLines(text) {
	const hasTrailingNl = text.endsWith("\n");
	const result = text.split("\n").map((line) => line + "\n");
	if (hasTrailingNl) result.pop();
	else result.push(result.pop().slice(0, -1));
	return result;
}

// src/mission/amend.ts
var import_dist = require_mission.require_dist();
const ORDER = [
	"load",
	"cpus",
	"memory",
	"expect"
];
function amendMission(source, amendments) {
	const mark = source.startsWith("\ufeff") ? "\ufeff" : "";
	const text = source.slice(mark.length);
	const root = require_mission.parseYaml(text, () => {})?.contents;
	if (!isEditable(root)) return source;
	return mark + applyEdits(text, [...byEntry(amendments).values()].flatMap((list) => {
		const [first] = list;
		const pair = first === void 0 ? void 0 : find(root, first.list, first.id);
		return pair === void 0 ? [] : editEntry(text, pair, list);
	}));
}
function byEntry(amendments) {
	const entries = /* @__PURE__ */ new Map();
	for (const amendment of [...amendments].sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key))) require_mission.append(entries, `${amendment.list} ${amendment.id}`, amendment);
	return entries;
}
function isEditable(node) {
	return (0, import_dist.isMap)(node) && node.anchor === void 0;
}
function find(root, list, id) {
	const entries = pairOf(root, list)?.value;
	return isEditable(entries) ? pairOf(entries, id) : void 0;
}
function pairOf(map, key) {
	return map.items.find((pair) => (0, import_dist.isScalar)(pair.key) && String(pair.key.value) === key);
}
function editEntry(text, entry, amendments) {
	const map = entry.value;
	if (!isEditable(map)) return [];
	const edits = [];
	const missing = [];
	for (const { key, value } of amendments) {
		const pair = pairOf(map, key);
		if (pair === void 0) missing.push(`${key}: ${value}`);
		else edits.push(...replaced(text, pair.value, value));
	}
	if (missing.length > 0) edits.push(...map.flow === true ? flowInsert(map, missing) : blockInsert(text, entry, map, missing));
	return edits;
}
function replaced(text, node, value) {
	const range = node?.range;
	if (!(0, import_dist.isScalar)(node) || node.anchor !== void 0 || range === void 0 || range === null) return [];
	const [start, end] = range;
	return start === end || text.slice(start, end).includes("\n") ? [] : [{
		start,
		end,
		text: value
	}];
}
function neighbour(map) {
	return ORDER.map((key) => pairOf(map, key)).filter((pair) => pair !== void 0).at(-1) ?? pairOf(map, "name");
}
function flowInsert(map, missing) {
	const node = neighbour(map);
	const end = node?.value?.range?.[1] ?? node?.key.range?.[1];
	if (end !== void 0) return [{
		start: end,
		end,
		text: `, ${missing.join(", ")}`
	}];
	const start = map.items[0]?.key.range?.[0];
	return start === void 0 ? [] : [{
		start,
		end: start,
		text: `${missing.join(", ")}, `
	}];
}
function blockInsert(text, entry, map, missing) {
	const first = map.items[0]?.key.range?.[0];
	const above = entry.key.range?.[1];
	if (first === void 0 || above === void 0) return [];
	const indent = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
	if (indent.trim() !== "" || !text.slice(above, first).includes("\n")) return [];
	const beside = neighbour(map)?.value?.range;
	const oneLine = beside !== void 0 && beside !== null && !text.slice(beside[0], beside[1]).includes("\n");
	const lineEnd = text.indexOf("\n", oneLine ? beside[1] : above);
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const lines = missing.map((line) => `${indent}${line}`);
	if (lineEnd < 0) return [{
		start: text.length,
		end: text.length,
		text: `${eol}${lines.join(eol)}`
	}];
	return [{
		start: lineEnd + 1,
		end: lineEnd + 1,
		text: `${lines.join(eol)}${eol}`
	}];
}
function applyEdits(text, edits) {
	let result = "";
	let from = 0;
	for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
		if (edit.start < from) continue;
		result += text.slice(from, edit.start) + edit.text;
		from = edit.end;
	}
	return result + text.slice(from);
}

// src/report/analysis/learned-demand.ts
function learnedFrom({ runs }) {
	return `${require_mission.plural(runs, "earlier run")} on this class of machine`;
}
function learnedText(demand) {
	const { cpus, memory } = demand;
	return `${[...cpus === void 0 ? [] : [require_mission.formatCpus(cpus)], ...memory === void 0 ? [] : [require_mission.formatBytes(memory)]].join(" and ")}, learned from ${learnedFrom(demand)}`;
}
function hasLearnedDemand({ predictions = {} }) {
	return Object.values(predictions).some(({ demand }) => demand !== void 0);
}
function loadTitle(report) {
	return hasLearnedDemand(report) ? "Declared or learned load" : "Declared load";
}

// src/report/analysis/amounts.ts
function writeSize(bytes) {
	const megabytes = bytes / 1024 ** 2;
	return megabytes <= 990 ? `${upToTwoDigits(megabytes)}MB` : `${upToTwoDigits(megabytes / 1024)}GB`;
}
function upToTwoDigits(value) {
	const step = 10 ** Math.max(-1, Math.floor(Math.log10(Math.max(value, 1e-9))) - 1);
	return Number((Math.max(1, Math.ceil(value / step - 1e-9)) * step).toFixed(1));
}
function writeDuration(milliseconds) {
	if (milliseconds < 995) return `${Math.max(10, Math.round(milliseconds / 10) * 10)}ms`;
	if (milliseconds < 9950) return `${(milliseconds / 1e3).toFixed(1).replace(".0", "")}s`;
	if (milliseconds < 119500) return `${Math.round(milliseconds / 1e3)}s`;
	if (milliseconds < 595e3) {
		const seconds = Math.round(milliseconds / 1e4) * 10;
		return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? "" : `${seconds % 60}s`}`;
	}
	const minutes = Math.round(milliseconds / 6e4);
	if (minutes < 60) return `${minutes}m`;
	const fives = Math.round(milliseconds / 3e5) * 5;
	return `${Math.floor(fives / 60)}h${fives % 60 === 0 ? "" : `${fives % 60}m`}`;
}

// src/report/analysis/measured-amendments.ts
const MB = 1024 ** 2;
const KEYS = [
	"load",
	"memory",
	"expect",
	"cpus"
];
function measuredAmendments(report) {
	const amounts = [];
	for (const measured of measuredEntries(report)) {
		const [load, memory] = [loadOf(report, measured), memoryOf$1(report, measured)];
		amounts.push(...amendmentsOf(measured.task, {
			load,
			memory,
			expect: durationOf(measured)
		}));
	}
	const budgets = require_mission.tooManyThreads(report).flatMap(({ task, cpus }) => {
		return cpus === void 0 ? [] : amendmentsOf(task, { cpus: String(cpus) });
	});
	return [...amounts, ...budgets];
}
function amendmentsOf(task, values) {
	const list = task.kind === "task" ? "tasks" : "tests";
	const { file, prefix = "" } = task.included ?? {};
	const id = require_mission.matrixBase(task).slice(prefix.length);
	return KEYS.flatMap((key) => {
		const value = values[key];
		return value === void 0 ? [] : [{
			...file === void 0 ? {} : { file },
			list,
			id,
			key,
			value
		}];
	});
}
function checkedEntries(report) {
	let count = 0;
	for (const _ of measuredEntries(report)) count += 1;
	return count;
}
function* measuredEntries(report) {
	for (const instances of launchedEntries(report)) {
		const measured = instances.flatMap((task) => measuredTask(report, task));
		const [first] = measured;
		if (first === void 0 || measured.length < instances.length) continue;
		const memory = measured.map((one) => one.memory);
		yield {
			task: first.task,
			load: Math.max(...measured.map((one) => one.load)),
			crowded: measured.some((one) => one.crowded),
			memory: memory.some((one) => one === void 0) ? void 0 : Math.max(...memory.map((one) => one ?? 0)),
			duration: Math.max(...measured.map((one) => one.duration)),
			alone: Math.max(...measured.map((one) => one.alone))
		};
	}
}
function* launchedEntries({ tasks }) {
	const combinations = /* @__PURE__ */ new Map();
	for (const task of tasks.values()) if (task.started !== void 0 && task.task.matrix !== void 0) require_mission.append(combinations, entryOf$1(task), task);
	for (const task of tasks.values()) {
		if (task.started === void 0) continue;
		if (task.task.matrix === void 0) {
			yield [task];
			continue;
		}
		const entry = entryOf$1(task);
		const instances = combinations.get(entry);
		if (instances === void 0) continue;
		combinations.delete(entry);
		yield instances;
	}
}
function entryOf$1({ task }) {
	return `${task.kind} ${require_mission.matrixBase(task)}`;
}
function measuredTask(report, { task, status, attemptList }) {
	const attempt = attemptList.at(-1);
	if (status !== "succeeded" || attempt?.usage === void 0 || report.machine.cpus <= 0) return [];
	const duration = require_mission.attemptDuration(report, attempt);
	const { cpuSeconds, peakMemory } = attempt.usage;
	const solo = require_mission.attemptSolo(report, attempt);
	const crowded = solo === void 0 && require_mission.isCrowded(report, attempt);
	const learned = require_mission.predictionOf(report.predictions, task.id)?.demand;
	const used = solo?.cpus ?? (duration > 0 ? 1e3 * cpuSeconds / duration : 0);
	const demand = crowded && task.load === void 0 ? require_mission.crowdedDemand(used, report.machine.cpus) : used;
	return [{
		task,
		load: 100 * Math.max(demand, learned?.cpus ?? 0) / report.machine.cpus,
		crowded,
		memory: peakMemory === void 0 ? void 0 : Math.max(peakMemory, learned?.memory ?? 0),
		duration,
		alone: solo?.duration ?? duration
	}];
}
function loadOf({ mission }, { task, load, crowded, duration }) {
	if (duration < 1e3) return void 0;
	const value = Math.min(Math.max(1, Math.round(load)), 100, Math.floor(mission.admission.load));
	const declared = task.load;
	if (declared === void 0) return value >= 10 ? String(value) : void 0;
	if (crowded && value < declared) return void 0;
	const off = Math.abs(value - declared);
	return off >= 5 && off >= .2 * declared ? String(value) : void 0;
}
function memoryOf$1({ mission, machine }, { task, memory }) {
	if (memory === void 0) return void 0;
	const declared = task.memory;
	const usable = machine.memory * mission.admission.memory.limit / 100;
	const fits = (text) => usable <= 0 || sizeOf(text) <= usable;
	const value = [writeSize(1.2 * memory), writeSize(memory)].find(fits);
	if (value === void 0) return void 0;
	if (declared === void 0) return memory >= 100 * MB ? value : void 0;
	return (memory > declared || memory < declared / 2) && Math.abs(sizeOf(value) - declared) >= 16 * MB ? value : void 0;
}
function sizeOf(text) {
	const size = require_mission.parseSize(text);
	return size.ok ? size.value : Number.POSITIVE_INFINITY;
}
function durationOf({ task, alone }) {
	const declared = task.expect;
	if (declared === void 0) return alone >= 1e4 ? writeDuration(alone) : void 0;
	const off = Math.abs(alone - declared);
	return off >= 1e3 && off >= .2 * declared ? writeDuration(alone) : void 0;
}

// src/report/analysis/no-correction.ts
function whyNoCorrection(report, checked) {
	const launched = [...report.tasks.values()].filter(({ attemptList }) => attemptList.length > 0);
	if (launched.length === 0) return void 0;
	if (launched.filter(isMeasured).length === 0) return "There is none, because the whole use of single tasks was not measured.";
	if (checked === 0) return "There is none, because no task that was measured has succeeded.";
	const others = launched.filter((task) => task.status !== "succeeded" || !isMeasured(task)).length;
	return `None is needed: what the mission file declares is close to what was measured, and what it does not declare is small (a load below 10 %, memory below 100 MB, an \`expect\` below 10 s).${others === 0 ? "" : ` ${require_mission.plural(others, "task or test is", "tasks and tests are")} left out, because they did not succeed or were not measured.`}`;
}
function isMeasured({ attemptList }) {
	return attemptList.at(-1)?.usage !== void 0;
}

// src/report/analysis/mission-correction.ts
const mostEntries = 100;
const mostValues = 20;
function missionCorrection(report) {
	if (!report.finished) return void 0;
	const amendments = measuredAmendments(report);
	if (amendments.length === 0) {
		const sentence = whyNoCorrection(report, checkedEntries(report));
		return sentence === void 0 ? void 0 : {
			sentence,
			patch: "",
			more: ""
		};
	}
	const ids = [...new Set(amendments.map(entryOf))];
	const shown = new Set(ids.slice(0, mostEntries));
	const { file, source, included } = report;
	const patch = source === void 0 ? "" : correctionPatch(file, source, amendments.filter((amendment) => shown.has(entryOf(amendment))), included);
	if (source === void 0 || patch === "") return {
		sentence: withoutPatch(report, amendments),
		patch: "",
		more: ""
	};
	const hidden = ids.length - shown.size;
	return {
		sentence: `${basis(report)}, for entries of the file that are clearly off or have none. ${howToApply(file, [source, ...included.map((each) => each.source ?? "")])}, or copy the lines.`,
		patch: sanitizeLines(patch),
		more: hidden > 0 ? `${require_mission.plural(hidden, "more entry is", "more entries are")} off: correct these first, then run the mission again.` : ""
	};
}
function basis(report) {
	const runs = hasLearnedDemand(report) ? ", in this run and in earlier runs" : "";
	return `The values as measured on this machine with ${require_mission.plural(report.machine.cpus, "CPU")}${runs}`;
}
function withoutPatch(report, amendments) {
	const values = amendments.slice(0, mostValues).map(({ file, list, id, key, value }) => `\`${list}.${id}.${key}: ${value}\`${file === void 0 ? "" : ` in \`${file}\``}`);
	const hidden = amendments.length - values.length;
	const all = hidden > 0 ? `${values.join(", ")} and ${hidden} more` : require_mission.listed(values);
	const why = report.source === void 0 || report.included.some(({ source }) => source === void 0) ? "the journal does not have the text of the mission file" : "the mission file cannot be changed safely at these places";
	return `${basis(report)}, where those of the file are clearly off or missing: ${all}. There is no diff, because ${why}.`;
}
function sanitizeLines(patch) {
	return patch.split("\n").map((line) => require_mission.sanitizeText(line.replace(/\r$/, "")).replaceAll("\n", " ")).join("\n");
}
function entryOf({ file = "", list, id }) {
	return `${file} ${list} ${id}`;
}
function correctionPatch(file, source, amendments, included = []) {
	if (amendments.length === 0 || included.some((each) => each.source === void 0)) return "";
	const corrected = [{
		path: void 0,
		text: source
	}, ...included.map((each) => ({
		path: each.path,
		text: each.source ?? ""
	}))].map(({ path, text }) => ({
		path,
		before: text,
		after: amendMission(text, amendments.filter((amendment) => amendment.file === path))
	}));
	const changed = corrected.filter(({ before, after }) => before !== after);
	if (changed.length === 0) return "";
	const [before, after] = [readAll(file, corrected, "before"), readAll(file, corrected, "after")];
	if (before === void 0 || after === void 0 || withoutAmounts(before) !== withoutAmounts(after)) return "";
	return changed.map((each) => {
		const { path } = placeOf(each.path === void 0 ? file : require_mission.shownPath(file, each.path));
		return structuredPatch(`a/${path}`, `b/${path}`, each.before, each.after);
	}).map((patch) => formatPatch(patch, FILE_HEADERS_ONLY)).join("");
}
function readAll(file, texts, key) {
	const main = texts.find(({ path }) => path === void 0);
	const read = (path) => {
		const found = texts.find((each) => each.path === path);
		return found === void 0 ? {
			type: "refused",
			found: "no text of it in the journal"
		} : {
			type: "text",
			text: found[key]
		};
	};
	return main === void 0 ? void 0 : require_mission.readMission(main[key], file, { files: { read } }).mission;
}
function placeOf(file) {
	const steps = require_mission.sanitizeLine(file).replaceAll("\\", "/").split("/");
	const isElsewhere = steps[0] === "" || /^[A-Za-z]:$/.test(steps[0] ?? "") || steps.includes("..");
	return {
		path: isElsewhere ? steps.at(-1) ?? "" : steps.filter((step) => step !== ".").join("/"),
		isElsewhere
	};
}
function howToApply(file, sources) {
	const where = placeOf(file).isElsewhere ? " in the folder of the mission file" : "";
	return `To apply the diff, save it and use \`git apply${sources.some((source) => source.includes("\r\n")) ? " --ignore-whitespace" : ""}\`${where}`;
}
function withoutAmounts(mission) {
	return JSON.stringify({
		...mission,
		tasks: mission.tasks.map(({ load: _load, cpus: _cpus, memory: _memory, expect: _expect, line: _line, ...rest }) => rest),
		services: mission.services.map(({ line: _line, ...rest }) => rest)
	});
}

// src/simulate/changed-limits.ts
function changedLimits(rules, changes) {
	return {
		...rules,
		cpu: changed$1(rules.cpu, changes.cpu),
		memory: changed$1(rules.memory, changes.memory),
		workers: changed$1(rules.workers, changes.workers),
		load: changes.load ?? rules.load
	};
}
function changed$1({ caution, limit }, asked = limit) {
	return {
		caution: asked === Infinity ? asked : Math.min(caution, asked),
		limit: asked
	};
}

// src/simulate/measured/measured-attempt.ts
function naturalEnd(attempt) {
	if (attempt === void 0) return "assumed";
	switch (attempt.end) {
		case "succeeded":
		case "failed":
		case "out-of-memory": return "measured";
		case "timed-out":
		case "not-needed": return "never";
		case "cancelled": return "assumed";
		default: return attempt.end;
	}
}
function tookOf({ started, ended, pauses = [] }) {
	return ended - started - pauses.reduce((sum, { from, until }) => sum + until - from, 0);
}
function endOf(attempt, solo, assumed) {
	switch (naturalEnd(attempt)) {
		case "measured": {
			const memory = attempt?.end === "out-of-memory" ? { outOfMemory: true } : {};
			return {
				position: solo,
				exitCode: attempt?.end === "succeeded" ? 0 : 1,
				...memory,
				isAssumed: false
			};
		}
		case "never": return {
			position: Infinity,
			exitCode: 0,
			isAssumed: false
		};
		case "assumed": {
			const rest = attempt === void 0 ? assumed : Math.max(assumed - tookOf(attempt), 1);
			return {
				position: attempt === void 0 ? rest : solo + rest,
				exitCode: 0,
				isAssumed: true
			};
		}
	}
}
function stopTime(attempt, timeout = 0) {
	if (attempt?.stopping !== void 0) return attempt.ended - attempt.stopping;
	return attempt?.end === "timed-out" ? Math.max(0, tookOf(attempt) - timeout) : 0;
}

// src/simulate/calibrate.ts
const CLOSE = .015;
const ROUNDS = 6;
const MOST_CORRECTION = 5;
function calibrate(profiles, { tasks, makespan, cpus }, replay) {
	let best = {
		profiles,
		off: Infinity
	};
	let next = profiles;
	for (let round = 0; round < ROUNDS && makespan > 0; round++) {
		const events = replay(next);
		const off = Math.abs((events.at(-1)?.at ?? 0) / makespan - 1);
		if (off < best.off) best = {
			profiles: next,
			off
		};
		if (off <= CLOSE) break;
		next = corrected(next, {
			tasks,
			replayed: durationsOf(events),
			most: 1 + MOST_CORRECTION * off,
			cpus
		});
	}
	return best.profiles;
}
function corrected(profiles, { tasks, replayed, most, cpus }) {
	return new Map([...profiles].map(([id, list]) => [id, list.map((profile, index) => {
		const measured = tasks.get(id)?.attempts[index];
		const took = replayed.get(id)?.[index];
		if (measured === void 0 || took === void 0 || took <= 0) return profile;
		const factor = Math.min(most, Math.max(1 / most, tookOf(measured) / took));
		return factor > 0 && factor !== 1 ? stretched(profile, factor, cpus) : profile;
	})]));
}
function stretched({ segments }, factor, cpus) {
	return require_mission.profileOfSegments(segments.map((segment) => ({
		...segment,
		solo: segment.solo * factor,
		cpus: Math.min(cpus, segment.cpus / factor)
	})));
}
function durationsOf(events) {
	const durations = /* @__PURE__ */ new Map();
	const launched = /* @__PURE__ */ new Map();
	for (const event of events) {
		if (event.type === "admitted") launched.set(event.id, event.at);
		if (event.type !== "retrying" && event.type !== "ended") continue;
		const since = launched.get(event.id);
		if (since === void 0) continue;
		launched.delete(event.id);
		durations.set(event.id, [...durations.get(event.id) ?? [], event.at - since]);
	}
	return durations;
}

// src/simulate/machine-size.ts
function ofSize(machine, cpus) {
	if (cpus === machine.cpus) return machine;
	const { constraints: _, ...rest } = machine;
	return {
		...rest,
		cpus
	};
}

// src/simulate/measured/foreign-load.ts
function ownUse(running, { from, to }) {
	let used = 0;
	let memory = 0;
	for (const { launched, ended, profile } of running) {
		used += require_mission.usedBetween(profile, from - launched, Math.min(to, ended) - launched);
		if (launched <= to && ended > to) memory += require_mission.memoryAt(profile, to - launched);
	}
	return {
		cpu: to > from ? used / (to - from) : 0,
		memory
	};
}
function foreignLoad(readings, runs, memoryOfMachine, recordEnd) {
	const points = withoutOwn(readings, runs, memoryOfMachine);
	const ends = points.map(({ window }) => window.to);
	const known = points.map(({ window }) => window.at);
	const mean = meanOf$1(points);
	return {
		in: (window) => {
			if (window.from >= recordEnd) return mean;
			return points[Math.max(0, require_mission.lastUpTo(ends, window.to + .5))]?.load ?? {};
		},
		isBeyond: (window) => window.from >= recordEnd,
		next: (time) => known[require_mission.lastUpTo(known, time) + 1]
	};
}
function withoutOwn(readings, runs, memoryOfMachine) {
	const coming = [...runs].sort((one, other) => other.launched - one.launched);
	let active = [];
	return readings.map((window) => {
		const { cpu, memory } = window;
		active = active.filter(({ ended }) => ended > window.from);
		for (let next = coming.at(-1); next !== void 0 && next.launched < window.to; next = coming.at(-1)) {
			coming.pop();
			if (next.ended > window.from) active.push(next);
		}
		const own = ownUse(active, window);
		return {
			window,
			load: {
				own: own.cpu,
				...cpu === void 0 ? {} : { cpu: cpu - own.cpu },
				...memory === void 0 ? {} : { memory: memory - require_mission.percentOfMemory(own.memory, memoryOfMachine) }
			}
		};
	});
}
function meanOf$1(points) {
	const mean = (of) => {
		let area = 0;
		let time = 0;
		for (const [index, { window, load }] of points.entries()) {
			const value = of(load);
			const length = (points[index + 1]?.window.from ?? window.to) - window.from;
			if (value === void 0 || length <= 0) continue;
			area += value * length;
			time += length;
		}
		return time > 0 ? area / time : void 0;
	};
	const cpu = mean((load) => load.cpu);
	const memory = mean((load) => load.memory);
	return {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory }
	};
}

// src/simulate/measured/foreign-timeline.ts
const COMPETES = .05;
function foreignTimeline(slices, periods, { cpus, ended, size }) {
	const starts = periods.map(({ from }) => from);
	const changes = [...slices.flatMap(({ from, to, ran, cpus: got }) => {
		const used = to > from ? ran * got / (to - from) : 0;
		return used === 0 ? [] : [{
			at: from,
			by: used
		}, {
			at: to,
			by: -used
		}];
	}), ...starts.map((at) => ({
		at,
		by: 0
	}))].sort((one, other) => one.at - other.at);
	const times = [];
	const loads = [];
	let own = 0;
	for (const [index, { at, by }] of changes.entries()) {
		own += by;
		if (changes[index + 1]?.at === at || at >= ended) continue;
		const period = periods[Math.max(0, require_mission.lastUpTo(starts, at))];
		const load = period === void 0 ? require_mission.NO_FOREIGN : onSize(loadIn(period, Math.max(0, own), cpus, size), size / cpus);
		const last = loads.at(-1);
		if (last !== void 0 && isAlike$1(last, load)) continue;
		times.push(at);
		loads.push(load);
	}
	const mean = meanOf(times, loads, ended);
	times.push(ended);
	loads.push(mean);
	return {
		at: (time) => loads[Math.max(0, require_mission.lastUpTo(times, time))] ?? require_mission.NO_FOREIGN,
		next: (time) => times[require_mission.lastUpTo(times, time) + 1] ?? Infinity,
		pressureAt: (time) => time >= ended ? 0 : periods[Math.max(0, require_mission.lastUpTo(starts, time))]?.pressure ?? 0
	};
}
function withOthers(timeline, others) {
	if (others === 0) return timeline;
	return {
		...timeline,
		at: (time) => {
			const foreign = timeline.at(time);
			return {
				...foreign,
				wanted: foreign.wanted + others
			};
		}
	};
}
function loadIn({ busy, own: usual, pressure }, own, cpus, size) {
	const taken = Math.max(0, Math.min((busy ?? 0) - usual, .95 * cpus));
	const left = Math.max(0, cpus - own);
	if (pressure > 0) {
		const got = size === cpus ? Math.min(taken, left) : taken;
		const gaps = size === cpus && left > got ? { gaps: {
			cpus: left - got,
			pressure
		} } : {};
		return {
			used: got,
			wanted: got * (1 + pressure),
			...gaps
		};
	}
	const isFull = busy !== void 0 && busy >= .95 * cpus;
	const used = Math.min(taken, left);
	return {
		used: isFull && usual < COMPETES * cpus ? 0 : used,
		wanted: used
	};
}
function onSize(foreign, ratio) {
	return ratio < 1 ? {
		...foreign,
		used: foreign.used * ratio
	} : foreign;
}
function isAlike$1(one, other) {
	return isClose(one.used, other.used) && isClose(one.wanted, other.wanted) && isClose(one.gaps?.cpus, other.gaps?.cpus) && isClose(one.gaps?.pressure, other.gaps?.pressure);
}
function isClose(one = 0, other = 0) {
	return Math.abs(one - other) < 1e-9;
}
function meanOf(times, loads, ended) {
	let used = 0;
	let wanted = 0;
	let unused = 0;
	let pressed = 0;
	let time = 0;
	for (const [index, load] of loads.entries()) {
		const length = Math.max(0, (times[index + 1] ?? ended) - (times[index] ?? ended));
		used += load.used * length;
		wanted += load.wanted * length;
		const { cpus = 0, pressure = 0 } = load.gaps ?? {};
		unused += cpus * length;
		pressed += cpus * pressure * length;
		time += length;
	}
	if (time <= 0) return require_mission.NO_FOREIGN;
	const gaps = unused > 0 ? { gaps: {
		cpus: unused / time,
		pressure: pressed / unused
	} } : {};
	return {
		used: used / time,
		wanted: wanted / time,
		...gaps
	};
}

// src/simulate/measured/infer-busy-windows.ts
function inferBusyWindows(held, readings, { windows, foreign, runs, mission, machine }) {
	const { cpu, workers } = mission.admission;
	const loads = new Map(mission.tasks.map((task) => [task.id, unseenLoad(task, machine)]));
	const unseenOf = (id) => loads.get(id) ?? 0;
	const leastUnseen = (window, until, active) => {
		if (active.some(({ launched }) => launched >= window.to && launched < until)) return void 0;
		const sums = [window.at, ...active.flatMap(({ ended }) => ended > window.at && ended < until ? [ended] : [])].flatMap((moment) => {
			const running = active.filter(({ launched, ended }) => launched <= moment && ended > moment);
			if (running.length >= workers.limit) return [];
			return [running.reduce((sum, { id, launched }) => sum + (launched > window.from ? unseenOf(id) : 0), 0)];
		});
		return sums.length === 0 ? void 0 : Math.min(...sums);
	};
	const ends = readings.map(({ to }) => to);
	const kept = new Set(ends);
	const byLaunch = [...runs].sort((one, other) => one.launched - other.launched);
	const found = [];
	let coming = 0;
	let active = [];
	let raised = {
		of: -1,
		by: 0
	};
	for (const span of united(held)) for (let window = windows.next(span.from); window.at < span.until; window = windows.next(window.at)) {
		const index = require_mission.lastUpTo(ends, window.to);
		const after = readings[index + 1];
		if (kept.has(window.to)) continue;
		const next = windows.next(window.at);
		active = active.filter(({ ended }) => ended > window.from);
		for (let run = byLaunch[coming]; run !== void 0 && run.launched < next.at; run = byLaunch[coming]) {
			coming += 1;
			if (run.ended > window.from) active.push(run);
		}
		const unseen = leastUnseen(window, Math.min(next.at, span.until), active);
		if (unseen === void 0) continue;
		const others = foreign.in(window).cpu;
		if (others === void 0) continue;
		const usual = others + ownUse(active, window).cpu + (raised.of === index ? raised.by : 0);
		if (usual + unseen >= cpu.limit) continue;
		const before = readings[index]?.cpu ?? 0;
		const around = (before + (after === void 0 ? before : after.cpu ?? 0)) / 2;
		const busy = Math.max(cpu.limit - unseen, around);
		raised = {
			of: index,
			by: busy - usual + (raised.of === index ? raised.by : 0)
		};
		const memory = readings[index]?.memory;
		found.push({
			...window,
			cpu: busy,
			...memory === void 0 ? {} : { memory }
		});
	}
	return [...readings, ...found].sort((one, other) => one.at - other.at);
}
function united(spans) {
	const one = [];
	for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
		const last = one.at(-1);
		if (last === void 0 || from > last.until) one.push({
			from,
			until
		});
		else last.until = Math.max(last.until, until);
	}
	return one;
}
function unseenLoad({ load, cpus = 1 }, machine) {
	return load ?? Math.min(100, 100 * cpus / machine.cpus);
}

// src/simulate/measured/measured-windows.ts
const USUAL_LAG = 1;
function measuredWindows(readings, sample) {
	const period = usualLength(readings, sample);
	const lag = usualLag(readings);
	const known = readings.map(({ at }) => at);
	const first = readings[0]?.from ?? 0;
	const origin = first > period / 2 ? 0 : first;
	const endOf = (index) => readings[index]?.to ?? origin;
	const spacing = (index) => {
		const next = readings[index + 1];
		if (next === void 0) return period;
		const gap = next.to - endOf(index);
		return gap / Math.max(1, Math.round(gap / period));
	};
	const between = (index, steps) => {
		const length = spacing(index);
		const from = endOf(index) + (steps - 1) * length;
		return {
			from,
			to: from + length,
			at: from + length + lag
		};
	};
	const place = (time) => {
		const index = require_mission.lastUpTo(known, time);
		const length = spacing(index);
		const next = readings[index + 1];
		const most = next === void 0 ? Infinity : Math.round((next.to - endOf(index)) / length) - 1;
		const passed = Math.floor((time - lag - endOf(index)) / length + 1e-9);
		return {
			index,
			steps: Math.max(0, Math.min(passed, most)),
			most
		};
	};
	return {
		lag,
		newest: (time) => {
			const { index, steps } = place(time);
			return steps === 0 ? readings[index] : between(index, steps);
		},
		next: (time) => {
			const { index, steps, most } = place(time);
			return (steps < most ? void 0 : readings[index + 1]) ?? between(index, steps + 1);
		}
	};
}
function usualLength(readings, sample) {
	const lengths = readings.map(({ from, to }) => to - from).filter((length) => length > 0);
	const whole = lengths.filter((length) => length >= .9 * sample);
	return require_mission.median(whole.filter((length) => length <= 1.5 * sample)) ?? require_mission.median(whole) ?? (lengths.length === 0 ? sample : Math.max(sample, ...lengths));
}
function usualLag(readings) {
	const lags = readings.map(({ at, to }) => at - to).sort((one, other) => one - other);
	return lags[Math.floor(lags.length / 4)] ?? USUAL_LAG;
}

// src/simulate/measured/known-readings.ts
function knownReadings(run, runs) {
	const { readings, views } = run;
	const kept = measuredWindows(readings, run.mission.admission.sample);
	const busyIn = busyWindows(run, runs);
	const inferred = [];
	let index = -1;
	for (const view of views) {
		while ((readings[index + 1]?.at ?? Infinity) <= view.at) index += 1;
		const last = inferred.at(-1);
		const before = readings[index];
		const newest = last !== void 0 && last.at > (before?.at ?? 0) ? last : before;
		if (newest === void 0) continue;
		const older = kept.newest(view.at);
		const next = kept.next(view.at);
		const length = next.to - next.from;
		if (busyIn(newest, view) === newest.cpu && newest.memory === view.memory && (older === void 0 || older.to - newest.to < 1.5 * length)) continue;
		const at = older === void 0 || older.to <= newest.to || next.at - view.at < length / 4 ? view.at : older.at;
		const to = at - (next.at - next.to);
		const { memory } = view;
		if (to <= newest.to) continue;
		const window = {
			from: Math.max(newest.to, to - length),
			to,
			at
		};
		const cpu = busyIn(window, view);
		inferred.push({
			...window,
			...cpu === void 0 ? {} : { cpu },
			...memory === void 0 ? {} : { memory }
		});
	}
	return [...readings, ...inferred].sort((one, other) => one.at - other.at);
}
const SATURATED = 97;
function busyWindows({ mission, hasOwnUse }, runs) {
	const { react, sample } = mission.admission;
	const shown = .9 * Math.min(react, sample);
	const coming = [...runs].sort((one, other) => other.launched - one.launched);
	let active = [];
	return (window, { at, cpu }) => {
		if (cpu === void 0 || hasOwnUse !== true || react === 0 || cpu >= SATURATED) return cpu;
		active = active.filter(({ ended }) => ended > window.from - sample);
		for (let next = coming.at(-1); next !== void 0 && next.launched < window.to; next = coming.at(-1)) {
			coming.pop();
			active.push(next);
		}
		const left = active.filter(({ launched, ended }) => ended <= at || window.to - launched < shown);
		return left.length === 0 ? cpu : Math.min(100, cpu + ownUse(left, window).cpu);
	};
}

// src/simulate/measured/slices.ts
function slicesOf(attempt, before, declared) {
	const { started, ended, use, pauses = [] } = attempt;
	if (use.length === 0) return [{
		from: started,
		to: ended,
		ran: tookOf(attempt),
		cpus: declared,
		memory: 0
	}];
	const slices = [];
	let from = started;
	let seconds = before;
	let memory = 0;
	const add = (to, cpus) => {
		const paused = pauses.reduce((sum, pause) => sum + overlap(pause.from, pause.until, from, to), 0);
		const ran = Math.max(0, to - from - paused);
		slices.push({
			from,
			to,
			ran,
			cpus: ran > 0 ? Math.max(0, cpus(ran)) : 0,
			memory
		});
		from = to;
	};
	for (const point of use) {
		if (point.at <= from) continue;
		const used = 1e3 * (point.cpuSeconds - seconds);
		add(Math.min(point.at, ended), (ran) => used / ran);
		seconds = point.cpuSeconds;
		memory = point.memory;
	}
	if (from < ended) {
		const last = slices.at(-1)?.cpus ?? 0;
		add(ended, () => last);
	}
	return slices;
}
function cutAt(slices, moments, firstAfter) {
	return slices.flatMap((slice) => {
		const parts = [];
		let from = slice.from;
		const share = (to) => slice.to > slice.from ? slice.ran * (to - from) / (slice.to - slice.from) : slice.ran;
		for (let index = firstAfter(from); index < moments.length; index++) {
			const moment = moments[index] ?? Infinity;
			if (moment >= slice.to) break;
			parts.push({
				...slice,
				from,
				to: moment,
				ran: share(moment)
			});
			from = moment;
		}
		parts.push({
			...slice,
			from,
			ran: share(slice.to)
		});
		return parts;
	});
}
function overlap(from, to, since, until) {
	return Math.max(0, Math.min(to, until) - Math.max(from, since));
}

// src/simulate/measured/pressures.ts
const [FREE, FULL] = [.6, .9];
const LEAST_SEEN = .001;
const MOST_PRESSURE = 1e4;
function periodsOf(attempts, readings, { cpus, ended }) {
	const periods = emptyPeriods(readings, cpus);
	const starts = periods.map(({ from }) => from);
	const areas = periods.map(() => ({
		used: 0,
		pressed: 0,
		weight: 0
	}));
	const parts = attempts.map(({ slices }) => partsOf$1(slices, starts));
	for (const list of parts) for (const { index, ran, slice } of list) add(areas[index], "used", ran * slice.cpus);
	for (const [index, period] of periods.entries()) {
		const length = Math.min(starts[index + 1] ?? ended, Math.max(ended, period.from)) - period.from;
		period.own = length > 0 ? (areas[index]?.used ?? 0) / length : 0;
	}
	for (const [at, { attempt }] of attempts.entries()) {
		const list = parts[at] ?? [];
		const { solo } = attempt;
		if (solo === void 0) continue;
		const slowed = require_mission.busyPart(solo.cpus, solo.idle, cpus);
		const { hidden = 0 } = solo;
		const weights = list.map(({ index }) => fullness(periods[index], cpus));
		const free = list.reduce((sum, { ran }, part) => sum + (weights[part] === 0 ? ran : 0), 0);
		const weightOf = (part) => free < solo.duration ? weights[part] ?? 0 : 1;
		const took = (pressure) => list.reduce((sum, { ran }, part) => sum + ran / require_mission.stretchOf({
			slowed,
			hidden
		}, weightOf(part) * pressure), 0);
		const pressure = tookOf(attempt) <= solo.duration ? 0 : solveFalling(took, solo.duration, MOST_PRESSURE);
		for (const [part, { index, ran, slice }] of list.entries()) {
			const weight = ran * slice.cpus * Math.max(LEAST_SEEN, 1 - hidden * (1 - slowed));
			add(areas[index], "pressed", weight * weightOf(part) * pressure);
			add(areas[index], "weight", weight);
		}
	}
	for (const [index, period] of periods.entries()) {
		const { pressed = 0, weight = 0 } = areas[index] ?? {};
		period.pressure = weight > 0 ? pressed / weight : 0;
	}
	return periods;
}
function emptyPeriods(readings, cpus) {
	const periods = [];
	let from = 0;
	for (const { to, cpu } of readings) {
		if (to <= from) continue;
		periods.push({
			from,
			own: 0,
			pressure: 0,
			...cpu === void 0 ? {} : { busy: Math.min(100, cpu) / 100 * cpus }
		});
		from = to;
	}
	const last = periods.at(-1)?.busy;
	periods.push({
		from,
		own: 0,
		pressure: 0,
		...last === void 0 ? {} : { busy: last }
	});
	return periods;
}
function partsOf$1(slices, starts) {
	return slices.flatMap((slice) => {
		const parts = [];
		const length = slice.to - slice.from;
		for (let index = Math.max(0, require_mission.lastUpTo(starts, slice.from)); index < starts.length; index++) {
			const since = starts[index] ?? Infinity;
			if (since >= slice.to && parts.length > 0) break;
			const share = length > 0 ? overlap(slice.from, slice.to, since, starts[index + 1] ?? Infinity) / length : 1;
			parts.push({
				index,
				ran: share * slice.ran,
				slice
			});
		}
		return parts;
	});
}
function fullness(period, cpus) {
	const used = Math.max(period?.busy ?? 0, period?.own ?? 0) / cpus;
	return Math.min(1, Math.max(0, (used - FREE) / (FULL - FREE)));
}
function add(area, key, value) {
	if (area !== void 0) area[key] += value;
}
function solveFalling(of, value, most) {
	let [low, high] = [0, most];
	for (let step = 0; step < 100 && high - low > 1e-9 * high; step++) {
		const middle = (low + high) / 2;
		if (of(middle) > value) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

// src/simulate/measured/solo-profile.ts
const [LEAST, MOST] = [.1, 10];
function soloSlices({ attempt, slices }, periods, cpus) {
	const starts = periods.map(({ from }) => from);
	const parts = cutAt(slices, starts, (time) => require_mission.lastUpTo(starts, time) + 1);
	const pressures = parts.map(({ from }) => periods[Math.max(0, require_mission.lastUpTo(starts, from))]?.pressure ?? 0);
	const hidden = attempt.solo?.hidden;
	const part = hidden === void 0 ? {} : { hidden };
	const slowed = slowedOf({
		attempt,
		slices: parts
	}, pressures, cpus);
	return parts.map((slice, index) => {
		const pressure = pressures[index] ?? 0;
		const solo = aloneIn(slice, require_mission.stretchOf({
			slowed,
			...part
		}, pressure), cpus);
		const wanted = solo > 0 ? slice.ran * slice.cpus / solo : 0;
		const own = isCapped(slice, solo, cpus) && pressure > 0 ? { slowed: Math.max(LEAST * slowed, (slice.ran / solo - 1) / pressure) } : {
			slowed,
			...part
		};
		return {
			...slice,
			segment: {
				solo,
				cpus: wanted,
				...own,
				memory: slice.memory
			}
		};
	});
}
function slowedOf({ attempt, slices }, pressures, cpus) {
	const used = slices.reduce((sum, { ran, cpus: got }) => sum + ran * got, 0);
	const took = tookOf(attempt);
	const { solo } = attempt;
	const busy = require_mission.busyPart(solo?.cpus ?? (took > 0 ? Math.min(cpus, used / took) : 0), solo?.idle ?? 0, cpus);
	if (solo === void 0 || !pressures.some((pressure) => pressure > 0)) return busy;
	const { hidden = 0 } = solo;
	const alone = (slowed) => slices.reduce((sum, slice, index) => sum + aloneIn(slice, require_mission.stretchOf({
		slowed,
		hidden
	}, pressures[index] ?? 0), cpus), 0);
	return Math.max(LEAST * busy, solveFalling(alone, solo.duration, MOST * busy));
}
function aloneIn(slice, stretch, cpus) {
	return Math.max(slice.ran / stretch, leastOf(slice, cpus));
}
function leastOf({ ran, cpus: got }, cpus) {
	return cpus > 0 ? ran * Math.min(got, cpus) / cpus : 0;
}
function isCapped(slice, solo, cpus) {
	return solo > 0 && solo <= leastOf(slice, cpus);
}
function profileOfSlices(slices, took) {
	const segments = [];
	let isDelayed = false;
	for (const { segment, ran } of slices) {
		const last = segments.at(-1);
		isDelayed ||= segment.solo !== ran;
		if (last !== void 0 && isAlike(last, segment)) segments[segments.length - 1] = {
			...last,
			solo: last.solo + segment.solo
		};
		else segments.push(segment);
	}
	const profile = require_mission.profileOfSegments(segments);
	return isDelayed ? profile : {
		...profile,
		ends: [...profile.ends.slice(0, -1), took]
	};
}
function isAlike(one, other) {
	return one.memory === other.memory && one.slowed === other.slowed && one.hidden === other.hidden && Math.abs(one.cpus - other.cpus) <= 1e-9 * (1 + one.cpus);
}

// src/simulate/measured/within-capacity.ts
const PASSES = 4;
function withinCapacity(attempts, cpus) {
	let current = attempts;
	for (let pass = 0; pass < PASSES; pass++) {
		const full = overloads(current.flat(), cpus);
		if (full.length === 0) return current;
		const starts = full.map(({ from }) => from);
		current = current.map((slices) => slices.flatMap((slice) => relieved(slice, full, starts, cpus)));
	}
	return current;
}
function useOf({ from, to, ran, cpus }) {
	return to > from ? ran * cpus / (to - from) : 0;
}
function overloads(slices, cpus) {
	const changes = slices.flatMap((slice) => [{
		at: slice.from,
		by: useOf(slice)
	}, {
		at: slice.to,
		by: -useOf(slice)
	}]).sort((one, other) => one.at - other.at);
	const found = [];
	let own = 0;
	for (const [index, { at, by }] of changes.entries()) {
		own += by;
		const next = changes[index + 1]?.at ?? at;
		if (next > at && own > cpus * 1.000001) found.push({
			from: at,
			to: next,
			factor: cpus / own
		});
	}
	return found;
}
function relieved(slice, full, starts, most) {
	const { from, to, ran, cpus } = slice;
	const first = Math.max(0, require_mission.lastUpTo(starts, from));
	const share = (since, until) => ran * (until - since) / (to - from);
	const parts = [];
	let rest = from;
	for (let index = first; (full[index]?.from ?? Infinity) < to; index++) {
		const part = full[index];
		if (part === void 0 || overlap(part.from, part.to, from, to) <= 0) continue;
		const since = Math.max(from, part.from);
		const until = Math.min(to, part.to);
		if (since > rest) parts.push({
			from: rest,
			to: since,
			factor: 1
		});
		parts.push({
			from: since,
			to: until,
			factor: part.factor
		});
		rest = until;
	}
	if (parts.length === 0) return [slice];
	if (to > rest) parts.push({
		from: rest,
		to,
		factor: 1
	});
	let taken = 0;
	let free = 0;
	for (const part of parts) {
		const length = share(part.from, part.to);
		taken += length * cpus * (1 - part.factor);
		if (part.factor === 1) free += length;
	}
	if (free <= 0 || cpus + taken / free > most) return [slice];
	return parts.map((part) => ({
		...slice,
		from: part.from,
		to: part.to,
		ran: share(part.from, part.to),
		cpus: part.factor === 1 ? cpus + taken / free : cpus * part.factor
	}));
}

// src/simulate/measured/measured-service.ts
function serviceAnswers({ type, id }, service, now) {
	switch (type) {
		case "start-service": return service === void 0 ? [{
			type: "service-ready",
			at: now,
			id
		}] : life(id, service, now);
		case "terminate-service": {
			const from = service?.stopping ?? service?.failed;
			return [{
				type: "service-exited",
				at: now + (service === void 0 || from === void 0 ? 0 : Math.max(0, service.ended - from)),
				id,
				signal: "SIGTERM",
				logTail: ""
			}];
		}
		case "kill-service": return [];
		default: return type;
	}
}
function life(id, { started, ready, failed, ended }, now) {
	const comes = [];
	if (ready !== void 0) comes.push({
		type: "service-ready",
		at: now + (ready - started),
		id
	});
	if (failed === void 0) return comes;
	const at = now + (failed - started);
	if (ready === void 0) comes.push({
		type: "service-failed",
		at,
		id,
		message: "as it did",
		running: ended > failed
	});
	else comes.push({
		type: "service-exited",
		at,
		id,
		exitCode: 1,
		logTail: ""
	});
	return comes;
}

// src/simulate/measured/simulated-sampler.ts
const SHORTEST = 100;
const REMEMBERED = 1e4;
function simulatedSampler(measured, lag) {
	let asked = [];
	const lastAsked = (before) => asked.findLast((end) => end <= before) ?? -Infinity;
	function newest(time) {
		const usual = measured.newest(time);
		const end = lastAsked(time - lag);
		if (usual !== void 0 && end <= usual.to) return {
			...usual,
			from: Math.max(usual.from, lastAsked(usual.to - .001))
		};
		if (end === -Infinity) return void 0;
		return {
			from: Math.max(usual?.to ?? 0, lastAsked(end - .001)),
			to: end,
			at: end + lag
		};
	}
	return {
		newest,
		next: (time) => {
			const end = asked.find((each) => each + lag > time);
			return Math.min(measured.next(time).at, end === void 0 ? Infinity : end + lag);
		},
		measure: (time, within) => {
			const since = Math.max(newest(time)?.to ?? 0, lastAsked(time));
			asked = asked.filter((end) => end <= time && end > time - REMEMBERED);
			if (time - since >= SHORTEST) asked.push(time, time + within);
			else asked.push(since + Math.max(SHORTEST, within));
		}
	};
}

// src/simulate/replayed-attempts.ts
var ReplayedAttempts = class {
	machine;
	active = /* @__PURE__ */ new Map();
	assumed = /* @__PURE__ */ new Set();
	changed = 0;
	#parts;
	#ends = /* @__PURE__ */ new Map();
	#left = [];
	#changes;
	constructor(parts) {
		this.#parts = parts;
		this.machine = new require_mission.VirtualMachine(parts.cpus);
		this.machine.setForeign(parts.pressing.at(0), 0);
		this.#changes = parts.pressing.next(0);
	}
	since(moment) {
		this.#left = this.#left.filter(({ ended }) => ended > moment);
		for (const { run } of this.active.values()) require_mission.forget(run, moment);
		this.machine.forget(moment);
		return [...this.active.values(), ...this.#left];
	}
	next() {
		return Math.min(this.#changes, this.machine.next());
	}
	advance(state, now) {
		this.changed = now;
		if (this.#changes === now) {
			this.machine.setForeign(this.#parts.pressing.at(now), now);
			this.#changes = this.#parts.pressing.next(now);
		}
		return this.machine.next() === now ? this.machine.advance().map((id) => this.#exit(state, id, now)) : [];
	}
	start(state, id, now) {
		const known = this.#parts.profiles.get(id);
		const profile = known?.[numberOf(state, id) - 1] ?? known?.at(-1) ?? this.#parts.unmeasured(id);
		const measured = this.#measured(state, id);
		const end = endOf(measured, require_mission.soloTime(profile), this.#parts.assumedTime(id));
		const served = require_mission.servedBy(require_mission.taskOf(state, id).services, measured?.served);
		const run = this.machine.start(id, profile, now);
		this.active.set(id, {
			run,
			ended: Infinity,
			...served === void 0 ? {} : { served }
		});
		this.#ends.set(id, end);
		this.machine.runUntil(id, end.position, now);
		if (end.isAssumed) this.assumed.add(id);
	}
	terminate(state, id, now) {
		return {
			type: "step-exited",
			at: now + stopTime(this.#measured(state, id), require_mission.taskOf(state, id).timeout),
			id,
			step: 0,
			signal: "SIGTERM",
			...this.#usage(state, id, now)
		};
	}
	note(event) {
		if (event.type !== "ended" && event.type !== "retrying") return;
		const launched = this.active.get(event.id);
		if (launched === void 0) return;
		this.machine.remove(event.id, event.at);
		this.active.delete(event.id);
		this.#left.push({
			...launched,
			ended: event.at
		});
	}
	#exit(state, id, at) {
		const { exitCode = 0, outOfMemory } = this.#ends.get(id) ?? {};
		const task = require_mission.taskState(state, id);
		return {
			type: "step-exited",
			at,
			id,
			step: "step" in task ? task.step : 0,
			exitCode,
			...outOfMemory === void 0 ? {} : { outOfMemory },
			...this.#usage(state, id, at)
		};
	}
	#usage(state, id, at) {
		const measured = this.#measured(state, id);
		const run = this.active.get(id)?.run;
		if (measured?.usage === void 0 || run === void 0) return {};
		const { usage, solo } = measured;
		if (usage.delayed === void 0 || solo === void 0) return { usage };
		const [there, here] = [tookOf(measured) - solo.duration, at - run.launched - require_mission.positionAt(run, at)];
		return { usage: {
			...usage,
			delayed: Math.max(0, usage.delayed + (here - there) / 1e3)
		} };
	}
	#measured(state, id) {
		const measured = this.#parts.run.tasks.get(id)?.attempts;
		return measured?.[numberOf(state, id) - 1] ?? measured?.at(-1);
	}
};
function numberOf(state, id) {
	const task = require_mission.taskState(state, id);
	return "attempt" in task ? task.attempt : 1;
}

// src/simulate/simulated-reading.ts
function useIn(launched, { from, to }) {
	let used = 0;
	let memory = 0;
	for (const { run, ended } of launched) {
		used += require_mission.usedBetween$1(run, from, to);
		if (run.launched <= to && ended > to) memory += require_mission.memoryAt$1(run.profile, require_mission.positionAt(run, to));
	}
	return {
		cpus: to > from ? used / (to - from) : 0,
		memory
	};
}
function memoryPercent(foreign, own, { machine }) {
	return foreign.memory === void 0 ? void 0 : foreign.memory + require_mission.percentOfMemory(own.memory, machine.memory);
}
function highestOf(before, { cpu, memory }) {
	return {
		...before,
		...cpu === void 0 ? {} : { cpu: Math.max(before.cpu ?? -Infinity, Math.min(100, cpu)) },
		...memory === void 0 ? {} : { memory: Math.max(before.memory ?? -Infinity, memory) }
	};
}
function readingOf(measuring) {
	const { window, own, attempts, parts } = measuring;
	const known = parts.foreign.in(window);
	const foreign = known.cpu === void 0 ? void 0 : foreignCpus(known, measuring);
	const others = parts.others * attempts.machine.meanShare(window.from, window.to);
	const cpu = foreign === void 0 ? void 0 : 100 * (own.cpus + foreign + others) / parts.cpus;
	const memory = memoryPercent(known, own, parts.run);
	return {
		reading: {
			from: window.from,
			to: window.to,
			...cpu === void 0 ? {} : { cpu: percent(cpu) },
			...memory === void 0 ? {} : { memory: percent(memory) },
			own: own.cpus,
			usage: usageIn(window, attempts.active)
		},
		load: {
			...cpu === void 0 ? {} : { cpu },
			...memory === void 0 ? {} : { memory }
		}
	};
}
function foreignCpus({ cpu: share = 0, own }, measuring) {
	const { window, isMeasured, attempts, parts } = measuring;
	const { cpus } = parts.run.machine;
	const measured = share * Math.min(parts.cpus, cpus) / 100;
	if (measured <= 0) {
		const isSame = own !== void 0 && Math.abs(measuring.own.cpus - own * cpus / 100) <= SAME * cpus;
		return isMeasured && isSame ? measured : 0;
	}
	const pressure = parts.pressing.pressureAt((window.from + window.to) / 2);
	if (pressure === 0) return measured;
	return measured * Math.max(1, (1 + pressure) * attempts.machine.meanShare(window.from, window.to));
}
const SAME = .02;
function percent(value) {
	return Math.min(100, Math.max(0, value));
}
function usageIn({ from, to }, active) {
	const usage = [];
	const services = /* @__PURE__ */ new Map();
	for (const [id, { run, served }] of active) {
		if (run.launched > to) continue;
		const since = Math.max(from, run.launched);
		const used = require_mission.usedBetween$1(run, since, to);
		const cpu = to > since ? used * (1 - (served?.part ?? 0)) / (to - since) : 0;
		usage.push([id, {
			cpuSeconds: 0,
			memory: require_mission.memoryAt$1(run.profile, require_mission.positionAt(run, to)),
			cpu
		}]);
		if (to > from) require_mission.addServed(services, served, used / (to - from));
	}
	return Object.fromEntries([...usage, ...require_mission.usageOfServices(services)]);
}

// src/simulate/measured-world.ts
function measuredWorld(parts) {
	const { run, windows, foreign, measuredEnds } = parts;
	const sampler = simulatedSampler(windows, windows.lag);
	const attempts = new ReplayedAttempts(parts);
	let highest = {};
	const hasWindows = run.readings.length > 0 || run.mission.admission.gate !== "off";
	let newest;
	const measure = (window) => {
		const own = useIn(attempts.since(window.from), window);
		const isMeasured = measuredEnds.has(window.to);
		const { reading, load } = readingOf({
			window,
			isMeasured,
			own,
			attempts,
			parts
		});
		if (isMeasured || foreign.isBeyond(window)) highest = highestOf(highest, load);
		return require_mission.withGrowth(newest?.reading, reading);
	};
	const measureMemory = ({ window, reading }, observation) => {
		const { at } = observation;
		const rest = [...attempts.active.values()].filter(({ run: { id } }) => !("id" in observation) || id !== observation.id);
		const memory = memoryPercent(foreign.in(window), useIn(rest, {
			from: at,
			to: at,
			at
		}), run);
		return require_mission.withMemory(reading, memory === void 0 ? void 0 : { memory: Math.min(100, Math.max(0, memory)) });
	};
	const nextDifferent = (now, recheck) => {
		const next = sampler.next(now);
		if (next <= sampler.next(sampler.next(attempts.changed))) return next;
		const change = attempts.next();
		return sampler.next(change === Infinity ? now + recheck : Math.max(now, change));
	};
	return {
		reading: (state, observation) => {
			const window = hasWindows ? sampler.newest(observation.at) : void 0;
			if (window === void 0) return void 0;
			if (newest?.window.to !== window.to) newest = {
				window,
				reading: measure(window)
			};
			if (require_mission.freesMemory(state, observation)) newest = {
				window,
				reading: measureMemory(newest, observation)
			};
			return newest.reading;
		},
		nextWindow: (state, now, quiet) => {
			if (!hasWindows) return void 0;
			const change = foreign.next(now);
			if (!require_mission.waitsForReadings(state)) return change;
			const next = sampler.next(now);
			return Math.min(quiet ? nextDifferent(now, state.mission.admission.recheck) : next, change ?? Infinity);
		},
		next: () => attempts.next(),
		advance: (state, now) => attempts.advance(state, now),
		answers: (state, effect, now) => answersTo(state, effect, now),
		happened: (event) => attempts.note(event),
		highest: () => highest,
		assumed: () => [...attempts.assumed]
	};
	function answersTo(state, effect, now) {
		switch (effect.type) {
			case "start-service":
			case "terminate-service":
			case "kill-service": return serviceAnswers(effect, run.services.get(effect.id), now);
			case "measure":
				sampler.measure(now, effect.within);
				return [];
			case "start":
				attempts.start(state, effect.id, now);
				return [];
			case "terminate": return [attempts.terminate(state, effect.id, now)];
			case "kill":
			case "pause":
			case "continue": return [];
			default: return effect;
		}
	}
}

// src/simulate/recorded-verdicts.ts
function recordedVerdicts(tasks) {
	return (state, task) => {
		const measured = tasks.get(task.id);
		const current = require_mission.taskState(state, task.id);
		const attempt = "attempt" in current ? current.attempt : 1;
		if (measured === void 0 || measured.attempts.length >= attempt) return { type: "run" };
		switch (measured.status) {
			case "skipped": return {
				type: "skip",
				reason: "as it was"
			};
			case "failed":
				if (measured.attempts.length > 0) return {
					type: "skip",
					reason: "as it was"
				};
				return task.services.length > 0 ? { type: "run" } : {
					type: "fail",
					reason: "as it was"
				};
			case "succeeded":
			case "timed-out":
			case "cancelled":
			case "not-needed": return { type: "run" };
			default: return measured.status;
		}
	};
}

// src/simulate/replay.ts
const MOST_STEPS = 1e5;
const MOST_STEPS_OF_A_TASK = 200;
function replayer(run, { cpus = run.machine.cpus, others = 0 } = {}) {
	const own = partsOf(run);
	const conditions = recordedVerdicts(run.tasks);
	const tasks = withPlainSteps(run.mission).tasks.map((task) => ({
		...task,
		steps: task.steps.slice(0, 1)
	}));
	const mostSteps = MOST_STEPS + MOST_STEPS_OF_A_TASK * tasks.length;
	const under = (parts, rules, predictions) => {
		const mission = {
			...run.mission,
			tasks,
			admission: rules
		};
		const world = measuredWorld(parts);
		const machine = ofSize(run.machine, parts.cpus);
		const { events, ended } = runInWorld(mission, machine, world, {
			conditions,
			predictions,
			mostSteps
		});
		return {
			events,
			ended,
			highest: world.highest(),
			assumed: world.assumed()
		};
	};
	const same = (profiles) => under({
		...own,
		profiles
	}, run.mission.admission, run.predictions).events;
	const measured = {
		tasks: run.tasks,
		makespan: run.ended,
		cpus: run.machine.cpus
	};
	const profiles = calibrate(own.profiles, measured, same);
	const parts = {
		...own,
		cpus,
		others,
		profiles,
		pressing: withOthers(own.pressingOn(cpus), others)
	};
	return (rules, predictions = run.predictions) => under(parts, rules, predictions);
}
function partsOf(run) {
	const { mission, machine, ended } = run;
	const { sample } = mission.admission;
	const launches = launchesOf(run);
	const runs = launches.map(({ running }) => running);
	const seen = knownReadings(run, runs);
	const windows = measuredWindows(seen, sample);
	const foreignSeen = foreignLoad(seen, runs, machine.memory, ended);
	const readings = inferBusyWindows(run.heldByCpu, seen, {
		windows,
		foreign: foreignSeen,
		runs,
		mission,
		machine
	});
	const usual = usualTime(run);
	const tasks = new Map(mission.tasks.map((task) => [task.id, task]));
	const assumedTime = (id) => tasks.get(id)?.expect ?? usual;
	const { profiles, pressingOn } = aloneOf$1(launches, readings, run);
	return {
		run,
		cpus: machine.cpus,
		windows,
		others: 0,
		foreign: foreignLoad(readings, runs, machine.memory, ended),
		profiles,
		pressing: pressingOn(machine.cpus),
		pressingOn,
		measuredEnds: new Set(seen.map(({ to }) => to)),
		assumedTime,
		unmeasured: (id) => {
			const declared = declaredCpus(tasks.get(id), machine);
			const slowed = require_mission.busyPart(declared, 0, machine.cpus);
			return require_mission.profileOfSegments([{
				solo: assumedTime(id),
				cpus: declared,
				slowed,
				memory: 0
			}]);
		}
	};
}
function launchesOf(run) {
	const launches = sliced(run);
	const fitting = withinCapacity(launches.map(({ slices }) => slices), run.machine.cpus);
	return launches.map((launch, index) => ({
		...launch,
		slices: fitting[index] ?? launch.slices
	}));
}
function sliced({ mission, machine, tasks }) {
	return mission.tasks.flatMap((task) => {
		let before = 0;
		const { attempts = [], evicted = [] } = tasks.get(task.id) ?? {};
		return [...attempts, ...evicted].toSorted((one, other) => one.started - other.started).map((attempt) => {
			const profile = require_mission.profileOf(attempt, before, task.load ?? 0, machine.cpus);
			const slices = slicesOf(attempt, before, declaredCpus(task, machine));
			before = attempt.use.at(-1)?.cpuSeconds ?? before;
			const running = {
				id: task.id,
				launched: attempt.started,
				ended: attempt.ended,
				profile
			};
			return {
				id: task.id,
				attempt,
				slices,
				running,
				isEvicted: evicted.includes(attempt)
			};
		});
	});
}
function aloneOf$1(launches, readings, { machine, ended }) {
	const { cpus } = machine;
	const periods = periodsOf(launches, readings, {
		cpus,
		ended
	});
	const profiles = /* @__PURE__ */ new Map();
	const all = launches.map((launch) => {
		const slices = soloSlices(launch, periods, cpus);
		if (!launch.isEvicted) require_mission.append(profiles, launch.id, profileOfSlices(slices, tookOf(launch.attempt)));
		return slices;
	});
	return {
		profiles,
		pressingOn: (size) => foreignTimeline(all.flat(), periods, {
			cpus,
			ended,
			size
		})
	};
}
function declaredCpus(task, { cpus }) {
	return Math.min(100, task?.load ?? 0) / 100 * cpus;
}
function usualTime({ tasks }) {
	const times = [...tasks.values()].flatMap(({ attempts }) => attempts.map(tookOf));
	return require_mission.median(times) ?? 6e4;
}

// src/report/analysis/what-if.ts
function whatIf$1(report, run) {
	const replay = replayer(run);
	const replayOn = ({ cpus, others }) => cpus === void 0 && others === void 0 ? replay : replayer(run, {
		cpus,
		others
	});
	const { admission } = run.mission;
	const under = (changes, predictions) => {
		const { events, ended, highest, assumed } = replayOn(changes)(changedLimits(admission, changes), predictions);
		const replayed = require_mission.emptyReport();
		for (const event of events) require_mission.recordEvent(replayed, event);
		const whole = outlook(replayed);
		const makespan = Math.max(whole.makespan, require_mission.floorOn(report, changes.cpus));
		return {
			...whole,
			makespan,
			highest: {
				...highest,
				workers: whole.highest.workers
			},
			ended,
			assumed
		};
	};
	const learned = () => {
		const predictions = learnedFrom$1(run);
		return predictions === void 0 ? void 0 : under({}, predictions);
	};
	return {
		measured: outlook(report),
		same: under({}),
		under: (changes) => under(changes),
		learned
	};
}
function offBy({ measured, same }) {
	return measured.makespan === 0 ? 0 : 100 * (same.makespan - measured.makespan) / measured.makespan;
}
function outlook(report) {
	const waited = require_mission.noWaits();
	let makespan = 0;
	for (const task of report.tasks.values()) {
		makespan = Math.max(makespan, task.ended ?? 0);
		for (const reason of require_mission.waitReasons) waited[reason] += task.waited[reason];
	}
	for (const { ended } of report.services.values()) makespan = Math.max(makespan, ended ?? 0);
	const { cpuTime, memoryTime, maximumCpu, maximumMemory } = report.cpu;
	return {
		makespan,
		waited,
		highest: {
			...cpuTime > 0 ? { cpu: maximumCpu } : {},
			...memoryTime > 0 ? { memory: maximumMemory } : {},
			workers: Math.max(report.load.maximumActive, report.load.active)
		},
		tasks: report.tasks
	};
}

// src/report/analysis/what-if-sweep.ts
const LIMIT_NAMES = [
	"cpu",
	"memory",
	"workers",
	"load"
];
const REASONS = {
	cpu: "cpu",
	memory: "memory",
	workers: "slots",
	load: "load"
};
const WORTH = .5;
function isWorthAWord(saved, { same }) {
	return 100 * saved >= WORTH * same.makespan;
}
function heldLimits(report) {
	const waits = [...report.tasks.values()];
	return LIMIT_NAMES.filter((name) => waits.some(({ waited }) => waited[REASONS[name]] > 0));
}
function sweep(what, held, rules, thorough) {
	const row = (changes) => ({
		changes,
		estimate: what.under(changes)
	});
	const rows = [];
	const costs = [];
	for (const name of held) {
		const lifted = row({ [name]: Infinity });
		const saved = what.same.makespan - lifted.estimate.makespan;
		if (lifted.estimate.ended) costs.push({
			name,
			saved,
			memory: lifted.estimate.highest.memory
		});
		if (thorough && isWorthAWord(saved, what)) for (const value of othersOf(name, rules)) rows.push(row({ [name]: value }));
		rows.push(lifted);
	}
	if (held.length > 1) rows.push(row(Object.fromEntries(held.map((name) => [name, Infinity]))));
	const learned = thorough ? what.learned() : void 0;
	if (learned !== void 0) rows.push({
		changes: "learned",
		estimate: learned
	});
	return {
		rows,
		costs: costs.sort((one, other) => other.saved - one.saved)
	};
}
function othersOf(name, rules) {
	switch (name) {
		case "cpu": return [
			60,
			75,
			85,
			95
		].filter((value) => value !== rules.cpu.limit);
		case "memory": return [
			75,
			85,
			95
		].filter((value) => value !== rules.memory.limit);
		case "workers": return [...new Set([
			.5,
			1.5,
			2
		].map((factor) => Math.ceil(rules.workers.limit * factor)))].filter((value) => value !== rules.workers.limit);
		case "load": return [1.5, 2].map((factor) => Math.round(rules.load * factor));
		default: return name;
	}
}

// src/report/analysis/what-if-text.ts
const ASSUMPTIONS = [
	"Every attempt needs the CPU time and the memory that it needed in this run, and has the same result. A virtual machine shares its CPUs among all that runs, so what wants more than there is takes longer.",
	"Other programs want the same at the same times as in this run; after its end, their mean. Where they filled the machine, they take a share in proportion, and never less than they got.",
	"Conditions have the same results."
];
function trustText(what) {
	if (!what.same.ended) return "A replay at the same limits does not end: the figures cannot be trusted.";
	const off = offBy(what);
	const size = Math.abs(off);
	if (size < .05) return "A replay at the same limits takes as long as the measured run.";
	const figure = `A replay at the same limits is ${require_mission.formatPercent(size)} ${off > 0 ? "longer" : "shorter"} than the measured run`;
	return size <= 2 ? `${figure}.` : `${figure}: a large difference, so read the other figures with care.`;
}
const ASSUMED = ["This run did not measure how long these would take: ", ". `expect` is used instead, or the median of the other tasks."];
function assumedIds(estimates) {
	return [...new Set(estimates.flatMap(({ assumed }) => assumed))];
}
function assumedText(estimates) {
	const ids = assumedIds(estimates);
	if (ids.length === 0) return "";
	const few = ids.length > 5 ? ids.slice(0, 4) : ids;
	return ASSUMED.join(require_mission.listed([...few, ...few.length < ids.length ? [require_mission.plural(ids.length - few.length, "other")] : []]));
}
const LEARNED = "With what was learned: the same limits, with what this run measured of each task known from the start, as a next run with `--history` knows it.";
const ALL_MEMORY = 100.5;
function exceedsMemory({ highest }) {
	return (highest.memory ?? 0) > ALL_MEMORY;
}
function memoryNotes(report, { same }, others) {
	const bent = require_mission.hasBent(report);
	const { memory } = same.highest;
	const killed = exceedsMemory(same) ? ", more than there is: the kernel would have killed a process" : "";
	return [...bent && memory !== void 0 ? [`This run paused or evicted tasks, and a replay does not: without that, memory would have reached ${require_mission.formatPercent(memory)} at the same limits${killed}.`] : [], ...bent && exceedsMemory(same) || ![same, ...others].some(exceedsMemory) ? [] : ["More than 100 % memory is more than there is: in such a run, tasks would be paused, run again or killed."]];
}

// src/report/analysis/what-if-findings.ts
const mostTasksSwept = 500;
const mostTasks$1 = 2e3;
const mostWindows = 5e5;
const leastTime = 20;
const words = {
	cpu: "CPU",
	memory: "memory",
	workers: "workers",
	load: "load"
};
function whatIfFindings(report) {
	if (whyNotReplayable(report) !== void 0) return { type: "none" };
	const held = heldLimits(report);
	if (held.length === 0) return {
		type: "sentence",
		sentence: heldByPools(report) ?? "No limit held anything back: raising the limits would not have shortened the run."
	};
	const windows = report.duration / report.mission.admission.sample;
	const time = report.duration / report.tasks.size;
	if (report.tasks.size > mostTasks$1 || windows > mostWindows || time < leastTime) return {
		type: "sentence",
		sentence: "This run is too large for a report to replay. Use `mission replay DIR --cpu 90` with the folder of this run to see what other limits would have changed."
	};
	const replayable = measuredRun(report);
	if (replayable.type === "not-replayable") return { type: "none" };
	const { run } = replayable;
	const what = whatIf$1(report, run);
	const swept = sweep(what, held, run.mission.admission, report.tasks.size <= mostTasksSwept);
	const estimates = swept.rows.map(({ estimate }) => estimate);
	const { claim, rest } = costText(swept, what);
	return {
		type: "swept",
		cost: {
			claim,
			rest: `${rest}${freeText(held)}`
		},
		rows: rowsOf$1(report, what, swept),
		notes: [
			...memoryNotes(report, what, estimates),
			trustText(what),
			...swept.rows.some(({ changes }) => changes === "learned") ? [LEARNED] : []
		],
		estimates: [what.same, ...estimates]
	};
}
function costText({ costs }, what) {
	const [dearest] = costs;
	if (dearest === void 0 || !isWorthAWord(dearest.saved, what)) return {
		claim: "",
		rest: "No single limit cost a notable amount of time."
	};
	const { name, saved, memory } = dearest;
	if (name === "memory" && exceedsMemory({ highest: {
		memory: memory ?? 0,
		workers: 0
	} })) {
		const needed = `it would have used ${require_mission.formatPercent(memory)} of this one`;
		return {
			claim: "",
			rest: `On a machine with more memory the run would have taken ${require_mission.formatDuration(saved)} less: ${needed}.`
		};
	}
	const rest = `: without it the run would have taken ${require_mission.formatDuration(saved)} less.`;
	return {
		claim: `The ${words[name]} limit cost the most time`,
		rest
	};
}
function freeText(held) {
	const free = LIMIT_NAMES.filter((name) => !held.includes(name)).map((name) => words[name]);
	if (free.length === 0) return "";
	return ` The ${require_mission.listed(free)} ${free.length === 1 ? "limit" : "limits"} held nothing back.`;
}
function rowsOf$1(report, { measured, same }, { rows }) {
	const replayed = require_mission.hasBent(report) ? "The same, without pauses" : "The same, replayed";
	return [
		{
			kind: "measured",
			name: "As it ran",
			makespan: measured.makespan,
			against: "",
			...figures$1(measured)
		},
		{
			kind: "same",
			name: replayed,
			makespan: same.makespan,
			against: "",
			...figures$1(same)
		},
		...rows.map(({ changes, estimate }) => {
			const { ended, makespan } = estimate;
			return {
				kind: "other",
				name: changes === "learned" ? "With what was learned" : changesText(changes),
				makespan: ended ? makespan : void 0,
				against: ended ? require_mission.formatAgainst(makespan, same.makespan) : "",
				...figures$1(estimate)
			};
		})
	];
}
function figures$1({ waited, highest }) {
	const { cpu, memory, workers } = highest;
	return {
		waited: require_mission.waitsText(waited),
		cpu: require_mission.formatPercent(cpu),
		memory: require_mission.formatPercent(memory),
		workers: String(workers)
	};
}
function changesText(changes) {
	const given = LIMIT_NAMES.flatMap((name) => {
		const value = changes[name];
		return value === void 0 ? [] : [{
			name,
			value
		}];
	});
	const lifted = given.filter(({ value }) => value === Infinity).map(({ name }) => words[name]);
	if (lifted.length > 0) return `no ${lifted.join(" or ")} limit`;
	return given.map(({ name, value }) => name === "workers" ? require_mission.plural(value, "worker") : `${words[name]} ${require_mission.formatPercent(value)}`).join(", ");
}
function heldByPools(report) {
	const waited = require_mission.noWaits();
	for (const task of report.tasks.values()) {
		waited.lock += task.waited.lock;
		waited.pool += task.waited.pool;
	}
	const waits = require_mission.waitsText(waited);
	if (waits === "") return void 0;
	return `The limits on CPU, memory, workers and load held nothing back. Locks and pools did: in sum, tasks waited for ${waits}.`;
}

// src/report/analysis/findings.ts
function findingsOf(report) {
	return {
		whatIf: whatIfFindings(report),
		correction: missionCorrection(report)
	};
}

// src/report/data/junit-cases.ts
const mostListed = 1e4;
const longestMessage$1 = 2e3;
function caseSuites(report) {
	let left = mostListed;
	return { suiteOf: (task) => {
		const results = task.left?.results;
		if (results === void 0) return [];
		const failures = results.failures.slice(0, left);
		const cases = (results.cases ?? []).slice(0, left - failures.length);
		left -= failures.length + cases.length;
		const listed = failures.length + cases.length;
		const classname = `${report.mission.name}.${task.task.id}`;
		return [
			`    <testsuite${xmlAttributes(suiteFacts(report, task, results))}>`,
			...listed === results.tests ? [] : partly(listed, results.tests),
			...failures.flatMap((failure) => failedCase(failure, classname)),
			...cases.map(({ name, time, skipped }) => {
				return `      <testcase${xmlAttributes({
					name: require_mission.caseName(name),
					classname,
					...timeFact(time)
				})}${skipped === true ? "><skipped/></testcase>" : "/>"}`;
			}),
			"    </testsuite>"
		];
	} };
}
function suiteFacts(report, task, results) {
	return {
		name: require_mission.titleOf(task.task),
		tests: String(results.tests),
		failures: String(results.failed),
		errors: "0",
		skipped: String(results.skipped),
		time: seconds(require_mission.durationOf(report, task) ?? 0)
	};
}
function partly(listed, all) {
	return [
		"      <properties>",
		`        <property${xmlAttributes({
			name: "listed",
			value: `${listed} of ${all} test cases`
		})}/>`,
		"      </properties>"
	];
}
function failedCase(failure, classname) {
	const message = require_mission.sanitizeText(failure.message.slice(0, longestMessage$1)).trim();
	const [first = ""] = message.split("\n", 1);
	const place = require_mission.placeText(failure);
	const text = [...place === "" ? [] : [place], message].join("\n");
	return [
		`      <testcase${xmlAttributes({
			name: require_mission.caseName(failure.name),
			classname,
			...timeFact(failure.time)
		})}>`,
		`        <failure${xmlAttributes({ message: first })}>${require_mission.xmlText(text)}</failure>`,
		"      </testcase>"
	];
}
function timeFact(milliseconds) {
	return milliseconds === void 0 ? {} : { time: seconds(milliseconds) };
}
function seconds(milliseconds) {
	return (milliseconds / 1e3).toFixed(3);
}
function xmlAttributes(values) {
	return Object.entries(values).map(([name, value]) => ` ${name}="${require_mission.xmlText(require_mission.sanitizeLine(value))}"`).join("");
}

// src/report/data/junit.ts
function junit(report) {
	const suites = ["task", "test"].map((kind) => [...report.tasks.values()].filter(({ task }) => task.kind === kind));
	const all = suites.flat();
	const cases = caseSuites(report);
	return `${[
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites${xmlAttributes({
			name: report.mission.name,
			...withoutSkipped(counts$1(all)),
			time: seconds(report.duration)
		})}>`,
		...suites.flatMap((tasks, index) => tasks.length === 0 ? [] : suite(report, index === 0 ? "tasks" : "tests", tasks, cases)),
		"</testsuites>"
	].join("\n")}\n`;
}
function outcomeOf(task) {
	switch (task.status) {
		case "succeeded": return "passed";
		case "failed": return "failure";
		case "skipped":
		case "not-needed": return "skipped";
		case "timed-out":
		case "cancelled":
		case "pending":
		case "waiting":
		case "running":
		case "stopping":
		case "backoff": return "error";
	}
}
function counts$1(tasks) {
	const of = (outcome) => String(tasks.filter((task) => outcomeOf(task) === outcome).length);
	return {
		tests: String(tasks.length),
		failures: of("failure"),
		errors: of("error"),
		skipped: of("skipped")
	};
}
function withoutSkipped({ skipped: _, ...rest }) {
	return rest;
}
function suite(report, name, tasks, cases) {
	const time = tasks.reduce((sum, task) => sum + (require_mission.durationOf(report, task) ?? 0), 0);
	const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(report.started)?.[0];
	const facts = {
		name,
		...counts$1(tasks),
		time: seconds(time),
		...timestamp === void 0 ? {} : { timestamp },
		hostname: report.machine.hostname
	};
	return [
		`  <testsuite${xmlAttributes(facts)}>`,
		...properties(tasks),
		...tasks.flatMap((task) => testcase(report, name, task)),
		...tasks.flatMap((task) => cases.suiteOf(task)),
		"  </testsuite>"
	];
}
function properties(tasks) {
	const facts = tasks.flatMap((task) => [...task.attempts > 1 ? [{
		name: `${task.task.id}: attempts`,
		value: String(task.attempts)
	}] : [], ...task.left?.results === void 0 ? [] : [{
		name: `${task.task.id}: results`,
		value: require_mission.countsText(task.left.results)
	}]]);
	if (facts.length === 0) return [];
	return [
		"    <properties>",
		...facts.map((fact) => `      <property${xmlAttributes(fact)}/>`),
		"    </properties>"
	];
}
function testcase(report, suiteName, task) {
	const facts = {
		name: require_mission.titleOf(task.task),
		classname: `${report.mission.name}.${suiteName}`,
		time: seconds(require_mission.durationOf(report, task) ?? 0)
	};
	const tail = require_mission.tailOf(task.left?.logTail, {
		lines: 200,
		characters: 16e3
	});
	const content = [...verdictElement(task), ...tail === "" ? [] : [`      <system-out>${require_mission.xmlText(tail)}</system-out>`]];
	if (content.length === 0) return [`    <testcase${xmlAttributes(facts)}/>`];
	return [
		`    <testcase${xmlAttributes(facts)}>`,
		...content,
		"    </testcase>"
	];
}
function verdictElement(task) {
	const outcome = outcomeOf(task);
	if (outcome === "passed") return [];
	const word = require_mission.statusWord(task.status);
	const message = [task.ended === void 0 ? `${word}: it did not end` : word, task.reason ?? require_mission.exitText(task)].filter((part) => part !== "").join(": ");
	if (outcome === "skipped") return [`      <skipped${xmlAttributes({ message })}/>`];
	const start = `      <${outcome}${xmlAttributes({
		message,
		type: task.status
	})}`;
	const text = [failedCases(task), require_mission.causeLines(task.left?.causes, "").map((line) => `Line ${line}`).join("\n")].filter((part) => part !== "").join("\n\n");
	return [text === "" ? `${start}/>` : `${start}>${require_mission.xmlText(text)}</${outcome}>`];
}
function failedCases({ left }) {
	return (left?.results?.failures ?? []).slice(0, 50).map(({ name, message }) => `${require_mission.sanitizeLine(name)}\n${message.slice(0, 2e3)}`.trim()).join("\n\n");
}

// src/report/data/cost-entry.ts
function costEntry(report, runners) {
	const cost = runCost(report);
	if (cost === void 0) return void 0;
	return {
		setUp: JOB_SET_UP,
		run: cost.run,
		jobs: cost.jobs,
		runners
	};
}

// src/report/data/fleet-entry.ts
function fleetEntry({ fleet }) {
	if (fleet === void 0) return void 0;
	return {
		parts: fleet.parts,
		runners: fleet.runners.map(({ part, label, name, attempt, result, needs, ready, at, ended, corrected, download, billed, machine }) => ({
			part,
			label,
			name,
			attempt,
			result,
			needs,
			ready,
			at,
			ended,
			corrected: corrected === 0 ? void 0 : corrected,
			download,
			billed,
			machine
		})),
		absent: fleet.absent.length === 0 ? void 0 : fleet.absent,
		notes: fleet.notes.length === 0 ? void 0 : fleet.notes,
		oneRunner: fleet.oneRunner
	};
}

// src/base/batches.ts
function* batchesOf(entries, size) {
	let batch = [];
	for (const entry of entries) {
		batch.push(entry);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

// src/report/data/json-pieces.ts
const BATCH$1 = 64;
function* jsonPieces(document) {
	let before = "{\n";
	for (const [key, value] of Object.entries(document)) {
		const pieces = isList$1(value) ? listPieces$1(key, value()) : memberPieces(key, value);
		for (const piece of pieces) {
			yield before + piece;
			before = "";
		}
		if (before === "") before = ",\n";
	}
	yield before === ",\n" ? "\n}\n" : "{}\n";
}
function isList$1(value) {
	return typeof value === "function";
}
function* memberPieces(key, value) {
	const text = jsonOf({ [key]: value });
	if (text !== "{}") yield text.slice(2, -2);
}
function* listPieces$1(key, entries) {
	yield `  ${JSON.stringify(key)}: [`;
	let before = "\n";
	for (const batch of batchesOf(entries, BATCH$1)) {
		yield before + jsonOf([batch]).slice(6, -6);
		before = ",\n";
	}
	yield before === "\n" ? "]" : "\n  ]";
}
function jsonOf(value) {
	return JSON.stringify(value, withoutNoise, 2);
}
function withoutNoise(_key, value) {
	return typeof value === "number" ? Math.round(value * 1e3) / 1e3 : value;
}

// src/report/data/rounded.ts
function thousandths$1(value) {
	const rounded = Math.round(value * 1e3) / 1e3;
	return rounded === 0 ? 0 : rounded;
}

// src/report/data/run-entries.ts
const longestMessage = 2e3;
function failureEntries({ task: { id }, status, reason, left }) {
	if (!require_mission.hasFailed(status)) return [];
	const cases = left?.results?.failures ?? [];
	if (cases.length === 0) return [{
		id,
		message: reason
	}];
	return cases.map(({ name, message, file, line }) => {
		return {
			id,
			name,
			message: message.length <= longestMessage ? message : `${message.slice(0, 1999)}\u2026`,
			file,
			line
		};
	});
}
function changedEntry({ changed }) {
	if (changed === void 0) return void 0;
	if (changed.type === "unknown") return { why: changed.why };
	return {
		base: changed.base,
		files: changed.files.length,
		why: changed.why
	};
}
function threadsEntry(report) {
	const found = require_mission.tooManyThreads(report);
	if (found.length === 0) return void 0;
	return found.map(({ task, most: { threads, at, active }, cpus }) => ({
		id: task.id,
		at,
		threads,
		active,
		cpus
	}));
}
function constraintEntry({ name, cpus, memory, maximumCpu, maximumMemory, cpuTime, memoryTime }) {
	return {
		name,
		cpus,
		memory,
		maximumCpu: maximumCpu === void 0 ? void 0 : thousandths$1(maximumCpu),
		maximumMemory: maximumMemory === void 0 ? void 0 : thousandths$1(maximumMemory),
		cpuTime,
		memoryTime
	};
}
function resumeEntry({ at, started, kept, again }) {
	return {
		at,
		started,
		kept,
		again
	};
}

// src/report/data/service-entry.ts
function serviceEntry(service) {
	const { status, startedFor, started, ready, setup, ended, failure, exitCode, signal, users, usage } = service;
	const { id, name } = service.service;
	const log = started === void 0 ? void 0 : require_mission.logFile(id, ".");
	return {
		id,
		name,
		status,
		reason: failure,
		users,
		startedFor,
		started,
		ready,
		setup,
		ended,
		exitCode,
		signal,
		load: usage === void 0 ? void 0 : {
			cpuSeconds: thousandths$1(usage.cpuSeconds),
			peakMemory: usage.peakMemory
		},
		log
	};
}

// src/report/data/task-entry.ts
function taskEntry(report, task) {
	const { id, kind, name, tags, needs, needsAny, matrix, supports } = task.task;
	const launched = task.started !== void 0;
	const results = task.left?.results;
	return {
		id,
		level: require_mission.levelOf(kind),
		name,
		tags,
		status: task.status,
		reason: task.reason,
		needs,
		needsAny: needsAny.length === 0 ? void 0 : needsAny,
		matrix,
		supports,
		part: task.runner,
		attempts: task.attempts,
		attemptList: task.attemptList.length > 1 ? task.attemptList.map(attemptEntry) : void 0,
		pauses: allPauses(task),
		kept: task.kept,
		earlier: task.earlier?.map(attemptEntry),
		triggered: task.triggered,
		started: task.started,
		ended: task.ended,
		exitCode: task.exitCode,
		signal: task.signal,
		outOfMemory: task.outOfMemory,
		waited: require_mission.waitedSoFar(report, task),
		load: {
			declared: task.task.load,
			cpuSeconds: task.usage === void 0 ? launched ? void 0 : 0 : thousandths$1(task.usage.cpuSeconds),
			peakMemory: task.usage === void 0 ? launched ? void 0 : 0 : task.usage.peakMemory,
			alone: aloneEntry(report, task)
		},
		history: historyEntry(report, task),
		base: require_mission.baseOf(report.bases, id),
		steps: launched ? task.steps.map(stepEntry) : void 0,
		results: results === void 0 ? void 0 : counts(results),
		outputs: task.left?.outputs ?? {},
		report: require_mission.taskFile(id, "."),
		log: launched ? require_mission.logFile(id, ".") : void 0,
		logCut: task.left?.logCut,
		workspace: workspaceEntry(task),
		artifacts: artifactsEntry(task),
		causes: task.left?.causes
	};
}
function workspaceEntry({ task: { workspace }, attemptList }) {
	if (workspace === void 0) return void 0;
	return {
		...workspace === "own" ? { kind: "own" } : {
			kind: "copy",
			from: workspace.from
		},
		...attemptList.at(-1)?.workspace
	};
}
function artifactsEntry({ task: { id }, left }) {
	if (left?.artifacts === void 0) return void 0;
	const { count, bytes, files, note } = left.artifacts;
	return {
		count,
		bytes,
		files: files.map((path) => require_mission.keptFile(id, path)),
		note
	};
}
function aloneEntry(report, task) {
	const solo = require_mission.taskSolo(report, task);
	const { waited, delayed, parallelism } = task.attemptList.at(-1)?.usage ?? {};
	if (solo === void 0) return void 0;
	const { duration, cpus, idle, services } = solo;
	return {
		duration,
		cpus,
		services,
		idle,
		waited,
		delayed,
		parallelism
	};
}
function historyEntry(report, task) {
	const prediction = require_mission.predictionOf(report.predictions, task.task.id);
	if (prediction === void 0) return void 0;
	const { flakiness, ...rest } = prediction;
	const steadiness = {
		runs: flakiness.runs,
		unsteady: flakiness.flaky
	};
	return {
		...rest,
		steadiness,
		slower: require_mission.usualOf(report, task)?.slower
	};
}
function attemptEntry(attempt) {
	const { number, started, ended, status, reason, exitCode, signal, outOfMemory, pauses, pressure } = attempt;
	const { waited, retry, results } = attempt;
	return {
		attempt: number,
		status,
		reason,
		started,
		ended,
		exitCode,
		signal,
		outOfMemory,
		pauses,
		pressure,
		waited,
		retryAt: retry?.until,
		results: results === void 0 ? void 0 : counts(results)
	};
}
function allPauses({ attemptList }) {
	const all = attemptList.flatMap(({ pauses = [] }) => pauses);
	return all.length === 0 ? void 0 : all;
}
function counts({ tests, failed, skipped, flaky }) {
	return {
		tests,
		failed,
		skipped,
		flaky
	};
}
function stepEntry(step) {
	const { name, finally: isFinally, status, continued, reason, started, ended, exitCode, signal } = step;
	return {
		name,
		finally: isFinally,
		status,
		continued,
		reason,
		started,
		ended,
		exitCode,
		signal
	};
}

// src/report/data/timing-entries.ts
const mostSpenders = 20;
function timelineEntry(report) {
	const { dynamic, staged, serial, criticalPath, saved, forkJoin, workBound, floor, savedAgainstForkJoin } = require_mission.timelineOf(report);
	const isEstimated = require_mission.whyNoEstimates(report) === "";
	return {
		dynamic,
		staged,
		serial,
		criticalPath,
		saved: thousandths$1(saved),
		forkJoin,
		workBound,
		floor: Math.min(floor, dynamic),
		savedAgainstForkJoin: isEstimated ? thousandths$1(savedAgainstForkJoin) : void 0,
		error: isEstimated ? require_mission.modelError("fork-join") : void 0
	};
}
function boundsEntry(report) {
	const bounds = require_mission.boundsOf(report);
	if (bounds === void 0) return void 0;
	const { floor, by, alone, longest, above, spent } = bounds;
	return {
		floor,
		by,
		alone,
		longest,
		above,
		spent: spent.map(({ on, time, tasks }) => ({
			on,
			time,
			tasks: tasks.slice(0, mostSpenders).map(({ id }) => id)
		}))
	};
}

// src/report/data/mission-json.ts
function missionJsonPieces(report, runners) {
	const load = require_mission.loadFigures(report);
	return jsonPieces({
		name: report.mission.name,
		result: report.result,
		verdict: require_mission.plainVerdict(report),
		started: report.started,
		duration: report.duration,
		part: report.part,
		elsewhere: none([...report.elsewhere ?? []]),
		inputs: report.mission.inputs,
		tasks: () => taskEntries(report),
		failures: none([...report.tasks.values()].flatMap(failureEntries)),
		resumes: report.resumes.length === 0 ? void 0 : report.resumes.map(resumeEntry),
		services: report.services.size === 0 ? void 0 : [...report.services.values()].map(serviceEntry),
		decisions: () => decisionEntries(report),
		timeline: timelineEntry(report),
		bounds: boundsEntry(report),
		cost: costEntry(report, runners),
		load: {
			maximum: thousandths$1(load.maximum),
			mean: thousandths$1(load.mean),
			variance: thousandths$1(load.variance)
		},
		machine: report.machine,
		fleet: fleetEntry(report),
		constraints: none([...report.constraints.values()].map(constraintEntry)),
		changed: changedEntry(report),
		tooManyThreads: threadsEntry(report)
	});
}
function* taskEntries(report) {
	for (const task of report.tasks.values()) yield taskEntry(report, task);
}
function* decisionEntries(report) {
	for (const decision of report.decisions) yield {
		at: decision.at,
		id: decision.id,
		verdict: decision.verdict,
		reason: decision.reason,
		count: require_mission.deferralCount(report, decision),
		detail: decision.detail,
		cpu: decision.cpu,
		memory: decision.memory,
		cpuOf: decision.cpuOf,
		memoryOf: decision.memoryOf,
		active: decision.active,
		unseen: decision.unseen,
		reserved: decision.reserved,
		band: decision.band
	};
}
function none(list) {
	return list.length === 0 ? void 0 : list;
}

// src/report/sections/elsewhere.ts
const most$1 = 50;
function elsewhereList({ elsewhere = [] }) {
	if (elsewhere.length === 0) return void 0;
	const hidden = elsewhere.length - most$1;
	return {
		title: "Tasks of other parts",
		intro: [require_mission.text("Tasks and tests of this part depend on these, which ran on other runners.")],
		items: elsewhere.slice(0, most$1).map(({ id, part, status, reason }) => ({ sentence: [
			{
				type: "id",
				id
			},
			require_mission.text(`: part ${part}, ${require_mission.statusWord(status)}`),
			...reason === void 0 ? [] : [
				require_mission.text(" ("),
				{
					type: "untrusted",
					text: reason
				},
				require_mission.text(")")
			]
		] })),
		more: hidden > 0 ? [
			require_mission.text(`${require_mission.plural(hidden, "more is", "more are")} in `),
			{
				type: "file",
				path: "mission.json"
			},
			require_mission.text(".")
		] : []
	};
}

// src/report/sections/rerun.ts
function rerunList(report) {
	const { shown, hidden } = require_mission.changedAgain(report.resumes);
	if (shown.length === 0) return void 0;
	return {
		title: "Succeeded earlier, run again",
		intro: [require_mission.text("Each had succeeded before the run was resumed. The reason is next to its id.")],
		items: shown.map(({ id, why }) => ({ sentence: [
			{
				type: "id",
				id
			},
			require_mission.text(": "),
			{
				type: "untrusted",
				text: why
			}
		] })),
		more: hidden > 0 ? [
			require_mission.text(`${require_mission.plural(hidden, "more is", "more are")} in `),
			{
				type: "file",
				path: "events.jsonl"
			},
			require_mission.text(".")
		] : []
	};
}

// src/report/analysis/warnings.ts
const mostNamed$3 = 4;
function warningsOf(report) {
	return [
		...report.interruptions.map(({ at, signal }) => ({
			at,
			text: `Interrupted: ${signal}`
		})),
		...report.degraded.map(({ at, message }) => ({
			at,
			text: message
		})),
		...strictWarnings(report),
		...forcedWarnings(report),
		...require_mission.tooManyThreads(report).map((found) => ({
			at: found.most.at,
			text: require_mission.tooManyThreadsText(report, found)
		}))
	].sort((one, other) => one.at - other.at);
}
function forcedWarnings(report) {
	const groups = /* @__PURE__ */ new Map();
	for (const decision of report.decisions) if (decision.verdict === "forced") require_mission.append(groups, require_mission.forcedRemedy(report, decision), decision);
	return [...groups.values()].flatMap((decisions) => {
		const [first] = decisions;
		if (first === void 0) return [];
		const ids = [...new Set(decisions.map(({ id }) => id))];
		const shown = ids.length <= mostNamed$3 ? ids : [...ids.slice(0, 3), `${ids.length - mostNamed$3 + 1} more`];
		return [{
			at: first.at,
			text: `${require_mission.listed(shown)}: ${ids.length > 1 ? "the first one was " : ""}${lowered(require_mission.forcedText(report, first))}`
		}];
	});
}
function strictWarnings(report) {
	if (report.strict !== true) return [];
	return [...report.tasks.values()].flatMap(({ task, status, ended = 0 }) => {
		if (task.workspace !== "own" || status !== "failed" && status !== "timed-out") return [];
		const declared = task.needs.filter((id) => report.tasks.get(id)?.task.artifacts !== void 0);
		const of = declared.length === 0 ? "what it needs" : require_mission.listed(declared.slice(0, mostNamed$3));
		return [{
			at: ended,
			text: `${task.id} failed in a checkout with only the declared files of ${of}; if it succeeds without --artifacts strict, it uses a file that \`artifacts\` does not name`
		}];
	});
}
function lowered(sentence) {
	return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

// src/report/sections/warnings.ts
const mostWarnings = 100;
function warningsList(report) {
	const warnings = warningsOf(report);
	if (warnings.length === 0) return void 0;
	const items = warnings.slice(0, mostWarnings).map(({ at, text }) => ({
		at,
		sentence: [{
			type: "untrusted",
			text
		}]
	}));
	const hidden = warnings.length - items.length;
	return {
		title: "Warnings",
		intro: [],
		items,
		more: hidden > 0 ? [
			require_mission.text(`${require_mission.plural(hidden, "more is", "more are")} in `),
			{
				type: "file",
				path: "events.jsonl"
			},
			require_mission.text(".")
		] : []
	};
}

// src/base/map-each.ts
function* mapEach(items, make) {
	for (const item of items) yield make(item);
}

// src/report/html/parts/short-text.ts
function shortText(text, most = 160) {
	const line = require_mission.sanitizeLine(text.slice(0, 4 * most));
	return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}\u2026` : line;
}

// src/report/html/parts/words.ts
const waitNames = {
	trigger: "trigger",
	...require_mission.fleetWaitWords,
	...require_mission.waitWords,
	backoff: "back-off"
};
const statusSigns = {
	pending: "\u00b7",
	waiting: "\u2026",
	running: "\u25b6",
	stopping: "\u25a0",
	backoff: "\u21bb",
	evicted: "\u21e4",
	succeeded: "\u2713",
	failed: "\u2717",
	"timed-out": "\u25f7",
	cancelled: "\u25a0",
	skipped: "\u2192",
	"not-needed": "\u25cb"
};
const serviceSigns = {
	idle: "\u00b7",
	starting: "\u2026",
	ready: "\u25b6",
	stopping: "\u25a0",
	stopped: "\u2713",
	failed: "\u2717"
};
function serviceKind(status) {
	return status === "failed" ? "failed" : status === "stopped" ? "succeeded" : "running";
}
const bands = [
	"GREEN",
	"YELLOW",
	"RED"
];

// src/report/html/data/budget.ts
const mostSteps$2 = 1500;
const mostDescription = 4e4;
const mostHistory = 4e4;
const mostFiles$1 = 4e4;
function pageBudget(report) {
	const all = report.mission.tasks.reduce((count, { steps }) => count + steps.length, 0);
	let steps = mostSteps$2;
	return {
		steps: (count, wentWell) => {
			if (wentWell && all > mostSteps$2 || count > steps) return false;
			steps -= count;
			return true;
		},
		description: upTo(mostDescription),
		history: upTo(mostHistory),
		files: upTo(mostFiles$1)
	};
}
function upTo(most) {
	let left = most;
	return (length) => {
		if (length > left) return false;
		left -= length;
		return true;
	};
}

// src/report/html/data/tenths.ts
function tenths(value) {
	const rounded = Math.round(10 * value) / 10;
	return rounded === 0 ? 0 : rounded;
}
function optionalTenths(value) {
	return value === void 0 ? void 0 : tenths(value);
}

// src/report/html/data/decisions.ts
function pageDecisions(report, positions) {
	const known = report.decisions.slice(-8e3);
	const texts = /* @__PURE__ */ new Map();
	const textIndex = (untrusted) => {
		if (untrusted === void 0) return -1;
		const text = shortText(untrusted, 300);
		const index = texts.get(text) ?? texts.size;
		texts.set(text, index);
		return index;
	};
	const containers = ({ cpuOf, memoryOf }) => {
		const [cpu, memory] = [cpuOf, memoryOf].map((name) => textIndex(name === "machine" ? void 0 : name));
		return cpu === void 0 || memory === void 0 || cpu + memory === -2 ? [] : [cpu, memory];
	};
	const entryOf = (decision) => [
		tenths(decision.at),
		positions.get(decision.id) ?? -1,
		decision.verdict === "deferred" ? decision.reason ?? "trigger" : decision.verdict,
		require_mission.deferralCount(report, decision),
		optionalTenths(decision.cpu) ?? null,
		optionalTenths(decision.memory) ?? null,
		decision.active,
		tenths(decision.unseen),
		bands.indexOf(decision.band),
		textIndex(decision.detail),
		...containers(decision)
	];
	return {
		decisions: () => mapEach(known, entryOf),
		olderDecisions: report.decisions.length - known.length,
		texts: () => texts.keys()
	};
}

// src/report/text/sparkline.ts
const heights = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
const middle = 3;
function sparkline(values, least) {
	return barHeights(values, least).map((height) => heights[height] ?? "").join("");
}
function barHeights(values, least) {
	const low = Math.min(...values);
	const high = Math.max(...values);
	const range = high - low;
	if (!(range >= least && range > high / 10)) return values.map(() => middle);
	return values.map((value) => Math.round(7 * (value - low) / range));
}

// src/report/words/pool-text.ts
function poolTexts(pools) {
	return Object.entries(pools ?? {}).map(([name, places]) => places === 1 ? name : `${name} (${places} places)`);
}

// src/report/words/workspace-text.ts
function workspaceText(report, { task, attemptList }, code) {
	const { workspace } = task;
	if (workspace === void 0) return void 0;
	const what = workspace === "own" ? "a checkout of its own" : `a copy of the workspace of ${code(workspace.from)}`;
	const made = attemptList.at(-1)?.workspace;
	if (made === void 0) return what;
	const place = report.mission.keepWorkspaces === true ? `, kept in ${code(made.folder)}` : "";
	return `${what}, made in ${require_mission.formatDuration(made.took)}${place}`;
}

// src/report/html/data/tasks.ts
const mostIds$2 = 8;
const mostSteps$1 = 24;
const mostFiles = 8;
const mostName = 300;
function pageTask(report, task, waits, positions, budget) {
	const { id, kind, needs, needsAny, supports, locks, pools, services, cpus, load, memory, expect } = task.task;
	const name = shortText(task.task.name);
	const phrase = require_mission.keptPhrase(task);
	const why = shortText(task.reason ?? require_mission.exitText(task), 400);
	const measured = require_mission.measuredLoad(report, task);
	const stem = require_mission.fileStem(id);
	const cases = require_mission.countsCell(task);
	const about = shortText(task.task.description ?? "", 240);
	const steps = pageSteps(report, task, budget);
	const allNeeds = [...needs, ...needsAny];
	return {
		id,
		name: name === id ? void 0 : name,
		about: about !== "" && budget.description(about.length) ? about : void 0,
		kind,
		status: task.status,
		phrase: phrase === require_mission.statusWord(task.status) ? void 0 : phrase,
		why: why === "" ? void 0 : why,
		triggered: optionalTenths(task.triggered),
		by: task.triggeredBy === void 0 ? void 0 : positions.get(task.triggeredBy),
		attempts: task.attemptList.slice(-100).map((attempt) => pageAttempt(report, task, attempt)),
		earlier: task.earlier?.slice(-100).map((attempt) => pageAttempt(report, task, attempt)),
		resumed: task.resumed,
		kept: task.kept,
		waits,
		pauses: pagePauses(report, task),
		ended: optionalTenths(task.ended),
		needs: firstOf$1(allNeeds, positions),
		needCount: allNeeds.length > mostIds$2 ? allNeeds.length : void 0,
		supports: supports === void 0 ? void 0 : positions.get(supports),
		locks: some(locks),
		pools: some(poolTexts(pools)),
		services: some(services),
		cpus,
		load,
		measured: optionalTenths(measured),
		cpuSeconds: milliseconds(task.usage?.cpuSeconds),
		alone: aloneOf(report, task),
		memory,
		peak: task.usage?.peakMemory,
		expect,
		...history(report, task, budget),
		log: logText(task),
		cases: cases === "" ? void 0 : cases,
		steps: steps.length === 0 ? void 0 : steps,
		workspace: workspaceOf(report, task, budget),
		files: filesOf(task, budget),
		forced: forcedOf(report, task),
		stem: stem === id ? void 0 : stem,
		part: task.runner
	};
}
function pageService(service, positions) {
	const { id } = service.service;
	const name = shortText(service.service.name);
	const stem = require_mission.fileStem(id);
	const why = shortText(service.failure ?? require_mission.serviceEndText(service), 400);
	const users = service.users.flatMap((user) => positions.get(user) ?? []);
	return {
		id,
		name: name === id ? void 0 : name,
		status: service.status,
		started: optionalTenths(service.started),
		ready: optionalTenths(service.ready),
		setup: optionalTenths(service.setup),
		failed: optionalTenths(service.failed),
		ended: optionalTenths(service.ended),
		why: why === "" ? void 0 : why,
		users: users.slice(0, mostIds$2),
		userCount: users.length > mostIds$2 ? users.length : void 0,
		cpuSeconds: milliseconds(service.usage?.cpuSeconds),
		peak: service.usage?.peakMemory,
		stem: stem === id ? void 0 : stem,
		part: service.runner
	};
}
function aloneOf(report, task) {
	const attempt = task.attemptList.at(-1);
	const solo = require_mission.taskSolo(report, task);
	if (attempt === void 0 || solo === void 0) return void 0;
	const { duration, cpus, idle, services } = solo;
	const own = [
		tenths(require_mission.attemptDuration(report, attempt)),
		tenths(duration),
		thousandths(cpus),
		thousandths(idle)
	];
	return services === void 0 ? own : [...own, thousandths(services)];
}
function milliseconds(seconds) {
	return seconds === void 0 ? void 0 : thousandths(seconds);
}
function thousandths(value) {
	return Math.round(1e3 * value) / 1e3;
}
function pageAttempt({ duration }, task, attempt) {
	const { started, ended, status } = attempt;
	return [
		tenths(started),
		tenths(ended ?? duration),
		ended === void 0 ? task.status : status
	];
}
function pagePauses({ duration }, { attemptList }) {
	const pauses = attemptList.flatMap(({ pauses = [], ended }) => pauses.map(({ at, until }) => [tenths(at), tenths(until ?? ended ?? duration)]));
	return pauses.length === 0 ? void 0 : pauses.slice(-100);
}
function history(report, task, budget) {
	const prediction = require_mission.predictionOf(report.predictions, task.task.id);
	if (prediction === void 0) return {};
	const usual = require_mission.usualOf(report, task);
	const notes = usual === void 0 ? [] : require_mission.remarks(usual);
	const trend = sparkline(prediction.last, 100);
	const isLevel = new Set(trend).size < 2;
	const text = `${require_mission.usualText(prediction)} in ${require_mission.plural(prediction.runs, "earlier run")}${isLevel ? "" : ` ${trend}`}`;
	const note = notes.length === 0 ? void 0 : notes.join(", ");
	const learned = prediction.demand === void 0 ? void 0 : learnedText(prediction.demand);
	const length = text.length + (note?.length ?? 0) + (learned?.length ?? 0);
	return budget.history(length) ? {
		usual: text,
		remarks: note,
		learned
	} : {};
}
function logText({ left }) {
	if (left?.logCut === void 0) return void 0;
	return `${require_mission.formatBytes(left.logBytes)}; ${require_mission.formatBytes(left.logCut)} more were cut out of its middle`;
}
function pageSteps(report, { steps, started, status }, budget) {
	if (started === void 0 || require_mission.isBareRun(steps)) return [];
	if (!budget.steps(Math.min(mostSteps$1, steps.length), status === "succeeded")) return [];
	return steps.slice(0, mostSteps$1).map((step) => pageStep(report, step));
}
function pageStep(report, step) {
	const why = shortText(step.reason ?? "", 160);
	const shown = [
		stepTitle(step),
		stepStatus(step),
		took(report, step)
	];
	return why === "" ? shown : [...shown, why];
}
function stepTitle({ name, run, finally: isFinally }) {
	return shortText(`${isFinally === true ? "finally: " : ""}${name ?? run}`, 60);
}
function stepStatus({ status, continued }) {
	return continued === true ? `${status}, continued` : status;
}
function workspaceOf(report, task, budget) {
	const text = workspaceText(report, task, shortText);
	return text !== void 0 && budget.files(text.length) ? text : void 0;
}
function filesOf({ left }, budget) {
	const kept = left?.artifacts;
	if (kept === void 0) return void 0;
	const names = kept.files.slice(0, mostFiles).filter((path) => shortText(path, mostName) === path && budget.files(path.length));
	return {
		total: `${require_mission.plural(kept.count, "file")}, ${require_mission.formatBytes(kept.bytes)}`,
		names,
		more: kept.count > names.length ? kept.count - names.length : void 0,
		note: kept.note === void 0 ? void 0 : shortText(kept.note, 400)
	};
}
function took(report, { started, ended }) {
	return started === void 0 ? 0 : Math.max(0, tenths((ended ?? report.duration) - started));
}
function firstOf$1(ids, positions) {
	const known = ids.slice(0, mostIds$2).flatMap((id) => positions.get(id) ?? []);
	return known.length === 0 ? void 0 : known;
}
function some(texts) {
	return texts.length === 0 ? void 0 : texts.slice(0, mostIds$2).map((text) => shortText(text));
}
function forcedOf(report, { task, forced }) {
	if (!forced) return void 0;
	const decision = report.decisions.findLast(({ id, verdict }) => verdict === "forced" && id === task.id);
	return decision === void 0 ? void 0 : require_mission.forcedText(report, decision);
}

// src/report/html/data/wait-segments.ts
const mostSegments = 4e4;
function waitSegments(report) {
	const deferrals = /* @__PURE__ */ new Map();
	for (const { id, at, until, reason } of report.decisions) {
		if (reason === void 0) continue;
		const segment = [
			tenths(at),
			tenths(until ?? report.duration),
			reason
		];
		const list = deferrals.get(id);
		if (list === void 0) deferrals.set(id, [segment]);
		else list.push(segment);
	}
	const most = Math.max(20, Math.floor(mostSegments / Math.max(1, report.tasks.size)));
	return (task) => {
		return merged([
			...ownWaits(report, task),
			...partWaits(report, task),
			...deferrals.get(task.task.id) ?? []
		].filter(([from, to]) => to > from).sort(([one], [other]) => one - other), most);
	};
}
function ownWaits(report, task) {
	const begun = beginning(report, task);
	const trigger = [
		tenths(begun),
		tenths(task.triggered ?? task.ended ?? report.duration),
		"trigger"
	];
	return [
		...backoffs(task.earlier ?? [], begun),
		trigger,
		...backoffs(task.attemptList, Math.min(task.ended ?? Number.POSITIVE_INFINITY, report.duration))
	];
}
function partWaits(report, task) {
	const runner = require_mission.runnerOf(report, task);
	if (runner === void 0 || task.triggered === void 0 || task.kept === true) return [];
	return require_mission.waitsBefore(runner, task.triggered).map(([from, until, wait]) => [
		tenths(from),
		tenths(until),
		wait
	]);
}
function beginning({ resumes, duration }, { resumed, triggered, ended }) {
	if (resumed !== true) return 0;
	const until = triggered ?? ended ?? duration;
	return resumes.findLast(({ at }) => at <= until)?.at ?? 0;
}
function backoffs(attempts, end) {
	return attempts.flatMap(({ ended, retry }, index) => {
		if (ended === void 0 || retry === void 0) return [];
		const until = Math.min(retry.until, attempts[index + 1]?.started ?? end, end);
		return [[
			tenths(ended),
			tenths(until),
			"backoff"
		]];
	});
}
function merged(all, most) {
	let list = all;
	while (list.length > most) {
		const next = [];
		for (let index = 0; index < list.length; index += 2) {
			const [one, other] = [list[index], list[index + 1]];
			if (one === void 0) continue;
			if (other === void 0 || one[1] !== other[0]) {
				next.push(one, ...other === void 0 ? [] : [other]);
				continue;
			}
			next.push([
				one[0],
				other[1],
				one[1] - one[0] >= other[1] - other[0] ? one[2] : other[2]
			]);
		}
		if (next.length === list.length) return list.slice(-most);
		list = next;
	}
	return list;
}

// src/report/html/data/make-data.ts
const mostSteps = 4e3;
function pageSource(report) {
	const positions = positionsOf(report);
	const waitsOf = waitSegments(report);
	const budget = pageBudget(report);
	const { cpu, memory, workers, gate } = report.mission.admission;
	return {
		version: 1,
		duration: tenths(report.duration),
		critical: require_mission.timelineOf(report).criticalTasks.flatMap((id) => positions.get(id) ?? []),
		limits: {
			cpu,
			memory,
			workers,
			gate
		},
		resumes: report.resumes.slice(-50).map((resume) => ({
			at: tenths(resume.at),
			text: `${require_mission.wallClock(resume.started)}: ${require_mission.resumeCounts(resume)}`
		})),
		tasks: () => mapEach(report.tasks.values(), (task) => pageTask(report, task, waitsOf(task), positions, budget)),
		services: [...report.services.values()].map((service) => pageService(service, positions)),
		...pageDecisions(report, positions),
		readings: pageReadings(report.readings),
		runners: report.fleet?.runners.map((runner) => ({
			part: runner.part,
			title: runnerLine(runner),
			from: tenths(runner.at),
			to: tenths(runner.ended),
			readings: pageReadings(runner.readings)
		})),
		memoryOf: memoryOf(report),
		pausesFrom: require_mission.hasBent(report) ? memory.critical : void 0,
		active: activeWorkers(report)
	};
}
function positionsOf({ tasks }) {
	const positions = /* @__PURE__ */ new Map();
	for (const id of tasks.keys()) positions.set(id, positions.size);
	return positions;
}
function pageReadings(readings) {
	return readings.map(({ to, cpu, memory, band }) => [
		Math.round(to),
		optionalTenths(cpu) ?? null,
		optionalTenths(memory) ?? null,
		bands.indexOf(band)
	]);
}
function runnerLine(runner) {
	const name = shortText(runner.name ?? runner.machine.hostname, 60);
	return `${shortText(require_mission.runnerTitle(runner), 60)}${name === "" ? "" : ` on ${name}`}: ${require_mission.sizeText(runner)}`;
}
function memoryOf({ constraints }) {
	const share = ({ maximumMemory = 0 }) => maximumMemory;
	const [first] = [...constraints.values()].toSorted((one, other) => share(other) - share(one));
	return first === void 0 || first.name === "machine" ? void 0 : shortText(first.name);
}
function activeWorkers(report) {
	const { steps } = report.load;
	const stride = Math.ceil(steps.length / mostSteps);
	const points = [];
	for (let index = 0; index < steps.length; index += stride) {
		const group = steps.slice(index, index + stride);
		const highest = group.reduce((most, { active }) => Math.max(most, active), 0);
		points.push([Math.round(group[0]?.at ?? 0), highest]);
	}
	const last = steps.at(-1);
	if (stride > 1 && last !== void 0) points.push([Math.round(last.at), last.active]);
	return points;
}

// src/report/html/parts/html.ts
function html(texts, ...parts) {
	let markup = texts[0] ?? "";
	for (const [index, part] of parts.entries()) markup += markupOf(part) + (texts[index + 1] ?? "");
	return { markup };
}
const nothing = { markup: "" };
function markupOf(part) {
	if (part === void 0) return "";
	if (typeof part === "string") return require_mission.xmlText(part);
	if (typeof part === "number") return String(part);
	if ("markup" in part) return part.markup;
	return part.map(({ markup }) => markup).join("");
}
const BATCH = 64;
function* escapedJsonPieces(value) {
	let before = "{";
	for (const [key, member] of Object.entries(value)) {
		if (member === void 0) continue;
		yield `${before}${escapedJson(key)}:`;
		before = ",";
		if (Array.isArray(member)) yield* listPieces(member);
		else if (isList(member)) yield* listPieces(member());
		else yield escapedJson(member);
	}
	yield before === "{" ? "{}" : "}";
}
function isList(value) {
	return typeof value === "function";
}
function* listPieces(list) {
	let before = "[";
	for (const batch of batchesOf(list, BATCH)) {
		yield before + escapedJson(batch).slice(1, -1);
		before = ",";
	}
	yield before === "[" ? "[]" : "]";
}
function escapedJson(value) {
	return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// src/report/html/parts/cells.ts
function fileLink(path, text) {
	return html`<a href="${require_mission.markdownTarget(path)}">${text}</a>`;
}
function taskLink$1(id) {
	return fileLink(require_mission.taskFile(id), html`<code>${id}</code>`);
}
function logLink(id, text) {
	return fileLink(require_mission.logFile(id), text);
}
function idList(ids, most, separator = ", ") {
	const shown = ids.slice(0, most).map((id, index) => html`${index === 0 ? "" : separator}<code>${id}</code>`);
	return html`${shown}${ids.length > most ? ` and ${ids.length - most} more` : ""}`;
}
function statusSign(status) {
	return html`<span class="sign s-${status}" aria-hidden="true">${statusSigns[status]}</span>`;
}
function serviceSign(status) {
	return html`<span class="sign s-${serviceKind(status)}" aria-hidden="true">${serviceSigns[status]}</span>`;
}

// src/report/html/parts/bars.ts
function shareBar(share, kind) {
	const width = Math.max(.5, 100 * share).toFixed(1);
	return html`<svg class="share" width="160" height="10" aria-hidden="true"><rect class="${kind}" width="${width}%" height="10" rx="2"/></svg>`;
}
const distance = 6;
const highest = 16;
function trendBars(heights, own, text) {
	const lines = (from, to) => heights.slice(from, to).map((height, index) => `M${3 + distance * (from + index)} ${highest}v-${2 + 2 * height}`).join("");
	const before = heights.length - (own ? 1 : 0);
	const width = distance * heights.length;
	return html`<svg class="trend" width="${width}" height="${highest}" role="img" aria-label="${text}"><path class="before" d="${lines(0, before)}"/><path class="own" d="${lines(before, heights.length)}"/></svg>`;
}
function declaredBars(declared, measured) {
	const width = (value) => `${Math.min(100, Math.max(0, value ?? 0)).toFixed(1)}%`;
	return html`<svg class="share" width="120" height="12" aria-hidden="true"><rect class="ground" width="100%" height="12" rx="2"/><rect class="other" width="${width(declared)}" y="1" height="4"/><rect class="own" width="${width(measured)}" y="7" height="4"/></svg>`;
}

// src/report/html/parts/section.ts
function section$1(id, heading, content, mark = nothing) {
	return html`<section id="${id}"${mark} aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}</section>
`;
}
function moreLine(text) {
	return text === "" ? nothing : html`<p class="more">${text}</p>
`;
}
function longMark(rows) {
	return rows > 100 ? html` class="long"` : nothing;
}

// src/report/html/parts/paint.ts
const longestCell = 240;
const longestInSentence = 600;
function paintSentence$1(sentence) {
	return sentence.length === 0 ? "" : html`${sentence.map((cell) => html`${paintCell$1(cell, longestInSentence)}`)}`;
}
function paintList$1(id, list, total) {
	if (list === void 0) return nothing;
	const items = list.items.map(({ at, sentence }) => {
		const time = at === void 0 ? nothing : html`<span class="time">${require_mission.formatOffset(at, total)}</span> `;
		return html`<li>${time}${paintSentence$1(sentence)}</li>
`;
	});
	const intro = list.intro.length === 0 ? nothing : html`<p>${paintSentence$1(list.intro)}</p>
`;
	const content = html`${intro}<ul>
${items}</ul>
${moreLine(paintSentence$1(list.more))}`;
	return section$1(id, list.title, content);
}
function paintCell$1(cell, longest = longestCell) {
	if (cell === void 0) return nothing;
	switch (cell.type) {
		case "none": return "\u2013";
		case "blank": return nothing;
		case "text": return strongIf(cell.text, cell.strong);
		case "code": return html`<code>${cell.text}</code>`;
		case "untrusted": return shortText(cell.text, longest);
		case "id": return paintId$1(cell);
		case "ids": return idList(cell.ids, cell.most, cell.separator);
		case "file": return fileLink(cell.path, cell.path);
		case "duration": return strongIf(require_mission.formatDuration(cell.milliseconds), cell.strong);
		case "offset": return require_mission.formatOffset(cell.at, cell.total);
		case "percent": return require_mission.formatPercent(cell.value);
		case "figure": return require_mission.trimmed(cell.value, cell.decimals);
		case "bytes": return require_mission.formatBytes(cell.bytes);
		case "task-status": return paintStatus(statusSign(cell.status), cell.phrase);
		case "service-status": return html`${serviceSign(cell.status)} ${cell.phrase}`;
		case "verdict": return html`<span class="verdict-${cell.verdict}">${cell.verdict}</span>`;
		case "band": return html`<span class="band b-${cell.band}">${cell.band}</span>${cell.forced ? html`, <strong>forced</strong>` : nothing}`;
		case "trend": return trendBars(barHeights(cell.values, 100), cell.own, cell.values.map((value) => require_mission.formatDuration(value)).join(", "));
		case "share": return shareBar(cell.share, cell.kind);
		case "declared-measured": return declaredBars(cell.declared, cell.measured);
		default: return cell;
	}
}
function strongIf(text, strong) {
	return strong === true ? html`<strong>${text}</strong>` : text;
}
function paintId$1({ id, link }) {
	switch (link) {
		case void 0: return html`<code>${id}</code>`;
		case "report": return taskLink$1(id);
		case "log": return logLink(id, html`<code>${id}</code>`);
		default: return link;
	}
}
function paintStatus(sign, phrase) {
	const words = html`${sign} ${phrase}`;
	return phrase.length > 14 ? words : html`<span class="brief">${words}</span>`;
}

// src/report/html/sections/correction.ts
const longestPatch = 15e4;
function pageCorrection(correction) {
	if (correction === void 0) return nothing;
	const { sentence, patch, more } = correction;
	const content = html`<p>${paintSentence$1(require_mission.prose(sentence))}</p>
${patch === "" ? nothing : shownDiff(patch)}
${moreLine(more)}`;
	return section$1("correction", "Correction of the mission file", content);
}
function shownDiff(patch) {
	if (patch.length <= longestPatch) return diff(patch);
	return html`<p>The diff is too long for this page: see ${fileLink("final-report.md", "final-report.md")}.</p>`;
}
function diff(patch) {
	const lines = patch.split(/(?<=\n)/);
	return html`<p class="copying"><button type="button" id="copy" hidden>Copy the diff</button> <span id="copied" role="status"></span></p>
<pre id="patch" class="patch" tabindex="0" role="group" aria-label="Diff of the mission file">${lines.map(line)}</pre>`;
}
function line(text) {
	const kind = kindOf(text);
	return kind === void 0 ? html`<span>${text}</span>` : html`<span class="${kind}">${text}</span>`;
}
function kindOf(text) {
	if (/^(?:---|\+\+\+|@@) /.test(text)) return "about";
	return text.startsWith("+") ? "added" : text.startsWith("-") ? "removed" : void 0;
}

// src/report/sections/table.ts
function rowsOf(items, make) {
	return {
		length: items.length,
		[Symbol.iterator]: () => mapEach(items, make)
	};
}
function makeTable(table) {
	const { columns, rows, more = [] } = table;
	const empty = emptyColumns(columns, rows);
	if (empty.size === 0) return {
		...table,
		more
	};
	const filled = (items) => items.filter((_, index) => !empty.has(index));
	return {
		...table,
		columns: filled(columns),
		rows: rowsOf(rows, filled),
		more
	};
}
function emptyColumns(columns, rows) {
	const empty = new Set(columns.keys());
	empty.delete(0);
	for (const row of rows) {
		for (const index of empty) if (!isEmpty(row[index])) empty.delete(index);
		if (empty.size === 0) break;
	}
	return empty;
}
function moreInJson(hidden, one, many) {
	if (hidden <= 0) return [];
	return [
		{
			type: "text",
			text: `${hidden} ${hidden === 1 ? `${one} is` : `${many} are`} in `
		},
		{
			type: "file",
			path: "mission.json"
		},
		{
			type: "text",
			text: "."
		}
	];
}
function isEmpty(cell) {
	return cell === void 0 || cell.type === "none" || cell.type === "blank";
}

// src/report/sections/cost.ts
const columns$11 = [
	{ title: "How" },
	{
		title: "Jobs",
		align: "right"
	},
	{
		title: "Billed minutes",
		align: "right"
	},
	{
		title: "Takes",
		align: "right"
	},
	{ title: "What it is" }
];
function costTable(report, runners) {
	const cost = runCost(report);
	if (cost === void 0) return void 0;
	return makeTable({
		caption: "This run, and other ways to run the same",
		columns: columns$11,
		rows: [
			row$7(require_mission.strong("This run"), cost.run, "one job, as it ran"),
			row$7(require_mission.text("One job for each task"), cost.jobs, "estimate: each task alone, after the jobs that it needs"),
			...runners === void 0 ? [] : [row$7(require_mission.text(`On ${runners.jobs} runners`), runners, `estimate, ${require_mission.errorText("plan")}: cut as by mission plan --runners ${runners.jobs}`)]
		]
	});
}
function row$7(how, { jobs, minutes, time }, what) {
	return [
		how,
		require_mission.figureCell(jobs, 0),
		require_mission.figureCell(minutes, 0),
		require_mission.durationCell(time),
		require_mission.text(what)
	];
}
const COST_NOTE = [require_mission.text(`Hosted runners are billed by the started minute of each job. Each job is assumed to take ${require_mission.formatDuration(JOB_SET_UP)} before its first task, to start, check out and set up.`)];

// src/report/html/parts/table.ts
function htmlTable({ caption, columns, rows, more }) {
	const heads = columns.map((column) => html`<th scope="col"${figure(column)}>${column.title}</th>`);
	const body = Array.from(rows, (cells) => {
		const [first, ...rest] = columns.map((column, index) => {
			const content = paintCell$1(cells[index]);
			return index === 0 ? html`<th scope="row"${figure(column)}>${content}</th>` : html`<td${figure(column)}>${content}</td>`;
		});
		return html`<tr>${first}${rest}</tr>
`;
	});
	return html`<div class="wide" role="group" tabindex="0" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody></table></div>
${moreLine(paintSentence$1(more))}`;
}
function figure({ align }) {
	return align === "right" ? html` class="figure"` : nothing;
}
const longestFact = 70;
function htmlFacts(facts) {
	const rows = facts.filter(([, value]) => value !== void 0 && value !== "").map(([name, value]) => {
		const mark = typeof value === "string" && value.length > longestFact ? html` class="all"` : nothing;
		return html`<div${mark}><dt>${name}</dt><dd>${value}</dd></div>
`;
	});
	return html`<dl class="facts">
${rows}</dl>
`;
}

// src/report/html/sections/cost.ts
function pageCost(report, runners) {
	const table = costTable(report, runners);
	if (table === void 0) return nothing;
	return section$1("cost", "Cost", html`${htmlTable(table)}${moreLine(paintSentence$1(COST_NOTE))}`);
}

// src/report/text/first-line.ts
function firstLine(command) {
	const [first = "", ...rest] = command.trim().split("\n");
	const cut = first.length > 80 ? `${first.slice(0, 79)}\u2026` : first;
	return rest.length > 0 && cut === first ? `${cut} \u2026` : cut;
}

// src/report/words/failure-parts.ts
function failureParts(report, task, escapes) {
	const phrase = require_mission.statusPhrase(task);
	const duration = require_mission.durationOf(report, task);
	const took = duration === void 0 ? "" : ` ${task.status === "succeeded" ? "in" : "after"} ${require_mission.formatDuration(duration)}`;
	return {
		claim: `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`,
		rest: `${took}${stepText(task, escapes)}${because(escapes.reason(task.reason ?? require_mission.exitText(task)))}.`
	};
}
function stepText({ failedStep, steps }, { name, command }) {
	const step = steps[failedStep ?? -1];
	if (failedStep === void 0 || step === void 0 || require_mission.isBareRun(steps)) return "";
	const which = step.name === void 0 ? command(firstLine(step.run)) : name(step.name);
	return ` in step ${failedStep + 1} of ${steps.length}, ${which}`;
}
function serviceFailureParts({ started, ready, failed, failure = "" }, reason) {
	return {
		claim: "Failed",
		rest: `${started === void 0 || failed === void 0 ? "" : ` ${require_mission.formatDuration(failed - (ready ?? started))} after it was ${ready === void 0 ? "started" : "ready"}`}${because(reason(failure))}.`
	};
}
function because(reason) {
	const why = reason.replace(/\.$/, "");
	return why === "" ? "" : `: ${why}`;
}

// src/report/html/sections/failures.ts
const mostFailures$2 = 50;
const mostOpen = 6;
const mostCases = 10;
const mostFolded = 3;
const logBudget = 1e5;
const longestTail = 8e3;
const shortestTail = 600;
function pageFailures(report) {
	const failures = require_mission.failuresOf(report);
	if (failures === void 0) return nothing;
	const { title, entries } = failures;
	const tail = logTails(logBudget);
	const shown = entries.slice(0, mostFailures$2).map((failure, index) => paintFailure(report, failure, {
		isOpen: index < mostOpen,
		tail
	}));
	const hidden = entries.length - shown.length;
	const folded = shown.slice(mostOpen);
	const more = hidden > 0 ? html`${require_mission.plural(hidden, "more has", "more have")} a report of ${hidden === 1 ? "its" : "their"} own in ${fileLink("tasks/", "tasks/")}.` : "";
	const closed = folded.length === 0 ? nothing : html`<details class="more-entries">
<summary>${entries.length - mostOpen} more</summary>
${folded}${moreLine(more)}</details>
`;
	const heading = html`${title} <span class="count">${entries.length}</span>`;
	return section$1("failures", heading, html`${shown.slice(0, mostOpen)}${closed}`);
}
function logTails(budget) {
	let left = budget;
	return (text) => {
		const characters = Math.max(shortestTail, Math.min(longestTail, Math.floor(left / 4)));
		const cut = require_mission.tailOf(text, {
			lines: 40,
			characters
		});
		left -= cut.length;
		return cut;
	};
}
function paintFailure(report, failure, frame) {
	const { isOpen } = frame;
	const common = {
		notes: failure.notes.map((note) => html`${paintSentence$1(note)}`),
		causes: failure.causes,
		tail: failure.logTail === void 0 ? void 0 : frame.tail(failure.logTail),
		isOpen
	};
	switch (failure.type) {
		case "task": {
			const { task } = failure;
			const { id, name } = task.task;
			const log = task.started === void 0 ? nothing : html` \u00b7 ${logLink(id, require_mission.logName(task.left))}`;
			return entry({
				...common,
				sign: statusSign(task.status),
				id,
				name,
				sentence: sentenceOf(failureParts(report, task, escapes)),
				cases: task.started === void 0 ? nothing : cases(task),
				links: html`${fileLink(require_mission.taskFile(id), "Its report")}${log}`
			});
		}
		case "service": {
			const { service } = failure;
			const { id, name } = service.service;
			return entry({
				...common,
				sign: statusSign("failed"),
				id,
				name: name === id ? "service" : `service ${name}`,
				sentence: sentenceOf(serviceFailureParts(service, escapes.reason)),
				cases: nothing,
				links: service.started === void 0 ? nothing : logLink(id, "Its whole log")
			});
		}
		default: return failure;
	}
}
function entry({ sign, id, name, sentence, notes, cases, causes, tail, links, isOpen }) {
	return html`<details class="failure"${isOpen ? html` open` : nothing}>
<summary>${sign} <span><strong><code>${id}</code>${name === id ? "" : ` ${shortText(name)}`}</strong> <span class="why">${sentence}</span></span></summary>
${notes.map((note) => html`<p>${note}</p>
`)}${cases}${causeBlock(id, isOpen ? causes : causes?.slice(0, mostFolded), tail)}${tail === void 0 ? nothing : tail === "" ? html`<p>It left no output.</p>
` : html`<pre tabindex="0" role="group" aria-label="End of the log of ${id}">${tail}</pre>
`}${moreLine(links)}</details>
`;
}
function causeBlock(id, causes, tail = "") {
	const lines = require_mission.causeLines(causes, tail);
	if (lines.length === 0) return nothing;
	return html`<p>${require_mission.CAUSES_TITLE}</p>
<pre tabindex="0" role="group" aria-label="Lines of the log of ${id} that look like the cause">${lines.join("\n")}</pre>
<p>${require_mission.TAIL_TITLE}</p>
`;
}
function sentenceOf({ claim, rest }) {
	return `${claim}${rest}`;
}
const escapes = {
	reason: (text) => shortText(text, 600),
	name: (text) => shortText(text),
	command: (line) => shortText(line)
};
function cases({ left }) {
	const failed = require_mission.failedCases(left?.results, mostCases);
	if (failed === void 0) return nothing;
	const { counts, shown, hidden } = failed;
	const items = shown.map(({ name, message, place }) => {
		const first = shortText(message);
		return html`<li><strong>${shortText(name)}</strong>${place === "" ? "" : html` (<code>${shortText(place)}</code>)`}${first === "" ? "" : `: ${first}`}</li>
`;
	});
	const rest = hidden > 0 ? html`<li>and ${hidden} more</li>
` : nothing;
	const list = items.length === 0 ? nothing : html`<ul>
${items}${rest}</ul>
`;
	return html`<p>${counts}${items.length === 0 ? "." : ":"}</p>
${list}`;
}

// src/report/sections/fleet.ts
const columns$10 = [
	{ title: "Part" },
	{ title: "Result" },
	{ title: "Runner" },
	{ title: "Machine" },
	{
		title: "Attempt",
		align: "right"
	},
	{
		title: "Tasks",
		align: "right"
	},
	{ title: "Needs" },
	{
		title: "Could begin",
		align: "right"
	},
	{
		title: "Waited for a runner",
		align: "right"
	},
	{
		title: "Download",
		align: "right"
	},
	{
		title: "Began",
		align: "right"
	},
	{
		title: "Took",
		align: "right"
	},
	{
		title: "CPU, mean",
		align: "right"
	},
	{
		title: "Billed minutes",
		align: "right"
	}
];
function fleetTable(report) {
	const { fleet } = report;
	if (fleet === void 0) return void 0;
	const tasks = /* @__PURE__ */ new Map();
	for (const { runner } of report.tasks.values()) tasks.set(runner, (tasks.get(runner) ?? 0) + 1);
	const isRepeated = fleet.runners.some(({ attempt }) => attempt > 1);
	const rows = fleet.runners.map((runner) => {
		const { part, result, name = "", attempt, needs, ready, download, at, ended, cpu, billed, machine } = runner;
		const waited = require_mission.waitsBefore(runner, ready).reduce((sum, [from, until, wait]) => sum + (wait === "runner" ? until - from : 0), 0);
		return [part, [
			require_mission.untrusted(require_mission.runnerTitle(runner)),
			resultCell(result),
			require_mission.untrusted(name === "" ? machine.hostname : name),
			require_mission.untrusted(require_mission.sizeText(runner)),
			isRepeated ? require_mission.figureCell(attempt, 0) : require_mission.blank,
			require_mission.figureCell(tasks.get(part) ?? 0, 0),
			needs.length === 0 ? require_mission.none : require_mission.text(needs.map((need) => `part ${need}`).join(", ")),
			needs.length === 0 ? require_mission.none : require_mission.offsetCell(report, ready),
			waited > 0 ? require_mission.durationCell(waited) : require_mission.none,
			require_mission.durationCell(download),
			require_mission.offsetCell(report, at),
			require_mission.durationCell(ended - at),
			require_mission.percentCell(cpu.cpuTime > 0 ? Math.round(cpu.cpuArea / cpu.cpuTime) : void 0),
			require_mission.figureCell(billed, 0)
		]];
	});
	const absent = fleet.absent.flatMap(({ part, why }) => part === void 0 ? [] : [[part, [
		require_mission.text(`Part ${part}`),
		failed(why),
		...columns$10.slice(2).map(() => require_mission.none)
	]]]);
	const all = [...rows, ...absent].sort(([one], [other]) => one - other);
	return makeTable({
		caption: `Runners: ${fleet.runners.length}`,
		columns: columns$10,
		rows: all.map(([, row]) => row)
	});
}
function resultCell(result) {
	return result === void 0 ? failed("was cut short") : {
		type: "task-status",
		status: result,
		phrase: result
	};
}
function failed(why) {
	const [phrase = ""] = why.split(":");
	return {
		type: "task-status",
		status: "failed",
		phrase
	};
}
function fleetSentences({ fleet }) {
	if (fleet === void 0) return [];
	return [
		...fleet.absent.map((each) => {
			const tasks = each.tasks === "" ? [] : [
				require_mission.text(" Its tasks: "),
				require_mission.untrusted(each.tasks),
				require_mission.text(".")
			];
			return [require_mission.untrusted(`${sentence(require_mission.absentText(fleet, each))}.`), ...tasks];
		}),
		[require_mission.text(require_mission.billedText(fleet))],
		...require_mission.fleetNotes(fleet).map((note) => [require_mission.untrusted(note)])
	];
}
function sentence(words) {
	return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

// src/report/html/sections/fleet.ts
function pageFleet(report) {
	const table = fleetTable(report);
	if (table === void 0) return nothing;
	const sentences = fleetSentences(report).map((each) => html`<p>${paintSentence$1(each)}</p>
`);
	return section$1("runners", "Runners", html`${htmlTable(table)}${sentences}`);
}

// src/report/analysis/history-findings.ts
const NOTHING_BEFORE = "No earlier run with the same commands succeeded, so there is nothing to compare with yet.";
const TERMS = [
	["Usually", " is the median duration of the last 20 successful runs with the same commands, with the range of the middle half of them in brackets."],
	["Trend", " shows the last ten of these runs and this one."],
	["Slower than usual", ": there are at least 5 such runs, and this one succeeded, but took longer than their median by more than three standard deviations (estimated from the median absolute deviation), by more than 10 % and by more than a second."],
	["Rising or falling", ": the median of the newer half of these runs differs from that of the older half by 10 % or more, and by more than their standard deviation."],
	["Flaky", ": some of the last 20 runs succeeded only at a later attempt, or failed on a commit on which other runs succeeded (if commits are unknown: between two successful runs)."]
];
const DEMAND = ["CPUs and memory", " are the demand that was learned from these runs, as far as they ran on this class of machine: nine tenths of them used no more, and newer runs count more. If `load` or `memory` is declared, it counts instead."];
function howDecided(report) {
	return hasLearnedDemand(report) ? [...TERMS, DEMAND] : TERMS;
}
function rankedUsual(report) {
	return require_mission.usualOfAll(report).sort(byWeight);
}
function byWeight(one, other) {
	return Number(other.slower) - Number(one.slower) || Number(other.flaky > 0) - Number(one.flaky > 0) || Math.abs(other.duration - other.prediction.expect) - Math.abs(one.duration - one.prediction.expect);
}
function slowerText({ duration, prediction }) {
	return `${require_mission.formatDuration(duration)}, usually ${require_mission.formatDuration(prediction.expect)}`;
}
function differenceText({ task, duration, prediction: { expect } }) {
	if (task.status !== "succeeded" || expect < 100) return "";
	if (duration >= 2 * expect) return require_mission.formatAgainst(duration, expect);
	const percent = 100 * (duration - expect) / expect;
	return Math.abs(percent) < .5 ? "none" : `${percent > 0 ? "+" : ""}${require_mission.formatPercent(Math.round(percent))}`;
}
function trendOf({ task, duration, prediction }) {
	const own = task.status === "succeeded";
	return {
		values: [...prediction.last, ...own ? [duration] : []],
		own
	};
}

// src/report/sections/constraints.ts
const columns$9 = [
	{ title: "Where" },
	{
		title: "CPUs",
		align: "right"
	},
	{
		title: "CPU at most",
		align: "right"
	},
	{
		title: "Memory",
		align: "right"
	},
	{
		title: "Memory at most",
		align: "right"
	},
	{ title: "Was the fullest" }
];
const CONSTRAINTS_NOTE = "A launch must fit the machine and each container with a limit, each with its own size. The charts and the gate show the figures of the one that is the fullest at that moment.";
function constraintsTable({ constraints }) {
	if (constraints.size < 2) return void 0;
	const all = [...constraints.values()];
	const sum = (time) => all.reduce((total, use) => total + time(use), 0);
	const [cpuTime, memoryTime] = [sum((use) => use.cpuTime), sum((use) => use.memoryTime)];
	const rows = all.map((use) => {
		const shares = [...shareText("CPU", use.cpuTime, cpuTime), ...shareText("memory", use.memoryTime, memoryTime)];
		return [
			require_mission.untrusted(use.name),
			require_mission.figureCell(use.cpus, 2),
			require_mission.percentCell(use.maximumCpu),
			require_mission.bytesCell(use.memory),
			require_mission.percentCell(use.maximumMemory),
			require_mission.textOrNone(shares.join(", "))
		];
	});
	return makeTable({
		caption: "The machine and the containers around the mission",
		columns: columns$9,
		rows
	});
}
function shareText(resource, time, all) {
	return time === 0 ? [] : [`${resource} ${require_mission.formatPercent(Math.round(100 * time / all))} of the time`];
}

// src/report/sections/machine.ts
function machineFacts({ machine }) {
	return [
		["Host", require_mission.untrusted(machine.hostname)],
		["CPUs", require_mission.figureCell(machine.cpus, 2)],
		["Memory", require_mission.bytesCell(machine.memory)],
		...machine.processor === void 0 ? [] : [["Processor", require_mission.untrusted(machine.processor)]],
		["System", require_mission.untrusted(`${machine.platform} ${machine.architecture}`)],
		["Node.js", require_mission.untrusted(machine.node)],
		["Figures from", require_mission.untrusted(machine.source)]
	];
}

// src/report/text/markdown-table.ts
const mostPaddedRows = 60;
const ROWS_AT_ONCE = 100;
const widestColumn = 60;
function markdownTable(columns, rows, paddedRows) {
	return joinPieces(markdownTablePieces(columns, rows, paddedRows));
}
function* markdownTablePieces(columns, rows, paddedRows = mostPaddedRows) {
	const widths = columns.map(({ title }, index) => rows.length > paddedRows ? 0 : widthOf(title, rows, index));
	let head = "|";
	let rule = "|";
	for (const [index, { title, align }] of columns.entries()) {
		const width = widths[index] ?? 0;
		const dashes = "-".repeat(Math.max(3, width));
		head += ` ${align === "right" ? title.padStart(width) : title.padEnd(width)} |`;
		rule += ` ${align === "right" ? `${dashes.slice(1)}:` : dashes} |`;
	}
	let before = "";
	let lines = [head, rule];
	for (const row of rows) {
		let line = "|";
		for (let index = 0; index < columns.length; index += 1) {
			const cell = row[index] ?? "";
			const width = widths[index] ?? 0;
			line += ` ${columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width)} |`;
		}
		if (lines.push(line) < ROWS_AT_ONCE) continue;
		yield before + lines.join("\n");
		before = "\n";
		lines = [];
	}
	if (lines.length > 0) yield before + lines.join("\n");
}
function widthOf(title, rows, index) {
	let widest = Math.max(3, title.length);
	for (const row of rows) widest = Math.max(widest, row[index]?.length ?? 0);
	return Math.min(widestColumn, widest);
}
function factTable(facts) {
	const [first, ...rest] = facts;
	if (first === void 0) return "";
	return markdownTable([{ title: first[0] }, { title: first[1] }], rest);
}
function joinBlocks(blocks) {
	let text = "";
	for (const block of blocks) if (block !== "") text += `${text === "" ? "" : "\n\n"}${block}`;
	return `${text}\n`;
}
function* blockPieces(blocks) {
	let before = "";
	for (const block of blocks) {
		let isEmpty = true;
		for (const piece of typeof block === "string" ? [block] : block) {
			if (piece === "") continue;
			yield isEmpty ? before + piece : piece;
			isEmpty = false;
		}
		if (!isEmpty) before = "\n\n";
	}
	yield "\n";
}
function joinPieces(pieces) {
	let text = "";
	for (const piece of pieces) text += piece;
	return text;
}

// src/report/markdown/parts/paint.ts
const serviceMark = {
	idle: "\u00b7",
	starting: "\u23f3",
	ready: "\u25b6\ufe0f",
	stopping: "\u23f9\ufe0f",
	stopped: "\u2705",
	failed: "\u274c"
};
function paintTable(table, place = "beside-files", paddedRows) {
	return joinPieces(paintTablePieces(table, place, paddedRows));
}
function* paintTablePieces(table, place = "beside-files", paddedRows) {
	const columns = table.columns.filter(({ drawing }) => drawing !== true);
	const rows = table.rows.length > MANY_ROWS ? oneByOne(table, place) : paintRows(table, place);
	yield* markdownTablePieces(columns, rows, paddedRows);
	if (table.more.length > 0) yield `\n\n${paintSentence(table.more, place)}`;
}
function paintRows(table, place) {
	const shown = shownColumns(table);
	return Array.from(table.rows, (row) => paintRow(row, shown, place));
}
const MANY_ROWS = 1e3;
function oneByOne(table, place) {
	const shown = shownColumns(table);
	return {
		length: table.rows.length,
		[Symbol.iterator]: () => mapEach(table.rows, (row) => paintRow(row, shown, place))
	};
}
function shownColumns({ columns }) {
	return columns.flatMap(({ drawing }, index) => drawing === true ? [] : [index]);
}
function paintRow(row, shown, place) {
	return shown.map((index) => paintCell(row[index], place, "cell"));
}
function paintSentence(sentence, place = "beside-files") {
	return sentence.map((cell) => paintCell(cell, place, "text")).join("");
}
function paintList(list, total, place = "beside-files") {
	if (list === void 0) return "";
	const items = list.items.map(({ at, sentence }) => `- ${at === void 0 ? "" : `${require_mission.formatOffset(at, total)} `}${paintSentence(sentence, place)}`);
	return [
		`## ${list.title}`,
		paintSentence(list.intro, place),
		items.join("\n"),
		paintSentence(list.more, place)
	].filter((block) => block !== "").join("\n\n");
}
function paintCell(cell, place, where) {
	if (cell === void 0) return "";
	switch (cell.type) {
		case "none": return "\u2013";
		case "blank":
		case "share":
		case "declared-measured": return "";
		case "text": return bold(cell.text, cell.strong);
		case "code": return require_mission.markdownCode(cell.text, where);
		case "untrusted": return require_mission.markdownText(cell.text);
		case "id": return paintId(cell, place, where);
		case "ids": return paintIds(cell, where);
		case "file": return place === "alone" ? `\`${cell.path}\`` : `[${cell.path}](${cell.path})`;
		case "duration": return bold(require_mission.formatDuration(cell.milliseconds), cell.strong);
		case "offset": return require_mission.formatOffset(cell.at, cell.total);
		case "percent": return require_mission.formatPercent(cell.value);
		case "figure": return require_mission.trimmed(cell.value, cell.decimals);
		case "bytes": return require_mission.formatBytes(cell.bytes);
		case "task-status": return `${require_mission.statusMark[cell.status]} ${cell.phrase}`;
		case "service-status": return `${serviceMark[cell.status]} ${cell.phrase}`;
		case "verdict": return cell.verdict;
		case "band": return cell.forced ? `${cell.band}, **forced**` : cell.band;
		case "trend": return sparkline(cell.values, 100);
		default: return cell;
	}
}
function bold(text, strong) {
	return strong === true ? `**${text}**` : text;
}
function paintId({ id, link }, place, where) {
	const name = require_mission.markdownCode(id, where);
	if (link === void 0 || place === "alone") return name;
	return `[${name}](${require_mission.markdownTarget(link === "report" ? require_mission.taskFile(id) : require_mission.logFile(id))})`;
}
function paintIds({ ids, most, separator = ", " }, where) {
	return `${ids.slice(0, most).map((id) => require_mission.markdownCode(id, where)).join(separator)}${ids.length > most ? ` and ${ids.length - most} more` : ""}`;
}

// src/report/markdown/sections/sections.ts
function title(report, kind) {
	const name = require_mission.markdownText(report.mission.name);
	return name === "" ? `# ${kind}` : `# ${kind}: ${name}`;
}
function startedText(report) {
	return require_mission.wallClock(report.started);
}
function warningsSection(report, place = "beside-files") {
	return paintList(warningsList(report), report.duration, place);
}
function elsewhereSection(report) {
	return paintList(elsewhereList(report), report.duration);
}
function rerunSection(report) {
	return paintList(rerunList(report), report.duration);
}
function machineSection(report) {
	const facts = machineFacts(report).map(([name, cell]) => [name, paintCell(cell, "beside-files", "cell")]);
	const notes = report.machine.notes.map((note) => `- ${require_mission.markdownText(note)}`);
	const constraints = constraintsTable(report);
	return [
		"## Machine",
		factTable(facts),
		...constraints === void 0 ? [] : [CONSTRAINTS_NOTE, paintTable(constraints)],
		...notes.length === 0 ? [] : [notes.join("\n")]
	].join("\n\n");
}

// src/report/words/inputs-text.ts
const LONGEST = 100;
function inputTexts({ mission }) {
	return Object.entries(mission.inputs ?? {}).map(([name, value]) => {
		const text = String(value);
		return `${name}=${text.length > LONGEST ? `${text.slice(0, LONGEST)}\u2026` : text}`;
	});
}

// src/report/html/sections/head.ts
const mostNamed$2 = 10;
function pageHead(report) {
	const { mission } = report;
	const { claim, rest } = require_mission.verdictParts(report);
	const kind = report.result ?? "running";
	return html`<header>
<p class="kind">Mission report</p>
<h1>${titleOf(report)}</h1>
${mission.goal === void 0 ? nothing : html`<p class="goal">${shortText(mission.goal, 600)}</p>
`}<p id="verdict" class="verdict s-${kind}"><span class="sign" aria-hidden="true">${statusSigns[kind]}</span> <span><strong>${claim}</strong>${rest.map(pieceMarkup)}</span></p>
${figures(report)}${about(report)}</header>
`;
}
function pieceMarkup(piece) {
	if (typeof piece === "string") return html`${piece}`;
	return "id" in piece ? html`<code>${shortText(piece.id, 200)}</code>` : html`${shortText(piece.untrusted, 400)}`;
}
function titleOf({ mission }) {
	return shortText(mission.name, 300) || "Mission";
}
function figures(report) {
	const bounds = require_mission.boundsOf(report);
	const means = require_mission.measuredMeans(report);
	const { workers, cpu, memory } = report.mission.admission;
	const tiles = [
		tile(report.finished ? "Took" : "So far", require_mission.formatDuration(report.duration), bounds === void 0 ? "" : sentenceCase$1(require_mission.aboveText(bounds))),
		...bounds === void 0 ? [] : [tile("Floor", require_mission.formatDuration(bounds.floor), sentenceCase$1(require_mission.plainPieces(require_mission.floorPieces(report, bounds))))],
		...againstForkJoin(report),
		...report.admissions.length === 0 ? [] : [tile("Workers", require_mission.trimmed(require_mission.meanActive(report), 1), `on average; at most ${Math.max(report.load.maximumActive, report.load.active)} of ${workers.limit}`)],
		...measured$1("CPU", means.cpu, report.cpu.maximumCpu, cpu.limit),
		...measured$1("Memory", means.memory, report.cpu.maximumMemory, memory.limit)
	];
	return html`<dl class="figures">
${tiles}</dl>
`;
}
function againstForkJoin(report) {
	const { forkJoin } = require_mission.timelineOf(report);
	const saved = require_mission.savingsOf(report);
	if (saved === void 0) return [];
	const { figure, words } = saved;
	return [tile("Against fork-join", figure, `${words} all tasks, then all tests (${require_mission.formatDuration(forkJoin)}), an estimate ${require_mission.errorText("fork-join")}`)];
}
function measured$1(name, mean, highest, limit) {
	if (mean === void 0) return [];
	const note = `on average; at most ${require_mission.formatPercent(rounded(highest))}, limit ${require_mission.formatPercent(limit)}`;
	return [tile(name, require_mission.formatPercent(rounded(mean)), note)];
}
function rounded(percent) {
	return percent < 10 ? percent : Math.round(percent);
}
function sentenceCase$1(words) {
	return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
function tile(name, value, note) {
	return html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>
`;
}
function about(report) {
	const { mission } = report;
	const { counts } = report;
	const steps = require_mission.stepCount(report);
	const results = require_mission.totalResults(report);
	const flaky = require_mission.flakyIds(report);
	const load = require_mission.loadFigures(report);
	const memory = require_mission.memoryText(report);
	const tests = mission.tasks.filter(({ kind }) => kind === "test").length;
	const usual = rankedUsual(report);
	const kinds = `${require_mission.plural(report.tasks.size - tests, "task")}, ${require_mission.plural(tests, "test")}`;
	return htmlFacts([
		["Started", startedText(report)],
		["File", html`<code>${shortText(report.file, 300)}</code>`],
		["Description", mission.description === void 0 ? void 0 : shortText(mission.description, 1e3)],
		["Scope", shortText(mission.scope.join(", "), 600)],
		["Inputs", shortText(inputTexts(report).join(", "), 1e3)],
		["Size", kinds],
		["Steps", steps.all === 0 ? void 0 : `${steps.done} of ${steps.all}`],
		["Test cases", results === void 0 ? void 0 : require_mission.bareCounts(results)],
		["Retried", counts.succeeded > 0 && flaky.length > 0 ? html`flaky in this run: ${idList(flaky, 20)}` : void 0],
		["Memory was critical", memory === "" ? void 0 : `${memory}.`],
		[loadTitle(report), load.maximum === 0 ? void 0 : `${require_mission.formatPercent(load.mean)} on average, at most ${require_mission.formatPercent(load.maximum)}`],
		["Part", require_mission.partText(report)],
		["Artifacts of other parts", require_mission.downloadText(report)],
		...require_mission.resumeFacts(report).slice(-10),
		["Slower", named(usual.filter(({ slower }) => slower), slowerText)],
		["Flaky", named(usual.filter(({ flaky }) => flaky > 0), require_mission.flakyText)],
		["Changed files", changed(report)],
		["Machine", report.fleet === void 0 ? `${require_mission.formatCpus(report.machine.cpus)}, ${require_mission.formatBytes(report.machine.memory)}` : void 0]
	]);
}
function named(found, fact) {
	if (found.length === 0) return void 0;
	const shown = found.slice(0, mostNamed$2).map((usual, index) => html`${index === 0 ? "" : ", "}<code>${usual.task.task.id}</code> (${fact(usual)})`);
	const hidden = found.length - shown.length;
	return html`${shown}${hidden > 0 ? ` and ${hidden} more` : ""}`;
}
function changed(report) {
	const texts = require_mission.changedTexts(report, {
		code: (text) => shortText(text),
		text: (text) => shortText(text, 400)
	});
	return texts.length === 0 ? void 0 : texts.join("; ");
}

// src/report/sections/history.ts
const before = [
	{ title: "Id" },
	{ title: "Name" },
	{
		title: "This run",
		align: "right"
	},
	{
		title: "Usually",
		align: "right"
	},
	{
		title: "Difference",
		align: "right"
	},
	{
		title: "Runs",
		align: "right"
	}
];
const demand = [{
	title: "CPUs",
	align: "right"
}, {
	title: "Memory",
	align: "right"
}];
const after = [{ title: "Trend" }, { title: "Note" }];
function historyTable(report, most) {
	const all = rankedUsual(report);
	if (all.length === 0) return void 0;
	const hasDemand = hasLearnedDemand(report);
	const columns = [
		...before,
		...hasDemand ? demand : [],
		...after
	];
	const rows = all.slice(0, most).map((usual) => row$6(usual, hasDemand));
	const more = moreInJson(all.length - rows.length, "less remarkable one", "less remarkable ones");
	return makeTable({
		caption: "Compared with earlier runs, the most remarkable first",
		columns,
		rows,
		more
	});
}
function row$6(usual, hasDemand) {
	const { task, prediction, duration } = usual;
	const notes = require_mission.remarks(usual).join(", ");
	return [
		require_mission.taskLink(task.task.id),
		require_mission.nameCell(task.task),
		require_mission.durationCell(duration),
		require_mission.text(require_mission.usualText(prediction)),
		require_mission.textOrNone(differenceText(usual)),
		require_mission.figureCell(prediction.runs),
		...hasDemand ? [require_mission.figureCell(prediction.demand?.cpus, 2), require_mission.bytesCell(prediction.demand?.memory)] : [],
		{
			type: "trend",
			...trendOf(usual)
		},
		notes === "" ? require_mission.none : require_mission.strong(notes)
	];
}

// src/report/html/sections/history.ts
const mostRows$7 = 60;
function pageHistory(report) {
	if (report.predictions === void 0) return nothing;
	const table = historyTable(report, mostRows$7);
	const content = table === void 0 ? html`<p>${NOTHING_BEFORE}</p>
` : html`${htmlTable(table)}${explanation(howDecided(report))}`;
	return section$1("history", "History", content, longMark(table?.rows.length ?? 0));
}
function explanation(terms) {
	return html`<details class="more-entries">
<summary>What these words mean</summary>
<ul>
${terms.map(([term, rest]) => html`<li><strong>${term}</strong>${rest}</li>
`)}</ul>
</details>
`;
}

// src/report/words/gate-terms.ts
function gateTerms({ decisions, mission: { admission } }) {
	const has = (...verdicts) => decisions.some(({ verdict }) => verdicts.includes(verdict));
	const { limit, critical } = admission.memory;
	return [
		"Band: GREEN is below every caution, YELLOW from a caution on (one launch per measurement), RED from a limit on (the gate is closed).",
		...gateText(admission.gate),
		...decisions.some(({ unseen }) => unseen > 0) ? ["Unseen (\u201cfor tasks that just started\u201d): CPU expected of tasks that started too recently to show in the measurement."] : [],
		...decisions.some(({ reserved }) => reserved > 0) ? ["Reserved: memory expected of running tasks that they do not use yet."] : [],
		...has("forced") ? [`Forced: launched although the gate was closed, because nothing of the mission had run for ${require_mission.formatDuration(admission.patience)} (admission.patience), or because other programs still kept the CPUs busy after such a launch.`] : [],
		...has("paused", "continued") ? [`Paused: its processes are stopped because memory is critical${critical === void 0 ? "" : ` (${require_mission.formatPercent(critical)})`}, and continue when memory is below its limit of ${require_mission.formatPercent(limit)}.`] : [],
		...has("evicted") ? ["Evicted: ended because memory was critical and no paused task could continue. It is queued again and runs with nothing beside it. This is no failure."] : []
	];
}
function gateText(gate) {
	switch (gate) {
		case "all": return [];
		case "tests": return ["With this gate (admission.gate: tests), the band delays tests only: tasks start in any band, if their declared or learned demand fits."];
		case "off": return ["The gate is off: nothing waits for the band."];
		default: return gate;
	}
}

// src/report/sections/newest-groups.ts
function newestGroups(items, belongs, most) {
	let [from, count] = [items.length, 0];
	for (let index = items.length - 1; index >= 0; index -= 1) {
		const [item, before] = [items[index], items[index - 1]];
		if (item !== void 0 && before !== void 0 && belongs(item, before)) continue;
		count += 1;
		if (count <= most) from = index;
	}
	return {
		from,
		count
	};
}

// src/report/sections/ledger.ts
const columns$8 = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Id" },
	{ title: "Verdict" },
	{
		title: "Checks",
		align: "right"
	},
	{
		title: "CPU %",
		align: "right"
	},
	{
		title: "Unseen %",
		align: "right"
	},
	{
		title: "Memory %",
		align: "right"
	},
	{
		title: "Workers",
		align: "right"
	},
	{ title: "Band" },
	{ title: "Why" }
];
function ledgerNote(report) {
	return [
		"Every decision of the gate.",
		"Deferred: the task may not start yet. Consecutive deferrals for the same reason are one entry with the number of checks, and tasks that wait behind the first in line are in its entry.",
		...gateTerms(report)
	].join(" ");
}
const FIRST_IN_LINE = 1;
function ledgerTable(report, most) {
	const { decisions } = report;
	if (decisions.length === 0) return void 0;
	const newest = newestGroups(decisions, waitsBehind, most);
	const rows = inOneLine(decisions.slice(newest.from)).map((line) => row$5(report, line));
	const more = moreInJson(newest.count - rows.length, "older decision", "older decisions");
	return makeTable({
		caption: `Decisions of the gate: ${newest.count}`,
		columns: columns$8,
		rows,
		more
	});
}
function inOneLine(decisions) {
	const lines = [];
	for (const decision of decisions) {
		const last = lines.at(-1);
		if (last !== void 0 && waitsBehind(decision, last.decision)) last.ids.push(decision.id);
		else lines.push({
			decision,
			ids: [decision.id]
		});
	}
	return lines;
}
function waitsBehind(decision, first) {
	return decision.verdict === "deferred" && first.verdict === "deferred" && decision.at === first.at && decision.reason === first.reason && decision.detail === first.detail;
}
function row$5(report, { decision, ids }) {
	const { at, verdict, cpu, memory, active, unseen, band } = decision;
	return [
		require_mission.offsetCell(report, at),
		require_mission.idsCell(ids, FIRST_IN_LINE),
		{
			type: "verdict",
			verdict
		},
		decision.count === 0 && verdict !== "deferred" ? require_mission.none : require_mission.figureCell(require_mission.deferralCount(report, decision)),
		require_mission.figureCell(cpu),
		require_mission.figureCell(unseen === 0 ? void 0 : unseen),
		require_mission.figureCell(memory),
		require_mission.figureCell(active),
		{
			type: "band",
			band,
			forced: false
		},
		deferralCell(decision)
	];
}
function deferralCell({ detail, reason }) {
	if (detail !== void 0) return require_mission.untrusted(detail);
	return reason === void 0 ? require_mission.none : require_mission.text(require_mission.waitWord(reason));
}

// src/report/html/sections/ledger.ts
const mostRows$6 = 300;
function pageLedger(report) {
	const table = ledgerTable(report, mostRows$6);
	const content = table === void 0 ? html`<p>The gate has made no decisions.</p>
` : html`<p>${ledgerNote(report)}</p>
${htmlTable(table)}`;
	return section$1("ledger", "Ledger", content, longMark(table?.rows.length ?? 0));
}

// src/report/sections/load.ts
const columns$7 = [
	{ title: "Id" },
	{ title: "Name" },
	{
		title: "Declared load",
		align: "right"
	},
	{
		title: "Measured load",
		align: "right"
	},
	{
		title: "Declared, measured",
		drawing: true
	},
	{
		title: "CPU time",
		align: "right"
	},
	{
		title: "Duration alone",
		align: "right"
	},
	{
		title: "CPUs alone",
		align: "right"
	},
	{
		title: "Declared memory",
		align: "right"
	},
	{
		title: "Peak memory",
		align: "right"
	}
];
function loadTable(report, most) {
	const known = [...report.tasks.values()].filter(({ task, started, usage }) => started !== void 0 && (usage ?? task.load ?? task.memory) !== void 0);
	if (known.length === 0) return void 0;
	const shown = byDifference(report, known).slice(0, most);
	const rows = rowsOf(shown, (task) => row$4(report, task));
	const more = moreInJson(known.length - rows.length, "more", "more");
	return makeTable({
		caption: "Declared and measured, the largest difference first",
		columns: columns$7,
		rows,
		more
	});
}
function byDifference(report, tasks) {
	const differences = Float64Array.from(tasks, (task) => differenceOf(report, task));
	if (differences.every((difference) => difference === UNKNOWN)) return tasks;
	return Array.from(tasks.keys()).sort((one, other) => (differences[other] ?? 0) - (differences[one] ?? 0)).flatMap((index) => tasks[index] ?? []);
}
function row$4(report, entry) {
	const { task, usage } = entry;
	const measured = require_mission.measuredLoad(report, entry);
	return [
		require_mission.taskLink(task.id),
		require_mission.nameCell(task),
		require_mission.percentCell(task.load),
		require_mission.percentCell(measured),
		{
			type: "declared-measured",
			...task.load === void 0 ? {} : { declared: task.load },
			...measured === void 0 ? {} : { measured }
		},
		usage === void 0 ? notMeasured : require_mission.durationCell(1e3 * usage.cpuSeconds),
		...aloneCells(report, entry),
		require_mission.bytesCell(task.memory),
		require_mission.bytesCell(usage?.peakMemory)
	];
}
const notMeasured = require_mission.text(require_mission.soloUnknown);
function aloneCells(report, task) {
	if (task.attemptList.at(-1)?.ended === void 0) return [require_mission.none, require_mission.none];
	const solo = require_mission.taskSolo(report, task);
	return solo === void 0 ? [notMeasured, notMeasured] : [require_mission.durationCell(solo.duration), require_mission.figureCell(solo.cpus, 2)];
}
const UNKNOWN = -1;
function differenceOf(report, task) {
	const measured = require_mission.measuredLoad(report, task);
	return task.task.load === void 0 || measured === void 0 ? UNKNOWN : Math.abs(measured - task.task.load);
}

// src/report/html/sections/load.ts
const mostRows$5 = 120;
function pageLoad(report) {
	const table = loadTable(report, mostRows$5);
	const content = table === void 0 ? html`<p>No load or memory was declared or measured.</p>
` : htmlTable(table);
	return section$1("load", "Load and memory", content, longMark(table?.rows.length ?? 0));
}

// src/report/words/gate-text.ts
function gatedText(gate) {
	switch (gate) {
		case "all": return "tasks and tests";
		case "tests": return "tests";
		case "off": return "off";
		default: return gate;
	}
}

// src/report/html/sections/machine.ts
function pageMachine(report) {
	const { cpu, memory, workers, load, gate } = report.mission.admission;
	const notes = report.machine.notes.map((note) => html`<li>${shortText(note, 600)}</li>
`);
	const facts = htmlFacts([
		...(report.fleet === void 0 ? machineFacts(report) : []).map(([name, cell]) => [name, paintCell$1(cell)]),
		["Gate for CPU and memory", gatedText(gate)],
		["CPU limit", limits(cpu)],
		["Memory limit", `${limits(memory)}${criticalText(memory)}`],
		["Workers", `caution from ${workers.caution}, limit ${workers.limit}`],
		["Declared load", `at most ${require_mission.formatPercent(load)}`]
	]);
	const list = notes.length === 0 ? nothing : html`<ul>
${notes}</ul>
`;
	return section$1("machine", "Machine", html`${facts}${constraints(report)}${list}`);
}
function constraints(report) {
	const table = constraintsTable(report);
	if (table === void 0) return nothing;
	return html`<p>${CONSTRAINTS_NOTE}</p>
${htmlTable(table)}`;
}
function criticalText({ critical }) {
	return critical === void 0 || critical >= 100 ? "" : `, tasks are paused from ${require_mission.formatPercent(critical)}`;
}
function limits({ caution, limit }) {
	return `caution from ${require_mission.formatPercent(caution)}, limit ${require_mission.formatPercent(limit)}`;
}

// src/report/sections/results.ts
function resultsTable(report, kind, most) {
	const all = [...report.tasks.values()].filter(({ task }) => task.kind === kind);
	if (all.length === 0) return void 0;
	const title = kind === "task" ? "Task" : "Test";
	const columns = [
		{ title },
		{ title: "Name" },
		{ title: "Status" },
		...report.fleet === void 0 ? [] : [{
			title: "Part",
			align: "right"
		}],
		...kind === "test" ? [{ title: "Trigger" }, { title: "Supports" }] : [],
		{
			title: "Started",
			align: "right"
		},
		{
			title: "Duration",
			align: "right"
		},
		{ title: report.fleet === void 0 ? "Waited at the gate" : "Waited" },
		{
			title: "Steps",
			align: "right"
		},
		{ title: "Test cases" },
		{ title: "Why" }
	];
	const rows = rowsOf(all.slice(0, most), (task) => [
		require_mission.taskLink(task.task.id),
		require_mission.nameCell(task.task),
		require_mission.statusCell(task),
		...report.fleet === void 0 ? [] : [require_mission.figureCell(task.runner, 0)],
		...kind === "test" ? [triggerCell(task), require_mission.idCell(task.task.supports)] : [],
		require_mission.offsetCell(report, task.started),
		require_mission.durationCell(require_mission.durationOf(report, task)),
		require_mission.textOrNone(require_mission.waitsText(require_mission.waitedSoFar(report, task))),
		stepsCell(task),
		require_mission.textOrNone(require_mission.countsCell(task)),
		whyCell$1(task)
	]);
	const more = moreInJson(all.length - rows.length, "more", "more");
	return makeTable({
		caption: `${title}s: ${all.length}`,
		columns,
		rows,
		more
	});
}
const briefColumns = [
	{ title: "Id" },
	{ title: "Name" },
	{ title: "Status" },
	{
		title: "Part",
		align: "right"
	},
	{
		title: "Started",
		align: "right"
	},
	{
		title: "Duration",
		align: "right"
	},
	{ title: "Test cases" },
	{ title: "Why" }
];
function briefResultsTable(report) {
	const rows = [...report.tasks.values()].map((task) => [
		require_mission.idCell(task.task.id),
		require_mission.nameCell(task.task),
		require_mission.statusCell(task),
		require_mission.figureCell(task.runner, 0),
		require_mission.offsetCell(report, task.started),
		require_mission.durationCell(require_mission.durationOf(report, task)),
		require_mission.textOrNone(require_mission.countsCell(task)),
		whyCell$1(task)
	]);
	return makeTable({
		caption: "Results",
		columns: briefColumns,
		rows
	});
}
function triggerCell({ triggered, triggeredBy, resumed }) {
	if (triggered === void 0) return require_mission.none;
	return triggeredBy === void 0 ? require_mission.text(resumed === true ? "resume" : "start") : require_mission.idCell(triggeredBy);
}
function whyCell$1(task) {
	return require_mission.untrusted(task.reason ?? require_mission.exitText(task));
}
function stepsCell({ steps }) {
	if (require_mission.isBareRun(steps)) return require_mission.none;
	return require_mission.text(`${steps.filter(({ status }) => status === "succeeded").length} of ${steps.length}`);
}

// src/report/sections/services.ts
const mostRows$4 = 100;
const columns$6 = [
	{ title: "Service" },
	{ title: "Name" },
	{ title: "Status" },
	{
		title: "Started",
		align: "right"
	},
	{
		title: "Ready after",
		align: "right"
	},
	{
		title: "Setup",
		align: "right"
	},
	{
		title: "Ended",
		align: "right"
	},
	{ title: "Needed by" },
	{
		title: "CPU time",
		align: "right"
	},
	{
		title: "Peak memory",
		align: "right"
	},
	{ title: "Why" }
];
function servicesTable(report) {
	const all = [...report.services.values()];
	if (all.length === 0) return void 0;
	const rows = all.slice(0, mostRows$4).map((service) => row$3(report, service));
	const more = moreInJson(all.length - rows.length, "more", "more");
	return makeTable({
		caption: `Services: ${all.length}`,
		columns: columns$6,
		rows,
		more
	});
}
function row$3(report, service) {
	const { status, started, ready, ended, users, usage } = service;
	const { id } = service.service;
	return [
		started === void 0 ? {
			type: "id",
			id
		} : {
			type: "id",
			id,
			link: "log"
		},
		require_mission.nameCell(service.service),
		{
			type: "service-status",
			status,
			phrase: status === "idle" ? notStarted(report) : status
		},
		require_mission.offsetCell(report, started),
		require_mission.durationCell(started === void 0 || ready === void 0 ? void 0 : ready - started),
		require_mission.durationCell(service.setup),
		require_mission.offsetCell(report, ended),
		require_mission.idsCell(users),
		require_mission.durationCell(usage === void 0 ? void 0 : 1e3 * usage.cpuSeconds),
		require_mission.bytesCell(usage?.peakMemory),
		whyCell(service)
	];
}
function notStarted(report) {
	return report.finished ? "never started" : "not started yet";
}
function whyCell(service) {
	if (service.failure !== void 0) return require_mission.untrusted(service.failure);
	return require_mission.untrusted(require_mission.serviceEndText(service));
}

// src/report/html/sections/results.ts
const mostRows$3 = 300;
function pageResults(report) {
	const tables = [
		resultsTable(report, "task", mostRows$3),
		resultsTable(report, "test", mostRows$3),
		servicesTable(report)
	].flatMap((table) => table === void 0 ? [] : [htmlTable(table)]);
	return section$1("results", "Results", tables, longMark(report.tasks.size));
}

// src/report/analysis/bounds/time-comparison.ts
function comparedTimes(report) {
	const { dynamic, staged, serial, criticalPath, workBound, forkJoin } = require_mission.timelineOf(report);
	const work = workBound ?? (require_mission.isOwnUseKnown(report) ? 0 : void 0);
	const beside = (kind, name, time, what) => {
		const shown = kind === "floor" && report.finished ? Math.min(time, dynamic) : time;
		return {
			name,
			kind,
			time: shown,
			compared: dynamic < 1e3 ? "" : require_mission.formatAgainst(dynamic, shown),
			what
		};
	};
	const estimate = (kind, name, time, what) => beside("other", name, time, `estimate, ${require_mission.errorText(kind)}: ${what}`);
	return [
		{
			name: "Dynamic",
			kind: "own",
			time: dynamic,
			compared: "",
			what: "as it ran"
		},
		beside("floor", "Critical path", criticalPath, `floor: the longest chain of needs, ${durations(report)}`),
		work === void 0 ? {
			name: "CPU work",
			kind: "floor",
			compared: "",
			what: "not measured"
		} : beside("floor", "CPU work", work, `floor: the CPU time of all tasks and tests over ${require_mission.cpusText(report)}`),
		...require_mission.whyNoEstimates(report) !== "" ? [] : [
			estimate("fork-join", "Fork-join", forkJoin, "all tasks at once, then all tests at once, with the same workers"),
			estimate("staged", "Staged", staged, "all tasks at once, then all tests one after the other"),
			estimate("serial", "Serial", serial, "everything one after the other")
		]
	];
}
function durations(report) {
	switch (require_mission.areAloneKnown(report, require_mission.timelineOf(report).criticalTasks)) {
		case "yes": return "each task as long as it takes alone";
		case "partly": return "some as they ran, because their durations alone were not measured";
		case "no": return "as they ran, because durations alone were not measured";
	}
}

// src/report/words/variance-text.ts
function varianceText(variance) {
	if (variance === 0) return "variance 0";
	return `variance ${require_mission.trimmed(variance, 1)} %\u00b2 (standard deviation ${require_mission.formatPercent(Math.sqrt(variance))})`;
}

// src/report/sections/time.ts
const columns$5 = [
	{ title: "Timeline" },
	{
		title: "Takes",
		align: "right"
	},
	{
		title: "Length",
		drawing: true
	},
	{
		title: "This run",
		align: "right"
	},
	{ title: "What it is" }
];
const mostInChain = 12;
function timeTable(report) {
	if (report.fleet !== void 0 || require_mission.timelineOf(report).serial === 0) return void 0;
	const times = comparedTimes(report);
	const longest = Math.max(...times.map(({ time = 0 }) => time));
	return makeTable({
		caption: "Time, floor and other schedules",
		columns: columns$5,
		rows: times.map((time) => row$2(time, longest))
	});
}
function row$2({ name, kind, time, compared, what }, longest) {
	const own = kind === "own";
	return [
		own ? require_mission.strong(name) : require_mission.text(name),
		time === void 0 ? require_mission.none : {
			type: "duration",
			milliseconds: time,
			...own ? { strong: true } : {}
		},
		time === void 0 ? require_mission.blank : {
			type: "share",
			share: time / longest,
			kind
		},
		compared === "" ? require_mission.blank : require_mission.text(compared),
		require_mission.text(what)
	];
}
function timeNotes(report) {
	const { criticalTasks } = require_mission.timelineOf(report);
	const why = require_mission.whyNoEstimates(report);
	const chain = {
		type: "ids",
		ids: criticalTasks,
		most: mostInChain,
		...criticalTasks.length <= mostInChain ? { separator: " \u2192 " } : {}
	};
	return [[require_mission.text(`${unfinished(report)}${floorNote(report)}${why === "" ? "" : ` ${why}`}`)], ...criticalTasks.length === 0 ? [] : [[
		require_mission.text("Critical path: "),
		chain,
		require_mission.text(".")
	]]];
}
const ABOVE = "What the time above the floor was spent on, along the chain of needs that ended last";
const aboveColumns = [
	{ title: "Part of the time" },
	{
		title: "Takes",
		align: "right"
	},
	{
		title: "Length",
		drawing: true
	},
	{ title: "Tasks and tests" }
];
const mostTasksAbove = 5;
function aboveFloorTable(report) {
	const bounds = require_mission.boundsOf(report);
	if (bounds === void 0 || report.duration < 1e3 || require_mission.isAtFloor(bounds)) return void 0;
	const { time, floor, by, spent } = bounds;
	const share = (part, kind) => ({
		type: "share",
		share: part / time,
		kind
	});
	return makeTable({
		caption: ABOVE,
		columns: aboveColumns,
		rows: [
			[
				require_mission.text(by === "cpu-work" ? "Floor: CPU work" : "Floor: critical path"),
				require_mission.durationCell(floor),
				share(floor, "floor"),
				require_mission.blank
			],
			...spent.filter((part) => part.time >= 1).map((part) => [
				require_mission.text(sentenceCase(require_mission.spentWords[part.on])),
				require_mission.durationCell(part.time),
				share(part.time, "other"),
				part.tasks.length === 0 ? require_mission.blank : require_mission.idsCell(part.tasks.map(({ id }) => id), mostTasksAbove)
			]),
			[
				require_mission.strong("Dynamic"),
				{
					type: "duration",
					milliseconds: time,
					strong: true
				},
				share(time, "own"),
				require_mission.blank
			]
		]
	});
}
function sentenceCase(words) {
	return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
function floorNote(report) {
	const text = "No schedule of the same work on this machine is shorter than its floor, the longer of critical path and CPU work.";
	const { criticalPath, criticalTasks, workBound = 0 } = require_mission.timelineOf(report);
	if (workBound > criticalPath || require_mission.areAloneKnown(report, criticalTasks) === "yes") return text;
	return `${text} This floor may be too high, because tasks may be faster alone, which was not measured.`;
}
function unfinished({ result }) {
	const until = "these are the times of what has run so far.";
	if (result === void 0) return `The mission has not ended: ${until} `;
	return result === "cancelled" ? `The mission was cancelled: ${until} ` : "";
}
const utilizationColumns = [
	{ title: "What" },
	{
		title: "On average",
		align: "right"
	},
	{
		title: "At most",
		align: "right"
	},
	{ title: "Note" }
];
function utilizationTable(report) {
	if (report.admissions.length === 0) return void 0;
	const { workers } = report.mission.admission;
	const active = require_mission.meanActive(report);
	const load = require_mission.loadFigures(report);
	const means = require_mission.measuredMeans(report);
	const share = workers.limit > 0 ? `${require_mission.formatPercent(100 * active / workers.limit)} of the limit of ${workers.limit}` : "";
	const declared = load.maximum > 0;
	return makeTable({
		caption: "Utilization",
		columns: utilizationColumns,
		rows: [
			[
				require_mission.text("Active workers"),
				require_mission.figureCell(active, 2),
				require_mission.figureCell(Math.max(report.load.maximumActive, report.load.active)),
				require_mission.textOrNone(share)
			],
			[
				require_mission.text(loadTitle(report)),
				require_mission.percentCell(declared ? load.mean : void 0),
				require_mission.percentCell(declared ? load.maximum : void 0),
				require_mission.text(declared ? varianceText(load.variance) : "none declared")
			],
			measured("Measured CPU", means.cpu, report.cpu.maximumCpu),
			measured("Measured memory", means.memory, report.cpu.maximumMemory)
		]
	});
}
function measured(what, mean, maximum) {
	return [
		require_mission.text(what),
		require_mission.percentCell(mean),
		require_mission.percentCell(mean === void 0 ? void 0 : maximum),
		mean === void 0 ? require_mission.text("not measured") : require_mission.blank
	];
}

// src/report/html/sections/time.ts
function pageTime(report) {
	const table = timeTable(report);
	if (table === void 0) return nothing;
	const notes = timeNotes(report).map((note) => moreLine(paintSentence$1(note)));
	const above = aboveFloorTable(report);
	const spent = above === void 0 ? nothing : htmlTable(above);
	return section$1("time", "Time", html`${htmlTable(table)}${notes}${spent}`);
}

// src/report/html/sections/timeline.ts
const statuses = Object.keys(statusSigns).filter((status) => status !== "evicted");
const allWaits = Object.keys(waitNames);
function pageTimeline(report, hasScript) {
	if (!hasScript) return nothing;
	const waits = waitsOf(report);
	const content = html`<noscript><p class="notice">The timeline and the charts need scripts, which are disabled. The tables below have the same figures.</p></noscript>
<div class="board" hidden>
<div class="controls">
<p class="field"><label for="filter-text">Filter</label> <input id="filter-text" type="search" placeholder="id or name" autocomplete="off" spellcheck="false"></p>
<p class="field"><label for="filter-status">Show</label> <select id="filter-status">
${options(report)}</select></p>
<p class="buttons" role="group" aria-label="Zoom in time"><button type="button" id="zoom-out" title="Zoom out (-)" aria-label="Zoom out">\u2212</button><button type="button" id="zoom-in" title="Zoom in (+)" aria-label="Zoom in">+</button><button type="button" id="zoom-reset" title="The whole run (0)">Whole run</button></p>
<p id="shown" role="status"></p>
</div>
<div class="drawing">
<div id="rows"></div>
<div id="charts"></div>
</div>
<aside id="details" tabindex="-1" aria-label="Details"></aside>
<div class="legend">
<p><b>Bars</b> ${statuses.filter((status) => drawn.has(status) && report.counts[status] > 0).map((status) => html`<span><i class="key bar s-${status}" aria-hidden="true">${statusSigns[status]}</i> ${require_mission.statusWord(status)}</span> `)}<span><i class="key critical" aria-hidden="true"></i> critical path</span>${bent(report)}${resumed(report)}</p>
${waits.length === 0 ? nothing : html`<p><b>Waits for</b> ${waits.map((wait) => html`<span><i class="key wait w-${wait}" aria-hidden="true"></i> ${waitNames[wait]}</span> `)}</p>
`}${report.fleet === void 0 ? html`<p><b>Background</b> <span><i class="key b-GREEN" aria-hidden="true"></i> green: below every caution and limit</span> <span><i class="key b-YELLOW" aria-hidden="true"></i> yellow: a caution is reached, one launch per measurement</span> <span><i class="key b-RED" aria-hidden="true"></i> red: a limit is reached, ${closedText(report.mission.admission.gate)}</span></p>
` : nothing}<p class="help">Drag over the timeline to zoom in, or scroll with Ctrl held. In the rows: arrow keys, Home, End, Page Up and Page Down move; Enter goes to the details, Escape back; + \u2212 0 zoom, \u2190 \u2192 move in time.</p>
</div>
</div>
`;
	return section$1("timeline", "Timeline", content);
}
function closedText(gate) {
	switch (gate) {
		case "all": return "nothing starts";
		case "tests": return "no test starts";
		case "off": return "but the gate is off";
		default: return gate;
	}
}
function bent({ tasks }) {
	const attempts = [...tasks.values()].flatMap(({ attemptList }) => attemptList);
	const isPaused = attempts.some(({ pauses }) => pauses !== void 0);
	const isEvicted = attempts.some(({ status }) => status === "evicted");
	return html`${isPaused ? html` <span><i class="key bar paused" aria-hidden="true">${"\u2016"}</i> paused, because memory was critical: its processes were stopped</span>` : nothing}${isEvicted ? html` <span><i class="key bar s-evicted" aria-hidden="true">${statusSigns.evicted}</i> evicted, because memory was critical: ended and queued again, to run with nothing beside it</span>` : nothing}`;
}
function resumed({ resumes, tasks }) {
	if (resumes.length === 0) return nothing;
	const all = [...tasks.values()];
	return html` <span><i class="key resume" aria-hidden="true">${"\u21bb"}</i> resumed</span>${all.some(({ kept }) => kept === true) ? html` <span><i class="key bar kept" aria-hidden="true">${"\u2261"}</i> kept by the resume</span>` : nothing}${all.some(({ earlier }) => earlier !== void 0) ? html` <span><i class="key bar earlier" aria-hidden="true"></i> launched before the resume</span>` : nothing}`;
}
function waitsOf(report) {
	const occurring = new Set(report.decisions.flatMap(({ reason }) => reason ?? []));
	const tasks = [...report.tasks.values()];
	if (tasks.some(({ triggered }) => triggered !== 0)) occurring.add("trigger");
	for (const wait of require_mission.fleetWaits) if (tasks.some(({ waited }) => (waited[wait] ?? 0) > 0)) occurring.add(wait);
	if (tasks.some(({ attemptList }) => attemptList.some(({ retry }) => retry !== void 0))) occurring.add("backoff");
	return allWaits.filter((wait) => occurring.has(wait));
}
const drawn = /* @__PURE__ */ new Set([
	"succeeded",
	"failed",
	"timed-out",
	"cancelled",
	"running",
	"stopping",
	"not-needed"
]);
function options(report) {
	const present = statuses.filter((status) => report.counts[status] > 0);
	const tasks = [...report.tasks.values()];
	const retried = tasks.filter(({ attempts }) => attempts > 1).length;
	const bent = tasks.filter(({ attemptList }) => attemptList.some(({ pauses, status }) => pauses !== void 0 || status === "evicted")).length;
	const kept = tasks.filter(({ kept }) => kept === true).length;
	const held = new Set(report.decisions.flatMap(({ id, reason }) => reason === void 0 ? [] : [id])).size;
	return [
		option("all", "everything", report.tasks.size),
		...present.map((status) => option(status, require_mission.statusWord(status), report.counts[status])),
		...held > 0 ? [option("held", "waited at the gate", held)] : [],
		...retried > 0 ? [option("retried", "retried", retried)] : [],
		...bent > 0 ? [option("bent", "paused or evicted", bent)] : [],
		...kept > 0 ? [option("kept", "kept by the resume", kept)] : [],
		option("critical", "on the critical path")
	];
}
function option(value, text, count) {
	return html`<option value="${value}">${text}${count === void 0 ? "" : ` (${count})`}</option>
`;
}

// src/report/sections/what-if.ts
const columns$4 = [
	{ title: "Limits" },
	{
		title: "Takes",
		align: "right"
	},
	{
		title: "Length",
		drawing: true
	},
	{
		title: "Against the same limits",
		align: "right"
	},
	{ title: "Waited, all together" },
	{
		title: "CPU at most",
		align: "right"
	},
	{
		title: "Memory at most",
		align: "right"
	},
	{
		title: "Workers at most",
		align: "right"
	}
];
function whatIfTable({ rows }) {
	const longest = Math.max(1, ...rows.map(({ makespan }) => makespan ?? 0));
	return makeTable({
		caption: "The same run with other limits, replayed",
		columns: columns$4,
		rows: rows.map((row) => cells(row, longest))
	});
}
function cells({ kind, name, makespan, against, waited, cpu, memory, workers }, longest) {
	const isMeasured = kind === "measured";
	const emphasis = isMeasured ? { strong: true } : {};
	const takes = makespan === void 0 ? require_mission.text("does not end") : {
		type: "duration",
		milliseconds: makespan,
		...emphasis
	};
	return [
		{
			type: "text",
			text: name,
			...emphasis
		},
		takes,
		{
			type: "share",
			share: (makespan ?? 0) / longest,
			kind: isMeasured ? "own" : "other"
		},
		against === "" && kind !== "other" ? require_mission.blank : require_mission.textOrNone(against),
		require_mission.textOrNone(waited),
		require_mission.text(cpu),
		require_mission.text(memory),
		require_mission.text(workers)
	];
}
function whatIfNotes({ notes, estimates }) {
	return [[...require_mission.prose(notes.join(" ")), ...assumedSentence(assumedIds(estimates))], [require_mission.text(`An estimate, ${require_mission.errorText("what-if")}. ${ASSUMPTIONS.join(" ")}`)]];
}
function assumedSentence(ids) {
	if (ids.length === 0) return [];
	return [
		require_mission.text(` ${ASSUMED[0]}`),
		{
			type: "ids",
			ids,
			most: 5
		},
		...require_mission.prose(ASSUMED[1])
	];
}

// src/report/html/sections/what-if.ts
function pageWhatIf(findings) {
	switch (findings.type) {
		case "none": return nothing;
		case "sentence": return whatIf(html`<p>${paintSentence$1(require_mission.prose(findings.sentence))}</p>
`);
		case "swept": {
			const { claim, rest } = findings.cost;
			const notes = whatIfNotes(findings).map((note) => moreLine(paintSentence$1(note)));
			return whatIf(html`<p>${claim === "" ? nothing : html`<strong>${claim}</strong>`}${rest}</p>
${htmlTable(whatIfTable(findings))}${notes}`);
		}
		default: return findings;
	}
}
function whatIf(content) {
	return section$1("what-if", "What if", content);
}

// src/report/html/page.ts
function* htmlPagePieces(report, assets, findings = findingsOf(report)) {
	yield beforeData(report, assets, findings).markup;
	if (assets !== void 0) {
		yield "<script type=\"application/json\" id=\"data\">";
		yield* escapedJsonPieces(pageSource(report));
		yield "<\/script>\n<script>";
		yield assets.script;
		yield "<\/script>\n";
	}
	yield `</body>
</html>
`;
}
function beforeData(report, assets, findings) {
	const sections = sectionsOf(report, assets !== void 0, findings).filter(({ markup }) => markup !== nothing);
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${titleOf(report)}: mission report</title>
${assets === void 0 ? nothing : html`<style>${verbatim(assets.style)}</style>
`}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${pageHead(report)}<nav aria-label="Sections">
${links$1(sections)}</nav>
<main id="main" tabindex="-1">
${assets === void 0 ? missing : nothing}${sections.map(({ markup }) => markup)}</main>
<footer>
<p>Links lead to files beside this page, in the folder of the run or in the unpacked artifact:
${fileLink("final-report.md", "final-report.md")}, ${fileLink("master-report.md", "master-report.md")} with the deployment log,
${fileLink("mission.json", "mission.json")} and ${fileLink("junit.xml", "junit.xml")} for other programs,
${fileLink("tasks/", "tasks/")} with a report of each task, ${fileLink("logs/", "logs/")} with the whole output.</p>
</footer>
`;
}
function policy(assets) {
	return [
		"default-src 'none'",
		...assets === void 0 ? [] : [`script-src '${assets.scriptDigest}'`, `style-src '${assets.styleDigest}'`],
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
}
const missing = html`<p class="notice">The page's script and style were not found beside the program (page.js, page.css and page.json in dist/), so this page has no timeline, no charts and no colours. Everything else is complete.</p>
`;
function verbatim(text) {
	return { markup: text };
}
function sectionsOf(report, hasTimeline, { whatIf, correction, runners }) {
	return [
		{
			id: "failures",
			name: "Failures",
			markup: pageFailures(report)
		},
		{
			id: "warnings",
			name: "Warnings",
			markup: paintList$1("warnings", warningsList(report), report.duration)
		},
		{
			id: "elsewhere",
			name: "Other parts",
			markup: paintList$1("elsewhere", elsewhereList(report), report.duration)
		},
		{
			id: "rerun",
			name: "Run again",
			markup: paintList$1("rerun", rerunList(report), report.duration)
		},
		{
			id: "timeline",
			name: "Timeline",
			markup: pageTimeline(report, hasTimeline)
		},
		{
			id: "runners",
			name: "Runners",
			markup: pageFleet(report)
		},
		{
			id: "time",
			name: "Time",
			markup: pageTime(report)
		},
		{
			id: "cost",
			name: "Cost",
			markup: pageCost(report, runners)
		},
		{
			id: "what-if",
			name: "What if",
			markup: pageWhatIf(whatIf)
		},
		{
			id: "history",
			name: "History",
			markup: pageHistory(report)
		},
		{
			id: "results",
			name: "Results",
			markup: pageResults(report)
		},
		{
			id: "load",
			name: "Load",
			markup: pageLoad(report)
		},
		{
			id: "correction",
			name: "Correction",
			markup: pageCorrection(correction)
		},
		{
			id: "ledger",
			name: "Ledger",
			markup: pageLedger(report)
		},
		{
			id: "machine",
			name: "Machine",
			markup: pageMachine(report)
		}
	];
}
function links$1(sections) {
	return html`<ul>
${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>
`)}</ul>
`;
}

// src/report/markdown/mermaid-bar.ts
function mermaidBar(label, tags, from, to) {
	return `  ${label} :${tags}${moment(from)}, ${Math.max(1, Math.round(to - from))}ms`;
}
function moment(at) {
	const whole = Math.max(0, Math.round(at));
	const day = Math.min(31, 1 + Math.floor(whole / 864e5));
	const [hours = 0, minutes = 0, seconds = 0] = [
		whole / 36e5,
		whole / 6e4,
		whole / 1e3
	].map(Math.floor);
	const digits = (value, length) => String(value).padStart(length, "0");
	const time = [
		hours % 24,
		minutes % 60,
		seconds % 60
	].map((value) => digits(value, 2)).join(":");
	return `2000-01-${digits(day, 2)}T${time}.${digits(whole % 1e3, 3)}`;
}

// src/report/markdown/mermaid-bands.ts
const mostBands = 40;
const bandTags = {
	GREEN: "done, ",
	YELLOW: "active, ",
	RED: "crit, "
};
function bandRows(report) {
	const spans = bandSpans(report);
	if (spans.length === 0) return [];
	return ["  section Band", ...spans.map(({ band, from, to }) => mermaidBar(band, bandTags[band], from, to))];
}
function bandSpans(report) {
	const points = report.readings.length > 0 ? report.readings.map(({ band, from }) => ({
		band,
		from
	})) : report.decisions.map(({ band, at }) => ({
		band,
		from: at
	}));
	let spans = [];
	for (const [index, point] of points.entries()) {
		const to = points[index + 1]?.from ?? report.duration;
		const last = spans.at(-1);
		if (last?.band === point.band) spans[spans.length - 1] = {
			...last,
			to
		};
		else if (to > point.from) spans.push({
			...point,
			to
		});
	}
	while (spans.length > mostBands) spans = coarser(spans);
	return spans;
}
function coarser(spans) {
	const merged = [];
	for (let index = 0; index < spans.length; index += 2) {
		const one = spans[index];
		const other = spans[index + 1] ?? one;
		if (one === void 0 || other === void 0) continue;
		const span = {
			band: require_mission.worse(one.band, other.band),
			from: one.from,
			to: other.to
		};
		const last = merged.at(-1);
		if (last?.band === span.band) merged[merged.length - 1] = {
			...last,
			to: span.to
		};
		else merged.push(span);
	}
	return merged;
}

// src/report/markdown/mermaid-timeline.ts
const mostRows$2 = 120;
const mostServices = 20;
const longestLabel = 60;
const rank = {
	failed: 0,
	"timed-out": 0,
	cancelled: 1,
	running: 1,
	stopping: 1,
	backoff: 1,
	evicted: 1,
	succeeded: 2,
	waiting: 3,
	pending: 3,
	skipped: 3,
	"not-needed": 3
};
function mermaidTimeline(report, rows = mostRows$2) {
	const { count, shown } = mostImportant(report, rows);
	if (count === 0 || report.duration <= 0) return "";
	const lines = [
		"```mermaid",
		"gantt",
		...heading(report),
		...report.fleet === void 0 ? bandRows(report) : [],
		...sections(report, shown),
		...services(report),
		"```"
	];
	const hidden = count - shown.length;
	if (hidden > 0) lines.push("", `${require_mission.plural(hidden, "shorter attempt is", "shorter attempts are")} not drawn.`);
	return lines.join("\n");
}
function barsOf(report, task, first) {
	const { earlier = [] } = task;
	return [...earlier, ...task.attemptList].map((attempt, index) => {
		const number = index < earlier.length ? ", before the resume" : task.attempts > 1 ? `, attempt ${attempt.number}` : "";
		const evicted = attempt.status === "evicted" ? ", evicted" : "";
		return {
			index: first + index,
			task,
			suffix: `${number}${evicted}`,
			status: attempt.ended === void 0 ? task.status : attempt.status,
			from: attempt.started,
			to: attempt.ended ?? report.duration
		};
	});
}
function label(named) {
	return [...require_mission.mermaidText(require_mission.titleOf(named))].slice(0, longestLabel).join("");
}
function heading(report) {
	return [
		"  dateFormat YYYY-MM-DDTHH:mm:ss.SSS",
		`  axisFormat ${axis(report.duration)}`,
		"  todayMarker off"
	];
}
function axis(total) {
	if (total < 1e4) return "%S.%L";
	if (total < 6e5) return "%M:%S";
	return total < 864e5 ? "%H:%M" : "%d %H:%M";
}
const SORTED_AT_ONCE = 2e3;
function mostImportant(report, most) {
	let count = 0;
	let chosen = [];
	for (const task of report.tasks.values()) {
		const bars = barsOf(report, task, count);
		count += bars.length;
		chosen.push(...bars);
		if (chosen.length >= Math.max(SORTED_AT_ONCE, 2 * most)) chosen = firstOf(chosen, most);
	}
	const shown = chosen.length <= most ? chosen : firstOf(chosen, most);
	return {
		count,
		shown: shown.sort((one, other) => one.index - other.index)
	};
}
function firstOf(bars, most) {
	bars.sort((one, other) => rank[one.status] - rank[other.status] || other.to - other.from - (one.to - one.from));
	return bars.slice(0, most);
}
function sections({ fleet }, bars) {
	const ofKind = (kind) => bars.filter(({ task }) => task.task.kind === kind);
	if (fleet === void 0) return [...section("Tasks", ofKind("task")), ...section("Tests", ofKind("test"))];
	return fleet.runners.flatMap(({ part }) => section(`Part ${part}`, bars.filter(({ task }) => task.runner === part)));
}
function section(title, rows) {
	if (rows.length === 0) return [];
	return [`  section ${title}`, ...rows.map(({ task, suffix, status, from, to }) => mermaidBar(`${sign(status)} ${label(task.task)}${suffix}`, tag(status), from, to))];
}
function services(report) {
	const started = [...report.services.values()].filter((service) => service.started !== void 0);
	const kept = new Set([...require_mission.failedServices(report), ...started].slice(0, mostServices));
	const rows = started.filter((service) => kept.has(service));
	if (rows.length === 0) return [];
	return ["  section Services", ...rows.map(({ service, status, started = 0, ended }) => {
		const mark = status === "failed" ? "\u2717" : status === "stopped" ? "\u2713" : "\u00b7";
		const tags = status === "failed" ? "crit, " : status === "stopped" ? "done, " : "active, ";
		return mermaidBar(`${mark} ${label(service)}`, tags, started, ended ?? report.duration);
	})];
}
function sign(status) {
	if (status === "succeeded") return "\u2713";
	return rank[status] === 0 ? "\u2717" : "\u00b7";
}
function tag(status) {
	if (status === "succeeded") return "";
	if (status === "not-needed") return "done, ";
	return rank[status] === 0 ? "crit, " : "active, ";
}

// src/report/markdown/sections/history.ts
const mostRows$1 = 20;
const mostNamed$1 = 10;
function historySection(report) {
	if (report.predictions === void 0) return "";
	const table = historyTable(report, mostRows$1);
	if (table === void 0) return `## History\n\n${NOTHING_BEFORE}`;
	return [
		"## History",
		paintTable(table),
		howDecided(report).map(([term, rest]) => `**${term}**${rest}`).join("\n")
	].join("\n\n");
}
function historySentences(report) {
	const all = rankedUsual(report);
	const named = (title, found, fact) => {
		if (found.length === 0) return [];
		const shown = found.slice(0, mostNamed$1).map((usual) => `${require_mission.markdownCode(usual.task.task.id)} (${fact(usual)})`);
		const hidden = found.length - shown.length;
		return [`${title}: ${hidden > 0 ? `${shown.join(", ")} and ${hidden} more` : require_mission.listed(shown)}.`];
	};
	const slower = named("Slower than usual", all.filter((usual) => usual.slower), slowerText);
	const flaky = named("Flaky over the last runs", all.filter(({ flaky }) => flaky > 0), require_mission.flakyText);
	return [...slower, ...flaky].join(" ");
}

// src/report/markdown/run-facts.ts
const longestWhy = 500;
const mostIds$1 = 20;
function runFacts(report) {
	const results = require_mission.totalResults(report);
	const flaky = require_mission.flakyIds(report);
	const changed = changedFiles(report);
	const memory = require_mission.memoryText(report);
	const inputs = inputTexts(report).map((text) => require_mission.markdownCode(text, "cell")).join(", ");
	const part = require_mission.partText(report);
	const download = require_mission.downloadText(report);
	return [
		...part === void 0 ? [] : [["Part", part]],
		...download === void 0 ? [] : [["Artifacts of other parts", download]],
		...require_mission.resumeFacts(report),
		...inputs === "" ? [] : [["Inputs", inputs]],
		...changed === "" ? [] : [["Changed files", changed]],
		...results === void 0 ? [] : [["Test cases", require_mission.bareCounts(results)]],
		...memory === "" ? [] : [["Memory was critical", `${memory}.`]],
		...flaky.length === 0 ? [] : [["Flaky in this run", paintSentence([require_mission.idsCell(flaky, mostIds$1)])]]
	];
}
function runSentences(report) {
	const results = require_mission.totalResults(report);
	const flaky = require_mission.flakyIds(report);
	const changed = changedFiles(report);
	const memory = require_mission.memoryText(report);
	return [
		...results === void 0 ? [] : [`${require_mission.countsText(results)}.`],
		...flaky.length === 0 ? [] : [`Flaky in this run, with success only at a later attempt: ${paintSentence([require_mission.idsCell(flaky, mostIds$1)])}.`],
		...memory === "" ? [] : [`Memory was critical: ${memory}.`],
		historySentences(report),
		...changed === "" ? [] : [`Changed files: ${changed}.`]
	].filter((line) => line !== "").join(" ");
}
function changedFiles(report) {
	return require_mission.changedTexts(report, {
		code: require_mission.markdownCode,
		text: (text) => require_mission.markdownText(text.slice(0, longestWhy))
	}).join("; ");
}

// src/report/markdown/sections/correction.ts
function correctionSection(correction) {
	if (correction === void 0) return "";
	const { sentence, patch, more } = correction;
	return [
		"## Correction of the mission file",
		sentence,
		patch === "" ? "" : require_mission.fencedBlock(patch, "diff"),
		more
	].filter((block) => block !== "").join("\n\n");
}

// src/report/markdown/sections/cost.ts
function costSection(report, runners) {
	const table = costTable(report, runners);
	return table === void 0 ? "" : [
		"## Cost",
		paintTable(table),
		paintSentence(COST_NOTE)
	].join("\n\n");
}

// src/report/markdown/task/cells.ts
function taskLink(id, folder) {
	return `[${require_mission.markdownCode(id)}](${require_mission.markdownTarget(require_mission.taskFile(id, folder))})`;
}
function waitCell(report, task) {
	return require_mission.waitsText(require_mission.waitedSoFar(report, task)) || "\u2013";
}

// src/report/markdown/sections/coverage.ts
const mostTests = 6;
const mostIds = 20;
function coverageSection(report) {
	const all = [...report.tasks.values()];
	const tasks = all.filter(({ task }) => task.kind === "task");
	const tests = all.filter(({ task }) => task.kind === "test");
	if (tasks.length === 0) return "";
	const heading = "## Specialist coverage";
	if (tests.length === 0) return `${heading}\n\nThis mission has no tests: its tasks are not checked.`;
	const coverage = collect(tasks, tests);
	const rows = tasks.map(({ task }) => [
		taskLink(task.id),
		require_mission.markdownText(task.name),
		testsCell(coverage.checkedBy.get(task.id) ?? []),
		testsCell(coverage.supportedBy.get(task.id) ?? [])
	]);
	const columns = [
		{ title: "Task" },
		{ title: "Name" },
		{ title: "Checked by" },
		{ title: "Supported by" }
	];
	return [
		heading,
		...sentences(tasks, coverage),
		markdownTable(columns, rows)
	].join("\n\n");
}
function collect(tasks, tests) {
	const taskIds = new Set(tasks.map(({ task }) => task.id));
	const checkedBy = /* @__PURE__ */ new Map();
	const supportedBy = /* @__PURE__ */ new Map();
	const overall = [];
	for (const test of tests) {
		const needs = [...test.task.needs, ...test.task.needsAny].filter((need) => taskIds.has(need));
		if (test.task.supports !== void 0) require_mission.append(supportedBy, test.task.supports, test);
		if (needs.length === tasks.length && tasks.length > 1) overall.push(test);
		else for (const need of needs) require_mission.append(checkedBy, need, test);
	}
	return {
		checkedBy,
		supportedBy,
		overall
	};
}
function sentences(tasks, coverage) {
	const unchecked = tasks.filter(({ task }) => !coverage.checkedBy.has(task.id)).map(({ task }) => task.id);
	const checked = tasks.length - unchecked.length;
	const own = `${checked} of ${require_mission.plural(tasks.length, "task")} ${checked === 1 ? "has a test of its" : "have tests of their"} own.`;
	const overall = coverage.overall.length === 0 ? "" : ` All tasks together are checked by ${testsCell(coverage.overall)}.`;
	const only = coverage.overall.length === 0 ? "No test checks" : "Checked only by a test of all tasks";
	const without = tasks.filter(({ task }) => coverage.checkedBy.get(task.id)?.every(({ started }) => started === void 0)).map(({ task }) => task.id);
	return [
		own + overall,
		...unchecked.length === 0 ? [] : [`${only}: ${paintSentence([require_mission.idsCell(unchecked, mostIds)])}.`],
		...without.length === 0 ? [] : [`Not checked in this run, since none of their tests ran: ${paintSentence([require_mission.idsCell(without, mostIds)])}.`]
	];
}
function testsCell(tests) {
	if (tests.length === 0) return "\u2013";
	const shown = tests.slice(0, mostTests).map((test) => `${require_mission.statusMark[test.status]} ${taskLink(test.task.id)}`);
	return tests.length > mostTests ? `${shown.join(", ")} and ${tests.length - mostTests} more` : shown.join(", ");
}

// src/report/markdown/sections/test-results.ts
const mostFailures$1 = 50;
const longestName = 200;
function testResultsSection(task) {
	const { results, resultsProblem } = task.left ?? {};
	if (results === void 0 && resultsProblem === void 0) return "";
	const from = task.task.results === void 0 ? "" : ` in ${require_mission.markdownCode(task.task.results, "text")}`;
	return [
		"## Results",
		...resultsProblem === void 0 ? [] : [`Not readable: ${require_mission.markdownText(resultsProblem)}`],
		...results === void 0 ? [] : [
			`**${require_mission.countsText(results)}**${from}.`,
			...failures(results),
			...flakyTests(results)
		]
	].join("\n\n");
}
function failures(results) {
	const blocks = results.failures.slice(0, mostFailures$1).flatMap((failure) => {
		const { name, message } = failure;
		const place = require_mission.placeText(failure);
		const heading = [`### \u274c ${require_mission.markdownText(cut(require_mission.caseName(name)))}`, ...place === "" ? [] : [placeCode(place)]].join("\n\n");
		const text = require_mission.sanitizeText(message.slice(0, 8e3)).trim();
		return text === "" ? [heading] : [heading, require_mission.fencedBlock(text.split("\n").slice(0, 60).join("\n"))];
	});
	const hidden = results.failed - Math.min(results.failures.length, mostFailures$1);
	return hidden > 0 && results.failed > 0 ? [...blocks, `And ${hidden} more that failed.`] : blocks;
}
function flakyTests({ flaky = 0, flakyTests: tests = [] }) {
	if (flaky === 0) return [];
	const lines = tests.slice(0, mostFailures$1).map(({ name, message }) => {
		const first = require_mission.sanitizeText(message).trim().split("\n", 1)[0] ?? "";
		return `- **${require_mission.markdownText(cut(require_mission.caseName(name)))}**: ${require_mission.markdownText(cut(first))}`;
	});
	const hidden = flaky - lines.length;
	if (hidden > 0) lines.push(`- and ${hidden} more`);
	return ["### Flaky: passed only when tried again", lines.join("\n")];
}
function failureList(results, most) {
	const failed = require_mission.failedCases(results, most);
	if (failed === void 0) return "";
	const { counts, shown, hidden } = failed;
	const lines = shown.map(({ name, message, place }) => {
		const where = place === "" ? "" : ` (${placeCode(place)})`;
		const why = message === "" ? "" : `: ${require_mission.markdownText(cut(message))}`;
		return `- **${require_mission.markdownText(cut(name))}**${where}${why}`;
	});
	if (hidden > 0) lines.push(`- and ${hidden} more`);
	return lines.length === 0 ? `${counts}.` : `${counts}:\n\n${lines.join("\n")}`;
}
function placeCode(place) {
	return require_mission.markdownCode(require_mission.sanitizeLine(cut(place)), "text");
}
function cut(text) {
	return text.length > longestName ? `${text.slice(0, 199)}\u2026` : text;
}

// src/report/markdown/sections/failures.ts
const mostFailures = 100;
const tailBounds = {
	lines: 40,
	characters: 8e3
};
function failuresSection(report) {
	const failures = require_mission.failuresOf(report);
	if (failures === void 0) return "";
	const { title, entries } = failures;
	const blocks = entries.slice(0, mostFailures).map((entry) => failureBlock(report, entry, tailBounds, "beside-files"));
	const hidden = entries.length - blocks.length;
	return [
		`## ${title}`,
		...blocks,
		...hidden > 0 ? [`${require_mission.plural(hidden, "more has its", "more have their")} own report in \`tasks/\`.`] : []
	].join("\n\n");
}
function failureBlock(report, failure, bounds, place) {
	switch (failure.type) {
		case "task": return taskBlock(report, failure, bounds, place);
		case "service": return serviceBlock(failure, bounds, place);
		default: return failure;
	}
}
function taskBlock(report, failure, bounds, place) {
	const { task, notes, causes, logTail } = failure;
	const cases = logTail === void 0 ? "" : failureList(task.left?.results, 10);
	return [
		`### ${require_mission.statusMark[task.status]} ${require_mission.markdownText(require_mission.titleOf(task.task))}`,
		failureSentence(report, task),
		...notes.map((note) => paintSentence(note, place)),
		...cases === "" ? [] : [cases],
		...excerpt(causes, logTail, bounds),
		...place === "alone" ? [] : [links(task)]
	].join("\n\n");
}
function serviceBlock({ service, notes, causes, logTail }, bounds, place) {
	const { claim, rest } = serviceFailureParts(service, require_mission.markdownText);
	const { id } = service.service;
	return [
		`### ${serviceMark.failed} ${require_mission.markdownText(`service ${require_mission.titleOf(service.service)}`)}`,
		`**${claim}**${rest}`,
		...notes.map((note) => paintSentence(note, place)),
		...excerpt(causes, logTail, bounds),
		...place === "alone" || logTail === void 0 ? [] : [`[Its whole log](${require_mission.markdownTarget(require_mission.logFile(id))})`]
	].join("\n\n");
}
function excerpt(causes, logTail, bounds) {
	if (logTail === void 0) return [];
	const tail = require_mission.tailOf(logTail, bounds);
	const end = tail === "" ? "It left no output." : require_mission.fencedBlock(tail);
	const lines = require_mission.causeLines(causes, tail);
	return lines.length === 0 ? [end] : [
		require_mission.CAUSES_TITLE,
		require_mission.fencedBlock(lines.join("\n")),
		require_mission.TAIL_TITLE,
		end
	];
}
function links({ task, started, left }) {
	const report = `[Its report](${require_mission.markdownTarget(require_mission.taskFile(task.id))})`;
	return started === void 0 ? report : `${report} \u00b7 [${require_mission.logName(left)}](${require_mission.markdownTarget(require_mission.logFile(task.id))})`;
}
function failureSentence(report, task) {
	const { claim, rest } = failureParts(report, task, {
		reason: require_mission.markdownText,
		name: require_mission.markdownText,
		command: (line) => require_mission.markdownCode(line, "text")
	});
	return `**${claim}**${rest}`;
}

// src/report/markdown/sections/fleet.ts
function fleetSection(report, place = "beside-files") {
	const table = fleetTable(report);
	if (table === void 0) return "";
	const sentences = fleetSentences(report).map((each) => paintSentence(each, place));
	return [
		"## Runners",
		paintTable(table, place),
		...sentences
	].join("\n\n");
}

// src/report/sections/active-load.ts
const columns$3 = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Deployed" },
	{
		title: "Their load",
		align: "right"
	},
	{
		title: "Active load after it",
		align: "right"
	},
	{
		title: "Active",
		align: "right"
	}
];
function activeLoadTable(report, most) {
	if (report.admissions.length === 0) return void 0;
	const newest = newestGroups(report.admissions, (one, before) => one.loadStep === before.loadStep, most);
	const rows = momentsOf(report, report.admissions.slice(newest.from)).map(({ at, ids, load, active, own }) => [
		require_mission.offsetCell(report, at),
		require_mission.idsCell(ids),
		require_mission.percentCell(own),
		require_mission.percentCell(load),
		require_mission.figureCell(active)
	]);
	const more = moreInJson(newest.count - rows.length, "older row", "older rows");
	return makeTable({
		caption: `${loadTitle(report)} after each deployment`,
		columns: columns$3,
		rows,
		more
	});
}
function activeLoadNote(report) {
	const { maximum, mean, variance } = require_mission.loadFigures(report);
	return `${loadTitle(report)} of what was active. Maximum ${require_mission.formatPercent(maximum)}, mean over time ${require_mission.formatPercent(mean)}, ${varianceText(variance)}.`;
}
function momentsOf(report, admissions) {
	const moments = [];
	let step;
	for (const { at, id, loadStep } of admissions) {
		const task = report.tasks.get(id)?.task;
		const own = task === void 0 ? void 0 : require_mission.countedLoad(report, task);
		const last = moments.at(-1);
		if (last !== void 0 && step === loadStep) {
			last.ids.push(id);
			if (own !== void 0) last.own = (last.own ?? 0) + own;
			continue;
		}
		step = loadStep;
		const after = report.load.steps[loadStep ?? -1];
		moments.push({
			at,
			ids: [id],
			own,
			load: after?.load ?? 0,
			active: after?.active ?? 0
		});
	}
	return moments;
}

// src/report/markdown/sections/load.ts
const mostDeployments$1 = 200;
const mostTasksNow = 100;
const mostTasks = 1e4;
function activeLoadSection(report) {
	const active = activeLoadTable(report, mostDeployments$1);
	if (active === void 0) return "";
	const measured = loadTable(report, mostTasksNow);
	return [
		"## Load",
		activeLoadNote(report),
		paintTable(active),
		...measured === void 0 ? [] : [paintTable(measured)]
	].join("\n\n");
}
function* loadSection(report) {
	const table = loadTable(report, mostTasks);
	if (table === void 0) return;
	yield "## Load and memory, declared and measured\n\n";
	yield* paintTablePieces(table);
}

// src/report/markdown/sections/results.ts
function* resultsSection(report, heading, kind) {
	const table = resultsTable(report, kind, Infinity);
	if (table === void 0) return;
	yield `## ${heading}\n\n`;
	yield* paintTablePieces(table);
}

// src/report/markdown/sections/services.ts
function servicesSection(report, place) {
	const table = servicesTable(report);
	return table === void 0 ? "" : `## Services\n\n${paintTable(table, place)}`;
}

// src/report/markdown/sections/time.ts
function timeSection(report) {
	const table = timeTable(report);
	if (table === void 0) return "";
	const above = aboveFloorTable(report);
	const notes = timeNotes(report).map((note) => paintSentence(note));
	return [
		"## Time",
		paintTable(table),
		...notes,
		...above === void 0 ? [] : [`${ABOVE}:`, paintTable(above)]
	].join("\n\n");
}
function utilizationSection(report) {
	const table = utilizationTable(report);
	return table === void 0 ? "" : `## Utilization\n\n${paintTable(table)}`;
}

// src/report/markdown/sections/what-if.ts
function whatIfSection(findings) {
	const heading = "## What if";
	switch (findings.type) {
		case "none": return "";
		case "sentence": return `${heading}\n\n${findings.sentence}`;
		case "swept": {
			const { claim, rest } = findings.cost;
			return [
				heading,
				`The same run with other limits, replayed. ${claim === "" ? "" : `**${claim}**`}${rest}`,
				paintTable(whatIfTable(findings)),
				...whatIfNotes(findings).map((note) => paintSentence(note))
			].join("\n\n");
		}
		default: return findings;
	}
}

// src/report/markdown/final-report.ts
function finalReportPieces(report, findings = findingsOf(report)) {
	return blockPieces(blocksOf$1(report, findings));
}
function* blocksOf$1(report, findings) {
	yield title(report, "Final report");
	yield require_mission.verdict(report);
	yield facts$1(report);
	yield rerunSection(report);
	yield elsewhereSection(report);
	yield failuresSection(report);
	yield fleetSection(report);
	yield resultsSection(report, "Tasks", "task");
	yield resultsSection(report, "Tests", "test");
	yield servicesSection(report, "beside-files");
	yield coverageSection(report);
	yield chartSection(report);
	yield timeSection(report);
	yield costSection(report, findings.runners);
	yield historySection(report);
	if (report.fleet === void 0) yield utilizationSection(report);
	yield whatIfSection(findings.whatIf);
	yield loadSection(report);
	yield correctionSection(findings.correction);
	if (report.fleet === void 0) yield machineSection(report);
	yield warningsSection(report);
	yield whereToLook;
}
function chartSection(report) {
	const chart = mermaidTimeline(report);
	return chart === "" ? "" : `## Timeline\n\n${chart}`;
}
function facts$1(report) {
	const { mission } = report;
	const steps = require_mission.stepCount(report);
	return factTable([
		["Mission", require_mission.markdownText(mission.name)],
		...mission.goal === void 0 ? [] : [["Goal", require_mission.markdownText(mission.goal)]],
		...mission.description === void 0 ? [] : [["Description", require_mission.markdownText(mission.description)]],
		...mission.scope.length === 0 ? [] : [["Scope", mission.scope.map(require_mission.markdownText).join(", ")]],
		["File", require_mission.markdownCode(report.file)],
		["Started", startedText(report)],
		["Duration", require_mission.formatDuration(report.duration)],
		...steps.all === 0 ? [] : [["Steps", `${steps.done} of ${steps.all}`]],
		...runFacts(report)
	]);
}
const whereToLook = `## Files of this run

- [report.html](report.html): the run as a page with an interactive timeline and the reason of each wait
- [master-report.md](master-report.md): the deployment log with every decision of the gate
- [tasks/](tasks/): a completion report for each task and test
- [logs/](logs/): the whole output of each
- [mission.json](mission.json) and [junit.xml](junit.xml): the run for other programs`;

// src/report/sections/deployments.ts
const columns$2 = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Id" },
	{ title: "Name" },
	{ title: "Kind" },
	{ title: "Status" },
	{
		title: "Duration",
		align: "right"
	},
	{ title: "Trigger" },
	{ title: "Supports" },
	{ title: "Band" },
	{
		title: "CPU %",
		align: "right"
	},
	{
		title: "Memory %",
		align: "right"
	},
	{
		title: "Active",
		align: "right"
	},
	{ title: "Waited" }
];
function deploymentsTable(report, most) {
	const { admissions } = report;
	if (admissions.length === 0) return void 0;
	const shown = admissions.slice(-most);
	const launches = shown.flatMap((admission) => {
		const task = report.tasks.get(admission.id);
		return task === void 0 ? [] : [{
			admission,
			task
		}];
	});
	const rows = rowsOf(launches, ({ admission, task }) => row$1(report, admission, task));
	const more = moreInJson(admissions.length - shown.length, "older deployment", "older deployments");
	return makeTable({
		caption: `Deployments: ${admissions.length}`,
		columns: columns$2,
		rows,
		more
	});
}
function row$1(report, admission, task) {
	const { attempt } = admission;
	const isEarlier = attempt !== void 0 && task.earlier?.includes(attempt) === true;
	return [
		require_mission.offsetCell(report, admission.at),
		require_mission.taskLink(admission.id),
		require_mission.nameCell(task.task),
		require_mission.text(task.task.kind),
		launchStatus(admission, task, isEarlier),
		require_mission.durationCell(attempt === void 0 ? void 0 : require_mission.attemptDuration(report, attempt)),
		isEarlier ? require_mission.none : causeCell(task, attempt),
		require_mission.idCell(task.task.supports),
		{
			type: "band",
			band: admission.band,
			forced: admission.verdict === "forced"
		},
		require_mission.figureCell(admission.cpu),
		require_mission.figureCell(admission.memory),
		require_mission.figureCell(admission.active),
		require_mission.textOrNone(attempt === void 0 ? "" : require_mission.waitsText(attempt.waited))
	];
}
function causeCell(task, attempt) {
	if (attempt === void 0) return triggerCell(task);
	if (task.attemptList[task.attemptList.indexOf(attempt) - 1]?.status === "evicted") return require_mission.text("eviction");
	return attempt.number === 1 ? triggerCell(task) : require_mission.text("retry");
}
function launchStatus({ attempt }, task, isEarlier) {
	const isOver = attempt?.retry !== void 0 || attempt?.status === "evicted";
	if (attempt === void 0 || attempt === task.attemptList.at(-1) && !isOver) return require_mission.statusCell(task);
	if (attempt.status === "evicted" && !isEarlier) return {
		type: "task-status",
		status: "evicted",
		phrase: "evicted"
	};
	const when = isEarlier ? "before the resume" : `at attempt ${attempt.number}`;
	return {
		type: "task-status",
		status: attempt.status,
		phrase: `${require_mission.attemptOutcome(attempt)} ${when}`
	};
}
const notDeployedColumns = [
	{
		title: "Time",
		align: "right"
	},
	{ title: "Id" },
	{ title: "Name" },
	{ title: "Status" },
	{ title: "Why" }
];
function notDeployedTable(report, most) {
	const tasks = [...report.tasks.values()].filter((task) => task.started === void 0 && require_mission.hasEnded(task.status));
	if (tasks.length === 0) return void 0;
	const rows = tasks.slice(-most).map((task) => [
		require_mission.offsetCell(report, task.ended ?? 0),
		require_mission.taskLink(task.task.id),
		require_mission.nameCell(task.task),
		require_mission.statusCell(task),
		whyCell$1(task)
	]);
	const more = moreInJson(tasks.length - rows.length, "older entry", "older entries");
	return makeTable({
		caption: `Not deployed: ${tasks.length}`,
		columns: notDeployedColumns,
		rows,
		more
	});
}

// src/report/sections/now.ts
const columns$1 = [
	{ title: "Id" },
	{ title: "Name" },
	{ title: "Status" },
	{
		title: "For",
		align: "right"
	},
	{ title: "Waits for" }
];
function nowTable(report, most) {
	const { running, stopping, waiting: atTheGate, backoff } = report.counts;
	if (report.finished || running + stopping + atTheGate + backoff === 0) return void 0;
	const tasks = [...report.tasks.values()];
	const all = [...tasks.filter(isBusy), ...tasks.filter(({ status }) => status === "waiting" || status === "backoff")];
	const rows = all.slice(0, most).map((task) => [
		require_mission.idCell(task.task.id),
		require_mission.nameCell(task.task),
		require_mission.statusCell(task),
		require_mission.durationCell(report.duration - sinceWhen(task)),
		waitsForCell(report, task)
	]);
	return makeTable({
		caption: "Now",
		columns: columns$1,
		rows,
		more: moreInJson(all.length - rows.length, "more", "more")
	});
}
function isBusy({ status }) {
	return status === "running" || status === "stopping";
}
function sinceWhen(task) {
	return isBusy(task) ? task.attemptList.at(-1)?.started ?? task.since : task.since;
}
function waitsForCell(report, task) {
	if (require_mission.isPaused(task)) return require_mission.text("memory below its limit");
	if (task.deferral !== void 0) return deferralCell(task.deferral.decision);
	const until = task.status === "backoff" ? task.attemptList.at(-1)?.retry?.until : void 0;
	if (until === void 0) return require_mission.none;
	const left = until - report.duration;
	return require_mission.text(`its back-off, ${left > 0 ? `${require_mission.formatDuration(left)} more` : "now over"}`);
}

// src/report/markdown/sections/deployments.ts
const mostDeployments = 2e3;
const mostDecisions = 500;
const mostNow = 50;
function nowSection(report) {
	const table = nowTable(report, mostNow);
	return table === void 0 ? "" : `## Now\n\n${paintTable(table)}`;
}
function* deploymentsSection(report) {
	const table = deploymentsTable(report, mostDeployments);
	if (table === void 0) {
		yield "## Deployments\n\nNothing has been deployed yet.";
		return;
	}
	yield "## Deployments\n\nBand, CPU, memory and active workers are what the gate saw right before the launch.\n\n";
	yield* paintTablePieces(table);
}
function notDeployedSection(report) {
	const table = notDeployedTable(report, mostDeployments);
	return table === void 0 ? "" : `## Not deployed\n\n${paintTable(table)}`;
}
function ledgerSection(report) {
	const table = ledgerTable(report, mostDecisions);
	return table === void 0 ? "" : `## Ledger\n\n${ledgerNote(report)}\n\n${paintTable(table)}`;
}

// src/report/markdown/master-report.ts
function masterReportPieces(report) {
	return blockPieces(blocksOf(report));
}
function* blocksOf(report) {
	yield title(report, "Master report");
	yield require_mission.verdict(report);
	yield facts(report);
	yield nowSection(report);
	yield deploymentsSection(report);
	yield notDeployedSection(report);
	yield servicesSection(report, "beside-files");
	yield activeLoadSection(report);
	yield ledgerSection(report);
	yield warningsSection(report);
}
function facts(report) {
	const { mission, machine } = report;
	const { cpu, memory, workers, load, gate } = mission.admission;
	const limits = [
		...gate === "off" ? [] : [`CPU ${require_mission.formatPercent(cpu.limit)}`, `memory ${require_mission.formatPercent(memory.limit)}`],
		require_mission.plural(workers.limit, "worker"),
		`declared load ${require_mission.formatPercent(load)}`
	];
	const reading = report.readings.at(-1);
	return factTable([
		["Mission", require_mission.markdownText(mission.name)],
		...mission.goal === void 0 ? [] : [["Goal", require_mission.markdownText(mission.goal)]],
		...mission.scope.length === 0 ? [] : [["Scope", mission.scope.map(require_mission.markdownText).join(", ")]],
		["File", require_mission.markdownCode(report.file)],
		["Started", startedText(report)],
		[report.finished ? "Took" : "Elapsed", require_mission.formatDuration(report.duration)],
		...report.finished ? [] : [["Progress", require_mission.progress(report)]],
		...runFacts(report),
		["Limits", limits.join(", ")],
		["Gate for CPU and memory", gatedText(gate)],
		...reading === void 0 || report.finished ? [] : [["Newest reading", readingText(reading)]],
		["Machine", `${require_mission.formatCpus(machine.cpus)}, figures from ${require_mission.markdownText(machine.source)}`]
	]);
}
function readingText(reading) {
	return `CPU ${require_mission.formatPercent(reading.cpu)}, memory ${require_mission.formatPercent(reading.memory)}, ${reading.active} active: ${reading.band}`;
}

// src/run/folder/page-assets.ts
const places = [
	"..",
	".",
	"../../../dist"
];
function readPageAssets() {
	for (const place of places) {
		const folder = (0, node_path.join)(__dirname, place);
		try {
			const script = read(folder, "page.js");
			const style = read(folder, "page.css").toString();
			const digests = JSON.parse(read(folder, "page.json").toString());
			return {
				script,
				style,
				scriptDigest: digests.script,
				styleDigest: digests.style
			};
		} catch {}
	}
}
function read(folder, name) {
	const bytes = (0, node_fs.readFileSync)((0, node_path.join)(folder, name));
	return bytes.includes("\r\n") ? Buffer.from(bytes.toString().replaceAll("\r\n", "\n")) : bytes;
}

// src/report/text/quote-untrusted-markdown.ts
const fencePattern = /^(\s*(?:(?:[-*+]|\d+[.)]|>)\s*)*)(`{3,}|~{3,})(.*)$/;
function quoteUntrustedMarkdown(text, level) {
	const lines = [];
	let fence;
	let unsure = false;
	let codeIsOpen = false;
	for (const line of require_mission.sanitizeText(text).trimEnd().split("\n")) {
		const match = fencePattern.exec(line);
		const marker = match?.[2];
		if (fence !== void 0) {
			if (marker?.startsWith(fence) && match?.[1] === "" && match[3]?.trim() === "") fence = void 0;
			else if (marker !== void 0 && match?.[1] !== "") unsure = true;
			lines.push(unsure ? escapeTags(line) : line);
			continue;
		}
		if (marker !== void 0 && !(marker.startsWith("`") && match?.[3]?.includes("`"))) {
			if (match?.[1] === "" && !unsure) {
				fence = marker;
				codeIsOpen = false;
			} else unsure = true;
			lines.push(escapeTags(line));
			continue;
		}
		if (line.trim() === "") codeIsOpen = false;
		if (promoteUnderline(lines, line, level)) continue;
		const pieces = unsure || codeIsOpen ? void 0 : codePieces(line);
		if (pieces === void 0 && line.includes("`")) codeIsOpen = true;
		const escaped = pieces === void 0 ? escapeTags(line) : pieces.map(escapePiece).join("");
		lines.push(demoted(escaped, level));
	}
	if (fence !== void 0) lines.push(fence);
	return lines.map((line) => line === "" ? ">" : `> ${line}`).join("\n");
}
function promoteUnderline(lines, line, level) {
	const previous = lines.at(-1);
	if (previous === void 0 || !/^[\p{L}\p{N}*_`[(]/u.test(previous)) return false;
	const underline = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
	if (underline === void 0) return false;
	lines[lines.length - 1] = demoted(`${underline.startsWith("=") ? "#" : "##"} ${previous}`, level);
	return true;
}
function demoted(line, level) {
	return line.replace(/^( {0,3})(#{1,6})(?=\s|$)/, (_, indent, marks) => {
		return `${indent}${"#".repeat(Math.min(6, marks.length + level))}`;
	});
}
function codePieces(line) {
	if (line.includes("|") || line.includes("\\`")) return line.includes("`") ? void 0 : [line];
	const pieces = [];
	let rest = line;
	for (;;) {
		const open = /`+/.exec(rest);
		if (open === null) return [...pieces, rest];
		const ticks = open[0];
		const after = rest.slice(open.index + ticks.length);
		const close = closingRun(after, ticks.length);
		if (close === void 0) return void 0;
		pieces.push(rest.slice(0, open.index), ticks + after.slice(0, close) + ticks);
		rest = after.slice(close + ticks.length);
	}
}
function closingRun(text, length) {
	for (const run of text.matchAll(/`+/g)) if (run[0].length === length) return run.index;
}
function escapePiece(piece, index) {
	return index % 2 === 1 ? piece : escapeTags(piece);
}
function escapeTags(text) {
	return text.replaceAll("<", "&lt;");
}

// src/report/markdown/sections/attempts.ts
const mostRows = 100;
const columns = [
	{
		title: "#",
		align: "right"
	},
	{ title: "Status" },
	{
		title: "Launched",
		align: "right"
	},
	{ title: "Waited" },
	{
		title: "Ended",
		align: "right"
	},
	{
		title: "Duration",
		align: "right"
	},
	{
		title: "Back-off",
		align: "right"
	},
	{ title: "Why" }
];
function attemptsSection(report, task) {
	const attempts = task.attemptList;
	if (attempts.length < 2 && task.status !== "backoff") return "";
	const shown = attempts.slice(-100);
	const hidden = attempts.length - shown.length;
	const retried = attempts.filter((attempt) => attempt.retry !== void 0).slice(-5);
	return [
		`## Attempts: ${task.attempts} of ${require_mission.attemptLimit(task)}${evictedPhrase(task)}`,
		...hidden > 0 ? [`${require_mission.plural(hidden, "older attempt is", "older attempts are")} only in the journal, \`events.jsonl\`.`] : [],
		attemptTable(report, shown),
		...retried.flatMap(endOfAttempt)
	].join("\n\n");
}
function earlierSection(report, { earlier = [] }) {
	if (earlier.length === 0) return "";
	const hidden = Math.max(0, earlier.length - mostRows);
	return [
		`## Launched before the resume: ${earlier.length} ${earlier.length === 1 ? "time" : "times"}`,
		...hidden > 0 ? [`${require_mission.plural(hidden, "older attempt is", "older attempts are")} only in the journal, \`events.jsonl\`.`] : [],
		attemptTable(report, earlier.slice(-100))
	].join("\n\n");
}
function attemptTable(report, attempts) {
	return markdownTable(columns, attempts.map((attempt) => row(report, attempt)));
}
function row(report, attempt) {
	const { ended, retry } = attempt;
	return [
		String(attempt.number),
		`${require_mission.statusMark[attempt.status]} ${require_mission.attemptOutcome(attempt)}${pausedPhrase(report, attempt)}`,
		require_mission.formatOffset(attempt.started, report.duration),
		require_mission.waitsText(attempt.waited) || "\u2013",
		ended === void 0 ? "\u2013" : require_mission.formatOffset(ended, report.duration),
		require_mission.formatDuration(require_mission.attemptDuration(report, attempt)),
		retry === void 0 || ended === void 0 ? "\u2013" : require_mission.formatDuration(retry.until - ended),
		attempt.reason === void 0 ? require_mission.exitText(attempt) || "\u2013" : require_mission.markdownText(attempt.reason)
	];
}
function evictedPhrase({ attemptList }) {
	const count = attemptList.filter(({ status }) => status === "evicted").length;
	return count === 0 ? "" : `, and ${require_mission.plural(count, "launch that was evicted", "launches that were evicted")}`;
}
function pausedPhrase(report, attempt) {
	return attempt.pauses === void 0 ? "" : `, paused for ${require_mission.formatDuration(require_mission.pausedTime(report, attempt))}`;
}
function endOfAttempt(attempt) {
	const lines = require_mission.causeLines(attempt.causes, attempt.logTail ?? "");
	const parts = [
		failureList(attempt.results, 10),
		...lines.length === 0 ? [] : [
			require_mission.CAUSES_TITLE,
			require_mission.fencedBlock(lines.join("\n")),
			require_mission.TAIL_TITLE
		],
		attempt.logTail === void 0 ? "" : require_mission.fencedBlock(attempt.logTail)
	].filter((part) => part !== "");
	return parts.length === 0 ? [] : [`### Attempt ${attempt.number} ended with`, ...parts];
}

// src/report/markdown/task/facts.ts
const mostNamed = 12;
function taskFacts(report, task, folder) {
	const { kind, needs, needsAny, supports, scope, matrix, locks, pools, services, paths, secrets, priority, cpus } = task.task;
	const facts = [["Mission", require_mission.markdownText(report.mission.name)], ["Kind", kind]];
	const add = (title, value) => {
		if (value !== void 0) facts.push([title, value]);
	};
	const link = (need) => reference(need, folder);
	if (matrix !== void 0) add("Matrix", several(Object.entries(matrix), ([name, value]) => code(`${name} = ${value}`)));
	add("Needs", several(needs, link));
	add("Needs the first of", several(needsAny, link));
	if (task.task.if !== void 0) add("If", code(task.task.if));
	add("Only when changed", several(paths, code));
	add("Changed files", require_mission.baseText(report, task.task.id, {
		code,
		text: require_mission.markdownText
	}));
	if (supports !== void 0) add("Supports", `${link(supports)} ${require_mission.markdownText(report.tasks.get(supports)?.task.name ?? "")}`.trim());
	add("Deployed", deployed(task));
	add("Workspace", workspaceText(report, task, code));
	add("Services", several(services, code));
	add("Locks", several(locks, code));
	if (pools !== void 0) add("Pools", several(poolTexts(pools), code));
	add("Secrets", several(secrets, code));
	if (cpus !== void 0) add("CPU budget", require_mission.plural(cpus, "CPU"));
	if (priority !== 0) add("Priority", String(priority));
	add("Attempts", attemptsText(task));
	if (task.kept === true) add("Kept", "it had succeeded before the run was resumed, and was not run again");
	if (scope.length > 0) add("Scope", scope.map(require_mission.markdownText).join(", "));
	if (require_mission.exitText(task) !== "") add("Ended with", endedWith(task));
	return facts;
}
function deployed({ task }) {
	switch (task.deploy) {
		case "always": return;
		case "if-running": return "only if the task that it supports has not ended";
		case "while-running": return "only if the task that it supports has not ended, and stopped when that ends";
		default: return task.deploy;
	}
}
function attemptsText({ task, attempts }) {
	const { retry } = task;
	if (retry === void 0) return attempts > 1 ? String(attempts) : void 0;
	const wait = retry.delay === 0 ? "at once" : `after ${require_mission.formatDuration(retry.delay)}`;
	const longer = retry.delay === 0 || retry.backoff === 1 ? "" : `, each further wait ${retry.backoff} times as long`;
	const most = retry.maxDelay === void 0 ? "" : `, at most ${require_mission.formatDuration(retry.maxDelay)}`;
	const jitter = retry.jitter === void 0 ? "" : `, up to ${Math.round(100 * retry.jitter)} % shorter at random`;
	const causes = require_mission.listed([
		...retry.on.map((cause) => cause.replaceAll("-", " ")),
		...(retry.exitCodes ?? []).map((code) => `exit code ${code}`),
		...(retry.log ?? []).map((pattern) => `a line of the log that matches ${require_mission.markdownCode(pattern)}`)
	]);
	return `${attempts} of ${retry.attempts}; retried ${wait}${longer}${most}${jitter}, on ${causes}`;
}
function endedWith(task) {
	return `${require_mission.exitText(task)}${task.outOfMemory === true ? ", out of memory" : ""}`;
}
function several(items, show) {
	if (items.length === 0) return void 0;
	const shown = items.slice(0, mostNamed).map(show).join(", ");
	return items.length > mostNamed ? `${shown} and ${items.length - mostNamed} more` : shown;
}
function code(text) {
	return require_mission.markdownCode(text);
}
function reference(id, folder) {
	return folder === void 0 ? require_mission.markdownCode(id) : taskLink(id, folder);
}

// src/report/markdown/task/files.ts
const most = 20;
function filesSection({ task: { id }, left }, folder) {
	const kept = left?.artifacts;
	if (kept === void 0) return "";
	const lines = kept.files.slice(0, most).map((path) => {
		const name = require_mission.markdownCode(path, "text");
		return folder === void 0 ? `- ${name}` : `- [${name}](${require_mission.markdownTarget(require_mission.keptFile(id, path, folder))})`;
	});
	const more = kept.count - lines.length;
	return `## Files\n\n${[
		`${`${require_mission.plural(kept.count, "file")}, ${require_mission.formatBytes(kept.bytes)}${kept.note === void 0 ? "" : `. ${require_mission.markdownText(kept.note)}`}`}.`,
		"",
		...lines,
		...more > 0 ? [`- and ${more} more`] : []
	].join("\n")}`;
}

// src/report/markdown/task/steps.ts
const stepMarks = {
	"not-run": "\u00b7",
	running: "\u25b6\ufe0f",
	succeeded: "\u2705",
	failed: "\u274c",
	"timed-out": "\u23f1\ufe0f",
	cancelled: "\u23f9\ufe0f",
	skipped: "\u23ed\ufe0f"
};
function stepsSection(report, task) {
	if (require_mission.isBareRun(task.steps)) return `## Command\n\n${require_mission.fencedBlock(task.steps[0]?.run ?? "", "sh")}`;
	const done = task.steps.filter(({ status }) => status === "succeeded").length;
	const columns = [
		{
			title: "#",
			align: "right"
		},
		{ title: "Step" },
		{ title: "Status" },
		{
			title: "Duration",
			align: "right"
		},
		{ title: "Ended with" }
	];
	const rows = task.steps.map((step, index) => [
		String(index + 1),
		`${step.finally === true ? "finally: " : ""}${step.name === void 0 ? require_mission.markdownCode(firstLine(step.run)) : require_mission.markdownText(step.name)}`,
		`${stepMarks[step.status]} ${step.status.replace("-", " ")}${step.continued === true ? ", continued" : ""}`,
		stepDuration(report, step),
		[require_mission.exitText(step), require_mission.markdownText(step.reason ?? "")].filter((text) => text !== "").join("; ") || "\u2013"
	]);
	const whose = task.attempts > 1 ? `These are the steps of attempt ${task.attempts}.\n\n` : "";
	return `## Steps: ${done} of ${task.steps.length}\n\n${whose}${markdownTable(columns, rows)}`;
}
function stepDuration(report, step) {
	return step.started === void 0 ? "\u2013" : require_mission.formatDuration((step.ended ?? report.duration) - step.started);
}
function outputsSection(task) {
	const values = Object.entries(task.left?.outputs ?? {});
	const rejected = task.left?.outputsRejected;
	if (values.length === 0 && rejected === void 0) return "";
	const most = 200;
	const rows = values.slice(0, most).map(([name, value]) => [require_mission.markdownCode(name), require_mission.markdownCode(firstLine(value.slice(0, 500)))]);
	return [
		"## Outputs",
		...rejected === void 0 ? [] : [`Rejected: ${require_mission.markdownText(rejected)}`],
		...rows.length === 0 ? [] : [markdownTable([{ title: "Name" }, { title: "Value" }], rows)],
		...values.length > most ? [`${require_mission.plural(values.length - most, "more is", "more are")} in \`mission.json\`.`] : []
	].join("\n\n");
}

// src/report/markdown/task/times.ts
function timesSection(report, task) {
	const clock = (at) => at === void 0 ? "\u2013" : require_mission.formatOffset(at, report.duration);
	const duration = require_mission.durationOf(report, task);
	const opening = task.resumed === true ? "the resume" : "the start of the mission";
	const by = task.triggeredBy === void 0 ? opening : `the end of ${require_mission.markdownCode(task.triggeredBy)}`;
	const rows = [
		["Triggered", task.triggered === void 0 ? "\u2013" : `${clock(task.triggered)} by ${by}`],
		["Waited at the gate", waitCell(report, task)],
		["Started", clock(task.started)],
		["Ended", clock(task.ended)],
		["Took", duration === void 0 ? "\u2013" : `${require_mission.formatDuration(duration)}${shares(report, task, duration)}`],
		...memoryFacts(report, task),
		...usually(report, task),
		...gate(report, task)
	];
	return `## Times\n\n${markdownTable([{ title: "What" }, { title: "When" }], rows)}`;
}
function memoryFacts(report, task) {
	const pauses = require_mission.pausesText(report, task);
	const evictions = require_mission.evictionsText(task);
	return [...pauses === "" ? [] : [["Paused", pauses]], ...evictions === "" ? [] : [["Evicted", `${evictions}: ended, and queued again to run with nothing beside it`]]];
}
function shares(report, task, duration) {
	const again = require_mission.againAfterEviction(report, task);
	if (task.attempts < 2 && again !== "") return again;
	if (task.attempts < 2) return expected(task, duration);
	return `, ${require_mission.formatDuration(require_mission.busyTime(report, task))} of it in ${task.attempts} attempts`;
}
function expected(task, duration) {
	const { expect } = task.task;
	if (expect === void 0 || expect <= 0 || task.ended === void 0) return "";
	if (duration >= 2 * expect) return `, ${require_mission.formatAgainstNamed(duration, expect, `the ${require_mission.formatDuration(expect)} expected`)}`;
	const difference = Math.round(100 * (duration - expect) / expect);
	if (difference === 0) return ", as expected";
	return `, ${Math.abs(difference)} % ${difference > 0 ? "longer" : "shorter"} than the ${require_mission.formatDuration(expect)} expected`;
}
function usually(report, task) {
	const prediction = require_mission.predictionOf(report.predictions, task.task.id);
	if (prediction === void 0) return [];
	const usual = require_mission.usualOf(report, task);
	const notes = usual === void 0 ? [] : require_mission.remarks(usual);
	return [["Usually", [
		`${require_mission.usualText(prediction)} in ${require_mission.plural(prediction.runs, "earlier run")}`,
		sparkline(prediction.last, 100),
		...notes.map((note) => `**${note}**`)
	].join(", ")]];
}
function gate(report, task) {
	const { admission } = task;
	if (admission === void 0) return [];
	const readings = `CPU ${require_mission.formatPercent(admission.cpu)}, memory ${require_mission.formatPercent(admission.memory)}, ${require_mission.plural(admission.active, "worker")}`;
	const forced = admission.verdict === "forced" ? ", **forced**" : "";
	return [[task.attemptList.length > 1 ? "Newest launch at" : "Admitted at", `${readings}: ${admission.band}${forced}`], ...admission.verdict === "forced" ? [["Forced", require_mission.markdownText(require_mission.forcedText(report, admission))]] : []];
}

// src/report/markdown/task/usage.ts
function useSection(report, task) {
	const { load, memory } = task.task;
	const learned = require_mission.predictionOf(report.predictions, task.task.id)?.demand;
	if ((task.usage ?? load ?? memory ?? learned) === void 0) return "";
	const measured = require_mission.measuredLoad(report, task);
	const peak = task.usage?.peakMemory;
	const cpu = task.usage === void 0 ? "\u2013" : `${require_mission.formatDuration(1e3 * task.usage.cpuSeconds)} of CPU time`;
	const columns = [
		{ title: "" },
		{ title: "Declared" },
		...learned === void 0 ? [] : [{ title: "Learned" }],
		{ title: "Measured" }
	];
	const source = learned === void 0 ? "" : `\n\nLearned from ${learnedFrom(learned)}. If a figure is declared, it counts instead of the learned one.`;
	const rows = [[
		"Load",
		load === void 0 ? "\u2013" : require_mission.formatPercent(load),
		...learned === void 0 ? [] : [learnedLoad(report, learned)],
		measured === void 0 ? cpu : `${require_mission.formatPercent(measured)}, ${cpu}`
	], [
		"Memory",
		memory === void 0 ? "\u2013" : require_mission.formatBytes(memory),
		...learned === void 0 ? [] : [learned.memory === void 0 ? "\u2013" : require_mission.formatBytes(learned.memory)],
		peak === void 0 ? "\u2013" : `${require_mission.formatBytes(peak)} at most`
	]];
	const solo = require_mission.soloText(report, task);
	const alone = solo === "" ? "" : `\n\nAlone on the machine (an estimate): ${solo}.`;
	return `## Resource usage\n\n${markdownTable(columns, rows)}${alone}${source}`;
}
function learnedLoad({ machine }, { cpus }) {
	if (cpus === void 0) return "\u2013";
	return machine.cpus > 0 ? `${require_mission.formatPercent(100 * cpus / machine.cpus)}, ${require_mission.formatCpus(cpus)}` : require_mission.formatCpus(cpus);
}
function leftoversSection(task) {
	if (task.leftovers.length === 0) return "";
	const most = 20;
	const lines = task.leftovers.slice(0, most).map(({ pid, command }) => `- ${require_mission.markdownCode(firstLine(command), "text")} (process ${pid})`);
	if (task.leftovers.length > most) lines.push(`- and ${task.leftovers.length - most} more`);
	return `## Left running\n\n${require_mission.plural(task.leftovers.length, "process was", "processes were")} still running when it ended, and killed:\n\n${lines.join("\n")}`;
}
function logSection(task, folder) {
	if (task.started === void 0) return "";
	const link = (text) => folder === void 0 ? text : `[${text}](${require_mission.markdownTarget(require_mission.logFile(task.task.id, folder))})`;
	if (task.left === void 0) return `## Log\n\nThe whole log is in ${link("its file")}.`;
	const tail = require_mission.tailOf(task.left.logTail, {
		lines: 200,
		characters: 64e3
	});
	if (tail === "") return "## Log\n\nIt wrote no output.";
	const { logBytes, logCut } = task.left;
	const size = logCut === void 0 ? `${link("The whole log")} has ${require_mission.formatBytes(logBytes)}` : `${link("The log")} has ${require_mission.formatBytes(logBytes)}; ${require_mission.formatBytes(logCut)} more were cut out of its middle`;
	const lines = require_mission.causeLines(task.left.causes, tail);
	return `## Log\n\n${lines.length === 0 ? "" : `${require_mission.CAUSES_TITLE}\n\n${require_mission.fencedBlock(lines.join("\n"))}\n\n`}${size}; its last lines:\n\n${require_mission.fencedBlock(tail)}`;
}

// src/report/markdown/task-report.ts
function taskReport(report, id, links = { folder: ".." }) {
	const task = report.tasks.get(id);
	if (task === void 0) return "";
	return joinBlocks([
		`# ${require_mission.markdownText(require_mission.titleOf(task.task))}`,
		outcome(report, task),
		require_mission.outOfMemoryNote(report, task) ?? "",
		deliverable(task, links),
		task.task.description === void 0 ? "" : require_mission.markdownText(task.task.description),
		factTable(taskFacts(report, task, links.folder)),
		taskOwnReport(task),
		timesSection(report, task),
		attemptsSection(report, task),
		earlierSection(report, task),
		stepsSection(report, task),
		testResultsSection(task),
		outputsSection(task),
		filesSection(task, links.folder),
		useSection(report, task),
		leftoversSection(task),
		logSection(task, links.folder)
	]);
}
function outcome(report, task) {
	const mark = require_mission.statusMark[task.status];
	if (require_mission.hasEnded(task.status)) return `${mark} ${failureSentence(report, task)}`;
	const phrase = require_mission.statusPhrase(task);
	return `${mark} **${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}**: it has not ended yet.`;
}
function deliverable(task, links) {
	const path = task.task.deliverable;
	if (path === void 0 || task.left?.wroteDeliverable !== true) return "";
	const name = require_mission.markdownCode(path, "text");
	const place = deliverableTarget(task, path, links);
	return `It wrote its own report, which Mission Runner leaves unchanged: ${place === void 0 ? name : `[${name}](${require_mission.markdownTarget(place)})`}.`;
}
function deliverableTarget({ task }, path, { root, folder }) {
	if (task.workspace !== void 0) return folder === void 0 ? void 0 : require_mission.keptFile(task.id, path, folder);
	return root === void 0 ? void 0 : `${root}/${path}`;
}
function taskOwnReport(task) {
	const text = task.left?.report;
	if (text === void 0 || text.trim() === "") return "";
	return `## Report of the task\n\n${quoteUntrustedMarkdown(text, 2)}`;
}

// src/run/folder/document-links.ts
function taskFolderLinks(folder) {
	return folder === void 0 ? { folder: ".." } : {
		folder: "..",
		root: node_path.posix.relative(`${folder}/tasks`, ".")
	};
}
function deliverableLinks(folder, deliverable) {
	return folder === void 0 ? {} : { folder: node_path.posix.relative(node_path.posix.dirname(deliverable), folder) || "." };
}

// src/run/folder/reserved-path.ts
function reservedPath(report, deliverable) {
	const path = node_path.posix.normalize(deliverable);
	const refused = (what) => `expected a deliverable at a path that is not reserved, found ${deliverable}, ${what}; the report was not written there`;
	if (report.folder !== void 0 && isBelow(report.folder, path)) return refused("in the run's own folder");
	if (path.split("/").includes(".git")) return refused("in git's own folder");
	if ((0, node_path.resolve)(report.root, path) === (0, node_path.resolve)(report.root, report.file)) return refused("the mission file itself");
}
function isBelow(folder, path) {
	return path === folder || path.startsWith(`${folder}/`);
}

// src/run/folder/write-deliverable.ts
function writeDeliverable(root, deliverable, text) {
	const path = (0, node_path.resolve)(root, deliverable);
	try {
		const outside = require_mission.whyOutside(root, deliverable);
		if (outside !== void 0) return `expected the deliverable ${deliverable} inside ${root}, found ${outside}; the report was not written there`;
		const stats = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
		if (stats !== void 0 && !stats.isFile()) return `expected a file or nothing at the deliverable ${deliverable}, found ${stats.isSymbolicLink() ? "a symbolic link" : "something else"}; the report was not written there`;
		require_mission.makeFolder((0, node_path.dirname)(path));
		if (!(stats === void 0 ? require_mission.writeNewFile(path, text) : isReplaced(path, text, stats))) (0, node_fs.writeFileSync)(path, text);
		return;
	} catch (error) {
		return `the deliverable ${deliverable} could not be written: ${require_mission.errorText$1(error)}`;
	}
}
const ONLY_THE_FILE = [
	"EACCES",
	"EPERM",
	"EBUSY",
	"EROFS",
	"ENAMETOOLONG"
];
function isReplaced(path, text, stats) {
	if (stats.nlink > 1 || !isOurs(stats) || !require_mission.canAccess(path, node_fs.constants.W_OK)) return false;
	const partial = `${path}.partial`;
	try {
		if (!require_mission.writeNewFile(partial, text)) return false;
	} catch (error) {
		if (ONLY_THE_FILE.includes(require_mission.errorCode(error) ?? "")) return false;
		throw error;
	}
	try {
		(0, node_fs.chmodSync)(partial, stats.mode & 4095);
		(0, node_fs.renameSync)(partial, path);
		return true;
	} catch (error) {
		require_mission.removeQuietly(partial);
		if (ONLY_THE_FILE.includes(require_mission.errorCode(error) ?? "")) return false;
		throw error;
	}
}
function isOurs({ uid, gid }) {
	return uid === (process.geteuid?.() ?? uid) && gid === (process.getegid?.() ?? gid);
}

// src/run/folder/task-reports.ts
const LONGEST_TURN = 10;
const REPORTS_FOR_EACH_LOOK = 100;
function createTaskReports(writing) {
	const waiting = /* @__PURE__ */ new Set();
	let read;
	return {
		ended: (report, id) => {
			const ended = report.tasks.get(id);
			read ??= readByTasks(report);
			if (ended !== void 0 && endedWell(ended) && ended.task.deliverable === void 0 && !read.has(id)) {
				waiting.add(id);
				return;
			}
			waiting.delete(id);
			write(report, id, writing.put, writing);
		},
		writeSome: (report) => {
			if (waiting.size === 0) return;
			const until = require_mission.monotonic() + LONGEST_TURN;
			writing.ensure("tasks");
			for (const id of waiting) {
				waiting.delete(id);
				write(report, id, writing.add, writing);
				if (require_mission.monotonic() > until) return;
			}
		},
		writeAll: (report) => {
			waiting.clear();
			writing.ensure("tasks");
			const present = writing.names("tasks");
			let count = 0;
			for (const id of report.tasks.keys()) {
				count += 1;
				if (count % REPORTS_FOR_EACH_LOOK === 0) writing.ensure("tasks");
				write(report, id, present.has(`${require_mission.fileStem(id)}.md`) ? writing.renew : writing.add, writing);
			}
		}
	};
}
function endedWell({ status }) {
	return status === "succeeded" || status === "skipped" || status === "not-needed";
}
function readByTasks(report) {
	const read = /* @__PURE__ */ new Set();
	for (const { task } of report.tasks.values()) {
		for (const id of [...task.needs, ...task.needsAny]) read.add(id);
		if (task.supports !== void 0) read.add(task.supports);
	}
	return read;
}
function write(report, id, put, { renew, attempt }) {
	const reported = report.tasks.get(id);
	if (reported === void 0) return;
	put(`tasks/${require_mission.fileStem(id)}.md`, () => taskReport(report, id, taskFolderLinks(report.folder)));
	const { deliverable } = reported.task;
	if (report.fleet !== void 0) return;
	if (deliverable === void 0 || reported.ended === void 0 || reported.left?.wroteDeliverable === true) return;
	if (reported.task.workspace !== void 0) {
		const path = `files/${require_mission.fileStem(id)}/${node_path.posix.normalize(deliverable.replaceAll("\\", "/"))}`;
		renew(path, () => taskReport(report, id, { folder: node_path.posix.relative(node_path.posix.dirname(path), ".") }));
		return;
	}
	attempt(deliverable, () => {
		const text = taskReport(report, id, deliverableLinks(report.folder, deliverable));
		return reservedPath(report, deliverable) ?? writeDeliverable(report.root, deliverable, text);
	});
}

// src/files/write-atomically.ts
const ENOUGH = 65536;
function writeFileAtomically(path, text) {
	const partial = `${path}.partial`;
	const file = openNew(partial);
	try {
		writePieces(file, typeof text === "string" ? [text] : text);
		replace(partial, path);
	} catch (error) {
		require_mission.removeQuietly(partial);
		throw error;
	}
}
function replace(partial, path) {
	try {
		(0, node_fs.renameSync)(partial, path);
	} catch (error) {
		if (require_mission.errorCode(error) !== "EISDIR") throw error;
		(0, node_fs.rmSync)(path, {
			recursive: true,
			force: true
		});
		(0, node_fs.renameSync)(partial, path);
	}
}
function writePieces(file, pieces) {
	try {
		let waiting = "";
		for (const piece of pieces) {
			const isText = typeof piece === "string";
			if (isText) waiting += piece;
			if (isText && waiting.length < ENOUGH) continue;
			(0, node_fs.writeFileSync)(file, waiting, "utf8");
			waiting = "";
			if (!isText) (0, node_fs.writeFileSync)(file, piece);
		}
		(0, node_fs.writeFileSync)(file, waiting, "utf8");
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function openNew(path) {
	try {
		return (0, node_fs.openSync)(path, "wx");
	} catch (error) {
		if (require_mission.errorCode(error) !== "EEXIST") throw error;
		(0, node_fs.rmSync)(path, {
			recursive: true,
			force: true
		});
		return (0, node_fs.openSync)(path, "wx");
	}
}

// src/run/folder/writing.ts
function createWriting(dir, warn, ensureFolder) {
	const warned = /* @__PURE__ */ new Set();
	const attempt = (name, write) => {
		const problem = problemOf(name, write);
		if (problem === void 0 || warned.has(problem)) return;
		warned.add(problem);
		warn(problem);
	};
	const write = (name, make, isWritten) => attempt(name, () => {
		const [path, text] = [(0, node_path.join)(dir, name), make()];
		if (isWritten(path, text)) return void 0;
		ensureFolder((0, node_path.dirname)(path));
		writeFileAtomically(path, text);
	});
	return {
		put: (name, make) => write(name, make, () => false),
		add: (name, make) => write(name, make, isAdded),
		renew: (name, make) => write(name, make, (path, text) => {
			ensureFolder((0, node_path.dirname)(path));
			return reads(path, text);
		}),
		ensure: (folder) => attempt(folder, () => {
			ensureFolder((0, node_path.join)(dir, folder));
		}),
		names: (folder) => namesIn((0, node_path.join)(dir, folder)),
		attempt,
		problems: () => warned.size
	};
}
function problemOf(name, write) {
	try {
		return write();
	} catch (error) {
		return `${name} could not be written: ${require_mission.errorText$1(error)}`;
	}
}
function isAdded(path, text) {
	try {
		return require_mission.writeNewFile(path, text);
	} catch (error) {
		if (require_mission.errorCode(error) !== "ENOENT" && require_mission.errorCode(error) !== "ENOTDIR") throw error;
		return false;
	}
}
function namesIn(path) {
	try {
		return new Set((0, node_fs.readdirSync)(path));
	} catch {
		return /* @__PURE__ */ new Set();
	}
}
function reads(path, text) {
	const wanted = Buffer.from(text);
	const part = require_mission.readFilePart(path, "start", wanted.length);
	return part.type === "read" && part.size === wanted.length && part.bytes.equals(wanted);
}

// src/run/folder/documents.ts
var documents_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({ fileDocuments: () => fileDocuments });
const MASTER_PERIOD = 250;
const MASTER_SHARE = 100;
const LONGEST_MASTER_PERIOD = 5e3;
const READINGS_PERIOD = 1e4;
const LONGEST_READINGS_PERIOD = 6e4;
const REST_WINDOW = 5e3;
function fileDocuments(dir, warn, readAssets = readPageAssets, ensureFolder = require_mission.makeFolder, beforeLarge = () => {}) {
	let timer;
	let period = MASTER_PERIOD;
	const pauseOf = createReadingsPace();
	const writing = createWriting(dir, warn, ensureFolder);
	const { put } = writing;
	const taskReports = createTaskReports(writing);
	return {
		changed: (report, isReading) => {
			const after = Math.max(pauseOf(isReading), period);
			const due = require_mission.monotonic() + after;
			if (timer !== void 0 && timer.due <= due) return;
			clearTimeout(timer?.handle);
			const rewrite = () => {
				timer = void 0;
				const before = require_mission.monotonic();
				taskReports.writeSome(report);
				put("master-report.md", () => masterReportPieces(report));
				const took = require_mission.monotonic() - before;
				period = Math.min(LONGEST_MASTER_PERIOD, Math.max(MASTER_PERIOD, took * MASTER_SHARE));
			};
			timer = {
				due,
				handle: setTimeout(rewrite, after).unref()
			};
		},
		taskEnded: taskReports.ended,
		finish: (report) => {
			clearTimeout(timer?.handle);
			const before = writing.problems();
			writeAll(report);
			if (writing.problems() > before) writeAll(report);
		}
	};
	function writeAll(report) {
		taskReports.writeAll(report);
		beforeLarge(report.tasks.size);
		let findings;
		const found = () => findings ??= {
			...findingsOf(report),
			runners: runOnRunners(report)
		};
		put("final-report.md", () => finalReportPieces(report, found()));
		put("mission.json", () => missionJsonPieces(report, found().runners));
		put("junit.xml", () => junit(report));
		beforeLarge(report.tasks.size);
		writePage(report, found);
		put("master-report.md", () => masterReportPieces(report));
	}
	function writePage(report, found) {
		const assets = readAssets();
		if (assets === void 0) writing.attempt("report.html", () => "report.html has no timeline: page.js and page.css were not found in dist/; run `npm run build`");
		put("report.html", () => htmlPagePieces(report, assets, found()));
	}
}
function createReadingsPace(now = require_mission.monotonic) {
	let since = now();
	return (isReading) => {
		if (!isReading) since = now();
		if (!isReading) return 0;
		const pause = Math.min(LONGEST_READINGS_PERIOD, Math.max(READINGS_PERIOD, Math.floor(now() - since)));
		return require_mission.nearTogether(pause, REST_WINDOW, now());
	};
}


module.exports = {
	ASSUMPTIONS: ASSUMPTIONS,
	FILE_HEADERS_ONLY: FILE_HEADERS_ONLY,
	JOB_SET_UP: JOB_SET_UP,
	assumedText: assumedText,
	billedMinutes: billedMinutes,
	briefResultsTable: briefResultsTable,
	changedLimits: changedLimits,
	chooseFleet: chooseFleet,
	costOfJobs: costOfJobs,
	costOfOneJob: costOfOneJob,
	costSection: costSection,
	documents_exports: documents_exports,
	failureBlock: failureBlock,
	failureParts: failureParts,
	fileDocuments: fileDocuments,
	fleetSection: fleetSection,
	formatPatch: formatPatch,
	joinBlocks: joinBlocks,
	markdownTable: markdownTable,
	measuredRun: measuredRun,
	memoryNotes: memoryNotes,
	mermaidTimeline: mermaidTimeline,
	ofSize: ofSize,
	offBy: offBy,
	paintRows: paintRows,
	planOf: planOf,
	rankedUsual: rankedUsual,
	runOnRunners: runOnRunners,
	runSentences: runSentences,
	runVirtually: runVirtually,
	run_on_runners_exports: run_on_runners_exports,
	safeCuts: safeCuts,
	serviceFailureParts: serviceFailureParts,
	servicesSection: servicesSection,
	slowerText: slowerText,
	structuredPatch: structuredPatch,
	taskReads: taskReads,
	timeSection: timeSection,
	title: title,
	trustText: trustText,
	warningsSection: warningsSection,
	whatIf: whatIf$1,
	writeFileAtomically: writeFileAtomically,
};
