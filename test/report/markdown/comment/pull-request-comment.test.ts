import { describe, expect, test } from 'vitest';
import {
  type CommentPlace,
  LONGEST_COMMENT,
  pullRequestComment,
} from '../../../../src/report/markdown/comment/pull-request-comment.ts';
import { endedReport } from '../../../github/ended-report.ts';
import { fc } from '../../../suite/fast-check.ts';
import { foldAll } from '../../fold-all.ts';
import { failedJournal, hostileJournal, successfulJournal } from '../../journals.ts';
import { rememberedJournal } from '../../remembered-journal.ts';

const PLACE: CommentPlace = {
  marker: '<!-- mission-runner: [Fix] [CI] [gate] [] -->',
  run: 'https://github.com/octo/repo/actions/runs/77',
  attempt: 1,
};
const UPLOADED = { artifact: 'https://example.com/artifacts/1', page: 'https://example.com/artifacts/2' };

describe('pullRequestComment', () => {
  test('has the verdict, what failed with the first line of its reason and its log, and links', () => {
    const report = endedReport([
      { id: 'lint', status: 'succeeded' },
      {
        id: 'unit',
        name: 'Unit tests',
        status: 'failed',
        reason: 'expected 2, received 3\nat price.mjs:3',
        logTail: 'x',
      },
      { id: 'e2e', status: 'skipped', needs: ['unit'], reason: 'unit failed' },
    ]);
    const comment = pullRequestComment(report, { ...PLACE, ...UPLOADED, commit: 'b'.repeat(40), attempt: 2 });
    expect(comment.split('\n', 3)).toEqual([PLACE.marker, '', '### Fix']);
    expect(comment).toContain('❌ **The mission failed** because `unit` failed');
    expect(comment).toContain(
      '- ❌ `unit` Unit tests: failed after 2 s: expected 2, received 3. Log: `logs/unit.log` in [the artifact](https://example.com/artifacts/1)',
    );
    expect(comment.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      expect.not.stringContaining('price.mjs'),
    ]);
    expect(comment).toContain(
      '<sub>[Page with the timeline](https://example.com/artifacts/2) · [All reports and logs](https://example.com/artifacts/1) · [Workflow run](https://github.com/octo/repo/actions/runs/77) · commit bbbbbbbb · attempt 2</sub>',
    );
  });

  test('without an artifact, a failure links to the log of the job', () => {
    const report = endedReport([{ id: 'unit', status: 'failed', reason: 'exit code 1', logTail: 'x' }]);
    expect(pullRequestComment(report, PLACE)).toContain(`exit code 1. [Log of the job](${PLACE.run})`);
  });

  test('of a success, it has the verdict and no lists', () => {
    const comment = pullRequestComment(foldAll(successfulJournal()), PLACE);
    expect(comment).toContain('✅ **The mission succeeded**');
    expect(comment).not.toContain('\n- ');
  });

  test('has what got slower than usual, with the usual time', () => {
    const comment = pullRequestComment(foldAll(rememberedJournal()), PLACE);
    expect(comment).toMatch(/\*\*Slower than usual\*\*\n\n- `[^`]+`: [\d.]+ m?s, usually /);
  });

  test('F477 hostile names and output mention no one, contain no HTML and end neither the marker nor a line', () => {
    for (const journal of [hostileJournal(), failedJournal()]) {
      const comment = pullRequestComment(foldAll(journal), PLACE);
      const [marker, ...rest] = comment.split('\n');
      expect(marker).toBe(PLACE.marker);
      const text = rest
        .join('\n')
        .replace(/<\/?sub>/g, '')
        .replace(/`+[^`\n]*`+/g, '');
      expect(text).not.toMatch(/(?<!\\)<|@\w|(?<!&)#\d/);
    }
  });

  test('F477 whatever the names and reasons are, the comment fits and keeps its marker', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 2_000 }),
        fc.integer({ min: 1, max: 60 }),
        (text, count) => {
          const report = endedReport(
            Array.from({ length: count }, (_, index) => ({
              id: `t${index}`,
              name: text,
              status: 'failed',
              reason: text,
            })),
          );
          report.mission = { ...report.mission, name: text };
          const comment = pullRequestComment(report, { ...PLACE, ...UPLOADED });
          expect(comment.length).toBeLessThanOrEqual(LONGEST_COMMENT);
          expect(comment.startsWith(`${PLACE.marker}\n`)).toBe(true);
          expect(comment).toContain('[Workflow run]');
        },
      ),
      { numRuns: 60 },
    );
  });

  test('counts the failures that it leaves out', () => {
    const report = endedReport(
      Array.from({ length: 50 }, (_, index) => ({ id: `t${index}`, status: 'failed' as const })),
    );
    expect(pullRequestComment(report, PLACE)).toContain('- and 30 more\n');
  });
});
