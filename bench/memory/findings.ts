import type { Figure, Finding } from '../figure.ts';
import { spread } from '../statistics.ts';
import type { Contender, Round, Rounds } from './contest.ts';

export interface MemoryGoals {
  /** The contender whose time is the divisor. */
  readonly peer: Contender;
  /** At most this many times the time of the peer. Absent: the ratio is only shown. */
  readonly overPeer?: number;
  /** Whether a pause or an eviction misses the goal. Both are shown in any case. */
  readonly isBendingAMiss?: true;
}

/** Rows for wall times, kills, pauses and evictions, and for the ratio of each mission to the peer. */
export function memoryFindings(rounds: Rounds, { peer, overPeer, isBendingAMiss }: MemoryGoals): readonly Finding[] {
  const all = [...rounds];
  const missions = all.filter(([{ kind }]) => kind === 'mission');
  const own = missions.flatMap(([{ name }, found]) => [
    { ...count(`${name}: killed by the kernel`, found, ({ killed }) => killed), goal: none },
    { ...count(`${name}: pauses`, found, ({ paused }) => paused), ...(isBendingAMiss ? { goal: none } : {}) },
    { ...count(`${name}: evictions`, found, ({ evicted }) => evicted), ...(isBendingAMiss ? { goal: none } : {}) },
  ]);
  const others = all.filter(([{ kind }]) => kind !== 'mission');
  return [
    ...all.map(([{ name }, found]) => wallOf(name, found)),
    ...own,
    ...others.map(([{ name }, found]) => count(`${name}: killed by the kernel`, found, ({ killed }) => killed)),
    ...missions.map(([{ name }, found]) => ratio(`${name}, over ${peer.name}`, found, rounds.get(peer), overPeer)),
  ];
}

const none = { atMost: 0, by: 'maximum' } as const;

function wallOf(name: string, found: readonly Round[]): Finding {
  const reason = found.find((round) => round.reason !== undefined)?.reason;
  if (reason !== undefined) return { name, reason };
  return { name, unit: 's', values: wallsOf(found) };
}

function count(name: string, found: readonly Round[], of: (round: Round) => number): Figure {
  return { name, unit: 'times', values: found.map(of) };
}

/** Over the median of the peer, so that one bad round of it does not help. */
function ratio(name: string, found: readonly Round[], peer: readonly Round[] = [], atMost?: number): Finding {
  const [walls, divisors] = [wallsOf(found), wallsOf(peer)];
  if (walls.length < found.length) return { name, reason: 'does not finish' };
  if (divisors.length === 0) return { name, reason: 'nothing to compare with' };
  const { median } = spread(divisors);
  const goal = atMost === undefined ? {} : { goal: { atMost, by: 'median' } as const };
  return { name, unit: '×', values: walls.map((wall) => wall / median), ...goal };
}

function wallsOf(found: readonly Round[]): readonly number[] {
  return found.flatMap(({ wall }) => (wall === undefined ? [] : [wall]));
}
