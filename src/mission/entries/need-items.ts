import type { TaskDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { type NeedItem, textAt } from './checking.ts';

/** One empty list for all tasks without needs. */
export const NO_NEEDS: readonly NeedItem[] = [];

/** The items of `needs` without those that could not be read; or the word `tasks`. */
export function needItems(source: YamlSource, path: Path, needs: TaskDraft['needs']): readonly NeedItem[] {
  if (needs === undefined) return NO_NEEDS;
  const items: NeedItem[] = [];
  if (!isList(needs)) addItem(items, source, path, needs);
  else for (const [index, need] of needs.entries()) addItem(items, source, [...path, index], need);
  return items;
}

type NeedDraft = Exclude<TaskDraft['needs'], readonly unknown[]>;

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

function addItem(items: NeedItem[], source: YamlSource, path: Path, need: NeedDraft): void {
  if (need === undefined) return;
  if (typeof need !== 'object') {
    items.push({ text: textAt(source, path, need), path });
    return;
  }
  if (need.id === undefined) return;
  const at = [...path, 'id'];
  const text = textAt(source, at, need.id);
  items.push(need.skipped === 'ok' ? { text, path: at, skippedOk: true } : { text, path: at });
}
