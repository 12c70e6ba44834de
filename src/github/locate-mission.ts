import { readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { errorText } from '../base/error-code.ts';
import { isInside } from '../files/inside-root.ts';

export interface MissionPlace {
  /** Absolute folder that the mission's relative paths start from. */
  readonly root: string;
  /** The mission file relative to the workspace, with slashes: what annotations and reports call it. */
  readonly file: string;
}

export type Located = { readonly place: MissionPlace } | { readonly mistakes: readonly string[] };

/** `mission` is relative to `workingDirectory`, that to the workspace. Neither may leave the workspace, also not through links. */
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
    // Such as a ring of links, or a folder on the way that may not be read.
    return `${expected} "${given}", which cannot be followed: ${errorText(error)}.`;
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

/** The usual reason, and one that a beginner does not think of. */
function checkoutHint(workspace: string): string {
  const entries = statSync(workspace, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(workspace) : [];
  return entries.length === 0 ? ' (the workspace is empty: is `actions/checkout` a step before this one?)' : '';
}
