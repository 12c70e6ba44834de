import { describe, expect, it } from 'vitest';
import { buildMission, task, test } from '../build-mission.ts';
import { drive, endOf, launched } from './drive.ts';

const open = { gate: 'off' } as const;

describe('a test that is deployed while another runs', () => {
  it.each([
    ['a lock', { locks: ['db'] }, {}],
    ['the load', { load: 60 }, {}],
    ['the only worker', {}, { workers: { caution: 1, limit: 1 } }],
  ])('never holds %s that the supported one needs to start', (_, shared, limits) => {
    const run = drive(
      buildMission({
        tasks: [
          task('prep'),
          task('s', { needs: ['prep'], ...shared }),
          test('w', { supports: 's', deploy: 'while-running', ...shared }),
        ],
        admission: { ...open, ...limits },
      }),
    );
    run.start();
    expect(launched(run.exit('prep'))).toContain('s');
    if (run.state.active.has('w')) run.die('w', 'SIGTERM');
    run.exit('s');
    if (run.state.active.has('w')) run.die('w', 'SIGTERM');
    expect(run.state.result).toBe('succeeded');
  });

  it('is launched with the one that it supports', () => {
    const run = drive(
      buildMission({
        tasks: [task('prep'), task('s', { needs: ['prep'] }), test('w', { supports: 's', deploy: 'while-running' })],
        admission: open,
      }),
    );
    expect(launched(run.start())).toEqual(['prep']);
    expect(launched(run.exit('prep'))).toEqual(['s', 'w']);
  });
});

describe('an attempt that failed', () => {
  const retry = { attempts: 2, delay: 30_000, backoff: 1, on: ['failure'] } as const;

  it.each(['if-running', 'while-running'] as const)(
    'stays failed if `%s` makes the next attempt unnecessary',
    (deploy) => {
      const run = drive(
        buildMission({ tasks: [task('s'), test('back', { supports: 's', deploy, retry })], admission: open }),
      );
      run.start();
      run.exit('back', 1);
      run.exit('s');
      expect(endOf(run, 'back')).toMatchObject({ status: 'failed' });
      expect(endOf(run, 'back')?.reason).toContain('attempt 1 did not end well and was not repeated');
      expect(run.state.result).toBe('failed');
    },
  );

  it('passes no outputs to the next attempt', () => {
    const run = drive(buildMission({ tasks: [task('a', { retry: { ...retry, delay: 0 } })] }));
    run.start();
    const left = { logTail: '', logBytes: 0, outputs: { x: 'first' } };
    run.observe({ type: 'step-exited', at: 0, id: 'a', step: 0, exitCode: 1, left });
    expect(run.state.outputs.get('a')).toBeUndefined();
    run.exit('a');
    expect(run.state.result).toBe('succeeded');
  });
});
