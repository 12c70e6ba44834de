import { append } from '../base/multimap.ts';
import type { Mission, Task } from '../mission/model/mission.ts';
import { changedKeys, servicesById, taskDefinition } from '../mission/model/task-definition.ts';
import type { Event } from './events/event.ts';
import type { RunAgain } from './events/opening.ts';
import { tasksWithoutWorkspace } from './missing-workspaces.ts';
import { tasksWithoutOutputs } from './redacted-outputs.ts';
import type { State } from './state/state.ts';
import type { TaskState } from './state/task-state.ts';

/** Which tasks a resume keeps, and which it runs, again or for the first time. */
export interface ResumePlan {
  /** In the order of their ends. */
  readonly kept: readonly string[];
  /** In the mission's order. */
  readonly again: readonly RunAgain[];
  /** True if the mission file has a new or changed task. */
  readonly isChanged: boolean;
}

/**
 * Keeps every task that succeeded, if neither its own definition nor that of anything it needs has changed; see
 * `taskDefinition`. A task with `resume: again` is never kept, but that alone repeats nothing that needs it: it restores what others
 * work with, such as the content of a database.
 *
 * @param before the state at the end of the journal
 * @param mission the mission as it is now; like that of `before` as a journal keeps it, without secrets
 * @param succeeded by `succeededIn`
 * @param redacted by `redactedOutputsIn`
 * @param workspaces ids of the tasks whose workspaces are still there
 * @param missing what left files that are not here, by id, with the reason as a clause
 */
export function planResume(
  before: State,
  mission: Mission,
  succeeded: readonly string[],
  redacted: ReadonlyMap<string, readonly string[]> = new Map(),
  workspaces: Pick<ReadonlySet<string>, 'has'> = new Set(),
  missing: ReadonlyMap<string, string> = new Map(),
): ResumePlan {
  const ended = new Set(succeeded);
  const changes = new Map<string, string>();
  const services = { before: servicesById(before.mission), after: servicesById(mission) };
  for (const task of mission.tasks) {
    const old = before.plan.byId.get(task.id);
    if (old === undefined) continue;
    const keys = changedKeys(
      taskDefinition(old, services.before, before.mission.inputs),
      taskDefinition(task, services.after, mission.inputs),
    );
    if (keys.length > 0) changes.set(task.id, `its ${keys.join(', ')} changed in the mission file`);
  }
  spread(mission.tasks, changes);
  const inMission = new Set(mission.tasks.map(({ id }) => id));
  const repeated = new Set(mission.tasks.flatMap(({ id, resume }) => (resume === 'again' ? [id] : [])));
  const unchanged = succeeded.filter(
    (id) => inMission.has(id) && !changes.has(id) && !repeated.has(id) && !missing.has(id),
  );
  const withoutOutputs = tasksWithoutOutputs(mission, new Set(unchanged), redacted);
  const complete = unchanged.filter((id) => !withoutOutputs.has(id));
  const withoutWorkspace = tasksWithoutWorkspace(mission, new Set(complete), workspaces);
  const incomplete = new Map([...missing, ...withoutWorkspace, ...withoutOutputs]);
  const kept = complete.filter((id) => !incomplete.has(id));
  const isKept = new Set(kept);
  const again = mission.tasks.flatMap(({ id }): RunAgain[] => {
    if (isKept.has(id)) return [];
    const change = changes.get(id) ?? incomplete.get(id);
    if (ended.has(id) && change !== undefined) return [{ id, why: change, changed: true }];
    if (ended.has(id) && repeated.has(id)) return [{ id, why: 'it runs again in every resume' }];
    return [{ id, why: change ?? whyAgain(before.tasks.get(id)) }];
  });
  const isChanged = changes.size > 0 || mission.tasks.some(({ id }) => !before.plan.byId.has(id));
  return { kept, again, isChanged };
}

/** Ids of the tasks that succeeded by the end of the journal and still count, in the order of their ends. */
export function succeededIn(events: readonly Event[]): readonly string[] {
  let ids: string[] = [];
  for (const event of events) {
    if (event.type === 'resumed') ids = [...event.kept];
    if (event.type === 'ended' && event.status === 'succeeded') ids.push(event.id);
  }
  return ids;
}

/** A task that needs a changed one, directly or through others, worked with something else: it counts as changed too. */
function spread(tasks: readonly Task[], changes: Map<string, string>): void {
  if (changes.size === 0) return;
  const dependents = new Map<string, string[]>();
  for (const { id, needs, needsAny } of tasks) {
    for (const need of new Set([...needs, ...needsAny])) append(dependents, need, id);
  }
  // A list, not recursion: a chain of 10,000 must not overflow the stack.
  const queue = [...changes.keys()];
  for (const need of queue) {
    for (const id of dependents.get(need) ?? []) {
      if (changes.has(id)) continue;
      changes.set(id, `it needs ${need}, which runs again because of a change`);
      queue.push(id);
    }
  }
}

function whyAgain(task: TaskState | undefined): string {
  switch (task?.phase) {
    case undefined:
      return 'it is new in the mission file';
    case 'pending':
      return 'it had not been launched';
    case 'waiting':
      return task.alone ? 'it was waiting to run alone' : 'it had not been launched';
    case 'running':
    case 'stopping':
      return 'it had not ended';
    case 'backoff':
      return 'it was waiting for another attempt';
    case 'ended':
      return `it ${task.status === 'skipped' || task.status === 'cancelled' || task.status === 'not-needed' ? 'was ' : ''}${task.status.replace('-', ' ')}`;
    default:
      return task satisfies never;
  }
}
