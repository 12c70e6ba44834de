import { folderMatcher, pathMatcher } from '../../mission/paths/match.ts';
import type { ChangedFiles } from '../../schedule/events/opening.ts';

/** Whether a changed file matches these patterns. Where it is not known what changed, everything may have. */
export function changedMatcher(changed: ChangedFiles | undefined): (patterns: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  return (patterns) => {
    if (changed?.type !== 'known') return true;
    const key = patterns.join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const [file, folder] = [pathMatcher(patterns), folderMatcher(patterns)];
    const found = changed.files.some((path) => (path.endsWith('/') ? folder(path.slice(0, -1)) : file(path)));
    known.set(key, found);
    return found;
  };
}
