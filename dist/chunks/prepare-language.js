import { i as __toESM } from "./rolldown-runtime.js";
import { _ as parseMemoryLimit, b as createFiles, d as taskOf, g as parseCpuMax, h as parseCount, m as parseCfsQuota, o as endedWell, p as withoutExpressions, s as statusOf$1, v as parseNamedCount, y as findControlGroup } from "./step.js";
import { t as callerEnvironment } from "./task-environment.js";
import { o as matrixBase } from "./load-mission.js";
import os from "node:os";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

// src/machine/kernel-units.ts
const PAGE_SIZE_ENTRY = 6;
const CLOCK_TICK_ENTRY = 17;
const USUAL = {
	pageSize: 4096,
	ticksPerSecond: 100
};
/** This kernel's, from the auxiliary vector of our own process; the usual ones where it cannot be read. */
function readKernelUnits(files) {
	const vector = files.head("/proc/self/auxv");
	const wide = ![
		"arm",
		"ia32",
		"mips",
		"mipsel"
	].includes(process.arch);
	return vector === void 0 ? USUAL : parseAuxiliaryVector(vector, wide ? 8 : 4, os.endianness());
}
/** Reads pairs of machine words, type and value (getauxval(3)); values that cannot be true are replaced by the usual ones. */
function parseAuxiliaryVector(vector, wordSize, endianness) {
	const view = new DataView(vector.buffer, vector.byteOffset, vector.byteLength);
	const little = endianness === "LE";
	const word = (offset) => wordSize === 8 ? Number(view.getBigUint64(offset, little)) : view.getUint32(offset, little);
	let { pageSize, ticksPerSecond } = USUAL;
	for (let offset = 0; offset + 2 * wordSize <= vector.byteLength; offset += 2 * wordSize) {
		const value = word(offset + wordSize);
		switch (word(offset)) {
			case PAGE_SIZE_ENTRY:
				pageSize = [
					12,
					13,
					14,
					15,
					16
				].some((power) => value === 2 ** power) ? value : pageSize;
				break;
			case CLOCK_TICK_ENTRY: ticksPerSecond = value > 0 && value <= 1e4 ? value : ticksPerSecond;
		}
	}
	return {
		pageSize,
		ticksPerSecond
	};
}

// src/machine/cpu-times.ts
const FIELDS = 8;
const IDLE = 3;
const IO_WAIT = 4;
/**
* Reads the `cpuN` lines of /proc/stat, of the allowed CPUs or of all. Undefined when there is none, when one is
* malformed, or when all counters are zero, as in sandboxes that only imitate the file.
*/
function parseCpuTimes(stat, allowed) {
	const fields = new Array(FIELDS).fill(0);
	let cpus = 0;
	for (const match of stat.matchAll(/^cpu(\d+)[ \t]+(.*)$/gm)) {
		if (allowed !== void 0 && !allowed.has(Number(match[1]))) continue;
		const values = (match[2] ?? "").trim().split(/\s+/).slice(0, FIELDS);
		if (values.length < 4 || !values.every((value) => /^\d+$/.test(value))) return;
		values.forEach((value, index) => {
			fields[index] = (fields[index] ?? 0) + Number(value);
		});
		cpus += 1;
	}
	return fields.some((value) => value > 0) ? {
		cpus,
		fields
	} : void 0;
}
/**
* Busy share, 0 to 1, between two readings: (total - idle - iowait) / total, as psutil computes it. Undefined when no
* time has passed or a CPU came or went in between. A single field that went backwards counts as unchanged: iowait does
* that on real kernels.
*/
function busyShare(before, after) {
	if (before.cpus !== after.cpus) return;
	let total = 0;
	let idle = 0;
	after.fields.forEach((value, index) => {
		const passed = Math.max(0, value - (before.fields[index] ?? 0));
		total += passed;
		if (index === IDLE || index === IO_WAIT) idle += passed;
	});
	return total > 0 ? (total - idle) / total : void 0;
}
/** Numbers of a list such as `0-3,8`, as in `Cpus_allowed_list`; undefined when it is malformed or empty. */
function parseCpuList(list) {
	const numbers = /* @__PURE__ */ new Set();
	for (const part of list.trim().split(",")) {
		const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
		if (match === null) return;
		const last = Number(match[2] ?? match[1]);
		for (let number = Number(match[1]); number <= last; number += 1) numbers.add(number);
	}
	return numbers.size > 0 ? numbers : void 0;
}
/** The CPUs that the scheduler may give us, from /proc/self/status; undefined when the file does not tell. */
function parseAllowedCpus(status) {
	const list = /^Cpus_allowed_list:[ \t]*(\S+)/m.exec(status)?.[1];
	return list === void 0 ? void 0 : parseCpuList(list);
}

// src/machine/figures.ts
/** A share as a percentage within 0 to 100, to two places; undefined for what is no number. */
function toPercent(share) {
	if (share === void 0 || Number.isNaN(share)) return;
	return Math.round(Math.min(1, Math.max(0, share)) * 1e4) / 100;
}
/**
* The highest of several shares. One that is unknown makes the result unknown: the missing one could have been the one
* that closes the gate, and a gate must not open because a file could not be read.
*/
function highestShare(shares) {
	let highest;
	for (const share of shares) {
		if (share === void 0 || Number.isNaN(share)) return;
		highest = highest === void 0 ? share : Math.max(highest, share);
	}
	return highest;
}
/** Leaves out what is unknown, as readings and the journal want it. */
function figuresOf(cpu, memory) {
	return {
		...cpu === void 0 ? {} : { cpu },
		...memory === void 0 ? {} : { memory }
	};
}

// src/machine/memory-info.ts
/** Reads /proc/meminfo; undefined when either figure is missing or makes no sense. */
function parseMemoryInfo(text) {
	const total = kilobytes(text, "MemTotal");
	const available = kilobytes(text, "MemAvailable");
	if (total === void 0 || available === void 0 || total === 0 || available > total) return;
	return {
		total,
		available
	};
}
/** Used share, 0 to 1, as psutil computes it, for which the plan's thresholds were written. */
function usedShare(memory) {
	return (memory.total - memory.available) / memory.total;
}
function kilobytes(text, name) {
	const digits = new RegExp(`^${name}:[ \\t]*(\\d+) kB[ \\t]*$`, "m").exec(text)?.[1];
	return digits === void 0 ? void 0 : Number(digits) * 1024;
}

