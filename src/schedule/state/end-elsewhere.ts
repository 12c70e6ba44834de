import type { TaskElsewhere } from '../events/elsewhere.ts';
import { apply } from './apply.ts';
import type { State } from './state.ts';

/**
 * Marks tasks of other parts as ended, with their outputs. A replay has a mission without them: then nothing changes. `fail-fast` of one
 * part does not stop another one, which has a verdict of its own.
 *
 * @param at milliseconds since the start of the run
 */
export function endElsewhere(state: State, tasks: readonly TaskElsewhere[], at: number): void {
  const { closing } = state;
  for (const { id, status, duration, outputs } of tasks) {
    if (!state.plan.byId.has(id)) continue;
    apply(state, { type: 'ended', at, id, status });
    state.tasks.set(id, { phase: 'ended', status, ...(duration === undefined ? {} : { duration }) });
    state.elsewhere.add(id);
    if (outputs !== undefined) state.outputs.set(id, outputs);
  }
  if (closing === undefined) delete state.closing;
}
