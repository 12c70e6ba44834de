import { monotonic } from '../../base/monotonic.ts';
import { nearTogether } from '../../base/together.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { runOnRunners } from '../../fleet/runners/run-on-runners.ts';
import { type Findings, findingsOf } from '../../report/analysis/findings.ts';
import { junit } from '../../report/data/junit.ts';
import { missionJsonPieces } from '../../report/data/mission-json.ts';
import { htmlPagePieces } from '../../report/html/page.ts';
import { finalReportPieces } from '../../report/markdown/final-report.ts';
import { masterReportPieces } from '../../report/markdown/master-report.ts';
import type { RunReport } from '../../report/model/run.ts';
import type { EnsureFolder } from './guard.ts';
import { readPageAssets } from './page-assets.ts';
import { createTaskReports } from './task-reports.ts';
import { createWriting } from './writing.ts';

/** Milliseconds between two rewrites of the master report, if rewriting is fast. */
const MASTER_PERIOD = 250;

/**
 * The master report grows during the run. Rewriting it and the reports of tasks takes at most 1/100 of the time, also if the machine is busy. With 1/25,
 * 1,000 short tasks took 3 % longer: all CPUs are busy then, and a report that is written early is compared with its text at the end.
 */
const MASTER_SHARE = 100;

/** Upper bound for the time between two rewrites, in milliseconds. */
const LONGEST_MASTER_PERIOD = 5_000;

/**
 * Milliseconds until the master report is rewritten if nothing but readings has followed. The pause doubles as long as that is so. Once a second,
 * that was 40 % of what a run costs while its tasks work.
 */
const READINGS_PERIOD = 10_000;
const LONGEST_READINGS_PERIOD = 60_000;

/** Milliseconds: the length of a window while the run rests. At the end of one, a rewrite needs no wake of its own. */
const REST_WINDOW = 5_000;

/** Writes the documents during the run. If one cannot be written, `warn` is called once with the reason and the run continues. */
export interface Documents {
  /** Call it after each event: the master report is rewritten soon, or after some seconds if the event is only a reading. */
  changed(report: RunReport, isReading: boolean): void;
  /** Call it when a task has ended: its completion report is written soon, and at once if another task may read it (`task-reports.ts`). */
  taskEnded(report: RunReport, id: string): void;
  /** Call it when the run has ended: all documents are written from the complete report. */
  finish(report: RunReport): void;
}

/**
 * @param ensureFolder creates a folder that a task has removed or replaced
 * @param beforeLarge called before the two largest documents of a finished run, with its number of tasks
 */
export function fileDocuments(
  dir: string,
  warn: (message: string) => void,
  readAssets = readPageAssets,
  ensureFolder: EnsureFolder = makeFolder,
  beforeLarge: (tasks: number) => void = () => {},
): Documents {
  let timer: { readonly due: number; readonly handle: NodeJS.Timeout } | undefined;
  let period = MASTER_PERIOD;
  const pauseOf = createReadingsPace();
  const writing = createWriting(dir, warn, ensureFolder);
  const { put } = writing;
  const taskReports = createTaskReports(writing);
  return {
    changed: (report, isReading) => {
      const after = Math.max(pauseOf(isReading), period);
      const due = monotonic() + after;
      if (timer !== undefined && timer.due <= due) return;
      clearTimeout(timer?.handle);
      const rewrite = (): void => {
        timer = undefined;
        const before = monotonic();
        taskReports.writeSome(report);
        put('master-report.md', () => masterReportPieces(report));
        const took = monotonic() - before;
        period = Math.min(LONGEST_MASTER_PERIOD, Math.max(MASTER_PERIOD, took * MASTER_SHARE));
      };
      timer = { due, handle: setTimeout(rewrite, after).unref() };
    },
    taskEnded: taskReports.ended,
    finish: (report) => {
      clearTimeout(timer?.handle);
      const before = writing.problems();
      writeAll(report);
      // The reports list the documents that could not be written, so that all of them are written again.
      if (writing.problems() > before) writeAll(report);
    },
  };

  function writeAll(report: RunReport): void {
    taskReports.writeAll(report);
    beforeLarge(report.tasks.size);
    // Computed once for both documents that use it: replaying thousands of tasks is slow.
    let findings: Findings | undefined;
    const found = (): Findings => (findings ??= { ...findingsOf(report), runners: runOnRunners(report) });
    put('final-report.md', () => finalReportPieces(report, found()));
    put('mission.json', () => missionJsonPieces(report, found().runners));
    put('junit.xml', () => junit(report));
    beforeLarge(report.tasks.size);
    writePage(report, found);
    // Last: once the master report says that the run has ended, all other documents exist.
    put('master-report.md', () => masterReportPieces(report));
  }

  function writePage(report: RunReport, found: () => Findings): void {
    const assets = readAssets();
    if (assets === undefined) {
      writing.attempt(
        'report.html',
        () => 'report.html has no timeline: page.js and page.css were not found in dist/; run `npm run build`',
      );
    }
    put('report.html', () => htmlPagePieces(report, assets, found()));
  }
}

/** The pause after an event, in milliseconds: after a reading, about as long as nothing but readings has followed so far, within limits. */
function createReadingsPace(now = monotonic): (isReading: boolean) => number {
  let since = now();
  return (isReading) => {
    if (!isReading) since = now();
    if (!isReading) return 0;
    const pause = Math.min(LONGEST_READINGS_PERIOD, Math.max(READINGS_PERIOD, Math.floor(now() - since)));
    return nearTogether(pause, REST_WINDOW, now());
  };
}
