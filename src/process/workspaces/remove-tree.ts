import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';

/**
 * Removes a folder with everything in it. Some tools, such as Go with its modules, leave folders that cannot be written to: these
 * are made writable first. Never rejects.
 *
 * @returns why something is left; undefined if nothing is
 */
export async function removeTree(path: string): Promise<string | undefined> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
    return undefined;
  } catch {
    // Tried again below.
  }
  try {
    await makeWritable(path);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

async function makeWritable(top: string): Promise<void> {
  const folders = [top];
  for (const folder of folders) {
    if (!(await lstat(folder)).isDirectory()) continue;
    await chmod(folder, 0o700);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
    }
  }
}
