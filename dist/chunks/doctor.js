const require_mission = require("./mission.js");
const require_align_columns = require("./align-columns.js");
let node_fs = require("node:fs");
let node_os = require("node:os");

// src/machine/measure/pressure.ts
function parsePressure(text) {
	const some = waiting(text, "some");
	const full = waiting(text, "full");
	return some === void 0 ? void 0 : {
		some,
		...full === void 0 ? {} : { full }
	};
}
function waiting(text, line) {
	const [avg10 = NaN, avg60 = NaN, avg300 = NaN] = (new RegExp(`^${line} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+) `, "m").exec(text ?? "") ?? []).slice(1).map(Number);
	return [
		avg10,
		avg60,
		avg300
	].every(Number.isFinite) ? {
		avg10,
		avg60,
		avg300
	} : void 0;
}
function readMachinePressure(files) {
	return collect((resource) => files.text(`/proc/pressure/${resource}`));
}
function readGroupPressure(files, group) {
	if (typeof group === "string" || group.version === 1) return void 0;
	return collect((resource) => files.text(`${group.folders[0]}/${resource}.pressure`));
}
function collect(read) {
	const [cpu, memory, io] = [
		"cpu",
		"memory",
		"io"
	].map((resource) => parsePressure(read(resource)));
	const found = {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory },
		...io === void 0 ? {} : { io }
	};
	return Object.keys(found).length === 0 ? void 0 : found;
}

// src/machine/measurement-sources.ts
function readMeasurementSources(files, host = thisHost()) {
	const survey = require_mission.surveyMachine(files, host.platform);
	return survey === void 0 ? portableSources(host) : linuxSources(files, survey, host);
}
function linuxSources(files, { cpu, memory, groups }, host) {
	const pressure = readPressure(files, groups.memory);
	return {
		present: {
			cpus: require_mission.parseCpuTimes(files.text("/proc/stat") ?? "")?.cpus ?? host.cpus,
			memory: memory.machine ?? host.memory
		},
		cpu: cpu.readable ? [...whole("/proc/stat", cpu.cpus), ...cpu.limits.map(({ file, cpus }) => ({
			source: file,
			total: cpus
		}))] : [],
		memory: memory.readable ? [...whole("/proc/meminfo", memory.machine), ...memory.limits.map(({ file, bytes }) => ({
			source: file,
			total: bytes
		}))] : [],
		groups,
		...pressure === void 0 ? {} : { pressure }
	};
}
function readPressure(files, group) {
	const machine = readMachinePressure(files);
	const controlGroup = readGroupPressure(files, group);
	if (machine === void 0 && controlGroup === void 0) return void 0;
	return {
		...machine === void 0 ? {} : { machine },
		...controlGroup === void 0 ? {} : { controlGroup }
	};
}
function portableSources({ cpus, memory }) {
	const source = "systeminformation";
	return {
		present: {
			cpus,
			memory
		},
		cpu: whole(source, cpus > 0 ? cpus : void 0),
		memory: whole(source, memory)
	};
}
function whole(source, total) {
	return total === void 0 ? [] : [{
		source,
		total
	}];
}
function thisHost() {
	return {
		platform: process.platform,
		cpus: (0, node_os.cpus)().length,
		memory: (0, node_os.totalmem)()
	};
}

// src/machine/runner-services.ts
function readRunnerServices(environment, isWritable) {
	const missing = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"].filter((name) => !environment[name]);
	const summary = environment.GITHUB_STEP_SUMMARY;
	return {
		onRunner: environment.GITHUB_ACTIONS === "true",
		artifacts: {
			available: missing.length === 0,
			missing
		},
		summary: !summary ? "absent" : isWritable(summary) ? "writable" : "not writable",
		tracking: Boolean(environment.RUNNER_TRACKING_ID),
		variables: Object.keys(environment).filter((name) => name.startsWith("GITHUB_")).sort()
	};
}

