import { advanceLoad } from '../../report/fold/load.ts';
import type { RunnerReport } from '../../report/model/fleet.ts';
import type { LoadHistory } from '../../report/model/measured.ts';

/**
 * What ran on all runners together, as one step function: the sum of active workers, and the load in percent of the CPUs of all runners.
 *
 * @param load empty; filled by this
 */
export function joinLoad(load: LoadHistory, runners: readonly RunnerReport[]): void {
  const cpus = runners.reduce((sum, { machine }) => sum + machine.cpus, 0);
  const changes = runners.flatMap(({ active: steps, machine }) => {
    const share = cpus > 0 ? machine.cpus / cpus : 0;
    let before = { load: 0, active: 0 };
    return steps.map(({ at, load: now, active }) => {
      const change = { at, load: (now - before.load) * share, active: active - before.active };
      before = { load: now, active };
      return change;
    });
  });
  changes.sort((one, other) => one.at - other.at);
  for (const change of changes) {
    advanceLoad(load, change.at);
    load.active += change.active;
    // With nothing running the sum is exactly zero, whatever the additions left by rounding.
    load.now = load.active === 0 ? 0 : load.now + change.load;
    const last = load.steps.at(-1);
    if (last?.at === change.at) {
      last.load = load.now;
      last.active = load.active;
    } else load.steps.push({ at: change.at, load: load.now, active: load.active });
  }
  advanceLoad(load, Math.max(0, ...runners.map(({ ended }) => ended)));
}

/** Index of the step that holds at a moment; -1 before the first one. */
export function stepAt(steps: LoadHistory['steps'], at: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