// src/machine/linux-measure.ts
/**
* Measures a Linux machine from /proc and its control groups, synchronously. `now` gives monotonic milliseconds.
*
* Both figures are the highest of the machine's own share and of every container limit's share. The limit's share tells
* when we would be throttled or killed; the machine's tells when others fill the CPUs and the memory that our limit only
* promises us a part of. A launch needs room under both, and the nearer one decides.
*/
function createLinuxMeasure(files, survey, now) {
	let before;
	return (done) => {
		const after = readCounters(files, survey, now());
		const cpu = before === void 0 || !survey.cpu.readable ? void 0 : cpuShare(before, after, survey);
		before = after;
		done(figuresOf(toPercent(cpu), toPercent(survey.memory.readable ? memoryShare(files, survey) : void 0)));
	};
}
function readCounters(files, survey, at) {
	return {
		at,
		machine: survey.cpu.cpus === void 0 ? void 0 : parseCpuTimes(files.text("/proc/stat") ?? "", survey.cpu.allowed),
		used: survey.cpu.limits.map(({ used }) => used())
	};
}
function cpuShare(before, after, survey) {
	const seconds = (after.at - before.at) / 1e3;
	const ofLimits = survey.cpu.limits.map((limit, index) => quotaShare(limit, before.used[index], after.used[index], seconds));
	if (survey.cpu.cpus === void 0) return highestShare(ofLimits);
	const ofMachine = before.machine === void 0 || after.machine === void 0 ? void 0 : busyShare(before.machine, after.machine);
	return highestShare([ofMachine, ...ofLimits]);
}
function quotaShare(limit, before, after, seconds) {
	return before === void 0 || after === void 0 || after < before || seconds <= 0 ? void 0 : (after - before) / (limit.cpus * seconds);
}
function memoryShare(files, survey) {
	const ofLimits = survey.memory.limits.map(limitShare);
	if (survey.memory.machine === void 0) return highestShare(ofLimits);
	const machine = parseMemoryInfo(files.text("/proc/meminfo") ?? "");
	return highestShare([machine === void 0 ? void 0 : usedShare(machine), ...ofLimits]);
}
function limitShare({ bytes, used }) {
	const inUse = used();
	return inUse === void 0 ? void 0 : inUse / bytes;
}

// src/machine/container-limits.ts
/** Every CPU quota that applies to us. Each is kept with its own counter: which one is the tightest depends on the neighbours. */
function findCpuLimits(files, cpu, accounting) {
	return collect(cpu.folders, (folder) => {
		const file = `${folder}/${cpu.version === 2 ? "cpu.max" : "cpu.cfs_quota_us"}`;
		const cpus = cpu.version === 2 ? readCpuMax(files, file) : readCfsQuota(files, folder, file);
		return {
			file,
			limit: typeof cpus === "number" ? {
				cpus,
				used: cpuCounter(files, cpu, folder, accounting)
			} : cpus
		};
	});
}
function readCpuMax(files, file) {
	const text = files.text(file);
	return text === void 0 ? void 0 : parseCpuMax(text);
}
function readCfsQuota(files, folder, file) {
	const quota = files.text(file);
	return quota === void 0 ? void 0 : parseCfsQuota(quota, files.text(`${folder}/cpu.cfs_period_us`) ?? "");
}
function cpuCounter(files, cpu, folder, accounting) {
	if (cpu.version === 2) return () => scale(parseNamedCount(files.text(`${folder}/cpu.stat`), "usage_usec"), 1e-6);
	const path = pathInside(cpu, folder);
	const counter = accounting?.folders.find((candidate) => pathInside(accounting, candidate) === path);
	return () => counter === void 0 ? void 0 : scale(parseCount(files.text(`${counter}/cpuacct.usage`)), 1e-9);
}
function pathInside(group, folder) {
	return folder.slice(group.folders.at(-1)?.length ?? 0);
}
/** Every memory limit that applies to us. */
function findMemoryLimits(files, memory) {
	return collect(memory.folders, (folder) => {
		const file = `${folder}/${memory.version === 2 ? "memory.max" : "memory.limit_in_bytes"}`;
		const text = files.text(file);
		const own = text === void 0 ? void 0 : parseMemoryLimit(text);
		const bytes = memory.version === 2 ? own : tighter(own, readInheritedLimit(files, folder));
		return {
			file,
			limit: typeof bytes === "number" ? {
				bytes,
				used: memoryCounter(files, memory.version, folder)
			} : bytes
		};
	});
}
/** Version 1 tells the limits of folders above the mount point here, which are not visible to a container otherwise. */
function readInheritedLimit(files, folder) {
	const bytes = parseNamedCount(files.text(`${folder}/memory.stat`), "hierarchical_memory_limit");
	return bytes === void 0 ? "none" : parseMemoryLimit(String(bytes));
}
function tighter(own, inherited) {
	if (typeof inherited !== "number" || own === void 0 || own === "unreadable") return own;
	return own === "none" ? inherited : Math.min(own, inherited);
}
/** Counts as Kubernetes does (working set): cache that was not used lately is free for the asking. */
function memoryCounter(files, version, folder) {
	const [current, inactive] = version === 2 ? ["memory.current", "inactive_file"] : ["memory.usage_in_bytes", "total_inactive_file"];
	return () => {
		const bytes = parseCount(files.text(`${folder}/${current}`));
		const cache = parseNamedCount(files.text(`${folder}/memory.stat`), inactive);
		return bytes === void 0 || cache === void 0 ? void 0 : Math.max(0, bytes - cache);
	};
}
function collect(folders, find) {
	const limits = [];
	const unreadable = [];
	for (const { file, limit } of folders.map(find)) if (limit === "unreadable") unreadable.push(file);
	else if (limit !== void 0 && limit !== "none") limits.push(limit);
	return {
		limits,
		unreadable
	};
}
function scale(count, factor) {
	return count === void 0 ? void 0 : count * factor;
}

