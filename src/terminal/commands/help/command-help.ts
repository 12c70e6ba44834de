/*
 * What the command line says about itself: the commands with their options and examples, as data.
 *
 * `run-commands.ts`, `plan-commands.ts` and `other-commands.ts` describe the commands, `all-commands.ts` lists them in the order of the
 * overview. Three things are made from this data:
 *
 *   help-text.ts               → `mission --help` (an overview), `mission run --help` (one command)
 *   arguments/known-options.ts → which command has an option, for the message about an unknown one
 *   completion/candidates.ts   → what can follow on a command line, for completion in a shell
 *
 * Invariants:
 * - Everything here is constant and pure: nothing is read, and no command is loaded.
 * - docs/command-line.md has the same commands and options in the same order; a test compares them with this data, and this data with
 *   the options that each command parses.
 *
 * Not here: the parsing of options, which each command does itself (commands/arguments/arguments.ts).
 */

/** What completes the value of an option or an argument, if it is not one of a few words. */
export type Completes = 'missions' | 'files' | 'folders' | 'ids';

export interface OptionHelp {
  /** Without the dashes. */
  readonly name: string;
  /** Placeholder of its value, such as `FILE`, or its words, such as `tests|all|off`. Absent: the option has no value. */
  readonly value?: string;
  readonly completes?: Completes;
  /** A clause without a full stop; a default is in parentheses at its end. */
  readonly text: string;
}

export interface CommandHelp {
  readonly name: string;
  /** Placeholders of its arguments, such as `FILE…` or `[DIR]`; empty if it has none. */
  readonly arguments: string;
  readonly completes?: Completes;
  /** A clause that begins with a verb, for the overview. */
  readonly summary: string;
  /** Sentences about its arguments and its exit code; empty if the summary says everything. */
  readonly details: string;
  readonly options: readonly OptionHelp[];
  readonly examples: readonly Example[];
}

export interface Example {
  /** The command line after the name of the program. */
  readonly line: string;
  /** What it does, as a clause. */
  readonly text: string;
}

/** The words of a value such as `tests|all|off`; empty for a placeholder such as `FILE`. */
export function wordsOf(value = ''): readonly string[] {
  return value.split('|').filter((word) => /^[a-z]+$/.test(word));
}
