import type { Note } from '../draft.ts';
import { childOf, type Located, textOf } from '../located.ts';
import { splitTemplate } from './expressions/template.ts';
import { noteOn } from './notes.ts';

/**
 * A note about a name of a job with expressions that a mission does not evaluate.
 *
 * @param name what became of it; undefined if nothing is left of it
 */
export function noteName(written: Located | undefined, name: string | undefined, notes: Note[]): void {
  const text = textOf(written) ?? '';
  if (written === undefined || !text.includes('${{')) return;
  const why = 'in a name, an expression can only be one value of the matrix';
  if (name === undefined) notes.push(noteOn(written, `${why}: the id is shown instead`));
  else if (hasPlainExpression(text, name)) {
    notes.push(noteOn(written, `${why}: others are shown as they are written`, 'changed'));
  }
}

/** Whether an expression of a name has become plain text. */
function hasPlainExpression(written: string, name: string): boolean {
  const pieces = splitTemplate(written) ?? [];
  const rest = name.replace(/\$\{\{.*?\}\}/g, '');
  return pieces.some(({ type, text }) => type === 'expression' && rest.includes(text.replace(/\s+/g, ' ')));
}

/** In a workflow, a combination that fails cancels the other ones, unless `fail-fast` is `false`. */
export function noteFailFast(job: Located, notes: Note[]): void {
  const strategy = childOf(job, 'strategy');
  const [failFast, matrix] = [childOf(strategy, 'fail-fast'), childOf(strategy, 'matrix')];
  if (matrix === undefined || textOf(failFast)?.trim() === 'false') return;
  const text =
    'a combination that fails stops no other one here; `fail-fast: true` at the top of the mission stops all tasks';
  const note = noteOn(failFast ?? matrix, text, 'changed');
  notes.push(failFast === undefined ? { ...note, construct: 'strategy: fail-fast is true by default' } : note);
}