// src/machine/survey-cpu.ts
function surveyCpu(files, group, accounting) {
	const stat = files.text("/proc/stat") ?? "";
	const all = parseCpuTimes(stat)?.cpus;
	const affinity = parseAllowedCpus(files.text("/proc/self/status") ?? "");
	const shared = affinity === void 0 ? void 0 : parseCpuTimes(stat, affinity)?.cpus;
	const narrowed = affinity !== void 0 && shared !== void 0 && shared !== all;
	const found = findLimits(files, group, accounting);
	const limits = found.limits.filter(({ cpus }) => all === void 0 || cpus < all);
	const obstacles = [
		...found.unreadable.map((file) => `${file} makes no sense`),
		...limits.some(({ used }) => used() === void 0) ? ["the use of the container's CPU quota cannot be read"] : [],
		...all === void 0 && limits.length === 0 ? ["/proc/stat is missing or makes no sense"] : []
	];
	return {
		...all === void 0 ? {} : { cpus: narrowed ? shared : all },
		...narrowed ? { allowed: affinity } : {},
		limits,
		readable: obstacles.length === 0,
		notes: [
			...group === "unseen" ? ["CPU quota of the container, if any: unknown, its control group is not visible here"] : [],
			...limits.length > 0 ? [`CPU quota of the container: ${describeQuota(limits, all)}`] : [],
			...narrowed ? [`CPU affinity: ${shared} of the machine's ${all} CPUs`] : [],
			...obstacles.length > 0 ? [`no CPU reading here (${obstacles.join("; ")}): the gate falls back to slots and declared load`] : [],
			...obstacles.length === 0 && all === void 0 ? ["CPU is the use of the container's quota only: /proc/stat is missing or makes no sense"] : []
		]
	};
}
function findLimits(files, group, accounting) {
	return typeof group === "string" ? {
		limits: [],
		unreadable: []
	} : findCpuLimits(files, group, foundOrAbsent(accounting));
}
function foundOrAbsent(search) {
	return typeof search === "string" ? void 0 : search;
}
function describeQuota(limits, all) {
	const tightest = Math.round(Math.min(...limits.map(({ cpus }) => cpus)) * 100) / 100;
	const unit = tightest > 1 ? "CPUs" : "CPU";
	return all === void 0 ? `${tightest} ${unit}` : `${tightest} ${unit} of the machine's ${all}`;
}

