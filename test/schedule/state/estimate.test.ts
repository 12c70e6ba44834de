import { describe, expect, it } from 'vitest';
import type { TaskPrediction } from '../../../src/schedule/events/prediction.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import { estimates } from '../../../src/schedule/state/estimate.ts';
import { buildMission, MACHINE, task } from '../../build-mission.ts';

const steady = { runs: 1, flaky: 0 };

function expecting(milliseconds: number): TaskPrediction {
  return {
    expect: milliseconds,
    low: milliseconds,
    high: milliseconds,
    runs: 1,
    last: [milliseconds],
    flakiness: steady,
  };
}

describe('estimates', () => {
  const mission = buildMission({
    tasks: [task('a', { expect: 5_000 }), task('b', { expect: 9_000 }), task('constructor')],
  });

  it('are the declared durations, or their median, without a history', () => {
    expect([...estimates(mission)]).toEqual([
      ['a', 5_000],
      ['b', 9_000],
      ['constructor', 9_000],
    ]);
  });

  it('are the predictions of the history, if it has any', () => {
    expect([...estimates(mission, { a: expecting(7_000) })]).toEqual([
      ['a', 7_000],
      ['b', 9_000],
      ['constructor', 9_000],
    ]);
    expect(estimates(mission, { constructor: expecting(1_000) }).get('constructor')).toBe(1_000);
  });

  it('are one minute if nothing is known', () => {
    expect(estimates(buildMission({ tasks: [task('a')] }), {}).get('a')).toBe(60_000);
  });
});

it('the history changes the launch order', () => {
  const mission = buildMission({ tasks: [task('a', { expect: 5_000 }), task('b', { expect: 9_000 })] });
  expect(begin(mission, MACHINE).plan.rank.get('b')).toBe(0);
  expect(begin(mission, MACHINE, undefined, { a: expecting(20_000) }).plan.rank.get('a')).toBe(0);
});
