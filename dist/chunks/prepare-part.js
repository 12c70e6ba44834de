const require_core = require("./core.js");
const require_mission = require("./mission.js");
const require_archived_files = require("./archived-files.js");
const require_documents = require("./documents.js");
const require_resume = require("./resume.js");
const require_redacted_outputs = require("./redacted-outputs.js");
const require_take_over = require("./take-over.js");
const require_part_file = require("./part-file.js");
const require_part_archive = require("./part-archive.js");
const require_action = require("../action.js");
const require_download = require("./download.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_crypto = require("node:crypto");

// src/fleet/part/changed-elsewhere.ts
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
function isSame(before, now) {
	return before !== void 0 && before.status === now.status && before.started === now.started && before.ended === now.ended && JSON.stringify(before.outputs ?? {}) === JSON.stringify(now.outputs ?? {});
}

// src/run/fleet/artifacts/earlier-part.ts
function findEarlierPart(dir, now) {
	const candidates = require_take_over.candidatesIn(dir);
	const none = (why) => ({
		type: "none",
		why
	});
	const [newest] = candidates.flatMap(({ folder, file }) => file?.part === now.part && file.mission === now.mission && file.attempt < now.attempt ? [{
		folder,
		file
	}] : []).sort((one, other) => require_take_over.newestFirst(one.file, other.file));
	if (newest === void 0) return none(candidates.some(({ file }) => file === void 0) ? "the artifact of the earlier attempt cannot be read" : "this attempt sees no artifact of an earlier one");
	const { file, folder } = newest;
	if (require_take_over.isOutdated(file, candidates)) return none("the artifact of the newest earlier attempt cannot be read");
	if (file.plan !== now.plan || file.of !== now.of) return none("the plan or the mission has changed since the earlier attempt");
	if (file.runId !== now.runId) return none(`the earlier attempt is of workflow run ${file.runId ?? "none"}`);
	if (file.commit !== now.commit) return none(`the earlier attempt is of commit ${file.commit ?? "none"}`);
	return {
		type: "found",
		file,
		tar: (0, node_path.join)(folder, require_part_file.PART_TAR)
	};
}
function decidePart(run, { mission, elsewhere, prepared: { shown }, dir }) {
	const { state, events, report } = run;
	const changed = tasksAfterChange(shown, require_documents.taskReads(mission), report.elsewhere ?? [], elsewhere);
	const missing = new Map([...require_archived_files.tasksWithoutFiles(run, shown, (0, node_path.resolve)(dir)), ...changed]);
	return require_resume.planResume(state, shown, require_resume.succeededIn(events), require_redacted_outputs.redactedOutputsIn(events), require_resume.keptWorkspaces(events), missing);
}

// src/github/fleet/join-part.ts
async function joinPart({ part, own, root, dir, environment }) {
	const partsDir = `${dir}-parts`;
	const since = require_mission.monotonic();
	(0, node_fs.mkdirSync)(partsDir, { recursive: true });
	const failed = part.before.length === 0 ? [] : await download(part, partsDir);
	const taken = await require_take_over.takeOver({
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
	require_core.startGroup("Downloading the artifacts of other parts");
	const failed = await require_download.downloadParts({
		mission: mission.name,
		numbers: before,
		into
	});
	require_core.endGroup();
	return failed;
}

// src/github/fleet/prepare-part.ts
async function preparePart(prepared, place) {
	const { environment, temporary } = place;
	const attempt = require_take_over.attemptIn(environment);
	if (attempt === 1 || prepared.inputs.resume === "off") return prepareNew(prepared, place);
	const dir = (0, node_path.join)(temporary, `mission-${(0, node_crypto.randomUUID)()}`);
	const found = await findEarlier(prepared, place, dir);
	const continued = found.type === "found" ? await continuePart(found.run, prepared, place, dir) : found;
	if (continued.type === "ready" || continued.type === "refused") return continued;
	(0, node_fs.rmSync)(dir, {
		recursive: true,
		force: true
	});
	require_core.notice(`Attempt ${attempt} of this part starts from the beginning: ${continued.why}.`, { title: "Earlier attempt not continued" });
	return prepareNew(prepared, place, continued.taken);
}
async function prepareNew(prepared, place, known) {
	const first = await require_action.prepareFirst(prepared, place, require_action.workflowJob(place.environment));
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
async function findEarlier({ part }, { environment }, dir) {
	const into = `${dir}-earlier`;
	try {
		const { mission, number, plan, digest } = part;
		require_core.startGroup("Downloading the earlier attempt of this part");
		const failed = await require_download.downloadParts({
			mission: mission.name,
			numbers: [number],
			into
		});
		require_core.endGroup();
		const { GITHUB_RUN_ID: runId, GITHUB_SHA: commit } = environment;
		const found = findEarlierPart(into, {
			mission: mission.name,
			plan: digest,
			part: number,
			of: plan.parts.length,
			attempt: require_take_over.attemptIn(environment),
			runId: runId || void 0,
			commit: commit || void 0
		});
		if (found.type === "none") return {
			type: "none",
			why: [found.why, ...failed].join("; ")
		};
		const reopened = await require_part_archive.reopenPart(found, {
			here: process.cwd(),
			dir,
			staging: (0, node_path.join)(into, "unpacked")
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
			why: `the earlier attempt could not be read: ${require_mission.errorText$1(error)}`
		};
	} finally {
		(0, node_fs.rmSync)(into, {
			recursive: true,
			force: true
		});
	}
}
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
	const again = await require_mission.prepareRun({
		mission,
		root,
		environment,
		machine,
		envFiles,
		secretLearned: require_core.setSecret,
		...base === void 0 ? {} : { base },
		earlier: require_resume.earlierComparison(run, mission)
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
	const unrestored = require_archived_files.restoreFiles(again.shown, decision.kept, root, dir);
	if (unrestored !== void 0) return none(unrestored.message, taken);
	const workflow = require_action.workflowJob(environment);
	return ready({
		...await require_resume.resumption(run, decision, {
			prepared: again,
			environment,
			dir
		}),
		dir,
		...workflow === void 0 ? {} : { workflow }
	}, taken);
}

exports.preparePart = preparePart;