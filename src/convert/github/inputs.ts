import type { DraftInput, Note } from '../draft.ts';
import { childOf, entriesOf, isMapping, itemsOf, type Located, textOf } from '../located.ts';
import { noteOn } from './notes.ts';

/** Types of inputs, with what they are in a mission. */
const TYPES: Readonly<Record<string, DraftInput['type']>> = {
  string: 'string',
  environment: 'string',
  boolean: 'boolean',
  number: 'number',
  choice: 'choice',
};

/** The inputs of `workflow_dispatch` and `workflow_call`. None is required, because other events give no value. */
export function takeInputs(on: Located | undefined, notes: Note[]): ReadonlyMap<string, DraftInput> {
  const inputs = new Map<string, DraftInput>();
  for (const trigger of ['workflow_call', 'workflow_dispatch']) {
    for (const [name, node] of entriesOf(childOf(childOf(on, trigger), 'inputs'))) {
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name))
        notes.push(noteOn(node, 'a mission does not accept this name for an input: rename it'));
      else inputs.set(name, inputOf(node, notes));
    }
  }
  return inputs;
}

function inputOf(node: Located, notes: Note[]): DraftInput {
  if (!isMapping(node)) return { type: 'string' };
  const type = TYPES[textOf(childOf(node, 'type')) ?? 'string'] ?? 'string';
  const options = itemsOf(childOf(node, 'options')).flatMap((item) => textOf(item) ?? []);
  const description = textOf(childOf(node, 'description'));
  if (type === 'choice' && options.length === 0) {
    notes.push(noteOn(node, 'a choice has options: write them'));
    return { type: 'string' };
  }
  const written = textOf(childOf(node, 'default'));
  const value = written === undefined ? undefined : defaultOf(type, written, options);
  if (written !== undefined && value === undefined) notes.push(noteOn(node, `its default is no ${type}`));
  return {
    type,
    ...(description === undefined ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
    ...(type === 'choice' ? { options: [...new Set(options)] } : {}),
  };
}

function defaultOf(type: DraftInput['type'], text: string, options: readonly string[]): DraftInput['default'] {
  switch (type) {
    case 'string':
      return text.includes('${{') ? undefined : text;
    case 'choice':
      return options.includes(text) ? text : undefined;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    default:
      return type satisfies never;
  }
}
