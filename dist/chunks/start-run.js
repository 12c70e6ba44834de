import { n as errorText } from "./error-code.js";
import { r as openJournal, t as JOURNAL } from "./journal.js";
import { r as meterThisMachine, t as readMachineFacts } from "./machine-facts.js";
import { b as taskState, g as isOverdue, y as taskOf } from "./format.js";
import { N as fileStem } from "./verdict.js";
import { r as statusLine } from "./progress-lines.js";
import { t as forecastOf } from "./remaining-time.js";
import { c as createProcesses, h as createSecrets, m as redactEntries, o as takeFolder, r as newMark, s as beginAgain, u as idInMark } from "./run-folder.js";
import { t as callerEnvironment } from "./task-environment.js";
import { n as plainLanguage, r as isTemplate, t as prepareLanguage } from "./prepare-language.js";
import { i as begin, n as step } from "./run-in-world.js";
import { t as createSampler } from "./sampler.js";
import { t as isInside } from "./inside-root.js";
import { d as emptyReport, f as recordEvent, n as withdrawResults, t as fileDocuments } from "./documents.js";
import { t as systemClock } from "./system-clock.js";
import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";

// src/run/asked-for.ts
/** The same for the journal, without what was not asked. */
function askedFor({ only, skip, gate, base }, from) {
	return {
		from,
		...only.length === 0 ? {} : { only },
		...skip.length === 0 ? {} : { skip },
		...gate === void 0 ? {} : { gate },
		...base === void 0 ? {} : { base }
	};
}

// src/run/catch-signals.ts
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Catches them before anything is started: one that came in between would end us and leave processes behind. */
function catchSignals() {
	const early = [];
	let receive = (signal) => {
		early.push(signal);
	};
	const listeners = SIGNALS.map((signal) => ({
		signal,
		listener: () => receive(signal)
	}));
	for (const { signal, listener } of listeners) process.on(signal, listener);
	return {
		passTo: (receiver) => {
			receive = receiver;
			for (const signal of early.splice(0)) receiver(signal);
		},
		release: () => {
			for (const { signal, listener } of listeners) process.off(signal, listener);
		}
	};
}

// src/run/status-pace.ts
/** Milliseconds between two lines at the least, whatever `recheck` says. */
const SHORTEST = 1e3;
/** While nothing changes, lines come less and less often, down to this. */
const LONGEST = 3e5;
/** Every `recheck` while things happen; a run of hours in which nothing does gets tens of lines and not thousands. */
function statusPace(recheck, start) {
	const usual = Math.max(SHORTEST, recheck);
	const longest = Math.max(usual, LONGEST);
	let period = usual;
	let due = start + usual;
	let hasNews = false;
	return {
		due: () => due,
		told: (now) => {
			hasNews = true;
			due = Math.min(due, now + usual);
		},
		shown: (now) => {
			period = hasNews ? usual : Math.min(longest, period * 2);
			hasNews = false;
			due = now + period;
		}
	};
}

// src/run/follow-status.ts
/** @param clock of its own, begun with the mission */
function followStatus(clock, show) {
	let run;
	let forecast;
	let newest;
	let alarm;
	const arm = () => {
		const due = run?.pace.due();
		if (due === alarm) return;
		alarm = due;
		clock.alarm(due, ring);
	};
	const ring = () => {
		alarm = void 0;
		if (run === void 0) return;
		const now = clock.now();
		const { report } = run;
		try {
			forecast ??= forecastOf(report.mission, report.predictions);
			show(statusLine(report, now, {
				reading: newest,
				remaining: forecast.remaining(report, now)
			}));
			run.pace.shown(now);
		} catch {
			run = void 0;
		}
		arm();
	};
	const stop = () => {
		run = void 0;
		arm();
	};
	return {
		told: (event, report, hasLine) => {
			if (event.type === "mission-started" || event.type === "resumed") {
				const { recheck } = report.mission.admission;
				run = {
					report,
					pace: statusPace(recheck, event.at)
				};
			}
			if (event.type === "mission-ended") stop();
			if (hasLine) run?.pace.told(event.at);
			arm();
		},
		sampled: (reading) => {
			newest = reading;
		},
		stop
	};
}

