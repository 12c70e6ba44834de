/*
 * What the page's script draws from, embedded in the page as JSON. Times are milliseconds since the mission's start with
 * at most one decimal, as in the journal. Texts are sanitized and on one line. An absent key is unknown or does not apply.
 * Entries that exist by the thousand are tuples, because every page carries them.
 *
 * `make-data.ts` makes it from the report: tasks with attempts (`tasks.ts`), waits as segments of time
 * (`wait-segments.ts`), the newest decisions (`decisions.ts`), readings and active workers. `budget.ts` decides what a large
 * mission leaves to the reports of its tasks.
 *
 * Invariants:
 * - Tasks refer to each other by index, which stays valid because no task is ever left out.
 * - The JSON is data in a script element: the page's template escapes it, and the script only ever sets text from it.
 * - The script checks nothing: both are built from the same source and travel in the same file.
 */
import type { Gate, Limits } from '../../../mission/model/mission.ts';
import type { MemoryVerdict, ShownStatus, TaskStatus } from '../../model/run.ts';
import type { ServiceStatus } from '../../model/service.ts';
import type { PageWait } from '../parts/words.ts';

export interface PageData {
  readonly version: 1;
  readonly duration: number;
  /** The longest chain of needs, which no schedule can beat: indexes of tasks, first to last. */
  readonly critical: readonly number[];
  readonly limits: {
    readonly cpu: Limits;
    readonly memory: Limits;
    readonly workers: Limits;
    readonly gate: Gate;
  };
  /** Each resume of the run, in order. */
  readonly resumes: readonly PageResume[];
  /** In the order of the mission file. */
  readonly tasks: readonly PageTask[];
  readonly services: readonly PageService[];
  /** The ledger's newest entries, in order. */
  readonly decisions: readonly PageDecision[];
  /** How many older entries are only in mission.json. */
  readonly olderDecisions: number;
  /** Sentences that `decisions` refer to by index. */
  readonly texts: readonly string[];
  /** Empty if the mission ran on several runners: then each of them has its own. */
  readonly readings: readonly PageReading[];
  /** Absent if the mission ran on one machine. */
  readonly runners?: readonly PageRunner[] | undefined;
  /** Name of the container that the highest reading of memory is of; absent if it is the machine. */
  readonly memoryOf?: string | undefined;
  /** Percent of memory from which on tasks were paused; absent if none was. */
  readonly pausesFrom?: number | undefined;
  /** How many tasks and tests ran from that moment on. */
  readonly active: readonly (readonly [at: number, count: number])[];
}

/**
 * `PageData` before it is written. A function returns the entries of a list, which are made as they are written: all of 10,000 tasks take 10 MB. The
 * lists are read once, in the order of their keys.
 */
export interface PageSource extends Omit<PageData, 'tasks' | 'decisions' | 'texts'> {
  readonly tasks: () => Iterable<PageTask>;
  readonly decisions: () => Iterable<PageDecision>;
  readonly texts: () => Iterable<string>;
}

/** A runner of a mission, by part. */
export interface PageRunner {
  readonly part: number;
  /** Part, label, name of the runner and its size. */
  readonly title: string;
  /** When its part began and ended. */
  readonly from: number;
  readonly to: number;
  readonly readings: readonly PageReading[];
}

export interface PageResume {
  readonly at: number;
  /** Wall-clock time, and how much was kept. */
  readonly text: string;
}

