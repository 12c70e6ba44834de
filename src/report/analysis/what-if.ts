import { changedLimits, type LimitChanges } from '../../simulate/changed-limits.ts';
import type { MeasuredRun } from '../../simulate/measured-run.ts';
import { replayer } from '../../simulate/replay.ts';
import { emptyReport, recordEvent } from '../fold/fold.ts';
import { noWaits, type RunReport, type TaskReport } from '../model/run.ts';
import type { Waited } from '../model/waited.ts';
import { waitReasons } from '../words/waits.ts';

/** What a run came to, or would come to; milliseconds and percent. */
export interface Outlook {
  /** Until the last task, test or service has ended. */
  readonly makespan: number;
  /** Of all tasks and tests together. */
  readonly waited: Waited;
  /** Of any window; CPU and memory are absent where they are not known. */
  readonly highest: { readonly cpu?: number; readonly memory?: number; readonly workers: number };
  /** By id. */
  readonly tasks: ReadonlyMap<string, TaskReport>;
}

export interface Estimate extends Outlook {
  /** False when the replay was given up: with these limits the run would not end. */
  readonly ended: boolean;
  /** Ids of those whose time had to be assumed. */
  readonly assumed: readonly string[];
}

export interface WhatIf {
  readonly measured: Outlook;
  /** The same limits, replayed: how far this is off what was measured tells how far the rest can be trusted. */
  readonly same: Estimate;
  under(changes: LimitChanges): Estimate;
}

/** Above this the replay of the same limits is too far off to trust the others; percent. */
export const TRUSTED = 2;

export function whatIf(report: RunReport, run: MeasuredRun): WhatIf {
  const replay = replayer(run);
  const { admission } = run.mission;
  const under = (changes: LimitChanges): Estimate => {
    const { events, ended, highest, assumed } = replay(changedLimits(admission, changes));
    const replayed = emptyReport();
    for (const event of events) recordEvent(replayed, event);
    const whole = outlook(replayed);
    return { ...whole, highest: { ...highest, workers: whole.highest.workers }, ended, assumed };
  };
  return { measured: outlook(report), same: under({}), under };
}

/** By how many percent the replay of the same limits is off what was measured. */
export function offBy({ measured, same }: WhatIf): number {
  return measured.makespan === 0 ? 0 : (100 * (same.makespan - measured.makespan)) / measured.makespan;
}

function outlook(report: RunReport): Outlook {
  const waited = noWaits();
  let makespan = 0;
  for (const task of report.tasks.values()) {
    makespan = Math.max(makespan, task.ended ?? 0);
    for (const reason of waitReasons) waited[reason] += task.waited[reason];
  }
  for (const { ended } of report.services.values()) makespan = Math.max(makespan, ended ?? 0);
  const { cpuTime, memoryTime, maximumCpu, maximumMemory } = report.cpu;
  return {
    makespan,
    waited,
    highest: {
      ...(cpuTime > 0 ? { cpu: maximumCpu } : {}),
      ...(memoryTime > 0 ? { memory: maximumMemory } : {}),
      workers: Math.max(report.load.maximumActive, report.load.active),
    },
    tasks: report.tasks,
  };
}