// src/machine/survey/advice.ts
function memoryAdvice(files, temporary) {
	return [
		...inMemory(files, temporary),
		...stoppedByInit(files),
		...alreadyFirst(files)
	];
}
function inMemory(files, folder) {
	return require_mission.mountAt(files.text("/proc/self/mountinfo") ?? "", folder)?.type === "tmpfs" ? [`files in ${folder} are kept in memory (tmpfs): they count as used memory, but not for any task`] : [];
}
function stoppedByInit(files) {
	const unit = /\/([^/\n]+\.service)$/m.exec(files.text("/proc/self/cgroup") ?? "")?.[1];
	return unit === void 0 ? [] : [`this is the systemd unit ${unit}: if a task runs out of memory, systemd stops the whole unit with SIGTERM; set OOMPolicy=continue to let the mission continue`];
}
function alreadyFirst(files) {
	return files.text("/proc/self/oom_score_adj")?.trim() === "1000" ? ["oom_score_adj of this process is 1000, the highest: if memory runs out, the kernel may kill it before its tasks"] : [];
}

// src/process/launch/installed-shells.ts
function installedShells(find, platform, path, workingDirectory) {
	const found = {};
	for (const name of shellNames(platform)) for (const { program } of require_mission.findShell(name, platform)?.candidates ?? []) {
		const result = find(program, path, workingDirectory);
		if (result.type === "found") found[name] ??= result.path;
	}
	return found;
}
function shellNames(platform) {
	return [
		"bash",
		"sh",
		"pwsh",
		"python",
		...platform === "win32" ? ["powershell", "cmd"] : []
	];
}

