import type { Mission, Task } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';

import { type ForeignLoad, ownUse, type Running } from './foreign-load.ts';
import { lastUpTo } from './load-profile.ts';
import type { MeasuredReading, Span } from './measured-run.ts';
import type { Window, Windows } from './measured-windows.ts';

/**
 * Busy windows that the journal left out, but whose effect it shows: a task went on waiting for CPU although the kept windows
 * around them would open the gate. Such a window is assumed to have been as busy as those around it, and at least as busy as it
 * takes to close the gate.
 */
export function inferBusyWindows(
  held: readonly Span[],
  readings: readonly MeasuredReading[],
  {
    windows,
    foreign,
    runs,
    mission,
    machine,
  }: {
    readonly windows: Windows;
    readonly foreign: ForeignLoad;
    readonly runs: readonly Running[];
    readonly mission: Mission;
    readonly machine: MachineFacts;
  },
): readonly MeasuredReading[] {
  const { cpu, workers } = mission.admission;
  const loads = new Map(mission.tasks.map((task) => [task.id, unseenLoad(task, machine)]));
  const unseenOf = (id: string): number => loads.get(id) ?? 0;
  /**
   * The gate is checked when the window becomes known and at each end until the next window. It stayed closed at all of these
   * moments, so the one with the least unseen load says how busy the window was at least. Undefined if something else than
   * the reading may have kept the gate closed at each moment: one launch per window, or no free worker.
   */
  const leastUnseen = (window: Window, until: number, active: readonly Running[]): number | undefined => {
    if (active.some(({ launched }) => launched >= window.to && launched < until)) return undefined;
    const moments = [window.at, ...active.flatMap(({ ended }) => (ended > window.at && ended < until ? [ended] : []))];
    const sums = moments.flatMap((moment) => {
      const running = active.filter(({ launched, ended }) => launched <= moment && ended > moment);
      if (running.length >= workers.limit) return [];
      return [running.reduce((sum, { id, launched }) => sum + (launched > window.from ? unseenOf(id) : 0), 0)];
    });
    return sums.length === 0 ? undefined : Math.min(...sums);
  };
  const ends = readings.map(({ to }) => to);
  const kept = new Set(ends);
  const byLaunch = [...runs].sort((one, other) => one.launched - other.launched);
  const found: MeasuredReading[] = [];
  let coming = 0;
  let active: Running[] = [];
  /** What is known about the gap that follows the kept window `of`. */
  let raised = { of: -1, by: 0 };
  for (const span of united(held)) {
    for (let window = windows.next(span.from); window.at < span.until; window = windows.next(window.at)) {
      const index = lastUpTo(ends, window.to);
      const after = readings[index + 1];
      if (kept.has(window.to)) continue;
      const next = windows.next(window.at);
      active = active.filter(({ ended }) => ended > window.from);
      for (let run = byLaunch[coming]; run !== undefined && run.launched < next.at; run = byLaunch[coming]) {
        coming += 1;
        if (run.ended > window.from) active.push(run);
      }
      const unseen = leastUnseen(window, Math.min(next.at, span.until), active);
      if (unseen === undefined) continue;
      const others = foreign.in(window).cpu;
      if (others === undefined) continue;
      const usual = others + ownUse(active, window).cpu + (raised.of === index ? raised.by : 0);
      if (usual + unseen >= cpu.limit) continue;
      const before = readings[index]?.cpu ?? 0;
      const around = (before + (after === undefined ? before : (after.cpu ?? 0))) / 2;
      const busy = Math.max(cpu.limit - unseen, around);
      raised = { of: index, by: busy - usual + (raised.of === index ? raised.by : 0) };
      const memory = readings[index]?.memory;
      found.push({ ...window, cpu: busy, ...(memory === undefined ? {} : { memory }) });
    }
  }
  return [...readings, ...found].sort((one, other) => one.at - other.at);
}

/** Merges overlapping ones, in the order of time. */
function united(spans: readonly Span[]): readonly Span[] {
  const one: { from: number; until: number }[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = one.at(-1);
    if (last === undefined || from > last.until) one.push({ from, until });
    else last.until = Math.max(last.until, until);
  }
  return one;
}

/** Percent of the machine assumed for a task that no reading shows yet: its load, else its `cpus`, else one CPU. */
function unseenLoad({ load, cpus = 1 }: Pick<Task, 'load' | 'cpus'>, machine: MachineFacts): number {
  return load ?? Math.min(100, (100 * cpus) / machine.cpus);
}
