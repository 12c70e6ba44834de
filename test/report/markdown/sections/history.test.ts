import { describe, expect, it } from 'vitest';
import { progressLines } from '../../../../src/report/lines/progress-lines.ts';
import { historySection, historySentences } from '../../../../src/report/markdown/sections/history.ts';
import { sparkline } from '../../../../src/report/text/sparkline.ts';
import { foldAll } from '../../fold-all.ts';
import { JournalBuilder, mission, task } from '../../journal-builder.ts';
import { successfulJournal } from '../../journals.ts';
import { rememberedJournal } from '../../remembered-journal.ts';

const report = foldAll(rememberedJournal());

describe('the history section', () => {
  it('is absent without a history', () => {
    expect(historySection(foldAll(successfulJournal()))).toBe('');
    expect(historySentences(foldAll(successfulJournal()))).toBe('');
  });

  it('says so if there is nothing to compare with', () => {
    expect(historySection({ ...report, predictions: {} })).toMatch(/^## History\n\nNo earlier run .* yet\.$/);
  });

  it('has slower tasks first, then flaky ones, then the largest difference', () => {
    const ids = [...historySection(report).matchAll(/^\| \[`(\S+)`\]/gm)].map((match) => match[1]);
    expect(ids).toEqual(['L2.slow', 'L2.flaky', 'L2.rising', 'L2.seldom', 'L3.steady']);
  });

  it('shows learned demand with its meaning, only if some was learned', () => {
    const text = historySection(report);
    expect(text).toMatch(/^\| Id .* \| CPUs \| +Memory \| Trend/m);
    expect(text).toMatch(/L2\.slow.*\| 1\.53 \| 2\.1 GiB \|/);
    expect(text).toMatch(/L2\.seldom.*\| +– \| 300 MiB \|/);
    expect(text).toContain('**CPUs and memory** are the demand that was learned');
    const predictions = Object.fromEntries(
      Object.entries(report.predictions ?? {}).map(([id, { demand: _, ...rest }]) => [id, rest]),
    );
    const older = historySection({ ...report, predictions });
    expect(older).toMatch(/^\| Id .* \| Runs \| Trend/m);
    expect(older).not.toContain('CPUs');
  });

  it('has at most twenty rows', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `L2.${index}`);
    const builder = new JournalBuilder(mission(ids.map((id) => task(id))));
    for (const id of ids) builder.launch(id).succeed(id);
    const one = report.predictions?.['L2.seldom'];
    if (one === undefined) throw new Error('expected a prediction');
    const many = { ...foldAll(builder.events), predictions: Object.fromEntries(ids.map((id) => [id, one])) };
    expect(historySection(many).match(/^\| \[/gm)).toHaveLength(20);
    expect(historySection(many)).toContain('5 less remarkable ones are in [mission.json](mission.json).');
  });

  it('has the singular for one run', () => {
    const retry = { attempts: 2, delay: 0, backoff: 1, on: ['failure'] as const };
    const builder = new JournalBuilder(mission([task('a', { retry })])).launch('a').exit('a', 0, { exitCode: 1 });
    builder.retry('a', 1, 'failure', 'exit code 1', 0).relaunch('a', 2).succeed('a');
    const one = report.predictions?.['L2.seldom'];
    if (one === undefined) throw new Error('expected a prediction');
    // It succeeded earlier, but in no run that counts for flakiness.
    const flaky = { ...foldAll(builder.events), predictions: { a: { ...one, flakiness: { runs: 0, flaky: 0 } } } };
    expect(historySection(flaky)).toContain('| **flaky: 1 of 1 run** |');
    expect(historySentences(flaky)).toContain('`a` (1 of 1 run)');
  });

  it('names slower and flaky tasks with figures in sentences, at most ten', () => {
    expect(historySentences(report)).toBe(
      'Slower than usual: `L2.slow` (12 s, usually 8 s). Flaky over the last runs: `L2.flaky` (3 of 10 runs).',
    );
  });
});

it('progress lines mark a slower task and name the usual time', () => {
  const lines = rememberedJournal().flatMap((event) => progressLines(event, report));
  const endings = lines.filter((line) => line.includes('✔'));
  expect(endings[0]).toContain('✔ L2.slow Slow one succeeded in 12 s, slower than usual (8 s)');
  expect(endings.filter((line) => line.includes('slower'))).toHaveLength(1);
});

describe('sparkline', () => {
  it('shows the lowest and the highest', () => {
    expect(sparkline([1000, 2000, 4500, 8000], 100)).toBe('▁▂▅█');
  });

  it('is level if the differences are too small, and empty without figures', () => {
    expect(sparkline([8000, 8100, 8300], 100)).toBe('▄▄▄');
    expect(sparkline([4, 9, 30], 100)).toBe('▄▄▄');
    expect(sparkline([0, 0], 0)).toBe('▄▄');
    expect(sparkline([], 100)).toBe('');
  });
});
