import { a as notice, l as setSecret, n as endGroup, u as startGroup } from "./core.js";
import { Pr as monotonic, Qn as taskReads, pa as errorText, tt as prepareRun } from "./mission.js";
import { n as tasksWithoutFiles, t as restoreFiles } from "./archived-files2.js";
import { n as succeededIn, t as planResume } from "./plan-resume.js";
import { t as redactedOutputsIn } from "./redacted-outputs.js";
import { a as resumption, n as earlierComparison, s as keptWorkspaces } from "./resume.js";
import { a as newestFirst, i as isOutdated, n as takeOver, r as candidatesIn, t as attemptIn } from "./take-over.js";
import { n as PART_TAR } from "./part-file.js";
import { n as reopenPart } from "./part-archive2.js";
import { n as prepareFirst } from "./prepare-attempt.js";
import { n as workflowJob } from "./workflow-job.js";
import { t as downloadParts } from "./download.js";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { randomUUID } from "node:crypto";

// src/fleet/part/changed-elsewhere.ts
/**
* Tasks of a part that depend on a task of another part that is not as it was in the earlier attempt of this part: it ran again, or ended
* otherwise. By id, with the reason as a clause.
*
* @param own the tasks of the part, without needs in other parts
* @param reads ids of the tasks that the expressions of a task read; see `taskReads`
* @param before what the earlier attempt took over
* @param now what this attempt takes over
*/
function tasksAfterChange(own, reads, before, now) {
	const known = new Map(before.map((task) => [task.id, task]));
	const changed = now.filter((task) => !isSame(known.get(task.id), task));
	const found = /* @__PURE__ */ new Map();
	for (const { id, part, neededBy } of changed) for (const task of neededBy) found.set(task, `it needs ${id}, which part ${part} has not kept`);
	const others = new Map(changed.map(({ id, part }) => [id, part]));
	for (let size = -1; size !== found.size;) {
		size = found.size;
		for (const { id, needs, needsAny, supports } of own.tasks) {
			if (found.has(id)) continue;
			const read = [...reads.get(id) ?? []];
			const other = read.find((each) => others.has(each));
			const need = [
				...needs,
				...needsAny,
				...supports === void 0 ? [] : [supports],
				...read
			].find((each) => found.has(each));
			if (other !== void 0) found.set(id, `it reads ${other}, which part ${others.get(other) ?? 0} has not kept`);
			else if (need !== void 0) found.set(id, `it depends on ${need}, which runs again because of another part`);
		}
	}
	return found;
}
/** The same run of the task. A part that was continued keeps the times of what it kept. */
function isSame(before, now) {
	return before !== void 0 && before.status === now.status && before.started === now.started && before.ended === now.ended && JSON.stringify(before.outputs ?? {}) === JSON.stringify(now.outputs ?? {});
}

// src/run/fleet/artifacts/earlier-part.ts
/** Finds the newest earlier attempt of a part in a folder with its artifacts, by what is written in them. Never throws. */
function findEarlierPart(dir, now) {
	const candidates = candidatesIn(dir);
	const none = (why) => ({
		type: "none",
		why
	});
	const [newest] = candidates.flatMap(({ folder, file }) => file?.part === now.part && file.mission === now.mission && file.attempt < now.attempt ? [{
		folder,
		file
	}] : []).sort((one, other) => newestFirst(one.file, other.file));
	if (newest === void 0) return none(candidates.some(({ file }) => file === void 0) ? "the artifact of the earlier attempt cannot be read" : "this attempt sees no artifact of an earlier one");
	const { file, folder } = newest;
	if (isOutdated(file, candidates)) return none("the artifact of the newest earlier attempt cannot be read");
	if (file.plan !== now.plan || file.of !== now.of) return none("the plan or the mission has changed since the earlier attempt");
	if (file.runId !== now.runId) return none(`the earlier attempt is of workflow run ${file.runId ?? "none"}`);
	if (file.commit !== now.commit) return none(`the earlier attempt is of commit ${file.commit ?? "none"}`);
	return {
		type: "found",
		file,
		tar: join(folder, PART_TAR)
	};
}
/**
* Decides which tasks of a part do not run again: those that succeeded, whose definitions are the same, whose files are in the archive, and that
* depend on no task of another part that has run again.
*/
function decidePart(run, { mission, elsewhere, prepared: { shown }, dir }) {
	const { state, events, report } = run;
	const changed = tasksAfterChange(shown, taskReads(mission), report.elsewhere ?? [], elsewhere);
	const missing = new Map([...tasksWithoutFiles(run, shown, resolve(dir)), ...changed]);
	return planResume(state, shown, succeededIn(events), redactedOutputsIn(events), keptWorkspaces(events), missing);
}

