import { evaluateCondition, parseCondition } from '../../mission/expressions/expressions.ts';
import { usesOf } from '../../mission/expressions/uses.ts';
import { NO_FACTS, OF_RUNS } from '../../mission/matrix/text.ts';
import type { Note } from '../draft.ts';
import { type Located, textOf } from '../located.ts';
import { foldLiterals } from './expressions/fold.ts';
import type { Scope } from './expressions/scope.ts';
import { takeCondition } from './expressions/template.ts';
import { noteOn } from './notes.ts';

/** What an `if` becomes. */
export type TakenCondition =
  | { readonly type: 'none' }
  | { readonly type: 'condition'; readonly text: string }
  /** It is false in every run of the mission. */
  | { readonly type: 'never' };

/**
 * The `if` of a job or a step. If it cannot be taken, the result is a condition that is false, with a note: what ran under a condition
 * must not run without one.
 */
export function conditionOf(node: Located | undefined, scope: Scope, notes: Note[]): TakenCondition {
  const written = textOf(node);
  if (node === undefined || written === undefined) return { type: 'none' };
  const read = takeCondition(written, scope);
  const taken = read.type === 'taken' ? { ...read, text: foldLiterals(read.text) } : read;
  const refuse = (why: string): TakenCondition => {
    notes.push(noteOn(node, `${why}: the condition is false here until you write one`));
    return { type: 'condition', text: 'false' };
  };
  if (taken.type === 'refused') return refuse(taken.why);
  const reading = parseCondition(taken.text);
  if (reading.type === 'rejected') return refuse(reading.findings[0]?.message ?? 'a mission cannot evaluate it');
  const { contexts, functions } = usesOf(reading.parsed);
  const isOpen = [...contexts, ...functions].some(({ name }) => name === 'matrix' || OF_RUNS.includes(name));
  if (isOpen) return { type: 'condition', text: taken.text };
  const result = evaluateCondition(reading.parsed, NO_FACTS);
  if ('error' in result) return refuse(result.error);
  return result.value ? { type: 'none' } : { type: 'never' };
}
