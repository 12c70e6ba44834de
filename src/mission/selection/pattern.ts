import { matchesGlob } from '../../base/matches-glob.ts';
import { suggest } from '../../base/suggest.ts';
import { matrixBase } from '../matrix/base.ts';
import type { Mission, Task } from '../model/mission.ts';

/** What a selection may name: every id of the mission, the bare ids of matrices included, and every tag. */
export interface Selectable {
  readonly ids: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
}

export function selectableOf({ tasks }: Mission): Selectable {
  return {
    ids: new Set(tasks.flatMap((task) => [matrixBase(task), task.id])),
    tags: new Set(tasks.flatMap(({ tags = [] }) => tags)),
  };
}

/** Whether a task is meant by one of the patterns: an id, the bare id of its matrix, `#TAG`, or either of these with `*`. */
export function matcherOf(patterns: readonly string[], { ids }: Selectable): (task: Task) => boolean {
  const exact = new Set(patterns.filter((pattern) => ids.has(pattern)));
  const open = patterns.filter((pattern) => !exact.has(pattern));
  return (task) =>
    exact.has(task.id) || exact.has(matrixBase(task)) || open.some((pattern) => matchesTask(pattern, task));
}

function matchesTask(pattern: string, task: Task): boolean {
  if (pattern.startsWith('#')) return (task.tags ?? []).some((tag) => matchesGlob(pattern.slice(1), tag));
  return matchesGlob(pattern, task.id) || matchesGlob(pattern, matrixBase(task));
}

/** True if the pattern means at least one task of the mission. */
export function isKnown(pattern: string, { ids, tags }: Selectable): boolean {
  if (ids.has(pattern)) return true;
  if (pattern.startsWith('#')) return [...tags].some((tag) => matchesGlob(pattern.slice(1), tag));
  return pattern.includes('*') && [...ids].some((id) => matchesGlob(pattern, id));
}

/** A sentence about a pattern that means no task: what was expected, what was found, and what was probably meant. */
export function explainUnknown(pattern: string, { ids, tags }: Selectable): string {
  const found = JSON.stringify(pattern);
  if (pattern.startsWith('#')) {
    return `expected the tag of a task or test, found ${found}; ${hintForTag(pattern, [...tags])}`;
  }
  const known = [...ids];
  if (pattern.includes('*')) {
    return `expected a pattern that matches a task or test, found ${found}; ${hintForGlob(pattern, known)}`;
  }
  return `expected the id of a task or test, found ${found}; ${hintForId(pattern, known)}`;
}

/** How many ids or tags a hint lists. */
const LISTED = 10;

function hintForTag(pattern: string, tags: readonly string[]): string {
  if (tags.length === 0) return 'no task or test of the mission has `tags`';
  const near = suggest(pattern.slice(1), tags);
  return near === undefined
    ? `the mission has the tags ${listed(tags.map((tag) => `#${tag}`))}`
    : `did you mean #${near}?`;
}

/** The nearest beginning of an id, because most patterns end with `*`. */
function hintForGlob(pattern: string, ids: readonly string[]): string {
  const stem = pattern.slice(0, -1);
  if (pattern.endsWith('*') && !stem.includes('*')) {
    const near = suggest(
      stem,
      ids.map((id) => id.slice(0, stem.length)),
    );
    if (near !== undefined) return `did you mean ${near}*?`;
  }
  return `the mission has ${listed(ids)}`;
}

function hintForId(id: string, ids: readonly string[]): string {
  const near = suggest(id, ids);
  if (near !== undefined) return `did you mean ${near}?`;
  const [base] = id.split(/\s*\(/, 1);
  const combinations = ids.filter((known) => known.startsWith(`${base} (`));
  return combinations.length > 0
    ? `the combinations of ${base} are ${listed(combinations)}`
    : `the mission has ${listed(ids)}`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, LISTED).join(', ');
}
