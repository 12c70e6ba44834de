const require_mission = require("./mission.js");

// src/mission/model/task-definition.ts
function taskDefinition(task, services, inputs = {}) {
	return {
		run: text(task.steps.map(({ run }) => run)),
		steps: text(task.steps.map(withoutNames)),
		finally: text((task.finally ?? []).map((step) => [step.run, withoutNames(step)])),
		shell: text(task.shell),
		"working-directory": text(task.workingDirectory),
		env: text(Object.entries(task.env)),
		"env-file": text(task.envFiles),
		cpus: text(task.cpus),
		matrix: text(task.matrix),
		level: text(require_mission.levelOf(task.kind)),
		needs: set([...task.needs, ...(task.skippedOk ?? []).map((id) => `${id}, or skipped`)]),
		"needs-any": set(task.needsAny),
		if: text(task.if),
		inputs: text(inputsIn(expressionsOf(task), inputs)),
		paths: text(task.paths),
		deploy: text(task.deploy === "always" ? [] : [task.deploy, task.supports]),
		services: set(task.services),
		...Object.fromEntries(task.services.map((id) => [`service ${id}`, serviceDefinition(services.get(id), inputs)])),
		secrets: set(task.secrets),
		results: text(task.results),
		"allow-empty-results": text(task.allowEmptyResults),
		"success-exit-codes": text(task.successExitCodes),
		deliverable: text(task.deliverable),
		workspace: text(task.workspace),
		artifacts: text(task.artifacts?.map(({ pattern }) => pattern))
	};
}
function withoutNames({ id, if: condition, env, shell, workingDirectory, continueOnError }) {
	const written = [
		id,
		condition,
		env === void 0 ? void 0 : Object.entries(env),
		shell,
		workingDirectory,
		continueOnError
	];
	return written.every((value) => value === void 0) ? [] : written;
}
function changedKeys(before, after) {
	return Object.keys(before).filter((key) => before[key] !== after[key]);
}
function servicesById({ services }) {
	return new Map(services.map((service) => [service.id, service]));
}
const INPUT = /\binputs\b\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_-]*)|\[\s*'([^']*)'\s*\])?/gi;
function expressionsOf(task) {
	return [...[task.if, ...require_mission.allSteps(task).map((step) => step.if)].filter((text) => text !== void 0), ...require_mission.environmentsOf(task).flatMap((env) => Object.values(env))];
}
function inputsIn(texts, inputs) {
	const named = texts.flatMap((each) => [...each.matchAll(INPUT)].map((match) => match[1] ?? match[2] ?? ""));
	const isRead = (name) => named.some((each) => each === "" || each.toLowerCase() === name.toLowerCase());
	return Object.entries(inputs).filter(([name]) => isRead(name));
}
function serviceDefinition(service, inputs) {
	if (service === void 0) return "";
	const { run, ready, setup, shell, workingDirectory, env, secrets, matrix } = service;
	const ways = [
		ready?.http,
		ready?.tcp,
		ready?.log,
		ready?.command
	];
	const read = inputsIn(Object.values(env), inputs);
	const values = matrix === void 0 ? [] : [matrix];
	const filled = setup === void 0 ? [] : [{ setup: setup.run }];
	return text([
		run,
		ways,
		shell,
		workingDirectory,
		Object.entries(env),
		[...secrets].sort(),
		...read,
		...service.envFiles ?? [],
		...values,
		...filled
	]);
}
function set(names) {
	return text([...new Set(names)].sort());
}
function text(value) {
	return JSON.stringify(value) ?? "";
}

Object.defineProperty(exports, "changedKeys", {
  enumerable: true,
  get: function () {
    return changedKeys;
  }
});
Object.defineProperty(exports, "servicesById", {
  enumerable: true,
  get: function () {
    return servicesById;
  }
});
Object.defineProperty(exports, "taskDefinition", {
  enumerable: true,
  get: function () {
    return taskDefinition;
  }
});