import type { Place } from '../diagnostics/diagnostic.ts';
import { type Entry, type Item, itemsAt, textAt } from '../entries/checking.ts';
import { filledTexts } from '../matrix/text.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import type { Named, NamedTasks } from './find-tasks.ts';

/** The two keys that list what an entry waits for. */
export type NeedsKey = 'needs' | 'needs-any';

/** An item of `needs` or `needs-any`. */
export interface NeedItem extends Item {
  /** That it was skipped counts as success. */
  readonly skippedOk?: true;
}

/** The items of `needs` or `needs-any`, without those that could not be read; or the word `tasks`. */
export function needsOf({ draft, path }: Entry, source: YamlSource, key: NeedsKey = 'needs'): readonly NeedItem[] {
  if (draft[key] === undefined) return NO_NEEDS;
  if (key === 'needs-any') return itemsAt(source, [...path, key], draft[key]);
  const { needs } = draft;
  if (needs === undefined) return NO_NEEDS;
  if (!isList(needs)) return needItem(source, [...path, key], needs);
  return needs.flatMap((item, index) => (item === undefined ? [] : needItem(source, [...path, key, index], item)));
}

/** One empty list for all: several checks ask for the needs of each of 10,000 tasks. */
const NO_NEEDS: readonly NeedItem[] = [];

type NeedDraft = Exclude<Entry['draft']['needs'], undefined | readonly unknown[]>;

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

function needItem(source: YamlSource, path: Path, need: NeedDraft): readonly NeedItem[] {
  if (typeof need !== 'object') return [{ text: textAt(source, path, need), path }];
  if (need.id === undefined) return [];
  const at = [...path, 'id'];
  const item = { text: textAt(source, at, need.id), path: at };
  return [need.skipped === 'ok' ? { ...item, skippedOk: true } : item];
}

/** The item of `needs` or `needs-any` with which a task names another one; undefined if it is not named, or as one of all tasks. */
export function findNeedItem(
  { entry, leg }: Pick<Named, 'entry' | 'leg'>,
  need: Named,
  key: NeedsKey,
  source: YamlSource,
  { nodes, find }: NamedTasks,
): Item | undefined {
  const matrix = leg === undefined ? entry.matrix : [leg];
  return needsOf(entry, source, key).find(({ text }) =>
    filledTexts(text, matrix).some((filled) => find(filled.text).some((position) => nodes[position]?.id === need.id)),
  );
}

/** Where a task names another one in its `needs` or else its `needs-any`, directly or as one of all tasks. */
export function needPlace(
  named: Pick<Named, 'entry' | 'leg'>,
  need: Named | undefined,
  source: YamlSource,
  tasks: NamedTasks,
): Place {
  const { entry } = named;
  for (const key of ['needs', 'needs-any'] as const) {
    const item = need === undefined ? undefined : findNeedItem(named, need, key, source, tasks);
    if (item !== undefined) return source.place(item.path);
    if (needsAllTasks(needsOf(entry, source, key))) return source.place([...entry.path, key]);
  }
  return source.place([...entry.path, 'needs']);
}

/** True for `needs: tasks`, also as the only item of a list. */
export function needsAllTasks(needs: readonly Item[]): boolean {
  return needs.length === 1 && needs[0]?.text === 'tasks';
}
