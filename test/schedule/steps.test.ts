import { describe, expect, it } from 'vitest';
import type { LeftBehind } from '../../src/schedule/events/event.ts';
import { buildMission, task, test } from '../build-mission.ts';
import { drive, endOf } from './drive.ts';

const STEPS = [{ name: 'build', run: 'make' }, { run: 'make check' }, { name: 'pack', run: 'make dist' }];

describe('steps', () => {
  it('run one after the other as one worker, and end with the last', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: STEPS })] }));
    run.start();
    expect(run.exit('A').slice(1)).toEqual([{ type: 'step-advanced', at: 0, id: 'A', step: 1 }]);
    run.exit('A');
    expect(run.effects.map((effect) => effect.type === 'start' && effect.step)).toEqual([0, 1, 2]);
    run.exit('A');
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'succeeded' });
  });

  it('name the step that failed, by number and name, and run no further one', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: STEPS })] }));
    run.start();
    run.exit('A');
    run.exit('A');
    run.exit('A', 2);
    expect(endOf(run, 'A')).toMatchObject({ status: 'failed', failedStep: 2 });
    expect(endOf(run, 'A')?.reason).toBe('step 3 “pack” exited with code 2');
  });

  it('fail with the message if a step cannot be started', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: STEPS })] }));
    run.start();
    run.exit('A');
    run.spawnFailed('A', 'expected a folder at ./web, found nothing');
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'failed',
      reason: 'expected a folder at ./web, found nothing',
      failedStep: 1,
    });
    expect(run.state.result).toBe('failed');
  });

  it('ignore a second observation of a step that has exited', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: STEPS }), task('B', { needs: ['A'] })] }));
    run.start();
    run.exit('A');
    run.observe({ type: 'step-exited', at: 1, id: 'A', step: 0, exitCode: 1 });
    run.observe({ type: 'spawn-failed', at: 1, id: 'A', step: 0, message: 'late' });
    expect(run.state.tasks.get('A')).toMatchObject({ phase: 'running', step: 1 });
    run.observe({ type: 'step-exited', at: 1, id: 'B', step: 0, exitCode: 0 });
    expect(run.state.tasks.get('B')).toEqual({ phase: 'pending' });
  });
});

describe('a task that was lost with the runner', () => {
  it('is cancelled, its dependents are skipped, and the mission has failed', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { needs: ['A'] })] }));
    run.start();
    run.observe({ type: 'lost', at: 5, id: 'A' });
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'cancelled',
      reason: 'it was still running when the runner died',
    });
    expect(endOf(run, 'B')).toEqual({ id: 'B', status: 'skipped', reason: 'A was cancelled' });
    expect(run.state.result).toBe('failed');
  });

  it('is never one that did not run', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { needs: ['A'] })] }));
    run.start();
    run.observe({ type: 'lost', at: 5, id: 'B' });
    expect(run.state.tasks.get('B')).toEqual({ phase: 'pending' });
  });
});

describe('the end', () => {
  it('comes at once for a mission without tasks', () => {
    expect(
      drive(buildMission({ tasks: [] }))
        .start()
        .at(-1),
    ).toMatchObject({ type: 'mission-ended' });
  });

  it('stays as it is, whatever is observed afterwards', () => {
    const run = drive(buildMission({ tasks: [task('A')] }));
    run.start();
    run.exit('A');
    const effects = run.effects.length;
    const late = [
      run.observe({ type: 'step-exited', at: 9, id: 'A', step: 0, exitCode: 1 }),
      run.observe({ type: 'spawn-failed', at: 9, id: 'A', step: 0, message: 'late' }),
      run.observe({ type: 'lost', at: 9, id: 'A' }),
      run.observe({ type: 'woke', at: 9 }),
      run.observe({ type: 'degraded', at: 9, message: 'late' }),
      run.sample({ cpu: 1, memory: 1 }),
      run.interrupt(),
      run.interrupt(),
    ];
    for (const events of late) expect(events).toHaveLength(1);
    expect(run.effects).toHaveLength(effects);
    expect(run.wakeAt()).toBeUndefined();
    expect(run.state.result).toBe('succeeded');
    expect(endOf(run, 'A')?.status).toBe('succeeded');
  });

  it('is successful with skipped and not needed tasks only if none failed', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { continueOnError: true }),
          task('B'),
          test('T', { needs: ['B'], supports: 'B', deploy: 'if-running' }),
        ],
      }),
    );
    run.start();
    run.exit('A', 1);
    run.exit('B');
    expect(run.state.result).toBe('succeeded');
  });
});

describe('the reason of a failed step', () => {
  it('has the first line of the log that looks like the cause, unless something explains it better', () => {
    const reasonOf = (parts: Partial<LeftBehind>, outOfMemory = false) => {
      const run = drive(buildMission({ tasks: [task('A')] }));
      run.start();
      const left = { logTail: '', logBytes: 0, causes: [{ line: 12, text: 'error: no price' }], ...parts };
      run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, exitCode: 1, outOfMemory, left });
      return endOf(run, 'A')?.reason;
    };
    expect(reasonOf({})).toBe('error: no price (line 12 of its log); it exited with code 1');
    expect(reasonOf({ causes: [{ line: 1, text: 'x'.repeat(300) }] })).toBe(
      `${'x'.repeat(199)}… (line 1 of its log); it exited with code 1`,
    );
    const results = { tests: 1, failed: 1, skipped: 0, failures: [{ name: 'adds', message: 'm' }] };
    expect(reasonOf({ results })).toBe('m (adds); it exited with code 1');
    expect(reasonOf({}, true)).toBe('it exited with code 1: out of memory, by the kernel’s own count');
  });

  it.each([
    [1, 'expected 2, found 3 (cart › adds at src/cart.test.ts:7); it exited with code 1'],
    [
      3,
      'expected 2, found 3 (cart › adds at src/cart.test.ts:7), the first of 3 failed test cases; it exited with code 1',
    ],
  ])('begins with the message of the first of %d failed test cases', (failed, reason) => {
    const run = drive(buildMission({ tasks: [task('A')] }));
    run.start();
    const failures = [
      { name: 'cart › adds', message: 'expected 2, found 3\n- a\n+ b', file: 'src/cart.test.ts', line: 7 },
    ];
    const results = { tests: 5, failed, skipped: 0, failures };
    const left = { logTail: '', logBytes: 0, results };
    run.observe({ type: 'step-exited', at: 0, id: 'A', step: 0, exitCode: 1, left });
    expect(endOf(run, 'A')?.reason).toBe(reason);
  });
});
