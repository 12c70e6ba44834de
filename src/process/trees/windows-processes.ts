import { spawn } from 'node:child_process';
import type { ProcessSystem } from './process-system.ts';

/**
 * Windows has no process groups. `taskkill /T /F` ends a tree as long as its root lives; console programs do not answer
 * the gentle form, so both signals force.
 */
export function createWindowsProcesses(): ProcessSystem {
  return {
    list: () => [],
    markOf: () => undefined,
    commandOf: (pid) => `[${pid}]`,
    groupExists: () => false,
    signalGroup: (group) => endTree(group),
    signalOne: (row) => endTree(row.pid),
  };
}

function endTree(pid: number): void {
  const killer = spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  // A missing taskkill must not crash the run; the step's time-out will say that it did not end.
  killer.on('error', () => {});
}
