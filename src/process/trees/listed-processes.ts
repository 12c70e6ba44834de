import { execFileSync } from 'node:child_process';
import { oneLineCommand } from './one-line-command.ts';
import type { ProcessRow, ProcessSystem } from './process-system.ts';
import { groupExists, signalProcess } from './signal-process.ts';

/**
 * Unix systems without `/proc`, such as macOS: `ps` lists them. The environment of another process cannot be read, so there are no marks.
 * `ps` blocks for some milliseconds and is called only if processes have to be stopped or named.
 */
export function createListedProcesses(): ProcessSystem {
  return {
    list: () => parseList(ps(['-A', '-o', 'pid=,ppid=,pgid=,stat='])),
    markOf: () => undefined,
    commandOf: (pid) => oneLineCommand(ps(['-p', String(pid), '-o', 'command='])) || `[${pid}]`,
    groupExists,
    signalGroup: (group, signal) => signalProcess(-group, signal),
    signalOne: (row, signal) => signalProcess(row.pid, signal),
  };
}

/** `ps` shows no session number that can be compared, so the number of the group is used instead. */
export function parseList(text: string): readonly ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const line of text.split('\n')) {
    const [pid, parent, group, state] = line.trim().split(/\s+/);
    if (state === undefined || state.startsWith('Z')) continue;
    rows.push({ pid: Number(pid), parent: Number(parent), group: Number(group), session: Number(group) });
  }
  return rows;
}

function ps(args: readonly string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', timeout: 5_000, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
