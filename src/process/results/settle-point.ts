import type { Facts } from './tally.ts';
import { addCase, addCounts, addFailure, type Counts, type Level, type Point } from './tap-level.ts';
import { tapFailureType, tapMessage, tapPlace, tapTime } from './tap-message.ts';

/**
 * Counts a test point whose diagnostics and subtest are complete. A point with a subtest is not a test: it repeats what its
 * subtest has said, unless it failed by itself, as by a hook, an assertion of its own or a time-out.
 */
export function settlePoint(level: Level): void {
  const { point } = level;
  if (point === undefined) return;
  delete level.point;
  const { child } = point;
  if (child === undefined || (child.tests === 0 && child.failed === 0)) {
    settleLeaf(level, point);
    return;
  }
  if (point.excused) {
    // The mark of the parent holds for its subtest: what failed there was expected to.
    level.tests += child.tests;
    level.skipped += child.skipped + child.failed;
    for (const { name, time, skipped } of child.cases)
      addCase(level, `${point.name} › ${name}`, time, skipped === true);
    return;
  }
  addCounts(level, child, point.name);
  if (!point.ok) settleFailedParent(level, point, child);
}

function settleLeaf(level: Level, point: Point): void {
  // An empty suite that is fine is no test.
  if (point.child !== undefined && point.ok && !point.excused) return;
  level.tests++;
  if (point.ok || point.excused) addCase(level, point.name, timeOfPoint(point), point.excused);
  if (point.excused) level.skipped++;
  else if (!point.ok) {
    if (tapFailureType(point.block) === 'cancelledByParent') level.cancelled++;
    addFailure(level, point.name, messageOf(point), factsOf(point));
  }
}

function settleFailedParent(level: Level, point: Point, child: Counts): void {
  if (child.failed === 0) {
    level.tests++;
    addFailure(level, point.name, messageOf(point), factsOf(point));
    return;
  }
  // Only Node's test runner says whether the parent failed by itself as well.
  const type = tapFailureType(point.block);
  if (type === undefined || type === 'subtestsFailed') return;
  if (child.failed > child.cancelled) {
    level.tests++;
    addFailure(level, point.name, messageOf(point), factsOf(point));
    return;
  }
  // One failure seen from two sides: the parent has the cause.
  const first = level.failures.length - child.failures.length;
  for (const failure of level.failures.slice(Math.max(0, first))) {
    failure.message = `${failure.message} (${point.name}: ${messageOf(point)})`;
  }
}

function messageOf(point: Point): string {
  return tapMessage(point.block) ?? point.hint ?? 'not ok';
}

function factsOf(point: Point): Facts {
  return { place: tapPlace(point.block) ?? point.place, time: timeOfPoint(point) };
}

function timeOfPoint(point: Point): number | undefined {
  return point.time ?? tapTime(point.block);
}
