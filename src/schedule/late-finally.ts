import { failureText } from './judge-attempt.ts';
import { nextFinallyStep } from './next-step.ts';
import { startEffect } from './start-effect.ts';
import { type LateFinally, type State, taskOf } from './state/state.ts';
import { decide, type Turn } from './turn.ts';

/**
 * The `finally` steps of attempts that ran when the runner was killed. A resumed run runs them before anything else, because a task that
 * runs again must find what they clean up. All at once: no more can be owed than ran at once before.
 *
 * The journal has `cleaning` before the first of them starts, so that they never run twice, however often the runner is killed.
 */
export function beginLateFinally(turn: Turn): void {
  for (const [id, { attempt }] of [...turn.state.owed]) {
    decide(turn, { type: 'cleaning', at: turn.now, id, attempt });
    goOnLate(turn, id);
  }
}

/** A late `finally` step has ended, or could not be started. */
export function lateStepEnded(turn: Turn, id: string): void {
  goOnLate(turn, id);
}

/** True if this step of a late `finally` runs. */
export function runsLate(state: State, id: string, step: number): boolean {
  return state.late.get(id)?.step === step;
}

/** Kills all of them, after a second signal. */
export function killLate(turn: Turn): void {
  for (const id of turn.state.late.keys()) kill(turn, id);
}

/** Ends those whose time is over. */
export function passTimeOfLate(turn: Turn): void {
  if (turn.state.late.size === 0) return;
  for (const [id, late] of turn.state.late) {
    if ((late.killAt ?? Number.POSITIVE_INFINITY) <= turn.now) {
      kill(turn, id);
    } else if (late.stopping === 'no' && dueAt(late) <= turn.now) {
      decide(turn, { type: 'step-timed-out', at: turn.now, id, step: late.step });
      turn.effects.push({ type: 'terminate', id });
    }
  }
}

/** When the next of these times is over; infinite if there is none. */
export function nextOfLate(state: State): number {
  let next = Number.POSITIVE_INFINITY;
  if (state.late.size === 0) return next;
  for (const late of state.late.values()) {
    if (late.stopping !== 'killed') next = Math.min(next, late.killAt ?? Number.POSITIVE_INFINITY);
    if (late.stopping === 'no') next = Math.min(next, dueAt(late));
  }
  return next;
}

function dueAt({ until = Number.POSITIVE_INFINITY, stepUntil = Number.POSITIVE_INFINITY }: LateFinally): number {
  return Math.min(until, stepUntil);
}

function kill(turn: Turn, id: string): void {
  if (turn.state.late.get(id)?.stopping === 'killed') return;
  decide(turn, { type: 'killing', at: turn.now, id });
  turn.effects.push({ type: 'kill', id });
}

function goOnLate(turn: Turn, id: string): void {
  const { state, now } = turn;
  const late = state.late.get(id);
  if (late === undefined) return;
  const task = taskOf(state, id);
  const isOver = state.abandoned === true || (late.until ?? now + 1) <= now || (late.killAt ?? now + 1) <= now;
  if (!isOver) {
    const next = nextFinallyStep(state, task, late.step + 1, late.progress, 'cancelled');
    for (const each of next.skipped) decide(turn, { type: 'step-skipped', at: now, id, ...each });
    if (next.step !== undefined) {
      decide(turn, { type: 'step-advanced', at: now, id, step: next.step });
      const { attempt, progress } = late;
      turn.effects.push(startEffect(state, { id, attempt, step: next.step, progress }));
      return;
    }
  }
  const { finallyFailed } = state.late.get(id)?.progress ?? {};
  const failure = finallyFailed === undefined ? {} : { failure: failureText(state, id, finallyFailed) };
  decide(turn, { type: 'cleaned', at: now, id, ...failure });
}
