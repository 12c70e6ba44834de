import { describe, expect, it } from 'vitest';
import { GRACE } from '../../src/schedule/state/state.ts';
import { buildMission, MINUTE, task, test } from '../build-mission.ts';
import { drive, endOf, launched, only } from './drive.ts';

const STEPS = [{ name: 'build', run: 'make' }, { run: 'make check' }, { name: 'pack', run: 'make dist' }];

describe('timeouts', () => {
  const limited = () => drive(buildMission({ tasks: [task('A', { timeout: MINUTE }), task('B', { needs: ['A'] })] }));

  it('wake the schedule at the deadline, which stops the task', () => {
    const run = limited();
    run.start();
    expect(run.wakeAt()).toBe(MINUTE);
    const events = run.advance(MINUTE);
    expect(only(events, 'stopping')).toEqual([{ type: 'stopping', at: MINUTE, id: 'A', cause: 'timeout' }]);
    expect(run.effects.at(-1)).toEqual({ type: 'terminate', id: 'A' });
    expect(run.wakeAt()).toBe(MINUTE + GRACE);
  });

  it('kill once, after the grace period, and report it when the task has ended', () => {
    const run = limited();
    run.start();
    run.advance(MINUTE + GRACE);
    expect(only(run.journal, 'killing')).toEqual([{ type: 'killing', at: MINUTE + GRACE, id: 'A' }]);
    expect(run.effects.at(-1)).toEqual({ type: 'kill', id: 'A' });
    expect(run.wakeAt()).toBeUndefined();
    run.advance(10 * MINUTE);
    expect(only(run.journal, 'killing')).toHaveLength(1);
    run.die('A', 'SIGKILL');
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'timed-out',
      reason: 'stopped after its timeout of 60 s, killed after the grace',
    });
    expect(endOf(run, 'B')).toEqual({ id: 'B', status: 'skipped', reason: 'A timed out' });
    expect(run.state.result).toBe('failed');
  });

  it('settle at once when the task exits during the grace period, with any exit code', () => {
    const run = limited();
    run.start();
    run.advance(MINUTE + 1);
    run.exit('A', 0);
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'timed-out', reason: 'stopped after its timeout of 60 s' });
    expect(run.now()).toBe(MINUTE + 1);
    expect(only(run.journal, 'killing')).toEqual([]);
  });

  it('count an exit exactly at the deadline as in time', () => {
    const run = limited();
    run.start();
    run.observe({ type: 'step-exited', at: MINUTE, id: 'A', step: 0, exitCode: 0 });
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'succeeded' });
  });

  it('cover all steps together', () => {
    const run = drive(buildMission({ tasks: [task('A', { timeout: MINUTE, steps: STEPS })] }));
    run.start();
    run.advance(MINUTE - 1);
    run.exit('A');
    expect(run.wakeAt()).toBe(MINUTE);
    run.advance(MINUTE);
    expect(run.state.tasks.get('A')).toMatchObject({ phase: 'stopping', step: 1, cause: 'timeout' });
  });

  it('start no step after the deadline', () => {
    const run = drive(buildMission({ tasks: [task('A', { timeout: MINUTE, steps: STEPS })] }));
    run.start();
    run.observe({ type: 'step-exited', at: MINUTE + 5, id: 'A', step: 0, exitCode: 0 });
    expect(endOf(run, 'A')?.status).toBe('timed-out');
    expect(run.effects).toHaveLength(1);
  });

  it('are allowed by continue-on-error', () => {
    const run = drive(
      buildMission({
        tasks: [task('A', { timeout: MINUTE, continueOnError: true }), task('B', { needs: ['A'] })],
      }),
    );
    run.start();
    run.advance(MINUTE);
    expect(launched(run.die('A', 'SIGTERM'))).toEqual(['B']);
    run.exit('B');
    expect(run.state.result).toBe('succeeded');
  });
});

