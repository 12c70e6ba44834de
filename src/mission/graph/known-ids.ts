import { suggest } from '../../base/suggest.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Checking, Entry } from '../entries/checking.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';

/** A search for similar ids takes time for each unknown id, and after this many the hints are of no use. */
const MOST_SUGGESTIONS = 50;

/** A task or test, or one combination of its matrix. */
export interface Named {
  readonly id: string;
  readonly entry: Entry;
}

/** The ids that `needs` and similar keys can name, and the message for an unknown one. */
export interface KnownIds {
  /** All entries in their order, then the combinations of their matrices. */
  readonly nodes: readonly Named[];
  /** Into `nodes`. */
  readonly positions: ReadonlyMap<string, number>;
  /** True if no unknown id was reported so far. */
  allKnown(): boolean;
  /** @param words further words that are allowed in this place */
  reportUnknown(id: string, at: Place, words?: readonly string[]): void;
}

export function knownIds({ entries, services, report }: Checking): KnownIds {
  const nodes: readonly Named[] = [
    ...entries.map((entry): Named => ({ id: entry.id, entry })),
    ...entries.flatMap((entry) => (entry.matrix ?? []).map(({ id }): Named => ({ id, entry }))),
  ];
  const positions = new Map<string, number>();
  for (const [position, { id }] of nodes.entries()) {
    if (!positions.has(id)) positions.set(id, position);
  }
  const ids = [...new Set(entries.map(({ id }) => id))];
  const serviceIds = new Set(services.map(({ id }) => id));
  let suggestions = 0;
  let unknown = false;

  function hintFor(id: string, words: readonly string[]): string {
    if (id.includes('${{')) return NOT_EVALUATED;
    if (id.includes(' (') !== id.endsWith(')')) {
      return 'put an id with a comma in quotes: inside of `[ ]` the comma begins the next one';
    }
    const base = nodes[positions.get(id.split(' (', 1)[0] ?? id) ?? -1];
    if (base?.entry.matrix !== undefined) {
      const near = suggest(
        id,
        base.entry.matrix.map((combination) => combination.id),
      );
      return near === undefined
        ? `write \`${base.id}\` for all combinations of its matrix`
        : `did you mean \`${near}\`?`;
    }
    suggestions += 1;
    const near = suggestions > MOST_SUGGESTIONS ? undefined : suggest(id, [...ids, ...words]);
    return near === undefined ? 'write the id of a task or test of this file' : `did you mean \`${near}\`?`;
  }

  return {
    nodes,
    positions,
    allKnown: () => !unknown,
    reportUnknown: (id, at, words = []) => {
      unknown = true;
      if (serviceIds.has(id)) {
        const message = `expected the id of a task or test, found that of the service ${showText(id)}`;
        const hint = 'write it under `services:` of the task that uses it';
        report({ at, code: 'unknown-id', message, hint });
        return;
      }
      const message = `there is no task or test with the id ${showText(id)}`;
      report({ at, code: 'unknown-id', message, hint: hintFor(id, words) });
    },
  };
}
