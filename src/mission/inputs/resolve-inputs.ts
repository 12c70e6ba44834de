/*
 * This folder has the inputs of a mission: what the file declares under `inputs`, and the values that a run gives them.
 *
 * `input.ts` is the type of a declaration, and `declaration.ts` reads those of a file. `read-value.ts` reads one value by its type. `resolve-inputs.ts` compares what was
 * given with what is declared, before anything starts. Findings about declarations are in `mission/checks/inputs.ts`.
 *
 * Invariants:
 * - A value is a text, a number or a boolean, as its declaration says. Expressions get it with this type.
 * - Every mistake is reported, not only the first.
 * - The same declarations and texts give the same values: a resumed run gets those of the run that it resumes.
 *
 * Not here: the option `--input` (`terminal`), the action's input `inputs` (`github`), and evaluation (`mission/expressions`).
 */
import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { InputValue } from '../model/mission.ts';
import type { InputDeclaration } from './input.ts';
import { readInputValue } from './read-value.ts';

/** The values of a run, by name. */
export type InputValues = Readonly<Record<string, InputValue>>;

/** Values as a user gave them: texts by name. */
export type GivenInputs = Readonly<Record<string, string>>;

export type ResolvedInputs =
  | { readonly type: 'resolved'; readonly values: InputValues }
  /** A clause for each mistake. */
  | { readonly type: 'refused'; readonly mistakes: readonly string[] };

/** Names in `inputs` may be written in any case in an expression, so they are compared in lower case. */
export function sameInput(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * The value of each declared input: the given one, or else its default, or else what workflows use.
 *
 * @param example how a value is given, with NAME and VALUE, such as `--input NAME=VALUE`
 */
export function resolveInputs(
  declared: readonly InputDeclaration[],
  given: GivenInputs,
  example: string,
): ResolvedInputs {
  const names = declared.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.some((known) => sameInput(known, name)));
  const mistakes = unknown.map((name) => unknownInput(name, names));
  const values: Record<string, InputValue> = {};
  for (const input of declared) {
    const [text, ...more] = Object.keys(given)
      .filter((name) => sameInput(name, input.name))
      .map((name) => given[name] ?? '');
    if (more.some((other) => other !== text)) {
      mistakes.push(
        `expected one value for the input ${showText(input.name)}, found ${showText(text ?? '')} and ${more.map(showText).join(', ')}`,
      );
      continue;
    }
    if (text === undefined) {
      if (input.required && input.default === undefined) mistakes.push(missingInput(input, example));
      values[input.name] = input.default ?? emptyValue(input);
      continue;
    }
    const read = readInputValue(input, text);
    if ('value' in read) values[input.name] = read.value;
    else
      mistakes.push(
        `expected the input ${showText(input.name)} to be ${read.expected}, found ${showText(text)}${read.hint}`,
      );
  }
  return mistakes.length === 0 ? { type: 'resolved', values } : { type: 'refused', mistakes };
}

function unknownInput(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  if (names.length === 0) return `expected no input, found ${showText(name)}: the mission file declares none`;
  const hint = near === undefined ? '' : `; did you mean ${showText(near)}?`;
  return `expected an input of the mission (${names.map(showText).join(', ')}), found ${showText(name)}${hint}`;
}

function missingInput({ name, description }: InputDeclaration, example: string): string {
  const what = description === undefined ? '' : ` (${description})`;
  return `expected a value for the input ${showText(name)}${what}, found none; give one with ${example.replace('NAME', name)}`;
}

/** As in workflows: an empty text, `false`, 0, and the first option, which the form of a manual run shows. */
function emptyValue({ type, options }: InputDeclaration): InputValue {
  switch (type) {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'number':
      return 0;
    case 'choice':
      return options[0] ?? '';
    default:
      return type satisfies never;
  }
}
