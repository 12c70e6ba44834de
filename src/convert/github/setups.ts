import type { DraftSetup, Note } from '../draft.ts';
import { childOf, entriesOf, type Located, placeOf, textOf } from '../located.ts';
import type { Scope } from './expressions/scope.ts';
import { splitTemplate, takeTemplate } from './expressions/template.ts';
import { oneLine } from './notes.ts';

/** Inputs of setup actions that choose what is installed, so that one machine cannot have two values of them at once. */
const VERSION_INPUT =
  /version|toolchain|channel|release|distribution|architecture|^(ruby|php|java|jdk|go|node|python|rust|tag)$/i;

/** What exists only in a run of the workflow, or of the mission. */
const COMPUTED = /\b(matrix|needs|steps|tasks|env|job|strategy)\b\s*[.[]|\bchanged\(/i;

export type TakenSetup =
  | { readonly type: 'known'; readonly setup: DraftSetup }
  /** It cannot be done before the mission. */
  | { readonly type: 'computed'; readonly note: Note };

/** A step that makes the machine ready: a checkout, or the setup of a language. */
export function takeSetup(node: Located, scope: Scope, outer: ReadonlyMap<string, string>): TakenSetup {
  const uses = childOf(node, 'uses') ?? node;
  const name = (textOf(uses) ?? '').trim();
  const place = placeOf(uses);
  const [shown, versions]: [string[], string[]] = [[], []];
  let isVaried = false;
  for (const [key, value] of entriesOf(childOf(node, 'with'))) {
    const text = textOf(value);
    if (text === undefined || /token|key|secret/i.test(key)) continue;
    const known = knownBefore(text, scope, outer);
    const input = `${key}: ${(known?.text ?? text).trim().split('\n').join(', ')}`;
    if (known === undefined) return { type: 'computed', note: computedNote(place, `uses: ${name} (${input})`) };
    shown.push(input);
    if (!VERSION_INPUT.test(key)) continue;
    // A toolchain may be an input of an action or the version of another one.
    versions.push(key === 'toolchain' ? known.text.trim() : input);
    isVaried ||= known.isVaried;
  }
  const [action = '', ref = ''] = name.toLowerCase().split('@');
  const isToolchain = action === 'dtolnay/rust-toolchain' && versions.length === 0;
  if (isToolchain && !/^(master|v\d|[0-9a-f]{40})/.test(ref)) versions.push(ref);
  const construct = oneLine(shown.length === 0 ? name : `${name} (${shown.join(', ')})`);
  const text = 'do once before the mission, in the steps of its job or on your machine';
  const choice = versions.length === 0 ? {} : { version: versions.join(', ') };
  return { type: 'known', setup: { place, construct, text, kind: 'changed', action, isVaried, ...choice } };
}

function computedNote(place: Note['place'], construct: string): Note {
  const text = 'its value is known only while the workflow runs: install what it chooses in a step of this task';
  return { place, construct: oneLine(construct), text, kind: 'left-out' };
}

interface KnownText {
  readonly text: string;
  /** Whether combinations of the matrix have different values. */
  readonly isVaried: boolean;
}

/** An input as it can be written before the mission. Values of a matrix are all listed. Undefined if it is not known then. */
function knownBefore(written: string, scope: Scope, outer: ReadonlyMap<string, string>): KnownText | undefined {
  const taken = takeTemplate(written, scope);
  const pieces = taken.type === 'taken' ? splitTemplate(taken.text) : undefined;
  if (pieces === undefined) return undefined;
  const parts: string[] = [];
  let isVaried = false;
  for (const { type, text } of pieces) {
    const values = type === 'text' ? undefined : matrixValues(text, scope);
    const constant = type === 'text' ? text : constantOf(text, scope, outer);
    if (values !== undefined) {
      isVaried ||= values.length > 1;
      parts.push(values.length === 1 ? (values[0] ?? '') : `[${values.join(', ')}]`);
    } else if (constant !== undefined) parts.push(constant);
    else if (COMPUTED.test(text)) return undefined;
    else parts.push(`\${{ ${text} }}`);
  }
  return { text: parts.join(''), isVaried };
}

function matrixValues(expression: string, { matrix }: Scope): readonly string[] | undefined {
  const [, dotted, quoted] = /^matrix(?:\.([\w-]+)|\['([^']+)'\])$/i.exec(expression) ?? [];
  return matrix.values.get((dotted ?? quoted ?? '').toLowerCase())?.map(String);
}

/** A variable of the workflow or of the job with a fixed value; a secret or a configuration variable as the workflow writes it. */
function constantOf(expression: string, scope: Scope, outer: ReadonlyMap<string, string>): string | undefined {
  const name = /^env\.(\w+)$/i.exec(expression)?.[1];
  if (name === undefined) return undefined;
  const value = outer.get(name);
  if (value !== undefined) return value.includes('${{') ? undefined : value;
  if (scope.configuration.has(name)) return `\${{ vars.${name} }}`;
  return scope.secrets.has(name) ? `\${{ secrets.${name} }}` : undefined;
}
