import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import { shownPath } from '../mission/include/include-path.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { MachineFacts } from './events/machine-facts.ts';

const MIB = 1024 ** 2;

/** Memory requests that this machine can never satisfy, found before anything starts. Otherwise they would wait forever. */
export function checkRequests(mission: Mission, machine: MachineFacts, file: string): readonly Diagnostic[] {
  const { limit } = mission.admission.memory;
  const usable = (machine.memory * limit) / 100;
  if (usable <= 0) return [];
  const lines = new Set<string>();
  return mission.tasks.flatMap((task) => {
    if (task.memory === undefined || task.memory <= usable) return [];
    // The combinations of a matrix share one line and one request.
    const { line, included } = task;
    const where = included === undefined ? file : shownPath(file, included.file);
    if (lines.has(`${where}:${line}`)) return [];
    lines.add(`${where}:${line}`);
    const place = { line: task.line, column: 1, endLine: task.line, endColumn: 1 };
    return [
      {
        file: where,
        ...place,
        severity: 'error',
        code: 'request-too-large',
        message: `expected ${task.id} to request at most ${mebibytes(usable)} (${limit} % of this machine's ${mebibytes(machine.memory)}), found ${mebibytes(task.memory)}`,
        hint: 'lower its `memory`, raise `admission.memory.limit`, or run the mission on a larger machine',
      } as const,
    ];
  });
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
