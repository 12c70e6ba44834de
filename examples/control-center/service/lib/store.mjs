import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Devices and events, from two JSON files that a collector writes. */
export function createStore(folder) {
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return {
    folder,
    devices: () => read('devices.json'),
    /** Oldest first. */
    events: () => read('events.json'),
  };
}
