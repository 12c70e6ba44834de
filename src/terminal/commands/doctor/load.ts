import type { Pressures, Waiting } from '../../../machine/measure/pressure.ts';
import { formatBytes, formatPercent, trimmed } from '../../../report/text/format.ts';
import { alignColumns } from '../../output/align-columns.ts';
import type { DoctorFacts } from './facts.ts';

/** Pressure of the machine and of this process's control group. */
export function pressureLines(pressure: DoctorFacts['pressure']): readonly string[] {
  if (pressure === undefined) return ['  not available on this machine'];
  return alignColumns([
    ...pressureRows('machine', pressure.machine),
    ...pressureRows('control group', pressure.controlGroup),
  ]);
}

function pressureRows(scope: string, pressures: Pressures = {}): readonly (readonly string[])[] {
  const { cpu, memory, io } = pressures;
  return Object.entries({ cpu, memory, io }).flatMap(([resource, pressure]) => {
    if (pressure === undefined) return [];
    const full = pressure.full === undefined ? [] : [`all ${averages(pressure.full)}`];
    return [[scope, resource, `some ${averages(pressure.some)}`, ...full]];
  });
}

function averages({ avg10, avg60, avg300 }: Waiting): string {
  return `${[avg10, avg60, avg300].map((percent) => trimmed(percent, 1)).join(', ')} %`;
}

/** The processes that used the CPUs in the window. */
export function processLines(processes: DoctorFacts['processes'], platform: string): readonly string[] {
  if (processes === undefined) return [`  not available on ${platform === 'linux' ? 'Linux without /proc' : platform}`];
  if (processes.length === 0) return ['  none but this one can be seen'];
  return alignColumns([
    ['pid', 'of one CPU', 'memory', 'command'],
    ...processes.map(({ pid, cpu, memory, command }) => [
      String(pid),
      formatPercent(cpu),
      formatBytes(memory),
      command,
    ]),
  ]);
}
