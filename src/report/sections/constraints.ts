import type { ConstraintUse } from '../model/constraint-use.ts';
import type { RunReport } from '../model/run.ts';
import { bytesCell, figureCell, percentCell, textOrNone, untrusted } from './cell.ts';
import { type Column, makeTable, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Where' },
  { title: 'CPUs', align: 'right' },
  { title: 'CPU at most', align: 'right' },
  { title: 'Memory', align: 'right' },
  { title: 'Memory at most', align: 'right' },
  { title: 'The gate used its' },
];

export const CONSTRAINTS_NOTE =
  'A launch must fit the machine and each container with a limit, each with its own size. The gate shows the figures of the one that is nearest to its limit.';

/** What the kernel enforces on the mission, if that is more than the machine itself; else undefined, because the facts have it. */
export function constraintsTable({ constraints }: RunReport): Table | undefined {
  if (constraints.size < 2) return undefined;
  const all = [...constraints.values()];
  const mostCpu = most(all, ({ cpuTime }) => cpuTime);
  const mostMemory = most(all, ({ memoryTime }) => memoryTime);
  const rows = all.map((use) => [
    untrusted(use.name),
    figureCell(use.cpus, 2),
    percentCell(use.maximumCpu),
    bytesCell(use.memory),
    percentCell(use.maximumMemory),
    textOrNone(
      [...(use === mostCpu ? ['CPU figure'] : []), ...(use === mostMemory ? ['memory figure'] : [])].join(' and '),
    ),
  ]);
  return makeTable({ caption: 'The machine and the containers around the mission', columns, rows });
}

/** The one that had the highest share for the longest time; undefined if no window was measured. */
function most(all: readonly ConstraintUse[], time: (use: ConstraintUse) => number): ConstraintUse | undefined {
  return all.reduce<ConstraintUse | undefined>(
    (found, use) => (time(use) > (found === undefined ? 0 : time(found)) ? use : found),
    undefined,
  );
}
