import { stoppedLeftovers } from '../../report/words/stopped-leftovers.ts';
import { printError } from './print.ts';

/** Says on standard error how many processes of a killed run were stopped; nothing if there were none. */
export function printStopped(left: readonly unknown[]): void {
  const text = stoppedLeftovers(left.length);
  if (text !== undefined) printError(`mission: ${text}\n`);
}