// src/process/results/load-results-reader.ts
/** The parsers are not loaded with everything else: only missions with a task that has `results` need it. */
async function loadResultsReader() {
	return await import("./read-results.js");
}

// src/run/redact-mission.ts
/**
* The mission as the journal keeps it: commands and environments may hold what was meant to be secret. Ids, matrices and
* the paths that reports go to stay as they are, for everything is found by them; see `shownSecrets`.
*/
function redactMission(mission, redactor) {
	const owners = [...mission.tasks, ...mission.services];
	if (!redactor.active && owners.every(({ secrets }) => secrets.length === 0)) return mission;
	return {
		...mission,
		...redactShown(mission, redactor),
		tasks: mission.tasks.map((task) => redactTask(task, redactor)),
		services: mission.services.map((service) => redactService(service, redactor))
	};
}
function redactTask(task, redactor) {
	const { redactText } = redactor;
	return {
		...task,
		...redactShown(task, redactor),
		...redactPlace(task, redactor),
		locks: task.locks.map(redactText),
		paths: task.paths.map(redactText),
		steps: task.steps.map((step) => ({
			...step,
			...step.name === void 0 ? {} : { name: redactText(step.name) },
			run: redactText(step.run)
		}))
	};
}
function redactService(service, redactor) {
	const { redactText } = redactor;
	return {
		...service,
		...redactPlace(service, redactor),
		name: redactText(service.name),
		run: redactText(service.run),
		...service.ready === void 0 ? {} : { ready: redactReady(service.ready, redactor) }
	};
}
function redactShown({ name, goal, description, scope, if: condition }, { redactText }) {
	return {
		name: redactText(name),
		...goal === void 0 ? {} : { goal: redactText(goal) },
		...description === void 0 ? {} : { description: redactText(description) },
		...scope === void 0 ? {} : { scope: scope.map(redactText) },
		...condition === void 0 ? {} : { if: redactText(condition) }
	};
}
/** Where and with what its commands run. */
function redactPlace({ shell, workingDirectory, env, secrets }, redactor) {
	const { redactText } = redactor;
	const known = Object.entries(env).map(([name, value]) => [name, secrets.includes(name) && holdsLiteral(value) ? "***" : value]);
	return {
		...shell === void 0 ? {} : { shell: redactText(shell) },
		workingDirectory: redactText(workingDirectory),
		env: redactEntries(Object.fromEntries(known), redactor)
	};
}
/** What an expression comes to is known when it is evaluated; a text that stands in it may be it, or a part of it. */
function holdsLiteral(value) {
	return isTemplate(value) && value.includes("'");
}
function redactReady(ready, { redactText }) {
	const { http, tcp, log, command } = ready;
	return {
		...ready,
		...http === void 0 ? {} : { http: redactText(http) },
		...tcp === void 0 ? {} : { tcp: redactText(tcp) },
		...log === void 0 ? {} : { log: redactText(log) },
		...command === void 0 ? {} : { command: redactText(command) }
	};
}

// src/run/shown-secrets.ts
/**
* Sentences about values of secrets that stand where nothing can be masked: an id names files and is what everything is
* found by, and reports go to the paths that they are told. They name lines, never values.
*/
function shownSecrets({ tasks, services }, { active, redactText }) {
	if (!active) return [];
	const shown = /* @__PURE__ */ new Set();
	for (const { id, line } of services) note("the id", line, id);
	for (const { id, line, deliverable, results } of tasks) {
		note("the id", line, id);
		note("the `deliverable`", line, deliverable);
		note("the `results`", line, results);
	}
	return [...shown].map((what) => `the value of a secret stands in ${what} of the mission file: it cannot be masked there, and is in every report`);
	function note(what, line, text) {
		if (text !== void 0 && redactText(text) !== text) shown.add(`${what} at line ${line}`);
	}
}

