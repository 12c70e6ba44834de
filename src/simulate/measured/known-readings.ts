import type { MeasuredReading, MeasuredView } from './measured-run.ts';
import { measuredWindows } from './measured-windows.ts';

/**
 * The readings that the journal kept, and those that its decisions show. A decision whose figure differs from the newest kept
 * window, or that comes long after it, was based on a window that was not kept, and a launch often follows from exactly that window.
 */
export function knownReadings(
  { readings, views }: { readonly readings: readonly MeasuredReading[]; readonly views: readonly MeasuredView[] },
  sample: number,
): readonly MeasuredReading[] {
  const kept = measuredWindows(readings, sample);
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
    const same = newest.cpu === view.cpu && newest.memory === view.memory;
    if (same && (older === undefined || older.to - newest.to < 1.5 * length)) continue;
    // The window has just become known, or it is a little older and something else caused the decision.
    const justNow = older === undefined || older.to <= newest.to || next.at - view.at < length / 4;
    const at = justNow ? view.at : older.at;
    const to = at - (next.at - next.to);
    const { cpu, memory } = view;
    if (to <= newest.to) continue;
    inferred.push({
      from: Math.max(newest.to, to - length),
      to,
      at,
      ...(cpu === undefined ? {} : { cpu }),
      ...(memory === undefined ? {} : { memory }),
    });
  }
  return [...readings, ...inferred].sort((one, other) => one.at - other.at);
}
