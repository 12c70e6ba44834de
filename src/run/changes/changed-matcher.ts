import { folderMatcher, pathMatcher } from '../../mission/paths/match.ts';
import type { ChangedFiles } from '../../schedule/events/opening.ts';
import type { OwnBases } from './task-bases.ts';

/** What has changed, for each task of a mission. */
export interface Changes {
  /**
   * Whether a changed file matches these patterns. Where it is not known what changed, everything may have.
   *
   * @param id of the task that asks; absent: a service
   */
  matches(patterns: readonly string[], id?: string): boolean;
  /** What is compared with, for a message; undefined where that is not known. */
  comparedWith(id: string): ChangedFiles | undefined;
}

/** @param own of tasks that have a base of their own */
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

/** Thousands of tasks may share their patterns. */
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
