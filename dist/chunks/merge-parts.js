const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_file = require("./file.js");
const require_render = require("./render.js");
const require_part_zip = require("./part-zip.js");
const require_part_file = require("./part-file.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_crypto = require("node:crypto");

// src/fleet/merge/choose-parts.ts
function chooseParts(found, plan) {
	const read = found.filter((part) => part.type === "read").toSorted(byPlace);
	const unreadable = found.filter((part) => part.type === "unreadable").toSorted(byPlace);
	const family = largestFamily(read, plan.digest);
	const newest = /* @__PURE__ */ new Map();
	const notes = [];
	for (const part of family) {
		const known = newest.get(part.number);
		if (known === void 0 || isNewer(part, known)) newest.set(part.number, part);
	}
	for (const part of family) {
		const used = newest.get(part.number);
		if (used === void 0 || used.attempt !== part.attempt || used.packed === part.packed) continue;
		notes.push(`Part ${part.number} arrived twice with different content. The one that was written last counts.`);
	}
	const of = plan.of ?? family[0]?.of ?? Math.max(0, ...found.map(({ number = 0 }) => number));
	for (const broken of unreadable) {
		const known = broken.number === void 0 ? void 0 : newest.get(broken.number);
		if (known !== void 0 && (broken.attempt ?? 0) > known.attempt) newest.delete(known.number);
	}
	const foreign = read.filter((part) => !family.includes(part));
	for (const part of foreign) if (newest.has(part.number)) notes.push(`Left out ${part.place}: it ${foreignText(part, family[0])}.`);
	return {
		of,
		parts: [...newest.values()].map((part) => withLabel(part, plan)).sort((one, other) => one.number - other.number),
		absent: absentParts(of, newest, {
			unreadable,
			foreign,
			family,
			plan
		}),
		notes: [...new Set(notes)].sort()
	};
}
function absentParts(of, newest, { unreadable, foreign, family, plan }) {
	const absent = [];
	for (let part = 1; part <= of; part += 1) {
		if (newest.has(part)) continue;
		const broken = unreadable.find(({ number }) => number === part);
		const other = foreign.find(({ number }) => number === part);
		const why = broken !== void 0 ? `cannot be read: ${broken.message}` : other !== void 0 ? foreignText(other, family[0]) : "did not report";
		absent.push({
			part,
			why,
			tasks: plan.parts?.get(part)?.tasks ?? ""
		});
	}
	for (const { number, message, place } of unreadable) if (number === void 0 || number > of) absent.push({
		why: `${place}: ${message}`,
		tasks: ""
	});
	return absent;
}
function foreignText(part, one) {
	if (one === void 0 || part.digest !== one.digest) return "belongs to another plan or another mission";
	return "belongs to another workflow run";
}
function largestFamily(read, digest) {
	const families = /* @__PURE__ */ new Map();
	for (const part of read) {
		if (digest !== void 0 && part.digest !== digest) continue;
		if (part.number < 1 || part.number > part.of) continue;
		require_mission.append(families, JSON.stringify([
			part.digest,
			part.of,
			part.runId ?? ""
		]), part);
	}
	const ranked = [...families].map(([key, parts]) => ({
		key,
		parts,
		count: new Set(parts.map(({ number }) => number)).size,
		written: parts.reduce((last, { written }) => written > last ? written : last, "")
	}));
	ranked.sort((one, other) => other.count - one.count || order(other.written, one.written) || order(one.key, other.key));
	return ranked[0]?.parts ?? [];
}
function isNewer(one, other) {
	if (one.attempt !== other.attempt) return one.attempt > other.attempt;
	return (order(one.written, other.written) || order(one.packed, other.packed)) > 0;
}
function withLabel(part, { parts }) {
	const label = parts?.get(part.number)?.label;
	return label === void 0 ? part : {
		...part,
		label
	};
}
function byPlace(one, other) {
	return order(one.place, other.place);
}
function order(one, other) {
	return one < other ? -1 : one > other ? 1 : 0;
}

// src/fleet/merge/common-clock.ts
function placeParts(parts) {
	const places = new Map(parts.map((part) => [part, []]));
	let end = 0;
	for (const [, segments] of [...rounds(parts)].sort(([one], [other]) => one - other)) end = placeRound(segments, end, places);
	return parts.map((part) => placedPart(part, places.get(part) ?? []));
}
function rounds(parts) {
	const found = /* @__PURE__ */ new Map();
	for (const part of parts) for (const [index, { at, started }] of part.segments.entries()) {
		const attempt = Math.max(1, part.attempt - (part.segments.length - 1 - index));
		const length = Math.max(0, (part.segments[index + 1]?.at ?? part.duration) - at);
		const wall = Date.parse(started);
		const list = found.get(attempt) ?? [];
		found.set(attempt, [...list, {
			part,
			index,
			wall: Number.isNaN(wall) ? 0 : wall,
			length
		}]);
	}
	return found;
}
function placeRound(segments, start, places) {
	const earliest = Math.min(...segments.map(({ wall }) => wall));
	const ends = /* @__PURE__ */ new Map();
	const begins = [];
	for (const segment of segments) {
		const raw = segment.wall - earliest;
		const needed = segment.part.needs.flatMap((need) => ends.get(need) ?? []);
		const ready = needed.length === 0 ? void 0 : Math.max(...needed);
		const begin = Math.max(raw, ready ?? raw, endOfOwn(ends, segment));
		begins.push({
			segment,
			raw,
			begin,
			...ready === void 0 ? {} : { ready }
		});
		ends.set(segment.part.number, begin + segment.length);
	}
	const first = Math.min(...begins.map(({ begin }) => begin));
	for (const { segment, raw, begin, ready = first } of begins) {
		const place = {
			begin: start + begin - first,
			ready: start + ready - first,
			corrected: begin - raw
		};
		const list = places.get(segment.part);
		if (list !== void 0) list[segment.index] = place;
	}
	return start + Math.max(...ends.values()) - first;
}
function endOfOwn(ends, { part }) {
	return ends.get(part.number) ?? Number.NEGATIVE_INFINITY;
}
function placedPart(part, places) {
	const starts = part.segments.map(({ at }, index) => ({
		at,
		begin: places[index]?.begin ?? 0
	}));
	const last = places.at(-1);
	const map = (at, segment) => {
		const { at: own, begin } = segment ?? starts[0] ?? {
			at: 0,
			begin: 0
		};
		return begin + at - own;
	};
	const only = starts.length === 1;
	const from = (at) => map(at, only ? starts[0] : starts.findLast((each) => each.at <= at));
	const until = (at) => map(at, only ? starts[0] : starts.findLast((each) => each.at < at));
	const newest = part.segments.at(-1)?.at ?? 0;
	return {
		number: part.number,
		at: last?.begin ?? 0,
		ready: last?.ready ?? 0,
		corrected: Math.max(0, ...places.map(({ corrected }) => corrected)),
		newest,
		ended: map(part.duration, starts.at(-1)),
		from,
		until
	};
}

// src/fleet/merge/join-load.ts
function joinLoad(load, runners) {
	const cpus = runners.reduce((sum, { machine }) => sum + machine.cpus, 0);
	const changes = runners.flatMap(({ active: steps, machine }) => {
		const share = cpus > 0 ? machine.cpus / cpus : 0;
		let before = {
			load: 0,
			active: 0
		};
		return steps.map(({ at, load: now, active }) => {
			const change = {
				at,
				load: (now - before.load) * share,
				active: active - before.active
			};
			before = {
				load: now,
				active
			};
			return change;
		});
	});
	changes.sort((one, other) => one.at - other.at);
	for (const change of changes) {
		require_mission.advanceLoad(load, change.at);
		load.active += change.active;
		load.now = load.active === 0 ? 0 : load.now + change.load;
		const last = load.steps.at(-1);
		if (last?.at === change.at) {
			last.load = load.now;
			last.active = load.active;
		} else load.steps.push({
			at: change.at,
			load: load.now,
			active: load.active
		});
	}
	require_mission.advanceLoad(load, Math.max(0, ...runners.map(({ ended }) => ended)));
}
function stepAt(steps, at) {
	let [low, high] = [0, steps.length];
	while (low < high) {
		const middle = low + high >> 1;
		if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

// src/fleet/merge/join-missions.ts
function joinMissions(parts, whole) {
	const [first] = parts;
	if (first === void 0) return whole;
	if (whole !== void 0 && hasAll(whole, parts)) return whole;
	const tasks = /* @__PURE__ */ new Map();
	const services = new Map(parts.flatMap(({ report }) => report.mission.services.map((each) => [each.id, each])));
	for (const { report, elsewhere } of parts) {
		const foreign = new Set(elsewhere.map(({ id }) => id));
		const added = /* @__PURE__ */ new Map();
		for (const { id, neededBy } of elsewhere) for (const user of neededBy) require_mission.append(added, user, id);
		for (const task of report.mission.tasks) if (!foreign.has(task.id) && !tasks.has(task.id)) tasks.set(task.id, withNeeds(task, added.get(task.id) ?? []));
	}
	const place = new Map(first.report.included.map(({ path }, index) => [path, index]));
	const file = ({ included }) => included === void 0 ? -1 : place.get(included.file) ?? 0;
	const ordered = [...tasks.values()].sort((one, other) => file(one) - file(other) || one.line - other.line);
	return {
		...first.report.mission,
		tasks: ordered,
		services: [...services.values()]
	};
}
function withNeeds(task, ids) {
	const known = /* @__PURE__ */ new Set([...task.needs, ...task.needsAny]);
	const missing = ids.filter((id) => !known.has(id));
	return missing.length === 0 ? task : {
		...task,
		needs: [...task.needs, ...missing]
	};
}
function hasAll(whole, parts) {
	const known = new Set(whole.tasks.map(({ id }) => id));
	return parts.every(({ report }) => report.mission.tasks.every(({ id }) => known.has(id)));
}

// src/fleet/merge/join-services.ts
function joinServices({ mission, services: joined, tasks }, services) {
	const byId = /* @__PURE__ */ new Map();
	for (const service of services) require_mission.append(byId, service.service.id, service);
	for (const { id } of mission.services) {
		const all = byId.get(id) ?? [];
		const started = all.filter((service) => service.started !== void 0);
		for (const service of started.length === 0 ? all.slice(0, 1) : started) {
			const part = started.length > 1 ? service.runner : void 0;
			const own = joinedServiceId(id, part);
			const { service: definition } = service;
			joined.set(own, {
				...service,
				service: {
					...definition,
					id: own
				},
				users: usersOn(tasks, id, part)
			});
		}
	}
}
function joinedServiceId(id, part) {
	return part === void 0 ? id : `${id} (part ${part})`;
}
function usersOn(tasks, service, part) {
	return [...tasks.values()].filter(({ task, runner }) => task.services.includes(service) && (part === void 0 || runner === part)).map(({ task }) => task.id);
}

// src/fleet/merge/move-report.ts
function mover(part, placed, stepAt) {
	const { report, number } = part;
	const attempts = /* @__PURE__ */ new Map();
	const decisions = /* @__PURE__ */ new Map();
	const attempt = (one) => {
		const known = attempts.get(one) ?? moveAttempt(one, placed);
		attempts.set(one, known);
		return known;
	};
	const decision = (one) => {
		const known = decisions.get(one) ?? {
			...one,
			at: placed.from(one.at),
			count: require_mission.deferralCount(report, one),
			...one.verdict === "deferred" ? { until: placed.until(one.until ?? report.duration) } : {},
			...one.loadStep === void 0 ? {} : { loadStep: stepAt(placed.from(one.at)) },
			...one.attempt === void 0 ? {} : { attempt: attempt(one.attempt) }
		};
		decisions.set(one, known);
		return known;
	};
	return {
		tasks: () => {
			const foreign = new Set(part.elsewhere.map(({ id }) => id));
			return [...report.tasks.values()].filter(({ task }) => !foreign.has(task.id)).map((task) => settled(moveTask(task, {
				placed,
				attempt,
				decision,
				runner: number
			}), placed.ended, number));
		},
		services: () => [...report.services.values()].map((service) => moveService(service, placed, number)),
		decision
	};
}
function moveTask(task, { placed, attempt, decision, runner }) {
	const { from, until } = placed;
	const { triggered, started, ended, usage, admission, deferral, earlier, waited } = task;
	const open = deferral?.decision.reason;
	return {
		...task,
		runner,
		since: from(task.since),
		attemptList: task.attemptList.map(attempt),
		...earlier === void 0 ? {} : { earlier: earlier.map(attempt) },
		...triggered === void 0 ? {} : { triggered: from(triggered) },
		...started === void 0 ? {} : { started: from(started) },
		...ended === void 0 ? {} : { ended: until(ended) },
		...admission === void 0 ? {} : { admission: decision(admission) },
		deferral: void 0,
		waited: open === void 0 || deferral === void 0 ? waited : {
			...waited,
			[open]: waited[open] + Math.max(0, placed.ended - from(deferral.since))
		},
		steps: task.steps.map((step) => moveStep(step, placed)),
		...usage === void 0 ? {} : { usage: moveUsage(usage, placed) }
	};
}
function settled(task, end, part) {
	if (require_mission.hasEnded(task.status)) return task;
	const attemptList = task.attemptList.map((attempt) => attempt.ended === void 0 ? {
		...attempt,
		ended: end,
		status: "cancelled"
	} : attempt);
	return {
		...task,
		status: "cancelled",
		ended: end,
		attemptList,
		reason: `the journal of part ${part} is cut short`
	};
}
function moveAttempt(attempt, { from, until }) {
	const { started, stopping, finishing, ended, pauses, retry } = attempt;
	return {
		...attempt,
		started: from(started),
		...stopping === void 0 ? {} : { stopping: until(stopping) },
		...finishing === void 0 ? {} : { finishing: until(finishing) },
		...ended === void 0 ? {} : { ended: until(ended) },
		...retry === void 0 ? {} : { retry: {
			...retry,
			until: until(retry.until)
		} },
		...pauses === void 0 ? {} : { pauses: pauses.map((pause) => ({
			...pause,
			at: from(pause.at),
			...pause.until === void 0 ? {} : { until: until(pause.until) }
		})) }
	};
}
function moveStep(step, { from, until }) {
	const { started, ended } = step;
	if (started === void 0) return step;
	return {
		...step,
		started: from(started),
		...ended === void 0 ? {} : { ended: until(ended) }
	};
}
function moveUsage(usage, { from, until }) {
	const { mostRunnable, points } = usage;
	return {
		...usage,
		points: points.map((point) => ({
			...point,
			at: until(point.at)
		})),
		...mostRunnable === void 0 ? {} : { mostRunnable: {
			...mostRunnable,
			at: from(mostRunnable.at)
		} }
	};
}
function moveService(service, { from, until }, runner) {
	const { started, ready, failed, stopping, ended, usage } = service;
	return {
		...service,
		runner,
		...started === void 0 ? {} : { started: from(started) },
		...ready === void 0 ? {} : { ready: from(ready) },
		...failed === void 0 ? {} : { failed: until(failed) },
		...stopping === void 0 ? {} : { stopping: until(stopping) },
		...ended === void 0 ? {} : { ended: until(ended) },
		...usage === void 0 ? {} : { usage: moveUsage(usage, {
			from,
			until
		}) }
	};
}

// src/fleet/merge/one-runner.ts
function oneRunner(report, parts) {
	const [first] = parts;
	if (first === void 0 || report.admissions.length === 0) return void 0;
	const { jobs, hall } = withLoads(require_mission.measuredJobs(report), require_mission.hallOf(first.report), report.mission);
	return { duration: require_mission.listSchedule(jobs, hall) };
}
const LOAD = "declared load\0";
function withLoads(jobs, hall, { tasks, admission }) {
	const loads = new Map(tasks.flatMap(({ id, load = 0 }) => load > 0 ? [[id, Math.min(load, admission.load)]] : []));
	if (loads.size === 0) return {
		jobs,
		hall
	};
	return {
		jobs: jobs.map((job) => {
			const load = loads.get(job.id);
			return load === void 0 ? job : {
				...job,
				pools: {
					...job.pools,
					[LOAD]: load
				}
			};
		}),
		hall: {
			...hall,
			pools: {
				...hall.pools,
				[LOAD]: admission.load
			}
		}
	};
}

// src/fleet/merge/triggers.ts
function withTriggers(tasks, mission, runners) {
	const runnerOf = new Map(runners.map((runner) => [runner.part, runner]));
	const needsOf = new Map(mission.tasks.map(({ id, needs, needsAny }) => [id, [...needs, ...needsAny]]));
	const found = /* @__PURE__ */ new Map();
	for (const [id, task] of tasks) {
		const runner = runnerOf.get(task.runner ?? 0);
		const needs = needsOf.get(id) ?? [];
		if (runner === void 0 || task.triggered === void 0 || task.triggered > runner.at || isFromEarlier(task)) {
			found.set(id, task);
			continue;
		}
		const last = lastOf(needs, tasks);
		const triggered = Math.min(runner.at, last?.ended ?? 0);
		const waited = { ...task.waited };
		for (const [from, until, wait] of require_mission.waitsBefore(runner, triggered)) waited[wait] = (waited[wait] ?? 0) + until - from;
		found.set(id, {
			...task,
			triggered,
			...last === void 0 ? {} : { triggeredBy: last.task.id },
			waited
		});
	}
	return found;
}
function isFromEarlier({ kept, resumed }) {
	return kept === true || resumed === true;
}
function lastOf(needs, tasks) {
	let last;
	for (const need of needs) {
		const task = tasks.get(need);
		if (task?.ended !== void 0 && task.ended > (last?.ended ?? -1)) last = task;
	}
	return last;
}

// src/fleet/merge/merge-reports.ts
function mergeReports(found, plan = {}) {
	const chosen = chooseParts(found, plan);
	const { parts } = chosen;
	const mission = joinMissions(parts, plan.mission);
	const needs = needsOfParts(parts);
	const placed = placeParts(parts.map((part) => clockPart(part, needs.get(part.number) ?? [])));
	const report = require_mission.emptyReport();
	const [first] = parts;
	if (first !== void 0) takeFacts(report, first, parts, placed);
	if (mission !== void 0) report.mission = mission;
	report.duration = Math.max(0, ...placed.map(({ ended }) => ended));
	report.finished = true;
	report.result = resultOf(chosen);
	const runners = parts.map((part, index) => runnerOf(part, placed[index], needs.get(part.number) ?? []));
	fill(report, parts, placed, runners);
	completeTasks(report, chosen, mission === plan.mission ? mission : void 0);
	report.fleet = fleetOf(report, chosen, runners);
	return {
		report,
		parts
	};
}
function clockPart({ number, attempt, report }, needs) {
	return {
		number,
		attempt,
		needs,
		segments: [{
			at: 0,
			started: report.started
		}, ...report.resumes.map(({ at, started }) => ({
			at,
			started
		}))],
		duration: report.duration
	};
}
function needsOfParts(parts) {
	return new Map(parts.map(({ number, elsewhere }) => {
		return [number, [...new Set(elsewhere.map(({ part }) => part).filter((part) => part < number))].sort((one, other) => one - other)];
	}));
}
function takeFacts(report, { report: first }, parts, placed) {
	report.file = first.file;
	report.source = first.source;
	report.included = first.included;
	report.root = first.root;
	report.machine = first.machine;
	report.changed = first.changed;
	report.started = (parts[placed.findIndex(({ from }) => from(0) === 0)] ?? parts[0])?.report.started ?? "";
	const predictions = parts.flatMap(({ report: part }) => Object.entries(part.predictions ?? {}));
	if (predictions.length > 0) report.predictions = Object.fromEntries(predictions);
	const bases = parts.flatMap(({ report: part }) => Object.entries(part.bases ?? {}));
	if (bases.length > 0) report.bases = Object.fromEntries(bases);
}
function resultOf({ parts, absent }) {
	const results = parts.map(({ report }) => report.result);
	if (absent.length > 0 || parts.length === 0) return "failed";
	if (results.some((result) => result === "failed" || result === void 0)) return "failed";
	return results.includes("cancelled") ? "cancelled" : "succeeded";
}
function runnerOf(part, placed, needs) {
	const { number, attempt, report, label, runner, download } = part;
	const { at = 0, ready = 0, ended = 0, corrected = 0, newest = 0, from = (time) => time } = placed ?? {};
	const wanted = label ?? report.mission.tasks.find(({ runsOn }) => runsOn !== void 0)?.runsOn;
	return {
		part: number,
		...wanted === void 0 ? {} : { label: wanted },
		...runner === void 0 ? {} : { name: runner },
		machine: report.machine,
		attempt,
		...report.result === void 0 ? {} : { result: report.result },
		needs,
		ready,
		at,
		ended,
		corrected,
		...download === void 0 ? {} : { download },
		billed: require_documents.billedMinutes(report.duration - newest),
		readings: report.readings.map((reading) => ({
			...reading,
			from: from(reading.from),
			to: from(reading.to),
			at: from(reading.at)
		})),
		active: report.load.steps.map((step) => ({
			...step,
			at: from(step.at)
		})),
		cpu: report.cpu
	};
}
function fill(report, parts, placed, runners) {
	const tasks = /* @__PURE__ */ new Map();
	const services = [];
	const decisions = [];
	joinLoad(report.load, runners);
	for (const [index, part] of parts.entries()) {
		const clock = placed[index];
		if (clock === void 0) continue;
		const move = mover(part, clock, (at) => stepAt(report.load.steps, at));
		for (const task of move.tasks()) if (!tasks.has(task.task.id)) tasks.set(task.task.id, task);
		services.push(...move.services());
		for (const decision of part.report.decisions) decisions.push(move.decision(decision));
		addFigures(report, part, clock);
	}
	decisions.sort((one, other) => one.at - other.at);
	for (const decision of decisions) {
		report.decisions.push(decision);
		if (decision.verdict === "admitted" || decision.verdict === "forced") report.admissions.push(decision);
	}
	report.degraded.sort((one, other) => one.at - other.at);
	report.interruptions.sort((one, other) => one.at - other.at);
	report.resumes.sort((one, other) => one.at - other.at);
	const triggered = withTriggers(tasks, report.mission, runners);
	for (const task of report.mission.tasks) {
		const known = triggered.get(task.id);
		if (known !== void 0) report.tasks.set(task.id, {
			...known,
			task
		});
	}
	joinServices(report, services);
}
function addFigures(report, { number, report: part }, clock) {
	const { cpu } = report;
	for (const key of [
		"cpuArea",
		"cpuTime",
		"memoryArea",
		"memoryTime",
		"ownArea",
		"besideArea"
	]) cpu[key] += part.cpu[key];
	cpu.maximumCpu = Math.max(cpu.maximumCpu, part.cpu.maximumCpu);
	cpu.maximumMemory = Math.max(cpu.maximumMemory, part.cpu.maximumMemory);
	report.checks.count += part.checks.count;
	report.checks.last = Math.max(report.checks.last, clock.from(Math.max(0, part.checks.last)));
	for (const { at, message } of part.degraded) report.degraded.push({
		at: clock.from(at),
		message: `Part ${number}: ${message}`
	});
	for (const { at, signal } of part.interruptions) report.interruptions.push({
		at: clock.from(at),
		signal: `${signal} (part ${number})`
	});
	for (const resume of part.resumes) report.resumes.push({
		...resume,
		at: clock.from(resume.at)
	});
}
function completeTasks(report, { absent }, mission) {
	const reported = new Map(report.tasks);
	report.tasks.clear();
	const reason = absent.length === 0 ? void 0 : "its part did not report";
	for (const task of report.mission.tasks) {
		const known = reported.get(task.id);
		if (known !== void 0) report.tasks.set(task.id, known);
		else if (mission !== void 0) report.tasks.set(task.id, {
			...require_mission.newTask(task),
			reason
		});
	}
	for (const { status } of report.tasks.values()) report.counts[status] += 1;
}
function fleetOf(report, chosen, runners) {
	const { of, absent, notes, parts } = chosen;
	const estimate = absent.length === 0 && runners.every(({ result }) => result !== void 0) ? oneRunner(report, parts) : void 0;
	return {
		parts: of,
		runners,
		absent: absent.map((each) => each),
		notes,
		...estimate === void 0 ? {} : { oneRunner: {
			...estimate,
			billed: require_documents.billedMinutes(estimate.duration)
		} }
	};
}

// src/fleet/merge/plan-outline.ts
const PART_LINE = /^(\d{1,3})\s*(?:\(([^()]*)\)\s*)?:(.*)$/;
function outlinePlan(text) {
	const parts = /* @__PURE__ */ new Map();
	let last;
	for (const row of text.split(/\r?\n/)) {
		const known = last === void 0 ? void 0 : parts.get(last);
		if (/^\s+\S/.test(row) && known !== void 0 && last !== void 0) {
			parts.set(last, {
				...known,
				tasks: `${known.tasks} ${row.trim()}`
			});
			continue;
		}
		const [, number, label, tasks = ""] = PART_LINE.exec(row.trim()) ?? [];
		if (number === void 0) continue;
		last = Number(number);
		parts.set(last, {
			tasks: tasks.trim(),
			...label === void 0 ? {} : { label: label.trim() }
		});
	}
	return parts.size === 0 ? {} : {
		of: Math.max(...parts.keys()),
		parts
	};
}

// src/fleet/merge/runner-overhead.ts
const longest = 36e5;
function runnerOverhead(runner, runners) {
	const { needs, attempt, ready, at, corrected } = runner;
	if (needs.length === 0 || corrected > 0) return void 0;
	const before = runners.filter(({ part }) => needs.includes(part));
	if (before.length < needs.length || before.some((each) => each.attempt !== attempt)) return void 0;
	const overhead = Math.round(at - ready);
	return overhead >= 0 && overhead <= longest ? overhead : void 0;
}

// src/run/fleet/merge/collect-parts.ts
function keyOf({ number, packed, place }) {
	return JSON.stringify([
		number,
		packed,
		place
	]);
}
async function collectParts(dirs, staging) {
	const parts = [];
	const folders = /* @__PURE__ */ new Map();
	const places = [...new Set(dirs.flatMap(partFolders))].sort();
	for (const [index, folder] of places.entries()) {
		const own = (0, node_path.join)(staging, String(index));
		const read = isZip(folder) ? await readZip(folder, own) : await readPart(folder, (0, node_path.basename)(folder), own);
		parts.push(read.part);
		if (read.part.type === "read") folders.set(keyOf(read.part), read.content);
	}
	return {
		parts,
		folders
	};
}
function partFolders(dir) {
	if (isZip(dir)) return [dir];
	if (exists((0, node_path.join)(dir, "part.json")) || require_part_file.partInName((0, node_path.basename)(dir)) !== void 0) return [dir];
	return namesIn(dir).filter((name) => !name.startsWith(".")).map((name) => (0, node_path.join)(dir, name)).filter((path) => exists((0, node_path.join)(path, "part.json")) || require_part_file.partInName(withoutSuffix((0, node_path.basename)(path))) !== void 0);
}
function isZip(path) {
	return /\.zip$/i.test(path) && exists(path);
}
function withoutSuffix(name) {
	return name.replace(/\.zip$/i, "");
}
async function readZip(zip, staging) {
	const place = (0, node_path.basename)(zip);
	const folder = (0, node_path.join)(staging, "artifact");
	const refusal = await require_part_zip.extractPart(zip, folder);
	if (refusal === void 0) return readPart(folder, place, (0, node_path.join)(staging, "content"));
	const number = require_part_file.partInName(withoutSuffix(place));
	const named = number === void 0 ? {} : {
		number,
		attempt: require_part_file.attemptInName(withoutSuffix(place))
	};
	return {
		part: {
			type: "unreadable",
			place,
			message: refusal.message.replaceAll(zip, place),
			...named
		},
		content: folder
	};
}
async function readPart(folder, place, staging) {
	const number = require_part_file.partInName(place);
	const none = { content: folder };
	const described = describe(folder);
	if (typeof described === "string") {
		const unreadable = {
			type: "unreadable",
			place,
			message: described
		};
		const named = number === void 0 ? {} : {
			number,
			attempt: require_part_file.attemptInName(place)
		};
		return {
			part: {
				...unreadable,
				...named
			},
			...none
		};
	}
	const { part, attempt } = described;
	try {
		const content = await contentOf(folder, described, staging);
		const loaded = require_render.loadEvents((0, node_path.join)(content, "run"));
		if (loaded.type === "unreadable") throw new Error(loaded.message);
		return {
			part: reported(described, loaded.report, place),
			content
		};
	} catch (error) {
		return {
			part: {
				type: "unreadable",
				number: part,
				attempt,
				place,
				message: messageOf(error)
			},
			...none
		};
	}
}
function describe(folder) {
	const text = require_mission.readFilePart((0, node_path.join)(folder, require_part_file.PART_FILE), "start", require_part_file.largestPartFile);
	if (text.type !== "read") return `expected a ${require_part_file.PART_FILE}, found none`;
	const read = require_part_file.readPartText(text.bytes.toString("utf8"));
	return read.type === "part" ? read.file : `expected a ${require_part_file.PART_FILE}, found ${read.found}`;
}
async function contentOf(folder, file, staging) {
	const tar = (0, node_path.join)(folder, require_part_file.PART_TAR);
	if (exists(tar)) {
		const { unpackPart } = await Promise.resolve().then(() => require("./unpack.js")).then((n) => n.unpack_exports);
		(0, node_fs.mkdirSync)(staging, { recursive: true });
		await unpackPart(tar, file, staging);
		return staging;
	}
	const journal = (0, node_path.join)(folder, "run", require_mission.JOURNAL);
	if (!exists(journal)) throw new Error(`expected ${require_part_file.PART_TAR}, found none`);
	const digest = (0, node_crypto.createHash)("sha256").update(require_mission.readRegularFile(journal)).digest("hex");
	if (file.files[`run/${"events.jsonl"}`] !== digest) throw new Error(`expected the journal with the digest in its ${require_part_file.PART_FILE}, found another one`);
	return folder;
}
function reported(file, report, place) {
	const { part: number, of, plan: digest, attempt, runId, runner, written, tar: packed } = file;
	return {
		type: "read",
		number,
		of,
		digest,
		attempt,
		written,
		packed,
		place,
		...runId === void 0 ? {} : { runId },
		...runner === void 0 ? {} : { runner },
		...report.part?.download === void 0 ? {} : { download: report.part.download },
		elsewhere: report.elsewhere ?? [],
		report
	};
}
function messageOf(error) {
	const text = require_mission.errorText$1(error);
	return text.startsWith("expected") ? text : `expected its archive, found ${text}`;
}
function exists(path) {
	try {
		return (0, node_fs.lstatSync)(path).isFile();
	} catch {
		return false;
	}
}
function namesIn(dir) {
	try {
		return (0, node_fs.readdirSync)(dir).sort();
	} catch {
		return [];
	}
}

// src/run/fleet/merge/write-merged.ts
function writeMerged(dir, { report, parts }, contentOf) {
	(0, node_fs.rmSync)((0, node_path.join)(dir, "tasks"), {
		recursive: true,
		force: true
	});
	for (const name of ["logs", "files"]) {
		(0, node_fs.rmSync)((0, node_path.join)(dir, name), {
			recursive: true,
			force: true
		});
		(0, node_fs.mkdirSync)((0, node_path.join)(dir, name), { recursive: true });
	}
	for (const part of parts) {
		const content = contentOf(part);
		if (content === void 0) continue;
		const hasFiles = (0, node_fs.existsSync)((0, node_path.join)(content.folder, "files"));
		for (const { task, runner } of report.tasks.values()) {
			if (runner !== part.number) continue;
			const stem = require_mission.fileStem(task.id);
			take(content, (0, node_path.join)("run", "logs", `${stem}.log`), (0, node_path.join)(dir, "logs", `${stem}.log`));
			if (hasFiles) take(content, (0, node_path.join)("files", stem), (0, node_path.join)(dir, "files", stem));
		}
		for (const id of part.report.services.keys()) {
			const joined = [joinedServiceId(id, part.number), id].find((each) => report.services.get(each)?.runner === part.number);
			if (joined === void 0) continue;
			take(content, (0, node_path.join)("run", "logs", `${require_mission.fileStem(id)}.log`), (0, node_path.join)(dir, "logs", `${require_mission.fileStem(joined)}.log`));
		}
	}
	const problems = [];
	require_documents.fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return problems;
}
function take({ folder, isOwn }, from, to) {
	const path = (0, node_path.join)(folder, from);
	const stats = require_mission.lookAt(path);
	if (stats === void 0 || !(stats.isFile() || stats.isDirectory())) return;
	if (isOwn) (0, node_fs.renameSync)(path, to);
	else if (stats.isFile()) (0, node_fs.copyFileSync)(path, to);
	else (0, node_fs.cpSync)(path, to, {
		recursive: true,
		verbatimSymlinks: true
	});
}

// src/run/fleet/merge/merge-parts.ts
function plannedParts(plan) {
	return Array.from({ length: outlinePlan(plan).of ?? 0 }, (_, index) => index + 1);
}
async function mergeParts({ dirs, dir, plan = "", mission, history }) {
	if (require_mission.lookAt((0, node_path.join)(dir, "events.jsonl")) !== void 0) return require_mission.refused(`expected a folder for the merged reports, found the folder of a run at ${dir}; choose another one`);
	let staging;
	try {
		(0, node_fs.mkdirSync)(dir, { recursive: true });
		staging = (0, node_fs.mkdtempSync)((0, node_path.join)(dir, ".unpacked-"));
		const unpacked = staging;
		const { parts, folders } = await collectParts(dirs, unpacked);
		const merged = mergeReports(parts, {
			...outlinePlan(plan),
			...mission === void 0 ? {} : { mission }
		});
		const problems = writeMerged(dir, merged, (part) => {
			const folder = folders.get(keyOf(part));
			return folder === void 0 ? void 0 : {
				folder,
				isOwn: folder.startsWith(unpacked)
			};
		});
		const notAdded = history === void 0 ? [] : addToHistory(history, merged);
		return {
			type: "merged",
			report: merged.report,
			problems: [...problems, ...notAdded]
		};
	} catch (error) {
		if (require_mission.errorCode(error) === void 0) throw error;
		return require_mission.refused(`expected a folder for the merged reports at ${dir}, found ${require_mission.errorText$1(error)}; free some space, or choose another folder with --dir`);
	} finally {
		if (staging !== void 0) (0, node_fs.rmSync)(staging, {
			recursive: true,
			force: true
		});
	}
}
function addToHistory(path, { report, parts }) {
	const known = require_file.readHistoryText(path);
	if (known.type === "read" && known.text.includes(`"run":${JSON.stringify(report.started)}`)) return [];
	return parts.flatMap((part) => {
		const { mission, machine } = part.report;
		const foreign = new Set(part.elsewhere.map(({ id }) => id));
		const tasks = new Map([...part.report.tasks].filter(([id]) => !foreign.has(id)));
		const { notes, record } = require_file.openHistory(path, mission, require_mission.historyMachine(machine));
		const runners = report.fleet?.runners ?? [];
		const runner = runners.find((each) => each.part === part.number);
		const overhead = runner === void 0 ? void 0 : runnerOverhead(runner, runners);
		const problem = record({
			...part.report,
			started: report.started,
			tasks
		}, void 0, overhead);
		return [...notes, ...problem === void 0 ? [] : [problem]];
	});
}

Object.defineProperty(exports, "mergeParts", {
  enumerable: true,
  get: function () {
    return mergeParts;
  }
});
Object.defineProperty(exports, "plannedParts", {
  enumerable: true,
  get: function () {
    return plannedParts;
  }
});