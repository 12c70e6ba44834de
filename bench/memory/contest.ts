/*
 * Contests about memory: several programs do the same work in turns, each inside a control group with a memory limit that is too
 * low for all of the work at once. What counts is the number of processes that the kernel kills, read from the group, and then
 * the time.
 *
 * A workload describes its contenders (`contenders.ts`) and the place in which each of them runs, and gets one `Round` for every
 * run. `findings.ts` turns rounds into rows of the table. The work itself is `programs/hold-memory.mjs`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, run } from '../command.ts';
import { type ControlGroup, makeControlGroup } from '../control-group.ts';
import { countEvents } from '../journal.ts';
import type { Bench } from '../workload.ts';

export interface MemoryContest {
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  /** Makes the place for one run of this contender. Throws if no control group can be made. */
  enter(contender: Contender): Promise<Place>;
}

export interface Contender {
  readonly name: string;
  readonly kind: 'mission' | 'make';
  prepare(folder: string): Command;
  /** A run before the measured one, in the same folder and in a place of the same kind. */
  before?(folder: string): Command;
}

export interface Place {
  readonly group: ControlGroup;
  leave(): Promise<void>;
}

/** What happened in one run. */
export interface Round {
  /** Seconds. Absent if the run failed. */
  readonly wall?: number;
  /** Why there is no wall time. */
  readonly reason?: string;
  /** Number of processes that the kernel killed. */
  readonly killed: number;
  readonly paused: number;
  readonly evicted: number;
}

/** One list for each contender, with one entry for each round. */
export type Rounds = ReadonlyMap<Contender, readonly Round[]>;

/** Seconds. A run that takes longer counts as failed, so that a gate that never opens ends as a figure. */
const LONGEST = 300;

/** A group with this limit in bytes, and nothing else in it. */
export async function aloneIn(memory: number): Promise<Place> {
  const group = makeControlGroup(memory);
  return { group, leave: group.remove };
}

/** Returns the reason if no control group can be made. */
export async function holdContest(contest: MemoryContest, bench: Bench): Promise<Rounds | string> {
  const rounds = new Map<Contender, Round[]>(contest.contenders.map((contender) => [contender, []]));
  for (let index = 0; index < contest.rounds; index++) {
    for (const [contender, found] of rounds) {
      const round = await attempt(contender, contest, bench.newFolder());
      if (typeof round === 'string') return round;
      found.push(round);
    }
  }
  return rounds;
}

async function attempt(contender: Contender, { enter }: MemoryContest, folder: string): Promise<Round | string> {
  if (contender.before !== undefined) {
    const first = await runOnce(contender.before(folder), contender, enter, folder);
    if (typeof first === 'string') return first;
    if (first.reason !== undefined) return { ...first, reason: `its first run ${first.reason}` };
  }
  return runOnce(contender.prepare(folder), contender, enter, folder);
}

async function runOnce(
  command: Command,
  contender: Contender,
  enter: MemoryContest['enter'],
  folder: string,
): Promise<Round | string> {
  let place: Place;
  try {
    place = await enter(contender);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { group } = place;
  try {
    const outcome = await timeOf(group.inside(within(LONGEST, command)), folder);
    const isJournaled = contender.kind === 'mission' && existsSync(join(folder, 'run/events.jsonl'));
    // A run that failed for lack of memory is a result. A command that is wrong is not.
    if (outcome.error !== undefined && group.killed() === 0 && !isJournaled) throw outcome.error;
    return {
      ...(outcome.error === undefined ? { wall: outcome.wall } : { reason: 'does not finish' }),
      killed: group.killed(),
      paused: isJournaled ? countEvents(folder, 'paused') : 0,
      evicted: isJournaled ? countEvents(folder, 'evicted') : 0,
    };
  } finally {
    await place.leave();
  }
}

type Timed = { readonly wall: number; readonly error?: undefined } | { readonly error: Error };

async function timeOf(command: Command, folder: string): Promise<Timed> {
  try {
    return { wall: (await run(command, folder)) / 1000 };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function within(seconds: number, command: Command): Command {
  const rest = [command.program, ...command.arguments];
  return { ...command, program: 'timeout', arguments: ['--kill-after=10', String(seconds), ...rest] };
}