// src/run/prepare-run.ts
async function prepareRun(request) {
	const { mission, environment, secretLearned } = request;
	const prepared = await prepareLanguage(request);
	const notes = [...prepared.notes];
	const secrets = createSecrets(process.platform === "win32", secretLearned);
	const caller = callerEnvironment(environment);
	for (const { secrets: names, env } of [...mission.tasks, ...mission.services]) if (names.length > 0) notes.push(...secrets.learn(names, caller), ...secrets.learn(names, withoutTemplates(env)));
	notes.push(...shownSecrets(mission, secrets.redactor()));
	const results = mission.tasks.some((task) => task.results !== void 0) ? { results: await loadResultsReader() } : {};
	const history = await loadHistory(request, secrets);
	if (history !== void 0) notes.push(...history.notes);
	return {
		...prepared,
		notes,
		secrets,
		...results,
		...history === void 0 ? {} : { history }
	};
}
async function loadHistory({ history, mission, environment }, secrets) {
	if (history === void 0) return void 0;
	const { openHistory } = await import("./history-file.js");
	return openHistory(history, redactMission(mission, secrets.redactor()), environment.GITHUB_SHA);
}
function withoutTemplates(env) {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}

// src/run/save-memory.ts
/**
* Keeps the young generation of the heap small. A run makes much short-lived garbage and is never in a hurry, and the
* default doubles that generation again and again: 120 MB instead of 93 MB at the peak of 1,000 tasks.
*/
function saveMemory() {
	setFlagsFromString("--semi-space-growth-factor=1");
}

// src/run/task-context.ts
/**
* Content of the MISSION_CONTEXT file: `{ task, level, needs: { <id>: Fact }, supports?: { id, …Fact } }`, where a Fact
* is `{ status, outputs, report }` and `report` is relative to MISSION_DIR.
*/
function taskContext(report, task) {
	const facts = (id) => {
		const other = report.tasks.get(id);
		return {
			status: other?.status ?? "pending",
			outputs: other?.left?.outputs ?? {},
			report: `tasks/${fileStem(id)}.md`
		};
	};
	const needs = Object.fromEntries([...task.needs, ...task.needsAny].map((id) => [id, facts(id)]));
	const supports = task.supports === void 0 ? {} : { supports: {
		id: task.supports,
		...facts(task.supports)
	} };
	return `${JSON.stringify({
		task: task.id,
		level: task.level,
		needs,
		...supports
	}, null, 2)}\n`;
}

