import { expect, it } from 'vitest';
import type { ServiceEvent } from '../../../src/report/fold/service.ts';
import { pageFailures } from '../../../src/report/html/sections/failures.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { service } from '../../build-mission.ts';
import { finalReport } from '../final-report.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, machine, mission, task } from '../journal-builder.ts';

const example = mission([task('a', { services: ['api'] })], { services: [service('api')] });

/** The service is needed, ready after 10 ms, and stopped when no task needs it any more. */
function lifeOf(start: number, stop: number): ServiceEvent[] {
  const id = 'api';
  return [
    { type: 'service-starting', at: start, id, by: 'a' },
    { type: 'service-ready', at: start + 10, id },
    { type: 'service-stopping', at: stop, id },
    { type: 'service-exited', at: stop + 20, id, signal: 'SIGTERM', logTail: '' },
  ];
}

it('a service that a resume starts again has the stop request of this time only', () => {
  const resumed: Event = {
    type: 'resumed',
    at: 1000,
    started: '2026-11-24T09:00:00.000Z',
    file: 'mission.yml',
    mission: example,
    machine,
    kept: [],
    again: [{ id: 'a', why: 'it had not ended' }],
  };
  const before = [...new JournalBuilder(example).events, ...lifeOf(100, 200), resumed];
  const [starting, ready, ...end] = lifeOf(1100, 1500);
  if (starting === undefined || ready === undefined) throw new Error('expected a start');
  expect(foldAll(before).services.get('api')).toMatchObject({ status: 'stopped', stopping: 200, ended: 220 });
  const again = foldAll([...before, starting, ready]).services.get('api');
  expect(again).toMatchObject({ status: 'ready', started: 1100, ready: 1110 });
  expect(again).not.toHaveProperty('stopping');
  expect(foldAll([...before, starting, ready, ...end]).services.get('api')).toMatchObject({
    status: 'stopped',
    started: 1100,
    stopping: 1500,
    ended: 1520,
  });
});

it('F330 a failed setup is shown with the lines that look like the cause, and without what the service wrote later', () => {
  const id = 'api';
  const logTail = ['▶ setup', ...Array.from({ length: 45 }, (_, index) => `row ${index}`)].join('\n');
  const causes = [{ line: 3, text: 'error: no such table' }];
  const message = 'its setup exited with code 3';
  const report = foldAll([
    ...new JournalBuilder(example).events,
    { type: 'service-starting', at: 0, id, by: 'a' },
    { type: 'service-failed', at: 10, id, message, running: true, setupLog: { logTail, causes } },
    { type: 'service-exited', at: 20, id, signal: 'SIGTERM', logTail: 'shutting down' },
  ]);
  expect(report.services.get(id)).toMatchObject({ status: 'failed', logTail, causes });
  for (const text of [finalReport(report), pageFailures(report).markup]) {
    expect(text).toContain('3: error: no such table');
    expect(text.indexOf('3: error: no such table')).toBeLessThan(text.indexOf('row 44'));
    expect(text).not.toContain('shutting down');
  }
});
