import type { AdmissionRules } from '../../mission/model/mission.ts';
import type { WaitReason } from '../../schedule/events/event.ts';
import type { LimitChanges } from '../../simulate/changed-limits.ts';
import type { RunReport } from '../model/run.ts';
import type { Estimate, WhatIf } from './what-if.ts';

export type LimitName = 'cpu' | 'memory' | 'workers' | 'load';

export const LIMIT_NAMES: readonly LimitName[] = ['cpu', 'memory', 'workers', 'load'];

/** One set of limits and its replay. */
export interface SweptRow {
  /** `learned`: the same limits, with the demand that the run has measured. */
  readonly changes: LimitChanges | 'learned';
  readonly estimate: Estimate;
}

/** What lifting one limit alone saves, in milliseconds, and the highest percent of memory that the run would need then. */
export interface LimitCost {
  readonly name: LimitName;
  readonly saved: number;
  readonly memory?: number | undefined;
}

/** What other limits would have changed in a run. */
export interface Sweep {
  readonly rows: readonly SweptRow[];
  /** Milliseconds that each limit cost, the largest first: what lifting it alone saves. */
  readonly costs: readonly LimitCost[];
}

const REASONS: Readonly<Record<LimitName, WaitReason>> = {
  cpu: 'cpu',
  memory: 'memory',
  workers: 'slots',
  load: 'load',
};

/** Percent of the whole run; a smaller share is not worth mentioning. */
const WORTH = 0.5;

export function isWorthAWord(saved: number, { same }: WhatIf): boolean {
  return 100 * saved >= WORTH * same.makespan;
}

/** The limits that held something back. */
export function heldLimits(report: RunReport): readonly LimitName[] {
  const waits = [...report.tasks.values()];
  return LIMIT_NAMES.filter((name) => waits.some(({ waited }) => waited[REASONS[name]] > 0));
}

/** Replays these limits lifted; with `thorough` also at the values that one would try instead. */
export function sweep(what: WhatIf, held: readonly LimitName[], rules: AdmissionRules, thorough: boolean): Sweep {
  const row = (changes: LimitChanges): SweptRow => ({ changes, estimate: what.under(changes) });
  const rows: SweptRow[] = [];
  const costs: LimitCost[] = [];
  for (const name of held) {
    const lifted = row({ [name]: Infinity });
    const saved = what.same.makespan - lifted.estimate.makespan;
    if (lifted.estimate.ended) costs.push({ name, saved, memory: lifted.estimate.highest.memory });
    // If even lifting it saves nothing, other values are of no interest.
    if (thorough && isWorthAWord(saved, what))
      for (const value of othersOf(name, rules)) rows.push(row({ [name]: value }));
    rows.push(lifted);
  }
  if (held.length > 1) rows.push(row(Object.fromEntries(held.map((name) => [name, Infinity]))));
  const learned = thorough ? what.learned() : undefined;
  if (learned !== undefined) rows.push({ changes: 'learned', estimate: learned });
  return { rows, costs: costs.sort((one, other) => other.saved - one.saved) };
}

/** The values that one would try instead, ascending. */
function othersOf(name: LimitName, rules: AdmissionRules): readonly number[] {
  switch (name) {
    case 'cpu':
      return [60, 75, 85, 95].filter((value) => value !== rules.cpu.limit);
    case 'memory':
      return [75, 85, 95].filter((value) => value !== rules.memory.limit);
    case 'workers':
      return [...new Set([0.5, 1.5, 2].map((factor) => Math.ceil(rules.workers.limit * factor)))].filter(
        (value) => value !== rules.workers.limit,
      );
    case 'load':
      return [1.5, 2].map((factor) => Math.round(rules.load * factor));
    default:
      return name satisfies never;
  }
}
