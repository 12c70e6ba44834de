import { $r as plannedProfiles, A as SELECTION_OPTIONS, Ai as profileOfSegments, C as printUntrusted, Di as baselines, F as selectionOf, Gi as formatAgainstNamed, Ji as formatDuration, K as loadMission, Ki as formatBytes, Kn as runVirtually, M as oneOf, N as onlyPositional, O as EXIT, P as parse, Pn as parseDuration, Qi as plural, Qr as expectedUses, Rr as createSecrets, Wr as callerEnvironment, Xt as ofSize, _ as historyPath, aa as readMachineFacts, bi as knownTime, cr as JOB_SET_UP, g as inputOption, h as INPUT_EXAMPLE, ii as titleOf, j as UsageError, ji as waiting, ki as NO_FOREIGN, lr as costOfJobs, mi as errorText, nt as learnSecrets, qi as formatCpus, rt as prepareEvaluator, ur as costOfOneJob, ut as redactMission, v as printDiagnostics, w as printUntrustedError, x as print, xi as predictionOf, y as missionFile, yi as estimates } from "./mission.js";
import { n as numberOption, t as CPUS } from "./number-option.js";
import { t as DEFAULT_OVERHEAD } from "./defaults.js";
import { t as alignColumns } from "./align-columns.js";

// src/simulate/predict.ts
/** What `mission plan` shows: a run of this mission in which everything succeeds, and takes its expected time as far as the CPUs suffice. */
function predict(mission, machine, assume, conditions, predictions) {
	const launched = /* @__PURE__ */ new Map();
	const events = [];
	let dynamic = 0;
	runVirtually(mission, machine, assume, {
		conditions,
		predictions
	}, (event) => {
		dynamic = event.at;
		for (const line of planEvents(event)) events.push(line);
		if (event.type === "admitted") launched.set(event.id, { from: event.at });
		const run = event.type === "ended" ? launched.get(event.id) : void 0;
		if (run === void 0 || event.type !== "ended") return;
		run.to = event.at;
		run.succeeded = event.status === "succeeded";
	});
	const spans = mission.tasks.map((task) => {
		const { from, to } = launched.get(task.id) ?? {};
		return from === void 0 || to === void 0 ? { id: task.id } : {
			id: task.id,
			started: from,
			ended: to
		};
	});
	const planned = plannedProfiles(mission, machine, predictions);
	const jobs = mission.tasks.map(({ id, kind, needs, locks, pools, memory }) => {
		const { from, to, succeeded } = launched.get(id) ?? {};
		const job = {
			id,
			kind,
			needs,
			locks,
			pools,
			memory
		};
		if (from === void 0 || to === void 0) return job;
		const profile = (succeeded === true ? void 0 : profileOfSegments([waiting(to - from)])) ?? planned.get(id);
		return profile === void 0 ? job : {
			...job,
			profile
		};
	});
	const { pools } = mission.admission;
	const hall = {
		workers: mission.admission.workers.limit,
		pools,
		cpus: machine.cpus,
		memory: machine.memory,
		foreign: NO_FOREIGN
	};
	return {
		...baselines(jobs, dynamic, hall),
		events,
		spans,
		remembered: mission.tasks.flatMap(({ id }) => predictionOf(predictions, id) === void 0 ? [] : [id]),
		assumed: mission.tasks.flatMap((task) => knownTime(task, predictions) === void 0 ? [task.id] : [])
	};
}
function planEvents(event) {
	switch (event.type) {
		case "admitted": return [{
			at: event.at,
			id: event.id,
			what: "started"
		}];
		case "deferred": return event.ids.map((id) => ({
			at: event.at,
			id,
			what: "deferred",
			reason: event.detail
		}));
		case "ended": {
			const what = event.status === "not-needed" ? "not-needed" : "ended";
			return [{
				at: event.at,
				id: event.id,
				what,
				...event.reason === void 0 ? {} : { reason: event.reason }
			}];
		}
		default: return [];
	}
}

