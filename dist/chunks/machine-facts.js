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
const NEW_LINE = 10;
const ZERO = 48;
const STATE = 3;
const PARENT = 4;
const GROUP = 5;
const SESSION = 6;
const MINOR_FAULTS = 10;
const MAJOR_FAULTS = 12;
const FIRST_TIME = 14;
const FIRST_CHILD_TIME = 16;
const LAST_TIME = 17;
const START = 22;
const RESIDENT = 24;
/**
* Reads one /proc/PID/stat; undefined when the text is cut. Works on bytes: it runs for every process of the machine in
* every window.
*/
function parseProcessStat(pid, stat) {
	let position = stat.lastIndexOf(CLOSING) + 2;
	if (position < 2) return;
	const row = {
		pid,
		parent: 0,
		group: 0,
		session: 0,
		ticks: 0,
		childTicks: 0,
		start: 0,
		faults: 0,
		pages: 0
	};
	for (let field = STATE; position < stat.length; field += 1) {
		let value = 0;
		for (; position < stat.length && stat[position] !== BLANK && stat[position] !== NEW_LINE; position += 1) value = value * 10 + (stat[position] ?? ZERO) - ZERO;
		position += 1;
		if (field === PARENT) row.parent = value;
		else if (field === GROUP) row.group = value;
		else if (field === SESSION) row.session = value;
		else if (field === MINOR_FAULTS || field === MAJOR_FAULTS) row.faults += value;
		else if (field >= FIRST_TIME && field <= LAST_TIME) {
			row.ticks += value;
			row.childTicks += field >= FIRST_CHILD_TIME ? value : 0;
		} else if (field === START) row.start = value;
		else if (field === RESIDENT) {
			row.pages = value;
			return row;
		}
	}
}
const latin = new TextDecoder("latin1");
const HIGH_WATER = /^VmHWM:\s*(\d+) kB$/m;
/** Bytes that were resident at most since the program was started, from /proc/PID/status; undefined for a zombie. */
function parseHighWater(status) {
	const kilobytes = HIGH_WATER.exec(latin.decode(status))?.[1];
	return kilobytes === void 0 ? void 0 : Number(kilobytes) * 1024;
}

// src/machine/process-list.ts
/** A number that passed from a dismissed process to a new one between two readings is found out after so many. */
const RENEWED_AFTER = 10;
/** One small file is read for each process. On any machine most are others', so that leaving them out is what makes it cheap. */
function createProcessList(files) {
	let dismissed = /* @__PURE__ */ new Set();
	let readings = 0;
	return {
		read: () => {
			const before = readings % RENEWED_AFTER === 0 ? /* @__PURE__ */ new Set() : dismissed;
			readings += 1;
			dismissed = /* @__PURE__ */ new Set();
			const rows = /* @__PURE__ */ new Map();
			for (const name of files.names("/proc")) {
				const first = name.charCodeAt(0);
				if (first < 48 || first > 57) continue;
				const pid = Number(name);
				const row = before.has(pid) ? void 0 : readProcess(pid, files);
				if (row !== void 0) rows.set(pid, row);
				else if (before.has(pid)) dismissed.add(pid);
			}
			return rows;
		},
		dismiss: (pid) => dismissed.add(pid)
	};
}
/**
* A process and what descends from it, without a look at the others of the machine. The kernel lists the children of the
* first thread alone, and some kernels none: what is missing is found in the list of all.
*/
function listTree(files, leader) {
	const rows = /* @__PURE__ */ new Map();
	const open = [leader];
	for (let pid = open.pop(); pid !== void 0; pid = open.pop()) {
		const row = rows.has(pid) ? void 0 : readProcess(pid, files);
		if (row === void 0) continue;
		rows.set(pid, row);
		const children = files.text(`/proc/${pid}/task/${pid}/children`) ?? "";
		for (const child of children.split(" ")) if (child !== "") open.push(Number(child));
	}
	return rows;
}
/** From a process upwards, itself included. */
function ancestorsOf(pid, files) {
	const ancestors = [];
	for (let next = pid; next > 0 && !ancestors.includes(next); next = readProcess(next, files)?.parent ?? 0) ancestors.push(next);
	return ancestors;
}
function readProcess(pid, files) {
	const stat = files.head(`/proc/${pid}/stat`);
	return stat === void 0 ? void 0 : parseProcessStat(pid, stat);
}