// src/machine/survey-memory.ts
function surveyMemory(files, group) {
	const machine = parseMemoryInfo(files.text("/proc/meminfo") ?? "")?.total;
	const found = typeof group === "string" ? {
		limits: [],
		unreadable: []
	} : findMemoryLimits(files, group);
	const limits = found.limits.filter(({ bytes }) => machine === void 0 || bytes < machine);
	const obstacles = [
		...found.unreadable.map((file) => `${file} makes no sense`),
		...limits.some(({ used }) => used() === void 0) ? ["the container's use of memory cannot be read"] : [],
		...machine === void 0 && limits.length === 0 ? ["/proc/meminfo is missing or makes no sense"] : []
	];
	return {
		...machine === void 0 ? {} : { machine },
		limits,
		readable: obstacles.length === 0,
		notes: [
			...group === "unseen" ? ["memory limit of the container, if any: unknown, its control group is not visible here"] : [],
			...limits.length > 0 ? [`memory limit of the container: ${describeLimit(limits, machine)}`] : [],
			...obstacles.length > 0 ? [`no memory reading here (${obstacles.join("; ")}): the gate falls back to slots and declared load`] : [],
			...obstacles.length === 0 && machine === void 0 ? ["memory is the use of the container's limit only: /proc/meminfo is missing or makes no sense"] : []
		]
	};
}
function describeLimit(limits, machine) {
	const lowest = formatBytes(Math.min(...limits.map(({ bytes }) => bytes)));
	return machine === void 0 ? lowest : `${lowest} of the machine's ${formatBytes(machine)}`;
}
/** Such as `512 MB` and `1.5 GB`, in the powers of 1024 that control groups are set in. */
function formatBytes(bytes) {
	const [amount, unit] = bytes < 2 ** 30 ? [bytes / 2 ** 20, "MB"] : [bytes / 2 ** 30, "GB"];
	return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)} ${unit}`;
}

// src/machine/linux-survey.ts
function surveyLinux(files) {
	const memberships = files.text("/proc/self/cgroup") ?? "";
	const mounts = files.text("/proc/self/mountinfo") ?? "";
	const find = (controller) => findControlGroup(memberships, mounts, controller);
	const [cpuGroup, memoryGroup] = [find("cpu"), find("memory")];
	const cpu = surveyCpu(files, cpuGroup, find("cpuacct"));
	const memory = surveyMemory(files, memoryGroup);
	const versions = [cpuGroup, memoryGroup].flatMap((group) => typeof group === "string" ? [] : [group.version]);
	return {
		cpu,
		memory,
		source: cpu.readable || memory.readable ? ["/proc", ...[...new Set(versions)].sort().map((version) => `cgroup v${version}`)].join(", ") : "none"
	};
}

// src/machine/portable-measure.ts
/**
* Measures macOS, Windows, and a Linux without /proc. The library compares with its own call before, and repeats that
* call's figure when asked again within 200 ms: windows must be longer, and calls must not overlap.
*/
function createPortableMeasure(options) {
	let library;
	let calls = 0;
	return (done) => {
		library ??= options.load();
		calls += 1;
		const first = calls === 1;
		library.then((loads) => Promise.all([readCpu(loads), readMemory(loads, options)])).then(([cpu, memory]) => figuresOf(first ? void 0 : cpu, memory)).catch(() => ({})).then(done);
	};
}
async function readCpu(library) {
	const load = await library.currentLoad();
	return load.rawCurrentLoad + load.rawCurrentLoadIdle > 0 ? toPercent(load.currentLoad / 100) : void 0;
}
async function readMemory(library, options) {
	if (options.platform === "win32") {
		const { total, free } = options.memory();
		return total > 0 ? toPercent((total - free) / total) : void 0;
	}
	const { total, available, buffcache } = await library.mem();
	return total <= 0 || options.platform === "darwin" && buffcache <= 0 ? void 0 : toPercent((total - available) / total);
}
/** This machine's, with the library loaded only when needed: it takes 30 ms, which no start on Linux has to pay. */
function portableOptions() {
	return {
		platform: process.platform,
		load: () => import("./lib.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1)),
		memory: () => ({
			total: os.totalmem(),
			free: os.freemem()
		})
	};
}

// src/machine/process-stat.ts
const CLOSING = 41;
const BLANK = 32;
const ZERO = 48;
const STATE = 3;
const GROUP = 5;
const SESSION = 6;
const FIRST_TIME = 14;
const LAST_TIME = 17;
const RESIDENT = 24;
/**
* Reads one /proc/PID/stat. Undefined when neither its session nor its process group is led by one of the leaders, or when
* the text is cut. Works on bytes and leaves early: it runs for every process of the machine in every window.
*/
function parseProcessStat(stat, leaders) {
	let position = stat.lastIndexOf(CLOSING) + 2;
	if (position < 2) return;
	let leader;
	let group = 0;
	let ticks = 0;
	for (let field = STATE; position < stat.length; field += 1) {
		let value = 0;
		for (; position < stat.length && stat[position] !== BLANK; position += 1) value = value * 10 + (stat[position] ?? ZERO) - ZERO;
		position += 1;
		if (field === GROUP) group = value;
		else if (field === SESSION) {
			leader = leaders.has(value) ? value : leaders.has(group) ? group : void 0;
			if (leader === void 0) return;
		} else if (field >= FIRST_TIME && field <= LAST_TIME) ticks += value;
		else if (field === RESIDENT && leader !== void 0) return {
			leader,
			ticks,
			pages: value
		};
	}
}

// src/machine/process-usage.ts
/**
* Adds up, from one pass over /proc, the processes whose session or process group is led by a task's leader. A time
* never goes down: what an orphan used is lost to the sum when it ends, as nobody of the tree waited for it. What was
* used after the last pass before a leader ended is not in the figures.
*/
function createProcessUsage(files, units) {
	const accounts = /* @__PURE__ */ new Map();
	return (leaders) => {
		if (leaders.size === 0) return;
		const sums = sumTrees(files, new Set(leaders.values()));
		const usage = [];
		for (const [id, leader] of leaders) {
			const sum = sums.get(leader);
			if (sum !== void 0) {
				const ticks = settle(accounts, id, leader, sum.ticks);
				usage.push([id, {
					cpuSeconds: ticks / units.ticksPerSecond,
					memory: sum.pages * units.pageSize
				}]);
			}
		}
		return usage.length === 0 ? void 0 : Object.fromEntries(usage);
	};
}
function sumTrees(files, leaders) {
	const sums = /* @__PURE__ */ new Map();
	for (const name of files.names("/proc")) {
		const first = name.charCodeAt(0);
		const stat = first >= 48 && first <= 57 ? files.head(`/proc/${name}/stat`) : void 0;
		const found = stat === void 0 ? void 0 : parseProcessStat(stat, leaders);
		if (found !== void 0) {
			const sum = sums.get(found.leader) ?? {
				ticks: 0,
				pages: 0
			};
			sum.ticks += found.ticks;
			sum.pages += found.pages;
			sums.set(found.leader, sum);
		}
	}
	return sums;
}
/** Enters what was seen now; returns the task's total. */
function settle(accounts, id, leader, ticks) {
	const account = accounts.get(id) ?? {
		leader,
		earlier: 0,
		highest: 0
	};
	if (account.leader !== leader) {
		account.earlier += account.highest;
		account.highest = 0;
		account.leader = leader;
	}
	account.highest = Math.max(account.highest, ticks);
	accounts.set(id, account);
	return account.earlier + account.highest;
}

// src/machine/this-machine.ts
/** The survey of a Linux that has /proc; undefined on any other system, which is measured through a library. */
function surveyMachine(files, platform) {
	return platform === "linux" && files.names("/proc").length > 0 ? surveyLinux(files) : void 0;
}
/** Measures the machine that this runs on. `now` gives monotonic milliseconds. */
function measureThisMachine(now) {
	const files = createFiles();
	const survey = surveyMachine(files, process.platform);
	return survey === void 0 ? createPortableMeasure(portableOptions()) : createLinuxMeasure(files, survey, now);
}
/** Measures the process trees of this machine; without /proc there are no figures of single tasks. */
function measureThisUsage() {
	const files = createFiles();
	return process.platform === "linux" ? createProcessUsage(files, readKernelUnits(files)) : () => void 0;
}

// src/machine/machine-facts.ts
/** What the run knows of this machine: synchronous, a few small files. */
function readMachineFacts(files = createFiles(), host = thisHost()) {
	const survey = surveyMachine(files, host.platform);
	const processor = readProcessor(files) ?? host.processor();
	return {
		...survey === void 0 ? otherFacts(host) : linuxFacts(survey, host),
		platform: host.platform,
		architecture: host.architecture,
		hostname: host.hostname,
		node: host.node,
		...processor === void 0 || /^\s*(unknown)?\s*$/.test(processor) ? {} : { processor: processor.trim() }
	};
}
function linuxFacts({ cpu, memory, source }, host) {
	return {
		cpus: Math.min(cpu.cpus ?? host.cpus, ...cpu.limits.map(({ cpus }) => cpus)),
		memory: Math.min(memory.machine ?? host.memory, ...memory.limits.map(({ bytes }) => bytes)),
		source,
		notes: [...cpu.notes, ...memory.notes]
	};
}
function otherFacts(host) {
	return {
		cpus: host.cpus,
		memory: host.memory,
		source: "systeminformation",
		notes: [...host.processor() === void 0 ? ["no CPU reading here (the system lists no CPUs): the gate falls back to slots and declared load"] : [], `no CPU and memory figures of single tasks on ${host.platform === "linux" ? "a Linux without /proc" : host.platform}`]
	};
}
/** Only the file's beginning: the kernel asks every CPU for its clock when all of it is read. */
function readProcessor(files) {
	const head = files.head("/proc/cpuinfo");
	return head === void 0 ? void 0 : /^model name\s*:(.+)$/m.exec(new TextDecoder().decode(head))?.[1];
}
function thisHost() {
	return {
		platform: process.platform,
		architecture: process.arch,
		hostname: os.hostname(),
		node: process.version,
		cpus: os.availableParallelism(),
		memory: os.totalmem(),
		processor: () => os.cpus()[0]?.model
	};
}

// src/run/expression-reader.ts
/** Loads the expression language; undefined for missions without a single expression, which need not pay for it. */
async function loadExpressions(mission) {
	if (!hasExpressions(mission)) return void 0;
	const { evaluateCondition, evaluateTemplate, parseCondition, parseTemplate, references } = await import("./expressions2.js");
	const condition = remembering(parseCondition);
	const template = remembering(parseTemplate);
	const asks = (reading) => reading.type === "parsed" && references(reading.parsed).usesChanged;
	return {
		condition,
		template,
		evaluateCondition,
		evaluateTemplate,
		asksForChanges: ({ tasks, services }) => tasks.some((task) => task.if !== void 0 && asks(condition(task.if))) || [...tasks, ...services].some(({ env }) => Object.values(env).some((value) => asks(template(value))))
	};
}
function isTemplate(value) {
	return value.includes("${{");
}
function hasExpressions({ tasks, services }) {
	if (tasks.some((task) => task.if !== void 0)) return true;
	return [...tasks, ...services].some(({ env }) => Object.values(env).some(isTemplate));
}
/** Thousands of tasks may share one text. */
function remembering(parse) {
	const known = /* @__PURE__ */ new Map();
	return (source) => {
		const before = known.get(source);
		if (before !== void 0) return before;
		const parsed = parse(source);
		known.set(source, parsed);
		return parsed;
	};
}

// src/run/event-base.ts
/** From the runner's variables and the event's payload, as `paths` filters of workflows choose it. Never throws. */
async function eventBase(environment) {
	const event = environment.GITHUB_EVENT_NAME ?? "";
	if (event === "") return { type: "default-branch" };
	const payload = await readPayload(environment.GITHUB_EVENT_PATH);
	switch (event) {
		case "pull_request":
		case "pull_request_target": {
			const branch = environment.GITHUB_BASE_REF ?? "";
			return branchPoint$1([branch === "" ? "" : `refs/remotes/origin/${branch}`, text(payload, "pull_request", "base", "sha")], event);
		}
		case "merge_group": return branchPoint$1([text(payload, "merge_group", "base_sha")], event);
		case "push": {
			const before = text(payload, "before");
			if (/^0+$/.test(before)) return {
				type: "default-branch",
				branch: text(payload, "repository", "default_branch")
			};
			if (before !== "") return {
				type: "commit",
				revision: before
			};
			return {
				type: "none",
				why: "the event of this push does not tell the commit before it"
			};
		}
		default: return {
			type: "none",
			why: `the event \`${event}\` is about no change: there is nothing to compare with`
		};
	}
}
function branchPoint$1(candidates, event) {
	const revisions = candidates.filter((revision) => revision !== "");
	if (revisions.length > 0) return {
		type: "branch-point",
		revisions
	};
	return {
		type: "none",
		why: `the event \`${event}\` does not tell its base`
	};
}
/** Unreadable or broken: as if it told nothing. */
async function readPayload(path) {
	if (path === void 0 || path === "") return void 0;
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch {
		return;
	}
}
function text(payload, ...path) {
	let value = payload;
	for (const name of path) {
		if (typeof value !== "object" || value === null) return "";
		value = value[name];
	}
	return typeof value === "string" ? value : "";
}

