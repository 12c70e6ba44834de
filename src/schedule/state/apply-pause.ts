import type { Continued, Evicted, Paused } from '../events/pause.ts';
import { isGated, rankOf, type State, taskOf, taskState } from './state.ts';
import type { RunningTask } from './task-state.ts';

export function applyPaused(state: State, event: Paused): void {
  const task = taskState(state, event.id);
  if (task.phase !== 'running' || task.pausedAt !== undefined) return;
  state.tasks.set(event.id, { ...task, pausedAt: event.at });
  state.bentAt = event.at;
  state.paused.add(event.id);
}

export function applyContinued(state: State, event: Continued): void {
  const task = taskState(state, event.id);
  if (task.phase === 'running') state.tasks.set(event.id, withoutPause(task, event.at));
  state.paused.delete(event.id);
  state.bentAt = event.at;
}

/** The task as if it had begun later, by the time for which it was paused: what is measured from its start stands still meanwhile. */
export function withoutPause(task: RunningTask, at: number): RunningTask {
  if (task.pausedAt === undefined) return task;
  const { pausedAt, ...rest } = task;
  const passed = Math.max(0, at - pausedAt);
  return {
    ...rest,
    first: task.first + passed,
    stepped: task.stepped + passed,
    ...(task.deadline === undefined ? {} : { deadline: task.deadline + passed }),
    ...(task.stepDeadline === undefined ? {} : { stepDeadline: task.stepDeadline + passed }),
  };
}

/** It waits for the same attempt again, with nothing beside it. Its place among the workers was released before. */
export function applyEvicted(state: State, event: Evicted): void {
  const task = taskState(state, event.id);
  if (task.phase !== 'stopping') return;
  state.evictions.set(event.id, event.times);
  state.evictedAt = event.at;
  state.tasks.set(event.id, {
    phase: 'waiting',
    triggered: event.at,
    attempt: event.attempt,
    alone: true,
    first: task.first,
    ...(task.anyBy === undefined ? {} : { anyBy: task.anyBy }),
  });
  state.outputs.delete(event.id);
  const queue = isGated(state.mission, taskOf(state, event.id)) ? state.gated : state.free;
  queue.enqueue(rankOf(state, event.id));
}