// src/github/fleet/join-part.ts
/** Downloads the artifacts of the parts that have to end first, and takes over what they have left. Never rejects. */
async function joinPart({ part, own, root, dir, environment }) {
	const partsDir = `${dir}-parts`;
	const since = monotonic();
	mkdirSync(partsDir, { recursive: true });
	const failed = part.before.length === 0 ? [] : await download(part, partsDir);
	const taken = await takeOver({
		part,
		own,
		partsDir,
		root,
		environment,
		since
	});
	return taken.type === "refused" ? taken : {
		...taken,
		problems: [...failed, ...taken.problems]
	};
}
async function download({ mission, before }, into) {
	startGroup("Downloading the artifacts of other parts");
	const failed = await downloadParts({
		mission: mission.name,
		numbers: before,
		into
	});
	endGroup();
	return failed;
}

// src/github/fleet/prepare-part.ts
/**
* Takes over what other parts have left, and prepares the run of a part. In a second attempt, its own earlier attempt is continued: its artifact says
* what succeeded. A notice says why that is not possible. Never rejects because of an artifact.
*/
async function preparePart(prepared, place) {
	const { environment, temporary } = place;
	const attempt = attemptIn(environment);
	if (attempt === 1 || prepared.inputs.resume === "off") return prepareNew(prepared, place);
	const dir = join(temporary, `mission-${randomUUID()}`);
	const found = await findEarlier(prepared, place, dir);
	const continued = found.type === "found" ? await continuePart(found.run, prepared, place, dir) : found;
	if (continued.type === "ready" || continued.type === "refused") return continued;
	rmSync(dir, {
		recursive: true,
		force: true
	});
	notice(`Attempt ${attempt} of this part starts from the beginning: ${continued.why}.`, { title: "Earlier attempt not continued" });
	return prepareNew(prepared, place, continued.taken);
}
/** @param known what was taken over already */
async function prepareNew(prepared, place, known) {
	const first = await prepareFirst(prepared, place, workflowJob(place.environment));
	const taken = known ?? await joinOthers(prepared, place, first.dir);
	return taken.type === "refused" ? taken : ready(first, taken);
}
function ready(attempt, { part, notes, problems }) {
	const { prepared } = attempt;
	return {
		type: "ready",
		...attempt,
		prepared: {
			...prepared,
			notes: [...prepared.notes, ...notes]
		},
		part,
		problems
	};
}
function joinOthers({ part, mission: own, place: { root } }, { environment }, dir) {
	return joinPart({
		part,
		own,
		root,
		dir,
		environment
	});
}
/** Downloads the earlier attempts of this part, and unpacks the newest into `dir`. */
async function findEarlier({ part }, { environment }, dir) {
	const into = `${dir}-earlier`;
	try {
		const { mission, number, plan, digest } = part;
		startGroup("Downloading the earlier attempt of this part");
		const failed = await downloadParts({
			mission: mission.name,
			numbers: [number],
			into
		});
		endGroup();
		const { GITHUB_RUN_ID: runId, GITHUB_SHA: commit } = environment;
		const found = findEarlierPart(into, {
			mission: mission.name,
			plan: digest,
			part: number,
			of: plan.parts.length,
			attempt: attemptIn(environment),
			runId: runId || void 0,
			commit: commit || void 0
		});
		if (found.type === "none") return {
			type: "none",
			why: [found.why, ...failed].join("; ")
		};
		const reopened = await reopenPart(found, {
			here: process.cwd(),
			dir,
			staging: join(into, "unpacked")
		});
		return reopened.type === "refused" ? {
			type: "none",
			why: reopened.message
		} : {
			type: "found",
			run: reopened.run
		};
	} catch (error) {
		return {
			type: "none",
			why: `the earlier attempt could not be read: ${errorText(error)}`
		};
	} finally {
		rmSync(into, {
			recursive: true,
			force: true
		});
	}
}
/** A run that is resumed takes predictions from its journal and is not added to a history, as on the command line. */
async function continuePart(run, prepared, place, dir) {
	const { mission, envFiles, inputs, part } = prepared;
	const { root } = prepared.place;
	const { machine, environment } = place;
	const { base } = inputs;
	const none = (why, taken) => ({
		type: "none",
		why,
		...taken === void 0 ? {} : { taken }
	});
	if (run.report.root !== root) return none(`its mission worked in ${run.report.root}`);
	const again = await prepareRun({
		mission,
		root,
		environment,
		machine,
		envFiles,
		secretLearned: setSecret,
		...base === void 0 ? {} : { base },
		earlier: earlierComparison(run, mission)
	});
	const taken = await joinOthers(prepared, place, dir);
	if (taken.type === "refused") return taken;
	if (run.report.result === "succeeded" && !taken.isContinued) return none("the part succeeded in the earlier attempt, so that all of it is to run again", taken);
	const { elsewhere } = taken.part;
	const decision = decidePart(run, {
		mission: part.mission,
		elsewhere,
		prepared: again,
		dir
	});
	const unrestored = restoreFiles(again.shown, decision.kept, root, dir);
	if (unrestored !== void 0) return none(unrestored.message, taken);
	const workflow = workflowJob(environment);
	return ready({
		...await resumption(run, decision, {
			prepared: again,
			environment,
			dir
		}),
		dir,
		...workflow === void 0 ? {} : { workflow }
	}, taken);
}

export { preparePart };