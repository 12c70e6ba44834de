const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_number_option = require("./number-option.js");
const require_defaults = require("./defaults.js");
const require_align_columns = require("./align-columns.js");

// src/simulate/plan-events.ts
const WHATS = [
	"started",
	"ended",
	"not-needed",
	"deferred"
];
const EVENTS_PER_TASK = 3;
function columnsFor(events) {
	return {
		times: new Float64Array(events),
		tasks: new Int32Array(events),
		whats: new Uint8Array(events),
		reasons: new Int32Array(events)
	};
}
function copied({ times, tasks, whats, reasons }) {
	const columns = columnsFor(2 * times.length + 1);
	columns.times.set(times);
	columns.tasks.set(tasks);
	columns.whats.set(whats);
	columns.reasons.set(reasons);
	return columns;
}
var PlanEvents = class {
	#positions;
	#columns;
	#length = 0;
	#reasons = [];
	constructor(positions) {
		this.#positions = positions;
		this.#columns = columnsFor(EVENTS_PER_TASK * positions.ids.length);
	}
	get length() {
		return this.#length;
	}
	timeAt(index) {
		return index < this.#length ? this.#columns.times[index] ?? NaN : NaN;
	}
	at(index) {
		const { tasks, whats, reasons } = this.#columns;
		const position = tasks[index] ?? -1;
		const id = this.#positions.ids[position] ?? "";
		const what = WHATS[whats[index] ?? 0] ?? "ended";
		const reason = this.#reasons[reasons[index] ?? 0];
		const at = this.timeAt(index);
		return reason === void 0 ? {
			at,
			id,
			position,
			what
		} : {
			at,
			id,
			position,
			what,
			reason
		};
	}
	*[Symbol.iterator]() {
		for (let index = 0; index < this.length; index += 1) yield this.at(index);
	}
	add(at, id, what, reason) {
		const index = this.#length;
		if (index === this.#columns.times.length) this.#columns = copied(this.#columns);
		if (index === 0 || reason !== this.#reasons.at(-1)) this.#reasons.push(reason);
		const { times, tasks, whats, reasons } = this.#columns;
		times[index] = at;
		tasks[index] = this.#positions.of(id);
		whats[index] = WHATS.indexOf(what);
		reasons[index] = this.#reasons.length - 1;
		this.#length = index + 1;
	}
	note(event) {
		switch (event.type) {
			case "admitted":
				this.add(event.at, event.id, "started");
				return;
			case "deferred":
				for (const id of event.ids) this.add(event.at, id, "deferred", event.detail);
				return;
			case "ended":
				this.add(event.at, event.id, event.status === "not-needed" ? "not-needed" : "ended", event.reason);
				return;
		}
	}
};

// src/simulate/planned-runs.ts
var PlannedRuns = class {
	#positions;
	#started;
	#ended;
	#hasSucceeded;
	constructor(positions) {
		const { length } = positions.ids;
		this.#positions = positions;
		this.#started = new Float64Array(length).fill(NaN);
		this.#ended = new Float64Array(length).fill(NaN);
		this.#hasSucceeded = new Uint8Array(length);
	}
	note(event) {
		if (event.type !== "admitted" && event.type !== "ended") return;
		const position = this.#positions.of(event.id);
		if (event.type === "admitted") {
			this.#started[position] = event.at;
			this.#ended[position] = NaN;
			return;
		}
		this.#ended[position] = event.at;
		this.#hasSucceeded[position] = event.status === "succeeded" ? 1 : 0;
	}
	hasEnded(position) {
		return !Number.isNaN(this.started(position)) && !Number.isNaN(this.ended(position));
	}
	started(position) {
		return this.#started[position] ?? NaN;
	}
	ended(position) {
		return this.#ended[position] ?? NaN;
	}
	stopped(position) {
		if (this.#hasSucceeded[position] === 1) return void 0;
		return require_mission.profileOfSegments([require_mission.waiting(this.ended(position) - this.started(position))]);
	}
};

// src/simulate/predict.ts
function predict(mission, machine, assume, conditions, predictions) {
	const graph = require_mission.taskGraphOf(mission.tasks);
	const profiles = require_mission.plannedProfiles(mission, machine, predictions);
	const runs = new PlannedRuns(graph.positions);
	const events = new PlanEvents(graph.positions);
	let dynamic = 0;
	require_documents.runVirtually(mission, machine, assume, {
		conditions,
		predictions,
		profiles
	}, (event) => {
		dynamic = event.at;
		events.note(event);
		runs.note(event);
	});
	const spans = mission.tasks.map(({ id }, position) => {
		return runs.hasEnded(position) ? {
			id,
			started: runs.started(position),
			ended: runs.ended(position)
		} : { id };
	});
	const jobs = mission.tasks.map(({ id, kind, needs, locks, pools, memory }, position) => {
		return {
			id,
			kind,
			needs,
			locks,
			pools,
			memory,
			profile: runs.hasEnded(position) ? runs.stopped(position) ?? profiles.values[position] : void 0
		};
	});
	const { pools } = mission.admission;
	const hall = {
		workers: mission.admission.workers.limit,
		pools,
		cpus: machine.cpus,
		memory: machine.memory,
		foreign: require_mission.NO_FOREIGN
	};
	return {
		...require_mission.baselines(jobs, dynamic, hall, jobs, graph),
		events,
		spans,
		remembered: idsOf(mission, ({ id }) => require_mission.predictionOf(predictions, id) !== void 0),
		assumed: idsOf(mission, (task) => require_mission.knownTime(task, predictions) === void 0)
	};
}
function idsOf({ tasks }, isMeant) {
	const found = [];
	for (const task of tasks) if (isMeant(task)) found.push(task.id);
	return found;
}

// src/terminal/commands/fleet/runners-options.ts
const RUNNERS_OPTIONS = {
	runners: { type: "string" },
	"max-runners": { type: "string" },
	"target-time": { type: "string" },
	overhead: { type: "string" }
};
const MOST_JOBS = 256;
function usedOverhead({ overhead }, learned) {
	if (overhead !== void 0) return { overhead };
	if (learned !== void 0) return {
		overhead: learned.overhead,
		learnedFrom: learned.jobs
	};
	return { overhead: require_defaults.DEFAULT_OVERHEAD };
}
function readRunners(values) {
	if (values.runners === void 0) {
		const alone = [
			"max-runners",
			"target-time",
			"overhead"
		].find((name) => values[name] !== void 0);
		if (alone === void 0) return void 0;
		throw new require_mission.UsageError(`expected --runners with --${alone}, found none; write --runners auto`);
	}
	const most = require_number_option.numberOption("max-runners", {
		from: 1,
		to: MOST_JOBS,
		whole: true
	}, values["max-runners"]);
	const runners = values.runners === "auto" ? "auto" : runnersOf(values.runners);
	const targetTime = durationOption("target-time", values["target-time"]);
	const overhead = durationOption("overhead", values.overhead);
	if (runners !== "auto" && (most !== void 0 || targetTime !== void 0)) throw new require_mission.UsageError(`expected --runners auto with --${most === void 0 ? "target-time" : "max-runners"}, found --runners ${runners}`);
	return {
		runners,
		mostRunners: most ?? 20,
		...overhead === void 0 ? {} : { overhead },
		...targetTime === void 0 ? {} : { targetTime }
	};
}
function runnersOf(value) {
	const found = /^\d+$/.test(value) ? Number(value) : 0;
	if (found >= 1 && found <= MOST_JOBS) return found;
	throw new require_mission.UsageError(`expected --runners to be ${`auto or a whole number from 1 to ${MOST_JOBS}`}, found ${JSON.stringify(value)}`);
}
function durationOption(name, value) {
	if (value === void 0) return void 0;
	const found = require_mission.parseDuration(value);
	if (found.ok) return found.value;
	throw new require_mission.UsageError(`--${name}: ${found.problem}, found ${JSON.stringify(value)}; ${found.hint}`);
}

// src/terminal/commands/plan-cost.ts
async function planCost({ dynamic, spans }, world) {
	const { mission, predictions } = world;
	const expected = require_mission.estimates(mission, predictions);
	const skipped = new Set(spans.flatMap(({ id, started }) => started === void 0 ? [id] : []));
	const alone = { get: (id) => skipped.has(id) ? void 0 : expected.get(id) ?? 0 };
	const { onRunners } = await Promise.resolve().then(() => require("./documents.js")).then((n) => n.run_on_runners_exports);
	return {
		run: require_documents.costOfOneJob(dynamic),
		jobs: require_documents.costOfJobs(mission, alone),
		runners: onRunners(world)
	};
}
function costJson(cost) {
	return {
		setUp: require_documents.JOB_SET_UP,
		...cost
	};
}
function costLines({ run, jobs, runners }) {
	const ways = [
		["one runner", run],
		["one job for each task", jobs],
		...runners === void 0 ? [] : [[require_mission.plural(runners.jobs, "runner"), runners]]
	];
	const rows = require_align_columns.alignColumns(ways.map(([name, { minutes, time }]) => [
		name,
		require_mission.plural(minutes, "minute"),
		`in ${require_mission.formatDuration(time)}`
	]));
	return [`  billed minutes, with ${require_mission.formatDuration(require_documents.JOB_SET_UP)} before the first task of each job:`, ...rows.map((row) => `  ${row}`)];
}

// src/terminal/commands/plan-demand.ts
const MOST_ROWS = 60;
function demandLines(uses) {
	const rows = uses.slice(0, MOST_ROWS).map(({ id, duration, cpus, memory }) => [
		id,
		...cells(duration, require_mission.formatDuration),
		...cells(cpus, require_mission.formatCpus),
		...cells(memory, require_mission.formatBytes)
	]);
	const left = uses.length - rows.length;
	return [
		...require_align_columns.alignColumns([[
			"demand",
			"duration",
			"",
			"CPU",
			"",
			"memory",
			""
		], ...rows]).map((line) => line.trimEnd()),
		...isOfOtherMachine(uses) ? [OTHER_MACHINE] : [],
		...left > 0 ? [`  \u2026 and ${left} more: see --json`] : []
	];
}
const OTHER_MACHINE = "  Durations are those of earlier runs, but CPU and memory are not: no such run was measured on this class of machine, or admission.learn is false.";
function isOfOtherMachine(uses) {
	const isLearned = ({ from }) => typeof from !== "string";
	return uses.some(({ duration }) => isLearned(duration)) && !uses.some(({ cpus, memory }) => isLearned(cpus) || isLearned(memory)) && uses.some(({ cpus, memory }) => cpus.from === "assumed" || memory.from === "assumed");
}
function cells({ value, from }, format) {
	return [format(value), sourceText(from)];
}
function sourceText(from) {
	return typeof from === "string" ? from : `history of ${require_mission.plural(from.history, "run")}`;
}
function demandJson(uses) {
	return uses.map(({ id, duration, cpus, memory }) => ({
		id,
		duration: figure(duration),
		cpus: figure(cpus),
		memory: figure(memory)
	}));
}
function figure({ value, from }) {
	return typeof from === "string" ? {
		value,
		from
	} : {
		value,
		from: "history",
		runs: from.history
	};
}

// src/terminal/commands/plan-text.ts
const BAR = 50;
const LONGEST_CHART = 60;
function planJson(prediction, uses, cost, cpus) {
	const { dynamic, staged, serial, forkJoin, floor, criticalPath, workBound, criticalTasks, events } = prediction;
	const plan = {
		dynamic,
		forkJoin,
		staged,
		serial,
		floor,
		criticalPath,
		...workBound === void 0 ? {} : { workBound },
		saved: tenths(prediction.saved),
		savedAgainstForkJoin: tenths(prediction.savedAgainstForkJoin),
		criticalTasks,
		cost: costJson(cost),
		...cpus === void 0 ? {} : { cpus },
		events: Array.from(events, ({ at, id, what }) => ({
			at,
			id,
			what
		})),
		demand: demandJson(uses)
	};
	return `${JSON.stringify(plan, null, 2)}\n`;
}
function tenths(value) {
	return Math.round(value * 10) / 10;
}
function* planText(mission, prediction, uses, cost, cpus) {
	yield asText([
		mission.name,
		...cpus === void 0 ? [] : [`An estimate for a machine with ${require_mission.formatCpus(cpus)}.`],
		"",
		...chart(prediction),
		"",
		...demandLines(uses),
		""
	]);
	yield* eventLines(mission, prediction.events);
	yield asText([
		"",
		...figures(prediction),
		...costLines(cost)
	]);
}
function asText(lines) {
	return `${lines.join("\n")}\n`;
}
function chart({ spans, dynamic, criticalTasks }) {
	const shown = spans.slice(0, LONGEST_CHART);
	const width = longest(shown.map(({ id }) => id));
	const rows = shown.map((span) => `  ${span.id.padEnd(width)} ${bar(span, dynamic, criticalTasks.includes(span.id))}`);
	const left = spans.length - shown.length;
	const axis = `  ${" ".repeat(width)} 0${require_mission.formatDuration(dynamic).padStart(49)}`;
	return [
		...rows,
		...left > 0 ? [`  \u2026 and ${left} more`] : [],
		axis
	];
}
function bar(span, total, critical) {
	if (span.started === void 0 || span.ended === void 0 || total === 0) return "\u00b7".repeat(BAR);
	const from = Math.min(49, Math.round(BAR * span.started / total));
	const to = Math.max(from + 1, Math.round(BAR * span.ended / total));
	return "\u00b7".repeat(from) + (critical ? "\u2588" : "\u2592").repeat(to - from) + "\u00b7".repeat(BAR - to);
}
const BLOCK = 1e3;
function* eventLines(mission, events) {
	const width = widestTime(events);
	let moment = {
		at: NaN,
		starts: /* @__PURE__ */ new Map()
	};
	let end = {
		reason: void 0,
		text: ""
	};
	let lines = [];
	for (let index = 0; index < events.length; index += 1) {
		const { at, position, id, what, reason } = events.at(index);
		if (at !== moment.at) moment = {
			at,
			starts: /* @__PURE__ */ new Map()
		};
		let start = moment.starts.get(what);
		if (start === void 0) {
			start = `  ${require_mission.formatDuration(at).padStart(width)}  ${verb(what)} `;
			moment.starts.set(what, start);
		}
		if (reason !== end.reason) end = {
			reason,
			text: reason === void 0 ? "" : ` (${reason})`
		};
		const task = mission.tasks[position];
		lines.push(start + (task === void 0 ? id : require_mission.titleOf(task)) + end.text);
		if (lines.length < BLOCK) continue;
		yield asText(lines);
		lines = [];
	}
	if (lines.length > 0) yield asText(lines);
}
function widestTime(events) {
	let widest = 0;
	let newest = NaN;
	for (let index = 0; index < events.length; index += 1) {
		const at = events.timeAt(index);
		if (at !== newest) widest = Math.max(widest, require_mission.formatDuration(at).length);
		newest = at;
	}
	return widest;
}
function longest(texts) {
	return texts.reduce((most, { length }) => Math.max(most, length), 0);
}
function verb(what) {
	switch (what) {
		case "started": return "\u25b6 start     ";
		case "ended": return "\u2714 end       ";
		case "deferred": return "\u23f8 deferred  ";
		case "not-needed": return "\u2013 not needed";
		default: return what;
	}
}
function figures(prediction) {
	const { dynamic, staged, serial, forkJoin, floor, criticalPath, criticalTasks, remembered, assumed } = prediction;
	return [
		...require_align_columns.alignColumns([
			[
				"dynamic",
				require_mission.formatDuration(dynamic),
				againstText(prediction)
			],
			[
				"fork-join",
				require_mission.formatDuration(forkJoin),
				"all tasks at once, then all tests at once, with the same workers"
			],
			[
				"staged",
				require_mission.formatDuration(staged),
				"all tasks as they run, then all tests one after the other"
			],
			[
				"serial",
				require_mission.formatDuration(serial),
				"everything one after the other"
			],
			[
				"floor",
				require_mission.formatDuration(floor),
				floorText(prediction)
			],
			[
				"critical path",
				require_mission.formatDuration(criticalPath),
				pathText(criticalTasks)
			]
		]),
		...remembered.length === 0 ? [] : [`  from history   ${idsText(remembered)}: the median of earlier runs`],
		...assumed.length === 0 ? [] : [`  no \`expect\`: ${idsText(assumed)}; their duration is assumed`]
	];
}
function againstText({ dynamic, forkJoin, staged }) {
	const compared = [require_mission.formatAgainstNamed(dynamic, forkJoin, "fork-join"), require_mission.formatAgainstNamed(dynamic, staged, "staged")].filter((text) => text !== "").join(", ");
	return compared === "" ? "" : `${compared}: an estimate ${require_mission.errorText("plan")}`;
}
function floorText({ floor, workBound }) {
	return `${workBound === floor ? "the CPU time of all tasks on these CPUs" : "the longest chain of needs"}: no schedule is shorter`;
}
function pathText(ids) {
	const [first, last] = [6, 3];
	const left = ids.length - first - last;
	if (left <= 1) return ids.join(" \u2192 ");
	return [
		...ids.slice(0, first),
		`\u2026 ${left} more \u2026`,
		...ids.slice(-last)
	].join(" \u2192 ");
}
function idsText(ids) {
	return `${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}`;
}

// src/terminal/commands/plan.ts
const ASSUMPTIONS = ["declared"];
async function planCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, {
		...require_mission.SELECTION_OPTIONS,
		assume: { type: "string" },
		cpus: { type: "string" },
		json: { type: "boolean" },
		base: { type: "string" },
		history: { type: "string" },
		input: {
			type: "string",
			multiple: true
		},
		...RUNNERS_OPTIONS
	});
	const runners = readRunners(values);
	const file = require_mission.missionFile(require_mission.onlyPositional(positionals, "one mission file"));
	const assume = require_mission.oneOf("assume", ASSUMPTIONS, values.assume) ?? "open";
	const history = require_mission.historyPath(values.history, file);
	const here = require_mission.readMachineFacts();
	const cpus = require_number_option.numberOption("cpus", require_number_option.CPUS, values.cpus);
	const machine = cpus === void 0 ? here : require_documents.ofSize(here, cpus);
	require_mission.enlargeHeapForPlan(file);
	const loaded = await require_mission.withoutOptimizer(file, () => require_mission.loadMission({
		file,
		selection: require_mission.selectionOf(values),
		machine,
		root: process.cwd(),
		environment: process.env,
		inputs: {
			given: require_mission.inputOption(values.input),
			example: require_mission.INPUT_EXAMPLE
		}
	}));
	if (loaded.type === "refused") throw new require_mission.UsageError(loaded.message);
	require_mission.printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return require_mission.EXIT.invalid;
	for (const note of loaded.notes) require_mission.printUntrustedError(`mission: ${note}\n`);
	const past = history === void 0 ? void 0 : await knowledge(history, loaded.mission, here);
	const { evaluator, notes } = await require_mission.prepareEvaluator({
		mission: loaded.mission,
		envFiles: loaded.envFiles,
		root: process.cwd(),
		environment: process.env,
		...values.base === void 0 ? {} : { base: values.base },
		...history === void 0 ? {} : { history }
	}, past?.verdicts);
	for (const note of notes) require_mission.printUntrustedError(`mission: ${note}\n`);
	for (const note of past?.notes ?? []) require_mission.printUntrustedError(`mission: ${note}\n`);
	const { mission } = loaded;
	if (runners !== void 0) {
		const { conditions } = evaluator;
		const { planRunners } = await Promise.resolve().then(() => require("./plan-runners.js"));
		return planRunners({
			mission,
			machine,
			assume,
			conditions,
			predictions: past?.predictions
		}, {
			...runners,
			...usedOverhead(runners, past?.overhead)
		}, values.json === true) ? require_mission.EXIT.succeeded : require_mission.EXIT.invalid;
	}
	const prediction = predict(loaded.mission, machine, assume, evaluator.conditions, past?.predictions);
	const uses = require_mission.expectedUses(loaded.mission, machine, past?.predictions);
	const { conditions } = evaluator;
	const cost = await planCost(prediction, {
		mission,
		machine,
		assume,
		conditions,
		predictions: past?.predictions
	});
	if (values.json === true) require_mission.print(planJson(prediction, uses, cost, cpus));
	else for (const part of planText(mission, prediction, uses, cost, cpus)) require_mission.printUntrusted(part);
	return require_mission.EXIT.succeeded;
}
async function knowledge(history, mission, machine) {
	const secrets = require_mission.createSecrets(process.platform === "win32");
	require_mission.learnSecrets(mission, require_mission.callerEnvironment(process.env), secrets);
	const shown = require_mission.redactMission(mission, secrets.redactor());
	return (await Promise.resolve().then(() => require("./file.js")).then((n) => n.file_exports)).readHistory(history, shown, machine);
}

exports.RUNNERS_OPTIONS = RUNNERS_OPTIONS;
exports.knowledge = knowledge;
exports.planCommand = planCommand;
exports.predict = predict;
exports.readRunners = readRunners;
exports.usedOverhead = usedOverhead;