import type { Task } from '../../mission/model/mission.ts';
import type { Admitted, Deferred, Ended, Event, Retrying, StepExited, Triggered } from '../events/event.ts';
import type { Requeued } from '../events/short.ts';
import { givePlacesBack, takePlaces } from '../pools/held.ts';
import { applyContinued, applyEvicted, applyPaused, withoutPause } from './apply-pause.ts';
import { applyServiceEvent } from './apply-service.ts';
import { applyStepEvent } from './apply-step.ts';
import { applyInterrupted, applyKilling, applyStopping } from './apply-stop.ts';
import { noteIdleness } from './idleness.ts';
import { highestSeen } from './seen.ts';
import { soloUse } from './solo-use.ts';
import { isGated, rankOf, type State, taskOf, taskState } from './state.ts';
import { noProgress } from './step-progress.ts';
import type { TaskState, WaitingTask } from './task-state.ts';
import type { WaitingQueue } from './waiting-queue.ts';

/** Records an event in the state. Decides nothing, so the same journal always gives the same state. */
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
    case 'step-started':
    case 'spawn-failed':
    case 'step-advanced':
    case 'step-skipped':
    case 'step-timed-out':
    case 'finishing':
    case 'cleaning':
    case 'cleaned':
    case 'lost':
      applyStepEvent(state, event);
      return;
    case 'stopping':
      applyStopping(state, event);
      noteIdleness(state, event.at);
      return;
    case 'killing':
      applyKilling(state, event);
      return;
    case 'interrupted':
      applyInterrupted(state, event);
      return;
    case 'ended':
      ended(state, event);
      return;
    case 'mission-ended':
      state.result = event.result;
      return;
    case 'retrying':
      retrying(state, event);
      return;
    case 'requeued':
      requeued(state, event);
      return;
    case 'paused':
      applyPaused(state, event);
      return;
    case 'continued':
      applyContinued(state, event);
      return;
    case 'evicted':
      release(state, event.id, event.at);
      applyEvicted(state, event);
      return;
    case 'step-exited':
      noteUsage(state, event);
      applyStepEvent(state, event);
      if (event.left?.outputs !== undefined) state.outputs.set(event.id, event.left.outputs);
      return;
    case 'service-starting':
    case 'service-ready':
    case 'service-failed':
    case 'service-exited':
    case 'service-stopping':
    case 'service-killing':
      applyServiceEvent(state, event);
      return;
    case 'mission-started':
    case 'resumed':
      state.seed = event.started;
      return;
    case 'service-started':
    case 'sampled':
    case 'woke':
    case 'degraded':
      return;
    default:
      event satisfies never;
  }
}

function queueOf(state: State, id: string): WaitingQueue {
  return isGated(state.mission, taskOf(state, id)) ? state.gated : state.free;
}

function leaveQueue(state: State, id: string, { reason }: WaitingTask): void {
  queueOf(state, id).dequeue(rankOf(state, id), reason);
}

function triggered(state: State, event: Triggered): void {
  const before = taskState(state, event.id);
  const anyBy = before.phase === 'pending' ? before.anyBy : undefined;
  const task: WaitingTask = { phase: 'waiting', triggered: event.at, attempt: 1, alone: false };
  state.tasks.set(event.id, anyBy === undefined ? task : { ...task, anyBy });
  queueOf(state, event.id).enqueue(rankOf(state, event.id));
}

function deferred(state: State, event: Deferred): void {
  for (const id of event.ids) {
    const task = taskState(state, id);
    if (task.phase !== 'waiting') continue;
    queueOf(state, id).setReason(rankOf(state, id), task.reason, event.reason);
    const heavy = event.reason === 'load' || event.reason === 'memory';
    if ((event.reason === 'pool' || event.reason === 'lock') && !state.passedPools.has(id)) {
      state.passedPools.set(id, state.checks);
    }
    const passedOver = task.passedOver ?? (heavy ? state.checks : undefined);
    const waiting = { ...task, reason: event.reason };
    state.tasks.set(id, passedOver === undefined ? waiting : { ...waiting, passedOver });
  }
}

function admitted(state: State, event: Admitted): void {
  const before = taskState(state, event.id);
  const task = taskOf(state, event.id);
  if (before.phase === 'waiting') leaveQueue(state, event.id, before);
  state.tasks.set(event.id, admittedTask(before, event, task));
  state.active.set(event.id, state.plan.positions.of(event.id));
  state.passedPools.delete(event.id);
  takePlaces(state.pools, task);
  if (before.phase === 'waiting' && before.alone) state.alone = event.id;
  const { cpu } = state.mission.admission;
  if (event.forced && (event.view.cpu ?? 0) + event.view.unseen >= cpu.limit) state.crowded = true;
  else delete state.crowded;
  // `patience` starts again with each launch.
  delete state.idleSince;
  noteIdleness(state, event.at);
  if (isGated(state.mission, task)) state.gatedLaunchAt = event.at;
}

