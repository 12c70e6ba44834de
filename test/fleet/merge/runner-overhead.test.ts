import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../src/fleet/merge/merge-reports.ts';
import { runnerOverhead } from '../../../src/fleet/merge/runner-overhead.ts';
import type { RunnerReport } from '../../../src/report/model/fleet.ts';
import { outline, threeParts } from './three-runners.ts';

function runners(): readonly RunnerReport[] {
  return mergeReports(threeParts(), outline).report.fleet?.runners ?? [];
}

describe('what a runner took before its first task', () => {
  test('is the time from the end of the parts that it needs to the start of its own', () => {
    const all = runners();
    const known = all.map((runner) => runnerOverhead(runner, all));
    for (const [index, { needs, at, ready, corrected }] of all.entries()) {
      expect(known[index]).toBe(needs.length === 0 || corrected > 0 ? undefined : at - ready);
    }
    expect(known.some((each) => each !== undefined)).toBe(true);
  });

  test('is unknown if clocks were corrected, if a part is of another attempt, and if it waited for more than an hour', () => {
    const all = runners();
    const later = all.find(({ needs, corrected }) => needs.length > 0 && corrected === 0);
    if (later === undefined) throw new Error('no part needs another one');
    expect(runnerOverhead({ ...later, corrected: 5 }, all)).toBeUndefined();
    expect(runnerOverhead({ ...later, attempt: 2 }, all)).toBeUndefined();
    expect(runnerOverhead({ ...later, at: later.ready + 3_600_001 }, all)).toBeUndefined();
    expect(runnerOverhead(later, [later])).toBeUndefined();
  });
});
