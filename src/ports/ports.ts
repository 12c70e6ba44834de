/*
 * This folder has the types of everything that the loop needs from outside: a clock, processes, measurements, a journal.
 * `run/loop.ts` is written against these interfaces; `machine`, `process` and `run` implement them, and tests pass fakes, so
 * that a whole run can be tested without a process or a timer.
 *
 * - The loop calls `start` and similar methods; answers arrive later through the callback that it passed, never before the
 *   method has returned. So a transition is never entered while another one is in progress.
 * - Expected failures are outcomes. Only `Journal` throws: without a journal the run must not go on.
 * - Times are monotonic milliseconds since the mission's start.
 *
 * Not here: files, folders and documents, which only `run` knows, and anything about the terminal or GitHub.
 */
import type { Service, Task } from '../mission/model/mission.ts';
import type { Event, LeftBehind, Leftover, WorkspaceMade } from '../schedule/events/event.ts';
import type { MemoryNow, Reading, TreeUsage } from '../schedule/events/reading.ts';
import type { SetupLog } from '../schedule/events/service.ts';
import type { StepVariables } from '../schedule/events/step.ts';

/** Everything that the loop needs from outside. */
export interface Ports {
  readonly clock: Clock;
  readonly processes: Processes;
  readonly sampler: Sampler;
  readonly journal: Journal;
}

/** Monotonic time, and the one timer that the loop needs. */
export interface Clock {
  now(): number;
  /** Calls back once, not before `at`. Replaces an earlier alarm; `undefined` clears it. */
  alarm(at: number | undefined, ring: () => void): void;
}

/** A step to start, with everything that is not in the task itself. */
export interface Launch {
  readonly task: Task;
  readonly attempt: number;
  /** Index into the task's steps, its `finally` steps included. */
  readonly step: number;
  /** True if no step of the attempt was started before it: its files begin empty. Absent: true for step 0. */
  readonly isFirst?: boolean;
  /** How often the task has been evicted before; absent for never. */
  readonly evictions?: number;
  /** The environment of the task and of the step, and what earlier steps have set, with every `${{ }}` evaluated. */
  readonly env: Readonly<Record<string, string>>;
  /** Folders that earlier steps have put before those of PATH; absent for none. */
  readonly path?: readonly string[];
  /** True if this exit ends the steps of the attempt, so that its results are read. Absent: if it failed, or was the last one. */
  readonly endsSteps?: (exit: StepExit) => boolean;
  /** Content of the MISSION_CONTEXT file: what it needs and supports, as JSON text. */
  readonly context: string;
}

/** How a step ended, as far as it decides what follows. */
export interface StepExit {
  readonly exitCode?: number;
  readonly variables?: StepVariables;
  readonly variablesRejected?: string;
}

export type StepOutcome =
  | { readonly type: 'started'; readonly pid: number; readonly workspace?: WorkspaceMade }
  | { readonly type: 'spawn-failed'; readonly message: string }
  | {
      readonly type: 'exited';
      readonly exitCode?: number;
      readonly signal?: string;
      readonly outOfMemory?: boolean;
      readonly maybeOutOfMemory?: boolean;
      readonly usage?: TreeUsage;
      readonly leftovers?: readonly Leftover[];
      readonly variables?: StepVariables;
      readonly variablesRejected?: string;
    };

export type ServiceOutcome =
  | { readonly type: 'started'; readonly pid: number }
  /** `setup`: milliseconds that its setup took; absent without one. */
  | { readonly type: 'ready'; readonly setup?: number }
  /** `running: false` if there is no process. Otherwise the process runs until it is stopped. */
  | {
      readonly type: 'failed';
      readonly message: string;
      readonly running: boolean;
      /** Redacted. */
      readonly setupLog?: SetupLog;
    }
  | {
      readonly type: 'exited';
      readonly exitCode?: number;
      readonly signal?: string;
      readonly usage?: TreeUsage;
      readonly logTail: string;
    };

/** Starts and stops process trees. Never throws: a failure is an outcome. */
export interface Processes {
  /** Calls back with `started` and later `exited`, or with `spawn-failed`; never before it has returned. */
  start(launch: Launch, report: (outcome: StepOutcome) => void): void;
  /** Asks the whole tree of this task to end (TERM). Does nothing if it does not run. */
  terminate(id: string): void;
  /** Kills the whole tree of this task (KILL). Does nothing if it does not run. */
  kill(id: string): void;
  /** Stops the whole tree of this task for a while (STOP): it keeps its memory. Does nothing if it does not run, or on Windows. */
  pause(id: string): void;
  /** Lets the paused tree of this task go on (CONT). Does nothing if it is not paused. */
  continue(id: string): void;
  /** Reads what an attempt left behind, after its last step has exited. Reads tails only, never whole logs. */
  collect(task: Task, attempt: number): LeftBehind;
  /** Reads its log and its report again, after a `finally` step, with its artifacts as they are now. */
  collectLog(task: Task, attempt: number): LeftBehind;
  /** Starts a service and waits until it is ready; calls back with each outcome, never before it has returned. */
  startService(service: Service, report: (outcome: ServiceOutcome) => void): void;
  /** Asks the whole tree of this service to end (TERM). Does nothing if it does not run. */
  terminateService(id: string): void;
  /** Kills the whole tree of this service (KILL). Does nothing if it does not run. */
  killService(id: string): void;
  /** Notes that a task has ended for good: files that only it used can be removed. */
  release(id: string): void;
  /** At the end of the mission: finds processes that left their group by the mark in their environment, kills and returns them. */
  sweep(): Promise<readonly Leftover[]>;
}

/** Measures the machine, one window after another. */
export interface Sampler {
  /** The memory in use at this moment; undefined if only whole windows are measured. */
  memory(): MemoryNow | undefined;
  /** Calls back after each whole window until stopped. */
  start(sampled: (reading: Reading) => void): void;
  /**
   * Ends the window in progress now, and the next one after `within` milliseconds. Then windows have their usual length again. If
   * the window in progress is too short to be measured, it continues, and ends `within` milliseconds after its start. Its reading
   * arrives later, never before this method has returned. Does nothing before the start and after the stop.
   */
  measure(within: number): void;
  /**
   * Something has happened in the run at this time. If the window in progress is longer than usual because the machine rested, and has already taken
   * longer than usual, it ends at this time, and its reading arrives before this method returns. Otherwise it becomes as short as usual.
   */
  endRest(at: number): void;
  stop(): void;
}

/** Append-only. `append` returns once the operating system has the lines. It throws if that fails, and then the run must end. */
export interface Journal {
  append(events: readonly Event[]): void;
  close(): void;
}
