/*
 * This folder reads the files that a mission file names: other mission files, and files with variables.
 *
 * `included-files.ts` reads the files under `include`, and `env-files.ts` those under `env-file`. Both answer `mission/read.ts` while the mission
 * is checked, so that a file that cannot be read is a finding at its place. `env-files.ts` keeps the variables for the run.
 *
 * Invariants:
 * - No file outside of the root is read, not even through a link. An included file may also be beside a main file that is outside.
 * - Sizes are checked before anything is read.
 * - The values of env files reach tasks, and no record: the journal has a digest of each file.
 *
 * Not here: which files a mission includes (`mission/include`), and redaction of secrets (`run/secrecy`).
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, errorText } from '../../base/error-code.ts';
import { isInside } from '../../files/inside-root.ts';
import type { FileText, MissionFiles } from '../../mission/include/included-file.ts';

/** Bytes. A mission file has at most 2,000,000 UTF-16 units. */
const LARGEST = 8_000_000;

/** What is found in place of a file, by error code. */
export const NOT_READABLE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'a file that you may not read',
};

/**
 * Reads included files from disk. They must lie inside the root, also after links are followed, or in the folder of the main file if that
 * lies outside.
 *
 * @param main path of the main file
 * @param root absolute
 */
export function missionFilesOf(main: string, root: string): MissionFiles {
  return {
    read: (path) => {
      try {
        return readIncluded(main, root, path);
      } catch (error) {
        return { type: 'refused', found: NOT_READABLE[errorCode(error) ?? ''] ?? errorText(error) };
      }
    },
  };
}

function readIncluded(main: string, root: string, path: string): FileText {
  const file = realpathSync.native(resolve(dirname(main), path));
  const folders = [realpathSync.native(root), realpathSync.native(dirname(resolve(main)))];
  const [ground, beside] = folders;
  const allowed = ground !== undefined && beside !== undefined && isInside(ground, beside) ? [ground] : folders;
  if (!allowed.some((folder) => isInside(folder, file))) {
    return {
      type: 'refused',
      found: `a file outside of ${allowed.length === 1 ? 'the root' : 'its folder and the root'} of the mission`,
    };
  }
  const { size, isFile } = describe(file);
  if (!isFile) return { type: 'refused', found: 'a folder, or something else that is no file' };
  if (size > LARGEST)
    return { type: 'refused', found: `a file of ${size} bytes, more than the ${LARGEST} that are read` };
  return { type: 'text', text: readFileSync(file, 'utf8') };
}

function describe(file: string): { readonly size: number; readonly isFile: boolean } {
  const stat = statSync(file);
  return { size: stat.size, isFile: stat.isFile() };
}
