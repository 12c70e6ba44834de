import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lookAt } from './look-at.ts';

/** Called with the path of a folder whose files may not be listed. */
export type Unlisted = (folder: string) => void;

/**
 * All regular files below a folder, in the order of their paths. Links are not followed, also not one in the place of the folder itself: a task may have
 * put it there, and it may lead anywhere. Never throws.
 *
 * @param most the most files that are returned
 */
export function filesBelow(top: string, unlisted: Unlisted, most = Infinity): readonly string[] {
  if (lookAt(top)?.isDirectory() !== true) return [];
  const files: string[] = [];
  const folders = [top];
  for (const folder of folders) {
    for (const entry of entriesIn(folder, unlisted)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && files.length < most) files.push(path);
    }
  }
  return files.sort();
}

/** What is in a folder; empty if it may not be listed. Never throws. */
export function entriesIn(folder: string, unlisted: Unlisted): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    unlisted(folder);
    return [];
  }
}
