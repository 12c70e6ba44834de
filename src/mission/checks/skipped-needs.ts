import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, itemsAt } from '../entries/checking.ts';
import type { Named } from '../graph/find-tasks.ts';
import type { KnownIds } from '../graph/known-ids.ts';
import { inTopologicalOrder } from '../graph/needs-graph.ts';
import { needPlace, needsAllTasks, needsOf } from '../graph/needs-of.ts';
import { needsGraphOf, type Waits } from '../graph/waits.ts';

/** Why a node may be skipped: no changed file matches the `paths` of this entry, which may be a need further up. */
interface Skip {
  readonly entry: Entry;
  /** The patterns as one text, to compare them. */
  readonly patterns: string;
}

/** What is known of a list of needs. */
interface Skips {
  /** The first need that `paths` may skip, as a node. */
  readonly need?: number;
  readonly skip?: Skip;
  /** True if other needs run when that one is skipped. */
  readonly isMixed: boolean;
}

/**
 * Reports a task without `if` that is silently skipped because `paths` skip one of its needs, although its other needs run.
 * If all its needs have the same `paths`, they are skipped together, which is what the user wants. Requires needs without a
 * cycle.
 */
export function checkSkippedNeeds(checking: Checking, waits: Waits, ids: KnownIds): void {
  const { entries, entriesWith } = checking;
  if (entriesWith('paths').length === 0) return;
  const patterns = new Map(entries.map((entry) => [entry, patternsOf(entry, checking)]));
  if ([...patterns.values()].every((text) => text === '')) return;
  const skips: (Skip | undefined)[] = [];
  let ofAllTasks: Skips | undefined;
  const skipsOf = (entry: Entry, needs: readonly number[]): Skips => {
    const fine = finePositions(entry, checking, ids);
    if (needs[0] !== waits.count) return skipsIn(needs, (need) => (fine.has(need) ? undefined : skips[need]));
    if (fine.has('tasks')) return { isMixed: false };
    // All tests with `needs: tasks` share this list.
    ofAllTasks ??= skipsIn(waits.needs[waits.count] ?? [], (need) => skips[need]);
    return ofAllTasks;
  };
  for (const node of inTopologicalOrder(needsGraphOf(waits))) {
    const entry = ids.nodes[node]?.entry;
    if (entry === undefined) continue;
    const own = patterns.get(entry) ?? '';
    if (own !== '') skips[node] = { entry, patterns: own };
    if (entry.draft.if !== undefined) continue;
    const { need, skip, isMixed } = skipsOf(entry, waits.needs[node] ?? []);
    if (need === undefined || skip === undefined || skip.patterns === own) continue;
    if (!isMixed) skips[node] ??= skip;
    else if (node < entries.length) reportSkip(entry, ids.nodes[need], skip, checking, ids);
  }
}

/** The needs with `skipped: ok`, as nodes, or the word `tasks`. */
function finePositions(entry: Entry, { source }: Checking, ids: KnownIds): ReadonlySet<number | 'tasks'> {
  const fine = needsOf(entry, source).filter(({ skippedOk }) => skippedOk === true);
  return new Set(
    fine.flatMap(({ text }): readonly (number | 'tasks')[] => (text === 'tasks' ? ['tasks'] : ids.find(text))),
  );
}

function skipsIn(needs: readonly number[], skipOf: (need: number) => Skip | undefined): Skips {
  const need = needs.find((node) => skipOf(node) !== undefined);
  const skip = need === undefined ? undefined : skipOf(need);
  if (need === undefined || skip === undefined) return { isMixed: false };
  return { need, skip, isMixed: needs.some((node) => skipOf(node)?.patterns !== skip.patterns) };
}

function patternsOf({ path, draft }: Entry, { source }: Checking): string {
  return itemsAt(source, [...path, 'paths'], draft.paths)
    .map(({ text }) => text)
    .join('\n');
}

function reportSkip(
  entry: Entry,
  need: Named | undefined,
  { entry: origin }: Skip,
  { source, report }: Checking,
  ids: KnownIds,
): void {
  const { line, column, file } = source.keyPlace([...origin.path, 'paths']);
  const written = needsAllTasks(needsOf(entry, source)) ? 'tasks' : (need?.id ?? '');
  report({
    at: needPlace({ entry }, need, source, ids),
    // Nothing else shows that a test did not run.
    ...(entry.kind === 'test'
      ? { severity: 'warning', code: 'skipped-test' }
      : { severity: 'hint', code: 'skipped-need' }),
    message: `${showText(entry.id)} is skipped whenever its need ${showText(need?.id ?? '')} is, which happens if no changed file matches the \`paths\` of ${showText(origin.id)}`,
    hint: `write \`{ id: ${written}, skipped: ok }\` in \`needs\` to run it all the same, unless something failed`,
    related: [{ line, column, file, message: `the \`paths\` of ${showText(origin.id)}` }],
  });
}
