import { ofTask, type Reading } from '../../schedule/events/reading.ts';

/** The current usage of one process tree. */
export interface LiveUse {
  /** CPU seconds per second in the newest window; absent until the tree is in two readings. */
  readonly cpu?: number;
  /** Resident bytes. */
  readonly memory: number;
}

/** The newest measuring window. The report alone would not do, because it keeps fewer readings the longer a run takes. */
export interface LiveLoad {
  newest: Reading | undefined;
  readonly use: Map<string, LiveUse>;
}

export function emptyLoad(): LiveLoad {
  return { newest: undefined, use: new Map() };
}

export function noteReading(load: LiveLoad, reading: Reading): void {
  const before = load.newest;
  const seconds = before === undefined ? 0 : (reading.to - before.to) / 1000;
  load.newest = reading;
  load.use.clear();
  for (const [id, { cpuSeconds, memory }] of Object.entries(reading.usage ?? {})) {
    const earlier = ofTask(before?.usage, id)?.cpuSeconds;
    // Not below 0: the CPU seconds of a new attempt begin at 0.
    const cpu = earlier === undefined || seconds <= 0 ? {} : { cpu: Math.max(0, cpuSeconds - earlier) / seconds };
    load.use.set(id, { ...cpu, memory });
  }
}
