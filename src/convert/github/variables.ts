import type { Note } from '../draft.ts';
import { entriesOf, type Located, textOf } from '../located.ts';
import type { Scope } from './expressions/scope.ts';
import { takeTemplate } from './expressions/template.ts';
import { noteOn } from './notes.ts';

/** The variables under `env`. One that only repeats a variable of the caller is left to the environment. */
export function takeVariables(node: Located | undefined, scope: Scope, notes: Note[]): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const [name, value] of entriesOf(node)) {
    const written = value.value === null ? '' : textOf(value);
    if (written === undefined) {
      notes.push(noteOn(value, 'expected a text: write the value'));
      continue;
    }
    const text = takeTemplate(written, scope);
    if (text.type === 'refused') notes.push(noteOn(value, `${text.why}: write the value, or let a task compute it`));
    else if (text.text !== `\${{ env.${name} }}`) taken.set(name, text.text);
  }
  return taken;
}
