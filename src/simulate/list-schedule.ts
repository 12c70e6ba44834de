import { append } from '../base/multimap.ts';
import { inTopologicalOrder } from '../mission/graph/needs-graph.ts';
import type { TaskKind } from '../mission/model/mission.ts';
import {
  givePlacesBack,
  type Held,
  missingPool,
  type PoolUser,
  poolDemands,
  takePlaces,
} from '../schedule/pools/held.ts';
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
  readonly profile?: Profile;
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
 */
export function listSchedule(
  jobs: readonly Job[],
  { workers, cpus, foreign, memory: capacity = Infinity, pools }: Hall,
): number {
  const machine = engineFor(jobs, { workers, cpus, foreign });
  const graph = graphOf(jobs);
  const rank = ranksOf(jobs, graph);
  const byId = new Map(jobs.map((job, position) => [job.id, position]));
  const ready = emptyDueTimes<{ at: number; position: number }>();
  const places = pools === undefined ? {} : { pools };
  /** By lock or pool: jobs that wait for it. */
  const behind = new Map<string, number[]>();
  const held: Held = new Map();
  const open = graph.groups.map(({ needs }) => needs.length);
  let active = 0;
  let memory = 0;
  let now = 0;

  const offer = (position: number): void => {
    const at = jobs[position]?.isRunning === true ? -Infinity : (rank[position] ?? 0);
    addDue(ready, { at, position });
  };
  const complete = (position: number): void => {
    for (const group of graph.groupsOf.get(position) ?? []) {
      open[group] = (open[group] ?? 0) - 1;
      if (open[group] === 0) for (const member of graph.groups[group]?.members ?? []) offer(member);
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
      const missing = missingPool(held, places, userOf(job));
      if (missing !== undefined) {
        append(behind, missing.name, next.position);
        continue;
      }
      if (active > 0 && memory + (job.memory ?? 0) > capacity) {
        offer(next.position);
        return;
      }
      takePlaces(held, userOf(job));
      active += 1;
      memory += job.memory ?? 0;
      machine.start(job.id, job.profile, now);
    }
  };
  const end = (id: string): void => {
    const position = byId.get(id) ?? 0;
    machine.end(id, now);
    active -= 1;
    memory = active === 0 ? 0 : memory - (jobs[position]?.memory ?? 0);
    const user = userOf(jobs[position]);
    givePlacesBack(held, user);
    for (const { name } of poolDemands(user)) {
      for (const waiting of behind.get(name) ?? []) offer(waiting);
      behind.delete(name);
    }
    complete(position);
  };

  for (const position of graph.first) offer(position);
  launch();
  for (let next = machine.next(); next !== Infinity; next = machine.next()) {
    now = next;
    for (const id of machine.advance()) end(id);
    launch();
  }
  return TICK * Math.round(now / TICK);
}

/** What runs the jobs. */
interface Engine {
  start(id: string, profile: Profile, now: number): void;
  end(id: string, now: number): void;
  /** When the next job ends; Infinity if none runs. */
  next(): number;
  /** Ids of the jobs that end then. */
  advance(): readonly string[];
}

/** Where even the largest demands fit at once, each job takes what it takes alone: then 100,000 of them need no virtual machine. */
function engineFor(
  jobs: readonly Job[],
  { workers, cpus, foreign }: Pick<Hall, 'workers' | 'cpus' | 'foreign'>,
): Engine {
  let most = 0;
  for (const { profile } of jobs) for (const segment of profile?.segments ?? []) most = Math.max(most, segment.cpus);
  const wanted = most === 0 ? 0 : most * Math.min(workers, jobs.length);
  return wanted + demandWithin(Math.max(foreign.used, foreign.wanted)) <= cpusWithin(cpus)
    ? unshared()
    : shared(cpus, foreign);
}

function unshared(): Engine {
  const ends = emptyDueTimes<{ at: number; id: string }>();
  return {
    start: (id, profile, now) => addDue(ends, { at: now + soloTime(profile), id }),
    end: () => {},
    next: () => nextDue(ends)?.at ?? Infinity,
    advance: () => {
      const ended: string[] = [];
      const now = nextDue(ends)?.at;
      for (let first = nextDue(ends); first !== undefined && first.at === now; first = nextDue(ends)) {
        ended.push(first.id);
        takeDue(ends);
      }
      return ended;
    },
  };
}

function shared(cpus: number, foreign: Foreign): Engine {
  const machine = new VirtualMachine(cpus);
  machine.setForeign(foreign, 0);
  return {
    start: (id, profile, now) => {
      machine.start(id, profile, now);
      machine.runUntil(id, soloTime(profile), now);
    },
    end: (id, now) => machine.remove(id, now),
    next: () => machine.next(),
    advance: () => machine.advance(),
  };
}

/** A job as a user of locks and pools. */
function userOf(job: Job | undefined): PoolUser {
  const { id = '', locks = [], pools } = job ?? {};
  return pools === undefined ? { id, locks } : { id, locks, pools };
}

/** Jobs by position. Those with the same list of needs are one group. */
interface Graph {
  readonly groups: readonly { readonly needs: readonly number[]; readonly members: readonly number[] }[];
  readonly groupsOf: ReadonlyMap<number, readonly number[]>;
  /** Those that need nothing. */
  readonly first: readonly number[];
  readonly needs: readonly (readonly number[])[];
}

function graphOf(jobs: readonly Job[]): Graph {
  const positions = new Map(jobs.map(({ id }, position) => [id, position]));
  const lists = new Map<readonly string[], readonly number[]>();
  const needs = jobs.map((job) => {
    const list = lists.get(job.needs) ?? [...new Set(job.needs)].flatMap((need) => positions.get(need) ?? []);
    lists.set(job.needs, list);
    return list;
  });
  const members = new Map<readonly number[], number[]>();
  for (const [position, list] of needs.entries()) append(members, list, position);
  const groups: { needs: readonly number[]; members: readonly number[] }[] = [];
  const groupsOf = new Map<number, number[]>();
  for (const [list, waiting] of members) {
    if (list.length === 0) continue;
    for (const need of list) append(groupsOf, need, groups.length);
    groups.push({ needs: list, members: waiting });
  }
  return { groups, groupsOf, needs, first: needs.flatMap((list, position) => (list.length === 0 ? [position] : [])) };
}

/** Rank of each job by its longest remaining chain, the longest first, then by position. */
function ranksOf(jobs: readonly Job[], { groups, groupsOf, needs }: Graph): readonly number[] {
  const remaining = jobs.map(() => 0);
  const overGroup = groups.map(() => 0);
  const groupOf = new Map(groups.flatMap(({ members }, group) => members.map((member) => [member, group] as const)));
  const order = inTopologicalOrder({ count: jobs.length, needs });
  for (const position of order.toReversed()) {
    const { profile, expected } = jobs[position] ?? {};
    const after = (groupsOf.get(position) ?? []).reduce((most, group) => Math.max(most, overGroup[group] ?? 0), 0);
    const path = after + (profile === undefined ? 0 : (expected ?? soloTime(profile)));
    remaining[position] = path;
    const group = groupOf.get(position);
    if (group !== undefined) overGroup[group] = Math.max(overGroup[group] ?? 0, path);
  }
  const ranks = jobs.map(() => 0);
  const sorted = jobs.map((_, position) => position);
  sorted.sort((one, other) => (remaining[other] ?? 0) - (remaining[one] ?? 0) || one - other);
  for (const [rank, position] of sorted.entries()) ranks[position] = rank;
  return ranks;
}
