import { A as SELECTION_OPTIONS, C as printUntrusted, F as selectionOf, K as loadMission, N as onlyPositional, O as EXIT, P as parse, aa as readMachineFacts, j as UsageError, v as printDiagnostics, w as printUntrustedError, x as print, y as missionFile } from "./mission.js";
import { t as alignColumns } from "./align-columns.js";

// src/terminal/commands/list.ts
/** A longer list of needs is shortened: a final test may need thousands. */
const MOST_NEEDS = 5;
/** `mission list FILE` */
async function listCommand(argv) {
	const { values, positionals } = parse(argv, {
		...SELECTION_OPTIONS,
		json: { type: "boolean" }
	});
	const file = missionFile(onlyPositional(positionals, "one mission file"));
	const loaded = await loadMission({
		file,
		selection: selectionOf(values),
		machine: readMachineFacts(),
		root: process.cwd(),
		environment: process.env
	});
	if (loaded.type === "refused") throw new UsageError(loaded.message);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
	for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
	if (values.json === true) print(listJson(loaded.mission));
	else printUntrusted(listText(loaded.mission));
	return EXIT.succeeded;
}
/** `[{ id, kind, name, tags, needs, needsAny }]`, in the order of the mission. */
function listJson({ tasks }) {
	const rows = tasks.map(({ id, kind, name, tags = [], needs, needsAny }) => ({
		id,
		kind,
		name,
		tags,
		needs,
		needsAny
	}));
	return `${JSON.stringify(rows, null, 2)}\n`;
}
/** One line for each task and test. */
function listText({ tasks }) {
	const rows = tasks.map((task) => [
		task.id,
		task.kind,
		tagsOf(task),
		needsOf(task)
	]);
	return alignColumns([[
		"Id",
		"Kind",
		"Tags",
		"Needs"
	], ...rows]).map((line) => `${line.trimEnd()}\n`).join("");
}
function tagsOf({ tags = [] }) {
	return tags.map((tag) => `#${tag}`).join(" ");
}
function needsOf({ needs, needsAny }) {
	const all = shortened(needs);
	if (needsAny.length === 0) return all;
	return `${all === "" ? "" : `${all}; `}any of ${shortened(needsAny)}`;
}
function shortened(ids) {
	const more = ids.length - MOST_NEEDS;
	return [...ids.slice(0, MOST_NEEDS), ...more > 0 ? [`… ${more} more`] : []].join(", ");
}

export { listCommand };