// src/run/carry-out.ts
/** Does in the world what the schedule says, and turns each answer into an observation. */
function carryingOut({ state, report, ports, language, observe }) {
	const { clock, processes } = ports;
	/** By task, of its running attempt: all steps see the same, whatever ends meanwhile. */
	const environments = /* @__PURE__ */ new Map();
	const services = new Map(state.mission.services.map((service) => [service.id, service]));
	function start({ id, attempt, step }) {
		const task = taskOf(state, id);
		const environment = (step === 0 ? void 0 : environments.get(id)) ?? language.environment(state, task);
		environments.set(id, environment);
		const answer = (outcome) => stepAnswered(task, attempt, step, outcome);
		if (environment.type === "failed") {
			queueMicrotask(() => answer({
				type: "spawn-failed",
				message: environment.message
			}));
			return;
		}
		const { env } = environment;
		processes.start({
			task,
			attempt,
			step,
			env,
			context: taskContext(report, task)
		}, answer);
	}
	function stepAnswered(task, attempt, step, outcome) {
		const at = clock.now();
		const { id } = task;
		switch (outcome.type) {
			case "started":
				observe({
					type: "step-started",
					at,
					id,
					step,
					pid: outcome.pid
				});
				return;
			case "spawn-failed":
				observe({
					type: "spawn-failed",
					at,
					id,
					step,
					message: outcome.message
				});
				return;
			case "exited": {
				const { type: _, ...facts } = outcome;
				const current = taskState(state, id);
				const isLast = step + 1 >= task.steps.length || current.phase !== "running" || isOverdue(current, at);
				const left = outcome.exitCode === 0 && !isLast ? {} : { left: processes.collect(task, attempt) };
				observe({
					type: "step-exited",
					at,
					id,
					step,
					...facts,
					...left
				});
				return;
			}
		}
	}
	function startService(id) {
		const service = services.get(id);
		if (service === void 0) throw new Error(`no service ${id} in mission ${state.mission.name}`);
		const environment = language.environment(state, service);
		const answer = (outcome) => serviceAnswered(id, outcome);
		if (environment.type === "failed") {
			queueMicrotask(() => answer({
				type: "failed",
				message: environment.message,
				running: false
			}));
			return;
		}
		processes.startService({
			...service,
			env: environment.env
		}, answer);
	}
	function serviceAnswered(id, outcome) {
		const at = clock.now();
		switch (outcome.type) {
			case "started":
				observe({
					type: "service-started",
					at,
					id,
					pid: outcome.pid
				});
				return;
			case "ready":
				observe({
					type: "service-ready",
					at,
					id
				});
				return;
			case "failed":
				observe({
					type: "service-failed",
					at,
					id,
					message: outcome.message,
					running: outcome.running
				});
				return;
			case "exited": {
				const { type: _, ...facts } = outcome;
				observe({
					type: "service-exited",
					at,
					id,
					...facts
				});
				return;
			}
		}
	}
	return (effect) => {
		switch (effect.type) {
			case "start":
				start(effect);
				return;
			case "terminate":
				processes.terminate(effect.id);
				return;
			case "kill":
				processes.kill(effect.id);
				return;
			case "start-service":
				startService(effect.id);
				return;
			case "terminate-service":
				processes.terminateService(effect.id);
				return;
			case "kill-service":
				processes.killService(effect.id);
				return;
		}
	};
}

// src/run/reading-thinner.ts
const PER_DENSITY = 150;
const FINEST = 1e3;
/**
* Says which readings are worth keeping: at most one a second, and the longer the run the fewer, so that a run of a
* week keeps fewer than 2,000: each further 150 cover twice the time of the 150 before.
*/
function readingThinner() {
	let kept = 0;
	let last = Number.NEGATIVE_INFINITY;
	return (reading) => {
		const distance = FINEST * 2 ** Math.floor(kept / PER_DENSITY);
		if (reading.to - last < distance * .9) return false;
		kept += 1;
		last = reading.to;
		return true;
	};
}

