import { $t as renameInTemplate, Bi as formatCpus, C as printUntrustedError, E as UsageError, Fn as require_dist, Gi as plural, Kt as ofSize, Mn as OF_RUNS, Pn as parseYaml, Qi as readMachineFacts, Qn as lexExpression, Qt as renameInCondition, Ti as append, Vi as formatDuration, Xn as parseCondition, Xr as knownTime, Xt as readTree, Yn as usesOf$1, Yr as estimates, Yt as readMission, Zn as evaluateCondition, _ as historyPath, en as expandMatrix, jn as NO_FACTS, oa as errorText, si as matrixBase, tn as collectFindings, tr as TokenType, v as printDiagnostics } from "./mission.js";
import { o as predict, t as knowledge } from "./plan.js";
import { t as DEFAULT_OVERHEAD } from "./defaults.js";
import { n as SCHEMA_FILE } from "./first-mission.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

// src/convert/check-like.ts
/** Which entries of other tools are checks, so that a mission has them as tests. */
/** A name with one of these words is that of a check. */
const CHECK_WORDS = words(`
  test tests testing tested spec specs unit integration e2e end2end smoke acceptance regression conformance
  lint lints linter linting eslint prettier stylelint biome clippy ruff flake8 mypy pylint rubocop shellcheck vet staticcheck golangci
  typecheck types tsc typing check checks checking verify verification validate validation audit coverage format fmt formatting
  style spellcheck spelling cypress playwright vitest jest mocha pytest tox benchmark bench benchmarks quality fuzz miri sanitizer`);
/** A name with one of these words is that of work, also if it has the word of a check: `build-tests`, `deploy-check`. */
const WORK_WORDS = words(`
  build builds compile bundle package packages pack dist generate codegen install setup prepare bootstrap deploy release publish push
  upload docker image start serve dev watch clean migrate seed fix write update upgrade bump tag notify sync pre`);
/** Beginnings of commands that check something. */
const CHECK_COMMANDS = [
	/^(npm|pnpm|yarn|bun)( run| exec| (--filter|-F|--workspace|-w|--prefix|-C|--dir|workspace) \S+| --?\S+)* (test|lint|check|typecheck|type-check|e2e|unit|format:check|fmt:check|coverage|audit)\b/,
	/^(npx|pnpm exec|bunx|yarn)( --?\S+)* (eslint|prettier --check|prettier -c|tsc --noEmit|vitest|jest|mocha|playwright test|cypress run|biome (check|ci|lint)|stylelint)\b/,
	/^(eslint|stylelint|vitest|jest|mocha|ava|tap|cypress run|playwright test|prettier (--check|-c)|tsc\b.*--noEmit)\b/,
	/^cargo( \+\S+)?( --?\S+)* (test|nextest|clippy|fmt|check|deny|audit|miri)\b/,
	/^go (test|vet)\b|^(golangci-lint|staticcheck|gofmt|govulncheck)\b/,
	/^(python3? -m |uv run |poetry run |pipenv run |hatch run |coverage run -m |nox|tox)?\s*(pytest|unittest|mypy|ruff|flake8|pylint|black --check|isort --check|pyright|tox|nox)\b/,
	/^node( --?\S+)* --test\b|^deno (test|lint|fmt --check|check)\b|^bun test\b/,
	/^(\.\/)?(mvn|mvnw|gradle|gradlew)\b.*\b(test|verify|check)\b/,
	/^(make|just|task|rake|dotnet|mix|sbt|swift|flutter|dart|ctest|composer( run)?|bundle exec rake)( --?\S+)* (test|tests|lint|check|verify|spec|analyze|credo)\b/,
	/^(bundle exec )?(\.?\/?bin\/)?(rails test|rspec|rubocop)\b|^python3? manage\.py test\b|^php artisan test\b/,
	/^(bundle exec )?(rspec|rubocop)\b|^(\.\/)?(vendor\/bin\/)?(phpunit|phpstan|psalm|php-cs-fixer .*--dry-run)\b|^(bats|shellcheck|ctest|actionlint|yamllint|hadolint)\b/
];
/** The words of a name: `test:unit`, `typeCheck` and `Unit tests (node 20)` have two or more. */
function wordsOf(name) {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
}
/** Whether a name is that of a check, that of work, or says neither. */
function kindOfName(name) {
	const found = wordsOf(name);
	if (found.some((word) => WORK_WORDS.has(word))) return "work";
	return found.some((word) => CHECK_WORDS.has(word)) ? "check" : "unclear";
}
/** Whether a command checks something. Of several commands in one line or script, the last one decides. */
function isCheckCommand(command) {
	const bare = (command.split(/\n|&&|;/).map((part) => part.trim()).findLast((part) => part !== "" && !part.startsWith("#")) ?? "").replace(/^((\w+=\S*|time|sudo|env|cross-env|xvfb-run(\s+-\S+)*|dotenv( --)?)\s+)*/, "");
	return CHECK_COMMANDS.some((pattern) => pattern.test(bare));
}
/** Whether something is a check: by its name if that says so, otherwise by its last command. */
function isCheck(name, commands) {
	const kind = kindOfName(name);
	if (kind !== "unclear") return kind === "check";
	return isCheckCommand(commands.at(-1) ?? "");
}
/**
* A mission has at least one task. If everything is a check, this is the entry that becomes a task: the first that others need, or
* the first of all. Undefined if there is a task already, or no entry.
*/
function taskAmongChecks(entries) {
	if (entries.some(({ kind }) => kind === "task")) return void 0;
	const needed = new Set(entries.flatMap(({ needs }) => needs));
	return (entries.find(({ id }) => needed.has(id)) ?? entries[0])?.id;
}
function words(text) {
	return new Set(text.trim().split(/\s+/));
}

