import { plural } from '../text/format.ts';

/** Says how many processes of a killed run were stopped before anything else was done; undefined if there were none. */
export function stoppedLeftovers(count: number): string | undefined {
  return count === 0 ? undefined : `stopped ${plural(count, 'process', 'processes')} that the killed run had left`;
}
