import type { Event } from '../../../src/schedule/events/event.ts';
import type { Reading } from '../../../src/schedule/events/reading.ts';

/** Percent of the machine that the tasks of the mission used in each window of the journal. Other programs do not count. */
export function ownLoads(events: readonly Event[]): readonly number[] {
  const cpus = events.flatMap((event) => (event.type === 'mission-started' ? [event.machine.cpus] : []))[0] ?? 1;
  const readings = events.flatMap((event) => (event.type === 'sampled' ? [event.reading] : []));
  return readings.slice(1).map((reading, index) => {
    const before = readings[index] ?? reading;
    return (100 * (used(events, reading) - used(events, before))) / (((reading.to - before.to) / 1000) * cpus);
  });
}

/** CPU seconds of all tasks up to the end of this window: the last measurement of running tasks, the total of ended ones. */
function used(events: readonly Event[], reading: Reading): number {
  let sum = Object.values(reading.usage ?? {}).reduce((total, { cpuSeconds }) => total + cpuSeconds, 0);
  for (const event of events) {
    if (event.type === 'sampled' && event.reading === reading) break;
    if (event.type === 'step-exited') sum += event.usage?.cpuSeconds ?? 0;
  }
  return sum;
}
