import type { Place } from '../../diagnostics/diagnostic.ts';
import type { Checking, Entry } from '../../entries/checking.ts';
import type { ParsedCondition, ParsedTemplate } from '../../expressions/facts.ts';
import { type Reference, references } from '../../expressions/references.ts';
import { usesOf } from '../../expressions/uses.ts';
import type { KnownIds } from '../../graph/known-ids.ts';
import type { Path } from '../../yaml/source.ts';
import { checkPatterns } from '../patterns.ts';
import { checkDimension } from './dimensions.ts';

/** The text that contains an expression, and the entry that it belongs to. */
export interface Holder {
  readonly entry: Entry;
  readonly position: number;
  readonly path: Path;
  readonly text: string;
}

/** An expression that reads the status of a task. */
export interface Status {
  readonly entry: Entry;
  readonly position: number;
  /** Position of that task. */
  readonly target: number;
  /** True for `running('ID')`, which is about a task that has not ended. */
  readonly running: boolean;
  readonly at: Place;
}

/** Reports unknown names, and returns the tasks whose status is read. */
export function checkReferences(
  parsed: ParsedCondition | ParsedTemplate,
  { entry, position, path, text }: Holder,
  checking: Checking,
  { positionOf, reportUnknown }: KnownIds,
): readonly Status[] {
  const found = references(parsed);
  const { running } = usesOf(parsed);
  const place = ({ start, end }: Reference): Place => checking.source.placeWithin(path, text, start, end);
  for (const reference of found.matrix) checkDimension(reference, entry, place(reference), checking);
  for (const reference of found.patterns) {
    // After `**`, because a pattern of `changed()` may start with `!`: only the list as a whole must include something.
    const [finding] = checkPatterns(['**', reference.name]);
    if (finding === undefined) continue;
    checking.report({ at: place(reference), code: finding.code, message: finding.message, hint: finding.hint });
  }
  return found.tasks.flatMap((reference): Status[] => {
    const target = positionOf(reference.name);
    const at = place(reference);
    if (target === undefined) reportUnknown(reference.name, at);
    return target === undefined ? [] : [{ entry, position, target, running: running.has(reference.start), at }];
  });
}
