import type { Gate, Limits } from '../../../mission/model/mission.ts';
import type { TaskStatus } from '../../model/run.ts';
import type { ServiceStatus } from '../../model/service.ts';
import type { PageWait } from '../parts/words.ts';

/**
 * What the page's script draws from, embedded in it as JSON. Times are milliseconds since the mission's start with at
 * most one decimal, as the journal has them,
 * texts are cleaned and on one line. What is absent is not known or does not apply. What there are thousands of is a
 * tuple, because every page carries it.
 */
export interface PageData {
  readonly version: 1;
  readonly duration: number;
  /** The chain of needs that no schedule can be shorter than: indexes of tasks, first to last. */
  readonly critical: readonly number[];
  readonly limits: {
    readonly cpu: Limits;
    readonly memory: Limits;
    readonly workers: Limits;
    readonly gate: Gate;
  };
  /** Each time that the run was taken up again, in order. */
  readonly resumes: readonly PageResume[];
  /** In the mission's order. */
  readonly tasks: readonly PageTask[];
  readonly services: readonly PageService[];
  /** The ledger's newest entries, in order. */
  readonly decisions: readonly PageDecision[];
  /** How many older ones are only in mission.json. */
  readonly olderDecisions: number;
  /** Sentences that decisions refer to. */
  readonly texts: readonly string[];
  readonly readings: readonly PageReading[];
  /** How many ran from that moment on. */
  readonly active: readonly (readonly [at: number, count: number])[];
}

export interface PageResume {
  readonly at: number;
  /** When, and what was kept. */
  readonly text: string;
}

export interface PageTask {
  readonly id: string;
  /** Absent where it says the same as the id. */
  readonly name?: string | undefined;
  /** Its description. */
  readonly about?: string | undefined;
  readonly kind: 'task' | 'test';
  readonly status: TaskStatus;
  /** The status in words, with attempts and allowed failures; absent where the status alone says it. */
  readonly phrase?: string | undefined;
  /** Why it ended so. */
  readonly why?: string | undefined;
  readonly triggered?: number | undefined;
  /** Index of the need that triggered it. */
  readonly by?: number | undefined;
  readonly attempts: readonly PageAttempt[];
  /** Its launches before a resume that ran it again. */
  readonly earlier?: readonly PageAttempt[] | undefined;
  /** It was triggered after a resume, if at all. */
  readonly resumed?: true | undefined;
  /** It had succeeded before the newest resume, which did not run it again. */
  readonly kept?: true | undefined;
  readonly waits: readonly PageWaiting[];
  /** When it ended, also without having run. */
  readonly ended?: number | undefined;
  /** Indexes of the first few needs, and how many there are where that is more. */
  readonly needs?: readonly number[] | undefined;
  readonly needCount?: number | undefined;
  readonly supports?: number | undefined;
  readonly locks?: readonly string[] | undefined;
  readonly services?: readonly string[] | undefined;
  /** Percent of the machine, declared and measured. */
  readonly load?: number | undefined;
  readonly measured?: number | undefined;
  readonly cpuSeconds?: number | undefined;
  /** Bytes, declared and highest. */
  readonly memory?: number | undefined;
  readonly peak?: number | undefined;
  readonly expect?: number | undefined;
  /** What earlier runs let expect, with their trend, and what is remarkable beside them. */
  readonly usual?: string | undefined;
  readonly remarks?: string | undefined;
  /** Of a log from which a part was cut out: how much there is, and how much there is not. */
  readonly log?: string | undefined;
  /** Such as `212, 3 failed`. */
  readonly cases?: string | undefined;
  /** Where it has more than one or they have names. */
  readonly steps?: readonly PageStep[] | undefined;
  /** Launched against a gate that had been closed for too long. */
  readonly forced?: true | undefined;
  /** Name of its files, where it is not its id. */
  readonly stem?: string | undefined;
}

export type PageAttempt = readonly [from: number, to: number, status: TaskStatus];

export type PageWaiting = readonly [from: number, to: number, reason: PageWait];

export type PageStep = readonly [name: string, status: string, duration: number];

export interface PageService {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: ServiceStatus;
  readonly started?: number | undefined;
  readonly ready?: number | undefined;
  readonly failed?: number | undefined;
  readonly ended?: number | undefined;
  readonly why?: string | undefined;
  /** Indexes of the first few tasks that list it, and how many there are where that is more. */
  readonly users: readonly number[];
  readonly userCount?: number | undefined;
  readonly cpuSeconds?: number | undefined;
  /** Bytes at most. */
  readonly peak?: number | undefined;
  readonly stem?: string | undefined;
}

/** One entry of the ledger. */
export type PageDecision = readonly [
  at: number,
  task: number,
  /** `reason` only of a deferral. */
  verdict: 'admitted' | 'forced' | PageWait,
  checks: number,
  cpu: number | null,
  memory: number | null,
  active: number,
  unseen: number,
  /** Index into `bands`. */
  band: number,
  /** Index into `texts`, or -1. */
  text: number,
];

/** What the machine did until then, since the reading before. */
export type PageReading = readonly [to: number, cpu: number | null, memory: number | null, band: number];
