import { n as utf8Length } from "./utf8-length.js";
import { n as parsePlan, t as formatPlan } from "./plan-text.js";
import { $ as pastedPath, Bn as FILE_HEADERS_ONLY, C as printUntrusted, Gn as chooseFleet, Hn as structuredPatch, Hr as isInside, Ir as makeFolder, K as loadMission, N as onlyPositional, O as EXIT, Or as readFilePart, P as parse, Qi as plural, Vn as formatPatch, Xt as ofSize, _ as historyPath, aa as readMachineFacts, fa as errorCode, fr as writeFileAtomically, g as inputOption, h as INPUT_EXAMPLE, j as UsageError, k as commandName, na as sanitizeLine, pa as errorText, v as printDiagnostics, w as printUntrustedError, y as missionFile, zn as require_dist } from "./mission.js";
import { n as withoutCuts, t as jobNames } from "./job-names.js";
import { n as numberOption, t as CPUS } from "./number-option.js";
import { a as usedOverhead, i as readRunners, r as RUNNERS_OPTIONS, t as knowledge } from "./plan.js";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

// src/fleet/workflow/check-limits.ts
/** Jobs of a matrix, and of a file that a person can still read: https://docs.github.com/actions/reference/limits */
const MOST_PARTS = 256;
/** Bytes of a workflow file. */
const MOST_BYTES = 5e5;
/** Bytes of a plan. It is handed over as an environment variable, of which Linux allows 128 KiB. */
const MOST_PLAN_BYTES = 12e4;
/** Why GitHub would refuse the workflow; undefined if it would not. */
function beyondLimits(text, plan, mission) {
	if (plan.parts.length > MOST_PARTS) return `expected at most ${MOST_PARTS} parts, found ${plan.parts.length}; plan for fewer runners with --runners`;
	const planBytes = utf8Length(formatPlan(plan, mission));
	if (planBytes > MOST_PLAN_BYTES) return `expected a plan of at most ${MOST_PLAN_BYTES} bytes, found ${planBytes}; shorten the ids of tasks, or put the combinations of a matrix into one part`;
	const bytes = utf8Length(text);
	if (bytes > MOST_BYTES) return `expected a workflow file of at most ${MOST_BYTES} bytes, found ${bytes}; use --dynamic, whose parts share one job`;
}

// src/fleet/workflow/difference.ts
/** What would change in the file, as a unified diff; '' if nothing would. */
function difference(path, before, after) {
	if (before === after) return "";
	const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, void 0, void 0, { context: 3 });
	return formatPatch(patch, FILE_HEADERS_ONLY);
}

// src/fleet/workflow/literal.ts
var import_dist = require_dist();
const OPENING = `$\{{`;
/** A text for a value in which GitHub evaluates expressions: `${{` stays as it is. */
function literal(text) {
	return text.replaceAll(OPENING, expression(`'${OPENING}'`));
}
/** The text that `literal` was made from. */
function fromLiteral(text) {
	return text.replaceAll(expression(`'${OPENING}'`), OPENING);
}
/** A text for a name in which GitHub allows no expressions at all. */
function plainName(text) {
	return sanitizeLine(text).replaceAll(OPENING, "{{");
}
/** The text of an expression that GitHub evaluates. */
function expression(text) {
	return `\${{ ${text} }}`;
}