// src/run/loop.ts
/** The one impure loop: observation → step → journal → report → effects. */
function startLoop(opening, ports, listen, meant) {
	const { mission, language, redact, earlier } = meant ?? {
		mission: opening.mission,
		language: plainLanguage
	};
	const { conditions } = language;
	const state = opening.type === "resumed" && earlier !== void 0 ? beginAgain(earlier.state, opening, {
		mission,
		conditions
	}) : begin(mission, opening.machine, conditions, opening.predictions);
	const report = earlier?.report ?? emptyReport();
	const keeps = readingThinner();
	let newest;
	let over = false;
	let resolve;
	let reject;
	const finished = new Promise((res, rej) => {
		resolve = res;
		reject = rej;
	});
	const record = (happened) => {
		const events = redact === void 0 ? happened : happened.map(redact);
		ports.journal.append(events);
		for (const event of events) recordEvent(report, event);
		for (const event of events) tell(event);
	};
	const observe = (observation) => {
		if (over) return;
		try {
			const result = step(state, observation, newest);
			record(isThinnedOut(observation) ? result.events.slice(1) : result.events);
			for (const effect of result.effects) carryOut(effect);
			ports.clock.alarm(result.wakeAt, () => observe({
				type: "woke",
				at: ports.clock.now()
			}));
			if (state.result !== void 0) close();
		} catch (error) {
			abandon(error);
		}
	};
	let complained = false;
	const tell = (event) => {
		try {
			listen(event, report);
		} catch (error) {
			if (complained) return;
			complained = true;
			note(`what happens could not be shown: ${errorText(error)}`);
		}
	};
	const carryOut = carryingOut({
		state,
		report,
		ports,
		language,
		observe
	});
	const note = (message) => {
		try {
			record([{
				type: "degraded",
				at: ports.clock.now(),
				message
			}]);
		} catch (error) {
			abandon(error);
		}
	};
	const isThinnedOut = (observation) => observation.type === "sampled" && !keeps(observation.reading);
	const close = async () => {
		over = true;
		ports.clock.alarm(void 0, () => {});
		ports.sampler.stop();
		try {
			const escaped = await ports.processes.sweep();
			for (const { pid, command } of escaped) note(`process ${pid} (${command}) had escaped its task and was killed at the end`);
			resolve(report);
		} catch (error) {
			reject(error);
		}
	};
	const abandon = (error) => {
		over = true;
		ports.clock.alarm(void 0, () => {});
		ports.sampler.stop();
		for (const id of state.active) ports.processes.kill(id);
		for (const id of state.services.keys()) ports.processes.killService(id);
		const broken = () => reject(error);
		ports.processes.sweep().then(broken, broken);
	};
	ports.sampler.start((reading) => {
		newest = reading;
		observe({
			type: "sampled",
			at: ports.clock.now(),
			reading
		});
	});
	observe(opening);
	return {
		interrupt: (signal) => observe({
			type: "interrupted",
			at: ports.clock.now(),
			signal
		}),
		note,
		finished
	};
}

// src/run/mission-source.ts
/** In UTF-16 units, some 3,000 tasks: reading it once more for the report takes a quarter of a second. */
const MOST_KEPT = 256e3;
/**
* The mission file's text as the journal keeps it, for the correction in the final report: with secrets masked. Nothing
* when it is too large, and when the value of a secret stands in the file itself: YAML can spell it in ways that are not
* found.
*/
function keptSource(text, mission, redactor) {
	if (text.length > MOST_KEPT || [...mission.tasks, ...mission.services].some(holdsSecret)) return void 0;
	if (!redactor.active) return text;
	const read = JSON.stringify(mission);
	return redactor.redactText(read) === read ? redactor.redactText(text) : void 0;
}
function holdsSecret({ secrets, env }) {
	return secrets.some((name) => env[name] !== void 0 && (!isTemplate(env[name]) || holdsLiteral(env[name])));
}

// src/run/opening-event.ts
/**
* The first event of the journal, or of the part of it that a resume adds: all that reports need of the request, without
* its secrets. `dir` and `root` are absolute.
*/
function openingEvent(request, dir, root) {
	const { file, resume } = request;
	const { secrets, changed, history } = request.prepared;
	const redactor = secrets.redactor();
	const source = request.source === void 0 ? void 0 : keptSource(request.source, request.mission, redactor);
	const predictions = history?.predictions ?? resume?.report.predictions;
	const folder = insideRoot(root, dir);
	const { from, ...asked } = request.asked;
	const opening = {
		started: (/* @__PURE__ */ new Date()).toISOString(),
		file,
		...source === void 0 ? {} : { source },
		...from === void 0 || from === root ? {} : { from },
		...asked,
		mission: redactMission(request.mission, redactor),
		...changed === void 0 ? {} : { changed },
		...predictions === void 0 ? {} : { predictions },
		machine: request.machine ?? readMachineFacts()
	};
	if (resume === void 0) return {
		type: "mission-started",
		at: 0,
		journal: 1,
		root,
		...folder === void 0 ? {} : { folder },
		...opening
	};
	const { kept, again, report } = resume;
	return {
		type: "resumed",
		at: report.duration,
		...opening,
		kept,
		again
	};
}
/** The run's folder as a path from the root, with `/`; undefined when it lies elsewhere. */
function insideRoot(root, dir) {
	return isInside(root, dir) ? relative(root, dir).split(sep).join("/") || "." : void 0;
}