// src/run/git-command.ts
/** Set by git inside of its hooks; they would make git look at another repository or index than the folder's. */
const REDIRECTING = [
	"GIT_DIR",
	"GIT_WORK_TREE",
	"GIT_INDEX_FILE",
	"GIT_COMMON_DIR",
	"GIT_PREFIX",
	"GIT_NAMESPACE"
];
/** Runs git in this folder, without a shell, without asking for anything and without writing to the repository. */
function gitIn(folder, environment) {
	const env = {
		...definedOnly(environment),
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		LC_ALL: "C"
	};
	return async (...words) => {
		try {
			const { getExecOutput } = await import("./exec2.js");
			const options = {
				cwd: folder,
				env,
				silent: true,
				ignoreReturnCode: true
			};
			const { exitCode, stdout, stderr } = await getExecOutput("git", [...words], options);
			return exitCode === 0 ? {
				type: "answered",
				text: stdout
			} : {
				type: "failed",
				why: firstLine(stderr)
			};
		} catch (error) {
			return {
				type: "failed",
				why: firstLine(error instanceof Error ? error.message : String(error))
			};
		}
	};
}
function definedOnly(environment) {
	const entries = Object.entries(environment).flatMap(([name, value]) => value === void 0 || REDIRECTING.includes(name) ? [] : [[name, value]]);
	return Object.fromEntries(entries);
}
function firstLine(text) {
	return text.trim().split(/\r?\n/, 1)[0]?.replace(/^fatal: /, "") ?? "";
}

