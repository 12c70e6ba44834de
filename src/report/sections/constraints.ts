import type { ConstraintUse } from '../model/constraint-use.ts';
import type { RunReport } from '../model/run.ts';
import { formatPercent } from '../text/format.ts';
import { bytesCell, figureCell, percentCell, textOrNone, untrusted } from './cell.ts';
import { type Column, makeTable, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Where' },
  { title: 'CPUs', align: 'right' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'Was the fullest' },
];

export const CONSTRAINTS_NOTE =
  'A launch must fit the machine and each container with a limit, each with its own size. The charts and the gate show the figures of the one that is the fullest at that moment.';

/** What the kernel enforces on the mission, if that is more than the machine itself; else undefined, because the facts have it. */
export function constraintsTable({ constraints }: RunReport): Table | undefined {
  if (constraints.size < 2) return undefined;
  const all = [...constraints.values()];
  const sum = (time: (use: ConstraintUse) => number): number => all.reduce((total, use) => total + time(use), 0);
  const [cpuTime, memoryTime] = [sum((use) => use.cpuTime), sum((use) => use.memoryTime)];
  const rows = all.map((use) => {
    const shares = [...shareText('CPU', use.cpuTime, cpuTime), ...shareText('memory', use.memoryTime, memoryTime)];
    return [
      untrusted(use.name),
      figureCell(use.cpus, 2),
      percentCell(use.maximumCpu),
      bytesCell(use.memory),
      percentCell(use.maximumMemory),
      textOrNone(shares.join(', ')),
    ];
  });
  return makeTable({ caption: 'The machine and the containers around the mission', columns, rows });
}

/** `memory 38 % of the time`; empty if it was never the fullest. */
function shareText(resource: string, time: number, all: number): readonly string[] {
  return time === 0 ? [] : [`${resource} ${formatPercent(Math.round((100 * time) / all))} of the time`];
}
