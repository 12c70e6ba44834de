const require_utf8_length = require("./utf8-length.js");
const require_plan_text = require("./plan-text.js");
const require_documents = require("./documents.js");
const require_mission = require("./mission.js");
const require_job_names = require("./job-names.js");
const require_number_option = require("./number-option.js");
const require_plan = require("./plan.js");
let node_fs = require("node:fs");
let node_path = require("node:path");

// src/fleet/workflow/check-limits.ts
const MOST_PARTS = 256;
const MOST_BYTES = 5e5;
const MOST_PLAN_BYTES = 12e4;
function beyondLimits(text, plan, mission) {
	if (plan.parts.length > MOST_PARTS) return `expected at most ${MOST_PARTS} parts, found ${plan.parts.length}; plan for fewer runners with --runners`;
	const planBytes = require_utf8_length.utf8Length(require_plan_text.formatPlan(plan, mission));
	if (planBytes > MOST_PLAN_BYTES) return `expected a plan of at most ${MOST_PLAN_BYTES} bytes, found ${planBytes}; shorten the ids of tasks, or put the combinations of a matrix into one part`;
	const bytes = require_utf8_length.utf8Length(text);
	if (bytes > MOST_BYTES) return `expected a workflow file of at most ${MOST_BYTES} bytes, found ${bytes}; use --dynamic, whose parts share one job`;
}

// src/fleet/workflow/difference.ts
function difference(path, before, after) {
	if (before === after) return "";
	const patch = require_documents.structuredPatch(`a/${path}`, `b/${path}`, before, after, void 0, void 0, { context: 3 });
	return require_documents.formatPatch(patch, require_documents.FILE_HEADERS_ONLY);
}