// src/process/trees/program-name.ts
const INTERPRETERS = /^(?:node|deno|bun|python[\d.]*|ruby|perl|php|bash|sh|dash|zsh|pwsh)$/;
function programName(commandLine, name) {
	const [path = "", script = ""] = (commandLine ?? "").split("\0");
	if (path === "" || /\s/.test(path)) return oneLine(path === "" ? `[${name}]` : name);
	const program = lastPart(path);
	return oneLine(INTERPRETERS.test(program) && /^[^-]/.test(script) ? `${program} ${lastPart(script)}` : program);
}
function lastPart(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
function oneLine(text) {
	return require_mission.sanitizeOutput(text).replace(/\s+/g, " ").slice(0, 60);
}

// src/process/trees/busiest-processes.ts
function startBusiest(options) {
	const { files, units, now, count, self } = options;
	const from = now();
	const list = require_mission.createProcessList(files);
	const before = new Map([...list.read().values()].map((row) => [keyOf(row), ownTicks(row)]));
	return () => {
		const seconds = Math.max(.001, (now() - from) / 1e3);
		return [...list.read().values()].filter(({ pid }) => pid !== self).map((row) => ({
			...row,
			used: Math.max(0, ownTicks(row) - (before.get(keyOf(row)) ?? 0))
		})).sort((one, other) => other.used - one.used || other.pages - one.pages).slice(0, count).flatMap(({ pid, used, pages }) => {
			const stat = files.text(`/proc/${pid}/stat`);
			if (stat === void 0) return [];
			return [{
				pid,
				command: programName(files.text(`/proc/${pid}/cmdline`), nameIn(stat)),
				cpu: Math.round(1e3 * used / units.ticksPerSecond / seconds) / 10,
				memory: pages * units.pageSize
			}];
		});
	};
}
function keyOf({ pid, start }) {
	return `${pid} ${start}`;
}
function ownTicks({ ticks, childTicks }) {
	return ticks - childTicks;
}
function nameIn(stat) {
	return stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
}

// src/terminal/commands/doctor/constraints.ts
function constraintFacts(measured = [], atStart = []) {
	const cpuBinds = require_mission.mostUsed(measured, ({ cpu }) => cpu);
	const memoryBinds = require_mission.mostUsed(measured, ({ memory }) => memory);
	return [...new Set([...atStart, ...measured].map(({ name }) => name))].map((name) => {
		const now = measured.find((constraint) => constraint.name === name);
		const start = atStart.find((constraint) => constraint.name === name);
		const cpu = now?.cpu ?? (start?.cpus === void 0 ? void 0 : { capacity: start.cpus });
		const memory = now?.memory ?? start?.memory;
		return {
			name,
			...cpu === void 0 ? {} : { cpu: {
				...cpu,
				binds: cpuBinds?.name === name
			} },
			...memory === void 0 ? {} : { memory: {
				...memory,
				binds: memoryBinds?.name === name
			} }
		};
	});
}
function constraintLines(constraints) {
	if (constraints.length === 0) return ["  none with known amounts: workers and declared loads decide"];
	return require_align_columns.alignColumns(constraints.map(({ name, cpu, memory }) => [
		name,
		cpu === void 0 ? "no limit of CPUs" : `CPU ${limitedText(cpu, (cpus) => require_mission.trimmed(cpus, 2))}`,
		memory === void 0 ? "no limit of memory" : `memory ${limitedText(memory, require_mission.formatBytes)}`
	]));
}
function limitedText({ capacity, used, binds }, amountText) {
	if (used === void 0) return `${amountText(capacity)}, use unknown`;
	const share = {
		capacity,
		used
	};
	return `${amountText(used)} of ${amountText(capacity)} = ${percentText(share)}${binds ? " (binds)" : ""}`;
}
function percentText({ capacity, used }) {
	return require_mission.formatPercent(100 * used / capacity);
}

// src/terminal/commands/doctor/facts.ts
function doctorFacts(findings) {
	const { version, machine, advice, sources, reading, processes, runner, shells } = findings;
	const { groups, pressure } = sources;
	const { cpu, memory, workers } = require_mission.ADMISSION_DEFAULTS;
	return {
		version,
		machine: {
			...machine,
			notes: [...machine.notes, ...advice],
			cpusPresent: sources.present.cpus,
			memoryPresent: sources.present.memory
		},
		...groups === void 0 ? {} : { controlGroups: {
			cpu: controller(groups.cpu),
			memory: controller(groups.memory)
		} },
		admission: {
			cpu: meaning(cpu, sources.cpu, 1e3),
			memory: meaning(memory, sources.memory, 1),
			workers
		},
		now: loadNow(reading),
		constraints: constraintFacts(reading.constraints, machine.constraints),
		...pressure === void 0 ? {} : { pressure },
		...processes === void 0 ? {} : { processes },
		runner,
		shells
	};
}
function controller(group) {
	return typeof group === "string" ? group : {
		version: group.version,
		folder: group.folders[0] ?? ""
	};
}
function meaning(rules, wholes, parts) {
	const { caution, limit } = rules;
	const part = (percent, total) => Math.round(parts * percent * total / 100) / parts;
	return {
		caution,
		limit,
		of: wholes.map(({ source, total }) => ({
			source,
			total,
			caution: part(caution, total),
			limit: part(limit, total)
		}))
	};
}
function loadNow({ from, to, cpu, memory }) {
	const figures = {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory }
	};
	const window = Math.round(to - from);
	if (cpu === void 0 && memory === void 0) return { window };
	return {
		window,
		...figures,
		band: require_mission.bandOf(require_mission.ADMISSION_DEFAULTS, {
			...figures,
			active: 0,
			unseen: 0,
			reserved: 0
		})
	};
}

