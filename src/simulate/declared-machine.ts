import type { Reading } from '../schedule/events/reading.ts';
import { type State, taskOf, taskState } from '../schedule/state/state.ts';

/** A simulated machine on which each task uses exactly its declared load, and nothing if it declares none. */

/**
 * The newest whole window at `now`. As in a real run, a launch shows from the first window that begins after it. The task that
 * exits now (`leaving`) is not in it any more, so that its successors need not wait for the next window.
 */
export function declaredReading(state: State, now: number, leaving?: string): Reading {
  const { sample } = state.mission.admission;
  const to = windowEnd(now, sample);
  const from = to - sample;
  let cpu = 0;
  for (const id of state.active) {
    const task = taskState(state, id);
    const active = task.phase === 'running' || task.phase === 'stopping';
    if (active && task.launched <= from && id !== leaving) cpu += taskOf(state, id).load ?? 0;
  }
  return { from, to, cpu: Math.min(100, cpu), memory: 0 };
}

/**
 * When the next window ends that may open the gate: a task waits for it, and the newest launch is not in the readings yet.
 * Undefined if no window would show anything new.
 */
export function nextWindow(state: State, now: number, newestLaunch: number): number | undefined {
  if (state.gated.ids.length === 0) return undefined;
  const { sample } = state.mission.admission;
  const at = windowEnd(now, sample) + sample;
  return at < newestLaunch + 2 * sample ? at : undefined;
}

function windowEnd(now: number, sample: number): number {
  return Math.floor(now / sample) * sample;
}
