import { onceFor } from '../../base/once-for.ts';
import type { Reading } from '../events/reading.ts';
import type { State } from '../state/state.ts';
import { declaresNothing } from './demand.ts';
import { type GateCheck, gateCheck } from './gate-view.ts';

/**
 * The check of a run of which nothing is known: no reading, and no demand of any task, neither declared nor learned nor measured. All that can
 * change it then is how many tasks run, so it is computed once for each number of them: a plan of 100,000 tasks asks for it 200,000 times.
 * Undefined if anything is known.
 */
export function uninformedCheck(state: State, reading: Reading | undefined): GateCheck | undefined {
  if (reading !== undefined || state.seen.size > 0 || state.largest > 0 || state.plan.demands.size > 0)
    return undefined;
  const { isNothingDeclared, checks } = checksOf(state);
  if (!isNothingDeclared) return undefined;
  const { size } = state.active;
  const known = checks[size];
  if (known !== undefined) return known;
  const check = gateCheck(state, reading);
  checks[size] = check;
  return check;
}

const checksOf = onceFor(
  ({ mission }: State): { readonly isNothingDeclared: boolean; readonly checks: GateCheck[] } => ({
    isNothingDeclared: mission.tasks.every(declaresNothing),
    // By the number of tasks that run.
    checks: [],
  }),
);
