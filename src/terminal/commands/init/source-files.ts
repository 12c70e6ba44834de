import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorText } from '../../../base/error-code.ts';
import type { SourceFile } from '../../../convert/draft.ts';
import { lookThrough } from '../../../files/look-at.ts';
import { readNamedFile } from '../../../files/read-named-file.ts';
import { makeVisible } from '../../../mission/diagnostics/show-text.ts';
import { decodeText } from '../../../process/collect/decode-text.ts';
import { UsageError } from '../arguments/arguments.ts';

/** In bytes. The readers refuse larger files anyway, and no person writes one. */
const LARGEST = 50_000_000;

/**
 * The file at a path, or the workflows in the folder there. Throws `UsageError` for what cannot be read as text.
 *
 * What is in a folder is untrusted: it may have a folder, a device or a named pipe with the name of a workflow, and reading that would
 * fail or never end. The file that the user names may be a pipe, but no device.
 */
export function sourcesAt(path: string): readonly SourceFile[] {
  if (lookThrough(path)?.isDirectory() !== true) return [read(path)];
  const files = namesIn(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(path, name))
    .filter((file) => lookThrough(file)?.isFile() === true);
  if (files.length === 0)
    throw new UsageError(`expected a folder with workflows, found no YAML file in ${makeVisible(path)}`);
  return files.sort().map(read);
}

/** The text of a file that the reader of another file looks at. Undefined for what is no text file, or is too large. */
export function textBeside(path: string): string | undefined {
  const there = lookThrough(path);
  if (there?.isFile() !== true || there.size > LARGEST) return undefined;
  try {
    const decoded = decodeText(readFileSync(path));
    return decoded.type === 'text' ? decoded.text : undefined;
  } catch {
    // What cannot be read cannot be looked at.
    return undefined;
  }
}

/** A character that is guessed wrong would be part of a command. */
function read(path: string): SourceFile {
  const size = lookThrough(path)?.size ?? 0;
  if (size > LARGEST) throw unreadable(path, `expected at most ${LARGEST} bytes, found ${size}`);
  const decoded = decodeText(attempt(path, () => readNamedFile(path)));
  if (decoded.type === 'rejected') throw unreadable(path, decoded.message);
  return { path, text: decoded.text };
}

function namesIn(path: string): readonly string[] {
  return attempt(path, () => readdirSync(path));
}

function attempt<Value>(path: string, access: () => Value): Value {
  try {
    return access();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw unreadable(path, errorText(error));
    throw new UsageError(`expected a file to convert at ${makeVisible(path)}, found no such file`);
  }
}

function unreadable(path: string, why: string): UsageError {
  return new UsageError(`expected a file to convert, cannot read ${makeVisible(path)}: ${makeVisible(why)}`);
}
