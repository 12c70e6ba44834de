import { a as followStatus, o as catchSignals, t as startRun } from "./start-run.js";
import { t as FolderRefused } from "./run-folder.js";
import { n as UsageError, t as EXIT } from "./exit-codes.js";
import { n as wantsColor, r as wantsPanel } from "./print-diagnostics.js";
import { n as cleanText } from "./clean-text.js";
import { n as progressLines } from "./progress-lines.js";
import { t as systemClock } from "./system-clock.js";
import { n as taskOutput, r as paintedProgress } from "./task-output2.js";
import { a as printOfOthers, n as print, t as outputWaits } from "./print.js";

// src/terminal/plain-display.ts
/** One line after the other, for a file, a pipe, a runner, or a terminal that shall have no more. */
function plainDisplay({ style, dir, secrets, from }, color) {
	const output = taskOutput(style, dir, secrets, {
		show: (prefix, lines) => printOfOthers(lines.map((line) => `${prefix}${line}\n`).join("")),
		isBehind: outputWaits
	});
	const print = (line) => {
		const clean = cleanText(line);
		printOfOthers(`${color ? paintedProgress(clean) : clean}\n`);
	};
	const status = followStatus(systemClock(from), print);
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

// src/terminal/follow-run.ts
/** Runs a mission, shows what happens, and says how it ended. */
async function followRun(request, style) {
	const { dir, prepared, resume } = request;
	const display = await openDisplay({
		style,
		dir,
		secrets: prepared.secrets,
		from: resume?.report.duration ?? 0
	});
	try {
		const signals = catchSignals();
		const { listen, sampled } = display;
		const run = begin({
			...request,
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
/** What the command line says of a mission. */
function exitCode(report) {
	switch (report.result) {
		case "succeeded": return EXIT.succeeded;
		case "failed": return EXIT.failed;
		case "cancelled": return EXIT.interrupted;
		case void 0: return EXIT.broken;
		default: return report.result;
	}
}

export { followRun as n, exitCode as t };