import { join, relative, resolve } from 'node:path';
import { staysInside } from '../../files/inside-root.ts';
import { lookAt } from '../../files/look-at.ts';

/** Finds the files that failures name in the repository. */
export interface Sources {
  /**
   * The path in the repository, with `/`; undefined unless it is a regular file there, and not behind a link that leads out.
   *
   * @param file relative to the mission's root; untrusted
   */
  pathOf(file: string): string | undefined;
}

/**
 * @param workspace absolute folder of the checkout: paths of annotations are relative to it
 * @param root absolute root of the mission, in the workspace
 */
export function findSources(workspace: string, root: string): Sources {
  const known = new Map<string, string | undefined>();
  return {
    pathOf: (file) => {
      if (!known.has(file)) known.set(file, inRepository(workspace, resolve(root, file)));
      return known.get(file);
    },
  };
}

function inRepository(workspace: string, path: string): string | undefined {
  const near = relative(workspace, path);
  if (near === '' || !staysInside(workspace, near) || !isFile(join(workspace, near))) return undefined;
  return near.replaceAll('\\', '/');
}

function isFile(path: string): boolean {
  // GitHub shows no annotation at a link.
  return lookAt(path)?.isFile() === true;
}
