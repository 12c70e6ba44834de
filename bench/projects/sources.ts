import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileOf, type Project } from './project.ts';

/** Where sources and what they need are kept between runs: outside of the repository, so that no tool searches them. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'mission-runner/projects');

/** Files that do not change what is fetched. */
const USED_AFTERWARDS = ['mission.yml', 'own.sh'];

/**
 * Fetches the sources of a project unless the cache holds what its files ask for. Returns the folder in which its tests
 * run, or the reason why there is none.
 */
export function sourcesOf(project: Project): { readonly folder: string } | { readonly reason: string } {
  const missing = project.needs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (missing.length > 0) return { reason: `not installed: ${missing.join(', ')}` };
  const target = join(cacheFolder, project.id);
  const stamp = join(target, 'fetched.txt');
  const wanted = digestOf(project);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { folder: join(target, 'source') };
  console.error(`fetching: ${project.id}`);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { status } = spawnSync('bash', [fileOf(project, 'fetch.sh'), target], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) return { reason: `${project.id}/fetch.sh failed` };
  writeFileSync(stamp, wanted);
  return { folder: join(target, 'source') };
}

function digestOf(project: Project): string {
  const names = readdirSync(fileOf(project, '.')).filter((name) => !USED_AFTERWARDS.includes(name));
  const hash = createHash('sha256');
  for (const name of names.sort()) hash.update(`${name}\n`).update(readFileSync(fileOf(project, name)));
  return hash.digest('hex');
}
