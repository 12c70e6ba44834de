import { needPlace } from './check-needs.ts';
import { type Checking, type Entry, kindOf, textAt } from './checking.ts';
import type { RelatedPlace } from './diagnostic.ts';
import { findCycles, inNeedsOrder, type NeedsGraph } from './needs-graph.ts';
import { showText } from './show-text.ts';

/** A longer path is cut in its middle. */
const LONGEST_PATH = 10;

/** Everything can be triggered: there is no cycle, and no `if-running` that waits for the end of what it supports. */
export function checkTriggers(checking: Checking, graph: NeedsGraph): void {
  for (const cycle of findCycles(graph)) reportCycle(cycle, checking);
  checkDeploy(checking, graph);
}

function reportCycle(cycle: readonly number[], checking: Checking): void {
  const { entries, source, report } = checking;
  const members = cycle.flatMap((position) => entries[position] ?? []);
  const first = members[0];
  if (first === undefined) return;
  const ids = [...members, first].map((entry) => showText(entry.id));
  const shown =
    ids.length <= LONGEST_PATH
      ? ids
      : [...ids.slice(0, LONGEST_PATH - 2), `… ${ids.length - LONGEST_PATH + 1} more …`, ids[ids.length - 1]];
  const related = members.slice(1, LONGEST_PATH).map((entry): RelatedPlace => {
    const next = nextOf(entry, members).id;
    const { line, column } = needPlace(entry, next, source);
    return { line, column, message: `${showText(entry.id)} needs ${showText(next)}` };
  });
  report({
    at: needPlace(first, nextOf(first, members).id, source),
    code: 'cycle',
    message: `the needs form a cycle, so none of them could ever start: ${shown.join(' → ')}`,
    hint: 'remove one of these needs',
    related,
  });
}

function nextOf(entry: Entry, members: readonly Entry[]): Entry {
  return members[(members.indexOf(entry) + 1) % members.length] ?? entry;
}

/** A test that is to be deployed only while the supported task runs. */
interface Conditional {
  readonly position: number;
  readonly supported: number;
}

function checkDeploy(checking: Checking, graph: NeedsGraph): void {
  const { entries, source, report } = checking;
  const positions = new Map(entries.map(({ id }, position) => [id, position]));
  const conditionals: Conditional[] = [];
  for (const [position, { draft, path, id, level }] of entries.entries()) {
    if (draft.deploy !== 'if-running') continue;
    if (draft.supports === undefined) {
      if (source.has([...path, 'supports'])) continue;
      const message = `the ${kindOf(level)} ${showText(id)} is to be deployed \`if-running\`, but supports no task`;
      const hint = 'add `supports:` with the id of the task that must still run';
      report({ at: source.place([...path, 'deploy']), code: 'deploy-without-supports', message, hint });
      continue;
    }
    const supported = positions.get(textAt(source, [...path, 'supports'], draft.supports));
    if (supported !== undefined && supported !== position) conditionals.push({ position, supported });
  }
  const order = conditionals.length === 0 ? [] : inNeedsOrder(graph);
  // 32 at a time, one bit each: one walk over the graph answers for all of them.
  for (let start = 0; start < conditionals.length; start += 32) {
    reportNeverRunning(conditionals.slice(start, start + 32), order, graph, checking);
  }
}

function reportNeverRunning(
  batch: readonly Conditional[],
  order: readonly number[],
  { needs }: NeedsGraph,
  checking: Checking,
): void {
  const after = new Int32Array(needs.length);
  for (const [bit, { supported }] of batch.entries()) after[supported] = (after[supported] ?? 0) | (1 << bit);
  for (const node of order) {
    let bits = after[node] ?? 0;
    for (const need of needs[node] ?? []) bits |= after[need] ?? 0;
    after[node] = bits;
  }
  for (const [bit, { position, supported }] of batch.entries()) {
    const through = needs[position]?.find((need) => ((after[need] ?? 0) & (1 << bit)) !== 0);
    if (through !== undefined) reportNever(position, supported, through, checking);
  }
}

function reportNever(position: number, supported: number, through: number, checking: Checking): void {
  const { entries, source, report } = checking;
  const entry = entries[position];
  const target = entries[supported];
  if (entry === undefined || target === undefined) return;
  const need = entries[through];
  const name = need === undefined ? '`tasks`' : showText(need.id);
  const why =
    need === target
      ? `it needs ${name}`
      : need === undefined
        ? 'it needs all tasks'
        : `it needs ${name}, which comes after ${showText(target.id)}`;
  const { line, column } = needPlace(entry, need?.id ?? 'tasks', source);
  report({
    at: source.place([...entry.path, 'deploy']),
    code: 'never-deployed',
    message: `${showText(entry.id)} can never run: \`if-running\` asks that ${showText(target.id)} still runs, but ${why}`,
    hint: 'remove `deploy: if-running`, or change `needs` or `supports`',
    related: [{ line, column, message: `triggered by ${name}` }],
  });
}
