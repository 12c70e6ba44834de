import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/schedule/events/event.ts';
import { panelLines } from '../../../src/terminal/panel/lines.ts';
import { lineWidth, paintLine, plainText } from '../../../src/terminal/panel/styled-line.ts';
import { criticalMemoryJournal } from '../../report/critical-memory-journal.ts';
import { JournalBuilder, mission, task } from '../../report/journal-builder.ts';
import {
  cancelledJournal,
  failedJournal,
  gatedJournal,
  hostileJournal,
  largeJournal,
  successfulJournal,
} from '../../report/journals.ts';
import { rememberedJournal } from '../../report/remembered-journal.ts';
import { retriedJournal } from '../../report/retried-journal.ts';
import { fc } from '../../suite/fast-check.ts';
import { plainLines, viewOf } from './views.ts';

const folder = join(import.meta.dirname, 'golden');
const until = (events: readonly Event[], at: number): readonly Event[] => events.filter((event) => event.at <= at);
const minute = 60_000;

/** Names with wide characters of one and of several code points. */
function wideJournal(): Event[] {
  const builder = new JournalBuilder(
    mission(
      [
        task('L2.1', { name: '二番目の仕事はとても長い名前を持っています', expect: 60_000 }),
        task('L2.2', { name: '👩‍💻👨‍👩‍👧‍👦 family e\u0301tude 🇩🇪', expect: 120_000 }),
        task('L2.3', { name: '한국어 작업', locks: ['d'] }),
      ],
      { name: '任務：制御センターの包括的な修正' },
    ),
  );
  builder.launch('L2.1').launch('L2.2').trigger('L2.3').check().defer(['L2.3'], 'lock', 'lock d is held by L2.1');
  builder.at(1000).sample(40, 50, { 'L2.1': { cpuSeconds: 0.4, memory: 2 ** 20 } });
  builder.at(2000).sample(59.9, 85, { 'L2.1': { cpuSeconds: 2, memory: 3.25 * 2 ** 30 } });
  return builder.events;
}

const views = {
  plan: viewOf(until(successfulJournal(), 140 * minute), 141 * minute),
  gated: viewOf(until(gatedJournal(), 20_000), 22_500),
  'between-attempts': viewOf(until(retriedJournal(), 18_000), 20_000),
  paused: viewOf(until(criticalMemoryJournal(), 5_450), 5_600),
  services: viewOf(until(retriedJournal(), 42_300), 42_900),
  failing: viewOf(until(failedJournal(), 7000), 7000),
  hostile: viewOf(until(hostileJournal(), 1000), 1500),
  many: viewOf(until(largeJournal(500), 5000), 6000),
  wide: viewOf(wideJournal(), 30_000),
};

describe('golden panels', () => {
  for (const [name, view] of Object.entries(views)) {
    it(name, () => {
      const sizes = [
        { columns: 100, rows: 30 },
        { columns: 60, rows: 15 },
        { columns: 40, rows: 12 },
      ];
      const text = sizes
        .map((size) => `${size.columns} x ${size.rows}\n${plainLines(view, size).join('\n')}\n`)
        .join('\n');
      const path = join(folder, `${name}.txt`);
      if (process.env.UPDATE_GOLDEN === '1') {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, text);
      }
      expect(text).toBe(readFileSync(path, 'utf8'));
    });
  }
});

