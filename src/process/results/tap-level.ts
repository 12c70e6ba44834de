import type { TestCase } from '../../schedule/events/test-results.ts';
import type { Place } from './sources/place.ts';
import type { Facts } from './tally.ts';
import { caseOf, longestRead, mostCases, mostFailures } from './test-results.ts';

/** A test point that waits for its diagnostics, and for its subtest if that follows. */
export interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly excused: boolean;
  /** Its subtest follows in braces. */
  opens: boolean;
  /** Its YAML block. */
  block: string;
  /** The first line of other diagnostics, and the place that one of them names. */
  hint?: string;
  place?: Place;
  /** Milliseconds, from its line. */
  readonly time?: number;
  /** The subtest that it closes. */
  child?: Counts;
}

export interface TapFailure {
  name: string;
  message: string;
  readonly facts: Facts;
}

/** What a subtest or a whole document has given so far. */
export interface Counts {
  tests: number;
  failed: number;
  skipped: number;
  /** Of those that failed, the ones that were cancelled because of their parent. */
  cancelled: number;
  /** The first ones. */
  readonly failures: TapFailure[];
  /** The first ones that passed or were skipped. */
  readonly cases: TestCase[];
}

/** A document or a subtest: test points with one indentation, and their plan. */
export interface Level extends Counts {
  plan?: { readonly start: number; readonly end: number; readonly reason: string; readonly atEnd: boolean };
  points: number;
  point?: Point;
  /** A subtest that has ended and whose test point has not come yet. */
  ended?: Counts;
  readonly buffered: boolean;
  /** The smallest number that has not come yet, and those above it that have. */
  next: number;
  readonly ahead: Set<number>;
  /** What is wrong with the protocol, although no test is missing: a failure if no test failed. AVA and mocha miscount. */
  fault?: string;
}

/** Numbers out of order that are remembered. No tool runs so many tests at once. */
const mostAhead = 100_000;

export function openLevel(buffered: boolean): Level {
  return {
    tests: 0,
    failed: 0,
    skipped: 0,
    cancelled: 0,
    failures: [],
    cases: [],
    points: 0,
    buffered,
    next: 1,
    ahead: new Set(),
  };
}

export function addFailure(counts: Counts, name: string, message: string, facts: Facts = {}): void {
  counts.failed++;
  if (counts.failures.length >= mostFailures) return;
  counts.failures.push({ name: name.slice(0, longestRead), message: message.slice(0, longestRead), facts });
}

export function addCase(counts: Counts, name: string, time: number | undefined, skipped: boolean): void {
  if (counts.cases.length < mostCases) counts.cases.push(caseOf(name, time, skipped));
}

/** Checks that each number comes once. A point without a number has the next one. */
export function takeNumber(level: Level, number: number = level.next): void {
  if (number < level.next || level.ahead.has(number)) {
    const first = level.plan?.start ?? 1;
    level.fault ??= number < first ? `the number ${number} is not in the plan` : `the number ${number} appears twice`;
    return;
  }
  if (number > level.next) {
    if (level.ahead.size < mostAhead) level.ahead.add(number);
    return;
  }
  do level.next++;
  while (level.ahead.delete(level.next));
}

/** Checks the plan of a level that has ended. Points that are missing prove nothing, so each fault is a failure. */
export function checkPlan(level: Level, isRoot: boolean): void {
  const { plan, points } = level;
  if (plan === undefined) {
    // A subtest without a plan is vouched for by the test point that closes it.
    if (isRoot && points > 0) {
      addFailure(level, 'plan', 'expected a plan such as 1..3, found none: the file may end too early');
    }
    return;
  }
  const planned = Math.max(0, plan.end - plan.start + 1);
  const fault = `expected ${planned} test ${planned === 1 ? 'point' : 'points'}, found ${points}`;
  if (points < planned) addFailure(level, 'plan', fault);
  else if (points > planned) level.fault ??= fault;
  else if (isRoot && points === 0 && plan.reason !== '') {
    // Skipped as a whole, and it says why.
    level.tests++;
    level.skipped++;
  }
  if (level.ahead.size > 0 && (plan.start === 1 || !plan.atEnd)) level.fault ??= `the number ${level.next} is missing`;
}

/** Adds what a subtest has given to the level around it. */
export function addCounts(level: Counts, child: Counts, name: string): void {
  level.tests += child.tests;
  level.failed += child.failed;
  level.skipped += child.skipped;
  level.cancelled += child.cancelled;
  const below = (inner: string): string => (name === '' ? inner : `${name} › ${inner}`);
  for (const { name: inner, time, skipped } of child.cases) addCase(level, below(inner), time, skipped === true);
  for (const failure of child.failures) {
    if (level.failures.length >= mostFailures) return;
    level.failures.push({ ...failure, name: below(failure.name) });
  }
}
