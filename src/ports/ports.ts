import type { Service, Task } from '../mission/model/mission.ts';
import type { Event, LeftBehind, Leftover } from '../schedule/events/event.ts';
import type { Reading, TreeUsage } from '../schedule/events/reading.ts';

/** The loop's doors to the world; tests pass fakes. */
export interface Ports {
  readonly clock: Clock;
  readonly processes: Processes;
  readonly sampler: Sampler;
  readonly journal: Journal;
}

/** Monotonic milliseconds since the mission's start, and the one timer that the loop needs. */
export interface Clock {
  now(): number;
  /** Calls back once, not before `at`; replaces an alarm that was set before. `undefined` clears it. */
  alarm(at: number | undefined, ring: () => void): void;
}

/** What a launch needs to know beyond the task itself. */
export interface Launch {
  readonly task: Task;
  readonly attempt: number;
  /** Index into `task.steps`. */
  readonly step: number;
  /** The task's environment with every `${{ }}` evaluated. */
  readonly env: Readonly<Record<string, string>>;
  /** Content of the MISSION_CONTEXT file: what it needs and supports, as JSON text. */
  readonly context: string;
}

export type StepOutcome =
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'spawn-failed'; readonly message: string }
  | {
      readonly type: 'exited';
      readonly exitCode?: number;
      readonly signal?: string;
      readonly outOfMemory?: boolean;
      readonly usage?: TreeUsage;
      readonly leftovers?: readonly Leftover[];
    };

export type ServiceOutcome =
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'ready' }
  /** `running: false` when there is no process; else it goes on until it is stopped. */
  | { readonly type: 'failed'; readonly message: string; readonly running: boolean }
  | {
      readonly type: 'exited';
      readonly exitCode?: number;
      readonly signal?: string;
      readonly usage?: TreeUsage;
      readonly logTail: string;
    };

/** Starts and stops process trees. Never throws; what goes wrong is an outcome. */
export interface Processes {
  /** Calls back with `started` and later `exited`, or with `spawn-failed`; never before it has returned. */
  start(launch: Launch, report: (outcome: StepOutcome) => void): void;
  /** Asks the whole tree of this task to end (TERM). Does nothing when it does not run. */
  terminate(id: string): void;
  /** Kills the whole tree of this task (KILL). Does nothing when it does not run. */
  kill(id: string): void;
  /** Reads what the task left behind, after its last step has exited. Reads tails only, never whole logs. */
  collect(task: Task, attempt: number): LeftBehind;
  /** Starts a service and waits until it is ready; calls back with each outcome, never before it has returned. */
  startService(service: Service, report: (outcome: ServiceOutcome) => void): void;
  /** Asks the whole tree of this service to end (TERM). Does nothing when it does not run. */
  terminateService(id: string): void;
  /** Kills the whole tree of this service (KILL). Does nothing when it does not run. */
  killService(id: string): void;
  /** At the mission's end: finds what escaped its group by its environment mark, kills and names it. */
  sweep(): Promise<readonly Leftover[]>;
}

/** Measures the machine once a window. */
export interface Sampler {
  /** Used percent of the memory at this moment; undefined where only the windows tell. */
  memory(): number | undefined;
  /** Calls back after each whole window until stopped. */
  start(sampled: (reading: Reading) => void): void;
  stop(): void;
}

/** Append-only; `append` returns after the lines are with the operating system. Throws when that fails: nothing may go on. */
export interface Journal {
  append(events: readonly Event[]): void;
  close(): void;
}
