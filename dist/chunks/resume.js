const require_mission = require("./mission.js");
const require_task_definition = require("./task-definition.js");
const require_redacted_outputs = require("./redacted-outputs.js");
const require_documents = require("./documents.js");
const require_command_fingerprints = require("./command-fingerprints.js");
const require_redact_killed_run = require("./redact-killed-run.js");
let node_path = require("node:path");

// src/schedule/missing-workspaces.ts
function tasksWithoutWorkspace({ tasks }, kept, present) {
	const sources = /* @__PURE__ */ new Map();
	for (const { id, workspace } of tasks) if (typeof workspace === "object") sources.set(id, workspace.from);
	const missing = /* @__PURE__ */ new Map();
	const running = [...sources.keys()].filter((id) => !kept.has(id));
	for (const id of running) {
		const from = sources.get(id);
		if (from === void 0 || !kept.has(from) || present.has(from) || missing.has(from)) continue;
		missing.set(from, `its workspace is gone, and ${id} starts from it`);
		running.push(from);
	}
	return missing;
}

// src/schedule/plan-resume.ts
function planResume(before, mission, succeeded, redacted = /* @__PURE__ */ new Map(), workspaces = /* @__PURE__ */ new Set(), missing = /* @__PURE__ */ new Map()) {
	const ended = new Set(succeeded);
	const changes = /* @__PURE__ */ new Map();
	const services = {
		before: require_task_definition.servicesById(before.mission),
		after: require_task_definition.servicesById(mission)
	};
	for (const task of mission.tasks) {
		const old = before.plan.byId.get(task.id);
		if (old === void 0) continue;
		const keys = require_task_definition.changedKeys(require_task_definition.taskDefinition(old, services.before, before.mission.inputs), require_task_definition.taskDefinition(task, services.after, mission.inputs));
		if (keys.length > 0) changes.set(task.id, `its ${keys.join(", ")} changed in the mission file`);
	}
	spread(mission.tasks, changes);
	const inMission = new Set(mission.tasks.map(({ id }) => id));
	const repeated = new Set(mission.tasks.flatMap(({ id, resume }) => resume === "again" ? [id] : []));
	const unchanged = succeeded.filter((id) => inMission.has(id) && !changes.has(id) && !repeated.has(id) && !missing.has(id));
	const withoutOutputs = require_redacted_outputs.tasksWithoutOutputs(mission, new Set(unchanged), redacted);
	const complete = unchanged.filter((id) => !withoutOutputs.has(id));
	const withoutWorkspace = tasksWithoutWorkspace(mission, new Set(complete), workspaces);
	const incomplete = new Map([
		...missing,
		...withoutWorkspace,
		...withoutOutputs
	]);
	const kept = complete.filter((id) => !incomplete.has(id));
	const isKept = new Set(kept);
	return {
		kept,
		again: mission.tasks.flatMap(({ id }) => {
			if (isKept.has(id)) return [];
			const change = changes.get(id) ?? incomplete.get(id);
			if (ended.has(id) && change !== void 0) return [{
				id,
				why: change,
				changed: true
			}];
			if (ended.has(id) && repeated.has(id)) return [{
				id,
				why: "it runs again in every resume"
			}];
			return [{
				id,
				why: change ?? whyAgain(before.tasks.get(id))
			}];
		}),
		isChanged: changes.size > 0 || mission.tasks.some(({ id }) => !before.plan.byId.has(id))
	};
}
function succeededIn(events) {
	let ids = [];
	for (const event of events) {
		if (event.type === "resumed") ids = [...event.kept];
		if (event.type === "ended" && event.status === "succeeded") ids.push(event.id);
	}
	return ids;
}
function spread(tasks, changes) {
	if (changes.size === 0) return;
	const dependents = /* @__PURE__ */ new Map();
	for (const { id, needs, needsAny } of tasks) for (const need of /* @__PURE__ */ new Set([...needs, ...needsAny])) require_mission.append(dependents, need, id);
	const queue = [...changes.keys()];
	for (const need of queue) for (const id of dependents.get(need) ?? []) {
		if (changes.has(id)) continue;
		changes.set(id, `it needs ${need}, which runs again because of a change`);
		queue.push(id);
	}
}
function whyAgain(task) {
	switch (task?.phase) {
		case void 0: return "it is new in the mission file";
		case "pending": return "it had not been launched";
		case "waiting": return task.alone ? "it was waiting to run alone" : "it had not been launched";
		case "running":
		case "stopping": return "it had not ended";
		case "backoff": return "it was waiting for another attempt";
		case "ended": return `it ${task.status === "skipped" || task.status === "cancelled" || task.status === "not-needed" ? "was " : ""}${task.status.replace("-", " ")}`;
		default: return task;
	}
}

