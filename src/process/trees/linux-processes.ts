import { readdirSync, readFileSync } from 'node:fs';
import { runVariable, serviceVariable, taskVariable } from '../contract/task-environment.ts';
import { oneLineCommand } from './one-line-command.ts';
import type { Mark, ProcessRow, ProcessSystem } from './process-system.ts';
import { groupExists, signalProcess } from './signal-process.ts';

/** Linux tells everything in `/proc`; fields as in proc(5). */
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
  for (const name of pids()) {
    const row = readRow(name);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function readRow(pid: number): ProcessRow | undefined {
  return parseStat(pid, read(`/proc/${pid}/stat`));
}

/** The name in parentheses may itself hold spaces and parentheses, so fields count from the last one. */
export function parseStat(pid: number, stat: string): ProcessRow | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, session] = fields;
  const start = fields[19];
  if (state === undefined || start === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), start };
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

/** Empty when the process is gone or another user's. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
