import type { Estimate, Parting } from './estimate.ts';
import type { Problem } from './problem.ts';

/** A parting with its estimate. */
export interface Candidate {
  readonly parting: Parting;
  /** Number of parts. None of them is empty. */
  readonly count: number;
  readonly estimate: Estimate;
}

export type Estimator = (parting: Parting, count: number) => Estimate;

/** How many groups of a part are tried, those with the most work first. */
const MOST_TRIED = 12;

/** Moves groups away from the parts that end last, as long as that makes the estimate better. */
export function improve(problem: Problem, estimator: Estimator, start: Candidate, tries: number): Candidate {
  let best = start;
  let left = tries;
  while (left > 0) {
    const current = best;
    const targets = problem.labels.map((_, label) => partsWith(problem, current, label));
    for (const part of current.estimate.critical) {
      for (const moved of movable(problem, current, part)) {
        for (const target of targets[problem.groups[moved[0] ?? 0]?.label ?? 0] ?? []) {
          if (target === part || left <= 0) continue;
          left -= 1;
          const parting = current.parting.slice();
          for (const group of moved) parting[group] = target;
          const estimate = estimator(parting, current.count);
          if (estimate.cost < best.estimate.cost) best = { parting, count: current.count, estimate };
        }
      }
    }
    if (best === current) return best;
  }
  return best;
}

/** Sets of groups that may leave a part: single groups, and groups with everything that waits for them in the part. */
function movable(problem: Problem, { parting }: Candidate, part: number): readonly (readonly number[])[] {
  const members = groupsIn(parting, part);
  if (members.length < 2) return [];
  const sorted = [...members].sort((one, other) => workOf(problem, other) - workOf(problem, one) || one - other);
  const tried = sorted.slice(0, MOST_TRIED);
  const inside = new Set(members);
  const sets = tried.flatMap((group) => {
    const later = followers(problem, group, inside);
    const isProper = later.length > 1 && later.length < members.length;
    return isProper ? [[group], later] : [[group]];
  });
  return sets;
}

function followers({ waits, neededBy }: Problem, group: number, inside: ReadonlySet<number>): readonly number[] {
  const found = new Set([group]);
  // A set may grow while it is walked: what is added is visited too.
  for (const each of found) {
    for (const index of neededBy[each] ?? []) {
      for (const member of waits[index]?.members ?? []) if (inside.has(member)) found.add(member);
    }
  }
  return [...found];
}

function workOf({ groups }: Problem, group: number): number {
  return groups[group]?.time ?? 0;
}

function groupsIn(parting: Parting, part: number): readonly number[] {
  return parting.flatMap((each, group) => (each === part ? [group] : []));
}

function partsWith({ groups }: Problem, { parting }: Candidate, label: number | undefined): readonly number[] {
  const parts = new Set<number>();
  for (const [group, part] of parting.entries()) if (groups[group]?.label === label) parts.add(part);
  return [...parts].sort((one, other) => one - other);
}

/** Partings with one more part: a part of those that end last is divided. */
export function splits(problem: Problem, { parting, count, estimate }: Candidate): readonly Parting[] {
  const position = new Map(problem.order.map((node, index) => [node, index]));
  return estimate.critical.flatMap((part) => {
    const members = [...groupsIn(parting, part)].sort(
      (one, other) => (position.get(one) ?? 0) - (position.get(other) ?? 0),
    );
    if (members.length < 2) return [];
    const heavy = [...members].sort((one, other) => workOf(problem, other) - workOf(problem, one) || one - other);
    const half = heavy.filter((_, index) => index % 4 === 1 || index % 4 === 2);
    const cuts = [...new Set([1, 2, members.length >> 1, members.length - 1])].filter((cut) => cut < members.length);
    const sets = [...cuts.map((cut) => members.slice(cut)), ...heavy.slice(0, 3).map((group) => [group]), half];
    return sets
      .filter(({ length }) => length > 0 && length < members.length)
      .map((moved) => {
        const next = parting.slice();
        for (const group of moved) next[group] = count;
        return next;
      });
  });
}
