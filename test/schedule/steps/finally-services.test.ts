import { describe, expect, it } from 'vitest';
import { buildMission, service, type TaskParts, task } from '../../build-mission.ts';
import { type Drive, drive, endOf } from '../drive.ts';

const CLEAN = { finally: [{ run: 'clean' }], services: ['db'] };

/** Task A runs and uses the services `db`; task B runs and uses `api`. */
function runOf(parts: TaskParts = CLEAN, failFast = false): Drive {
  const tasks = [task('A', parts), task('B', { services: ['api'] })];
  const services = [service('db'), service('api')];
  const run = drive(buildMission({ tasks, services, failFast, admission: { gate: 'off' } }));
  run.start();
  for (const id of ['db', 'api']) {
    run.observe({ type: 'service-started', at: 0, id, pid: 7 });
    run.observe({ type: 'service-ready', at: 0, id });
  }
  return run;
}

/** The effects on these services, in order. */
function onServices(run: Drive): readonly string[] {
  const types = new Set(['terminate-service', 'kill-service']);
  return run.effects.flatMap((effect) =>
    types.has(effect.type) && 'id' in effect ? [`${effect.type} ${effect.id}`] : [],
  );
}

function exitService(run: Drive, id: string): void {
  run.observe({ type: 'service-exited', at: run.now(), id, signal: 'SIGTERM', logTail: '' });
}

describe('F359: services stay until the finally steps of their tasks have ended', () => {
  it('after an interruption, without the services that no finally step needs', () => {
    const run = runOf();
    run.interrupt();
    expect(onServices(run)).toEqual(['terminate-service api']);
    run.die('A', 'SIGTERM');
    expect(run.effects.at(-1)).toMatchObject({ type: 'start', id: 'A', step: 1 });
    expect(onServices(run)).toEqual(['terminate-service api']);
    run.exit('A');
    expect(onServices(run)).toEqual(['terminate-service api', 'terminate-service db']);
    run.die('B', 'SIGTERM');
    exitService(run, 'api');
    exitService(run, 'db');
    expect(run.state.result).toBe('cancelled');
  });

  it('within the grace period, and a service that ignores TERM is killed a second later at the latest', () => {
    const run = runOf();
    run.interrupt();
    run.advance(2_000);
    run.die('A', 'SIGKILL');
    run.advance(4_000);
    run.die('A', 'SIGKILL');
    expect(onServices(run)).toContain('terminate-service db');
    run.advance(4_999);
    expect(onServices(run)).not.toContain('kill-service db');
    run.advance(5_000);
    expect(onServices(run)).toContain('kill-service db');
  });

  it('after fail-fast', () => {
    const run = runOf(CLEAN, true);
    run.exit('B', 1);
    expect(onServices(run)).toEqual(['terminate-service api']);
    run.die('A', 'SIGTERM');
    expect(onServices(run)).toEqual(['terminate-service api']);
    run.exit('A');
    expect(onServices(run)).toEqual(['terminate-service api', 'terminate-service db']);
    expect(endOf(run, 'A')?.reason).toBe('stopped by fail-fast');
  });

  it('after a time-out of the task', () => {
    const run = runOf({ ...CLEAN, timeout: 1_000 });
    run.advance(1_000);
    run.die('A', 'SIGTERM');
    expect(run.effects.at(-1)).toMatchObject({ type: 'start', id: 'A', step: 1 });
    expect(onServices(run)).toEqual([]);
    run.exit('A');
    expect(onServices(run)).toEqual(['terminate-service db']);
  });

  it('unless a second interruption kills everything', () => {
    const run = runOf();
    run.interrupt();
    run.interrupt();
    expect(onServices(run)).toEqual([
      'terminate-service api',
      'terminate-service db',
      'kill-service db',
      'kill-service api',
    ]);
    run.die('A', 'SIGKILL');
    expect(run.effects.filter(({ type }) => type === 'start')).toHaveLength(2);
  });
});
