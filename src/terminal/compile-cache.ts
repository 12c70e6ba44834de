import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/**
 * Lets Node keep the compiled program between starts, which saves an eighth of each. Not in the folder for temporary files,
 * Node's own choice: on a shared machine, another user may have put compiled code there first. Where nothing can
 * be kept, or `NODE_DISABLE_COMPILE_CACHE` is set, every start compiles as before; so does Node before 22.
 *
 * Modules that are to be cached must be imported after this call, so this file imports no module of the project.
 *
 * @returns true if an earlier start has kept something: not in a job of CI, whose machine is new each time
 */
export function keepCompiled(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  // The user has named a folder, which Node uses already, or wants none: the variable counts even when empty.
  if (environment.NODE_COMPILE_CACHE || environment.NODE_DISABLE_COMPILE_CACHE !== undefined) return false;
  const caches = cachesOf(environment, platform);
  // Some users, such as `nobody`, have a home that does not exist and must not be created. An empty one would be the current folder.
  if (caches === undefined || !isAbsolute(caches) || !existsSync(dirname(caches))) return false;
  const folder = join(caches, 'mission-runner');
  try {
    // One by one: with `recursive` it never comes back in a folder such as /proc, and Node would make it so.
    for (const next of [caches, folder]) if (!existsSync(next)) mkdirSync(next);
    const isUsed = readdirSync(folder).length > 0;
    enableKeeping(folder);
    return isUsed;
  } catch {
    return false;
  }
}

function enableKeeping(folder: string): void {
  // Typed as always there, but this runs on older ones.
  const enable: typeof nodeModule.enableCompileCache | undefined = nodeModule.enableCompileCache;
  enable?.(folder);
}

/**
 * The folder of the user's caches, as the XDG Base Directory Specification and the guidelines of the other systems place
 * it. Undefined for a user without HOME and without an entry in the system's list of users, as in `docker run --user`.
 */
export function cachesOf(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: () => string = homedir,
): string | undefined {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  if (platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  if (platform !== 'darwin' && platform !== 'win32' && XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME))
    return XDG_CACHE_HOME;
  try {
    if (platform === 'win32') return join(home(), 'AppData', 'Local');
    return platform === 'darwin' ? join(home(), 'Library', 'Caches') : join(home(), '.cache');
  } catch {
    return undefined;
  }
}
