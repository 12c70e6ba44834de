import type { Mission, Task } from '../../mission/model/mission.ts';
import type { Resumed } from '../../schedule/events/opening.ts';
import { newService, newTask, stepsOf, usersOf } from '../model/new.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { settleOpenAttempt } from './attempt.ts';
import { closeDeferral } from './gate.ts';
import { recordOpening } from './opening.ts';
import { setStatus } from './status.ts';

/**
 * A resumed run: a kept task stays as it was reported, every other task is reset except for the list of its launches.
 * Ledger, readings and load continue.
 */
export function recordResumed(report: RunReport, event: Resumed): void {
  report.finished = false;
  delete report.result;
  recordOpening(report, event);
  report.resumes.push({ at: event.at, started: event.started, kept: event.kept.length, again: event.again });
  // The signal that stopped the run earlier is not the cause of its end now.
  for (const { at, signal } of report.interruptions.splice(0)) {
    report.degraded.push({ at, message: `Interrupted: ${signal}` });
  }
  resumeTasks(report, event);
  resumeServices(report, event.mission);
}

function resumeTasks(report: RunReport, event: Resumed): void {
  const kept = new Set(event.kept);
  const before = new Map(report.tasks);
  report.tasks.clear();
  for (const [id, task] of before) {
    if (kept.has(id)) continue;
    closeDeferral(report, task, event.at);
    settleOpenAttempt(task, event.at);
    setStatus(report, task, 'pending', event.at);
    report.counts.pending -= 1;
  }
  for (const task of event.mission.tasks) {
    const old = before.get(task.id);
    if (old !== undefined && kept.has(task.id)) report.tasks.set(task.id, keptTask(old, task));
    else {
      report.tasks.set(task.id, { ...newTask(task), since: event.at, resumed: true, ...earlierOf(old) });
      report.counts.pending += 1;
    }
  }
}

/** Its name may have changed since. */
function keptTask(old: TaskReport, task: Task): TaskReport {
  const now = stepsOf(task);
  const steps = old.steps.map((step, index) => ({ ...step, ...now[index] }));
  return { ...old, task, steps, kept: true };
}

function earlierOf(old: TaskReport | undefined): Pick<TaskReport, 'earlier'> {
  const earlier = [...(old?.earlier ?? []), ...(old?.attemptList ?? [])];
  return earlier.length === 0 ? {} : { earlier };
}

function resumeServices(report: RunReport, mission: Mission): void {
  const before = new Map(report.services);
  report.services.clear();
  for (const service of mission.services) {
    const old = before.get(service.id);
    // A service that was stopped because no task needed it may not be needed again.
    const resumed: ServiceReport =
      old?.status === 'stopped' ? { ...old, service, users: usersOf(mission, service) } : newService(mission, service);
    report.services.set(service.id, resumed);
  }
}
