import { readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { isInside } from '../files/inside-root.ts';

export interface MissionPlace {
  /** Absolute folder that relative paths in the mission start from. */
  readonly root: string;
  /** The mission file relative to the workspace, with slashes, for annotations and reports. */
  readonly file: string;
}

export type Located = { readonly place: MissionPlace } | { readonly mistakes: readonly string[] };

/**
 * `mission` is relative to `workingDirectory`, and `workingDirectory` to the workspace. Neither may leave the workspace, not
 * even through links.
 */
export function locateMission(mission: string, workingDirectory: string, workspace: string): Located {
  const root = resolve(workspace, workingDirectory);
  const path = resolve(root, mission);
  const mistakes = [
    check('working-directory', workingDirectory, root, workspace, 'folder'),
    check('mission', mission, path, workspace, 'file'),
  ].filter((mistake) => mistake !== undefined);
  if (mistakes.length > 0) return { mistakes };
  return { place: { root, file: relative(workspace, path).split(sep).join('/') } };
}

function check(
  input: string,
  given: string,
  path: string,
  workspace: string,
  kind: 'file' | 'folder',
): string | undefined {
  const expected = `Input \`${input}\`: expected a ${kind} in the workspace; found`;
  try {
    return checkPath(expected, given, path, workspace, kind);
  } catch (error) {
    // For example a cycle of links, or a parent folder without permission to read.
    return `${expected} "${given}", which cannot be resolved: ${errorText(error)}.`;
  }
}

function checkPath(
  expected: string,
  given: string,
  path: string,
  workspace: string,
  kind: 'file' | 'folder',
): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return `${expected} no such ${kind}: "${given}"${checkoutHint(workspace)}.`;
  if (kind === 'file' ? !stat.isFile() : !stat.isDirectory()) return `${expected} something else: "${given}".`;
  const inside = isInside(realpathSync.native(workspace), realpathSync.native(path));
  return inside ? undefined : `${expected} one outside of it: "${given}".`;
}

/** The most common cause of an empty workspace. */
function checkoutHint(workspace: string): string {
  const entries = statSync(workspace, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(workspace) : [];
  return entries.length === 0 ? ' (the workspace is empty: is `actions/checkout` a step before this one?)' : '';
}
