import type { StartEffect } from './events/effect.ts';
import type { State } from './state/state.ts';

/** Starts a step, with what the log has to know about earlier launches. */
export function startEffect(state: State, id: string, attempt: number, step: number): StartEffect {
  const evictions = state.evictions.get(id);
  return { type: 'start', id, attempt, step, ...(evictions === undefined ? {} : { evictions }) };
}
