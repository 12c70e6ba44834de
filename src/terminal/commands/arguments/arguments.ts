/*
 * This folder reads command lines: what the commands share to turn arguments into checked values.
 *
 * `arguments.ts` parses options and positional arguments, `number-option.ts` the numbers among them. `mission-file.ts` turns a file or a
 * folder into a mission file, `run-folder.ts` a folder, a mission file or nothing into the folder of a run, `earlier-run.ts` the same or an
 * archive into the run that is continued, and
 * `history-path.ts` checks where a history may lie. `known-options.ts` says which command has an option.
 *
 * Invariants:
 * - What is wrong is a `UsageError` that says what was expected, what was found and what was probably meant.
 * - Nothing is written, and no process is started, except that `earlier-run.ts` locks the folder of a run and unpacks an archive.
 *
 * Not here: what a command does with its arguments (the files above).
 */
import { parseArgs } from 'node:util';
import { errorCode } from '../../../base/error-code.ts';
import { suggest } from '../../../base/suggest.ts';
import type { Selection } from '../../../mission/selection/select-tasks.ts';
import { listed } from '../../../report/text/format.ts';
import { commandsWithOptions } from './known-options.ts';

/** An invalid command line; the message says what was expected and what was found. */
export class UsageError extends Error {}

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/**
 * `parseArgs` of Node.js with the options that every command accepts. Throws `UsageError` for an unknown option and for a value that is
 * missing or too many, and the `ERR_PARSE_ARGS_…` errors of Node.js for everything else.
 */
export function parse<Given extends Options>(argv: readonly string[], options: Given) {
  const all = { ...options, help: { type: 'boolean' }, version: { type: 'boolean' } } as Given & {
    help: { type: 'boolean' };
    version: { type: 'boolean' };
  };
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: all });
  } catch (error) {
    if (errorCode(error) === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new UsageError(wrongValue(error));
    if (errorCode(error) !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw error;
    throw new UsageError(`expected an option that the command has, found ${unknownOption(argv, all)}`);
  }
}

/** Node.js has one code for three mistakes. Only its text differs. */
function wrongValue(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  const [, option = 'the option'] = /(--[\w-]+)/.exec(text) ?? [];
  if (text.includes('does not take')) return `expected ${option} without a value, found one`;
  const advice = text.includes('ambiguous') ? `; write ${option}=VALUE if the value begins with -` : '';
  return `expected a value after ${option}, found none${advice}`;
}

/** The first unknown option, and the known one that was probably meant, the command that has it, or the options of this command. */
function unknownOption(argv: readonly string[], options: Options): string {
  const { tokens } = parseArgs({ args: [...argv], allowPositionals: true, options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue;
    return `${token.rawName}${adviceOn(token.name, Object.keys(options))}`;
  }
  return argv.join(' ');
}

function adviceOn(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known, '--');
  if (near !== '') return near;
  const commands = commandsWithOptions();
  const owners = commands.get(name) ?? [];
  if (owners.length > 0) return `, which is an option of ${listed(owners)}`;
  const own = known.filter((option) => commands.has(option)).map((option) => `--${option}`);
  return own.length === 0 ? '; it has no options' : `; its options are ${listed(own)}`;
}

/** A question to append to a message; empty if no known word is near. */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const near = suggest(word, known);
  return near === undefined ? '' : `; did you mean ${prefix}${near}?`;
}

/** The only positional argument: a file or a folder. Throws `UsageError` if there is none or more than one. */
export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || first === '' || more.length > 0) {
    throw new UsageError(`expected ${what}, found ${positionals.length === 0 ? 'none' : positionals.join(' ')}`);
  }
  return first;
}

/** The value of an option that accepts only these words. Throws `UsageError` for any other word. */
export function oneOf<Word extends string>(
  name: string,
  words: readonly Word[],
  value: string | undefined,
): Word | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (found === undefined) {
    const near = didYouMean(value, words);
    const expected = words.length === 1 ? words.join('') : `one of ${words.join(', ')}`;
    throw new UsageError(`expected --${name} to be ${expected}, found ${JSON.stringify(value)}${near}`);
  }
  return found;
}

/** The options of every command that takes a part of a mission. */
export const SELECTION_OPTIONS = {
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  'with-needs': { type: 'boolean' },
  'with-dependents': { type: 'boolean' },
} as const;

interface SelectionValues {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly 'with-needs'?: boolean | undefined;
  readonly 'with-dependents'?: boolean | undefined;
}

/** The selection in texts as they were typed. */
export function selectionOf(values: SelectionValues): Selection {
  return {
    only: values.only ?? [],
    skip: values.skip ?? [],
    withNeeds: values['with-needs'] === true,
    withDependents: values['with-dependents'] === true,
  };
}
