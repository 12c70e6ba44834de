const require_documents = require("./documents.js");
const require_render = require("./render.js");
const require_mission = require("./mission.js");
const require_number_option = require("./number-option.js");
const require_run_folder = require("./run-folder.js");
const require_align_columns = require("./align-columns.js");

// src/terminal/commands/replay-json.ts
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
			off: require_documents.offBy(what)
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
function rounded(_, value) {
	return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}
function limitsAsked(rules, { changes }) {
	const { cpus, others } = changes;
	return {
		...limits(require_documents.changedLimits(rules, changes)),
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
const SLIGHT = 50;
function replayText(report, what, asked) {
	const learned = what.learned();
	const estimates = [
		what.same,
		...asked === void 0 ? [] : [asked.estimate],
		...learned === void 0 ? [] : [learned]
	];
	const notes = [
		...require_documents.memoryNotes(report, what, estimates),
		require_documents.trustText(what),
		require_documents.assumedText(estimates)
	].filter((note) => note !== "");
	return `${[
		report.mission.name,
		require_mission.plainVerdict(report),
		"",
		...require_align_columns.alignColumns(table(what, asked, learned)),
		"",
		...asked === void 0 ? [] : [...changesOfTasks(report, what, asked), ...withoutReadings(report, asked)],
		...learned === void 0 ? [] : [LEARNED],
		...notes,
		`An estimate, ${require_mission.errorText("what-if")}:`,
		...require_documents.ASSUMPTIONS.map((assumption) => `  ${assumption}`),
		`Billed minutes are started minutes of one job, with ${require_mission.formatDuration(require_documents.JOB_SET_UP)} before its first task. A minute of a larger runner costs more.`
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
	const against = (outlook) => outlook === what.measured ? "" : require_mission.formatAgainst(outlook.makespan, what.measured.makespan);
	return [
		[
			"",
			"as it ran",
			"same limits",
			...asked === void 0 ? [] : [optionsText(asked.changes)],
			...learned === void 0 ? [] : ["next run, learned"]
		],
		row("takes", ({ makespan }) => require_mission.formatDuration(makespan)),
		row("", against),
		...WAITS.filter(([reason]) => all.some(({ waited }) => waited[reason] > 0)).map(([reason, name]) => row(`waited for ${name}`, ({ waited }) => require_mission.formatDuration(waited[reason]))),
		row("billed minutes", ({ makespan }) => String(require_documents.costOfOneJob(makespan).minutes)),
		row("CPU at most", ({ highest }) => require_mission.formatPercent(highest.cpu)),
		row("memory at most", ({ highest }) => require_mission.formatPercent(highest.memory)),
		row("workers at most", ({ highest }) => String(highest.workers))
	];
}
function withoutReadings({ mission, readings }, { changes }) {
	if (changes.cpu === void 0 && changes.memory === void 0) return [];
	const nothing = "so limits of CPU and memory delayed nothing.";
	if (mission.admission.gate === "off") return [`The gate of this run was off, ${nothing}`];
	return readings.length === 0 ? [`This run has no readings of CPU and memory, ${nothing}`] : [];
}
function optionsText(changes) {
	return Object.entries(changes).map(([name, value]) => `--${name} ${value}`).join(" ");
}
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
	const clock = (at) => at === void 0 ? "\u2013" : require_mission.formatOffset(at, total);
	const shown = changed.sort((one, other) => other.size - one.size).slice(0, MOST_TASKS);
	const rows = shown.map(({ task, before, after }) => [
		require_mission.titleOf(task),
		`${clock(before.started)} to ${clock(before.ended)}`,
		`would be ${clock(after.started)} to ${clock(after.ended)}${before.status === after.status ? "" : `, ${after.status} instead of ${before.status}`}`
	]);
	const left = changed.length - shown.length;
	return [
		"Most changed:",
		...require_align_columns.alignColumns(rows),
		...left > 0 ? [`  and ${require_mission.plural(left, "other")}`] : [],
		""
	];
}

// src/terminal/commands/replay.ts
const PERCENT = {
	from: 1,
	to: 100
};
async function replayCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, {
		cpu: { type: "string" },
		memory: { type: "string" },
		workers: { type: "string" },
		load: { type: "string" },
		cpus: { type: "string" },
		others: { type: "string" },
		json: { type: "boolean" }
	});
	const dir = require_run_folder.runFolder(positionals);
	const changes = given({
		cpu: require_number_option.numberOption("cpu", PERCENT, values.cpu),
		memory: require_number_option.numberOption("memory", PERCENT, values.memory),
		workers: require_number_option.numberOption("workers", {
			from: 1,
			whole: true
		}, values.workers),
		load: require_number_option.numberOption("load", { from: 1 }, values.load),
		cpus: require_number_option.numberOption("cpus", require_number_option.CPUS, values.cpus),
		others: require_number_option.numberOption("others", {
			...require_number_option.CPUS,
			from: 0
		}, values.others)
	});
	const loaded = require_render.loadEvents(dir);
	if (loaded.type === "unreadable") throw new require_mission.UsageError(loaded.message);
	const { report } = loaded;
	const replayable = require_documents.measuredRun(report);
	if (replayable.type === "not-replayable") throw new require_mission.UsageError(replayable.message);
	checkThatMissionCouldStart(report, changes);
	const what = require_documents.whatIf(report, replayable.run);
	const asked = Object.keys(changes).length === 0 ? void 0 : {
		changes,
		estimate: what.under(changes)
	};
	if (values.json === true) require_mission.print(replayJson(report, what, asked));
	else require_mission.printUntrusted(replayText(report, what, asked));
	if (asked?.estimate.ended !== false && what.same.ended) return require_mission.EXIT.succeeded;
	require_mission.printError("mission: the replay did not end; the figures are those up to the point at which it was stopped\n");
	return require_mission.EXIT.broken;
}
function given(options) {
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0));
}
function checkThatMissionCouldStart(report, changes) {
	const mission = {
		...report.mission,
		admission: require_documents.changedLimits(report.mission.admission, changes)
	};
	const { load } = mission.admission;
	for (const task of mission.tasks) {
		if (task.load === void 0 || task.load <= load || changes.load === void 0) continue;
		throw new require_mission.UsageError(`expected --load to be at least the ${task.load} that ${task.id} declares, found ${load}`);
	}
	const [tooLarge] = require_mission.checkRequests(mission, report.machine, report.file);
	if (tooLarge !== void 0) throw new require_mission.UsageError(`with this --memory the mission could not start: ${tooLarge.message}`);
}

exports.replayCommand = replayCommand;