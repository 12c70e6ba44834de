import type { Mission } from '../../mission/model/mission.ts';
import type { Group, SafeCuts } from '../plan/cut.ts';
import { safeCuts } from '../plan/cut.ts';
import { bondAdvice, bondText } from '../plan/explain-cut.ts';
import type { Problem } from './problem.ts';

/** How many tasks or bonds a sentence lists. */
const LISTED = 3;

/** A group of at least so many tasks is worth an explanation. */
const FEWEST = 2;

/**
 * Sentences about what keeps the mission from being cut further: the bonds of the group that takes the longest, and what to declare. Empty if
 * every task can be on a runner of its own.
 *
 * @param problem with what each group takes; without it, the group with the most tasks is meant
 */
export function holdsTogether(mission: Mission, cuts: SafeCuts, problem?: Problem): readonly string[] {
  const weight = (group: Group, index: number): number => problem?.groups[index]?.alone ?? group.tasks.length;
  let largest: Group | undefined;
  let most = -1;
  for (const [index, group] of cuts.groups.entries()) {
    if (group.tasks.length >= FEWEST && weight(group, index) > most) [largest, most] = [group, weight(group, index)];
  }
  if (largest === undefined) return [];
  return [...undeclared(largest, mission, cuts), ...otherBonds(largest)];
}

/** The tasks of the group that others need and that do not declare what they leave, those that the most tasks need first. */
function undeclared(group: Group, mission: Mission, cuts: SafeCuts): readonly string[] {
  const inside = new Set(group.tasks);
  const users = new Map<string, number>();
  for (const { id, needs } of mission.tasks) {
    if (!inside.has(id)) continue;
    for (const need of needs) users.set(need, (users.get(need) ?? 0) + 1);
  }
  const silent = mission.tasks.filter(({ id, artifacts }) => artifacts === undefined && users.has(id));
  if (silent.length === 0) return [];
  const ids = silent.map(({ id }) => id).sort((one, other) => (users.get(other) ?? 0) - (users.get(one) ?? 0));
  const declared = mission.tasks.map((task) => (task.artifacts === undefined ? { ...task, artifacts: [] } : task));
  const possible = safeCuts({ ...mission, tasks: declared }).groups.length;
  const held = `${group.tasks.length} tasks must be on one runner, because ${silentText(ids)}`;
  if (possible <= cuts.groups.length) return [held];
  const where = ids.length === 1 ? (ids[0] ?? '') : 'all of them';
  return [
    held,
    `With \`artifacts:\` in ${where} (\`artifacts: []\` for a task that leaves no file), the mission could be cut into ${possible} parts instead of ${cuts.groups.length}`,
  ];
}

function silentText(ids: readonly string[]): string {
  if (ids.length === 1) return `${ids[0]} does not declare what it leaves for the tasks that need it`;
  const left = ids.length > LISTED ? `, and ${ids.length - LISTED} more` : '';
  return `these do not declare what they leave for the tasks that need them: ${ids.slice(0, LISTED).join(', ')}${left}`;
}

function otherBonds({ bonds }: Group): readonly string[] {
  const others = bonds.filter(({ kind }) => kind !== 'needs');
  const shown = others.slice(0, LISTED).map((bond) => {
    const advice = bondAdvice(bond);
    return `${bondText(bond)}${advice === undefined ? '' : `: ${advice}`}`;
  });
  return others.length > LISTED ? [...shown, `and ${others.length - LISTED} more bonds`] : shown;
}
