import type { Conditions } from '../schedule/state/state.ts';
import { taskState } from '../schedule/state/state.ts';
import type { MeasuredTask } from './measured/measured-run.ts';

/**
 * Conditions give the result that they gave in the measured run, since their inputs (changed files, outputs) are not part of the
 * record. A task that ran may run again as often as it did. Whether the schedule keeps a task from running is left to the
 * schedule.
 */
export function recordedVerdicts(tasks: ReadonlyMap<string, MeasuredTask>): Conditions {
  return (state, task) => {
    const measured = tasks.get(task.id);
    const current = taskState(state, task.id);
    const attempt = 'attempt' in current ? current.attempt : 1;
    if (measured === undefined || measured.attempts.length >= attempt) return { type: 'run' };
    switch (measured.status) {
      case 'skipped':
        return { type: 'skip', reason: 'as it was' };
      case 'failed':
        // A task that failed without running failed by its condition, or by a service that will fail again.
        if (measured.attempts.length > 0) return { type: 'skip', reason: 'as it was' };
        return task.services.length > 0 ? { type: 'run' } : { type: 'fail', reason: 'as it was' };
      case 'succeeded':
      case 'timed-out':
      case 'cancelled':
      case 'not-needed':
        return { type: 'run' };
      default:
        return measured.status satisfies never;
    }
  };
}
