const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
const require_command_fingerprints = require("./command-fingerprints.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/files/set-aside.ts
const MOST = 1e3;
function setAside(path) {
	for (let number = 1; number <= MOST; number += 1) {
		const kept = `${path}.damaged-${number}`;
		try {
			(0, node_fs.closeSync)((0, node_fs.openSync)(kept, "wx"));
		} catch (error) {
			if (require_mission.errorCode(error) === "EEXIST") continue;
			throw error;
		}
		try {
			(0, node_fs.renameSync)(path, kept);
			return kept;
		} catch (error) {
			(0, node_fs.rmSync)(kept, { force: true });
			throw error;
		}
	}
	throw new Error(`expected fewer than ${MOST} damaged files that were set aside before`);
}

// src/history/keep-newest.ts
const KEPT_LINES = 50;
function keepNewest(entries, mostCharacters) {
	const counts = /* @__PURE__ */ new Map();
	const kept = [];
	let room = mostCharacters;
	for (const entry of entries.toReversed()) {
		const { mission, task } = entry.line;
		const key = JSON.stringify([mission, task]);
		const count = counts.get(key) ?? 0;
		if (count >= 50) continue;
		room -= entry.text.length + 1;
		if (room < 0) break;
		counts.set(key, count + 1);
		kept.push(entry);
	}
	return kept.reverse();
}

// src/history/learn-overhead.ts
function learnOverhead(lines, mission) {
	const known = lines.flatMap((line) => line.mission === mission ? line.overhead ?? [] : []).slice(-30);
	const sorted = known.toSorted((one, other) => one - other);
	const overhead = sorted[Math.floor(sorted.length / 2)];
	return overhead === void 0 ? void 0 : {
		overhead,
		jobs: known.length
	};
}

// src/history/line.ts
const VERSION = 1;
const statuses = {
	succeeded: true,
	failed: true,
	"timed-out": true,
	cancelled: true,
	skipped: true,
	"not-needed": true
};
function printLine(line) {
	const { mission, run, task, status, duration, attempts, cpuSeconds, peakMemory, cpus, demand, solo, services } = line;
	const { crowded, budget, overhead, machine, commands, commit, clean } = line;
	return JSON.stringify({
		v: VERSION,
		mission,
		run,
		task,
		status,
		duration,
		attempts,
		cpuSeconds,
		peakMemory,
		cpus,
		demand,
		solo,
		services,
		crowded,
		budget,
		overhead,
		machine,
		commands,
		commit,
		clean
	});
}
function parseLine(text) {
	const value = parseJson(text);
	if (typeof value !== "object" || value === null) return void 0;
	const { v, mission, run, task, status, duration, attempts, commands, commit, clean, ...rest } = value;
	if (!(v === VERSION && typeof mission === "string" && typeof run === "string" && typeof task === "string" && isStatus(status) && isAmount(duration) && isAmount(attempts) && typeof commands === "string")) return void 0;
	return {
		mission,
		run,
		task,
		status,
		duration,
		attempts,
		...usage(rest),
		commands,
		...typeof commit === "string" ? {
			commit,
			...clean === true ? { clean } : {}
		} : {}
	};
}
function usage(value) {
	const { cpuSeconds, peakMemory, cpus, demand, solo, services, crowded, budget, overhead, machine } = value;
	return {
		...isAmount(cpuSeconds) ? { cpuSeconds } : {},
		...isAmount(peakMemory) ? { peakMemory } : {},
		...isAmount(cpus) ? { cpus } : {},
		...isAmount(demand) ? { demand } : {},
		...isAmount(solo) ? { solo } : {},
		...isAmount(services) ? { services } : {},
		...crowded === true ? { crowded } : {},
		...isAmount(budget) ? { budget } : {},
		...isAmount(overhead) ? { overhead } : {},
		...parseMachine(machine)
	};
}
function parseMachine(value) {
	if (typeof value !== "object" || value === null) return {};
	const { platform, architecture, cpus, memory } = value;
	return typeof platform === "string" && typeof architecture === "string" && isAmount(cpus) && isAmount(memory) ? { machine: {
		platform,
		architecture,
		cpus,
		memory
	} } : {};
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function isStatus(value) {
	return typeof value === "string" && Object.hasOwn(statuses, value);
}
function isAmount(value) {
	return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

// src/history/parse.ts
function parseHistory(text) {
	const lines = text.split("\n");
	const torn = lines.pop() !== "";
	const entries = /* @__PURE__ */ new Map();
	let foreign = 0;
	for (const line of lines) {
		if (line === "") continue;
		const parsed = parseLine(line);
		if (parsed === void 0) foreign += 1;
		else entries.set(line, {
			text: line,
			line: parsed
		});
	}
	return {
		entries: [...entries.values()],
		foreign,
		torn
	};
}

// src/history/past-verdicts.ts
function pastVerdicts(lines, mission, commands) {
	const found = /* @__PURE__ */ new Map();
	for (const { mission: name, task, commands: fingerprint, status, commit, clean } of lines) {
		if (name !== mission.name || fingerprint !== commands.get(task) || commit === void 0) continue;
		if (status === "succeeded" && clean === true) require_mission.append(found, task, {
			commit,
			succeeded: true
		});
		if (status === "failed" || status === "timed-out") require_mission.append(found, task, {
			commit,
			succeeded: false
		});
	}
	return found;
}

// src/history/count-flaky-runs.ts
function countFlakyRuns(lines) {
	const goodCommits = new Set(lines.flatMap(({ status, commit }) => status === "succeeded" ? [commit] : []));
	const isFlaky = (line, index) => {
		if (line.status === "succeeded") return line.attempts > 1;
		if (line.commit !== void 0) return goodCommits.has(line.commit);
		return lines[index - 1]?.status === "succeeded" && lines[index + 1]?.status === "succeeded";
	};
	return lines.filter(isFlaky).length;
}

// src/history/spread.ts
function spreadOf(values) {
	if (values.length === 0) return void 0;
	const sorted = values.toSorted((one, other) => one - other);
	const median = quantile(sorted, .5);
	const distances = sorted.map((value) => Math.abs(value - median)).sort((one, other) => one - other);
	return {
		median,
		low: quantile(sorted, .25),
		high: quantile(sorted, .75),
		deviation: 1.4826 * quantile(distances, .5)
	};
}
function quantile(sorted, share) {
	const position = (sorted.length - 1) * share;
	const below = sorted[Math.floor(position)] ?? 0;
	return below + ((sorted[Math.ceil(position)] ?? below) - below) * (position - Math.floor(position));
}

// src/history/predict-tasks.ts
const ENOUGH = 5;
const ENOUGH_FOR_TREND = 8;
function predictTasks(lines, mission, commands, machine) {
	const byTask = /* @__PURE__ */ new Map();
	for (const line of lines) {
		if (line.mission !== mission.name || line.commands !== commands.get(line.task)) continue;
		require_mission.append(byTask, line.task, line);
	}
	return Object.fromEntries(mission.tasks.flatMap(({ id, cpus }) => {
		const own = byTask.get(id) ?? [];
		const prediction = predictTask(own);
		if (prediction === void 0) return [];
		const demand = mission.admission.learn ? require_mission.learnDemand(own, machine, cpus) : void 0;
		return [[id, demand === void 0 ? prediction : {
			...prediction,
			demand
		}]];
	}));
}
function predictTask(lines) {
	const durations = lines.flatMap(({ status, duration }) => status === "succeeded" ? [duration] : []).slice(-20);
	const spread = spreadOf(durations);
	const solo = spreadOf(lines.flatMap((line) => line.status === "succeeded" && line.solo !== void 0 ? [line.solo] : []).slice(-20));
	if (spread === void 0) return void 0;
	const verdicts = lines.filter(isVerdict).slice(-20);
	const { median, low, high, deviation } = spread;
	const slowAbove = median + Math.max(3 * deviation, median / 10, 1e3);
	return {
		expect: Math.round(median),
		...solo === void 0 ? {} : { solo: Math.round(Math.min(solo.median, median)) },
		low: Math.round(low),
		high: Math.round(high),
		runs: durations.length,
		last: durations.slice(-10),
		...durations.length < ENOUGH ? {} : { slowAbove: Math.round(slowAbove) },
		...trendOf(durations, deviation),
		flakiness: {
			runs: verdicts.length,
			flaky: countFlakyRuns(verdicts)
		}
	};
}
function trendOf(durations, deviation) {
	const middle = Math.floor(durations.length / 2);
	const older = spreadOf(durations.slice(0, middle))?.median ?? 0;
	const newer = spreadOf(durations.slice(-middle))?.median ?? 0;
	if (durations.length < ENOUGH_FOR_TREND || older < 1) return {};
	return { trend: Math.abs(newer - older) <= deviation ? 0 : Math.round(100 * (newer - older) / older) };
}
function isVerdict({ status }) {
	return status === "succeeded" || status === "failed" || status === "timed-out";
}

// src/history/record-run.ts
function recordRun(report, commands, tested) {
	const lines = [];
	for (const [id, task] of report.tasks) {
		const attempt = task.attemptList.at(-1);
		const { status } = task;
		if (attempt === void 0 || !require_mission.hasEnded(status)) continue;
		lines.push({
			mission: report.mission.name,
			run: report.started,
			task: id,
			status,
			duration: Math.round(require_mission.attemptDuration(report, attempt)),
			attempts: task.attempts,
			...task.usage === void 0 ? {} : {
				cpuSeconds: thousandths(task.usage.cpuSeconds),
				peakMemory: task.usage.peakMemory
			},
			...cpusOf(report, attempt),
			...task.task.cpus === void 0 ? {} : { budget: task.task.cpus },
			machine: require_mission.historyMachine(report.machine),
			commands: commands.get(id) ?? "",
			...tested === void 0 ? {} : {
				commit: tested.commit,
				...tested.clean ? { clean: true } : {}
			}
		});
	}
	return lines;
}
function cpusOf(report, attempt) {
	const seconds = require_mission.attemptDuration(report, attempt) / 1e3;
	if (attempt.usage === void 0 || seconds <= 0) return {};
	const solo = require_mission.attemptSolo(report, attempt);
	return {
		cpus: thousandths(attempt.usage.cpuSeconds / seconds),
		...solo === void 0 ? {} : {
			demand: thousandths(solo.cpus),
			solo: Math.round(solo.duration)
		},
		...solo?.services === void 0 ? {} : { services: thousandths(solo.services) },
		...require_mission.isCrowded(report, attempt) ? { crowded: true } : {}
	};
}
function thousandths(value) {
	return Math.round(1e3 * value) / 1e3;
}

// src/run/history/append.ts
const TRIES = 5;
const flags = node_fs.constants.O_RDWR | node_fs.constants.O_APPEND | node_fs.constants.O_CREAT | require_mission.noFollowFlags;
function appendToHistory(path, text) {
	require_mission.makeFolder((0, node_path.dirname)(path));
	for (let left = TRIES;; left -= 1) {
		const file = (0, node_fs.openSync)(path, flags, 420);
		try {
			const before = (0, node_fs.fstatSync)(file);
			if (!before.isFile()) throw new Error("it is not a regular file");
			(0, node_fs.writeFileSync)(file, Buffer.from(endsWhole(file, before.size) ? text : `\n${text}`));
			const after = (0, node_fs.fstatSync)(file);
			const there = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
			if (there?.ino === after.ino && there.dev === after.dev || left === 0) return after.size;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	}
}
function endsWhole(file, size) {
	if (size === 0) return true;
	const last = Buffer.alloc(1);
	(0, node_fs.readSync)(file, last, 0, 1, size - 1);
	return last[0] === 10;
}

// src/run/history/read-text.ts
const LIMIT = 67108864;
function readHistoryText(path) {
	const expected = `expected the history of earlier runs in ${path}, found`;
	try {
		const stats = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
		if (stats === void 0) return { type: "absent" };
		if (stats.isDirectory()) return {
			type: "unusable",
			message: `${expected} a folder`
		};
		if (!stats.isFile()) return {
			type: "unusable",
			message: `${expected} ${stats.isSymbolicLink() ? "a symbolic link" : "a device or pipe"}`
		};
	} catch (error) {
		return {
			type: "unusable",
			message: `${expected} ${require_mission.errorText$1(error)}`
		};
	}
	const part = require_mission.readFilePart(path, "start", LIMIT);
	switch (part.type) {
		case "absent": return part;
		case "unreadable": return {
			type: "unusable",
			message: `${expected} ${part.message}`
		};
		case "read": return part.size > LIMIT ? {
			type: "foreign",
			message: `${expected} ${part.size} bytes, more than a history can have`
		} : {
			type: "read",
			text: part.bytes.toString("utf8")
		};
		default: return part;
	}
}

// src/run/history/shorten.ts
const MOST_CHARACTERS = 16777216;
const STALE = 6e4;
function charactersOf(entries) {
	return entries.reduce((sum, { text }) => sum + text.length + 1, 0);
}
function shortenHistory(path) {
	const partial = `${path}.partial`;
	const target = claim(partial);
	if (target === void 0) return;
	let source;
	let moved = false;
	try {
		source = (0, node_fs.openSync)(path, require_mission.noFollowReadFlags);
		const { size } = (0, node_fs.fstatSync)(source);
		const data = read(source, 0, size);
		const { entries, foreign } = parseHistory(data.toString("utf8"));
		if (foreign > 0) return;
		const kept = keepNewest(entries, MOST_CHARACTERS);
		(0, node_fs.writeFileSync)(target, Buffer.from(kept.map((entry) => `${entry.text}\n`).join("")));
		(0, node_fs.renameSync)(partial, path);
		moved = true;
		const whole = data.lastIndexOf(10) + 1;
		const late = read(source, whole, (0, node_fs.fstatSync)(source).size - whole);
		const lines = late.subarray(0, late.lastIndexOf(10) + 1);
		if (lines.length > 0) appendToHistory(path, lines.toString("utf8"));
	} finally {
		(0, node_fs.closeSync)(target);
		if (source !== void 0) (0, node_fs.closeSync)(source);
		if (!moved) (0, node_fs.rmSync)(partial, { force: true });
	}
}
function claim(partial) {
	try {
		return (0, node_fs.openSync)(partial, "wx", 420);
	} catch (error) {
		if (require_mission.errorCode(error) !== "EEXIST") throw error;
		const stats = (0, node_fs.lstatSync)(partial, { throwIfNoEntry: false });
		if (stats !== void 0 && Date.now() - stats.mtimeMs > STALE) (0, node_fs.rmSync)(partial, {
			recursive: true,
			force: true
		});
		return;
	}
}
function read(file, from, length) {
	const bytes = Buffer.alloc(length);
	let done = 0;
	while (done < length) {
		const count = (0, node_fs.readSync)(file, bytes, done, length - done, from + done);
		if (count === 0) break;
		done += count;
	}
	return bytes.subarray(0, done);
}

// src/run/history/file.ts
var file_exports = /* @__PURE__ */ require_rolldown_runtime.__exportAll({
	openHistory: () => openHistory,
	readHistory: () => readHistory
});
const SMALL = 65536;
function openHistory(path, mission, machine) {
	const commands = require_command_fingerprints.commandFingerprints(mission);
	const { entries, notes, usable } = repaired(path);
	const kept = charactersOf(keepNewest(entries, MOST_CHARACTERS));
	return {
		...knowledge(entries, mission, commands, machine),
		notes,
		record: (report, tested, overhead) => {
			if (!usable) return void 0;
			const [first, ...more] = recordRun(report, commands, tested);
			if (first === void 0) return void 0;
			const lines = [overhead === void 0 ? first : {
				...first,
				overhead
			}, ...more];
			try {
				if (appendToHistory(path, lines.map((line) => `${printLine(line)}\n`).join("")) > Math.max(SMALL, 2 * kept)) tryToShorten(path);
				return;
			} catch (error) {
				return `this run could not be added to the history ${path}: ${require_mission.errorText$1(error)}`;
			}
		}
	};
}
function readHistory(path, mission, machine) {
	const read = readHistoryText(path);
	const { entries, foreign } = parseHistory(read.type === "read" ? read.text : "");
	const known = knowledge(entries, mission, require_command_fingerprints.commandFingerprints(mission), machine);
	if (read.type === "unusable" || read.type === "foreign") return {
		...known,
		notes: [read.message]
	};
	return {
		...known,
		notes: foreign === 0 ? [] : [damage(path, foreign)]
	};
}
function knowledge(entries, mission, commands, machine) {
	const lines = entries.map(({ line }) => line);
	const overhead = learnOverhead(lines, mission.name);
	return {
		...overhead === void 0 ? {} : { overhead },
		predictions: predictTasks(lines, mission, commands, machine),
		verdicts: pastVerdicts(lines, mission, commands)
	};
}
function repaired(path) {
	const read = readHistoryText(path);
	switch (read.type) {
		case "absent": return {
			entries: [],
			notes: [],
			usable: true
		};
		case "unusable": return {
			entries: [],
			notes: [`${read.message}; the run continues without a history`],
			usable: false
		};
		case "foreign": return replaced(path, read.message);
		case "read": {
			const { entries, foreign, torn } = parseHistory(read.text);
			if (foreign > 0) return replaced(path, damage(path, foreign));
			if (torn) tryToShorten(path);
			return {
				entries,
				notes: [],
				usable: true
			};
		}
		default: return read;
	}
}
function tryToShorten(path) {
	try {
		shortenHistory(path);
	} catch {}
}
function damage(path, foreign) {
	return `expected the history of earlier runs in ${path}, found ${foreign === 1 ? "a line" : `${foreign} lines`} that this version does not recognize`;
}
function replaced(path, problem) {
	try {
		const kept = setAside(path);
		const read = readHistoryText(kept);
		const { entries } = parseHistory(read.type === "read" ? read.text : "");
		if (entries.length > 0) appendToHistory(path, entries.map(({ text }) => `${text}\n`).join(""));
		const good = entries.length === 1 ? "its one valid line was kept" : `its ${entries.length} valid lines were kept`;
		return {
			entries,
			notes: [`${problem}; it was renamed to ${kept}, ${entries.length === 0 ? "a new history was started" : good}`],
			usable: true
		};
	} catch (error) {
		if (require_mission.errorCode(error) === "ENOENT") return repaired(path);
		return {
			entries: [],
			notes: [`${problem}, and could not rename it: ${require_mission.errorText$1(error)}; the run continues without a history`],
			usable: false
		};
	}
}

Object.defineProperty(exports, "file_exports", {
  enumerable: true,
  get: function () {
    return file_exports;
  }
});
Object.defineProperty(exports, "openHistory", {
  enumerable: true,
  get: function () {
    return openHistory;
  }
});
Object.defineProperty(exports, "readHistoryText", {
  enumerable: true,
  get: function () {
    return readHistoryText;
  }
});