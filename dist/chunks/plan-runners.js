const require_documents = require("./documents.js");
const require_mission = require("./mission.js");
const require_plan_text = require("./plan-text.js");

// src/terminal/commands/fleet/plan-runners-text.ts
const LISTED = 8;
function fleetText(choice, mission, request) {
	const { chosen, bounds } = choice;
	return `${[
		`${mission.name}: ${require_mission.plural(mission.tasks.length, "task or test", "tasks and tests")}, at most ${require_mission.plural(choice.mostParts, "part")}`,
		"",
		...table(choice),
		...[notFaster(choice)].filter((line) => line !== ""),
		"",
		`${reasonText(choice, request)}${learnedText(request)}`,
		...chosen.runners === 1 ? [] : ["", ...partLines(chosen)],
		...bounds.length === 0 ? [] : ["", ...bounds.map((bound) => `  ${bound}.`)],
		...chosen.runners === 1 ? [] : [
			"",
			"Plan:",
			require_plan_text.formatPlan(chosen.plan, mission).trimEnd()
		]
	].join("\n")}\n`;
}
function table({ rows, chosen }) {
	const [first] = rows;
	return alignRight([[
		"",
		"runners",
		"makespan",
		"billed minutes",
		"gain"
	], ...rows.map((row) => {
		const against = row === first || first === void 0 ? "" : require_mission.formatAgainst(row.times.makespan, first.times.makespan);
		return [
			row === chosen ? "\u25b6" : "",
			`${row.runners}`,
			require_mission.formatDuration(row.times.makespan),
			`${row.times.billedMinutes}`,
			against
		];
	})]);
}
function alignRight(rows) {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => {
		return `  ${row.map((cell, column) => column === row.length - 1 ? cell : cell.padStart(widths[column] ?? 0)).join("  ")}`.trimEnd();
	});
}
function learnedText({ overhead, learnedFrom }) {
	if (learnedFrom === void 0) return "";
	return ` Before its first task, a runner took ${require_mission.formatDuration(overhead)}, the median of ${require_mission.plural(learnedFrom, "job")} in the history.`;
}
function notFaster({ rows, searched }) {
	const shown = new Set(rows.map(({ runners }) => runners));
	const missing = Array.from({ length: searched }, (_, index) => index + 1).filter((count) => !shown.has(count));
	if (missing.length === 0) return "";
	const ranges = [];
	for (let index = 0; index < missing.length;) {
		let last = index;
		while (missing[last + 1] === (missing[last] ?? 0) + 1) last += 1;
		ranges.push(last === index ? `${missing[index]}` : `${missing[index]} to ${missing[last]}`);
		index = last + 1;
	}
	const few = Math.min(...shown);
	if (missing.every((count) => count < few)) return `  The mission needs at least ${require_mission.plural(few, "runner")}.`;
	return `  Not faster than fewer: ${ranges.join(", ")}.`;
}
function atLimit({ chosen, searched, mostParts }) {
	return chosen.runners < searched || searched === mostParts ? "" : " More were not looked at: see --max-runners.";
}
function reasonText(choice, { overhead, targetTime = 0 }) {
	const { reason, chosen, rows, mostParts } = choice;
	const count = require_mission.plural(chosen.runners, "runner");
	switch (reason) {
		case "balance":
			if (mostParts === 1) return "One runner: the mission has no safe cut.";
			if (chosen.runners === 1) return `One runner is best: ${rows.length === 1 ? "with more, the mission takes no less time" : `more save less than the ${require_mission.formatDuration(overhead)} that each takes to start`}.`;
			return `${count}: the least makespan plus ${require_mission.formatDuration(overhead)} for each runner.${atLimit(choice)}`;
		case "target": return `${count}: the fewest with which the mission takes at most ${require_mission.formatDuration(targetTime)}.`;
		case "missed": return `${count}: the shortest makespan, but no number of runners reaches ${require_mission.formatDuration(targetTime)}.${atLimit(choice)}`;
		case "given": return `${count}, as asked for${rows.some((row) => row !== chosen && row.times.makespan <= chosen.times.makespan) ? ", although fewer take no longer" : ""}.`;
		default: return reason;
	}
}
function partLines({ plan, times }) {
	const rows = plan.parts.map(({ number, needs, label, tasks }, index) => {
		const { started = 0, ended = 0 } = times.parts[index] ?? {};
		const left = tasks.length - LISTED;
		const ids = [...tasks.slice(0, LISTED), ...left > 0 ? [`and ${left} more`] : []].join(", ");
		return [
			`${number}`,
			needs.join(", "),
			label ?? "",
			require_mission.formatDuration(started),
			require_mission.formatDuration(ended),
			ids
		];
	});
	const titles = [
		"part",
		"after",
		"label",
		"start",
		"end",
		"tasks"
	];
	const column = plan.parts.some(({ label }) => label !== void 0) ? titles.length : 2;
	const kept = (row) => row.filter((_, index) => index !== 2 || column !== 2);
	return alignRight([kept(titles), ...rows.map(kept)]);
}
function fleetJson(choice, mission, { overhead, learnedFrom, targetTime }) {
	const { chosen, reason, mostParts, searched, rows, bounds } = choice;
	const value = {
		runners: chosen.runners,
		reason,
		overhead,
		...learnedFrom === void 0 ? {} : { learnedFrom },
		...targetTime === void 0 ? {} : { targetTime },
		mostParts,
		searched,
		rows: rows.map(({ runners, times: { makespan, billedMinutes }, gain }) => ({
			runners,
			makespan: Math.round(makespan),
			billedMinutes,
			gain: Math.round(gain * 10) / 10
		})),
		parts: chosen.plan.parts.map((part, index) => {
			const { started = 0, ready = 0, ended = 0 } = chosen.times.parts[index] ?? {};
			return {
				...part,
				started: Math.round(started),
				ready: Math.round(ready),
				ended: Math.round(ended)
			};
		}),
		text: require_plan_text.formatPlan(chosen.plan, mission),
		bounds
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

// src/terminal/commands/fleet/plan-runners.ts
function planRunners(world, request, asJson) {
	const result = require_documents.chooseFleet({
		...world,
		...request
	});
	if (result.type === "refused") {
		require_mission.printUntrustedError(`mission: ${result.message}\n`);
		return false;
	}
	if (asJson) require_mission.print(fleetJson(result, world.mission, request));
	else require_mission.printUntrusted(fleetText(result, world.mission, request));
	return true;
}

exports.planRunners = planRunners;