// src/convert/write/comments.ts
var import_dist = require_dist();
/** Longest line of a comment. */
const WIDTH = 118;
/** The lines of the comment for a note. */
function noteLines(note) {
	return wrapped(noteText$1(note, placesOf([note])), "  ");
}
/** The lines of the comments for notes; equal ones are one comment with all their places. */
function groupedLines(notes) {
	const groups = /* @__PURE__ */ new Map();
	for (const note of notes) append(groups, JSON.stringify([
		note.place.file,
		note.kind,
		note.construct,
		note.text
	]), note);
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		return first === void 0 ? [] : wrapped(noteText$1(first, placesOf(group)), "  ");
	});
}
function noteText$1({ construct, text, kind }, places) {
	return `${places}: ${kind === "left-out" ? "not taken" : "changed"}: ${construct} (${text})`;
}
/** `ci.yml:3, 17; lint.yml:4` */
function placesOf(notes) {
	const lines = /* @__PURE__ */ new Map();
	for (const { place } of notes) lines.set(place.file, (lines.get(place.file) ?? /* @__PURE__ */ new Set()).add(place.line));
	return [...lines].map(([file, numbers]) => `${file}:${[...numbers].join(", ")}`).join("; ");
}
/** A text without line breaks and control characters, in lines; those after the first begin with `indent`. */
function wrapped(text, indent) {
	const lines = [];
	let line = "";
	for (const word of plain(text).split(" ")) {
		const isFull = line !== "" && line.length + word.length + 1 > WIDTH;
		if (isFull) lines.push(line);
		line = isFull ? `${indent}${word}` : line === "" ? word : `${line} ${word}`;
	}
	return [...lines, line];
}
/** Things to do before the mission, each once with all its places. */
function toDoLines(notes) {
	const groups = /* @__PURE__ */ new Map();
	for (const note of notes) append(groups, note.construct, note);
	return [...groups].flatMap(([construct, group]) => wrapped(`- ${construct}  [${placesOf(group)}]`, "  "));
}
function plain(text) {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

// src/convert/write/nodes.ts
/** A mapping or a list on one line is not longer than this. */
const LONGEST_FLOW = 90;
/** Only makes nodes: it is not the document that is written. */
const document = new import_dist.Document();
/** A mapping with its rows in their order. */
function mapOf(rows) {
	const map = new import_dist.YAMLMap();
	for (const { key, value, above = [], space = false } of rows) {
		if (value === void 0) continue;
		const name = new import_dist.Scalar(key);
		name.spaceBefore = space;
		if (above.length > 0) name.commentBefore = above.map((line) => line === "" ? "" : ` ${line}`).join("\n");
		map.add(new import_dist.Pair(name, (0, import_dist.isNode)(value) ? value : scalar(value)));
	}
	return map;
}
/** A text with several lines is written as it is, line by line. */
function scalar(value) {
	const node = new import_dist.Scalar(value);
	if (typeof value === "string" && /\n./.test(value)) node.type = import_dist.Scalar.BLOCK_LITERAL;
	return node;
}
/** The text alone, or a list on one line if it is short. Undefined for no text. */
function textOrTexts(texts) {
	const [first, ...more] = texts ?? [];
	if (first === void 0) return void 0;
	return more.length === 0 ? scalar(first) : listOf([first, ...more]);
}
/** A list on one line if it is short. */
function listOf(values) {
	const list = new import_dist.YAMLSeq();
	for (const value of values) list.add(scalar(value));
	list.flow = isShort(list);
	return list;
}
/** Names with values, on one line if they are short. Undefined for none. */
function variablesOf$1(values) {
	if (values === void 0 || values.size === 0) return void 0;
	const map = mapOf([...values].map(([key, value]) => ({
		key,
		value
	})));
	map.flow = isShort(map);
	return map;
}
/** Whether a node without comments fits on one line. */
function isShort(node) {
	const text = JSON.stringify(document.createNode(node).toJSON());
	return text.length <= LONGEST_FLOW && !text.includes("\\n");
}

// src/convert/write/entry.ts
/** A task or a test as a row of `tasks` or `tests`. */
function entryRow(entry, space) {
	const [only, ...more] = entry.steps;
	const single = only !== void 0 && more.length === 0 && isPlain(only) ? only : void 0;
	const notes = [...entry.notes, ...single?.notes ?? []];
	const env = new Map([...entry.env ?? [], ...single?.env ?? []]);
	const rows = [
		...[
			{
				key: "name",
				value: entry.name ?? single?.name
			},
			{
				key: "needs",
				value: textOrTexts(entry.needs) ?? (entry.kind === "test" ? listOf([]) : void 0)
			},
			{
				key: "if",
				value: entry.if
			},
			{
				key: "paths",
				value: textOrTexts(entry.paths)
			},
			{
				key: "matrix",
				value: matrixOf(entry.matrix)
			},
			{
				key: "services",
				value: textOrTexts(entry.services)
			},
			{
				key: "locks",
				value: textOrTexts(entry.locks)
			},
			{
				key: "timeout",
				value: entry.timeout
			},
			{
				key: "continue-on-error",
				value: entry.allowFailure === true ? true : void 0
			},
			{
				key: "workspace",
				value: entry.ownWorkspace === true ? "own" : void 0
			},
			{
				key: "shell",
				value: single?.shell ?? entry.shell
			},
			{
				key: "working-directory",
				value: single?.workingDirectory ?? entry.workingDirectory
			},
			{
				key: "env",
				value: variablesOf$1(env)
			},
			{
				key: "secrets",
				value: textOrTexts(entry.secrets)
			}
		],
		single === void 0 ? {
			key: "steps",
			value: stepsOf(entry.steps)
		} : {
			key: "run",
			value: scalar(commandText(single.run))
		},
		{
			key: "finally",
			value: entry.finally === void 0 ? void 0 : stepsOf(entry.finally)
		},
		{
			key: "artifacts",
			value: textOrTexts(entry.artifacts)
		}
	];
	const value = single !== void 0 && rows.filter(({ value }) => value !== void 0).length === 1 ? scalar(commandText(single.run)) : mapOf(rows);
	return {
		key: entry.id,
		value,
		above: linesOf(notes),
		space
	};
}
/** Whether a step is only a command, so that the entry can have it as `run`. */
function isPlain(step) {
	const { id, if: condition, continueOnError, timeout } = step;
	return [
		id,
		condition,
		continueOnError,
		timeout
	].every((value) => value === void 0);
}
function stepsOf(steps) {
	const list = new import_dist.YAMLSeq();
	for (const step of steps) {
		const map = stepMap(step);
		const above = linesOf(step.notes ?? []);
		if (above.length > 0) map.commentBefore = above.map((line) => ` ${line}`).join("\n");
		list.add(map);
	}
	return list;
}
function stepMap(step) {
	const map = mapOf([
		{
			key: "name",
			value: step.name
		},
		{
			key: "id",
			value: step.id
		},
		{
			key: "if",
			value: step.if
		},
		{
			key: "env",
			value: variablesOf$1(step.env)
		},
		{
			key: "shell",
			value: step.shell
		},
		{
			key: "working-directory",
			value: step.workingDirectory
		},
		{
			key: "continue-on-error",
			value: step.continueOnError
		},
		{
			key: "timeout",
			value: step.timeout
		},
		{
			key: "run",
			value: scalar(commandText(step.run))
		}
	]);
	map.flow = map.items.length <= 2 && isShort(map);
	return map;
}
function matrixOf(matrix) {
	if (matrix === void 0) return void 0;
	const map = mapOf([
		...[...matrix.dimensions].map(([key, values]) => ({
			key,
			value: listOf(values)
		})),
		{
			key: "include",
			value: combinations(matrix.include)
		},
		{
			key: "exclude",
			value: combinations(matrix.exclude)
		}
	]);
	map.flow = isShort(map);
	return map;
}
function combinations(entries) {
	if (entries === void 0 || entries.length === 0) return void 0;
	const list = new import_dist.YAMLSeq();
	for (const entry of entries) {
		const map = variablesOf$1(entry);
		if (map === void 0) continue;
		map.flow = true;
		list.add(map);
	}
	return list;
}
/** A service as a row of `services`. */
function serviceRow(service, space) {
	const { ready } = service;
	const signs = new Map(Object.entries(ready ?? {}));
	if (ready !== void 0 && service.readyTimeout !== void 0) signs.set("timeout", service.readyTimeout);
	const value = mapOf([
		{
			key: "working-directory",
			value: service.workingDirectory
		},
		{
			key: "env",
			value: variablesOf$1(service.env)
		},
		{
			key: "run",
			value: scalar(commandText(service.run))
		},
		{
			key: "ready",
			value: variablesOf$1(signs)
		}
	]);
	return {
		key: service.id,
		value,
		above: linesOf(service.notes),
		space
	};
}
/** A script of one line has no line break at its end, one of several lines has one. */
function commandText(run) {
	const text = run.trimEnd();
	return text.includes("\n") ? `${text}\n` : text.trim();
}
function linesOf(notes) {
	return notes.flatMap(noteLines);
}

// src/convert/write/write-mission.ts
/** The text of the mission file. */
function writeMission(draft) {
	const tasks = draft.entries.filter(({ kind }) => kind === "task");
	const tests = draft.entries.filter(({ kind }) => kind === "test");
	const document = new import_dist.Document(mapOf([
		{
			key: "name",
			value: scalar(draft.name)
		},
		{
			key: "env",
			value: variablesOf$1(draft.env),
			space: true
		},
		{
			key: "secrets",
			value: textOrTexts(draft.secrets),
			space: draft.env === void 0
		},
		{
			key: "inputs",
			value: inputsOf$1(draft.inputs),
			space: true
		},
		{
			key: "services",
			value: rowsOf(draft.services.map((service, index) => serviceRow(service, index > 0))),
			space: true
		},
		{
			key: "tasks",
			value: entriesOf$1(tasks),
			space: true
		},
		{
			key: "tests",
			value: entriesOf$1(tests),
			space: true
		}
	]));
	document.commentBefore = headerOf(draft).map((line) => line === "" ? "" : ` ${line}`).join("\n");
	return document.toString({ lineWidth: 0 });
}
function headerOf({ file, before, notes }) {
	const toDo = /* @__PURE__ */ new Map();
	for (const note of before) append(toDo, note.text, note);
	return [
		`From ${file.replace(/\p{Cc}/gu, " ")}.`,
		...[...toDo].flatMap(([text, group]) => [
			"",
			...wrapped(`${capitalized(text)}:`, ""),
			...toDoLines(group)
		]),
		...notes.length === 0 ? [] : [
			"",
			"Of the whole file:",
			...groupedLines(notes)
		]
	];
}
function capitalized(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
/** A blank line separates entries that have more than one line. */
function entriesOf$1(entries) {
	let before = true;
	return rowsOf(entries.map((entry, index) => {
		const row = entryRow(entry, false);
		const isLong = typeof row.value !== "object" || "items" in row.value || (row.above ?? []).length > 0;
		const space = index > 0 && (isLong || before);
		before = isLong;
		return {
			...row,
			space
		};
	}));
}
function rowsOf(rows) {
	return rows.length === 0 ? void 0 : mapOf(rows);
}
function inputsOf$1(inputs) {
	if (inputs === void 0 || inputs.size === 0) return void 0;
	return mapOf([...inputs].map(([key, { type, description, options, default: value }]) => {
		const map = mapOf([
			{
				key: "type",
				value: type
			},
			{
				key: "options",
				value: options === void 0 ? void 0 : listOf(options)
			},
			{
				key: "default",
				value: value === void 0 ? void 0 : scalar(value)
			},
			{
				key: "description",
				value: description
			}
		]);
		map.flow = true;
		return {
			key,
			value: map
		};
	}));
}

// src/convert/valid-ids.ts
/** Ids of missions from names that other tools accept. */
/** A mission accepts 100 characters, and the values of a matrix are appended to the id. */
const LONGEST_ID = 60;
/** An id that a mission reserves. */
const RESERVED = "tasks";
/**
* A valid id that resembles the name: `build:prod` stays, `Test (node 20)` becomes `Test-node-20`. Not unique; see `createIds`.
*
* @param fallback for a name without a letter or digit of ASCII; itself a valid id
*/
function validId(name, fallback = "task") {
	const joined = name.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[^A-Za-z0-9._:-]+/g, "-").slice(0, LONGEST_ID).replace(/^-+|-+$/g, "");
	const id = /[A-Za-z0-9]/.test(joined) ? joined : fallback;
	return id === RESERVED ? "all-tasks" : id;
}
/**
* Makes valid ids that differ from each other, also if case is ignored: logs are files, and on some systems `Build` and `build` are
* the same file. A second `build` becomes `build-2`.
*
* @param used ids that are taken
*/
function createIds(used = []) {
	const taken = new Set([...used].map((id) => id.toLowerCase()));
	return (name, fallback) => {
		const wanted = validId(name, fallback);
		let id = wanted;
		for (let number = 2; taken.has(id.toLowerCase()); number += 1) id = `${wanted}-${number}`;
		taken.add(id.toLowerCase());
		return id;
	};
}

// src/convert/assemble/merge.ts
/** Joins the drafts of several files into one. An id that two of them have gets a number in the later one. */
function mergeDrafts(drafts) {
	const [first, ...more] = drafts;
	if (first !== void 0 && more.length === 0) return first;
	const idOf = createIds();
	const renamed = drafts.map((draft) => withOwnEnv(withIds(draft, idOf)));
	const jobs = drafts.flatMap((draft) => draft.jobs ?? []);
	const inputs = /* @__PURE__ */ new Map();
	const notes = renamed.flatMap((draft) => draft.notes);
	for (const draft of renamed) for (const [name, input] of draft.inputs ?? []) {
		const known = inputs.get(name);
		if (known === void 0) inputs.set(name, input);
		else if (JSON.stringify(known) !== JSON.stringify(input)) notes.push(inputNote(draft.file, name));
	}
	const secrets = new Set(renamed.flatMap((draft) => draft.secrets ?? []));
	return {
		file: drafts.map(({ file }) => file).join(", "),
		name: [...new Set(drafts.map(({ name }) => name))].join(", "),
		before: renamed.flatMap(({ before }) => before),
		entries: renamed.flatMap(({ entries }) => entries),
		services: renamed.flatMap(({ services }) => services),
		...secrets.size === 0 ? {} : { secrets: [...secrets] },
		...inputs.size === 0 ? {} : { inputs },
		notes,
		...jobs.length === 0 ? {} : { jobs: {
			taken: sum(jobs.map(({ taken }) => taken)),
			left: sum(jobs.map(({ left }) => left))
		} }
	};
}
function sum(numbers) {
	return numbers.reduce((total, each) => total + each, 0);
}
function inputNote(file, name) {
	return {
		place: {
			file,
			line: 1
		},
		construct: `inputs: ${name}`,
		text: "another file declares it in another way, which counts here",
		kind: "left-out"
	};
}
function withIds(draft, idOf) {
	const ids = new Map([...draft.entries, ...draft.services].map(({ id }) => [id, idOf(id)]));
	const rename = (id) => ids.get(id) ?? id;
	const inExpression = (id) => {
		const [base = "", ...rest] = id.split(" ");
		return [rename(base), ...rest].join(" ");
	};
	const values = (env) => env === void 0 ? void 0 : new Map([...env].map(([name, text]) => [name, renameInTemplate(text, inExpression).text]));
	const conditionOf = (text) => text === void 0 ? void 0 : renameInCondition(text, inExpression).text;
	const stepOf = (step) => ({
		...step,
		if: conditionOf(step.if),
		env: values(step.env)
	});
	return {
		...draft,
		entries: draft.entries.map((entry) => ({
			...entry,
			id: rename(entry.id),
			needs: entry.needs.map(rename),
			services: entry.services?.map(rename),
			locks: entry.locks?.map(rename),
			if: conditionOf(entry.if),
			env: values(entry.env),
			steps: entry.steps.map(stepOf),
			finally: entry.finally?.map(stepOf)
		})),
		services: draft.services.map((service) => withContainer({
			...service,
			id: rename(service.id)
		}, service.id))
	};
}
/** Two containers cannot have one name. */
function withContainer(service, before) {
	if (service.id === before) return service;
	const pattern = new RegExp(`\\bmission-${before.replace(/[^\w-]/g, ".")}(?![\\w-])`, "g");
	const name = `mission-${service.id.replace(/[^A-Za-z0-9_.-]/g, "-")}`;
	const { ready } = service;
	return {
		...service,
		run: service.run.replace(pattern, name),
		...ready !== void 0 && "command" in ready ? { ready: { command: ready.command.replace(pattern, name) } } : {}
	};
}
/** The variables of a file reach its own entries only. */
function withOwnEnv(draft) {
	const { env } = draft;
	if (env === void 0 || env.size === 0) return draft;
	const join = (own) => new Map([...env, ...own ?? []]);
	const { env: _, ...rest } = draft;
	return {
		...rest,
		entries: draft.entries.map((entry) => ({
			...entry,
			env: join(entry.env)
		})),
		services: draft.services.map((service) => ({
			...service,
			env: join(service.env)
		}))
	};
}

// src/convert/last-part.ts
/** The last part of a path, with either separator. */
function lastPart(path) {
	return path.split(/[\\/]/).at(-1) ?? path;
}

// src/convert/located.ts
/** Parses a YAML file, within the limits of mission files. */
function parseLocated({ path: file, text }) {
	const findings = collectFindings(file);
	const parsed = parseYaml(text.startsWith("﻿") ? text.slice(1) : text, findings.report);
	const tree = parsed === void 0 ? void 0 : readTree(parsed, findings.report);
	if (tree === void 0 || findings.hasErrors()) return {
		type: "invalid",
		diagnostics: findings.sorted()
	};
	return {
		type: "parsed",
		root: {
			value: tree.value,
			path: [],
			source: tree.source,
			file
		}
	};
}
/** The value of a key; undefined if it is missing or empty. */
function childOf(node, key) {
	if (node === void 0 || !isMapping(node) || !Object.hasOwn(node.value, key)) return void 0;
	const value = Reflect.get(node.value, key);
	return value === null ? void 0 : {
		...node,
		value,
		path: [...node.path, key]
	};
}
/** The keys of a mapping with their values, in the order of the file. A value may be empty. */
function entriesOf(node) {
	if (node === void 0 || !isMapping(node)) return [];
	return node.source.keys(node.path).map((key) => {
		const value = Reflect.get(node.value, key);
		return [key, {
			...node,
			value,
			path: [...node.path, key]
		}];
	});
}
/** The items of a list. A single value counts as a list of one, as in many places of workflows. */
function itemsOf(node) {
	if (node === void 0 || node.value === null) return [];
	if (!Array.isArray(node.value)) return [node];
	return node.value.map((value, index) => ({
		...node,
		value,
		path: [...node.path, index]
	}));
}
/** A scalar as it is written, so that `1.10` stays `1.10`; undefined for everything else. */
function textOf$1(node) {
	if (node === void 0 || node.value === null || typeof node.value === "object") return void 0;
	return typeof node.value === "string" ? node.value : node.source.text(node.path) ?? String(node.value);
}
function isMapping(node) {
	return typeof node?.value === "object" && node.value !== null && !Array.isArray(node.value);
}
function isList(node) {
	return Array.isArray(node?.value);
}
/** The place of the key, or of the item of a list. */
function placeOf({ file, source, path }) {
	return {
		file,
		line: source.keyPlace(path).line
	};
}
/** Every scalar below a node with its path from there. */
function scalarsOf(node) {
	const found = [];
	const visit = (each) => {
		const text = textOf$1(each);
		if (text !== void 0) found.push([each.path.slice(node.path.length), text]);
		else if (isList(each)) for (const item of itemsOf(each)) visit(item);
		else for (const [, value] of entriesOf(each)) visit(value);
	};
	visit(node);
	return found;
}

// src/convert/share-steps.ts
/** In one folder, the same installation in several tasks at once would collide, and once is enough. */
const INSTALLS = /\b(npm (ci|install|i)|pnpm (install|i)|yarn( install)?$|bun install|pip3? install|poetry install|uv (sync|pip)|pipenv install|bundle (install|check)|composer install|go mod|cargo fetch|mix deps|apt(-get)? |brew |corepack enable|playwright install|rustup|conda |dotnet restore|gem install)\b/;
/**
* Steps with which several entries begin become an entry of their own, which these need. This repeats until no two entries begin with
* the same step.
*
* @param idOf gives ids that are still free
*/
function shareSteps(entries, idOf) {
	let current = entries;
	for (;;) {
		const group = firstGroup(current);
		if (group === void 0) return current;
		current = withShared(current, group, idOf);
	}
}
function firstGroup(entries) {
	const groups = /* @__PURE__ */ new Map();
	const steps = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const [step] = entry.steps;
		if (step === void 0 || !isShareable(step, entry)) continue;
		const key = keyOf(step, entry);
		steps.set(key, step);
		groups.set(key, [...groups.get(key) ?? [], entry]);
	}
	for (const [key, all] of groups) {
		const step = steps.get(key);
		const owner = all.filter((entry) => entry.steps.length === 1).length === 0 ? void 0 : ownerAmong(entries, all);
		const members = all.filter((entry) => entry.steps.length > 1 || entry === owner);
		const isWorthIt = members.length > 1 || members.some((entry) => isRepeatedInstall(entry));
		if (step !== void 0 && isWorthIt && agreeOnCondition(members)) return {
			key,
			step,
			members
		};
	}
}
/** Combinations of a matrix would all install at once. */
function isRepeatedInstall({ matrix, steps }) {
	const [first, ...rest] = steps;
	return matrix !== void 0 && rest.length > 0 && first !== void 0 && INSTALLS.test(first.run);
}
/** Whether a step gives the same result in another entry, and may run before the others. */
function isShareable(step, entry) {
	if (step.if !== void 0 || step.continueOnError === true || entry.ownWorkspace === true) return false;
	if (/MISSION_(ENV|PATH|OUTPUT|REPORT)|GITHUB_(ENV|PATH)/.test(step.run)) return false;
	if ([
		...step.env?.values() ?? [],
		step.workingDirectory ?? "",
		entry.workingDirectory ?? ""
	].some((value) => value.includes("${{"))) return false;
	return entry.services === void 0 || INSTALLS.test(step.run);
}
/** Equal for steps that do the same. Variables of the entry count if the script reads them. */
function keyOf(step, entry) {
	return JSON.stringify([
		step.run.trim(),
		step.shell ?? entry.shell ?? "",
		step.workingDirectory ?? entry.workingDirectory ?? "",
		[...step.env ?? []],
		[...variablesOf(step, entry)]
	]);
}
function variablesOf(step, { env }) {
	return new Map([...env ?? []].filter(([name]) => new RegExp(`\\b${name.replace(/\W/g, "\\$&")}\\b`).test(step.run)));
}
/** What only runs under conditions must not run without one: they need the same condition, or one of them has none. */
function agreeOnCondition(members) {
	const conditions = new Set(members.map((entry) => entry.if));
	return conditions.has(void 0) || conditions.size === 1;
}
function withShared(entries, { step, members }, idOf) {
	const owner = ownerAmong(entries, members) ?? newOwner(step, members, idOf);
	const isNew = !entries.includes(owner);
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	const before = new Set([...reach(owner, byId)].filter((id) => byId.get(id)?.isShared === true));
	const left = entries.map((entry) => {
		if (entry === owner) return {
			...entry,
			notes: [...entry.notes, sharedNote(step, members, entry.place)]
		};
		if (!members.includes(entry)) return entry;
		const [first, ...steps] = entry.steps;
		const notes = first?.notes ?? [];
		return {
			...entry,
			steps,
			needs: [owner.id, ...entry.needs.filter((id) => id !== owner.id && !before.has(id))],
			notes: [...notes, ...entry.notes]
		};
	});
	const at = left.findIndex((_, index) => members.includes(entries[index] ?? owner));
	return isNew ? [
		...left.slice(0, at),
		owner,
		...left.slice(at)
	] : left;
}
/** An entry that does only this, and does not wait for one of the others. */
function ownerAmong(entries, members) {
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	return members.find((entry) => {
		if (!(entry.steps.length === 1 && entry.matrix === void 0 && entry.if === void 0 && entry.allowFailure !== true) || entry.services !== void 0) return false;
		const before = reach(entry, byId);
		return members.every((member) => member === entry || !before.has(member.id));
	});
}
/** Everything that an entry needs, directly or not. */
function reach(entry, byId) {
	const found = new Set(entry.needs);
	for (const id of found) for (const next of byId.get(id)?.needs ?? []) found.add(next);
	return found;
}
function newOwner(step, members, idOf) {
	const [first] = members;
	const place = step.notes?.[0]?.place ?? first?.place ?? {
		file: "",
		line: 1
	};
	const needs = (first?.needs ?? []).filter((id) => members.every((member) => member.needs.includes(id)));
	const condition = members.every((member) => member.if === first?.if) ? first?.if : void 0;
	const { notes: _, name, id: __, shell = first?.shell, workingDirectory = first?.workingDirectory, ...rest } = step;
	const env = first === void 0 ? /* @__PURE__ */ new Map() : variablesOf(step, first);
	return {
		id: idOf(INSTALLS.test(step.run) ? "install" : ownerName(name, step.run), "prepare"),
		kind: "task",
		isShared: true,
		...name === void 0 ? {} : { name },
		needs,
		steps: [rest],
		...env.size === 0 ? {} : { env },
		...condition === void 0 ? {} : { if: condition },
		...shell === void 0 ? {} : { shell },
		...workingDirectory === void 0 ? {} : { workingDirectory },
		notes: [sharedNote(step, members, place)],
		place
	};
}
function sharedNote(step, members, place) {
	const [command = ""] = step.run.trim().split("\n", 1);
	const ids = members.map(({ id }) => id);
	const text = `the first step of ${ids.length > 4 ? `${ids.slice(0, 4).join(", ")} and ${ids.length - 4} more` : ids.join(", ")}: it runs once, because all tasks share one folder`;
	return {
		place,
		construct: command.slice(0, 100),
		text,
		kind: "changed"
	};
}
/** A short name as it is, otherwise the beginning of the command. */
function ownerName(name, run) {
	return name !== void 0 && name.length <= 25 ? name.toLowerCase() : commandName(run);
}
/** The first words of a command, for an id. */
function commandName(run) {
	const [line = ""] = run.trim().split("\n", 1);
	const words = line.split(/\s+/).filter((word) => /^[A-Za-z][\w:.-]*$/.test(word) && word !== "run");
	return validId(words.slice(0, 3).join("-"), "prepare");
}

