import type { Level } from '../mission/mission.ts';
import { inNeedsOrder } from '../mission/needs-graph.ts';

/** One task as it ran, or as it is predicted to run. Times in milliseconds since the mission's start. */
export interface Span {
  readonly id: string;
  readonly level: Level;
  readonly needs: readonly string[];
  /** Absent when it never ran: then it takes no time in any baseline. */
  readonly started?: number;
  readonly ended?: number;
}

/** What the dynamic timeline is compared with; milliseconds. Estimates: the durations were measured side by side. */
export interface Baselines {
  /** The makespan as it was. */
  readonly dynamic: number;
  /** All tasks as they ran, then all tests one after the other. */
  readonly staged: number;
  /** Everything one after the other. */
  readonly serial: number;
  /** The longest chain of needs: no schedule can be shorter. */
  readonly criticalPath: number;
  /** Ids of that chain, first to last. */
  readonly criticalTasks: readonly string[];
  /** Percent of staged that dynamic saves; negative when it took longer. */
  readonly saved: number;
}

/** `spans` must not hold a cycle; needs that are not among them are ignored. */
export function baselines(spans: readonly Span[], dynamic: number): Baselines {
  const tasksEnd = spans.reduce((end, span) => (span.level === 2 ? Math.max(end, endOf(span)) : end), 0);
  const tests = spans.filter((span) => span.level === 3).reduce((sum, span) => sum + duration(span), 0);
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

function criticalPath(spans: readonly Span[]): { length: number; ids: string[] } {
  const best = new Map<string, { length: number; previous?: string }>();
  for (const span of needsOrder(spans)) {
    let length = 0;
    let previous: string | undefined;
    for (const need of span.needs) {
      const through = best.get(need);
      if (through !== undefined && through.length > length) {
        length = through.length;
        previous = need;
      }
    }
    best.set(span.id, { length: length + duration(span), ...(previous === undefined ? {} : { previous }) });
  }
  let last: string | undefined;
  let length = 0;
  for (const [id, path] of best) {
    if (path.length > length) {
      length = path.length;
      last = id;
    }
  }
  const ids: string[] = [];
  for (let id = last; id !== undefined; id = best.get(id)?.previous) ids.push(id);
  return { length, ids: ids.reverse() };
}

function needsOrder(spans: readonly Span[]): readonly Span[] {
  const positions = new Map(spans.map(({ id }, position) => [id, position]));
  const needs = spans.map((span) => span.needs.flatMap((need) => positions.get(need) ?? []));
  return inNeedsOrder({ count: spans.length, needs }).flatMap((position) => spans[position] ?? []);
}
