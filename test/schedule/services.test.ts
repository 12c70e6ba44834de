import { describe, expect, it } from 'vitest';
import { buildMission, service, task, test } from '../build-mission.ts';
import { type Drive, drive, endOf, launched, only } from './drive.ts';

const services = [service('api'), service('unused')];
const open = { gate: 'off' } as const;

function effects(run: Drive): string[] {
  return run.effects.flatMap((effect) => ('id' in effect ? [`${effect.type} ${effect.id}`] : []));
}

describe('services', () => {
  it('start when first needed, are kept while needed, and stop before the mission ends', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A'),
          test('T1', { needs: ['A'], services: ['api'] }),
          test('T2', { needs: ['T1'], services: ['api'] }),
        ],
        services,
        admission: open,
      }),
    );
    run.start();
    expect(effects(run)).toEqual(['start A']);
    const events = run.exit('A');
    expect(effects(run)).toEqual(['start A', 'start-service api']);
    expect(only(events, 'service-starting')).toEqual([{ type: 'service-starting', at: 0, id: 'api', by: 'T1' }]);
    expect(only(events, 'deferred')[0]).toMatchObject({ ids: ['T1'], reason: 'service' });
    run.observe({ type: 'service-started', at: 0, id: 'api', pid: 7 });
    expect(launched(run.observe({ type: 'service-ready', at: 0, id: 'api' }))).toEqual(['T1']);
    expect(launched(run.exit('T1'))).toEqual(['T2']);
    run.exit('T2');
    expect(effects(run).at(-1)).toBe('terminate-service api');
    expect(run.state.result).toBeUndefined();
    run.observe({ type: 'service-exited', at: 0, id: 'api', signal: 'SIGTERM', logTail: '' });
    expect(run.state.result).toBe('succeeded');
    expect(run.journal.at(-1)?.type).toBe('mission-ended');
  });

  it('do not count as workers and do not wait for the gate', () => {
    const run = drive(
      buildMission({
        tasks: [task('A'), test('T', { services: ['api'] })],
        services,
        admission: { workers: { caution: 1, limit: 1 } },
      }),
    );
    run.start();
    expect(effects(run)).toContain('start-service api');
    expect(run.state.active.size).toBe(1);
  });

  it('that cannot be used fail the tasks that wait for them, with the reason', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { services: ['api'] }),
          task('B', { needs: ['A'] }),
          task('C'),
          task('D', { needs: ['C'], services: ['api'] }),
        ],
        services,
      }),
    );
    run.start();
    run.observe({
      type: 'service-failed',
      at: 0,
      id: 'api',
      message: 'not ready within 30 s: connection refused',
      running: true,
    });
    expect(effects(run)).toContain('terminate-service api');
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'failed',
      reason: 'service api: not ready within 30 s: connection refused',
    });
    expect(endOf(run, 'B')?.status).toBe('skipped');
    run.exit('C');
    expect(endOf(run, 'D')?.status).toBe('failed');
    run.observe({ type: 'service-exited', at: 0, id: 'api', signal: 'SIGTERM', logTail: '' });
    expect(run.state.result).toBe('failed');
  });

  it('that die while they are needed fail waiting tasks at once, and running tasks when they exit', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { services: ['api'] }),
          task('B', { services: ['api'], locks: ['one'] }),
          task('L', { locks: ['one'] }),
        ],
        services,
      }),
    );
    run.start();
    run.observe({ type: 'service-ready', at: 0, id: 'api' });
    run.observe({ type: 'service-exited', at: 0, id: 'api', exitCode: 3, logTail: '' });
    expect(endOf(run, 'B')?.reason).toBe('service api: it exited with code 3 while it was needed');
    expect(endOf(run, 'A')).toBeUndefined();
    run.exit('A');
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'failed',
      reason: 'service api: it exited with code 3 while it was needed; the task itself exited with 0',
    });
    run.exit('L');
    expect(run.state.result).toBe('failed');
  });

  it('are stopped when the mission is interrupted, and killed after the grace period or a second interruption', () => {
    const mission = buildMission({ tasks: [task('A', { services: ['api'] })], services });
    const run = drive(mission);
    run.start();
    run.interrupt();
    expect(effects(run)).toEqual(['start-service api', 'terminate-service api']);
    run.advance(3_999);
    expect(effects(run)).not.toContain('kill-service api');
    run.advance(4_000);
    expect(effects(run)).toContain('kill-service api');
    run.observe({ type: 'service-exited', at: 4_000, id: 'api', signal: 'SIGKILL', logTail: '' });
    expect(run.state.result).toBe('cancelled');

    const hasty = drive(mission);
    hasty.start();
    hasty.interrupt();
    hasty.interrupt();
    expect(effects(hasty)).toEqual(['start-service api', 'terminate-service api', 'kill-service api']);
  });

  it('that only skipped tasks need are never started', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { needs: ['A'], services: ['api'] })], services }));
    run.start();
    run.exit('A', 1);
    expect(effects(run)).toEqual(['start A']);
    expect(run.state.result).toBe('failed');
  });

  it('that were never ready block even a forced launch', () => {
    const run = drive(
      buildMission({
        tasks: [task('A', { services: ['api'] })],
        services,
        admission: { patience: 1_000, recheck: 500 },
      }),
    );
    run.start();
    expect(launched(run.advance(60_000))).toEqual([]);
    expect(launched(run.observe({ type: 'service-ready', at: 60_000, id: 'api' }))).toEqual(['A']);
  });
});
