import { describe, expect, it } from 'vitest';
import { GRACE } from '../../../src/schedule/state/state.ts';
import { buildMission, task } from '../../build-mission.ts';
import { type Drive, drive, only } from '../drive.ts';

const killedAt = (run: Drive, id: string): number | undefined =>
  only(run.journal, 'killing').find((event) => event.id === id)?.at;

describe('F324: the grace period of a task', () => {
  it('is the time between TERM and KILL after a timeout, and the default without `grace`', () => {
    const timeout = 1_000;
    const run = drive(
      buildMission({
        tasks: [task('A', { timeout, grace: 30_000 }), task('B', { timeout }), task('C', { timeout, grace: 0 })],
      }),
    );
    run.start();
    run.advance(60_000);
    expect(['A', 'B', 'C'].map((id) => killedAt(run, id))).toEqual([31_000, timeout + GRACE, timeout]);
  });

  it('holds too when the supported task has ended, and after a failure with `fail-fast`', () => {
    const run = drive(
      buildMission({
        failFast: true,
        tasks: [
          task('A'),
          task('B', { grace: 20_000 }),
          task('C'),
          task('T', { supports: 'A', deploy: 'while-running', grace: 10_000 }),
        ],
      }),
    );
    run.start();
    run.exit('A');
    run.advance(1_000);
    run.exit('C', 1);
    run.advance(60_000);
    expect(killedAt(run, 'T')).toBe(10_000);
    expect(killedAt(run, 'B')).toBe(21_000);
  });

  it('is never longer than the default after an interruption, also of a task that is being stopped already', () => {
    const run = drive(
      buildMission({
        tasks: [task('A', { timeout: 1_000, grace: 60_000 }), task('B', { grace: 60_000 }), task('C', { grace: 100 })],
      }),
    );
    run.start();
    run.advance(2_000);
    run.interrupt();
    run.advance(60_000);
    expect(['A', 'B', 'C'].map((id) => killedAt(run, id))).toEqual([2_000 + GRACE, 2_000 + GRACE, 2_100]);
  });
});