// src/fleet/workflow/read-kept.ts
const NOTHING_KEPT = {
	top: [],
	variables: [],
	jobs: /* @__PURE__ */ new Map(),
	ownJobs: []
};
/** The variable of the workflow that holds the text of the plan. */
const PLAN_VARIABLE = "MISSION_PLAN";
/** The first words of each file that this folder makes. */
const HEADER = "Made by `mission workflow ";
const GENERATED = {
	top: [
		"name",
		"permissions",
		"concurrency",
		"env",
		"jobs"
	],
	job: [
		"name",
		"needs",
		"if",
		"runs-on",
		"timeout-minutes",
		"outputs",
		"strategy",
		"steps"
	],
	step: [
		"id",
		"uses",
		"with",
		"env"
	],
	inputs: {
		checkout: ["persist-credentials", "fetch-depth"],
		mission: [
			"mission",
			"working-directory",
			"part",
			"plan",
			"merge",
			"runners",
			"inputs"
		]
	}
};
/** Reads a workflow file that `workflowText` made, and that a maintainer may have changed since. Never throws. */
function readKept(text) {
	if (!text.startsWith(`# ${"Made by `mission workflow "}`)) return { type: "foreign" };
	const document = (0, import_dist.parseDocument)(text);
	const [error] = document.errors;
	if (error !== void 0) return {
		type: "invalid",
		message: error.message.split("\n", 1)[0] ?? error.message
	};
	let hasAlias = false;
	(0, import_dist.visit)(document, { Alias: () => {
		hasAlias = true;
		return import_dist.visit.BREAK;
	} });
	if (hasAlias) return {
		type: "invalid",
		message: "expected no alias such as `*name`, found one; write what it stands for"
	};
	const top = pairsOf(document.contents);
	const jobs = pairsOf(valueAt(top, "jobs"));
	const made = jobs.flatMap((pair) => {
		const job = readJob(pair.value);
		return job === void 0 ? [] : [{
			pair,
			job
		}];
	});
	const variables = pairsOf(valueAt(top, "env"));
	const plan = valueAt(variables, PLAN_VARIABLE);
	return {
		type: "kept",
		kept: {
			...(0, import_dist.isScalar)(plan) && typeof plan.value === "string" ? { plan: fromLiteral(plan.value) } : {},
			top: without(top, GENERATED.top),
			variables: without(variables, [PLAN_VARIABLE]),
			jobs: new Map(made.map(({ pair, job }) => [nameOf(pair), job])),
			ownJobs: jobs.filter((pair) => made.every((each) => each.pair !== pair))
		}
	};
}
/** Undefined for a job without a step that runs this action. */
function readJob(value) {
	const pairs = pairsOf(value);
	const list = valueAt(pairs, "steps");
	const nodes = ((0, import_dist.isSeq)(list) ? list.items : []).filter(import_dist.isNode);
	const at = nodes.findIndex((node) => valueAt(pairsOf(valueAt(pairsOf(node), "with")), "mission") !== void 0);
	const mission = readStep(nodes[at], GENERATED.inputs.mission);
	if (mission === void 0) return void 0;
	const checkoutAt = nodes.findIndex((node) => /^actions\/checkout@/.test(readStep(node, [])?.uses.value));
	const hasCheckout = checkoutAt >= 0 && checkoutAt < at;
	const checkout = hasCheckout ? readStep(nodes[checkoutAt], GENERATED.inputs.checkout) : void 0;
	const [timeout, runsOn] = [valueAt(pairs, "timeout-minutes"), valueAt(pairs, "runs-on")];
	return {
		...(0, import_dist.isNode)(timeout) ? { timeout } : {},
		...(0, import_dist.isNode)(runsOn) ? { runsOn } : {},
		keys: without(pairs, GENERATED.job),
		...checkout === void 0 ? {} : { checkout },
		mission,
		before: nodes.slice(0, at).filter((_, index) => !hasCheckout || index !== checkoutAt),
		after: nodes.slice(at + 1)
	};
}
/** Undefined for a step that runs no action. */
function readStep(node, generatedInputs) {
	const pairs = pairsOf(node);
	const uses = valueAt(pairs, "uses");
	if (!(0, import_dist.isScalar)(uses) || typeof uses.value !== "string") return void 0;
	return {
		uses,
		inputs: without(pairsOf(valueAt(pairs, "with")), generatedInputs),
		variables: pairsOf(valueAt(pairs, "env")),
		keys: without(pairs, GENERATED.step)
	};
}
function isNamed(name) {
	return (pair) => nameOf(pair) === name;
}
function nameOf({ key }) {
	return String((0, import_dist.isScalar)(key) ? key.value : key);
}
function pairsOf(node) {
	return (0, import_dist.isMap)(node) ? node.items.filter((item) => (0, import_dist.isPair)(item)) : [];
}
function valueAt(pairs, name) {
	return pairs.find(isNamed(name))?.value ?? void 0;
}
function without(pairs, names) {
	return pairs.filter((pair) => !names.includes(nameOf(pair)));
}

// src/fleet/workflow/reads-changed-files.ts
/**
* True if something in the mission depends on which files have changed. A text that only looks so, such as `changed(` in a comparison, counts
* too: then the checkout fetches more than it needs.
*/
function readsChangedFiles({ tasks, services }) {
	const texts = [...tasks.flatMap(({ if: condition = "", env, steps, finally: last = [] }) => [
		condition,
		...Object.values(env),
		...[...steps, ...last].flatMap((step) => [step.if ?? "", ...Object.values(step.env ?? {})])
	]), ...services.flatMap(({ env }) => Object.values(env))];
	return tasks.some(({ paths }) => paths.length > 0) || texts.some((text) => /\bchanged\s*\(/i.test(text));
}

// src/fleet/workflow/yaml-nodes.ts
/** A mapping with comments. Pairs and nodes, such as those of another document, are taken as they are. */
function mapping(document, entries) {
	const map = new import_dist.YAMLMap();
	for (const entry of entries) {
		if ((0, import_dist.isPair)(entry)) {
			map.add(entry);
			continue;
		}
		const { key, value, space, above } = entry;
		const name = new import_dist.Scalar(key);
		if (space === true) name.spaceBefore = true;
		if (above !== void 0) name.commentBefore = above.map((line) => line === "" ? "" : ` ${line}`).join("\n");
		map.add(new import_dist.Pair(name, (0, import_dist.isNode)(value) ? value : document.createNode(value)));
	}
	return map;
}
/** A sequence of nodes, an item a line. */
function sequence(items) {
	const list = new import_dist.YAMLSeq();
	for (const item of items) list.add(item);
	return list;
}
/** A longer list in brackets is hard to read. */
const FLOW_CHARACTERS = 90;
/** The name itself, or a list of names in brackets if they are few. */
function nameOrNames(document, names) {
	const [first, ...more] = names;
	if (first !== void 0 && more.length === 0) return document.createNode(first);
	const list = sequence(names.map((name) => document.createNode(name)));
	list.flow = names.join(", ").length <= FLOW_CHARACTERS;
	return list;
}
/** A value with a comment behind it. */
function commented(value, comment) {
	const scalar = new import_dist.Scalar(value);
	if (comment !== void 0) scalar.comment = ` ${comment}`;
	return scalar;
}

// src/fleet/workflow/job.ts
/** How the documents name this action, until the maintainer writes something else. */
const USUAL_ACTION = "OWNER/mission-runner@v0";
/** The same commit as in the workflows of this repository; a test compares them. */
const CHECKOUT = {
	uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
	version: "v7.0.1"
};
/** A label that every account has. */
const USUAL_LABEL = "ubuntu-latest";
/** A draft as a key of `jobs`, with what the file that is there has in it. */
function jobEntry(draft, request, document, space) {
	const { kept = NOTHING_KEPT } = request;
	const before = kept.jobs.get(draft.id);
	const { id, above, name, needs, if: condition, strategy, outputs, timeout } = draft;
	const entries = [
		{
			key: "name",
			value: name
		},
		...needs.length === 0 ? [] : [{
			key: "needs",
			value: nameOrNames(document, needs)
		}],
		...condition === void 0 ? [] : [{
			key: "if",
			value: condition.condition,
			...aboveOf(condition.above)
		}],
		...strategy === void 0 ? [] : [{
			key: "strategy",
			value: strategy
		}],
		{
			key: "runs-on",
			value: draft.label ?? usualLabel(kept.jobs)
		},
		{
			key: "timeout-minutes",
			value: before?.timeout ?? timeout
		},
		...outputs === void 0 ? [] : [{
			key: "outputs",
			value: outputs
		}],
		...before?.keys ?? [],
		{
			key: "steps",
			value: sequence(steps(draft, request, document))
		}
	];
	return {
		key: id,
		value: mapping(document, entries),
		space,
		...aboveOf(above)
	};
}
function aboveOf(above) {
	return above === void 0 ? {} : { above };
}
/** The last job runs on a runner of no particular kind, so its label holds for all jobs that ask for none. */
function usualLabel(jobs) {
	return (jobs.get("verdict") ?? jobs.get("mission"))?.runsOn ?? "ubuntu-latest";
}
/** A job that the file did not have takes over what the first job of its kind has: another plan must not lose the set-up. */
function modelFor(draft, jobs) {
	const own = jobs.get(draft.id);
	if (own !== void 0 || !draft.hasSetup) return own;
	return [...jobs].find(([id]) => id !== "verdict" && id !== "plan")?.[1];
}
function steps(draft, request, document) {
	const { kept = NOTHING_KEPT, setup } = request;
	const model = modelFor(draft, kept.jobs);
	const isSetup = (step) => setup !== void 0 && (0, import_dist.isMap)(step) && step.get("uses") === setup;
	const setupSteps = setup === void 0 || !draft.hasSetup ? [] : [setupStep(setup, document)];
	return [
		checkoutStep(draft, request, document, model?.checkout),
		...setupSteps,
		...(model?.before ?? []).filter((step) => !isSetup(step)),
		missionStep(draft, request, document, model?.mission),
		...model?.after ?? []
	];
}
/** zizmor prefers `$/…`, which act and older runners do not know. */
function setupStep(uses, document) {
	const comment = uses.startsWith("./") ? "zizmor: ignore[self-repository]" : void 0;
	return mapping(document, [{
		key: "uses",
		value: commented(uses, comment)
	}]);
}
function checkoutStep(draft, { mission, kept = NOTHING_KEPT }, document, own) {
	const any = [...kept.jobs.values()].find(({ checkout }) => checkout !== void 0)?.checkout;
	const inputs = [
		{
			key: "persist-credentials",
			value: false
		},
		...draft.hasPast && readsChangedFiles(mission) ? [{
			key: "fetch-depth",
			value: commentedNumber(0, "to find out which files have changed")
		}] : [],
		...(own ?? any)?.inputs ?? []
	];
	return mapping(document, [
		{
			key: "uses",
			value: (own ?? any)?.uses ?? commented(CHECKOUT.uses, CHECKOUT.version)
		},
		{
			key: "with",
			value: mapping(document, inputs)
		},
		...own?.keys ?? []
	]);
}
function commentedNumber(value, comment) {
	const scalar = new import_dist.Scalar(value);
	scalar.comment = ` ${comment}`;
	return scalar;
}
function missionStep(draft, request, document, own) {
	const { file, folder, inputs, action, kept = NOTHING_KEPT } = request;
	const [any] = kept.jobs.values();
	const lines = new import_dist.Scalar(inputs.map((line) => `${line}\n`).join(""));
	lines.type = import_dist.Scalar.BLOCK_LITERAL;
	const given = [
		{
			key: "mission",
			value: file
		},
		...folder === "." ? [] : [{
			key: "working-directory",
			value: folder
		}],
		...inputs.length === 0 ? [] : [{
			key: "inputs",
			value: lines
		}],
		...Object.entries(draft.inputs).map(([key, value]) => ({
			key,
			value
		})),
		...own?.inputs ?? []
	];
	const variables = variablesOf(draft, kept.jobs, own);
	return mapping(document, [
		...draft.step === void 0 ? [] : [{
			key: "id",
			value: draft.step
		}],
		{
			key: "uses",
			value: usesOf(action) ?? (own ?? any?.mission)?.uses ?? "OWNER/mission-runner@v0"
		},
		{
			key: "with",
			value: mapping(document, given)
		},
		...variables.length === 0 ? [] : [{
			key: "env",
			value: mapping(document, variables)
		}],
		...own?.keys ?? []
	]);
}
/** `OWNER/REPOSITORY@COMMIT # VERSION`: the version is a comment. */
function usesOf(action) {
	if (action === void 0) return void 0;
	const [uses = "", comment] = action.split(/\s+#\s*/, 2);
	return commented(uses, comment);
}
/** The secrets that its tasks declare, with the values that the file that is there has for them, and further variables. */
function variablesOf({ secrets }, jobs, own) {
	const known = [...jobs.values()].flatMap(({ mission }) => mission.variables);
	const declared = secrets.map((name) => known.find((pair) => nameOf(pair) === name) ?? {
		key: name,
		value: expression(`secrets.${name}`)
	});
	const names = new Set(secrets);
	return [...declared, ...(own?.variables ?? []).filter((pair) => !names.has(nameOf(pair)) && !isSecret(pair))];
}
/** A secret that no task of the job declares any more is not handed to it. */
function isSecret({ value }) {
	const text = value instanceof import_dist.Scalar ? value.value : value;
	return typeof text === "string" && /^\$\{\{\s*secrets\./.test(text);
}

// src/fleet/workflow/secrets-of.ts
/** Names that secrets of a repository can have: https://docs.github.com/actions/reference/security/secrets */
const SECRET_NAME = /^(?!GITHUB_(?!TOKEN$))[A-Za-z_][A-Za-z0-9_]*$/;
/**
* Names of the secrets that these tasks and their services declare, in alphabetical order, so that a job gets no others. A variable that the
* mission sets itself is left out.
*/
function secretsOf({ tasks, services }, ids) {
	const chosen = new Set(ids);
	const byId = new Map(services.map((service) => [service.id, service]));
	const users = tasks.filter(({ id }) => chosen.has(id));
	const used = users.flatMap((task) => task.services.flatMap((id) => byId.get(id) ?? []));
	const names = [...users, ...used].flatMap(({ secrets, env }) => secrets.filter((name) => !Object.hasOwn(env, name)));
	return [...new Set(names)].filter((name) => SECRET_NAME.test(name)).toSorted();
}

// src/fleet/workflow/verdict-job.ts
/** Id of the job that says how the mission ended. */
const VERDICT = "verdict";
const VERDICT_MINUTES = 10;
const ABOVE = ["The one check to require: it fails if a part failed or did not report. It always runs, even if the run is cancelled,", "because a required job that is skipped counts as success."];
/** Merges the reports of all parts, and fails unless all of them succeeded. */
function verdictJob({ mission, hasCommands = false }, parts, plan = `env.${PLAN_VARIABLE}`) {
	return {
		id: VERDICT,
		above: ABOVE,
		name: verdictName(mission),
		needs: parts.map(({ id }) => id),
		if: { condition: expression("always()") },
		timeout: VERDICT_MINUTES,
		hasSetup: hasCommands,
		hasPast: false,
		inputs: {
			plan: expression(plan),
			merge: true
		},
		secrets: []
	};
}
/** Rules of a repository name required checks by the name of the job, so it must not be that of another workflow. */
function verdictName({ name }) {
	return `${literal(plainName(name))} verdict`;
}

// src/fleet/workflow/dynamic-jobs.ts
const PLAN_MINUTES = 10;
const PART_MINUTES$1 = 60;
const PLAN_ABOVE = ["Plans for what has changed. No part needs another one, because a job that needs a matrix waits for all of its jobs."];
const GUARD_ABOVE = ["A plan has at least one part. An empty matrix would be an error of the workflow, and no report would say why."];
/** A job that plans, a matrix of parts that need nothing of each other, and the verdict. */
function dynamicJobs(request, runners) {
	const { mission, hasCommands = false, kept = NOTHING_KEPT } = request;
	const label = usualLabel(kept.jobs);
	const usual = typeof label === "string" ? label : (0, import_dist.isScalar)(label) ? String(label.value) : USUAL_LABEL;
	const plan = {
		id: "plan",
		above: PLAN_ABOVE,
		name: "plan",
		needs: [],
		timeout: PLAN_MINUTES,
		outputs: {
			plan: expression("steps.plan.outputs.plan"),
			parts: expression("steps.plan.outputs.parts")
		},
		hasSetup: hasCommands,
		hasPast: true,
		step: "plan",
		inputs: { runners },
		secrets: []
	};
	const parts = {
		id: "part",
		name: expression("matrix.name"),
		needs: [plan.id],
		if: {
			condition: expression("needs.plan.outputs.parts != '' && needs.plan.outputs.parts != '[]'"),
			above: GUARD_ABOVE
		},
		strategy: {
			"fail-fast": false,
			matrix: { include: expression("fromJSON(needs.plan.outputs.parts)") }
		},
		label: expression(`matrix.runs-on || '${usual}'`),
		timeout: PART_MINUTES$1,
		hasSetup: true,
		hasPast: true,
		inputs: {
			part: expression("matrix.part"),
			plan: expression("needs.plan.outputs.plan")
		},
		secrets: secretsOf(mission, mission.tasks.map(({ id }) => id))
	};
	return [
		plan,
		parts,
		verdictJob(request, [plan, parts], "needs.plan.outputs.plan")
	];
}

// src/fleet/workflow/part-jobs.ts
/** Minutes, for a mission of which nothing is known. GitHub itself allows six hours. */
const PART_MINUTES = 60;
/** Id of the job if there is one part. */
const ONLY_JOB = "mission";
const ALSO_AFTER_FAILURES = ["Also if a job before it has failed: as on one machine, only what needs a failed task is skipped."];
/** A job for each part. A plan with one part needs no verdict: its job is shown as the verdict, so that the check to require stays the same. */
function partJobs(request) {
	const { mission, plan, kept = NOTHING_KEPT } = request;
	const names = jobNames(plan, mission, kept.ownJobs.map(nameOf));
	const isAlone = plan.parts.length === 1;
	let isFirst = true;
	return plan.parts.map((part) => {
		const name = nameOfPart(names, part.number);
		const needs = part.needs.map((number) => nameOfPart(names, number).id);
		const above = isFirst && needs.length > 0 ? { above: ALSO_AFTER_FAILURES } : {};
		if (needs.length > 0) isFirst = false;
		return {
			id: isAlone ? ONLY_JOB : name.id,
			name: isAlone ? verdictName(mission) : literal(plainName(name.shown)),
			needs,
			...needs.length === 0 ? {} : { if: {
				condition: expression("!cancelled()"),
				...above
			} },
			...part.label === void 0 ? {} : { label: literal(part.label) },
			timeout: PART_MINUTES,
			hasSetup: true,
			hasPast: true,
			inputs: isAlone ? {} : {
				part: `${part.number}/${plan.parts.length}`,
				plan: expression(`env.${PLAN_VARIABLE}`)
			},
			secrets: secretsOf(mission, part.tasks)
		};
	});
}
function nameOfPart(names, number) {
	return names.get(number) ?? {
		id: `part-${number}`,
		shown: `part ${number}`
	};
}

// src/fleet/workflow/workflow.ts
/** The text of the workflow file. */
function workflowText(request) {
	const { mission, plan, dynamic, kept = NOTHING_KEPT } = request;
	const hasVerdict = dynamic !== void 0 || plan.parts.length > 1;
	const document = new import_dist.Document();
	document.contents = mapping(document, [
		{
			key: "name",
			value: plainName(mission.name)
		},
		kept.top.find(isNamed("on")) ?? {
			key: "on",
			value: (0, import_dist.parseDocument)(TRIGGERS).contents,
			space: true
		},
		...kept.top.filter((pair) => !isNamed("on")(pair)),
		{
			key: "permissions",
			value: { contents: "read" },
			space: true
		},
		{
			key: "concurrency",
			value: CONCURRENCY,
			space: true,
			above: CONCURRENCY_COMMENT
		},
		...variables(request, hasVerdict && dynamic === void 0, document),
		{
			key: "jobs",
			value: mapping(document, [...drafts(request, hasVerdict).map((draft, index) => jobEntry(draft, request, document, index > 0)), ...kept.ownJobs]),
			space: true
		}
	]);
	document.commentBefore = header(request);
	return document.toString({
		lineWidth: 0,
		flowCollectionPadding: false,
		nullStr: "",
		singleQuote: true
	});
}
function drafts(request, hasVerdict) {
	if (request.dynamic !== void 0) return dynamicJobs(request, request.dynamic);
	const parts = partJobs(request);
	return hasVerdict ? [...parts, verdictJob(request, parts)] : parts;
}
const TRIGGERS = "pull_request:\nmerge_group:\npush:\n  branches: [main]\n";
/** A run that waits for a group is cancelled when a third one arrives, so runs of a merge queue get groups of their own. */
const CONCURRENCY = {
	group: `${expression("github.workflow")}-${expression("github.event.pull_request.number || github.run_id")}`,
	"cancel-in-progress": expression("github.event_name == 'pull_request'")
};
const CONCURRENCY_COMMENT = ["A push to a pull request cancels the run of the push before. Runs of a merge queue and of branches are never", "cancelled."];
const PLAN_COMMENT = ["One line for each part, which is a job on a runner of its own: its number and its tasks and tests."];
function variables({ mission, plan, planText = formatPlan(plan, mission), kept = NOTHING_KEPT }, hasPlan, document) {
	const text = new import_dist.Scalar(literal(planText));
	text.type = import_dist.Scalar.BLOCK_LITERAL;
	const entries = [...hasPlan ? [{
		key: PLAN_VARIABLE,
		value: text,
		above: PLAN_COMMENT
	}] : [], ...kept.variables];
	return entries.length === 0 ? [] : [{
		key: "env",
		value: mapping(document, entries),
		space: true
	}];
}
function header({ command, dynamic, plan, folder }) {
	const hasPlan = dynamic === void 0 && plan.parts.length > 1;
	return [
		`${HEADER}${sanitizeLine(command)}\`${folder === "." ? "" : ` in ${sanitizeLine(folder)}`}.`,
		"Run this again when the mission has changed. With `--check`, it only says whether the file is up to date.",
		`What you may change here is kept: ${hasPlan ? "the plan, " : ""}triggers, variables, steps before and after the mission, inputs of`,
		"actions and their versions, time limits, and jobs of your own."
	].map((line) => ` ${line}`).join("\n");
}

// src/terminal/commands/fleet/used-action.ts
/** Bytes of a workflow that are read: GitHub refuses larger ones. */
const largest = 524288;
/** A step that uses this action, under whatever account, with a comment that may name the version. */
const step = /^[ \t-]*uses:[ \t]*(["']?)([\w.-]+\/mission-runner@[\w./-]+)\1[ \t]*(?:#[ \t]*([\w. -]+?))?[ \t]*$/gm;
/**
* How other workflows of the repository name this action: the most frequent name and version, so that a new workflow needs no correction by hand.
* Undefined if none uses it. Never throws.
*
* @param root absolute folder of the repository
*/
function usedAction(root) {
	const counts = /* @__PURE__ */ new Map();
	for (const path of workflowsIn(join(root, ".github", "workflows"))) {
		const text = readFilePart(path, "start", largest);
		if (text.type !== "read") continue;
		for (const [, , name = "", version] of text.bytes.toString("utf8").matchAll(step)) {
			if (name.startsWith("OWNER/")) continue;
			const action = version === void 0 ? name : `${name} # ${version}`;
			counts.set(action, (counts.get(action) ?? 0) + 1);
		}
	}
	const [most] = [...counts].sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1));
	return most?.[0];
}
function workflowsIn(folder) {
	try {
		return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(folder, name));
	} catch {
		return [];
	}
}

// src/terminal/commands/fleet/workflow-file.ts
/** Empty if there is no file. Throws `UsageError` for a file that `mission workflow` has not made or that cannot be read. */
function readExisting(path) {
	const text = textOf(path);
	if (text === void 0) return {};
	const reading = readKept(text);
	switch (reading.type) {
		case "kept": return {
			text,
			kept: reading.kept
		};
		case "foreign": throw new UsageError(`expected ${path} to be a file that this command has made, found another one, which was not changed; choose another name`);
		case "invalid": throw new UsageError(`expected ${path} to be a workflow, which is kept up to date: ${reading.message}`);
		default: return reading;
	}
}
function textOf(path) {
	try {
		return readFileSync(path, "utf8").replaceAll("\r\n", "\n");
	} catch (error) {
		if (errorCode(error) === "ENOENT") return void 0;
		if (errorCode(error) === "EISDIR") throw new UsageError(`expected --out to name a file, found the folder ${path}`);
		throw new UsageError(`expected a file that can be read at ${path}: ${errorText(error)}`);
	}
}
/** Makes the folders above it too. Throws `UsageError` if the file cannot be written. */
function writeWorkflow(path, text) {
	try {
		makeFolder(dirname(path));
		writeFileAtomically(path, text);
	} catch (error) {
		throw new UsageError(`expected a file that can be written at ${path}: ${errorText(error)}`);
	}
}

// src/terminal/commands/fleet/workflow-options.ts
/** Throws `UsageError` for a mission outside of the current folder, in which it runs. */
function missionPlace(file, here) {
	const path = resolve(here, file);
	if (!isInside(here, path)) throw new UsageError(`expected a mission file in ${here}, where its commands would run, found ${file}; start the command in a folder above it`);
	const root = repositoryOf(here) ?? here;
	return {
		root,
		folder: slashed(relative(root, here)) || ".",
		file: slashed(relative(here, path))
	};
}
function repositoryOf(folder) {
	if (existsSync(join(folder, ".git"))) return folder;
	const above = dirname(folder);
	return above === folder ? void 0 : repositoryOf(above);
}
function slashed(path) {
	return path.split(sep).join("/");
}
/**
* The action that sets a runner up, as `uses` names it. Throws `UsageError` if there is none.
*
* @param given relative to the root of the repository
*/
function setupOption(given, root) {
	if (given === void 0) return void 0;
	const path = slashed(given).replace(/^(?:\.|\$)\//, "").replace(/\/+$/, "");
	const folder = resolve(root, path);
	const isThere = ["action.yml", "action.yaml"].some((name) => existsSync(join(folder, name)));
	if (path === "" || !isInside(root, folder) || !isThere) throw new UsageError(`expected --setup to name the folder of an action in the repository, such as .github/actions/setup, found ${JSON.stringify(given)}${isThere ? "" : " without action.yml"}`);
	return `${given.startsWith("$/") ? "$" : "."}/${path}`;
}
/** The action itself, as `uses` names it, with its version as a comment. Throws `UsageError` for anything else. */
function actionOption(given) {
	if (given === void 0 || /^(?:[.$]\/[\w./-]*|[\w.-]+\/[\w./-]+@[\w./-]+)(?:\s+#\s*[\w. -]+)?$/.test(given)) return given;
	throw new UsageError(`expected --uses to be as OWNER/REPOSITORY@COMMIT, found ${JSON.stringify(given)}`);
}
/** The arguments that make the same file again. A plan that is in the file is kept, so only `--dynamic` needs the number of runners. */
function headerCommand(file, { dynamic, runners, setup, input, out }) {
	const inputs = (input ?? []).flatMap((each) => ["--input", each]);
	return [
		file,
		...dynamic === true ? ["--dynamic", ...runners === void 0 ? [] : ["--runners", runners]] : [],
		...setup === void 0 ? [] : ["--setup", setup],
		...inputs,
		...out === void 0 ? [] : ["--out", out]
	].map(pastedPath).join(" ");
}

// src/terminal/commands/fleet/workflow-plan.ts
/**
* The plan of a workflow: that of the file that is there, if it is still a plan of this mission. Otherwise a new one, for as many runners as
* the file has. Whether the file is up to date then depends on no history and no machine.
*
* @param dynamic the parts need nothing of each other
* @param kept what the file that is there has; absent for a new plan
*/
function planWorkflow(request, dynamic, kept) {
	const { mission } = request;
	if (dynamic) return choose({
		...request,
		mission: withoutCuts(mission)
	});
	if (kept?.plan === void 0 && kept?.jobs.has("mission") === true) return choose({
		...request,
		runners: 1
	});
	if (kept?.plan === void 0) return choose(request);
	const parsed = parsePlan(kept.plan, mission);
	if (parsed.type === "plan") return {
		type: "planned",
		plan: parsed.plan,
		text: kept.plan
	};
	const runners = kept.plan.match(/^\d/gm)?.length ?? 1;
	const again = choose({
		...request,
		runners
	});
	const made = again.type === "planned" ? again : choose(request);
	if (made.type === "refused") return made;
	return {
		...made,
		note: `the plan in the file is not one of this mission (${firstProblem(parsed)}), so a new one was made`
	};
}
function choose(request) {
	const result = chooseFleet(request);
	return result.type === "refused" ? result : {
		type: "planned",
		plan: result.chosen.plan
	};
}
function firstProblem({ problems }) {
	const [first] = problems;
	if (first === void 0) return "it is empty";
	return `${first.line === void 0 ? "" : `line ${first.line}: `}${first.message}`;
}

// src/terminal/commands/workflow.ts
/** `mission workflow FILE` */
async function workflowCommand(argv) {
	const { values, positionals } = parse(argv, {
		...RUNNERS_OPTIONS,
		cpus: { type: "string" },
		history: { type: "string" },
		input: {
			type: "string",
			multiple: true
		},
		setup: { type: "string" },
		uses: { type: "string" },
		dynamic: { type: "boolean" },
		out: { type: "string" },
		check: { type: "boolean" }
	});
	const { out, dynamic = false, check = false } = values;
	if (check && out === void 0) throw new UsageError("expected --out with --check, found none; name the file to compare with");
	const given = onlyPositional(positionals, "one mission file");
	const file = missionFile(given);
	const place = missionPlace(file, process.cwd());
	const setup = setupOption(values.setup, place.root);
	const named = actionOption(values.uses);
	const history = historyPath(values.history, file);
	const asked = readRunners({
		...values,
		runners: values.runners ?? "auto"
	});
	if (asked === void 0) return EXIT.broken;
	const existing = out === void 0 ? {} : readExisting(out);
	const here = readMachineFacts();
	const cpus = numberOption("cpus", CPUS, values.cpus);
	const machine = cpus === void 0 ? here : ofSize(here, cpus);
	const loaded = await loadMission({
		file,
		selection: {
			only: [],
			skip: []
		},
		machine,
		root: process.cwd(),
		environment: process.env,
		inputs: {
			given: inputOption(values.input),
			example: INPUT_EXAMPLE
		}
	});
	if (loaded.type === "refused") throw new UsageError(loaded.message);
	printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return EXIT.invalid;
	const { mission, matrices } = loaded;
	for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
	const past = history === void 0 ? void 0 : await knowledge(history, mission, here);
	for (const note of past?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
	const { kept } = existing;
	const action = named ?? (kept === void 0 ? usedAction(place.root) : void 0);
	const wantsNewPlan = Object.keys(RUNNERS_OPTIONS).some((name) => Object.hasOwn(values, name));
	const fleet = {
		mission,
		machine,
		assume: "open",
		predictions: past?.predictions,
		...asked,
		...usedOverhead(asked, past?.overhead)
	};
	const planned = planWorkflow(fleet, dynamic, wantsNewPlan ? void 0 : kept);
	if (planned.type === "refused") throw new UsageError(planned.message);
	if (planned.note !== void 0) printUntrustedError(`mission: ${planned.note}\n`);
	const { plan } = planned;
	const text = workflowText({
		mission,
		plan,
		...planned.text === void 0 ? {} : { planText: planned.text },
		...dynamic ? { dynamic: asked.runners } : {},
		file: place.file,
		folder: place.folder,
		command: headerCommand(given, values),
		...setup === void 0 ? {} : { setup },
		...action === void 0 ? {} : { action },
		inputs: values.input ?? [],
		hasCommands: matrices.length > 0,
		...kept === void 0 ? {} : { kept }
	});
	const beyond = beyondLimits(text, plan, mission);
	if (beyond !== void 0) throw new UsageError(beyond);
	if (out === void 0) {
		printUntrusted(text);
		return EXIT.succeeded;
	}
	if (check) return compare(out, existing, text, headerCommand(given, values));
	writeWorkflow(out, text);
	const jobs = dynamic ? "a matrix of parts" : plural(plan.parts.length, "part");
	printUntrusted(`Wrote ${out}: ${jobs}.\n`);
	if (text.includes("OWNER/mission-runner@v0")) printUntrustedError(`mission: replace ${USUAL_ACTION} in ${out} by the name and the commit of the action, or name it with --uses\n`);
	return EXIT.succeeded;
}
function compare(out, { text: before }, text, command) {
	if (before === text) {
		printUntrusted(`${out}: up to date\n`);
		return EXIT.succeeded;
	}
	printUntrusted(difference(out, before ?? "", text));
	printUntrustedError(`mission: ${out} ${before === void 0 ? "does not exist" : "is out of date"}; run ${commandName()} workflow ${command}\n`);
	return EXIT.failed;
}

export { workflowCommand };