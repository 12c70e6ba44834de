import { append } from '../base/multimap.ts';
import type { Positions } from '../mission/graph/positions.ts';
import { remainingChains, type TaskGraph, taskGraphOf } from '../mission/graph/task-graph.ts';
import type { TaskKind } from '../mission/model/mission.ts';
import { givePlacesBack, type Held, missingPool, poolDemands, takePlaces } from '../schedule/pools/held.ts';
import { addDue, emptyDueTimes, nextDue, takeDue } from './machine/due-times.ts';
import type { Foreign } from './machine/pressure.ts';
import { cpusWithin, demandWithin, type Profile, soloTime } from './machine/profile.ts';
import { VirtualMachine } from './machine/virtual-machine.ts';

/** A task that ran, or is predicted to run: all its attempts as one. */
export interface Job {
  readonly id: string;
  readonly kind: TaskKind;
  readonly needs: readonly string[];
  readonly locks: readonly string[];
  /** By pool: how many places it takes. Absent for none. */
  readonly pools?: Readonly<Record<string, number>> | undefined;
  /** Bytes at its peak; absent if unknown. */
  readonly memory?: number | undefined;
  /** Absent if it never ran: then it takes no time. */
  readonly profile?: Profile | undefined;
  /** Milliseconds that it was expected to take, which decide the order of launches; absent: those that it takes. */
  readonly expected?: number | undefined;
  /** It runs already, so it starts before everything else. */
  readonly isRunning?: true;
}

/** What jobs run on. */
export interface Hall {
  readonly workers: number;
  readonly cpus: number;
  readonly foreign: Foreign;
  /** Bytes for all that runs at once; absent if unknown. A job that does not fit waits, because on a real machine it would be killed. */
  readonly memory?: number;
  /** By pool: how many places it has. */
  readonly pools?: Readonly<Record<string, number>> | undefined;
}

/** Milliseconds; sums in another order must not differ. */
export const TICK = 1e-3;

/**
 * How long these jobs take on the virtual machine if each starts as soon as its needs have ended, its locks and the places that it takes are free, and a worker is. Of those
 * that may start, the one with the longest expected remaining chain is the first. Needs that are not among them are ignored; there must not be a cycle.
 *
 * @param graph that of these jobs
 */
export function listSchedule(
  jobs: readonly Job[],
  { workers, cpus, foreign, memory: capacity = Infinity, pools }: Hall,
  graph = taskGraphOf(jobs),
): number {
  const machine = engineFor(jobs, graph, { workers, cpus, foreign });
  const { groups, groupOf, waiting } = graph;
  const rank = ranksOf(jobs, graph);
  const ready = emptyDueTimes<{ at: number; position: number }>();
  const places = pools === undefined ? {} : { pools };
  /** By lock or pool: jobs that wait for it. */
  const behind = new Map<string, number[]>();
  const held: Held = new Map();
  const open = Int32Array.from(groups, ({ needs }) => needs.length);
  let active = 0;
  let memory = 0;
  let now = 0;

  const offer = (position: number): void => {
    const at = jobs[position]?.isRunning === true ? -Infinity : (rank[position] ?? 0);
    addDue(ready, { at, position });
  };
  const complete = (position: number): void => {
    for (let at = waiting.first(position); at < waiting.end(position); at += 1) {
      const group = waiting.at(at);
      open[group] = (open[group] ?? 0) - 1;
      if (open[group] === 0) for (const member of groups[group]?.members ?? []) offer(member);
    }
  };
  const launch = (): void => {
    while (active < workers) {
      const next = takeDue(ready);
      if (next === undefined) return;
      const job = jobs[next.position];
      if (job?.profile === undefined) {
        complete(next.position);
        continue;
      }
      const missing = missingPool(held, places, job);
      if (missing !== undefined) {
        append(behind, missing.name, next.position);
        continue;
      }
      if (active > 0 && memory + (job.memory ?? 0) > capacity) {
        offer(next.position);
        return;
      }
      takePlaces(held, job);
      active += 1;
      memory += job.memory ?? 0;
      machine.start(next.position, job.profile, now);
    }
  };
  const end = (position: number): void => {
    machine.end(position, now);
    active -= 1;
    const job = jobs[position];
    memory = active === 0 ? 0 : memory - (job?.memory ?? 0);
    if (job !== undefined) {
      givePlacesBack(held, job);
      for (const { name } of poolDemands(job)) {
        for (const each of behind.get(name) ?? []) offer(each);
        behind.delete(name);
      }
    }
    complete(position);
  };

  for (let position = 0; position < groupOf.length; position += 1) {
    const group = groupOf[position] ?? -1;
    if (group < 0 || open[group] === 0) offer(position);
  }
  launch();
  for (let next = machine.next(); next !== Infinity; next = machine.next()) {
    now = next;
    for (const position of machine.advance()) end(position);
    launch();
  }
  return TICK * Math.round(now / TICK);
}

