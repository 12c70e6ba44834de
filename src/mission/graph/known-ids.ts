import { suggest } from '../../base/suggest.ts';
import type { Place, RelatedPlace } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Checking } from '../entries/checking.ts';
import { NOT_EVALUATED } from '../schema/not-evaluated.ts';
import { findTasks, type Named, type NamedTasks } from './find-tasks.ts';

/** A search for similar ids takes time for each unknown id, and after this many the hints are of no use. */
const MOST_SUGGESTIONS = 50;

/** The ids that `needs` and similar keys can name, and the message for an unknown one. */
export interface KnownIds extends NamedTasks {
  /** True if no unknown id was reported so far. */
  allKnown(): boolean;
  reportUnknown(id: string, at: Place, about?: Unknown): void;
}

/** More about an unknown id. */
export interface Unknown {
  /** Further words that are allowed in this place. */
  readonly words?: readonly string[];
  /** The combination whose values were filled in, if the text is not the same for all. */
  readonly leg?: string;
  /** True if this place takes one id, and no list of them. */
  readonly isSingle?: boolean;
}

export function knownIds({ entries, services, source, report }: Checking): KnownIds {
  const named = findTasks(entries);
  const { nodes, positionOf } = named;
  const serviceIds = new Set(services.map(({ id }) => id));
  let ids: readonly string[] | undefined;
  let suggestions = 0;
  let unknown = false;

  /** The task that the id would be a combination of. */
  function baseOf(id: string): Named | undefined {
    return id.includes(' (') ? nodes[positionOf(id.split(' (', 1)[0] ?? id) ?? -1] : undefined;
  }

  /** The matrix that lacks the combination. */
  function placesFor(id: string): readonly RelatedPlace[] {
    const base = baseOf(id);
    if (base?.entry.matrix === undefined) return [];
    const { line, column, file } = source.keyPlace([...base.entry.path, 'matrix']);
    return [{ line, column, file, message: `the matrix of ${showText(base.id)}` }];
  }

  /** As the file at this place may write them: those of its own entries without a prefix. */
  function namesIn({ file }: Place): readonly string[] {
    ids ??= [...new Set(entries.map(({ id }) => id))];
    if (file === undefined) return ids;
    const own = entries.flatMap(({ id, path, scope }) => {
      const prefix = scope.included?.prefix;
      return prefix === undefined || source.keyPlace(path).file !== file ? [] : [id.slice(prefix.length)];
    });
    return [...own, ...ids];
  }

  function hintFor(id: string, at: Place, { words = [], isSingle = false }: Unknown): string {
    if (id.includes('${{')) return NOT_EVALUATED;
    if (id.includes(' (') !== id.endsWith(')')) {
      return 'put an id with a comma in quotes: inside of `[ ]` the comma begins the next one';
    }
    const base = baseOf(id);
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
    const parts = isSingle ? [] : id.split(/[\s,]+/, MOST_SUGGESTIONS);
    if (
      parts.length > 1 &&
      parts.length < MOST_SUGGESTIONS &&
      suggestions <= MOST_SUGGESTIONS &&
      parts.every((part) => namesIn(at).includes(part))
    ) {
      return `write a list: \`[${parts.join(', ')}]\``;
    }
    const near = suggestions > MOST_SUGGESTIONS ? undefined : suggest(id, [...namesIn(at), ...words]);
    return near === undefined ? 'write the id of a task or test of this file' : `did you mean \`${near}\`?`;
  }

  return {
    ...named,
    allKnown: () => !unknown,
    reportUnknown: (id, at, about = {}) => {
      unknown = true;
      if (serviceIds.has(id)) {
        const message = `expected the id of a task or test, found that of the service ${showText(id)}`;
        const hint = 'write it under `services:` of the task that uses it';
        report({ at, code: 'unknown-id', message, hint });
        return;
      }
      const by = about.leg === undefined ? '' : `, which ${showText(about.leg)} names`;
      const message = id.includes('*')
        ? `no combination matches ${showText(id)}${by}`
        : `there is no task or test with the id ${showText(id)}${by}`;
      report({ at, code: 'unknown-id', message, hint: hintFor(id, at, about), related: placesFor(id) });
    },
  };
}