// src/convert/github/expressions/scope.ts
const NO_MATRIX = {
	fixed: /* @__PURE__ */ new Map(),
	renamed: /* @__PURE__ */ new Map()
};
/** A scope for what belongs to no job. */
function outerScope(secrets, configuration) {
	return {
		needs: /* @__PURE__ */ new Map(),
		matrix: NO_MATRIX,
		steps: /* @__PURE__ */ new Map(),
		actionOutputs: /* @__PURE__ */ new Map(),
		ports: /* @__PURE__ */ new Map(),
		outputNames: {
			nameOf: (_, output) => output,
			renamesOf: () => /* @__PURE__ */ new Map()
		},
		uploads: /* @__PURE__ */ new Set(),
		secrets,
		configuration
	};
}

// src/convert/github/notes.ts
const LONGEST_CONSTRUCT = 120;
/** A note about the value of a key, shown as `key: value`. */
function noteOn(node, text, kind = "left-out") {
	const key = node.path.findLast((segment) => typeof segment === "string") ?? "";
	const value = textOf$1(node) ?? summary(node.value);
	return {
		place: placeOf(node),
		construct: oneLine(value === "" ? key : `${key}: ${value}`),
		text,
		kind
	};
}
/** The first line of a text, shortened. */
function oneLine(text) {
	const short = text.trim().replace(/@([0-9a-f]{8})[0-9a-f]{32}\b/g, "@$1");
	const [first = ""] = short.split("\n", 1);
	return first.length < short.length || first.length > LONGEST_CONSTRUCT ? `${first.slice(0, LONGEST_CONSTRUCT).trimEnd()} …` : first;
}
function summary(value) {
	return value === null ? "" : (JSON.stringify(value) ?? "").replaceAll("\"", "").replaceAll(",", ", ").replaceAll(":", ": ");
}

// src/convert/github/inputs.ts
/** Types of inputs, with what they are in a mission. */
const TYPES = {
	string: "string",
	environment: "string",
	boolean: "boolean",
	number: "number",
	choice: "choice"
};
/** The inputs of `workflow_dispatch` and `workflow_call`. None is required, because other events give no value. */
function takeInputs(on, notes) {
	const inputs = /* @__PURE__ */ new Map();
	for (const trigger of ["workflow_call", "workflow_dispatch"]) for (const [name, node] of entriesOf(childOf(childOf(on, trigger), "inputs"))) if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) notes.push(noteOn(node, "an input has another name in a mission"));
	else inputs.set(name, inputOf(node, notes));
	return inputs;
}
function inputOf(node, notes) {
	if (!isMapping(node)) return { type: "string" };
	const type = TYPES[textOf$1(childOf(node, "type")) ?? "string"] ?? "string";
	const options = itemsOf(childOf(node, "options")).flatMap((item) => textOf$1(item) ?? []);
	const description = textOf$1(childOf(node, "description"));
	if (type === "choice" && options.length === 0) {
		notes.push(noteOn(node, "a choice has options: write them"));
		return { type: "string" };
	}
	const written = textOf$1(childOf(node, "default"));
	const value = written === void 0 ? void 0 : defaultOf(type, written, options);
	if (written !== void 0 && value === void 0) notes.push(noteOn(node, `its default is no ${type}`));
	return {
		type,
		...description === void 0 ? {} : { description },
		...value === void 0 ? {} : { default: value },
		...type === "choice" ? { options: [...new Set(options)] } : {}
	};
}
function defaultOf(type, text, options) {
	switch (type) {
		case "string": return text.includes("${{") ? void 0 : text;
		case "choice": return options.includes(text) ? text : void 0;
		case "boolean": return text === "true" || text === "false" ? text === "true" : void 0;
		case "number": return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : void 0;
		default: return type;
	}
}

// src/convert/github/actions.ts
/** Owners and names, in lower case, that do not say so in their name. */
const SETUP = [
	"dtolnay/rust-toolchain",
	"swatinem/rust-cache",
	"denoland/setup-deno",
	"step-security/harden-runner",
	"cargo-bins/cargo-binstall",
	"mozilla-actions/sccache-action",
	"rui314/setup-mold",
	"jlumbroso/free-disk-space",
	"gradle/wrapper-validation-action",
	"gradle/actions/wrapper-validation",
	"apple-actions/import-codesign-certs",
	"hendrikmuhs/ccache-action",
	"jetli/wasm-bindgen-action",
	"jetli/wasm-pack-action",
	"microsoft/playwright-github-action",
	"ilammy/msvc-dev-cmd",
	"nodesource/setup-nsolid"
];
const SETUP_WORDS = /(^|[/_.-])(set-?up|install|installer|toolchain|bootstrap|cache|prepare)([/_.-]|$)/;
/** The role of `uses: OWNER/NAME@REF` or `uses: ./PATH`. */
function roleOfAction(uses) {
	const name = uses.replace(/@.*$/, "").toLowerCase();
	if (name === "actions/checkout") return { type: "checkout" };
	if (name === "actions/upload-artifact") return { type: "upload" };
	if (name === "actions/download-artifact") return { type: "download" };
	if (name === "re-actors/alls-green") return { type: "verdict" };
	return SETUP.includes(name) || SETUP_WORDS.test(name) ? { type: "setup" } : { type: "other" };
}
/** What to do in place of an action that a mission does not run; a clause. */
function adviceOnAction(uses) {
	const name = uses.replace(/@.*$/, "").toLowerCase();
	if (name.startsWith("./")) return "a mission runs commands: write those of the action here";
	if (/(^|\/)(codecov|coveralls)|codecov/.test(name)) return "upload after the mission, in a later step of its job";
	if (/^docker\/(login|build-push|metadata)/.test(name)) return "write `docker` commands, or leave it in the workflow";
	if (/^actions\/github-script$/.test(name)) return "a mission has no client of the API: leave it in the workflow";
	if (/junit|test-report|publish-unit-test/.test(name)) return "write `results` in the task instead";
	if (/retry/.test(name)) return "write the command as `run`, and `retry` in the task";
	return "a mission runs commands only: write the command that it stands for, or leave it in the workflow";
}

// src/convert/github/expressions/fold.ts
/** Computes the parts of an expression that consist of literals only, as they remain where a dimension of a matrix has one value. */
/** Functions of two texts that can be computed. */
const FUNCTIONS = {
	contains: (text, part) => text.includes(part),
	startswith: (text, part) => text.startsWith(part),
	endswith: (text, part) => text.endsWith(part)
};
/** The expression with fewer parts, and the same value. An expression with a mistake stays as it is. */
function foldLiterals(expression) {
	const lexed = lexExpression(expression, 0);
	if (lexed.type === "rejected") return expression;
	let words = lexed.tokens.filter(({ token }) => token.type !== TokenType.EOF).map(({ token }) => wordOf(token));
	const count = words.length;
	for (;;) {
		const next = foldOnce(words);
		if (next === void 0) break;
		words = next;
	}
	return words.length === count ? expression : textOf(words);
}
function wordOf({ type, lexeme }) {
	return {
		type,
		text: lexeme
	};
}
/** Undefined if nothing can be folded. */
function foldOnce(words) {
	for (let at = 0; at < words.length; at += 1) {
		const found = foldAt(words, at);
		if (found !== void 0) return [
			...words.slice(0, at),
			...found.words,
			...words.slice(at + found.length)
		];
	}
}
const isString = (word) => word?.type === TokenType.STRING;
const isTruth = (word) => word?.type === TokenType.TRUE || word?.type === TokenType.FALSE;
function truth(value) {
	return value ? {
		type: TokenType.TRUE,
		text: "true"
	} : {
		type: TokenType.FALSE,
		text: "false"
	};
}
function foldAt(words, at) {
	const [first, second, third] = [
		words[at],
		words[at + 1],
		words[at + 2]
	];
	if (first === void 0 || second === void 0) return void 0;
	if (first.type === TokenType.BANG && isTruth(second)) return {
		words: [truth(second.type === TokenType.FALSE)],
		length: 2
	};
	const isOperand = startsOperand(words[at - 1]);
	if (isOperand && isString(first) && isString(third) && endsOperand(words[at + 3])) {
		const isSame = first.text.toLowerCase() === third.text.toLowerCase();
		if (second.text === "==") return {
			words: [truth(isSame)],
			length: 3
		};
		if (second.text === "!=") return {
			words: [truth(!isSame)],
			length: 3
		};
	}
	const compute = first.type === TokenType.IDENTIFIER ? FUNCTIONS[first.text.toLowerCase()] : void 0;
	const [fourth, fifth, sixth] = [
		words[at + 3],
		words[at + 4],
		words[at + 5]
	];
	if (compute !== void 0 && second.text === "(" && isString(third) && fourth?.text === "," && isString(fifth) && sixth?.text === ")") return {
		words: [truth(compute(inner(third), inner(fifth)))],
		length: 6
	};
	if (isOperand && isNeutral(first, second)) return {
		words: [],
		length: 2
	};
	const isLast = words[at + 2] === void 0 || words[at + 2]?.text === ")" || words[at + 2]?.text === "||";
	if (second.type === TokenType.TRUE && first.text === "&&" && (isLast || words[at + 2]?.text === "&&")) return {
		words: [],
		length: 2
	};
	if (second.type === TokenType.FALSE && first.text === "||" && isLast) return {
		words: [],
		length: 2
	};
	if (first.text === "(" && isTruth(second) && third?.text === ")" && words[at - 1]?.type !== TokenType.IDENTIFIER) return {
		words: [second],
		length: 3
	};
}
function isNeutral(first, second) {
	if (first.type === TokenType.TRUE) return second.text === "&&";
	return first.type === TokenType.FALSE && second.text === "||";
}
/** Whether an operand of `&&` or `||` begins after this word. */
function startsOperand(before) {
	return before === void 0 || [
		"(",
		"&&",
		"||"
	].includes(before.text);
}
function endsOperand(after) {
	return after === void 0 || [
		")",
		"&&",
		"||"
	].includes(after.text);
}
function inner({ text }) {
	return text.slice(1, -1).replaceAll("''", "'").toLowerCase();
}
/** Spaces around operators and after commas, as people write them. */
function textOf(words) {
	let text = "";
	for (const [index, { text: word }] of words.entries()) {
		const before = words[index - 1]?.text ?? "";
		const isTight = text === "" || [
			"(",
			"[",
			".",
			"!"
		].includes(before) || [
			")",
			"]",
			".",
			",",
			"["
		].includes(word);
		const isCall = word === "(" && words[index - 1]?.type === TokenType.IDENTIFIER;
		text += isTight || isCall ? word : ` ${word}`;
	}
	return text;
}

// src/convert/github/expressions/contexts.ts
/** `*` in a path. */
const EVERY = Symbol("every");
/** A part of a path that is computed, as in `matrix[env.KEY]`. */
const COMPUTED = Symbol("computed");
const UNCHANGED = { type: "taken" };
const SIMPLE = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** A path that begins with a context, such as `needs.build.outputs.version`. */
function reference(path, scope) {
	const [context, ...rest] = path;
	switch (typeof context === "string" ? context.toLowerCase() : "") {
		case "needs": return ofNeeds(rest, scope);
		case "steps": return ofSteps(rest, scope);
		case "secrets": return ofVariable(rest, scope.secrets, "secrets");
		case "vars": return ofVariable(rest, scope.configuration, "vars");
		case "matrix": return ofMatrix(rest, scope);
		case "github": return ofGithub(rest, scope);
		case "job": return ofJob(rest, scope);
		case "strategy": return refused("a mission has no `strategy` context");
		default: return UNCHANGED;
	}
}
function taken(text) {
	return {
		type: "taken",
		text
	};
}
function refused(why) {
	return {
		type: "refused",
		why
	};
}
function property(base, name) {
	return SIMPLE.test(name) ? `${base}.${name}` : `${base}[${quoted(name)}]`;
}
function quoted(text) {
	return `'${text.replaceAll("'", "''")}'`;
}
function ofNeeds([name, what, output], scope) {
	if (name === EVERY && typeof what === "string" && what.toLowerCase() === "result") return ofAllResults(scope);
	if (typeof name !== "string" || typeof what !== "string") return refused("it reads `needs` as a whole");
	const job = scope.needs.get(name.toLowerCase());
	if (job === void 0) return refused(`it reads the job ${name}, which it does not need`);
	if (what.toLowerCase() === "result") return resultOf(name, job);
	if (what.toLowerCase() !== "outputs" || typeof output !== "string") return refused("it reads all outputs of a job");
	const found = job.outputs.get(output.toLowerCase());
	if (found?.type === "expression") return taken(found.text);
	const id = job.combinations?.at(-1) ?? job.id;
	if (id === void 0) return refused(`it reads an output of the job ${name}, which is not in the mission`);
	if (found === void 0) return refused(`the job ${name} has no output ${output} that one of its commands writes`);
	return taken(property(`${property("tasks", id)}.outputs`, found.name));
}
/** `needs.*.result` of all needed jobs that the mission has. */
function ofAllResults(scope) {
	return taken(listOfResults([...scope.needs.values()].flatMap(({ id, combinations }) => combinations ?? (id === void 0 ? [] : [id]))));
}
/** A matrix has failed if one of its combinations has. */
function resultOf(name, { id, combinations }) {
	if (combinations !== void 0) {
		const list = listOfResults(combinations);
		return taken(`case(${[
			"failure",
			"cancelled",
			"skipped"
		].map((result) => `contains(${list}, '${result}'), '${result}'`).join(", ")}, 'success')`);
	}
	if (id === void 0) return refused(`it reads the result of the job ${name}, which is not in the mission`);
	return taken(`${property("tasks", id)}.result`);
}
function listOfResults(ids) {
	if (ids.length === 0) return "fromJSON('[]')";
	return `fromJSON(format('[${ids.map((_, index) => `"{${index}}"`).join(",")}]', ${ids.map((id) => `${property("tasks", id)}.result`).join(", ")}))`;
}
function ofSteps([name, what, output], { steps, actionOutputs, outputNames }) {
	if (typeof name !== "string" || typeof what !== "string") return refused("it reads `steps` as a whole");
	const fate = steps.get(name.toLowerCase());
	if (fate === void 0) return refused(`it reads the step ${name}, which is not before it`);
	if (what.toLowerCase() === "outputs") {
		if (typeof output !== "string") return refused("it reads all outputs of a step");
		const expression = actionOutputs.get(`${name}.${output}`.toLowerCase());
		if (expression !== void 0) return taken(expression);
		return taken(fate === "run" ? property("env", outputNames.nameOf(name, output)) : "''");
	}
	if (fate === "run") return UNCHANGED;
	return taken(fate === "before" ? "'success'" : "'skipped'");
}
function ofVariable([name], read, context) {
	if (typeof name !== "string") return refused(`it reads \`${context}\` as a whole`);
	const upper = name.toUpperCase();
	read.add(upper);
	return taken(property("env", upper));
}
function ofMatrix([...rest], { matrix }) {
	const names = rest.map((segment) => typeof segment === "string" ? segment.toLowerCase() : "*");
	const fixed = matrix.fixed.get(names.join("."));
	if (fixed !== void 0) return taken(fixed);
	const renamed = matrix.renamed.get(names.join("."));
	if (renamed !== void 0) return taken(property("matrix", renamed));
	return rest.length === 1 ? UNCHANGED : refused("its matrix has values that are not texts, numbers or booleans");
}
function ofGithub([first, second, third], { secrets }) {
	const name = typeof first === "string" ? first.toLowerCase() : "";
	if (name === "token") return ofVariable(["GITHUB_TOKEN"], secrets, "secrets");
	return name === "event" && second === "inputs" && typeof third === "string" ? taken(property("inputs", third)) : UNCHANGED;
}
function ofJob([first, service, ports, port], scope) {
	const found = first === "services" && typeof service === "string" && ports === "ports" && typeof port === "string" ? scope.ports.get(`${service}:${port}`) : void 0;
	return found === void 0 ? refused("a mission has no `job` context") : taken(quoted(found));
}

