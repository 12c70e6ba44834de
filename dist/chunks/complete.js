const require_mission = require("./mission.js");

// src/terminal/commands/help/command-help.ts
function wordsOf(value = "") {
	return value.split("|").filter((word) => /^[a-z]+$/.test(word));
}

// src/terminal/commands/completion/candidates.ts
const REPEATED = [
	"only",
	"skip",
	"input"
];
const NOTHING = {
	type: "words",
	words: []
};
function candidates(given) {
	const current = given.at(-1) ?? "";
	const [name, ...before] = given.slice(0, -1);
	if (name === void 0) return current.startsWith("-") ? options(require_mission.GENERAL_OPTIONS) : commandNames();
	if (name === "help") return before.length === 0 ? commandNames() : NOTHING;
	const command = require_mission.findCommand(name);
	if (command === void 0) return NOTHING;
	const last = before.at(-1) ?? "";
	const option = last.startsWith("--") ? optionOf(command, last) : void 0;
	if (option?.value !== void 0) return valuesOf(option, command, before, current);
	if (current.startsWith("-")) return options(left(command, before));
	const words = wordsOf(command.arguments);
	if (words.length > 0) return {
		type: "words",
		words: words.map((word) => ({
			word,
			text: ""
		}))
	};
	return shell(command.completes);
}
function commandNames() {
	return {
		type: "words",
		words: require_mission.ALL_COMMANDS.map(({ name, summary }) => ({
			word: name,
			text: summary
		}))
	};
}
function options(all) {
	return {
		type: "words",
		words: all.map(({ name, text }) => ({
			word: `--${name}`,
			text
		}))
	};
}
function optionOf({ options: all }, word) {
	return all.find(({ name }) => word === `--${name}`);
}
function left(command, before) {
	return [...command.options, ...require_mission.GENERAL_OPTIONS.filter(({ name }) => name === "help")].filter(({ name }) => REPEATED.includes(name) || !before.includes(`--${name}`));
}
function valuesOf(option, command, before, current) {
	const words = wordsOf(option.value);
	if (words.length > 0) return {
		type: "words",
		words: words.map((word) => ({
			word,
			text: ""
		}))
	};
	if (option.completes !== "ids") return shell(option.completes);
	const file = positionalsOf(command, before)[0];
	if (file === void 0) return NOTHING;
	return {
		type: "ids",
		file,
		before: current.slice(0, current.lastIndexOf(",") + 1)
	};
}
function shell(completes) {
	return completes === void 0 || completes === "ids" ? NOTHING : {
		type: "shell",
		completes
	};
}
function positionalsOf(command, words) {
	return words.filter((word, index) => {
		const previous = words[index - 1] ?? "";
		return !word.startsWith("-") && optionOf(command, previous)?.value === void 0;
	});
}

// src/terminal/commands/completion/complete.ts
function completeCommand(argv) {
	const found = candidates(argv[0] === "--" ? argv.slice(1) : argv);
	if (found.type === "shell") require_mission.printUntrusted(`:${found.completes}\n`);
	if (found.type === "words") printCandidates(found.words);
	if (found.type === "ids") printCandidates(idsOf(found.file, found.before));
	return require_mission.EXIT.succeeded;
}
function printCandidates(words) {
	for (const { word, text } of words) if (!/[\n\t]/.test(word)) require_mission.printUntrusted(`${word}\t${text}\n`);
}
function idsOf(given, before) {
	const tasks = tasksOf(given);
	const tags = [...new Set(tasks.flatMap(({ tags: own = [] }) => own))];
	return [...tasks.map(({ id, name }) => ({
		word: `${before}${id}`,
		text: name === id ? "" : name
	})), ...tags.map((tag) => ({
		word: `${before}#${tag}`,
		text: ""
	}))];
}
function tasksOf(given) {
	try {
		const file = require_mission.missionFile(given);
		const content = require_mission.readMissionFile(file);
		if (content.type === "refused") return [];
		return require_mission.readMission(content.text, file, { files: require_mission.missionFilesOf(file, process.cwd()) }).mission?.tasks ?? [];
	} catch (error) {
		if (error instanceof require_mission.UsageError) return [];
		throw error;
	}
}

exports.completeCommand = completeCommand;