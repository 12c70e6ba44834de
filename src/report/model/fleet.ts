import type { MissionResult } from '../../schedule/events/event.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { CpuHistory, LoadHistory, ReadingPoint } from './measured.ts';
import type { FleetWait } from './waited.ts';

/** A mission over several runners, merged from the reports of its parts. Times in milliseconds on the clock that all of them share. */
export interface FleetReport {
  /** How many parts the plan has. */
  readonly parts: number;
  /** Those that reported, ascending by part. */
  readonly runners: readonly RunnerReport[];
  /** Parts without a report that counts; the mission has failed if there are any. */
  readonly absent: readonly AbsentPart[];
  /** What was left out of the merge without harm, in sentences. */
  readonly notes: readonly string[];
  /** An estimate: the same work on one runner of the kind of the first part. Absent if a part is absent or did not end. */
  readonly oneRunner?: OneRunner;
}

export interface OneRunner {
  readonly duration: number;
  /** Minutes. */
  readonly billed: number;
}

/** What one runner did: one part. */
export interface RunnerReport {
  /** Number of the part. */
  readonly part: number;
  /** Label in the plan; absent for the default label. */
  readonly label?: string;
  /** Name of the runner; absent if unknown. */
  readonly name?: string;
  readonly machine: MachineFacts;
  /** Attempt of the workflow run, counted from 1. */
  readonly attempt: number;
  /** Absent if the journal was cut short. */
  readonly result?: MissionResult;
  /** Numbers of the parts that it needs. */
  readonly needs: readonly number[];
  /** When the last part that it needs had ended: from then on it waited for a runner. */
  readonly ready: number;
  /** When its newest launch began. */
  readonly at: number;
  readonly ended: number;
  /** Milliseconds by which its clock was moved, so that it begins after the parts that it needs. */
  readonly corrected: number;
  /** Milliseconds that it took to download what it needs, before `at`; absent if it was not measured. */
  readonly download?: number;
  /** Started minutes of its mission, without the set-up of its job. */
  readonly billed: number;
  readonly readings: readonly ReadingPoint[];
  readonly active: LoadHistory['steps'];
  readonly cpu: CpuHistory;
}

/** A part that is not in the merge. */
export interface AbsentPart {
  /** Absent if not even its number can be read. */
  readonly part?: number;
  /** Follows `part 3 of 4`: `did not report`. */
  readonly why: string;
  /** Its tasks as the plan lists them; '' if unknown. */
  readonly tasks: string;
}

export type FleetWaiting = readonly [from: number, until: number, wait: FleetWait];

interface OnRunners {
  readonly fleet?: FleetReport | undefined;
}

/** A task or service. */
interface Ran {
  readonly runner?: number;
}

/** The runner of a task or service; undefined in a run of one machine. */
export function runnerOf({ fleet }: OnRunners, { runner }: Ran): RunnerReport | undefined {
  return runner === undefined ? undefined : fleet?.runners.find(({ part }) => part === runner);
}

/** The machine that a task ran on. */
export function machineOf(report: OnRunners & { readonly machine: MachineFacts }, task: Ran): MachineFacts {
  return runnerOf(report, task)?.machine ?? report.machine;
}

/**
 * What a task of a part waited for between its trigger and the start of the part. A part uploads its artifacts when it ends, so until then
 * its consumers wait for these, and then for a runner.
 */
export function waitsBefore({ needs, ready, at, download = 0 }: RunnerReport, triggered: number): FleetWaiting[] {
  const found = Math.max(ready, at - download);
  const all: readonly FleetWaiting[] = [
    ...(needs.length === 0 ? [] : [[triggered, ready, 'artifacts'] as const]),
    [Math.max(triggered, ready), found, 'runner'],
    [Math.max(triggered, found), at, 'artifacts'],
  ];
  return all.filter(([from, until]) => until > from);
}
