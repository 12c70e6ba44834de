import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * The folder with the compiled code of earlier starts. Undefined if nothing can or should be kept: the user set `NODE_DISABLE_COMPILE_CACHE`
 * or has no folder for caches. Also undefined at the first start of all, which only makes the folder: the machine of a job of CI is
 * new each time, so writing compiled code there would cost more than it ever saves.
 *
 * Never in the folder for temporary files: on a shared machine, another user may have put compiled code there first.
 */
export function codeFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  // Node gives this variable a meaning even when it is empty.
  if (environment.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  const named = environment.NODE_COMPILE_CACHE;
  const caches = named ? resolve(named) : cachesOf(environment, platform);
  if (caches === undefined || !isAbsolute(caches)) return undefined;
  const own = join(caches, 'mission-runner');
  const folder = join(own, 'code');
  try {
    if (existsSync(folder)) return folder;
    // Some users, such as `nobody`, have a home that does not exist and must not be created. An empty one would be the current folder.
    if (!existsSync(dirname(caches))) return undefined;
    // One by one: with `recursive` it never comes back in a folder such as /proc.
    for (const next of [caches, own, folder]) if (!existsSync(next)) mkdirSync(next);
  } catch {
    // A start without compiled code is only slower.
  }
  return undefined;
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
