import type { Admitted, Deferred, Ended, Event, Stopping, Triggered } from './event.ts';
import { GRACE, isGated, type State, taskOf, taskState, type Waiting } from './state.ts';
import { dequeue, enqueue, setReason } from './waiting-queue.ts';

/** Notes in the state that this happened. Decides nothing: the same journal always gives the same state. */
export function apply(state: State, event: Event): void {
  switch (event.type) {
    case 'triggered':
      triggered(state, event);
      return;
    case 'checked':
      state.checks += 1;
      state.checkedAt = event.at;
      return;
    case 'deferred':
      deferred(state, event);
      return;
    case 'admitted':
      admitted(state, event);
      return;
    case 'step-advanced': {
      const task = taskState(state, event.id);
      if (task.phase === 'running') state.tasks.set(event.id, { ...task, step: event.step });
      return;
    }
    case 'stopping':
      stopping(state, event);
      return;
    case 'killing': {
      const task = taskState(state, event.id);
      if (task.phase === 'stopping') state.tasks.set(event.id, { ...task, killed: true });
      return;
    }
    case 'interrupted':
      state.closing = 'interrupted';
      return;
    case 'ended':
      ended(state, event);
      return;
    case 'mission-ended':
      state.result = event.result;
      return;
    case 'mission-started':
    case 'sampled':
    case 'woke':
    case 'step-started':
    case 'spawn-failed':
    case 'step-exited':
    case 'lost':
    case 'degraded':
      return;
    default:
      event satisfies never;
  }
}

function queueOf(state: State, id: string): Waiting {
  return isGated(state.mission, taskOf(state, id)) ? state.gated : state.free;
}

function triggered(state: State, event: Triggered): void {
  state.tasks.set(event.id, { phase: 'waiting', triggered: event.at });
  enqueue(queueOf(state, event.id), event.id, state.plan.rank);
}

function deferred(state: State, event: Deferred): void {
  for (const id of event.ids) {
    const task = taskState(state, id);
    if (task.phase !== 'waiting') continue;
    setReason(queueOf(state, id), id, task.reason, event.reason);
    const heavy = event.reason === 'load' || event.reason === 'memory';
    const passedOver = task.passedOver ?? (heavy ? state.checks : undefined);
    state.tasks.set(id, { ...task, reason: event.reason, ...(passedOver === undefined ? {} : { passedOver }) });
  }
}

function admitted(state: State, event: Admitted): void {
  const before = taskState(state, event.id);
  const task = taskOf(state, event.id);
  if (before.phase === 'waiting') dequeue(queueOf(state, event.id), event.id, before.reason, state.plan.rank);
  state.tasks.set(event.id, {
    phase: 'running',
    attempt: event.attempt,
    step: 0,
    launched: event.at,
    ...(task.timeout === undefined ? {} : { deadline: event.at + task.timeout }),
  });
  state.active.add(event.id);
  delete state.idleSince;
  if (isGated(state.mission, task)) state.gatedLaunchAt = event.at;
}

function stopping(state: State, event: Stopping): void {
  const task = taskState(state, event.id);
  if (task.phase !== 'running') return;
  state.tasks.set(event.id, {
    phase: 'stopping',
    attempt: task.attempt,
    step: task.step,
    launched: task.launched,
    cause: event.cause,
    killAt: event.at + GRACE,
    killed: false,
  });
}

function ended(state: State, event: Ended): void {
  const before = taskState(state, event.id);
  if (before.phase === 'ended') return;
  if (before.phase === 'waiting') dequeue(queueOf(state, event.id), event.id, before.reason, state.plan.rank);
  state.tasks.set(event.id, { phase: 'ended', status: event.status });
  state.unfinished -= 1;
  if (state.active.delete(event.id) && state.active.size === 0) state.idleSince = event.at;
  if (failsFast(state, event)) state.closing ??= 'fail-fast';
  for (const index of state.plan.groupsOf.get(event.id) ?? []) state.open[index] = (state.open[index] ?? 0) - 1;
}

function failsFast(state: State, event: Ended): boolean {
  if (!state.mission.failFast || taskOf(state, event.id).continueOnError) return false;
  return event.status === 'failed' || event.status === 'timed-out';
}
