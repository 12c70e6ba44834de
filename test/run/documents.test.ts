import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileDocuments } from '../../src/run/documents.ts';
import { foldAll } from '../report/fold-all.ts';
import { failedJournal } from '../report/journals.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'written-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('the page is written with the script and the style that the build made', () => {
  const warnings: string[] = [];
  fileDocuments(dir, (message) => warnings.push(message)).finish(foldAll(failedJournal()));
  const page = readFileSync(join(dir, 'report.html'), 'utf8');
  expect(page).toContain('<strong>The mission failed</strong>');
  expect(page).toContain('id="timeline"');
  expect(warnings).toEqual([]);
});

test('without them it is written all the same, and everybody is told once', () => {
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
  // Written once more after the warning, which is in it.
  expect(page).toContain('report.html has no timeline');
  expect(page).not.toContain('id="timeline"');
});
