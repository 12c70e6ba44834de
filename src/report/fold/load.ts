import type { LoadHistory } from '../model/measured.ts';

/** Adds what ran until `at` to the integrals. */
export function advanceLoad(load: LoadHistory, at: number): void {
  const passed = at - load.since;
  if (passed <= 0) return;
  // Only a sum that lasted counts as a maximum: within one instant the order of ends and launches is arbitrary.
  load.maximum = Math.max(load.maximum, load.now);
  load.maximumActive = Math.max(load.maximumActive, load.active);
  load.area += load.now * passed;
  load.squares += load.now * load.now * passed;
  load.activeArea += load.active * passed;
  load.since = at;
}

/** Adds or removes one task that counts with this load. */
export function changeLoad(load: LoadHistory, at: number, count: 1 | -1, counted: number): void {
  load.active += count;
  // With nothing running the sum is exactly zero, whatever the additions left by rounding.
  load.now = load.active === 0 ? 0 : load.now + count * counted;
  const last = load.steps.at(-1);
  if (last === undefined || last.at !== at) {
    load.steps.push({ at, load: load.now, active: load.active });
    return;
  }
  last.load = load.now;
  last.active = load.active;
}
