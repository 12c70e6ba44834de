import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunReport } from '../../report/model/run.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { MissionStarted, Resumed } from '../../schedule/events/opening.ts';
import { InvalidEventError } from '../../schedule/state/invalid-event.ts';
import { replay } from '../../schedule/state/replay.ts';
import type { State } from '../../schedule/state/state.ts';
import { JOURNAL, repairFolder } from '../folder/journal.ts';
import { loadEvents } from '../folder/render.ts';
import { FolderRefused, lockFolder, newMark } from '../folder/run-folder.ts';
import { stopEarlierRun } from './recover.ts';

/** A run that was killed, interrupted or failed, as far as it came; its folder is ours. */
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

/**
 * Takes the folder of an earlier run to go on with it: stops what that left running, and reads its journal. Throws
 * `FolderRefused` where that run is alive, or its journal or root is not there or damaged.
 */
export async function reopenRun(given: string): Promise<EarlierRun> {
  const dir = resolve(given);
  // Before the folder is taken: whatever this is, it is not ours to write in.
  if (!existsSync(join(dir, JOURNAL))) refuseUnreadable(given);
  // Also where the journal cannot be read: nothing of that run may go on.
  await stopEarlierRun(dir);
  const mark = newMark();
  lockFolder(dir, mark);
  const loaded = loadEvents(given);
  if (loaded.type === 'unreadable') throw new FolderRefused(loaded.message);
  const { events, wholeBytes, report } = loaded;
  const state = replayOrRefuse(events, join(given, JOURNAL));
  if (!existsSync(report.root)) {
    throw new FolderRefused(
      `expected the folder that the mission worked in at ${report.root}, found none; a run can only be resumed where it was started`,
    );
  }
  repairFolder(dir, wholeBytes);
  return { mark, events, state, report, opening: lastOpening(events) };
}

function replayOrRefuse(events: readonly Event[], path: string): State {
  try {
    return replay(events);
  } catch (error) {
    if (error instanceof InvalidEventError) throw new FolderRefused(`${path}:${error.line}: ${error.message}`);
    throw error;
  }
}

function refuseUnreadable(dir: string): void {
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new FolderRefused(loaded.message);
}

/** The reader of the journal has seen to it that there is one. */
function lastOpening(events: readonly Event[]): MissionStarted | Resumed {
  for (const event of events.toReversed()) {
    if (event.type === 'mission-started' || event.type === 'resumed') return event;
  }
  throw new Error('no event of this journal opens a run');
}
