import { describe, expect, it } from 'vitest';
import type { Retry } from '../../src/mission/model/mission.ts';
import { buildMission, task, test } from '../build-mission.ts';
import { drive, endOf, launched, only } from './drive.ts';

const retry: Retry = { attempts: 3, delay: 10_000, backoff: 2, on: ['failure', 'timeout'] };

describe('retry', () => {
  it('retries after a growing delay, and succeeds when an attempt succeeds', () => {
    const run = drive(buildMission({ tasks: [task('A', { retry }), task('B', { needs: ['A'] })] }));
    run.start();
    expect(only(run.exit('A', 1), 'retrying')).toEqual([
      {
        type: 'retrying',
        at: 0,
        id: 'A',
        attempt: 1,
        cause: 'failure',
        reason: 'it exited with code 1',
        until: 10_000,
      },
    ]);
    expect(run.state.active.size).toBe(0);
    expect(launched(run.advance(9_999))).toEqual([]);
    expect(launched(run.advance(10_000))).toEqual(['A']);
    expect(run.effects.at(-1)).toEqual({ type: 'start', id: 'A', attempt: 2, step: 0 });
    expect(only(run.exit('A', 1), 'retrying')[0]).toMatchObject({ attempt: 2, until: 30_000 });
    run.advance(30_000);
    expect(launched(run.exit('A'))).toEqual(['B']);
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'succeeded' });
  });

  it('launches at once if a reading arrives when the back-off ends', () => {
    const run = drive(buildMission({ tasks: [task('A', { retry })] }));
    run.start();
    run.exit('A', 1);
    const reading = { from: 9_000, to: 10_000, cpu: 0, memory: 0 };
    expect(launched(run.observe({ type: 'sampled', at: 10_000, reading }))).toEqual(['A']);
  });

  it('fails with the last attempt', () => {
    const run = drive(buildMission({ tasks: [task('A', { retry: { ...retry, attempts: 2, delay: 0 } })] }));
    run.start();
    expect(launched(run.exit('A', 1))).toEqual(['A']);
    run.exit('A', 2);
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'failed', reason: 'it exited with code 2', failedStep: 0 });
    expect(run.state.result).toBe('failed');
  });

  it('retries only for the causes that it names', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { retry: { ...retry, on: ['timeout'] }, timeout: 5_000 }),
          task('B', { retry: { ...retry, on: ['failure'] }, timeout: 5_000 }),
          task('C', { retry: { ...retry, on: ['out-of-memory'] } }),
        ],
      }),
    );
    run.start();
    run.exit('C', 1);
    expect(endOf(run, 'C')?.status).toBe('failed');
    run.advance(5_000);
    expect(run.effects.filter(({ type }) => type === 'terminate')).toHaveLength(2);
    expect(only(run.die('A', 'SIGTERM'), 'retrying')[0]).toMatchObject({ cause: 'timeout', until: 15_000 });
    run.die('B', 'SIGTERM');
    expect(endOf(run, 'B')?.status).toBe('timed-out');
  });

  it('starts again at the first step, with the whole timeout', () => {
    const steps = [{ run: 'one' }, { run: 'two' }];
    const run = drive(buildMission({ tasks: [task('A', { steps, retry: { ...retry, delay: 0 }, timeout: 5_000 })] }));
    run.start();
    run.exit('A');
    run.advance(4_000);
    run.exit('A', 1);
    expect(run.effects.at(-1)).toEqual({ type: 'start', id: 'A', attempt: 2, step: 0 });
    expect(run.advance(8_999).filter(({ type }) => type === 'stopping')).toEqual([]);
    expect(only(run.advance(9_000), 'stopping')).toHaveLength(1);
  });

  it('ends when the mission is interrupted, even during the back-off', () => {
    const run = drive(buildMission({ tasks: [task('A', { retry }), task('B', { retry })] }));
    run.start();
    run.exit('A', 1);
    run.interrupt();
    expect(endOf(run, 'A')?.status).toBe('cancelled');
    run.die('B', 'SIGTERM');
    expect(endOf(run, 'B')?.status).toBe('cancelled');
    expect(run.state.result).toBe('cancelled');
  });

  it('holds no lock, load or worker during the back-off', () => {
    const shared = { locks: ['database'], load: 100 };
    const run = drive(buildMission({ tasks: [task('A', { retry, ...shared }), task('B', shared)] }));
    expect(launched(run.start())).toEqual(['A']);
    expect(launched(run.exit('A', 1))).toEqual(['B']);
    run.advance(20_000);
    expect(launched(run.exit('B'))).toEqual(['A']);
  });

  it('F14 retries a task that ran out of memory alone, with nothing started beside it', () => {
    const alone: Retry = { attempts: 2, delay: 0, backoff: 1, on: ['out-of-memory'] };
    const run = drive(buildMission({ tasks: [task('A', { retry: alone }), task('B'), task('C', { needs: ['B'] })] }));
    run.start();
    const memory = { type: 'step-exited', at: 0, id: 'A', step: 0, signal: 'SIGKILL', outOfMemory: true } as const;
    const events = run.observe(memory);
    expect(only(events, 'retrying')[0]).toMatchObject({ cause: 'out-of-memory' });
    expect(only(events, 'deferred')[0]).toMatchObject({ ids: ['A'], reason: 'memory' });
    expect(launched(run.exit('B'))).toEqual(['A']);
    expect(only(run.journal, 'deferred').at(-1)).toMatchObject({ ids: ['C'], detail: 'A is retried alone' });
    expect(launched(run.exit('A'))).toEqual(['C']);
  });

  it('F630 retries a task that possibly ran out of memory, whichever of the two causes the mission retries', () => {
    for (const cause of ['out-of-memory', 'failure'] as const) {
      const retry: Retry = { attempts: 2, delay: 0, backoff: 1, on: [cause] };
      const run = drive(buildMission({ tasks: [task('A', { retry })] }));
      run.start();
      const killed = {
        type: 'step-exited',
        at: 0,
        id: 'A',
        step: 0,
        signal: 'SIGKILL',
        maybeOutOfMemory: true,
      } as const;
      expect(only(run.observe(killed), 'retrying')[0]).toMatchObject({
        cause,
        reason: expect.stringMatching(/^it was ended by SIGKILL: possibly out of memory, because the kernel killed/),
      });
    }
  });

  it('F14 does not wait for `while-running` tests that support it', () => {
    const alone: Retry = { attempts: 2, delay: 0, backoff: 1, on: ['out-of-memory'] };
    const watcher = test('W', { supports: 'A', deploy: 'while-running' });
    const run = drive(buildMission({ tasks: [task('A', { retry: alone }), watcher], admission: { gate: 'off' } }));
    run.start();
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, signal: 'SIGKILL', outOfMemory: true });
    expect(only(run.journal, 'admitted').map(({ id, attempt }) => `${id} ${attempt}`)).toContain('A 2');
  });

  it('F14 does not report out of memory unless the kernel does', () => {
    const alone: Retry = { attempts: 2, delay: 0, backoff: 1, on: ['out-of-memory'] };
    const run = drive(buildMission({ tasks: [task('A', { retry: alone })] }));
    run.start();
    run.die('A', 'SIGKILL');
    expect(endOf(run, 'A')).toMatchObject({ status: 'failed', reason: 'it was ended by SIGKILL' });
  });
});
