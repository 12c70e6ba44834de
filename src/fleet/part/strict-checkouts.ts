import type { Mission, Task } from '../../mission/model/mission.ts';
import { withNeeds } from '../../mission/selection/reach.ts';
import { safeCuts } from '../plan/cut.ts';

/** Tasks that must be on one runner, and that need tasks that may be on another one: they share a checkout of their own. */
export interface StrictCheckout {
  /** Ids, at least one, in the file's order. */
  readonly tasks: readonly string[];
  /** By id of one of them: ids of the tasks outside that it needs, over any number of steps. Only their declared files are there. */
  readonly producers: ReadonlyMap<string, readonly string[]>;
}

export interface StrictMission {
  /** The mission in which these tasks do not work in the root. */
  readonly mission: Mission;
  readonly checkouts: readonly StrictCheckout[];
}

/** What each task would find if every need that may be cut was cut. Tasks with a workspace of their own stay as they are. */
export function strictMission(mission: Mission): StrictMission {
  const byId = new Map(mission.tasks.map((task) => [task.id, task]));
  const checkouts = safeCuts(mission).groups.flatMap(({ tasks: ids }): readonly StrictCheckout[] => {
    const inGroup = new Set(ids);
    const own = ids.filter((id) => byId.get(id)?.workspace === undefined);
    const producers = new Map(
      own.map((id) => [
        id,
        [...withNeeds(new Set([id]), mission.tasks, new Set())].filter((need) => !inGroup.has(need)),
      ]),
    );
    return [...producers.values()].some((needs) => needs.length > 0) ? [{ tasks: own, producers }] : [];
  });
  const strict = new Set(checkouts.flatMap(({ tasks }) => tasks));
  const tasks = mission.tasks.map((task): Task => (strict.has(task.id) ? { ...task, workspace: 'own' } : task));
  return { mission: { ...mission, tasks }, checkouts };
}