// src/machine/share-out.ts
/** Of a CPU: what is taken for the least that something does which was seen to do nothing. */
const LEAST_RATE = .02;
/**
* Divides the ticks that all of them used between them: to each what was seen of it, and of the rest by how long it was
* unseen and how busy it was before. What was never seen is taken to have used one CPU.
*
* @param fullRate ticks a millisecond of one whole CPU
* @returns ticks of each, in the same order; their sum is `total`
*/
function shareOut(total, ended, fullRate) {
	const seen = ended.reduce((sum, one) => sum + one.seen, 0);
	if (seen >= total) return ended.map((one) => seen === 0 ? 0 : total * one.seen / seen);
	const weights = ended.map((one) => (one.unseen + 1) * Math.max(one.rate ?? fullRate, LEAST_RATE * fullRate));
	const weight = weights.reduce((sum, one) => sum + one, 0);
	return ended.map((one, index) => one.seen + (total - seen) * (weights[index] ?? 0) / weight);
}

// src/machine/tree-account.ts
function openAccount(leader, id, began) {
	return {
		leader,
		id,
		began,
		ticks: 0,
		orphans: /* @__PURE__ */ new Map(),
		rate: 0,
		pages: 0,
		peak: 0,
		marks: /* @__PURE__ */ new Map()
	};
}
/**
* Enters what was seen of its members. The peak is what was resident at a look, plus, for each process that reached a new
* high-water mark since the look before, what it has given back since: peaks of one window are taken as having coincided.
* Pages that processes share count once for each of them.
*/
function enterLook(account, members, { at, pageSize, highWater }) {
	const before = account.ticks;
	account.ticks = Math.max(before, countTicks(account, members));
	account.rate = (account.ticks - before) / Math.max(1, at - (account.looked ?? account.began));
	account.looked = at;
	const marks = /* @__PURE__ */ new Map();
	let pages = 0;
	let given = 0;
	for (const { pid, start, faults, pages: own } of members.values()) {
		pages += own;
		const mark = account.marks.get(pid);
		const old = mark?.start === start ? mark : void 0;
		const bytes = old?.faults === faults && old.pages === own ? old.bytes : highWater(pid) ?? 0;
		marks.set(pid, {
			start,
			faults,
			pages: own,
			bytes
		});
		if (bytes > (old?.bytes ?? 0)) given += Math.max(0, bytes - own * pageSize);
	}
	account.marks = marks;
	account.pages = pages;
	account.peak = Math.max(account.peak, pages * pageSize + given);
}
/** Those of each orphan are kept beyond its end: nobody of the tree waits for it, so no parent's time contains it. */
function countTicks({ leader, orphans }, members) {
	const tops = /* @__PURE__ */ new Map();
	for (const row of members.values()) {
		const top = topOf(row, members);
		tops.set(top, (tops.get(top) ?? 0) + row.ticks);
	}
	let ticks = 0;
	for (const [top, sum] of tops) if (top.pid === leader) ticks += sum;
	else orphans.set(keyOf(top), Math.max(sum, orphans.get(keyOf(top)) ?? 0));
	return ticks + orphanTicks(orphans);
}
function orphanTicks(orphans) {
	let ticks = 0;
	for (const own of orphans.values()) ticks += own;
	return ticks;
}
function topOf(row, members) {
	let top = row;
	for (let steps = 0; steps < members.size; steps += 1) {
		const parent = members.get(top.parent);
		if (parent === void 0) return top;
		top = parent;
	}
	return top;
}
function keyOf({ pid, start }) {
	return `${pid} ${start}`;
}

