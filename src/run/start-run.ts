import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { createSampler } from '../machine/sampler.ts';
import { meterThisMachine } from '../machine/this-machine.ts';
import type { Mission } from '../mission/mission.ts';
import { isInside } from '../process/inside-root.ts';
import { createProcesses } from '../process/processes.ts';
import { idInMark } from '../process/use-of-child.ts';
import type { RunReport } from '../report/run-report.ts';
import type { MachineFacts } from '../schedule/machine-facts.ts';
import type { Reading } from '../schedule/reading.ts';
import { fileDocuments } from './documents.ts';
import { JOURNAL, openJournal } from './journal.ts';
import { type Listener, startLoop } from './loop.ts';
import { keptSource } from './mission-source.ts';
import type { Sampler } from './ports.ts';
import type { PreparedRun } from './prepare-run.ts';
import { redactMission } from './redact-mission.ts';
import { takeFolder } from './run-folder.ts';
import { systemClock } from './system-clock.ts';

export interface RunRequest {
  readonly mission: Mission;
  /** The mission file as the user named it. */
  readonly file: string;
  /** Its text, for reports that correct it. */
  readonly source?: string;
  /** Folder that working directories and deliverables are relative to. */
  readonly root: string;
  /** Folder for the journal, the documents and the logs. */
  readonly dir: string;
  /** Of the caller; what tasks must not see is taken out. */
  readonly environment: NodeJS.ProcessEnv;
  /** Known already when the caller has checked the mission against them. */
  readonly machine?: MachineFacts;
  /** By `prepareRun`, for this mission and environment. */
  readonly prepared: PreparedRun;
  readonly listen?: Listener;
  /** Called with each measuring window, also with those that the journal does not keep: it is thinned in a long run. */
  readonly sampled?: (reading: Reading) => void;
}

export interface Run {
  /** Somebody wants the run to stop; the second time kills. */
  interrupt(signal: string): void;
  /** Resolves with every document written; rejects when the run itself broke. */
  readonly finished: Promise<RunReport>;
}

/** Runs a mission on this machine. Throws `FolderRefused` when the folder must not be used. */
export function startRun(request: RunRequest): Run {
  const dir = resolve(request.dir);
  const root = resolve(request.root);
  const mark = randomBytes(8).toString('hex');
  takeFolder(dir, root, mark);
  const machine = request.machine ?? readMachineFacts();
  const folder = insideRoot(root, dir);
  const clock = systemClock();
  const started = new Date().toISOString();
  const { secrets, language, results, changed, notes, history } = request.prepared;
  const source =
    request.source === undefined ? undefined : keptSource(request.source, request.mission, secrets.redactor());
  // The first tasks are started within `startLoop`, before there is a loop to tell.
  const early = [...notes];
  let note = (message: string): void => {
    early.push(message);
  };
  const meter = meterThisMachine(idInMark(mark));
  const processes = createProcesses({
    dir,
    root,
    run: mark,
    environment: request.environment,
    secrets,
    meter,
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
    {
      type: 'mission-started',
      at: 0,
      journal: 1,
      started,
      file: request.file,
      ...(source === undefined ? {} : { source }),
      root,
      ...(folder === undefined ? {} : { folder }),
      mission: redactMission(request.mission, secrets.redactor()),
      ...(changed === undefined ? {} : { changed }),
      ...(history === undefined ? {} : { predictions: history.predictions }),
      machine,
    },
    { clock, processes, sampler: tapped(sampler, request.sampled), journal },
    (event, report) => {
      if (event.type === 'ended') documents.taskEnded(report, event.id);
      documents.changed(report);
      request.listen?.(event, report);
    },
    { mission: request.mission, language },
  );
  note = loop.note;
  for (const message of early) note(message);
  const finished = loop.finished.then((report) => {
    if (!existsSync(journalPath))
      note('the journal was removed while the mission ran: reports cannot be made from it again');
    const unrecorded = history?.record(report);
    if (unrecorded !== undefined) note(unrecorded);
    documents.finish(report);
    journal.close();
    return report;
  });
  return { interrupt: loop.interrupt, finished };
}

/** The sampler, with somebody who looks on. */
function tapped(sampler: Sampler, look: RunRequest['sampled']): Sampler {
  if (look === undefined) return sampler;
  const start: Sampler['start'] = (sampled) =>
    sampler.start((reading) => {
      look(reading);
      sampled(reading);
    });
  return { start, stop: sampler.stop };
}

/** The run's folder as a path from the root, with `/`; undefined when it lies elsewhere. */
function insideRoot(root: string, dir: string): string | undefined {
  return isInside(root, dir) ? relative(root, dir).split(sep).join('/') || '.' : undefined;
}
