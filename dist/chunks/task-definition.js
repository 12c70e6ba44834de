import { Cr as allSteps, ei as levelOf, wr as environmentsOf } from "./mission.js";

// src/mission/model/task-definition.ts
/**
* The keys that must be unchanged for an earlier success to count. Without those that only affect when, how often or how long a task
* runs (`load`, `memory`, `expect`, `timeout`, `grace`, `pausable`, `retry`, `resume`, `locks`, `pools`, `priority`, `continue-on-error`, all of `admission`), and
* without those that are only shown (`name`, `description`, `scope`, `tags`).
*
* @param inputs of the mission
*/
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
		level: text(levelOf(task.kind)),
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
/** What else a step does, besides its command: nothing for a step of an older journal. */
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
/** The keys by which two definitions differ, in the order of the first. */
function changedKeys(before, after) {
	return Object.keys(before).filter((key) => before[key] !== after[key]);
}
function servicesById({ services }) {
	return new Map(services.map((service) => [service.id, service]));
}
/** An input in an expression; with neither `.NAME` nor `['NAME']`, any of them may be meant. */
const INPUT = /\binputs\b\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_-]*)|\[\s*'([^']*)'\s*\])?/gi;
/** The texts of a task that may contain expressions, those of its steps too. */
function expressionsOf(task) {
	return [...[task.if, ...allSteps(task).map((step) => step.if)].filter((text) => text !== void 0), ...environmentsOf(task).flatMap((env) => Object.values(env))];
}
/** The inputs that these texts read, in the order of the file. */
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

export { servicesById as n, taskDefinition as r, changedKeys as t };