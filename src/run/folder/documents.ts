import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { fileStem } from '../../base/file-stem.ts';
import { monotonic } from '../../base/monotonic.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { readFilePart } from '../../files/read-part.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { type Findings, findingsOf } from '../../report/analysis/findings.ts';
import { junit } from '../../report/data/junit.ts';
import { missionJson } from '../../report/data/mission-json.ts';
import { htmlPage } from '../../report/html/page.ts';
import { finalReport } from '../../report/markdown/final-report.ts';
import { masterReport } from '../../report/markdown/master-report.ts';
import { taskReport } from '../../report/markdown/task-report.ts';
import type { RunReport } from '../../report/model/run.ts';
import { deliverableLinks, taskFolderLinks } from './document-links.ts';
import type { EnsureFolder } from './guard.ts';
import { readPageAssets } from './page-assets.ts';
import { reservedPath } from './reserved-path.ts';
import { writeDeliverable } from './write-deliverable.ts';

/** Milliseconds between two rewrites of the master report: often enough to watch. */
const MASTER_PERIOD = 250;

/** It grows as the run goes on. Rewriting it takes at most one part in so many of a run's time, and of a machine's that is busy. */
const MASTER_SHARE = 25;

/** Upper bound for the time between two rewrites, in milliseconds. */
const LONGEST_MASTER_PERIOD = 5_000;

/** Writes the documents of a run as it goes. What cannot be written is passed to `warn`, once each; the run goes on. */
export interface Documents {
  /** Something has happened: the master report is due. */
  changed(report: RunReport): void;
  /** A task has ended: its completion report is due, also at its deliverable path. */
  taskEnded(report: RunReport, id: string): void;
  /** The run is over: everything is written once more, from the whole report. */
  finish(report: RunReport): void;
}

/** Removes what only a run that has ended leaves: while it goes on they would show a result that it does not have. */
export function withdrawResults(dir: string): void {
  for (const name of ['final-report.md', 'report.html', 'mission.json', 'junit.xml'])
    rmSync(join(dir, name), { recursive: true, force: true });
}

/** @param ensureFolder makes a folder again that a task has removed or replaced */
export function fileDocuments(
  dir: string,
  warn: (message: string) => void,
  readAssets = readPageAssets,
  ensureFolder: EnsureFolder = makeFolder,
): Documents {
  const warned = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let period = MASTER_PERIOD;
  const attempt = (name: string, write: () => string | undefined): void => {
    const problem = problemOf(name, write);
    if (problem === undefined || warned.has(problem)) return;
    warned.add(problem);
    warn(problem);
  };
  const makeTaskFolder = (): void =>
    attempt('tasks', () => {
      ensureFolder(join(dir, 'tasks'));
      return undefined;
    });
  // Made within the attempt: a failure in one document must not prevent the rest.
  const put = (name: string, make: () => string): void =>
    attempt(name, () => {
      const path = join(dir, name);
      ensureFolder(dirname(path));
      writeFileAtomically(path, make());
      return undefined;
    });
  // Most reports of tasks are at the end what they were when their task ended. To look costs a tenth of writing them.
  const renew = (name: string, make: () => string): void =>
    attempt(name, () => {
      const [path, text] = [join(dir, name), make()];
      ensureFolder(dirname(path));
      if (!reads(path, text)) writeFileAtomically(path, text);
      return undefined;
    });
  return {
    changed: (report) => {
      if (timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        const before = monotonic();
        put('master-report.md', () => masterReport(report));
        const took = monotonic() - before;
        period = Math.min(LONGEST_MASTER_PERIOD, Math.max(MASTER_PERIOD, took * MASTER_SHARE));
      }, period);
      timer.unref();
    },
    taskEnded: (report, id) => writeTaskReport(report, id, put, attempt),
    finish: (report) => {
      clearTimeout(timer);
      const before = warned.size;
      writeAll(report);
      // What could not be written is in the reports too, so that those that can be written say so.
      if (warned.size > before) writeAll(report);
    },
  };

  function writeAll(report: RunReport): void {
    makeTaskFolder();
    for (const id of report.tasks.keys()) writeTaskReport(report, id, renew, attempt);
    // Once for both that tell it: a replay of thousands of tasks takes a while.
    let findings: Findings | undefined;
    const found = (): Findings => (findings ??= findingsOf(report));
    put('final-report.md', () => finalReport(report, found()));
    put('mission.json', () => missionJson(report));
    put('junit.xml', () => junit(report));
    writePage(report, found);
    // Last, and from the same report: once it says that the run has ended, everything else is there.
    put('master-report.md', () => masterReport(report));
  }

  function writePage(report: RunReport, found: () => Findings): void {
    const assets = readAssets();
    if (assets === undefined) {
      attempt(
        'report.html',
        () => 'report.html has no timeline: page.js and page.css were not found in dist/; build them',
      );
    }
    put('report.html', () => htmlPage(report, assets, found()));
  }
}

function writeTaskReport(
  report: RunReport,
  id: string,
  put: (name: string, make: () => string) => void,
  attempt: (name: string, write: () => string | undefined) => void,
): void {
  const reported = report.tasks.get(id);
  if (reported === undefined) return;
  put(`tasks/${fileStem(id)}.md`, () => taskReport(report, id, taskFolderLinks(report.folder)));
  const { deliverable } = reported.task;
  // A task that wrote its deliverable itself keeps it; the report links to it.
  // One that has not ended may still write it.
  if (deliverable === undefined || reported.ended === undefined || reported.left?.wroteDeliverable === true) return;
  attempt(deliverable, () => {
    const text = taskReport(report, id, deliverableLinks(report.folder, deliverable));
    return reservedPath(report, deliverable) ?? writeDeliverable(report.root, deliverable, text);
  });
}

function problemOf(name: string, write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch (error) {
    return `${name} could not be written: ${errorText(error)}`;
  }
}

/** Whether the file holds this text already. A task may have put something else in its place, which is not waited for. */
function reads(path: string, text: string): boolean {
  const wanted = Buffer.from(text);
  const part = readFilePart(path, 'start', wanted.length);
  return part.type === 'read' && part.size === wanted.length && part.bytes.equals(wanted);
}
