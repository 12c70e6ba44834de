import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli, type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('m.yml', 'name: X\ntasks: { L2.1: { run: "true" } }\n');
});
afterEach(() => folder.remove());

const without = { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined, NODE_OPTIONS: undefined };

function start(args: readonly string[], env: NodeJS.ProcessEnv): ReturnType<Folder['start']>['ended'] {
  return folder.start(args, { env: { ...without, ...env } }).ended;
}

const caches = (): string => join(folder.path, 'caches');
const code = (): string => join(caches(), 'mission-runner', 'code');
const kept = (): readonly string[] => readdirSync(code()).sort();

/** A start that compiles what it needs keeps its code; returns the names of all files. */
async function keep(...args: readonly string[]): Promise<readonly string[]> {
  mkdirSync(code(), { recursive: true });
  expect(await start(args, { XDG_CACHE_HOME: caches() })).toMatchObject({ exitCode: 0, stderr: '' });
  return kept();
}

describe('the compiled program', () => {
  it('is kept from the second start on, with the other caches of the user', async () => {
    const run = () => start(['run', 'm.yml'], { XDG_CACHE_HOME: caches() });
    expect(await run()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(kept()).toEqual([]);
    expect(await run()).toMatchObject({ exitCode: 0, stderr: '' });
    const [documents = '', file = '', ...more] = kept();
    expect(more).toEqual([]);
    expect(documents).toMatch(/^run-documents\.js-[0-9a-f]{16}-v/);
    expect(file).toMatch(/^run-mission\.js-[0-9a-f]{16}-v/);
    const { size, mode, mtimeMs } = statSync(join(code(), file));
    expect(size).toBeGreaterThan(100_000);
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    // It is accepted: otherwise it would have been written once more.
    expect(await run()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(statSync(join(code(), file)).mtimeMs).toBe(mtimeMs);
  });

  it.each(['many', 'small'])(
    'is the same for small runs and for those that limit the heap: first %s',
    async (first) => {
      const tasks = Array.from({ length: 60 }, (_, index) => `  L2.${index}: { run: "true" }\n`);
      folder.write(
        'many.yml',
        `name: Many\nadmission: { cpu: { caution: 100, limit: 100 } }\ntasks:\n${tasks.join('')}`,
      );
      const files = first === 'many' ? ['many.yml', 'm.yml', 'many.yml'] : ['m.yml', 'many.yml', 'm.yml'];
      const changed: (readonly number[])[] = [];
      for (const file of files) {
        const names = await keep('run', file);
        expect(names.map((name) => name.replace(/\.js-.*/, ''))).toEqual(['run-documents', 'run-mission']);
        changed.push(names.map((name) => statSync(join(code(), name)).mtimeMs));
      }
      // Code that was compiled with other flags would be refused, and compiled and kept once more.
      expect(changed[1]).toEqual(changed[0]);
      expect(changed[2]).toEqual(changed[0]);
    },
  );

  it('is kept apart for large mission files, because their runs call other functions, and is the same with a limited heap', {
    timeout: 60_000,
  }, async () => {
    const tasks = Array.from({ length: 60 }, (_, index) => `  L2.${index}: { run: "true # ${'x'.repeat(400)}" }\n`);
    folder.write(
      'large.yml',
      `name: Large\nadmission: { cpu: { caution: 100, limit: 100 } }\ntasks:\n${tasks.join('')}`,
    );
    const namesOf = (names: readonly string[]): readonly string[] => names.map((name) => name.replace(/\.js-.*/, ''));
    const large = await keep('run', 'large.yml');
    expect(namesOf(large)).toEqual(['run-large-documents', 'run-large-mission']);
    const changed = (): readonly number[] => large.map((name) => statSync(join(code(), name)).mtimeMs);
    const first = changed();
    expect(namesOf(await keep('run', 'm.yml'))).toEqual([...namesOf(large), 'run-documents', 'run-mission'].sort());
    await keep('run', 'large.yml', '--log', 'none');
    expect(changed()).toEqual(first);
  });

  it('is kept by the plan of a large mission, which is read without the optimizer', async () => {
    const tasks = Array.from({ length: 60 }, (_, index) => `  L2.${index}: { run: "true # ${'x'.repeat(4000)}" }\n`);
    folder.write('large.yml', `name: Large\ntasks:\n${tasks.join('')}`);
    const changed = async (): Promise<readonly number[]> =>
      (await keep('plan', 'large.yml')).map((name) => statSync(join(code(), name)).mtimeMs);
    const first = await changed();
    expect(first).toHaveLength(1);
    expect(await changed()).toEqual(first);
  });

  it('is kept for each command, because each calls other functions', async () => {
    await keep('--version');
    await keep('--help');
    const names = await keep('plan', 'm.yml');
    expect(names.map((name) => name.split('-')[0])).toEqual(['help', 'plan']);
  });

  it('is not kept by a command that was refused, which calls few functions', async () => {
    mkdirSync(code(), { recursive: true });
    const { exitCode } = await start(['run', 'no-such-file.yml'], { XDG_CACHE_HOME: caches() });
    expect(exitCode).toBe(2);
    expect(kept()).toEqual([]);
  });

  it.each(['empty', 'cut short', 'something else'])('is compiled once more if the file is %s', async (damage) => {
    const [, name = ''] = await keep('run', 'm.yml');
    const path = join(code(), name);
    const before = readFileSync(path);
    if (damage === 'something else') writeFileSync(path, Buffer.alloc(before.length));
    else truncateSync(path, damage === 'empty' ? 0 : Math.floor(before.length / 2));
    expect(await keep('run', 'm.yml')).toContain(name);
    expect(readFileSync(path).length).toBeGreaterThan(before.length / 2);
    expect(readFileSync(path).subarray(0, 4)).toEqual(before.subarray(0, 4));
  });

  it.skipIf(process.platform === 'win32')('is compiled once more if others can write to the file', async () => {
    const [, name = ''] = await keep('run', 'm.yml');
    chmodSync(join(code(), name), 0o622);
    await keep('run', 'm.yml');
    expect(statSync(join(code(), name)).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.getuid?.() !== 0)('is compiled once more if the file belongs to another user', async () => {
    const [, name = ''] = await keep('run', 'm.yml');
    chownSync(join(code(), name), 65_534, 65_534);
    await keep('run', 'm.yml');
    expect(statSync(join(code(), name)).uid).toBe(0);
  });

  it('is removed a month after it was kept, with code of other versions', async () => {
    mkdirSync(code(), { recursive: true });
    for (const [name, days] of [
      ['run-old', 31],
      ['run-other', 29],
    ] as const) {
      const path = join(code(), name);
      writeFileSync(path, 'code');
      const seconds = Date.now() / 1000 - days * 24 * 3600;
      utimesSync(path, seconds, seconds);
    }
    const names = await keep('run', 'm.yml');
    expect(names.map((name) => name.replace(/-[0-9a-f]{16}-.*/, ''))).toEqual([
      'run-documents.js',
      'run-mission.js',
      'run-other',
    ]);
  });

  it('is named after the digest of the chunks, because V8 compares only lengths', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256');
    for (const name of ['mission.js', 'documents.js']) hash.update(readFileSync(join(dirname(cli), 'chunks', name)));
    const digest = hash.digest('hex').slice(0, 16);
    expect((await keep('--version'))[0]).toContain(`-${digest}-`);
  });

  it('is kept in the folder that NODE_COMPILE_CACHE names', async () => {
    const named = join(folder.path, 'named');
    const env = { XDG_CACHE_HOME: caches(), NODE_COMPILE_CACHE: named };
    for (let index = 0; index < 2; index++) expect((await start(['--version'], env)).exitCode).toBe(0);
    expect(readdirSync(join(named, 'mission-runner', 'code'))).toHaveLength(1);
    expect(existsSync(caches())).toBe(false);
  });

  it('is not kept if NODE_DISABLE_COMPILE_CACHE is set', async () => {
    const env = { XDG_CACHE_HOME: caches(), NODE_DISABLE_COMPILE_CACHE: '1' };
    for (let index = 0; index < 2; index++) expect((await start(['--version'], env)).exitCode).toBe(0);
    expect(existsSync(caches())).toBe(false);
  });

  it.each(['/proc', '/sys', '/dev/null', '/nonexistent/home', ''])('is not needed: HOME=%s', async (home) => {
    const before = existsSync('/nonexistent');
    for (let index = 0; index < 2; index++) {
      expect(await start(['--version'], { HOME: home, XDG_CACHE_HOME: '' })).toMatchObject({ exitCode: 0, stderr: '' });
    }
    expect(existsSync('/nonexistent')).toBe(before);
    expect(readdirSync(folder.path)).toEqual(['m.yml']);
  });

  it('is not looked for by sources that are run directly', () => {
    mkdirSync(code(), { recursive: true });
    const sources = join(dirname(cli), '../src/cli.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [sources, '--version'], {
      encoding: 'utf8',
      env: { ...process.env, ...without, XDG_CACHE_HOME: caches() },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(kept()).toEqual([]);
  });
});
