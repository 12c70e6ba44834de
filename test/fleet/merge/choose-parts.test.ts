import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../src/fleet/merge/merge-reports.ts';
import type { FoundPart } from '../../../src/fleet/merge/reported-part.ts';
import { plainVerdict } from '../../../src/report/analysis/bounds/verdict.ts';
import { missionJson } from '../../report/mission-json.ts';
import { recordedWaits } from './recorded-waits.ts';
import { outline, part, threeParts } from './three-runners.ts';

const unreadable: FoundPart = {
  type: 'unreadable',
  number: 2,
  attempt: 1,
  place: 'mission-Release-2of3-attempt1',
  message: 'expected part.tar with the digest of part.json, found another one',
};

function merged(parts: readonly FoundPart[]): ReturnType<typeof mergeReports>['report'] {
  return mergeReports(parts, outline).report;
}

test('F405 a part that did not report: the rest is merged, and the mission has failed', () => {
  const report = merged([part(1), part(2)]);
  expect(report.result).toBe('failed');
  expect(plainVerdict(report)).toContain('The mission failed because part 3 of 3 did not report.');
  expect(report.fleet?.absent).toEqual([{ part: 3, why: 'did not report', tasks: 'browser' }]);
  expect(report.tasks.get('integration')?.status).toBe('succeeded');
});

test('F405 without any part there is a report that says so', () => {
  const report = mergeReports([], { of: 2 }).report;
  expect(report.result).toBe('failed');
  expect(plainVerdict(report)).toContain('because part 1 of 2 did not report and 1 more part is missing.');
});

test('F406 a part that cannot be read is named with the reason, and the rest is merged', () => {
  const report = merged([part(1), unreadable, part(3)]);
  expect(report.result).toBe('failed');
  expect(report.fleet?.absent[0]?.why).toBe(`cannot be read: ${unreadable.message}`);
  expect([...report.tasks.keys()]).toEqual(['lint', 'build', 'docs', 'browser (chrome)', 'browser (firefox)']);
});

test('F406 an older attempt does not count instead of one that cannot be read', () => {
  const report = merged([part(1), part(2), { ...unreadable, attempt: 2 }, part(3)]);
  expect(report.result).toBe('failed');
  expect(report.fleet?.absent).toHaveLength(1);
});

test('F406 a folder whose part.json cannot be read makes the mission fail even if all parts are there', () => {
  const { number: _, attempt: __, ...unknown } = unreadable;
  const report = merged([...threeParts(), unknown]);
  expect(report.result).toBe('failed');
  expect(plainVerdict(report)).toContain('a part cannot be read');
});

test('F407 a part of another plan is not merged', () => {
  const report = merged([part(1), part(2), part(3, { digest: 'other' })]);
  expect(report.result).toBe('failed');
  expect(report.fleet?.absent[0]?.why).toBe('belongs to another plan or another mission');
});

test('F407 the given plan counts, even if most parts have another one', () => {
  const parts = [part(1), part(2), part(3, { digest: 'given' })];
  const report = mergeReports(parts, { ...outline, of: 3, digest: 'given' }).report;
  expect(report.fleet?.runners.map((runner) => runner.part)).toEqual([3]);
  expect(report.fleet?.absent.map((absent) => absent.part)).toEqual([1, 2]);
});

test('F407 a part of another workflow run is not merged', () => {
  const report = merged([part(1), part(2), part(3, { runId: '78' })]);
  expect(report.fleet?.absent[0]?.why).toBe('belongs to another workflow run');
});

describe('F408 a part that arrives twice', () => {
  test('counts once', () => {
    const once = missionJson(merged(threeParts()));
    expect(missionJson(merged([...threeParts(), ...threeParts()]))).toBe(once);
  });

  test('with different content counts as it was written last, and a note says so', () => {
    const later = part(2, { written: '2026-11-23T04:00:00.000Z' }, 'failed');
    const report = merged([part(1), later, part(2), part(3)]);
    expect(report.result).toBe('failed');
    expect(report.fleet?.notes).toEqual([
      'Part 2 arrived twice with different content. The one that was written last counts.',
    ]);
  });

  test('counts with its newest attempt, whatever the clocks say', () => {
    const second = part(2, { attempt: 2, written: '2020-01-01T00:00:00.000Z' });
    const report = merged([part(2, {}, 'failed'), part(1), second, part(3)]);
    expect(report.result).toBe('succeeded');
    expect(report.fleet?.runners.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
  });
});

describe('F409 clocks of runners that differ by minutes', () => {
  test('a part is moved to the end of the parts that it needs, and a note says by how much', () => {
    const report = merged(threeParts());
    const [, second, third] = report.fleet?.runners ?? [];
    expect(second).toMatchObject({ at: 120_000, ready: 120_000, corrected: 155_000 });
    expect(third).toMatchObject({ at: 152_000, ready: 120_000, corrected: 0 });
    expect(report.duration).toBe(240_000);
  });

  test('tasks of a later part were triggered by the tasks of an earlier one, and waited for artifacts and a runner', () => {
    const report = merged(threeParts());
    expect(recordedWaits(report, 'browser (chrome)')).toEqual({
      triggered: 95_000,
      triggeredBy: 'build',
      artifacts: 25_000,
      runner: 32_000,
    });
  });
});

test('time and billed minutes are compared with an estimate of one runner', () => {
  const { fleet } = merged(threeParts());
  expect(fleet?.runners.map(({ billed }) => billed)).toEqual([2, 2, 2]);
  // The longest chain, because six workers are enough: build and integration.
  expect(fleet?.oneRunner).toEqual({ duration: 195_000, billed: 4 });
});

test('the estimate of one runner keeps the limit of declared loads', () => {
  const { mission } = merged(threeParts());
  const loaded = { ...mission, tasks: mission.tasks.map((task) => ({ ...task, load: mission.admission.load })) };
  const { fleet, tasks } = mergeReports(threeParts(), { ...outline, mission: loaded }).report;
  // One after the other, because each takes the whole limit.
  const sum = [...tasks.values()].reduce((all, { started = 0, ended = 0 }) => all + ended - started, 0);
  expect(fleet?.oneRunner?.duration).toBe(sum);
});
