import { ownUse, type Running } from './foreign-load.ts';
import type { MeasuredReading, MeasuredRun, MeasuredView } from './measured-run.ts';
import { measuredWindows, type Window } from './measured-windows.ts';

type SeenRun = Pick<MeasuredRun, 'mission' | 'readings' | 'views' | 'hasOwnUse'>;

/**
 * The readings that the journal kept, and those that its decisions show. A decision whose figure differs from the newest kept
 * window, or that comes long after it, was based on a window that was not kept, and a launch often follows from exactly that window.
 *
 * @param runs the launches of the run, with what they used
 */
export function knownReadings(run: SeenRun, runs: readonly Running[]): readonly MeasuredReading[] {
  const { readings, views } = run;
  const kept = measuredWindows(readings, run.mission.admission.sample);
  const busyIn = busyWindows(run, runs);
  const inferred: MeasuredReading[] = [];
  let index = -1;
  for (const view of views) {
    while ((readings[index + 1]?.at ?? Infinity) <= view.at) index += 1;
    const last = inferred.at(-1);
    const before = readings[index];
    const newest = last !== undefined && last.at > (before?.at ?? 0) ? last : before;
    if (newest === undefined) continue;
    const older = kept.newest(view.at);
    const next = kept.next(view.at);
    const length = next.to - next.from;
    const same = busyIn(newest, view) === newest.cpu && newest.memory === view.memory;
    if (same && (older === undefined || older.to - newest.to < 1.5 * length)) continue;
    // The window has just become known, or it is a little older and something else caused the decision.
    const justNow = older === undefined || older.to <= newest.to || next.at - view.at < length / 4;
    const at = justNow ? view.at : older.at;
    const to = at - (next.at - next.to);
    const { memory } = view;
    if (to <= newest.to) continue;
    const window = { from: Math.max(newest.to, to - length), to, at };
    const cpu = busyIn(window, view);
    inferred.push({ ...window, ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) });
  }
  return [...readings, ...inferred].sort((one, other) => one.at - other.at);
}

/** From this view on, the gate does not take ended tasks off: see `SATURATED` in `schedule/gate/constraint-view.ts`. Percent. */
const SATURATED = 97;

/**
 * How busy the machine was in the window that a view rests on. The gate takes off what has ended since, and counts what has just started apart. Both used
 * CPUs in the window.
 */
function busyWindows(
  { mission, hasOwnUse }: SeenRun,
  runs: readonly Running[],
): (window: Window, view: MeasuredView) => number | undefined {
  const { react, sample } = mission.admission;
  const shown = 0.9 * Math.min(react, sample);
  const coming = [...runs].sort((one, other) => other.launched - one.launched);
  let active: Running[] = [];
  return (window, { at, cpu }) => {
    if (cpu === undefined || hasOwnUse !== true || react === 0 || cpu >= SATURATED) return cpu;
    // Windows overlap a little.
    active = active.filter(({ ended }) => ended > window.from - sample);
    for (let next = coming.at(-1); next !== undefined && next.launched < window.to; next = coming.at(-1)) {
      coming.pop();
      active.push(next);
    }
    const left = active.filter(({ launched, ended }) => ended <= at || window.to - launched < shown);
    return left.length === 0 ? cpu : Math.min(100, cpu + ownUse(left, window).cpu);
  };
}