/** What runs the jobs. Each is named by its position. */
interface Engine {
  start(position: number, profile: Profile, now: number): void;
  end(position: number, now: number): void;
  /** When the next job ends; Infinity if none runs. */
  next(): number;
  /** The jobs that end then. */
  advance(): readonly number[];
}

/** Where even the largest demands fit at once, each job takes what it takes alone: then 100,000 of them need no virtual machine. */
function engineFor(
  jobs: readonly Job[],
  { positions }: TaskGraph,
  { workers, cpus, foreign }: Pick<Hall, 'workers' | 'cpus' | 'foreign'>,
): Engine {
  let most = 0;
  for (const { profile } of jobs) for (const segment of profile?.segments ?? []) most = Math.max(most, segment.cpus);
  const wanted = most === 0 ? 0 : most * Math.min(workers, jobs.length);
  return wanted + demandWithin(Math.max(foreign.used, foreign.wanted)) <= cpusWithin(cpus)
    ? unshared()
    : shared(cpus, foreign, positions);
}

function unshared(): Engine {
  const ends = emptyDueTimes<{ at: number; position: number }>();
  return {
    start: (position, profile, now) => addDue(ends, { at: now + soloTime(profile), position }),
    end: () => {},
    next: () => nextDue(ends)?.at ?? Infinity,
    advance: () => {
      const ended: number[] = [];
      const now = nextDue(ends)?.at;
      for (let first = nextDue(ends); first !== undefined && first.at === now; first = nextDue(ends)) {
        ended.push(first.position);
        takeDue(ends);
      }
      return ended;
    },
  };
}

function shared(cpus: number, foreign: Foreign, positions: Positions): Engine {
  const machine = new VirtualMachine(cpus);
  machine.setForeign(foreign, 0);
  return {
    start: (position, profile, now) => {
      const id = positions.idAt(position);
      machine.forget(now);
      machine.start(id, profile, now);
      machine.runUntil(id, soloTime(profile), now);
    },
    end: (position, now) => machine.remove(positions.idAt(position), now),
    next: () => machine.next(),
    advance: () => machine.advance().map((id) => positions.of(id)),
  };
}

/** Rank of each job by its longest remaining chain, the longest first, then by position. */
function ranksOf(jobs: readonly Job[], graph: TaskGraph): Int32Array {
  const remaining = remainingChains(graph, (position) => {
    const { profile, expected } = jobs[position] ?? {};
    return profile === undefined ? 0 : (expected ?? soloTime(profile));
  });
  // An array of numbers, not one of integers: most files list tasks nearly in this order, and only the former are sorted faster then.
  const sorted = Array.from(jobs.keys());
  sorted.sort((one, other) => (remaining[other] ?? 0) - (remaining[one] ?? 0) || one - other);
  const ranks = new Int32Array(jobs.length);
  for (let rank = 0; rank < sorted.length; rank += 1) ranks[sorted[rank] ?? 0] = rank;
  return ranks;
}
