import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileDocuments, withdrawResults } from '../../../src/run/folder/documents.ts';
import { foldAll } from '../../report/fold-all.ts';
import { failedJournal } from '../../report/journals.ts';

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

test('without them it is written all the same, with one warning', () => {
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

test('what goes wrong with one document costs no other one', () => {
  // As of a journal that is damaged in a place that is read only when it is shown.
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

test('what a task has put in the place of results is withdrawn, too', () => {
  mkdirSync(join(dir, 'report.html', 'inner'), { recursive: true });
  writeFileSync(join(dir, 'mission.json'), '{}');
  withdrawResults(dir);
  expect(readdirSync(dir)).toEqual([]);
});
