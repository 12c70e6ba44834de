import { folderMatcher, pathMatcher } from '../../mission/paths/match.ts';
import type { ChangedFiles } from '../../schedule/events/opening.ts';
import type { OwnBases } from './task-bases.ts';

/** The changed files as each task of a mission sees them. */
export interface Changes {
  /**
   * True if a changed file matches these patterns, or if the changed files are unknown.
   *
   * @param id id of the task; absent: a service
   */
  matches(patterns: readonly string[], id?: string): boolean;
  /** The base and the changed files for a task, for a message; undefined if nothing was compared. */
  comparedWith(id: string): ChangedFiles | undefined;
}

/** @param own tasks with their own base */
export function createChanges(general: ChangedFiles | undefined, own: OwnBases = new Map()): Changes {
  const matchers = new Map<ChangedFiles, (patterns: readonly string[]) => boolean>();
  const changedFor = (id: string | undefined): ChangedFiles | undefined =>
    (id === undefined ? undefined : own.get(id)?.changed) ?? general;
  return {
    comparedWith: changedFor,
    matches: (patterns, id) => {
      const changed = changedFor(id);
      if (changed === undefined) return true;
      const matcher = matchers.get(changed) ?? changedMatcher(changed);
      matchers.set(changed, matcher);
      return matcher(patterns);
    },
  };
}

/** Remembers the result of each list of patterns: thousands of tasks may share one. */
export function changedMatcher(changed: ChangedFiles): (patterns: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  return (patterns) => {
    if (changed.type === 'unknown') return true;
    const key = patterns.join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const [file, folder] = [pathMatcher(patterns), folderMatcher(patterns)];
    const found = changed.files.some((path) => (path.endsWith('/') ? folder(path.slice(0, -1)) : file(path)));
    known.set(key, found);
    return found;
  };
}
