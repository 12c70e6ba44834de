const require_mission = require("./mission.js");
const require_part_mission = require("./part-mission.js");
const require_redacted_outputs = require("./redacted-outputs.js");
const require_render = require("./render.js");
const require_part_file = require("./part-file.js");
const require_tar = require("./tar.js");
const require_unpack = require("./unpack.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_os = require("node:os");

// src/run/fleet/find-parts.ts
function findParts(dir, { mission, plan, of, numbers }) {
	const candidates = candidatesIn(dir);
	const parts = [];
	const absent = /* @__PURE__ */ new Map();
	for (const number of numbers) {
		const [newest] = candidates.flatMap(({ folder, file }) => file?.part === number && file.mission === mission ? [{
			folder,
			file
		}] : []).sort((one, other) => newestFirst(one.file, other.file));
		if (newest === void 0 || isOutdated(newest.file, candidates)) {
			absent.set(number, missing(number, of, dir, candidates));
			continue;
		}
		const { file, folder } = newest;
		if (file.plan !== plan || file.of !== of) return refused(`part ${number} is of another plan: expected ${short(plan)}, found ${short(file.plan)}; all parts need the same plan and the same mission file`);
		parts.push({
			file,
			tar: (0, node_path.join)(folder, require_part_file.PART_TAR)
		});
	}
	return {
		type: "found",
		parts,
		missing: absent
	};
}
function isOutdated({ part, attempt }, candidates) {
	return candidates.some(({ folder, file }) => {
		const name = (0, node_path.basename)(folder);
		return file === void 0 && require_part_file.partInName(name) === part && require_part_file.attemptInName(name) > attempt;
	});
}
function newestFirst(one, other) {
	return other.attempt - one.attempt || Date.parse(other.written) - Date.parse(one.written);
}
function refused(message) {
	return {
		type: "refused",
		message
	};
}
function missing(number, of, dir, candidates) {
	const broken = candidates.find(({ folder, found }) => found !== void 0 && require_part_file.partInName((0, node_path.basename)(folder)) === number);
	if (broken !== void 0) return `part ${number} of ${of} cannot be read: expected its ${require_part_file.PART_FILE} in ${broken.folder}, found ${broken.found}`;
	const others = [...new Set(candidates.flatMap(({ file }) => file?.part === number ? [file.mission] : []))];
	return `expected part ${number} of ${of} in ${dir}, found ${others.length === 0 ? "none" : `that of ${others.map((name) => JSON.stringify(name)).join(", ")}`}; it did not run, or its upload failed`;
}
function short(digest) {
	return digest.slice(0, 12);
}
function candidatesIn(dir) {
	return [dir, ...namesIn(dir).filter((name) => !name.startsWith(".")).map((name) => (0, node_path.join)(dir, name))].flatMap((folder) => {
		const text = textOf((0, node_path.join)(folder, require_part_file.PART_FILE));
		if (text === void 0) return require_part_file.partInName((0, node_path.basename)(folder)) === void 0 ? [] : [{
			folder,
			found: "no such file"
		}];
		const read = require_part_file.readPartText(text);
		return [read.type === "part" ? {
			folder,
			file: read.file
		} : {
			folder,
			found: read.found
		}];
	});
}
function namesIn(dir) {
	try {
		return (0, node_fs.readdirSync)(dir).sort();
	} catch {
		return [];
	}
}
function textOf(path) {
	const part = require_mission.readFilePart(path, "start", require_part_file.largestPartFile);
	return part.type === "read" ? part.bytes.toString("utf8") : void 0;
}

// src/run/fleet/take-over.ts
async function takeOver({ part, own, partsDir, root, environment, since = require_mission.monotonic() }) {
	const { plan, number, digest, before: numbers, mission } = part;
	const of = plan.parts.length;
	const found = findParts(partsDir, {
		mission: mission.name,
		plan: digest,
		of,
		numbers
	});
	if (found.type === "refused") return found;
	const ends = /* @__PURE__ */ new Map();
	const missing = new Map(found.missing);
	const notes = [];
	let isContinued = false;
	const staging = numbers.length === 0 ? void 0 : (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_fs.realpathSync)(partsDir), ".unpacked-"));
	try {
		const unpacked = [];
		for (const each of found.parts) {
			const result = await unpack(each, (0, node_path.join)(staging ?? "", String(each.file.part)), {
				plan,
				root,
				ends,
				notes
			});
			if ("message" in result) missing.set(each.file.part, result.message);
			else unpacked.push(result.place);
			if ("isContinued" in result && result.isContinued) isContinued = true;
		}
		for (const place of unpacked) place();
	} catch (error) {
		return require_mission.refused(require_mission.errorText$1(error));
	} finally {
		if (staging !== void 0) (0, node_fs.rmSync)(staging, {
			recursive: true,
			force: true
		});
	}
	const partOf = new Map(plan.parts.flatMap((each) => each.tasks.map((id) => [id, each.number])));
	const elsewhere = require_part_mission.tasksElsewhere(mission, plan, number, (id) => {
		const reason = missing.get(partOf.get(id) ?? 0);
		return reason === void 0 ? ends.get(id) : {
			status: "cancelled",
			reason
		};
	});
	const download = numbers.length === 0 ? {} : { download: Math.round(require_mission.monotonic() - since) };
	const opening = {
		...openingOf(part, environment),
		...download
	};
	const problems = [...missing].sort(([one], [other]) => one - other).map(([, reason]) => reason);
	return {
		type: "taken",
		part: {
			opening,
			elsewhere,
			mission: require_part_mission.liveMission(mission, own, elsewhere)
		},
		isContinued,
		notes,
		problems
	};
}
function openingOf({ number, plan, digest }, environment) {
	const { GITHUB_RUN_ID, RUNNER_NAME } = environment;
	return {
		number,
		of: plan.parts.length,
		digest,
		attempt: attemptIn(environment),
		...GITHUB_RUN_ID === void 0 || GITHUB_RUN_ID === "" ? {} : { runId: GITHUB_RUN_ID },
		runner: RUNNER_NAME || (0, node_os.hostname)()
	};
}
function attemptIn({ GITHUB_RUN_ATTEMPT = "" }) {
	return /^[1-9]\d{0,5}$/.test(GITHUB_RUN_ATTEMPT) ? Number(GITHUB_RUN_ATTEMPT) : 1;
}
async function unpack({ file, tar }, folder, { plan, root, ends, notes }) {
	const about = (error) => {
		const found = error instanceof require_tar.InvalidArchiveError ? `found ${error.message}` : require_mission.errorText$1(error);
		return `part ${file.part} of ${file.of} cannot be used: expected its archive at ${tar}, ${found}`;
	};
	try {
		(0, node_fs.mkdirSync)(folder);
		const { entries } = await require_unpack.unpackPart(tar, file, folder);
		const ended = readEnds((0, node_path.join)(folder, "run"), new Set(plan.parts[file.part - 1]?.tasks ?? []), file.part);
		for (const [id, end] of ended.ends) ends.set(id, end);
		notes.push(...ended.notes);
		const place = () => {
			try {
				for (const id of ended.ends.keys()) require_unpack.placeFiles(entries, require_mission.fileStem(id), folder, root);
			} catch (error) {
				throw new Error(about(error));
			}
		};
		return {
			place,
			isContinued: ended.isContinued
		};
	} catch (error) {
		return { message: about(error) };
	}
}
function readEnds(dir, own, part) {
	const loaded = require_render.loadEvents(dir);
	if (loaded.type === "unreadable") throw new require_tar.InvalidArchiveError(`a journal that cannot be read (${loaded.message})`);
	const { report, events } = loaded;
	const secret = require_redacted_outputs.redactedOutputsIn(events);
	const notes = [];
	const ends = [...report.tasks.values()].filter(({ task }) => own.has(task.id)).sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0)).flatMap((task) => {
		const status = endStatus(task);
		if (status === void 0) return [];
		const { id } = task.task;
		const hidden = secret.get(id) ?? [];
		if (hidden.length > 0) notes.push(`outputs of ${id} in part ${part} are not passed on, because they contain a secret: ${hidden.join(", ")}`);
		return [[id, endOf(report, task, status, hidden)]];
	});
	return {
		ends: new Map(ends),
		isContinued: report.resumes.length > 0,
		notes
	};
}
function endOf(report, task, status, hidden) {
	const outputs = Object.entries(task.left?.outputs ?? {}).filter(([name]) => !hidden.includes(name));
	const duration = require_mission.durationOf(report, task);
	const { started, ended } = task;
	return {
		status,
		...task.reason === void 0 ? {} : { reason: task.reason },
		...outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) },
		...duration === void 0 ? {} : { duration },
		...started === void 0 ? {} : { started: wallClockAt(report, ({ at }) => at <= started, started) },
		...ended === void 0 ? {} : { ended: wallClockAt(report, ({ at }) => at < ended, ended) }
	};
}
function wallClockAt(report, isBefore, at) {
	const resume = report.resumes.findLast(isBefore);
	const [from, since] = resume === void 0 ? [report.started, 0] : [resume.started, resume.at];
	return new Date(Date.parse(from) + at - since).toISOString();
}
function endStatus({ status }) {
	switch (status) {
		case "succeeded":
		case "failed":
		case "timed-out":
		case "cancelled":
		case "skipped":
		case "not-needed": return status;
		case "pending":
		case "waiting":
		case "running":
		case "stopping":
		case "backoff": return;
		default: return status;
	}
}

exports.attemptIn = attemptIn;
exports.candidatesIn = candidatesIn;
exports.isOutdated = isOutdated;
exports.newestFirst = newestFirst;
exports.readEnds = readEnds;
exports.takeOver = takeOver;