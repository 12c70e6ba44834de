import { promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { errorCode, errorText } from '../base/error-code.ts';
import { lookAt } from '../files/look-at.ts';
import { noFollowReadFlags } from '../files/open-flags.ts';
import type { Redactor } from './redact.ts';

export type FileRedaction =
  /** The file holds no secret and was not changed, or there is no such file. */
  | { readonly type: 'clean' }
  | { readonly type: 'redacted' }
  /** The file may hold secrets: it must not be passed on. */
  | { readonly type: 'failed'; readonly message: string };

const chunkBytes = 64 * 1024;

/**
 * Redacts a file of any size and content. It is searched first, because most files hold no secret. If one is found, a
 * redacted copy is written next to the file and renamed to it, so that a reader sees the old file or the new one, never a
 * part. A process that still has the old file open goes on writing to that one, which no longer has a name. A symbolic
 * link is not followed, and a named pipe is not waited on. Never throws.
 */
export async function redactFile(path: string, redactor: Redactor): Promise<FileRedaction> {
  if (!redactor.active) return { type: 'clean' };
  // In the folder of the file, because a rename is atomic only within one file system.
  const partial = `${path}.redacting`;
  try {
    if (!(await writeRedacted(path, partial, redactor))) return { type: 'clean' };
    await promises.rename(partial, path);
    return { type: 'redacted' };
  } catch (error) {
    // A task has removed it, or replaced a folder above it by a file. If it is still there, the task has removed only the copy.
    const isMissing = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
    if (isMissing && lookAt(path) === undefined) return { type: 'clean' };
    await promises.rm(partial, { recursive: true, force: true }).catch(() => undefined);
    return { type: 'failed', message: `secrets could not be redacted in ${path}: ${errorText(error)}` };
  }
}

/** Whether a regular file holds a secret. Links are not followed. Throws the system's error. */
export async function fileHoldsSecret(path: string, redactor: Redactor): Promise<boolean> {
  return redactor.active && usingFile(path, (source) => holdsSecret(source, redactor));
}

/** @returns false if there was nothing to redact; then nothing was written. */
function writeRedacted(path: string, partial: string, redactor: Redactor): Promise<boolean> {
  return usingFile(path, async (source, mode) => {
    if (!(await holdsSecret(source, redactor))) return false;
    await writeCopy(source, partial, mode, redactor);
    return true;
  });
}

async function usingFile<T>(path: string, use: (source: FileHandle, mode: number) => Promise<T>): Promise<T> {
  const source = await promises.open(path, noFollowReadFlags);
  try {
    const stats = await source.stat();
    if (!stats.isFile()) throw new Error('expected a regular file, found something else');
    return await use(source, stats.mode & 0o777);
  } finally {
    await source.close();
  }
}

/**
 * Uses one buffer for the whole file instead of a stream, which would copy each chunk and produce gigabytes of garbage. If a
 * secret may begin at the end of a chunk, that end is kept in front of the next chunk.
 */
async function holdsSecret(source: FileHandle, redactor: Redactor): Promise<boolean> {
  let buffer = Buffer.allocUnsafe(2 * chunkBytes);
  let kept = 0;
  let position = 0;
  while (true) {
    if (kept + chunkBytes > buffer.length) buffer = Buffer.concat([buffer.subarray(0, kept)], 2 * (kept + chunkBytes));
    const { bytesRead } = await source.read(buffer, kept, chunkBytes, position);
    if (bytesRead === 0) return false;
    position += bytesRead;
    const filled = kept + bytesRead;
    const { found, openFrom } = redactor.look(buffer.subarray(0, filled));
    if (found) return true;
    kept = filled - openFrom;
    buffer.copyWithin(0, openFrom, filled);
  }
}

async function writeCopy(source: FileHandle, partial: string, mode: number, redactor: Redactor): Promise<void> {
  // A killed run or a task may have left this file. It may be a link, so it is removed and not written to.
  await promises.rm(partial, { recursive: true, force: true });
  const target = await promises.open(partial, 'wx', 0o600);
  try {
    const stream = redactor.stream();
    for await (const chunk of chunksOf(source)) await writeAll(target, stream.push(chunk));
    await writeAll(target, stream.end());
    await target.chmod(mode);
  } finally {
    await target.close();
  }
}

/** The chunks of a file from its start. They share one buffer, so that memory stays flat: each is valid until the next. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let position = 0;
  while (true) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}
