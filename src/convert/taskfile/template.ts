import type { JsonNode } from '../json/parse.ts';
import { entriesOf, textOf } from '../json/read.ts';

/** Values of variables that are written in the file. Variables that a command prints are missing. */
export type TaskVariables = ReadonlyMap<string, string>;

/** The variables of a block `vars` or `env`, with those that were known before. */
export function variablesOf(node: JsonNode | undefined, known: TaskVariables): TaskVariables {
  const found = new Map(known);
  for (const [name, { value }] of entriesOf(node)) {
    const text = value.type === 'plain' && typeof value.value === 'boolean' ? String(value.value) : textOf(value);
    const filled = text === undefined ? undefined : fillTemplate(text, found);
    if (filled === undefined) found.delete(name);
    else found.set(name, filled);
  }
  return found;
}

/** A text with the values of its variables. Undefined if it needs more than plain variables: `{{.NAME}}`. */
export function fillTemplate(text: string, variables: TaskVariables): string | undefined {
  let isKnown = true;
  const filled = text.replace(/\{\{-?(.*?)-?\}\}/gs, (written, inside: string) => {
    const name = /^\s*\.(\w+)\s*$/.exec(inside)?.[1];
    // Without arguments behind `--`, this is empty.
    const value = name === 'CLI_ARGS' ? '' : variables.get(name ?? '');
    if (value === undefined) isKnown = false;
    return value ?? written;
  });
  return isKnown ? filled : undefined;
}