function admittedTask(before: TaskState, { at, attempt }: Admitted, { timeout, steps }: Task): TaskState {
  const first = (before.phase === 'waiting' ? before.first : undefined) ?? at;
  const running = {
    phase: 'running',
    attempt,
    step: 0,
    launched: at,
    stepped: at,
    first,
    progress: noProgress,
  } as const;
  const anyBy = before.phase === 'waiting' ? before.anyBy : undefined;
  const own = steps[0]?.timeout;
  // Most tasks have none of these, and each spread of an object takes as long as the rest.
  if (anyBy === undefined && timeout === undefined && own === undefined) return running;
  return {
    ...running,
    ...(anyBy === undefined ? {} : { anyBy }),
    ...(timeout === undefined ? {} : { deadline: at + timeout }),
    ...(own === undefined ? {} : { stepDeadline: at + own }),
  };
}

/** A shorter step says nothing about the CPUs that its task uses. Milliseconds. */
const MEASURABLE = 250;

/** Each task that uses less lowers the estimate a little: one large task must not slow down the whole run. */
const DECAY = 0.9;

function noteUsage(state: State, { id, step, at, usage }: StepExited): void {
  const task = taskState(state, id);
  if (usage === undefined) return;
  const { cpuSeconds, peakMemory } = usage;
  // Before it was evicted, it used at least as much as this.
  const wasEvicted = task.phase === 'stopping' && task.cause === 'memory';
  if (wasEvicted && peakMemory !== undefined) state.largest = Math.max(peakMemory, state.largest);
  if (task.phase !== 'running' || task.step !== step) return;
  if (peakMemory !== undefined) state.largest = Math.max(peakMemory, DECAY * state.largest);
  const group = state.plan.siblings.get(id);
  if (group === undefined) return;
  const took = at - task.stepped;
  const demand = soloUse({ duration: took, usage }, state.machine.cpus)?.cpus;
  state.seen.set(
    group,
    highestSeen(state.seen.get(group), {
      ...(took < MEASURABLE ? {} : { cpus: (1000 * cpuSeconds) / took }),
      ...(took < MEASURABLE || demand === undefined ? {} : { demand }),
      ...(peakMemory === undefined ? {} : { memory: peakMemory }),
    }),
  );
}

function ended(state: State, event: Ended): void {
  const last = taskState(state, event.id);
  if (last.phase === 'ended') return;
  const before = last.phase === 'running' ? withoutPause(last, event.at) : last;
  if (before.phase === 'waiting') leaveQueue(state, event.id, before);
  const { status } = event;
  const first = 'first' in before ? before.first : undefined;
  state.tasks.set(
    event.id,
    first === undefined ? { phase: 'ended', status } : { phase: 'ended', status, duration: event.at - first },
  );
  state.unfinished -= 1;
  state.backoff.delete(event.id);
  release(state, event.id, event.at);
  const { services } = taskOf(state, event.id);
  if (services.length > 0) {
    for (const service of new Set(services)) state.users.set(service, (state.users.get(service) ?? 0) - 1);
  }
  const alternatives = state.plan.alternatives.get(event.id);
  if (alternatives !== undefined) {
    for (const id of alternatives) {
      const waiting = taskState(state, id);
      if (waiting.phase === 'pending' && waiting.anyBy === undefined)
        state.tasks.set(id, { phase: 'pending', anyBy: event.id });
    }
  }
  if (failsFast(state, event)) state.closing ??= 'fail-fast';
  const { positions, waiting } = state.plan;
  const position = positions.of(event.id);
  for (let at = waiting.first(position); at < waiting.end(position); at += 1) {
    const group = waiting.at(at);
    state.open[group] = (state.open[group] ?? 0) - 1;
  }
}

/** It does not run any more: its locks, its places in pools and its worker are free. */
function release(state: State, id: string, at: number): void {
  state.passedPools.delete(id);
  givePlacesBack(state.pools, taskOf(state, id));
  if (state.alone === id) delete state.alone;
  state.paused.delete(id);
  if (state.active.delete(id)) noteIdleness(state, at);
}

function retrying(state: State, event: Retrying): void {
  const before = taskState(state, event.id);
  if (before.phase !== 'running' && before.phase !== 'stopping') return;
  const task = before.phase === 'running' ? withoutPause(before, event.at) : before;
  state.tasks.set(event.id, {
    phase: 'backoff',
    attempt: event.attempt + 1,
    until: event.until,
    // Memory that was not enough beside other tasks may be enough without them.
    alone: event.cause === 'out-of-memory',
    first: task.first,
    ...(task.anyBy === undefined ? {} : { anyBy: task.anyBy }),
  });
  state.backoff.add(event.id);
  // Outputs of a failed attempt are not the outputs of the task.
  state.outputs.delete(event.id);
  release(state, event.id, event.at);
}

function requeued(state: State, event: Requeued): void {
  const task = taskState(state, event.id);
  if (task.phase !== 'backoff') return;
  const { attempt, alone, first } = task;
  const any = task.anyBy === undefined ? {} : { anyBy: task.anyBy };
  state.backoff.delete(event.id);
  state.tasks.set(event.id, { phase: 'waiting', triggered: event.at, attempt, alone, first, ...any });
  queueOf(state, event.id).enqueue(rankOf(state, event.id));
}

function failsFast(state: State, event: Ended): boolean {
  if (!state.mission.failFast || taskOf(state, event.id).continueOnError) return false;
  return event.status === 'failed' || event.status === 'timed-out';
}
