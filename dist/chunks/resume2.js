import { $ as pastedPath, A as parse, C as printUntrustedError, E as UsageError, I as stopEarlierRun, O as oneOf, Qt as sameInput, S as printUntrusted, U as loadMission, _r as givenOverrides, f as removeOldRuns, g as inputOption, h as INPUT_EXAMPLE, ki as readMachineFacts, m as chooseFolder, n as exitCode, o as GATES, r as followRun, s as LOG_STYLES, tt as prepareRun, u as printStopped, v as printDiagnostics, vr as limitHeap, w as EXIT, zr as plainVerdict } from "./mission.js";
import { a as resumption, i as overridesOf, n as earlierComparison, o as rewriteDocuments, r as missionFile, t as decideResume } from "./resume.js";
import { n as reopenRun } from "./reopen.js";
import { t as runFolder } from "./run-folder.js";
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
	const { readRunArchive, unpackRun } = await import("./unpack-run2.js");
	const { restoreFiles, tasksWithoutFiles } = await import("./archived-files.js");
	const here = process.cwd();
	const read = await readRunArchive(file, here);
	if (read.type === "refused") throw new UsageError(read.message);
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
	if (earlier.opening.part !== void 0) throw new UsageError(`expected the run of a whole mission in ${dir}, found that of a part; run the part again with --part`);
	const { path, file, from } = missionFile(earlier, process.cwd(), values.mission);
	const { gate: gateBefore, base, inputs: _, keepWorkspaces, ...selection } = overridesOf(earlier);
	const gate = oneOf("gate", GATES, values.gate) ?? gateBefore;
	const added = inputOption(values.input);
	const inputs = resumedInputs(earlier, added);
	if (inputs.type === "refused") throw new UsageError(inputs.message);
	const loaded = await loadMission({
		file: path,
		selection,
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
	if (loaded.type === "refused") throw new UsageError(`${loaded.message}; if the mission file has moved, name it with --mission`);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
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
	const gone = loaded.passedOver.map((id) => `the mission file no longer has ${id}, which --only or --skip names`);
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
			const { leftOut, inputs: kept } = loaded;
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
			return followRun({
				...given,
				...resumed,
				...sources,
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