import { spawn } from 'node:child_process';
import type { ProcessSystem, TreeSignal } from './process-system.ts';

/**
 * Windows has no process groups. `taskkill /T /F` ends a tree as long as its root lives; console programs ignore
 * `taskkill` without `/F`, so both signals use it.
 */
export function createWindowsProcesses(): ProcessSystem {
  return {
    list: () => [],
    markOf: () => undefined,
    commandOf: (pid) => `[${pid}]`,
    groupExists: () => false,
    signalGroup: (group, signal) => endTree(group, signal),
    signalOne: (row, signal) => endTree(row.pid, signal),
  };
}

/** A process cannot be stopped for a while, so the schedule never asks for that here. */
function endTree(pid: number, signal: TreeSignal): void {
  if (signal === 'SIGSTOP' || signal === 'SIGCONT') return;
  const killer = spawn('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  // A missing taskkill must not crash the run; the time-out of the step reports that it did not end.
  killer.on('error', () => {});
}
