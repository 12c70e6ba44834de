import type { Reading, Usage } from '../schedule/events/reading.ts';
import { percentOfMemory } from '../schedule/gate/constraint-view.ts';
import { memoryAt } from './machine/profile.ts';
import { positionAt, type Run, usedBetween, type VirtualMachine } from './machine/virtual-machine.ts';
import type { ForeignLoad, Load, WindowLoad } from './measured/foreign-load.ts';
import type { ForeignTimeline } from './measured/foreign-timeline.ts';
import type { MeasuredRun } from './measured/measured-run.ts';
import type { Window } from './measured/measured-windows.ts';
import { addServed, type Served, type ServiceUse, usageOfServices } from './service-use.ts';

/** An attempt on the virtual machine. */
export interface Launched {
  readonly run: Run;
  /** What its services use, if they use a part of its CPU time. */
  readonly served?: Served;
  /** Infinity while it runs. */
  readonly ended: number;
}

/** What the tasks of the mission got in a window: CPUs on average, bytes at its end. */
export function useIn(launched: Iterable<Launched>, { from, to }: Window): { cpus: number; memory: number } {
  let used = 0;
  let memory = 0;
  for (const { run, ended } of launched) {
    used += usedBetween(run, from, to);
    if (run.launched <= to && ended > to) memory += memoryAt(run.profile, positionAt(run, to));
  }
  return { cpus: to > from ? used / (to - from) : 0, memory };
}

/** Percent; undefined where it was not measured. */
export function memoryPercent(
  foreign: Load,
  own: { readonly memory: number },
  { machine }: MeasuredRun,
): number | undefined {
  return foreign.memory === undefined ? undefined : foreign.memory + percentOfMemory(own.memory, machine.memory);
}

/** CPU of a machine is never above 100 percent. Memory may be: then the run would have needed more than there is. */
export function highestOf(before: Load, { cpu, memory }: Load): Load {
  return {
    ...before,
    ...(cpu === undefined ? {} : { cpu: Math.max(before.cpu ?? -Infinity, Math.min(100, cpu)) }),
    ...(memory === undefined ? {} : { memory: Math.max(before.memory ?? -Infinity, memory) }),
  };
}

/** What the reading of a window is made of. */
interface Measuring {
  readonly window: Window;
  /** True if the measured run had the same window. */
  readonly isMeasured: boolean;
  readonly own: { readonly cpus: number; readonly memory: number };
  readonly attempts: { readonly active: ReadonlyMap<string, Launched>; readonly machine: VirtualMachine };
  readonly parts: {
    readonly run: MeasuredRun;
    /** CPUs of the simulated machine. */
    readonly cpus: number;
    /** CPUs that a further program wants. */
    readonly others: number;
    readonly foreign: ForeignLoad;
    readonly pressing: ForeignTimeline;
  };
}

/** A window as the gate gets it, and its load in percent. */
export function readingOf(measuring: Measuring): { readonly reading: Reading; readonly load: Load } {
  const { window, own, attempts, parts } = measuring;
  const known = parts.foreign.in(window);
  const foreign = known.cpu === undefined ? undefined : foreignCpus(known, measuring);
  const others = parts.others * attempts.machine.meanShare(window.from, window.to);
  const cpu = foreign === undefined ? undefined : (100 * (own.cpus + foreign + others)) / parts.cpus;
  const memory = memoryPercent(known, own, parts.run);
  const reading = {
    from: window.from,
    to: window.to,
    ...(cpu === undefined ? {} : { cpu: percent(cpu) }),
    ...(memory === undefined ? {} : { memory: percent(memory) }),
    own: own.cpus,
    usage: usageIn(window, attempts.active),
  };
  return { reading, load: { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) } };
}

/**
 * CPUs of other programs: where tasks were delayed, these take what is left. A negative figure balances the inaccuracy of a measured window. It means
 * nothing if the tasks use something else there.
 *
 * @param known percent of the measured machine
 */
function foreignCpus({ cpu: share = 0, own }: WindowLoad, measuring: Measuring): number {
  const { window, isMeasured, attempts, parts } = measuring;
  const { cpus } = parts.run.machine;
  // On fewer CPUs, other programs can keep only their part of these.
  const measured = (share * Math.min(parts.cpus, cpus)) / 100;
  if (measured <= 0) {
    const isSame = own !== undefined && Math.abs(measuring.own.cpus - (own * cpus) / 100) <= SAME * cpus;
    return isMeasured && isSame ? measured : 0;
  }
  const pressure = parts.pressing.pressureAt((window.from + window.to) / 2);
  if (pressure === 0) return measured;
  return measured * Math.max(1, (1 + pressure) * attempts.machine.meanShare(window.from, window.to));
}

/** Part of the CPUs by which the use of a window may differ from that in the run. */
const SAME = 0.02;

/** No machine shows less than 0 or more than 100 percent. */
function percent(value: number): number {
  return Math.min(100, Math.max(0, value));
}

/** What each running task got in this window, and its services apart from it. */
function usageIn({ from, to }: Window, active: ReadonlyMap<string, Launched>): Readonly<Record<string, Usage>> {
  const usage: [string, Usage][] = [];
  const services: ServiceUse = new Map();
  for (const [id, { run, served }] of active) {
    if (run.launched > to) continue;
    const since = Math.max(from, run.launched);
    const used = usedBetween(run, since, to);
    const cpu = to > since ? (used * (1 - (served?.part ?? 0))) / (to - since) : 0;
    usage.push([id, { cpuSeconds: 0, memory: memoryAt(run.profile, positionAt(run, to)), cpu }]);
    if (to > from) addServed(services, served, used / (to - from));
  }
  return Object.fromEntries([...usage, ...usageOfServices(services)]);
}
