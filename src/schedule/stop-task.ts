import type { StopCause } from './events/event.ts';
import { taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** Asks a running task to end. */
export function stopTask(turn: Turn, id: string, cause: StopCause): void {
  const task = taskState(turn.state, id);
  if (task.phase !== 'running') return;
  decide(turn, { type: 'stopping', at: turn.now, id, cause });
  // Its `finally` steps have the grace period to end by themselves; only their own time limit stops them.
  if (task.finishing === undefined || cause === 'timeout') turn.effects.push({ type: 'terminate', id });
}

/** Asks a step to end whose own time limit is over. Its task goes on with the steps that run after a failure. */
export function stopStep(turn: Turn, id: string, step: number): void {
  decide(turn, { type: 'step-timed-out', at: turn.now, id, step });
  turn.effects.push({ type: 'terminate', id });
}

/** Kills a step that was asked to end because of its own time limit. */
export function killStep(turn: Turn, id: string): void {
  decide(turn, { type: 'killing', at: turn.now, id });
  turn.effects.push({ type: 'kill', id });
}

/** Kills a task that was asked to end before. */
export function killTask(turn: Turn, id: string): void {
  const task = taskState(turn.state, id);
  if (task.phase !== 'stopping' || task.killed) return;
  decide(turn, { type: 'killing', at: turn.now, id });
  turn.effects.push({ type: 'kill', id });
}
