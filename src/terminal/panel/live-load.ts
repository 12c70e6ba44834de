import type { Reading } from '../../schedule/events/reading.ts';

/** What one process tree uses now. */
export interface LiveUse {
  /** CPU seconds a second, in the newest window; absent before it was seen twice. */
  readonly cpu?: number;
  /** Resident bytes. */
  readonly memory: number;
}

/** The newest windows: what the panel shows beside the report, whose readings are thinned as a run grows long. */
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
    const earlier = before?.usage?.[id]?.cpuSeconds;
    // A new attempt may begin at zero again.
    const cpu = earlier === undefined || seconds <= 0 ? {} : { cpu: Math.max(0, cpuSeconds - earlier) / seconds };
    load.use.set(id, { ...cpu, memory });
  }
}
