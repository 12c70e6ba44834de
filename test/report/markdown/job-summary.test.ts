import { describe, expect, it } from 'vitest';
import { jobSummary } from '../../../src/report/markdown/job-summary.ts';
import { cutToBytes, utf8Length } from '../../../src/report/text/utf8-length.ts';
import { fc } from '../../suite/fast-check.ts';
import { foldAll } from '../fold-all.ts';
import { failedJournal, hostileJournal, largeJournal, successfulJournal } from '../journals.ts';
import { retriedJournal } from '../retried-journal.ts';

const cutNote = 'This summary is cut to the size';

describe('jobSummary', () => {
  it('has the verdict, the results, the timeline and the time', () => {
    const text = jobSummary(foldAll(successfulJournal()), { limitBytes: 1_000_000 });
    expect(text).toContain('**The mission succeeded** in 4h50m: at the floor of 4h50m');
    for (const heading of ['## Results', '## Timeline', '## Time']) expect(text).toContain(heading);
    expect(text).not.toContain(cutNote);
  });

  it('shows failures with the end of their logs', () => {
    expect(jobSummary(foldAll(failedJournal()), { limitBytes: 1_000_000 })).toContain('expected 403, got 200');
  });

  it('F43 5,000 tasks with long logs fit below 1 MiB, with a pointer to the rest', () => {
    const report = foldAll(largeJournal(5000, 'ä'.repeat(5000)));
    const text = jobSummary(report, { limitBytes: 1024 * 1024 });
    expect(utf8Length(text)).toBeLessThanOrEqual(1024 * 1024);
    expect(text).toContain(cutNote);
    for (const heading of ['## What failed', '## Results', '## Timeline', '## Time']) expect(text).toContain(heading);
  });

  it('F43 a cut table keeps the failures', () => {
    const text = jobSummary(foldAll(largeJournal(2000)), { limitBytes: 60_000 });
    const rows = text.split('\n').filter((line) => line.startsWith('| `L'));
    expect(rows.filter((line) => line.includes('❌'))).toHaveLength(200);
    expect(rows.length).toBeLessThan(2000);
    expect(text).toMatch(/^And \d+ more\.$/m);
  });

  it('F43 never exceeds its limit, however small', () => {
    const journals = [successfulJournal(), failedJournal(), hostileJournal(), retriedJournal(), largeJournal(300)];
    const reports = journals.map(foldAll);
    fc.assert(
      fc.property(fc.constantFrom(...reports), fc.integer({ min: 0, max: 40_000 }), (report, limitBytes) => {
        expect(utf8Length(jobSummary(report, { limitBytes }))).toBeLessThanOrEqual(limitBytes);
      }),
    );
  });
});

it('cutToBytes never leaves half a character', () => {
  expect(cutToBytes('aä😀b', 6)).toBe('aä');
  expect(cutToBytes('aä😀b', 7)).toBe('aä😀');
  expect(cutToBytes('ab', -1)).toBe('');
});
