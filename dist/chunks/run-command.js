import { S as idsIn, f as EXIT, g as parse, h as onlyPositional, i as LOG_STYLES, m as oneOf, n as followRun, p as UsageError, rr as readMachineFacts, y as loadMission } from "./mission.js";
import { n as prepareRun, r as askedFor, t as saveMemory } from "./save-memory.js";
import { n as stopEarlierRun } from "./recover-run.js";
import { t as historyPath } from "./history-path.js";
import { t as printDiagnostics } from "./print-diagnostics.js";

// src/terminal/run-command.ts
const GATES = [
	"tests",
	"all",
	"off"
];
/** `mission run FILE` */
async function runCommand(argv) {
	saveMemory();
	const { values, positionals } = parse(argv, {
		dir: { type: "string" },
		only: {
			type: "string",
			multiple: true
		},
		skip: {
			type: "string",
			multiple: true
		},
		gate: { type: "string" },
		log: { type: "string" },
		base: { type: "string" },
		history: { type: "string" }
	});
	const file = onlyPositional(positionals, "one mission file");
	const gate = oneOf("gate", GATES, values.gate);
	const style = oneOf("log", LOG_STYLES, values.log) ?? "grouped";
	const machine = readMachineFacts();
	const selection = {
		only: (values.only ?? []).flatMap(idsIn),
		skip: (values.skip ?? []).flatMap(idsIn)
	};
	const loaded = loadMission({
		file,
		selection,
		machine,
		...gate === void 0 ? {} : { gate }
	});
	if (loaded.type === "refused") throw new UsageError(loaded.message);
	printDiagnostics(loaded.diagnostics, loaded.text);
	if (loaded.type === "invalid") return EXIT.invalid;
	const dir = values.dir ?? ".mission";
	const { base } = values;
	const history = historyPath(values.history, file, dir);
	await stopEarlierRun(dir);
	const given = {
		mission: loaded.mission,
		root: process.cwd(),
		environment: process.env
	};
	const prepared = await prepareRun({
		...given,
		...base === void 0 ? {} : { base },
		...history === void 0 ? {} : { history }
	});
	const asked = askedFor({
		...selection,
		gate,
		base
	}, process.cwd());
	return followRun({
		...given,
		prepared,
		file,
		source: loaded.text,
		asked,
		dir,
		machine
	}, style);
}

export { runCommand };