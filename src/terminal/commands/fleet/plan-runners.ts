/*
 * This folder has the commands for missions on several runners: their options, and what they print.
 *
 * `runners-options.ts` reads the options. `plan-runners.ts` is `mission plan FILE --runners`: it passes the mission with its history to the core
 * (`fleet/runners`). `plan-runners-text.ts` prints the result as a table for people, and as JSON.
 *
 * Invariants:
 * - What is decided is decided in `fleet`; these files only read options and print.
 * - Nothing is started, and no file is written.
 *
 * Not here: which tasks may be cut apart (`fleet/plan/cut.ts`), and how the number of runners is chosen (`fleet/runners/choose.ts`).
 */
import { chooseFleet } from '../../../fleet/runners/choose.ts';
import type { FleetWorld } from '../../../fleet/runners/simulate-fleet.ts';
import { print, printUntrusted, printUntrustedError } from '../../output/print.ts';
import { fleetJson, fleetText } from './plan-runners-text.ts';
import type { RunnersRequest, UsedOverhead } from './runners-options.ts';

/** Prints how many runners are worth it, and the plan; or why there is none, and returns false. */
export function planRunners(
  world: Omit<FleetWorld, 'overhead'>,
  request: RunnersRequest & UsedOverhead,
  asJson: boolean,
): boolean {
  const result = chooseFleet({ ...world, ...request });
  if (result.type === 'refused') {
    printUntrustedError(`mission: ${result.message}\n`);
    return false;
  }
  if (asJson) print(fleetJson(result, world.mission, request));
  else printUntrusted(fleetText(result, world.mission, request));
  return true;
}
