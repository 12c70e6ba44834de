import { C as printUntrusted, Gn as chooseFleet, Ji as formatDuration, Qi as plural, Wi as formatAgainst, w as printUntrustedError, x as print } from "./mission.js";
import { t as formatPlan } from "./plan-text.js";

// src/terminal/commands/fleet/plan-runners-text.ts
/** How many ids of a part are listed. */
const LISTED = 8;
/** The table of numbers of runners, what was chosen and why, its parts in time, and the text of the plan. */
function fleetText(choice, mission, request) {
	const { chosen, bounds } = choice;
	return `${[
		`${mission.name}: ${plural(mission.tasks.length, "task or test", "tasks and tests")}, at most ${plural(choice.mostParts, "part")}`,
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
			formatPlan(chosen.plan, mission).trimEnd()
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
		const against = row === first || first === void 0 ? "" : formatAgainst(row.times.makespan, first.times.makespan);
		return [
			row === chosen ? "▶" : "",
			`${row.runners}`,
			formatDuration(row.times.makespan),
			`${row.times.billedMinutes}`,
			against
		];
	})]);
}
/** Numbers end in one column; the last cell begins in one. */
function alignRight(rows) {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => {
		return `  ${row.map((cell, column) => column === row.length - 1 ? cell : cell.padStart(widths[column] ?? 0)).join("  ")}`.trimEnd();
	});
}
/** Where the overhead is from, if the history says it. */
function learnedText({ overhead, learnedFrom }) {
	if (learnedFrom === void 0) return "";
	return ` Before its first task, a runner took ${formatDuration(overhead)}, the median of ${plural(learnedFrom, "job")} in the history.`;
}
/** Which numbers of runners have no row. */
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
	if (missing.every((count) => count < few)) return `  The mission needs at least ${plural(few, "runner")}.`;
	return `  Not faster than fewer: ${ranges.join(", ")}.`;
}
/** More runners than were looked at may be better still. */
function atLimit({ chosen, searched, mostParts }) {
	return chosen.runners < searched || searched === mostParts ? "" : " More were not looked at: see --max-runners.";
}
function reasonText(choice, { overhead, targetTime = 0 }) {
	const { reason, chosen, rows, mostParts } = choice;
	const count = plural(chosen.runners, "runner");
	switch (reason) {
		case "balance":
			if (mostParts === 1) return "One runner: the mission has no safe cut.";
			if (chosen.runners === 1) return `One runner is best: ${rows.length === 1 ? "with more, the mission takes no less time" : `more save less than the ${formatDuration(overhead)} that each takes to start`}.`;
			return `${count}: the least makespan plus ${formatDuration(overhead)} for each runner.${atLimit(choice)}`;
		case "target": return `${count}: the fewest with which the mission takes at most ${formatDuration(targetTime)}.`;
		case "missed": return `${count}: the shortest makespan, but no number of runners reaches ${formatDuration(targetTime)}.${atLimit(choice)}`;
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
			formatDuration(started),
			formatDuration(ended),
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
/**
* `{ runners, reason, overhead, learnedFrom?, targetTime?, mostParts, searched, rows, parts, text, bounds }`: milliseconds; `parts` and `text` are those of the
* plan that was chosen.
*/
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
		text: formatPlan(chosen.plan, mission),
		bounds
	};
	return `${JSON.stringify(value, null, 2)}\n`;
}

// src/terminal/commands/fleet/plan-runners.ts
/** Prints how many runners are worth it, and the plan; or why there is none, and returns false. */
function planRunners(world, request, asJson) {
	const result = chooseFleet({
		...world,
		...request
	});
	if (result.type === "refused") {
		printUntrustedError(`mission: ${result.message}\n`);
		return false;
	}
	if (asJson) print(fleetJson(result, world.mission, request));
	else printUntrusted(fleetText(result, world.mission, request));
	return true;
}

export { planRunners };