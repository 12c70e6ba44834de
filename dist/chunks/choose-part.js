import { n as ownMission } from "./part-mission.js";
import { n as parsePlan, r as planDigest } from "./plan-text.js";
import { ot as refused } from "./mission.js";
import { createHash } from "node:crypto";

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
			mission
		}
	};
}
/** `2/3` as a part and the number of parts; undefined if it is something else. */
function parsePart(text) {
	const [, number, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
	if (number === void 0 || of === void 0 || Number(number) > Number(of)) return void 0;
	return {
		number: Number(number),
		of: Number(of)
	};
}

export { choosePart, parsePart };