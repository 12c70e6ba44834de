/*
 * This folder checks everything in a mission file that the schema cannot see: rules between keys, entries and expressions.
 *
 * Each file checks one subject and exports one function, which takes the `Checking` of `mission/entries` and reports findings. `read.ts`
 * calls them in order. `needs.ts` also returns the graph of needs, which later checks use to prove what must have ended.
 *
 * Invariants:
 * - A check only reports. It changes neither the draft nor the result of another check.
 * - A finding has the place of its cause, a stable code, and a hint if there is an obvious correction.
 * - A value that was of the wrong type is gone already, so it is not reported a second time.
 * - What is certainly wrong is an error. What is useless or surprising is a warning.
 *
 * Not here: types and unknown keys (`mission/schema`), algorithms on the graph (`mission/graph`), checks against the machine
 * (`schedule/check-requests.ts`).
 */
import type { Place } from '../diagnostics/diagnostic.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { Checking, Entry, Item } from '../entries/checking.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { type NeedsKey, needsAllTasks, needsOf } from '../graph/needs-of.ts';
import type { Waits } from '../graph/waits.ts';

/** Checks every id in `needs` and `needs-any`, and returns the graph of what waits for what. */
export function checkNeeds(checking: Checking, ids: KnownIds): Waits {
  const { entries } = checking;
  const count = ids.nodes.length;
  const needs: number[][] = [];
  const needsAny: number[][] = [];
  const parts: (readonly number[] | undefined)[] = [];
  let next = entries.length;
  for (const entry of entries) {
    warnOfMissingTrigger(entry, checking);
    needs.push(targetsOf(entry, 'needs', checking, ids));
    needsAny.push(targetsOf(entry, 'needs-any', checking, ids));
    hintAtSingle(entry, checking, ids);
    const first = next;
    next += entry.matrix?.length ?? 0;
    parts.push(entry.matrix?.map((_, index) => first + index));
  }
  // Combinations wait for what all of them wait for.
  for (const [position, list] of parts.entries()) {
    for (const part of list ?? []) {
      needs[part] = needs[position] ?? [];
      needsAny[part] = needsAny[position] ?? [];
    }
  }
  const tasks = [...entries.keys()].filter((position) => entries[position]?.kind === 'task');
  return { count, needs: [...needs, tasks, []], needsAny: [...needsAny, [], tasks], parts };
}

/** `needs-any` with a single id means the same as `needs`. */
function hintAtSingle(entry: Entry, { source, report }: Checking, { nodes, positions }: KnownIds): void {
  const [item, ...others] = needsOf(entry, source, 'needs-any');
  const target = item === undefined ? undefined : nodes[positions.get(item.text) ?? -1];
  if (item === undefined || target === undefined || others.length > 0 || target.id === entry.id) return;
  if (target.id === target.entry.id && target.entry.matrix !== undefined) return;
  const message = `\`needs-any\` of ${showText(entry.id)} lists only ${showText(item.text)}, which is the same as \`needs\``;
  const at = source.place(item.path);
  report({ at, severity: 'hint', code: 'needs-any-single', message, hint: 'write it under `needs`' });
}

function targetsOf(entry: Entry, key: NeedsKey, checking: Checking, ids: KnownIds): number[] {
  const items = needsOf(entry, checking.source, key);
  if (!needsAllTasks(items)) return namedTargets(entry, key, items, checking, ids);
  const hub = ids.nodes.length + (key === 'needs' ? 0 : 1);
  if (entry.kind === 'test') return [hub];
  const message = `the task ${showText(entry.id)} needs all tasks, which includes itself`;
  const hint = 'name the tasks that it needs, or move it to `tests`';
  checking.report({ at: checking.source.place(items[0]?.path ?? entry.path), code: 'self-need', message, hint });
  return [];
}

function namedTargets(
  entry: Entry,
  key: NeedsKey,
  items: readonly Item[],
  { source, report }: Checking,
  { nodes, positions, reportUnknown }: KnownIds,
): number[] {
  const known = new Set<number>();
  for (const { text, path } of items) {
    const target = positions.get(text);
    // Computed only for a finding: there may be 50,000 needs without one.
    const at = (): Place => source.place(path);
    if (text === 'tasks') {
      const message = '`tasks` means all tasks and cannot be combined with ids in a list';
      report({ at: at(), code: 'tasks-in-list', message, hint: `write \`${key}: tasks\`, or list ids` });
    } else if (target === undefined) {
      // Only a test can need `tasks`, so only there it is suggested.
      reportUnknown(text, at(), entry.kind === 'test' ? ['tasks'] : []);
    } else if (nodes[target]?.entry === entry) {
      const message = `the ${entry.kind} ${showText(entry.id)} needs itself, so it could never start`;
      report({ at: at(), code: 'self-need', message, hint: `remove it from its own \`${key}\`` });
    } else if (known.has(target)) {
      const message = `${showText(text)} is listed twice in \`${key}\``;
      report({ at: at(), severity: 'warning', code: 'duplicate-need', message, hint: 'remove one of the two' });
    } else {
      known.add(target);
    }
  }
  return [...known];
}

function warnOfMissingTrigger(entry: Entry, { source, report }: Checking): void {
  if (entry.kind === 'task' || source.has([...entry.path, 'needs']) || source.has([...entry.path, 'needs-any'])) return;
  report({
    at: source.keyPlace(entry.path),
    severity: 'warning',
    code: 'no-trigger',
    message: `the test ${showText(entry.id)} has no \`needs\`: it is deployed at the start, beside the tasks`,
    hint: 'add `needs:` with the task that triggers it, or `needs: []` if it is meant to start with the mission',
  });
}
