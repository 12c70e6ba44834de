import { append } from '../../base/multimap.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, textAt } from '../entries/checking.ts';
import { fillMatrixText } from '../matrix/text.ts';
import { patternsOverlap } from '../paths/overlap.ts';
import type { Path } from '../yaml/source.ts';

/** Maximum number of pairs to compare, so that thousands of patterns in one folder cost no noticeable time. */
const MOST_PAIRS = 100_000;

/** The `results` of a task or of one combination of its matrix. */
interface Results {
  readonly id: string;
  readonly path: Path;
  /** With `/`, without `.` and empty parts. */
  readonly pattern: string;
}

/**
 * Warns of two tasks whose `results` can match the same file, because the results of one would count for the other too. Two
 * identical patterns are an error, which `checkPaths` reports.
 */
export function checkResultPatterns(checking: Checking): void {
  const byFolder = new Map<string, Results[]>();
  const all = resultsOf(checking).map((results) => ({ results, folders: fixedFolders(results.pattern) }));
  // Patterns with the shortest fixed folder come first: every earlier pattern that overlaps is listed under one of these folders.
  all.sort((a, b) => a.folders.length - b.folders.length);
  let pairs = 0;
  for (const { results, folders } of all) {
    for (const folder of folders) {
      for (const other of byFolder.get(folder) ?? []) {
        pairs += 1;
        if (pairs > MOST_PAIRS) return;
        if (results.pattern === other.pattern || !patternsOverlap(results.pattern, other.pattern)) continue;
        reportOverlap(results, other, checking);
      }
    }
    append(byFolder, folders.at(-1) ?? '', results);
  }
}

function resultsOf({ entriesWith, source }: Checking): readonly Results[] {
  return entriesWith('results').flatMap(({ id, path: entryPath, draft, matrix }): Results[] => {
    // In a workspace of its own, a task finds only its own files.
    if (draft.results === undefined || draft.workspace !== undefined) return [];
    const path = [...entryPath, 'results'];
    const written = textAt(source, path, draft.results);
    return (matrix ?? [{ id, values: {} }]).flatMap((combination) => {
      const filled = fillMatrixText(written, combination.values);
      if ('error' in filled) return [];
      const parts = filled.text.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
      return [{ id: combination.id, path, pattern: parts.join('/') }];
    });
  });
}

/** The root, and each folder of the pattern before its first wildcard: `['', 'out', 'out/unit']`. */
function fixedFolders(pattern: string): readonly string[] {
  const parts = pattern.split('/').slice(0, -1);
  const wild = parts.findIndex((part) => /[*?[{(]/.test(part));
  const fixed = wild === -1 ? parts : parts.slice(0, wild);
  return ['', ...fixed.map((_, index) => fixed.slice(0, index + 1).join('/'))];
}

function reportOverlap(one: Results, other: Results, { source, report }: Checking): void {
  const [firstPlace, secondPlace] = [source.place(one.path), source.place(other.path)];
  const isLater =
    firstPlace.line > secondPlace.line ||
    (firstPlace.line === secondPlace.line && firstPlace.column > secondPlace.column);
  const [second, first] = isLater ? [one, other] : [other, one];
  const at = source.place(second.path);
  const message = `the \`results\` of ${showText(second.id)} and ${showText(first.id)} can match the same files, so the results of one could count for the other`;
  const common = { at, severity: 'warning', code: 'overlapping-results', message } as const;
  if (second.path.join('\n') === first.path.join('\n')) {
    report({ ...common, hint: `separate the combinations: write \`\${{ matrix.NAME }}\` as a folder of its own` });
    return;
  }
  const { line, column, file } = source.place(first.path);
  const related = [{ line, column, file, message: `the \`results\` of ${showText(first.id)}` }];
  report({ ...common, hint: 'write a folder or file name that only this task uses', related });
}
