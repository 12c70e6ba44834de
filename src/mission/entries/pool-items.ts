import type { TaskDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { type Item, itemsAt } from './checking.ts';

/** One pool of a task, with the place of its name in the file. */
export interface PoolItem extends Item {
  /** How many of its places the task takes. */
  readonly places: number;
  /** True if the number is written beside the name, so that its path leads to it. */
  readonly isCounted: boolean;
}

/** The pools of a task, however they are written: a name, a list of names, or names with numbers. */
export function poolItems(source: YamlSource, path: Path, pools: TaskDraft['pools']): readonly PoolItem[] {
  if (!isMapping(pools)) return itemsAt(source, path, pools).map((item) => ({ ...item, places: 1, isCounted: false }));
  return Object.entries(pools).flatMap(([text, places]) =>
    places === undefined ? [] : [{ text, path: [...path, text], places, isCounted: true }],
  );
}

type Pools = TaskDraft['pools'];

function isMapping(pools: Pools): pools is Exclude<Pools, undefined | string | number | boolean | readonly unknown[]> {
  return typeof pools === 'object' && !Array.isArray(pools);
}
