import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Milliseconds. Code of versions that were replaced is removed after this time; code in use is then compiled once more. */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

/** Permissions of the group and of everyone. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * The compiled code of an earlier start. Undefined if there is none, or if another user could have written it: with `sudo` and the HOME of the
 * caller, root would run it. Never throws.
 *
 * @param space is overwritten with the code if it is large enough, because each page of new memory takes a start more than to read it
 */
export function readKeptCode(path: string, space: Buffer, user = process.getuid?.()): Buffer | undefined {
  try {
    // Opening a named pipe would wait forever. Windows has neither flag; there, both constants are undefined and change nothing.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const stats = fstatSync(file);
      const { uid, mode, size } = stats;
      if (!stats.isFile()) return undefined;
      if (user !== undefined && (uid !== user || (mode & WRITABLE_BY_OTHERS) !== 0)) return undefined;
      const code = size <= space.length ? space.subarray(0, size) : Buffer.allocUnsafeSlow(size);
      return readSync(file, code, 0, size, 0) === size ? code : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Keeps compiled code in a file of `folder`, and removes files there that are a month old. Never throws. */
export function keepCode(folder: string, name: string, code: Buffer, now: number): void {
  // Of two programs that end at once, each has a file of its own until it is renamed.
  const partial = join(folder, `${name}.${process.pid}`);
  try {
    removeOld(folder, now);
    writeWhole(partial, code);
    renameSync(partial, join(folder, name));
  } catch {
    // Each start without it compiles what it needs. On a full disk, each of them would leave a part.
    quietly(() => rmSync(partial, { force: true }));
  }
}

function removeOld(folder: string, now: number): void {
  for (const other of readdirSync(folder)) {
    const path = join(folder, other);
    // Another program may have removed or renamed it by now.
    quietly(() => {
      if (now - lstatSync(path).mtimeMs > KEPT_FOR) rmSync(path, { force: true });
    });
  }
}

function writeWhole(path: string, code: Buffer): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, code);
    // V8 checks only the head of what it reads: after a power loss, a file with zeros in it would crash every start.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // Without it, a start is only slower.
  }
}
