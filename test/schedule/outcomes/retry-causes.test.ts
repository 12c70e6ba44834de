import { describe, expect, it } from 'vitest';
import type { Retry } from '../../../src/mission/model/mission.ts';
import { retryWait } from '../../../src/schedule/retry.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import { buildMission, MACHINE, task } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';
import { type Drive, drive, endOf, only } from '../drive.ts';

const retry: Retry = { attempts: 2, delay: 0, backoff: 1, on: [] };
const started = (parts: Partial<Retry>, more: Parameters<typeof task>[1] = {}): Drive => {
  const run = drive(buildMission({ tasks: [task('A', { retry: { ...retry, ...parts }, ...more })] }));
  run.start();
  return run;
};
const exitWith = (run: Drive, exitCode: number, retryLine?: string) => {
  const left = { logTail: '', logBytes: 0, ...(retryLine === undefined ? {} : { retryLine }) };
  return run.observe({ type: 'step-exited', at: run.now(), id: 'A', step: 0, exitCode, left });
};

describe('F325: a retry by exit code or by a line of the log', () => {
  it('follows an exit code that `on` names, and no other', () => {
    expect(only(exitWith(started({ exitCodes: [75, 137] }), 75), 'retrying')).toMatchObject([{ cause: 'failure' }]);
    const other = started({ exitCodes: [75] });
    expect(only(exitWith(other, 1), 'retrying')).toEqual([]);
    expect(endOf(other, 'A')?.status).toBe('failed');
  });

  it('takes no exit code of a process that was stopped at its timeout', () => {
    const run = started({ exitCodes: [143] }, { timeout: 1_000 });
    run.advance(1_000);
    expect(only(exitWith(run, 143), 'retrying')).toEqual([]);
    expect(endOf(run, 'A')?.status).toBe('timed-out');
  });

  it('follows a line of the log after a failure or a timeout, and names it in the reason', () => {
    const run = started({ log: ['ECONN'] });
    expect(only(exitWith(run, 1, 'Error: ECONNRESET'), 'retrying')).toMatchObject([
      { reason: 'it exited with code 1; retried because of a line of its log: Error: ECONNRESET' },
    ]);
    expect(only(exitWith(started({ log: ['ECONN'] }), 1), 'retrying')).toEqual([]);
    const slow = started({ log: ['ECONN'] }, { timeout: 1_000 });
    slow.advance(1_000);
    expect(only(exitWith(slow, 143, 'ECONNRESET'), 'retrying')).toMatchObject([{ cause: 'timeout' }]);
  });

  it('ignores a line that `on` does not ask for, as in a journal of another version', () => {
    expect(only(exitWith(started({}), 1, 'Error: ECONNRESET'), 'retrying')).toEqual([]);
  });

  it('does not name a line if the cause alone is enough', () => {
    const run = started({ on: ['failure'], log: ['ECONN'] });
    expect(only(exitWith(run, 1, 'ECONNRESET'), 'retrying')[0]?.reason).toBe('it exited with code 1');
  });
});

describe('F326: waits with `max-delay` and `jitter`', () => {
  const state = (started: string) => {
    const made = begin(buildMission({ tasks: [task('A')] }), MACHINE);
    made.seed = started;
    return made;
  };

  it('grow up to `max-delay`', () => {
    const growing = { ...retry, attempts: 9, delay: 1_000, backoff: 3, maxDelay: 10_000 };
    expect([1, 2, 3, 4, 5].map((attempt) => retryWait(state('x'), 'A', growing, attempt))).toEqual([
      1_000, 3_000, 9_000, 10_000, 10_000,
    ]);
  });

  it('are shortened by at most the jitter, and are the same in each replay of a run', () => {
    const parts = {
      jitter: fc.double({ min: 0.01, max: 1, noNaN: true }),
      seed: fc.string(),
      attempt: fc.integer({ min: 1, max: 9 }),
    };
    fc.assert(
      fc.property(fc.record(parts), ({ jitter, seed, attempt }) => {
        const jittered = { ...retry, delay: 10_000, jitter };
        const wait = retryWait(state(seed), 'A', jittered, attempt);
        expect(wait).toBeLessThanOrEqual(10_000);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(10_000 * (1 - jitter)));
        expect(retryWait(state(seed), 'A', jittered, attempt)).toBe(wait);
      }),
    );
  });

  it('differ between tasks, attempts and runs, evenly over the whole range', () => {
    const jittered = { ...retry, delay: 10_000, jitter: 1 };
    const waits = Array.from({ length: 2_000 }, (_, index) => retryWait(state('2026'), `t${index}`, jittered, 1));
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const inside = waits.filter((wait) => wait >= 1_000 * tenth && wait < 1_000 * (tenth + 1)).length;
      expect(inside).toBeGreaterThan(140);
      expect(inside).toBeLessThan(260);
    }
    expect(retryWait(state('2026'), 'A', jittered, 1)).not.toBe(retryWait(state('2027'), 'A', jittered, 1));
    expect(retryWait(state('2026'), 'A', jittered, 1)).not.toBe(retryWait(state('2026'), 'A', jittered, 2));
  });

  it('take the start of the run as their source', () => {
    const run = started({ on: ['failure'], delay: 10_000, jitter: 0.5 });
    const [again] = only(run.exit('A', 1), 'retrying');
    expect(again?.until).toBe(
      retryWait(state('2026-01-01T00:00:00.000Z'), 'A', { ...retry, delay: 10_000, jitter: 0.5 }, 1),
    );
  });
});
