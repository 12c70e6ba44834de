import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunReport } from '../../report/model/run.ts';
import type { Event, Leftover } from '../../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../../schedule/events/opening.ts';
import { InvalidEventError } from '../../schedule/state/invalid-event.ts';
import { replay } from '../../schedule/state/replay.ts';
import type { State } from '../../schedule/state/state.ts';
import { JOURNAL, repairFolder } from '../folder/journal.ts';
import { type Refusal, refused } from '../folder/refusal.ts';
import { renameFormerFiles } from '../folder/rename-former-files.ts';
import { loadEvents } from '../folder/render.ts';
import { lockFolder, newMark } from '../folder/run-folder.ts';
import { stopEarlierRun } from './stop-earlier-run.ts';

/** A run that was killed, interrupted or failed, with its folder locked. */
export interface EarlierRun {
  /** Mark of all processes that the run starts from now on. */
  readonly mark: string;
  readonly events: readonly Event[];
  /** Processes of the killed run that were stopped. */
  readonly stopped: readonly Leftover[];
  /** State of the run, replayed from the journal. */
  readonly state: State;
  readonly report: RunReport;
  /** The last event that opened the run, with the mission file and the overrides. */
  readonly opening: MissionStarted | Resumed;
}

export type Reopened = { readonly type: 'reopened'; readonly run: EarlierRun } | Refusal;

/**
 * Reopens an earlier run: stops its remaining processes, locks its folder and reads its journal. Refused if that run is alive,
 * its journal is missing or damaged, or its root is missing.
 */
export async function reopenRun(given: string): Promise<Reopened> {
  const dir = resolve(given);
  // Before the folder is locked: nothing may be written to a folder without a run.
  if (!existsSync(join(dir, JOURNAL))) {
    const missing = loadEvents(given);
    if (missing.type === 'unreadable') return refused(missing.message);
  }
  // Before the journal is read, which may fail: no process of that run may go on.
  const stopped = await stopEarlierRun(dir);
  const mark = newMark();
  const inUse = lockFolder(dir, mark);
  if (inUse !== undefined) return inUse;
  return readLocked(given, mark, stopped);
}

/**
 * Reads the journal of an earlier run in a folder that is locked.
 *
 * @param mark with which it was locked
 * @param stopped processes of the run that were stopped
 */
export function readLocked(given: string, mark: string, stopped: readonly Leftover[]): Reopened {
  const dir = resolve(given);
  const loaded = loadEvents(given);
  if (loaded.type === 'unreadable') return refused(loaded.message);
  const { events, wholeBytes, report } = loaded;
  const state = replayed(events, join(given, JOURNAL));
  if ('message' in state) return state;
  if (!existsSync(report.root)) {
    return refused(
      `expected the folder that the mission worked in at ${report.root}, found none; a run can only be resumed where it was started`,
    );
  }
  repairFolder(dir, wholeBytes);
  renameFormerFiles(dir, report);
  return { type: 'reopened', run: { mark, stopped, events, state, report, opening: lastOpening(events) } };
}

function replayed(events: readonly Event[], path: string): State | Refusal {
  try {
    return replay(events);
  } catch (error) {
    if (error instanceof InvalidEventError) return refused(`${path}:${error.line}: ${error.message}`);
    throw error;
  }
}

/** `readJournal` has checked that the first event is one. */
function lastOpening(events: readonly Event[]): MissionStarted | Resumed {
  for (const event of events.toReversed()) {
    if (event.type === 'mission-started' || event.type === 'resumed') return event;
  }
  throw new Error('no event of this journal opens a run');
}
