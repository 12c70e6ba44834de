/*
 * This folder runs the commands that print values of matrices, such as `matrix: { part: { command: "node list-parts.mjs" } }`.
 *
 * `values.ts` finds out the values: those that the journal of an earlier run has recorded, or what the command prints now. `run.ts` runs
 * one command. `load-mission.ts` then reads the mission file a second time, with these values.
 *
 * Invariants:
 * - A command runs before the run has a folder and before anything of the mission starts. It sees the variables of the caller,
 *   without those that tasks must not see.
 * - It has a time limit and a limit for its output. When it is over, nothing of its process group is left.
 * - Texts that are the same run once, for all matrices that have them.
 * - Secrets are redacted in every message.
 *
 * Not here: what the output must be (`mission/matrix/command.ts`), and where a failure is shown (`mission/entries/matrix-of.ts`).
 */
import type { CommandValues, MatrixCommand, RecordedValues, ValuesOf } from '../../mission/matrix/command.ts';
import { readCommandOutput } from '../../mission/matrix/command.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { runMatrixCommand } from './run.ts';

export interface ValuesRequest {
  readonly commands: readonly MatrixCommand[];
  /** Of the run that is resumed. Absent: every command runs. */
  readonly recorded?: readonly RecordedValues[];
  /** Absolute folder that working directories are relative to. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface MatrixValues {
  readonly valuesOf: ValuesOf;
  /** The values of all commands that did not fail, for the journal. */
  readonly recorded: readonly RecordedValues[];
  /** A sentence for each command that ran and did not fail. */
  readonly notes: readonly string[];
}

/** Runs the commands whose values are not recorded, at the same time. Never throws. */
export async function readMatrixValues(request: ValuesRequest): Promise<MatrixValues> {
  const { commands, recorded = [] } = request;
  const found = new Map<string, CommandValues>();
  const running = new Map<string, Promise<CommandValues>>();
  const ran = new Set<MatrixCommand>();
  for (const command of commands) {
    const before = recorded.find((known) => isSame(known, command));
    if (before !== undefined) found.set(keyOf(command), { type: 'values', values: before.values });
    else if (!running.has(textOf(command))) {
      ran.add(command);
      running.set(textOf(command), run(command, request));
    }
  }
  for (const command of commands) {
    const result = await running.get(textOf(command));
    if (result !== undefined && !found.has(keyOf(command))) found.set(keyOf(command), result);
  }
  const valuesOf: ValuesOf = (command) => found.get(keyOf(command));
  const known = commands.flatMap((command) => recordOf(command, valuesOf(command)));
  const notes = known.filter(({ id, dimension }) =>
    [...ran].some((command) => command.id === id && command.dimension === dimension),
  );
  return { valuesOf, recorded: known, notes: notes.map(noteOf) };
}

async function run(command: MatrixCommand, { root, environment }: ValuesRequest): Promise<CommandValues> {
  const secrets = createSecrets(process.platform === 'win32');
  const caller = callerEnvironment(environment);
  secrets.learn(command.secrets, caller);
  const { redactText } = secrets.redactor();
  const output = await runMatrixCommand({ command, root, environment: caller });
  const result = output.type === 'printed' ? readCommandOutput(output.text) : output;
  return result.type === 'values' ? result : { ...result, message: redactText(result.message) };
}

function recordOf({ id, dimension, command }: MatrixCommand, result: CommandValues | undefined): RecordedValues[] {
  return result?.type === 'values' ? [{ id, dimension, command, values: result.values }] : [];
}

/** How many values a note lists. */
const LISTED = 10;

function noteOf({ id, dimension, values }: RecordedValues): string {
  const more = values.length - LISTED;
  const shown = values.slice(0, LISTED).join(', ');
  return `the command for ${dimension} of ${id} printed ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function isSame(recorded: RecordedValues, { id, dimension, command }: MatrixCommand): boolean {
  return recorded.id === id && recorded.dimension === dimension && recorded.command === command;
}

function keyOf({ id, dimension }: MatrixCommand): string {
  return JSON.stringify([id, dimension]);
}

/** Commands with the same text, shell and folder print the same. */
function textOf({ command, shell, workingDirectory }: MatrixCommand): string {
  return JSON.stringify([command, shell, workingDirectory]);
}
