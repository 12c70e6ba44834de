import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { readFilePart } from '../../files/read-part.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { writeNewFile } from '../../files/write-new-file.ts';
import type { EnsureFolder } from './guard.ts';

/** How documents are written. What goes wrong is a warning, never an exception, and does not affect other documents. */
export interface Writing {
  /** Replaces a document. A long text comes in pieces, which may throw as well. */
  put(name: string, make: () => string | Iterable<string | Uint8Array>): void;
  /** Writes a document that was probably not written yet, and that no task reads while it is written; call `ensure` first. */
  add(name: string, make: () => string): void;
  /** Replaces a document, unless the file has this text already. Comparing costs a tenth of writing. */
  renew(name: string, make: () => string): void;
  /** Makes a folder that is missing, or that a task has replaced. */
  ensure(folder: string): void;
  /** What is in a folder; empty if there is none. */
  names(folder: string): ReadonlySet<string>;
  /** @param write returns a problem, if there is one */
  attempt(name: string, write: () => string | undefined): void;
  /** How many different problems there were so far. */
  problems(): number;
}

/**
 * @param dir the run's folder; names are paths from there
 * @param warn is called once for each problem
 */
export function createWriting(dir: string, warn: (message: string) => void, ensureFolder: EnsureFolder): Writing {
  const warned = new Set<string>();
  const attempt = (name: string, write: () => string | undefined): void => {
    const problem = problemOf(name, write);
    if (problem === undefined || warned.has(problem)) return;
    warned.add(problem);
    warn(problem);
  };
  // `make` is called within `attempt`: an error in one document must not prevent the others.
  const write = <Text extends string | Iterable<string | Uint8Array>>(
    name: string,
    make: () => Text,
    isWritten: (path: string, text: Text) => boolean,
  ): void =>
    attempt(name, () => {
      const [path, text] = [join(dir, name), make()];
      if (isWritten(path, text)) return undefined;
      ensureFolder(dirname(path));
      writeFileAtomically(path, text);
      return undefined;
    });
  return {
    put: (name, make) => write(name, make, () => false),
    add: (name, make) => write(name, make, isAdded),
    renew: (name, make) =>
      write(name, make, (path, text) => {
        ensureFolder(dirname(path));
        return reads(path, text);
      }),
    ensure: (folder) =>
      attempt(folder, () => {
        ensureFolder(join(dir, folder));
        return undefined;
      }),
    names: (folder) => namesIn(join(dir, folder)),
    attempt,
    problems: () => warned.size,
  };
}

function problemOf(name: string, write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch (error) {
    return `${name} could not be written: ${errorText(error)}`;
  }
}

/** False if there is something at the path, or no folder to write to. */
function isAdded(path: string, text: string): boolean {
  try {
    return writeNewFile(path, text);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error;
    return false;
  }
}

function namesIn(path: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(path));
  } catch {
    return new Set();
  }
}

/** True if the file already has this text. `readFilePart` does not block if a task has replaced the file with a pipe. */
function reads(path: string, text: string): boolean {
  const wanted = Buffer.from(text);
  const part = readFilePart(path, 'start', wanted.length);
  return part.type === 'read' && part.size === wanted.length && part.bytes.equals(wanted);
}
