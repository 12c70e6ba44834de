/** One process, from /proc/PID/stat. */
export interface ProcessRow {
  readonly pid: number;
  /** The process has ended, and its parent has not waited for it yet (a zombie). */
  readonly hasEnded: boolean;
  /** Its first thread runs or waits for a CPU. */
  readonly isRunnable: boolean;
  readonly threads: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** User and system time of the process and of the children it has waited for, in clock ticks. */
  readonly ticks: number;
  /** Time of those children only. */
  readonly childTicks: number;
  /** Clock tick of its start. Together with the pid, it distinguishes the process from a later one with the same pid. */
  readonly start: number;
  /** Page faults of the process itself: without a new one, its memory has not grown. */
  readonly faults: number;
  /** Resident pages. */
  readonly pages: number;
}

const CLOSING = 41;
const BLANK = 32;
const NEW_LINE = 10;
const ZERO = 48;
/** The state R. */
const RUNNABLE = 82;
/** The states Z, X and x. */
const ENDED: readonly number[] = [90, 88, 120];

// Fields of /proc/PID/stat, counted as in proc_pid_stat(5).
const STATE = 3;
const PARENT = 4;
const GROUP = 5;
const SESSION = 6;
const MINOR_FAULTS = 10;
const MAJOR_FAULTS = 12;
const FIRST_TIME = 14;
const FIRST_CHILD_TIME = 16;
const LAST_TIME = 17;
const THREADS = 20;
const START = 22;
const RESIDENT = 24;

/**
 * Reads one /proc/PID/stat; undefined if the text is cut. Works on bytes, because it runs for every process in every
 * window.
 */
export function parseProcessStat(pid: number, stat: Uint8Array): ProcessRow | undefined {
  // The name of the program may contain blanks and brackets; after the last bracket there are only numbers.
  let position = stat.lastIndexOf(CLOSING) + 2;
  if (position < 2) {
    return undefined;
  }
  const hasEnded = ENDED.includes(stat[position] ?? 0);
  const row = {
    pid,
    hasEnded,
    isRunnable: stat[position] === RUNNABLE,
    threads: 0,
    parent: 0,
    group: 0,
    session: 0,
    ticks: 0,
    childTicks: 0,
    start: 0,
    faults: 0,
    pages: 0,
  };
  for (let field = STATE; position < stat.length; field += 1) {
    let value = 0;
    for (; position < stat.length && stat[position] !== BLANK && stat[position] !== NEW_LINE; position += 1) {
      value = value * 10 + (stat[position] ?? ZERO) - ZERO;
    }
    position += 1;
    if (field === PARENT) {
      row.parent = value;
    } else if (field === GROUP) {
      row.group = value;
    } else if (field === SESSION) {
      row.session = value;
    } else if (field === MINOR_FAULTS || field === MAJOR_FAULTS) {
      row.faults += value;
    } else if (field >= FIRST_TIME && field <= LAST_TIME) {
      row.ticks += value;
      row.childTicks += field >= FIRST_CHILD_TIME ? value : 0;
    } else if (field === THREADS) {
      row.threads = value;
    } else if (field === START) {
      row.start = value;
    } else if (field === RESIDENT) {
      row.pages = value;
      return row;
    }
  }
  return undefined;
}

/** True if the thread with this /proc/PID/task/TID/stat runs or waits for a CPU. */
export function isRunnableState(stat: Uint8Array): boolean {
  return stat[stat.lastIndexOf(CLOSING) + 2] === RUNNABLE;
}

const latin = new TextDecoder('latin1');
const HIGH_WATER = /^VmHWM:\s*(\d+) kB$/m;

/** Largest resident size in bytes since the program started, from /proc/PID/status; undefined for a zombie. */
export function parseHighWater(status: Uint8Array): number | undefined {
  const kilobytes = HIGH_WATER.exec(latin.decode(status))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
