const require_mission = require("./mission.js");
const require_align_columns = require("./align-columns.js");

// src/terminal/commands/list.ts
const MOST_NEEDS = 5;
async function listCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, {
		...require_mission.SELECTION_OPTIONS,
		json: { type: "boolean" }
	});
	const file = require_mission.missionFile(require_mission.onlyPositional(positionals, "one mission file"));
	const loaded = await require_mission.loadMission({
		file,
		selection: require_mission.selectionOf(values),
		machine: require_mission.readMachineFacts(),
		root: process.cwd(),
		environment: process.env
	});
	if (loaded.type === "refused") throw new require_mission.UsageError(loaded.message);
	require_mission.printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return require_mission.EXIT.invalid;
	for (const note of loaded.notes) require_mission.printUntrustedError(`mission: ${note}\n`);
	if (values.json === true) require_mission.print(listJson(loaded.mission));
	else require_mission.printUntrusted(listText(loaded.mission));
	return require_mission.EXIT.succeeded;
}
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
function listText({ tasks }) {
	const rows = tasks.map((task) => [
		task.id,
		task.kind,
		tagsOf(task),
		needsOf(task)
	]);
	return require_align_columns.alignColumns([[
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
	return [...ids.slice(0, MOST_NEEDS), ...more > 0 ? [`\u2026 ${more} more`] : []].join(", ");
}

exports.listCommand = listCommand;