import { B as loadEvents, Gr as fileStem, Or as readFilePart, Pr as monotonic, bt as refused$1, pa as errorText, wi as durationOf } from "./mission.js";
import { r as tasksElsewhere, t as liveMission } from "./part-mission.js";
import { t as redactedOutputsIn } from "./redacted-outputs.js";
import { c as readPartText, i as largestPartFile, n as PART_TAR, r as attemptInName, s as partInName, t as PART_FILE } from "./part-file.js";
import { t as InvalidArchiveError } from "./tar.js";
import { n as unpackPart, t as placeFiles } from "./unpack2.js";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";

// src/run/fleet/find-parts.ts
/**
* Finds the artifacts of parts in a folder that has a folder for each. Of several attempts, the newest counts: by what is written in
* `part.json`, because names and times of artifacts do not always say it. If a newer one cannot be read, no older one counts instead. Refused if
* a part is of another plan. Never throws.
*/
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
			tar: join(folder, PART_TAR)
		});
	}
	return {
		type: "found",
		parts,
		missing: absent
	};
}
/** A newer attempt of the part is there and cannot be read, as far as its name says. */
function isOutdated({ part, attempt }, candidates) {
	return candidates.some(({ folder, file }) => {
		const name = basename(folder);
		return file === void 0 && partInName(name) === part && attemptInName(name) > attempt;
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
	const broken = candidates.find(({ folder, found }) => found !== void 0 && partInName(basename(folder)) === number);
	if (broken !== void 0) return `part ${number} of ${of} cannot be read: expected its ${PART_FILE} in ${broken.folder}, found ${broken.found}`;
	const others = [...new Set(candidates.flatMap(({ file }) => file?.part === number ? [file.mission] : []))];
	return `expected part ${number} of ${of} in ${dir}, found ${others.length === 0 ? "none" : `that of ${others.map((name) => JSON.stringify(name)).join(", ")}`}; it did not run, or its upload failed`;
}
function short(digest) {
	return digest.slice(0, 12);
}
/** The folder itself, if it is an artifact, and those in it. */
function candidatesIn(dir) {
	return [dir, ...namesIn(dir).filter((name) => !name.startsWith(".")).map((name) => join(dir, name))].flatMap((folder) => {
		const text = textOf(join(folder, PART_FILE));
		if (text === void 0) return partInName(basename(folder)) === void 0 ? [] : [{
			folder,
			found: "no such file"
		}];
		const read = readPartText(text);
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
		return readdirSync(dir).sort();
	} catch {
		return [];
	}
}
/** Undefined if there is no such file. */
function textOf(path) {
	const part = readFilePart(path, "start", largestPartFile);
	return part.type === "read" ? part.bytes.toString("utf8") : void 0;
}

// src/run/fleet/take-over.ts
/**
* Checks and unpacks the artifacts of all parts that must have ended before this one, puts the files that their tasks have kept into the
* root, and reads how these tasks ended. Nothing reaches the root before everything is checked. The tasks of a part that is missing or damaged
* count as cancelled, so that those that need them are skipped and the rest runs. Refused if a part is of another plan. Never rejects.
*/
async function takeOver({ part, own, partsDir, root, environment, since = monotonic() }) {
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
	const staging = numbers.length === 0 ? void 0 : mkdtempSync(join(realpathSync(partsDir), ".unpacked-"));
	try {
		const unpacked = [];
		for (const each of found.parts) {
			const result = await unpack(each, join(staging ?? "", String(each.file.part)), {
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
		return refused$1(errorText(error));
	} finally {
		if (staging !== void 0) rmSync(staging, {
			recursive: true,
			force: true
		});
	}
	const partOf = new Map(plan.parts.flatMap((each) => each.tasks.map((id) => [id, each.number])));
	const elsewhere = tasksElsewhere(mission, plan, number, (id) => {
		const reason = missing.get(partOf.get(id) ?? 0);
		return reason === void 0 ? ends.get(id) : {
			status: "cancelled",
			reason
		};
	});
	const download = numbers.length === 0 ? {} : { download: Math.round(monotonic() - since) };
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
			mission: liveMission(mission, own, elsewhere)
		},
		isContinued,
		notes,
		problems
	};
}
/** What the journal says about the part itself. */
function openingOf({ number, plan, digest }, environment) {
	const { GITHUB_RUN_ID, RUNNER_NAME } = environment;
	return {
		number,
		of: plan.parts.length,
		digest,
		attempt: attemptIn(environment),
		...GITHUB_RUN_ID === void 0 || GITHUB_RUN_ID === "" ? {} : { runId: GITHUB_RUN_ID },
		runner: RUNNER_NAME || hostname()
	};
}
/** Attempt of the workflow run, from 1; also 1 outside of workflows. */
function attemptIn({ GITHUB_RUN_ATTEMPT = "" }) {
	return /^[1-9]\d{0,5}$/.test(GITHUB_RUN_ATTEMPT) ? Number(GITHUB_RUN_ATTEMPT) : 1;
}
/** Unpacks one part into a new folder. */
async function unpack({ file, tar }, folder, { plan, root, ends, notes }) {
	const about = (error) => {
		const found = error instanceof InvalidArchiveError ? `found ${error.message}` : errorText(error);
		return `part ${file.part} of ${file.of} cannot be used: expected its archive at ${tar}, ${found}`;
	};
	try {
		mkdirSync(folder);
		const { entries } = await unpackPart(tar, file, folder);
		const ended = readEnds(join(folder, "run"), new Set(plan.parts[file.part - 1]?.tasks ?? []), file.part);
		for (const [id, end] of ended.ends) ends.set(id, end);
		notes.push(...ended.notes);
		const place = () => {
			try {
				for (const id of ended.ends.keys()) placeFiles(entries, fileStem(id), folder, root);
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
/** How the tasks of a part ended, by its journal. A task that had not ended when the journal was cut short is not among them. */
function readEnds(dir, own, part) {
	const loaded = loadEvents(dir);
	if (loaded.type === "unreadable") throw new InvalidArchiveError(`a journal that cannot be read (${loaded.message})`);
	const { report, events } = loaded;
	const secret = redactedOutputsIn(events);
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
	const duration = durationOf(report, task);
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
/** @param isBefore true for a resume after which the moment is: an end at the moment of a resume was before it */
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

export { newestFirst as a, isOutdated as i, takeOver as n, candidatesIn as r, attemptIn as t };