import type { Files } from '../kernel/files.ts';
import { type ProcessRow, parseProcessStat } from './process-stat.ts';

/** By pid. */
export type ProcessRows = ReadonlyMap<number, ProcessRow>;

export interface ProcessList {
  /** All processes of the machine but those that were dismissed. */
  read(): ProcessRows;
  /** A process that belongs to no tree and never will: it is not read again as long as its number is in use. */
  dismiss(pid: number): void;
}

/** A number that passed from a dismissed process to a new one between two readings is found out after so many. */
const RENEWED_AFTER = 10;

/** One small file is read for each process. Most processes of a machine belong to no tree: leaving them out makes a reading cheap. */
export function createProcessList(files: Files): ProcessList {
  let dismissed = new Set<number>();
  let readings = 0;
  return {
    read: () => {
      const before = readings % RENEWED_AFTER === 0 ? new Set<number>() : dismissed;
      readings += 1;
      dismissed = new Set();
      const rows = new Map<number, ProcessRow>();
      for (const name of files.names('/proc')) {
        const first = name.charCodeAt(0);
        if (first < 48 || first > 57) continue;
        const pid = Number(name);
        const row = before.has(pid) ? undefined : readProcess(pid, files);
        if (row !== undefined) rows.set(pid, row);
        else if (before.has(pid)) dismissed.add(pid);
      }
      return rows;
    },
    dismiss: (pid) => dismissed.add(pid),
  };
}

/**
 * A process and what descends from it, without a look at the other processes of the machine. The kernel lists the children of the
 * first thread alone, and some kernels none: what is missing is found in the list of all.
 */
export function listTree(files: Files, leader: number): ProcessRows {
  const rows = new Map<number, ProcessRow>();
  const open = [leader];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const row = rows.has(pid) ? undefined : readProcess(pid, files);
    if (row === undefined) continue;
    rows.set(pid, row);
    const children = files.text(`/proc/${pid}/task/${pid}/children`) ?? '';
    for (const child of children.split(' ')) if (child !== '') open.push(Number(child));
  }
  return rows;
}

/** From a process upwards, itself included. */
export function ancestorsOf(pid: number, files: Files): readonly number[] {
  const ancestors: number[] = [];
  for (let next = pid; next > 0 && !ancestors.includes(next); next = readProcess(next, files)?.parent ?? 0) {
    ancestors.push(next);
  }
  return ancestors;
}

/** One process; undefined if it is gone. */
export function readProcess(pid: number, files: Files): ProcessRow | undefined {
  const stat = files.head(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : parseProcessStat(pid, stat);
}
