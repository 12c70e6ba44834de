import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { noWaits, type TaskReport } from './run.ts';
import type { ServiceReport } from './service.ts';

/** The report of a task before its first event. */
export function newTask(task: Task): TaskReport {
  return {
    task,
    status: 'pending',
    since: 0,
    attempts: 0,
    attemptList: [],
    waited: noWaits(),
    steps: task.steps.map((step) => ({ ...step, status: 'not-run' })),
    leftovers: [],
    forced: false,
  };
}

export function newService(mission: Mission, service: Service): ServiceReport {
  return { service, users: usersOf(mission, service), status: 'idle', killed: false };
}

export function usersOf(mission: Mission, { id }: Service): string[] {
  return mission.tasks.flatMap((task) => (task.services.includes(id) ? [task.id] : []));
}