// src/run/redact-event.ts
/**
* An event without secrets: what the schedule and the language say of a task quotes the mission as it was written, its
* conditions, locks and patterns. What programs have written was masked where it was read.
*/
function redactEvent(event, { active, redactText }) {
	if (!active) return event;
	switch (event.type) {
		case "deferred": return {
			...event,
			detail: redactText(event.detail)
		};
		case "admitted": return event.detail === void 0 ? event : {
			...event,
			detail: redactText(event.detail)
		};
		case "retrying": return {
			...event,
			reason: redactText(event.reason)
		};
		case "ended": return event.reason === void 0 ? event : {
			...event,
			reason: redactText(event.reason)
		};
		case "spawn-failed":
		case "service-failed":
		case "degraded": return {
			...event,
			message: redactText(event.message)
		};
		default: return event;
	}
}

// src/run/start-run.ts
/** Runs a mission on this machine, or what is left of one. Throws `FolderRefused` when the folder must not be used. */
function startRun(request) {
	const dir = resolve(request.dir);
	const root = resolve(request.root);
	const { resume } = request;
	const mark = resume?.mark ?? newMark();
	if (resume === void 0) takeFolder(dir, root, mark);
	else withdrawResults(dir);
	const clock = systemClock(resume?.report.duration);
	const { secrets, language, results, notes, history } = request.prepared;
	const early = [...notes];
	let note = (message) => {
		early.push(message);
	};
	const meter = meterThisMachine(idInMark(mark));
	const processes = createProcesses({
		dir,
		root,
		run: mark,
		environment: request.environment,
		secrets,
		meter,
		logLimit: request.mission.logLimit,
		...results === void 0 ? {} : { results },
		degraded: (message) => note(message)
	});
	const sampler = createSampler({
		window: request.mission.admission.sample,
		clock,
		measureUsage: meter.measure
	});
	const journalPath = resolve(dir, JOURNAL);
	const journal = openJournal(journalPath);
	const documents = fileDocuments(dir, (message) => note(message));
	const loop = startLoop(openingEvent(request, dir, root), {
		clock,
		processes,
		sampler: tapped(sampler, request.sampled),
		journal
	}, (event, report) => {
		if (event.type === "ended") documents.taskEnded(report, event.id);
		documents.changed(report);
		request.listen?.(event, report);
	}, {
		mission: request.mission,
		language,
		redact: (event) => redactEvent(event, secrets.redactor()),
		...resume === void 0 ? {} : { earlier: resume }
	});
	note = loop.note;
	for (const message of early) note(message);
	const finished = loop.finished.then((report) => {
		if (!existsSync(journalPath)) note("the journal was removed while the mission ran: reports cannot be made from it again");
		const unrecorded = history?.record(report);
		if (unrecorded !== void 0) note(unrecorded);
		documents.finish(report);
		journal.close();
		return report;
	});
	return {
		interrupt: loop.interrupt,
		finished
	};
}
/** The sampler, with somebody who looks on. */
function tapped(sampler, look) {
	if (look === void 0) return sampler;
	const start = (sampled) => sampler.start((reading) => {
		look(reading);
		sampled(reading);
	});
	return {
		start,
		stop: sampler.stop
	};
}

export { followStatus as a, redactMission as i, saveMemory as n, catchSignals as o, prepareRun as r, askedFor as s, startRun as t };