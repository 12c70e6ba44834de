import { t as formatPlan } from "./plan-text.js";
import { n as withoutCuts, t as jobNames } from "./job-names.js";
import { Gn as chooseFleet, tt as prepareRun } from "./mission.js";
import { t as DEFAULT_OVERHEAD } from "./defaults.js";

// src/fleet/workflow/matrix.ts
/** The matrix for a plan. It is never empty, because a plan has at least one part: GitHub refuses an empty matrix. */
function matrixOf(plan, mission) {
	const names = jobNames(plan, mission, []);
	return plan.parts.map(({ number, label }) => ({
		name: names.get(number)?.shown ?? `part ${number}`,
		part: `${number}/${plan.parts.length}`,
		...label === void 0 ? {} : { "runs-on": label }
	}));
}

// src/github/fleet/plan-parts.ts
/**
* Plans parts that need nothing of each other, for what has changed. Tasks that `paths` or `changed()` skip take no time, but each task is in a
* part, which reports that it was skipped.
*/
async function planParts(request) {
	const { mission, machine, runners } = request;
	const { evaluator, history, notes } = await prepareRun(request);
	const result = chooseFleet({
		mission: withoutCuts(mission),
		machine,
		assume: "open",
		conditions: evaluator.conditions,
		predictions: history?.predictions,
		overhead: history?.overhead?.overhead ?? DEFAULT_OVERHEAD,
		mostRunners: 20,
		runners
	});
	if (result.type === "refused") return result;
	const { plan } = result.chosen;
	return {
		type: "planned",
		text: formatPlan(plan, mission),
		matrix: matrixOf(plan, mission),
		notes
	};
}

export { planParts };