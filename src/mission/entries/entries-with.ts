import type { Checking, Entry } from './checking.ts';

/** A task has few of forty keys, and most of 10,000 tasks have the same ones: what checks another key need not look at each of them. */
export function entriesWith(entries: readonly Entry[]): Checking['entriesWith'] {
  const used = new Set<string>();
  for (const { draft } of entries) for (const key of Object.keys(draft)) used.add(key);
  return (...keys) => {
    const present = keys.filter((key) => used.has(key));
    if (present.length === 0) return NONE;
    return entries.filter(({ draft }) => present.some((key) => draft[key] !== undefined));
  };
}

const NONE: readonly Entry[] = [];
