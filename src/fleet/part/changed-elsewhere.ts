import type { Mission } from '../../mission/model/mission.ts';
import type { TaskElsewhere } from '../../schedule/events/elsewhere.ts';

/**
 * Tasks of a part that depend on a task of another part that is not as it was in the earlier attempt of this part: it ran again, or ended
 * otherwise. By id, with the reason as a clause.
 *
 * @param own the tasks of the part, without needs in other parts
 * @param reads ids of the tasks that the expressions of a task read; see `taskReads`
 * @param before what the earlier attempt took over
 * @param now what this attempt takes over
 */
export function tasksAfterChange(
  own: Pick<Mission, 'tasks'>,
  reads: ReadonlyMap<string, Iterable<string>>,
  before: readonly TaskElsewhere[],
  now: readonly TaskElsewhere[],
): ReadonlyMap<string, string> {
  const known = new Map(before.map((task) => [task.id, task]));
  const changed = now.filter((task) => !isSame(known.get(task.id), task));
  const found = new Map<string, string>();
  for (const { id, part, neededBy } of changed) {
    for (const task of neededBy) found.set(task, `it needs ${id}, which part ${part} has not kept`);
  }
  const others = new Map(changed.map(({ id, part }) => [id, part]));
  // Until nothing is added: the order of the file is not that of the needs.
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { id, needs, needsAny, supports } of own.tasks) {
      if (found.has(id)) continue;
      const read = [...(reads.get(id) ?? [])];
      const other = read.find((each) => others.has(each));
      const need = [...needs, ...needsAny, ...(supports === undefined ? [] : [supports]), ...read].find((each) =>
        found.has(each),
      );
      if (other !== undefined) found.set(id, `it reads ${other}, which part ${others.get(other) ?? 0} has not kept`);
      else if (need !== undefined) found.set(id, `it depends on ${need}, which runs again because of another part`);
    }
  }
  return found;
}

/** The same run of the task. A part that was continued keeps the times of what it kept. */
function isSame(before: TaskElsewhere | undefined, now: TaskElsewhere): boolean {
  return (
    before !== undefined &&
    before.status === now.status &&
    before.started === now.started &&
    before.ended === now.ended &&
    JSON.stringify(before.outputs ?? {}) === JSON.stringify(now.outputs ?? {})
  );
}
