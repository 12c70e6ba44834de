import { A as parse, E as UsageError, Ki as errorCode, S as printUntrusted, X as pastedPath, vr as makeFolder, w as EXIT } from "./mission.js";
import { t as missionJsonSchemaText } from "./json-schema.js";
import { t as commandName } from "./command-name.js";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// src/terminal/commands/first-mission.ts
/** Name of the schema that `mission init` writes beside the mission, so that editors need no network and use this version. */
const SCHEMA_FILE = "mission.schema.json";
/**
* A first mission. Its commands work in every default shell, so that it runs unchanged on any machine. A run of it writes nothing to the
* project.
*/
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

// src/terminal/commands/init.ts
/** `mission init [FILE]` */
function initCommand(argv) {
	const { positionals } = parse(argv, {});
	const [file = "mission.yml", ...more] = positionals;
	if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(" ")}`);
	const schema = join(dirname(file), SCHEMA_FILE);
	makeFolder(dirname(file));
	create(file, FIRST_MISSION);
	const kept = existsSync(schema);
	if (!kept) create(schema, missionJsonSchemaText());
	printUntrusted(`Wrote ${file}${kept ? "" : ` and ${schema}, with which editors complete and check the mission`}.\n`);
	const [mission, path] = [commandName(), pastedPath(file)];
	printUntrusted(`Run it:     ${mission} run ${path}\nPredict it: ${mission} plan ${path}\n`);
	return EXIT.succeeded;
}
function create(path, text) {
	try {
		writeFileSync(path, text, { flag: "wx" });
	} catch (error) {
		if (errorCode(error) !== "EEXIST") throw error;
		throw new UsageError(`expected no file at ${path}, found one, which was not changed; choose another name`);
	}
}

export { initCommand };