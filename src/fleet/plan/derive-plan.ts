import type { Mission } from '../../mission/model/mission.ts';
import type { SafeCuts } from './cut.ts';
import { bondAdvice, bondText } from './explain-cut.ts';
import type { FleetPlan, Part } from './fleet-plan.ts';

/** A part without what follows from the mission. */
export type Assignment = Omit<Part, 'needs'>;

/** Why an assignment is no plan. */
export interface AssignmentProblem {
  /** Number of the part that it is about. */
  readonly part: number;
  readonly message: string;
  readonly hint?: string;
}

export type Derived =
  | { readonly type: 'plan'; readonly plan: FleetPlan }
  | { readonly type: 'refused'; readonly problems: readonly AssignmentProblem[] };

/**
 * The plan in which each part has these tasks, with what the parts need of each other; or why it is not safe.
 *
 * @param assignments each task of the mission in exactly one, numbered from 1 without a gap
 */
export function planOf(mission: Mission, cuts: SafeCuts, assignments: readonly Assignment[]): Derived {
  const partOf = new Map(assignments.flatMap(({ number, tasks }) => tasks.map((id) => [id, number] as const)));
  const problems = [...assignments.flatMap(emptyPart), ...cutBonds(cuts, partOf), ...wrongLabels(mission, assignments)];
  if (problems.length > 0) return { type: 'refused', problems };
  const needs = needsOfParts(cuts, partOf);
  const parts = assignments
    .map((part): Part => ({ ...part, needs: ascending(needs.get(part.number)?.keys() ?? []) }))
    .sort((one, other) => one.number - other.number);
  const late = parts.flatMap(({ number, needs: list }) =>
    list.flatMap((need) => (need > number ? [lateNeed(number, need, needs.get(number)?.get(need))] : [])),
  );
  if (late.length > 0) return { type: 'refused', problems: late };
  return { type: 'plan', plan: { mission: mission.name, parts } };
}

function emptyPart({ number, tasks }: Assignment): readonly AssignmentProblem[] {
  if (tasks.length > 0) return [];
  return [{ part: number, message: `expected part ${number} to have tasks, found none`, hint: 'remove the part' }];
}

/** One problem for each group that is in several parts. */
function cutBonds({ groups }: SafeCuts, partOf: ReadonlyMap<string, number>): readonly AssignmentProblem[] {
  return groups.flatMap(({ bonds }) => {
    const bond = bonds.find(({ from, to }) => partOf.get(from) !== partOf.get(to));
    if (bond === undefined) return [];
    const [part = 0, other] = [partOf.get(bond.from), partOf.get(bond.to)];
    const message = `expected ${bond.from} and ${bond.to} in one part, found them in parts ${part} and ${other}: ${bondText(bond)}`;
    return [{ part, message, hint: bondAdvice(bond) ?? 'put both into one part' }];
  });
}

/** A task without a label runs on any runner. */
function wrongLabels({ tasks }: Mission, assignments: readonly Assignment[]): readonly AssignmentProblem[] {
  const labels = new Map(tasks.map(({ id, runsOn }) => [id, runsOn]));
  return assignments.flatMap(({ number, label, tasks: ids }) => {
    const wrong = ids.find((id) => labels.get(id) !== undefined && labels.get(id) !== label);
    if (wrong === undefined) return [];
    const needed = labels.get(wrong);
    const found = label === undefined ? 'no label' : `the label ${label}`;
    const message = `expected part ${number} to have the label ${needed}, which ${wrong} needs, found ${found}`;
    return [{ part: number, message, hint: `write \`${number} (${needed}): …\`, or move ${wrong} to another part` }];
  });
}

/** By part, the parts that it needs, and an edge that is the reason: the groups that wait and that are needed. */
type NeedsOfParts = ReadonlyMap<number, ReadonlyMap<number, string>>;

function needsOfParts({ groups, waits }: SafeCuts, partOf: ReadonlyMap<string, number>): NeedsOfParts {
  const partOfGroup = groups.map(({ tasks: [first = ''] }) => partOf.get(first) ?? 0);
  const found = new Map<number, Map<number, string>>();
  for (const { needs, members } of waits) {
    const needed = new Map(needs.map((group) => [partOfGroup[group] ?? 0, groups[group]?.tasks[0] ?? '']));
    for (const part of new Set(members.map((group) => partOfGroup[group] ?? 0))) {
      const list = found.get(part) ?? new Map<number, string>();
      found.set(part, list);
      for (const [need, id] of needed) if (need !== part) list.set(need, id);
    }
  }
  return found;
}

function lateNeed(part: number, need: number, id = ''): AssignmentProblem {
  const message = `expected part ${part} to need only parts with lower numbers, found that it needs part ${need}, for example ${id}`;
  return {
    part,
    message,
    hint: `give part ${need} a lower number; if it needs part ${part} too, move tasks between them`,
  };
}

function ascending(numbers: Iterable<number>): readonly number[] {
  return [...numbers].sort((one, other) => one - other);
}
