const require_mission = require("./mission.js");

// src/fleet/plan/without-cuts.ts
function withoutCuts(mission) {
	return {
		...mission,
		tasks: mission.tasks.map(({ artifacts: _, ...task }) => task)
	};
}

// src/fleet/workflow/job-names.ts
const TAKEN = [
	"verdict",
	"plan",
	"part",
	"mission"
];
const SHOWN_CHARACTERS = 60;
function jobNames(plan, mission, reserved) {
	const bases = new Map(mission.tasks.map((task) => [task.id, require_mission.matrixBase(task)]));
	const stems = plan.parts.map((part) => stemOf(part, bases));
	const counts = /* @__PURE__ */ new Map();
	for (const stem of stems) counts.set(fold(stem), (counts.get(fold(stem)) ?? 0) + 1);
	const used = /* @__PURE__ */ new Set([...TAKEN, ...reserved.map(fold)]);
	const names = /* @__PURE__ */ new Map();
	for (const [index, part] of plan.parts.entries()) {
		const stem = stems[index] ?? "part";
		const id = counts.get(fold(stem)) === 1 && !used.has(fold(stem)) ? stem : numbered(stem, used);
		used.add(fold(id));
		names.set(part.number, {
			id,
			shown: shownName(part, plan, bases)
		});
	}
	return names;
}
function fold(id) {
	return id.toLowerCase();
}
function numbered(stem, used) {
	let number = 1;
	while (used.has(fold(`${stem}-${number}`))) number += 1;
	return `${stem}-${number}`;
}
function stemOf({ tasks }, bases) {
	const [first = "part", second, ...more] = new Set(tasks.map((id) => bases.get(id) ?? id));
	if (second === void 0) return jobId(first);
	return more.length === 0 ? `${jobId(first)}-and-${slug(second)}` : `${jobId(first)}-and-${more.length + 1}-more`;
}
function jobId(id) {
	const text = slug(id);
	return /^[A-Za-z_]/.test(text) ? text : `part-${text}`.replace(/-+$/, "");
}
function slug(id) {
	return id.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
}
function shownName(part, plan, bases) {
	const elsewhere = new Set(plan.parts.flatMap(({ number, tasks }) => number === part.number ? [] : tasks.map((id) => bases.get(id))));
	const names = [...new Set(part.tasks.map((id) => {
		const base = bases.get(id) ?? id;
		return elsewhere.has(base) ? id : base;
	}))];
	let count = 1;
	while (count < names.length && names.slice(0, count + 1).join(", ").length <= SHOWN_CHARACTERS) count += 1;
	const left = names.length - count;
	return `${names.slice(0, count).join(", ")}${left === 0 ? "" : ` and ${left} more`}`;
}

Object.defineProperty(exports, "jobNames", {
  enumerable: true,
  get: function () {
    return jobNames;
  }
});
Object.defineProperty(exports, "withoutCuts", {
  enumerable: true,
  get: function () {
    return withoutCuts;
  }
});