import { readFileSync } from 'node:fs';

/** Clock ticks of `/proc/stat` in a second: fixed for user space on all common Linux machines. */
const TICKS = 100;

/** Seconds that these CPUs have been busy since the machine started, whatever for. */
export function busySeconds(cpus: readonly number[]): number {
  return secondsOf(readFileSync('/proc/stat', 'utf8'), cpus);
}

/**
 * @param stat text of `/proc/stat`, with a line of ticks for each CPU: `cpu0 user nice system idle iowait irq softirq steal …`
 */
export function secondsOf(stat: string, cpus: readonly number[]): number {
  const ticks = cpus.flatMap((cpu) => {
    const [user, nice, system, , , irq, softirq] = numbersOf(stat, cpu);
    return [user, nice, system, irq, softirq].map((value) => value ?? 0);
  });
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS;
}

function numbersOf(stat: string, cpu: number): readonly number[] {
  const line = stat.split('\n').find((text) => text.startsWith(`cpu${cpu} `)) ?? '';
  return line.split(/\s+/).slice(1).map(Number);
}
