import { hasFinally } from '../../mission/model/steps.ts';
import type { Stopping } from '../events/event.ts';
import type { Interrupted, Killing } from '../events/short.ts';
import { withoutPause } from './apply-pause.ts';
import { EVICTION_GRACE, GRACE, type State, shortGrace, taskOf, taskState } from './state.ts';

/** Records that a task was asked to end, and when its process tree is killed. */
export function applyStopping(state: State, event: Stopping): void {
  const before = taskState(state, event.id);
  if (before.phase !== 'running') return;
  const task = withoutPause(before, event.at);
  state.paused.delete(event.id);
  state.tasks.set(event.id, {
    phase: 'stopping',
    attempt: task.attempt,
    step: task.step,
    launched: task.launched,
    first: task.first,
    ...(task.anyBy === undefined ? {} : { anyBy: task.anyBy }),
    cause: event.cause,
    ...(event.pressure === undefined ? {} : { pressure: event.pressure }),
    killAt: event.at + graceOf(state, event, task.finishing !== undefined),
    killed: false,
    progress: task.progress,
    ...(task.finishing === undefined ? {} : { finishing: task.finishing }),
    ...(task.finishing !== undefined && event.cause === 'timeout' ? { isOver: true as const } : {}),
  });
}

/** Milliseconds between TERM and KILL. After a signal, a step has half of them, so that the other half is left for `finally`. */
function graceOf(state: State, { id, cause }: Pick<Stopping, 'id' | 'cause'>, isFinishing: boolean): number {
  const task = taskOf(state, id);
  switch (cause) {
    case 'memory':
      return EVICTION_GRACE;
    case 'interrupted':
      return shortGrace(task) / (hasFinally(task) && !isFinishing ? 2 : 1);
    case 'timeout':
    case 'fail-fast':
    case 'not-needed':
      return task.grace ?? GRACE;
    default:
      return cause satisfies never;
  }
}

/** Records that a process tree is killed. */
export function applyKilling(state: State, { id }: Killing): void {
  const late = state.late.get(id);
  if (late !== undefined) state.late.set(id, { ...late, stopping: 'killed' });
  const task = taskState(state, id);
  if (task.phase === 'stopping') state.tasks.set(id, { ...task, killed: true });
  if (task.phase === 'running' && task.stepStop !== undefined) {
    state.tasks.set(id, { ...task, stepStop: { ...task.stepStop, killed: true } });
  }
}

/** Records a signal. It shortens the grace periods that have begun already. */
export function applyInterrupted(state: State, { at, signal }: Interrupted): void {
  // A run that was killed after a first signal is recorded with another one, which was never sent.
  if (state.closing === 'interrupted' && signal !== 'killed') state.abandoned = true;
  state.closing = 'interrupted';
  state.interruptedAt ??= at;
  for (const [id, late] of state.late) {
    state.late.set(id, { ...late, killAt: Math.min(late.killAt ?? Number.POSITIVE_INFINITY, at + GRACE) });
  }
  for (const id of state.active.keys()) {
    const task = taskState(state, id);
    if (task.phase !== 'stopping') continue;
    const grace = graceOf(state, { id, cause: 'interrupted' }, task.finishing !== undefined);
    state.tasks.set(id, { ...task, killAt: Math.min(task.killAt, at + grace) });
  }
}