describe('panelLines', () => {
  const journals = [
    successfulJournal(),
    failedJournal(),
    cancelledJournal(),
    gatedJournal(),
    hostileJournal(),
    retriedJournal(),
    largeJournal(40),
    wideJournal(),
  ];

  it('marks a duration as an estimate only if neither the mission nor the history knows it', () => {
    const lines = plainLines(viewOf(until(rememberedJournal(), 0), 1000), { columns: 100, rows: 30 });
    const timeOf = (id: string) =>
      lines.find((line) => line.startsWith(`▶ ${id}`))?.match(/\d+ s of ~?[\dm]+( s)?/)?.[0];
    expect(timeOf('L2.slow')).toBe('1 s of 8 s');
    expect(timeOf('L2.flaky')).toBe('1 s of 20 s');
    expect(timeOf('L2.new')).toBe('1 s of ~10 s');
  });

  it('keep failures until the end, and count those that do not fit', () => {
    const failing = (count: number) => {
      const builder = new JournalBuilder(
        mission([task('last'), ...Array.from({ length: count }, (_, index) => task(`t${index}`))]),
      );
      builder.launch('last');
      for (let index = 0; index < count; index += 1) builder.launch(`t${index}`);
      for (let index = 0; index < count; index += 1) builder.end(`t${index}`, 'failed', `reason ${index}`);
      return viewOf(builder.events, 400 * minute);
    };
    const failures = (count: number, rows: number) =>
      plainLines(failing(count), { columns: 80, rows }).filter((line) => line.startsWith('✘ ') && !line.includes('▶'));
    expect(failures(1, 30)).toEqual(['✘ t0 failed: reason 0']);
    expect(failures(9, 30)).toEqual([...[0, 1, 2].map((index) => `✘ t${index} failed: reason ${index}`), '✘ 6 more']);
    expect(failures(9, 60)).toHaveLength(5);
    // What runs has the last row of a small terminal.
    expect(failures(9, 6)).toEqual([]);
  });

  it('fit into a terminal of any size at any time of a run', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...journals),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 400 * minute }),
        (events, part, columns, rows, later) => {
          const some = events.slice(0, 1 + Math.floor(part * (events.length - 1)));
          const view = viewOf(some, (some.at(-1)?.at ?? 0) + later);
          const lines = panelLines(view, { columns, rows });
          expect(lines.length).toBeLessThan(rows);
          for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(Math.max(1, columns - 1));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('fit with any names, and contain no control characters', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    const steering = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    const anything = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u001b', '\u009b', '\r', '\n', '\t', '\u202e', '[2J'),
        fc.string({ unit: 'binary', maxLength: 1 }),
        fc.constantFrom('語', '👩‍💻', 'ﾞ'),
      ),
    });
    fc.assert(
      fc.property(anything, anything, fc.integer({ min: 1, max: 120 }), (name, other, columns) => {
        const builder = new JournalBuilder(
          mission([task('L2.1', { name }), task(`L2${other}`, { name: other })], { name }),
        );
        builder
          .launch('L2.1')
          .trigger(`L2${other}`)
          .check()
          .defer([`L2${other}`], 'lock', `lock ${name} is held`);
        const lines = panelLines(viewOf(builder.events, 5000), { columns, rows: 24 });
        expect(lines.length).toBeGreaterThan(3);
        for (const line of lines) {
          expect(lineWidth(line)).toBeLessThanOrEqual(Math.max(1, columns - 1));
          expect(plainText(line)).not.toMatch(steering);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are empty before the start and after the end', () => {
    expect(plainLines(viewOf([], 0), { columns: 80, rows: 24 })).toEqual([]);
    expect(plainLines(viewOf(successfulJournal(), 400 * minute), { columns: 80, rows: 24 })).toEqual([]);
  });

  it('count the rows that do not fit, and leave the last row free', () => {
    const view = views.many;
    for (const rows of [1, 2, 3, 4, 5, 6, 10, 24, 100]) {
      const lines = plainLines(view, { columns: 80, rows });
      expect(lines.length).toBeLessThan(rows);
      const shown = lines.filter((line) => /^▶ L/.test(line)).length;
      const more = lines.flatMap((line) => /^ {2}and (\d+) more running$/.exec(line)?.[1] ?? []).map(Number);
      if (lines.length > 3) expect(shown + (more[0] ?? 0)).toBe(view.report.counts.running);
    }
  });

  it('say how to kill a run that is being stopped, and no remaining time', () => {
    const view = viewOf(
      [...until(successfulJournal(), 140 * minute), { type: 'interrupted', at: 141 * minute, signal: 'SIGINT' }],
      141 * minute,
    );
    const [title = ''] = plainLines(view, { columns: 100, rows: 24 });
    expect(title).toContain('another Ctrl-C kills at once');
    expect(title).not.toContain('to go');
  });

  it('have the same text with and without colours', () => {
    const lines = panelLines(views.plan, { columns: 100, rows: 24 });
    const colored = lines.map((line) => paintLine(line, true)).join('\n');
    expect(colored).toContain('\u001b[33m█');
    expect(stripVTControlCharacters(colored)).toBe(lines.map(plainText).join('\n'));
    expect(lines.map((line) => paintLine(line, false)).join('\n')).toBe(lines.map(plainText).join('\n'));
  });
});
