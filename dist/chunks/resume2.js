const require_mission = require("./mission.js");
const require_resume = require("./resume.js");
const require_reopen = require("./reopen.js");
const require_run_folder = require("./run-folder.js");
const require_part_mission = require("./part-mission.js");
const require_keep_files = require("./keep-files.js");
const require_part_file = require("./part-file.js");
let node_path = require("node:path");
let node_os = require("node:os");

// src/run/resume/resumed-inputs.ts
const REDACTED = "***";
function resumedInputs({ opening }, added) {
	const isAdded = (name) => Object.keys(added).some((other) => require_mission.sameInput(other, name));
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
function otherInput({ report }, mission, added) {
	const before = report.mission.inputs ?? {};
	for (const [name, value] of Object.entries(mission.inputs ?? {})) {
		const isAdded = Object.keys(added).some((other) => require_mission.sameInput(other, name));
		const old = before[name];
		if (!isAdded || old === void 0 || old === value) continue;
		return `expected the input ${name} to be ${JSON.stringify(old)}, as in the run that is resumed, found ${JSON.stringify(value)}; for another value start a new run`;
	}
}

// src/terminal/commands/arguments/earlier-run.ts
async function openEarlierRun(positionals, options) {
	const [given = "", ...more] = positionals;
	if (/\.zip$/i.test(given) && more.length === 0) return unpackArchive(given, options);
	if (options.dir !== void 0) throw new require_mission.UsageError("expected --dir only with an archive, such as `mission resume FILE.zip --dir DIR`, found no zip file");
	const dir = require_run_folder.runFolder(positionals);
	const reopened = await require_reopen.reopenRun(dir);
	if (reopened.type === "refused") throw new require_mission.UsageError(reopened.message);
	require_mission.printStopped(reopened.run.stopped);
	return {
		dir,
		earlier: reopened.run
	};
}
async function unpackArchive(file, options) {
	const { unpackRun } = await Promise.resolve().then(() => require("./unpack-run.js")).then((n) => n.unpack_run_exports);
	const { restoreFiles, tasksWithoutFiles } = await Promise.resolve().then(() => require("./archived-files.js"));
	const here = process.cwd();
	const read = await readArchive(file, here);
	const { opening, root } = read.journal;
	try {
		const chosen = options.dir === void 0 ? require_mission.chooseFolder(options.mission ?? opening.file, here) : { dir: options.dir };
		const { dir } = chosen;
		if (chosen.note !== void 0) require_mission.printUntrustedError(`mission: ${chosen.note}\n`);
		require_mission.printStopped(await require_mission.stopEarlierRun(dir));
		if (chosen.parent !== void 0) await require_mission.removeOldRuns(chosen.parent, (0, node_path.resolve)(dir));
		const unpacked = await unpackRun(read, dir);
		if (unpacked.type === "refused") throw new require_mission.UsageError(unpacked.message);
		const { workflow } = opening;
		const origin = workflow === void 0 ? "" : ` of commit ${workflow.commit.slice(0, 10)}`;
		require_mission.printUntrustedError(`mission: unpacked the run${origin} from ${require_mission.pastedPath(file)} to ${require_mission.pastedPath(dir)}\n`);
		const earlier = unpacked.run;
		return {
			dir,
			earlier,
			files: {
				archive: (0, node_path.resolve)(file),
				missing: (mission) => tasksWithoutFiles(earlier, mission, dir),
				restore: (mission, kept) => restoreFiles(mission, kept, root, dir)
			}
		};
	} finally {
		read.archive.close();
	}
}
async function readArchive(file, here) {
	const { readRunArchive } = await Promise.resolve().then(() => require("./unpack-run.js")).then((n) => n.unpack_run_exports);
	const { readPartArchive } = await Promise.resolve().then(() => require("./part-archive.js"));
	const read = await readPartArchive(file, here) ?? await readRunArchive(file, here);
	if (read.type === "refused") throw new require_mission.UsageError(read.message);
	return read;
}

// src/terminal/commands/fleet/resume-part.ts
function partTasks({ opening }) {
	return opening.part === void 0 ? void 0 : opening.mission.tasks.map(({ id }) => id);
}
function resumedPart({ opening }, mission, own) {
	const { part, elsewhere = [] } = opening;
	if (part === void 0) return void 0;
	const known = new Set([...elsewhere, ...own.tasks].map(({ id }) => id));
	const isOwn = new Set(own.tasks.map(({ id }) => id));
	for (const { id, needs, needsAny } of mission.tasks) {
		const unknown = isOwn.has(id) ? [...needs, ...needsAny].find((need) => !known.has(need)) : void 0;
		if (unknown === void 0) continue;
		throw new require_mission.UsageError(`expected the needs of ${id} as they were when part ${part.number} ran, found that it needs ${unknown} of another part now; run the mission again`);
	}
	const { download: _, ...rest } = part;
	return {
		opening: {
			...rest,
			runner: (0, node_os.hostname)()
		},
		elsewhere,
		mission: require_part_mission.liveMission(mission, own, elsewhere)
	};
}
async function expectFilesOfOthers(part, mission, needed) {
	const { again, root, archive } = needed;
	const runs = new Set(again);
	const tasks = part.elsewhere.filter((task) => task.status === "succeeded" && task.neededBy.some((id) => runs.has(id)) && missingFiles(task, mission, root).length > 0);
	if (tasks.length === 0) return;
	const problems = archive === void 0 ? [] : await takeBeside(part, mission, {
		tasks,
		root,
		zip: archive
	});
	const missing = tasks.flatMap((task) => missingFiles(task, mission, root));
	const [first] = missing;
	if (first === void 0) return;
	const { number, of } = part.opening;
	const name = `${require_part_file.partArtifactPrefix(mission.name)}${first.part}of${of}-attempt${part.opening.attempt}.zip`;
	const found = [`none for ${missing.map(({ text }) => text).join(", ")}`, ...problems].join("; ");
	throw new require_mission.UsageError(`expected the files that part ${number} needs of other parts in ${root}, found ${found}; download the artifact of part ${first.part} of the same run, such as ${name}, leave it beside the zip file of part ${number}, and resume that zip file; or run \`mission run FILE --only ${first.id}\` first`);
}
async function takeBeside({ opening }, mission, wanted) {
	const { takeFilesBeside } = await Promise.resolve().then(() => require("./files-beside.js"));
	const { taken, problems } = await takeFilesBeside({
		...wanted,
		part: opening,
		mission
	});
	for (const sentence of taken) require_mission.printUntrustedError(`mission: ${sentence}\n`);
	return problems;
}
function missingFiles({ id, part }, { tasks }, root) {
	return (tasks.find((task) => task.id === id)?.artifacts ?? []).filter(({ pattern }) => require_keep_files.matchesOf(root, pattern, true).matches.length === 0).map(({ pattern }) => ({
		id,
		part,
		text: `${pattern} of ${id} (part ${part})`
	}));
}

// src/terminal/commands/resume.ts
async function resumeCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, {
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
	const style = require_mission.oneOf("log", require_mission.LOG_STYLES, values.log) ?? "grouped";
	const machine = require_mission.readMachineFacts();
	const { dir, earlier, files } = await openEarlierRun(positionals, {
		dir: values.dir,
		mission: values.mission
	});
	const { path, file, from } = require_resume.missionFile(earlier, process.cwd(), values.mission);
	require_mission.limitHeapForMission(path);
	const { gate: gateBefore, base, inputs: _, keepWorkspaces, ...selection } = require_resume.overridesOf(earlier);
	const gate = require_mission.oneOf("gate", require_mission.GATES, values.gate) ?? gateBefore;
	const added = require_mission.inputOption(values.input);
	const inputs = resumedInputs(earlier, added);
	if (inputs.type === "refused") throw new require_mission.UsageError(inputs.message);
	const load = (chosen) => require_mission.loadMission({
		file: path,
		selection: chosen,
		forgiving: true,
		machine,
		root: earlier.report.root,
		environment: process.env,
		...earlier.opening.matrices === void 0 ? {} : { matrices: earlier.opening.matrices },
		inputs: {
			given: inputs.inputs,
			example: require_mission.INPUT_EXAMPLE
		},
		keepWorkspaces,
		...gate === void 0 ? {} : { gate }
	});
	const only = partTasks(earlier);
	const loaded = await load(only === void 0 ? selection : {
		...selection,
		only
	});
	if (loaded.type === "refused") throw new require_mission.UsageError(`${loaded.message}; if the mission file has moved, name it with --mission`);
	require_mission.printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return require_mission.EXIT.invalid;
	const whole = only === void 0 ? loaded : await load(selection);
	const part = whole.type === "loaded" ? resumedPart(earlier, whole.mission, loaded.mission) : void 0;
	const given = {
		mission: loaded.mission,
		root: earlier.report.root,
		environment: process.env
	};
	const ready = await require_mission.prepareRun({
		...given,
		machine,
		envFiles: loaded.envFiles,
		...base === void 0 ? {} : { base },
		earlier: require_resume.earlierComparison(earlier, loaded.mission)
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
	if (other !== void 0) throw new require_mission.UsageError(other);
	const missing = values.failed === true ? void 0 : files?.missing(prepared.shown);
	const decision = require_resume.decideResume(earlier, prepared, missing);
	switch (decision.type) {
		case "foreign": throw new require_mission.UsageError(`expected the mission that ran in ${dir}, found none of its tasks and tests in ${path}`);
		case "over": return nothingLeft(earlier, dir);
		case "go on": {
			const { inputs: kept } = loaded;
			const leftOut = only === void 0 ? loaded.leftOut : 0;
			if (part !== void 0 && whole.type === "loaded") {
				const again = decision.again.map(({ id }) => id);
				await expectFilesOfOthers(part, whole.mission, {
					again,
					root: earlier.report.root,
					archive: files?.archive
				});
			}
			const unrestored = files?.restore(prepared.shown, decision.kept);
			if (unrestored !== void 0) throw new require_mission.UsageError(unrestored.message);
			const overrides = require_mission.givenOverrides({
				...selection,
				leftOut,
				gate,
				base,
				inputs: kept,
				keepWorkspaces
			}, from);
			const resumed = await require_resume.resumption(earlier, decision, {
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
			return require_mission.followRun({
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
	const problems = require_resume.rewriteDocuments(earlier, dir);
	for (const problem of problems) require_mission.printUntrustedError(`mission: ${problem}\n`);
	require_mission.printUntrusted(`Nothing is left to run. ${require_mission.plainVerdict(earlier.report)}\n`);
	require_mission.printUntrusted(`Reports: ${require_mission.pastedPath(`${dir}/final-report.md`)}\n`);
	return problems.length === 0 ? require_mission.exitCode(earlier.report) : require_mission.EXIT.broken;
}

exports.resumeCommand = resumeCommand;