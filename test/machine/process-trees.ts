/** /proc/PID/stat and status of invented processes. */
export interface MadeUp {
  readonly parent?: number;
  readonly group?: number;
  readonly session?: number;
  readonly name?: string;
  /** Clock ticks of the process itself, and of children that it has waited for. */
  readonly times?: readonly [user: number, system: number, childUser: number, childSystem: number];
  readonly start?: number;
  /** Minor page faults. */
  readonly minorFaults?: number;
  readonly pages?: number;
  /** Its first thread; `S` if it sleeps. */
  readonly state?: string;
  readonly threads?: number;
}

export function statLine(pid: number, process: MadeUp): string {
  const { parent = 1, group = 1, session = 1, name = 'sh', times = [0, 0, 0, 0], start = 5555 } = process;
  const { minorFaults = 901, pages = 0, state = 'S', threads = 1 } = process;
  return `${pid} (${name}) ${state} ${parent} ${group} ${session} 0 -1 4194304 ${minorFaults} 902 903 904 ${times.join(' ')} 20 0 ${threads} 0 ${start} 7000000 ${pages} 18446744073709551615 1 1 0\n`;
}

/** Puts a process into a file system in memory; `highWater` in kilobytes. */
export function setProcess(
  contents: Record<string, string>,
  pid: number | 'self',
  process: MadeUp,
  highWater?: number,
): void {
  contents[`/proc/${pid}/stat`] = statLine(pid === 'self' ? 99 : pid, process);
  if (highWater !== undefined)
    contents[`/proc/${pid}/status`] = `Name:\tsh\nVmHWM:\t  ${highWater} kB\nVmRSS:\t 1 kB\n`;
}

export function endProcess(contents: Record<string, string>, pid: number): void {
  for (const name of ['stat', 'status', `task/${pid}/children`]) delete contents[`/proc/${pid}/${name}`];
}
