import { describe, expect, it } from 'vitest';
import { countFlakyRuns } from '../../src/history/count-flaky-runs.ts';
import type { HistoryLine } from '../../src/history/line.ts';
import { predictTasks } from '../../src/history/predict-tasks.ts';
import type { TaskPrediction } from '../../src/schedule/events/prediction.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { line } from './lines.ts';

const mission = buildMission({ tasks: [task('work'), task('constructor')] });
const commands = new Map([
  ['work', 'abc'],
  ['constructor', 'abc'],
]);

function predict(lines: readonly HistoryLine[]): TaskPrediction | undefined {
  return predictTasks(lines, mission, commands, MACHINE).work;
}

function took(...seconds: readonly number[]): HistoryLine[] {
  return seconds.map((duration) => line({ duration: 1000 * duration }));
}

describe('what is expected', () => {
  it('is the median of successful runs, with quartiles', () => {
    expect(predict(took(8, 20, 7, 9, 10))).toMatchObject({ expect: 9_000, low: 8_000, high: 10_000, runs: 5 });
    expect(predict(took(8, 9))).toMatchObject({ expect: 8_500, runs: 2 });
  });

  it('needs a run that succeeded', () => {
    expect(predict([line({ status: 'failed' }), line({ status: 'cancelled' })])).toBeUndefined();
    expect(predictTasks([], mission, commands, MACHINE)).toEqual({});
  });

  it('uses the last 20 of them, and shows the last 10', () => {
    const prediction = predict([...took(...Array(30).fill(100)), ...took(...Array(20).fill(5))]);
    expect(prediction).toMatchObject({ expect: 5_000, runs: 20 });
    expect(prediction?.last).toHaveLength(10);
  });

  it('ignores runs with other commands, of another mission or of another task', () => {
    const others = [line({ commands: 'xyz' }), line({ mission: 'Other' }), line({ task: 'constructor', duration: 1 })];
    expect(predict(others)).toBeUndefined();
    expect(predict([...others, line({ duration: 3 })])).toMatchObject({ expect: 3, runs: 1 });
  });

  it('handles an id that is a property of every object', () => {
    const predictions = predictTasks([line({ task: 'constructor', duration: 7 })], mission, commands, MACHINE);
    expect(Object.keys(predictions)).toEqual(['constructor']);
    expect(predictions.constructor).toMatchObject({ expect: 7 });
  });
});

describe('slower than usual', () => {
  it('is not known before five runs', () => {
    expect(predict(took(8, 8, 8, 8))?.slowAbove).toBeUndefined();
    expect(predict(took(8, 8, 8, 8, 8))?.slowAbove).toBe(9_000);
  });

  it.each([
    ['a second, if they hardly differ', took(8, 8, 8, 8.1, 7.9), 9_000],
    ['a tenth, if they take long', took(100, 100, 101, 99, 100), 110_000],
    ['three deviations, if they differ much', took(100, 80, 120, 90, 110), 100_000 + 3 * 14_826],
  ])('is above the median by %s', (_, lines, above) => {
    expect(predict(lines)?.slowAbove).toBe(Math.round(above));
  });
});

describe('the trend', () => {
  it('compares the medians of both halves, so that one outlier does not matter', () => {
    expect(predict(took(10, 10, 60, 10, 12, 12, 12, 12))?.trend).toBe(20);
    expect(predict(took(12, 12, 12, 12, 9, 9, 9, 9))?.trend).toBe(-25);
  });

  it('is 0 if the runs differ by as much anyway, and unknown for few runs', () => {
    expect(predict(took(8, 14, 9, 13, 9, 14, 10, 13))?.trend).toBe(0);
    expect(predict(took(8, 8, 8, 8, 9, 9, 9))?.trend).toBeUndefined();
  });
});

describe('flaky', () => {
  const good = line();
  const bad = line({ status: 'failed' });

  it('is a success at a later attempt', () => {
    expect(countFlakyRuns([good, line({ attempts: 2 }), good])).toBe(1);
  });

  it('is a failure between two successes, if commits are not known', () => {
    expect(countFlakyRuns([good, bad, good, line({ status: 'timed-out' }), good])).toBe(2);
  });

  it('is not a task that was broken and then repaired', () => {
    expect(countFlakyRuns([good, bad, bad, good])).toBe(0);
    expect(countFlakyRuns([bad, bad, bad])).toBe(0);
  });

  it('is a failure on a commit on which the task also succeeded, in any order', () => {
    const on = (commit: string, parts: Partial<HistoryLine> = {}) => line({ commit, ...parts });
    expect(countFlakyRuns([on('a'), on('b'), on('a', { status: 'failed' })])).toBe(1);
    expect(countFlakyRuns([on('a'), on('b', { status: 'failed' }), on('c')])).toBe(0);
  });

  it('is counted over the last 20 runs, without cancelled ones', () => {
    const lines = [...Array<HistoryLine>(5).fill(line({ attempts: 2 })), ...Array<HistoryLine>(18).fill(good)];
    expect(predict([...lines, line({ status: 'cancelled' })])?.flakiness).toEqual({ runs: 20, flaky: 2 });
  });
});

it('has no trend if the older runs took almost no time', () => {
  const given = [...Array<number>(4).fill(Number.MIN_VALUE), ...Array<number>(5).fill(1e9)];
  expect(predict(given.map((duration) => line({ duration })))?.trend).toBeUndefined();
});

it('for any durations, no figure is missing or out of order', () => {
  const durations = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(durations, (given) => {
      const prediction = predict(given.map((duration) => line({ duration })));
      const {
        expect: middle = Number.NaN,
        low = Number.NaN,
        high = Number.NaN,
        slowAbove = 1e12,
        trend = 0,
      } = prediction ?? {};
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
      expect(slowAbove).toBeGreaterThan(middle);
      expect(Number.isFinite(trend)).toBe(true);
      expect(JSON.stringify(prediction)).not.toContain('null');
    }),
  );
});
