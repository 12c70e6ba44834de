import type { Predictions } from '../../schedule/events/prediction.ts';
import { changedLimits, type LimitChanges } from '../../simulate/changed-limits.ts';
import { learnedFrom } from '../../simulate/measured/learn-from-run.ts';
import type { MeasuredRun } from '../../simulate/measured/measured-run.ts';
import { replayer } from '../../simulate/replay.ts';
import { emptyReport, recordEvent } from '../fold/fold.ts';
import { noWaits, type RunReport, type TaskReport } from '../model/run.ts';
import type { Waited } from '../model/waited.ts';
import { waitReasons } from '../words/waits.ts';
import { floorOn } from './figures.ts';

/** The result of a run or of a replay; milliseconds and percent. */
export interface Outlook {
  /** Until the end of the last task, test or service. */
  readonly makespan: number;
  /** Waits of all tasks and tests together. */
  readonly waited: Waited;
  /** The highest of all windows; CPU and memory are absent if unknown. */
  readonly highest: { readonly cpu?: number; readonly memory?: number; readonly workers: number };
  /** By id. */
  readonly tasks: ReadonlyMap<string, TaskReport>;
}

export interface Estimate extends Outlook {
  /** False if the replay was given up: with these limits the run would not end. */
  readonly ended: boolean;
  /** Ids of the tasks whose duration is assumed. */
  readonly assumed: readonly string[];
}

export interface WhatIf {
  readonly measured: Outlook;
  /** The same limits, replayed: its distance from the measured run shows how far the other replays can be trusted. */
  readonly same: Estimate;
  under(changes: LimitChanges): Estimate;
  /** At the same limits, with the demand that this run has measured known from the start; undefined if all of it was known. */
  learned(): Estimate | undefined;
}

/** Percent; above this, the replay of the same limits is too far off to trust the other replays. */
export const TRUSTED = 2;

export function whatIf(report: RunReport, run: MeasuredRun): WhatIf {
  const replay = replayer(run);
  const replayOn = ({ cpus, others }: LimitChanges): typeof replay =>
    cpus === undefined && others === undefined ? replay : replayer(run, { cpus, others });
  const { admission } = run.mission;
  const under = (changes: LimitChanges, predictions?: Predictions): Estimate => {
    const { events, ended, highest, assumed } = replayOn(changes)(changedLimits(admission, changes), predictions);
    const replayed = emptyReport();
    for (const event of events) recordEvent(replayed, event);
    const whole = outlook(replayed);
    // A replay may find CPUs that other programs would have given up, which the floor does not count on.
    const makespan = Math.max(whole.makespan, floorOn(report, changes.cpus));
    return { ...whole, makespan, highest: { ...highest, workers: whole.highest.workers }, ended, assumed };
  };
  const learned = (): Estimate | undefined => {
    const predictions = learnedFrom(run);
    return predictions === undefined ? undefined : under({}, predictions);
  };
  return { measured: outlook(report), same: under({}), under: (changes) => under(changes), learned };
}

/** By how many percent the replay of the same limits is longer than the measured run. */
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