// src/terminal/commands/doctor/load.ts
function pressureLines(pressure) {
	if (pressure === void 0) return ["  not available on this machine"];
	return require_align_columns.alignColumns([...pressureRows("machine", pressure.machine), ...pressureRows("control group", pressure.controlGroup)]);
}
function pressureRows(scope, pressures = {}) {
	const { cpu, memory, io } = pressures;
	return Object.entries({
		cpu,
		memory,
		io
	}).flatMap(([resource, pressure]) => {
		if (pressure === void 0) return [];
		const full = pressure.full === void 0 ? [] : [`all ${averages(pressure.full)}`];
		return [[
			scope,
			resource,
			`some ${averages(pressure.some)}`,
			...full
		]];
	});
}
function averages({ avg10, avg60, avg300 }) {
	return `${[
		avg10,
		avg60,
		avg300
	].map((percent) => require_mission.trimmed(percent, 1)).join(", ")} %`;
}
function processLines(processes, platform) {
	if (processes === void 0) return [`  not available on ${platform === "linux" ? "Linux without /proc" : platform}`];
	if (processes.length === 0) return ["  none but this one can be seen"];
	return require_align_columns.alignColumns([[
		"pid",
		"of one CPU",
		"memory",
		"command"
	], ...processes.map(({ pid, cpu, memory, command }) => [
		String(pid),
		require_mission.formatPercent(cpu),
		require_mission.formatBytes(memory),
		command
	])]);
}

// src/terminal/commands/doctor/runner.ts
function runnerLines({ onRunner, artifacts, summary, tracking, variables }) {
	return require_align_columns.alignColumns([
		["GitHub Actions", onRunner ? "yes" : "no"],
		["artifacts", artifactsText(artifacts, onRunner)],
		["job summary", summaryText(summary)],
		["clean-up", tracking ? "when the job ends, the runner ends leftover processes" : "none: RUNNER_TRACKING_ID is not set"],
		["variables", variables.length === 0 ? "none that begin with GITHUB_" : variables.join(" ")]
	]);
}
function artifactsText({ available, missing }, onRunner) {
	if (available) return "can be uploaded";
	const what = `cannot be uploaded: ${require_mission.listed(missing)} ${missing.length === 1 ? "is" : "are"} not set`;
	return onRunner ? `${what}; runners set them for actions only, not for run steps` : what;
}
function summaryText(summary) {
	switch (summary) {
		case "writable": return "can be written";
		case "not writable": return "cannot be written: the file that GITHUB_STEP_SUMMARY names is missing or not writable";
		case "absent": return "none: GITHUB_STEP_SUMMARY is not set";
		default: return summary;
	}
}

