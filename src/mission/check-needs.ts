import { type Checking, type Entry, kindOf, textAt } from './checking.ts';
import type { Place } from './diagnostic.ts';
import type { NeedsGraph } from './needs-graph.ts';
import { showText } from './show-text.ts';
import { suggest } from './suggest.ts';
import type { Path } from './yaml-source.ts';

/** Looking for similar ids costs time for each unknown one; after so many nobody reads the hints any more. */
const MOST_SUGGESTIONS = 50;

/** One id in `needs`, and where it stands. */
export interface Need {
  readonly id: string;
  readonly path: Path;
}

/** What `needs` says: a list without what could not be read, or all tasks. */
export function needsOf({ draft, path }: Entry, source: Checking['source']): readonly Need[] {
  const at = [...path, 'needs'];
  const written = draft.needs;
  if (written === undefined) return [];
  if (!Array.isArray(written)) {
    return [{ id: textAt(source, at, written as string), path: at }];
  }
  const needs: Need[] = [];
  for (const [index, value] of written.entries()) {
    if (value === undefined) continue;
    const itemPath = [...at, index];
    needs.push({ id: textAt(source, itemPath, value), path: itemPath });
  }
  return needs;
}

/** Where `entry` names the id in its `needs`, directly or as one of all tasks. */
export function needPlace(entry: Entry, id: string, source: Checking['source']): Place {
  const needs = needsOf(entry, source);
  return source.place(needs.find((need) => need.id === id)?.path ?? [...entry.path, 'needs']);
}

/** True for `needs: tasks`, also as the only item of a list. */
export function needsAllTasks(needs: readonly Need[]): boolean {
  return needs.length === 1 && needs[0]?.id === 'tasks';
}

/** Checks every id in `needs` and `supports`, and returns what is known of who waits for whom. */
export function checkNeeds(checking: Checking): NeedsGraph {
  const { entries } = checking;
  const positions = new Map<string, number>();
  for (const [position, { id }] of entries.entries()) {
    if (!positions.has(id)) positions.set(id, position);
  }
  const reportUnknown = unknownReporter(checking, positions);
  const graph: number[][] = entries.map((entry, position) => {
    checkSupports(entry, checking, positions, reportUnknown);
    const needs = needsOf(entry, checking.source);
    warnOfMissingTrigger(entry, checking);
    if (needsAllTasks(needs)) return needAllTasks(entry, needs[0]?.path ?? entry.path, checking);
    return needEach(entry, position, needs, checking, positions, reportUnknown);
  });
  graph.push([...entries.keys()].filter((position) => entries[position]?.level === 2));
  return { count: entries.length, needs: graph };
}

type ReportUnknown = (id: string, path: Path) => void;

function needAllTasks(entry: Entry, path: Path, { entries, source, report }: Checking): number[] {
  if (entry.level === 3) return [entries.length];
  const message = `the task ${showText(entry.id)} needs all tasks, which includes itself`;
  const hint = 'name the tasks that it needs, or move it to `tests`';
  report({ at: source.place(path), code: 'self-need', message, hint });
  return [];
}

function needEach(
  entry: Entry,
  position: number,
  needs: readonly Need[],
  { source, report }: Checking,
  positions: ReadonlyMap<string, number>,
  reportUnknown: ReportUnknown,
): number[] {
  const known = new Map<number, Need>();
  for (const need of needs) {
    const target = positions.get(need.id);
    if (need.id === 'tasks') {
      const message = '`tasks` means all tasks and stands alone, not in a list with others';
      report({
        at: source.place(need.path),
        code: 'tasks-in-list',
        message,
        hint: 'write `needs: tasks`, or list ids',
      });
    } else if (target === undefined) {
      reportUnknown(need.id, need.path);
    } else if (target === position) {
      const message = `the ${kindOf(entry.level)} ${showText(entry.id)} needs itself, so it could never start`;
      report({ at: source.place(need.path), code: 'self-need', message, hint: 'remove it from its own `needs`' });
    } else if (known.has(target)) {
      const message = `${showText(need.id)} stands twice in \`needs\``;
      const at = source.place(need.path);
      report({ at, severity: 'warning', code: 'duplicate-need', message, hint: 'remove one of the two' });
    } else {
      known.set(target, need);
    }
  }
  return [...known.keys()];
}

function checkSupports(
  entry: Entry,
  { source, report }: Checking,
  positions: ReadonlyMap<string, number>,
  reportUnknown: ReportUnknown,
): void {
  if (entry.draft.supports === undefined) return;
  const path = [...entry.path, 'supports'];
  const id = textAt(source, path, entry.draft.supports);
  if (id === entry.id) {
    const message = `the ${kindOf(entry.level)} ${showText(id)} supports itself`;
    report({ at: source.place(path), code: 'self-support', message, hint: 'name the task that it helps' });
  } else if (!positions.has(id)) {
    reportUnknown(id, path);
  }
}

function warnOfMissingTrigger(entry: Entry, { source, report }: Checking): void {
  if (entry.level === 2 || source.has([...entry.path, 'needs'])) return;
  report({
    at: source.keyPlace(entry.path),
    severity: 'warning',
    code: 'no-trigger',
    message: `the test ${showText(entry.id)} has no \`needs\`: it is deployed at the start, beside the tasks`,
    hint: 'add `needs:` with the task that triggers it, or `needs: []` when the start is meant',
  });
}

function unknownReporter({ source, report }: Checking, positions: ReadonlyMap<string, number>): ReportUnknown {
  let suggestions = 0;
  const ids = [...positions.keys()];
  /** The word for all tasks is something only a test's `needs` can have meant. */
  const candidates = (path: Path): readonly string[] =>
    path[0] === 'tests' && path[2] === 'needs' ? [...ids, 'tasks'] : ids;
  return (id, path) => {
    suggestions += 1;
    const near = suggestions > MOST_SUGGESTIONS ? undefined : suggest(id, candidates(path));
    report({
      at: source.place(path),
      code: 'unknown-id',
      message: `there is no task or test with the id ${showText(id)}`,
      hint: near === undefined ? 'write the id of a task or test of this file' : `did you mean \`${near}\`?`,
    });
  };
}
