import { posix } from 'node:path';
import { fileStem } from '../../base/file-stem.ts';
import { monotonic } from '../../base/monotonic.ts';
import { taskReport } from '../../report/markdown/task-report.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { deliverableLinks, taskFolderLinks } from './document-links.ts';
import { reservedPath } from './reserved-path.ts';
import { writeDeliverable } from './write-deliverable.ts';
import type { Writing } from './writing.ts';

/** Milliseconds for postponed reports in one turn of the event loop: meanwhile, nothing is started. */
const LONGEST_TURN = 10;

/** A look at the folder before each report took a quarter of the time for writing it. */
const REPORTS_FOR_EACH_LOOK = 100;

/** The completion reports of tasks, and their copies in the place of deliverables. */
export interface TaskReports {
  /**
   * A task has ended. Its report is written at once if a running task may read it: one that needs it, or one that finds it at the path of a
   * deliverable; and if it did not end well. All other reports wait for `writeSome` and `writeAll`.
   */
  ended(report: RunReport, id: string): void;
  /** Writes reports that wait, for a few milliseconds. */
  writeSome(report: RunReport): void;
  /** Writes the reports of all tasks that have changed. */
  writeAll(report: RunReport): void;
}

/** Most tasks of a large mission end well and no task needs them: writing each report once, at the end, saves a tenth of the runner's CPU time. */
export function createTaskReports(writing: Writing): TaskReports {
  const waiting = new Set<string>();
  let read: ReadonlySet<string> | undefined;

  return {
    ended: (report, id) => {
      const ended = report.tasks.get(id);
      read ??= readByTasks(report);
      if (ended !== undefined && endedWell(ended) && ended.task.deliverable === undefined && !read.has(id)) {
        waiting.add(id);
        return;
      }
      waiting.delete(id);
      write(report, id, writing.put, writing);
    },
    writeSome: (report) => {
      if (waiting.size === 0) return;
      const until = monotonic() + LONGEST_TURN;
      writing.ensure('tasks');
      for (const id of waiting) {
        waiting.delete(id);
        write(report, id, writing.add, writing);
        if (monotonic() > until) return;
      }
    },
    writeAll: (report) => {
      waiting.clear();
      writing.ensure('tasks');
      const present = writing.names('tasks');
      let count = 0;
      for (const id of report.tasks.keys()) {
        count += 1;
        if (count % REPORTS_FOR_EACH_LOOK === 0) writing.ensure('tasks');
        write(report, id, present.has(`${fileStem(id)}.md`) ? writing.renew : writing.add, writing);
      }
    },
  };
}

function endedWell({ status }: TaskReport): boolean {
  return status === 'succeeded' || status === 'skipped' || status === 'not-needed';
}

/** The tasks whose reports are named in the MISSION_CONTEXT of other tasks, which may read them. */
function readByTasks(report: RunReport): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { task } of report.tasks.values()) {
    for (const id of [...task.needs, ...task.needsAny]) read.add(id);
    if (task.supports !== undefined) read.add(task.supports);
  }
  return read;
}

function write(report: RunReport, id: string, put: Writing['put'], { renew, attempt }: Writing): void {
  const reported = report.tasks.get(id);
  if (reported === undefined) return;
  put(`tasks/${fileStem(id)}.md`, () => taskReport(report, id, taskFolderLinks(report.folder)));
  const { deliverable } = reported.task;
  // A merged report is written on another machine than its tasks ran on.
  if (report.fleet !== undefined) return;
  // If a task has written its deliverable itself, it is kept and the report links to it. A task that runs may still write it.
  if (deliverable === undefined || reported.ended === undefined || reported.left?.wroteDeliverable === true) return;
  // Its workspace is removed, and two tasks may name the same path in theirs.
  if (reported.task.workspace !== undefined) {
    const path = `files/${fileStem(id)}/${posix.normalize(deliverable.replaceAll('\\', '/'))}`;
    renew(path, () => taskReport(report, id, { folder: posix.relative(posix.dirname(path), '.') }));
    return;
  }
  attempt(deliverable, () => {
    const text = taskReport(report, id, deliverableLinks(report.folder, deliverable));
    return reservedPath(report, deliverable) ?? writeDeliverable(report.root, deliverable, text);
  });
}
