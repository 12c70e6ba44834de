import type { LoadHistory } from '../model/run.ts';

/** Lets time pass: what ran until `at` is added to the integrals. */
export function advanceLoad(load: LoadHistory, at: number): void {
  const passed = at - load.since;
  if (passed <= 0) return;
  // Only a sum that held for some time counts as a maximum: within one instant the order of ends and launches is arbitrary.
  load.maximum = Math.max(load.maximum, load.now);
  load.maximumActive = Math.max(load.maximumActive, load.active);
  load.area += load.now * passed;
  load.squares += load.now * load.now * passed;
  load.activeArea += load.active * passed;
  load.since = at;
}

/** One task more or one less, of this declared load. */
export function changeLoad(load: LoadHistory, at: number, count: 1 | -1, declared: number): void {
  load.active += count;
  // With nobody running the sum is exactly zero, whatever rounding the additions left.
  load.now = load.active === 0 ? 0 : load.now + count * declared;
  const last = load.steps.at(-1);
  if (last === undefined || last.at !== at) {
    load.steps.push({ at, load: load.now, active: load.active });
    return;
  }
  last.load = load.now;
  last.active = load.active;
}
