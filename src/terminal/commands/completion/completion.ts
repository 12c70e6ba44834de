/*
 * Completion of command lines in bash, zsh and fish.
 *
 *   mission completion bash  → the script of one shell (scripts.ts), which the user adds to the start of the shell
 *   mission complete WORD…   → called by that script at each Tab, with the words up to the cursor (complete.ts):
 *                              words → candidates.ts, from the data of the help → lines of output → the script offers them
 *
 * Invariants:
 * - The scripts know nothing about commands and options, so that they fit every later version.
 * - `complete` reads only the mission file on the command line, and only for ids. It never prints an error: in the middle of a
 *   line, most command lines are incomplete.
 * - Files and folders are completed by the shell itself, in its own way.
 *
 * Not here: what the commands and options are (commands/help).
 */
import { print } from '../../output/print.ts';
import { didYouMean, onlyPositional, parse, UsageError } from '../arguments/arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { completionScript, SHELLS } from './scripts.ts';

/** `mission completion bash|zsh|fish` */
export function completionCommand(argv: readonly string[]): ExitCode {
  const { positionals } = parse(argv, {});
  const expected = `one shell of ${SHELLS.join(', ')}`;
  const given = onlyPositional(positionals, expected);
  const shell = SHELLS.find((name) => name === given);
  if (shell === undefined) {
    throw new UsageError(`expected ${expected}, found ${JSON.stringify(given)}${didYouMean(given, SHELLS)}`);
  }
  print(completionScript(shell));
  return EXIT.succeeded;
}
