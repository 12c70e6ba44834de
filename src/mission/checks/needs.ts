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
import type { MatrixTask } from '../matrix/matrix.ts';
import { filledTexts } from '../matrix/text.ts';

const KEYS: readonly NeedsKey[] = ['needs', 'needs-any'];

/** Checks every id in `needs` and `needs-any`, and returns the graph of what waits for what. */
export function checkNeeds(checking: Checking, ids: KnownIds): Waits {
  const { entries } = checking;
  const count = ids.nodes.length;
  const needs = new Array<readonly number[]>(count);
  const needsAny = new Array<readonly number[]>(count);
  const parts: (readonly number[] | undefined)[] = [];
  let next = entries.length;
  for (const [position, entry] of entries.entries()) {
    warnOfMissingTrigger(entry, checking);
    hintAtSingle(entry, checking, ids);
    const first = next;
    next += entry.matrix?.length ?? 0;
    parts.push(entry.matrix?.map((_, index) => first + index));
    for (const key of KEYS) {
      const lists = key === 'needs' ? needs : needsAny;
      const { shared, legs } = targetsOf(entry, key, checking, ids);
      lists[position] = legs === undefined ? shared : union([shared, ...legs]);
      // Combinations share one list, unless a need contains values of the matrix.
      for (let part = first; part < next; part += 1) {
        lists[part] = legs === undefined ? shared : union([shared, legs[part - first] ?? []]);
      }
    }
  }
  const tasks = [...entries.keys()].filter((position) => entries[position]?.kind === 'task');
  return { count, needs: [...needs, tasks, []], needsAny: [...needsAny, [], tasks], parts };
}

function union(lists: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(lists.flat())];
}

/** `needs-any` with a single id means the same as `needs`. */
function hintAtSingle(entry: Entry, { source, report }: Checking, { nodes, find }: KnownIds): void {
  const [item, ...others] = needsOf(entry, source, 'needs-any');
  const [position, ...further] = item === undefined ? [] : find(item.text);
  const target = nodes[position ?? -1];
  if (item === undefined || target === undefined || others.length + further.length > 0) return;
  if (target.id === entry.id || (target.leg === undefined && target.entry.matrix !== undefined)) return;
  const message = `\`needs-any\` of ${showText(entry.id)} lists only ${showText(item.text)}, which is the same as \`needs\``;
  const at = source.place(item.path);
  report({ at, severity: 'hint', code: 'needs-any-single', message, hint: 'write it under `needs`' });
}

/** What an entry waits for. */
interface Targets {
  /** What all its combinations wait for. */
  readonly shared: readonly number[];
  /** What else each combination waits for; undefined if no need contains values of the matrix. */
  readonly legs?: readonly (readonly number[])[];
}

/** One for all that wait for nothing. */
const NO_TARGETS: Targets = { shared: [] };

function targetsOf(entry: Entry, key: NeedsKey, checking: Checking, ids: KnownIds): Targets {
  const items = needsOf(entry, checking.source, key);
  if (items.length === 0) return NO_TARGETS;
  if (!needsAllTasks(items)) return namedTargets(entry, key, items, checking, ids);
  const hub = ids.nodes.length + (key === 'needs' ? 0 : 1);
  if (entry.kind === 'test') return { shared: [hub] };
  const message = `the task ${showText(entry.id)} needs all tasks, which includes itself`;
  const hint = 'name the tasks that it needs, or move it to `tests`';
  checking.report({ at: checking.source.place(items[0]?.path ?? entry.path), code: 'self-need', message, hint });
  return { shared: [] };
}

function namedTargets(entry: Entry, key: NeedsKey, items: readonly Item[], checking: Checking, ids: KnownIds): Targets {
  const { source, report } = checking;
  const shared = new Set<number>();
  const legs = new Map<string, Set<number>>();
  let varied = false;
  for (const item of items) {
    const { text, path } = item;
    // Computed only for a finding: there may be 50,000 needs without one.
    const at = (): Place => source.place(path);
    if (text === 'tasks') {
      const message = '`tasks` means all tasks and cannot be combined with ids in a list';
      report({ at: at(), code: 'tasks-in-list', message, hint: `write \`${key}: tasks\`, or list ids` });
      continue;
    }
    let isWrong = false;
    for (const { text: id, leg } of filledTexts(text, entry.matrix)) {
      varied ||= leg !== undefined;
      const targets = ids.find(id);
      if (isWrong) continue;
      // The first combination with a mistake stands for all.
      isWrong = reportTarget({ entry, key, id, leg, targets, at }, checking, ids);
      if (isWrong) continue;
      const known = leg === undefined ? shared : (legs.get(leg.id) ?? new Set());
      if (leg !== undefined) legs.set(leg.id, known);
      else if (targets.every((target) => known.has(target) && ids.nodes[target]?.entry.matrix?.length !== 0)) {
        const message = `${showText(text)} is listed twice in \`${key}\``;
        report({ at: at(), severity: 'warning', code: 'duplicate-need', message, hint: 'remove one of the two' });
      }
      for (const target of targets) known.add(target);
    }
  }
  if (!varied) return { shared: [...shared] };
  return { shared: [...shared], legs: (entry.matrix ?? []).map(({ id }) => [...(legs.get(id) ?? [])]) };
}

/** One need, with the values of a combination if it contains any. */
interface Need {
  readonly entry: Entry;
  readonly key: NeedsKey;
  readonly id: string;
  readonly leg: MatrixTask | undefined;
  readonly targets: readonly number[];
  readonly at: () => Place;
}

/** Reports a need that names nothing, or the task itself. Returns true if it did. */
function reportTarget({ entry, key, id, leg, targets, at }: Need, { report }: Checking, ids: KnownIds): boolean {
  if (targets.length === 0) {
    // Only a test can need `tasks`, so only there it is suggested.
    const words = entry.kind === 'test' ? ['tasks'] : [];
    ids.reportUnknown(id, at(), leg === undefined ? { words } : { words, leg: leg.id });
    return true;
  }
  // A combination may need another one of the same matrix, but neither itself nor all of them.
  const needsItself = targets.some((position) => {
    const target = ids.nodes[position];
    return target?.entry === entry && (leg === undefined || target.leg === undefined || target.leg === leg);
  });
  if (!needsItself) return false;
  const itself = leg === undefined ? `the ${entry.kind} ${showText(entry.id)}` : showText(leg.id);
  const message = `${itself} needs itself, so it could never start`;
  report({ at: at(), code: 'self-need', message, hint: `remove it from its own \`${key}\`` });
  return true;
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