describe('interruption', () => {
  const mission = () =>
    buildMission({ tasks: [task('A'), task('B'), test('T', { needs: ['A'] }), test('W', { needs: [] })] });

  it('stops all running tasks, and cancels all waiting tasks at once', () => {
    const run = drive(mission());
    run.start();
    const events = run.interrupt();
    expect(only(events, 'stopping').map((event) => event.id)).toEqual(['A', 'B']);
    expect(endOf(run, 'T')).toEqual({ id: 'T', status: 'cancelled', reason: 'the mission was interrupted' });
    expect(endOf(run, 'W')?.status).toBe('cancelled');
    expect(run.wakeAt()).toBe(GRACE);
    run.die('A', 'SIGTERM');
    expect(run.die('B', 'SIGTERM').at(-1)).toEqual({ type: 'mission-ended', at: 0, result: 'cancelled' });
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'cancelled', reason: 'the mission was interrupted' });
  });

  it('kills the remaining tasks after the grace period', () => {
    const run = drive(mission());
    run.start();
    run.interrupt();
    run.die('A', 'SIGTERM');
    run.advance(GRACE);
    expect(run.effects.slice(-1)).toEqual([{ type: 'kill', id: 'B' }]);
    run.die('B', 'SIGKILL');
    expect(endOf(run, 'B')?.reason).toBe('the mission was interrupted, killed after the grace');
  });

  it('kills at once the second time; F07: further ones change nothing', () => {
    const run = drive(mission());
    run.start();
    run.interrupt();
    const second = run.interrupt();
    expect(only(second, 'killing').map((event) => event.id)).toEqual(['A', 'B']);
    for (let times = 0; times < 5; times += 1) {
      expect(run.interrupt()).toEqual([{ type: 'interrupted', at: 0, signal: 'SIGINT' }]);
    }
    expect(run.wakeAt()).toBeUndefined();
    run.die('A', 'SIGKILL');
    run.die('B', 'SIGKILL');
    expect(run.state.result).toBe('cancelled');
  });

  it('ends at once while nothing runs', () => {
    const run = drive(buildMission({ tasks: [test('T')] }));
    run.start();
    expect(run.state.active.size).toBe(0);
    expect(run.interrupt().at(-1)).toMatchObject({ type: 'mission-ended', result: 'cancelled' });
    expect(run.effects).toEqual([]);
    expect(run.wakeAt()).toBeUndefined();
  });

  it('before the start, starts nothing', () => {
    const run = drive(mission());
    expect(run.interrupt().at(-1)).toMatchObject({ type: 'mission-ended', result: 'cancelled' });
    expect(run.start()).toHaveLength(1);
    expect(run.effects).toEqual([]);
  });

  it('F07: ends a task whose process could not be started', () => {
    const run = drive(mission());
    run.start();
    run.interrupt();
    run.spawnFailed('A', 'no such file');
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'cancelled', reason: 'the mission was interrupted' });
  });

  it('starts no further step', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: STEPS })] }));
    run.start();
    run.interrupt();
    run.exit('A');
    expect(run.effects.filter((effect) => effect.type === 'start')).toHaveLength(1);
    expect(endOf(run, 'A')?.status).toBe('cancelled');
  });

  it('keeps the cause of a task that was being stopped for its timeout', () => {
    const run = drive(buildMission({ tasks: [task('A', { timeout: MINUTE }), task('B')] }));
    run.start();
    run.advance(MINUTE);
    run.interrupt();
    expect(only(run.journal, 'stopping').map((event) => [event.id, event.cause])).toEqual([
      ['A', 'timeout'],
      ['B', 'interrupted'],
    ]);
    run.die('A', 'SIGTERM');
    expect(endOf(run, 'A')?.status).toBe('timed-out');
  });

  it('is not allowed by continue-on-error', () => {
    const run = drive(buildMission({ tasks: [task('A', { continueOnError: true })] }));
    run.start();
    run.interrupt();
    run.exit('A');
    expect(run.state.result).toBe('cancelled');
  });
});

describe('fail-fast', () => {
  const mission = () =>
    buildMission({
      failFast: true,
      tasks: [
        task('A', { timeout: MINUTE }),
        task('forgiven', { continueOnError: true }),
        task('B'),
        task('C', { needs: ['B'] }),
        test('T', { needs: ['A'] }),
      ],
    });

  it('stops running tasks, cancels waiting tasks, and starts nothing more', () => {
    const run = drive(mission());
    run.start();
    const events = run.exit('A', 1);
    expect(only(events, 'stopping').map((event) => [event.id, event.cause])).toEqual([
      ['B', 'fail-fast'],
      ['forgiven', 'fail-fast'],
    ]);
    expect(endOf(run, 'T')).toEqual({ id: 'T', status: 'cancelled', reason: 'stopped by fail-fast' });
    expect(endOf(run, 'C')?.status).toBe('cancelled');
    run.exit('B');
    run.exit('forgiven');
    expect(run.state.result).toBe('failed');
  });

  it('acts on a timeout when the task has ended', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    expect(run.state.closing).toBeUndefined();
    run.die('A', 'SIGTERM');
    expect(run.state.closing).toBe('fail-fast');
  });

  it('ignores a failure with continue-on-error', () => {
    const run = drive(mission());
    run.start();
    run.exit('forgiven', 1);
    expect(run.state.closing).toBeUndefined();
  });

  it('does not replace an interruption if a task that had timed out ends afterwards', () => {
    const run = drive(buildMission({ failFast: true, tasks: [task('A', { timeout: MINUTE }), task('B')] }));
    run.start();
    run.advance(MINUTE);
    run.interrupt();
    run.die('A', 'SIGTERM');
    expect(endOf(run, 'A')?.status).toBe('timed-out');
    expect(run.state.closing).toBe('interrupted');
    run.die('B', 'SIGTERM');
    expect(run.state.result).toBe('cancelled');
  });

  it('yields to an interruption, which kills only the second time', () => {
    const run = drive(mission());
    run.start();
    run.exit('A', 1);
    expect(only(run.interrupt(), 'killing')).toEqual([]);
    expect(only(run.interrupt(), 'killing').map((event) => event.id)).toEqual(['B', 'forgiven']);
    run.die('forgiven', 'SIGKILL');
    run.die('B', 'SIGKILL');
    expect(run.state.result).toBe('cancelled');
  });
});
