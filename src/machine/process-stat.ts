/** What one process adds to its leader's tree. */
export interface ProcessShare {
  readonly leader: number;
  /** User and system time of the process and of the children it has waited for, in clock ticks. */
  readonly ticks: number;
  /** Resident pages. */
  readonly pages: number;
}

const CLOSING = 41;
const BLANK = 32;
const ZERO = 48;

// Fields of /proc/PID/stat, counted as in proc_pid_stat(5).
const STATE = 3;
const GROUP = 5;
const SESSION = 6;
const FIRST_TIME = 14;
const LAST_TIME = 17;
const RESIDENT = 24;

/**
 * Reads one /proc/PID/stat. Undefined when neither its session nor its process group is led by one of the leaders, or when
 * the text is cut. Works on bytes and leaves early: it runs for every process of the machine in every window.
 */
export function parseProcessStat(stat: Uint8Array, leaders: ReadonlySet<number>): ProcessShare | undefined {
  // The name of the program may contain blanks and brackets; after the last bracket there are only numbers.
  let position = stat.lastIndexOf(CLOSING) + 2;
  if (position < 2) {
    return undefined;
  }
  let leader: number | undefined;
  let group = 0;
  let ticks = 0;
  for (let field = STATE; position < stat.length; field += 1) {
    let value = 0;
    for (; position < stat.length && stat[position] !== BLANK; position += 1) {
      value = value * 10 + (stat[position] ?? ZERO) - ZERO;
    }
    position += 1;
    if (field === GROUP) {
      group = value;
    } else if (field === SESSION) {
      leader = leaders.has(value) ? value : leaders.has(group) ? group : undefined;
      if (leader === undefined) {
        return undefined;
      }
    } else if (field >= FIRST_TIME && field <= LAST_TIME) {
      ticks += value;
    } else if (field === RESIDENT && leader !== undefined) {
      return { leader, ticks, pages: value };
    }
  }
  return undefined;
}
