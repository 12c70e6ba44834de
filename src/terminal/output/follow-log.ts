import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { carefulReading } from '../../files/open-flags.ts';
import type { RedactingStream } from '../../secrets/redact.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { lineCutter } from './line-cutter.ts';
import { PRINTED } from './output-listener.ts';

const CHUNK = 64 * 1024;

/** Bytes before the place that was read to by which it is known again. */
const REMEMBERED = 256;

/** Bytes of a log that may wait to be shown: who writes faster than anybody reads is shown in parts. */
const WAITING = 1024 * 1024;

/** A log that is read while it is written. */
export interface FollowedLog {
  /** Shows what was added, up to `PRINTED` bytes of it. */
  look(): void;
  /** Shows the rest; of a long one its end, or as much of that as this: of nothing the place where it is. */
  end(most?: number): void;
}

/**
 * Shows a growing log line by line, without secrets. A log that held some is replaced by its masked copy at the end of
 * each step: then the old one is read to its end, and of the new one only what comes after that, which is as far in it
 * as what was shown is long. Where a part was not shown, or was cut out of the log, it goes on at the end: no place in
 * the copy is known any more.
 */
export function followLog(path: string, secrets: Secrets, show: (lines: readonly string[]) => void): FollowedLog {
  const buffer = Buffer.alloc(CHUNK);
  const lines = lineCutter(CHUNK, show);
  let file: number | undefined;
  let position = 0;
  let shown = 0;
  let inOnePiece = true;
  let masking: RedactingStream | undefined;
  /** What stands before `position`. */
  let last: Buffer = Buffer.alloc(0);

  const take = (bytes: Buffer): void => {
    shown += bytes.length;
    lines.push(bytes);
  };
  const startMasking = (): void => {
    const redactor = secrets.redactor();
    masking = redactor.active ? redactor.stream() : undefined;
  };
  /** Takes up to so many bytes; gives what may be shown of them to `then`. */
  const read = (from: number, most: number, then: (bytes: Buffer) => void): void => {
    for (let left = most; left > 0; ) {
      const length = readSync(from, buffer, 0, Math.min(CHUNK, left), position);
      if (length === 0) return;
      left -= length;
      position += length;
      const added = buffer.subarray(0, length);
      last = Buffer.concat([last, added.subarray(-REMEMBERED)]).subarray(-REMEMBERED);
      then(masking === undefined ? added : masking.push(added));
    }
  };
  const goOnAt = (from: number, place: number, note: string): void => {
    inOnePiece = false;
    if (masking !== undefined) take(masking.cut());
    lines.end();
    lines.push(Buffer.from(`[mission: ${note}]\n`));
    startMasking();
    // What the place lies within may be a secret: known only to who has read its beginning.
    position = masking === undefined ? place : Math.max(0, place - CHUNK);
    last = Buffer.alloc(0);
    read(from, place - position, () => {});
  };
  /** A log that was cut may have grown beyond that place again. */
  const isMoved = (from: number): boolean => {
    const there = Buffer.alloc(last.length);
    readSync(from, there, 0, there.length, position - there.length);
    return !there.equals(last);
  };
  const readOn = (most: number, waiting: number, kept = PRINTED): void => {
    if (file === undefined) return;
    const { size } = fstatSync(file);
    if (size < position || isMoved(file)) goOnAt(file, size, 'the middle of this log was cut out');
    else if (size - position > waiting)
      goOnAt(file, size - kept, `${size - kept - position} bytes before this are in ${path}`);
    read(file, most, take);
  };
  const open = (): void => {
    try {
      if (!statSync(path).isFile()) return;
      file = openSync(path, carefulReading);
    } catch {
      return;
    }
    position = inOnePiece ? shown : fstatSync(file).size;
    last = Buffer.alloc(0);
    startMasking();
  };
  const close = (kept: number): void => {
    if (file === undefined) return;
    // More than that only if somebody still writes.
    readOn(2 * kept, kept, kept);
    if (masking !== undefined) take(masking.end());
    closeSync(file);
    file = undefined;
  };
  const look = (): void => {
    if (file === undefined) open();
    readOn(PRINTED, WAITING);
    if (file === undefined || !isReplaced(file, path)) return;
    close(PRINTED);
    open();
    readOn(PRINTED, WAITING);
  };
  return {
    look,
    end: (most = PRINTED) => {
      if (most === PRINTED) look();
      else if (file === undefined) open();
      close(most);
      lines.end();
    },
  };
}

function isReplaced(file: number, path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there !== undefined && there.ino !== fstatSync(file).ino;
}
