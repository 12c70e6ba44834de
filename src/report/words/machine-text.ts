import type { AdmissionRules } from '../../mission/model/mission.ts';
import { mostUsed } from '../../schedule/events/binding-only.ts';
import type { Band, Reading } from '../../schedule/events/reading.ts';
import { formatPercent } from '../text/format.ts';

/** The figures of a window, and what they are compared with. */
export interface MachineNow extends Pick<Reading, 'cpu' | 'memory' | 'constraints'> {
  readonly band: Band;
  /** How many tasks and tests run. */
  readonly active: number;
}

/**
 * `CPU 76 %, memory 80.4 % of the container of 6 GiB, RED (CPU limit 75 %)`: the figures, the containers that they are of, and which
 * limit or caution makes the band.
 */
export function machineText(now: MachineNow, rules: AdmissionRules): string {
  const { cpu, memory, constraints = [], band } = now;
  const cpuOf = containerText(mostUsed(constraints, (each) => each.cpu)?.name);
  const memoryOf = containerText(mostUsed(constraints, (each) => each.memory)?.name);
  const cause = bandCause(now, rules);
  const figures = `CPU ${formatPercent(cpu)}${cpuOf}, memory ${formatPercent(memory)}${memoryOf}`;
  return `${figures}, ${band}${cause === '' ? '' : ` (${cause})`}`;
}

/** The machine itself needs no name. */
function containerText(name: string | undefined): string {
  return name === undefined || name === 'machine' ? '' : ` of the ${name}`;
}

/** `CPU limit 75 %, caution of 4 workers`; '' below all of them. */
function bandCause({ cpu = 0, memory = 0, active, band }: MachineNow, rules: AdmissionRules): string {
  if (band === 'GREEN') return '';
  const kind = band === 'RED' ? 'limit' : 'caution';
  return [
    ...(cpu >= rules.cpu[kind] ? [`CPU ${kind} ${formatPercent(rules.cpu[kind])}`] : []),
    ...(memory >= rules.memory[kind] ? [`memory ${kind} ${formatPercent(rules.memory[kind])}`] : []),
    ...(active >= rules.workers[kind] ? [`${kind} of ${rules.workers[kind]} workers`] : []),
  ].join(', ');
}
