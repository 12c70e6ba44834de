import { fileStem } from './file-stem.ts';
import { shortHash } from './short-hash.ts';

/**
 * The name of a folder or script that a task works in: letters, digits, `.`, `_` and `-` only, and none of these first but letters and digits.
 *
 * Tools put their folder into URLs, command lines and patterns, where `+` can mean a blank, `@` a version, and `~` the home folder: with the
 * file stem `build@linux+1.2`, tests fail only because of where they run. Ordinary ids keep their name. All others end with a hash of the id.
 */
export function folderName(id: string): string {
  const stem = fileStem(id);
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(stem)) return stem;
  const plain = stem.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return `${plain.slice(0, longest)}${plain === '' ? 'task' : ''}-${shortHash(id)}`;
}

/** Characters before the hash: paths in a workspace stay short enough for Windows. */
const longest = 60;