// src/run/changed-files.ts
const DIFF = [
	"diff",
	"--name-only",
	"-z",
	"--no-renames",
	"--no-ext-diff"
];
const UNTRACKED = [
	"ls-files",
	"-z",
	"--others",
	"--exclude-standard"
];
const DEFAULT_BRANCHES = [
	"refs/remotes/origin/HEAD",
	...["origin/main", "origin/master"].map((name) => `refs/remotes/${name}`),
	...["main", "master"].map((name) => `refs/heads/${name}`)
];
/**
* What changed against `base`, else against the event's base, else since the branch left the default branch (and where
* nothing differs from that: in the last commit). Locally with what is not committed yet, on a runner without. Never throws.
*/
async function changedFiles({ root, base, environment }) {
	const found = await gitIn(root, environment)("rev-parse", "--show-toplevel");
	if (found.type === "failed") return unknown(`git cannot tell the changed files: ${found.why}`);
	const git = gitIn(found.text.replace(/\r?\n$/, ""), environment);
	if (base !== void 0) return againstUsersBase(git, base, environment);
	const event = await eventBase(environment);
	switch (event.type) {
		case "branch-point": {
			const commit = await branchPoint(git, event.revisions);
			return commit === void 0 ? missing(git, event.revisions[0] ?? "") : againstCommit(git, commit, environment);
		}
		case "commit": {
			const commit = await commitOf(git, event.revision);
			return commit === void 0 ? missing(git, event.revision) : againstCommit(git, commit, environment);
		}
		case "default-branch": return againstDefaultBranch(git, event.branch ?? "", environment);
		case "none": return unknown(`${event.why}; give --base`);
		default: return event;
	}
}
async function againstUsersBase(git, base, environment) {
	if (!/^[^-\s\p{Cc}][^\s\p{Cc}]{0,254}$/u.test(base)) return unknown("expected --base to be a branch, a tag or a commit, found an empty, overlong or unusable name");
	const commit = await branchPoint(git, [base, `refs/remotes/origin/${base}`]);
	return commit === void 0 ? missing(git, base) : againstCommit(git, commit, environment);
}
async function againstDefaultBranch(git, branch, environment) {
	const head = await commitOf(git, "HEAD");
	if (head === void 0) return allFiles(git, environment);
	const point = await branchPoint(git, [...branch === "" ? [] : [`refs/remotes/origin/${branch}`], ...DEFAULT_BRANCHES]);
	if (point === void 0 && await isShallow(git)) return missing(git, "the default branch");
	if (point !== void 0 && point !== head) return againstCommit(git, point, environment);
	if (point === head && isLocal(environment)) {
		const uncommitted = await againstCommit(git, head, environment);
		if (uncommitted.type === "unknown" || uncommitted.files.length > 0) return uncommitted;
	}
	const parent = await commitOf(git, `${head}^`);
	if (parent !== void 0) return againstCommit(git, parent, environment);
	return await isShallow(git) ? missing(git, "HEAD^") : allFiles(git, environment);
}
async function againstCommit(git, commit, environment) {
	if (!isLocal(environment)) return listed(commit, [await git(...DIFF, commit, "HEAD", "--")]);
	return listed(commit, [await git(...DIFF, commit, "--"), await git(...UNTRACKED)]);
}
/** There is no commit to compare with, so that every file is new. */
async function allFiles(git, environment) {
	const tracked = await git("ls-files", "-z", "--cached");
	return listed("nothing", isLocal(environment) ? [tracked, await git(...UNTRACKED)] : [tracked]);
}
function listed(base, answers) {
	const files = /* @__PURE__ */ new Set();
	for (const answer of answers) {
		if (answer.type === "failed") return unknown(`git cannot tell the changed files: ${answer.why}`);
		for (const file of answer.text.split("\0")) if (file !== "") files.add(file);
	}
	return {
		type: "known",
		base,
		files: [...files].sort()
	};
}
/** The first of these revisions that is known decides; nothing where history ends before the branches meet. */
async function branchPoint(git, revisions) {
	for (const revision of revisions) {
		const commit = await commitOf(git, revision);
		if (commit === void 0) continue;
		const answer = await git("merge-base", commit, "HEAD");
		return answer.type === "answered" ? answer.text.trim() : void 0;
	}
}
/** The full name of a commit, so that no revision of the user's reaches another command. */
async function commitOf(git, revision) {
	const answer = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
	const commit = answer.type === "answered" ? answer.text.trim() : "";
	return /^[0-9a-f]{40,64}$/.test(commit) ? commit : void 0;
}
async function missing(git, revision) {
	if (await isShallow(git)) return unknown(`the history that leads to ${revision} was not fetched: check out with \`fetch-depth: 0\``);
	return unknown(`this repository has no commit ${revision} that HEAD shares history with; fetch it, or give another --base`);
}
async function isShallow(git) {
	const answer = await git("rev-parse", "--is-shallow-repository");
	return answer.type === "answered" && answer.text.trim() === "true";
}
/** On a runner, what earlier steps built or downloaded is no change of the author's. */
function isLocal(environment) {
	return environment.GITHUB_ACTIONS !== "true" && (environment.GITHUB_EVENT_NAME ?? "") === "";
}
function unknown(why) {
	return {
		type: "unknown",
		why
	};
}

// src/mission/path-pattern.ts
const NOT_SLASH = (character) => character !== "/";
const ANYTHING = () => true;
/** In front of the two parts of `**` and `/`: both are there or none, so that `**` followed by `/a` is not `xa`. */
const FOLDERS = {
	matches: () => false,
	repeats: false,
	skips: [1, 3]
};
/**
* A `paths` pattern of GitHub, without its `!`: `*` any number of characters but `/`; `**` any number of any, and with a
* slash after it also nothing at all; `[a-z]` one of these; `?` the character before it or nothing; `+` the character
* before it once or more; `\` takes the next one literally. Where there is nothing to repeat or to close, the character
* stands for itself.
*/
function readPattern(pattern) {
	const characters = [...pattern];
	const parts = [];
	let index = 0;
	/** The part that `?` and `+` apply to. */
	let repeatable;
	while (index < characters.length) {
		const character = characters[index] ?? "";
		const before = repeatable === void 0 ? void 0 : parts[repeatable];
		repeatable = void 0;
		if (character === "*") {
			const stars = runOf("*", characters, index);
			index += stars;
			const atStart = index === stars || characters[index - stars - 1] === "/";
			if (stars === 1) parts.push({
				matches: NOT_SLASH,
				repeats: true,
				skips: [1]
			});
			else if (atStart && characters[index] === "/") {
				parts.push(FOLDERS, {
					matches: ANYTHING,
					repeats: true,
					skips: [1]
				}, {
					matches: literally("/"),
					repeats: false
				});
				index += 1;
			} else parts.push({
				matches: ANYTHING,
				repeats: true,
				skips: [1]
			});
			continue;
		}
		if (before !== void 0 && (character === "?" || character === "+")) {
			parts[parts.length - 1] = character === "?" ? {
				...before,
				skips: [1]
			} : {
				...before,
				repeats: true
			};
			index += 1;
			continue;
		}
		const close = character === "[" ? characters.indexOf("]", index + 2) : -1;
		const escaped = character === "\\" ? characters[index + 1] : void 0;
		const matches = close === -1 ? literally(escaped ?? character) : oneOf(characters.slice(index + 1, close));
		parts.push({
			matches,
			repeats: false
		});
		repeatable = parts.length - 1;
		index = close === -1 ? index + (escaped === void 0 ? 1 : 2) : close + 1;
	}
	return parts;
}
function runOf(character, characters, from) {
	let length = 0;
	while (characters[from + length] === character) length += 1;
	return length;
}
function literally(character) {
	return (found) => found === character;
}
/** Characters and ranges; never a slash, so that `*` and `[]` stay inside of a folder. */
function oneOf(members) {
	const single = /* @__PURE__ */ new Set();
	const ranges = [];
	for (let index = 0; index < members.length; index += 1) {
		const from = members[index] ?? "";
		const to = members[index + 2];
		if (members[index + 1] === "-" && to !== void 0) {
			ranges.push([from, to]);
			index += 2;
		} else single.add(from);
	}
	return (found) => found !== "/" && (single.has(found) || ranges.some(([from, to]) => found >= from && found <= to));
}

