import { $ as pastedPath, C as printUntrusted, Jr as givenOverrides, K as loadMission, M as oneOf, O as EXIT, P as parse, Yr as limitHeap, aa as readMachineFacts, cn as sameInput, f as removeOldRuns, fi as plainVerdict, g as inputOption, h as INPUT_EXAMPLE, j as UsageError, m as chooseFolder, n as exitCode, o as GATES, r as followRun, s as LOG_STYLES, tt as prepareRun, u as printStopped, v as printDiagnostics, w as printUntrustedError, z as stopEarlierRun } from "./mission.js";
import { a as resumption, i as overridesOf, n as earlierComparison, o as rewriteDocuments, r as missionFile, t as decideResume } from "./resume.js";
import { n as reopenRun } from "./reopen.js";
import { t as runFolder } from "./run-folder.js";
import { t as liveMission } from "./part-mission.js";
import { n as matchesOf } from "./keep-files2.js";
import { hostname } from "node:os";
import { resolve } from "node:path";

// src/run/resume/resumed-inputs.ts
/** What the journal has in place of the value of a secret. */
const REDACTED = "***";
/** The inputs with which the run was opened, and those that are given now. Refused if the journal does not have the value of one. */
function resumedInputs({ opening }, added) {
	const isAdded = (name) => Object.keys(added).some((other) => sameInput(other, name));
	const recorded = Object.entries(opening.inputs ?? {}).filter(([name]) => !isAdded(name));
	const lost = recorded.find(([, value]) => value.includes(REDACTED))?.[0];
	if (lost !== void 0) return {
		type: "refused",
		message: `expected the value of the input ${lost}, which the journal does not have because it is a secret; give it again with --input ${lost}=VALUE`
	};
	return {
		type: "given",
		inputs: {
			...Object.fromEntries(recorded),
			...added
		}
	};
}
/**
* A message if an input that is given now has another value than in the run that is resumed: half of its tasks would have run with one,
* and half with the other.
*
* @param mission without secrets, as that of the journal
*/
function otherInput({ report }, mission, added) {
	const before = report.mission.inputs ?? {};
	for (const [name, value] of Object.entries(mission.inputs ?? {})) {
		const isAdded = Object.keys(added).some((other) => sameInput(other, name));
		const old = before[name];
		if (!isAdded || old === void 0 || old === value) continue;
		return `expected the input ${name} to be ${JSON.stringify(old)}, as in the run that is resumed, found ${JSON.stringify(value)}; for another value start a new run`;
	}
}

// src/terminal/commands/arguments/earlier-run.ts
/** Reopens the run of a folder, a mission file or an archive, or the last run without an argument. Throws `UsageError`. */
async function openEarlierRun(positionals, options) {
	const [given = "", ...more] = positionals;
	if (/\.zip$/i.test(given) && more.length === 0) return unpackArchive(given, options);
	if (options.dir !== void 0) throw new UsageError("expected --dir only with an archive, such as `mission resume FILE.zip --dir DIR`, found no zip file");
	const dir = runFolder(positionals);
	const reopened = await reopenRun(dir);
	if (reopened.type === "refused") throw new UsageError(reopened.message);
	printStopped(reopened.run.stopped);
	return {
		dir,
		earlier: reopened.run
	};
}
async function unpackArchive(file, options) {
	const { unpackRun } = await import("./unpack-run2.js");
	const { restoreFiles, tasksWithoutFiles } = await import("./archived-files.js");
	const here = process.cwd();
	const read = await readArchive(file, here);
	const { opening, root } = read.journal;
	try {
		const chosen = options.dir === void 0 ? chooseFolder(options.mission ?? opening.file, here) : { dir: options.dir };
		const { dir } = chosen;
		if (chosen.note !== void 0) printUntrustedError(`mission: ${chosen.note}\n`);
		printStopped(await stopEarlierRun(dir));
		if (chosen.parent !== void 0) await removeOldRuns(chosen.parent, resolve(dir));
		const unpacked = await unpackRun(read, dir);
		if (unpacked.type === "refused") throw new UsageError(unpacked.message);
		const { workflow } = opening;
		const origin = workflow === void 0 ? "" : ` of commit ${workflow.commit.slice(0, 10)}`;
		printUntrustedError(`mission: unpacked the run${origin} from ${pastedPath(file)} to ${pastedPath(dir)}\n`);
		const earlier = unpacked.run;
		return {
			dir,
			earlier,
			files: {
				missing: (mission) => tasksWithoutFiles(earlier, mission, dir),
				restore: (mission, kept) => restoreFiles(mission, kept, root, dir)
			}
		};
	} finally {
		read.archive.close();
	}
}
/** Reads the artifact of a whole mission, or of one part of it. Throws `UsageError`. */
async function readArchive(file, here) {
	const { readRunArchive } = await import("./unpack-run2.js");
	const { readPartArchive } = await import("./part-archive.js");
	const read = await readPartArchive(file, here) ?? await readRunArchive(file, here);
	if (read.type === "refused") throw new UsageError(read.message);
	return read;
}