// src/terminal/commands/fleet/runners-options.ts
/** Options of `mission plan` that are about several runners. */
const RUNNERS_OPTIONS = {
	runners: { type: "string" },
	"max-runners": { type: "string" },
	"target-time": { type: "string" },
	overhead: { type: "string" }
};
/** How many jobs a matrix of a workflow has at most. */
const MOST_JOBS = 256;
/** The option counts first, then the history. */
function usedOverhead({ overhead }, learned) {
	if (overhead !== void 0) return { overhead };
	if (learned !== void 0) return {
		overhead: learned.overhead,
		learnedFrom: learned.jobs
	};
	return { overhead: DEFAULT_OVERHEAD };
}
/** What was asked for; undefined without `--runners`. Throws `UsageError` for wrong values, and for options that need `--runners`. */
function readRunners(values) {
	if (values.runners === void 0) {
		const alone = [
			"max-runners",
			"target-time",
			"overhead"
		].find((name) => values[name] !== void 0);
		if (alone === void 0) return void 0;
		throw new UsageError(`expected --runners with --${alone}, found none; write --runners auto`);
	}
	const most = numberOption("max-runners", {
		from: 1,
		to: MOST_JOBS,
		whole: true
	}, values["max-runners"]);
	const runners = values.runners === "auto" ? "auto" : runnersOf(values.runners);
	const targetTime = durationOption("target-time", values["target-time"]);
	const overhead = durationOption("overhead", values.overhead);
	if (runners !== "auto" && (most !== void 0 || targetTime !== void 0)) throw new UsageError(`expected --runners auto with --${most === void 0 ? "target-time" : "max-runners"}, found --runners ${runners}`);
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
	throw new UsageError(`expected --runners to be ${`auto or a whole number from 1 to ${MOST_JOBS}`}, found ${JSON.stringify(value)}`);
}
function durationOption(name, value) {
	if (value === void 0) return void 0;
	const found = parseDuration(value);
	if (found.ok) return found.value;
	throw new UsageError(`--${name}: ${found.problem}, found ${JSON.stringify(value)}; ${found.hint}`);
}

// src/terminal/commands/plan-cost.ts
async function planCost({ dynamic, spans }, world) {
	const { mission, predictions } = world;
	const expected = estimates(mission, predictions);
	const alone = spans.flatMap(({ id, started }) => started === void 0 ? [] : [[id, expected.get(id) ?? 0]]);
	const { onRunners } = await import("./run-on-runners.js");
	return {
		run: costOfOneJob(dynamic),
		jobs: costOfJobs(mission, new Map(alone)),
		runners: onRunners(world)
	};
}
/** `{ setUp, run, jobs, runners? }`: `jobs`, `minutes` and `time` (milliseconds) of each. */
function costJson(cost) {
	return {
		setUp: JOB_SET_UP,
		...cost
	};
}
/** One line for each way to run the mission, under those of `plan-text.ts`. */
function costLines({ run, jobs, runners }) {
	const ways = [
		["one runner", run],
		["one job for each task", jobs],
		...runners === void 0 ? [] : [[plural(runners.jobs, "runner"), runners]]
	];
	const rows = alignColumns(ways.map(([name, { minutes, time }]) => [
		name,
		plural(minutes, "minute"),
		`in ${formatDuration(time)}`
	]));
	return [`  billed minutes, with ${formatDuration(JOB_SET_UP)} before the first task of each job:`, ...rows.map((row) => `  ${row}`)];
}

