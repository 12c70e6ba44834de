import { B as loadEvents, C as printUntrusted, Gt as assumedText, J as checkRequests, Ji as formatDuration, Jt as offBy, Kt as memoryNotes, O as EXIT, P as parse, Qi as plural, S as printError, Wi as formatAgainst, Wt as ASSUMPTIONS, Xi as formatPercent, Yi as formatOffset, Yt as whatIf, Zt as changedLimits, cr as JOB_SET_UP, fi as plainVerdict, ii as titleOf, j as UsageError, mi as errorText, qt as trustText, sr as measuredRun, ur as costOfOneJob, x as print } from "./mission.js";
import { n as numberOption, t as CPUS } from "./number-option.js";
import { t as runFolder } from "./run-folder.js";
import { t as alignColumns } from "./align-columns.js";

// src/terminal/commands/replay-json.ts
/** The JSON of `--json`: `{ measured, same, asked?, learned?, tasks }`; milliseconds and percent. Unknown values are left out. */
function replayJson(report, what, asked) {
	const rules = report.mission.admission;
	const learned = what.learned();
	const replay = {
		measured: {
			limits: limits(rules),
			...figures(what.measured)
		},
		same: {
			...estimated(what.same),
			off: offBy(what)
		},
		...asked === void 0 ? {} : { asked: {
			limits: limitsAsked(rules, asked),
			...estimated(asked.estimate)
		} },
		...learned === void 0 ? {} : { learned: estimated(learned) },
		tasks: [...what.measured.tasks.keys()].map((id) => ({
			id,
			measured: times(what.measured, id),
			same: times(what.same, id),
			...asked === void 0 ? {} : { asked: times(asked.estimate, id) }
		}))
	};
	return `${JSON.stringify(replay, rounded, 2)}\n`;
}
/** Times are measured to a tenth of a millisecond, so that further digits of their sums mean nothing. */
function rounded(_, value) {
	return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}
function limitsAsked(rules, { changes }) {
	const { cpus, others } = changes;
	return {
		...limits(changedLimits(rules, changes)),
		...cpus === void 0 ? {} : { cpus },
		...others === void 0 ? {} : { others }
	};
}
function limits({ cpu, memory, workers, load }) {
	return {
		cpu,
		memory,
		workers,
		load
	};
}
function figures({ makespan, waited, highest }) {
	return {
		makespan,
		waited,
		highest
	};
}
function estimated(estimate) {
	const { ended, assumed } = estimate;
	return {
		...figures(estimate),
		ended,
		assumed
	};
}
function times({ tasks }, id) {
	const task = tasks.get(id);
	return {
		status: task?.status,
		started: task?.started,
		ended: task?.ended,
		waited: task?.waited
	};
}

