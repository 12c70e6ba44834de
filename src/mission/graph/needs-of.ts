import type { Place } from '../diagnostics/diagnostic.ts';
import { type Entry, type Item, itemsAt } from '../entries/checking.ts';
import type { YamlSource } from '../yaml/source.ts';

/** The two keys that list what an entry waits for. */
export type NeedsKey = 'needs' | 'needs-any';

/** The items of `needs` or `needs-any`, without those that could not be read; or the word `tasks`. */
export function needsOf({ draft, path }: Entry, source: YamlSource, key: NeedsKey = 'needs'): readonly Item[] {
  return itemsAt(source, [...path, key], draft[key]);
}

/** Where `entry` names the id in its `needs` or else its `needs-any`, directly or as one of all tasks. */
export function needPlace(entry: Entry, id: string, source: YamlSource): Place {
  for (const key of ['needs', 'needs-any'] as const) {
    const needs = needsOf(entry, source, key);
    const named = needs.find((need) => need.text === id);
    if (named !== undefined) return source.place(named.path);
    if (needsAllTasks(needs)) return source.place([...entry.path, key]);
  }
  return source.place([...entry.path, 'needs']);
}

/** True for `needs: tasks`, also as the only item of a list. */
export function needsAllTasks(needs: readonly Item[]): boolean {
  return needs.length === 1 && needs[0]?.text === 'tasks';
}
