import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { carefulReading } from '../process/careful-reading.ts';
import type { RedactingStream } from '../process/redact.ts';
import type { Secrets } from '../process/secrets.ts';
import { lineCutter } from './line-cutter.ts';

const CHUNK = 64 * 1024;

/** A log that is read while it is written. */
export interface FollowedLog {
  /** Shows what was added. */
  look(): void;
  /** Shows the rest. */
  end(): void;
}

/**
 * Shows a growing log line by line, without secrets. A log that held some is replaced by its masked copy at the end of
 * each step: then the old one is read to its end, and of the new one only what comes after that, which is as far in it
 * as what was shown is long.
 */
export function followLog(path: string, secrets: Secrets, show: (lines: readonly string[]) => void): FollowedLog {
  const buffer = Buffer.alloc(CHUNK);
  const lines = lineCutter(CHUNK, show);
  let file: number | undefined;
  let position = 0;
  let shown = 0;
  let masking: RedactingStream | undefined;

  const take = (bytes: Buffer): void => {
    shown += bytes.length;
    lines.push(bytes);
  };
  const readOn = (): void => {
    if (file === undefined) return;
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK, position);
      if (length === 0) return;
      position += length;
      const added = buffer.subarray(0, length);
      take(masking === undefined ? added : masking.push(added));
    }
  };
  const open = (): void => {
    try {
      if (!statSync(path).isFile()) return;
      file = openSync(path, carefulReading);
    } catch {
      return;
    }
    position = shown;
    const redactor = secrets.redactor();
    masking = redactor.active ? redactor.stream() : undefined;
  };
  const close = (): void => {
    if (file === undefined) return;
    readOn();
    if (masking !== undefined) take(masking.end());
    closeSync(file);
    file = undefined;
  };
  const look = (): void => {
    if (file === undefined) open();
    readOn();
    if (file === undefined || !isReplaced(file, path)) return;
    close();
    open();
    readOn();
  };
  return {
    look,
    end: () => {
      look();
      close();
      lines.end();
    },
  };
}

function isReplaced(file: number, path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  return there !== undefined && there.ino !== fstatSync(file).ino;
}
