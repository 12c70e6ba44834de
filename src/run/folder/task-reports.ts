import { posix } from 'node:path';
import { fileStem } from '../../base/file-stem.ts';
import { monotonic } from '../../base/monotonic.ts';
import { taskReport } from '../../report/markdown/task-report.ts';
import type { RunReport, TaskReport } from '../../report/model/run.ts';
import { deliverableLinks, taskFolderLinks } from './document-links.ts';
import { reservedPath } from './reserved-path.ts';
import { writeDeliverable } from './write-deliverable.ts';

/** Milliseconds for postponed reports in one turn of the event loop: meanwhile, nothing is started. */
const LONGEST_TURN = 10;

/** How documents are written. What goes wrong is a warning, never an exception. */
export interface Writing {
  put(name: string, make: () => string): void;
  /** The same for a file that was probably not written yet, and that no task reads while it is written. */
  add(name: string, make: () => string): void;
  /** The same, unless the file has this text already. */
  renew(name: string, make: () => string): void;
  /** Makes a folder, and returns the names in it. */
  openFolder(name: string): ReadonlySet<string>;
  /** @param write returns a problem, if there is one */
  attempt(name: string, write: () => string | undefined): void;
}

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
      write(report, id, writing.put, writing.attempt);
    },
    writeSome: (report) => {
      const until = monotonic() + LONGEST_TURN;
      for (const id of waiting) {
        waiting.delete(id);
        write(report, id, writing.add, writing.attempt);
        if (monotonic() > until) return;
      }
    },
    writeAll: (report) => {
      waiting.clear();
      // One look at the folder, instead of one for each report.
      const present = writing.openFolder('tasks');
      for (const id of report.tasks.keys()) {
        write(report, id, present.has(`${fileStem(id)}.md`) ? writing.renew : writing.add, writing.attempt);
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

function write(report: RunReport, id: string, put: Writing['put'], attempt: Writing['attempt']): void {
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
    put(path, () => taskReport(report, id, { folder: posix.relative(posix.dirname(path), '.') }));
    return;
  }
  attempt(deliverable, () => {
    const text = taskReport(report, id, deliverableLinks(report.folder, deliverable));
    return reservedPath(report, deliverable) ?? writeDeliverable(report.root, deliverable, text);
  });
}
