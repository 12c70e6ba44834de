import { resolve } from 'node:path';
import { staysInside } from '../files/inside-root.ts';

/**
 * What is wrong with the input `history`; undefined for nothing. It is relative to the workspace, as the `path` of a cache
 * step is, and may not leave it, also not through links. The file need not be there yet.
 *
 * @param mission the mission file, relative to the workspace
 */
export function checkHistory(history: string | undefined, mission: string, workspace: string): string | undefined {
  if (history === undefined) return undefined;
  const expected = 'Input `history`: expected a file of its own in the workspace; found';
  if (!staysInside(workspace, history)) return `${expected} one outside of it: "${history}".`;
  if (resolve(workspace, history) === resolve(workspace, mission)) return `${expected} the mission file: "${history}".`;
  return undefined;
}
