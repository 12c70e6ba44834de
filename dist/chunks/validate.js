const require_mission = require("./mission.js");

// src/terminal/commands/validate.ts
function validateCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, { json: { type: "boolean" } });
	if (positionals.length === 0) throw new require_mission.UsageError("expected one or more mission files, found none");
	const found = [];
	for (const file of positionals.map(require_mission.missionFile)) {
		const content = require_mission.readMissionFile(file);
		if (content.type === "refused") throw new require_mission.UsageError(content.message);
		const { diagnostics, included } = require_mission.readMission(content.text, file, { files: require_mission.missionFilesOf(file, process.cwd()) });
		found.push(...diagnostics);
		if (values.json !== true) {
			require_mission.printDiagnostics(diagnostics, content.text, included);
			if (diagnostics.length === 0) require_mission.printUntrusted(`${file}: valid\n`);
		}
	}
	if (values.json === true) require_mission.print(require_mission.diagnosticsJson(found));
	return found.some(({ severity }) => severity === "error") ? require_mission.EXIT.invalid : require_mission.EXIT.succeeded;
}

exports.validateCommand = validateCommand;