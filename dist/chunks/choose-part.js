const require_part_mission = require("./part-mission.js");
const require_plan_text = require("./plan-text.js");
const require_mission = require("./mission.js");
let node_crypto = require("node:crypto");

// src/fleet/plan/fleet-plan.ts
function partsBefore(plan, number) {
	const found = new Set(plan.parts[number - 1]?.needs ?? []);
	for (const earlier of found) for (const need of plan.parts[earlier - 1]?.needs ?? []) found.add(need);
	return [...found].sort((one, other) => one - other);
}

// src/run/fleet/choose-part.ts
function choosePart({ number, of, plan: text }, mission) {
	const parsed = require_plan_text.parsePlan(text, mission);
	if (parsed.type === "invalid") {
		const problems = parsed.problems.map(({ line, message, hint }) => {
			return `${line === void 0 ? "" : `line ${line}: `}${message}${hint === void 0 ? "" : `; ${hint}`}`;
		});
		return require_mission.refused(`the plan cannot be used: ${problems.join(". ")}`);
	}
	const { plan } = parsed;
	const { length } = plan.parts;
	if (of !== length || number > length) return require_mission.refused(`expected a part of ${length}, because the plan has so many, found ${number}/${of}; make the workflow again, or correct the part`);
	const own = require_part_mission.ownMission(mission, plan, number);
	if (own.type === "refused") return own;
	const digest = require_plan_text.planDigest(plan, mission, (each) => (0, node_crypto.createHash)("sha256").update(each).digest("hex"));
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

exports.choosePart = choosePart;