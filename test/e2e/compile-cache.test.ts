import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const without = { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined };

function version(env: NodeJS.ProcessEnv): ReturnType<Folder['start']>['ended'] {
  return folder.start(['--version'], { env: { ...without, ...env } }).ended;
}

describe('the compiled program', () => {
  it('is kept with the other caches of the user, including its large chunk', async () => {
    folder.write('m.yml', 'name: X\ntasks: { L2.1: { run: "true" } }\n');
    const caches = join(folder.path, 'caches');
    const env = { ...without, XDG_CACHE_HOME: caches };
    expect(await folder.start(['run', 'm.yml'], { env }).ended).toMatchObject({ exitCode: 0, stderr: '' });
    const kept = readdirSync(join(caches, 'mission-runner'), { recursive: true, withFileTypes: true });
    const sizes = kept
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => statSync(join(parentPath, name)));
    expect(Math.max(...sizes.map(({ size }) => size))).toBeGreaterThan(100_000);
  });

  it('is not kept if NODE_DISABLE_COMPILE_CACHE is set', async () => {
    const caches = join(folder.path, 'caches');
    expect((await version({ XDG_CACHE_HOME: caches, NODE_DISABLE_COMPILE_CACHE: '1' })).exitCode).toBe(0);
    expect(existsSync(caches)).toBe(false);
  });

  it.each(['/proc', '/sys', '/dev/null', '/nonexistent/home', ''])('is not needed: HOME=%s', async (home) => {
    const before = existsSync('/nonexistent');
    expect(await version({ HOME: home, XDG_CACHE_HOME: '' })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync('/nonexistent')).toBe(before);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
