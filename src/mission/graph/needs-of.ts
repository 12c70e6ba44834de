import type { Place } from '../diagnostics/diagnostic.ts';
import { type Entry, type Item, itemsAt, type NeedItem } from '../entries/checking.ts';
import { NO_NEEDS } from '../entries/need-items.ts';
import { filledTexts } from '../matrix/text.ts';
import type { YamlSource } from '../yaml/source.ts';
import type { Named, NamedTasks } from './find-tasks.ts';

/** The two keys that list what an entry waits for. */
export type NeedsKey = 'needs' | 'needs-any';

/** The items of `needs` or `needs-any`, without those that could not be read; or the word `tasks`. */
export function needsOf(
  { draft, path, needs }: Entry,
  source: YamlSource,
  key: NeedsKey = 'needs',
): readonly NeedItem[] {
  if (key === 'needs') return needs;
  return draft[key] === undefined ? NO_NEEDS : itemsAt(source, [...path, key], draft[key]);
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