// src/terminal/commands/replay-text.ts
const MOST_TASKS = 5;
const LEARNED = "Next run, learned: the same limits, with what this run measured of each task known from the start, as with --history.";
/** Milliseconds; a smaller difference is not listed. */
const SLIGHT = 50;
/** The verdict, the measured run beside the replays, also with the demand that it has measured, the tasks with the largest changes, and how far the replay can be trusted. */
function replayText(report, what, asked) {
	const learned = what.learned();
	const estimates = [
		what.same,
		...asked === void 0 ? [] : [asked.estimate],
		...learned === void 0 ? [] : [learned]
	];
	const notes = [
		...memoryNotes(report, what, estimates),
		trustText(what),
		assumedText(estimates)
	].filter((note) => note !== "");
	return `${[
		report.mission.name,
		plainVerdict(report),
		"",
		...alignColumns(table(what, asked, learned)),
		"",
		...asked === void 0 ? [] : [...changesOfTasks(report, what, asked), ...withoutReadings(report, asked)],
		...learned === void 0 ? [] : [LEARNED],
		...notes,
		`An estimate, ${errorText("what-if")}:`,
		...ASSUMPTIONS.map((assumption) => `  ${assumption}`),
		`Billed minutes are started minutes of one job, with ${formatDuration(JOB_SET_UP)} before its first task. A minute of a larger runner costs more.`
	].join("\n")}\n`;
}
const WAITS = [
	["cpu", "CPU"],
	["memory", "memory"],
	["slots", "workers"],
	["load", "load"],
	["lock", "locks"],
	["pool", "pools"],
	["service", "services"]
];
function table(what, asked, learned) {
	const all = [
		what.measured,
		what.same,
		...asked === void 0 ? [] : [asked.estimate],
		...learned === void 0 ? [] : [learned]
	];
	const row = (name, cell) => [name, ...all.map(cell)];
	const against = (outlook) => outlook === what.measured ? "" : formatAgainst(outlook.makespan, what.measured.makespan);
	return [
		[
			"",
			"as it ran",
			"same limits",
			...asked === void 0 ? [] : [optionsText(asked.changes)],
			...learned === void 0 ? [] : ["next run, learned"]
		],
		row("takes", ({ makespan }) => formatDuration(makespan)),
		row("", against),
		...WAITS.filter(([reason]) => all.some(({ waited }) => waited[reason] > 0)).map(([reason, name]) => row(`waited for ${name}`, ({ waited }) => formatDuration(waited[reason]))),
		row("billed minutes", ({ makespan }) => String(costOfOneJob(makespan).minutes)),
		row("CPU at most", ({ highest }) => formatPercent(highest.cpu)),
		row("memory at most", ({ highest }) => formatPercent(highest.memory)),
		row("workers at most", ({ highest }) => String(highest.workers))
	];
}
/** Why limits of CPU and memory change nothing if the gate was off or nothing was measured. */
function withoutReadings({ mission, readings }, { changes }) {
	if (changes.cpu === void 0 && changes.memory === void 0) return [];
	const nothing = "so limits of CPU and memory delayed nothing.";
	if (mission.admission.gate === "off") return [`The gate of this run was off, ${nothing}`];
	return readings.length === 0 ? [`This run has no readings of CPU and memory, ${nothing}`] : [];
}
function optionsText(changes) {
	return Object.entries(changes).map(([name, value]) => `--${name} ${value}`).join(" ");
}
/** The tasks whose end differs most from the replay at the same limits. */
function changesOfTasks(report, { same }, { estimate }) {
	const changed = [...report.tasks.values()].flatMap(({ task }) => {
		const before = same.tasks.get(task.id);
		const after = estimate.tasks.get(task.id);
		if (before?.ended === void 0 || after?.ended === void 0) return [];
		if (before.started === void 0 && after.started === void 0 && before.status === after.status) return [];
		if (before.status !== after.status) return [{
			task,
			before,
			after,
			size: Infinity
		}];
		const size = Math.abs(after.ended - before.ended);
		return size < SLIGHT ? [] : [{
			task,
			before,
			after,
			size
		}];
	});
	if (changed.length === 0) return ["No task would start or end at another time.", ""];
	const total = Math.max(same.makespan, estimate.makespan);
	const clock = (at) => at === void 0 ? "–" : formatOffset(at, total);
	const shown = changed.sort((one, other) => other.size - one.size).slice(0, MOST_TASKS);
	const rows = shown.map(({ task, before, after }) => [
		titleOf(task),
		`${clock(before.started)} to ${clock(before.ended)}`,
		`would be ${clock(after.started)} to ${clock(after.ended)}${before.status === after.status ? "" : `, ${after.status} instead of ${before.status}`}`
	]);
	const left = changed.length - shown.length;
	return [
		"Most changed:",
		...alignColumns(rows),
		...left > 0 ? [`  and ${plural(left, "other")}`] : [],
		""
	];
}

// src/terminal/commands/replay.ts
const PERCENT = {
	from: 1,
	to: 100
};
/** `mission replay [DIR]` */
async function replayCommand(argv) {
	const { values, positionals } = parse(argv, {
		cpu: { type: "string" },
		memory: { type: "string" },
		workers: { type: "string" },
		load: { type: "string" },
		cpus: { type: "string" },
		others: { type: "string" },
		json: { type: "boolean" }
	});
	const dir = runFolder(positionals);
	const changes = given({
		cpu: numberOption("cpu", PERCENT, values.cpu),
		memory: numberOption("memory", PERCENT, values.memory),
		workers: numberOption("workers", {
			from: 1,
			whole: true
		}, values.workers),
		load: numberOption("load", { from: 1 }, values.load),
		cpus: numberOption("cpus", CPUS, values.cpus),
		others: numberOption("others", {
			...CPUS,
			from: 0
		}, values.others)
	});
	const loaded = loadEvents(dir);
	if (loaded.type === "unreadable") throw new UsageError(loaded.message);
	const { report } = loaded;
	const replayable = measuredRun(report);
	if (replayable.type === "not-replayable") throw new UsageError(replayable.message);
	checkThatMissionCouldStart(report, changes);
	const what = whatIf(report, replayable.run);
	const asked = Object.keys(changes).length === 0 ? void 0 : {
		changes,
		estimate: what.under(changes)
	};
	if (values.json === true) print(replayJson(report, what, asked));
	else printUntrusted(replayText(report, what, asked));
	if (asked?.estimate.ended !== false && what.same.ended) return EXIT.succeeded;
	printError("mission: the replay did not end; the figures are those up to the point at which it was stopped\n");
	return EXIT.broken;
}
/** Only the options that were given. */
function given(options) {
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}
/** Throws `UsageError` if the mission file would be refused with these limits. */
function checkThatMissionCouldStart(report, changes) {
	const mission = {
		...report.mission,
		admission: changedLimits(report.mission.admission, changes)
	};
	const { load } = mission.admission;
	for (const task of mission.tasks) {
		if (task.load === void 0 || task.load <= load || changes.load === void 0) continue;
		throw new UsageError(`expected --load to be at least the ${task.load} that ${task.id} declares, found ${load}`);
	}
	const [tooLarge] = checkRequests(mission, report.machine, report.file);
	if (tooLarge !== void 0) throw new UsageError(`with this --memory the mission could not start: ${tooLarge.message}`);
}

export { replayCommand };