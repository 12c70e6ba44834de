import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../../schedule/events/opening.ts';
import { InvalidEventError } from '../../schedule/state/invalid-event.ts';
import { replay } from '../../schedule/state/replay.ts';
import type { State } from '../../schedule/state/state.ts';
import { JOURNAL, repairFolder } from '../folder/journal.ts';
import { type Refusal, refused } from '../folder/refusal.ts';
import { loadEvents } from '../folder/render.ts';
import { lockFolder, newMark } from '../folder/run-folder.ts';
import { stopEarlierRun } from './recover.ts';

/** A run that was killed, interrupted or failed, as far as it came; its folder is locked. */
export interface EarlierRun {
  /** What every process of the run carries from now on. */
  readonly mark: string;
  readonly events: readonly Event[];
  /** Of the mission as the journal keeps it. */
  readonly state: State;
  readonly report: RunReport;
  /** How the mission was named and asked for when it was last opened. */
  readonly opening: MissionStarted | Resumed;
}

export type Reopened = { readonly type: 'reopened'; readonly run: EarlierRun } | Refusal;

/**
 * Locks the folder of an earlier run to go on with it: stops what that left running, and reads its journal. Refused if that
 * run is alive, or its journal or root is missing or damaged.
 */
export async function reopenRun(given: string): Promise<Reopened> {
  const dir = resolve(given);
  // Before the folder is locked: nothing may be written in a folder that holds no run.
  if (!existsSync(join(dir, JOURNAL))) {
    const missing = loadEvents(given);
    if (missing.type === 'unreadable') return refused(missing.message);
  }
  // Also if the journal cannot be read: nothing of that run may go on.
  await stopEarlierRun(dir);
  const mark = newMark();
  const inUse = lockFolder(dir, mark);
  if (inUse !== undefined) return inUse;
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
  return { type: 'reopened', run: { mark, events, state, report, opening: lastOpening(events) } };
}

function replayed(events: readonly Event[], path: string): State | Refusal {
  try {
    return replay(events);
  } catch (error) {
    if (error instanceof InvalidEventError) return refused(`${path}:${error.line}: ${error.message}`);
    throw error;
  }
}

/** The reader of the journal has seen to it that there is one. */
function lastOpening(events: readonly Event[]): MissionStarted | Resumed {
  for (const event of events.toReversed()) {
    if (event.type === 'mission-started' || event.type === 'resumed') return event;
  }
  throw new Error('no event of this journal opens a run');
}
