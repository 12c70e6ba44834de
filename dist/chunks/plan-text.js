const require_mission = require("./mission.js");
const require_task_definition = require("./task-definition.js");
const require_documents = require("./documents.js");

// src/fleet/plan/plan-text.ts
function formatPlan(plan, mission) {
	const bases = new Map(mission.tasks.map((task) => [task.id, require_mission.matrixBase(task)]));
	const partsOf = /* @__PURE__ */ new Map();
	for (const { number, tasks } of plan.parts) for (const id of tasks) {
		const base = bases.get(id) ?? id;
		partsOf.set(base, (partsOf.get(base) ?? /* @__PURE__ */ new Set()).add(number));
	}
	const written = (id) => {
		const base = bases.get(id) ?? id;
		return partsOf.get(base)?.size === 1 ? base : id;
	};
	return plan.parts.map(({ number, label, tasks }) => {
		const ids = [...new Set(tasks.map(written))].join(", ");
		return `${number}${label === void 0 ? "" : ` (${label})`}: ${ids}\n`;
	}).join("");
}
const PART_LINE = /^(\d{1,3})\s*(?:\(([^()]*)\)\s*)?:(.*)$/;
function parsePlan(text, mission) {
	const problems = [];
	const lines = readLines(text, mission, problems);
	const assignments = assign(lines, mission, problems);
	if (problems.length > 0) return {
		type: "invalid",
		problems
	};
	const derived = require_documents.planOf(mission, require_documents.safeCuts(mission), assignments);
	if (derived.type === "plan") return derived;
	const lineOf = (number) => lines.find((each) => each.number === number)?.line;
	return {
		type: "invalid",
		problems: derived.problems.map(({ part, message, hint }) => {
			const line = lineOf(part);
			return {
				...line === void 0 ? {} : { line },
				message,
				...hint === void 0 ? {} : { hint }
			};
		})
	};
}
function readLines(text, mission, problems) {
	const known = new Set(mission.tasks.flatMap((task) => [require_mission.matrixBase(task), task.id]));
	const found = [];
	for (const [index, row] of text.split(/\r?\n/).entries()) {
		const line = index + 1;
		if (row.trim() === "") continue;
		const last = found.at(-1);
		if (/^\s/.test(row) && last !== void 0) {
			last.ids += `\n${row}`;
			continue;
		}
		const [, number, label, ids = ""] = PART_LINE.exec(row.trim()) ?? [];
		if (number === void 0) {
			const message = `expected a part such as \`1: build, lint\`, found ${shown(row.trim())}`;
			problems.push({
				line,
				message,
				hint: "write the number of the part, a colon, and ids separated by commas"
			});
			continue;
		}
		const labelled = label === void 0 ? {} : { label: label.trim() };
		checkLabel(label?.trim(), line, problems);
		found.push({
			line,
			number: Number(number),
			...labelled,
			ids
		});
	}
	if (found.length === 0 && problems.length === 0) problems.push({
		message: "expected at least one part, found none",
		hint: "write a line such as `1: build, lint`"
	});
	checkNumbers(found, problems);
	return found.map(({ ids, ...part }) => ({
		...part,
		names: require_mission.splitIds([ids], known)
	}));
}
function checkLabel(label, line, problems) {
	if (label === void 0) return;
	const near = require_mission.misspelledLabel(label);
	if (require_mission.isLabel(label) && near === void 0) return;
	const hint = near === void 0 ? "write one label, such as `2 (ubuntu-24.04-arm): \u2026`" : `did you mean ${near}?`;
	problems.push({
		line,
		message: `expected the label of a runner, found ${shown(label)}`,
		hint
	});
}
function checkNumbers(lines, problems) {
	const seen = /* @__PURE__ */ new Set();
	for (const { line, number } of lines) {
		if (seen.has(number)) problems.push({
			line,
			message: `expected each part once, found part ${number} twice`,
			hint: "join the two lines"
		});
		else if (number < 1 || number > lines.length) {
			const message = `expected parts numbered from 1 to ${lines.length}, found ${number}`;
			problems.push({
				line,
				message,
				hint: "number the parts without a gap"
			});
		}
		seen.add(number);
	}
}
function assign(lines, mission, problems) {
	const partOf = /* @__PURE__ */ new Map();
	const ids = new Set(mission.tasks.map(({ id }) => id));
	const matrices = /* @__PURE__ */ new Map();
	for (const task of mission.tasks) if (require_mission.matrixBase(task) !== task.id) require_mission.append(matrices, require_mission.matrixBase(task), task.id);
	const put = (id, { number, line }) => {
		const before = partOf.get(id);
		if (before === void 0) partOf.set(id, number);
		else if (before !== number) problems.push({
			line,
			message: `expected ${shown(id)} in one part, found it in part ${before} and in part ${number}`,
			hint: "remove it from one of the two"
		});
	};
	for (const line of lines) for (const name of line.names) if (ids.has(name)) put(name, line);
	const rest = /* @__PURE__ */ new Map();
	for (const line of lines) for (const name of line.names) {
		const combinations = matrices.get(name);
		if (ids.has(name)) continue;
		if (combinations === void 0) {
			const near = require_mission.suggest(name, [...ids, ...matrices.keys()]);
			const hint = near === void 0 ? "see `mission list` for the ids" : `did you mean ${near}?`;
			problems.push({
				line: line.line,
				message: `expected the id of a task or test, found ${shown(name)}`,
				hint
			});
		} else if (rest.has(name) && rest.get(name) !== line.number) put(combinations.find((id) => partOf.get(id) === rest.get(name)) ?? name, line);
		else {
			rest.set(name, line.number);
			for (const id of combinations) if (!partOf.has(id)) put(id, line);
		}
	}
	if (problems.length === 0) checkComplete(mission, partOf, problems);
	return lines.map(({ number, label }) => ({
		number,
		tasks: mission.tasks.flatMap(({ id }) => partOf.get(id) === number ? [id] : []),
		...label === void 0 ? {} : { label }
	}));
}
const LISTED = 5;
function checkComplete({ tasks }, partOf, problems) {
	const missing = tasks.flatMap(({ id }) => partOf.has(id) ? [] : [id]);
	if (missing.length === 0) return;
	const left = missing.length > LISTED ? ` and ${missing.length - LISTED} more` : "";
	const message = `expected each task and test in a part, found none with ${missing.slice(0, LISTED).join(", ")}${left}`;
	problems.push({
		message,
		hint: "add them to a part, or make the plan again"
	});
}
function shown(text) {
	return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}\u2026` : text);
}
function planDigest(plan, mission, sha256) {
	const services = require_task_definition.servicesById(mission);
	const parts = plan.parts.map(({ tasks, label = "" }) => ({
		label,
		tasks
	}));
	const definitions = mission.tasks.map((task) => [task.id, require_task_definition.taskDefinition(task, services, mission.inputs)]);
	return sha256(JSON.stringify({
		version: 1,
		mission: mission.name,
		parts,
		definitions
	}));
}

Object.defineProperty(exports, "formatPlan", {
  enumerable: true,
  get: function () {
    return formatPlan;
  }
});
Object.defineProperty(exports, "parsePlan", {
  enumerable: true,
  get: function () {
    return parsePlan;
  }
});
Object.defineProperty(exports, "planDigest", {
  enumerable: true,
  get: function () {
    return planDigest;
  }
});