// src/terminal/commands/plan-demand.ts
const MOST_ROWS = 60;
/** What each task is expected to take and use, and how that is known: a row each, after a row of titles. */
function demandLines(uses) {
	const rows = uses.slice(0, MOST_ROWS).map(({ id, duration, cpus, memory }) => [
		id,
		...cells(duration, formatDuration),
		...cells(cpus, formatCpus),
		...cells(memory, formatBytes)
	]);
	const left = uses.length - rows.length;
	return [
		...alignColumns([[
			"demand",
			"duration",
			"",
			"CPU",
			"",
			"memory",
			""
		], ...rows]).map((line) => line.trimEnd()),
		...isOfOtherMachine(uses) ? [OTHER_MACHINE] : [],
		...left > 0 ? [`  … and ${left} more: see --json`] : []
	];
}
const OTHER_MACHINE = "  Durations are those of earlier runs, but CPU and memory are not: no such run was measured on this class of machine, or admission.learn is false.";
/** True if earlier runs are known, but what they used is not. */
function isOfOtherMachine(uses) {
	const isLearned = ({ from }) => typeof from !== "string";
	return uses.some(({ duration }) => isLearned(duration)) && !uses.some(({ cpus, memory }) => isLearned(cpus) || isLearned(memory)) && uses.some(({ cpus, memory }) => cpus.from === "assumed" || memory.from === "assumed");
}
function cells({ value, from }, format) {
	return [format(value), sourceText(from)];
}
function sourceText(from) {
	return typeof from === "string" ? from : `history of ${plural(from.history, "run")}`;
}
/** For `--json`: `runs` is the number of earlier runs behind a figure whose `from` is `history`. */
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
/**
* `{ dynamic, forkJoin, staged, serial, floor, criticalPath, workBound?, saved, savedAgainstForkJoin, criticalTasks, cost, cpus?, events, demand }`:
* milliseconds, `saved…` in percent; see `costJson` and `demandJson`.
*/
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
		events: events.map(({ at, id, what }) => ({
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
/** The predicted timeline as a chart, what it is based on, the events in order, and the durations of other schedules. */
function planText(mission, prediction, uses, cost, cpus) {
	return `${[
		mission.name,
		...cpus === void 0 ? [] : [`An estimate for a machine with ${formatCpus(cpus)}.`],
		"",
		...chart(prediction),
		"",
		...demandLines(uses),
		"",
		...eventLines(mission, prediction.events),
		"",
		...figures(prediction),
		...costLines(cost)
	].join("\n")}\n`;
}
function chart({ spans, dynamic, criticalTasks }) {
	const shown = spans.slice(0, LONGEST_CHART);
	const width = longest(shown.map(({ id }) => id));
	const rows = shown.map((span) => `  ${span.id.padEnd(width)} ${bar(span, dynamic, criticalTasks.includes(span.id))}`);
	const left = spans.length - shown.length;
	const axis = `  ${" ".repeat(width)} 0${formatDuration(dynamic).padStart(49)}`;
	return [
		...rows,
		...left > 0 ? [`  … and ${left} more`] : [],
		axis
	];
}
/** A bar: dark for a task of the critical path, light for any other task. */
function bar(span, total, critical) {
	if (span.started === void 0 || span.ended === void 0 || total === 0) return "·".repeat(BAR);
	const from = Math.min(49, Math.round(BAR * span.started / total));
	const to = Math.max(from + 1, Math.round(BAR * span.ended / total));
	return "·".repeat(from) + (critical ? "█" : "▒").repeat(to - from) + "·".repeat(BAR - to);
}
function eventLines(mission, events) {
	const tasks = new Map(mission.tasks.map((task) => [task.id, task]));
	const times = events.map((event) => formatDuration(event.at));
	const width = longest(times);
	return events.map((event, index) => {
		const label = titleOf(tasks.get(event.id) ?? {
			id: event.id,
			name: event.id
		});
		const reason = event.reason === void 0 ? "" : ` (${event.reason})`;
		return `  ${(times[index] ?? "").padStart(width)}  ${verb(event.what)} ${label}${reason}`;
	});
}
/** The longest text. `Math.max(...)` would throw, because a call accepts fewer arguments than a mission may have events. */
function longest(texts) {
	return texts.reduce((most, { length }) => Math.max(most, length), 0);
}
function verb(what) {
	switch (what) {
		case "started": return "▶ start     ";
		case "ended": return "✔ end       ";
		case "deferred": return "⏸ deferred  ";
		case "not-needed": return "– not needed";
		default: return what;
	}
}
function figures(prediction) {
	const { dynamic, staged, serial, forkJoin, floor, criticalPath, criticalTasks, remembered, assumed } = prediction;
	return [
		...alignColumns([
			[
				"dynamic",
				formatDuration(dynamic),
				againstText(prediction)
			],
			[
				"fork-join",
				formatDuration(forkJoin),
				"all tasks at once, then all tests at once, with the same workers"
			],
			[
				"staged",
				formatDuration(staged),
				"all tasks as they run, then all tests one after the other"
			],
			[
				"serial",
				formatDuration(serial),
				"everything one after the other"
			],
			[
				"floor",
				formatDuration(floor),
				floorText(prediction)
			],
			[
				"critical path",
				formatDuration(criticalPath),
				pathText(criticalTasks)
			]
		]),
		...remembered.length === 0 ? [] : [`  from history   ${idsText(remembered)}: the median of earlier runs`],
		...assumed.length === 0 ? [] : [`  no \`expect\`: ${idsText(assumed)}; their duration is assumed`]
	];
}
/** A plan without tests, or without durations, has nothing to compare. */
function againstText({ dynamic, forkJoin, staged }) {
	const compared = [formatAgainstNamed(dynamic, forkJoin, "fork-join"), formatAgainstNamed(dynamic, staged, "staged")].filter((text) => text !== "").join(", ");
	return compared === "" ? "" : `${compared}: an estimate ${errorText("plan")}`;
}
function floorText({ floor, workBound }) {
	return `${workBound === floor ? "the CPU time of all tasks on these CPUs" : "the longest chain of needs"}: no schedule is shorter`;
}
/** Of a longer path the beginning and the end: it is one line, and may have thousands of tasks. */
function pathText(ids) {
	const [first, last] = [6, 3];
	const left = ids.length - first - last;
	if (left <= 1) return ids.join(" → ");
	return [
		...ids.slice(0, first),
		`… ${left} more …`,
		...ids.slice(-last)
	].join(" → ");
}
function idsText(ids) {
	return `${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ` and ${ids.length - 5} more` : ""}`;
}

// src/terminal/commands/plan.ts
const ASSUMPTIONS = ["declared"];
/** `mission plan FILE` */
async function planCommand(argv) {
	const { values, positionals } = parse(argv, {
		...SELECTION_OPTIONS,
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
	const file = missionFile(onlyPositional(positionals, "one mission file"));
	const assume = oneOf("assume", ASSUMPTIONS, values.assume) ?? "open";
	const history = historyPath(values.history, file);
	const here = readMachineFacts();
	const cpus = numberOption("cpus", CPUS, values.cpus);
	const machine = cpus === void 0 ? here : ofSize(here, cpus);
	const loaded = await loadMission({
		file,
		selection: selectionOf(values),
		machine,
		root: process.cwd(),
		environment: process.env,
		inputs: {
			given: inputOption(values.input),
			example: INPUT_EXAMPLE
		}
	});
	if (loaded.type === "refused") throw new UsageError(loaded.message);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
	for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
	const past = history === void 0 ? void 0 : await knowledge(history, loaded.mission, here);
	const { evaluator, notes } = await prepareEvaluator({
		mission: loaded.mission,
		envFiles: loaded.envFiles,
		root: process.cwd(),
		environment: process.env,
		...values.base === void 0 ? {} : { base: values.base },
		...history === void 0 ? {} : { history }
	}, past?.verdicts);
	for (const note of notes) printUntrustedError(`mission: ${note}\n`);
	for (const note of past?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
	const { mission } = loaded;
	if (runners !== void 0) {
		const { conditions } = evaluator;
		const { planRunners } = await import("./plan-runners.js");
		return planRunners({
			mission,
			machine,
			assume,
			conditions,
			predictions: past?.predictions
		}, {
			...runners,
			...usedOverhead(runners, past?.overhead)
		}, values.json === true) ? EXIT.succeeded : EXIT.invalid;
	}
	const prediction = predict(loaded.mission, machine, assume, evaluator.conditions, past?.predictions);
	const uses = expectedUses(loaded.mission, machine, past?.predictions);
	const { conditions } = evaluator;
	const cost = await planCost(prediction, {
		mission,
		machine,
		assume,
		conditions,
		predictions: past?.predictions
	});
	if (values.json === true) print(planJson(prediction, uses, cost, cpus));
	else printUntrusted(planText(mission, prediction, uses, cost, cpus));
	return EXIT.succeeded;
}
/** The history has the names and commands of the journal, in which secrets are redacted. */
async function knowledge(history, mission, machine) {
	const secrets = createSecrets(process.platform === "win32");
	learnSecrets(mission, callerEnvironment(process.env), secrets);
	const shown = redactMission(mission, secrets.redactor());
	return (await import("./file2.js")).readHistory(history, shown, machine);
}

export { usedOverhead as a, readRunners as i, planCommand as n, predict as o, RUNNERS_OPTIONS as r, knowledge as t };