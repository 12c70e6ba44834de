import { $ as pastedPath, C as printUntrusted, Ir as makeFolder, O as EXIT, P as parse, fa as errorCode, j as UsageError, k as commandName, w as printUntrustedError } from "./mission.js";
import { t as missionJsonSchemaText } from "./json-schema.js";
import { n as numberOption, t as CPUS } from "./number-option.js";
import { n as SCHEMA_FILE, t as FIRST_MISSION } from "./first-mission.js";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// src/terminal/commands/init/init.ts
const DEFAULT_FILE = "mission.yml";
/** `mission init [FILE]`, and `mission init --from FILE…` */
async function initCommand(argv) {
	const { values, positionals } = parse(withWrittenFile(argv), {
		from: {
			type: "string",
			multiple: true
		},
		write: { type: "string" },
		history: { type: "string" },
		cpus: { type: "string" }
	});
	const { from, history, write } = values;
	const cpus = numberOption("cpus", CPUS, values.cpus);
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
	]) if (values[name] !== void 0) throw new UsageError(`expected --from FILE with --${name}, found no --from`);
	const [file = DEFAULT_FILE, ...more] = positionals;
	if (more.length > 0) throw new UsageError(`expected at most one file to write, found ${positionals.join(" ")}`);
	writeMissionFile(file, FIRST_MISSION);
	return EXIT.succeeded;
}
async function convertTo(request) {
	const { convertFiles } = await import("./convert-files.js");
	const result = await convertFiles(request);
	if (result.type === "refused") return EXIT.invalid;
	if (request.write === void 0) printUntrusted(result.text);
	else writeMissionFile(request.write, result.text);
	printUntrustedError(result.summary);
	return EXIT.succeeded;
}
/** `--write` may have no value. */
function withWrittenFile(argv) {
	return argv.map((word, index) => {
		const next = argv[index + 1];
		return word === "--write" && (next === void 0 || next.startsWith("-")) ? `--write=${DEFAULT_FILE}` : word;
	});
}
function writeMissionFile(file, text) {
	const schema = join(dirname(file), SCHEMA_FILE);
	makeFolder(dirname(file));
	create(file, text);
	const kept = existsSync(schema);
	if (!kept) create(schema, missionJsonSchemaText());
	printUntrusted(`Wrote ${file}${kept ? "" : ` and ${schema}, with which editors complete and check the mission`}.\n`);
	const [mission, path] = [commandName(), pastedPath(file)];
	printUntrusted(`Run it:     ${mission} run ${path}\nPredict it: ${mission} plan ${path}\n`);
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