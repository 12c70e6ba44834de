import { ofTask, type Reading, type Usage } from '../events/reading.ts';

/** Milliseconds over which growth is remembered. */
const SPAN = 1_000;

/**
 * The reading with how much each task and service has grown in about the last second: its growth since the reading before, and the rest
 * of what it had grown by then, which fades within a second. Windows differ in length, so two readings alone would not be
 * comparable.
 *
 * @param isRepeated the usage is that of the reading before, because the machine rests: if nothing had grown then, the same object is returned
 */
export function withGrowth(before: Reading | undefined, reading: Reading, isRepeated = false): Reading {
  if (reading.usage === undefined) return reading;
  if (isRepeated && before?.usage !== undefined && Object.values(before.usage).every(({ grown }) => grown === 0))
    return { ...reading, usage: before.usage };
  const fade = before === undefined ? 0 : Math.max(0, 1 - (reading.to - before.to) / SPAN);
  const usage = Object.entries(reading.usage).map(([id, use]): [string, Usage] => {
    const earlier = ofTask(before?.usage, id);
    const grown = Math.max(0, use.memory - (earlier?.memory ?? 0)) + fade * (earlier?.grown ?? 0);
    return [id, { ...use, grown: Math.round(grown) }];
  });
  return { ...reading, usage: Object.fromEntries(usage) };
}

/** Below this a task does not grow: any program allocates a little now and then. Bytes, and a share of its memory. */
const LEAST_GROWTH = 8 * 1024 ** 2;
const LEAST_SHARE = 0.05;

/** True while its memory still grows. A task that no reading shows has only just begun. */
export function isGrowing(usage: Usage | undefined): boolean {
  if (usage === undefined) return true;
  return (usage.grown ?? 0) > Math.max(LEAST_GROWTH, LEAST_SHARE * usage.memory);
}

/** Bytes that a task will use soon: as much as now, and while it grows, as much more as it has grown by in the last second. */
export function expectedMemory(usage: Usage): number {
  return usage.memory + (isGrowing(usage) ? (usage.grown ?? 0) : 0);
}
