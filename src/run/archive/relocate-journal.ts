import { posix, resolve, win32 } from 'node:path';
import type { Event } from '../../schedule/events/event.ts';
import type { MissionStarted, Opening } from '../../schedule/events/opening.ts';
import { type Refusal, refused } from '../folder/refusal.ts';

/** A journal whose paths are those of this machine. */
export interface RelocatedJournal {
  readonly type: 'relocated';
  /** Its lines. */
  readonly text: string;
  /** Absolute folder in which the mission works now. */
  readonly root: string;
  readonly started: MissionStarted;
  /** The last event that opened the run. */
  readonly opening: Opening;
}

/**
 * Replaces the folders of another machine in a journal. `here` takes the place of the folder in which the mission was started there, such as the top of
 * the checkout. Workspaces are left out: their folders are elsewhere.
 *
 * @param journal as it was on the other machine; half a line at its end is left out
 */
export function relocateJournal(journal: string, here: string): RelocatedJournal | Refusal {
  const lines = journal
    .slice(0, journal.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  const events: Event[] = [];
  for (const [index, line] of lines.entries()) {
    const event = parseLine(line);
    if (event === undefined) {
      return refused(
        `expected an event in line ${index + 1} of its journal, found ${JSON.stringify(line.slice(0, 60))}`,
      );
    }
    events.push(event);
  }
  const [started] = events;
  if (started?.type !== 'mission-started' || typeof started.root !== 'string') {
    return refused('expected the event mission-started first in its journal, found another one');
  }
  const opened = events.filter((event) => event.type === 'mission-started' || event.type === 'resumed');
  const { from = started.root } = started;
  const way = pathFrom(from, started.root);
  if (way === undefined) {
    return refused(
      `expected that the mission worked below the folder in which it was started, ${from}, found ${started.root}`,
    );
  }
  const root = resolve(here, way);
  const move = (event: Event): Event => relocated(event, { from, root, here });
  const moved = events.map(move);
  const [first] = moved;
  const last = move(opened.at(-1) ?? started);
  if (first?.type !== 'mission-started' || (last.type !== 'mission-started' && last.type !== 'resumed')) {
    throw new Error('a relocated event has another type');
  }
  const text = moved.map((event) => `${JSON.stringify(event)}\n`).join('');
  return { type: 'relocated', text, root, started: first, opening: last };
}

interface Move {
  /** Absolute folder of the other machine in which the mission was started. */
  readonly from: string;
  readonly root: string;
  readonly here: string;
}

function relocated(event: Event, { from, root, here }: Move): Event {
  switch (event.type) {
    case 'mission-started': {
      const { folder: _, from: __, ...kept } = event;
      return { ...kept, root, ...(root === here ? {} : { from: here }), file: missionFile(from, event.file) };
    }
    case 'resumed': {
      const { from: _, ...kept } = event;
      return { ...kept, ...(root === here ? {} : { from: here }), file: missionFile(from, event.file) };
    }
    case 'step-started': {
      const { workspace: _, ...kept } = event;
      return kept;
    }
    default:
      return event;
  }
}

/** A journal of another machine must not name a mission file anywhere on this one: only its name is kept of a path that leads out. */
function missionFile(from: string, file: string): string {
  const path = pathFrom(from, file) ?? file.split('\\').join('/');
  const leaves = posix.isAbsolute(path) || posix.normalize(path).startsWith('..');
  return leaves ? posix.basename(path) : path;
}

/** The way from one folder of the other machine to a path of it, with `/`; undefined if it leads out. A relative path stays as it is. */
function pathFrom(from: string, path: string): string | undefined {
  const style = /^(?:[A-Za-z]:|\\\\)/.test(from) ? win32 : posix;
  if (!style.isAbsolute(path)) return path.split('\\').join('/');
  const way = style.relative(from, path);
  const leaves = way === '..' || way.startsWith(`..${style.sep}`) || style.isAbsolute(way);
  return leaves ? undefined : way.split(style.sep).join('/') || '.';
}

function parseLine(line: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'type' in value && 'at' in value
      ? (value as Event)
      : undefined;
  } catch {
    return undefined;
  }
}
