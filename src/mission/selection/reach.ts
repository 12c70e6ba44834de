import { append } from '../../base/multimap.ts';
import type { Task } from '../model/mission.ts';

/** Adds everything that the chosen tasks need, in `needs` and `needs-any`, over any number of steps. Never a refused task, nor what only that needs. */
export function withNeeds(
  chosen: ReadonlySet<string>,
  tasks: readonly Task[],
  refused: ReadonlySet<string>,
): Set<string> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return reached(chosen, refused, (id) => {
    const task = byId.get(id);
    return task === undefined ? [] : [task.needs, task.needsAny];
  });
}

/** Adds everything that needs one of the chosen tasks, over any number of steps. Never a refused task, nor what only follows it. */
export function withDependents(
  chosen: ReadonlySet<string>,
  tasks: readonly Task[],
  refused: ReadonlySet<string>,
): Set<string> {
  // By list, because thousands of tests may share one list of thousands of needs.
  const holders = new Map<readonly string[], string[]>();
  for (const { id, needs, needsAny } of tasks) {
    for (const list of new Set([needs, needsAny])) append(holders, list, id);
  }
  const dependents = new Map<string, string[][]>();
  for (const [list, ids] of holders) for (const need of list) append(dependents, need, ids);
  return reached(chosen, refused, (id) => dependents.get(id) ?? []);
}

/** Everything that can be reached from the chosen ids. Each list of `next` is walked once. */
function reached(
  chosen: ReadonlySet<string>,
  refused: ReadonlySet<string>,
  next: (id: string) => readonly (readonly string[])[],
): Set<string> {
  const found = new Set(chosen);
  const walked = new Set<readonly string[]>();
  for (const id of found) {
    for (const list of next(id)) {
      if (walked.has(list)) continue;
      walked.add(list);
      // A set may grow while it is walked: what is added is visited too.
      for (const reachedId of list) if (!refused.has(reachedId)) found.add(reachedId);
    }
  }
  return found;
}
