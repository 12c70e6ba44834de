import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../base/error-code.ts';
import type { TestedCommit } from '../history/record-run.ts';
import { createSampler } from '../machine/sampler.ts';
import { meterThisMachine } from '../machine/this-machine.ts';
import type { Sampler } from '../ports/ports.ts';
import { idInMark } from '../process/launch/child-usage.ts';
import { createProcesses } from '../process/processes.ts';
import { createOutOfMemoryWatch } from '../process/trees/out-of-memory.ts';
import type { RunReport } from '../report/model/run.ts';
import { fileDocuments, withdrawResults } from './folder/documents.ts';
import { guardFolder } from './folder/guard.ts';
import { JOURNAL, type JournalFile, openJournal } from './folder/journal.ts';
import { readPageAssets } from './folder/page-assets.ts';
import { keepFolder, newMark, takeFolder } from './folder/run-folder.ts';
import { startLoop } from './loop.ts';
import { openingEvent } from './opening-event.ts';
import type { PreparedHistory } from './prepare.ts';
import type { RunRequest } from './run-request.ts';
import { redactEvent } from './secrecy/redact-event.ts';
import { systemClock } from './system-clock.ts';

export interface Run {
  /** Somebody wants the run to stop; the second time kills. */
  interrupt(signal: string): void;
  /** Resolves with every document written; rejects when the run itself broke. */
  readonly finished: Promise<RunReport>;
}

/** Without it, a mission that systemd stopped looks as if a person had stopped it. */
const STOPPED_FOR_MEMORY =
  'SIGTERM came right after the kernel had killed a process because the memory ran out: systemd stops a whole unit then, unless it has OOMPolicy=continue';

const FOLDER_LOST =
  "a task has removed or replaced the run's folder: it was made again, without the logs that were in it; see where tasks clean the workspace, or choose a folder outside of it with --dir";

const JOURNAL_GONE = 'a task has removed or replaced the journal: it was written again when the run ended';

const JOURNAL_CHANGED =
  'a task has changed the journal: reports cannot be made from it again, and the run cannot be resumed';

/** Runs a mission on this machine, or what is left of one. Throws `FolderRefused` when the folder must not be used. */
export function startRun(request: RunRequest): Run {
  const named = resolve(request.dir);
  const root = resolve(request.root);
  const { resume } = request;
  const mark = resume?.mark ?? newMark();
  if (resume === undefined) takeFolder(named, root, mark);
  // From now on a link in its place is a task's, and does not lead elsewhere.
  const dir = lstatSync(named).isSymbolicLink() ? realpathSync(named) : named;
  if (resume !== undefined) withdrawResults(dir);
  const leaveFolder = keepFolder(dir, mark);
  const ensureFolder = guardFolder(dir, () => note(FOLDER_LOST));
  const clock = systemClock(resume?.report.duration);
  const { secrets, evaluator, results, notes, history } = request.prepared;
  // The first tasks are started within `startLoop`, before there is a loop to tell.
  const early = [...notes];
  let note = (message: string): void => {
    early.push(message);
  };
  const meter = meterThisMachine(idInMark(mark), clock.now);
  const memory = createOutOfMemoryWatch();
  const processes = createProcesses({
    dir,
    root,
    run: mark,
    environment: request.environment,
    secrets,
    meter,
    memory,
    logLimit: request.mission.logLimit,
    ...(results === undefined ? {} : { results }),
    ensureFolder,
    degraded: (message) => note(message),
  });
  const sampler = createSampler({
    window: request.mission.admission.sample,
    clock,
    measureUsage: meter.measure,
  });
  const journalPath = resolve(dir, JOURNAL);
  const journal = openJournal(journalPath);
  const documents = fileDocuments(dir, (message) => note(message), readPageAssets, ensureFolder);
  const loop = startLoop(
    openingEvent(request, dir, root),
    { clock, processes, sampler: tapped(sampler, request.sampled), journal },
    (event, report) => {
      if (event.type === 'ended') documents.taskEnded(report, event.id);
      documents.changed(report);
      request.listen?.(event, report);
    },
    {
      mission: request.mission,
      evaluator,
      redact: (event) => redactEvent(event, secrets.redactor()),
      ...(resume === undefined ? {} : { earlier: resume }),
    },
  );
  note = loop.note;
  for (const message of early) note(message);
  const finished = loop.finished.then(async (report) => {
    const kept = journal.state();
    if (kept !== 'whole') note(kept === 'gone' ? JOURNAL_GONE : JOURNAL_CHANGED);
    const unrecorded = history?.record(report, await testedBy(history, report));
    if (unrecorded !== undefined) note(unrecorded);
    documents.finish(report);
    // Last, so that it holds what was noted meanwhile.
    if (kept === 'gone') restoreJournal(journal, note);
    journal.close();
    return report;
  });
  return {
    interrupt: (signal) => {
      if (signal === 'SIGTERM' && memory.sawKill()) note(STOPPED_FOR_MEMORY);
      loop.interrupt(signal);
    },
    // Once nothing more is written.
    finished: finished.finally(leaveFolder),
  };
}

/** Where a task has put away the folder or the journal alone, `mission report` finds it where it was. */
function restoreJournal(journal: JournalFile, note: (message: string) => void): void {
  try {
    journal.restore();
  } catch (error) {
    note(`the journal could not be written again: ${errorText(error)}`);
  }
}

/** A step that was cancelled has seconds to live, which are not for git. */
async function testedBy({ checkedOut }: PreparedHistory, { result }: RunReport): Promise<TestedCommit | undefined> {
  return result === 'cancelled' ? checkedOut.named : checkedOut.atEnd();
}

/** The sampler, with somebody who looks on. */
function tapped(sampler: Sampler, look: RunRequest['sampled']): Sampler {
  if (look === undefined) return sampler;
  const start: Sampler['start'] = (sampled) =>
    sampler.start((reading) => {
      look(reading);
      sampled(reading);
    });
  return { ...sampler, start };
}
