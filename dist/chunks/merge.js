const require_mission = require("./mission.js");
const require_merge_parts = require("./merge-parts.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/terminal/commands/merge.ts
const FOLDER = "mission-merged";
async function mergeCommand(argv) {
	require_mission.limitHeapForDocuments();
	const { values, positionals } = require_mission.parse(argv, {
		dir: { type: "string" },
		plan: { type: "string" },
		history: { type: "string" }
	});
	if (positionals.length === 0) throw new require_mission.UsageError("expected the folder of at least one part, found none; name the folder with all artifacts");
	for (const dir of positionals) if (!(0, node_fs.existsSync)(dir)) throw new require_mission.UsageError(`expected a folder with parts at ${dir}, found none`);
	const dir = values.dir ?? FOLDER;
	const outcome = await require_merge_parts.mergeParts({
		dirs: positionals.map((each) => (0, node_path.resolve)(each)),
		dir: (0, node_path.resolve)(dir),
		plan: values.plan === void 0 ? void 0 : planText(values.plan),
		...values.history === void 0 ? {} : { history: (0, node_path.resolve)(values.history) }
	});
	if (outcome.type === "refused") throw new require_mission.UsageError(outcome.message);
	const { report, problems } = outcome;
	const { fleet } = report;
	for (const absent of fleet?.absent ?? []) require_mission.printUntrustedError(`mission: ${fleet === void 0 ? "" : require_mission.absentText(fleet, absent)}\n`);
	for (const note of fleet === void 0 ? [] : require_mission.fleetNotes(fleet)) require_mission.printUntrustedError(`mission: ${note}\n`);
	for (const problem of problems) require_mission.printUntrustedError(`mission: ${problem}\n`);
	require_mission.printUntrusted(`${require_mission.plainVerdict(report)}\n`);
	require_mission.printUntrusted(`Reports: ${require_mission.pastedPath(`${dir}/final-report.md`)}\n`);
	if (problems.length > 0) return require_mission.EXIT.broken;
	return report.result === "succeeded" ? require_mission.EXIT.succeeded : require_mission.EXIT.failed;
}
function planText(path) {
	let text;
	try {
		text = path === "-" ? (0, node_fs.readFileSync)(0, "utf8") : require_mission.readNamedText(path);
	} catch (error) {
		throw new require_mission.UsageError(`expected the text of a plan at ${path}, found ${require_mission.errorText$1(error)}`);
	}
	if (require_merge_parts.plannedParts(text).length === 0) throw new require_mission.UsageError(`expected the text of a plan at ${path}, such as \`1: build, lint\`, found no part`);
	return text;
}

exports.mergeCommand = mergeCommand;