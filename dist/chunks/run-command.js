import { t as readMachineFacts } from "./machine-facts.js";
import { r as idsIn, t as loadMission } from "./load-mission.js";
import { a as catchSignals, i as followStatus, n as saveMemory, r as prepareRun, t as startRun } from "./start-run.js";
import { n as stopEarlierRun } from "./recover-run.js";
import { t as FolderRefused } from "./run-folder.js";
import { a as parse, i as onlyPositional, n as UsageError, r as oneOf, t as EXIT } from "./exit-codes.js";
import { n as wantsColor, r as wantsPanel, t as printDiagnostics } from "./print-diagnostics.js";
import { n as cleanText } from "./clean-text.js";
import { n as progressLines } from "./progress-lines.js";
import { t as systemClock } from "./system-clock.js";
import { n as taskOutput, r as paintedProgress, t as LOG_STYLES } from "./task-output2.js";
import { a as printOfOthers, n as print, t as outputWaits } from "./print.js";
import { t as historyPath } from "./history-path.js";

// src/terminal/plain-display.ts
/** One line after the other, for a file, a pipe, a runner, or a terminal that shall have no more. */
function plainDisplay({ style, dir, secrets }, color) {
	const output = taskOutput(style, dir, secrets, {
		show: (prefix, lines) => printOfOthers(lines.map((line) => `${prefix}${line}\n`).join("")),
		isBehind: outputWaits
	});
	const print = (line) => {
		const clean = cleanText(line);
		printOfOthers(`${color ? paintedProgress(clean) : clean}\n`);
	};
	const status = followStatus(systemClock(), print);
	return {
		listen: (event, report) => {
			output.before(event, report);
			const lines = progressLines(event, report);
			for (const line of lines) print(line);
			status.told(event, report, lines.length > 0);
		},
		sampled: status.sampled,
		stop: () => {
			status.stop();
			output.stop();
		}
	};
}

// src/terminal/display.ts
/** A live panel on a terminal, else plain lines; on standard output. */
async function openDisplay(request) {
	const isTerminal = process.stdout.isTTY === true;
	if (!wantsPanel(isTerminal, process.env)) return plainDisplay(request, wantsColor(isTerminal, process.env));
	return (await import("./panel-display.js")).panelDisplay(request);
}

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
	const display = await openDisplay({
		style,
		dir,
		secrets: prepared.secrets
	});
	try {
		const signals = catchSignals();
		const { listen, sampled } = display;
		const run = begin({
			...given,
			prepared,
			file,
			source: loaded.text,
			dir,
			machine,
			listen,
			sampled
		});
		signals.passTo(run.interrupt);
		const report = await run.finished;
		signals.release();
		display.stop();
		print(`Reports: ${dir}/final-report.md\n`);
		return exitCode(report);
	} finally {
		display.stop();
	}
}
function begin(request) {
	try {
		return startRun(request);
	} catch (error) {
		if (error instanceof FolderRefused) throw new UsageError(error.message);
		throw error;
	}
}
function exitCode(report) {
	switch (report.result) {
		case "succeeded": return EXIT.succeeded;
		case "failed": return EXIT.failed;
		case "cancelled": return EXIT.interrupted;
		case void 0: return EXIT.broken;
		default: return report.result;
	}
}

export { runCommand };