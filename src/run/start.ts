/*
 * This folder runs one mission: it connects the pure core (schedule, report) with the edges (process, machine, files).
 *
 * `load-mission.ts` reads the mission file and selects its tasks. `prepare.ts` prepares what takes time: secrets, the history,
 * changed files, expressions. `startRun` here locks the folder (folder/run-folder.ts), creates the edges and passes them to
 * `compose.ts`, which connects them with the loop. `loop.ts` passes each observation to `transition`, journals its events,
 * folds them into the report and executes the effects (run-effects.ts). The documents (folder/documents.ts) are written from
 * the report alone. A run that was killed is reopened by resume/ and uses the same loop.
 *
 * Invariants:
 * - An event is in the journal before anything shows it and before its effects run.
 * - A refused run starts no task and writes no journal. A refusal is a value, never an exception.
 * - Without a journal nothing continues: everything is killed and the run ends as `broken`.
 * - If a task removes the run's folder, the folder is created again and the run continues (folder/guard.ts).
 * - Everything in the journal and the reports is redacted (secrecy/). Expressions and tasks see the values themselves.
 *
 * Not here: rules of the mission file (mission), scheduling decisions (schedule), texts (report), processes (process), the
 * command line (terminal) and the action (github).
 */
import { lstatSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { lengthTogether } from '../base/together.ts';
import { createSampler } from '../machine/sampler.ts';
import { meterThisMachine } from '../machine/this-machine.ts';
import { idInMark } from '../process/launch/child-usage.ts';
import { createProcesses } from '../process/processes.ts';
import { createOutOfMemoryWatch } from '../process/trees/out-of-memory.ts';
import { criticalOf } from '../schedule/gate/critical-memory.ts';
import { composeRun, type Run } from './compose.ts';
import type { Documents } from './folder/documents.ts';
import { type EnsureFolder, guardFolder } from './folder/guard.ts';
import { JOURNAL, type JournalFile, openJournal } from './folder/journal.ts';
import { lateDocuments } from './folder/late-documents.ts';
import { noRoom, type Refusal, refused } from './folder/refusal.ts';
import { keepFolder, newMark, takeFolder } from './folder/run-folder.ts';
import { withdrawResults } from './folder/withdraw-results.ts';
import { compactLargeHeap, limitHeapForRun, withoutLimits } from './limit-heap.ts';
import { openingEvent } from './opening-event.ts';
import type { RunRequest } from './run-request.ts';
import { redactEvent } from './secrecy/redact-event.ts';
import { spawnerCount } from './spawner-count.ts';
import { systemClock } from './system-clock.ts';
import { type SetUpWorkspaces, setUpWorkspaces } from './workspaces/set-up.ts';

export type StartedRun = { readonly type: 'started'; readonly run: Run } | Refusal;

/** Starts a new run, or continues one that is resumed. Refused if the folder is in use or cannot be written to. */
export function startRun(request: RunRequest): StartedRun {
  const named = resolve(request.dir);
  const root = resolve(request.root);
  const { resume } = request;
  const { checkout } = request.prepared;
  if (checkout?.type === 'refused') return refused(checkout.message);
  const mark = resume?.mark ?? newMark();
  const refusal = resume === undefined ? takeFolder(named, root, mark) : undefined;
  if (refusal !== undefined) return refusal;
  // Resolved once: a link that appears here later was made by a task, and is not followed.
  const dir = lstatSync(named).isSymbolicLink() ? realpathSync(named) : named;
  if (resume !== undefined) withdrawResults(dir);
  const journal = openOrRefuse(dir);
  if ('type' in journal) return journal;
  const { mission, environment } = request;
  limitHeapForRun(mission.tasks.length);
  const earlier = resume?.workspaces ?? new Map();
  const setUp = setUpWorkspaces({ mission, environment, checkout, root, mark, earlier, strict: request.strict, dir });
  if (setUp.type === 'refused') return setUp;
  return { type: 'started', run: connect(request, { dir, root, mark, journal, setUp }) };
}

interface RunPlace {
  /** Absolute, with links resolved. */
  readonly dir: string;
  /** Absolute. */
  readonly root: string;
  readonly mark: string;
  readonly journal: JournalFile;
  readonly setUp: SetUpWorkspaces;
}

/** Connects the run with the processes, the sampler and the files of this machine. */
function connect(request: RunRequest, { dir, root, mark, journal, setUp }: RunPlace): Run {
  const { mission, environment, resume, listen, sampled } = request;
  const { secrets, evaluator, results, notes, history } = request.prepared;
  const clock = systemClock(resume?.report.duration);
  let restLength = (): number => 0;
  const memory = createOutOfMemoryWatch(undefined, undefined, undefined, () => restLength());
  const opening = openingEvent(request, dir, root);
  let spawnerPids: () => readonly number[] = () => [];
  const meter = meterThisMachine(idInMark(mark), clock.now, opening.machine.cpus, () => spawnerPids());
  return composeRun({
    opening,
    loop: {
      clock,
      mission: request.part?.mission ?? mission,
      evaluator,
      redact: (event) => redactEvent(event, secrets.redactor()),
      earlier: resume,
    },
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
        ...(setUp.type === 'none' ? {} : { workspaces: setUp.create(note) }),
        ...(request.part === undefined && request.strict === undefined ? {} : { exactArtifacts: true }),
        ...(mission.admission.jobserver === true ? { jobs: opening.machine.cpus } : {}),
        spawners: spawnerCount((request.part?.mission ?? mission).tasks.length, opening.machine.cpus),
        earlySpawners: request.earlySpawners,
        withSpawners: ({ pids }) => {
          spawnerPids = pids;
        },
        ensureFolder,
        degraded: note,
        restLength: () => restLength(),
      });
      request.earlySpawners?.end();
      const { sample, memory: limits } = mission.admission;
      const critical = criticalOf(limits);
      const sampler = createSampler({
        window: sample,
        clock,
        measureUsage: meter.measure,
        lengthOf: lengthTogether,
        rests: true,
        // With 100, no task is paused, and nothing has to be watched.
        ...(critical < 100 ? { critical } : {}),
      });
      restLength = sampler.restLength;
      return { processes, sampler, documents: lateDocuments(loadDocuments(dir, note, ensureFolder)) };
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

/** Not needed before the first task runs, and a quarter of the program. */
async function loadDocuments(
  dir: string,
  note: (message: string) => void,
  ensureFolder: EnsureFolder,
): Promise<Documents> {
  const { fileDocuments } = await withoutLimits(() => import('./folder/documents.ts'));
  return fileDocuments(dir, note, undefined, ensureFolder, compactLargeHeap);
}
