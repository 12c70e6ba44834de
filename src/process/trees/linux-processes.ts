import { createFiles } from '../../machine/kernel/files.ts';
import { readProcess } from '../../machine/trees/process-list.ts';
import { runVariable, serviceVariable, taskVariable } from '../contract/task-environment.ts';
import { oneLineCommand } from './one-line-command.ts';
import type { Mark, ProcessRow, ProcessSystem } from './process-system.ts';
import { groupExists, signalProcess } from './signal-process.ts';

const files = createFiles();

/** Linux shows everything in `/proc`; see proc(5). */
export function createLinuxProcesses(): ProcessSystem {
  return {
    list,
    markOf,
    commandOf: (pid) => oneLineCommand(read(`/proc/${pid}/cmdline`) || `[${nameOf(pid)}]`),
    groupExists,
    signalGroup: (group, signal) => signalProcess(-group, signal),
    signalOne: (row, signal) => {
      if (readRow(row.pid)?.start === row.start) signalProcess(row.pid, signal);
    },
  };
}

function list(): readonly ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const pid of files.names('/proc').map(Number).filter(Number.isInteger)) {
    const row = readRow(pid);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Undefined if the process has ended, also if its parent has not waited for it yet. */
export function readRow(pid: number): ProcessRow | undefined {
  const row = readProcess(pid, files);
  if (row === undefined || row.hasEnded) return undefined;
  const { parent, group, session, start } = row;
  return { pid, parent, group, session, start: String(start) };
}

function markOf(pid: number): Mark | undefined {
  const environment = read(`/proc/${pid}/environ`);
  const run = variableIn(environment, runVariable);
  if (run === undefined) return undefined;
  return { run, id: variableIn(environment, taskVariable) ?? variableIn(environment, serviceVariable) ?? '' };
}

function variableIn(environment: string, name: string): string | undefined {
  const key = `${name}=`;
  let start = environment.startsWith(key) ? 0 : environment.indexOf(`\0${key}`) + 1;
  if (start === 0 && !environment.startsWith(key)) return undefined;
  start += key.length;
  const end = environment.indexOf('\0', start);
  return environment.slice(start, end < 0 ? undefined : end);
}

function nameOf(pid: number): string {
  return read(`/proc/${pid}/comm`).trim() || String(pid);
}

/** Empty if the process is gone or belongs to another user. */
function read(path: string): string {
  return files.text(path) ?? '';
}
