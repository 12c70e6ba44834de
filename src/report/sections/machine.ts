import type { RunReport } from '../model/run.ts';
import { bytesCell, type Cell, figureCell, untrusted } from './cell.ts';

export type Fact = readonly [name: string, value: Cell];

/** What the machine is, as far as it is known. */
export function machineFacts({ machine }: RunReport): readonly Fact[] {
  return [
    ['Host', untrusted(machine.hostname)],
    ['CPUs', figureCell(machine.cpus, 2)],
    ['Memory', bytesCell(machine.memory)],
    ...(machine.processor === undefined ? [] : [['Processor', untrusted(machine.processor)] as const]),
    ['System', untrusted(`${machine.platform} ${machine.architecture}`)],
    ['Node.js', untrusted(machine.node)],
    ['Figures from', untrusted(machine.source)],
  ];
}
