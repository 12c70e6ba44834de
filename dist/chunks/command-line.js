import { H as JournalUnwritable, d as print, f as printError, g as UsageError, h as EXIT, m as printUntrustedError, y as parse } from "./mission.js";
import { t as version } from "./version.js";

// src/terminal/commands/usage.ts
const usage = `mission: runs a mission of concurrent tasks and the tests that check them, and never drowns the machine

  mission run FILE       run it
    --dir DIR            folder for journal, reports and logs (.mission)
    --only IDS           run these tasks and tests only; comma-separated, needs on others count as complete
    --skip IDS           leave these out
    --gate tests|all|off which kind waits for the CPU and memory readings (as the file says; tests)
    --log grouped|prefixed|none
                         output of tasks: whole when each ends, line by line, or only in the log files (grouped)
    --base REF           branch, tag or commit that \`paths\` and \`changed()\` compare with (the event's, or the default branch)
    --history FILE       predict from earlier runs, mark what is slower than usual or flaky, and add this run
  mission plan FILE      check it and predict its timeline: dynamic against staged, critical path
    --assume declared    take the sum of declared loads as the CPU reading (else the gate is taken as open)
    --base REF           as for run
    --history FILE       take the times of earlier runs; the file is only read
    --json               for machines
  mission validate FILE… check only
    --json               diagnostics for machines
  mission resume DIR     go on with a run that was killed, interrupted or failed; what succeeded is not run again
    --mission FILE       where the mission file lies now (as the run named it)
    --log grouped|prefixed|none
                         as for run
  mission report DIR     write every document of a run again, from its journal
  mission replay DIR     what other limits would have done to a run: the measured run again, on a virtual clock
    --cpu PERCENT        limit of the CPU reading, 1 to 100 (as the run had it; so are the others)
    --memory PERCENT     limit of the memory reading, 1 to 100
    --workers COUNT      how many tasks and tests may run at once, 1 or more
    --load PERCENT       sum of declared loads that may run at once, 1 or more
    --json               for machines
  mission doctor         what this machine tells, what the limits mean on it, and its load now
    --json               for machines
  mission init [FILE]    write a first mission that runs as it is, and the schema for editors beside it (mission.yml)
  mission schema         print the JSON Schema of mission files

  --help, --version

Exit codes: 0 succeeded, 1 mission failed, 2 invalid mission or usage, 3 own failure, 130 interrupted.
`;

// src/terminal/command-line.ts
/** Carries out one command line and says how the process shall end. Never throws. */
async function runCommandLine(argv) {
	try {
		return await dispatch(argv);
	} catch (error) {
		if (isUsage(error)) {
			printUntrustedError(`mission: ${error.message}\nSee: mission --help\n`);
			return EXIT.invalid;
		}
		if (error instanceof JournalUnwritable) {
			printUntrustedError(`mission: ${error.message}\n`);
			return EXIT.broken;
		}
		printUntrustedError(`mission: failed by itself, not by the mission: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
		return EXIT.broken;
	}
}
async function dispatch(argv) {
	const [command, ...rest] = argv;
	if (rest.includes("--help")) {
		print(usage);
		return EXIT.succeeded;
	}
	switch (command) {
		case "run": return (await import("./run.js")).runCommand(rest);
		case "plan": return (await import("./plan.js")).planCommand(rest);
		case "validate": return (await import("./validate.js")).validateCommand(rest);
		case "resume": return (await import("./resume.js")).resumeCommand(rest);
		case "report": return (await import("./report.js")).reportCommand(rest);
		case "replay": return (await import("./replay.js")).replayCommand(rest);
		case "doctor": return (await import("./doctor.js")).doctorCommand(rest);
		case "schema": return (await import("./schema.js")).schemaCommand(rest);
		case "init": return (await import("./init.js")).initCommand(rest);
		case void 0:
			printError(usage);
			return EXIT.invalid;
		default: {
			const { values } = parse([...argv], {});
			if (values.version === true) print(`${version}\n`);
			else if (values.help === true) print(usage);
			else throw new UsageError(`expected one of the commands run, plan, validate, resume, report, replay, doctor, schema, init, found ${JSON.stringify(command)}`);
			return EXIT.succeeded;
		}
	}
}
/** `parseArgs` throws TypeErrors with codes of its own for a wrong command line. */
function isUsage(error) {
	if (error instanceof UsageError) return true;
	return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

export { runCommandLine };