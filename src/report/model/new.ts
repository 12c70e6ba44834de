import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { allSteps, isFinally } from '../../mission/model/steps.ts';
import { noWaits, type StepReport, type TaskReport } from './run.ts';
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
    steps: stepsOf(task).map((step) => ({ ...step, status: 'not-run' })),
    leftovers: [],
    forced: false,
  };
}

/** What a report keeps of the steps of a task. */
export function stepsOf(task: Task): readonly Pick<StepReport, 'name' | 'run' | 'finally'>[] {
  return allSteps(task).map(({ name, run }, index) => ({
    ...(name === undefined ? {} : { name }),
    run,
    ...(isFinally(task, index) ? { finally: true as const } : {}),
  }));
}

export function newService(mission: Mission, service: Service): ServiceReport {
  return { service, users: usersOf(mission, service), status: 'idle', killed: false };
}

export function usersOf(mission: Mission, { id }: Service): string[] {
  return mission.tasks.flatMap((task) => (task.services.includes(id) ? [task.id] : []));
}
