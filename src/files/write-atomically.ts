/*
 * Safe access to files. Tasks run as the same user and may have replaced any file or folder by a link, a named pipe or
 * something else, so every file that is written or read here is checked first.
 *
 *   own-file.ts, own-folder.ts    files and folders of the run, remade if a task has replaced them
 *   write-atomically.ts           a whole document: readers see the old text or the new one
 *   write-new-file.ts             a document that nothing reads yet, only if there is no file of this name
 *   remove-quietly.ts          what nothing depends on, such as the rest of a file that could not be written
 *   read-part.ts, open-flags.ts   reading without following links or waiting on pipes
 *   inside-root.ts                paths that must stay in the workspace
 *   file-state.ts                 whether a file was written since an earlier look
 *   look-at.ts                    what is at a path, also if a folder above it was replaced
 *   set-aside.ts, free-space.ts, can-access.ts, restore-access.ts, make-folder.ts
 *
 * Invariants: no symbolic link is followed out of the folder in question, no call waits on a pipe, and the functions that
 * are documented so never throw. All other functions throw the system's error, which the caller turns into a message.
 *
 * Not done here: which files there are (`src/run/folder`, `src/process/contract`), and what is in them.
 */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../base/error-code.ts';
import { removeQuietly } from './remove-quietly.ts';

/** UTF-16 units of pieces that are written together. */
const ENOUGH = 65_536;

/**
 * Replaces a file: readers see the old text or the new one, never a part. Throws the system's error, and then leaves the old one.
 *
 * @param text a text that is long can be given in pieces, so that only one of them is in memory. Bytes are UTF-8. What throws while they are
 *   made is thrown here.
 */
export function writeFileAtomically(path: string, text: string | Iterable<string | Uint8Array>): void {
  const partial = `${path}.partial`;
  const file = openNew(partial);
  try {
    writePieces(file, typeof text === 'string' ? [text] : text);
    replace(partial, path);
  } catch (error) {
    removeQuietly(partial);
    throw error;
  }
}

function replace(partial: string, path: string): void {
  try {
    renameSync(partial, path);
  } catch (error) {
    if (errorCode(error) !== 'EISDIR') throw error;
    // A folder in the place of the file was made by a task.
    rmSync(path, { recursive: true, force: true });
    renameSync(partial, path);
  }
}

/** Closes the file. On network file systems, a full disk can be reported only then. */
function writePieces(file: number, pieces: Iterable<string | Uint8Array>): void {
  try {
    // With the encoding, Node needs no buffer for a text.
    let waiting = '';
    for (const piece of pieces) {
      const isText = typeof piece === 'string';
      if (isText) waiting += piece;
      if (isText && waiting.length < ENOUGH) continue;
      writeFileSync(file, waiting, 'utf8');
      waiting = '';
      if (!isText) writeFileSync(file, piece);
    }
    writeFileSync(file, waiting, 'utf8');
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // Left by a run that was killed, or by a task: a link leads elsewhere, and a pipe never answers.
    rmSync(path, { recursive: true, force: true });
    return openSync(path, 'wx');
  }
}
