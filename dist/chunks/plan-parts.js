const require_plan_text = require("./plan-text.js");
const require_job_names = require("./job-names.js");
const require_documents = require("./documents.js");
const require_defaults = require("./defaults.js");
const require_mission = require("./mission.js");

// src/fleet/workflow/matrix.ts
function matrixOf(plan, mission) {
	const names = require_job_names.jobNames(plan, mission, []);
	return plan.parts.map(({ number, label }) => ({
		name: names.get(number)?.shown ?? `part ${number}`,
		part: `${number}/${plan.parts.length}`,
		...label === void 0 ? {} : { "runs-on": label }
	}));
}

// src/github/fleet/plan-parts.ts
async function planParts(request) {
	const { mission, machine, runners } = request;
	const { evaluator, history, notes } = await require_mission.prepareRun(request);
	const result = require_documents.chooseFleet({
		mission: require_job_names.withoutCuts(mission),
		machine,
		assume: "open",
		conditions: evaluator.conditions,
		predictions: history?.predictions,
		overhead: history?.overhead?.overhead ?? require_defaults.DEFAULT_OVERHEAD,
		mostRunners: 20,
		runners
	});
	if (result.type === "refused") return result;
	const { plan } = result.chosen;
	return {
		type: "planned",
		text: require_plan_text.formatPlan(plan, mission),
		matrix: matrixOf(plan, mission),
		notes
	};
}

exports.planParts = planParts;