import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { lookAt } from '../../files/look-at.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { readRegularFile } from '../../files/read-regular-file.ts';
import { removeQuietly } from '../../files/remove-quietly.ts';
import type { Journal } from '../../ports/ports.ts';
import type { Event } from '../../schedule/events/event.ts';
import { upgradeEvent } from './upgrade-event.ts';

/** The journal's name in the run's folder. */
export const JOURNAL = 'events.jsonl';

/** Ends the run: what is not in the journal is in no report, and a resumed run would repeat it. */
export class JournalUnwritable extends Error {
  constructor(path: string, cause: unknown) {
    const what = `the journal could not be written: ${errorText(cause)}, in ${path}`;
    super(
      `${what}; no further task was started and running tasks were stopped; free some space, then run \`mission report\``,
    );
    this.cause = cause;
  }
}

/** A journal that is open for writing. */
export interface JournalFile extends Journal {
  /** What tasks have done to the file: `gone` if it was removed, moved or replaced, `changed` if its size is not as written. */
  state(): 'whole' | 'gone' | 'changed';
  /** Writes the whole journal to its path again, from the open descriptor. Throws the error of the file system. */
  restore(): void;
  /** Writes to the disk what was appended so far, on another thread. Rejects with the error of the file system. */
  sync(): Promise<void>;
}

/** Opens the journal for appending. Each batch is one write: it survives a crash of this process, but not of the machine. */
export function openJournal(path: string): JournalFile {
  const file = openSync(path, 'a+', 0o644);
  let size = fstatSync(file).size;
  let synced = -1;
  return {
    append: (events) => {
      if (events.length === 0) return;
      const data = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      try {
        writeFileSync(file, data);
        size += data.length;
      } catch (error) {
        throw new JournalUnwritable(path, error);
      }
    },
    state: () => {
      const [opened, there] = [fstatSync(file), lookAt(path)];
      if (opened.size !== size) return 'changed';
      return there?.ino === opened.ino && there.dev === opened.dev ? 'whole' : 'gone';
    },
    restore: () => {
      const partial = `${path}.partial`;
      for (const each of [partial, path]) rmSync(each, { recursive: true, force: true });
      try {
        copyAll(file, partial);
        renameSync(partial, path);
      } catch (error) {
        removeQuietly(partial);
        throw error;
      }
    },
    sync: () => {
      const syncing = size;
      return new Promise((resolve, reject) => {
        fsync(file, (error) => {
          if (error !== null) return reject(error);
          synced = syncing;
          resolve();
        });
      });
    },
    close: () => {
      if (synced !== size) fsyncSync(file);
      closeSync(file);
    },
  };
}

/** Bytes per read: a journal may be larger than the memory. */
const CHUNK = 1024 * 1024;

function copyAll(from: number, path: string): void {
  const to = openSync(path, 'wx', 0o644);
  try {
    const buffer = Buffer.alloc(CHUNK);
    for (let done = 0; ; ) {
      const length = readSync(from, buffer, 0, CHUNK, done);
      if (length === 0) return;
      writeFileSync(to, buffer.subarray(0, length));
      done += length;
    }
  } finally {
    closeSync(to);
  }
}

/**
 * Repairs the folder of an earlier run before it is written to: creates folders that tasks have removed, and cuts off half a
 * line at the end of the journal, which would be joined with the next event. Throws the error of the file system.
 *
 * @param wholeBytes from `readJournal`
 */
export function repairFolder(dir: string, wholeBytes: number): void {
  for (const folder of ['logs', 'tasks']) makeFolder(join(dir, folder));
  truncateSync(join(dir, JOURNAL), wholeBytes);
}

/** Version of the shapes that are read here. All that were ever written have this one; `upgradeEvent` knows their differences. */
const VERSION: number = 1;

/** The events of a journal, or the line that is not a valid event. */
export type JournalContent =
  | {
      readonly type: 'read';
      readonly events: readonly Event[];
      /** Bytes of all whole lines: the rest is half a line from an interrupted write. */
      readonly wholeBytes: number;
    }
  | { readonly type: 'corrupt'; readonly line: number; readonly message: string };

/** Reads all whole lines. A last line without a newline is dropped: the writer was killed while writing it. */
export function readJournal(path: string): JournalContent {
  const data = readRegularFile(path);
  const wholeBytes = data.lastIndexOf(0x0a) + 1;
  const lines = data.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  const events: Event[] = [];
  for (const [index, line] of lines.entries()) {
    const event = parseEvent(line);
    if (event === undefined) {
      return {
        type: 'corrupt',
        line: index + 1,
        message: `expected an event, found ${JSON.stringify(line.slice(0, 60))}`,
      };
    }
    if (index === 0 && event.type !== 'mission-started') {
      return { type: 'corrupt', line: 1, message: `expected the event mission-started first, found ${event.type}` };
    }
    if (event.type === 'mission-started' && event.journal !== VERSION) {
      const found = `found version ${JSON.stringify(event.journal)}`;
      const message = `expected a journal of version ${VERSION}, ${found}; use the version of Mission Runner that wrote it, or a later one`;
      return { type: 'corrupt', line: index + 1, message };
    }
    events.push(event);
  }
  return { type: 'read', events, wholeBytes };
}

function parseEvent(line: string): Event | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent =
      typeof value === 'object' && value !== null && 'type' in value && 'at' in value && typeof value.at === 'number';
    return isEvent ? upgradeEvent(value as Event) : undefined;
  } catch {
    return undefined;
  }
}
