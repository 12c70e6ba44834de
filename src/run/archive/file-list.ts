import { createHash } from 'node:crypto';
import { createReadStream, lstatSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { writeFileAtomically } from '../../files/write-atomically.ts';

/** Its name in the run's folder. */
export const FILE_LIST = 'files.json';

/** What the archive of an artifact service does not tell about a file that a task keeps. */
export interface ListedFile {
  /** Hexadecimal digits. */
  readonly sha256: string;
  /** Permission bits. */
  readonly mode: number;
}

/**
 * Lists files with their digests and modes in `files.json` of the run's folder. Throws the error of the file system.
 *
 * @param files absolute paths of regular files below `dir`
 */
export async function writeFileList(dir: string, files: readonly string[]): Promise<void> {
  const listed: Record<string, ListedFile> = {};
  for (const file of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    listed[relative(dir, file).split(sep).join('/')] = {
      sha256: hash.digest('hex'),
      mode: lstatSync(file).mode & 0o777,
    };
  }
  writeFileAtomically(`${dir}${sep}${FILE_LIST}`, `${JSON.stringify({ version: 1, files: listed }, null, 2)}\n`);
}

/** The files of a list by their paths from the run's folder. Empty if the text is not such a list. Never throws. */
export function parseFileList(text: string): ReadonlyMap<string, ListedFile> {
  try {
    const value: unknown = JSON.parse(text);
    const files = isObject(value) && value.version === 1 && isObject(value.files) ? value.files : {};
    return new Map(
      Object.entries(files).flatMap(([path, file]): [string, ListedFile][] =>
        isObject(file) && typeof file.sha256 === 'string' && typeof file.mode === 'number'
          ? [[path, { sha256: file.sha256, mode: file.mode & 0o777 }]]
          : [],
      ),
    );
  } catch {
    return new Map();
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
