import { describe, expect, it } from 'vitest';
import { isSuccess } from '../../../src/mission/model/exit-codes.ts';
import { buildMission, task } from '../../build-mission.ts';
import { drive, endOf, launched, only } from '../drive.ts';

describe('F322: exit codes that are a success', () => {
  it('are only 0 without `success-exit-codes`, and the whole list with it', () => {
    expect([0, 1, undefined].map((code) => isSuccess({}, code))).toEqual([true, false, false]);
    expect([0, 1, 2].map((code) => isSuccess({ successExitCodes: [2] }, code))).toEqual([false, false, true]);
    expect(isSuccess({ successExitCodes: [0, 137] }, undefined)).toBe(false);
  });

  it('let the next step start, end the task well and start what needs it', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { successExitCodes: [0, 2], steps: [{ run: 'x' }, { run: 'y' }] }),
          task('B', { needs: ['A'] }),
        ],
      }),
    );
    run.start();
    expect(only(run.exit('A', 2), 'step-advanced')).toHaveLength(1);
    expect(launched(run.exit('A', 2))).toEqual(['B']);
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'succeeded' });
  });

  it('are not retried, and every other code is', () => {
    const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure'] } as const;
    const run = drive(buildMission({ tasks: [task('A', { successExitCodes: [3], retry }), task('B', { retry })] }));
    run.start();
    const reason = 'it exited with code 0, which is not in `success-exit-codes`';
    expect(only(run.exit('A', 0), 'retrying')).toMatchObject([{ reason }]);
    run.exit('A', 3);
    expect(endOf(run, 'A')?.status).toBe('succeeded');
    expect(only(run.exit('B', 3), 'retrying')).toHaveLength(1);
  });

  it('name the code if what the task left behind proves a failure', () => {
    const run = drive(buildMission({ tasks: [task('A', { successExitCodes: [5] })] }));
    run.start();
    const results = { tests: 2, failed: 1, skipped: 0, failures: [] };
    const left = { logTail: '', logBytes: 0, results };
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, exitCode: 5, left });
    expect(endOf(run, 'A')?.reason).toBe('its results name 1 failed test, though it exited with 5');
  });

  it('do not excuse a signal or a timeout', () => {
    const run = drive(
      buildMission({
        tasks: [task('A', { successExitCodes: [0, 143] }), task('B', { timeout: 1_000, successExitCodes: [143] })],
      }),
    );
    run.start();
    run.die('A', 'SIGTERM');
    expect(endOf(run, 'A')?.status).toBe('failed');
    run.advance(1_000);
    run.exit('B', 143);
    expect(endOf(run, 'B')?.status).toBe('timed-out');
  });
});
