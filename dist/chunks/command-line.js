import { A as parse, C as printUntrustedError, D as didYouMean, E as UsageError, M as ALL_COMMANDS, b as print, w as EXIT, x as printError } from "./mission.js";
import { t as commandName } from "./command-name.js";
import { n as findCommand, r as overviewText, t as commandText } from "./help-text.js";
import { t as version } from "./version.js";

// src/terminal/command-line.ts
/** Runs one command line and returns the exit code of the process. Never throws. */
async function runCommandLine(argv) {
	try {
		return await dispatch(argv);
	} catch (error) {
		if (isUsage(error)) {
			printUntrustedError(`mission: ${error.message}\nSee: ${helpLine(argv)}\n`);
			return EXIT.invalid;
		}
		printUntrustedError(`mission: Mission Runner itself failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
		return EXIT.broken;
	}
}
async function dispatch(argv) {
	const [command, ...rest] = argv;
	if (rest.includes("--help")) return help(command);
	switch (command) {
		case "run": return (await import("./run.js")).runCommand(rest);
		case "plan": return (await import("./plan2.js")).planCommand(rest);
		case "workflow": return (await import("./workflow.js")).workflowCommand(rest);
		case "list": return (await import("./list.js")).listCommand(rest);
		case "validate": return (await import("./validate.js")).validateCommand(rest);
		case "resume": return (await import("./resume2.js")).resumeCommand(rest);
		case "report": return (await import("./report.js")).reportCommand(rest);
		case "replay": return (await import("./replay.js")).replayCommand(rest);
		case "merge": return (await import("./merge.js")).mergeCommand(rest);
		case "doctor": return (await import("./doctor.js")).doctorCommand(rest);
		case "schema": return (await import("./schema.js")).schemaCommand(rest);
		case "init": return (await import("./init.js")).initCommand(rest);
		case "status": return (await import("./status.js")).statusCommand(rest);
		case "completion": return (await import("./completion.js")).completionCommand(rest);
		case "complete": return (await import("./complete.js")).completeCommand(rest);
		case "help": return help(rest[0]);
		case void 0:
			printError(overviewText(commandName()));
			return EXIT.invalid;
		default: {
			const { values } = parse([...argv], {});
			if (values.version === true) print(`${version}\n`);
			else if (values.help === true) print(overviewText(commandName()));
			else throw unknownCommand(command);
			return EXIT.succeeded;
		}
	}
}
/** Prints the help of a command, or of the program. Throws `UsageError` for an unknown command. */
function help(name) {
	const command = findCommand(name);
	if (command === void 0 && name !== void 0 && name !== "help") throw unknownCommand(name);
	print(command === void 0 ? overviewText(commandName()) : commandText(command, commandName()));
	return EXIT.succeeded;
}
/** The command line that prints the help of the command that was meant. */
function helpLine([command]) {
	const known = findCommand(command)?.name;
	return known === void 0 ? `${commandName()} --help` : `${commandName()} ${known} --help`;
}
function unknownCommand(command) {
	const names = ALL_COMMANDS.map(({ name }) => name);
	return new UsageError(`expected one of the commands ${names.join(", ")}, found ${JSON.stringify(command)}${meant(command, names)}`);
}
/** What was probably meant by an unknown command: a mission file or a folder is often given without `run`. */
function meant(command, names) {
	if (/\.ya?ml$|[\\/]|^\.+$/.test(command)) return `; did you mean run ${command}?`;
	return didYouMean(command, names);
}
/** `parseArgs` throws TypeErrors with codes of its own for an invalid command line. */
function isUsage(error) {
	if (error instanceof UsageError) return true;
	return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

export { runCommandLine };