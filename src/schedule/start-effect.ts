import type { StartEffect } from './events/effect.ts';
import type { State } from './state/state.ts';
import { noProgress, type StepProgress } from './state/step-progress.ts';

/** The step to start. */
interface StepStart {
  readonly id: string;
  readonly attempt: number;
  readonly step: number;
  readonly progress: StepProgress;
}

/** Starts a step, with what its log has to know about earlier launches and what earlier steps handed to it. */
export function startEffect(state: State, { id, attempt, step, progress }: StepStart): StartEffect {
  const evictions = state.evictions.get(id);
  // As each attempt of a plan, of which there may be 100,000.
  if (progress === noProgress && evictions === undefined) return { type: 'start', id, attempt, step };
  const { variables, hasStarted } = progress;
  const isHanded = Object.keys(variables.env).length > 0 || variables.path.length > 0;
  return {
    type: 'start',
    id,
    attempt,
    step,
    ...(evictions === undefined ? {} : { evictions }),
    ...(hasStarted ? { later: true } : {}),
    ...(isHanded ? { variables } : {}),
  };
}
