import { endsAttempt } from './ends-attempt.ts';
import type { Observation } from './events/event.ts';
import type { MemoryNow, Reading } from './events/reading.ts';
import { runsStep, type State } from './state/state.ts';

/**
 * True if this exit frees memory that a waiting task may need. The newest window still includes what the process used, so
 * memory should be measured again now; unlike CPU, that takes no window. To be asked before `transition`.
 */
export function freesMemory(state: State, observation: Observation): boolean {
  return waitsForMemory(state) && endsSomething(state, observation);
}

/** The reading with memory as it is now; its other figures stay those of its window. */
export function withMemory(reading: Reading, now: MemoryNow | undefined): Reading {
  if (now?.memory === undefined) return reading;
  const constraints = reading.constraints?.map((constraint) => {
    const memory = now.constraints?.find(({ name }) => name === constraint.name)?.memory;
    return memory === undefined ? constraint : { ...constraint, memory };
  });
  return { ...reading, memory: now.memory, ...(constraints === undefined ? {} : { constraints }) };
}

function waitsForMemory({ gated, free }: State): boolean {
  return [gated, free].some(({ reasons }) => (reasons.get('memory') ?? 0) > 0);
}

/** Not between two steps: the task goes on, and will use the memory again. */
function endsSomething(state: State, observation: Observation): boolean {
  if (observation.type === 'service-exited') return true;
  if (observation.type !== 'step-exited' || !runsStep(state, observation.id, observation.step)) return false;
  return endsAttempt(state, observation);
}