// src/mission/match-paths.ts
/**
* As `paths` filters of workflows: every pattern must match the whole path, and the last one that matches decides, so
* that `!` takes back what earlier ones let in and a later one lets in again. Without a pattern nothing matches.
*/
function pathMatcher(patterns) {
	const rules = patterns.map((pattern) => {
		const negated = pattern.startsWith("!");
		return {
			negated,
			matches: wholeMatcher(readPattern(negated ? pattern.slice(1) : pattern))
		};
	});
	return (path) => {
		const deciding = rules.findLast(({ matches }) => matches(path));
		return deciding !== void 0 && !deciding.negated;
	};
}
/** Follows all readings of the pattern side by side: linear in both lengths, where a regular expression may go back for ever. */
function wholeMatcher(parts) {
	const reached = Array.from({ length: parts.length + 1 }, (_, index) => reachable(parts, index));
	/** For each part the last round in which it was reached: an array, since a set a character is ten times slower. */
	const rounds = new Uint32Array(parts.length + 1);
	let round = 0;
	return (path) => {
		let current = reached[0] ?? [];
		rounds.fill(0);
		round = 0;
		for (const character of path) {
			round += 1;
			const next = [];
			for (const index of current) {
				const part = parts[index];
				if (part === void 0 || !part.matches(character)) continue;
				for (const after of reached[index + 1] ?? []) add(after, next);
				if (part.repeats) add(index, next);
			}
			if (next.length === 0) return false;
			current = next;
		}
		return current.includes(parts.length);
	};
	function add(index, to) {
		if (rounds[index] === round) return;
		rounds[index] = round;
		to.push(index);
	}
}
/** Where one can be at this part without reading more: parts that may be left out are stepped over. A set visits what is added to it. */
function reachable(parts, from) {
	const found = /* @__PURE__ */ new Set([from]);
	for (const index of found) for (const skip of parts[index]?.skips ?? []) found.add(index + skip);
	return [...found];
}

// src/run/changed-matcher.ts
/** Whether a changed file matches these patterns. Where it is not known what changed, everything may have. */
function changedMatcher(changed) {
	const known = /* @__PURE__ */ new Map();
	return (patterns) => {
		if (changed?.type !== "known") return true;
		const key = patterns.join("\n");
		const before = known.get(key);
		if (before !== void 0) return before;
		const found = changed.files.some(pathMatcher(patterns));
		known.set(key, found);
		return found;
	};
}

// src/run/github-context.ts
/**
* What the `github` context of workflows has, as far as the runner tells it in variables. A list and not a rule, so that
* no token can ever be among them.
*/
const PROPERTIES = [
	...[
		"action",
		"action_path",
		"actor",
		"actor_id",
		"api_url",
		"base_ref",
		"event_name",
		"event_path",
		"graphql_url"
	],
	...[
		"head_ref",
		"job",
		"ref",
		"ref_name",
		"ref_protected",
		"ref_type",
		"repository",
		"repository_id"
	],
	...[
		"repository_owner",
		"repository_owner_id",
		"retention_days",
		"run_attempt",
		"run_id",
		"run_number"
	],
	...[
		"server_url",
		"sha",
		"triggering_actor",
		"workflow",
		"workflow_ref",
		"workflow_sha",
		"workspace"
	]
];
/** The `github` context; away from a runner it is empty. Never throws. */
function githubContext(environment) {
	const context = {};
	for (const name of PROPERTIES) {
		const value = environment[`GITHUB_${name.toUpperCase()}`];
		if (value !== void 0) context[name] = name === "ref_protected" ? value === "true" : value;
	}
	return {
		...context,
		event: eventPayload(environment.GITHUB_EVENT_PATH)
	};
}
/** Unreadable or broken: as if it told nothing. */
function eventPayload(path) {
	if (path === void 0 || path === "") return {};
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return {};
	}
}

// src/run/evaluate-environment.ts
/** In the file's order: each value sees those without an expression and those before it. */
function evaluateEnvironment(scope, expressions) {
	const plain = Object.entries(scope.env).filter(([, value]) => !isTemplate(value));
	const seen = {
		...scope.base,
		...Object.fromEntries(plain)
	};
	const env = {};
	const problems = [];
	for (const [name, value] of Object.entries(scope.env)) {
		const result = isTemplate(value) ? evaluate(value, scope.facts({ ...seen }), expressions) : { text: value };
		if ("text" in result) {
			env[name] = result.text;
			seen[name] = result.text;
		} else problems.push(`environment variable ${name}: ${result.error}`);
	}
	return {
		env,
		problems
	};
}
function evaluate(value, facts, expressions) {
	const reading = expressions.template(value);
	if (reading.type === "rejected") return { error: reading.findings.map(({ message }) => message).join("; ") };
	return expressions.evaluateTemplate(reading.parsed, facts);
}

