import type { StopCause } from './events/event.ts';
import { taskState } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/** Asks a running task to end. */
export function stopTask(turn: Turn, id: string, cause: StopCause): void {
  if (taskState(turn.state, id).phase !== 'running') return;
  decide(turn, { type: 'stopping', at: turn.now, id, cause });
  turn.effects.push({ type: 'terminate', id });
}

/** Kills a task that was asked to end before. */
export function killTask(turn: Turn, id: string): void {
  const task = taskState(turn.state, id);
  if (task.phase !== 'stopping' || task.killed) return;
  decide(turn, { type: 'killing', at: turn.now, id });
  turn.effects.push({ type: 'kill', id });
}
