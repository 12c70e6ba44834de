import { inTopologicalOrder } from '../mission/graph/needs-graph.ts';
import type { TaskKind } from '../mission/model/mission.ts';

/** One task as it ran, or as it is predicted to run. Times in milliseconds since the mission's start. */
export interface Span {
  readonly id: string;
  readonly kind: TaskKind;
  readonly needs: readonly string[];
  /** Absent if it never ran: then it takes no time in any baseline. */
  readonly started?: number;
  readonly ended?: number;
}

/** What the dynamic timeline is compared with, in milliseconds. Estimates, because the durations were measured while tasks ran side by side. */
export interface Baselines {
  /** The measured makespan. */
  readonly dynamic: number;
  /** All tasks as they ran, then all tests one after the other. */
  readonly staged: number;
  /** Everything one after the other. */
  readonly serial: number;
  /** The longest chain of needs: no schedule can be shorter. */
  readonly criticalPath: number;
  /** Ids of that chain, first to last. */
  readonly criticalTasks: readonly string[];
  /** Percent of `staged` that `dynamic` saves; negative if it took longer. */
  readonly saved: number;
}

/** `spans` must not contain a cycle. Needs that are not among them are ignored. */
export function baselines(spans: readonly Span[], dynamic: number): Baselines {
  const tasksEnd = spans.reduce((end, span) => (span.kind === 'task' ? Math.max(end, endOf(span)) : end), 0);
  const tests = spans.filter((span) => span.kind === 'test').reduce((sum, span) => sum + duration(span), 0);
  const staged = tasksEnd + tests;
  const path = criticalPath(spans);
  return {
    dynamic,
    staged,
    serial: spans.reduce((sum, span) => sum + duration(span), 0),
    criticalPath: path.length,
    criticalTasks: path.ids,
    saved: staged === 0 ? 0 : (100 * (staged - dynamic)) / staged,
  };
}

/** A task that was skipped has an end, but never ran. */
function endOf(span: Span): number {
  return span.started === undefined ? 0 : (span.ended ?? 0);
}

function duration(span: Span): number {
  return span.started === undefined || span.ended === undefined ? 0 : span.ended - span.started;
}

/** The longest chain of needs that ends with a task, or before it; `last` is absent if there is none. */
interface Chain {
  readonly length: number;
  readonly last?: string;
}

const NO_CHAIN: Chain = { length: 0 };

function criticalPath(spans: readonly Span[]): { length: number; ids: string[] } {
  const upTo = new Map<string, Chain>();
  const before = new Map<string, Chain>();
  // By list: the combinations of a matrix share theirs, which may be thousands of ids long.
  const overLists = new Map<readonly string[], Chain>();
  let longest = NO_CHAIN;
  for (const span of topologicalOrder(spans)) {
    const over = overLists.get(span.needs) ?? longestOver(span.needs, upTo);
    overLists.set(span.needs, over);
    before.set(span.id, over);
    const chain = { length: over.length + duration(span), last: span.id };
    upTo.set(span.id, chain);
    if (chain.length > longest.length) longest = chain;
  }
  const ids: string[] = [];
  for (let id = longest.last; id !== undefined; id = before.get(id)?.last) ids.push(id);
  return { length: longest.length, ids: ids.reverse() };
}

function longestOver(needs: readonly string[], upTo: ReadonlyMap<string, Chain>): Chain {
  let longest = NO_CHAIN;
  for (const need of needs) {
    const chain = upTo.get(need);
    if (chain !== undefined && chain.length > longest.length) longest = chain;
  }
  return longest;
}

function topologicalOrder(spans: readonly Span[]): readonly Span[] {
  const positions = new Map(spans.map(({ id }, position) => [id, position]));
  const known = new Map<readonly string[], readonly number[]>();
  const needs = spans.map((span) => {
    const list = known.get(span.needs) ?? span.needs.flatMap((need) => positions.get(need) ?? []);
    known.set(span.needs, list);
    return list;
  });
  return inTopologicalOrder({ count: spans.length, needs }).flatMap((position) => spans[position] ?? []);
}
