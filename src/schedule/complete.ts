import { type End, endUnlaunched, notNeeded } from './ends.ts';
import type { Ended } from './events/event.ts';
import { type State, taskOf, taskState } from './state/state.ts';
import { stopTask } from './stop-task.ts';
import { trigger, triggerGroup } from './trigger.ts';
import { decide, type Turn } from './turn.ts';

/** Ends a task, and decides everything that follows from its end: other tasks are triggered, skipped or not needed any more. */
export function complete(turn: Turn, end: End): void {
  const { state } = turn;
  // A list, not recursion, and no spread into `push`: neither a chain of 10,000 skipped tasks nor 100,000 at once may
  // overflow the stack.
  const ends: End[] = [end];
  for (const next of ends) {
    if (taskState(state, next.id).phase === 'ended') continue;
    decide(turn, endedAt(turn.now, endUnlaunched(state, next)));
    for (const id of state.plan.whileUnfinished.get(next.id) ?? NONE) {
      const { phase } = taskState(state, id);
      if (phase === 'waiting' || phase === 'backoff') ends.push(notNeeded(id, next.id));
      if (phase === 'running' && taskOf(state, id).deploy === 'while-running') stopTask(turn, id, 'not-needed');
    }
    const { positions, waiting } = state.plan;
    const position = positions.of(next.id);
    for (let at = waiting.first(position); at < waiting.end(position); at += 1) {
      const index = waiting.at(at);
      if (state.open[index] !== 0) continue;
      for (const settled of triggerGroup(turn, index, next.id)) ends.push(settled);
    }
    for (const id of state.plan.alternatives.get(next.id) ?? NONE) {
      if (!needsAreComplete(state, id)) continue;
      for (const settled of trigger(turn, id, next.id)) ends.push(settled);
    }
  }
}

/** Most ends have no reason, and a copy of all keys takes longer than the rest. */
function endedAt(at: number, end: End): Ended {
  const { id, status, reason, failedStep } = end;
  const isPlain = reason === undefined && failedStep === undefined;
  return isPlain ? { type: 'ended', at, id, status } : { type: 'ended', at, ...end };
}

/** One empty list for all: most tasks support no other one, and are no alternative. */
const NONE: readonly string[] = [];

function needsAreComplete(state: State, id: string): boolean {
  const group = state.plan.groupOf[state.plan.positions.of(id)] ?? -1;
  return group < 0 || state.open[group] === 0;
}
