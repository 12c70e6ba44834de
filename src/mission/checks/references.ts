import { suggest } from '../../base/suggest.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Checking, Entry } from '../entries/checking.ts';
import type { ParsedCondition, ParsedTemplate } from '../expressions/facts.ts';
import { type Reference, references } from '../expressions/references.ts';
import { usesOf } from '../expressions/uses.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import type { Path } from '../yaml/source.ts';
import { checkPatterns } from './patterns.ts';

/** The text that holds an expression, and whose it is. */
export interface Holder {
  readonly entry: Entry;
  readonly position: number;
  readonly path: Path;
  readonly text: string;
}

/** An expression asks how another one is getting on. */
export interface Status {
  readonly entry: Entry;
  readonly position: number;
  /** Position of the one that is asked for. */
  readonly target: number;
  /** `running('ID')`, which is about what has not ended. */
  readonly running: boolean;
  readonly at: Place;
}

/** Reports names that lead nowhere; returns whose status is asked for. */
export function checkReferences(
  parsed: ParsedCondition | ParsedTemplate,
  { entry, position, path, text }: Holder,
  checking: Checking,
  { positions, reportUnknown }: KnownIds,
): readonly Status[] {
  const found = references(parsed);
  const { running } = usesOf(parsed);
  const place = ({ start, end }: Reference): Place => checking.source.placeWithin(path, text, start, end);
  for (const reference of found.matrix) checkDimension(reference, entry, place(reference), checking);
  for (const reference of found.patterns) {
    // Each for itself: whether any of them lets something in is known for lists only.
    const [finding] = checkPatterns(['**', reference.name]);
    if (finding === undefined) continue;
    checking.report({ at: place(reference), code: finding.code, message: finding.message, hint: finding.hint });
  }
  return found.tasks.flatMap((reference): Status[] => {
    const target = positions.get(reference.name);
    const at = place(reference);
    if (target === undefined) reportUnknown(reference.name, at);
    return target === undefined ? [] : [{ entry, position, target, running: running.has(reference.start), at }];
  });
}

function checkDimension({ name }: Reference, { id, kind, matrix }: Entry, at: Place, { report }: Checking): void {
  const what = `the ${kind} ${showText(id)}`;
  if (matrix === undefined) {
    const message = `${what} has no matrix, so there is no ${showText(`matrix.${name}`)}`;
    report({ at, code: 'unknown-dimension', message, hint: 'add `matrix:` with its values' });
    return;
  }
  if (matrix.length === 0) return;
  const names = [...new Set(matrix.flatMap(({ values }) => Object.keys(values)))];
  if (names.some((known) => known.toLowerCase() === name.toLowerCase())) return;
  const near = suggest(name, names);
  report({
    at,
    code: 'unknown-dimension',
    message: `the matrix of ${what} has no ${showText(name)}`,
    hint: near === undefined ? `it has ${names.join(', ')}` : `did you mean \`${near}\`?`,
  });
}