export interface PageTask {
  readonly id: string;
  /** Absent if it equals the id. */
  readonly name?: string | undefined;
  /** Its description. */
  readonly about?: string | undefined;
  readonly kind: 'task' | 'test';
  readonly status: TaskStatus;
  /** The status with attempts and allowed failures; absent if the status alone says it. */
  readonly phrase?: string | undefined;
  /** Why it ended so. */
  readonly why?: string | undefined;
  readonly triggered?: number | undefined;
  /** Index of the need that triggered it. */
  readonly by?: number | undefined;
  readonly attempts: readonly PageAttempt[];
  /** Its launches before a resume that ran it again. */
  readonly earlier?: readonly PageAttempt[] | undefined;
  /** A resume reset it: its trigger, if any, is later than the resume. */
  readonly resumed?: true | undefined;
  /** It had succeeded before the newest resume and was not run again. */
  readonly kept?: true | undefined;
  readonly waits: readonly PageWaiting[];
  /** When it was paused; absent if it was not. */
  readonly pauses?: readonly PagePause[] | undefined;
  /** When it ended, even if it never ran. */
  readonly ended?: number | undefined;
  /** Indexes of the first needs, and how many there are if that is more. */
  readonly needs?: readonly number[] | undefined;
  readonly needCount?: number | undefined;
  readonly supports?: number | undefined;
  readonly locks?: readonly string[] | undefined;
  /** Such as `browsers` or `browsers (2 places)`. */
  readonly pools?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  /** CPU budget. */
  readonly cpus?: number | undefined;
  /** Percent of the machine, declared and measured. */
  readonly load?: number | undefined;
  readonly measured?: number | undefined;
  readonly cpuSeconds?: number | undefined;
  /** What its newest attempt took, and would have taken and used alone on the machine; absent if this was not measured. */
  readonly alone?: PageSolo | undefined;
  /** Bytes, declared and measured peak. */
  readonly memory?: number | undefined;
  readonly peak?: number | undefined;
  readonly expect?: number | undefined;
  /** The usual time with its trend, and what is remarkable about this run. */
  readonly usual?: string | undefined;
  /** What it is expected to use, learned from earlier runs. */
  readonly learned?: string | undefined;
  readonly remarks?: string | undefined;
  /** For a log with a part cut out: how large it is, and how much is missing. */
  readonly log?: string | undefined;
  /** Such as `212, 3 failed`. */
  readonly cases?: string | undefined;
  /** Absent for a task with a single `run`. */
  readonly steps?: readonly PageStep[] | undefined;
  /** Where it works, if that is not the root. */
  readonly workspace?: string | undefined;
  /** The first files that it keeps, as paths below `files/STEM/`, and a phrase with their number and size. */
  readonly files?: PageFiles | undefined;
  /** Why it was launched although the gate was closed, and what would have avoided it. */
  readonly forced?: string | undefined;
  /** Name of its files, if it differs from the id. */
  readonly stem?: string | undefined;
  /** The part in which it ran. */
  readonly part?: number | undefined;
}

export type PageAttempt = readonly [from: number, to: number, status: ShownStatus];

/** Milliseconds, CPUs, the part of `alone` in which it waited for something else than a CPU (0 to 1), and the CPUs of its services. */
export type PageSolo = readonly [ran: number, alone: number, cpus: number, idle: number, services?: number];

/** A time for which it was paused because memory was critical. The decision at its beginning says why. */
export type PagePause = readonly [from: number, to: number];

export type PageWaiting = readonly [from: number, to: number, reason: PageWait];

/** `why`: why it was skipped, or what its failure is besides an exit code. */
export type PageStep = readonly [name: string, status: string, duration: number, why?: string];

export interface PageFiles {
  readonly total: string;
  readonly names: readonly string[];
  /** How many more there are. */
  readonly more?: number | undefined;
  /** What is missing and why. */
  readonly note?: string | undefined;
}

export interface PageService {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: ServiceStatus;
  readonly started?: number | undefined;
  readonly ready?: number | undefined;
  /** Milliseconds of its start that its setup took. */
  readonly setup?: number | undefined;
  readonly failed?: number | undefined;
  readonly ended?: number | undefined;
  readonly why?: string | undefined;
  /** Indexes of the first tasks that list it, and how many there are if that is more. */
  readonly users: readonly number[];
  readonly userCount?: number | undefined;
  readonly cpuSeconds?: number | undefined;
  /** Bytes, measured peak. */
  readonly peak?: number | undefined;
  readonly stem?: string | undefined;
  /** The part in which it ran. */
  readonly part?: number | undefined;
}

/** One entry of the ledger. */
export type PageDecision = readonly [
  at: number,
  task: number,
  /** For a deferral, its reason. */
  verdict: 'admitted' | 'forced' | MemoryVerdict | PageWait,
  checks: number,
  cpu: number | null,
  memory: number | null,
  active: number,
  unseen: number,
  /** Index into `bands`. */
  band: number,
  /** Index into `texts`, or -1. */
  text: number,
  /** Indexes into `texts`: names of the containers that the percentages are of, -1 if it is the machine. Absent if both are. */
  cpuOf?: number,
  memoryOf?: number,
];

/** A reading covers the time since the reading before it. */
export type PageReading = readonly [to: number, cpu: number | null, memory: number | null, band: number];
