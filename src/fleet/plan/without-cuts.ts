import type { Mission } from '../../mission/model/mission.ts';

/**
 * The same mission, in which no need may be cut: parts of its plans need nothing of each other, and may be the jobs of one matrix. Each of its
 * plans is also a plan of the mission itself.
 */
export function withoutCuts(mission: Mission): Mission {
  return { ...mission, tasks: mission.tasks.map(({ artifacts: _, ...task }) => task) };
}
