import type { SoloUse } from '../../schedule/state/solo-use.ts';
import { formatCpus, formatDuration, formatPercent } from '../text/format.ts';

/** If it was not measured how long a task waited for a CPU. */
export const soloUnknown = 'not measured';

/**
 * `ran 4.0 s, would have taken 2.1 s alone; demand 0.9 CPUs; waits for something else than a CPU for 30 % of that`. With services: `demand 0.6 CPUs, and
 * 0.3 CPUs of its services`.
 *
 * @param ran milliseconds
 */
export function soloWords(ran: number, { duration, cpus, idle, services = 0 }: SoloUse): string {
  const [took, alone] = [formatDuration(ran), formatDuration(duration)];
  return [
    `ran ${took}, would have taken ${took === alone ? 'as long' : alone} alone`,
    `demand ${formatCpus(cpus)}${services > 0 ? `, and ${formatCpus(services)} of its services` : ''}`,
    `waits for something else than a CPU for ${formatPercent(100 * idle)} of that`,
  ].join('; ');
}
