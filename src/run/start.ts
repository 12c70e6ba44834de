/*
 * This folder runs one mission: it connects the pure core (schedule, report) with the edges (process, machine, files).
 *
 * `load-mission.ts` reads the mission file and selects its tasks. `prepare.ts` gets ready what takes time: secrets, the
 * history, changed files, expressions. `startRun` here locks the folder (folder/run-folder.ts), makes the edges and hands them to
 * `compose.ts`, which connects them with the loop. `loop.ts` turns each observation into a transition, journals its events,
 * folds them into the report and runs the effects (run-effects.ts). The documents (folder/documents.ts) are written from the
 * report alone. A run that was killed is reopened by resume/ and gets the same loop.
 *
 * Invariants:
 * - An event is in the journal before anything shows it and before its effects run.
 * - A run that is refused has written nothing and has started nothing. A refusal is a value, never thrown.
 * - Without a journal nothing goes on: everything is killed and the run ends as `broken`.
 * - A task may do anything to the run's folder: it is made again, and the run goes on (folder/guard.ts).
 * - What is journaled or reported is redacted (secrecy/). What is computed with is not.
 *
 * Not here: rules of the mission file (mission), decisions (schedule), texts (report), processes (process), the command line
 * (terminal) and the action (github).
 */
import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { createSampler } from '../machine/sampler.ts';
import { meterThisMachine } from '../machine/this-machine.ts';
import { idInMark } from '../process/launch/child-usage.ts';
import { createProcesses } from '../process/processes.ts';
import { createOutOfMemoryWatch } from '../process/trees/out-of-memory.ts';
import { composeRun, type Run } from './compose.ts';
import { fileDocuments, withdrawResults } from './folder/documents.ts';
import { guardFolder } from './folder/guard.ts';
import { JOURNAL, type JournalFile, openJournal } from './folder/journal.ts';
import { readPageAssets } from './folder/page-assets.ts';
import { noRoom, type Refusal } from './folder/refusal.ts';
import { keepFolder, newMark, takeFolder } from './folder/run-folder.ts';
import { openingEvent } from './opening-event.ts';
import type { RunRequest } from './run-request.ts';
import { redactEvent } from './secrecy/redact-event.ts';
import { systemClock } from './system-clock.ts';

export type StartedRun = { readonly type: 'started'; readonly run: Run } | Refusal;

/** Runs a mission on this machine, or what is left of one. Refused if the folder must not or cannot be used. */
export function startRun(request: RunRequest): StartedRun {
  const named = resolve(request.dir);
  const root = resolve(request.root);
  const { resume } = request;
  const mark = resume?.mark ?? newMark();
  const refusal = resume === undefined ? takeFolder(named, root, mark) : undefined;
  if (refusal !== undefined) return refusal;
  // From now on a link in its place is a task's, and is not followed.
  const dir = lstatSync(named).isSymbolicLink() ? realpathSync(named) : named;
  if (resume !== undefined) withdrawResults(dir);
  const journal = openOrRefuse(dir);
  return 'type' in journal ? journal : { type: 'started', run: connect(request, { dir, root, mark, journal }) };
}

interface RunPlace {
  /** Absolute, no link. */
  readonly dir: string;
  /** Absolute. */
  readonly root: string;
  readonly mark: string;
  readonly journal: JournalFile;
}

/** Makes the edges of this machine. */
function connect(request: RunRequest, { dir, root, mark, journal }: RunPlace): Run {
  const { mission, environment, resume, listen, sampled } = request;
  const { secrets, evaluator, results, notes, history } = request.prepared;
  const clock = systemClock(resume?.report.duration);
  const meter = meterThisMachine(idInMark(mark), clock.now);
  const memory = createOutOfMemoryWatch();
  return composeRun({
    opening: openingEvent(request, dir, root),
    loop: { clock, mission, evaluator, redact: (event) => redactEvent(event, secrets.redactor()), earlier: resume },
    journal,
    notes,
    history,
    listen,
    sampled,
    sawMemoryKill: memory.sawKill,
    leaveFolder: keepFolder(dir, mark),
    edges: (note, folderLost) => {
      const ensureFolder = guardFolder(dir, folderLost);
      const processes = createProcesses({
        dir,
        root,
        run: mark,
        environment,
        secrets,
        meter,
        memory,
        logLimit: mission.logLimit,
        ...(results === undefined ? {} : { results }),
        ensureFolder,
        degraded: note,
      });
      const sampler = createSampler({ window: mission.admission.sample, clock, measureUsage: meter.measure });
      return { processes, sampler, documents: fileDocuments(dir, note, readPageAssets, ensureFolder) };
    },
  });
}

function openOrRefuse(dir: string): JournalFile | Refusal {
  try {
    return openJournal(resolve(dir, JOURNAL));
  } catch (error) {
    return noRoom(dir, errorText(error));
  }
}
