const require_mission = require("./mission.js");
const require_documents = require("./documents.js");
const require_plan = require("./plan.js");
const require_init = require("./init.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_child_process = require("node:child_process");

// src/convert/check-like.ts
const CHECK_WORDS = words$1(`
  test tests testing tested spec specs unit integration e2e end2end smoke acceptance regression conformance
  lint lints linter linting eslint prettier stylelint biome clippy ruff flake8 mypy pylint rubocop shellcheck vet staticcheck golangci
  typecheck types tsc typing check checks checking verify verification validate validation audit coverage format fmt formatting
  style spellcheck spelling cypress playwright vitest jest mocha pytest tox benchmark bench benchmarks quality fuzz miri sanitizer`);
const WORK_WORDS = words$1(`
  build builds compile bundle package packages pack dist generate codegen install setup prepare bootstrap deploy release publish push
  upload docker image start serve dev watch clean migrate seed fix write update upgrade bump tag notify sync pre`);
const CHECK_COMMANDS = [
	/^(npm|pnpm|yarn|bun)( run| exec| (--filter|-F|--workspace|-w|--prefix|-C|--dir|workspace) \S+| --?\S+)* (test|lint|check|typecheck|type-check|e2e|unit|format:check|fmt:check|coverage|audit)\b/,
	/^(npx|pnpm exec|bunx|yarn)( --?\S+)* (eslint|tsc --noEmit|vitest|jest|mocha|playwright test|cypress run|stylelint)\b/,
	/^(eslint|stylelint|vitest|jest|mocha|ava|tap|cypress run|playwright test|tsc\b.*--noEmit)\b/,
	/^cargo( \+\S+)?( --?\S+)* (test|nextest|clippy|check|deny|audit|miri)\b/,
	/^go (test|vet)\b|^(golangci-lint|staticcheck|govulncheck)\b/,
	/^(python3? -m |uv run |poetry run |pipenv run |hatch run |coverage run -m |nox|tox)?\s*(pytest|unittest|mypy|ruff(?! format)|flake8|pylint|pyright|tox|nox)\b/,
	/^node( --?\S+)* --test\b|^deno (test|lint|fmt --check|check)\b|^bun test\b/,
	/^(\.\/)?(mvn|mvnw|gradle|gradlew)\b.*\b(test|verify|check)\b/,
	/^(make|just|task|rake|dotnet|mix|sbt|swift|flutter|dart|ctest|composer( run)?|bundle exec rake)( --?\S+)* (test|tests|lint|check|verify|spec|analyze|credo)\b/,
	/^(bundle exec )?(\.?\/?bin\/)?(rails test|rspec|rubocop)\b|^python3? manage\.py test\b|^php artisan test\b/,
	/^(bundle exec )?(rspec|rubocop)\b|^(\.\/)?(vendor\/bin\/)?(phpunit|phpstan|psalm|php-cs-fixer .*--dry-run)\b|^(bats|shellcheck|ctest|actionlint|yamllint|hadolint)\b/
];
const READING_FORMATTER = /^biome\b|^(gofmt|goimports)\b/;
const WRITING_FORMATTER = /^(prettier|cargo( \+\S+)? fmt|ruff format|black|isort|deno fmt|golangci-lint fmt)\b/;
const READS = /\s(--check(-only)?|-c|-l|--list-different|--diff)(\s|$)/;
const CHANGES = /\s(--write|--fix|--fix-only|--apply|--apply-unsafe|-w)(=true)?(\s|$)/;
const CHANGERS = /^(biome|prettier|gofmt|goimports|eslint|stylelint|ruff|oxlint|golangci-lint|cargo( \+\S+)? (clippy|fmt))\b/;
const LAUNCHER = /^((npx|pnpm exec|pnpm|bunx|yarn|uv run|poetry run|pipenv run|hatch run|python3? -m)( --?\S+)* )/;
function wordsOf$1(name) {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/);
}
function kindOfName(name) {
	const found = wordsOf$1(name);
	if (found.some((word) => WORK_WORDS.has(word))) return "work";
	return found.some((word) => CHECK_WORDS.has(word)) ? "check" : "unclear";
}
function isCheckCommand(command) {
	const bare = (command.split(/\n|&&|;/).map((part) => part.trim()).findLast((part) => part !== "" && !part.startsWith("#")) ?? "").replace(/^((\w+=\S*|time|sudo|env|cross-env|xvfb-run(\s+-\S+)*|dotenv( --)?)\s+)*/, "");
	const program = bare.replace(LAUNCHER, "").replace(/^@biomejs\//, "").replace(/^(\w+)@[\w.^~-]+/, "$1");
	if (CHANGERS.test(program) && CHANGES.test(program)) return false;
	if (READING_FORMATTER.test(program)) return true;
	if (WRITING_FORMATTER.test(program)) return READS.test(program);
	return CHECK_COMMANDS.some((pattern) => pattern.test(bare));
}
function isCheck(name, commands) {
	const kind = kindOfName(name);
	if (kind !== "unclear") return kind === "check";
	return isCheckCommand(commands.at(-1) ?? "");
}
function taskAmongChecks(entries) {
	if (entries.some(({ kind }) => kind === "task")) return void 0;
	const needed = new Set(entries.flatMap(({ needs }) => needs));
	return (entries.find(({ id }) => needed.has(id)) ?? entries[0])?.id;
}
function words$1(text) {
	return new Set(text.trim().split(/\s+/));
}

// src/convert/valid-ids.ts
const LONGEST_ID = 60;
const RESERVED = "tasks";
function validId(name, fallback = "task") {
	const joined = name.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[^A-Za-z0-9._:-]+/g, "-").slice(0, LONGEST_ID).replace(/^-+|-+$/g, "");
	const id = /[A-Za-z0-9]/.test(joined) ? joined : fallback;
	return id === RESERVED ? "all-tasks" : id;
}
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

// src/convert/install-environments.ts
const OPTIONS = "(?: -\\S+(?: [^-\\s]\\S*)??)*?";
const NODE = begins(`npm${OPTIONS} (?:ci|cit|clean-install|install-ci-test|i|it|install|install-test)|pnpm${OPTIONS} (?:i|install)|yarn(?:${OPTIONS} install)?(?=$| -)|bun${OPTIONS} (?:i|install)`);
const PIP = begins(`(?:(\\S+)/(?:bin|Scripts)/)?(?:python[\\d.]*(?: -[A-Za-z])* -m |py(?: -[\\d.]+)? -m |uv )?pip[\\d.]*${OPTIONS} (?:install|uninstall|sync)`);
const PYTHON_PROJECT = begins(`(?:python[\\d.]* -m )?(poetry|pipenv|uv|pdm)${OPTIONS} (?:install|sync|add|update)`);
const GEMS = begins(`(?:bundle|bundler|gem)${OPTIONS} (?:install|update|add)|bundle(?: --\\S+)*$`);
const COMPOSER = begins(`(?:php (?:\\S+/)?)?composer(?:\\.phar)?${OPTIONS}(?: global)? (?:install|i|update|u|require)`);
const BEFORE$1 = /^(?:(?:sudo(?: -\S+)*|time|env|command|\w+=\S*) )+/;
const ACTIVATION = /^(?:\.|source) (\S+?)\/(?:bin|Scripts)\/activate(?:\.\w+)?$/;
function installEnvironments(entry) {
	const found = /* @__PURE__ */ new Set();
	for (const { run, workingDirectory = entry.workingDirectory ?? "" } of entry.steps) {
		let folder = workingDirectory;
		let activated;
		const outer = [];
		for (const written of run.replaceAll("\\\n", " ").split(/\n|&&|\|\||;/)) {
			const plainText = written.trim().replace(/\s+/g, " ");
			const [begin = ""] = /^[( ]*/.exec(plainText) ?? [];
			const [end = ""] = /[) ]*$/.exec(plainText.slice(begin.length)) ?? [];
			for (let left = begin.split("(").length - 1; left > 0; left -= 1) outer.push([folder, activated]);
			const command = plainText.slice(begin.length, plainText.length - end.length).replace(BEFORE$1, "");
			const [, changed] = /^(?:cd|pushd) (\S+)$/.exec(command) ?? [];
			if (changed !== void 0) folder = `${folder}/${changed}`;
			const [, environment] = ACTIVATION.exec(command) ?? [];
			if (environment !== void 0) activated = `${folder}/${environment}`;
			if (command === "deactivate") activated = void 0;
			const own = environmentOf(command, folder, activated);
			if (own !== void 0 && !(entry.ownWorkspace === true && own.isFolder)) found.add(validId(own.name));
			for (let left = end.split(")").length - 1; left > 0; left -= 1) [folder, activated] = outer.pop() ?? [folder, activated];
		}
	}
	return found;
}
function environmentOf(command, folder, activated) {
	const inFolder = (kind, path) => ({
		name: `${kind}-${plain$2(path)}`,
		isFolder: true
	});
	if (NODE.test(command)) {
		if (/ (-g|--global)( |$)/.test(command)) return void 0;
		const [, prefix] = / (?:--prefix|--dir|--cwd|-C)[ =](\S+)/.exec(command) ?? [];
		return inFolder("node_modules", prefix === void 0 ? folder : `${folder}/${prefix}`);
	}
	const pip = PIP.exec(command);
	if (pip !== null) {
		const [, target] = / (?:--target|-t|--prefix)[ =](\S+)/.exec(command) ?? [];
		const place = target ?? pip[1];
		if (place !== void 0) return inFolder("pip", place.startsWith("/") ? place : `${folder}/${place}`);
		if (activated !== void 0) return inFolder("pip", activated);
		return command.startsWith("uv ") && !/ --system( |$)/.test(command) ? inFolder("uv", folder) : {
			name: "pip",
			isFolder: false
		};
	}
	const [, tool] = PYTHON_PROJECT.exec(command) ?? [];
	if (tool !== void 0) {
		const [, project] = / (?:--project|--directory|-C|-p)[ =](\S+)/.exec(command) ?? [];
		return inFolder(tool, project === void 0 ? folder : `${folder}/${project}`);
	}
	if (GEMS.test(command)) return {
		name: "gems",
		isFolder: false
	};
	if (COMPOSER.test(command)) {
		if (/ global /.test(command)) return {
			name: "composer",
			isFolder: false
		};
		const [, project] = / (?:--working-dir|-d)[ =](\S+)/.exec(command) ?? [];
		return inFolder("composer", project === void 0 ? folder : `${folder}/${project}`);
	}
}
function begins(words) {
	return new RegExp(`^(?:${words})(?![\\w:-])`);
}
function plain$2(path) {
	return path.split("/").filter((part) => part !== "" && part !== ".").join("/");
}

