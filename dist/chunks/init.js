const require_mission = require("./mission.js");
const require_json_schema = require("./json-schema.js");
const require_number_option = require("./number-option.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/terminal/commands/init/first-mission.ts
const SCHEMA_FILE = "mission.schema.json";
const FIRST_MISSION = `# yaml-language-server: $schema=./${SCHEMA_FILE}

name: First mission
goal: Build and document in parallel, and test each part as soon as it is complete

# Tasks do the work. All of them start at once.
tasks:
  build:
    name: Build
    expect: 1s
    run: echo "built"

  docs:
    name: Documentation
    expect: 2s
    steps:
      - { name: Write, run: echo "written" }
      - { name: Check, run: echo "checked" }

# A test starts as soon as the tasks that it needs are complete, while other tasks still run.
tests:
  smoke:
    name: Smoke test
    needs: build
    expect: 1s
    run: echo "it works"

  all:
    name: Final check
    needs: tasks # all tasks
    run: echo "everything is complete"
`;

// src/terminal/commands/init/init.ts
const DEFAULT_FILE = "mission.yml";
async function initCommand(argv) {
	const { values, positionals } = require_mission.parse(withWrittenFile(argv), {
		from: {
			type: "string",
			multiple: true
		},
		write: { type: "string" },
		history: { type: "string" },
		cpus: { type: "string" }
	});
	const { from, history, write } = values;
	const cpus = require_number_option.numberOption("cpus", require_number_option.CPUS, values.cpus);
	if (from !== void 0) return convertTo({
		paths: [...from, ...positionals],
		write,
		history,
		cpus
	});
	for (const name of [
		"write",
		"history",
		"cpus"
	]) if (values[name] !== void 0) throw new require_mission.UsageError(`expected --from FILE with --${name}, found no --from`);
	const [file = DEFAULT_FILE, ...more] = positionals;
	if (more.length > 0) throw new require_mission.UsageError(`expected at most one file to write, found ${positionals.join(" ")}`);
	writeMissionFile(file, FIRST_MISSION);
	return require_mission.EXIT.succeeded;
}
async function convertTo(request) {
	const { convertFiles } = await Promise.resolve().then(() => require("./convert-files.js"));
	const result = await convertFiles(request);
	if (result.type === "refused") return require_mission.EXIT.invalid;
	if (request.write === void 0) require_mission.printUntrusted(result.text);
	else writeMissionFile(request.write, result.text);
	require_mission.printUntrustedError(result.summary);
	return require_mission.EXIT.succeeded;
}
function withWrittenFile(argv) {
	return argv.map((word, index) => {
		const next = argv[index + 1];
		return word === "--write" && (next === void 0 || next.startsWith("-")) ? `--write=${DEFAULT_FILE}` : word;
	});
}
function writeMissionFile(file, text) {
	const schema = (0, node_path.join)((0, node_path.dirname)(file), SCHEMA_FILE);
	require_mission.makeFolder((0, node_path.dirname)(file));
	create(file, text);
	const kept = (0, node_fs.existsSync)(schema);
	if (!kept) createOrUndo(schema, require_json_schema.missionJsonSchemaText(), file);
	require_mission.printUntrusted(`Wrote ${file}${kept ? "" : ` and ${schema}, with which editors complete and check the mission`}.\n`);
	const [mission, path] = [require_mission.commandName(), require_mission.pastedPath(file)];
	require_mission.printUntrusted(`Run it:     ${mission} run ${path}\nPredict it: ${mission} plan ${path}\n`);
}
function createOrUndo(path, text, before) {
	try {
		create(path, text);
	} catch (error) {
		require_mission.removeQuietly(before);
		throw error;
	}
}
function isWritten(path, text) {
	try {
		return require_mission.writeNewFile(path, text);
	} catch (error) {
		throw new require_mission.UsageError(`expected to write ${path}, found ${require_mission.errorText$1(error)}`);
	}
}
function create(path, text) {
	if (!isWritten(path, text)) throw new require_mission.UsageError(`expected no file at ${path}, found one, which was not changed; choose another name`);
}

exports.SCHEMA_FILE = SCHEMA_FILE;
exports.initCommand = initCommand;