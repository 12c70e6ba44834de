/*
 * `measured/`: what a finished run says about its tasks, its machine and other programs, as far as a replay needs it.
 *
 * Data passes through in this order. `known-readings.ts` and `infer-busy-windows.ts` complete the measuring windows, of which the journal keeps
 * only some; `foreign-load.ts` takes the use of the tasks off them. `slices.ts` cuts each attempt at its measurements, and
 * `within-capacity.ts` moves use within a window where the sum would be more than the machine has. From how long attempts were
 * delayed, `pressures.ts` finds how short of CPU the machine was in each period. With that, `solo-profile.ts` takes the delay out of each attempt,
 * and `foreign-timeline.ts` finds what other programs used and wanted.
 *
 * Invariants:
 * - Calibrated by construction: beside the same tasks and programs as in the run, each attempt takes as long on the virtual machine as it was measured
 *   to take, and its CPU seconds are what they were.
 * - An attempt of an older journal, without a measurement of its delay, takes alone what it took, and wants what it got.
 * - Where tasks were delayed, other programs are elastic: they take what the tasks leave, in proportion.
 *
 * Not here: the virtual machine (`machine/`), and the schedule.
 */
import type { Mission } from '../../mission/model/mission.ts';
import type { EndStatus } from '../../schedule/events/end-status.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { Predictions } from '../../schedule/events/prediction.ts';
import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { SoloUse } from '../../schedule/state/solo-use.ts';

/** What a finished run shows about its tasks, services and machine. Milliseconds since its start. */
export interface MeasuredRun {
  readonly mission: Mission;
  readonly machine: MachineFacts;
  /** Its predictions from earlier runs: launch order depends on them. */
  readonly predictions?: Predictions | undefined;
  /** When it was over. */
  readonly ended: number;
  /** By id. */
  readonly tasks: ReadonlyMap<string, MeasuredTask>;
  /** Only tasks that were started, by id. */
  readonly services: ReadonlyMap<string, MeasuredService>;
  /** Windows in the journal, in order. The longer the run, the more windows it leaves out. */
  readonly readings: readonly MeasuredReading[];
  /** Figures on which the gate decided, in order: they include windows that the journal left out. */
  readonly views: readonly MeasuredView[];
  /** If readings had what the mission itself used: then its views are without tasks that had ended. Absent in older journals. */
  readonly hasOwnUse?: true;
  /** When tasks waited for CPU. */
  readonly heldByCpu: readonly Span[];
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface MeasuredTask {
  /** In order; empty if it never ran. */
  readonly attempts: readonly MeasuredAttempt[];
  /** Launches that were evicted because memory was critical, in order; absent if there were none. A replay does not repeat them. */
  readonly evicted?: readonly MeasuredAttempt[];
  readonly status: EndStatus;
}

export interface MeasuredAttempt {
  readonly started: number;
  readonly ended: number;
  /** When it was paused; absent if it was not. */
  readonly pauses?: readonly Span[];
  readonly end: 'succeeded' | 'failed' | 'out-of-memory' | 'timed-out' | 'not-needed' | 'cancelled';
  /** When it was asked to end; absent if it was not. */
  readonly stopping?: number;
  /** With what its services did for it, in order; empty if no window measured it. */
  readonly use: readonly UsePoint[];
  /** The part of this CPU time that its services used: 0 to 1. Absent for none. */
  readonly served?: number;
  /** What it would have taken and used alone on the machine; absent if it was not measured how long it waited for CPUs. */
  readonly solo?: SoloUse;
  /** Of its process trees, as the exits of its steps state it; absent if it was not measured. */
  readonly usage?: TreeUsage;
}

/** Use of a task up to a moment, since its first attempt. */
export interface UsePoint {
  readonly at: number;
  readonly cpuSeconds: number;
  /** Resident bytes at that moment. */
  readonly memory: number;
  /** Of services: seconds for which their threads waited for a CPU. Absent where it is not measured. */
  readonly waited?: number;
}

export interface MeasuredService {
  readonly started: number;
  readonly ready?: number;
  /** When it could not be used any more; absent if it did not fail. */
  readonly failed?: number;
  readonly stopping?: number;
  readonly ended: number;
}

export interface MeasuredReading {
  readonly from: number;
  readonly to: number;
  /** When the schedule received it. */
  readonly at: number;
  /** Percent; absent if the machine did not provide it. */
  readonly cpu?: number;
  readonly memory?: number;
}

export interface MeasuredView {
  readonly at: number;
  readonly cpu?: number;
  readonly memory?: number;
}
