import { Kt as makeFolder, g as UsageError, h as EXIT, p as printUntrusted, rn as errorCode, y as parse } from "./mission.js";
import { t as missionJsonSchemaText } from "./json-schema.js";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// src/terminal/commands/first-mission.ts
/** Name of the schema that `mission init` puts beside the mission: found without a network, and of this version. */
const SCHEMA_FILE = "mission.schema.json";
/**
* A mission to start from. Its commands are understood by every shell that is a default somewhere, so that it runs on
* any machine, before anything of the user's own is in it.
*
* @param file how the user will name it
*/
function firstMission(file) {
	return `# yaml-language-server: $schema=./${SCHEMA_FILE}
#
# Run it:           mission run ${file}
# See what it will do: mission plan ${file}

name: First mission
goal: Build and document in parallel, and test each part as soon as it is there

# The work: all of it starts at once.
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

# Tests are deployed as what they need completes, while the other work goes on.
tests:
  smoke:
    name: Smoke test
    needs: build
    expect: 1s
    deliverable: reports/smoke.md
    run: echo "it works"

  all:
    name: Final check
    needs: tasks # all of them
    run: echo "everything is complete"
`;
}

// src/terminal/commands/init.ts
/** `mission init [FILE]` */
function initCommand(argv) {
	const { positionals } = parse(argv, {});
	const [file = "mission.yml", ...more] = positionals;
	if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(" ")}`);
	const schema = join(dirname(file), SCHEMA_FILE);
	makeFolder(dirname(file));
	create(file, firstMission(file));
	const kept = existsSync(schema);
	if (!kept) create(schema, missionJsonSchemaText());
	printUntrusted(`Wrote ${file}${kept ? "" : ` and ${schema}, with which editors complete and check it`}.\n`);
	printUntrusted(`Run it:             mission run ${file}\nSee what it will do: mission plan ${file}\n`);
	return EXIT.succeeded;
}
function create(path, text) {
	try {
		writeFileSync(path, text, { flag: "wx" });
	} catch (error) {
		if (errorCode(error) !== "EEXIST") throw error;
		throw new UsageError(`expected no file at ${path}, found one; it is left as it is: choose another name`);
	}
}

export { initCommand };