import { resolve } from 'node:path';
import { staysInside } from '../files/inside-root.ts';

/**
 * The problem with the input `history`; undefined if there is none. Like the `path` of a cache step, it is relative to the
 * workspace. It must not leave the workspace, not even through links. The file need not exist yet.
 *
 * @param mission the mission file, relative to the workspace
 */
export function checkHistory(history: string | undefined, mission: string, workspace: string): string | undefined {
  if (history === undefined) return undefined;
  const expected = 'Input `history`: expected a separate file in the workspace; found';
  if (!staysInside(workspace, history)) return `${expected} one outside of it: "${history}".`;
  if (resolve(workspace, history) === resolve(workspace, mission)) return `${expected} the mission file: "${history}".`;
  return undefined;
}
