import { $ as pastedPath, C as printUntrusted, Hi as absentText, O as EXIT, P as parse, Ui as fleetNotes, Yr as limitHeap, fi as plainVerdict, j as UsageError, pa as errorText, w as printUntrustedError } from "./mission.js";
import { n as plannedParts, t as mergeParts } from "./merge-parts.js";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

// src/terminal/commands/merge.ts
/** Folder for the merged reports without `--dir`. */
const FOLDER = "mission-merged";
/** `mission merge DIR…` */
async function mergeCommand(argv) {
	limitHeap();
	const { values, positionals } = parse(argv, {
		dir: { type: "string" },
		plan: { type: "string" },
		history: { type: "string" }
	});
	if (positionals.length === 0) throw new UsageError("expected the folder of at least one part, found none; name the folder with all artifacts");
	for (const dir of positionals) if (!existsSync(dir)) throw new UsageError(`expected a folder with parts at ${dir}, found none`);
	const dir = values.dir ?? FOLDER;
	const outcome = await mergeParts({
		dirs: positionals.map((each) => resolve(each)),
		dir: resolve(dir),
		plan: values.plan === void 0 ? void 0 : planText(values.plan),
		...values.history === void 0 ? {} : { history: resolve(values.history) }
	});
	if (outcome.type === "refused") throw new UsageError(outcome.message);
	const { report, problems } = outcome;
	const { fleet } = report;
	for (const absent of fleet?.absent ?? []) printUntrustedError(`mission: ${fleet === void 0 ? "" : absentText(fleet, absent)}\n`);
	for (const note of fleet === void 0 ? [] : fleetNotes(fleet)) printUntrustedError(`mission: ${note}\n`);
	for (const problem of problems) printUntrustedError(`mission: ${problem}\n`);
	printUntrusted(`${plainVerdict(report)}\n`);
	printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
	if (problems.length > 0) return EXIT.broken;
	return report.result === "succeeded" ? EXIT.succeeded : EXIT.failed;
}
function planText(path) {
	let text;
	try {
		text = readFileSync(path === "-" ? 0 : path, "utf8");
	} catch (error) {
		throw new UsageError(`expected the text of a plan at ${path}, found ${errorText(error)}`);
	}
	if (plannedParts(text).length === 0) throw new UsageError(`expected the text of a plan at ${path}, such as \`1: build, lint\`, found no part`);
	return text;
}

export { mergeCommand };