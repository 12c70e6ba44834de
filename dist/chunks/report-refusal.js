const require_mission = require("./mission.js");
const require_action = require("../action.js");
const require_publish_part = require("./publish-part.js");
const require_report_statuses = require("./report-statuses.js");

// src/mission/yaml/recover.ts
var import_dist = require_mission.require_dist();
const LARGEST_TEXT = 2e5;
const MOST_READ = 5e5;
function recoverYaml(text) {
	if (text.length > LARGEST_TEXT) return [];
	return [withoutErrors(text), asFarAsPossible(text)].filter((parsed) => parsed !== void 0);
}
function withoutErrors(text) {
	const lines = text.split("\n");
	const attempts = Math.min(21, Math.max(4, Math.floor(MOST_READ / text.length)));
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		let first;
		const parsed = require_mission.parseYaml(lines.join("\n"), ({ at }) => {
			first ??= at.line;
		});
		if (parsed !== void 0 || first === void 0) return parsed;
		let line = first - 1;
		while (line > 0 && lines[line]?.trim() === "") line -= 1;
		if ((lines[line] ?? "").trim() === "") return void 0;
		lines[line] = "";
	}
}
function asFarAsPossible(text) {
	try {
		const { contents } = (0, import_dist.parseDocument)(text, {
			version: "1.2",
			schema: "core",
			uniqueKeys: false,
			prettyErrors: false,
			logLevel: "silent"
		});
		const nowhere = {
			line: 1,
			column: 1,
			endLine: 1,
			endColumn: 1
		};
		return contents === null ? void 0 : {
			text,
			contents,
			place: () => nowhere
		};
	} catch {
		return;
	}
}

// src/mission/declared-ids.ts
const ID = /^[A-Za-z0-9._:-]+(?: \([\x20-\x7e]+\))?$/;
function declaredIds(text, file, files) {
	const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
	const parsed = require_mission.parseYaml(plain, ignore);
	const found = /* @__PURE__ */ new Map();
	for (const each of parsed === void 0 ? recoverYaml(plain) : [parsed]) for (const entry of idsIn(each, file, files)) if (!found.has(entry.id)) found.set(entry.id, entry);
	return [...found.values()];
}
function idsIn(parsed, file, files) {
	const tree = require_mission.readTree(parsed, ignore);
	if (tree === void 0) return [];
	const main = require_mission.expandShortForms(require_mission.checkShape(tree.value, tree.source, ignore), tree.source);
	const included = require_mission.readIncluded(main.draft, main.source, file, files, ignore);
	const joined = require_mission.joinFiles(main.draft, main.source, included.files, ignore);
	const { entries } = require_mission.listEntries(joined, ignore, () => void 0);
	return entries.flatMap(({ id, kind, matrix }) => matrix === void 0 ? [{
		id,
		kind
	}] : matrix.map((combination) => ({
		id: combination.id,
		kind
	}))).filter(({ id }) => ID.test(id));
}
function ignore() {}

// src/github/report-refusal.ts
const LIMIT = 1e4;
async function reportRefusal(why, environment) {
	const read = (input) => {
		const parsed = require_action.readInput(input, environment);
		return "value" in parsed ? parsed.value : void 0;
	};
	const token = read(require_action.inputTable.token) ?? "";
	require_action.hideToken(token, environment);
	const choice = read(require_action.inputTable.statuses) ?? "none";
	const prefix = read(require_action.inputTable.statusPrefix);
	if (read(require_action.inputTable.merge) !== false && "mistakes" in require_action.readInputs(environment)) return;
	if (choice === "none" || prefix === void 0 || ["part", "runners"].some((name) => require_action.isGiven(name, environment))) return;
	const declared = idsOf(read(require_action.inputTable.mission) ?? "", read(require_action.inputTable.workingDirectory) ?? ".");
	if (declared.length === 0) return require_publish_part.publishNotice("No id of the mission can be read, so no commit status is sent. A required one stays pending.", "Commit statuses not sent");
	const statuses = require_report_statuses.reportStatuses({
		declared,
		choice,
		prefix,
		token,
		environment,
		whyBroken: why
	});
	require_publish_part.publishNotice(statuses.notice, "Tasks without a commit status");
	statuses.breakOff(why);
	require_publish_part.publishNotice(await statuses.finish(LIMIT, new AbortController().signal), "Commit statuses not sent");
}
function idsOf(mission, workingDirectory) {
	const workspace = process.cwd();
	const located = require_action.locateMission(mission, workingDirectory, workspace);
	if ("mistakes" in located) return [];
	const { file } = located.place;
	const read = require_mission.readMissionFile(file);
	return read.type === "text" ? declaredIds(read.text, file, require_mission.missionFilesOf(file, workspace)) : [];
}

exports.reportRefusal = reportRefusal;