// src/terminal/commands/fleet/resume-part.ts
/** Ids of the tasks of a part that is resumed, as patterns for the selection; undefined if the run is a whole mission. */
function partTasks({ opening }) {
	return opening.part === void 0 ? void 0 : opening.mission.tasks.map(({ id }) => id);
}
/**
* A part that is resumed on this machine, with what its journal has taken over from other parts. Throws `UsageError` if a task needs one of another
* part that it has not needed before.
*
* @param mission all tasks of the mission file
* @param own those of the part
*/
function resumedPart({ opening }, mission, own) {
	const { part, elsewhere = [] } = opening;
	if (part === void 0) return void 0;
	const known = new Set([...elsewhere, ...own.tasks].map(({ id }) => id));
	const isOwn = new Set(own.tasks.map(({ id }) => id));
	for (const { id, needs, needsAny } of mission.tasks) {
		const unknown = isOwn.has(id) ? [...needs, ...needsAny].find((need) => !known.has(need)) : void 0;
		if (unknown === void 0) continue;
		throw new UsageError(`expected the needs of ${id} as they were when part ${part.number} ran, found that it needs ${unknown} of another part now; run the mission again`);
	}
	const { download: _, ...rest } = part;
	return {
		opening: {
			...rest,
			runner: hostname()
		},
		elsewhere,
		mission: liveMission(mission, own, elsewhere)
	};
}
/**
* Throws `UsageError` if a task that is about to run needs files of another part that are not here: the artifact of a part has only its own.
*
* @param again ids of the tasks that run
*/
function expectFilesOfOthers({ elsewhere, opening }, mission, again, root) {
	const runs = new Set(again);
	const missing = elsewhere.filter(({ neededBy, status }) => status === "succeeded" && neededBy.some((id) => runs.has(id))).flatMap((task) => missingFiles(task, mission, root));
	if (missing.length === 0) return;
	const [first] = missing;
	throw new UsageError(`expected the files that part ${opening.number} needs of other parts in ${root}, found none for ${missing.map(({ text }) => text).join(", ")}; run \`mission run FILE --only ${first?.id ?? ""}\` first, or put files/${first?.id ?? ""} of the artifact of part ${first?.part ?? ""} there`);
}
function missingFiles({ id, part }, { tasks }, root) {
	return (tasks.find((task) => task.id === id)?.artifacts ?? []).filter(({ pattern }) => matchesOf(root, pattern, true).matches.length === 0).map(({ pattern }) => ({
		id,
		part,
		text: `${pattern} of ${id} (part ${part})`
	}));
}