// src/convert/reach.ts
function reach(entry, byId) {
	const found = new Set(entry.needs);
	for (const id of found) for (const next of byId.get(id)?.needs ?? []) found.add(next);
	return found;
}
function allBehind(name, graph) {
	const found = new Set(graph.get(name));
	for (const each of found) for (const next of graph.get(each) ?? []) found.add(next);
	return found;
}
function reversed(graph) {
	const found = /* @__PURE__ */ new Map();
	for (const [name, all] of graph) for (const next of all) require_mission.append(found, next, name);
	return found;
}
var EntryOrder = class {
	#needs;
	#users;
	#known = /* @__PURE__ */ new Map();
	#size = 0;
	constructor(entries) {
		this.#needs = new Map(entries.map(({ id, needs }) => [id, needs]));
		this.#users = reversed(this.#needs);
	}
	usersOf(id) {
		return allBehind(id, this.#users);
	}
	orderedWith(id) {
		const known = this.#known.get(id);
		if (known !== void 0) return known;
		const found = /* @__PURE__ */ new Set([...allBehind(id, this.#needs), ...this.usersOf(id)]);
		this.#size += found.size;
		if (this.#size > MOST_KEPT) {
			this.#known.clear();
			this.#size = found.size;
		}
		this.#known.set(id, found);
		return found;
	}
};
const MOST_KEPT = 2e6;

// src/convert/repeated-installs.ts
const PLAIN_INSTALL = /^(npm (ci|i|install)|pnpm (i|install)|yarn( install)?|bun install|corepack enable|bundle install|composer install|poetry install|pipenv install|uv sync|(python3? -m )?pip3? install)( [\w@./=:[\]-]+)*$/;
function divideInstalls(entries) {
	const users = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const key = firstInstall(entry);
		if (key !== void 0) users.set(key, (users.get(key) ?? 0) + (entry.matrix === void 0 ? 1 : 2));
	}
	return entries.map((entry) => {
		const key = firstInstall(entry);
		const [first, ...rest] = entry.steps;
		if (first === void 0 || key === void 0 || (users.get(key) ?? 0) < 2) return entry;
		return {
			...entry,
			steps: [...partsOf(first, entry), ...rest]
		};
	});
}
function firstInstall(entry) {
	const [step] = entry.steps;
	const [part] = step === void 0 ? [] : partsOf(step, entry);
	if (part === void 0 || !PLAIN_INSTALL.test(part.run.trim())) return void 0;
	return JSON.stringify([part.run.trim(), part.workingDirectory ?? entry.workingDirectory ?? ""]);
}
function partsOf(step, entry) {
	const { id, if: condition, continueOnError, timeout } = step;
	if (![
		id,
		condition,
		continueOnError,
		timeout
	].every((value) => value === void 0) || !/^(bash|sh)\b/.test(step.shell ?? entry.shell ?? "bash")) return [step];
	const [, first = "", separator = "", rest = ""] = /^\s*([^\n&]*[^\s&])[ \t]*(\n|&&)\s*(\S.*)$/s.exec(step.run) ?? [];
	if (!PLAIN_INSTALL.test(first)) return [step];
	if (separator === "&&" && /[\n;|]|[^&]&([^&]|$)/.test(rest.trim())) return [step];
	const { name: _, notes: __, ...install } = step;
	return [{
		...install,
		run: first
	}, ...partsOf({
		...step,
		run: rest
	}, entry)];
}
function lockInstalls(entries) {
	const order = new EntryOrder(entries);
	const locks = /* @__PURE__ */ new Map();
	const add = (id, lock) => locks.set(id, (locks.get(id) ?? /* @__PURE__ */ new Set()).add(lock));
	const environments = entries.map((entry) => [entry, installEnvironments(entry)]);
	const users = usersOf$1(environments, order);
	for (const [{ id, matrix }, own] of environments) for (const environment of own) {
		if (matrix !== void 0) add(id, environment);
		const all = users.get(environment) ?? [];
		if (all.every((each) => locks.get(each)?.has(environment) === true)) continue;
		const ordered = order.orderedWith(id);
		for (const other of all) {
			if (other === id || ordered.has(other)) continue;
			add(id, environment);
			add(other, environment);
		}
	}
	return entries.map((entry) => withLocks(entry, locks.get(entry.id)));
}
function usersOf$1(environments, order) {
	const users = /* @__PURE__ */ new Map();
	for (const [{ id }, own] of environments) for (const environment of own) {
		const known = users.get(environment) ?? /* @__PURE__ */ new Set();
		if (!known.has(id)) for (const user of [id, ...order.usersOf(id)]) known.add(user);
		users.set(environment, known);
	}
	return new Map([...users].map(([environment, ids]) => [environment, environments.flatMap(([{ id }]) => ids.has(id) ? [id] : [])]));
}
function withLocks(entry, environments) {
	if (environments === void 0) return entry;
	const locks = [...environments];
	const note = {
		place: entry.place,
		construct: `locks: ${locks.join(", ")}`,
		text: "several entries install into the same place, and the lock keeps them apart; let one task install, and the others need it",
		kind: "changed"
	};
	return {
		...entry,
		locks: [...entry.locks ?? [], ...locks],
		notes: [...entry.notes, note]
	};
}

// src/convert/write/comments.ts
var import_dist = require_mission.require_dist();
const WIDTH = 118;
function noteLines(note) {
	return wrapped(noteText$1(note, placesOf([note])), "  ");
}
function groupedLines(notes) {
	const groups = /* @__PURE__ */ new Map();
	for (const note of notes) require_mission.append(groups, JSON.stringify([
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
function placesOf(notes) {
	const lines = /* @__PURE__ */ new Map();
	for (const { place } of notes) lines.set(place.file, (lines.get(place.file) ?? /* @__PURE__ */ new Set()).add(place.line));
	return [...lines].map(([file, numbers]) => `${file}:${[...numbers].join(", ")}`).join("; ");
}
function wrapped(text, indent) {
	return require_mission.wrapWords(plain$1(text), WIDTH, indent);
}
function toDoLines(notes) {
	const groups = /* @__PURE__ */ new Map();
	for (const note of notes) require_mission.append(groups, note.construct, note);
	return [...groups].flatMap(([construct, group]) => wrapped(`- ${construct}  [${placesOf(group)}]`, "  "));
}
function plain$1(text) {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

// src/convert/write/nodes.ts
const LONGEST_FLOW = 90;
const document = new import_dist.Document();
function mapOf(rows) {
	const map = new import_dist.YAMLMap();
	for (const { key, value, above = [], space = false } of rows) {
		if (value === void 0) continue;
		const name = inOneLine(key);
		name.spaceBefore = space;
		if (above.length > 0) name.commentBefore = above.map((line) => line === "" ? "" : ` ${line}`).join("\n");
		map.add(new import_dist.Pair(name, (0, import_dist.isNode)(value) ? value : scalar(value)));
	}
	return map;
}
const HIDDEN = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;
function scalar(value) {
	const node = inOneLine(value);
	if (typeof value === "string" && node.type === void 0 && /\n./.test(value)) node.type = import_dist.Scalar.BLOCK_LITERAL;
	return node;
}
function inOneLine(value) {
	const node = new import_dist.Scalar(value);
	if (typeof value === "string" && value.search(HIDDEN) >= 0) node.type = import_dist.Scalar.QUOTE_DOUBLE;
	return node;
}
function spellOut(document) {
	return document.replace(HIDDEN, (character) => {
		const point = (character.codePointAt(0) ?? 0).toString(16);
		return point.length > 4 ? `\\U${point.padStart(8, "0")}` : `\\u${point.padStart(4, "0")}`;
	});
}
function textOrTexts(texts) {
	const [first, ...more] = texts ?? [];
	if (first === void 0) return void 0;
	return more.length === 0 ? scalar(first) : listOf$1([first, ...more]);
}
function listOf$1(values) {
	const list = new import_dist.YAMLSeq();
	for (const value of values) list.add(scalar(value));
	list.flow = isShort(list);
	return list;
}
function variablesOf$3(values) {
	if (values === void 0 || values.size === 0) return void 0;
	const map = mapOf([...values].map(([key, value]) => ({
		key,
		value
	})));
	map.flow = isShort(map);
	return map;
}
function isShort(node) {
	const text = JSON.stringify(document.createNode(node).toJSON());
	return text.length <= LONGEST_FLOW && !text.includes("\\n");
}

// src/convert/write/entry.ts
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
				value: textOrTexts(entry.needs) ?? (entry.kind === "test" ? listOf$1([]) : void 0)
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
				value: variablesOf$3(env)
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
			value: variablesOf$3(step.env)
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
			value: listOf$1(values)
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
		const map = variablesOf$3(entry);
		if (map === void 0) continue;
		map.flow = true;
		list.add(map);
	}
	return list;
}
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
			value: variablesOf$3(service.env)
		},
		{
			key: "run",
			value: scalar(commandText(service.run))
		},
		{
			key: "ready",
			value: variablesOf$3(signs)
		}
	]);
	return {
		key: service.id,
		value,
		above: linesOf(service.notes),
		space
	};
}
function commandText(run) {
	const text = run.trimEnd();
	return text.includes("\n") ? `${text}\n` : text.trim();
}
function linesOf(notes) {
	return notes.flatMap(noteLines);
}

// src/convert/write/write-mission.ts
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
			value: variablesOf$3(draft.env),
			space: true
		},
		{
			key: "secrets",
			value: textOrTexts(draft.secrets),
			space: draft.env === void 0
		},
		{
			key: "inputs",
			value: inputsOf(draft.inputs),
			space: true
		},
		{
			key: "services",
			value: rowsOf(draft.services.map((service, index) => serviceRow(service, index > 0))),
			space: true
		},
		{
			key: "tasks",
			value: entriesOf$3(tasks),
			space: true
		},
		{
			key: "tests",
			value: entriesOf$3(tests),
			space: true
		}
	]));
	document.commentBefore = headerOf(draft).map((line) => line === "" ? "" : ` ${line}`).join("\n");
	return spellOut(document.toString({ lineWidth: 0 }));
}
function headerOf({ file, before, notes }) {
	const toDo = /* @__PURE__ */ new Map();
	for (const note of before) require_mission.append(toDo, note.text, note);
	return [
		`From ${plain$1(file)}.`,
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
function entriesOf$3(entries) {
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
function inputsOf(inputs) {
	if (inputs === void 0 || inputs.size === 0) return void 0;
	return mapOf([...inputs].map(([key, { type, description, options, default: value }]) => {
		const map = mapOf([
			{
				key: "type",
				value: type
			},
			{
				key: "options",
				value: options === void 0 ? void 0 : listOf$1(options)
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

// src/convert/github/share-services.ts
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
const PORT_HINT = "both may run at once: give one of them another port";
function samePorts(services) {
	const owners = /* @__PURE__ */ new Map();
	return services.map((service) => {
		const ports = [...service.run.matchAll(/ -p (\d+):/g)].map(([, port = ""]) => port);
		const taken = ports.filter((port) => owners.has(port));
		for (const port of ports) owners.set(port, owners.get(port) ?? service.id);
		const [port] = taken;
		if (port === void 0 || service.notes.some(({ text }) => text.includes(PORT_HINT))) return service;
		const note = {
			place: service.place,
			construct: `services: ${service.id}`,
			text: `the service ${owners.get(port) ?? ""} has the port ${port} too, and ${PORT_HINT}`,
			kind: "left-out"
		};
		return {
			...service,
			notes: [...service.notes, note]
		};
	});
}

// src/convert/share-steps.ts
const INSTALLS = /\b(npm (ci|install|i)|pnpm (install|i)|yarn( install)?$|bun install|pip3? install|poetry install|uv (sync|pip)|pipenv install|bundle (install|check)|composer install|go mod|cargo fetch|mix deps|apt(-get)? |brew |corepack enable|playwright install|rustup|conda |dotnet restore|gem install|[\w.-]*install[_-](packages|dependencies|deps|prerequisites))\b/;
const BUILDS$1 = /^((npm|pnpm|yarn|bun)( run)? [\w:.-]*(build|compile|codegen|generate|bundle)[\w:.-]*|make( build| all)?|cargo build|go build|cmake|tsc|\.\/gradlew (assemble|build))(\s|$)/;
const READ_BY_INSTALLS = /^(BUNDLE|GEM|RAILS|NPM_CONFIG_|NODE_ENV$|PIP_|UV_|POETRY_|COMPOSER|.*_VERSION$)/i;
function shareSteps(entries, idOf) {
	let current = entries;
	const keys = /* @__PURE__ */ new WeakMap();
	for (;;) {
		const group = firstGroup(current, keys);
		if (group === void 0) return current;
		current = withShared(current, group, idOf);
	}
}
function firstGroup(entries, keys) {
	const groups = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const key = keys.get(entry) ?? keyOfFirst(entry);
		keys.set(entry, key);
		if (key !== "") require_mission.append(groups, key, entry);
	}
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	for (const [key, all] of groups) {
		const step = all.at(-1)?.steps[0];
		const owner = all.filter((entry) => entry.steps.length === 1).length === 0 ? void 0 : ownerAmong(byId, all);
		const members = all.filter((entry) => entry.steps.length > 1 || entry === owner);
		const isWorthIt = members.length > 1 || members.some((entry) => isRepeatedInstall(entry));
		if (step !== void 0 && isWorthIt && agreeOnCondition(members)) return {
			key,
			step,
			members
		};
	}
}
function keyOfFirst(entry) {
	const [step] = entry.steps;
	return step === void 0 || !isShareable(step, entry) ? "" : keyOf(step, entry);
}
function isRepeatedInstall({ matrix, env, steps }) {
	const [first, ...rest] = steps;
	if (matrix === void 0 || rest.length === 0 || first === void 0) return false;
	const lines = first.run.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
	const buildsTheSame = [...env?.values() ?? []].every(isFixed);
	return lines.every((line) => INSTALLS.test(line) || buildsTheSame && BUILDS$1.test(line.trim()));
}
function isShareable(step, entry) {
	if (step.if !== void 0 || step.continueOnError === true || entry.ownWorkspace === true) return false;
	if (step.id !== void 0 && (!INSTALLS.test(step.run) || isRead(step.id, entry))) return false;
	if (/MISSION_(ENV|PATH|OUTPUT|REPORT)|GITHUB_(ENV|PATH)|RUNNER_TEMP/.test(step.run)) return false;
	if ([step.workingDirectory, entry.workingDirectory].some((path) => path?.includes("${{"))) return false;
	return [...step.env?.values() ?? [], ...variablesOf$2(step, entry).values()].every(isFixed) && (entry.services === void 0 || INSTALLS.test(step.run));
}
function isRead(id, { steps, finally: last = [] }) {
	return [...steps, ...last].flatMap((step) => [step.if ?? "", ...step.env?.values() ?? []]).some((text) => text.toLowerCase().includes(`steps.${id.toLowerCase()}.`));
}
function isFixed(value) {
	return !/\$\{\{(?!\s*(env|inputs|github)\.[\w-]+\s*\}\})/.test(value);
}
function keyOf(step, entry) {
	return JSON.stringify([
		step.run.trim(),
		step.shell ?? entry.shell ?? "",
		step.workingDirectory ?? entry.workingDirectory ?? "",
		[...step.env ?? []],
		[...variablesOf$2(step, entry)]
	]);
}
function variablesOf$2(step, { env }) {
	const text = [step.run, ...step.env?.values() ?? []].join("\n");
	const isInstall = INSTALLS.test(step.run);
	const isNamed = (name) => new RegExp(`\\b${name.replace(/\W/g, "\\$&")}\\b`).test(text);
	return new Map([...env ?? []].filter(([name]) => isNamed(name) || isInstall && READ_BY_INSTALLS.test(name)));
}
function commonVariables(members) {
	const [first, ...others] = members;
	return new Map([...first?.env ?? []].filter(([name, value]) => isFixed(value) && others.every(({ env }) => env?.get(name) === value)));
}
function agreeOnCondition(members) {
	const conditions = new Set(members.map((entry) => entry.if));
	return conditions.has(void 0) || conditions.size === 1;
}
function withShared(entries, { step, members }, idOf) {
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	const owner = ownerAmong(byId, members) ?? newOwner(step, members, byId, idOf);
	const isNew = byId.get(owner.id) !== owner;
	const isMember = new Set(members);
	const before = new Set([...reach(owner, byId)].filter((id) => byId.get(id)?.isShared === true));
	const left = entries.map((entry) => {
		if (entry === owner) return {
			...entry,
			notes: [...entry.notes, sharedNote(step, members, entry.place)]
		};
		if (!isMember.has(entry)) return entry;
		const [first, ...steps] = entry.steps;
		const notes = first?.notes ?? [];
		return {
			...entry,
			steps,
			needs: [owner.id, ...entry.needs.filter((id) => id !== owner.id && !before.has(id))],
			notes: [...notes, ...entry.notes]
		};
	});
	const at = left.findIndex((_, index) => isMember.has(entries[index] ?? owner));
	return isNew ? [
		...left.slice(0, at),
		owner,
		...left.slice(at)
	] : left;
}
function ownerAmong(byId, members) {
	return members.find((entry) => {
		if (!(entry.steps.length === 1 && entry.matrix === void 0 && entry.if === void 0 && entry.allowFailure !== true) || entry.services !== void 0) return false;
		const before = reach(entry, byId);
		return members.every((member) => member === entry || !before.has(member.id));
	});
}
function isNeeded(id, members, byId) {
	if (members.every((member) => member.needs.includes(id))) return true;
	const needed = byId.get(id);
	if (needed?.isShared !== true) return false;
	const before = reach(needed, byId);
	return members.every((member) => !before.has(member.id));
}
function newOwner(step, members, byId, idOf) {
	const [first] = members;
	const place = step.notes?.[0]?.place ?? first?.place ?? {
		file: "",
		line: 1
	};
	const needs = [...new Set(members.flatMap((member) => member.needs))].filter((id) => isNeeded(id, members, byId));
	const condition = members.every((member) => member.if === first?.if) ? first?.if : void 0;
	const { notes: _, name, id: __, shell = first?.shell, workingDirectory = first?.workingDirectory, ...rest } = step;
	const env = commonVariables(members);
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
function ownerName(name, run) {
	return name !== void 0 && name.length <= 25 ? name.toLowerCase() : commandName(run);
}
function commandName(run) {
	const [line = ""] = run.trim().split("\n", 1);
	const words = line.split(/\s+/).filter((word) => /^[A-Za-z][\w:.-]*$/.test(word) && word !== "run");
	return validId(words.slice(0, 3).join("-"), "prepare");
}

// src/convert/assemble/merge.ts
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
		entries: [...shareSteps(divideInstalls(joinShared(entriesOf$2(renamed, true))), idOf), ...entriesOf$2(renamed, false)],
		services: samePorts(renamed.flatMap(({ services }) => services)),
		...secrets.size === 0 ? {} : { secrets: [...secrets] },
		...inputs.size === 0 ? {} : { inputs },
		notes,
		...jobs.length === 0 ? {} : { jobs: {
			taken: sum(jobs.map(({ taken }) => taken)),
			left: sum(jobs.map(({ left }) => left))
		} }
	};
}
function entriesOf$2(drafts, areWorkflows) {
	return drafts.filter(({ jobs }) => jobs !== void 0 === areWorkflows).flatMap(({ entries }) => entries);
}
function joinShared(entries) {
	const first = /* @__PURE__ */ new Map();
	const joined = /* @__PURE__ */ new Map();
	for (const { id, isShared, needs, steps, env, shell, workingDirectory, if: condition } of entries) {
		if (isShared !== true) continue;
		const own = steps.map((step) => [
			step.run,
			[...step.env ?? []],
			step.shell,
			step.workingDirectory
		]);
		const needed = needs.map((need) => joined.get(need) ?? need);
		const key = JSON.stringify([
			needed,
			own,
			[...env ?? []],
			shell,
			workingDirectory,
			condition
		]);
		joined.set(id, first.get(key) ?? id);
		first.set(key, first.get(key) ?? id);
	}
	return entries.filter(({ id }) => (joined.get(id) ?? id) === id).map((entry) => ({
		...entry,
		needs: [...new Set(entry.needs.map((id) => joined.get(id) ?? id))]
	}));
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
	const values = (env) => env === void 0 ? void 0 : new Map([...env].map(([name, text]) => [name, require_mission.renameInTemplate(text, inExpression).text]));
	const conditionOf = (text) => text === void 0 ? void 0 : require_mission.renameInCondition(text, inExpression).text;
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
function lastPart(path) {
	return path.split(/[\\/]/).at(-1) ?? path;
}

// src/convert/located.ts
function parseLocated({ path: file, text }) {
	const findings = require_mission.collectFindings(file);
	const parsed = require_mission.parseYaml(text.startsWith("\ufeff") ? text.slice(1) : text, findings.report);
	const tree = parsed === void 0 ? void 0 : require_mission.readTree(parsed, findings.report);
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
function childOf(node, key) {
	if (node === void 0 || !isMapping(node) || !Object.hasOwn(node.value, key)) return void 0;
	const value = Reflect.get(node.value, key);
	return value === null ? void 0 : {
		...node,
		value,
		path: [...node.path, key]
	};
}
function entriesOf$1(node) {
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
function itemsOf$1(node) {
	if (node === void 0 || node.value === null) return [];
	if (!Array.isArray(node.value)) return [node];
	return node.value.map((value, index) => ({
		...node,
		value,
		path: [...node.path, index]
	}));
}
function textOf$2(node) {
	if (node === void 0 || node.value === null || typeof node.value === "object") return void 0;
	return typeof node.value === "string" ? node.value : node.source.text(node.path) ?? String(node.value);
}
function isMapping(node) {
	return typeof node?.value === "object" && node.value !== null && !Array.isArray(node.value);
}
function isList(node) {
	return Array.isArray(node?.value);
}
function placeOf$1({ file, source, path }) {
	return {
		file,
		line: source.keyPlace(path).line
	};
}
function scalarsOf(node) {
	const found = [];
	const visit = (each) => {
		const text = textOf$2(each);
		if (text !== void 0) found.push([each.path.slice(node.path.length), text]);
		else if (isList(each)) for (const item of itemsOf$1(each)) visit(item);
		else for (const [, value] of entriesOf$1(each)) visit(value);
	};
	visit(node);
	return found;
}

// src/convert/github/expressions/scope.ts
const NO_MATRIX = {
	fixed: /* @__PURE__ */ new Map(),
	renamed: /* @__PURE__ */ new Map(),
	values: /* @__PURE__ */ new Map()
};
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
function noteOn$2(node, text, kind = "left-out") {
	const key = node.path.findLast((segment) => typeof segment === "string") ?? "";
	const value = textOf$2(node) ?? summary(node.value);
	return {
		place: placeOf$1(node),
		construct: oneLine$1(value === "" ? key : `${key}: ${value}`),
		text,
		kind
	};
}
function oneLine$1(text) {
	const short = text.trim().replace(/@([0-9a-f]{8})[0-9a-f]{32}\b/g, "@$1");
	const [first = ""] = short.split("\n", 1);
	return first.length < short.length || first.length > LONGEST_CONSTRUCT ? `${first.slice(0, LONGEST_CONSTRUCT).trimEnd()} \u2026` : first;
}
function summary(value) {
	return value === null ? "" : (JSON.stringify(value) ?? "").replaceAll("\"", "").replaceAll(",", ", ").replaceAll(":", ": ");
}

// src/convert/github/hidden-names.ts
function hiddenNames(root, names) {
	const hidden = [root, ...entriesOf$1(childOf(root, "jobs")).map(([, job]) => job).flatMap((job) => [job, ...itemsOf$1(childOf(job, "steps"))])].flatMap((owner) => entriesOf$1(childOf(owner, "env"))).filter(([name, node]) => {
		if (!names.has(name)) return false;
		const value = textOf$2(node) ?? "";
		if (name === "GITHUB_TOKEN" && /\bgithub\.token\b/i.test(value)) return false;
		return !new RegExp(`\\b(secrets|vars|env)(\\.|\\[')${name.replace(/\W/g, "\\$&")}(?![\\w-])`, "i").test(value);
	});
	const text = "a secret or a configuration variable has this name too, and where this variable is set its value is read instead: rename one of them";
	return hidden.map(([, node]) => noteOn$2(node, text));
}

// src/convert/github/inputs.ts
const TYPES = {
	string: "string",
	environment: "string",
	boolean: "boolean",
	number: "number",
	choice: "choice"
};
function takeInputs(on, notes) {
	const inputs = /* @__PURE__ */ new Map();
	for (const trigger of ["workflow_call", "workflow_dispatch"]) for (const [name, node] of entriesOf$1(childOf(childOf(on, trigger), "inputs"))) if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) notes.push(noteOn$2(node, "a mission does not accept this name for an input: rename it"));
	else inputs.set(name, inputOf(node, notes));
	return inputs;
}
function inputOf(node, notes) {
	if (!isMapping(node)) return { type: "string" };
	const type = TYPES[textOf$2(childOf(node, "type")) ?? "string"] ?? "string";
	const options = itemsOf$1(childOf(node, "options")).flatMap((item) => textOf$2(item) ?? []);
	const description = textOf$2(childOf(node, "description"));
	if (type === "choice" && options.length === 0) {
		notes.push(noteOn$2(node, "a choice has options: write them"));
		return { type: "string" };
	}
	const written = textOf$2(childOf(node, "default"));
	const value = written === void 0 ? void 0 : defaultOf(type, written, options);
	if (written !== void 0 && value === void 0) notes.push(noteOn$2(node, `its default is no ${type}`));
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
function roleOfAction(uses) {
	const name = uses.replace(/@.*$/, "").toLowerCase();
	if (name === "actions/checkout") return { type: "checkout" };
	if (name === "actions/upload-artifact") return { type: "upload" };
	if (name === "actions/download-artifact") return { type: "download" };
	if (name === "re-actors/alls-green") return { type: "verdict" };
	return SETUP.includes(name) || SETUP_WORDS.test(name) ? { type: "setup" } : { type: "other" };
}
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
const FUNCTIONS = {
	contains: (text, part) => text.includes(part),
	startswith: (text, part) => text.startsWith(part),
	endswith: (text, part) => text.endsWith(part)
};
function foldLiterals(expression) {
	const lexed = require_mission.lexExpression(expression, 0);
	if (lexed.type === "rejected") return expression;
	let words = lexed.tokens.filter(({ token }) => token.type !== require_mission.TokenType.EOF).map(({ token }) => wordOf(token));
	const count = words.length;
	for (;;) {
		const next = foldOnce(words);
		if (next === void 0) break;
		words = next;
	}
	return words.length === count ? expression : textOf$1(words);
}
function wordOf({ type, lexeme }) {
	return {
		type,
		text: lexeme
	};
}
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
const isString = (word) => word?.type === require_mission.TokenType.STRING;
const isComparable = (first, third) => first.type === third?.type && (first.type === require_mission.TokenType.STRING || first.type === require_mission.TokenType.NUMBER && /^\d+$/.test(`${first.text}${third.text}`));
const isTruth = (word) => word?.type === require_mission.TokenType.TRUE || word?.type === require_mission.TokenType.FALSE;
function truth(value) {
	return value ? {
		type: require_mission.TokenType.TRUE,
		text: "true"
	} : {
		type: require_mission.TokenType.FALSE,
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
	if (first.type === require_mission.TokenType.BANG && isTruth(second)) return {
		words: [truth(second.type === require_mission.TokenType.FALSE)],
		length: 2
	};
	const isOperand = startsOperand(words[at - 1]);
	if (isOperand && isComparable(first, third) && endsOperand(words[at + 3])) {
		const isSame = first.text.toLowerCase() === third?.text.toLowerCase();
		if (second.text === "==") return {
			words: [truth(isSame)],
			length: 3
		};
		if (second.text === "!=") return {
			words: [truth(!isSame)],
			length: 3
		};
	}
	const compute = first.type === require_mission.TokenType.IDENTIFIER ? FUNCTIONS[first.text.toLowerCase()] : void 0;
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
	if (second.type === require_mission.TokenType.TRUE && first.text === "&&" && (isLast || words[at + 2]?.text === "&&")) return {
		words: [],
		length: 2
	};
	if (second.type === require_mission.TokenType.FALSE && first.text === "||" && isLast) return {
		words: [],
		length: 2
	};
	if (first.text === "(" && isTruth(second) && third?.text === ")" && words[at - 1]?.type !== require_mission.TokenType.IDENTIFIER) return {
		words: [second],
		length: 3
	};
}
function isNeutral(first, second) {
	if (first.type === require_mission.TokenType.TRUE) return second.text === "&&";
	return first.type === require_mission.TokenType.FALSE && second.text === "||";
}
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
function textOf$1(words) {
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
		const isCall = word === "(" && words[index - 1]?.type === require_mission.TokenType.IDENTIFIER;
		text += isTight || isCall ? word : ` ${word}`;
	}
	return text;
}

// src/convert/github/expressions/contexts.ts
const EVERY = Symbol("every");
const COMPUTED$1 = Symbol("computed");
const UNCHANGED = { type: "taken" };
const SIMPLE = /^[A-Za-z_][A-Za-z0-9_-]*$/;
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
	if (what.toLowerCase() !== "outputs") return refused(`a job has \`outputs\` and a \`result\`, but no \`${what}\``);
	if (typeof output !== "string") return refused("it reads all outputs of a job");
	const found = job.outputs.get(output.toLowerCase());
	if (found?.type === "expression") return taken(found.text);
	const id = job.combinations?.at(-1) ?? job.id;
	if (id === void 0) return refused(`it reads an output of the job ${name}, which is not in the mission`);
	if (found === void 0) return refused(`the job ${name} has no output ${output} that one of its commands writes`);
	return taken(property(`${property("tasks", id)}.outputs`, found.name));
}
function ofAllResults(scope) {
	return taken(listOfResults([...scope.needs.values()].flatMap(({ id, combinations }) => combinations ?? (id === void 0 ? [] : [id]))));
}
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
const ABSENT_FUNCTIONS = ["hashfiles"];
function takeExpression(text, scope) {
	const lexed = require_mission.lexExpression(text, 0);
	if (lexed.type === "rejected") return {
		type: "refused",
		why: lexed.finding.message
	};
	const { tokens } = lexed;
	const parts = [];
	let from = 0;
	for (let index = 0; index < tokens.length; index += 1) {
		const placed = tokens[index];
		if (placed === void 0 || placed.token.type !== require_mission.TokenType.IDENTIFIER) continue;
		if (typeAt(tokens, index + 1) === require_mission.TokenType.LEFT_PAREN) {
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
function pathOf(text) {
	const lexed = require_mission.lexExpression(text, 0);
	if (lexed.type === "rejected" || lexed.tokens[0]?.token.type !== require_mission.TokenType.IDENTIFIER) return void 0;
	const { segments, last } = pathFrom(lexed.tokens, 0);
	return typeAt(lexed.tokens, last + 1) === require_mission.TokenType.EOF ? segments : void 0;
}
function pathFrom(tokens, first) {
	const segments = [tokens[first]?.token.lexeme ?? ""];
	let last = first;
	for (;;) {
		const next = segmentAfter(tokens, last);
		if (next !== void 0) segments.push(next.segment);
		if (next === void 0 || next.segment === COMPUTED$1) return {
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
	if (typeAt(tokens, at + 1) === require_mission.TokenType.DOT) return {
		segment: second.token.type === require_mission.TokenType.STAR ? EVERY : second.token.lexeme,
		last: at + 2
	};
	if (typeAt(tokens, at + 1) !== require_mission.TokenType.LEFT_BRACKET) return void 0;
	if (typeAt(tokens, at + 3) !== require_mission.TokenType.RIGHT_BRACKET) return {
		segment: COMPUTED$1,
		last: at
	};
	switch (second.token.type) {
		case require_mission.TokenType.STAR: return {
			segment: EVERY,
			last: at + 3
		};
		case require_mission.TokenType.STRING: return {
			segment: second.token.lexeme.slice(1, -1).replaceAll("''", "'"),
			last: at + 3
		};
		case require_mission.TokenType.NUMBER: return {
			segment: second.token.lexeme,
			last: at + 3
		};
		default: return {
			segment: COMPUTED$1,
			last: at
		};
	}
}
function typeAt(tokens, index) {
	return tokens[index]?.token.type;
}

// src/convert/github/expressions/template.ts
const OPEN = "${{";
const CLOSE = "}}";
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
function closeOf(text, from) {
	let isQuoted = false;
	for (let index = from; index < text.length; index += 1) if (text[index] === "'") isQuoted = !isQuoted;
	else if (!isQuoted && text.startsWith(CLOSE, index)) return index;
}
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
function literalOf(expression) {
	const quoted = /^'((?:[^']|'')*)'$/.exec(expression)?.[1];
	if (quoted !== void 0) return quoted.replaceAll("''", "'");
	return /^-?\d+(\.\d+)?$/.test(expression) ? expression : void 0;
}
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
const PUBLISHING_WORDS = /(^|[^a-z])(deploy\w*|publish\w*|release\w*|push|upload\w*|notify|tag|merge|backport|comment|label|close|sign|rollback|promote)([^a-z]|$)/i;
const PUBLISHING_COMMANDS = /\b(git push|git tag|gh (pr|issue|release|api|workflow)|(npm|pnpm|yarn|cargo|poetry|uv|flit|dart|mix hex)\.? publish|docker push|twine|kubectl|helm|terraform apply|aws|gcloud|az|wrangler|vercel|netlify|flyctl|curl .*-X *(POST|PUT|DELETE))\b/;
function withoutCondition(names, commands) {
	return names.some((name) => PUBLISHING_WORDS.test(name)) || commands.some((command) => PUBLISHING_COMMANDS.test(command)) ? "skip" : "run";
}
function conditionOf(node, scope, notes, without) {
	const written = textOf$2(node);
	if (node === void 0 || written === void 0) return { type: "none" };
	const read = takeCondition(written, scope);
	const taken = read.type === "taken" ? {
		...read,
		text: foldLiterals(read.text)
	} : read;
	const refuse = (why) => {
		const what = without === "run" ? "it runs always here until you write the condition" : "it never runs here until you write the condition";
		notes.push(noteOn$2(node, `${why}: ${what}`));
		if (without === "skip") return {
			type: "condition",
			text: "false"
		};
		const status = /\b(failure|always|cancelled)\(\)/.exec(written)?.[0];
		return status === void 0 || status === "cancelled()" ? { type: "none" } : {
			type: "condition",
			text: status
		};
	};
	if (taken.type === "refused") return refuse(taken.why);
	const reading = require_mission.parseCondition(taken.text);
	if (reading.type === "rejected") return refuse(reading.findings[0]?.message ?? "a mission cannot evaluate it");
	const { contexts, functions } = require_mission.usesOf(reading.parsed);
	if ([...contexts, ...functions].some(({ name }) => name === "matrix" || require_mission.OF_RUNS.includes(name))) return {
		type: "condition",
		text: taken.text
	};
	const result = require_mission.evaluateCondition(reading.parsed, require_mission.NO_FACTS);
	if ("error" in result) return refuse(result.error);
	return result.value ? { type: "none" } : { type: "never" };
}

// src/convert/github/expressions/output-names.ts
const READ = /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/gi;
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

// src/convert/github/job-notes.ts
function noteName(written, name, notes) {
	const text = textOf$2(written) ?? "";
	if (written === void 0 || !text.includes("${{")) return;
	const why = "in a name, an expression can only be one value of the matrix";
	if (name === void 0) notes.push(noteOn$2(written, `${why}: the id is shown instead`));
	else if (hasPlainExpression(text, name)) notes.push(noteOn$2(written, `${why}: others are shown as they are written`, "changed"));
}
function hasPlainExpression(written, name) {
	const pieces = splitTemplate(written) ?? [];
	const rest = name.replace(/\$\{\{.*?\}\}/g, "");
	return pieces.some(({ type, text }) => type === "expression" && rest.includes(text.replace(/\s+/g, " ")));
}
function noteFailFast(job, notes) {
	const strategy = childOf(job, "strategy");
	const [failFast, matrix] = [childOf(strategy, "fail-fast"), childOf(strategy, "matrix")];
	if (matrix === void 0 || textOf$2(failFast)?.trim() === "false") return;
	const note = noteOn$2(failFast ?? matrix, "a combination that fails stops no other one here; `fail-fast: true` at the top of the mission stops all tasks", "changed");
	notes.push(failFast === void 0 ? {
		...note,
		construct: "strategy: fail-fast is true by default"
	} : note);
}

// src/convert/github/flat-matrix.ts
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
	for (const [name, value] of entriesOf$1(node)) {
		if (name === "include" || name === "exclude") continue;
		const constant = computedList(textOf$2(value) ?? "");
		if (constant === void 0 && !isList(value)) return {
			type: "refused",
			why: `its \`${name}\` is not a list`
		};
		const items = constant === void 0 ? itemsOf$1(value).map(parts) : constant.map((each) => /* @__PURE__ */ new Map([["", each]]));
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
	const lists = [childOf(node, "include"), childOf(node, "exclude")].map((list) => itemsOf$1(list).map((entry) => flatEntry(entry, renamed)));
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
function parts(value) {
	if (isValue(value.value)) return /* @__PURE__ */ new Map([["", value.value]]);
	if (value.value === null) return /* @__PURE__ */ new Map([["", ""]]);
	if (!isMapping(value)) return void 0;
	const found = /* @__PURE__ */ new Map();
	for (const [key, child] of entriesOf$1(value)) {
		const inner = parts(child);
		if (inner === void 0) return void 0;
		for (const [rest, each] of inner) found.set(rest === "" ? key : `${key}.${rest}`, each);
	}
	return found;
}
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
function flatName(...path) {
	return path.join("_").replaceAll(".", "_");
}

// src/convert/github/runners.ts
const OTHER_SYSTEM = /windows|macos|mac-|\bmac\b|osx/i;
function isOtherSystem(label) {
	return OTHER_SYSTEM.test(label);
}
function runsOnOf(job) {
	const node = childOf(job, "runs-on");
	if (node === void 0) return void 0;
	return {
		node,
		text: itemsOf$1(node).flatMap((item) => textOf$2(item) ?? scalarsOf(item).map(([, each]) => each)).join(", ")
	};
}
function isOnOtherSystem(text) {
	return isOtherSystem(text) && !/ubuntu|linux/i.test(text);
}

// src/convert/shell/pipe.ts
const PIPE = /(^|[^|>])\|(?![|])/;
const PLAIN_BASH = "bash -e {0}";
function mayPipe(script) {
	return PIPE.test(script);
}

// src/convert/github/plain-name.ts
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
const FILLERS = [
	"outputs",
	"steps",
	"needs",
	"event",
	"inputs"
];
const READ_BY_PROGRAMS = /^(PATH|HOME|SHELL|USER|PWD|OLDPWD|IFS|ENV|CI|LANG|TMPDIR|TERM|NODE_.*|NPM_.*|PYTHON.*|LD_.*|DYLD_.*|BASH_.*|MISSION_.*|GIT_.*|LC_.*)$/;
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
const RENAMED = [
	[/\bGITHUB_OUTPUT\b/g, "MISSION_OUTPUT"],
	[/\bGITHUB_STEP_SUMMARY\b/g, "MISSION_REPORT"],
	[/\bGITHUB_WORKSPACE\b/g, "MISSION_WORKSPACE"],
	[/echo (["'])::set-output name=([\w-]+)::([^\n]*?)\1/g, "echo $1$2=$3$1 >> \"$MISSION_OUTPUT\""],
	[/(^|[^>])>(?=[ \t]*["']?\$\{?MISSION_OUTPUT\b)/g, "$1>>"]
];
const APPENDED = />>[ \t]*(["']?)\$\{?MISSION_OUTPUT\}?\1/g;
const APPENDED_BY_TEE = /\btee (?:-a|--append) (["']?)\$\{?MISSION_OUTPUT\}?\1/g;
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
		env: variables,
		handsOn: false
	};
	const changed = isPosix(shell) ? handingOn(text, areOutputsRead, renames) : text;
	if (changed === text && renames.size > 0) return {
		type: "refused",
		why: `another step has an output ${[...renames.keys()].join(", ")} too: rename one of them`
	};
	return {
		type: "taken",
		run: changed,
		env: variables,
		handsOn: changed !== text
	};
}
function handingOn(text, areOutputsRead, renames) {
	const appended = text.replace(APPENDED, appending(areOutputsRead, renames));
	return areOutputsRead && renames.size === 0 ? appended.replace(APPENDED_BY_TEE, "tee -a \"$MISSION_ENV\" \"$MISSION_OUTPUT\"") : appended;
}
function appending(areOutputsRead, renames) {
	const rules = [...renames].map(([from, to]) => ` -e 's/^${from}\\(=\\|<<\\)/${to}\\1/'`).join("");
	const tee = areOutputsRead ? "| tee -a \"$MISSION_ENV\" " : "";
	return `${rules === "" ? "" : `| sed${rules} `}${tee}>> "$MISSION_OUTPUT"`.replaceAll("$", "$$$$");
}
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
	if (/^runner\.temp$/i.test(taken.text)) return {
		type: "variable",
		name: "RUNNER_TEMP"
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

// src/convert/github/setups.ts
const VERSION_INPUT = /version|toolchain|channel|release|distribution|architecture|^(ruby|php|java|jdk|go|node|python|rust|tag)$/i;
const COMPUTED = /\b(matrix|needs|steps|tasks|env|job|strategy)\b\s*[.[]|\bchanged\(/i;
function takeSetup(node, scope, outer) {
	const uses = childOf(node, "uses") ?? node;
	const name = (textOf$2(uses) ?? "").trim();
	const place = placeOf$1(uses);
	const [shown, versions] = [[], []];
	let isVaried = false;
	for (const [key, value] of entriesOf$1(childOf(node, "with"))) {
		const text = textOf$2(value);
		if (text === void 0 || /token|key|secret/i.test(key)) continue;
		const known = knownBefore(text, scope, outer);
		const input = `${key}: ${(known?.text ?? text).trim().split("\n").join(", ")}`;
		if (known === void 0) return {
			type: "computed",
			note: computedNote(place, `uses: ${name} (${input})`)
		};
		shown.push(input);
		if (!VERSION_INPUT.test(key)) continue;
		versions.push(key === "toolchain" ? known.text.trim() : input);
		isVaried ||= known.isVaried;
	}
	const [action = "", ref = ""] = name.toLowerCase().split("@");
	if (action === "dtolnay/rust-toolchain" && versions.length === 0 && !/^(master|v\d|[0-9a-f]{40})/.test(ref)) versions.push(ref);
	const construct = oneLine$1(shown.length === 0 ? name : `${name} (${shown.join(", ")})`);
	const text = "do once before the mission, in the steps of its job or on your machine";
	const choice = versions.length === 0 ? {} : { version: versions.join(", ") };
	return {
		type: "known",
		setup: {
			place,
			construct,
			text,
			kind: "changed",
			action,
			isVaried,
			...choice
		}
	};
}
function computedNote(place, construct) {
	return {
		place,
		construct: oneLine$1(construct),
		text: "its value is known only while the workflow runs: install what it chooses in a step of this task",
		kind: "left-out"
	};
}
function knownBefore(written, scope, outer) {
	const taken = takeTemplate(written, scope);
	const pieces = taken.type === "taken" ? splitTemplate(taken.text) : void 0;
	if (pieces === void 0) return void 0;
	const parts = [];
	let isVaried = false;
	for (const { type, text } of pieces) {
		const values = type === "text" ? void 0 : matrixValues(text, scope);
		const constant = type === "text" ? text : constantOf(text, scope, outer);
		if (values !== void 0) {
			isVaried ||= values.length > 1;
			parts.push(values.length === 1 ? values[0] ?? "" : `[${values.join(", ")}]`);
		} else if (constant !== void 0) parts.push(constant);
		else if (COMPUTED.test(text)) return void 0;
		else parts.push(`\${{ ${text} }}`);
	}
	return {
		text: parts.join(""),
		isVaried
	};
}
function matrixValues(expression, { matrix }) {
	const [, dotted, quoted] = /^matrix(?:\.([\w-]+)|\['([^']+)'\])$/i.exec(expression) ?? [];
	return matrix.values.get((dotted ?? quoted ?? "").toLowerCase())?.map(String);
}
function constantOf(expression, scope, outer) {
	const name = /^env\.(\w+)$/i.exec(expression)?.[1];
	if (name === void 0) return void 0;
	const value = outer.get(name);
	if (value !== void 0) return value.includes("${{") ? void 0 : value;
	if (scope.configuration.has(name)) return `\${{ vars.${name} }}`;
	return scope.secrets.has(name) ? `\${{ secrets.${name} }}` : void 0;
}

// src/convert/github/temporary-folder.ts
const FOLDER = `export RUNNER_TEMP="\${RUNNER_TEMP:-\${TMPDIR:-/tmp}}/$MISSION_RUN/$MISSION_FILE_NAME-$MISSION_ATTEMPT" && mkdir -p "$RUNNER_TEMP"`;
function withTemporaryFolder(run, shell) {
	return isPosix(shell) && /\$\{?RUNNER_TEMP\b/.test(run) ? `${FOLDER}\n${run}` : void 0;
}

// src/convert/github/variables.ts
function takeVariables(node, scope, notes) {
	const taken = /* @__PURE__ */ new Map();
	for (const [name, value] of entriesOf$1(node)) {
		const written = value.value === null ? "" : textOf$2(value);
		if (written === void 0) {
			notes.push(noteOn$2(value, "expected a text: write the value"));
			continue;
		}
		const text = takeTemplate(written, scope);
		if (text.type === "refused") notes.push(noteOn$2(value, `${text.why}: write the value, or let a task compute it`));
		else if (text.text !== `\${{ env.${name} }}`) taken.set(name, text.text);
	}
	return taken;
}

// src/convert/github/working-directory.ts
function takeWorkingDirectory(node, scope, outer) {
	const written = textOf$2(node);
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
const KNOWN_KEYS$5 = [...[
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
function takeSteps(job, scope, defaults, outer) {
	const [steps, before, artifacts] = [
		[],
		[],
		[]
	];
	let notes = [];
	const read = outputsRead(childOf(job, "steps"));
	const readByJobs = outputsRead(childOf(job, "outputs"));
	for (const node of itemsOf$1(childOf(job, "steps"))) {
		const id = textOf$2(childOf(node, "id"));
		const uses = childOf(node, "uses");
		const retried = retriedCommand(node);
		if (uses !== void 0 && retried === void 0) {
			const fate = takeAction(node, uses, scope, {
				before,
				notes,
				artifacts,
				outer
			});
			if (id !== void 0) scope.steps.set(id.toLowerCase(), fate);
			continue;
		}
		const isRead = id !== void 0 && read.has(id.toLowerCase());
		const isReadByJobs = id !== void 0 && readByJobs.has(id.toLowerCase());
		const step = takeRun(node, scope, {
			defaults,
			outer,
			notes,
			isRead,
			isReadByJobs
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
function outputsRead(part) {
	const ids = (part === void 0 ? [] : scalarsOf(part).map(([, text]) => text)).flatMap((text) => [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\b/gi)].map(([, id = ""]) => id));
	return new Set(ids.map((id) => id.toLowerCase()));
}
function takeAction(node, uses, scope, found) {
	const name = textOf$2(uses) ?? "";
	const { type } = roleOfAction(name);
	const note = (text, kind = "left-out") => ({
		...noteOn$2(uses, text, kind),
		construct: `uses: ${oneLine$1(name)}`
	});
	switch (type) {
		case "checkout":
		case "setup": {
			if (!noteSetupKeys(node, scope, found.notes)) return "left-out";
			const taken = takeSetup(node, scope, found.outer);
			if (taken.type === "known") found.before.push(taken.setup);
			else found.notes.push(taken.note);
			return "before";
		}
		case "upload": {
			const paths = artifactPaths(node, scope);
			if (paths === void 0) found.notes.push(note("name the files under `artifacts` of the task"));
			else {
				found.artifacts.push(...paths);
				const usual = textOf$2(childOf(childOf(node, "with"), "if-no-files-found")) === "error" ? "" : ", of which the workflow only warns";
				found.notes.push(note(`the task fails here if the file is missing${usual}`, "changed"));
			}
			return "left-out";
		}
		case "download": {
			const path = textOf$2(childOf(childOf(node, "with"), "path"));
			const isSame = path === void 0 || scope.uploads.has(plainPath$1(path));
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
function noteSetupKeys(node, scope, notes) {
	const written = childOf(node, "if");
	const refused = [];
	const condition = conditionOf(written, scope, refused, "run");
	if (condition.type === "never") {
		notes.push(noteOn$2(written ?? node, "it is never true here, so the step is left out"));
		return false;
	}
	if (written !== void 0 && (condition.type === "condition" || refused.length > 0)) notes.push(noteOn$2(written, "the step is done before the mission without this condition: check whether it is needed"));
	for (const key of [
		"env",
		"continue-on-error",
		"timeout-minutes"
	]) {
		const value = childOf(node, key);
		if (value !== void 0) notes.push(noteOn$2(value, "the step is done before the mission without it: write it in the step of its job"));
	}
	return true;
}
function retriedCommand(step) {
	return /^nick-(fields|invision)\/retry@/.test(textOf$2(childOf(step, "uses")) ?? "") ? childOf(childOf(step, "with"), "command") : void 0;
}
function plainPath$1(path) {
	return path.trim().replace(/^\.\//, "").replace(/\/$/, "");
}
function artifactPaths(node, scope) {
	const inputs = childOf(node, "with");
	const path = textOf$2(childOf(inputs, "path"));
	if (path === void 0 || childOf(node, "if") !== void 0) return void 0;
	if (textOf$2(childOf(inputs, "if-no-files-found")) === "ignore") return void 0;
	const taken = takeTemplate(path, scope);
	if (taken.type === "refused") return void 0;
	const paths = taken.text.split("\n").map((line) => line.trim().replace(/^\.\//, "").replace(/\/$/, ""));
	const isInside = (each) => /^[^/~!$\\][^\\:]*$/.test(each) && !each.split("/").includes("..");
	const written = paths.filter((each) => each !== "");
	return written.length === 1 && written.every((each) => isInside(each) && !each.includes("${{")) ? written : void 0;
}
function takeRun(node, scope, facts) {
	const { defaults, outer, notes, isRead, isReadByJobs } = facts;
	const retried = retriedCommand(node);
	const written = childOf(node, "run") ?? retried;
	const run = textOf$2(written);
	if (written === void 0 || run === void 0 || run.trim() === "") {
		notes.push(noteOn$2(node, "a step of a mission runs a command: write `run`"));
		return;
	}
	if (retried !== void 0) notes.push(noteOn$2(retried, "it runs once here: write `retry` in the task", "changed"));
	const without = withoutCondition([textOf$2(childOf(node, "name")) ?? ""], [run]);
	const condition = conditionOf(childOf(node, "if"), scope, notes, without);
	if (condition.type === "never") {
		notes.push(noteOn$2(childOf(node, "if") ?? node, "it is never true here, so the step is left out"));
		return;
	}
	for (const [key, value] of entriesOf$1(node)) if (!KNOWN_KEYS$5.includes(key)) notes.push(noteOn$2(value, "a step of a mission has nothing like it"));
	const env = takeVariables(childOf(node, "env"), scope, notes);
	const shell = textOf$2(childOf(node, "shell")) ?? defaults.shell;
	const id = textOf$2(childOf(node, "id"));
	const renames = scope.outputNames.renamesOf(id ?? "");
	const script = takeScript({
		run,
		shell,
		env: new Map([...outer, ...env]),
		areOutputsRead: isRead,
		renames
	}, scope);
	const folder = takeWorkingDirectory(childOf(node, "working-directory") ?? defaults.workingDirectory, scope, outer);
	const name = plainName(textOf$2(childOf(node, "name")), scope);
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
		notes.push(noteOn$2(written, `${why}: the step fails until you write it`));
		const { file, line } = placeOf$1(written);
		return {
			...base,
			run: `echo "not converted: ${file.replace(/[^\w./ -]/g, "_")}:${line}" >&2\nexit 1\n`,
			shell: "sh"
		};
	}
	const prepared = withTemporaryFolder(script.run, shell);
	if (prepared !== void 0) notes.push({
		...noteOn$2(written, "each task has a folder of its own under it, as each job has in a workflow", "changed"),
		construct: "RUNNER_TEMP"
	});
	const command = folder.cd === void 0 ? prepared ?? script.run : `cd ${folder.cd}\n${prepared ?? script.run}`;
	if (folder.cd !== void 0 && !isPosix(shell)) notes.push(noteOn$2(node, "its folder is computed: write `working-directory`"));
	const isWritten = /\bMISSION_OUTPUT\b/.test(script.run);
	if ((isRead || isReadByJobs) && !isWritten) notes.push(noteOn$2(written, "its outputs are read, but a mission has no `GITHUB_OUTPUT`: write to `$MISSION_OUTPUT`"));
	else if (isRead && !script.handsOn) notes.push(noteOn$2(written, "later steps read its outputs: write them to `$MISSION_ENV` too"));
	const variables = new Map([...env, ...script.env]);
	const usual = shell === void 0 && (mayPipe(run) || /^\s*eval "\$/m.test(script.run)) ? PLAIN_BASH : shell;
	return {
		...base,
		run: command,
		...variables.size === 0 ? {} : { env: variables },
		...usual === void 0 || usual === "bash" ? {} : { shell: usual },
		...folder.path === void 0 ? {} : { workingDirectory: folder.path }
	};
}
function minutes(node, notes) {
	const value = Number(textOf$2(node));
	if (!(value > 0) || value > 3e4) {
		notes.push(noteOn$2(node, "expected a number of minutes: write `timeout`"));
		return {};
	}
	if (Number.isInteger(value)) return { timeout: value % 60 === 0 ? `${value / 60}h` : `${value}m` };
	return { timeout: `${Math.max(1, Math.round(value * 60))}s` };
}
function flag(node, notes) {
	const text = textOf$2(node)?.trim();
	if (node === void 0 || text === "false" || /^\$\{\{\s*false\s*\}\}$/.test(text ?? "")) return {};
	if (text === "true" || /^\$\{\{\s*true\s*\}\}$/.test(text ?? "")) return { continueOnError: true };
	notes.push(noteOn$2(node, "it is computed, and a failure counts here: write `continue-on-error: true` to allow it"));
	return {};
}

// src/convert/github/unread-legs.ts
function joinUnreadLegs(flat, isRead, node, notes) {
	if (flat.dimensions.size > 0) return flat;
	const kept = /* @__PURE__ */ new Map();
	const left = [];
	for (const entry of flat.include) {
		const read = [...entry].filter(([name]) => isRead(name)).sort(([one], [other]) => one < other ? -1 : 1);
		const key = JSON.stringify(read);
		const other = kept.get(key);
		const isUsual = other === void 0 || isStable(entry) && !isStable(other);
		if (isUsual) kept.set(key, entry);
		if (other !== void 0) left.push(isUsual ? other : entry);
	}
	if (left.length === 0) return flat;
	notes.push({
		place: placeOf$1(childOf(node, "include") ?? node),
		construct: `include: [${left.map(shown).join(", ")}]`,
		text: "these combinations differ from one that is left only in values that no command reads, so that they would run the same",
		kind: "left-out"
	});
	return {
		...flat,
		include: [...kept.values()]
	};
}
function unreadNote(name, values, kept, node) {
	return {
		place: placeOf$1(childOf(node, name) ?? node),
		construct: `${name}: [${values.map(String).join(", ")}]`,
		text: `no command reads it, so that all its combinations would run the same here: ${String(kept)} is left`,
		kind: "left-out"
	};
}
function isStable(entry) {
	return [...entry.values()].some((value) => /^(stable|latest|lts)/i.test(String(value)));
}
function shown(entry) {
	return `{ ${[...entry].map(([name, value]) => `${name}: ${String(value)}`).join(", ")} }`;
}

// src/convert/github/matrix.ts
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
		const uses = usesOf$1(name, flat, job);
		if (uses.has("machine")) left = onLinux(left, name, node, notes);
		const values = valuesOf(left, name);
		if (uses.has("machine") && isEmpty(left)) return {
			type: "refused",
			why: "it runs on systems other than Linux",
			jobs
		};
		const [only, ...more] = values;
		const isMachine = uses.has("machine") && left.dimensions.has(name);
		const isUnread = uses.size === 0 && isPlainDimension(left, name);
		const hasNoEffect = isMachine || isUnread || !uses.has("script") && (uses.has("machine") || uses.has("setup"));
		if (more.length > 0 && !hasNoEffect) continue;
		if (more.length === 0 && !hasNoEffect && !isConstant(left, name)) continue;
		const kept = usualValue(values) ?? only ?? "";
		const reduced = without$1(left, name, kept);
		if (left.dimensions.size === 0 && hasEmptyLeg(left, name) && reduced.include.length > 0) continue;
		fixed.set(name.toLowerCase(), literal(kept));
		if (more.length > 0) notes.push(isUnread ? unreadNote(name, values, kept, node) : fixedNote(name, values, kept, uses, node));
		left = reduced;
	}
	const isRead = (name) => {
		const uses = usesOf$1(name, flat, job);
		return uses.has("script") || uses.has("condition");
	};
	left = joinUnreadLegs(left, isRead, node, notes);
	for (const name of namesOf(left)) {
		const [only, ...more] = valuesOf(left, name);
		if (only === void 0 || more.length > 0 || left.include.length !== 1 || left.dimensions.size > 0) continue;
		fixed.set(name.toLowerCase(), literal(only));
		left = without$1(left, name, only);
	}
	for (const [path, name] of flat.renamed) {
		const value = fixed.get(name.toLowerCase());
		if (value !== void 0) fixed.set(path, value);
	}
	const values = new Map(namesOf(left).map((name) => [name.toLowerCase(), valuesOf(left, name)]));
	const names = {
		fixed,
		renamed: flat.renamed,
		values
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
function usualValue(values) {
	const usual = values.filter((value) => !/arm|aarch64|riscv|s390x|ppc/i.test(String(value)));
	const stable = usual.find((value) => /^(stable|latest|lts)/i.test(String(value)));
	const machine = usual.find((value) => /^ubuntu-latest$|^ubuntu-\d/.test(String(value)));
	if (stable !== void 0 || machine !== void 0) return stable ?? machine;
	const collator = new Intl.Collator("en", { numeric: true });
	return [...usual].sort((one, other) => collator.compare(String(one), String(other))).at(-1) ?? values.at(-1);
}
function combinationIds(id, matrix) {
	const expanded = expand({
		include: [],
		exclude: [],
		...matrix
	}, id);
	return expanded.type === "expanded" ? expanded.tasks.map((task) => task.id) : [];
}
function expand(flat, id = "job") {
	return require_mission.expandMatrix(id, {
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
function isConstant(flat, name) {
	const expanded = expand(flat);
	if (expanded.type === "rejected") return false;
	return new Set(expanded.tasks.map(({ values }) => values[name])).size === 1;
}
function usesOf$1(name, { renamed }, job) {
	const paths = [...renamed].filter(([, to]) => to === name).map(([from]) => from);
	const reads = [name.toLowerCase(), ...paths].map((path) => `matrix.${path}`);
	const uses = /* @__PURE__ */ new Set();
	for (const [path, text] of scalarsOf(job)) {
		const flat = text.toLowerCase().replace(/\[\s*'([^']+)'\s*\]/g, ".$1");
		if (!(flat.includes("${{") && /\bmatrix\b(?!\.[\w-])/.test(flat) || reads.some((read) => new RegExp(`${escaped(read)}(?![\\w-])`).test(flat)))) continue;
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
	if (key === "if" || key === "continue-on-error") return "condition";
	if (key === "strategy" || key === "name") return void 0;
	if (key !== "steps") return "script";
	const step = itemsOf$1(childOf(job, "steps"))[Number(index)];
	const uses = textOf$2(childOf(step, "uses"));
	if (uses !== void 0 && retriedCommand(step ?? job) === void 0) return roleOfAction(uses).type === "setup" ? "setup" : void 0;
	if (inner === "if") return "condition";
	return inner === "name" ? void 0 : "script";
}
function onLinux(flat, name, node, notes) {
	const others = valuesOf(flat, name).filter((value) => isOtherSystem(String(value)));
	if (others.length === 0) return flat;
	notes.push({
		place: placeOf$1(childOf(node, name) ?? node),
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
		place: placeOf$1(childOf(node, name) ?? node),
		construct: `${name}: [${values.map(String).join(", ")}]`,
		text: `it only ${what}, so that all its combinations would run the same here: ${String(kept)} is left; to check more versions, call each by its path or with a version manager`,
		kind: "left-out"
	};
}
function isEmpty({ dimensions, include }) {
	return include.length === 0 && (dimensions.size === 0 || [...dimensions.values()].some((values) => values.length === 0));
}
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
function hasEmptyLeg({ include }, name) {
	return include.some((entry) => [...entry.keys()].every((key) => key === name));
}
function isPlainDimension({ dimensions, include, exclude }, name) {
	return dimensions.has(name) && [...include, ...exclude].every((entry) => !entry.has(name));
}
function unique(entries) {
	const seen = /* @__PURE__ */ new Set();
	return entries.filter((entry) => seen.size !== seen.add(JSON.stringify([...entry])).size);
}
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

// src/convert/github/needs.ts
function needsOf(job, jobs, without, notes) {
	const missing = job.needs.filter((key) => {
		const needed = jobs.get(key);
		return needed?.id === void 0 && needed?.leftOut?.kind !== "changed" && !isOnlyFilter(needed);
	});
	const isStopped = missing.length > 0 && without === "skip";
	if (missing.length > 0) {
		const construct = oneLine$1(`needs: ${missing.join(", ")}`);
		const text = isStopped ? "not in the mission, and this publishes: it never runs here until you take `false` out of its `if`" : "not in the mission, so that this does not wait for it";
		notes.push({
			place: placeOf$1(childOf(job.node, "needs") ?? job.node),
			construct,
			text,
			kind: "left-out"
		});
	}
	return {
		ids: idsBehind(job.needs, jobs, ({ id }) => id !== void 0),
		isStopped
	};
}
function withKnownNeeds(entry, known, jobs) {
	const missing = entry.needs.filter((id) => !known.has(id));
	if (missing.length === 0) return entry;
	const needs = idsBehind([...jobs.values()].filter(({ id = "" }) => entry.needs.includes(id)).map(({ key }) => key), jobs, ({ id = "" }) => known.has(id));
	const scripts = entry.steps.map(({ run }) => run);
	const isStopped = withoutCondition([entry.id, entry.name ?? ""], scripts) === "skip";
	const text = isStopped ? "never runs here, and so neither does this until you take `false` out of its `if`" : "never runs here, so that this does not wait for it";
	const note = {
		place: entry.place,
		construct: `needs: ${missing.join(", ")}`,
		text,
		kind: "left-out"
	};
	return {
		...entry,
		needs,
		...isStopped ? { if: stopped(entry.if) } : {},
		notes: [...entry.notes, note]
	};
}
function stopped(condition) {
	return condition === void 0 || condition === "false" ? "false" : `false && (${condition})`;
}
function idsBehind(keys, jobs, isTaken) {
	const found = /* @__PURE__ */ new Set();
	const waiting = new Set(keys);
	for (const key of waiting) {
		const job = jobs.get(key);
		if (job === void 0) continue;
		if (isTaken(job)) found.add(job.id ?? "");
		else for (const next of job.needs) waiting.add(next);
	}
	return [...found];
}
function isOnlyFilter(job) {
	const outputs = [...job?.outputs.values() ?? []];
	return outputs.length > 0 && outputs.every(({ type }) => type === "expression");
}

// src/convert/github/path-filters.ts
const PATH_FILTER = /^(dorny\/paths-filter|AurorNZ\/paths-filter)@/i;
function pathFilters(job) {
	const found = /* @__PURE__ */ new Map();
	for (const step of itemsOf$1(childOf(job, "steps"))) {
		const id = textOf$2(childOf(step, "id"));
		const isFilter = PATH_FILTER.test(textOf$2(childOf(step, "uses")) ?? "");
		const filters = textOf$2(childOf(childOf(step, "with"), "filters"));
		if (!isFilter || id === void 0 || filters === void 0) continue;
		const parsed = parseLocated({
			path: "",
			text: filters
		});
		if (parsed.type === "invalid") continue;
		for (const [name, value] of entriesOf$1(parsed.root)) {
			const patterns = scalarsOf(value).map(([, text]) => text);
			if (patterns.length === 0 || !patterns.every(isTaken)) continue;
			const list = patterns.map((pattern) => `'${pattern.replaceAll("'", "''")}'`).join(", ");
			found.set(`${id}.${name}`.toLowerCase(), `case(changed(${list}), 'true', 'false')`);
		}
	}
	return found;
}
function isTaken(pattern) {
	return /^[^!][^{}()@?+|]*$/.test(pattern) && !pattern.startsWith("/");
}

// src/convert/github/jobs.ts
const KNOWN_KEYS$4 = [...[
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
		needs: itemsOf$1(childOf(node, "needs")).flatMap((item) => textOf$2(item) ?? []),
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
		place: placeOf$1(at),
		construct: `job ${oneLine$1(key)}`,
		text,
		kind: "left-out"
	});
	const uses = childOf(node, "uses");
	if (uses !== void 0) return leave(`it calls the workflow ${oneLine$1(textOf$2(uses) ?? "")}: convert that file too, or leave the job in the workflow`);
	if (childOf(node, "environment") !== void 0) return leave("an environment may need an approval and has secrets of its own: leave it as a job of its own");
	const runsOn = runsOnOf(node);
	if (runsOn !== void 0 && isOnOtherSystem(runsOn.text)) return leave(`it runs on ${oneLine$1(runsOn.text)}: leave it in the workflow, or run a mission there`);
	if (matrix.type === "refused") return leave(`${matrix.why}: leave it in the workflow, or write the values`);
	const steps = itemsOf$1(childOf(node, "steps"));
	if (steps.length === 0) return leave("it has no steps");
	if (steps.some(isCommand)) return void 0;
	const outputs = [...outputsOf(node).values()];
	if (outputs.length > 0 && outputs.length === entriesOf$1(childOf(node, "outputs")).length && outputs.every(({ type }) => type === "expression")) return {
		...leave("what reads its outputs calls `changed()` instead"),
		kind: "changed"
	};
	const actions = steps.flatMap((step) => textOf$2(childOf(step, "uses")) ?? []);
	if (actions.some((each) => roleOfAction(each).type === "verdict")) return {
		...leave("the mission itself succeeds only if everything has: require its job instead"),
		kind: "changed"
	};
	const others = actions.filter((each) => !["checkout", "setup"].includes(roleOfAction(each).type));
	return leave(`it runs no command, only actions${others.length === 0 ? "" : ` (${oneLine$1(others.join(", "))})`}: leave it in the workflow`);
}
function isCommand(step) {
	return childOf(step, "run") !== void 0 || retriedCommand(step) !== void 0;
}
function outputsOf(job) {
	const steps = itemsOf$1(childOf(job, "steps"));
	const commands = new Set(steps.filter(isCommand).flatMap((step) => textOf$2(childOf(step, "id"))?.toLowerCase() ?? []));
	const filters = pathFilters(job);
	const names = outputNames(job);
	const found = /* @__PURE__ */ new Map();
	for (const [name, value] of entriesOf$1(childOf(job, "outputs"))) {
		const [, step = "", output = ""] = /^\s*\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}\s*$/i.exec(textOf$2(value) ?? "") ?? [];
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
		needs: neededBy$1(job, context.jobs),
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
	const commands = itemsOf$1(childOf(node, "steps")).flatMap((step) => textOf$2(childOf(step, "run")) ?? []);
	const without = withoutCondition([job.key, textOf$2(childOf(node, "name")) ?? ""], commands);
	const needs = needsOf(job, context.jobs, without, notes);
	const services = context.services.take(node, scope, notes);
	const inner = {
		...scope,
		ports: services.ports
	};
	const condition = conditionOf(childOf(node, "if"), inner, notes, without);
	if (condition.type === "never") {
		const note = { ...noteOn$2(childOf(node, "if") ?? node, "its condition is never true here, so the job is left out") };
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
		notes: [...notes, noteOn$2(node, "none of its steps ever runs here, so the job is left out")]
	};
	const name = plainName(textOf$2(childOf(node, "name")), inner);
	noteName(childOf(node, "name"), name, notes);
	if (matrix.type === "taken" && matrix.combinations > 1) noteFailFast(node, notes);
	const timeout = childOf(node, "timeout-minutes");
	const { continueOnError } = flag(childOf(node, "continue-on-error"), notes);
	const lifted = liftCommon(taken.steps);
	return {
		entry: {
			id,
			kind: isCheckJob(id, name, taken.steps) ? "test" : "task",
			...name === void 0 || name === id ? {} : { name },
			needs: needs.ids,
			...lifted,
			...env.size === 0 ? {} : { env },
			...matrix.type === "taken" && matrix.matrix !== void 0 ? { matrix: matrix.matrix } : {},
			...condition.type === "condition" ? { if: condition.text } : {},
			...needs.isStopped ? { if: stopped(condition.type === "condition" ? condition.text : void 0) } : {},
			...timeout === void 0 ? {} : minutes(timeout, notes),
			...continueOnError === void 0 ? {} : { allowFailure: true },
			...services.ids.length === 0 ? {} : { services: services.ids },
			...taken.artifacts.length === 0 ? {} : { artifacts: [...new Set(taken.artifacts)] },
			setups: taken.before,
			notes,
			place: placeOf$1(node)
		},
		before: taken.before,
		notes: ofFile
	};
}
function neededBy$1({ needs }, jobs) {
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
function noteKeys(node, notes, ofFile) {
	for (const [key, value] of entriesOf$1(node)) if (key === "permissions") ofFile.push(noteOn$2(value, ADVICE$1[key] ?? ""));
	else if (!KNOWN_KEYS$4.includes(key)) notes.push(noteOn$2(value, ADVICE$1[key] ?? "a mission has nothing like it"));
	const runsOn = runsOnOf(node);
	if (runsOn !== void 0 && !/^(ubuntu-(latest|slim|\d+\.\d+)(?![\w-])|\$\{\{\s*matrix\..*|self-hosted|linux|, )+$/i.test(runsOn.text)) {
		const construct = `runs-on: ${oneLine$1(runsOn.text)}`;
		notes.push({
			...noteOn$2(runsOn.node, "all tasks run on the machine of the mission: choose one like it"),
			construct
		});
	}
	const parallel = childOf(childOf(node, "strategy"), "max-parallel");
	if (parallel !== void 0) notes.push(noteOn$2(parallel, "the gate decides how many run at once; write `pools` for a limit"));
}
function runDefaults(node) {
	const run = childOf(childOf(node, "defaults"), "run");
	const [shell, workingDirectory] = [textOf$2(childOf(run, "shell")), childOf(run, "working-directory")];
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
const READY_LINES = [
	[/postgres|postgis|pgvector|timescale/, "listening on IPv4 address"],
	[/mysql|mariadb/, "port: 3306"],
	[/redis|valkey|keydb/, "Ready to accept connections"],
	[/mongo/, "Waiting for connections"],
	[/rabbitmq/, "Server startup complete"],
	[/memcached/, ""]
];
const KNOWN_KEYS$3 = [
	"image",
	"env",
	"ports",
	"options"
];
function createServices(idOf) {
	const found = /* @__PURE__ */ new Map();
	return {
		services: () => [...found.values()],
		take(job, scope, notes) {
			const ids = [];
			const ports = /* @__PURE__ */ new Map();
			for (const [name, node] of entriesOf$1(childOf(job, "services"))) {
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
	const image = textOf$2(childOf(node, "image")) ?? textOf$2(node);
	const options = (textOf$2(childOf(node, "options")) ?? "").trim().replace(/\s*\n\s*/g, " ");
	const written = itemsOf$1(childOf(node, "ports")).map((item) => textOf$2(item) ?? "");
	const refuse = (why) => {
		const text = `${why}: write a service with \`docker run\` and \`ready\``;
		notes.push({
			...noteOn$2(node, text),
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
	for (const [key, value] of entriesOf$1(node)) if (!KNOWN_KEYS$3.includes(key)) own.push(noteOn$2(value, "write it as an option of `docker run`"));
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
		place: placeOf$1(node)
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

// src/convert/github/read-workflow.ts
const ADVICE = {
	permissions: "write it in the workflow that runs the mission",
	concurrency: "write it in the workflow that runs the mission",
	"run-name": "write it in the workflow that runs the mission"
};
const KNOWN_KEYS$2 = [
	"name",
	"on",
	"env",
	"defaults",
	"jobs"
];
function readWorkflow(file) {
	const parsed = parseLocated(file);
	if (parsed.type === "invalid") return {
		type: "unreadable",
		diagnostics: parsed.diagnostics
	};
	const { root } = parsed;
	const jobs = childOf(root, "jobs");
	if (!isMapping(jobs) || entriesOf$1(jobs).length === 0) return noJobs(file, root);
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
	for (const [key, value] of entriesOf$1(root)) if (!KNOWN_KEYS$2.includes(key)) notes.push(noteOn$2(value, ADVICE[key] ?? "a mission has nothing like it"));
	else if (key === "on") notes.push(noteOn$2(value, "write it in the workflow that runs the mission", "changed"));
	const idOf = createIds();
	const planned = new Map(entriesOf$1(jobs).map(([key, node]) => [key, planJob(key, node, (name) => idOf(name, "job"))]));
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
	const linked = entries.map((entry) => withKnownNeeds(entry, known, planned));
	notes.push(...hiddenNames(root, /* @__PURE__ */ new Set([...secrets, ...configuration])));
	const used = new Set(linked.flatMap((entry) => entry.services ?? []));
	const shared = shareServices(shareSteps(divideInstalls(linked), idOf));
	const inputs = takeInputs(childOf(root, "on"), notes);
	return {
		file: file.path,
		name: textOf$2(childOf(root, "name"))?.replaceAll("${{", "").trim() || lastPart(file.path).replace(/\.ya?ml$/, ""),
		before: [...before, ...givenNotes(root, secrets, configuration)],
		entries: withTask$1(shared),
		services: samePorts(services.services().filter(({ id }) => used.has(id))),
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
function uploadsOf(jobs) {
	const paths = entriesOf$1(jobs).flatMap(([, job]) => itemsOf$1(childOf(job, "steps"))).filter((step) => /^actions\/upload-artifact@/.test(textOf$2(childOf(step, "uses")) ?? "")).flatMap((step) => textOf$2(childOf(childOf(step, "with"), "path"))?.split("\n") ?? []);
	return new Set(paths.map(plainPath$1));
}
function givenNotes(root, secrets, configuration) {
	const texts = scalarsOf(root);
	const note = (context, name) => {
		const pattern = new RegExp(`\\b${context}(\\.|\\[')${name}\\b`, "i");
		const path = texts.find(([, text]) => pattern.test(text))?.[0];
		return {
			place: placeOf$1(path === void 0 ? root : {
				...root,
				path
			}),
			construct: oneLine$1(`${name}: \${{ ${context}.${name} }}`),
			text: "pass on in `env` of the step that runs the mission",
			kind: "changed"
		};
	};
	return [...[...secrets].map((name) => note("secrets", name)), ...[...configuration].map((name) => note("vars", name))];
}

// src/convert/shell/quote.ts
function quoteWord(word) {
	if (/^[\w@%+=:,./-]+$/.test(word)) return word;
	return `'${word.replaceAll("'", `'\\''`)}'`;
}

// src/convert/units/endless.ts
function endlessNeeds(units) {
	const users = usersOf(units);
	const byName = new Map(units.map((unit) => [unit.name, unit]));
	const found = new Map([...endlessUnits(units, users)].map((name) => [name, name]));
	for (const [name, endless] of found) for (const user of users.get(name) ?? []) {
		const unit = byName.get(user);
		if (unit !== void 0 && !isGroup(unit) && !found.has(user)) found.set(user, endless);
	}
	return found;
}
function isGroup(unit) {
	return unit.steps.length === 0;
}
function usersOf(units) {
	const users = /* @__PURE__ */ new Map();
	for (const unit of units) for (const { members } of unit.before) for (const member of members) require_mission.append(users, member, unit.name);
	return users;
}
function endlessUnits(units, users) {
	const endless = new Set(units.filter(({ purpose }) => purpose === "endless").map(({ name }) => name));
	const open = /* @__PURE__ */ new Map();
	const over = [];
	for (const unit of units) {
		const members = unit.before.flatMap((stage) => stage.members);
		if (!endless.has(unit.name) || !isGroup(unit) || members.length === 0) continue;
		const left = members.filter((name) => endless.has(name)).length;
		open.set(unit.name, left);
		if (left === 0) over.push(unit.name);
	}
	for (const name of over) {
		endless.delete(name);
		for (const user of users.get(name) ?? []) {
			const left = (open.get(user) ?? 0) - 1;
			open.set(user, left);
			if (left === 0 && endless.has(user)) over.push(user);
		}
	}
	return endless;
}

// src/convert/units/members-first.ts
function membersFirst(units) {
	const byName = new Map(units.map((unit) => [unit.name, unit]));
	const circles = circlesOf(units);
	const inCircle = /* @__PURE__ */ new Map();
	for (const unit of units) {
		const circle = circles.get(unit.name);
		if (circle !== void 0) require_mission.append(inCircle, circle, unit);
	}
	const together = (name) => inCircle.get(circles.get(name) ?? -1) ?? [byName.get(name)].filter((unit) => unit !== void 0);
	const first = (name) => together(name)[0]?.name ?? name;
	return inPostOrder(units.map(({ name }) => first(name)), (name) => together(name).flatMap((unit) => membersOf(unit).map(first))).flatMap(together);
}
function circlesOf(units) {
	const index = new Map(units.map(({ name }, at) => [name, at]));
	const needs = units.map((unit) => [...unit.inside, ...membersOf(unit)].flatMap((name) => name === unit.name ? [] : index.get(name) ?? []));
	const circles = require_mission.stronglyConnectedComponents({
		count: units.length,
		needs
	});
	return new Map(circles.flatMap((nodes, circle) => nodes.map((node) => [units[node]?.name ?? "", circle])));
}
function membersOf(unit) {
	return unit.before.flatMap(({ members }) => members);
}
function inPostOrder(names, next) {
	const found = [];
	const seen = /* @__PURE__ */ new Set();
	const open = [];
	const enter = (name) => {
		if (seen.has(name)) return;
		seen.add(name);
		open.push({
			name,
			members: next(name),
			at: 0
		});
	};
	for (const name of names) {
		enter(name);
		for (let top = open.at(-1); top !== void 0; top = open.at(-1)) {
			const member = top.members[top.at];
			top.at += 1;
			if (member !== void 0) {
				enter(member);
				continue;
			}
			found.push(top.name);
			open.pop();
		}
	}
	return found;
}

// src/convert/units/purpose.ts
const ENDLESS = words("dev develop start serve server watch watcher preview up logs log tail tunnel proxy hot daemon");
const BY_HAND = words("help open ui debug headed inspect shell console repl new create login edit interactive todo list");
const MEASURE = words("bench benches benchmark benchmarks perf profile profiling flamegraph");
const PUBLISH = words("publish release releases deploy deployment push upload version tag tags changelog changeset bump notify dist-tag prerelease sign ship rollback");
const CLEAN = words("clean cleanup clear purge nuke reset distclean mrproper rm remove uninstall down stop destroy teardown prune");
const CHANGE = words("fix fixes fixup autofix write update updates upgrade sync rename migrate migration seed tidy add scaffold record bless");
const INSTALL = words("install init setup bootstrap deps dependencies prepare prep hooks husky venv tools vendor postinstall preinstall");
const STATIC = words("lint lints linter linting eslint prettier stylelint biome clippy ruff flake8 mypy pylint rubocop shellcheck vet staticcheck golangci typecheck types type tsc typing pyright style spellcheck spelling spell cspell format fmt formatting audit knip dedupe licenses license actionlint yamllint markdownlint oxlint hadolint phpstan psalm security govulncheck gosec trivy semgrep bandit gitleaks unused udeps machete shear");
const CHECK = words("test tests testing tested spec specs unit units integration e2e end2end smoke acceptance regression conformance check checks checking verify verification validate validation coverage cov quality cypress playwright vitest jest mocha pytest tox fuzz miri race testsuite doctest dts attw publint size bundlewatch");
const WORK = words("build builds compile bundle bundles transpile dist package packages pack assemble wasm image transpilation emit compilation docs doc documentation apidoc javadoc");
const GENERATE = words("generate gen codegen proto protobuf regenerate regen mocks");
const COLLECTION = words("all ci default everything precommit prepush full main pipeline preflight ready qa");
const GENERATES = words("generate regenerate regen gen codegen");
const REWRITES = words("fix fixes fixup autofix write update updates record bless sync tidy");
const THINGS = words("types type typing licenses license size");
const DOCUMENTATION = words("doc docs documentation apidoc javadoc");
const BUILDS = words("build builds compile bundle image wasm package packages pack dist");
const VARIANT = words("ci cov coverage debug verbose tap staged changed related local once report html junit profile snapshot snapshots fast quick only failed all");
const ENDLESS_COMMAND = /(^|&&\s*|;\s*|\()(npx\s+|\w+=\S+\s+)*(nodemon|ts-node-dev|browser-sync|live-server|http-server|webpack-dev-server|json-server|start-storybook)(\s|$)|\s(--watch(All)?|--serve)(=true)?(\s|$)|\b(tsc|vue-tsc|sass|rollup|webpack|tsup|esbuild|babel)\b.*\s-w(\s|$)|^(npx |cross-env (\w+=\S+ )*)?(vite( dev| serve| preview)?|next (dev|start)|nuxt (dev|start)|astro (dev|preview)|remix dev|ng serve|webpack serve|expo start|storybook dev|wrangler dev|vercel dev|parcel|serve)(\s+-|\s*$)|docker[ -]compose up(?!.*\s(-d|--detach|--wait|--abort-on-container-exit|--exit-code-from))|^tail -[fF]|\bflask run\b|\buvicorn\b|\brunserver\b|\bmkdocs serve\b|\bjekyll serve\b|\bhugo serve(r)?\b|\b(mdbook|zola|trunk|zensical|artisan|symfony|leptos|dx|quarto|eleventy|vitepress|docusaurus|gatsby) (serve|dev|start|develop|watch|preview)\b|^cargo watch\b/;
const PUBLISH_COMMAND = /\bgit push\b(?!.*--dry-run)|\b(npm|pnpm|yarn|bun|cargo|poetry|uv|hex) publish\b(?!.*--dry-run)|\bdocker (image )?push\b|\bgh release (create|upload)\b|\btwine upload\b/;
const SHOWING_COMMAND = /^@?(echo|printf|cat|git (describe|rev-parse|log|show))\b/;
const DETACHED_COMMAND = /docker[ -]compose\b.*\bup\b.*\s(-d|--detach|--wait)(\s|$)|docker run\b.*\s(-d|--detach)\s/;
const READ_ONLY_FORMAT = /--check\b|\s-c(\s|$)|--list-different|\s-l(\s|$)|--dry-run|--diff\b|--verify|--test\b|-d(\s|$)|-D(\s|$)|--exit-code/;
const STATIC_COMMAND = /^(\w+=\S* +)*(cross-env (\w+=\S+ )*)?((npx|pnpm exec|yarn|uv run|poetry run) )?(tsc\b.*--noEmit|vue-tsc|svelte-check|eslint|oxlint|biome|prettier|stylelint|mypy|ruff|flake8|pylint|pyright|black|isort|golangci-lint|go vet|gofmt|staticcheck|cargo (clippy|fmt|deny|audit)|shellcheck|actionlint|hadolint)\b/;
const BUILD_COMMAND = /^(\w+=\S+ +)*(cross-env (\w+=\S+ )*)?(npx )?(tsc|tsup|rollup|webpack|esbuild|vite build|next build|nuxt build|astro build|ng build|swc|babel|parcel build|unbuild|tsdown|rolldown|microbundle|cargo build|go build|go install|docker build|cmake --build|(\.\/)?gradlew? (assemble|build)|mvn (package|install)|dotnet build|python3? -m build|\$\(CC\)|gcc|cc|clang|\$\(CXX\)|g\+\+)(\s|$)/;
function purposeOf(name, commands) {
	const parts = wordsOf(name);
	const first = parts.find((word) => CHECK.has(word) || STATIC.has(word) || WORK.has(word));
	const checksServer = /[:/]server\b/i.test(name) || isCheckCommand(commands.at(-1) ?? "");
	const byName = first === void 0 ? purposeOfOtherWords(parts) : purposeOfKnownWord(first, parts, checksServer);
	if (commands.some((command) => ENDLESS_COMMAND.test(command))) return "endless";
	if (byName === "endless") return commands.some((command) => DETACHED_COMMAND.test(command)) ? "unclear" : byName;
	if (commands.some((command) => PUBLISH_COMMAND.test(command))) return "publish";
	if (byName === "publish" && commands.length > 0 && commands.every((command) => SHOWING_COMMAND.test(command))) return "by-hand";
	if (byName === "static-check") return formats(parts) && !readsOnly(commands) ? "change" : byName;
	const isStatic = commands.length > 0 && commands.every((command) => STATIC_COMMAND.test(command));
	if (byName === "check") return isStatic ? "static-check" : byName;
	if (byName !== "unclear") return byName;
	if (isCheckCommand(commands.at(-1) ?? "")) return isStatic ? "static-check" : "check";
	return commands.some((command) => BUILD_COMMAND.test(command)) ? "work" : "unclear";
}
function variantOf(name, names) {
	if (["coverage", "cov"].includes(name.toLowerCase())) return names.has("test") ? "test" : void 0;
	const [, base, suffix] = /^(.+?)[-:._/]([A-Za-z0-9]+)$/.exec(name) ?? [];
	if (base === void 0 || suffix === void 0 || !VARIANT.has(suffix.toLowerCase())) return void 0;
	return names.has(base) ? base : void 0;
}
function wordsOf(name) {
	return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
}
function purposeOfKnownWord(first, parts, checksServer) {
	const isWork = WORK.has(first);
	const isDocumentation = DOCUMENTATION.has(first);
	const after = parts.slice(parts.indexOf(first) + 1);
	const has = (set) => after.some((word) => set.has(word));
	const isDevelopment = has(words("dev")) && ![
		"build",
		"compile",
		"bundle"
	].includes(first);
	const hasServer = has(words("server")) && !BUILDS.has(first) && (isWork || !checksServer);
	const isShown = has(words("watch serve start")) || has(words("preview")) && !BUILDS.has(first);
	if (hasServer || isShown || isDevelopment || parts[0] === "watch") return "endless";
	const before = parts.slice(0, parts.indexOf(first));
	if (before.some((word) => GENERATES.has(word)) && !isDocumentation) return "generate";
	if (!isWork && (has(words("generate")) || THINGS.has(first) && has(GENERATES))) return "generate";
	if (!isWork && (has(words("setup init bootstrap")) || has(words("install")) && !isTest(first))) return "install";
	const check = after.find((word) => CHECK.has(word) || STATIC.has(word));
	if (isDocumentation && check !== void 0) return purposeOfKnownWord(check, parts.slice(parts.indexOf(check)), checksServer);
	if (before.some((word) => PUBLISH.has(word))) return "publish";
	if (before.some((word) => CLEAN.has(word))) return "clean";
	if (before.some((word) => INSTALL.has(word))) return "install";
	const changes = CHECK.has(first) ? REWRITES : CHANGE;
	if (before.some((word) => CHANGE.has(word)) || !isWork && has(changes)) return "change";
	if (before.some((word) => ENDLESS.has(word))) return "endless";
	if (parts.some((word) => MEASURE.has(word)) && !isWork) return "measure";
	if (after.some((word) => [
		"open",
		"ui",
		"debug",
		"headed",
		"inspect"
	].includes(word))) return "by-hand";
	if (after.some((word) => CLEAN.has(word) && !(CHECK.has(first) && word === "uninstall"))) return "clean";
	if (!isWork && has(words("merge combine upload badge"))) return "unclear";
	if (isWork) return has(words("publish push deploy upload")) ? "publish" : "work";
	if (has(words("publish deploy"))) return "publish";
	if (STATIC.has(first)) return "static-check";
	return parts.some((word) => STATIC.has(word)) ? "static-check" : "check";
}
function isTest(word) {
	return [
		"test",
		"tests",
		"check",
		"verify",
		"smoke",
		"e2e",
		"acceptance"
	].includes(word);
}
function purposeOfOtherWords(parts) {
	if (parts.includes("dev") && parts.every((word) => word === "dev" || !ENDLESS.has(word)) && parts.some((word) => INSTALL.has(word))) return "install";
	return [
		[PUBLISH, "publish"],
		[CLEAN, "clean"],
		[ENDLESS, "endless"],
		[CHANGE, "change"],
		[INSTALL, "install"],
		[GENERATE, "generate"],
		[MEASURE, "measure"],
		[BY_HAND, "by-hand"],
		[COLLECTION, "collection"]
	].find(([set]) => parts.some((word) => set.has(word)))?.[1] ?? "unclear";
}
function formats(parts) {
	return parts.some((word) => [
		"format",
		"fmt",
		"formatting",
		"prettier",
		"style"
	].includes(word)) && !parts.some((word) => CHECK.has(word) || word === "lint");
}
function readsOnly(commands) {
	const reads = (command) => READ_ONLY_FORMAT.test(command) || isCheckCommand(command);
	return commands.length > 0 && commands.every((command) => reads(command) && !/\s(-w|--write|--fix)(\s|$)/.test(command));
}
function words(text) {
	return new Set(text.trim().split(/\s+/));
}

// src/convert/units/choose.ts
const REASONS = {
	generate: "generates files, and nothing that was taken names it; add it if a build needs it",
	endless: "does not end by itself; if a test needs it, make it a service",
	publish: "publishes something; add it if this mission is meant to",
	clean: "removes files that tasks may use at the same time",
	change: "changes files or data",
	install: "installs or prepares something; do it once before the mission",
	parameter: "needs values from its caller; add it with them",
	place: "puts files into the system",
	measure: "measures, for which nothing else should run",
	"by-hand": "is used by hand",
	lifecycle: "is run by the package manager itself",
	collection: "has commands of its own under a general name; add it if it does more than the entries here",
	variant: "runs another one with other arguments; add it if this mission needs both",
	placeholder: "is only the placeholder for tests",
	unclear: "is neither a build nor a check by its name and its commands; add it if this mission needs it"
};
const OPTIONAL = /* @__PURE__ */ new Set([
	"endless",
	"publish",
	"clean",
	"change",
	"install",
	"by-hand",
	"measure",
	"place",
	"parameter",
	"lifecycle"
]);
function chooseUnits(units) {
	const bases = units.filter(({ purpose, isHidden }) => isTakeable(purpose) && !isHidden);
	const all = {
		byName: new Map(units.map((unit) => [unit.name, unit])),
		endless: endlessNeeds(units),
		bases: new Set(bases.map(({ name }) => name))
	};
	const roots = units.filter((unit) => isRoot(unit, all));
	const inner = insideOf(units, roots, all);
	const taken = /* @__PURE__ */ new Set();
	for (const root of roots) if (!inner.has(root.name)) take(root, all, taken);
	const leading = leadingToEntries(units, taken, all);
	return new Map(units.map((unit) => [unit.name, choiceOf(unit, {
		...all,
		taken,
		inner,
		leading
	})]));
}
function isRoot(unit, all) {
	if (unit.isHidden || all.endless.has(unit.name)) return false;
	const { purpose } = unit;
	if (purpose === "collection") return isGroup(unit);
	if (!isTakeable(purpose)) return false;
	return isGroup(unit) || replacedBy(unit, all) === void 0;
}
function replacedBy(unit, { byName, bases }) {
	if (unit.purpose === "work") {
		const base = prefixesOf(unit.name).find((name) => bases.has(name) && byName.get(name)?.purpose === "work");
		if (base !== void 0) return base;
	}
	return variantOf(unit.name, bases);
}
function prefixesOf(name) {
	return [...name.matchAll(/[-:._/]/g)].map(({ index }) => name.slice(0, index)).reverse();
}
function isTakeable(purpose) {
	return purpose === "check" || purpose === "static-check" || purpose === "work";
}
function take(root, { byName, endless }, taken) {
	const waiting = [root];
	for (let unit = waiting.pop(); unit !== void 0; unit = waiting.pop()) {
		if (taken.has(unit.name)) continue;
		taken.add(unit.name);
		for (const member of membersOf(unit)) {
			const other = byName.get(member);
			if (other !== void 0 && isFit(unit, other, endless)) waiting.push(other);
		}
	}
}
function isFit(unit, needed, endless) {
	return !endless.has(needed.name) && (!isGroup(unit) || !OPTIONAL.has(needed.purpose));
}
function insideOf(units, roots, { byName }) {
	const circles = circlesOf(units);
	const found = /* @__PURE__ */ new Map();
	const followed = /* @__PURE__ */ new Set();
	for (const root of roots) {
		const circle = circles.get(root.name);
		const isFollowed = circle !== void 0 && followed.has(circle);
		const seen = /* @__PURE__ */ new Set();
		const waiting = [...root.inside];
		for (let name = waiting.pop(); name !== void 0; name = waiting.pop()) {
			const other = byName.get(name);
			if (other === void 0 || seen.has(name) || found.has(name)) continue;
			seen.add(name);
			const isCircle = name === root.name || circle !== void 0 && circles.get(name) === circle;
			if (isCircle && isFollowed) continue;
			if (!isCircle) found.set(name, root.name);
			else if (circle !== void 0) followed.add(circle);
			for (const next of other.inside) waiting.push(next);
			for (const next of membersOf(other)) waiting.push(next);
		}
	}
	return found;
}
function runInside(unit, byName) {
	const found = /* @__PURE__ */ new Set();
	const waiting = [...unit.inside];
	for (let name = waiting.pop(); name !== void 0; name = waiting.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		const other = byName.get(name);
		for (const next of other?.inside ?? []) waiting.push(next);
		for (const next of other === void 0 ? [] : membersOf(other)) waiting.push(next);
	}
	return found;
}
function leadingToEntries(units, taken, { byName }) {
	const users = usersOf(units);
	const found = new Set(units.filter((unit) => taken.has(unit.name) && !isGroup(unit)).map(({ name }) => name));
	for (const name of found) for (const user of users.get(name) ?? []) {
		const unit = byName.get(user);
		if (unit !== void 0 && taken.has(user) && isGroup(unit)) found.add(user);
	}
	return found;
}
function choiceOf(unit, all) {
	const { taken, inner, leading, endless } = all;
	const members = membersOf(unit);
	if (taken.has(unit.name)) {
		if (!isGroup(unit)) return { type: "entry" };
		const kept = members.filter((name) => taken.has(name));
		if (kept.some((name) => leading.has(name))) return {
			type: "group",
			members: kept
		};
		return {
			type: "left-out",
			reason: members.length === 0 ? "does nothing by itself" : "runs nothing that is fit for a mission"
		};
	}
	const outer = inner.get(unit.name);
	if (outer !== void 0 && taken.has(outer)) return {
		type: "inside",
		outer
	};
	const without = endless.get(unit.name);
	if (without !== void 0 && without !== unit.name) return {
		type: "left-out",
		reason: `needs \`${without}\`, which does not end by itself`
	};
	const base = isTakeable(unit.purpose) ? replacedBy(unit, all) : void 0;
	if (base !== void 0) return {
		type: "left-out",
		reason: `looks like a variant of \`${base}\`, which does not run it; add it if this mission needs both`
	};
	if (isGroup(unit) && members.length === 0) return {
		type: "left-out",
		reason: "does nothing by itself"
	};
	if (unit.isHidden) return {
		type: "left-out",
		reason: "only runs with another one, which was not taken"
	};
	return {
		type: "left-out",
		reason: REASONS[unit.purpose] ?? "is not needed by anything that was taken"
	};
}

// src/convert/units/cover.ts
var Cover = class {
	all = /* @__PURE__ */ new Set();
	work = /* @__PURE__ */ new Set();
	add(name, isPlainCheck) {
		this.all.add(name);
		if (!isPlainCheck) this.work.add(name);
	}
	addBehind(name, isPlainCheck, needs) {
		for (const need of needs) {
			this.all.delete(need);
			if (!isPlainCheck) this.work.delete(need);
		}
		this.add(name, isPlainCheck);
	}
	addAll({ all, work }) {
		for (const name of all) this.all.add(name);
		for (const name of work) this.work.add(name);
	}
};

// src/convert/units/waits.ts
var Waits = class {
	#needs = /* @__PURE__ */ new Map();
	#users = /* @__PURE__ */ new Map();
	#places = /* @__PURE__ */ new Map();
	constructor(names) {
		for (const name of names) {
			this.#needs.set(name, /* @__PURE__ */ new Set());
			this.#users.set(name, /* @__PURE__ */ new Set());
			this.#places.set(name, this.#places.size);
		}
	}
	has(name) {
		return this.#needs.has(name);
	}
	needsOf(name) {
		return this.#needs.get(name) ?? /* @__PURE__ */ new Set();
	}
	reaches(from, to) {
		return from === to || this.#search(from, this.#needs, (place) => place >= this.#place(to)).has(to);
	}
	add(name, need) {
		this.#needs.get(name)?.add(need);
		this.#users.get(need)?.add(name);
		const [lowest, highest] = [this.#place(name), this.#place(need)];
		if (highest < lowest) return;
		const first = this.#search(need, this.#needs, (place) => place > lowest);
		const then = this.#search(name, this.#users, (place) => place < highest);
		const moved = [...this.#sorted(first), ...this.#sorted(then)];
		const places = moved.map((each) => this.#place(each)).sort((a, b) => a - b);
		for (const [index, each] of moved.entries()) this.#places.set(each, places[index] ?? 0);
	}
	reduced(names) {
		return new Map([...names].map((name) => [name, this.#reducedNeeds(name)]));
	}
	#reducedNeeds(name) {
		const needs = [...this.needsOf(name)];
		if (needs.length < 2) return needs;
		const lowest = Math.min(...needs.map((need) => this.#place(need)));
		const implied = /* @__PURE__ */ new Set();
		const waiting = [...needs];
		for (let each = waiting.pop(); each !== void 0; each = waiting.pop()) for (const need of this.#needs.get(each) ?? []) {
			if (this.#place(need) < lowest || implied.has(need)) continue;
			implied.add(need);
			waiting.push(need);
		}
		return needs.filter((need) => !implied.has(need));
	}
	#search(from, next, isOfInterest) {
		const found = /* @__PURE__ */ new Set([from]);
		if (!isOfInterest(this.#place(from))) return found;
		for (const each of found) for (const other of next.get(each) ?? []) if (isOfInterest(this.#place(other))) found.add(other);
		return found;
	}
	#sorted(names) {
		return [...names].sort((one, other) => this.#place(one) - this.#place(other));
	}
	#place(name) {
		return this.#places.get(name) ?? 0;
	}
};

// src/convert/units/order.ts
function orderUnits(units, taken, addsBuilds) {
	const order = new Ordering(units, taken);
	for (const unit of membersFirst(units)) if (taken.has(unit.name)) order.addStages(unit);
	if (addsBuilds) order.addBuilds(units);
	return {
		needs: order.reduced(),
		dropped: order.dropped
	};
}
var Ordering = class {
	#byName;
	#taken;
	#endless;
	#entries;
	#waits;
	#covers = /* @__PURE__ */ new Map();
	dropped = [];
	constructor(units, taken) {
		this.#byName = new Map(units.map((unit) => [unit.name, unit]));
		this.#taken = taken;
		this.#endless = endlessNeeds(units);
		this.#entries = [...taken].filter((name) => !isGroup(this.#unit(name)));
		const entries = new Set(this.#entries);
		this.#waits = new Waits(membersFirst(units).flatMap(({ name }) => entries.has(name) ? [name] : []));
	}
	addStages(unit) {
		const cover = new Cover();
		const earlier = /* @__PURE__ */ new Set();
		const [only, ...more] = unit.before;
		if (only !== void 0 && more.length === 0) {
			for (const name of only.members) if (this.#isTaken(unit, name)) this.#addAll(cover, name);
		} else for (const stage of unit.before) this.#addStage(unit, stage, cover, earlier);
		if (!isGroup(unit)) {
			const isListed = unit.before.every((stage) => stage.isListed);
			const before = () => only === void 0 || more.length > 0 ? earlier : new Set(this.#partsOf(unit, only.members));
			this.#wait(unit.name, cover, before, isListed);
			this.#add(cover, unit.name);
		}
		this.#covers.set(unit.name, cover);
	}
	#addStage(unit, stage, cover, earlier) {
		const members = new Set(stage.members);
		const parts = this.#partsOf(unit, stage.members);
		for (const name of parts) {
			const isPart = !members.has(name);
			if (!earlier.has(name)) this.#wait(name, cover, () => earlier, stage.isListed, isPart && !usesResults(name));
		}
		for (const name of parts) {
			if (!earlier.has(name)) this.#add(cover, name);
			earlier.add(name);
		}
	}
	addBuilds(units) {
		const tasks = this.#entries.filter((name) => !isCheckPurpose(this.#unit(name)) && !OPTIONAL.has(this.#unit(name).purpose) && !usesResults(name));
		const needed = new Set(tasks.flatMap((name) => [...this.#waits.needsOf(name)]));
		const builds = new Set(tasks.filter((name) => !needed.has(name) && !isDocumentation(name)));
		for (const { name, purpose } of units) {
			if (purpose !== "check" || !this.#waits.has(name) || this.#waits.needsOf(name).size > 0) continue;
			const unit = this.#unit(name);
			const own = [...runInside(unit, this.#byName)].filter((other) => this.#builds(other) && (builds.has(other) || !this.#waits.has(other)));
			for (const build of own.length === 0 ? builds : own) if (this.#waits.has(build) && !this.#waits.reaches(build, name)) this.#waits.add(name, build);
		}
	}
	reduced() {
		return this.#waits.reduced(this.#entries);
	}
	#wait(name, cover, earlier, isListed, isIndependent = false) {
		const mayStart = isListed && (isIndependent || usesNoResults(this.#unit(name)));
		const covering = mayStart ? cover.work : cover.all;
		const isCircle = [...covering].some((other) => other !== name && this.#waits.reaches(other, name));
		for (const other of isCircle ? earlier() : covering) {
			if (other === name || mayStart && isPlainCheck(this.#unit(other))) continue;
			if (this.#waits.reaches(other, name)) this.dropped.push([name, other]);
			else this.#waits.add(name, other);
		}
	}
	#add(cover, name) {
		cover.addBehind(name, isPlainCheck(this.#unit(name)), this.#waits.needsOf(name));
	}
	#addAll(cover, name) {
		const known = this.#covers.get(name);
		if (known !== void 0) cover.addAll(known);
		else for (const each of this.#entriesOf(name)) cover.add(each, isPlainCheck(this.#unit(each)));
	}
	#partsOf(unit, members) {
		return members.filter((name) => this.#isTaken(unit, name)).flatMap((name) => this.#entriesOf(name));
	}
	#entriesOf(root) {
		const members = (name) => {
			const unit = this.#unit(name);
			return unit.before.flatMap((stage) => stage.members.filter((member) => this.#isTaken(unit, member)));
		};
		return inPostOrder([root], members).filter((name) => this.#waits.has(name));
	}
	#builds(name) {
		return this.#byName.get(name)?.purpose === "work" && !isDocumentation(name);
	}
	#isTaken(unit, name) {
		return this.#taken.has(name) && isFit(unit, this.#unit(name), this.#endless);
	}
	#unit(name) {
		const unit = this.#byName.get(name);
		if (unit === void 0) throw new Error(`expected only known units, found ${name}`);
		return unit;
	}
};
function isPlainCheck(unit) {
	return isCheckPurpose(unit) && kindOfName(unit.name) !== "work";
}
function usesNoResults(unit) {
	return !usesResults(unit.name) && ([
		"work",
		"generate",
		"install"
	].includes(unit.purpose) || isPlainCheck(unit));
}
function usesResults(name) {
	return wordsOf(name).some((word) => AFTER_CHECKS.has(word));
}
const AFTER_CHECKS = new Set("merge report reports combine collect summary summarize finish after post teardown threshold upload badge".split(" "));
function isDocumentation(name) {
	return wordsOf(name).some((word) => [
		"doc",
		"docs",
		"documentation",
		"apidoc",
		"javadoc"
	].includes(word));
}
function isCheckPurpose({ purpose }) {
	return purpose === "check" || purpose === "static-check";
}

// src/convert/units/share.ts
function sharedParts(units, needs) {
	const byName = new Map(units.map((unit) => [unit.name, unit]));
	const runners = /* @__PURE__ */ new Map();
	for (const unit of units) {
		if (!needs.has(unit.name)) continue;
		for (const part of /* @__PURE__ */ new Set([unit.name, ...runInside(unit, byName)])) require_mission.append(runners, part, unit.name);
	}
	const waiting = reversed(needs);
	const shared = /* @__PURE__ */ new Map();
	for (const [part, names] of runners) {
		if (names.length < 2) continue;
		const users = needs.has(part) ? /* @__PURE__ */ new Set([...names, ...allBehind(part, waiting)]) : new Set(names);
		for (const user of meeting(names, users, needs, waiting)) shared.set(user, (shared.get(user) ?? /* @__PURE__ */ new Set()).add(part));
	}
	return shared;
}
function meeting(runners, users, needs, waiting) {
	const found = /* @__PURE__ */ new Set();
	for (const runner of runners) {
		const ordered = /* @__PURE__ */ new Set([...allBehind(runner, needs), ...allBehind(runner, waiting)]);
		for (const user of users) {
			if (user === runner || ordered.has(user)) continue;
			found.add(user);
			found.add(runner);
		}
		if (found.size === users.size) break;
	}
	return found;
}

// src/convert/units/draft-units.ts
function draftUnits(file) {
	const choices = chooseUnits(file.units);
	const isTaken = (choice) => choice.type === "entry" || choice.type === "group";
	const taken = new Set([...choices].filter(([, choice]) => isTaken(choice)).map(([name]) => name));
	const { needs, dropped } = orderUnits(file.units, taken, file.namesAllNeeds !== true);
	const shared = sharedParts(file.units, needs);
	const newId = createIds();
	const byName = new Map(file.units.map((unit) => [unit.name, unit]));
	const circles = /* @__PURE__ */ new Map();
	for (const [name, other] of dropped) require_mission.append(circles, name, other);
	const ids = new Map([...needs.keys()].map((name) => [name, newId(byName.get(name)?.id ?? name)]));
	const entries = file.units.flatMap((unit) => {
		const id = ids.get(unit.name);
		if (id === void 0) return [];
		const notes = [...unit.notes, ...notesOf$2(file, unit, {
			byName,
			needs,
			shared: shared.get(unit.name),
			circles: circles.get(unit.name) ?? []
		})];
		return [toEntry(file, unit, id, (needs.get(unit.name) ?? []).map((name) => ids.get(name) ?? name), notes, shared)];
	});
	const isSetup = (unit) => unit.purpose === "install" && choices.get(unit.name)?.type === "left-out" && unit.steps.length > 0;
	return {
		entries,
		notes: file.units.flatMap((unit) => {
			const choice = choices.get(unit.name);
			return choice === void 0 || choice.type === "entry" || isSetup(unit) ? [] : [...choice.type === "group" ? unit.notes : [], noteOf$1(file, unit, choice)];
		}),
		before: file.units.filter(isSetup).map((unit) => ({
			place: placeOf(file, unit),
			construct: commandOf(unit),
			text: BEFORE,
			kind: "left-out"
		}))
	};
}
function placeOf({ file }, unit) {
	return {
		file: unit.file ?? file,
		line: unit.line
	};
}
function commandOf({ steps, workingDirectory, construct }) {
	if (steps.length === 0) return construct;
	return [...workingDirectory === void 0 ? [] : [`cd ${quoteWord(workingDirectory)}`], ...steps.map(({ run }) => run.trim())].join(" && ").replace(/\n+/g, "; ");
}
const BEFORE = "do once before the mission, in the steps of its job or on your machine";
function toEntry(file, unit, id, needs, notes, shared) {
	return {
		id,
		kind: unit.purpose === "check" || unit.purpose === "static-check" ? "test" : "task",
		name: unit.title,
		needs,
		steps: unit.steps,
		finally: unit.finally,
		env: unit.env,
		workingDirectory: unit.workingDirectory,
		allowFailure: unit.allowFailure,
		locks: shared.has(unit.name) ? [file.lock] : void 0,
		notes,
		place: placeOf(file, unit)
	};
}
function notesOf$2(file, unit, { byName, needs, shared, circles }) {
	const about = (text, kind = "changed") => ({
		place: placeOf(file, unit),
		construct: unit.construct,
		text,
		kind
	});
	const again = [...runInside(unit, byName)].filter((name) => needs.has(name) && name !== unit.name);
	const parts = [...shared ?? []].filter((name) => name !== ".NOTPARALLEL");
	return [
		...again.length === 0 ? [] : [about(`runs ${listOf(again)} again, which ${again.length === 1 ? "is an entry" : "are entries"} too`)],
		...parts.length === 0 ? [] : [about(`shares ${listOf(parts)} with another entry, so the lock \`${file.lock}\` keeps them apart`)],
		...circles.length === 0 ? [] : [about(`would wait for ${listOf(circles)} in a circle, so it does not`, "left-out")]
	];
}
function noteOf$1(file, unit, choice) {
	const note = {
		place: placeOf(file, unit),
		construct: unit.construct
	};
	switch (choice.type) {
		case "group": return {
			...note,
			kind: "changed",
			text: `only runs ${listOf(choice.members)}, ${ownEntries(choice.members)}`
		};
		case "inside": return {
			...note,
			kind: "changed",
			text: `runs inside \`${choice.outer}\``
		};
		case "left-out": return {
			...note,
			kind: "left-out",
			text: `the ${file.word} \`${unit.name}\` ${choice.reason}`
		};
		default: return choice;
	}
}
function ownEntries(names) {
	return names.length === 1 ? "which is an entry of its own" : "which are entries of their own";
}
const MOST_NAMED = 6;
function listOf(names) {
	const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
	const rest = names.length - shown.length;
	return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

// src/convert/units/place.ts
function folderOfFile(path) {
	const parts = [];
	const isAbsolute = /^(?:[A-Za-z]:)?[\\/]/.test(path);
	for (const part of path.split(/[\\/]/).slice(0, -1)) if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	if (isAbsolute || parts[0] === "..") return { isOutside: true };
	return {
		folder: parts.length === 0 ? void 0 : parts.join("/"),
		isOutside: false
	};
}
function oneLine(text, most = 100) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > most ? `${line.slice(0, most - 1)}\u2026` : line;
}
function outsideNote(file) {
	return {
		place: {
			file,
			line: 1
		},
		construct: file,
		text: "is outside of the folder in which the mission starts; start it in the folder of this file",
		kind: "changed"
	};
}

// src/convert/units/unreadable.ts
function unreadable$1({ path }, { line, column, message, hint }) {
	const finding = {
		file: path,
		line,
		column,
		endLine: line,
		endColumn: column + 1,
		severity: "error",
		code: "unreadable-source",
		message
	};
	return {
		type: "unreadable",
		diagnostics: [hint === void 0 ? finding : {
			...finding,
			hint
		}]
	};
}

// src/convert/json/parse.ts
const DEEPEST$3 = 100;
function parseJson(text) {
	const parser = new JsonParser(text);
	try {
		return {
			type: "parsed",
			root: parser.parse()
		};
	} catch (error) {
		if (error instanceof NotJsonError) return {
			type: "invalid",
			problem: parser.problem(error.message)
		};
		throw error;
	}
}
var NotJsonError = class extends Error {};
var JsonParser = class {
	#text;
	#at = 0;
	#line = 1;
	constructor(text) {
		this.#text = text;
		if (text.startsWith("\ufeff")) this.#at = 1;
	}
	parse() {
		const root = this.#value(0);
		this.#skip();
		if (this.#at < this.#text.length) throw this.#unexpected("the end of the file");
		return root;
	}
	problem(message) {
		const before = this.#text.slice(0, this.#at);
		return {
			line: this.#line,
			column: this.#at - before.lastIndexOf("\n"),
			message
		};
	}
	#value(depth) {
		this.#skip();
		if (depth > DEEPEST$3) throw new NotJsonError(`expected at most ${DEEPEST$3} levels, found more`);
		const line = this.#line;
		const next = this.#text[this.#at];
		if (next === "{") return {
			type: "object",
			line,
			entries: this.#entries(depth)
		};
		if (next === "[") return {
			type: "list",
			line,
			items: this.#items(depth)
		};
		if (next === "\"") return {
			type: "text",
			line,
			value: this.#string()
		};
		const plain = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
		plain.lastIndex = this.#at;
		const word = plain.exec(this.#text)?.[0];
		if (word === void 0) throw this.#unexpected("a value");
		this.#at += word.length;
		const known = {
			true: true,
			false: false,
			null: null
		}[word];
		return {
			type: "plain",
			line,
			value: known === void 0 ? Number(word) : known
		};
	}
	#entries(depth) {
		const entries = /* @__PURE__ */ new Map();
		this.#at += 1;
		while (!this.#closes("}")) {
			const line = this.#line;
			if (this.#text[this.#at] !== "\"") throw this.#unexpected("a key in quotes");
			const key = this.#string();
			this.#skip();
			if (this.#text[this.#at] !== ":") throw this.#unexpected("`:` behind a key");
			this.#at += 1;
			entries.set(key, {
				line,
				value: this.#value(depth + 1)
			});
			this.#separator("}");
		}
		return entries;
	}
	#items(depth) {
		const items = [];
		this.#at += 1;
		while (!this.#closes("]")) {
			items.push(this.#value(depth + 1));
			this.#separator("]");
		}
		return items;
	}
	#closes(end) {
		this.#skip();
		if (this.#text[this.#at] !== end) return false;
		this.#at += 1;
		return true;
	}
	#separator(end) {
		this.#skip();
		if (this.#text[this.#at] === ",") this.#at += 1;
		else if (this.#text[this.#at] !== end) throw this.#unexpected(`\`,\` or \`${end}\``);
	}
	#string() {
		const pattern = /"(?:[^"\\\n\r]|\\.)*"/y;
		pattern.lastIndex = this.#at;
		const written = pattern.exec(this.#text)?.[0];
		if (written === void 0) throw this.#unexpected("`\"` at the end of a text");
		try {
			const value = JSON.parse(written.replaceAll("	", "\\t"));
			this.#at += written.length;
			return String(value);
		} catch {
			throw new NotJsonError("expected a text of JSON, found an escape that JSON does not have");
		}
	}
	#skip() {
		const pattern = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
		pattern.lastIndex = this.#at;
		const skipped = pattern.exec(this.#text)?.[0] ?? "";
		this.#line += skipped.split("\n").length - 1;
		this.#at += skipped.length;
	}
	#unexpected(wanted) {
		const found = this.#text.slice(this.#at, this.#at + 20).split("\n")[0] ?? "";
		return new NotJsonError(`expected ${wanted}, found ${found === "" ? "the end" : `\`${found}\``}`);
	}
};

// src/convert/json/read.ts
const NOTHING = /* @__PURE__ */ new Map();
function entriesOf(node) {
	return node?.type === "object" ? node.entries : NOTHING;
}
function fieldOf(node, key) {
	return entriesOf(node).get(key)?.value;
}
function textOf(node) {
	return node?.type === "text" ? node.value : void 0;
}
function itemsOf(node) {
	return node?.type === "list" ? node.items : [];
}
function textsOf(node) {
	return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}
function isTrue(node) {
	return node?.type === "plain" && node.value === true;
}
function isFalse(node) {
	return node?.type === "plain" && node.value === false;
}

// src/convert/just/dump.ts
function dumpPath(justfile) {
	return `${justfile}.dump.json`;
}
function readDump(text) {
	const parsed = parseJson(text);
	if (parsed.type === "invalid" || fieldOf(parsed.root, "recipes")?.type !== "object") return void 0;
	const { root } = parsed;
	const recipes = [...entriesOf(fieldOf(root, "recipes"))].map(([name, { value }]) => readRecipe(name, value));
	const aliases = [...entriesOf(fieldOf(root, "aliases"))].flatMap(([name, { value }]) => {
		const target = textOf(fieldOf(value, "target"));
		return target === void 0 ? [] : [[name, target]];
	});
	return {
		recipes,
		aliases: new Map(aliases),
		modules: [...entriesOf(fieldOf(root, "modules")).keys()],
		first: textOf(fieldOf(root, "first"))
	};
}
function readRecipe(name, node) {
	const calls = itemsOf(fieldOf(node, "dependencies")).map(readCall);
	const priors = fieldOf(node, "priors");
	const before = priors?.type === "plain" && typeof priors.value === "number" ? priors.value : calls.length;
	const parameters = itemsOf(fieldOf(node, "parameters"));
	return {
		name,
		doc: textOf(fieldOf(node, "doc")),
		lines: itemsOf(fieldOf(node, "body")).map(lineText),
		before: calls.slice(0, before),
		after: calls.slice(before),
		needsArguments: parameters.some((each) => isMissing(fieldOf(each, "default")) && textOf(fieldOf(each, "kind")) !== "star"),
		isPrivate: isTrue(fieldOf(node, "private")),
		attributes: itemsOf(fieldOf(node, "attributes")).flatMap((item) => textOf(item) ?? [...entriesOf(item).keys()]),
		groups: itemsOf(fieldOf(node, "attributes")).flatMap((item) => textOf(fieldOf(item, "group")) ?? [])
	};
}
function readCall(node) {
	const words = itemsOf(fieldOf(node, "arguments"));
	const texts = words.flatMap((word) => textOf(word) ?? []);
	return {
		name: textOf(fieldOf(node, "recipe")) ?? "",
		arguments: texts.length === words.length ? texts : void 0
	};
}
function isMissing(node) {
	return node === void 0 || node.type === "plain" && node.value === null;
}
function lineText(line) {
	return itemsOf(line).map((part) => textOf(part) ?? "{{\u2026}}").join("");
}

// src/convert/just/recipe-units.ts
const SYSTEMS = [
	"linux",
	"macos",
	"windows",
	"unix",
	"openbsd",
	"freebsd",
	"netbsd",
	"dragonfly"
];
function recipeUnits(dump, context) {
	const reading = new RecipeReading(dump, context);
	return [...dump.recipes.map((recipe) => reading.unit(recipe)).flat(), ...reading.withArguments()].sort((first, second) => first.line - second.line);
}
function linesOfNames(text, keyword = "") {
	const found = /* @__PURE__ */ new Map();
	const pattern = new RegExp(`^@?${keyword === "" ? "" : `${keyword}\\??\\s+`}([^\\s:]+)`);
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const name = /^[\w-]+\s*:=/.test(line) ? void 0 : pattern.exec(line)?.[1];
		if (name !== void 0 && !found.has(name)) found.set(name, index + 1);
	}
	return found;
}
function purposeOfGroup(group) {
	const purpose = purposeOf(group, []);
	return purpose === "check" || purpose === "static-check" ? purpose : "unclear";
}
var RecipeReading = class {
	#dump;
	#context;
	#recipes;
	#calls = /* @__PURE__ */ new Map();
	#lines;
	#places;
	#importLine;
	constructor(dump, context) {
		this.#dump = dump;
		this.#lines = context.file.text.split(/\r?\n/);
		this.#places = linesOfNames(context.file.text);
		this.#importLine = this.#lines.findIndex((each) => /^import\b/.test(each));
		this.#context = context;
		this.#recipes = new Map(dump.recipes.map((recipe) => [recipe.name, recipe]));
	}
	unit(recipe) {
		const base = this.#base(recipe);
		const isParallel = recipe.attributes.includes("parallel");
		const before = this.#stages(recipe.before, isParallel);
		const after = this.#stages(recipe.after, isParallel);
		if (before === void 0 || after === void 0) return [this.#whole(recipe)];
		const hasDependencies = recipe.before.length + recipe.after.length > 0;
		const own = {
			...base,
			steps: recipe.lines.length === 0 ? [] : [{ run: this.#commandFor(recipe.name, [], hasDependencies) }],
			before,
			inside: this.#calledInside(recipe)
		};
		if (after.length === 0) return [own];
		const itself = {
			...own,
			name: `${recipe.name} (itself)`,
			id: recipe.name,
			isHidden: true
		};
		const parts = recipe.lines.length === 0 ? before : [{
			members: [itself.name],
			isListed: false
		}];
		const group = {
			...own,
			steps: [],
			inside: [],
			before: [...parts, ...after],
			notes: []
		};
		return recipe.lines.length === 0 ? [group] : [itself, group];
	}
	withArguments() {
		return [...this.#calls.values()];
	}
	#base(recipe) {
		const { file, folder } = this.#context;
		const system = recipe.attributes.filter((name) => SYSTEMS.includes(name));
		const found = this.#places.get(recipe.name);
		const line = Math.max(1, found ?? this.#importLine + 1);
		const construct = oneLine((found === void 0 ? void 0 : this.#lines[found - 1]) ?? `recipe ${recipe.name}`);
		const note = (text) => ({
			place: {
				file: file.path,
				line
			},
			construct,
			text,
			kind: "changed"
		});
		return {
			name: recipe.name,
			line,
			construct,
			purpose: this.#purposeOf(recipe),
			isHidden: recipe.isPrivate,
			title: recipe.doc === void 0 ? void 0 : oneLine(recipe.doc),
			steps: [],
			workingDirectory: folder,
			before: [],
			inside: [],
			notes: system.length === 0 ? [] : [note(`exists only on ${system.join(", ")}; elsewhere the entry fails`)]
		};
	}
	#purposeOf(recipe) {
		if (recipe.attributes.includes("confirm")) return "by-hand";
		const commands = recipe.lines.map((line) => line.replace(/^[@-]+/, "").trim()).filter((line) => line !== "");
		const named = purposeOf(recipe.name, commands);
		const purpose = named === "unclear" ? recipe.groups.map(purposeOfGroup).find((each) => each !== named) ?? named : named;
		const isNeeded = [
			"check",
			"static-check",
			"work",
			"unclear",
			"collection"
		].includes(purpose);
		return recipe.needsArguments && isNeeded ? "parameter" : purpose;
	}
	#commandFor(name, words, hasDependencies) {
		return [
			this.#context.command,
			...hasDependencies ? ["--no-deps"] : [],
			quoteWord(name),
			...words.map(quoteWord)
		].join(" ");
	}
	#whole(recipe) {
		const base = this.#base(recipe);
		const text = `runs what it needs itself, because ${this.#reasonFor(recipe)}`;
		const called = [...recipe.before, ...recipe.after].map(({ name }) => name);
		return {
			...base,
			steps: [{ run: this.#commandFor(recipe.name, [], false) }],
			inside: [...called, ...this.#calledInside(recipe)],
			notes: [...base.notes, {
				place: {
					file: this.#context.file.path,
					line: base.line
				},
				construct: base.construct,
				text,
				kind: "changed"
			}]
		};
	}
	#reasonFor({ before, after }) {
		const calls = [...before, ...after];
		const ofModule = calls.find(({ name }) => !this.#recipes.has(name));
		if (ofModule !== void 0) return `\`${ofModule.name}\` is a recipe of a module`;
		return calls.some((call) => call.arguments === void 0) ? "just computes the arguments" : "what it passes arguments to needs other recipes";
	}
	#stages(calls, isParallel) {
		const names = calls.flatMap((call) => this.#unitFor(call) ?? []);
		if (names.length < calls.length) return void 0;
		if (isParallel) return names.length === 0 ? [] : [{
			members: names,
			isListed: true
		}];
		return names.map((name) => ({
			members: [name],
			isListed: true
		}));
	}
	#unitFor({ name, arguments: words }) {
		const recipe = this.#recipes.get(name);
		if (recipe === void 0 || words === void 0) return void 0;
		if (words.length === 0) return name;
		if (recipe.before.length + recipe.after.length > 0) return void 0;
		const unit = `${name} ${words.join(" ")}`;
		const base = this.#base(recipe);
		this.#calls.set(unit, {
			...base,
			name: unit,
			id: [name, ...words.map((word) => word.replace(/^-+/, ""))].join("-"),
			isHidden: true,
			purpose: purposeOf(name, recipe.lines),
			steps: [{ run: this.#commandFor(name, words, false) }]
		});
		return unit;
	}
	#calledInside({ name, lines }) {
		return lines.flatMap((line) => [...line.matchAll(/(?:^|[\s;&|@])just\s+([\w-]+)/g)].map(([, word = ""]) => word)).map((word) => this.#dump.aliases.get(word) ?? word).filter((other) => this.#recipes.has(other) && other !== name);
	}
};

// src/convert/just/read-justfile.ts
const USUAL_NAMES$3 = /^\.?justfile$/i;
function readJustfile(file, others) {
	const output = others.get(dumpPath(file.path)) ?? "";
	const dump = readDump(output);
	if (dump === void 0) return unreadable$1(file, problemOf(output));
	const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
	const { folder, isOutside } = folderOfFile(file.path);
	const command = USUAL_NAMES$3.test(name) ? "just" : `just --justfile ${quoteWord(name)}`;
	const units = recipeUnits(dump, {
		file,
		folder,
		command
	});
	const drafted = draftUnits({
		file: file.path,
		word: "recipe",
		lock: "just",
		units
	});
	const places = linesOfNames(file.text, "mod");
	const modules = dump.modules.map((module) => ({
		place: {
			file: file.path,
			line: places.get(module) ?? 1
		},
		construct: `mod ${module}`,
		text: "recipes of a module are not taken; give its file too if this mission needs them",
		kind: "left-out"
	}));
	return {
		type: "read",
		draft: {
			file: file.path,
			name: `Recipes of ${name}`,
			before: drafted.before,
			entries: drafted.entries,
			services: [],
			notes: [
				...isOutside ? [outsideNote(file.path)] : [],
				...modules,
				...drafted.notes
			]
		}
	};
}
function problemOf(output) {
	const [, line, column] = /\u2014\u2014\u25b6 .*?:(\d+):(\d+)$/m.exec(output) ?? [];
	const reason = /^error: (.*)$/m.exec(output)?.[1];
	if (reason !== void 0) return {
		line: Number(line ?? 1),
		column: Number(column ?? 1),
		message: `just refuses the file: ${reason}`
	};
	return {
		line: 1,
		column: 1,
		message: "expected the program `just`, which reads justfiles, found none that can be run",
		hint: "install just (`pipx install rust-just`, `brew install just`); `just --list` shows whether it reads the file"
	};
}

// src/convert/make/files.ts
const MADE_BY_ITSELF = /\.(o|obj|lo|la|a|so|dylib|d|class|pdf|dvi)$/;
function filesWithoutRecipe(makefile) {
	return [...makefile.targets.values()].filter((target) => !target.hasRecipe && looksLikeFile(target, makefile));
}
function looksLikeFile(target, { phony, variables }) {
	const { name, recipe } = target;
	if (phony.has(name)) return false;
	if (!target.hasRecipe) return /[./]/.test(name);
	const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const writes = new RegExp(`\\$@|\\$\\(@|(-o|>|touch|mkdir( -p)?|-C|venv|virtualenv|clone \\S+) *["']?${escaped}(["'\\s]|$)`);
	return recipe.some((command) => writes.test(variables.expand(command))) || /^[^\s]*[/.][^\s]*$/.test(name);
}
function matchesPattern(pattern, name) {
	const suffix = /^\.(?:\w+\.)?(\w+)$/.exec(pattern)?.[1];
	if (suffix !== void 0 && !pattern.includes("%")) return name.endsWith(`.${suffix}`);
	const [start = "", end = ""] = pattern.split("%");
	return name.length > start.length + end.length && name.startsWith(start) && name.endsWith(end);
}

// src/convert/make/lines.ts
function makeLines(text) {
	const lines = [];
	const physical = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	let prefix = "	";
	let definitions = 0;
	for (let index = 0; index < physical.length; index += 1) {
		const line = index + 1;
		let last = physical[index] ?? "";
		const isIndented = last.startsWith(prefix);
		const parts = [];
		while (/(^|[^\\])(\\\\)*\\$/.test(last) && index + 1 < physical.length) {
			index += 1;
			const part = isIndented ? last : last.slice(0, -1).trimEnd();
			if (isIndented || part !== "" || parts.length === 0) parts.push(part);
			last = isIndented ? physical[index] ?? "" : (physical[index] ?? "").trimStart();
		}
		const joined = [...parts, last].join(isIndented ? "\n" : " ");
		if (/^\s*define\s/.test(joined) && !isIndented) definitions += 1;
		if (definitions > 0) {
			if (/^\s*endef\b/.test(joined)) definitions -= 1;
			continue;
		}
		const stripped = isIndented ? joined.slice(prefix.length) : withoutComment(joined);
		prefix = newPrefix(stripped) ?? prefix;
		if (stripped.trim() !== "") lines.push({
			line,
			text: stripped,
			isIndented
		});
	}
	return lines;
}
function withoutComment(text) {
	for (let at = 0; at < text.length; at += 1) if (text[at] === "#" && text[at - 1] !== "\\") return text.slice(0, at);
	return text;
}
function newPrefix(text) {
	return /^\s*\.RECIPEPREFIX\s*:?:?=\s*(\S)/.exec(text)?.[1];
}

// src/convert/make/variables.ts
const DEEPEST$2 = 5;
const LONGEST_VALUE = 2e4;
const MOST_REFERENCES = 1e4;
var MakeVariables = class {
	#values = /* @__PURE__ */ new Map();
	#left = 0;
	assign(name, operator, value, isConditional) {
		const isFirst = !this.#values.has(name);
		const known = this.#values.get(name);
		if (isConditional || operator === "!=") this.#values.set(name, void 0);
		else if (operator === "+=") this.#values.set(name, isFirst || known === void 0 ? isFirst ? value : void 0 : `${known} ${value}`);
		else if (operator === "?=") this.#values.set(name, isFirst ? value : known);
		else this.#values.set(name, isFirst || known === value ? value : void 0);
	}
	raw(name) {
		return this.#values.get(name);
	}
	expand(text) {
		if (!text.includes("$")) return text;
		this.#left = MOST_REFERENCES;
		const expanded = this.#expand(text, /* @__PURE__ */ new Set());
		return expanded.length > LONGEST_VALUE || this.#left <= 0 ? text : expanded;
	}
	#expand(text, inner) {
		return text.replace(REFERENCE, (written, round, curly) => {
			const [, name = "", from, to] = /^([\w.-]+)(?::([^=]*)=(.*))?$/.exec(round ?? curly ?? "") ?? [];
			const value = this.#values.get(name);
			if (value === void 0 || inner.has(name) || inner.size > DEEPEST$2 || value.length > LONGEST_VALUE) return written;
			this.#left -= 1 + value.length / 100;
			if (this.#left <= 0) return written;
			const expanded = this.#expand(value.trim(), /* @__PURE__ */ new Set([...inner, name]));
			if (from === void 0 || to === void 0) return expanded;
			return expanded.includes("$") ? written : replaceEnds(expanded, from, to);
		});
	}
};
const REFERENCE = /\$(?:\(([\w.-]+(?::[^()=]*=[^()]*)?)\)|\{([\w.-]+(?::[^{}=]*=[^{}]*)?)\})/g;
function replaceEnds(value, from, to) {
	const [start = "", end = ""] = from.includes("%") ? from.split("%") : ["", from];
	const target = to.includes("%") ? to : `%${to}`;
	return value.split(/\s+/).map((word) => {
		if (word.length < start.length + end.length || !word.startsWith(start) || !word.endsWith(end)) return word;
		return target.replace("%", () => word.slice(start.length, word.length - end.length));
	}).join(" ");
}

// src/convert/make/words.ts
function splitWords(text) {
	const words = [];
	let word = "";
	let depth = 0;
	for (const character of text) {
		if (character === "(" || character === "{") depth += 1;
		if (character === ")" || character === "}") depth = Math.max(0, depth - 1);
		if (depth === 0 && /\s/.test(character)) {
			if (word !== "") words.push(word);
			word = "";
		} else word += character;
	}
	return word === "" ? words : [...words, word];
}
function indexOutside(text, characters, from = 0) {
	let depth = 0;
	for (let at = from; at < text.length; at += 1) {
		const character = text[at] ?? "";
		if (depth === 0 && characters.includes(character)) return at;
		if (character === "$" && "({".includes(text[at + 1] ?? " ")) {
			depth += 1;
			at += 1;
		} else if (depth > 0 && "({".includes(character)) depth += 1;
		else if (depth > 0 && ")}".includes(character)) depth -= 1;
	}
	return -1;
}

// src/convert/make/rules.ts
const ASSIGNMENT = /^\s*(?:(?:export|override|private|unexport)\s+)*([^\s:=#?+!]+(?:\s*))(\?=|:{0,3}=|\+=|!=)\s*(.*)$/s;
const SPECIAL = /^\.[A-Z_]+$/;
const SUFFIX_RULE = /^\.(?:c|cc|cpp|cxx|C|m|s|S|y|l|f|p|tex|md|rst|o|in)(?:\.(?:o|obj|lo|c|h|s|pdf|html|ps|dvi))?$/;
const MOST_PREREQUISITES = 1e6;
function readMakefile(text) {
	const reading = new RuleReading(text);
	for (const line of makeLines(text)) reading.add(line);
	return reading.result();
}
var RuleReading = class {
	#source;
	#targets = /* @__PURE__ */ new Map();
	#phony = /* @__PURE__ */ new Set();
	#patterns = /* @__PURE__ */ new Set();
	#size = 0;
	#variables = new MakeVariables();
	#remarks = [];
	#conditions = [];
	#current = [];
	#isInRule = false;
	#goal;
	#computedGoal;
	#isSerial = false;
	constructor(text) {
		this.#source = text.split(/\r?\n/);
	}
	result() {
		const first = [...this.#targets.keys()].find((name) => !name.startsWith("."));
		return {
			targets: this.#targets,
			phony: this.#phony,
			patterns: [...this.#patterns],
			variables: this.#variables,
			remarks: this.#remarks,
			defaultGoal: this.#goal ?? (this.#computedGoal === void 0 ? first : void 0),
			computedGoal: this.#goal === void 0 ? this.#computedGoal : void 0,
			isSerial: this.#isSerial
		};
	}
	add(line) {
		if (line.isIndented && this.#isInRule) {
			for (const target of this.#current) addRecipe(target, line.text);
			return;
		}
		const text = line.text.trim();
		if (this.#addCondition(text)) return;
		this.#isInRule = false;
		this.#current = [];
		if (/^(?:-|s)?include\s+(.*)$/.exec(text) !== null) this.#remark(line, text, "include");
		else if (/^(?:export|unexport|vpath|undefine|load)\b/.test(text) && !/=/.test(text)) return;
		else if (/\$[({]eval\b/.test(text) || /^\$[({](?:call|foreach)\b/.test(text)) this.#remark(line, text, "eval");
		else if (!this.#addAssignment(text)) this.#addRule(line, text);
	}
	#addCondition(text) {
		if (/^(?:ifeq|ifneq|ifdef|ifndef)\b/.test(text)) this.#conditions.push(text);
		else if (/^endif\b/.test(text)) this.#conditions.pop();
		else if (/^else\b/.test(text)) this.#conditions.splice(-1, 1, `else of ${this.#conditions.at(-1) ?? "a condition"}`);
		else return false;
		return true;
	}
	#addAssignment(text) {
		const colon = indexOutside(text, ":=");
		if (colon < 0) return false;
		const isAssignment = text[colon] === "=" || /^:{1,3}=/.test(text.slice(colon));
		const [, name = "", operator = "=", value = ""] = isAssignment ? ASSIGNMENT.exec(text) ?? [] : [];
		if (name === "") return isAssignment;
		this.#variables.assign(name.trim(), operator, value, this.#conditions.length > 0);
		if (name.trim() === ".DEFAULT_GOAL") this.#goal = this.#variables.expand(value.trim());
		return true;
	}
	#addRule(line, text) {
		const colon = indexOutside(text, ":");
		if (colon < 0) return;
		const isDouble = text[colon + 1] === ":";
		const left = text.slice(0, colon).replace(/&$/, "");
		const right = text.slice(colon + (isDouble ? 2 : 1));
		this.#isInRule = true;
		const names = splitWords(left).flatMap((word) => splitWords(this.#variables.expand(word)));
		const targets = names.flatMap((name) => this.#targetsNamed(name, line, text));
		this.#current = targets;
		const semicolon = indexOutside(right, ";");
		const needed = semicolon < 0 ? right : right.slice(0, semicolon);
		if (ASSIGNMENT.test(needed)) {
			for (const target of targets) target.hasVariables ||= !/^\s*private\b/.test(needed);
			return;
		}
		const second = indexOutside(needed, ":");
		const [normal = "", orderOnly = ""] = splitOrderOnly(second < 0 ? needed : needed.slice(second + 1));
		const prerequisites = this.#wordsOf(normal);
		const ordered = this.#wordsOf(orderOnly);
		const size = targets.length * (prerequisites.length + ordered.length);
		const isTooLarge = this.#size + size > MOST_PREREQUISITES;
		if (isTooLarge) this.#remark(line, text, "too-large");
		else this.#size += size;
		for (const target of targets) {
			target.hasDoubleColon ||= isDouble;
			for (const word of isTooLarge ? [] : prerequisites) target.prerequisites.push(neededBy(target.name, word));
			for (const word of isTooLarge ? [] : ordered) target.orderOnly.push(neededBy(target.name, word));
			if (semicolon >= 0) addRecipe(target, right.slice(semicolon + 1));
		}
		this.#addSpecial(names, needed);
	}
	#wordsOf(text) {
		return splitWords(text).flatMap((word) => splitWords(this.#variables.expand(word)));
	}
	#targetsNamed(name, line, text) {
		if (name.includes("$")) {
			if (this.#targets.size === 0) this.#computedGoal ??= {
				line: line.line,
				rule: text
			};
			this.#remark(line, text, "target-from-function");
		} else if (name.includes("%") || SPECIAL.test(name) || SUFFIX_RULE.test(name)) {
			if (!SPECIAL.test(name) && !this.#patterns.has(name)) {
				this.#patterns.add(name);
				this.#remark(line, text, "pattern");
			}
		} else {
			const known = this.#targets.get(name);
			if (known !== void 0) return [known];
			const help = /##\s*(.+)$/.exec(this.#source[line.line - 1] ?? "")?.[1]?.trim();
			const target = {
				name,
				line: line.line,
				rule: text,
				prerequisites: [],
				orderOnly: [],
				recipe: [],
				hasRecipe: false,
				hasDoubleColon: false,
				hasVariables: false,
				condition: this.#conditions.at(-1),
				help
			};
			this.#targets.set(name, target);
			return [target];
		}
		return [];
	}
	#addSpecial(names, needed) {
		const words = splitWords(this.#variables.expand(needed));
		if (names.includes(".PHONY")) for (const word of words) this.#phony.add(word);
		if (names.includes(".NOTPARALLEL") && words.length === 0) this.#isSerial = true;
	}
	#remark(line, construct, type) {
		this.#remarks.push({
			line: line.line,
			construct,
			type
		});
	}
};
function addRecipe(target, text) {
	target.hasRecipe = true;
	const command = text.replace(/^\s*[@+-]+\s*/, "").trim();
	if (command !== "" && !command.startsWith("#")) target.recipe.push(command);
}
function neededBy(target, word) {
	return word.includes("%") && !target.includes("%") ? `${word} for ${target}` : word;
}
function splitOrderOnly(text) {
	const bar = indexOutside(text, "|");
	return bar < 0 ? [text, ""] : [text.slice(0, bar), text.slice(bar + 1)];
}

// src/convert/make/target-units.ts
const BARRIERS = /* @__PURE__ */ new Set([
	"clean",
	"change",
	"install",
	"generate"
]);
const UNKNOWN_FILES = "files of patterns";
function targetUnits(makefile, context) {
	const reading = new UnitReading(makefile, context);
	const units = [...makefile.targets.values()].filter((target) => reading.isUnit(target)).map((target) => reading.unit(target));
	return makefile.computedGoal === void 0 ? units : [computedGoalUnit(makefile.computedGoal, context), ...units];
}
function computedGoalUnit({ line, rule }, { file, folder, command }) {
	const text = `is what \`${command}\` builds first, under a name that is computed`;
	return {
		name: "default-goal",
		line,
		construct: oneLine(rule),
		purpose: "work",
		isHidden: false,
		steps: [{ run: command }],
		workingDirectory: folder,
		before: [],
		inside: [UNKNOWN_FILES],
		notes: [{
			place: {
				file,
				line
			},
			construct: oneLine(rule),
			text,
			kind: "changed"
		}]
	};
}
var UnitReading = class {
	#makefile;
	#context;
	#files = /* @__PURE__ */ new Map();
	#unsettled;
	#ends = /* @__PURE__ */ new Set();
	#patterns;
	#hasUnknownFiles;
	constructor(makefile, context) {
		this.#makefile = makefile;
		this.#context = context;
		const all = [...makefile.targets.values()].flatMap((target) => target.prerequisites);
		this.#patterns = makefile.patterns.filter((text) => {
			if (text === "%") return false;
			const end = /^%([^%]+)$/.exec(text)?.[1];
			if (end !== void 0) this.#ends.add(end);
			return end === void 0;
		});
		this.#unsettled = this.#unsettledTargets();
		this.#hasUnknownFiles = all.some((name) => /[$%]/.test(name) && !this.#isListOfSources(name));
	}
	isUnit(target) {
		return target.hasRecipe || !this.#isFile(target);
	}
	unit(target) {
		const isFile = this.#isFile(target);
		const needed = [.../* @__PURE__ */ new Set([...target.prerequisites, ...target.orderOnly])].filter((name) => name !== target.name);
		const units = needed.filter((name) => this.#isUnitNamed(name) && !this.#isEmpty(name));
		const split = target.hasVariables ? [] : units.filter((name) => !isFile || this.#isSettledFile(name));
		const inner = units.filter((name) => !split.includes(name));
		const isGroup = !isFile && !target.hasRecipe && needed.length > 0 && split.length === needed.length;
		return {
			name: target.name,
			line: target.line,
			construct: oneLine(target.rule),
			purpose: this.#purposeOf(target, isFile),
			isHidden: isFile && target.name !== this.#makefile.defaultGoal,
			title: target.help,
			steps: isGroup || this.#doesNothing(target, needed) ? [] : [{ run: this.#commandFor(target, isFile, split) }],
			workingDirectory: this.#context.folder,
			before: this.#stagesOf(split),
			inside: [
				...inner,
				...this.#calledByMake(target),
				...this.#sharedFiles(target, needed),
				...this.#makefile.isSerial ? [".NOTPARALLEL"] : []
			],
			notes: this.#notesOf(target, inner)
		};
	}
	#stagesOf(names) {
		const stages = [[]];
		for (const name of names) if (this.#isBarrier(name)) stages.push([name], []);
		else stages.at(-1)?.push(name);
		return stages.filter((members) => members.length > 0).map((members) => ({
			members,
			isListed: false
		}));
	}
	#isBarrier(name) {
		const target = this.#makefile.targets.get(name);
		if (target === void 0 || this.#isFile(target)) return false;
		return BARRIERS.has(this.#purposeOf(target, false));
	}
	#purposeOf(target, isFile) {
		if (isFile) return "work";
		const commands = target.recipe.map((command) => this.#makefile.variables.expand(command.replace(/\\\n\s*/g, " ")));
		const places = /DESTDIR|\$[({]INSTALL[)}]|\binstall -|\b(cp|ln|mv)\b.*(bin|prefix|PREFIX|HOME)|\bgo install\b/;
		if (/^(un)?install\b/.test(target.name) && commands.some((command) => places.test(command))) return "place";
		const purpose = purposeOf(target.name, commands);
		return purpose === "collection" && !target.hasRecipe && target.prerequisites.length > 0 ? "work" : purpose;
	}
	#commandFor(target, isFile, split) {
		const done = isFile ? [] : [...this.#entriesOf(split)];
		return [
			this.#context.command,
			...done.map((name) => `-o ${quoteWord(name)}`),
			quoteWord(target.name)
		].join(" ");
	}
	#entriesOf(names) {
		const seen = /* @__PURE__ */ new Set();
		const waiting = names.toReversed();
		for (let name = waiting.pop(); name !== void 0; name = waiting.pop()) {
			const target = this.#makefile.targets.get(name);
			if (target === void 0 || seen.has(name)) continue;
			seen.add(name);
			if (target.hasRecipe) continue;
			const inner = [...target.prerequisites, ...target.orderOnly].filter((other) => this.#isUnitNamed(other));
			for (const other of inner.reverse()) waiting.push(other);
		}
		return seen;
	}
	#isFile(target) {
		const known = this.#files.get(target.name);
		if (known !== void 0) return known;
		const isFile = looksLikeFile(target, this.#makefile);
		this.#files.set(target.name, isFile);
		return isFile;
	}
	#isUnitNamed(name) {
		const target = this.#makefile.targets.get(name);
		return target !== void 0 && this.isUnit(target);
	}
	#isEmpty(name) {
		const target = this.#makefile.targets.get(name);
		return target !== void 0 && target.recipe.length === 0 && target.prerequisites.length === 0 && target.orderOnly.length === 0;
	}
	#doesNothing(target, needed) {
		return needed.length === 0 && target.recipe.length === 0;
	}
	#isSettledFile(name) {
		return !this.#unsettled.has(name);
	}
	#unsettledTargets() {
		const users = /* @__PURE__ */ new Map();
		const found = /* @__PURE__ */ new Set();
		for (const target of this.#makefile.targets.values()) {
			for (const name of target.prerequisites) require_mission.append(users, name, target.name);
			if (!this.#isFile(target)) found.add(target.name);
		}
		for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
		return found;
	}
	#calledByMake(target) {
		return target.recipe.flatMap((command) => {
			if (/\bcd\s/.test(command)) return [];
			return [...command.matchAll(/(?:\$[({]MAKE[)}]|(?:^|[\s;&|])make)((?:[ \t]+[^\s;&|]+)*)/g)].flatMap(([, words = ""]) => {
				const names = words.split(/\s+/).filter((word) => word !== "");
				if (names.some((word) => /^(-C|-f|--directory|--file)/.test(word))) return [];
				const called = names.filter((word) => this.#isUnitNamed(word) && word !== target.name);
				const goal = this.#makefile.defaultGoal;
				return names.some((word) => !word.startsWith("-") && !word.includes("=")) || goal === void 0 || goal === target.name ? called : [goal];
			});
		});
	}
	#sharedFiles(target, needed) {
		const files = this.#builtFiles(target, needed);
		return files.length > 0 && this.#hasUnknownFiles ? [...files, UNKNOWN_FILES] : files;
	}
	#builtFiles(target, needed) {
		const files = [];
		const seen = /* @__PURE__ */ new Set([target.name]);
		const waiting = needed.toReversed();
		for (let name = waiting.pop(); name !== void 0; name = waiting.pop()) {
			const other = this.#makefile.targets.get(name);
			if (other === void 0) {
				const file = this.#fileOfRule(name);
				if (file !== void 0) files.push(file);
			} else if (!this.isUnit(other)) {
				files.push(name);
				if (seen.has(name)) continue;
				seen.add(name);
				for (const next of other.prerequisites.toReversed()) waiting.push(next);
			}
		}
		return files;
	}
	#fileOfRule(name) {
		if (/[$%]/.test(name)) return this.#isListOfSources(name) ? void 0 : name.split(" ")[0] ?? name;
		return this.#hasPattern(name) || MADE_BY_ITSELF.test(name) ? name : void 0;
	}
	#hasPattern(name) {
		for (let at = 1; at < name.length; at += 1) if (this.#ends.has(name.slice(at))) return true;
		return this.#patterns.some((text) => matchesPattern(text, name));
	}
	#isListOfSources(text) {
		const name = /^\$[({]([\w.-]+)[)}]$/.exec(text)?.[1];
		const value = name === void 0 ? text : this.#makefile.variables.raw(name) ?? "";
		return /\$[({](wildcard|shell)\s/.test(value) || /^(SRCS?|SOURCES?|HEADERS?|HDRS?|.*_FILES|.*_SRCS?|.*_SOURCES)$/i.test(name ?? "");
	}
	#notesOf(target, inner) {
		const note = (text) => ({
			place: {
				file: this.#context.file,
				line: target.line
			},
			construct: oneLine(target.rule),
			text,
			kind: "changed"
		});
		const all = inner.map((name) => `\`${name}\``).join(", ");
		return [
			...target.hasVariables && inner.length > 0 ? [note(`sets variables for what it needs, so ${all} ${inner.length === 1 ? "is" : "are"} made inside of it`)] : [],
			...target.hasDoubleColon ? [note("has `::`; make runs all its rules, one after the other")] : [],
			...target.orderOnly.length > 0 ? [note("waits for what is behind `|`, which make only orders")] : [],
			...target.condition === void 0 ? [] : [note(`exists only under a condition (\`${oneLine(target.condition, 60)}\`), which make decides each time`)]
		];
	}
};

// src/convert/make/read-makefile.ts
const USUAL_NAMES$2 = [
	"GNUmakefile",
	"makefile",
	"Makefile"
];
const REMARKS = {
	include: "targets of the included file are not known; give that file too if this mission needs them",
	pattern: "is a pattern; make uses it to build what a target needs",
	eval: "targets that make generates are not known; add them if this mission needs them",
	"unknown-target": "is not known",
	"too-large": "has too many prerequisites with those before it, so what it needs is not known; make builds it nevertheless",
	"target-from-function": "the name of the target is computed; add it if this mission needs it"
};
function readMakeTargets(file) {
	const makefile = readMakefile(file.text);
	const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
	const { folder, isOutside } = folderOfFile(file.path);
	const command = USUAL_NAMES$2.includes(name) ? "make" : `make -f ${quoteWord(name)}`;
	const drafted = draftUnits({
		file: file.path,
		word: "target",
		lock: "make",
		units: targetUnits(makefile, {
			file: file.path,
			folder,
			command
		})
	});
	return {
		type: "read",
		draft: {
			file: file.path,
			name: `Targets of ${name}`,
			before: drafted.before,
			entries: drafted.entries,
			services: [],
			notes: [...fileNotes$2(file.path, makefile, isOutside), ...drafted.notes]
		}
	};
}
function fileNotes$2(file, makefile, isOutside) {
	const note = (line, construct, text, kind) => ({
		place: {
			file,
			line
		},
		construct: oneLine(construct),
		text,
		kind
	});
	const implicit = filesWithoutRecipe(makefile);
	const files = implicit.map(({ name }) => `\`${name}\``).join(", ");
	return [
		...isOutside ? [outsideNote(file)] : [],
		...makefile.isSerial ? [note(1, ".NOTPARALLEL", "asks for one target after the other, so all entries share the lock `make`", "changed")] : [],
		...makefile.remarks.map(({ line, construct, type }) => note(line, construct, REMARKS[type], type === "pattern" ? "changed" : "left-out")),
		...implicit.length === 0 ? [] : [note(implicit[0]?.line ?? 1, implicit[0]?.rule ?? "", `make builds ${files} itself when a target needs it`, "changed")]
	];
}

// src/convert/npm/manager.ts
const LOCK_FILES$1 = [
	["pnpm-lock.yaml", "pnpm"],
	["yarn.lock", "yarn"],
	["bun.lock", "bun"],
	["bun.lockb", "bun"],
	["package-lock.json", "npm"],
	["npm-shrinkwrap.json", "npm"]
];
const LOCK_FILE_NAMES = LOCK_FILES$1.map(([name]) => name);
function managerOf(text, paths) {
	const parsed = parseJson(text);
	const declared = parsed.type === "parsed" ? textOf(fieldOf(parsed.root, "packageManager")) : void 0;
	const [, name, version] = /^(npm|pnpm|yarn|bun)(?:@(\d+))?/.exec(declared ?? "") ?? [];
	const files = new Set([...paths].map((path) => path.split(/[\\/]/).at(-1) ?? path));
	const byFile = LOCK_FILES$1.find(([file]) => files.has(file))?.[1];
	const chosen = toName(name) ?? byFile ?? "npm";
	const isLocked = LOCK_FILES$1.some(([file, owner]) => owner === chosen && files.has(file));
	const found = manager(chosen, Number(version ?? NaN));
	return isLocked ? found : {
		...found,
		install: `${chosen} install`
	};
}
function toName(text) {
	return [
		"npm",
		"pnpm",
		"yarn",
		"bun"
	].find((name) => name === text);
}
function manager(name, version) {
	const runScript = (script) => script === "test" ? `${name}${name === "bun" ? " run" : ""} test` : `${name} run ${quoteWord(script)}`;
	switch (name) {
		case "npm": return {
			name,
			install: "npm ci",
			runsHooks: true,
			tellsProgramsApart: true,
			runScript,
			runProgram: (command) => `npm exec --no -- ${command}`
		};
		case "pnpm": return {
			name,
			install: "pnpm install --frozen-lockfile",
			runsHooks: true,
			tellsProgramsApart: true,
			runScript,
			runProgram: (command) => `pnpm exec ${command}`
		};
		case "yarn": return {
			name,
			install: version >= 2 ? "yarn install --immutable" : "yarn install --frozen-lockfile",
			runsHooks: !(version >= 2),
			tellsProgramsApart: false,
			runScript,
			runProgram: (command) => `yarn run ${command}`
		};
		case "bun": return {
			name,
			install: "bun install --frozen-lockfile",
			runsHooks: true,
			tellsProgramsApart: false,
			runScript,
			runProgram: (command) => `bun run ${command}`
		};
		default: return name;
	}
}

// src/convert/shell/commands.ts
const NOT_SIMPLE = new Set("if then else elif fi for while until do done case esac function select time coproc { } [[ ]] ! cd pushd popd export set unset alias source . eval exec trap exit return shopt umask ulimit local declare typeset readonly read wait shift let".split(" "));
function splitCommands(line) {
	const scanner = {
		text: line.trim(),
		at: 0
	};
	if (scanner.text === "" || /[\n\r]/.test(scanner.text)) return void 0;
	const commands = [];
	for (;;) {
		const command = scanCommand(scanner);
		if (command === void 0) return void 0;
		commands.push(command);
		if (scanner.at >= scanner.text.length) return commands;
		if (!scanner.text.startsWith("&&", scanner.at)) return void 0;
		scanner.at += 2;
	}
}
function scanCommand(scanner) {
	skipBlanks(scanner);
	const start = scanner.at;
	const variables = [];
	const words = [];
	let callStart = start;
	let end = start;
	while (scanner.at < scanner.text.length && !scanner.text.startsWith("&&", scanner.at)) {
		const from = scanner.at;
		const word = scanWord(scanner);
		if (word === void 0) return void 0;
		end = scanner.at;
		const written = scanner.text.slice(from, end);
		if (words.length === 0 && /^[A-Za-z_]\w*\+?=/.test(written)) variables.push(written);
		else {
			if (words.length === 0) callStart = from;
			words.push(word);
		}
		skipBlanks(scanner);
	}
	const [first] = words;
	if (first === void 0 || !first.isLiteral || NOT_SIMPLE.has(first.text)) return void 0;
	return {
		text: scanner.text.slice(start, end),
		call: scanner.text.slice(callStart, end),
		variables,
		words
	};
}
function scanWord(scanner) {
	const { text } = scanner;
	let word = "";
	let isLiteral = true;
	if (text[scanner.at] === "#") return void 0;
	if (text[scanner.at] === "~") isLiteral = false;
	while (scanner.at < text.length && !/\s/.test(text[scanner.at] ?? "")) {
		const character = text[scanner.at] ?? "";
		if (character === "'" || character === "\"") {
			const end = endOfQuotes(text, scanner.at);
			if (end === void 0) return void 0;
			const inner = text.slice(scanner.at + 1, end);
			if (character === "\"" && /[`]|\$\(/.test(inner)) return void 0;
			if (character === "\"" && /(^|[^\\])\$/.test(inner)) isLiteral = false;
			word += character === "\"" ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
			scanner.at = end + 1;
		} else if (character === "\\") {
			if (scanner.at + 1 >= text.length) return void 0;
			word += text[scanner.at + 1];
			scanner.at += 2;
		} else if (character === "&" && text[scanner.at + 1] === "&") break;
		else if ("|&;<>()`".includes(character) || character === "$" && text[scanner.at + 1] === "(") return;
		else {
			if ("$*?[{".includes(character)) isLiteral = false;
			word += character;
			scanner.at += 1;
		}
	}
	return {
		text: word,
		isLiteral
	};
}
function endOfQuotes(text, start) {
	const quote = text[start];
	for (let at = start + 1; at < text.length; at += 1) if (text[at] === "\\" && quote === "\"") at += 1;
	else if (text[at] === quote) return at;
}
function skipBlanks(scanner) {
	while (/\s/.test(scanner.text[scanner.at] ?? "")) scanner.at += 1;
}

// src/convert/npm/programs.ts
const SYSTEM = new Set("node npm npx pnpm pnpx yarn bun bunx deno git rm cp mv mkdir rmdir ln touch echo printf cat true false test sleep sh bash env time python python3 pip go cargo rustup make docker docker-compose curl wget tar zip unzip chmod find grep sed awk diff head tail wc sort xargs tee".split(" "));
const PACKAGE_OF = {
	tsc: "typescript",
	ng: "@angular/cli",
	playwright: "@playwright/test",
	biome: "@biomejs/biome",
	nest: "@nestjs/cli",
	babel: "@babel/cli",
	changeset: "@changesets/cli",
	webpack: "webpack-cli",
	storybook: "storybook",
	svelte: "svelte-check",
	"cross-env-shell": "cross-env",
	"run-s": "npm-run-all",
	tape: "tape",
	c8: "c8",
	swc: "@swc/cli",
	lint: "lint-staged",
	commitlint: "@commitlint/cli",
	"size-limit": "size-limit",
	graphql: "@graphql-codegen/cli",
	cucumber: "@cucumber/cucumber",
	"cucumber-js": "@cucumber/cucumber",
	vite: "vite",
	markdownlint: "markdownlint-cli",
	attw: "@arethetypeswrong/cli"
};
function outsideScript(line, finder) {
	const commands = splitCommands(line);
	return commands === void 0 ? void 0 : joinOutside(commands, finder);
}
function joinOutside(commands, finder) {
	const parts = commands.map((command) => oneOutside(command, finder));
	if (parts.some((part) => part === void 0) || parts.length === 0) return void 0;
	return parts.join(" && ");
}
function oneOutside(command, { manager, packages, scripts }) {
	const program = command.words[0]?.text ?? "";
	if (/\bnpm_/.test(command.text)) return void 0;
	if (SYSTEM.has(program) || /^\.{0,2}\//.test(program)) return command.text;
	if (!(packages.has(program) || packages.has(PACKAGE_OF[program] ?? program)) || !manager.tellsProgramsApart && scripts.has(program)) return void 0;
	return [...command.variables, manager.runProgram(command.call)].join(" ");
}

// src/convert/npm/patterns.ts
function matchScripts(pattern, scripts, own) {
	return matching(pattern, scripts, own, (text) => text.length < 2);
}
function matchPrefix(pattern, scripts, own) {
	return matching(pattern, scripts, own, () => false);
}
function matching(pattern, scripts, own, isPart) {
	if (!pattern.includes("*")) return scripts.has(pattern) && pattern !== own ? [pattern] : [];
	const pieces = pattern.split(/(\*+)/).map((text) => ({
		text,
		isStar: text.startsWith("*"),
		isPart: isPart(text)
	}));
	return [...scripts].filter((name) => name !== own && matches(name, pieces));
}
function matches(name, pieces) {
	let ends = [0];
	for (const { text, isStar, isPart } of pieces) {
		if (!isStar) {
			ends = ends.filter((end) => name.startsWith(text, end)).map((end) => end + text.length);
			continue;
		}
		const next = [];
		for (const end of ends) for (let at = Math.max(end, (next.at(-1) ?? -1) + 1); at <= name.length; at += 1) {
			if (isPart && at > end && name[at - 1] === ":") break;
			next.push(at);
		}
		ends = next;
	}
	return ends.includes(name.length);
}

// src/convert/npm/concurrently.ts
const FLAGS$2 = new Set("-g --group -r --raw --no-color --timings --pad-prefix -h --hide -P --passthrough-arguments --kill-others-on-fail --no-pad-prefix".split(" "));
const SHOWN = new Set("-c --prefix-colors -p --prefix -l --prefix-length -t --timestamp-format --name-separator --hide --kill-timeout --kill-signal".split(" "));
function readConcurrently(options, scripts, own) {
	const lines = [];
	let names = [];
	let mostAtOnce;
	const waiting = options.flatMap((option) => {
		const [, key, value] = /^(--[\w-]+)=(.*)$/s.exec(option) ?? [];
		return key === void 0 || value === void 0 ? [option] : [key, value];
	});
	for (let option = waiting.shift(); option !== void 0; option = waiting.shift()) if (!option.startsWith("-")) lines.push(option);
	else if (option === "-n" || option === "--names") names = (waiting.shift() ?? "").split(",").map((name) => name.trim());
	else if (option === "-m" || option === "--max-processes") {
		mostAtOnce = Number(waiting.shift());
		if (!(mostAtOnce >= 1)) return void 0;
	} else if (option === "-s" || option === "--success") {
		if (waiting.shift() !== "all") return void 0;
	} else if (SHOWN.has(option) && option !== "--hide") waiting.shift();
	else if (!FLAGS$2.has(option)) return;
	const commands = [];
	for (const [index, line] of lines.entries()) {
		const found = readCommand(line, names[index], scripts, own);
		if (found.length === 0) return void 0;
		commands.push(...found);
	}
	return commands.length === 0 ? void 0 : {
		commands,
		mostAtOnce
	};
}
function readCommand(line, name, scripts, own) {
	const [, pattern] = /^(?:npm|pnpm|yarn|bun|node|deno):(\S+)$/.exec(line.trim()) ?? [];
	if (pattern === void 0) return [{
		type: "command",
		line,
		name: name === "" ? void 0 : name
	}];
	return matchPrefix(pattern, scripts, own).map((script) => ({
		type: "script",
		name: script
	}));
}

// src/convert/npm/run-all.ts
const FLAGS$1 = /* @__PURE__ */ new Set([
	"-l",
	"--print-label",
	"-n",
	"--print-name",
	"--silent",
	"--aggregate-output",
	"--node-run"
]);
function readRunAll(program, options, scripts, own) {
	const groups = [{
		isParallel: program === "run-p",
		patterns: []
	}];
	let mostAtOnce;
	let goesOn = false;
	const waiting = [...options];
	for (let option = waiting.shift(); option !== void 0; option = waiting.shift()) {
		const group = groups.at(-1);
		if (option === "-s" || option === "--sequential" || option === "--serial") groups.push({
			isParallel: false,
			patterns: []
		});
		else if (option === "-p" || option === "--parallel") groups.push({
			isParallel: true,
			patterns: []
		});
		else if (option === "-c" || option === "--continue-on-error") goesOn = true;
		else if (option === "--max-parallel") mostAtOnce = Number(waiting.shift());
		else if (option.startsWith("--max-parallel=")) mostAtOnce = Number(option.slice(15));
		else if (/^-[lncsp]{2,}$/.test(option)) waiting.unshift(...[...option.slice(1)].map((letter) => `-${letter}`));
		else if (!FLAGS$1.has(option)) {
			if (option.startsWith("-") || /[\s{]/.test(option)) return void 0;
			group?.patterns.push(option);
		}
	}
	if (mostAtOnce !== void 0 && !(mostAtOnce >= 1)) return void 0;
	const stages = [];
	for (const { isParallel, patterns } of groups) {
		const names = patterns.length === 0 ? [] : scriptsOf$1(patterns, scripts, own);
		if (names === void 0) return void 0;
		const isOneByOne = !isParallel || mostAtOnce === 1;
		if (goesOn && isOneByOne && names.length > 1) return void 0;
		if (!isOneByOne) stages.push({
			members: names,
			isListed: true
		});
		else stages.push(...names.map((name) => ({
			members: [name],
			isListed: true
		})));
	}
	const filled = stages.filter(({ members }) => members.length > 0);
	if (filled.length === 0 || goesOn && filled.length > 1) return void 0;
	return {
		stages: filled,
		mostAtOnce: mostAtOnce === 1 ? void 0 : mostAtOnce
	};
}
function scriptsOf$1(patterns, scripts, own) {
	const excluded = new Set(patterns.filter((pattern) => pattern.startsWith("!")).flatMap((pattern) => matchScripts(pattern.slice(1), scripts, own)));
	const found = /* @__PURE__ */ new Set();
	for (const pattern of patterns) {
		if (pattern.startsWith("!")) continue;
		const names = matchScripts(pattern, scripts, own);
		if (names.length === 0) return void 0;
		for (const name of names) if (!excluded.has(name)) found.add(name);
	}
	return [...found];
}

// src/convert/npm/script-call.ts
const MANAGERS = /* @__PURE__ */ new Set([
	"npm",
	"pnpm",
	"yarn",
	"bun"
]);
const FLAGS = /* @__PURE__ */ new Set([
	"-s",
	"--silent",
	"-q",
	"--quiet",
	"--if-present",
	"--no-color",
	"--loglevel=error",
	"--loglevel=silent"
]);
const BUILT_IN = new Set("add audit bin cache config create dedupe dlx exec import info init install link list login node outdated pack patch publish rebuild remove set up update upgrade version why workspace workspaces".split(" "));
function readScriptCall(command, scripts) {
	const words = command.words.map(({ text }) => text);
	const hasVariables = command.variables.length > 0;
	if (words[0] === "cross-env" || words[0] === "cross-env-shell") {
		const program = words.findIndex((word, index) => index > 0 && !/^\w+=/.test(word));
		return program < 0 ? void 0 : readWords(words.slice(program), scripts, true);
	}
	return readWords(words, scripts, hasVariables);
}
function readWords(words, scripts, hasVariables) {
	const [program = "", ...rest] = words;
	const waiting = [...rest];
	const skipFlags = () => {
		while (FLAGS.has(waiting[0] ?? "")) waiting.shift();
	};
	skipFlags();
	if (program === "node" && waiting[0] === "--run") waiting.shift();
	else if (!MANAGERS.has(program)) return void 0;
	else if (waiting[0] === "run" || waiting[0] === "run-script") waiting.shift();
	else if (program === "npm" && ["t", "tst"].includes(waiting[0] ?? "")) waiting[0] = "test";
	else if (program === "npm" && ![
		"test",
		"start",
		"stop",
		"restart"
	].includes(waiting[0] ?? "")) return void 0;
	else if (program === "bun" || BUILT_IN.has(waiting[0] ?? "")) return void 0;
	skipFlags();
	const name = waiting.shift();
	if (name === void 0 || !scripts.has(name)) return void 0;
	skipFlags();
	if (program === "npm" && waiting.some((word) => /^(-w|-ws|--workspaces?|--prefix|-C|--include-workspace-root)(=|$)/.test(word))) return void 0;
	return {
		type: hasVariables || waiting.length > 0 ? "variant" : "script",
		name
	};
}
const BEFORE_NAMES = /* @__PURE__ */ new Set([
	...FLAGS,
	"run",
	"run-script"
]);
const ELSEWHERE$1 = new Set("cd pushd --prefix -C --cwd workspace workspaces foreach --filter -F -r --recursive -w --workspace --workspaces -ws lerna nx turbo".split(" "));
const RUNNERS = /* @__PURE__ */ new Set([
	"run-p",
	"run-s",
	"npm-run-all",
	"npm-run-all2",
	"start-server-and-test",
	"server-test",
	"wsrun"
]);
function scriptsInside(line, scripts) {
	const words = line.split(/[\s"'()&;|]+/).filter((word) => word !== "");
	if (words.some((word) => ELSEWHERE$1.has(word))) return [];
	const found = /* @__PURE__ */ new Set();
	const seen = /* @__PURE__ */ new Set();
	const runsNames = words.some((word) => RUNNERS.has(word));
	for (const [index, word] of words.entries()) {
		const prefixed = /^(?:npm|pnpm|yarn|bun|node):(.+)$/.exec(word)?.[1];
		if (prefixed !== void 0 && scripts.has(prefixed)) found.add(prefixed);
		if (runsNames && !RUNNERS.has(word) && !seen.has(word)) for (const name of matchScripts(word, scripts)) found.add(name);
		seen.add(word);
		if (!MANAGERS.has(word)) continue;
		if (word === "bun" && words[index + 1] !== "run") continue;
		let after = index + 1;
		while (BEFORE_NAMES.has(words[after] ?? "")) after += 1;
		const next = words[after];
		const name = word === "npm" && next === "t" ? "test" : next;
		if (name !== void 0 && scripts.has(name)) found.add(name);
	}
	return [...found];
}

// src/convert/npm/script-units.ts
const LIFECYCLE = /^(pre|post)?(install|uninstall|pack|version|prepare|publish|shrinkwrap|dependencies)$|^prepublishOnly$|^(pre|post)?prepare$/;
function scriptUnits(script, context) {
	const hooks = hooksOf(script.name, context);
	const split = variantCall(script.command, context.finder.scripts) === void 0 ? splitScript(script, context) ?? ownCommand(script, hooks, context) : void 0;
	if (split === void 0) return [wholeUnit(script, hooks, context)];
	const base = baseOf(script, context);
	const { purpose } = base;
	const added = split.added.map(({ name, run, line }) => ({
		...base,
		name,
		purpose: purposeOfPart(purpose, line),
		isHidden: true,
		steps: [{ run }]
	}));
	const own = {
		...base,
		name: script.name,
		steps: split.rest === void 0 ? [] : [{ run: split.rest }],
		env: split.rest === void 0 ? void 0 : testVariables(script.command),
		before: split.stages,
		notes: notesOf$1(script, context, split.notes)
	};
	return [...added, ...hooks.length === 0 ? [own] : withHooks(own, hooks)];
}
function wholeUnit(script, hooks, context) {
	const { finder } = context;
	return {
		...baseOf(script, context),
		steps: [{ run: finder.manager.runScript(script.name) }],
		env: testVariables(script.command),
		inside: [...hooks, ...scriptsInside(script.command, finder.scripts).filter((name) => name !== script.name)],
		notes: notesOf$1(script, context, [])
	};
}
function withHooks(own, hooks) {
	const itself = {
		...own,
		name: `${own.name} (itself)`,
		id: own.name,
		isHidden: true
	};
	const stages = [
		...hooks.filter((name) => name.startsWith("pre")),
		itself.name,
		...hooks.filter((name) => name.startsWith("post"))
	].map((name) => ({
		members: [name],
		isListed: true
	}));
	return [itself, {
		...own,
		steps: [],
		env: void 0,
		before: stages,
		notes: []
	}];
}
function ownCommand(script, hooks, { finder }) {
	if (hooks.length === 0 || scriptsInside(script.command, finder.scripts).length > 0) return void 0;
	const rest = outsideScript(script.command, finder);
	return rest === void 0 ? void 0 : {
		stages: [],
		rest,
		notes: [],
		added: []
	};
}
function baseOf(script, context) {
	const isVariant = variantCall(script.command, context.finder.scripts) !== void 0;
	return {
		name: script.name,
		line: script.line,
		construct: oneLine(`"${script.name}": "${script.command}"`),
		purpose: purposeOfScript(script, isVariant),
		isHidden: hookedBy(script.name, context) !== void 0,
		steps: [],
		workingDirectory: context.folder,
		before: [],
		inside: [],
		notes: []
	};
}
function purposeOfScript({ name, command }, isVariant) {
	if (command.includes("no test specified")) return "placeholder";
	if (LIFECYCLE.test(name)) return name === "prepublishOnly" || name.endsWith("publish") ? "publish" : "lifecycle";
	const commands = splitCommands(command)?.map(({ text }) => text) ?? [command];
	const purpose = purposeOf(name, commands);
	return isVariant && [
		"check",
		"static-check",
		"work",
		"unclear",
		"collection"
	].includes(purpose) ? "variant" : purpose;
}
function purposeOfPart(purpose, line) {
	const own = purposeOf("", splitCommands(line)?.map(({ text }) => text) ?? [line]);
	return own === "endless" || own === "static-check" || !(purpose === "check" || purpose === "static-check" || purpose === "work") ? own : purpose;
}
function variantCall(command, scripts) {
	const commands = splitCommands(command);
	const [only] = commands ?? [];
	if (only === void 0 || commands?.length !== 1) return void 0;
	const call = readScriptCall(only, scripts);
	return call?.type === "variant" ? call.name : void 0;
}
function splitScript(script, context) {
	const commands = splitCommands(script.command);
	if (commands === void 0) return void 0;
	const stages = [];
	const notes = [];
	const added = [];
	for (const [index, command] of commands.entries()) {
		const calls = readCalls(command, script, context, commands.length > 1);
		if (calls === void 0) {
			const rest = joinOutside(commands.slice(index), context.finder);
			const runsMore = commands.slice(index).some(({ text }) => scriptsInside(text, context.finder.scripts).length > 0);
			return stages.length === 0 || rest === void 0 || runsMore ? void 0 : {
				stages,
				rest,
				notes,
				added
			};
		}
		stages.push(...calls.stages);
		notes.push(...calls.notes);
		added.push(...calls.added);
	}
	return stages.some(({ members }) => members.includes(script.name)) ? void 0 : {
		stages,
		notes,
		added
	};
}
function readCalls(command, script, context, isPart) {
	const same = isPart ? context.sameCommand.get(command.text) : void 0;
	const twin = same === script.name ? void 0 : same;
	const call = twin === void 0 ? readScriptCall(command, context.finder.scripts) : {
		type: "script",
		name: twin
	};
	if (call?.type === "script") return {
		stages: [{
			members: [call.name],
			isListed: true
		}],
		notes: [],
		added: []
	};
	if (call !== void 0 || command.variables.length > 0 || command.words.some((word) => word.text.includes("$"))) return void 0;
	const [program = "", ...options] = withoutPrefix(command.words.map(({ text }) => text));
	if (program === "run-s" || program === "run-p" || program === "npm-run-all") {
		const listed = readRunAll(program, options, context.finder.scripts, script.name);
		return listed && {
			stages: listed.stages,
			notes: limitNotes(listed.mostAtOnce),
			added: []
		};
	}
	return program === "concurrently" ? readConcurrent(options, script, context) : void 0;
}
function readConcurrent(options, script, context) {
	const { finder } = context;
	const read = readConcurrently(options, finder.scripts, script.name);
	if (read === void 0) return void 0;
	const added = [];
	const members = [];
	for (const command of read.commands) {
		const name = command.type === "script" ? command.name : calledScript(command.line, finder.scripts);
		if (name !== void 0) {
			members.push(name);
			continue;
		}
		if (command.type === "script") return void 0;
		const run = scriptsInside(command.line, finder.scripts).length > 0 ? void 0 : outsideScript(command.line, finder);
		if (run === void 0) return void 0;
		const unit = `${script.name}:${command.name ?? added.length + 1}`;
		if (finder.scripts.has(unit) || added.some((other) => other.name === unit)) return void 0;
		added.push({
			name: unit,
			line: command.line,
			run
		});
		members.push(unit);
	}
	return {
		stages: read.mostAtOnce === 1 ? members.map((name) => ({
			members: [name],
			isListed: true
		})) : [{
			members,
			isListed: true
		}],
		notes: limitNotes(read.mostAtOnce === 1 ? void 0 : read.mostAtOnce),
		added
	};
}
function calledScript(line, scripts) {
	const commands = splitCommands(line);
	const [only] = commands ?? [];
	const call = only === void 0 || commands?.length !== 1 ? void 0 : readScriptCall(only, scripts);
	return call?.type === "script" ? call.name : void 0;
}
function withoutPrefix(words) {
	if (words[0] === "npx" || words[0] === "bunx") return words[1]?.startsWith("-") ? words : words.slice(1);
	return (words[0] === "pnpm" || words[0] === "npm") && words[1] === "exec" ? words.slice(2) : words;
}
function limitNotes(mostAtOnce) {
	if (mostAtOnce === void 0) return [];
	return [`ran at most ${mostAtOnce} at a time; the gate decides now, and \`admission.workers.limit\` sets a number`];
}
function testVariables(command) {
	return /\b(react-scripts|craco|react-app-rewired|razzle) test\b/.test(command) ? /* @__PURE__ */ new Map([["CI", "true"]]) : void 0;
}
function hooksOf(name, { finder }) {
	if (!finder.manager.runsHooks) return [];
	return [`pre${name}`, `post${name}`].filter((hook) => finder.scripts.has(hook));
}
function hookedBy(name, context) {
	const base = /^(?:pre|post)(.+)$/.exec(name)?.[1];
	return base !== void 0 && context.finder.manager.runsHooks && context.finder.scripts.has(base) ? base : void 0;
}
function notesOf$1(script, { file }, texts) {
	const construct = oneLine(`"${script.name}": "${script.command}"`);
	const fixes = /\s--fix(\s|$)/.test(script.command) && !/\bfix\b/.test(script.name);
	return [
		...texts,
		...fixes ? ["changes files with `--fix`, which other tasks may read at the same time; a check should only read"] : [],
		...testVariables(script.command) === void 0 ? [] : ["gets `CI: \"true\"`, without which it watches files and never ends"]
	].map((text) => ({
		place: {
			file,
			line: script.line
		},
		construct,
		text,
		kind: "changed"
	}));
}

// src/convert/npm/wireit.ts
function readWireit(root) {
	const scripts = /* @__PURE__ */ new Map();
	for (const [name, { line, value }] of entriesOf(fieldOf(root, "wireit"))) {
		const dependencies = itemsOf(fieldOf(value, "dependencies")).map((item) => textOf(item) ?? textOf(fieldOf(item, "script")) ?? "");
		const env = [...entriesOf(fieldOf(value, "env"))].map(([key, entry]) => [key, textOf(entry.value)]);
		const service = fieldOf(value, "service");
		scripts.set(name, {
			line,
			command: textOf(fieldOf(value, "command")),
			dependencies,
			isService: isTrue(service) || service?.type === "object",
			env: new Map(env.flatMap(([key, text]) => text === void 0 ? [] : [[key, text]])),
			settings: [
				"files",
				"output",
				"packageLocks",
				"clean",
				"allowUsuallyExcludedPaths"
			].filter((key) => fieldOf(value, key) !== void 0),
			isComplex: dependencies.some((text) => !/^[^./$<^][^#]*$/.test(text)) || env.some(([, text]) => text === void 0)
		});
	}
	return scripts;
}

// src/convert/npm/read-package.ts
function readPackageJson(file, others) {
	const parsed = parseJson(file.text);
	if (parsed.type === "invalid") return unreadable$1(file, parsed.problem);
	const { root } = parsed;
	if (root.type !== "object") return unreadable$1(file, {
		line: root.line,
		column: 1,
		message: "expected an object in a package.json, found another value"
	});
	const scripts = scriptsOf(root);
	const manager = managerOf(file.text, others.keys());
	const { folder, isOutside } = folderOfFile(file.path);
	const names = scripts.map(({ name }) => name);
	const context = {
		file: file.path,
		folder,
		sameCommand: sameCommands(scripts),
		finder: {
			manager,
			packages: packagesOf$1(root),
			scripts: new Set(names)
		}
	};
	const wireit = readWireit(root);
	const units = scripts.flatMap((script) => {
		const settings = /^wireit(\s|$)/.test(script.command) ? wireit.get(script.name) : void 0;
		return settings === void 0 ? scriptUnits(script, context) : [wireitUnit(script, settings, context)];
	});
	const drafted = draftUnits({
		file: file.path,
		word: "script",
		lock: "scripts",
		units
	});
	const note = (line, construct, text, kind) => ({
		place: {
			file: file.path,
			line
		},
		construct,
		text,
		kind
	});
	const install = note((root.entries.get("packageManager") ?? root.entries.get("dependencies") ?? root.entries.get("devDependencies"))?.line ?? 1, manager.install, BEFORE, "changed");
	return {
		type: "read",
		draft: {
			file: file.path,
			name: textOf(fieldOf(root, "name")) ?? "Scripts of package.json",
			before: [...context.finder.packages.size > 0 ? [install] : [], ...drafted.before],
			entries: drafted.entries,
			services: [],
			notes: [
				...fileNotes$1(root, note),
				...isOutside ? [outsideNote(file.path)] : [],
				...drafted.notes
			]
		}
	};
}
function scriptsOf(root) {
	return [...entriesOf(fieldOf(root, "scripts"))].flatMap(([name, { line, value }]) => {
		const command = textOf(value);
		return command === void 0 ? [] : [{
			name,
			line,
			command
		}];
	});
}
function sameCommands(scripts) {
	const named = scripts.filter(({ name, command }) => [
		"check",
		"static-check",
		"work"
	].includes(purposeOf(name, [command])));
	return new Map(named.map(({ name, command }) => [command, name]).reverse());
}
function packagesOf$1(root) {
	return new Set([
		"dependencies",
		"devDependencies",
		"optionalDependencies",
		"peerDependencies"
	].flatMap((key) => [...entriesOf(fieldOf(root, key)).keys()]));
}
function fileNotes$1(root, note) {
	const notes = [];
	for (const [name, { line, value }] of entriesOf(fieldOf(root, "scripts"))) if (value.type !== "text") notes.push(note(line, `"${name}"`, "is not a text, so npm cannot run it either", "left-out"));
	const workspaces = root.type === "object" ? root.entries.get("workspaces") : void 0;
	if (workspaces !== void 0) notes.push(note(workspaces.line, "workspaces", "the packages of the workspace have scripts of their own; give their package.json files too, or turbo.json", "left-out"));
	return notes;
}
function wireitUnit(script, settings, context) {
	const { finder } = context;
	const note = (text) => ({
		place: {
			file: context.file,
			line: settings.line
		},
		construct: oneLine(`wireit "${script.name}"`),
		text,
		kind: "changed"
	});
	const { command } = settings;
	const outside = command === void 0 ? void 0 : outsideScript(command, finder);
	const isKnown = settings.dependencies.every((name) => finder.scripts.has(name));
	const isWhole = settings.isComplex || !isKnown || command !== void 0 && outside === void 0;
	const [purpose] = [scriptUnits({
		...script,
		command: command ?? ""
	}, context)[0]?.purpose];
	const cached = `wireit skips it if nothing of \`${settings.settings.join("`, `")}\` has changed; the mission runs it each time`;
	return {
		name: script.name,
		line: script.line,
		construct: oneLine(`"${script.name}": "${script.command}"`),
		purpose: settings.isService ? "endless" : purpose ?? "unclear",
		isHidden: false,
		steps: isWhole ? [{ run: finder.manager.runScript(script.name) }] : outside === void 0 ? [] : [{ run: outside }],
		env: isWhole || settings.env.size === 0 ? void 0 : settings.env,
		workingDirectory: context.folder,
		before: isWhole || settings.dependencies.length === 0 ? [] : [{
			members: settings.dependencies,
			isListed: false
		}],
		inside: isWhole ? settings.dependencies.filter((name) => finder.scripts.has(name)) : [],
		notes: [...isWhole ? [note("stays with wireit, because of a dependency or a command that a mission cannot take over")] : [], ...isWhole || settings.settings.length === 0 || settings.isService ? [] : [note(cached)]]
	};
}

// src/convert/json/from-yaml.ts
const MOST_NODES = 2e5;
function parseYamlNodes({ path, text }) {
	const findings = require_mission.collectFindings(path);
	const parsed = require_mission.parseYaml(text.replace(/^\uFEFF/, ""), findings.report);
	if (parsed === void 0 || findings.hasErrors()) return {
		type: "invalid",
		diagnostics: findings.sorted()
	};
	return {
		type: "parsed",
		root: new NodeReading(parsed).read(parsed.contents)
	};
}
var NodeReading = class {
	#place;
	#anchors = /* @__PURE__ */ new Map();
	#left = MOST_NODES;
	constructor({ place }) {
		this.#place = place;
	}
	read(node) {
		const start = node?.range?.[0] ?? 0;
		const { line } = this.#place(start, start);
		this.#left -= 1;
		if (this.#left < 0 || node === null || node === void 0) return {
			type: "plain",
			line,
			value: null
		};
		if ((0, import_dist.isAlias)(node)) return this.#anchors.get(node.source) ?? {
			type: "plain",
			line,
			value: null
		};
		const found = this.#content(node, line);
		if ("anchor" in node && typeof node.anchor === "string") this.#anchors.set(node.anchor, found);
		return found;
	}
	#content(node, line) {
		if ((0, import_dist.isSeq)(node)) return {
			type: "list",
			line,
			items: node.items.map((item) => this.read(item))
		};
		if ((0, import_dist.isMap)(node)) {
			const entries = /* @__PURE__ */ new Map();
			const merged = [];
			for (const { key, value } of node.items) {
				const at = key.range?.[0] ?? 0;
				const name = (0, import_dist.isScalar)(key) ? key.source ?? String(key.value) : "";
				if (name === "<<") merged.push(this.read(value));
				else entries.set(name, {
					line: this.#place(at, at).line,
					value: this.read(value)
				});
			}
			for (const [name, entry] of merged.flatMap(mergedEntries)) if (!entries.has(name)) entries.set(name, entry);
			return {
				type: "object",
				line,
				entries
			};
		}
		if (!(0, import_dist.isScalar)(node) || node.value === null) return {
			type: "plain",
			line,
			value: null
		};
		if (typeof node.value === "boolean") return {
			type: "plain",
			line,
			value: node.value
		};
		return {
			type: "text",
			line,
			value: typeof node.value === "string" ? node.value : node.source ?? String(node.value)
		};
	}
};
function mergedEntries(node) {
	if (node.type === "list") return node.items.flatMap(mergedEntries);
	return node.type === "object" ? [...node.entries] : [];
}

// src/convert/taskfile/template.ts
function variablesOf$1(node, known) {
	const found = new Map(known);
	for (const [name, { value }] of entriesOf(node)) {
		const text = value.type === "plain" && typeof value.value === "boolean" ? String(value.value) : textOf(value);
		const filled = text === void 0 ? void 0 : fillTemplate(text, found);
		if (filled === void 0) found.delete(name);
		else found.set(name, filled);
	}
	return found;
}
function fillTemplate(text, variables) {
	let isKnown = true;
	const filled = text.replace(/\{\{-?(.*?)-?\}\}/gs, (written, inside) => {
		const name = /^\s*\.(\w+)\s*$/.exec(inside)?.[1];
		const value = name === "CLI_ARGS" ? "" : variables.get(name ?? "");
		if (value === void 0) isKnown = false;
		return value ?? written;
	});
	return isKnown ? filled : void 0;
}

// src/convert/taskfile/merge-includes.ts
const USUAL_NAMES$1 = [
	"yml",
	"yaml",
	"dist.yml",
	"dist.yaml"
].flatMap((end) => [`Taskfile.${end}`, `taskfile.${end}`]);
const MOST_NAMES = 2e4;
const DEEPEST$1 = 100;
const ELSEWHERE = /^[/~]|\{\{|^\w+:|^git@/;
function writtenIncludes(root) {
	const variables = variablesOf$1(fieldOf(root, "vars"), /* @__PURE__ */ new Map());
	return [...entriesOf(fieldOf(root, "includes"))].map(([namespace, { line, value }]) => {
		const path = textOf(value) ?? textOf(fieldOf(value, "taskfile")) ?? namespace;
		return {
			namespace,
			line,
			path: fillTemplate(path, variables) ?? path,
			value
		};
	});
}
function possiblePaths(path, including) {
	if (ELSEWHERE.test(path) || ELSEWHERE.test(including)) return [];
	const parts = [];
	for (const part of [...including.split("/").slice(0, -1), ...path.split("/")]) {
		if (part === ".." && parts.pop() === void 0) return [];
		if (part !== "" && part !== "." && part !== "..") parts.push(part);
	}
	const full = parts.join("/");
	return [...full === "" ? [] : [full], ...USUAL_NAMES$1.map((name) => [...parts, name].join("/"))];
}
var IncludeMerger = class {
	#others;
	#merged = /* @__PURE__ */ new Map();
	#open;
	#names = 0;
	notes = [];
	constructor(main, others) {
		this.#others = others;
		this.#open = [main];
	}
	merge({ namespace, line, path, value }) {
		const including = this.#open.at(-1) ?? "";
		const note = (text, kind = "left-out") => {
			const place = {
				file: including,
				line
			};
			this.notes.push({
				place,
				construct: `includes ${namespace}: ${path}`,
				text,
				kind
			});
		};
		const paths = possiblePaths(path, including);
		if (paths.length === 0) return note("is not read, because it is outside of this folder or computed by Task");
		const found = paths.find((each) => this.#others.has(each) || this.#open.includes(each));
		if (found === void 0) return isTrue(fieldOf(value, "optional")) ? note("has no file, and Task goes on without it because it is optional", "changed") : note("has no file that can be read, so Task refuses this Taskfile: write the file, or `optional: true`");
		if (this.#open.includes(found)) return note(`includes ${found} in a circle, so Task refuses this Taskfile`);
		if (this.#open.length > DEEPEST$1) return note(`is not read, because more than ${DEEPEST$1} files include each other`);
		const file = this.#read(found);
		if (file === void 0) return note(`cannot be read: ${found} is no YAML file with tasks`);
		const tasks = this.#underNamespace(file.tasks, namespace, value);
		if (tasks === void 0) return note(`is not read, because all includes have more than ${MOST_NAMES} names of tasks`);
		return {
			tasks,
			files: file.files
		};
	}
	#read(path) {
		if (this.#merged.has(path)) return this.#merged.get(path);
		const parsed = parseYamlNodes({
			path,
			text: this.#others.get(path) ?? ""
		});
		if (parsed.type === "invalid" || parsed.root.type !== "object") return void 0;
		const { root } = parsed;
		const tasks = new Map([...entriesOf(fieldOf(root, "tasks"))].map(([name, { value }]) => [name, taskOf(name, value)]));
		const files = /* @__PURE__ */ new Set([path]);
		this.#open.push(path);
		for (const include of writtenIncludes(root)) {
			const merged = this.merge(include);
			for (const file of merged?.files ?? []) files.add(file);
			const isFlat = isTrue(fieldOf(include.value, "flatten"));
			for (const [name, task] of merged?.tasks ?? []) {
				const isTaken = (alias) => !isFlat && alias === include.namespace && tasks.has(alias);
				if (!tasks.has(name)) tasks.set(name, {
					...task,
					aliases: task.aliases.filter((alias) => !isTaken(alias))
				});
			}
		}
		this.#open.pop();
		const result = {
			tasks,
			files
		};
		this.#merged.set(path, result);
		return result;
	}
	#underNamespace(tasks, namespace, value) {
		const excluded = new Set(textsOf(fieldOf(value, "excludes")));
		const isFlat = isTrue(fieldOf(value, "flatten"));
		const isInternal = isTrue(fieldOf(value, "internal"));
		const prefixes = isFlat ? [] : [namespace, ...textsOf(fieldOf(value, "aliases"))];
		const found = /* @__PURE__ */ new Map();
		for (const [name, task] of tasks) {
			if (excluded.has(name)) continue;
			const own = [name, ...task.aliases];
			const names = isFlat ? own : prefixes.flatMap((prefix) => own.map((each) => `${prefix}:${each}`));
			const [full = name, ...aliases] = name === "default" ? [...names, ...prefixes] : names;
			this.#names += aliases.length + 1;
			if (this.#names > MOST_NAMES) return void 0;
			const outer = task.outer.flatMap((each) => each.startsWith(":") ? [each.slice(1)] : []);
			found.set(full, {
				aliases,
				isRunnable: task.isRunnable && !isInternal,
				outer
			});
		}
		return found;
	}
};
function taskOf(name, value) {
	const needsValues = fieldOf(value, "requires") !== void 0 || name.includes("*");
	const called = [...itemsOf(fieldOf(value, "deps")).flatMap((item) => textOf(item) ?? textOf(fieldOf(item, "task")) ?? []), ...itemsOf(fieldOf(value, "cmds")).flatMap((item) => textOf(fieldOf(item, "task")) ?? [])];
	return {
		aliases: textsOf(fieldOf(value, "aliases")),
		isRunnable: !needsValues && !isTrue(fieldOf(value, "internal")),
		outer: called.filter((text) => text.startsWith(":"))
	};
}

// src/convert/taskfile/includes.ts
function includesOf(root, file, others) {
	const merger = new IncludeMerger(plainPath(file), others);
	const owners = /* @__PURE__ */ new Map();
	const tasks = /* @__PURE__ */ new Map();
	const notes = [];
	for (const written of writtenIncludes(root)) {
		const { namespace, line, path } = written;
		const merged = merger.merge(written);
		if (merged === void 0) continue;
		for (const each of merged.files) if (!owners.has(each)) owners.set(each, path);
		const include = {
			name: namespace,
			line,
			path,
			shares: [...new Set([...merged.files].map((each) => owners.get(each) ?? path))]
		};
		for (const [name, task] of merged.tasks) {
			if (!task.isRunnable) continue;
			for (const each of [name, ...task.aliases]) if (!tasks.has(each)) tasks.set(each, {
				name,
				include,
				task
			});
		}
		notes.push(includeNote(file, include));
	}
	return {
		tasks,
		notes: [...notes, ...merger.notes]
	};
}
function includedPaths(file) {
	const parsed = parseYamlNodes(file);
	if (parsed.type === "invalid") return [];
	return writtenIncludes(parsed.root).flatMap(({ path }) => possiblePaths(path, plainPath(file.path)));
}
function plainPath(path) {
	return path.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}
function includedUnit({ name, include, task }, context) {
	const construct = `task ${name}`;
	const note = {
		place: {
			file: context.file,
			line: include.line
		},
		construct,
		text: `is in the included file ${include.path}, so it stays with Task`,
		kind: "changed"
	};
	return {
		name,
		line: include.line,
		construct,
		purpose: purposeOf(name, []),
		isHidden: true,
		steps: [{ run: `${context.command} ${quoteWord(name)}` }],
		workingDirectory: context.folder,
		before: [],
		inside: [...include.shares, ...task.outer.flatMap((each) => context.nameOf(each) ?? [])],
		notes: [note]
	};
}
function includeNote(file, { name, line, path }) {
	return {
		place: {
			file,
			line
		},
		construct: `includes ${name}: ${path}`,
		text: "only the tasks of the included file that are named here are known; give that file too if this mission needs others",
		kind: "left-out"
	};
}

// src/convert/taskfile/commands.ts
const KNOWN_KEYS$1 = /* @__PURE__ */ new Set([
	"cmd",
	"task",
	"defer",
	"silent",
	"ignore_error",
	"vars",
	"desc",
	"shell"
]);
function readCommands(commands, context) {
	const stages = [];
	const steps = [];
	const last = [];
	for (const command of commands) {
		const called = textOf(fieldOf(command, "task"));
		const refused = refusal(command, context);
		if (refused !== void 0) return {
			type: "whole",
			reason: refused
		};
		if (called !== void 0) {
			const name = context.nameOf(called);
			if (name === void 0) return {
				type: "whole",
				reason: `\`${called}\` is not in this file`
			};
			if (steps.length > 0) return {
				type: "whole",
				reason: "it calls a task after its own commands"
			};
			stages.push({
				members: [name],
				isListed: true
			});
			continue;
		}
		const deferred = fieldOf(command, "defer");
		const text = textOf(deferred) ?? textOf(fieldOf(command, "cmd")) ?? textOf(command);
		if (text === void 0) return {
			type: "whole",
			reason: "a command has another form"
		};
		const run = fillTemplate(text, context.variables);
		if (run === void 0) return {
			type: "whole",
			reason: `a template needs Task: \`${templateIn(text)}\``
		};
		if (run.trim() === "") continue;
		const step = {
			run: run.trimEnd(),
			shell: mayPipe(run) ? PLAIN_BASH : void 0,
			continueOnError: isTrue(fieldOf(command, "ignore_error")) || void 0
		};
		if (deferred !== void 0) last.unshift(step);
		else steps.push(step);
	}
	return {
		type: "steps",
		stages,
		steps,
		finally: last
	};
}
function calledTasks(commands, { nameOf }) {
	return commands.flatMap((command) => {
		const deferred = fieldOf(fieldOf(command, "defer"), "task");
		const called = textOf(fieldOf(command, "task")) ?? textOf(deferred);
		const direct = [...(textOf(fieldOf(command, "cmd")) ?? textOf(command) ?? "").matchAll(/(?:^|[\s;&|])(?:task|\{\{\.TASK_EXE\}\})\s+([\w:.-]+)/g)].map(([, name = ""]) => name);
		return [...called === void 0 ? [] : [called], ...direct].flatMap((name) => nameOf(name) ?? []);
	});
}
function refusal(command, context) {
	if (command.type !== "object") return void 0;
	const key = [...command.entries.keys()].find((name) => !KNOWN_KEYS$1.has(name));
	if (key !== void 0) return `a command has \`${key}\``;
	if (itemsOf(fieldOf(command, "vars")).length > 0 || fieldOf(command, "vars") !== void 0) return "it passes variables to a task";
	if (fieldOf(command, "defer")?.type === "object") return "a task is deferred";
	const text = textOf(fieldOf(command, "task"));
	return text !== void 0 && fillTemplate(text, context.variables) !== text ? "the name of a task is a template" : void 0;
}
function templateIn(text) {
	return /\{\{.*?\}\}/s.exec(text)?.[0].replace(/\s+/g, " ") ?? text;
}

// src/convert/taskfile/task-units.ts
const WHOLE_KEYS = [
	"platforms",
	"if",
	"for",
	"requires",
	"interactive"
];
const COMMAND_KEYS = [
	"dotenv",
	"set",
	"shopt"
];
const STATUS_KEYS = [
	"sources",
	"generates",
	"status"
];
const KNOWN_KEYS = [...[
	"cmd",
	"cmds",
	"deps",
	"desc",
	"summary",
	"aliases",
	"vars",
	"env",
	"dir",
	"internal",
	"silent",
	"ignore_error"
], ...[
	"preconditions",
	"prompt",
	"watch",
	"label",
	"prefix",
	"method",
	"run",
	...WHOLE_KEYS,
	...COMMAND_KEYS
]];
function taskUnit(name, { line, value }, context) {
	const commands = commandsOf$1(value);
	const variables = variablesOf$1(fieldOf(value, "vars"), new Map([...context.variables, ["TASK", name]]));
	const commandContext = {
		variables,
		nameOf: context.nameOf
	};
	const read = readTask(value, commands, commandContext, context);
	const note = (text, kind = "changed") => ({
		place: {
			file: context.file,
			line
		},
		construct: `task ${name}`,
		text,
		kind
	});
	const known = dependenciesOf$1(value).flatMap((names) => names ?? []).flatMap((other) => context.nameOf(other) ?? []);
	const base = {
		name,
		line,
		construct: oneLine(`task ${name}`),
		purpose: purposeOfTask$1(name, value, commands),
		isHidden: isTrue(fieldOf(value, "internal")),
		title: titleOf(value)
	};
	if (read.type === "whole") return {
		...base,
		steps: [{ run: `${context.command} ${quoteWord(name)}` }],
		workingDirectory: context.folder,
		before: [],
		inside: [...known, ...calledTasks(commands, commandContext)],
		notes: [note(`stays with Task: ${read.reason}`)]
	};
	const first = known.length === 0 ? [] : [{
		members: known,
		isListed: false
	}];
	const ignores = isTrue(fieldOf(value, "ignore_error"));
	const ignoring = (step) => ignores ? {
		...step,
		continueOnError: true
	} : step;
	const skips = STATUS_KEYS.filter((key) => fieldOf(value, key) !== void 0);
	return {
		...base,
		steps: read.steps.length === 0 ? [] : [...preconditions(value, variables), ...read.steps.map(ignoring)],
		finally: read.finally.length === 0 ? void 0 : read.finally,
		env: environment(fieldOf(value, "env"), variables),
		workingDirectory: folderIn(context.folder, textOf(fieldOf(value, "dir")), variables),
		before: [...first, ...read.stages],
		inside: [],
		notes: [...skips.length === 0 ? [] : [note(`Task skips it by \`${skips.join("`, `")}\`; the mission runs it each time`)], ...[...entriesOf(value).keys()].filter((key) => ![...KNOWN_KEYS, ...STATUS_KEYS].includes(key)).map((key) => note(`a mission has nothing like \`${key}\``, "left-out"))]
	};
}
function dependenciesOf$1(value) {
	return itemsOf(fieldOf(value, "deps")).map((item) => {
		const name = textOf(item) ?? textOf(fieldOf(item, "task"));
		const loop = fieldOf(item, "for");
		if (name === void 0) return void 0;
		if (loop === void 0) return [name];
		const values = textsOf(loop);
		if (values.length === 0 || values.length < itemsOf(loop).length) return void 0;
		const names = values.map((each) => fillTemplate(name, /* @__PURE__ */ new Map([["ITEM", each]])));
		return names.every((each) => each !== void 0) ? names : void 0;
	});
}
function commandsOf$1(value) {
	if (value.type === "text") return [value];
	if (value.type === "list") return value.items;
	const one = fieldOf(value, "cmd");
	const many = fieldOf(value, "cmds");
	if (many?.type === "text") return [many];
	return one === void 0 ? itemsOf(many) : [one];
}
function readTask(value, commands, commandContext, context) {
	const whole = (reason) => ({
		type: "whole",
		reason
	});
	const key = WHOLE_KEYS.find((name) => fieldOf(value, name) !== void 0);
	if (key !== void 0) return whole(`it has \`${key}\``);
	for (const names of dependenciesOf$1(value)) {
		if (names === void 0) return whole("a dependency has another form");
		const unknown = names.find((name) => context.nameOf(name) === void 0);
		if (unknown !== void 0) return whole(`\`${unknown}\` is not in this file`);
	}
	if (itemsOf(fieldOf(value, "deps")).some((item) => fieldOf(item, "vars") !== void 0)) return whole("it passes variables to a dependency");
	if (![fieldOf(value, "env"), fieldOf(value, "dir")].flatMap((node) => node?.type === "object" ? [...node.entries.values()].map((entry) => entry.value) : node ?? []).every((node) => {
		const text = node.type === "plain" && node.value !== null ? String(node.value) : textOf(node);
		return text !== void 0 && fillTemplate(text, commandContext.variables) !== void 0;
	})) return whole("`env` or `dir` has values that Task finds when it runs");
	if (!preconditionsAreFilled(value, commandContext.variables)) return whole("a precondition has a template");
	const read = readCommands(commands, commandContext);
	const own = COMMAND_KEYS.find((name) => fieldOf(value, name) !== void 0);
	const reason = context.wholeReason ?? (own === void 0 ? void 0 : `it has \`${own}\``);
	const runs = read.type === "steps" && read.steps.length + read.finally.length > 0;
	return reason !== void 0 && runs ? whole(reason) : read;
}
function purposeOfTask$1(name, value, commands) {
	if (isTrue(fieldOf(value, "watch"))) return "endless";
	if (fieldOf(value, "prompt") !== void 0) return "by-hand";
	if (fieldOf(value, "requires") !== void 0 || name.includes("*")) return "parameter";
	const texts = commands.flatMap((command) => textOf(command) ?? textOf(fieldOf(command, "cmd")) ?? []);
	const purpose = purposeOf(name, texts);
	const isCheck = purpose === "check" || purpose === "static-check" || purpose === "work";
	return isTrue(fieldOf(value, "interactive")) && !isCheck ? "by-hand" : purpose;
}
function preconditions(value, variables) {
	return itemsOf(fieldOf(value, "preconditions")).flatMap((item) => {
		const run = fillTemplate(textOf(item) ?? textOf(fieldOf(item, "sh")) ?? "", variables);
		const message = fillTemplate(textOf(fieldOf(item, "msg")) ?? "", variables);
		if (run === void 0 || run === "") return [];
		const fails = message === void 0 || message === "" ? "" : ` || { echo ${quoteWord(message)} >&2; exit 1; }`;
		const shell = mayPipe(run) ? PLAIN_BASH : void 0;
		return [{
			name: "Precondition",
			run: `${run.trim()}${fails}`,
			shell
		}];
	});
}
function preconditionsAreFilled(value, variables) {
	return itemsOf(fieldOf(value, "preconditions")).every((item) => {
		return [
			textOf(item),
			textOf(fieldOf(item, "sh")),
			textOf(fieldOf(item, "msg"))
		].every((text) => text === void 0 || fillTemplate(text, variables) !== void 0);
	});
}
function environment(node, variables) {
	if (node?.type !== "object" || node.entries.size === 0) return void 0;
	const values = [...node.entries].map(([name, { value }]) => {
		const text = value.type === "plain" ? String(value.value) : textOf(value) ?? "";
		return [name, fillTemplate(text, variables) ?? text];
	});
	return new Map(values);
}
function folderIn(folder, dir, variables) {
	const filled = dir === void 0 ? void 0 : fillTemplate(dir, variables)?.replace(/^\.\//, "").replace(/\/$/, "");
	if (filled === void 0 || filled === "" || filled === ".") return folder;
	return folder === void 0 ? filled : `${folder}/${filled}`;
}
function titleOf(value) {
	const text = textOf(fieldOf(value, "desc"))?.trim();
	return text === void 0 || text === "" || text.includes("{{") ? void 0 : oneLine(text);
}

// src/convert/taskfile/read-taskfile.ts
const USUAL_NAMES = /^[Tt]askfile(\.dist)?\.ya?ml$/;
function readTaskfile(file, others = /* @__PURE__ */ new Map()) {
	const parsed = parseYamlNodes(file);
	if (parsed.type === "invalid") return {
		type: "unreadable",
		diagnostics: parsed.diagnostics
	};
	const { root } = parsed;
	const tasks = entriesOf(fieldOf(root, "tasks"));
	const aliases = aliasesOf(root);
	const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
	const { folder, isOutside } = folderOfFile(file.path);
	const variables = variablesOf$1(fieldOf(root, "vars"), /* @__PURE__ */ new Map());
	const includes = includesOf(root, file.path, others);
	const included = /* @__PURE__ */ new Map();
	const nameOf = (text) => {
		const known = tasks.has(text) ? text : aliases.get(text);
		const task = known === void 0 ? includes.tasks.get(text) : void 0;
		if (task !== void 0) included.set(task.name, task);
		return known ?? task?.name;
	};
	const context = {
		file: file.path,
		folder,
		command: USUAL_NAMES.test(name) ? "task" : `task -t ${quoteWord(name)}`,
		variables,
		nameOf,
		wholeReason: wholeReason(root, variables)
	};
	const units = [...[...tasks].map(([task, entry]) => taskUnit(task, entry, context)), ...[...included.values()].map((task) => includedUnit(task, context))];
	const drafted = draftUnits({
		file: file.path,
		word: "task",
		lock: "task",
		units
	});
	const known = variablesOf$1(fieldOf(root, "env"), variables);
	const env = new Map([...entriesOf(fieldOf(root, "env")).keys()].flatMap((key) => withValue(key, known.get(key))));
	return {
		type: "read",
		draft: {
			file: file.path,
			name: `Tasks of ${name}`,
			before: drafted.before,
			entries: drafted.entries,
			services: [],
			env: env.size === 0 ? void 0 : env,
			notes: [
				...isOutside ? [outsideNote(file.path)] : [],
				...includes.notes,
				...settingNotes(file.path, root),
				...drafted.notes
			]
		}
	};
}
function aliasesOf(root) {
	const pairs = [...entriesOf(fieldOf(root, "tasks"))].flatMap(([name, { value }]) => itemsOf(fieldOf(value, "aliases")).flatMap((alias) => {
		const text = textOf(alias);
		return text === void 0 ? [] : [[text, name]];
	}));
	return new Map(pairs);
}
function withValue(key, value) {
	return value === void 0 ? [] : [[key, value]];
}
function wholeReason(root, variables) {
	const key = [
		"dotenv",
		"set",
		"shopt"
	].find((name) => fieldOf(root, name) !== void 0);
	if (key !== void 0) return `the file has \`${key}\``;
	const env = fieldOf(root, "env");
	const known = variablesOf$1(env, variables);
	return [...entriesOf(env).keys()].some((name) => !known.has(name)) ? "the file sets variables to the output of commands" : void 0;
}
function settingNotes(file, root) {
	return [...entriesOf(root)].filter(([key]) => [
		"output",
		"method",
		"interval",
		"run"
	].includes(key)).map(([key, { line }]) => ({
		place: {
			file,
			line
		},
		construct: key,
		text: "is a setting of Task, which a mission does not use",
		kind: "changed"
	}));
}

// src/convert/turbo/definitions.ts
const TAKEN_KEYS$1 = [
	"dependsOn",
	"with",
	"persistent",
	"interactive",
	"description",
	"extends"
];
const INHERITED = "$TURBO_EXTENDS$";
function readTurboFile(path, root) {
	return {
		path,
		tasks: entriesOf(fieldOf(root, "tasks") ?? fieldOf(root, "pipeline")),
		extends: textsOf(fieldOf(root, "extends")),
		root
	};
}
function settingsOf({ tasks }) {
	const found = /* @__PURE__ */ new Map();
	for (const { value } of tasks.values()) for (const [key, { line }] of entriesOf(value)) if (!TAKEN_KEYS$1.includes(key) && !found.has(key)) found.set(key, line);
	return found;
}
function variablesOf({ tasks }) {
	return [...tasks.values()].flatMap(({ line, value }) => textsOf(fieldOf(value, "dependsOn")).flatMap((item) => item.startsWith("$") && item !== INHERITED ? [[item, line]] : []));
}
function definitionOf(packageName, task, root, own) {
	const general = root.tasks.get(`${packageName}#${task}`) ?? root.tasks.get(task);
	const layers = [...general === void 0 ? [] : [general], ...layersOf(packageName, task, own, /* @__PURE__ */ new Set())];
	const [first, ...rest] = layers;
	if (first === void 0) return void 0;
	const place = general === void 0 ? {
		file: own.get(packageName)?.path ?? root.path,
		line: layers.at(-1)?.line ?? 1
	} : {
		file: root.path,
		line: general.line
	};
	return rest.reduce((inherited, { value }) => layered(inherited, value, place), layered(void 0, first.value, place));
}
function layersOf(packageName, task, own, seen) {
	const file = own.get(packageName);
	if (file === void 0 || seen.has(packageName)) return [];
	seen.add(packageName);
	const entry = file.tasks.get(task);
	return [...file.extends.filter((name) => name !== "//").flatMap((name) => layersOf(name, task, own, seen)), ...entry === void 0 ? [] : [entry]];
}
function layered(inherited, value, place) {
	const isAlone = isFalse(fieldOf(value, "extends"));
	if (isAlone && entriesOf(value).size === 1) return void 0;
	const base = isAlone ? void 0 : inherited;
	const list = (key) => {
		const written = fieldOf(value, key);
		if (written === void 0) return base?.[key] ?? [];
		return itemsOf(written).flatMap((item) => {
			const text = textOf(item);
			if (text === INHERITED) return base?.[key] ?? [];
			return text === void 0 || text.startsWith("$") ? [] : [text];
		});
	};
	const isSet = (key, known) => fieldOf(value, key) === void 0 ? known ?? false : isTrue(fieldOf(value, key));
	return {
		...place,
		dependsOn: list("dependsOn"),
		with: list("with"),
		isPersistent: isSet("persistent", base?.isPersistent),
		isInteractive: isSet("interactive", base?.isInteractive)
	};
}

// src/convert/turbo/package-units.ts
const ROOT = "//";
function packageUnits(workspace) {
	const keys = [workspace.file, ...workspace.own.values()].flatMap(({ tasks: entries }) => [...entries.keys()]);
	return [...new Set(keys.map((key) => key.slice(key.indexOf("#") + 1)))].flatMap((task) => [...workspace.packages].flatMap(([name, { scripts }]) => {
		const definition = definitionIn(workspace, name, task);
		const command = scripts.get(task);
		return definition === void 0 || command === void 0 ? [] : [toUnit(workspace, name, task, command, definition)];
	}));
}
function tasksWithoutScript({ packages, file }) {
	const isMissing = (key) => {
		const [name, task] = key.includes("#") ? key.split("#") : [void 0, key];
		return ![...packages].some(([other, { scripts }]) => (name === void 0 || other === name) && scripts.has(task ?? ""));
	};
	return new Map([...file.tasks].filter(([key]) => isMissing(key)));
}
function definitionIn({ file, own, isSingle }, name, task) {
	if (name !== "//" || isSingle) return definitionOf(name, task, file, own);
	return file.tasks.has(`${"//"}#${task}`) ? definitionOf("//", task, file, own) : void 0;
}
function toUnit(workspace, name, task, command, definition) {
	const members = [...new Set(definition.dependsOn.flatMap((text) => resolve(workspace, name, text, /* @__PURE__ */ new Set())))].filter((other) => other !== unitName(name, task));
	const together = definition.with.flatMap((text) => resolve(workspace, name, text, /* @__PURE__ */ new Set()));
	const short = name.replace(/^@[^/]+\//, "");
	return {
		name: unitName(name, task),
		id: name === "//" ? task : `${short}:${task}`,
		file: definition.file,
		line: definition.line,
		construct: oneLine(`${unitName(name, task)}: ${command}`),
		purpose: purposeOfTask(task, command, definition),
		isHidden: false,
		steps: [{ run: workspace.manager.runScript(task) }],
		workingDirectory: workspace.packages.get(name)?.folder,
		before: members.length === 0 ? [] : [{
			members,
			isListed: false
		}],
		inside: [],
		notes: together.length === 0 ? [] : [{
			place: {
				file: definition.file,
				line: definition.line
			},
			construct: `${unitName(name, task)} with ${together.join(", ")}`,
			text: "turbo starts them together; if the task needs a server, make it a service",
			kind: "left-out"
		}]
	};
}
function unitName(name, task) {
	return `${name}#${task}`;
}
function purposeOfTask(task, command, { isPersistent, isInteractive }) {
	if (isPersistent) return "endless";
	return isInteractive ? "by-hand" : purposeOf(task, [command]);
}
function resolve(workspace, name, item, seen) {
	if (item.startsWith("^")) return [...workspace.packages.get(name)?.dependencies ?? /* @__PURE__ */ new Set()].filter((other) => workspace.packages.has(other)).flatMap((other) => resolveTask(workspace, other, item.slice(1), seen));
	const mark = item.indexOf("#");
	return mark < 0 ? resolveTask(workspace, name, item, seen) : resolveTask(workspace, item.slice(0, mark), item.slice(mark + 1), seen);
}
function resolveTask(workspace, name, task, seen) {
	const unit = unitName(name, task);
	if (seen.has(unit)) return [];
	seen.add(unit);
	const definition = definitionIn(workspace, name, task);
	if (definition === void 0) return [];
	if (workspace.packages.get(name)?.scripts.has(task) === true) return [unit];
	return definition.dependsOn.flatMap((item) => resolve(workspace, name, item, seen));
}

// src/convert/turbo/file-notes.ts
const TAKEN_KEYS = [
	"$schema",
	"tasks",
	"pipeline",
	"extends"
];
const CACHE = "are for the cache of turbo and for what its processes see; a mission runs each task, with all variables";
function fileNotes(workspace) {
	const { file, own, packages, isSingle } = workspace;
	const withoutScript = [...tasksWithoutScript(workspace)].map(([key, { line, value }]) => {
		const needed = textsOf(fieldOf(value, "dependsOn"));
		const text = needed.length === 0 ? "no package has a script of this name, so turbo runs nothing for it" : `no package has a script of this name, so it only stands for ${listOf(needed)}`;
		return {
			place: {
				file: file.path,
				line
			},
			construct: key,
			text,
			kind: "changed"
		};
	});
	return [
		...keyNotes(file),
		...packages.size <= 1 && !isSingle ? [noteOn$1(file, 1, "packages", "no package.json of a package was found, so there is nothing to run", "left-out")] : [],
		...[...own.values()].flatMap(keyNotes),
		...[file, ...own.values()].flatMap((each) => unknownPackages(each, workspace)),
		...withoutScript
	];
}
function unknownPackages(file, { packages }) {
	return [...file.tasks.values()].flatMap(({ line, value }) => textsOf(fieldOf(value, "dependsOn")).filter((item) => item.includes("#") && !packages.has(item.slice(0, item.indexOf("#")).replace(/^\^/, ""))).map((item) => noteOn$1(file, line, item, "no package of the workspace has this name", "left-out")));
}
function keyNotes(file) {
	const keys = [...entriesOf(file.root)].filter(([key]) => !TAKEN_KEYS.includes(key));
	const settings = settingsOf(file);
	const [line = 1] = settings.values();
	return [
		...keys.map(([key, entry]) => noteOn$1(file, entry.line, key, "is a setting of turbo, which a mission does not use")),
		...settings.size === 0 ? [] : [noteOn$1(file, line, [...settings.keys()].join(", "), CACHE)],
		...variablesOf(file).map(([item, at]) => noteOn$1(file, at, item, "is a variable for the cache of turbo"))
	];
}
function noteOn$1(file, line, construct, text, kind = "changed") {
	return {
		place: {
			file: file.path,
			line
		},
		construct,
		text,
		kind
	};
}

// src/convert/turbo/workspaces.ts
function workspacePatterns(packageText, pnpmText) {
	const pnpm = pnpmText === void 0 ? void 0 : parseYamlNodes({
		path: "pnpm-workspace.yaml",
		text: pnpmText
	});
	const fromPnpm = pnpm?.type === "parsed" ? textsOf(fieldOf(pnpm.root, "packages")) : [];
	if (fromPnpm.length > 0) return fromPnpm;
	const parsed = packageText === void 0 ? void 0 : parseJson(packageText);
	const workspaces = parsed?.type === "parsed" ? fieldOf(parsed.root, "workspaces") : void 0;
	return textsOf(workspaces?.type === "object" ? fieldOf(workspaces, "packages") : workspaces);
}
function readPackage(path, text) {
	const parsed = parseJson(text);
	if (parsed.type === "invalid" || parsed.root.type !== "object") return void 0;
	const { root } = parsed;
	const { folder } = folderOfFile(path);
	const scripts = [...entriesOf(fieldOf(root, "scripts"))].flatMap(([name, { value }]) => {
		const command = textOf(value);
		return command === void 0 ? [] : [[name, command]];
	});
	return {
		name: textOf(fieldOf(root, "name")) ?? folder ?? "root",
		folder,
		scripts: new Map(scripts),
		dependencies: dependenciesOf(root)
	};
}
function dependenciesOf(root) {
	return new Set([
		"dependencies",
		"devDependencies",
		"optionalDependencies"
	].flatMap((kind) => [...entriesOf(fieldOf(root, kind)).keys()]));
}

// src/convert/turbo/read-turbo.ts
function readTurbo(file, others) {
	const parsed = parseJson(file.text);
	if (parsed.type === "invalid") return unreadable$1(file, parsed.problem);
	const base = folderOfFile(file.path);
	const packages = packagesOf(others, base.folder);
	const beside = (name) => others.get(base.folder === void 0 ? name : `${base.folder}/${name}`);
	const [rootText, pnpmText] = [beside("package.json"), beside("pnpm-workspace.yaml")];
	const { own, unreadable: refused } = ownFilesOf(packages, others);
	const workspace = {
		packages,
		file: readTurboFile(file.path, parsed.root),
		own,
		isSingle: packages.size === 1 && workspacePatterns(rootText, pnpmText).length === 0,
		manager: managerOf(rootText ?? "{}", others.keys())
	};
	const drafted = draftUnits({
		file: file.path,
		word: "task",
		lock: "turbo",
		units: packageUnits(workspace),
		namesAllNeeds: true
	});
	const install = {
		place: {
			file: file.path,
			line: 1
		},
		construct: workspace.manager.install,
		text: BEFORE,
		kind: "changed"
	};
	return {
		type: "read",
		draft: {
			file: file.path,
			name: packages.get("//")?.name ?? "Tasks of turbo.json",
			before: [install, ...drafted.before],
			entries: drafted.entries,
			services: [],
			notes: [
				...base.isOutside ? [outsideNote(file.path)] : [],
				...refused,
				...fileNotes(workspace),
				...joinPackages(drafted.notes)
			]
		}
	};
}
function joinPackages(notes) {
	const groups = /* @__PURE__ */ new Map();
	const rest = [];
	for (const note of notes) {
		const [, name, task, reason] = /^the task `(.*)#(.*?)` (.*)$/.exec(note.text) ?? [];
		if (name === void 0 || task === void 0 || reason === void 0) {
			rest.push(note);
			continue;
		}
		const key = JSON.stringify([note.place.line, reason]);
		const group = groups.get(key) ?? {
			first: note,
			task,
			reason,
			packages: []
		};
		group.packages.push(name);
		groups.set(key, group);
	}
	const joined = [...groups.values()].map(({ first, task, reason, packages }) => {
		if (packages.length === 1) return first;
		return {
			...first,
			construct: task,
			text: `in ${listOf(packages)}, the task ${reason}`
		};
	});
	return [...rest, ...joined];
}
function packagesOf(others, folder) {
	const found = /* @__PURE__ */ new Map();
	for (const [path, text] of [...others].sort(([first], [second]) => first < second ? -1 : 1)) {
		if (!/(^|\/)package\.json$/.test(path)) continue;
		const read = readPackage(path, text);
		if (read !== void 0) found.set(read.folder === folder ? "//" : read.name, read);
	}
	return found;
}
function ownFilesOf(packages, others) {
	const own = /* @__PURE__ */ new Map();
	const notes = [];
	for (const [name, { folder }] of packages) {
		if (name === "//" || folder === void 0) continue;
		const path = [`${folder}/turbo.json`, `${folder}/turbo.jsonc`].find((each) => others.has(each));
		if (path === void 0) continue;
		const parsed = parseJson(others.get(path) ?? "");
		if (parsed.type === "parsed") own.set(name, readTurboFile(path, parsed.root));
		else {
			const { line, message } = parsed.problem;
			notes.push({
				place: {
					file: path,
					line
				},
				construct: path,
				text: message,
				kind: "left-out"
			});
		}
	}
	return {
		own,
		unreadable: notes
	};
}

// src/convert/assemble/readers.ts
const READERS = [
	{
		name: /(^|[\\/])package\.json$/,
		read: readPackageJson
	},
	{
		name: /(^|[\\/])turbo\.jsonc?$/,
		read: readTurbo
	},
	{
		name: /(^|[\\/])[Tt]askfile(\.dist)?\.ya?ml$/,
		read: readTaskfile
	},
	{
		name: /(^|[\\/])\.?justfile$|\.just$/i,
		read: readJustfile
	},
	{
		name: /(^|[\\/])(GNU)?makefile$|\.mk$/i,
		read: readMakeTargets
	}
];
function readerOf({ path }) {
	return READERS.find(({ name }) => name.test(path))?.read ?? (/\.ya?ml$/i.test(path) ? readWorkflow : readUnnamed);
}
const readUnnamed = (file) => {
	const reading = readWorkflow(file);
	if (reading.type !== "unreadable" || /^jobs\s*:/m.test(file.text)) return reading;
	const at = {
		line: 1,
		column: 1,
		endLine: 1,
		endColumn: 1
	};
	const message = "expected a workflow, package.json, turbo.json, Taskfile.yml, justfile or Makefile, found a file of another kind";
	const hint = "write its commands into a mission: `mission init` writes a first one";
	const { path } = file;
	return {
		type: "unreadable",
		diagnostics: [{
			file: path,
			...at,
			severity: "error",
			code: "unreadable-source",
			message,
			hint
		}]
	};
};

// src/convert/assemble/repair.ts
function repair(draft, text, errors) {
	const pathAt = pathFinder(text);
	const seen = /* @__PURE__ */ new Set();
	let repaired = draft;
	for (const { line, column, message } of errors) {
		const path = pathAt(line, column).map(String);
		const part = JSON.stringify(path.slice(0, ["steps", "env"].includes(path[2] ?? "") ? 4 : 3));
		if (seen.has(part)) continue;
		seen.add(part);
		repaired = repairAt(repaired, path, message);
	}
	return repaired;
}
function repairAt(draft, [part, id, ...rest], message) {
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
function pathFinder(text) {
	const { contents } = (0, import_dist.parseDocument)(text);
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return (line, column) => pathTo(contents, (starts[line - 1] ?? text.length) + column - 1);
}
function pathTo(root, offset) {
	const path = [];
	let node = root;
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
			if: withoutIf(entry, entry.steps)
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
			steps: entry.steps.map((step, index) => String(index) === name ? repairStep(step, entry, inner, variable) : step)
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
function withoutIf({ id, name = "" }, steps) {
	const names = [
		id,
		name,
		...steps.map((step) => step.name ?? "")
	];
	const scripts = steps.map(({ run }) => run);
	return withoutCondition(names, scripts) === "skip" ? "false" : void 0;
}
function repairStep(step, entry, key, variable) {
	switch (key) {
		case "if": return {
			...step,
			if: withoutIf(entry, [step])
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

// src/convert/assemble/shared-machine.ts
const CHANGES_MACHINE = /^(sudo\b|npm config (-g |--global )?set\b|(npm|pnpm|yarn) (-g|--global|global|i -g|install -g|install --global)\b|git config (--global|--system)\b|rustup (default \S|override (set|unset)\b|toolchain (install|uninstall|link)\b|update\b))/;
const SYSTEM_PACKAGES = /^(?:sudo (?:-\S+ )*)?(?:\w+=\S+ )*(apt-get|apt|brew|dnf|yum|apk|pacman|zypper)\b/;
const WRITERS = [
	/^mkdir (?!.*(?:-\w*p|--parents))(?:-\S+ )*(\S+)$/,
	/^curl\b.*\s(?:-\w*o|--output)[ =]([\w./-]+)(?:\s|$)/,
	/^wget\b.*\s(?:-\w*O|--output-document)[ =]([\w./-]+)(?:\s|$)/,
	/^(?:curl\b.*\s-\w*O\b|wget\b(?!.*\s-\w*O)).*\/([\w.-]+)["']?$/,
	/^tar\b.*\s(?:-C|--directory)[ =](\S+)/,
	/^unzip\b.*\s-d ?(\S+)/,
	/^git clone\b.*\s([\w./-]+)$/,
	/^(?:python3? -m venv|virtualenv|uv venv) ([\w./-]+)$/,
	/^(?:echo|printf|cat)\b.*[^>]> ?([\w./-]+)$/
];
const MOST_SHOWN = 10;
function shareMachine(entries, isOfWorkflow) {
	const jobs = entries.filter((entry) => isOfWorkflow(entry));
	const order = new EntryOrder(entries);
	const used = new Map(jobs.map((entry) => [entry, usesOf(entry)]));
	const managed = /* @__PURE__ */ new Map();
	const written = /* @__PURE__ */ new Map();
	for (const [entry, { managers, places }] of used) {
		for (const manager of managers) require_mission.append(managed, manager, entry);
		for (const place of places.keys()) require_mission.append(written, place, entry);
	}
	return entries.map((entry) => {
		const own = used.get(entry);
		if (own === void 0) return entry;
		const notes = own.changes.map((command) => noteOn(entry, command, CHANGE_TEXT));
		const locks = [];
		for (const manager of own.managers) {
			const isAlone = (managed.get(manager) ?? []).every((other) => other === entry || order.orderedWith(entry.id).has(other.id));
			if (entry.matrix !== void 0 || !isAlone) locks.push(manager);
		}
		if (locks.length > 0) notes.push(noteOn(entry, `locks: ${locks.join(", ")}`, LOCK_TEXT));
		for (const [place, command] of own.places) {
			const all = written.get(place) ?? [];
			const writers = all.slice(0, 11).filter((other) => other !== entry);
			const shown = [
				...entry.matrix === void 0 ? [] : ["other combinations"],
				...writers.slice(0, MOST_SHOWN).map(({ id }) => id),
				...all.length > 11 ? [`${all.length - MOST_SHOWN - 1} more`] : []
			];
			if (shown.length > 0) notes.push(noteOn(entry, command, placeText(shown)));
		}
		if (notes.length === 0) return entry;
		return {
			...entry,
			notes: [...entry.notes, ...notes],
			...locks.length === 0 ? {} : { locks: [.../* @__PURE__ */ new Set([...entry.locks ?? [], ...locks])] }
		};
	});
}
const CHANGE_TEXT = "in a workflow the machine is new for each job; here it changes this one for all tasks, and after the mission too";
const LOCK_TEXT = "only one of them can run at a time on a machine, and the lock keeps the entries apart; install once before the mission to run them at the same time";
function placeText(writers) {
	return `${writers.join(" and ")} may write there too, and all tasks share one folder: use another place in each, or write \`locks\``;
}
function noteOn({ place }, construct, text) {
	return {
		place,
		construct: shortened(construct),
		text,
		kind: "changed"
	};
}
function shortened(command) {
	return command.length > 100 ? `${command.slice(0, 100)} \u2026` : command;
}
function usesOf(entry) {
	const [changes, managers, places] = [
		/* @__PURE__ */ new Map(),
		/* @__PURE__ */ new Set(),
		/* @__PURE__ */ new Map()
	];
	for (const step of entry.steps) for (const { command, folder } of commandsOf(step, entry)) {
		const [, manager] = SYSTEM_PACKAGES.exec(command) ?? [];
		if (manager !== void 0) managers.add(manager === "apt" ? "apt-get" : manager);
		const [change] = CHANGES_MACHINE.exec(command) ?? [];
		if (change !== void 0 && !changes.has(manager ?? change)) changes.set(manager ?? change, command);
		if (entry.ownWorkspace === true) continue;
		const place = WRITERS.map((pattern) => pattern.exec(command)?.[1]).find((found) => found !== void 0);
		if (place === void 0 || place.includes("$") || /^(-$|\/dev\/)/.test(place)) continue;
		const bare = place.replace(/^(["'])(.*)\1$/, "$2");
		if (bare.startsWith("/")) places.set(bare, command);
		else if (folder !== void 0) places.set(plain(`${folder}/${bare}`), command);
	}
	return {
		changes: [...changes.values()],
		managers,
		places
	};
}
function commandsOf(step, entry) {
	let folder = step.workingDirectory ?? entry.workingDirectory ?? "";
	return step.run.replace(/<<-?\s*(["']?)(\w+)\1[\s\S]*?\n\s*\2(?=\n|$)/g, "").replaceAll("\\\n", " ").split(/\n|&&|\|\||;/).flatMap((part) => {
		const command = part.trim().replace(/\s+/g, " ");
		if (/^\(?\s*(cd|pushd|popd)\b/.test(command)) folder = folderAfter(command, folder);
		return command === "" || command.startsWith("#") ? [] : [{
			command,
			folder
		}];
	});
}
function folderAfter(command, folder) {
	const [, path] = /^(?:cd|pushd) ((?!-)[\w./-]+)$/.exec(command) ?? [];
	if (path === void 0 || path.split("/").includes("..")) return void 0;
	return path.startsWith("/") ? path : folder === void 0 ? void 0 : `${folder}/${path}`;
}
function plain(path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

// src/convert/assemble/toolchains.ts
function stateToolchains(draft) {
	const conflicting = conflictingActions(draft.entries);
	if (conflicting.size === 0) return draft;
	const users = /* @__PURE__ */ new Map();
	const entries = draft.entries.map((entry) => {
		const own = chosen(entry).filter(({ action }) => conflicting.has(action));
		const constructs = new Set(own.map(({ construct }) => construct));
		for (const construct of constructs) users.set(construct, [...users.get(construct) ?? [], entry.id]);
		const notes = [...constructs].flatMap((construct) => {
			const setup = own.find((each) => each.construct === construct);
			return setup === void 0 ? [] : [noteOf(setup)];
		});
		return notes.length === 0 ? entry : {
			...entry,
			notes: [...entry.notes, ...notes]
		};
	});
	const before = draft.before.map((note) => {
		const ids = users.get(note.construct);
		return ids === void 0 ? note : {
			...note,
			construct: `${note.construct} for ${ids.join(", ")}`
		};
	});
	return {
		...draft,
		entries,
		before
	};
}
function chosen({ setups = [] }) {
	return setups.filter(({ version }) => version !== void 0);
}
function conflictingActions(entries) {
	const versions = /* @__PURE__ */ new Map();
	const conflicting = /* @__PURE__ */ new Set();
	for (const entry of entries) for (const { action, isVaried } of chosen(entry)) {
		if (isVaried) conflicting.add(action);
		const own = chosen(entry).flatMap((each) => each.action === action ? [each.version] : []);
		const known = (versions.get(action) ?? /* @__PURE__ */ new Set()).add(JSON.stringify([...new Set(own)].sort()));
		versions.set(action, known);
		if (known.size > 1) conflicting.add(action);
	}
	return conflicting;
}
function noteOf({ place, construct, isVaried }) {
	return {
		place,
		construct,
		text: `${isVaried ? "each combination sets up a version of its own" : "this job sets up a version of its own, and other jobs have another one"}, but all tasks share one machine: call the version by its path, or with a version manager`,
		kind: "left-out"
	};
}

// src/convert/assemble/convert.ts
const MOST_REPAIRS = 100;
function convert(files, others = /* @__PURE__ */ new Map(), name = "mission.yml") {
	const readings = files.map((file) => readerOf(file)(file, others));
	const diagnostics = readings.flatMap((reading) => reading.type === "unreadable" ? reading.diagnostics : []);
	if (diagnostics.length > 0) return {
		type: "unreadable",
		diagnostics
	};
	const merged = mergeDrafts(readings.flatMap((reading) => reading.type === "read" ? [reading.draft] : []));
	const workflows = new Set(readings.flatMap((reading) => reading.type === "read" && reading.draft.jobs !== void 0 ? [reading.draft.file] : []));
	const entries = shareMachine(lockInstalls(merged.entries), ({ place }) => workflows.has(place.file));
	let draft = stateToolchains({
		...merged,
		entries
	});
	for (let repaired = 0; repaired < MOST_REPAIRS; repaired += 1) {
		draft = withTask(draft);
		if (draft.entries.length === 0) return {
			type: "empty",
			notes: notesOf(draft)
		};
		const text = writeMission(draft);
		const read = require_mission.readMission(text, name);
		const errors = read.diagnostics.filter(({ severity }) => severity === "error");
		if (errors.length === 0 && read.mission !== void 0) {
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
		if (errors.length === 0) break;
		const next = repair(draft, text, errors);
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

// src/terminal/commands/init/source-files.ts
const LARGEST = 5e7;
function sourcesAt(path) {
	if (require_mission.lookThrough(path)?.isDirectory() !== true) return [read(path)];
	const files = namesIn(path).filter((name) => /\.ya?ml$/.test(name)).map((name) => (0, node_path.join)(path, name)).filter((file) => require_mission.lookThrough(file)?.isFile() === true);
	if (files.length === 0) throw new require_mission.UsageError(`expected a folder with workflows, found no YAML file in ${require_mission.makeVisible(path)}`);
	return files.sort().map(read);
}
function textBeside(path) {
	const there = require_mission.lookThrough(path);
	if (there?.isFile() !== true || there.size > LARGEST) return void 0;
	try {
		const decoded = require_mission.decodeText((0, node_fs.readFileSync)(path));
		return decoded.type === "text" ? decoded.text : void 0;
	} catch {
		return;
	}
}
function read(path) {
	const size = require_mission.lookThrough(path)?.size ?? 0;
	if (size > LARGEST) throw unreadable(path, `expected at most ${LARGEST} bytes, found ${size}`);
	const decoded = require_mission.decodeText(attempt(path, () => require_mission.readNamedFile(path)));
	if (decoded.type === "rejected") throw unreadable(path, decoded.message);
	return {
		path,
		text: decoded.text
	};
}
function namesIn(path) {
	return attempt(path, () => (0, node_fs.readdirSync)(path));
}
function attempt(path, access) {
	try {
		return access();
	} catch (error) {
		if (require_mission.errorCode(error) !== "ENOENT") throw unreadable(path, require_mission.errorText$1(error));
		throw new require_mission.UsageError(`expected a file to convert at ${require_mission.makeVisible(path)}, found no such file`);
	}
}
function unreadable(path, why) {
	return new require_mission.UsageError(`expected a file to convert, cannot read ${require_mission.makeVisible(path)}: ${require_mission.makeVisible(why)}`);
}

// src/terminal/commands/init/beside.ts
const BESIDE = [
	"package.json",
	"pnpm-workspace.yaml",
	"turbo.json",
	"yarn.lock",
	"bun.lock",
	"bun.lockb",
	"package-lock.json",
	"npm-shrinkwrap.json",
	"pnpm-lock.yaml"
];
const LOCK_FILES = /(^|\/)(yarn\.lock|bun\.lockb?|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;
const DEEPEST = 5;
const MOST_INCLUDED = 2e4;
function filesBeside(files) {
	const found = /* @__PURE__ */ new Map();
	const add = (path) => {
		const text = readIfPresent(path);
		if (text !== void 0) found.set(path, text);
	};
	for (const file of files) {
		const { path } = file;
		const folder = node_path.posix.dirname(path.replaceAll("\\", "/"));
		for (const name of BESIDE) add(node_path.posix.join(folder, name));
		if (/(^|[\\/])turbo\.jsonc?$/.test(path)) packageFiles(folder, found).forEach(add);
		if (/(^|[\\/])taskfile(\.dist)?\.ya?ml$/i.test(path)) addIncluded(file, add, found);
		if (/(^|[\\/])\.?justfile$|\.just$/i.test(path)) {
			const dump = justDump(path);
			if (dump !== void 0) found.set(dumpPath(path), dump);
		}
	}
	return found;
}
function addIncluded(file, add, found) {
	const seen = /* @__PURE__ */ new Set();
	const waiting = [file];
	for (const each of waiting) for (const path of includedPaths(each)) {
		if (seen.has(path) || seen.size >= MOST_INCLUDED) continue;
		seen.add(path);
		add(path);
		const text = found.get(path);
		if (text !== void 0) waiting.push({
			path,
			text
		});
	}
}
function packageFiles(folder, known) {
	const patterns = workspacePatterns(known.get(node_path.posix.join(folder, "package.json")), known.get(node_path.posix.join(folder, "pnpm-workspace.yaml"))).map((pattern) => pattern.replace(/^\.\//, "").replace(/\/$/, ""));
	const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
	const folders = patterns.filter((pattern) => !pattern.startsWith("!")).flatMap((pattern) => foldersOf(folder, pattern.split("/"))).filter((path) => !excluded.some((pattern) => require_mission.matchesGlob(pattern.replace(/\*+/g, "*"), node_path.posix.relative(folder, path))));
	return [...new Set(folders)].flatMap((path) => [
		"package.json",
		"turbo.json",
		"turbo.jsonc"
	].map((name) => node_path.posix.join(path, name)));
}
function foldersOf(folder, [part, ...rest], depth = 0) {
	if (part === void 0) return [folder];
	const inside = part.includes("*") ? subfolders(folder) : [part];
	if (part !== "**") return inside.filter((name) => require_mission.matchesGlob(part, name)).flatMap((name) => foldersOf(node_path.posix.join(folder, name), rest));
	if (depth >= DEEPEST) return [];
	return [...foldersOf(folder, rest), ...inside.flatMap((name) => foldersOf(node_path.posix.join(folder, name), [part, ...rest], depth + 1))];
}
function subfolders(folder) {
	const isFolder = (entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".");
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true }).filter(isFolder).map(({ name }) => name);
	} catch {
		return [];
	}
}
function readIfPresent(path) {
	if (LOCK_FILES.test(path)) return require_mission.lookThrough(path)?.isFile() === true ? "" : void 0;
	return textBeside(path);
}
function justDump(path) {
	const { error, status, stdout, stderr } = (0, node_child_process.spawnSync)("just", [
		"--justfile",
		path,
		"--dump",
		"--dump-format",
		"json"
	], {
		encoding: "utf8",
		timeout: 2e4,
		maxBuffer: 5e7
	});
	if (error !== void 0) return void 0;
	return status === 0 ? stdout : stderr;
}

// src/terminal/commands/init/costs.ts
function costsOf({ mission, shared, machine, predictions }) {
	const expected = require_mission.estimates(mission, predictions);
	const isShared = new Set(shared);
	const byId = new Map(mission.tasks.map((task) => [task.id, task]));
	let jobMinutes = 0;
	for (const task of mission.tasks) {
		if (isShared.has(require_mission.matrixBase(task))) continue;
		const own = /* @__PURE__ */ new Set([task.id]);
		for (const id of own) for (const need of byId.get(id)?.needs ?? []) if (isShared.has(need)) own.add(need);
		const alone = [...own].reduce((total, id) => total + (expected.get(id) ?? 0), 0);
		jobMinutes += require_documents.costOfOneJob(alone).minutes;
	}
	const unknown = mission.tasks.filter((task) => require_mission.knownTime(task, predictions) === void 0);
	const predicted = require_plan.predict(mission, machine, "open", void 0, predictions).dynamic;
	return {
		jobMinutes,
		missionMinutes: require_documents.costOfOneJob(predicted).minutes,
		predicted,
		unknown: unknown.length,
		assumed: expected.get(unknown[0]?.id ?? "") ?? 0
	};
}
function costText(costs, tasks, jobs, machine) {
	const { jobMinutes, missionMinutes, predicted, unknown, assumed } = costs;
	const before = jobs === void 0 ? `${require_mission.plural(tasks, "job")}, one for each, ${billed(jobMinutes)}` : `${require_mission.plural(jobs.taken, "job")}, ${billed(jobMinutes)}`;
	const rest = jobs?.left ?? 0;
	const left = rest === 0 ? "" : ` ${require_mission.plural(rest, "job")} ${rest === 1 ? "stays" : "stay"} in the workflow.`;
	const which = unknown === tasks ? "each task (no duration is known" : `each task without one (${unknown} of ${tasks}`;
	const assumption = unknown === 0 ? "known durations" : `a duration of ${require_mission.formatDuration(assumed)} for ${which}; --history FILE has those of earlier runs)`;
	return [`${before} \u2192 1 runner, predicted ${require_mission.formatDuration(predicted)}, ${billed(missionMinutes)}`, `An estimate, with ${assumption}, ${require_mission.formatDuration(require_documents.JOB_SET_UP)} of each runner before its first task, and ${require_mission.formatCpus(machine.cpus)}. Each job is rounded up to minutes.${left}`];
}
function billed(minutes) {
	return require_mission.plural(minutes, "billed minute");
}

// src/terminal/commands/init/convert-files.ts
async function convertFiles({ paths, write, history, cpus }) {
	const files = paths.flatMap(sourcesAt);
	const result = convert(files, filesBeside(files), write);
	switch (result.type) {
		case "unreadable":
			for (const { path, text } of files) require_mission.printDiagnostics(result.diagnostics.filter(({ file }) => file === path), text);
			return { type: "refused" };
		case "empty":
			require_mission.printUntrustedError(`mission: expected a command that a mission can run, found none in ${require_mission.makeVisible(paths.join(", "))}\n${noteText(result.notes)}`);
			return { type: "refused" };
		case "converted": {
			const here = require_mission.readMachineFacts();
			const machine = cpus === void 0 ? here : require_documents.ofSize(here, cpus);
			const past = require_mission.historyPath(history, write ?? "");
			const known = past === void 0 ? void 0 : await require_plan.knowledge(past, result.mission, here);
			for (const note of known?.notes ?? []) require_mission.printUntrustedError(`mission: ${note}\n`);
			const costs = costsOf({
				...result,
				machine,
				predictions: known?.predictions
			});
			const lines = [...counted(result), ...costText(costs, result.mission.tasks.length, result.jobs, machine)];
			return {
				type: "converted",
				text: `${write === void 0 ? "" : `# yaml-language-server: $schema=./${require_init.SCHEMA_FILE}\n\n`}${result.text}`,
				summary: lines.map((line) => `${line}\n`).join("")
			};
		}
		default: return result;
	}
}
function counted({ notes, mission }) {
	const tests = mission.tasks.filter(({ kind }) => kind === "test").length;
	const left = notes.filter(({ kind }) => kind === "left-out").length;
	const changed = notes.length - left;
	return [`${`${require_mission.plural(mission.tasks.length - tests, "task")} and ${require_mission.plural(tests, "test")}`}. ${left === 0 ? "Everything was taken." : `${require_mission.plural(left, "construct")} not taken: see the comments with \`not taken\`.`}${changed === 0 ? "" : ` ${changed} changed: see the comments with \`changed\`.`}`];
}
function noteText(notes) {
	return notes.map(({ place, construct, text }) => `${require_mission.makeVisible(`${place.file}:${place.line}: ${construct}: ${text}`)}\n`).join("");
}

exports.convertFiles = convertFiles;