// src/run/state-facts.ts
function taskFactsOf(state) {
	const facts = Object.create(null);
	for (const { id } of state.mission.tasks) Object.defineProperty(facts, id, {
		enumerable: true,
		get: () => factsOf(state, id)
	});
	for (const [base, ids] of matrices(state)) Object.defineProperty(facts, base, {
		enumerable: true,
		get: () => factsOfAll(ids.map((id) => factsOf(state, id)))
	});
	return facts;
}
/** By the id that the file gives to a matrix: the ids of its combinations. */
function matrices(state) {
	const found = /* @__PURE__ */ new Map();
	for (const task of state.mission.tasks) {
		if (task.matrix === void 0) continue;
		const base = matrixBase(task);
		if (base === task.id) continue;
		found.set(base, [...found.get(base) ?? [], task.id]);
	}
	return found;
}
/** Worst first: what a matrix as a whole has come to, as in workflows. */
const RESULTS = [
	"failure",
	"cancelled",
	"skipped",
	"success"
];
/** A matrix as one: the worst of its results once all have ended, outputs merged with the last combination winning. */
function factsOfAll(all) {
	const outputs = Object.assign({}, ...all.map((facts) => facts.outputs));
	const unended = all.find(({ result }) => result === void 0);
	if (unended !== void 0) return {
		status: all.some(({ status }) => status === "running") ? "running" : unended.status,
		outputs
	};
	const result = RESULTS.find((wanted) => all.some((facts) => facts.result === wanted)) ?? "success";
	const status = all.find((facts) => facts.result === result)?.status ?? "succeeded";
	const durations = all.flatMap(({ duration }) => duration === void 0 ? [] : [duration]);
	return {
		status,
		result,
		outputs,
		...durations.length === 0 ? {} : { duration: Math.max(...durations) }
	};
}
function factsOf(state, id) {
	const task = state.tasks.get(id);
	const outputs = state.outputs.get(id) ?? {};
	if (task?.phase !== "ended") return {
		status: statusOf(task),
		outputs
	};
	const { duration } = task;
	return {
		status: task.status,
		result: resultOf(state, id),
		outputs,
		...duration === void 0 ? {} : { duration: duration / 1e3 }
	};
}
function statusOf(task) {
	switch (task?.phase) {
		case void 0: return "pending";
		case "waiting": return task.reason === void 0 ? "triggered" : "waiting";
		case "stopping": return "running";
		case "pending":
		case "running":
		case "backoff": return task.phase;
		case "ended": return task.status;
		default: return task;
	}
}
/** As `success()` counts it: a failure that may be continued after and one that was not needed are successes. */
function resultOf(state, id) {
	const task = state.tasks.get(id);
	if (task?.phase !== "ended") return "skipped";
	switch (task.status) {
		case "succeeded":
		case "not-needed": return "success";
		case "failed":
		case "timed-out": return taskOf(state, id).continueOnError ? "success" : "failure";
		case "cancelled":
		case "skipped": return task.status;
		default: return task.status;
	}
}
/** What `success()` looks at: its needs, and the one that came first of its `needs-any`. */
function needsOf(state, task) {
	const own = state.tasks.get(task.id);
	const anyBy = own !== void 0 && "anyBy" in own ? own.anyBy : void 0;
	return anyBy === void 0 ? task.needs : [...task.needs, anyBy];
}
/** Of a matrix: whether any of its combinations is. */
function isRunning(state, id) {
	return (state.tasks.has(id) ? [id] : matrices(state).get(id) ?? []).some((each) => {
		const phase = state.tasks.get(each)?.phase;
		return phase === "running" || phase === "stopping";
	});
}

// src/run/make-conditions.ts
const run = { type: "run" };
/** Judges by `paths` first, which ask the least, and then by `if`. */
function makeConditions({ changed, expressions }) {
	return (state, task) => {
		if (task.paths.length > 0 && !changed(task.paths)) return {
			type: "skip",
			reason: `no changed file matches ${task.paths.join(", ")}`
		};
		if (task.if === void 0) return run;
		if (expressions === void 0) return {
			type: "fail",
			reason: `its \`if\` cannot be evaluated here: ${task.if}`
		};
		const reading = expressions.condition(task.if);
		if (reading.type === "rejected") return {
			type: "fail",
			reason: `its \`if\`: ${reading.findings.map(({ message }) => message).join("; ")}`
		};
		const result = expressions.evaluateCondition(reading.parsed, expressions.facts(state, task));
		if ("error" in result) return {
			type: "fail",
			reason: `its \`if\`: ${result.error}`
		};
		if (result.value) return run;
		const failed = reading.parsed.impliesSuccess ? needsOf(state, task).find((id) => !endedWell(state, id)) : void 0;
		return {
			type: "skip",
			reason: failed === void 0 ? `its \`if\` does not hold: ${oneLine(task.if)}` : `${failed} ${statusOf$1(state, failed)}`
		};
	};
}
function oneLine(source) {
	const line = source.trim().replace(/\s+/g, " ");
	return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}

// src/run/language.ts
/** For missions without expressions and `paths`. */
const plainLanguage = {
	conditions: withoutExpressions,
	environment: (_, { env }) => ({
		type: "evaluated",
		env
	})
};
/** @param expressions absent for missions that have none. */
function makeLanguage(expressions, surroundings) {
	const { changed, environment } = surroundings;
	if (expressions === void 0) return {
		...plainLanguage,
		conditions: makeConditions({ changed })
	};
	const tasksOf = /* @__PURE__ */ new WeakMap();
	const facts = (state, owner, env) => {
		const tasks = tasksOf.get(state) ?? taskFactsOf(state);
		tasksOf.set(state, tasks);
		return {
			tasks,
			env,
			github: surroundings.github,
			mission: missionFacts(state.mission),
			matrix: isTask(owner) ? owner.matrix ?? {} : {},
			needs: isTask(owner) ? needsOf(state, owner).map((id) => resultOf(state, id)) : [],
			cancelled: state.closing !== void 0,
			running: (id) => isRunning(state, id),
			changed
		};
	};
	const evaluate = (state, owner) => evaluateEnvironment({
		base: environment,
		env: owner.env,
		facts: (env) => facts(state, owner, env)
	}, expressions);
	return {
		conditions: makeConditions({
			changed,
			expressions: {
				...expressions,
				facts: (state, task) => facts(state, task, {
					...environment,
					...evaluate(state, task).env
				})
			}
		}),
		environment: (state, owner) => {
			const { env, problems } = evaluate(state, owner);
			return problems.length === 0 ? {
				type: "evaluated",
				env
			} : {
				type: "failed",
				message: problems.join("; ")
			};
		}
	};
}
function isTask(owner) {
	return "needs" in owner;
}
function missionFacts({ name, goal, description }) {
	return {
		name,
		...goal === void 0 ? {} : { goal },
		...description === void 0 ? {} : { description }
	};
}

// src/run/prepare-language.ts
/** Gets ready what the expressions and `paths` of a mission ask for, and nothing that they do not. */
async function prepareLanguage(request) {
	const { mission, root, environment, base } = request;
	const expressions = await loadExpressions(mission);
	const asksForPaths = mission.tasks.some((task) => task.paths.length > 0);
	if (expressions === void 0 && !asksForPaths) return {
		language: plainLanguage,
		notes: []
	};
	const changed = asksForPaths || expressions?.asksForChanges(mission) === true ? await changedFiles({
		root,
		environment,
		...base === void 0 ? {} : { base }
	}) : void 0;
	return {
		language: makeLanguage(expressions, {
			environment: callerEnvironment(environment),
			github: githubContext(environment),
			changed: changedMatcher(changed)
		}),
		notes: changed?.type === "unknown" ? [`nothing is skipped for unchanged files, as they are not known: ${changed.why}`] : [],
		...changed === void 0 ? {} : { changed }
	};
}

export { measureThisMachine as a, readMachineFacts as i, plainLanguage as n, measureThisUsage as o, isTemplate as r, prepareLanguage as t };