import type { Reading, Usage } from '../schedule/events/reading.ts';
import { type State, taskState } from '../schedule/state/state.ts';
import { addServed, type Served, type ServiceUse, usageOfServices } from './service-use.ts';

/** The readings of a simulated machine on which each task uses its declared or learned load as far as the CPUs suffice, and nothing if none is known. */

/**
 * The newest whole window at `now`. As in a real run, a launch shows from the first window that begins after it. The task that
 * exits now (`leaving`) is not in it any more, so that its successors need not wait for the next window.
 *
 * @param given CPUs that the virtual machine gives to a task and its services now, and what part of them is that of the services
 */
export function declaredReading(
  state: State,
  now: number,
  given: (id: string) => { readonly cpus: number; readonly served?: Served | undefined },
  leaving: string | undefined,
): Reading {
  const window = windowLength(state);
  const to = windowEnd(now, window);
  const from = to - window;
  const usage: (readonly [string, Usage])[] = [];
  const services: ServiceUse = new Map();
  let own = 0;
  for (const id of state.active.keys()) {
    const task = taskState(state, id);
    const active = task.phase === 'running' || task.phase === 'stopping';
    if (!active || task.launched > from || id === leaving) continue;
    const { cpus, served } = given(id);
    own += cpus;
    usage.push([id, { cpuSeconds: 0, memory: 0, cpu: cpus * (1 - (served?.part ?? 0)) }]);
    addServed(services, served, cpus);
  }
  usage.push(...usageOfServices(services));
  const percent = (100 * own) / state.machine.cpus;
  return { from, to, cpu: Math.min(100, percent), memory: 0, own, usage: Object.fromEntries(usage) };
}

/**
 * When the next window ends that may open the gate: a task waits for it, and the newest launch is not in the readings yet.
 * Undefined if no window would show anything new.
 */
export function nextWindow(state: State, now: number, newestLaunch: number): number | undefined {
  if (state.gated.length === 0) return undefined;
  const window = windowLength(state);
  const at = windowEnd(now, window) + window;
  return at < newestLaunch + 2 * window ? at : undefined;
}

function windowEnd(now: number, window: number): number {
  return Math.floor(now / window) * window;
}

/** Launches are measured after `react` while tasks wait for it. */
function windowLength({ mission: { admission } }: State): number {
  return admission.react === 0 ? admission.sample : Math.min(admission.react, admission.sample);
}
