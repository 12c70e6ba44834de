import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyReport, recordEvent } from '../../src/report/fold/fold.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { fileDocuments } from '../../src/run/folder/documents.ts';
import { virtualRun } from '../../src/simulate/virtual-run.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-documents-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the documents of a run that has ended', () => {
  it('all exist, and reports of tasks that have not changed are not rewritten', () => {
    const { report, warnings, documents } = finished();
    documents.taskEnded(report, 'a');
    const before = lstatSync(join(dir, 'tasks/a.md')).ino;
    documents.finish(report);
    expect(lstatSync(join(dir, 'tasks/a.md')).ino).toBe(before);
    for (const name of ['tasks/b.md', 'final-report.md', 'mission.json', 'junit.xml', 'master-report.md'])
      expect(existsSync(join(dir, name)), name).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('are written again if a task has changed, removed or replaced them', () => {
    const { report, documents } = finished();
    const path = join(dir, 'tasks/a.md');
    documents.taskEnded(report, 'a');
    const text = readFileSync(path, 'utf8');
    // Same length as the right text, so that comparing sizes is not sufficient.
    writeFileSync(path, 'x'.repeat(Buffer.byteLength(text)));
    documents.finish(report);
    expect(readFileSync(path, 'utf8')).toBe(text);
    rmSync(path);
    documents.finish(report);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('are written as far as possible if a task has replaced their folder with a file', () => {
    const { report, warnings, documents } = finished();
    rmSync(join(dir, 'tasks'), { recursive: true, force: true });
    writeFileSync(join(dir, 'tasks'), '');
    documents.finish(report);
    expect(existsSync(join(dir, 'final-report.md'))).toBe(true);
    expect(warnings).toContainEqual(expect.stringMatching(/^tasks could not be written: EEXIST/));
  });
});

describe('the master report of a run in progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is rewritten soon after an event, and after five seconds if only readings follow', () => {
    const { report, documents } = finished();
    const path = join(dir, 'master-report.md');
    /** Whether it was written since the last call. */
    const isNew = (): boolean => {
      const exists = existsSync(path);
      rmSync(path, { force: true });
      return exists;
    };
    documents.changed(report, false);
    vi.advanceTimersByTime(250);
    expect(isNew()).toBe(true);
    for (let second = 0; second < 4; second++) {
      documents.changed(report, true);
      vi.advanceTimersByTime(1000);
      expect(isNew()).toBe(false);
    }
    vi.advanceTimersByTime(1000);
    expect(isNew()).toBe(true);
    documents.changed(report, true);
    documents.changed(report, false);
    vi.advanceTimersByTime(250);
    expect(isNew()).toBe(true);
    vi.advanceTimersByTime(10_000);
    expect(isNew()).toBe(false);
  });
});

function finished(): { report: RunReport; warnings: string[]; documents: ReturnType<typeof fileDocuments> } {
  const report = emptyReport();
  const mission = buildMission({ tasks: [task('a'), task('b')] });
  for (const event of virtualRun(mission, MACHINE, 'open')) recordEvent(report, event);
  const warnings: string[] = [];
  return { report, warnings, documents: fileDocuments(dir, (message) => warnings.push(message)) };
}
