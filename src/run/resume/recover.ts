import { constants } from 'node:fs';
import { join } from 'node:path';
import { canAccess } from '../../files/can-access.ts';
import { logFile } from '../../process/contract/task-files.ts';
import { readLogTail } from '../../process/logs/read-tail.ts';
import { createProcesses } from '../../process/processes.ts';
import { recordEvent } from '../../report/fold/fold.ts';
import type { RunReport } from '../../report/model/run.ts';
import { hasEnded } from '../../report/words/status-text.ts';
import type { Event, Observation } from '../../schedule/events/event.ts';
import type { MissionStarted } from '../../schedule/events/opening.ts';
import { replay } from '../../schedule/state/replay.ts';
import { taskOf, taskState } from '../../schedule/state/state.ts';
import { transition } from '../../schedule/transition.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { JOURNAL, openJournal, repairFolder } from '../folder/journal.ts';
import { loadEvents } from '../folder/render.ts';
import { readIdentity } from '../folder/run-folder.ts';
import { redactEvent } from '../secrecy/redact-event.ts';
import { earlierSecrets, redactKilledRun } from '../secrecy/redact-killed-run.ts';
import { stopEarlierRun } from './stop-earlier-run.ts';

/** A run whose journal has an end. */
export interface RecoveredRun {
  readonly report: RunReport;
  /** Ids of the tasks and tests that had ended before the recovery, so that the killed process has reported them. */
  readonly ended: ReadonlySet<string>;
  /** Those of the run whose values are known. */
  readonly secrets: Secrets;
  /** True if a log may hold a secret whose value is not known: then none may be printed or published. */
  readonly hidesLogs: boolean;
}

/**
 * Recovers a run that was killed: stops its remaining processes, ends its journal as interrupted and writes all documents.
 * Throws if the folder has no readable journal.
 */
export async function recoverRun(dir: string, environment: NodeJS.ProcessEnv): Promise<RecoveredRun> {
  // Before the journal is read, which may fail: no process of that run may go on.
  await stopEarlierRun(dir);
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new Error(loaded.message);
  const started = loaded.events[0];
  if (started?.type !== 'mission-started') throw new Error(`expected mission-started first in ${join(dir, JOURNAL)}`);
  repairFolder(dir, loaded.wholeBytes);
  const { report } = loaded;
  const ended = new Set([...report.tasks].flatMap(([id, { status }]) => (hasEnded(status) ? [id] : [])));
  const journal = openJournal(join(dir, JOURNAL));
  const record = (events: readonly Event[]): void => {
    journal.append(events);
    for (const event of events) recordEvent(report, event);
  };
  if (!report.finished) {
    const note = (message: string): void => record([{ type: 'degraded', at: report.duration, message }]);
    const secrets = await redactKilledRun({
      mission: report.mission,
      events: loaded.events,
      dir,
      environment,
      caller: 'same',
      problem: note,
    });
    endAsKilled({ started, events: loaded.events, at: report.duration, dir, environment, secrets, record });
  }
  const { fileDocuments } = await import('../folder/documents.ts');
  fileDocuments(dir, (message) => record([{ type: 'degraded', at: report.duration, message }])).finish(report);
  journal.close();
  const { secrets, isUnknown } = earlierSecrets(report.mission, { environment, caller: 'same' });
  return { report, ended, secrets, hidesLogs: isUnknown && !canChange(join(dir, 'logs')) };
}

/** A log that could not be redacted was removed, except in a folder that cannot be changed. */
function canChange(folder: string): boolean {
  return canAccess(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

interface KilledRun {
  readonly started: MissionStarted;
  /** Of its whole journal. */
  readonly events: readonly Event[];
  /** When it ends: milliseconds since its start. */
  readonly at: number;
  readonly dir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly secrets: Secrets;
  readonly record: (events: readonly Event[]) => void;
}

function endAsKilled({ started, events, at, dir, environment, secrets, record }: KilledRun): void {
  const state = replay(events);
  const redactor = secrets.redactor();
  const observe = (observation: Observation): void => {
    const { events: happened } = transition(state, observation, undefined);
    record(happened.map((event) => redactEvent(event, redactor)));
  };
  const run = readIdentity(dir)?.mark ?? '';
  const processes = createProcesses({ dir, root: started.root, run, environment, secrets });
  observe({ type: 'interrupted', at, signal: 'killed' });
  for (const id of [...state.active.keys()]) {
    const task = taskOf(state, id);
    const current = taskState(state, id);
    const attempt = current.phase === 'running' || current.phase === 'stopping' ? current.attempt : 1;
    observe({ type: 'lost', at, id, left: processes.collect(task, attempt) });
  }
  for (const [id, { phase }] of state.services) {
    if (phase === 'idle' || phase === 'ended') continue;
    // It was stopped above by its mark, if it was still running. How it ended is not known.
    const { logTail } = readLogTail(logFile(dir, id), redactor);
    observe({ type: 'service-exited', at, id, signal: 'SIGTERM', logTail });
  }
}
