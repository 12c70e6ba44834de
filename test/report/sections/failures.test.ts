import { expect, it } from 'vitest';
import { failuresOf } from '../../../src/report/sections/failures.ts';
import type { EndStatus } from '../../../src/schedule/events/end-status.ts';
import { finalReport } from '../final-report.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';

it('lists every task that did not run because of a failed one, also those behind another one', () => {
  const builder = new JournalBuilder(
    mission([
      task('build'),
      task('pack', { needs: ['build'] }),
      task('publish', { needs: ['pack'] }),
      task('announce', { needs: ['publish', 'pack'] }),
      task('docs'),
      task('site', { needs: ['docs'], if: 'false' }),
    ]),
  );
  builder.trigger('build').admit('build').at(500).exit('build', 0, { exitCode: 1 });
  const ended = (id: string, status: EndStatus, reason: string) =>
    builder.add({ type: 'ended', at: 500, id, status, reason });
  ended('build', 'failed', 'it exited with code 1');
  ended('pack', 'skipped', 'build failed');
  ended('publish', 'skipped', 'pack was skipped');
  ended('announce', 'skipped', 'publish was skipped');
  ended('site', 'skipped', 'its condition is false');
  const report = foldAll(builder.events);
  expect(failuresOf(report)?.entries.map(({ notes }) => notes)).toEqual([
    [
      [
        { type: 'text', text: 'Did not run because of it: ' },
        expect.objectContaining({ ids: ['pack', 'publish', 'announce'] }),
        { type: 'text', text: '.' },
      ],
    ],
  ]);
  expect(finalReport(report)).toContain('Did not run because of it: `pack`, `publish`, `announce`.');
});
