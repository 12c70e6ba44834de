import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
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

  it('replace a report that is empty because the run was killed while it was written', () => {
    const { report, documents } = finished();
    mkdirSync(join(dir, 'tasks'));
    writeFileSync(join(dir, 'tasks/b.md'), '');
    documents.finish(report);
    expect(readFileSync(join(dir, 'tasks/b.md'), 'utf8')).toMatch(/^# b\n/);
    expect(readdirSync(join(dir, 'tasks')).sort()).toEqual(['a.md', 'b.md']);
  });

  it.skipIf(process.platform === 'win32')('replace a link in the place of a report, and not its target', () => {
    const { report, documents } = finished();
    mkdirSync(join(dir, 'tasks'));
    writeFileSync(join(dir, 'target'), 'precious');
    symlinkSync('../target', join(dir, 'tasks/b.md'));
    documents.finish(report);
    expect(lstatSync(join(dir, 'tasks/b.md')).isFile()).toBe(true);
    expect(readFileSync(join(dir, 'target'), 'utf8')).toBe('precious');
  });

  it('include reports of tasks that wait for the end, because no running task reads them', () => {
    const { report, documents } = finished([
      task('a'),
      task('b', { needs: ['a'] }),
      task('c', { deliverable: 'c.md' }),
    ]);
    const written = () => readdirSync(join(dir, 'tasks')).sort();
    for (const id of ['a', 'b', 'c']) documents.taskEnded(report, id);
    expect(written()).toEqual(['a.md', 'c.md']);
    documents.finish(report);
    expect(written()).toEqual(['a.md', 'b.md', 'c.md']);
  });

  it('include reports that were written while other tasks were running', () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { report, documents } = finished([task('a'), task('b')]);
    documents.taskEnded(report, 'a');
    expect(existsSync(join(dir, 'tasks/a.md'))).toBe(false);
    documents.changed(report, false);
    vi.advanceTimersByTime(250);
    expect(existsSync(join(dir, 'tasks/a.md'))).toBe(true);
  });

  it('include the report of a task that failed, at once', () => {
    const { report, documents } = finished([task('a')]);
    const ended = report.tasks.get('a');
    if (ended !== undefined) ended.status = 'failed';
    documents.taskEnded(report, 'a');
    expect(existsSync(join(dir, 'tasks/a.md'))).toBe(true);
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

  it('is rewritten soon after an event, and after ten seconds if only readings follow', () => {
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
    for (let second = 0; second < 9; second++) {
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
    vi.advanceTimersByTime(20_000);
    expect(isNew()).toBe(false);
  });
});

function finished(tasks = [task('a'), task('b', { needs: ['a'] })]): {
  report: RunReport;
  warnings: string[];
  documents: ReturnType<typeof fileDocuments>;
} {
  const report = emptyReport();
  const mission = buildMission({ tasks });
  for (const event of virtualRun(mission, MACHINE, 'open')) recordEvent(report, event);
  const warnings: string[] = [];
  return { report, warnings, documents: fileDocuments(dir, (message) => warnings.push(message)) };
}