// src/convert/github/expressions/expression.ts
/** Functions of workflows that missions do not have. */
const ABSENT_FUNCTIONS = ["hashfiles"];
/** An expression of a workflow without `${{` and `}}`, as one of the mission. What is refused has the reason as a clause. */
function takeExpression(text, scope) {
	const lexed = lexExpression(text, 0);
	if (lexed.type === "rejected") return {
		type: "refused",
		why: lexed.finding.message
	};
	const { tokens } = lexed;
	const parts = [];
	let from = 0;
	for (let index = 0; index < tokens.length; index += 1) {
		const placed = tokens[index];
		if (placed === void 0 || placed.token.type !== TokenType.IDENTIFIER) continue;
		if (typeAt(tokens, index + 1) === TokenType.LEFT_PAREN) {
			const name = placed.token.lexeme;
			if (!ABSENT_FUNCTIONS.includes(name.toLowerCase())) continue;
			return {
				type: "refused",
				why: `a mission has no function ${name}()`
			};
		}
		const access = pathFrom(tokens, index);
		const taken = reference(access.segments, scope);
		if (taken.type === "refused") return taken;
		if (taken.text !== void 0) {
			parts.push(text.slice(from, placed.start), taken.text);
			from = access.end;
		}
		index = access.last;
	}
	return {
		type: "taken",
		text: [...parts, text.slice(from)].join("").trim()
	};
}
/** The path of `needs.build.outputs['x']`, as far as it is written and not computed. */
function pathOf(text) {
	const lexed = lexExpression(text, 0);
	if (lexed.type === "rejected" || lexed.tokens[0]?.token.type !== TokenType.IDENTIFIER) return void 0;
	const { segments, last } = pathFrom(lexed.tokens, 0);
	return typeAt(lexed.tokens, last + 1) === TokenType.EOF ? segments : void 0;
}
function pathFrom(tokens, first) {
	const segments = [tokens[first]?.token.lexeme ?? ""];
	let last = first;
	for (;;) {
		const next = segmentAfter(tokens, last);
		if (next !== void 0) segments.push(next.segment);
		if (next === void 0 || next.segment === COMPUTED) return {
			segments,
			last,
			end: tokens[last]?.end ?? 0
		};
		last = next.last;
	}
}
function segmentAfter(tokens, at) {
	const second = tokens[at + 2];
	if (second === void 0) return void 0;
	if (typeAt(tokens, at + 1) === TokenType.DOT) return {
		segment: second.token.type === TokenType.STAR ? EVERY : second.token.lexeme,
		last: at + 2
	};
	if (typeAt(tokens, at + 1) !== TokenType.LEFT_BRACKET) return void 0;
	if (typeAt(tokens, at + 3) !== TokenType.RIGHT_BRACKET) return {
		segment: COMPUTED,
		last: at
	};
	switch (second.token.type) {
		case TokenType.STAR: return {
			segment: EVERY,
			last: at + 3
		};
		case TokenType.STRING: return {
			segment: second.token.lexeme.slice(1, -1).replaceAll("''", "'"),
			last: at + 3
		};
		case TokenType.NUMBER: return {
			segment: second.token.lexeme,
			last: at + 3
		};
		default: return {
			segment: COMPUTED,
			last: at
		};
	}
}
function typeAt(tokens, index) {
	return tokens[index]?.token.type;
}

// src/convert/github/expressions/template.ts
/** Texts of workflows with `${{ }}` in them. */
const OPEN = "${{";
const CLOSE = "}}";
/** Undefined if an expression is not closed. */
function splitTemplate(text) {
	const pieces = [];
	let from = 0;
	for (;;) {
		const open = text.indexOf(OPEN, from);
		if (open === -1) break;
		const close = closeOf(text, open + 3);
		if (close === void 0) return void 0;
		if (open > from) pieces.push({
			type: "text",
			text: text.slice(from, open)
		});
		pieces.push({
			type: "expression",
			text: text.slice(open + 3, close).trim()
		});
		from = close + 2;
	}
	if (from < text.length) pieces.push({
		type: "text",
		text: text.slice(from)
	});
	return pieces;
}
/** Index of the first `}}` outside of single quotes. */
function closeOf(text, from) {
	let isQuoted = false;
	for (let index = from; index < text.length; index += 1) if (text[index] === "'") isQuoted = !isQuoted;
	else if (!isQuoted && text.startsWith(CLOSE, index)) return index;
}
/** A text such as a value of `env`, with its expressions taken over. */
function takeTemplate(text, scope) {
	const pieces = splitTemplate(text);
	if (pieces === void 0) return {
		type: "refused",
		why: "an expression in it is not closed"
	};
	const parts = [];
	for (const piece of pieces) {
		if (piece.type === "text") {
			parts.push(piece.text);
			continue;
		}
		const taken = takeExpression(piece.text, scope);
		if (taken.type === "refused") return taken;
		const literal = literalOf(taken.text);
		parts.push(literal ?? `${OPEN} ${taken.text} ${CLOSE}`);
	}
	return {
		type: "taken",
		text: parts.join("")
	};
}
/** The text of an expression that is only a literal. */
function literalOf(expression) {
	const quoted = /^'((?:[^']|'')*)'$/.exec(expression)?.[1];
	if (quoted !== void 0) return quoted.replaceAll("''", "'");
	return /^-?\d+(\.\d+)?$/.test(expression) ? expression : void 0;
}
/** An `if`: the whole text is an expression, with or without `${{ }}` around it. */
function takeCondition(text, scope) {
	const pieces = splitTemplate(text);
	if (pieces === void 0) return {
		type: "refused",
		why: "an expression in it is not closed"
	};
	const [only, ...more] = pieces.filter(({ type, text: each }) => type === "expression" || each.trim() !== "");
	if (only === void 0 || more.length > 0) return {
		type: "refused",
		why: "it has text outside of the expression"
	};
	return takeExpression(only.text.trim(), scope);
}

// src/convert/github/conditions.ts
/**
* The `if` of a job or a step. If it cannot be taken, the result is a condition that is false, with a note: what ran under a condition
* must not run without one.
*/
function conditionOf(node, scope, notes) {
	const written = textOf$1(node);
	if (node === void 0 || written === void 0) return { type: "none" };
	const read = takeCondition(written, scope);
	const taken = read.type === "taken" ? {
		...read,
		text: foldLiterals(read.text)
	} : read;
	const refuse = (why) => {
		notes.push(noteOn(node, `${why}: the condition is false here until you write one`));
		return {
			type: "condition",
			text: "false"
		};
	};
	if (taken.type === "refused") return refuse(taken.why);
	const reading = parseCondition(taken.text);
	if (reading.type === "rejected") return refuse(reading.findings[0]?.message ?? "a mission cannot evaluate it");
	const { contexts, functions } = usesOf$1(reading.parsed);
	if ([...contexts, ...functions].some(({ name }) => name === "matrix" || OF_RUNS.includes(name))) return {
		type: "condition",
		text: taken.text
	};
	const result = evaluateCondition(reading.parsed, NO_FACTS);
	if ("error" in result) return refuse(result.error);
	return result.value ? { type: "none" } : { type: "never" };
}

// src/convert/github/expressions/output-names.ts
const READ = /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/gi;
/** An output that steps of one job write under the same name gets the id of its step in front. */
function outputNames(job) {
	const writers = /* @__PURE__ */ new Map();
	const texts = [childOf(job, "steps"), childOf(job, "outputs")].flatMap((part) => part === void 0 ? [] : scalarsOf(part).map(([, text]) => text));
	for (const [, step = "", output = ""] of texts.flatMap((text) => [...text.matchAll(READ)])) {
		const known = writers.get(output) ?? /* @__PURE__ */ new Set();
		writers.set(output, known.add(step.toLowerCase()));
	}
	const nameOf = (step, output) => (writers.get(output)?.size ?? 0) > 1 ? `${step}_${output}`.replace(/\W/g, "_") : output;
	return {
		nameOf,
		renamesOf: (step) => {
			const own = [...writers].filter(([, steps]) => steps.has(step.toLowerCase()) && steps.size > 1);
			return new Map(own.map(([output]) => [output, nameOf(step, output)]));
		}
	};
}

