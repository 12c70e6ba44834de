import { ALL_COMMANDS, GENERAL_OPTIONS } from '../help/all-commands.ts';
import { type CommandHelp, type Completes, type OptionHelp, wordsOf } from '../help/command-help.ts';
import { findCommand } from '../help/help-text.ts';

export interface Candidate {
  readonly word: string;
  /** What it does; empty if that is not known. */
  readonly text: string;
}

export type Candidates =
  | { readonly type: 'words'; readonly words: readonly Candidate[] }
  | { readonly type: 'shell'; readonly completes: Exclude<Completes, 'ids'> }
  /** Ids and tags of a mission file; `before` is what stays of the word: `api,` of `api,we`. */
  | { readonly type: 'ids'; readonly file: string; readonly before: string };

/** Options that can be given more than once. */
const REPEATED: readonly string[] = ['only', 'skip', 'input'];

const NOTHING: Candidates = { type: 'words', words: [] };

/**
 * What can stand in the place of the last word.
 *
 * @param given the words after the name of the program, up to the cursor; the last one may be empty or incomplete
 */
export function candidates(given: readonly string[]): Candidates {
  const current = given.at(-1) ?? '';
  const [name, ...before] = given.slice(0, -1);
  if (name === undefined) return current.startsWith('-') ? options(GENERAL_OPTIONS) : commandNames();
  if (name === 'help') return before.length === 0 ? commandNames() : NOTHING;
  const command = findCommand(name);
  if (command === undefined) return NOTHING;
  const last = before.at(-1) ?? '';
  const option = last.startsWith('--') ? optionOf(command, last) : undefined;
  if (option?.value !== undefined) return valuesOf(option, command, before, current);
  if (current.startsWith('-')) return options(left(command, before));
  const words = wordsOf(command.arguments);
  if (words.length > 0) return { type: 'words', words: words.map((word) => ({ word, text: '' })) };
  return shell(command.completes);
}

function commandNames(): Candidates {
  return { type: 'words', words: ALL_COMMANDS.map(({ name, summary }) => ({ word: name, text: summary })) };
}

function options(all: readonly OptionHelp[]): Candidates {
  return { type: 'words', words: all.map(({ name, text }) => ({ word: `--${name}`, text })) };
}

function optionOf({ options: all }: CommandHelp, word: string): OptionHelp | undefined {
  return all.find(({ name }) => word === `--${name}`);
}

/** The options that are not on the line yet. */
function left(command: CommandHelp, before: readonly string[]): readonly OptionHelp[] {
  const all = [...command.options, ...GENERAL_OPTIONS.filter(({ name }) => name === 'help')];
  return all.filter(({ name }) => REPEATED.includes(name) || !before.includes(`--${name}`));
}

function valuesOf(option: OptionHelp, command: CommandHelp, before: readonly string[], current: string): Candidates {
  const words = wordsOf(option.value);
  if (words.length > 0) return { type: 'words', words: words.map((word) => ({ word, text: '' })) };
  if (option.completes !== 'ids') return shell(option.completes);
  const file = positionalsOf(command, before)[0];
  if (file === undefined) return NOTHING;
  return { type: 'ids', file, before: current.slice(0, current.lastIndexOf(',') + 1) };
}

function shell(completes: Completes | undefined): Candidates {
  return completes === undefined || completes === 'ids' ? NOTHING : { type: 'shell', completes };
}

/** The words that are neither options nor their values. */
function positionalsOf(command: CommandHelp, words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    const previous = words[index - 1] ?? '';
    return !word.startsWith('-') && optionOf(command, previous)?.value === undefined;
  });
}
