import type { Event } from '../../src/schedule/events/event.ts';
import { service } from '../build-mission.ts';
import { JournalBuilder, mission, task } from './journal-builder.ts';

const shop = task('shop', {
  name: 'The shop',
  workspace: 'own',
  services: ['db'],
  steps: [
    { name: 'Build', run: 'make' },
    { name: 'Upload', run: 'make upload', if: "env.UPLOAD == 'yes'" },
    { name: 'Check', run: 'make check' },
  ],
  finally: [
    { name: 'Save the logs', run: 'save', if: 'failure()' },
    { name: 'Drop the database', run: 'dropdb shop' },
  ],
});

/** Files that the shop keeps: more than a document lists. */
const files = [
  'coverage/index.html',
  'coverage/a b#c.html',
  ...Array.from({ length: 28 }, (_, index) => `coverage/part-${index + 10}.html`),
];

/**
 * A run with a service that has a setup, and a task with a workspace of its own, steps that were skipped, `finally` steps and kept files. A
 * second task starts from a copy of that workspace.
 */
export function stepsJournal(): Event[] {
  const copy = task('copy', { needs: ['shop'], workspace: { from: 'shop' } });
  const builder = new JournalBuilder(
    mission([shop, copy], { services: [service('db', { name: 'PostgreSQL' })], keepWorkspaces: true }),
  );
  const id = 'shop';
  builder.trigger(id);
  builder.add({ type: 'service-starting', at: 0, id: 'db', by: id });
  builder.add({ type: 'service-started', at: 20, id: 'db', pid: 9 });
  builder.add({ type: 'service-ready', at: 4_000, id: 'db', setup: 2_500 });
  builder.at(4_000).check().admit(id);
  builder.add({
    ...{ type: 'step-started', at: 4_300, id, step: 0, pid: 7 },
    workspace: { folder: '/srv/mission-shop', took: 300 },
  });
  builder.at(9_000).exit(id, 0, { exitCode: 0 });
  const reason = "its condition does not hold: env.UPLOAD == 'yes'";
  builder.add({ type: 'step-skipped', at: 9_000, id, step: 1, reason });
  builder.advance(id, 2);
  builder
    .at(15_000)
    .exit(
      id,
      2,
      { exitCode: 0 },
      { logTail: 'ok', logBytes: 2, artifacts: { count: 130, bytes: 3 * 1024 ** 2, files } },
    );
  builder.add({ type: 'finishing', at: 15_000, id, attempt: 1, status: 'succeeded' });
  builder.add({ type: 'step-skipped', at: 15_000, id, step: 3, reason: 'its condition does not hold: failure()' });
  builder.advance(id, 4);
  builder.at(16_000).exit(id, 4, { exitCode: 0 }, { logTail: 'ok', logBytes: 2 });
  builder.end(id, 'succeeded');
  builder.launch('copy', id).at(18_000).succeed('copy');
  builder.add({ type: 'service-stopping', at: 16_000, id: 'db' });
  builder.add({ type: 'service-exited', at: 18_000, id: 'db', signal: 'SIGTERM', logTail: 'bye' });
  return builder.finish('succeeded');
}