// src/machine/tree-members.ts
/**
* By leader, its members: those of its session or group, and what descends from a member. What detached itself (`setsid`)
* is found by its parents while they live, and stays a member when it was seen before they ended; a daemon whose parents
* were gone at once is known by the mark in its environment.
*/
function membersOf(rows, { leaders, escaped, markedFor }) {
	const owners = /* @__PURE__ */ new Map();
	for (const [pid, { start, leader }] of escaped) if (rows.get(pid)?.start !== start || !leaders.has(leader)) escaped.delete(pid);
	function ownerOf(row) {
		if (owners.has(row.pid)) return owners.get(row.pid);
		owners.set(row.pid, void 0);
		const owner = ownOwner(row) ?? foundOwner(row);
		owners.set(row.pid, owner);
		return owner;
	}
	function ownOwner({ pid, group, session }) {
		if (leaders.has(pid)) return pid;
		if (leaders.has(session)) return session;
		return leaders.has(group) ? group : void 0;
	}
	function foundOwner(row) {
		const before = escaped.get(row.pid);
		if (before !== void 0) return before.leader;
		const parent = rows.get(row.parent);
		const leader = (parent === void 0 ? void 0 : ownerOf(parent)) ?? markOf(row);
		if (leader !== void 0) escaped.set(row.pid, {
			start: row.start,
			leader
		});
		return leader;
	}
	/** What an earlier step of the same task left running is not the newer one's. */
	function markOf(row) {
		const leader = markedFor(row);
		const leading = leader === void 0 ? void 0 : rows.get(leader);
		return leading !== void 0 && leading.start <= row.start ? leader : void 0;
	}
	const members = /* @__PURE__ */ new Map();
	for (const row of rows.values()) {
		const owner = ownerOf(row);
		if (owner === void 0) continue;
		const list = members.get(owner);
		if (list === void 0) members.set(owner, /* @__PURE__ */ new Map([[row.pid, row]]));
		else list.set(row.pid, row);
	}
	return members;
}