// src/terminal/commands/resume.ts
/** `mission resume [DIR | FILE.zip]` */
async function resumeCommand(argv) {
	limitHeap();
	const { values, positionals } = parse(argv, {
		mission: { type: "string" },
		log: { type: "string" },
		gate: { type: "string" },
		input: {
			type: "string",
			multiple: true
		},
		dir: { type: "string" },
		failed: { type: "boolean" }
	});
	const style = oneOf("log", LOG_STYLES, values.log) ?? "grouped";
	const machine = readMachineFacts();
	const { dir, earlier, files } = await openEarlierRun(positionals, {
		dir: values.dir,
		mission: values.mission
	});
	const { path, file, from } = missionFile(earlier, process.cwd(), values.mission);
	const { gate: gateBefore, base, inputs: _, keepWorkspaces, ...selection } = overridesOf(earlier);
	const gate = oneOf("gate", GATES, values.gate) ?? gateBefore;
	const added = inputOption(values.input);
	const inputs = resumedInputs(earlier, added);
	if (inputs.type === "refused") throw new UsageError(inputs.message);
	const load = (chosen) => loadMission({
		file: path,
		selection: chosen,
		forgiving: true,
		machine,
		root: earlier.report.root,
		environment: process.env,
		...earlier.opening.matrices === void 0 ? {} : { matrices: earlier.opening.matrices },
		inputs: {
			given: inputs.inputs,
			example: INPUT_EXAMPLE
		},
		keepWorkspaces,
		...gate === void 0 ? {} : { gate }
	});
	const only = partTasks(earlier);
	const loaded = await load(only === void 0 ? selection : {
		...selection,
		only
	});
	if (loaded.type === "refused") throw new UsageError(`${loaded.message}; if the mission file has moved, name it with --mission`);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
	const whole = only === void 0 ? loaded : await load(selection);
	const part = whole.type === "loaded" ? resumedPart(earlier, whole.mission, loaded.mission) : void 0;
	const given = {
		mission: loaded.mission,
		root: earlier.report.root,
		environment: process.env
	};
	const ready = await prepareRun({
		...given,
		machine,
		envFiles: loaded.envFiles,
		...base === void 0 ? {} : { base },
		earlier: earlierComparison(earlier, loaded.mission)
	});
	const gone = (only === void 0 ? loaded.passedOver : []).map((id) => `the mission file no longer has ${id}, which --only or --skip names`);
	const unread = Object.keys(inputs.inputs).filter((name) => !Object.hasOwn(loaded.inputs, name)).map((name) => `the mission file no longer has the input ${name}, which the run was given`);
	const prepared = {
		...ready,
		notes: [
			...ready.notes,
			...gone,
			...unread
		]
	};
	const other = otherInput(earlier, prepared.shown, added);
	if (other !== void 0) throw new UsageError(other);
	const missing = values.failed === true ? void 0 : files?.missing(prepared.shown);
	const decision = decideResume(earlier, prepared, missing);
	switch (decision.type) {
		case "foreign": throw new UsageError(`expected the mission that ran in ${dir}, found none of its tasks and tests in ${path}`);
		case "over": return nothingLeft(earlier, dir);
		case "go on": {
			const { inputs: kept } = loaded;
			const leftOut = only === void 0 ? loaded.leftOut : 0;
			if (part !== void 0 && whole.type === "loaded") {
				const again = decision.again.map(({ id }) => id);
				expectFilesOfOthers(part, whole.mission, again, earlier.report.root);
			}
			const unrestored = files?.restore(prepared.shown, decision.kept);
			if (unrestored !== void 0) throw new UsageError(unrestored.message);
			const overrides = givenOverrides({
				...selection,
				leftOut,
				gate,
				base,
				inputs: kept,
				keepWorkspaces
			}, from);
			const resumed = await resumption(earlier, decision, {
				...given,
				prepared,
				dir
			});
			const sources = {
				source: loaded.text,
				included: loaded.included,
				matrices: loaded.matrices
			};
			const joined = part === void 0 ? {} : { part };
			return followRun({
				...given,
				...resumed,
				...sources,
				...joined,
				file,
				overrides,
				dir,
				machine
			}, style);
		}
		default: return decision;
	}
}
function nothingLeft(earlier, dir) {
	const problems = rewriteDocuments(earlier, dir);
	for (const problem of problems) printUntrustedError(`mission: ${problem}\n`);
	printUntrusted(`Nothing is left to run. ${plainVerdict(earlier.report)}\n`);
	printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
	return problems.length === 0 ? exitCode(earlier.report) : EXIT.broken;
}

export { resumeCommand };