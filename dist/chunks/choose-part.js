import { n as ownMission } from "./part-mission.js";
import { n as parsePlan, r as planDigest } from "./plan-text.js";
import { bt as refused } from "./mission.js";
import { createHash } from "node:crypto";

// src/fleet/plan/fleet-plan.ts
/**
* Numbers of all parts that have ended when this one starts, ascending. A task may use files of tasks that it needs over several steps,
* so a part takes the artifacts of all of them.
*/
function partsBefore(plan, number) {
	const found = new Set(plan.parts[number - 1]?.needs ?? []);
	for (const earlier of found) for (const need of plan.parts[earlier - 1]?.needs ?? []) found.add(need);
	return [...found].sort((one, other) => one - other);
}

// src/run/fleet/choose-part.ts
/**
* Reads the plan, and reduces the mission to the tasks of the part.
*
* @param mission all tasks, with the values of inputs
*/
function choosePart({ number, of, plan: text }, mission) {
	const parsed = parsePlan(text, mission);
	if (parsed.type === "invalid") {
		const problems = parsed.problems.map(({ line, message, hint }) => {
			return `${line === void 0 ? "" : `line ${line}: `}${message}${hint === void 0 ? "" : `; ${hint}`}`;
		});
		return refused(`the plan cannot be used: ${problems.join(". ")}`);
	}
	const { plan } = parsed;
	const { length } = plan.parts;
	if (of !== length || number > length) return refused(`expected a part of ${length}, because the plan has so many, found ${number}/${of}; make the workflow again, or correct the part`);
	const own = ownMission(mission, plan, number);
	if (own.type === "refused") return own;
	const digest = planDigest(plan, mission, (each) => createHash("sha256").update(each).digest("hex"));
	return {
		type: "chosen",
		own: own.mission,
		part: {
			number,
			plan,
			digest,
			before: partsBefore(plan, number),
			mission
		}
	};
}

export { choosePart };