// src/machine/usage-meter.ts
/** Milliseconds after its start at which a tree is looked at alone: what ends before the next window is seen too. */
const EARLY_LOOKS = [40, 250];
/**
* Measures process trees on Linux. CPU: our own time of waited-for children (/proc/self/stat) grows, when the leader of a
* tree is reaped, by what it and all of its descendants used that were waited for in turn, to the last tick. On top comes
* what was seen of those that nobody waited for, and that alone can be missed: daemons that come and go between two looks.
* Memory: resident pages and high-water marks at the looks, one a window and two soon after the start; a process that
* begins and ends between two looks is not seen.
*/
function createUsageMeter({ files, units, now, idOf }) {
	const trees = /* @__PURE__ */ new Map();
	const timers = /* @__PURE__ */ new Map();
	/** By id, seconds of the trees that ended: of earlier steps and attempts. */
	const earlier = /* @__PURE__ */ new Map();
	const escaped = /* @__PURE__ */ new Map();
	const list = createProcessList(files);
	const own = readOwn();
	const since = own?.start ?? 0;
	/** Who may become the parent of our orphans: the first process, or one that we descend from ourselves. */
	const adopters = /* @__PURE__ */ new Set([1, ...own === void 0 ? [] : ancestorsOf(own.parent, files)]);
	let childTicks;
	let ending = [];
	function readOwn() {
		const stat = files.head("/proc/self/stat");
		return stat === void 0 ? void 0 : parseProcessStat(0, stat);
	}
	function started(leader, id) {
		if (trees.size === 0 && ending.length === 0) childTicks = readOwn()?.childTicks;
		const account = openAccount(leader, id, now());
		trees.set(leader, account);
		if (id !== void 0) lookEarly(account, 0);
	}
	function lookEarly(account, index) {
		const due = EARLY_LOOKS[index];
		if (due === void 0) return;
		const look = () => {
			const members = listTree(files, account.leader);
			if (members.size > 0) enter(account, members);
			lookEarly(account, index + 1);
		};
		timers.set(account.leader, setTimeout(look, Math.max(1, account.began + due - now())).unref());
	}
	function enter(account, members) {
		enterLook(account, members, {
			at: now(),
			pageSize: units.pageSize,
			highWater: (pid) => {
				const status = files.head(`/proc/${pid}/status`);
				return status === void 0 ? void 0 : parseHighWater(status);
			}
		});
	}
	function exited(leader, settled) {
		const account = trees.get(leader);
		if (account === void 0) {
			settled(void 0);
			return;
		}
		trees.delete(leader);
		clearTimeout(timers.get(leader));
		timers.delete(leader);
		ending.push({
			account,
			settled
		});
		if (ending.length === 1) setImmediate(settleAll);
	}
	function settleAll() {
		const all = ending;
		ending = [];
		const after = readOwn()?.childTicks;
		const grown = after === void 0 || childTicks === void 0 ? void 0 : Math.max(0, after - childTicks);
		childTicks = after;
		const at = now();
		const ended = all.map(({ account }) => ({
			seen: account.ticks - orphanTicks(account.orphans),
			unseen: at - (account.looked ?? account.began),
			rate: account.looked === void 0 ? void 0 : account.rate
		}));
		const shares = grown === void 0 ? [] : shareOut(grown, ended, units.ticksPerSecond / 1e3);
		for (const [index, { account, settled }] of all.entries()) settled(close(account, shares[index]));
	}
	function close({ id, ticks, orphans, peak }, waited) {
		if (waited === void 0) return void 0;
		const cpuSeconds = Math.max(ticks, waited + orphanTicks(orphans)) / units.ticksPerSecond;
		if (id !== void 0) earlier.set(id, (earlier.get(id) ?? 0) + cpuSeconds);
		return {
			cpuSeconds,
			...peak > 0 ? { peakMemory: peak } : {}
		};
	}
	function measure() {
		if (trees.size === 0) return void 0;
		const rows = list.read();
		const leaders = new Set(trees.keys());
		const markedFor = ({ pid, parent, start }) => adopters.has(parent) && start >= since ? leaderOf(idOf(pid)) : void 0;
		const members = membersOf(rows, {
			leaders,
			escaped,
			markedFor
		});
		const ours = new Set([...members.values()].flatMap((own) => [...own.keys()]));
		for (const pid of rows.keys()) if (!ours.has(pid)) list.dismiss(pid);
		const usage = [];
		for (const account of trees.values()) {
			const own = members.get(account.leader);
			if (account.id === void 0 || own === void 0) continue;
			enter(account, own);
			const cpuSeconds = (earlier.get(account.id) ?? 0) + account.ticks / units.ticksPerSecond;
			usage.push([account.id, {
				cpuSeconds,
				memory: account.pages * units.pageSize
			}]);
		}
		return usage.length === 0 ? void 0 : Object.fromEntries(usage);
	}
	function leaderOf(id) {
		if (id === void 0) return void 0;
		for (const account of trees.values()) if (account.id === id) return account.leader;
	}
	return {
		started,
		exited,
		measure
	};
}
/** Where processes cannot be measured. */
const noMeter = {
	started: () => {},
	exited: (_, settled) => settled(void 0),
	measure: () => void 0
};

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
/**
* Measures process trees on this machine; without /proc there are no figures of single tasks. `idOf` reads the mark of
* this run in the environment of a process.
*/
function meterThisMachine(idOf) {
	const files = createFiles();
	if (process.platform !== "linux") return noMeter;
	return createUsageMeter({
		files,
		units: readKernelUnits(files),
		now: () => performance.now(),
		idOf
	});
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

export { parseCpuTimes as a, surveyMachine as i, measureThisMachine as n, readKernelUnits as o, meterThisMachine as r, readMachineFacts as t };