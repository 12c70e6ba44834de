import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freeSpace } from '../../../src/files/free-space.ts';
import { createScriptFolder, removeScripts } from '../../../src/process/contract/script-folder.ts';
import { smallTemporaryFolders } from '../../../src/process/contract/temporary-folders.ts';
import { bench, task } from '../step-harness.ts';

const { platform } = process;

let marks = 0;

/** A project with a run's folder in it, a runner's temporary folder, and a mark that no other test uses. */
function place() {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission place ')));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const [root, temporary, memory] = [join(home, 'project'), join(home, 'temporary'), join(home, 'none')];
  mkdirSync(root);
  mkdirSync(temporary);
  marks += 1;
  const mark = `test${process.pid}x${marks}`;
  onTestFinished(() => removeScripts({ mark, environment: {}, platform }));
  const environment = { GITHUB_ACTIONS: 'true', RUNNER_TEMP: temporary };
  return { home, dir: join(root, '.mission'), root, temporary, memory, mark, environment, platform };
}

describe('scripts', () => {
  test("F150 lie in the runner's folder for temporary files, where only the own user can read them", () => {
    const at = place();
    const scripts = createScriptFolder(at);
    const file = scripts.file('build', '2', '.sh');
    expect(file).toBe(join(at.temporary, `mission-scripts-${at.mark}`, 'build-2.sh'));
    if (platform !== 'win32') expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    scripts.remove();
    expect(existsSync(dirname(file))).toBe(false);
    scripts.remove();
  });

  test('F376: names of scripts are the same in a URL, whatever the id is', () => {
    const scripts = createScriptFolder(place());
    const names = ['own (linux, 1.2)', 'build:web'].map((id) => basename(scripts.file(id, '2', '.mjs')));
    expect(names[0]).toMatch(/^own-linux-1\.2-[a-z0-9]+-2\.mjs$/);
    expect(names[1]).toMatch(/^build-3aweb-[a-z0-9]+-2\.mjs$/);
    scripts.remove();
  });

  test("F150 lie in the system's folder for temporary files elsewhere, never below the project", () => {
    const at = place();
    const inside = join(at.root, 'tmp');
    mkdirSync(inside);
    const environments: NodeJS.ProcessEnv[] = [
      {},
      { ...at.environment, GITHUB_ACTIONS: '' },
      { GITHUB_ACTIONS: 'true', RUNNER_TEMP: inside },
    ];
    for (const environment of environments) {
      const scripts = createScriptFolder({ ...at, environment });
      expect(dirname(scripts.file('a', '1', ''))).toBe(join(tmpdir(), `mission-scripts-${at.mark}`));
      scripts.remove();
    }
  });

  test.skipIf(platform !== 'linux')('F440 lie in memory if it has room, and if the user names no other folder', () => {
    const { memory: _, ...at } = place();
    const baseOf = (environment: NodeJS.ProcessEnv): string => {
      const scripts = createScriptFolder({ ...at, environment });
      const base = dirname(dirname(scripts.file('a', '1', '')));
      scripts.remove();
      return base;
    };
    const room = freeSpace('/dev/shm') ?? 0;
    expect(baseOf({})).toBe(room >= 256 * 1024 ** 2 ? '/dev/shm' : tmpdir());
    expect(baseOf({ TMPDIR: at.temporary })).not.toBe('/dev/shm');
    expect(baseOf(at.environment)).toBe(at.temporary);
    expect(smallTemporaryFolders({}, 'darwin')).not.toContain('/dev/shm');
    // A file system without sizes, as for a folder that does not exist, has no room.
    expect(smallTemporaryFolders({}, 'linux', join(at.home, 'none'))[0]).toBe(tmpdir());
  });

  test.skipIf(platform !== 'linux')('F440 of a killed run are removed from memory, whatever room there is now', () => {
    const at = place();
    const left = join('/dev/shm', `mission-scripts-${at.mark}`);
    onTestFinished(() => rmSync(left, { recursive: true, force: true }));
    mkdirSync(left, { mode: 0o700 });
    removeScripts({ ...at, environment: { TMPDIR: at.temporary } });
    expect(existsSync(left)).toBe(false);
  });

  test.skipIf(platform === 'win32')('F150 are never written into a folder that another user may have prepared', () => {
    const at = place();
    const prepared = join(at.temporary, `mission-scripts-${at.mark}`);
    mkdirSync(prepared, { mode: 0o777 });
    expect(dirname(createScriptFolder(at).file('a', '1', ''))).toBe(join(tmpdir(), basename(prepared)));
    rmSync(prepared, { recursive: true });
    symlinkSync(at.home, prepared);
    removeScripts(at);
    expect(existsSync(at.root)).toBe(true);
  });

  test('F150 lie in the folder of the run if no temporary folder can be written to', () => {
    const at = place();
    for (const base of new Set([at.temporary, tmpdir(), '/tmp'])) {
      if (existsSync(base)) writeFileSync(join(base, `mission-scripts-${at.mark}`), 'in the way');
    }
    onTestFinished(() => {
      for (const base of [tmpdir(), '/tmp']) rmSync(join(base, `mission-scripts-${at.mark}`), { force: true });
    });
    expect(createScriptFolder(at).file('a', '1', '.sh')).toBe(join(at.dir, 'scripts', 'a-1.sh'));
    expect(existsSync(join(at.dir, 'scripts'))).toBe(true);
  });

  test.skipIf(platform === 'win32')(
    'F512 go to the next folder if no space is left; attempts that have begun keep theirs',
    () => {
      const at = place();
      let space = 2 * 1024 ** 2;
      const scripts = createScriptFolder({ ...at, spaceOf: () => space });
      const first = dirname(scripts.file('early', '1', '.sh'));
      scripts.beginExchange('early', 1);
      expect(scripts.leaveFull()).toBeUndefined();
      space = 4096;
      const next = join(tmpdir(), basename(first));
      expect(scripts.leaveFull()).toBe(next);
      scripts.beginExchange('late', 1);
      expect(scripts.file('late', '1', '.sh')).toBe(join(next, 'late-1.sh'));
      expect([scripts.exchange('early', 1), scripts.exchange('late', 1)]).toEqual([
        join(first, 'io'),
        join(next, 'io'),
      ]);
      scripts.remove();
      expect([first, next].filter((path) => existsSync(path))).toEqual([]);
    },
  );

  test('F150 can be written again after a task has removed the folder', () => {
    const scripts = createScriptFolder(place());
    rmSync(dirname(scripts.file('a', '1', '')), { recursive: true });
    expect(existsSync(dirname(scripts.file('a', '2', '')))).toBe(true);
  });

  test.skipIf(platform === 'win32')(
    'F626 go to the next folder if a task has replaced theirs, and attempts that have begun keep their files',
    () => {
      const at = place();
      const [next, memory] = [join(at.home, 'next'), join(at.home, 'none')];
      mkdirSync(next);
      const scripts = createScriptFolder({ ...at, memory, environment: { ...at.environment, TMPDIR: next } });
      const first = scripts.folder();
      scripts.beginExchange('early', 1);
      const early = scripts.exchange('early', 1);
      expect(scripts.restore()).toBe('kept');
      rmSync(first, { recursive: true });
      expect([scripts.restore(), scripts.folder()]).toEqual(['made', first]);
      for (const replace of [() => writeFileSync(first, 'x'), () => symlinkSync(first, first)]) {
        const before = scripts.folder();
        rmSync(before, { recursive: true });
        if (before === first) replace();
        else writeFileSync(before, 'x');
        expect(scripts.restore()).toBe('moved');
        expect(dirname(scripts.folder())).not.toBe(dirname(before));
        expect(scripts.exchange('early', 1)).toBe(early);
        expect(scripts.exchange('late', 1)).toBe(join(scripts.folder(), 'io'));
      }
      const last = scripts.folder();
      scripts.remove();
      expect(existsSync(last)).toBe(false);
    },
  );

  test('F150 of a killed run are removed by its mark, which a task may have written', () => {
    const at = place();
    const folder = dirname(createScriptFolder(at).file('a', '1', ''));
    removeScripts({ ...at, mark: `..${sep}..` });
    removeScripts({ ...at, mark: 'other' });
    expect(existsSync(folder)).toBe(true);
    removeScripts(at);
    expect(existsSync(folder)).toBe(false);
  });
});

test.skipIf(platform === 'win32')('F150 the rules of the project do not apply to a script', async () => {
  const { step, log, root, dir, processes } = bench();
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  const run = 'console.log(typeof require, __dirname)';
  expect(await step(task(run, { shell: `"${process.execPath}" {0}` }))).toMatchObject({ exitCode: 0 });
  const [type, folder] = log('work').toString().trimEnd().split(/ (.*)/);
  expect(type).toBe('function');
  expect(folder?.startsWith(dir) || folder?.startsWith(root)).toBe(false);
  await processes.sweep();
  expect(existsSync(folder ?? '')).toBe(false);
});
