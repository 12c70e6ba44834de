import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { fileDocuments } from '../../../src/run/folder/documents.ts';
import { withdrawResults } from '../../../src/run/folder/withdraw-results.ts';
import { foldAll } from '../../report/fold-all.ts';
import { failedJournal } from '../../report/journals.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'written-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('the page contains the script and the style from the build', () => {
  const warnings: string[] = [];
  fileDocuments(dir, (message) => warnings.push(message)).finish(foldAll(failedJournal()));
  const page = readFileSync(join(dir, 'report.html'), 'utf8');
  expect(page).toContain('<strong>The mission failed</strong>');
  expect(page).toContain('id="timeline"');
  expect(warnings).toEqual([]);
});

test('without them, the page is written with one warning', () => {
  const report = foldAll(failedJournal());
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
    report.degraded.push({ at: report.duration, message });
  };
  fileDocuments(dir, warn, () => undefined).finish(report);
  expect(warnings).toEqual([expect.stringContaining('report.html has no timeline')]);
  const page = readFileSync(join(dir, 'report.html'), 'utf8');
  expect(page).toContain('<strong>The mission failed</strong>');
  // Written a second time, because the report contains the warning.
  expect(page).toContain('report.html has no timeline');
  expect(page).not.toContain('id="timeline"');
});

test('an error in one document does not affect the others', () => {
  // As with a journal that is damaged in a value that only one document uses.
  const report = {
    ...foldAll(failedJournal()),
    get decisions(): never {
      throw new Error('no figures');
    },
  };
  const warnings: string[] = [];
  fileDocuments(dir, (message) => warnings.push(message)).finish(report);
  expect(warnings).toContain('mission.json could not be written: no figures');
  expect(readFileSync(join(dir, 'junit.xml'), 'utf8')).toContain('<testsuite');
});

test('while nothing but readings follows, the master report is rewritten less and less often', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const report = foldAll(failedJournal());
  const rewrites: number[] = [];
  let second = 0;
  const documents = fileDocuments(
    dir,
    () => {},
    () => undefined,
    () => rewrites.push(second),
  );
  documents.changed(report, false);
  for (second = 1; second <= 300; second += 1) {
    documents.changed(report, true);
    vi.advanceTimersByTime(1000);
  }
  expect(rewrites.filter((at) => at > 1)).toEqual([10, 20, 40, 80, 140, 200, 260]);
  rewrites.length = 0;
  documents.changed(report, false);
  vi.advanceTimersByTime(1000);
  expect(rewrites).toEqual([second]);
});

test('rewriting the master report takes at most a hundredth of the time', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const report = foldAll(failedJournal());
  const rewrites: number[] = [];
  let now = 0;
  const documents = fileDocuments(
    dir,
    () => {},
    () => undefined,
    () => {
      rewrites.push(now);
      // As if writing took so long.
      vi.advanceTimersByTime(30);
    },
  );
  for (now = 0; now < 10_000; now += 50) {
    documents.changed(report, false);
    vi.advanceTimersByTime(50);
  }
  expect(rewrites).toEqual([200, 3200, 6200, 9200]);
});

test('files and folders that tasks put in the place of results are removed too', () => {
  mkdirSync(join(dir, 'report.html', 'inner'), { recursive: true });
  writeFileSync(join(dir, 'mission.json'), '{}');
  withdrawResults(dir);
  expect(readdirSync(dir)).toEqual([]);
});