// src/fleet/workflow/literal.ts
var import_dist = require_mission.require_dist();
const OPENING = `$\{{`;
function literal(text) {
	return text.replaceAll(OPENING, expression(`'${OPENING}'`));
}
function fromLiteral(text) {
	return text.replaceAll(expression(`'${OPENING}'`), OPENING);
}
function plainName(text) {
	return require_mission.sanitizeLine(text).replaceAll(OPENING, "{{");
}
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
const PLAN_VARIABLE = "MISSION_PLAN";
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
function readsChangedFiles({ tasks, services }) {
	const texts = [...tasks.flatMap(({ if: condition = "", env, steps, finally: last = [] }) => [
		condition,
		...Object.values(env),
		...[...steps, ...last].flatMap((step) => [step.if ?? "", ...Object.values(step.env ?? {})])
	]), ...services.flatMap(({ env }) => Object.values(env))];
	return tasks.some(({ paths }) => paths.length > 0) || texts.some((text) => /\bchanged\s*\(/i.test(text));
}

// src/fleet/workflow/yaml-nodes.ts
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
function sequence(items) {
	const list = new import_dist.YAMLSeq();
	for (const item of items) list.add(item);
	return list;
}
const FLOW_CHARACTERS = 90;
function nameOrNames(document, names) {
	const [first, ...more] = names;
	if (first !== void 0 && more.length === 0) return document.createNode(first);
	const list = sequence(names.map((name) => document.createNode(name)));
	list.flow = names.join(", ").length <= FLOW_CHARACTERS;
	return list;
}
function commented(value, comment) {
	const scalar = new import_dist.Scalar(value);
	if (comment !== void 0) scalar.comment = ` ${comment}`;
	return scalar;
}

// src/fleet/workflow/job.ts
const USUAL_ACTION = "OWNER/mission-runner@v0";
const CHECKOUT = {
	uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
	version: "v7.0.1"
};
const USUAL_LABEL = "ubuntu-latest";
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
function usualLabel(jobs) {
	return (jobs.get("verdict") ?? jobs.get("mission"))?.runsOn ?? "ubuntu-latest";
}
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
function usesOf(action) {
	if (action === void 0) return void 0;
	const [uses = "", comment] = action.split(/\s+#\s*/, 2);
	return commented(uses, comment);
}
function variablesOf({ secrets }, jobs, own) {
	const known = [...jobs.values()].flatMap(({ mission }) => mission.variables);
	const declared = secrets.map((name) => known.find((pair) => nameOf(pair) === name) ?? {
		key: name,
		value: expression(`secrets.${name}`)
	});
	const names = new Set(secrets);
	return [...declared, ...(own?.variables ?? []).filter((pair) => !names.has(nameOf(pair)) && !isSecret(pair))];
}
function isSecret({ value }) {
	const text = value instanceof import_dist.Scalar ? value.value : value;
	return typeof text === "string" && /^\$\{\{\s*secrets\./.test(text);
}

// src/fleet/workflow/secrets-of.ts
const SECRET_NAME = /^(?!GITHUB_(?!TOKEN$))[A-Za-z_][A-Za-z0-9_]*$/;
function secretsOf({ tasks, services }, ids) {
	const chosen = new Set(ids);
	const byId = new Map(services.map((service) => [service.id, service]));
	const users = tasks.filter(({ id }) => chosen.has(id));
	const used = users.flatMap((task) => task.services.flatMap((id) => byId.get(id) ?? []));
	const names = [...users, ...used].flatMap(({ secrets, env }) => secrets.filter((name) => !Object.hasOwn(env, name)));
	return [...new Set(names)].filter((name) => SECRET_NAME.test(name)).toSorted();
}

// src/fleet/workflow/verdict-job.ts
const VERDICT = "verdict";
const VERDICT_MINUTES = 10;
const ABOVE = ["The one check to require: it fails if a part failed or did not report. It always runs, even if the run is cancelled,", "because a required job that is skipped counts as success."];
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
function verdictName({ name }) {
	return `${literal(plainName(name))} verdict`;
}

// src/fleet/workflow/dynamic-jobs.ts
const PLAN_MINUTES = 10;
const PART_MINUTES$1 = 60;
const PLAN_ABOVE = ["Plans for what has changed. No part needs another one, because a job that needs a matrix waits for all of its jobs."];
const GUARD_ABOVE = ["A plan has at least one part. An empty matrix would be an error of the workflow, and no report would say why."];
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
const PART_MINUTES = 60;
const ONLY_JOB = "mission";
const ALSO_AFTER_FAILURES = ["Also if a job before it has failed: as on one machine, only what needs a failed task is skipped."];
function partJobs(request) {
	const { mission, plan, kept = NOTHING_KEPT } = request;
	const names = require_job_names.jobNames(plan, mission, kept.ownJobs.map(nameOf));
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
const CONCURRENCY = {
	group: `${expression("github.workflow")}-${expression("github.event.pull_request.number || github.run_id")}`,
	"cancel-in-progress": expression("github.event_name == 'pull_request'")
};
const CONCURRENCY_COMMENT = ["A push to a pull request cancels the run of the push before. Runs of a merge queue and of branches are never", "cancelled."];
const PLAN_COMMENT = ["One line for each part, which is a job on a runner of its own: its number and its tasks and tests."];
function variables({ mission, plan, planText = require_plan_text.formatPlan(plan, mission), kept = NOTHING_KEPT }, hasPlan, document) {
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
		`${HEADER}${require_mission.sanitizeLine(command)}\`${folder === "." ? "" : ` in ${require_mission.sanitizeLine(folder)}`}.`,
		"Run this again when the mission has changed. With `--check`, it only says whether the file is up to date.",
		`What you may change here is kept: ${hasPlan ? "the plan, " : ""}triggers, variables, steps before and after the mission, inputs of`,
		"actions and their versions, time limits, and jobs of your own."
	].map((line) => ` ${line}`).join("\n");
}

// src/terminal/commands/fleet/used-action.ts
const largest = 524288;
const step = /^[ \t-]*uses:[ \t]*(["']?)([\w.-]+\/mission-runner@[\w./-]+)\1[ \t]*(?:#[ \t]*([\w. -]+?))?[ \t]*$/gm;
function usedAction(root) {
	const counts = /* @__PURE__ */ new Map();
	for (const path of workflowsIn((0, node_path.join)(root, ".github", "workflows"))) {
		const text = require_mission.readFilePart(path, "start", largest);
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
		return (0, node_fs.readdirSync)(folder).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => (0, node_path.join)(folder, name));
	} catch {
		return [];
	}
}

// src/terminal/commands/fleet/workflow-file.ts
function readExisting(path) {
	const text = textOf(path);
	if (text === void 0) return {};
	const reading = readKept(text);
	switch (reading.type) {
		case "kept": return {
			text,
			kept: reading.kept
		};
		case "foreign": throw new require_mission.UsageError(`expected ${path} to be a file that this command has made, found another one, which was not changed; choose another name`);
		case "invalid": throw new require_mission.UsageError(`expected ${path} to be a workflow, which is kept up to date: ${reading.message}`);
		default: return reading;
	}
}
function textOf(path) {
	try {
		return require_mission.readNamedText(path).replaceAll("\r\n", "\n");
	} catch (error) {
		if (require_mission.errorCode(error) === "ENOENT") return void 0;
		if (require_mission.errorCode(error) === "EISDIR") throw new require_mission.UsageError(`expected --out to name a file, found the folder ${path}`);
		throw new require_mission.UsageError(`expected a file that can be read at ${path}: ${require_mission.errorText$1(error)}`);
	}
}
function writeWorkflow(path, text) {
	try {
		require_mission.makeFolder((0, node_path.dirname)(path));
		require_documents.writeFileAtomically(path, text);
	} catch (error) {
		throw new require_mission.UsageError(`expected a file that can be written at ${path}: ${require_mission.errorText$1(error)}`);
	}
}

// src/terminal/commands/fleet/workflow-options.ts
function missionPlace(file, here) {
	const path = (0, node_path.resolve)(here, file);
	if (!require_mission.isInside(here, path)) throw new require_mission.UsageError(`expected a mission file in ${here}, where its commands would run, found ${file}; start the command in a folder above it`);
	const root = repositoryOf(here) ?? here;
	return {
		root,
		folder: slashed((0, node_path.relative)(root, here)) || ".",
		file: slashed((0, node_path.relative)(here, path))
	};
}
function repositoryOf(folder) {
	if ((0, node_fs.existsSync)((0, node_path.join)(folder, ".git"))) return folder;
	const above = (0, node_path.dirname)(folder);
	return above === folder ? void 0 : repositoryOf(above);
}
function slashed(path) {
	return path.split(node_path.sep).join("/");
}
function setupOption(given, root) {
	if (given === void 0) return void 0;
	const path = slashed(given).replace(/^(?:\.|\$)\//, "").replace(/\/+$/, "");
	const folder = (0, node_path.resolve)(root, path);
	const isThere = ["action.yml", "action.yaml"].some((name) => (0, node_fs.existsSync)((0, node_path.join)(folder, name)));
	if (path === "" || !require_mission.isInside(root, folder) || !isThere) throw new require_mission.UsageError(`expected --setup to name the folder of an action in the repository, such as .github/actions/setup, found ${JSON.stringify(given)}${isThere ? "" : " without action.yml"}`);
	return `${given.startsWith("$/") ? "$" : "."}/${path}`;
}
function actionOption(given) {
	if (given === void 0 || /^(?:[.$]\/[\w./-]*|[\w.-]+\/[\w./-]+@[\w./-]+)(?:\s+#\s*[\w. -]+)?$/.test(given)) return given;
	throw new require_mission.UsageError(`expected --uses to be as OWNER/REPOSITORY@COMMIT, found ${JSON.stringify(given)}`);
}
function headerCommand(file, { dynamic, runners, setup, input, out }) {
	const inputs = (input ?? []).flatMap((each) => ["--input", each]);
	return [
		file,
		...dynamic === true ? ["--dynamic", ...runners === void 0 ? [] : ["--runners", runners]] : [],
		...setup === void 0 ? [] : ["--setup", setup],
		...inputs,
		...out === void 0 ? [] : ["--out", out]
	].map(require_mission.pastedPath).join(" ");
}

// src/terminal/commands/fleet/workflow-plan.ts
function planWorkflow(request, dynamic, kept) {
	const { mission } = request;
	if (dynamic) return choose({
		...request,
		mission: require_job_names.withoutCuts(mission)
	});
	if (kept?.plan === void 0 && kept?.jobs.has("mission") === true) return choose({
		...request,
		runners: 1
	});
	if (kept?.plan === void 0) return choose(request);
	const parsed = require_plan_text.parsePlan(kept.plan, mission);
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
	const result = require_documents.chooseFleet(request);
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
async function workflowCommand(argv) {
	const { values, positionals } = require_mission.parse(argv, {
		...require_plan.RUNNERS_OPTIONS,
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
	if (check && out === void 0) throw new require_mission.UsageError("expected --out with --check, found none; name the file to compare with");
	const given = require_mission.onlyPositional(positionals, "one mission file");
	const file = require_mission.missionFile(given);
	const place = missionPlace(file, process.cwd());
	const setup = setupOption(values.setup, place.root);
	const named = actionOption(values.uses);
	const history = require_mission.historyPath(values.history, file);
	const asked = require_plan.readRunners({
		...values,
		runners: values.runners ?? "auto"
	});
	if (asked === void 0) return require_mission.EXIT.broken;
	const existing = out === void 0 ? {} : readExisting(out);
	const here = require_mission.readMachineFacts();
	const cpus = require_number_option.numberOption("cpus", require_number_option.CPUS, values.cpus);
	const machine = cpus === void 0 ? here : require_documents.ofSize(here, cpus);
	const loaded = await require_mission.loadMission({
		file,
		selection: {
			only: [],
			skip: []
		},
		machine,
		root: process.cwd(),
		environment: process.env,
		inputs: {
			given: require_mission.inputOption(values.input),
			example: require_mission.INPUT_EXAMPLE
		}
	});
	if (loaded.type === "refused") throw new require_mission.UsageError(loaded.message);
	require_mission.printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
	if (loaded.type === "invalid") return require_mission.EXIT.invalid;
	const { mission, matrices } = loaded;
	for (const note of loaded.notes) require_mission.printUntrustedError(`mission: ${note}\n`);
	const past = history === void 0 ? void 0 : await require_plan.knowledge(history, mission, here);
	for (const note of past?.notes ?? []) require_mission.printUntrustedError(`mission: ${note}\n`);
	const { kept } = existing;
	const action = named ?? (kept === void 0 ? usedAction(place.root) : void 0);
	const wantsNewPlan = Object.keys(require_plan.RUNNERS_OPTIONS).some((name) => Object.hasOwn(values, name));
	const fleet = {
		mission,
		machine,
		assume: "open",
		predictions: past?.predictions,
		...asked,
		...require_plan.usedOverhead(asked, past?.overhead)
	};
	const planned = planWorkflow(fleet, dynamic, wantsNewPlan ? void 0 : kept);
	if (planned.type === "refused") throw new require_mission.UsageError(planned.message);
	if (planned.note !== void 0) require_mission.printUntrustedError(`mission: ${planned.note}\n`);
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
	if (beyond !== void 0) throw new require_mission.UsageError(beyond);
	if (out === void 0) {
		require_mission.printUntrusted(text);
		return require_mission.EXIT.succeeded;
	}
	if (check) return compare(out, existing, text, headerCommand(given, values));
	writeWorkflow(out, text);
	const jobs = dynamic ? "a matrix of parts" : require_mission.plural(plan.parts.length, "part");
	require_mission.printUntrusted(`Wrote ${out}: ${jobs}.\n`);
	if (text.includes("OWNER/mission-runner@v0")) require_mission.printUntrustedError(`mission: replace ${USUAL_ACTION} in ${out} by the name and the commit of the action, or name it with --uses\n`);
	return require_mission.EXIT.succeeded;
}
function compare(out, { text: before }, text, command) {
	if (before === text) {
		require_mission.printUntrusted(`${out}: up to date\n`);
		return require_mission.EXIT.succeeded;
	}
	require_mission.printUntrusted(difference(out, before ?? "", text));
	require_mission.printUntrustedError(`mission: ${out} ${before === void 0 ? "does not exist" : "is out of date"}; run ${require_mission.commandName()} workflow ${command}\n`);
	return require_mission.EXIT.failed;
}

exports.workflowCommand = workflowCommand;