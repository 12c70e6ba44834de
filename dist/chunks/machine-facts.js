import { i as __toESM } from "./rolldown-runtime.js";
import { a as parseNamedCount, i as parseMemoryLimit, n as parseCount, o as findControlGroup, r as parseCpuMax, s as createFiles, t as parseCfsQuota } from "./cgroup-files.js";
import os from "node:os";

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
				file,
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
				file: bytes === own ? file : `${folder}/memory.stat`,
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
		groups: {
			cpu: cpuGroup,
			memory: memoryGroup
		},
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

export { parseCpuTimes as a, surveyMachine as i, measureThisMachine as n, readKernelUnits as o, measureThisUsage as r, readMachineFacts as t };