import { promises } from 'node:fs';
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
    await promises.rm(path, { recursive: true, force: true, maxRetries: 3 });
    return undefined;
  } catch {
    // Tried again below.
  }
  try {
    await makeWritable(path);
    await promises.rm(path, { recursive: true, force: true, maxRetries: 3 });
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

async function makeWritable(top: string): Promise<void> {
  const folders = [top];
  for (const folder of folders) {
    if (!(await promises.lstat(folder)).isDirectory()) continue;
    await promises.chmod(folder, 0o700);
    for (const entry of await promises.readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
    }
  }
}
