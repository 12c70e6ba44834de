import { append } from '../../base/multimap.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import type { ReportedPart } from './reported-part.ts';

/**
 * The mission with the tasks of all parts, in the order of the mission file as far as lines show it; undefined without parts.
 *
 * @param whole the mission, if it is known: then nothing is joined, unless a part has a task that it lacks
 */
export function joinMissions(parts: readonly ReportedPart[], whole: Mission | undefined): Mission | undefined {
  const [first] = parts;
  if (first === undefined) return whole;
  if (whole !== undefined && hasAll(whole, parts)) return whole;
  const tasks = new Map<string, Task>();
  const services = new Map(parts.flatMap(({ report }) => report.mission.services.map((each) => [each.id, each])));
  for (const { report, elsewhere } of parts) {
    const foreign = new Set(elsewhere.map(({ id }) => id));
    const added = new Map<string, string[]>();
    for (const { id, neededBy } of elsewhere) for (const user of neededBy) append(added, user, id);
    for (const task of report.mission.tasks) {
      if (!foreign.has(task.id) && !tasks.has(task.id)) tasks.set(task.id, withNeeds(task, added.get(task.id) ?? []));
    }
  }
  const place = new Map(first.report.included.map(({ path }, index) => [path, index]));
  const file = ({ included }: Task): number => (included === undefined ? -1 : (place.get(included.file) ?? 0));
  const ordered = [...tasks.values()].sort((one, other) => file(one) - file(other) || one.line - other.line);
  return { ...first.report.mission, tasks: ordered, services: [...services.values()] };
}

/** A part runs without needs that have ended elsewhere. */
function withNeeds(task: Task, ids: readonly string[]): Task {
  const known = new Set([...task.needs, ...task.needsAny]);
  const missing = ids.filter((id) => !known.has(id));
  return missing.length === 0 ? task : { ...task, needs: [...task.needs, ...missing] };
}

function hasAll(whole: Mission, parts: readonly ReportedPart[]): boolean {
  const known = new Set(whole.tasks.map(({ id }) => id));
  return parts.every(({ report }) => report.mission.tasks.every(({ id }) => known.has(id)));
}
