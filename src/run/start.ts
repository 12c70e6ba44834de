import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestedCommit } from '../history/record-run.ts';
import { createSampler } from '../machine/sampler.ts';
import { meterThisMachine } from '../machine/this-machine.ts';
import type { Sampler } from '../ports/ports.ts';
import { idInMark } from '../process/launch/child-usage.ts';
import { createProcesses } from '../process/processes.ts';
import { createOutOfMemoryWatch } from '../process/trees/out-of-memory.ts';
import type { RunReport } from '../report/model/run.ts';
import { fileDocuments, withdrawResults } from './folder/documents.ts';
import { JOURNAL, openJournal } from './folder/journal.ts';
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

/** Runs a mission on this machine, or what is left of one. Throws `FolderRefused` when the folder must not be used. */
export function startRun(request: RunRequest): Run {
  const dir = resolve(request.dir);
  const root = resolve(request.root);
  const { resume } = request;
  const mark = resume?.mark ?? newMark();
  if (resume === undefined) takeFolder(dir, root, mark);
  else withdrawResults(dir);
  const leaveFolder = keepFolder(dir, mark);
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
    degraded: (message) => note(message),
  });
  const sampler = createSampler({
    window: request.mission.admission.sample,
    clock,
    measureUsage: meter.measure,
  });
  const journalPath = resolve(dir, JOURNAL);
  const journal = openJournal(journalPath);
  const documents = fileDocuments(dir, (message) => note(message));
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
    if (!existsSync(journalPath))
      note('the journal was removed while the mission ran: reports cannot be made from it again');
    const unrecorded = history?.record(report, await testedBy(history, report));
    if (unrecorded !== undefined) note(unrecorded);
    documents.finish(report);
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