// src/terminal/commands/doctor/text.ts
function doctorText(facts) {
	return [
		["Machine", machineLines(facts)],
		["What the limits mean here, where a mission sets no others", meaningLines(facts.admission)],
		[`Load now, over ${require_mission.formatDuration(facts.now.window)}`, loadLines(facts.now)],
		["Constraints: a launch must fit each of them", constraintLines(facts.constraints)],
		["Pressure: share of time in which tasks had to wait, over 10 s, 60 s and 300 s", pressureLines(facts.pressure)],
		["Busiest processes", processLines(facts.processes, facts.machine.platform)],
		["Runner", runnerLines(facts.runner)],
		["Shells", shellLines(facts)]
	].map(([heading, lines]) => `${[heading, ...lines].join("\n")}\n`).join("\n");
}
function machineLines({ machine, controlGroups, version }) {
	const { processor, notes } = machine;
	const name = processor === void 0 ? "" : `, ${processor}`;
	return require_align_columns.alignColumns([
		["CPUs", `${require_mission.trimmed(machine.cpus, 2)} usable of ${machine.cpusPresent} present${name}`],
		["memory", `${require_mission.formatBytes(machine.memory)} usable of ${require_mission.formatBytes(machine.memoryPresent)} present`],
		["platform", `${machine.platform} ${machine.architecture}, Node ${machine.node}, Mission Runner ${version}`],
		["figures from", machine.source === "none" ? "nowhere: there are no figures" : machine.source],
		...controlGroups === void 0 ? [] : [["cpu controller", controllerText(controlGroups.cpu)], ["memory controller", controllerText(controlGroups.memory)]],
		...notes.map((note) => ["note", note])
	]);
}
function controllerText(controller) {
	switch (controller) {
		case "none": return "none";
		case "unseen": return "exists, but is not mounted here: its limits are unknown";
		default: return `cgroup v${controller.version}, ${controller.folder}`;
	}
}
function meaningLines({ cpu, memory, workers }) {
	const several = cpu.of.length > 1 || memory.of.length > 1;
	return [...require_align_columns.alignColumns([
		...meaningRows("CPU", cpu, (amount) => require_mission.trimmed(amount, 2), (total) => `${require_mission.trimmed(total, 2)} ${total > 1 ? "CPUs" : "CPU"} busy`),
		...meaningRows("memory", memory, require_mission.formatBytes, require_mission.formatBytes),
		[
			"workers",
			`caution ${workers.caution}`,
			`limit ${workers.limit}`,
			"tasks and tests at a time"
		]
	]), ...several ? ["  If there are several, the one nearest to its limit counts."] : []];
}
function meaningRows(what, { caution, limit, of }, amountText, totalText) {
	const percentages = [`caution ${require_mission.formatPercent(caution)}`, `limit ${require_mission.formatPercent(limit)}`];
	if (of.length === 0) return [[
		what,
		...percentages,
		"no figure here: workers and declared loads decide"
	]];
	return of.map((whole) => [
		what,
		`${percentages[0]} = ${amountText(whole.caution)}`,
		`${percentages[1]} = ${amountText(whole.limit)}`,
		`of ${totalText(whole.total)}`,
		whole.source
	]);
}
function loadLines({ cpu, memory, band }) {
	return require_align_columns.alignColumns([
		["CPU", cpu === void 0 ? "no figure" : require_mission.formatPercent(cpu)],
		["memory", memory === void 0 ? "no figure" : require_mission.formatPercent(memory)],
		["band", band === void 0 ? "unknown: without a figure, workers and declared loads decide" : `${band}: ${bandText(band)}`]
	]);
}
function bandText(band) {
	switch (band) {
		case "GREEN": return "everything that is ready would be launched";
		case "YELLOW": return "one launch per window would pass the gate";
		case "RED": return "nothing would pass the gate";
		default: return band;
	}
}
function shellLines({ shells, machine }) {
	return require_align_columns.alignColumns(shellNames(machine.platform).map((name) => [name, shells[name] ?? "not found"]));
}

// src/terminal/commands/doctor.ts
const PROCESSES = 5;
async function doctorCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, { json: { type: "boolean" } });
	if (positionals.length > 0) throw new require_mission.UsageError(`expected nothing after doctor, found ${positionals.join(" ")}`);
	const files = require_mission.createFiles();
	const measured = await measure(files);
	const facts = doctorFacts({
		version: require_mission.version,
		machine: require_mission.readMachineFacts(files),
		advice: memoryAdvice(files, (0, node_os.tmpdir)()),
		sources: readMeasurementSources(files),
		...measured,
		runner: readRunnerServices(process.env, (file) => require_mission.canAccess(file, node_fs.constants.W_OK)),
		shells: installedShells(require_mission.createFindProgram(process.platform), process.platform, process.env.PATH ?? "", process.cwd())
	});
	require_mission.printUntrusted(values.json === true ? `${JSON.stringify(facts, null, 2)}\n` : doctorText(facts));
	return require_mission.EXIT.succeeded;
}
function measure(files) {
	const clock = require_mission.systemClock();
	const window = require_mission.ADMISSION_DEFAULTS.sample;
	const sampler = require_mission.createSampler({
		window,
		first: window,
		clock
	});
	const end = process.platform === "linux" && files.names("/proc").length > 0 ? startBusiest({
		files,
		units: require_mission.readKernelUnits(files),
		now: () => clock.now(),
		count: PROCESSES,
		self: process.pid
	}) : void 0;
	const keepAlive = setInterval(() => void 0, window);
	return new Promise((resolve) => {
		sampler.start((reading) => {
			sampler.stop();
			clearInterval(keepAlive);
			resolve({
				reading,
				processes: end?.()
			});
		});
	});
}

exports.doctorCommand = doctorCommand;