// src/convert/github/flat-matrix.ts
/** Flattens `strategy.matrix`. Refused if values are computed, or if they are lists. */
function flattenMatrix(node) {
	if (!isMapping(node)) return {
		type: "refused",
		why: "its matrix is computed while the workflow runs"
	};
	const computed = scalarsOf(node).find(([, text]) => text.includes("${{"));
	if (computed !== void 0 && computedList(computed[1]) === void 0) return {
		type: "refused",
		why: `its matrix is computed while the workflow runs: ${computed[1]}`
	};
	const dimensions = /* @__PURE__ */ new Map();
	const include = [];
	const renamed = /* @__PURE__ */ new Map();
	for (const [name, value] of entriesOf(node)) {
		if (name === "include" || name === "exclude") continue;
		const constant = computedList(textOf$1(value) ?? "");
		if (constant === void 0 && !isList(value)) return {
			type: "refused",
			why: `its \`${name}\` is not a list`
		};
		const items = constant === void 0 ? itemsOf(value).map(parts) : constant.map((each) => /* @__PURE__ */ new Map([["", each]]));
		if (items.some((item) => item === void 0)) return {
			type: "refused",
			why: "its matrix has lists in lists"
		};
		const known = items.filter((item) => item !== void 0);
		const label = labelOf(known);
		dimensions.set(name, [...new Set(known.map((item) => item.get(label) ?? ""))]);
		for (const item of known) {
			const others = [...item].filter(([key]) => key !== label);
			if (others.length === 0) continue;
			include.push(new Map([[name, item.get(label) ?? ""], ...others.map(([key, each]) => [flatName(name, key), each])]));
		}
		for (const key of new Set(known.flatMap((item) => [...item.keys()]))) if (key !== "") renamed.set(`${name}.${key}`.toLowerCase(), key === label ? name : flatName(name, key));
	}
	const lists = [childOf(node, "include"), childOf(node, "exclude")].map((list) => itemsOf(list).map((entry) => flatEntry(entry, renamed)));
	const [added = [], excluded = []] = lists;
	if (lists.flat().includes(void 0)) return {
		type: "refused",
		why: "its matrix has lists in lists"
	};
	return {
		type: "flat",
		matrix: {
			dimensions,
			include: [...include, ...added.filter((entry) => entry !== void 0)],
			exclude: excluded.filter((entry) => entry !== void 0),
			renamed
		}
	};
}
/** The list in `${{ fromJSON('[1, 2]') }}`. */
function computedList(text) {
	const json = /^\s*\$\{\{\s*fromJSON\('((?:[^']|'')*)'\)\s*\}\}\s*$/i.exec(text)?.[1];
	if (json === void 0) return void 0;
	try {
		const values = JSON.parse(json.replaceAll("''", "'"));
		return Array.isArray(values) && values.every(isValue) ? values : void 0;
	} catch {
		return;
	}
}
function isValue(value) {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
/** The scalars of a value by their path; a scalar has the path ''. Undefined for a list. */
function parts(value) {
	if (isValue(value.value)) return /* @__PURE__ */ new Map([["", value.value]]);
	if (value.value === null) return /* @__PURE__ */ new Map([["", ""]]);
	if (!isMapping(value)) return void 0;
	const found = /* @__PURE__ */ new Map();
	for (const [key, child] of entriesOf(value)) {
		const inner = parts(child);
		if (inner === void 0) return void 0;
		for (const [rest, each] of inner) found.set(rest === "" ? key : `${key}.${rest}`, each);
	}
	return found;
}
/** The part of the values that tells them apart, for ids. */
function labelOf(items) {
	const keys = [...items[0]?.keys() ?? []];
	return keys.find((key) => new Set(items.map((item) => String(item.get(key) ?? ""))).size === items.length) ?? keys[0] ?? "";
}
function flatEntry(entry, renamed) {
	const found = parts(entry);
	if (found === void 0) return void 0;
	for (const key of found.keys()) if (key.includes(".") && !renamed.has(key.toLowerCase())) renamed.set(key.toLowerCase(), flatName(key));
	return new Map([...found].map(([key, value]) => [renamed.get(key.toLowerCase()) ?? key, value]));
}
/** A mission reads a value of a matrix by one name. */
function flatName(...path) {
	return path.join("_").replaceAll(".", "_");
}

// src/convert/github/runners.ts
const OTHER_SYSTEM = /windows|macos|mac-|\bmac\b|osx/i;
/** Whether a label of `runs-on` is that of another system than Linux. */
function isOtherSystem(label) {
	return OTHER_SYSTEM.test(label);
}
/** What `runs-on` of a job says; its labels in one text. */
function runsOnOf(job) {
	const node = childOf(job, "runs-on");
	if (node === void 0) return void 0;
	return {
		node,
		text: itemsOf(node).flatMap((item) => textOf$1(item) ?? scalarsOf(item).map(([, each]) => each)).join(", ")
	};
}
/** Whether `runs-on` can only mean another system. An expression that may choose Linux counts as Linux. */
function isOnOtherSystem(text) {
	return isOtherSystem(text) && !/ubuntu|linux/i.test(text);
}

// src/convert/github/matrix.ts
/**
* The matrix of a job. A dimension that chooses the machine keeps its values for Linux, and one that only chooses the version that a
* setup action installs is left out: on one machine, its combinations would all run the same.
*/
function takeMatrix(job) {
	const node = childOf(childOf(job, "strategy"), "matrix");
	if (node === void 0) return {
		type: "taken",
		names: NO_MATRIX,
		notes: [],
		jobs: 1,
		combinations: 1
	};
	const flattened = flattenMatrix(node);
	if (flattened.type === "refused") return flattened;
	const flat = flattened.matrix;
	const before = expand(flat);
	if (before.type === "rejected") return {
		type: "refused",
		why: `its matrix is not valid in a mission: ${before.findings[0]?.message ?? ""}`
	};
	const jobs = before.tasks.length;
	const notes = [];
	const fixed = /* @__PURE__ */ new Map();
	let left = flat;
	for (const name of namesOf(flat)) {
		const uses = usesOf(name, flat, job);
		if (uses.has("machine")) left = onLinux(left, name, node, notes);
		const values = valuesOf(left, name);
		if (uses.has("machine") && isEmpty(left)) return {
			type: "refused",
			why: "it runs on systems other than Linux",
			jobs
		};
		const [only, ...more] = values;
		const hasNoEffect = !uses.has("script") && (uses.has("machine") || uses.has("setup"));
		if (more.length > 0 && !hasNoEffect) continue;
		if (more.length === 0 && !hasNoEffect && !isConstant(left, name)) continue;
		const kept = more.at(-1) ?? only ?? "";
		fixed.set(name.toLowerCase(), literal(kept));
		if (more.length > 0) notes.push(fixedNote(name, values, kept, uses, node));
		left = without$1(left, name, kept);
	}
	for (const [path, name] of flat.renamed) {
		const value = fixed.get(name.toLowerCase());
		if (value !== void 0) fixed.set(path, value);
	}
	const names = {
		fixed,
		renamed: flat.renamed
	};
	const written = draftOf$1(left);
	if (written === void 0) return {
		type: "taken",
		names,
		notes,
		jobs,
		combinations: 1
	};
	const after = expand(left);
	if (after.type === "rejected") return {
		type: "refused",
		why: `its matrix is not valid in a mission: ${after.findings[0]?.message ?? ""}`,
		jobs
	};
	return {
		type: "taken",
		matrix: written,
		names,
		notes,
		jobs,
		combinations: after.tasks.length
	};
}
/** The combinations of a matrix with the ids that a mission gives them. */
function combinationIds(id, matrix) {
	const expanded = expand({
		include: [],
		exclude: [],
		...matrix
	}, id);
	return expanded.type === "expanded" ? expanded.tasks.map((task) => task.id) : [];
}
function expand(flat, id = "job") {
	return expandMatrix(id, {
		dimensions: Object.fromEntries(flat.dimensions),
		include: (flat.include ?? []).map((entry) => Object.fromEntries(entry)),
		exclude: (flat.exclude ?? []).map((entry) => Object.fromEntries(entry))
	});
}
function literal(value) {
	return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
function namesOf({ dimensions, include }) {
	return [.../* @__PURE__ */ new Set([...dimensions.keys(), ...include.flatMap((entry) => [...entry.keys()])])];
}
function valuesOf({ dimensions, include }, name) {
	const added = include.flatMap((entry) => entry.get(name) ?? []);
	return [.../* @__PURE__ */ new Set([...dimensions.get(name) ?? [], ...added])];
}
/** Whether all combinations have the same value of this name. */
function isConstant(flat, name) {
	const expanded = expand(flat);
	if (expanded.type === "rejected") return false;
	return new Set(expanded.tasks.map(({ values }) => values[name])).size === 1;
}
/** The places in a job that read `matrix.NAME`. */
function usesOf(name, { renamed }, job) {
	const paths = [...renamed].filter(([, to]) => to === name).map(([from]) => from);
	const reads = [name.toLowerCase(), ...paths].map((path) => `matrix.${path}`);
	const uses = /* @__PURE__ */ new Set();
	for (const [path, text] of scalarsOf(job)) {
		const flat = text.toLowerCase().replace(/\[\s*'([^']+)'\s*\]/g, ".$1");
		if (!reads.some((read) => new RegExp(`${escaped(read)}(?![\\w-])`).test(flat))) continue;
		const use = useAt(path, job);
		if (use !== void 0) uses.add(use);
	}
	return uses;
}
function escaped(text) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function useAt([key, index, inner], job) {
	if (key === "runs-on") return "machine";
	if (key === "strategy" || key === "name" || key === "continue-on-error") return void 0;
	if (key !== "steps") return "script";
	const step = itemsOf(childOf(job, "steps"))[Number(index)];
	const uses = textOf$1(childOf(step, "uses"));
	if (uses !== void 0) return roleOfAction(uses).type === "setup" ? "setup" : void 0;
	return inner === "name" ? void 0 : "script";
}
function onLinux(flat, name, node, notes) {
	const others = valuesOf(flat, name).filter((value) => isOtherSystem(String(value)));
	if (others.length === 0) return flat;
	notes.push({
		place: placeOf(childOf(node, name) ?? node),
		construct: `${name}: [${others.map(String).join(", ")}]`,
		text: "a mission runs on one machine: leave the other systems in the workflow, with a mission for each",
		kind: "left-out"
	});
	const isKept = (entry) => !others.some((value) => entry.get(name) === value);
	const dimensions = new Map(flat.dimensions);
	const values = dimensions.get(name);
	if (values !== void 0) dimensions.set(name, values.filter((value) => !others.includes(value)));
	const exclude = flat.exclude.filter(isKept);
	for (const entry of flat.include.filter((each) => !isKept(each))) {
		const own = [...entry].filter(([key]) => key !== name && dimensions.has(key));
		const [only, ...more] = own;
		if (only === void 0) continue;
		const [key, value] = only;
		if (more.length > 0) exclude.push(new Map(own));
		else dimensions.set(key, (dimensions.get(key) ?? []).filter((each) => each !== value));
	}
	return {
		...flat,
		dimensions,
		include: flat.include.filter(isKept),
		exclude
	};
}
function fixedNote(name, values, kept, uses, node) {
	const what = uses.has("machine") ? "chooses the runner" : "chooses what a setup action installs";
	return {
		place: placeOf(childOf(node, name) ?? node),
		construct: `${name}: [${values.map(String).join(", ")}]`,
		text: `it only ${what}, so that all its combinations would run the same here: ${String(kept)} is left; to check more versions, call each by its path or with a version manager`,
		kind: "left-out"
	};
}
/** Whether no combination is left. */
function isEmpty({ dimensions, include }) {
	return include.length === 0 && (dimensions.size === 0 || [...dimensions.values()].some((values) => values.length === 0));
}
/** The matrix with one value of a dimension, which then need not be written. */
function without$1(flat, name, kept) {
	const dimensions = new Map(flat.dimensions);
	const wasDimension = dimensions.delete(name);
	const reduce = (entries) => entries.filter((entry) => !wasDimension || !entry.has(name) || entry.get(name) === kept).map((entry) => new Map([...entry].filter(([key]) => key !== name))).filter((entry) => entry.size > 0);
	const include = unique(reduce(flat.include));
	return {
		...flat,
		dimensions,
		include,
		exclude: dimensions.size === 0 ? [] : unique(reduce(flat.exclude))
	};
}
function unique(entries) {
	const seen = /* @__PURE__ */ new Set();
	return entries.filter((entry) => seen.size !== seen.add(JSON.stringify([...entry])).size);
}
/** Undefined if nothing is left that combinations could differ in. */
function draftOf$1({ dimensions, include, exclude }) {
	if (dimensions.size === 0 && include.length === 0) return void 0;
	const isIdle = (entry) => exclude.length === 0 && [...entry].every(([name, value]) => dimensions.get(name)?.includes(value) === true);
	const added = include.filter((entry) => !isIdle(entry));
	return {
		dimensions,
		...added.length === 0 ? {} : { include: added },
		...exclude.length === 0 ? {} : { exclude }
	};
}

// src/convert/github/path-filters.ts
/** Actions that say which files have changed, in place of which a mission has `changed()`. */
const PATH_FILTER = /^(dorny\/paths-filter|AurorNZ\/paths-filter)@/i;
/**
* Expressions in place of the outputs of path filters, by `step.output` in lower case. Each has the values of the output: `'true'` or
* `'false'`.
*/
function pathFilters(job) {
	const found = /* @__PURE__ */ new Map();
	for (const step of itemsOf(childOf(job, "steps"))) {
		const id = textOf$1(childOf(step, "id"));
		const isFilter = PATH_FILTER.test(textOf$1(childOf(step, "uses")) ?? "");
		const filters = textOf$1(childOf(childOf(step, "with"), "filters"));
		if (!isFilter || id === void 0 || filters === void 0) continue;
		const parsed = parseLocated({
			path: "",
			text: filters
		});
		if (parsed.type === "invalid") continue;
		for (const [name, value] of entriesOf(parsed.root)) {
			const patterns = scalarsOf(value).map(([, text]) => text);
			if (patterns.length === 0 || !patterns.every(isTaken)) continue;
			const list = patterns.map((pattern) => `'${pattern.replaceAll("'", "''")}'`).join(", ");
			found.set(`${id}.${name}`.toLowerCase(), `case(changed(${list}), 'true', 'false')`);
		}
	}
	return found;
}
/** Patterns that mean the same in both; alternatives in braces and a leading `!` do not. */
function isTaken(pattern) {
	return /^[^!][^{}()@?+|]*$/.test(pattern) && !pattern.startsWith("/");
}

// src/convert/github/plain-name.ts
/**
* A name of a job or a step. Missions fill in only values of the matrix in names: other expressions are shown as they are written,
* without `${{ }}`.
*/
function plainName(written, scope) {
	if (written === void 0) return void 0;
	const name = (splitTemplate(written) ?? [{
		type: "text",
		text: written.replaceAll("${{", "")
	}]).map((piece) => {
		if (piece.type === "text") return piece.text;
		const taken = takeExpression(piece.text, scope);
		if (taken.type === "refused") return piece.text;
		const literal = literalOf(taken.text);
		if (literal !== void 0) return literal;
		return /^matrix\.[A-Za-z_][A-Za-z0-9_-]*$/.test(taken.text) ? `\${{ ${taken.text} }}` : piece.text;
	}).join("").replace(/\s+/g, " ").trim();
	if (/^\$\{\{[^}]*\}\}$/.test(written.trim()) && !/^\$\{\{|^[\w -]+$/.test(name)) return void 0;
	return name === "" ? void 0 : name;
}

// src/convert/github/expressions/variable-names.ts
/** Names of environment variables for the values of expressions. */
/** Words of a path that say nothing about the value. */
const FILLERS = [
	"outputs",
	"steps",
	"needs",
	"event",
	"inputs"
];
const READ_BY_PROGRAMS = /^(PATH|HOME|SHELL|USER|PWD|OLDPWD|IFS|ENV|CI|LANG|TMPDIR|TERM|NODE_.*|NPM_.*|PYTHON.*|LD_.*|DYLD_.*|BASH_.*|MISSION_.*|GIT_.*|LC_.*)$/;
/** A name that resembles the expression: `matrix.node-version` gives `MATRIX_NODE_VERSION`. */
function variableName(expression) {
	const path = pathOf(expression);
	const words = (path ?? []).filter((segment) => typeof segment === "string");
	const [context = "value", ...rest] = words.length === path?.length ? words : [];
	const named = rest.filter((word) => !FILLERS.includes(word.toLowerCase()));
	const isInput = words.includes("inputs");
	const isOwn = !isInput && FILLERS.includes(context.toLowerCase()) && named.length > 1;
	const name = (isInput ? ["input", ...named.slice(-1)] : isOwn ? named : [context, ...named]).join("_").replace(/[^A-Za-z0-9]+/g, "_").toUpperCase();
	return (/^[A-Z]/.test(name) && !READ_BY_PROGRAMS.test(name) ? name : `VALUE_${name}`).slice(0, 60);
}

// src/convert/github/posix-quoting.ts
const HERE_DOCUMENT = /^<<-?\s*(?:'([^'\n]+)'|"([^"\n]+)"|(\\?)([\w.-]+))/;
/** Knows quotes, comments, command substitutions and here-documents. An unusual script may be misread; it is never refused. */
function createPosixQuoting() {
	const levels = ["plain"];
	const pending = [];
	let document;
	let documentLine = "";
	let isComment = false;
	let isEscaped = false;
	let before = "\n";
	function state() {
		if (document !== void 0) return document.isLiteral ? "literal-document" : "double";
		if (isComment) return "comment";
		const level = levels.at(-1) ?? "plain";
		return level === "group" || level === "backtick" ? "plain" : level;
	}
	function readDocument(character) {
		if (character !== "\n") {
			documentLine += character;
			return;
		}
		if (documentLine.trim() === document?.delimiter) document = pending.shift();
		documentLine = "";
	}
	function readPlain(character, rest) {
		if (character === "\\") isEscaped = true;
		else if (character === "'") levels.push(before === "$" ? "ansi" : "single");
		else if (character === "\"") levels.push("double");
		else if (character === "(") levels.push("group");
		else if (character === ")" && levels.at(-1) === "group") levels.pop();
		else if (character === "`") toggleBacktick();
		else if (character === "#" && /[\s;(&|]/.test(before)) isComment = true;
		else if (character === "<" && before !== "<") noteDocument(rest);
	}
	function noteDocument(rest) {
		const found = HERE_DOCUMENT.exec(rest);
		if (found === null) return;
		const [, single, double, backslash, plain] = found;
		const delimiter = single ?? double ?? plain ?? "";
		pending.push({
			delimiter,
			isLiteral: single !== void 0 || double !== void 0 || backslash !== ""
		});
	}
	function readDouble(character) {
		if (character === "\\") isEscaped = true;
		else if (character === "\"") levels.pop();
		else if (character === "(" && before === "$") levels.push("group");
		else if (character === "`") toggleBacktick();
	}
	function toggleBacktick() {
		if (levels.includes("backtick")) levels.length = levels.lastIndexOf("backtick");
		else levels.push("backtick");
	}
	function readCharacter(character, rest) {
		if (isEscaped) {
			isEscaped = false;
			return;
		}
		if (character === "\n") isComment = false;
		if (isComment) return;
		const level = levels.at(-1) ?? "plain";
		if (level === "single" || level === "ansi") {
			if (level === "ansi" && character === "\\") isEscaped = true;
			else if (character === "'") levels.pop();
		} else if (level === "double") readDouble(character);
		else {
			readPlain(character, rest);
			if (character === "\n" && pending.length > 0) document = pending.shift();
		}
	}
	function read(text) {
		for (let at = 0; at < text.length; at += 1) {
			const character = text.charAt(at);
			if (document !== void 0) readDocument(character);
			else readCharacter(character, character === "<" ? text.slice(at, at + 100) : "");
			before = character;
		}
	}
	return {
		read,
		state
	};
}

// src/convert/github/script.ts
/** Files and variables that a mission calls by other names. */
const RENAMED = [
	[/\bGITHUB_OUTPUT\b/g, "MISSION_OUTPUT"],
	[/\bGITHUB_STEP_SUMMARY\b/g, "MISSION_REPORT"],
	[/\bGITHUB_WORKSPACE\b/g, "MISSION_WORKSPACE"],
	[/echo (["'])::set-output name=([\w-]+)::([^\n]*?)\1/g, "echo $1$2=$3$1 >> \"$MISSION_OUTPUT\""]
];
/** Appends to the file of outputs, in a POSIX shell. */
const APPENDED = />>[ \t]*(["']?)\$\{?MISSION_OUTPUT\}?\1/g;
/**
* The script of a `run` without expressions, which a mission does not evaluate in commands: each becomes a variable. The value of a
* variable is not parsed again as shell syntax, so that no value can become code.
*/
function takeScript({ run, shell, env, areOutputsRead, renames }, scope) {
	const pieces = splitTemplate(run);
	if (pieces === void 0) return {
		type: "refused",
		why: "an expression in it is not closed"
	};
	const writer = writerOf(shell);
	const variables = /* @__PURE__ */ new Map();
	const parts = [];
	for (const [index, piece] of pieces.entries()) {
		if (piece.type === "text") {
			writer?.read(piece.text);
			parts.push(piece.text);
			continue;
		}
		const value = takeValue(piece.text, scope, env, variables);
		if (value.type === "refused") return value;
		const written = value.type === "text" ? value.text : writer?.variable(value.name, isAlone(pieces, index));
		if (written === void 0) {
			const where = writer === void 0 ? `the shell ${shell ?? ""} has` : "a quoted here-document has";
			return {
				type: "refused",
				why: `\${{ ${piece.text} }} cannot be a variable there: ${where} no variables`
			};
		}
		if (value.type === "text") writer?.read(value.text);
		const last = parts.at(-1) ?? "";
		const isOpening = written.startsWith(`'"`) && written.endsWith(`"'`) && last.endsWith("'");
		if (isOpening) parts[parts.length - 1] = last.slice(0, -1);
		parts.push(isOpening ? written.slice(1) : written);
	}
	let text = parts.join("");
	for (const [pattern, replacement] of RENAMED) text = text.replace(pattern, replacement);
	if (!(areOutputsRead || renames.size > 0)) return {
		type: "taken",
		run: text,
		env: variables
	};
	const changed = isPosix(shell) ? text.replace(APPENDED, appending(areOutputsRead, renames)) : text;
	if (changed === text && renames.size > 0) return {
		type: "refused",
		why: `another step has an output ${[...renames.keys()].join(", ")} too: rename one of them`
	};
	text = changed;
	return {
		type: "taken",
		run: text,
		env: variables
	};
}
/** Renames outputs, and hands them to later steps of the task as variables. */
function appending(areOutputsRead, renames) {
	const rules = [...renames].map(([from, to]) => ` -e 's/^${from}\\(=\\|<<\\)/${to}\\1/'`).join("");
	const tee = areOutputsRead ? "| tee -a \"$MISSION_ENV\" " : "";
	return `${rules === "" ? "" : `| sed${rules} `}${tee}>> "$MISSION_OUTPUT"`.replaceAll("$", "$$$$");
}
/** Whether the shell is bash or sh, also as a template; the default is. */
function isPosix(shell) {
	return shell === void 0 || /^(\/\S*\/)?(bash|sh)\b/.test(shell);
}
function takeValue(expression, scope, env, variables) {
	const taken = takeExpression(expression, scope);
	if (taken.type === "refused") return taken;
	const literal = literalOf(taken.text);
	if (literal !== void 0) return {
		type: "text",
		text: literal
	};
	const name = /^env\.([A-Za-z_][A-Za-z0-9_]*)$/i.exec(taken.text)?.[1];
	if (name !== void 0) return {
		type: "variable",
		name
	};
	if (/^github\.workspace$/i.test(taken.text)) return {
		type: "variable",
		name: "MISSION_WORKSPACE"
	};
	const template = `\${{ ${taken.text} }}`;
	return {
		type: "variable",
		name: freeName(variableName(expression), template, env, variables)
	};
}
function freeName(wanted, template, env, variables) {
	for (let number = 1;; number += 1) {
		const name = number === 1 ? wanted : `${wanted}_${number}`;
		const present = env.get(name) ?? variables.get(name);
		if (present === void 0) variables.set(name, template);
		if (present === void 0 || present === template) return name;
	}
}
/** Whether an expression is a whole line, and so a command with everything that belongs to it. */
function isAlone(pieces, index) {
	const [before, after] = [pieces[index - 1], pieces[index + 1]];
	const startsLine = before === void 0 || before.type === "text" && (index === 1 ? /(^|\n)[ \t]*$/ : /\n[ \t]*$/).test(before.text);
	const isLast = index === pieces.length - 2;
	const endsLine = after === void 0 || after.type === "text" && (isLast ? /^[ \t]*(\n|$)/ : /^[ \t]*\n/).test(after.text);
	return startsLine && endsLine;
}
function writerOf(shell) {
	if (isPosix(shell)) return posixWriter();
	if (/^(pwsh|powershell)\b/.test(shell ?? "")) return {
		read: () => {},
		variable: (name) => `\${env:${name}}`
	};
	if (/^cmd\b/.test(shell ?? "")) return {
		read: () => {},
		variable: (name) => `%${name}%`
	};
}
function posixWriter() {
	const quoting = createPosixQuoting();
	return {
		read: quoting.read,
		variable: (name, isAlone) => {
			const state = quoting.state();
			const written = posixVariable(name, state, isAlone);
			if (state !== "single" && state !== "ansi") quoting.read("x");
			return written;
		}
	};
}
function posixVariable(name, state, isAlone) {
	switch (state) {
		case "plain": return isAlone ? `eval "\${${name}}"` : `\${${name}}`;
		case "double": return `\${${name}}`;
		case "single": return `'"\${${name}}"'`;
		case "ansi": return `'"\${${name}}"$'`;
		case "comment": return name;
		case "literal-document": return;
		default: return state;
	}
}

// src/convert/github/variables.ts
/** The variables under `env`. One that only repeats a variable of the caller is left to the environment. */
function takeVariables(node, scope, notes) {
	const taken = /* @__PURE__ */ new Map();
	for (const [name, value] of entriesOf(node)) {
		const written = value.value === null ? "" : textOf$1(value);
		if (written === void 0) {
			notes.push(noteOn(value, "expected a text: write the value"));
			continue;
		}
		const text = takeTemplate(written, scope);
		if (text.type === "refused") notes.push(noteOn(value, `${text.why}: write the value, or let a task compute it`));
		else if (text.text !== `\${{ env.${name} }}`) taken.set(name, text.text);
	}
	return taken;
}

// src/convert/github/working-directory.ts
/**
* A `working-directory`. Missions fill in only values of the matrix there. A folder that depends on a variable, or is outside of the
* root, is entered by the script.
*/
function takeWorkingDirectory(node, scope, outer) {
	const written = textOf$1(node);
	if (written === void 0) return { type: "taken" };
	const pieces = splitTemplate(written.trim());
	if (pieces === void 0) return {
		type: "refused",
		why: "an expression in its `working-directory` is not closed"
	};
	const [path, word] = [[], []];
	let isKnown = true;
	for (const piece of pieces) {
		const found = piece.type === "text" ? {
			path: piece.text,
			word: inQuotes(piece.text)
		} : folderOf(piece.text, scope, outer);
		if (found === void 0) return {
			type: "refused",
			why: `its \`working-directory\` is computed: ${piece.text}`
		};
		word.push("word" in found ? found.word : void 0);
		if (found.path === void 0) isKnown = false;
		else path.push(found.path);
	}
	const joined = path.join("");
	if (!isKnown || isOutside(joined)) {
		if (!word.every((part) => part !== void 0)) return {
			type: "refused",
			why: `its \`working-directory\` is computed: ${written.trim()}`
		};
		return {
			type: "taken",
			cd: `"${word.join("")}"`
		};
	}
	const parts = joined.split("/").filter((part) => part !== "" && part !== ".");
	return parts.length === 0 ? { type: "taken" } : {
		type: "taken",
		path: parts.join("/")
	};
}
function folderOf(expression, scope, outer) {
	if (/^github\.workspace$/i.test(expression)) return {
		path: ".",
		word: `$\{MISSION_WORKSPACE}`
	};
	const taken = takeExpression(expression, scope);
	if (taken.type === "refused") return void 0;
	const literal = literalOf(taken.text);
	if (literal !== void 0) return {
		path: literal,
		word: inQuotes(literal)
	};
	if (/^matrix\.[A-Za-z_][A-Za-z0-9_-]*$/.test(taken.text)) return { path: `\${{ ${taken.text} }}` };
	const name = /^env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(taken.text)?.[1];
	if (name === void 0) return void 0;
	const value = outer.get(name);
	return value === void 0 || value.includes("${{") ? { word: `\${${name}}` } : {
		path: value,
		word: inQuotes(value)
	};
}
function isOutside(path) {
	if (/^[/~\\]|^[A-Za-z]:/.test(path)) return true;
	let depth = 0;
	for (const part of path.split(/[\\/]/)) {
		if (part === "..") depth -= 1;
		else if (part !== "" && part !== ".") depth += 1;
		if (depth < 0) return true;
	}
	return false;
}
function inQuotes(text) {
	return text.replace(/[\\"$`]/g, "\\$&").replace(/^~\//, "$HOME/");
}

// src/convert/github/steps.ts
/** A pipe: the shell of workflows without `shell` ignores how the commands before the last one end. */
const PIPE = /(^|[^|>])\|(?![|])/;
/** The shell of workflows without `shell`, which has no `pipefail`. */
const PLAIN_BASH = "bash -e {0}";
const KNOWN_KEYS$3 = [...[
	"name",
	"id",
	"if",
	"run",
	"uses",
	"with",
	"env",
	"shell",
	"working-directory",
	"continue-on-error"
], "timeout-minutes"];
/** The steps of a job. Notes about a step that was not taken belong to the next one that was. */
function takeSteps(job, scope, defaults, outer) {
	const [steps, before, artifacts] = [
		[],
		[],
		[]
	];
	let notes = [];
	const read = outputsRead(job);
	for (const node of itemsOf(childOf(job, "steps"))) {
		const id = textOf$1(childOf(node, "id"));
		const uses = childOf(node, "uses");
		const retried = retriedCommand(node);
		if (uses !== void 0 && retried === void 0) {
			const fate = takeAction(node, uses, scope, {
				before,
				notes,
				artifacts
			});
			if (id !== void 0) scope.steps.set(id.toLowerCase(), fate);
			continue;
		}
		const isRead = id !== void 0 && read.has(id.toLowerCase());
		const step = takeRun(node, scope, {
			defaults,
			outer,
			notes,
			isRead
		});
		if (id !== void 0) scope.steps.set(id.toLowerCase(), step === void 0 ? "left-out" : "run");
		if (step === void 0) continue;
		steps.push(notes.length === 0 ? step : {
			...step,
			notes
		});
		notes = [];
	}
	return {
		steps,
		before,
		artifacts,
		notes
	};
}
/** The ids of steps whose outputs other steps of the job read, in lower case. */
function outputsRead(job) {
	const steps = childOf(job, "steps");
	const ids = (steps === void 0 ? [] : scalarsOf(steps).map(([, text]) => text)).flatMap((text) => [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\b/gi)].map(([, id = ""]) => id));
	return new Set(ids.map((id) => id.toLowerCase()));
}
function takeAction(node, uses, scope, found) {
	const name = textOf$1(uses) ?? "";
	const { type } = roleOfAction(name);
	const note = (text, kind = "left-out") => ({
		...noteOn(uses, text, kind),
		construct: `uses: ${oneLine(name)}`
	});
	switch (type) {
		case "checkout":
		case "setup": {
			const construct = `${name}${inputsOf(childOf(node, "with"), scope)}`;
			found.before.push({
				place: placeOf(uses),
				construct: oneLine(construct),
				text: "do once before the mission, in the steps of its job or on your machine",
				kind: "changed"
			});
			return "before";
		}
		case "upload": {
			const paths = artifactPaths(node, scope);
			if (paths === void 0) found.notes.push(note("name the files under `artifacts` of the task"));
			else found.artifacts.push(...paths);
			return "left-out";
		}
		case "download": {
			const path = textOf$1(childOf(childOf(node, "with"), "path"));
			const isSame = path === void 0 || scope.uploads.has(plainPath(path));
			found.notes.push(note("all tasks share one folder: the files are where the task that made them has left them", isSame ? "changed" : "left-out"));
			return "left-out";
		}
		case "verdict":
			found.notes.push(note("the mission itself succeeds only if everything has", "changed"));
			return "left-out";
		case "other":
			found.notes.push(note(adviceOnAction(name)));
			return "left-out";
		default: return type;
	}
}
function inputsOf(inputs, scope) {
	const shown = entriesOf(inputs).flatMap(([key, value]) => {
		const text = textOf$1(value);
		if (text === void 0 || /token|key|secret/i.test(key)) return [];
		const taken = takeTemplate(text, scope);
		return [`${key}: ${(taken.type === "taken" ? taken.text : text).trim().split("\n").join(", ")}`];
	});
	return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}
/** The command of an action that repeats it until it succeeds. */
function retriedCommand(step) {
	return /^nick-(fields|invision)\/retry@/.test(textOf$1(childOf(step, "uses")) ?? "") ? childOf(childOf(step, "with"), "command") : void 0;
}
/** A path without `./` in front and `/` at the end. */
function plainPath(path) {
	return path.trim().replace(/^\.\//, "").replace(/\/$/, "");
}
/** Undefined if the files cannot be named in the mission, or may be missing. */
function artifactPaths(node, scope) {
	const inputs = childOf(node, "with");
	const path = textOf$1(childOf(inputs, "path"));
	if (path === void 0 || childOf(node, "if") !== void 0) return void 0;
	if (textOf$1(childOf(inputs, "if-no-files-found")) === "ignore") return void 0;
	const taken = takeTemplate(path, scope);
	if (taken.type === "refused") return void 0;
	const paths = taken.text.split("\n").map((line) => line.trim().replace(/^\.\//, "").replace(/\/$/, ""));
	const isInside = (each) => /^[^/~!$\\][^\\:]*$/.test(each) && !each.split("/").includes("..");
	const written = paths.filter((each) => each !== "");
	return written.length > 0 && written.every((each) => isInside(each) && !each.includes("${{")) ? written : void 0;
}
/** Undefined if the step never runs in the mission. */
function takeRun(node, scope, { defaults, outer, notes, isRead }) {
	const retried = retriedCommand(node);
	const written = childOf(node, "run") ?? retried;
	const run = textOf$1(written);
	if (written === void 0 || run === void 0 || run.trim() === "") {
		notes.push(noteOn(node, "a step of a mission runs a command: write `run`"));
		return;
	}
	if (retried !== void 0) notes.push(noteOn(retried, "it runs once here: write `retry` in the task", "changed"));
	const condition = conditionOf(childOf(node, "if"), scope, notes);
	if (condition.type === "never") {
		notes.push(noteOn(childOf(node, "if") ?? node, "it is never true here, so the step is left out"));
		return;
	}
	for (const [key, value] of entriesOf(node)) if (!KNOWN_KEYS$3.includes(key)) notes.push(noteOn(value, "a step of a mission has nothing like it"));
	const env = takeVariables(childOf(node, "env"), scope, notes);
	const shell = textOf$1(childOf(node, "shell")) ?? defaults.shell;
	const id = textOf$1(childOf(node, "id"));
	const renames = scope.outputNames.renamesOf(id ?? "");
	const script = takeScript({
		run,
		shell,
		env: new Map([...outer, ...env]),
		areOutputsRead: isRead,
		renames
	}, scope);
	const folder = takeWorkingDirectory(childOf(node, "working-directory") ?? defaults.workingDirectory, scope, outer);
	const name = plainName(textOf$1(childOf(node, "name")), scope);
	const timeout = childOf(node, "timeout-minutes");
	const base = {
		...name === void 0 ? {} : { name },
		...id === void 0 ? {} : { id },
		...condition.type === "condition" ? { if: condition.text } : {},
		...timeout === void 0 ? {} : minutes(timeout, notes),
		...flag(childOf(node, "continue-on-error"), notes)
	};
	if (script.type === "refused" || folder.type === "refused") {
		const why = script.type === "refused" ? script.why : folder.type === "refused" ? folder.why : "";
		notes.push(noteOn(written, `${why}: the step fails until you write it`));
		const { file, line } = placeOf(written);
		return {
			...base,
			run: `echo "not converted: ${file.replace(/[^\w./ -]/g, "_")}:${line}" >&2\nexit 1\n`,
			shell: "sh"
		};
	}
	const command = folder.cd === void 0 ? script.run : `cd ${folder.cd}\n${script.run}`;
	if (folder.cd !== void 0 && !isPosix(shell)) notes.push(noteOn(node, "its folder is computed: write `working-directory`"));
	const variables = new Map([...env, ...script.env]);
	const usual = shell === void 0 && PIPE.test(run) ? PLAIN_BASH : shell;
	return {
		...base,
		run: command,
		...variables.size === 0 ? {} : { env: variables },
		...usual === void 0 || usual === "bash" ? {} : { shell: usual },
		...folder.path === void 0 ? {} : { workingDirectory: folder.path }
	};
}
/** `timeout-minutes` as a duration. */
function minutes(node, notes) {
	const value = Number(textOf$1(node));
	if (!(value > 0) || value > 3e4) {
		notes.push(noteOn(node, "expected a number of minutes: write `timeout`"));
		return {};
	}
	if (Number.isInteger(value)) return { timeout: value % 60 === 0 ? `${value / 60}h` : `${value}m` };
	return { timeout: `${Math.max(1, Math.round(value * 60))}s` };
}
/** `continue-on-error`, if it is a constant. */
function flag(node, notes) {
	const text = textOf$1(node)?.trim();
	if (node === void 0 || text === "false" || /^\$\{\{\s*false\s*\}\}$/.test(text ?? "")) return {};
	if (text === "true" || /^\$\{\{\s*true\s*\}\}$/.test(text ?? "")) return { continueOnError: true };
	notes.push(noteOn(node, "it is computed, and a failure counts here: write `continue-on-error: true` to allow it"));
	return {};
}

// src/convert/github/jobs.ts
/** Keys of a job that need no note: they are taken, or decide only where the workflow runs the job. */
const KNOWN_KEYS$2 = [...[
	"name",
	"needs",
	"if",
	"runs-on",
	"env",
	"steps",
	"strategy",
	"services",
	"outputs",
	"defaults",
	"uses",
	"with"
], ...[
	"timeout-minutes",
	"continue-on-error",
	"secrets",
	"environment"
]];
const ADVICE$1 = {
	container: "the steps run on this machine: install what the image has, or write `docker run` into the commands",
	concurrency: "write it in the workflow that runs the mission; for jobs that exclude each other, write `locks`",
	permissions: "write it in the job that runs the mission",
	environment: "leave it as a job of its own"
};
function planJob(key, node, idOf) {
	const matrix = takeMatrix(node);
	const base = {
		key,
		node,
		needs: itemsOf(childOf(node, "needs")).flatMap((item) => textOf$1(item) ?? []),
		matrix,
		outputs: outputsOf(node)
	};
	const leftOut = reasonToLeave(key, node, matrix);
	return leftOut === void 0 ? {
		...base,
		id: idOf(key)
	} : {
		...base,
		leftOut
	};
}
function reasonToLeave(key, node, matrix) {
	const leave = (text, at = node) => ({
		place: placeOf(at),
		construct: `job ${oneLine(key)}`,
		text,
		kind: "left-out"
	});
	const uses = childOf(node, "uses");
	if (uses !== void 0) return leave(`it calls the workflow ${oneLine(textOf$1(uses) ?? "")}: convert that file too, or leave the job in the workflow`);
	if (childOf(node, "environment") !== void 0) return leave("an environment may need an approval and has secrets of its own: leave it as a job of its own");
	const runsOn = runsOnOf(node);
	if (runsOn !== void 0 && isOnOtherSystem(runsOn.text)) return leave(`it runs on ${oneLine(runsOn.text)}: leave it in the workflow, or run a mission there`);
	if (matrix.type === "refused") return leave(`${matrix.why}: leave it in the workflow, or write the values`);
	const steps = itemsOf(childOf(node, "steps"));
	if (steps.length === 0) return leave("it has no steps");
	if (steps.some(isCommand)) return void 0;
	const outputs = [...outputsOf(node).values()];
	if (outputs.length > 0 && outputs.length === entriesOf(childOf(node, "outputs")).length && outputs.every(({ type }) => type === "expression")) return {
		...leave("what reads its outputs calls `changed()` instead"),
		kind: "changed"
	};
	const actions = steps.flatMap((step) => textOf$1(childOf(step, "uses")) ?? []);
	if (actions.some((each) => roleOfAction(each).type === "verdict")) return {
		...leave("the mission itself succeeds only if everything has: require its job instead"),
		kind: "changed"
	};
	const others = actions.filter((each) => !["checkout", "setup"].includes(roleOfAction(each).type));
	return leave(`it runs no command, only actions${others.length === 0 ? "" : ` (${oneLine(others.join(", "))})`}: leave it in the workflow`);
}
/** Whether a mission can run the step. */
function isCommand(step) {
	return childOf(step, "run") !== void 0 || retriedCommand(step) !== void 0;
}
function outputsOf(job) {
	const steps = itemsOf(childOf(job, "steps"));
	const commands = new Set(steps.filter(isCommand).flatMap((step) => textOf$1(childOf(step, "id"))?.toLowerCase() ?? []));
	const filters = pathFilters(job);
	const names = outputNames(job);
	const found = /* @__PURE__ */ new Map();
	for (const [name, value] of entriesOf(childOf(job, "outputs"))) {
		const [, step = "", output = ""] = /^\s*\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}\s*$/i.exec(textOf$1(value) ?? "") ?? [];
		const filter = filters.get(`${step}.${output}`.toLowerCase());
		if (filter !== void 0) found.set(name.toLowerCase(), {
			type: "expression",
			text: filter
		});
		if (!commands.has(step.toLowerCase())) continue;
		found.set(name.toLowerCase(), {
			type: "written",
			name: names.nameOf(step, output)
		});
	}
	return found;
}
function takeJob(job, id, context) {
	const { node } = job;
	const { matrix } = job;
	const notes = matrix.type === "taken" ? [...matrix.notes] : [];
	const scope = {
		needs: neededBy(job, context.jobs),
		matrix: matrix.type === "taken" ? matrix.names : NO_MATRIX,
		steps: /* @__PURE__ */ new Map(),
		actionOutputs: pathFilters(node),
		outputNames: outputNames(node),
		uploads: context.uploads,
		ports: /* @__PURE__ */ new Map(),
		secrets: context.secrets,
		configuration: context.configuration
	};
	const ofFile = [];
	noteKeys(node, notes, ofFile);
	const needs = needsOf(job, context.jobs, notes);
	const services = context.services.take(node, scope, notes);
	const inner = {
		...scope,
		ports: services.ports
	};
	const condition = conditionOf(childOf(node, "if"), inner, notes);
	if (condition.type === "never") {
		const note = { ...noteOn(childOf(node, "if") ?? node, "its condition is never true here, so the job is left out") };
		return {
			before: [],
			notes: [
				...ofFile,
				...notes,
				note
			]
		};
	}
	const env = takeVariables(childOf(node, "env"), inner, notes);
	const defaults = {
		...context.defaults,
		...runDefaults(node)
	};
	const taken = takeSteps(node, inner, defaults, new Map([...context.env, ...env]));
	notes.push(...taken.notes);
	if (taken.steps.length === 0) return {
		before: taken.before,
		notes: [...notes, noteOn(node, "none of its steps ever runs here, so the job is left out")]
	};
	const name = plainName(textOf$1(childOf(node, "name")), inner);
	const timeout = childOf(node, "timeout-minutes");
	const { continueOnError } = flag(childOf(node, "continue-on-error"), notes);
	const lifted = liftCommon(taken.steps);
	return {
		entry: {
			id,
			kind: isCheckJob(id, name, taken.steps) ? "test" : "task",
			...name === void 0 || name === id ? {} : { name },
			needs,
			...lifted,
			...env.size === 0 ? {} : { env },
			...matrix.type === "taken" && matrix.matrix !== void 0 ? { matrix: matrix.matrix } : {},
			...condition.type === "condition" ? { if: condition.text } : {},
			...timeout === void 0 ? {} : minutes(timeout, notes),
			...continueOnError === void 0 ? {} : { allowFailure: true },
			...services.ids.length === 0 ? {} : { services: services.ids },
			...taken.artifacts.length === 0 ? {} : { artifacts: [...new Set(taken.artifacts)] },
			notes,
			place: placeOf(node)
		},
		before: taken.before,
		notes: ofFile
	};
}
function neededBy({ needs }, jobs) {
	const found = needs.flatMap((key) => {
		const job = jobs.get(key);
		if (job === void 0) return [];
		const { id, matrix, outputs } = job;
		const written = matrix.type === "taken" ? matrix.matrix : void 0;
		const combinations = id === void 0 || written === void 0 ? void 0 : combinationIds(id, written);
		return [[key.toLowerCase(), {
			id,
			outputs,
			combinations
		}]];
	});
	return new Map(found);
}
function needsOf(job, jobs, notes) {
	const ids = [];
	const missing = [];
	for (const key of job.needs) {
		const needed = jobs.get(key);
		if (needed?.id !== void 0) ids.push(needed.id);
		else if (needed?.leftOut?.kind !== "changed" && !isOnlyFilter(needed)) missing.push(key);
	}
	if (missing.length > 0) {
		const construct = oneLine(`needs: ${missing.join(", ")}`);
		notes.push({
			place: placeOf(childOf(job.node, "needs") ?? job.node),
			construct,
			text: "not in the mission, so that this does not wait for it",
			kind: "left-out"
		});
	}
	return [...new Set(ids)];
}
/** Whether everything that others read of a job is known without it. */
function isOnlyFilter(job) {
	const outputs = [...job?.outputs.values() ?? []];
	return outputs.length > 0 && outputs.every(({ type }) => type === "expression");
}
function noteKeys(node, notes, ofFile) {
	for (const [key, value] of entriesOf(node)) if (key === "permissions") ofFile.push(noteOn(value, ADVICE$1[key] ?? ""));
	else if (!KNOWN_KEYS$2.includes(key)) notes.push(noteOn(value, ADVICE$1[key] ?? "a mission has nothing like it"));
	const runsOn = runsOnOf(node);
	if (runsOn !== void 0 && !/^(ubuntu-(latest|slim|\d+\.\d+)(?![\w-])|\$\{\{\s*matrix\..*|self-hosted|linux|, )+$/i.test(runsOn.text)) {
		const construct = `runs-on: ${oneLine(runsOn.text)}`;
		notes.push({
			...noteOn(runsOn.node, "all tasks run on the machine of the mission: choose one like it"),
			construct
		});
	}
	const parallel = childOf(childOf(node, "strategy"), "max-parallel");
	if (parallel !== void 0) notes.push(noteOn(parallel, "the gate decides how many run at once; write `pools` for a limit"));
}
/** `defaults.run` of a job or of the workflow; without what it does not set. */
function runDefaults(node) {
	const run = childOf(childOf(node, "defaults"), "run");
	const [shell, workingDirectory] = [textOf$1(childOf(run, "shell")), childOf(run, "working-directory")];
	return {
		...shell === void 0 ? {} : { shell },
		...workingDirectory === void 0 ? {} : { workingDirectory }
	};
}
function isCheckJob(id, name, steps) {
	const commands = steps.map(({ run }) => run);
	if (kindOfName(id) !== "unclear") return isCheck(id, commands);
	return isCheck(name ?? "", commands);
}
/** What all steps have in common is written once, in the entry. */
function liftCommon(steps) {
	const [first] = steps;
	const folder = steps.every((step) => step.workingDirectory === first?.workingDirectory) ? first?.workingDirectory : void 0;
	const shell = steps.every((step) => step.shell === first?.shell) ? first?.shell : void 0;
	return {
		steps: steps.map(({ workingDirectory, shell: own, ...rest }) => ({
			...rest,
			...folder === void 0 && workingDirectory !== void 0 ? { workingDirectory } : {},
			...shell === void 0 && own !== void 0 ? { shell: own } : {}
		})),
		...folder === void 0 ? {} : { workingDirectory: folder },
		...shell === void 0 ? {} : { shell }
	};
}

// src/convert/github/services.ts
/** Lines of logs after which well-known images accept connections, by a part of their name. */
const READY_LINES = [
	[/postgres|postgis|pgvector|timescale/, "listening on IPv4 address"],
	[/mysql|mariadb/, "port: 3306"],
	[/redis|valkey|keydb/, "Ready to accept connections"],
	[/mongo/, "Waiting for connections"],
	[/rabbitmq/, "Server startup complete"],
	[/memcached/, ""]
];
const KNOWN_KEYS$1 = [
	"image",
	"env",
	"ports",
	"options"
];
/** Services with an image become services that run `docker run`. */
function createServices(idOf) {
	const found = /* @__PURE__ */ new Map();
	return {
		services: () => [...found.values()],
		take(job, scope, notes) {
			const ids = [];
			const ports = /* @__PURE__ */ new Map();
			for (const [name, node] of entriesOf(childOf(job, "services"))) {
				const request = readService(name, node, scope, notes);
				if (request === void 0) continue;
				for (const [container, host] of request.ports) ports.set(`${name}:${container}`, host);
				const key = JSON.stringify([
					request.image,
					request.options,
					[...request.ports],
					[...request.env]
				]);
				const service = found.get(key) ?? serviceOf(idOf(name, "service"), request);
				found.set(key, service);
				ids.push(service.id);
			}
			return {
				ids,
				ports
			};
		}
	};
}
function readService(name, node, scope, notes) {
	const image = textOf$1(childOf(node, "image")) ?? textOf$1(node);
	const options = (textOf$1(childOf(node, "options")) ?? "").trim().replace(/\s*\n\s*/g, " ");
	const written = itemsOf(childOf(node, "ports")).map((item) => textOf$1(item) ?? "");
	const refuse = (why) => {
		const text = `${why}: write a service with \`docker run\` and \`ready\``;
		notes.push({
			...noteOn(node, text),
			construct: `services: ${name}`
		});
	};
	if (image === void 0 || image === "") return refuse("it has no image");
	if ([
		image,
		options,
		...written
	].some((text) => text.includes("${{"))) return refuse("its image, options or ports are computed");
	const own = [];
	const ports = /* @__PURE__ */ new Map();
	for (const text of written) {
		const [container = "", host] = text.replace(/\/(tcp|udp)$/, "").split(":").reverse();
		if (!/^\d+$/.test(container) || host !== void 0 && !/^\d+$/.test(host)) return refuse(`its port is ${text}`);
		ports.set(container, host ?? container);
	}
	if (ports.size === 0) return refuse("it has no port on this machine");
	for (const [key, value] of entriesOf(node)) if (!KNOWN_KEYS$1.includes(key)) own.push(noteOn(value, "write it as an option of `docker run`"));
	return {
		node,
		image,
		options,
		ports,
		env: takeVariables(childOf(node, "env"), scope, own),
		notes: own
	};
}
function serviceOf(id, { node, image, options, ports, env, notes }) {
	const container = `mission-${id.replace(/[^A-Za-z0-9_.-]/g, "-")}`;
	return {
		id,
		run: [
			...["docker run --rm --name", container],
			...[...ports].map(([inside, host]) => `-p ${host}:${inside}`),
			...[...env.keys()].map((name) => `-e ${inShell(name)}`),
			...options === "" ? [] : [options],
			inShell(image)
		].join(" "),
		...env.size === 0 ? {} : { env },
		ready: readySign(image, options, container),
		readyTimeout: "2m",
		notes,
		place: placeOf(node)
	};
}
function readySign(image, options, container) {
	const line = READY_LINES.find(([pattern]) => pattern.test(image))?.[1] ?? "";
	if (/--health-cmd/.test(options)) return { command: `docker inspect --format '{{.State.Health.Status}}' ${container} | grep -qx healthy` };
	if (line !== "") return { log: line };
	return { command: `docker inspect --format '{{.State.Running}}' ${container} | grep -qx true` };
}
function inShell(text) {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

// src/convert/github/share-services.ts
/**
* In a workflow, each job and each combination of a matrix has services of its own. In a mission they share them, so that two of them
* would work in one database at once: a lock lets them run one after the other.
*/
function shareServices(entries) {
	const users = /* @__PURE__ */ new Map();
	for (const { services = [], matrix } of entries) for (const id of services) users.set(id, (users.get(id) ?? 0) + (matrix === void 0 ? 1 : 2));
	return entries.map((entry) => {
		const shared = (entry.services ?? []).filter((id) => (users.get(id) ?? 0) > 1);
		if (shared.length === 0) return entry;
		const note = {
			place: entry.place,
			construct: `services: ${shared.join(", ")}`,
			text: "each job had its own; without the lock, several tasks would use one at the same time",
			kind: "changed"
		};
		return {
			...entry,
			locks: shared,
			notes: [...entry.notes, note]
		};
	});
}

// src/convert/github/read-workflow.ts
/** Top-level keys with what they become, or what to do about them. */
const ADVICE = {
	permissions: "write it in the workflow that runs the mission",
	concurrency: "write it in the workflow that runs the mission",
	"run-name": "write it in the workflow that runs the mission"
};
const KNOWN_KEYS = [
	"name",
	"on",
	"env",
	"defaults",
	"jobs"
];
/** Reads a workflow of GitHub Actions. */
function readWorkflow(file) {
	const parsed = parseLocated(file);
	if (parsed.type === "invalid") return {
		type: "unreadable",
		diagnostics: parsed.diagnostics
	};
	const { root } = parsed;
	const jobs = childOf(root, "jobs");
	if (!isMapping(jobs) || entriesOf(jobs).length === 0) return noJobs(file, root);
	return {
		type: "read",
		draft: draftOf(file, root, jobs)
	};
}
function noJobs(file, root) {
	const { line, column, endLine, endColumn } = root.source.keyPlace(["jobs"]);
	return {
		type: "unreadable",
		diagnostics: [{
			file: file.path,
			line,
			column,
			endLine,
			endColumn,
			severity: "error",
			code: "no-jobs",
			message: "expected a workflow with `jobs`, found none",
			hint: "a workflow of GitHub Actions has jobs; what else can be converted is listed in the documentation"
		}]
	};
}
function draftOf(file, root, jobs) {
	const [secrets, configuration] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	const notes = [];
	for (const [key, value] of entriesOf(root)) if (!KNOWN_KEYS.includes(key)) notes.push(noteOn(value, ADVICE[key] ?? "a mission has nothing like it"));
	const idOf = createIds();
	const planned = new Map(entriesOf(jobs).map(([key, node]) => [key, planJob(key, node, (name) => idOf(name, "job"))]));
	const env = takeVariables(childOf(root, "env"), outerScope(secrets, configuration), notes);
	const services = createServices(idOf);
	const context = {
		jobs: planned,
		defaults: runDefaults(root),
		env,
		services,
		secrets,
		configuration,
		uploads: uploadsOf(jobs)
	};
	const entries = [];
	const before = [];
	for (const job of planned.values()) {
		if (job.leftOut !== void 0) notes.push(job.leftOut);
		if (job.id === void 0) continue;
		const taken = takeJob(job, job.id, context);
		before.push(...taken.before);
		notes.push(...taken.notes);
		if (taken.entry !== void 0) entries.push(taken.entry);
	}
	const known = new Set(entries.map(({ id }) => id));
	const linked = entries.map((entry) => ({
		...entry,
		needs: entry.needs.filter((id) => known.has(id))
	}));
	const used = new Set(linked.flatMap((entry) => entry.services ?? []));
	const shared = shareServices(shareSteps(linked, idOf));
	const inputs = takeInputs(childOf(root, "on"), notes);
	return {
		file: file.path,
		name: textOf$1(childOf(root, "name"))?.replaceAll("${{", "").trim() || lastPart(file.path).replace(/\.ya?ml$/, ""),
		before: [...before, ...givenNotes(root, secrets, configuration)],
		entries: withTask$1(shared),
		services: services.services().filter(({ id }) => used.has(id)),
		...env.size === 0 ? {} : { env },
		...secrets.size === 0 ? {} : { secrets: [...secrets] },
		...inputs.size === 0 ? {} : { inputs },
		notes,
		jobs: countJobs([...planned.values()], known)
	};
}
function withTask$1(entries) {
	const id = taskAmongChecks(entries);
	return entries.map((entry) => entry.id === id ? {
		...entry,
		kind: "task"
	} : entry);
}
function countJobs(jobs, known) {
	let [taken, left] = [0, 0];
	for (const { id, matrix } of jobs) {
		const all = matrix.jobs ?? 1;
		const own = id !== void 0 && known.has(id) && matrix.type === "taken" ? matrix.combinations : 0;
		taken += own;
		left += Math.max(0, all - own);
	}
	return {
		taken,
		left
	};
}
/** The paths that all jobs upload. */
function uploadsOf(jobs) {
	const paths = entriesOf(jobs).flatMap(([, job]) => itemsOf(childOf(job, "steps"))).filter((step) => /^actions\/upload-artifact@/.test(textOf$1(childOf(step, "uses")) ?? "")).flatMap((step) => textOf$1(childOf(childOf(step, "with"), "path"))?.split("\n") ?? []);
	return new Set(paths.map(plainPath));
}
/** Secrets and configuration variables, which the step that runs the mission passes on. */
function givenNotes(root, secrets, configuration) {
	const texts = scalarsOf(root);
	const note = (context, name) => {
		const pattern = new RegExp(`\\b${context}(\\.|\\[')${name}\\b`, "i");
		const path = texts.find(([, text]) => pattern.test(text))?.[0];
		return {
			place: placeOf(path === void 0 ? root : {
				...root,
				path
			}),
			construct: oneLine(`${name}: \${{ ${context}.${name} }}`),
			text: "pass on in `env` of the step that runs the mission",
			kind: "changed"
		};
	};
	return [...[...secrets].map((name) => note("secrets", name)), ...[...configuration].map((name) => note("vars", name))];
}

// src/convert/assemble/readers.ts
/** Readers by the name of the file; the first that fits reads it. */
const READERS = [];
/** The reader of a file. A YAML file of another name is read as a workflow. */
function readerOf({ path }) {
	return READERS.find(({ name }) => name.test(path))?.read ?? readWorkflow;
}

// src/convert/assemble/repair.ts
/**
* What the checks of missions refuse is taken out of a draft, with a note that has the reason. Readers know what a mission accepts;
* this is for what they miss.
*
* @param text the mission as it was written, in which the diagnostic has its place
*/
function repair(draft, text, { line, column, message }) {
	const [part, id, ...rest] = pathAt(text, line, column).map(String);
	if (part === "tasks" || part === "tests") {
		const entry = draft.entries.find((each) => each.id === id);
		if (entry === void 0) return draft;
		const changed = repairEntry(entry, rest, message);
		if (changed !== void 0) return withEntry(draft, changed);
		return without(draft, entry.id, {
			...noteAt(entry, entry.id, message),
			construct: `${entry.kind} ${entry.id}`
		});
	}
	if (part === "services" && id !== void 0) {
		const service = draft.services.find((each) => each.id === id);
		if (service === void 0) return draft;
		return without(draft, service.id, { ...noteAt(service, `service ${id}`, message) });
	}
	const note = {
		place: {
			file: draft.file,
			line: 1
		},
		construct: [part, id].join(" "),
		text: message,
		kind: "left-out"
	};
	const notes = [...draft.notes, note];
	if (part === "env") return {
		...draft,
		notes,
		env: withoutName(draft.env, id)
	};
	if (part === "inputs") return {
		...draft,
		notes,
		inputs: new Map([...draft.inputs ?? []].filter(([name]) => name !== id))
	};
	if (part === "secrets") return {
		...draft,
		notes,
		secrets: void 0
	};
	return part === "name" ? {
		...draft,
		notes,
		name: "Mission"
	} : draft;
}
/** The keys that lead to a place of a YAML text. */
function pathAt(text, line, column) {
	const offset = text.split("\n").slice(0, line - 1).reduce((total, each) => total + each.length + 1, 0) + column - 1;
	const path = [];
	let node = (0, import_dist.parseDocument)(text).contents;
	for (;;) if ((0, import_dist.isMap)(node)) {
		const pair = node.items.filter(({ key }) => (0, import_dist.isScalar)(key) && (key.range?.[0] ?? Number.POSITIVE_INFINITY) <= offset).at(-1);
		if (pair === void 0 || !(0, import_dist.isScalar)(pair.key)) return path;
		path.push(String(pair.key.value));
		node = pair.value;
	} else if ((0, import_dist.isSeq)(node)) {
		const index = node.items.map((item) => (0, import_dist.isMap)(item) || (0, import_dist.isScalar)(item) || (0, import_dist.isSeq)(item) ? item.range?.[0] ?? 0 : 0).findLastIndex((start) => start <= offset);
		if (index === -1) return path;
		path.push(index);
		node = node.items[index];
	} else return path;
}
function noteAt({ place }, construct, text) {
	return {
		place,
		construct,
		text: text.replaceAll("\n", " "),
		kind: "left-out"
	};
}
/** Undefined if the entry cannot be kept. */
function repairEntry(entry, [key, name, inner, variable], message) {
	const note = noteAt(entry, [
		key,
		name,
		inner,
		variable
	].filter((each) => each !== void 0).join("."), message);
	const noted = {
		...entry,
		notes: [...entry.notes, note]
	};
	switch (key) {
		case "if": return entry.if === "false" ? void 0 : {
			...noted,
			if: "false"
		};
		case "env": return {
			...noted,
			env: withoutName(entry.env, name),
			steps: entry.steps.map((step) => ({
				...step,
				env: withoutName(step.env, name)
			}))
		};
		case "needs": return {
			...noted,
			needs: []
		};
		case "run":
		case "working-directory": return {
			...noted,
			workingDirectory: void 0,
			steps: entry.steps.map(failing)
		};
		case "steps": return {
			...noted,
			steps: entry.steps.map((step, index) => String(index) === name ? repairStep(step, inner, variable) : step)
		};
		case "shell": return {
			...noted,
			shell: void 0,
			steps: entry.steps.map((step) => failing({
				...step,
				shell: void 0
			}))
		};
		case "name": return {
			...noted,
			name: void 0,
			steps: entry.steps.map((step) => ({
				...step,
				name: void 0
			}))
		};
		case "artifacts": return {
			...noted,
			artifacts: void 0
		};
		case "timeout": return {
			...noted,
			timeout: void 0
		};
		case "services": return {
			...noted,
			services: void 0
		};
		case "locks": return {
			...noted,
			locks: void 0
		};
		case "paths": return {
			...noted,
			paths: void 0,
			if: "false"
		};
		case "secrets": return {
			...noted,
			secrets: void 0
		};
		default: return;
	}
}
function repairStep(step, key, variable) {
	switch (key) {
		case "if": return {
			...step,
			if: "false"
		};
		case "env": return {
			...step,
			env: withoutName(step.env, variable)
		};
		case "id": return {
			...step,
			id: void 0
		};
		case "name": return {
			...step,
			name: void 0
		};
		case "timeout": return {
			...step,
			timeout: void 0
		};
		default: return failing(step);
	}
}
/** A step that cannot be kept must not count as passed. */
function failing({ run: _, shell: __, workingDirectory: ___, env: ____, ...step }) {
	return {
		...step,
		run: "echo \"this step was not converted\" >&2\nexit 1\n",
		shell: "sh"
	};
}
function withoutName(env, name) {
	return env === void 0 ? void 0 : new Map([...env].filter(([each]) => each !== name));
}
function withEntry(draft, entry) {
	return {
		...draft,
		entries: draft.entries.map((each) => each.id === entry.id ? entry : each)
	};
}
/** Without an entry or a service, and without what names it. */
function without(draft, id, note) {
	const others = (ids) => {
		const left = ids?.filter((each) => each !== id);
		return left?.length === 0 ? void 0 : left;
	};
	return {
		...draft,
		entries: draft.entries.filter((entry) => entry.id !== id).map((entry) => ({
			...entry,
			needs: others(entry.needs) ?? [],
			services: others(entry.services),
			locks: others(entry.locks)
		})),
		services: draft.services.filter((service) => service.id !== id),
		notes: [...draft.notes, note]
	};
}

// src/convert/assemble/convert.ts
/** A source has fewer parts than this, so repairing them one by one ends. */
const MOST_REPAIRS = 2e3;
/**
* Turns files of a project into one mission.
*
* @param others texts of further files by path, which readers may look at
* @param name under which diagnostics would show the mission
*/
function convert(files, others = /* @__PURE__ */ new Map(), name = "mission.yml") {
	const readings = files.map((file) => readerOf(file)(file, others));
	const diagnostics = readings.flatMap((reading) => reading.type === "unreadable" ? reading.diagnostics : []);
	if (diagnostics.length > 0) return {
		type: "unreadable",
		diagnostics
	};
	let draft = mergeDrafts(readings.flatMap((reading) => reading.type === "read" ? [reading.draft] : []));
	for (let repaired = 0; repaired < MOST_REPAIRS; repaired += 1) {
		draft = withTask(draft);
		if (draft.entries.length === 0) return {
			type: "empty",
			notes: notesOf(draft)
		};
		const text = writeMission(draft);
		const read = readMission(text, name);
		const [error] = read.diagnostics.filter(({ severity }) => severity === "error");
		if (error === void 0 && read.mission !== void 0) {
			const { jobs } = draft;
			const { mission } = read;
			const shared = draft.entries.filter(({ isShared }) => isShared === true).map(({ id }) => id);
			return {
				type: "converted",
				text,
				mission,
				notes: notesOf(draft),
				repaired,
				shared,
				...jobs === void 0 ? {} : { jobs }
			};
		}
		if (error === void 0) break;
		const next = repair(draft, text, error);
		if (next === draft) return {
			type: "unreadable",
			diagnostics: read.diagnostics
		};
		draft = next;
	}
	return {
		type: "empty",
		notes: notesOf(draft)
	};
}
function withTask(draft) {
	const id = taskAmongChecks(draft.entries);
	if (id === void 0) return draft;
	return {
		...draft,
		entries: draft.entries.map((entry) => entry.id === id ? {
			...entry,
			kind: "task"
		} : entry)
	};
}
function notesOf({ notes, entries, services }) {
	const ofSteps = entries.flatMap(({ steps, finally: last = [] }) => [...steps, ...last]).flatMap((step) => step.notes ?? []);
	return [
		...notes,
		...services.flatMap((service) => service.notes),
		...entries.flatMap((entry) => entry.notes),
		...ofSteps
	];
}

// src/terminal/commands/init/costs.ts
const MINUTE = 6e4;
/** An estimate from durations that are known or assumed; conditions count as true. */
function costsOf({ mission, shared, machine, predictions }) {
	const expected = estimates(mission, predictions);
	const isShared = new Set(shared);
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	let jobMinutes = 0;
	for (const task of mission.tasks) {
		if (isShared.has(matrixBase(task))) continue;
		const own = /* @__PURE__ */ new Set([task.id]);
		for (const id of own) for (const need of byId.get(id)?.needs ?? []) if (isShared.has(need)) own.add(need);
		const alone = [...own].reduce((total, id) => total + (expected.get(id) ?? 0), 0);
		jobMinutes += Math.ceil((DEFAULT_OVERHEAD + alone) / MINUTE);
	}
	const unknown = mission.tasks.filter((task) => knownTime(task, predictions) === void 0);
	const predicted = predict(mission, machine, "open", void 0, predictions).dynamic;
	return {
		jobMinutes,
		missionMinutes: Math.ceil((DEFAULT_OVERHEAD + predicted) / MINUTE),
		predicted,
		unknown: unknown.length,
		assumed: expected.get(unknown[0]?.id ?? "") ?? 0
	};
}
/** The costs in one line, and what they are based on in another. */
function costText(costs, tasks, jobs, machine) {
	const { jobMinutes, missionMinutes, predicted, unknown, assumed } = costs;
	const before = jobs === void 0 ? `${plural(tasks, "job")}, one for each, ${billed(jobMinutes)}` : `${plural(jobs.taken, "job")}, ${billed(jobMinutes)}`;
	const left = jobs === void 0 || jobs.left === 0 ? "" : ` ${plural(jobs.left, "job")} stay in the workflow.`;
	const known = unknown === tasks ? "no duration is known" : `${plural(unknown, "duration")} of ${tasks} unknown`;
	const assumption = unknown === 0 ? "durations from earlier runs" : `${formatDuration(assumed)} for each task (${known}; --history FILE has those of earlier runs)`;
	return [`${before} → 1 runner, predicted ${formatDuration(predicted)}, ${billed(missionMinutes)}`, `An estimate, with ${assumption}, ${formatDuration(DEFAULT_OVERHEAD)} of each runner before its first task, and ${formatCpus(machine.cpus)}. Each job is rounded up to minutes.${left}`];
}
function billed(minutes) {
	return plural(minutes, "billed minute");
}

// src/terminal/commands/init/convert-files.ts
/** Files beside a source that its reader may look at. */
const BESIDE = ["package.json"];
/** Converts files to one mission. Throws `UsageError` for a file that cannot be read. */
async function convertFiles({ paths, write, history, cpus }) {
	const files = paths.flatMap(filesAt);
	const result = convert(files, filesBeside(files), write);
	switch (result.type) {
		case "unreadable":
			for (const { path, text } of files) printDiagnostics(result.diagnostics.filter(({ file }) => file === path), text);
			return { type: "refused" };
		case "empty":
			printUntrustedError(`mission: expected a command that a mission can run, found none in ${paths.join(", ")}\n${noteText(result.notes)}`);
			return { type: "refused" };
		case "converted": {
			const here = readMachineFacts();
			const machine = cpus === void 0 ? here : ofSize(here, cpus);
			const past = historyPath(history, write ?? "");
			const known = past === void 0 ? void 0 : await knowledge(past, result.mission, here);
			for (const note of known?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
			const costs = costsOf({
				...result,
				machine,
				predictions: known?.predictions
			});
			const lines = [...counted(result), ...costText(costs, result.mission.tasks.length, result.jobs, machine)];
			return {
				type: "converted",
				text: `${write === void 0 ? "" : `# yaml-language-server: $schema=./${SCHEMA_FILE}\n\n`}${result.text}`,
				summary: lines.map((line) => `${line}\n`).join("")
			};
		}
		default: return result;
	}
}
/** A folder stands for the workflows in it. */
function filesAt(path) {
	try {
		if (!statSync(path).isDirectory()) return [{
			path,
			text: readFileSync(path, "utf8")
		}];
		const names = readdirSync(path).filter((name) => /\.ya?ml$/.test(name));
		if (names.length === 0) throw new UsageError(`expected a folder with workflows, found no YAML file in ${path}`);
		return names.sort().map((name) => ({
			path: join(path, name),
			text: readFileSync(join(path, name), "utf8")
		}));
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new UsageError(`expected a file to convert, cannot read ${path}: ${errorText(error)}`);
	}
}
function filesBeside(files) {
	const found = /* @__PURE__ */ new Map();
	for (const path of new Set(files.flatMap((file) => BESIDE.map((name) => join(dirname(file.path), name))))) {
		const text = readIfPresent(path);
		if (text !== void 0) found.set(path, text);
	}
	return found;
}
function readIfPresent(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return;
	}
}
function counted({ notes, mission }) {
	const tests = mission.tasks.filter(({ kind }) => kind === "test").length;
	const left = notes.filter(({ kind }) => kind === "left-out").length;
	const changed = notes.length - left;
	return [`${`${plural(mission.tasks.length - tests, "task")} and ${plural(tests, "test")}`}. ${left === 0 ? "Everything was taken." : `${plural(left, "construct")} not taken: see the comments with \`not taken\`.`}${changed === 0 ? "" : ` ${changed} changed: see the comments with \`changed\`.`}`];
}
function noteText(notes) {
	return notes.map(({ place, construct, text }) => `${place.file}:${place.line}: ${construct}: ${text}\n`).join("");
}

export { convertFiles };