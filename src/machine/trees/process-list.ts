import type { Files } from '../kernel/files.ts';
import { type ProcessRow, parseProcessStat } from './process-stat.ts';
import { statFilesOf } from './stat-files.ts';

/** By pid. */
export type ProcessRows = ReadonlyMap<number, ProcessRow>;

export interface ProcessList {
  /** All processes of the machine except those that were dismissed. */
  read(): ProcessRows;
  /** Excludes a process that belongs to no tree and never will: it is not read again while its pid is in use. */
  dismiss(pid: number): void;
}

/** In readings. All processes are read again after so many, in case the pid of a dismissed one was reused in between. */
const RENEWED_AFTER = 10;

/** One small file is read for each process. Most processes of a machine belong to no tree: leaving them out makes a reading cheap. */
export function createProcessList(files: Files, stats = statFilesOf(files)): ProcessList {
  let dismissed = new Set<number>();
  let newest: ProcessRows = new Map();
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
        if (before.has(pid)) {
          dismissed.add(pid);
          continue;
        }
        const stat = stats.read(pid);
        const row = stat === undefined ? undefined : parseProcessStat(pid, stat);
        if (row !== undefined) rows.set(pid, row);
      }
      for (const pid of newest.keys()) if (!rows.has(pid)) stats.close(pid);
      newest = rows;
      return rows;
    },
    dismiss: (pid) => {
      dismissed.add(pid);
      stats.close(pid);
    },
  };
}

/**
 * A process and its descendants, without reading the other processes of the machine. The kernel lists only the children of
 * the first thread, and some kernels list none: the list of all processes finds the rest.
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

/** The ancestors of a process, starting with the process itself. */
export function ancestorsOf(pid: number, files: Files): readonly number[] {
  const ancestors: number[] = [];
  for (let next = pid; next > 0 && !ancestors.includes(next); next = readProcess(next, files)?.parent ?? 0) {
    ancestors.push(next);
  }
  return ancestors;
}

/** Reads one process; undefined if it has ended. */
export function readProcess(pid: number, files: Files): ProcessRow | undefined {
  const stat = files.head(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : parseProcessStat(pid, stat);
}
