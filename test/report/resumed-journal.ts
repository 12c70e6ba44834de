import type { Event } from '../../src/schedule/events/event.ts';
import { service } from '../build-mission.ts';
import { JournalBuilder, machine, minute, mission, task } from './journal-builder.ts';

/**
 * A run that was killed after ten minutes and resumed with a changed file: one task has another command, one is removed, one
 * is new. There is a kept task, one that was running, one that had failed, and one that had succeeded and runs again.
 */
export function resumedJournal(): Event[] {
  const migrate = task('migrate', { name: 'Migrate the data', load: 20 });
  const pack = task('pack', { name: 'Pack it', needs: ['build'] });
  const flaky = task('flaky', { retry: { attempts: 2, delay: minute, backoff: 1, on: ['failure'] } });
  const check = task('L3.check', { name: 'Check the package', needs: ['pack'], services: ['api'] });
  const services = [service('api')];
  const first = mission([task('build', { name: 'Build' }), pack, flaky, migrate, task('gone'), check], { services });
  const second = mission(
    [
      task('build', { name: 'Build all' }),
      { ...pack, steps: [{ run: 'pack --all' }] },
      flaky,
      migrate,
      check,
      task('new'),
    ],
    { services },
  );
  const left = { logTail: 'built\n', logBytes: 6, outputs: { version: '1.2' } };
  const before = new JournalBuilder(first)
    .launch('build')
    .launch('flaky')
    .launch('migrate')
    .launch('gone')
    .at(2 * minute)
    .succeed('build', left)
    .launch('pack', 'build')
    .exit('flaky', 0, { exitCode: 1 }, { logTail: 'no network\n', logBytes: 11 })
    .retry('flaky', 1, 'failure', 'it exited with code 1', minute)
    .at(3 * minute)
    .relaunch('flaky', 2)
    .at(6 * minute)
    .succeed('pack')
    .add({ type: 'service-starting', at: 6 * minute, id: 'api', by: 'L3.check' })
    .add({ type: 'service-ready', at: 7 * minute, id: 'api' })
    .launch('L3.check', 'pack')
    .exit('gone', 0, { exitCode: 3 }, { logTail: 'bad\n', logBytes: 4 })
    .end('gone', 'failed', 'it exited with code 3', 0)
    .at(8 * minute)
    .succeed('flaky')
    .at(10 * minute)
    .sample(40, 50)
    .add({ type: 'interrupted', at: 10 * minute, signal: 'SIGTERM' });
  const resumed: Event = {
    type: 'resumed',
    at: 10 * minute,
    started: '2026-11-24T09:00:00.000Z',
    file: 'mission.yml',
    mission: second,
    machine,
    kept: ['build', 'flaky'],
    again: [
      { id: 'pack', why: 'the mission file says something else of its run', changed: true },
      { id: 'migrate', why: 'it had not ended' },
      { id: 'L3.check', why: 'it had not ended' },
      { id: 'new', why: 'it is new in the mission file' },
    ],
  };
  const after = new JournalBuilder(second)
    .at(10 * minute)
    .launch('pack')
    .launch('migrate')
    .launch('new')
    .at(14 * minute)
    .succeed('pack')
    .add({ type: 'service-starting', at: 14 * minute, id: 'api', by: 'L3.check' })
    .add({ type: 'service-ready', at: 15 * minute, id: 'api' })
    .at(15 * minute)
    .launch('L3.check', 'pack')
    .at(18 * minute)
    .succeed('L3.check')
    .add({ type: 'service-stopping', at: 18 * minute, id: 'api' })
    .add({ type: 'service-exited', at: 18 * minute, id: 'api', signal: 'SIGTERM', logTail: 'bye\n' })
    .succeed('new')
    .at(20 * minute)
    .succeed('migrate')
    .finish('succeeded');
  return [...before.events, resumed, ...after.slice(1)];
}
