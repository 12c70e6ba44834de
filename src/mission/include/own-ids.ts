import type { Text } from '../schema/fields.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { type Edit, type FullId, renameInCondition, renameInTemplate } from './rename-references.ts';

/** A text of the file, as it was written, in place of which the draft has another one. */
export interface Replaced {
  readonly written: string;
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** The full ids of what a file names. */
export interface Names {
  readonly task: FullId;
  readonly service: FullId;
}

/** Keys of an entry that name tasks. */
const OF_TASKS = ['needs', 'needs-any', 'supports'];

/**
 * An entry of an included file with full ids in place of those that it names.
 *
 * @param path of the entry in its own file
 * @param note called with the path of each text that was replaced
 */
export function withFullIds<Draft extends object>(
  draft: Draft,
  path: Path,
  source: YamlSource,
  names: Names,
  note: (path: Path, replaced: Replaced) => void,
): Draft {
  const renamed = Object.entries(draft).map(([key, value]: [string, unknown]) => {
    const at = [...path, key];
    if (OF_TASKS.includes(key)) return [key, ids(value, at, names.task)];
    if (key === 'services') return [key, ids(value, at, names.service)];
    // `workspace: { from: build }` names a task.
    if (key === 'workspace' && isMapping(value))
      return [key, { ...value, from: ids(value.from, [...at, 'from'], names.task) }];
    return [key, expressions(key, value, at)];
  });
  return Object.fromEntries(renamed) as Draft;

  function ids(value: unknown, at: Path, fullId: FullId): unknown {
    if (Array.isArray(value)) return value.map((item: unknown, index) => ids(item, [...at, index], fullId));
    // `{ id: lint, … }` is an item with settings.
    if (isMapping(value)) return { ...value, id: ids(value.id, [...at, 'id'], fullId) };
    if (!isText(value)) return value;
    const written = typeof value === 'string' ? value : (source.text(at) ?? String(value));
    const text = written === 'tasks' ? written : fullId(written);
    return text === written ? value : replace(at, { written, text, edits: [] });
  }

  /** At any depth, because steps have conditions and environments too. */
  function expressions(key: string, value: unknown, at: Path): unknown {
    if (key === 'if' && typeof value === 'string') {
      const { text, edits } = renameInCondition(value, names.task);
      return edits.length === 0 ? value : replace(at, { written: value, text, edits });
    }
    if (Array.isArray(value)) return value.map((item: unknown, index) => expressions('', item, [...at, index]));
    if (!isMapping(value)) return value;
    const rename = key === 'env' ? variable : expressions;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rename(name, each, [...at, name])]));
  }

  function variable(_name: string, value: unknown, at: Path): unknown {
    if (typeof value !== 'string') return value;
    const { text, edits } = renameInTemplate(value, names.task);
    return edits.length === 0 ? value : replace(at, { written: value, text, edits });
  }

  function replace(at: Path, replaced: Replaced): string {
    note(at, replaced);
    return replaced.text;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