// src/run/workspaces/kept-workspaces.ts
function keptWorkspaces(events) {
	const folders = /* @__PURE__ */ new Map();
	for (const event of events) if (event.type === "step-started" && event.workspace !== void 0) folders.set(event.id, event.workspace.folder);
	return new Map([...folders].filter(([, folder]) => isFolder(folder)));
}
function isFolder(path) {
	return require_mission.lookAt(path)?.isDirectory() === true;
}

// src/run/resume/resume.ts
function missionFile({ opening, report }, here, given) {
	if (given !== void 0) return {
		path: given,
		file: given,
		from: here
	};
	const { file, from = report.root } = opening;
	return {
		path: from === here ? file : (0, node_path.resolve)(from, file),
		file,
		from
	};
}
function overridesOf({ opening }) {
	const { only = [], skip = [], withNeeds, withDependents, gate, base, inputs = {}, keepWorkspaces } = opening;
	return {
		only,
		skip,
		withNeeds: withNeeds === true,
		withDependents: withDependents === true,
		gate,
		base,
		inputs,
		keepWorkspaces
	};
}
function earlierComparison({ report }, mission) {
	const { changed, bases } = report;
	if (changed === void 0) return void 0;
	if (bases === void 0) return { changed };
	const [before, now] = [require_command_fingerprints.commandFingerprints(report.mission), require_command_fingerprints.commandFingerprints(mission)];
	return {
		changed,
		bases: Object.fromEntries(Object.entries(bases).filter(([id]) => before.get(id) === now.get(id)))
	};
}
function decideResume({ state, events, report }, { shown }, missing) {
	if (!shown.tasks.some(({ id }) => state.plan.byId.has(id))) return { type: "foreign" };
	const workspaces = keptWorkspaces(events);
	const plan = planResume(state, shown, succeededIn(events), require_redacted_outputs.redactedOutputsIn(events), workspaces, missing);
	if (report.result === "succeeded" && !plan.isChanged) return { type: "over" };
	return {
		type: "go on",
		...plan
	};
}
async function resumption(earlier, plan, request) {
	const { state, report, events, mark } = earlier;
	const notes = [...request.prepared.notes];
	if (!report.finished) {
		const { environment, dir } = request;
		const problem = (message) => notes.push(message);
		await require_redact_killed_run.redactKilledRun({
			mission: state.mission,
			events,
			dir,
			environment,
			caller: "later",
			problem
		});
	}
	const { kept, again } = plan;
	return {
		prepared: {
			...request.prepared,
			notes
		},
		resume: {
			kept,
			again,
			mark,
			state,
			report,
			workspaces: keptWorkspaces(events)
		}
	};
}
function rewriteDocuments({ report }, dir) {
	const problems = [];
	require_documents.fileDocuments(dir, (message) => problems.push(message)).finish(report);
	return problems;
}

Object.defineProperty(exports, "decideResume", {
  enumerable: true,
  get: function () {
    return decideResume;
  }
});
Object.defineProperty(exports, "earlierComparison", {
  enumerable: true,
  get: function () {
    return earlierComparison;
  }
});
Object.defineProperty(exports, "keptWorkspaces", {
  enumerable: true,
  get: function () {
    return keptWorkspaces;
  }
});
Object.defineProperty(exports, "missionFile", {
  enumerable: true,
  get: function () {
    return missionFile;
  }
});
Object.defineProperty(exports, "overridesOf", {
  enumerable: true,
  get: function () {
    return overridesOf;
  }
});
Object.defineProperty(exports, "planResume", {
  enumerable: true,
  get: function () {
    return planResume;
  }
});
Object.defineProperty(exports, "resumption", {
  enumerable: true,
  get: function () {
    return resumption;
  }
});
Object.defineProperty(exports, "rewriteDocuments", {
  enumerable: true,
  get: function () {
    return rewriteDocuments;
  }
});
Object.defineProperty(exports, "succeededIn", {
  enumerable: true,
  get: function () {
    return succeededIn;
  }
});