import { $t as readMission, C as printUntrusted, O as EXIT, P as parse, Y as diagnosticsJson, it as missionFilesOf, j as UsageError, q as readMissionFile, v as printDiagnostics, x as print, y as missionFile } from "./mission.js";

// src/terminal/commands/validate.ts
/** `mission validate FILE…` */
function validateCommand(argv) {
	const { values, positionals } = parse(argv, { json: { type: "boolean" } });
	if (positionals.length === 0) throw new UsageError("expected one or more mission files, found none");
	const found = [];
	for (const file of positionals.map(missionFile)) {
		const content = readMissionFile(file);
		if (content.type === "refused") throw new UsageError(content.message);
		const { diagnostics, included } = readMission(content.text, file, { files: missionFilesOf(file, process.cwd()) });
		found.push(...diagnostics);
		if (values.json !== true) {
			printDiagnostics(diagnostics, content.text, included);
			if (diagnostics.length === 0) printUntrusted(`${file}: valid\n`);
		}
	}
	if (values.json === true) print(diagnosticsJson(found));
	return found.some(({ severity }) => severity === "error") ? EXIT.invalid : EXIT.succeeded;
}

export { validateCommand };