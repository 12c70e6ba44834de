import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallDisk } from '../small-disk.ts';
import { type Folder, newFolder } from './command-line.ts';
import { readRun } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe('mission init', () => {
  it('writes a mission that is valid, can be planned and succeeds without changes', async () => {
    const written = await folder.mission('init');
    expect(written).toMatchObject({ exitCode: 0, stderr: '' });
    const typed = /^Run it: +node (\S+) run mission\.yml$/m.exec(written.stdout)?.[1] ?? '';
    expect(existsSync(typed)).toBe(true);
    expect((await folder.mission('validate', 'mission.yml')).stdout).toBe('mission.yml: valid\n');
    expect((await folder.mission('plan', 'mission.yml')).exitCode).toBe(0);
    const run = readRun(folder, await folder.mission('run', 'mission.yml', '--gate', 'off'));
    expect(run.exitCode).toBe(0);
    expect(new Set(Object.values(run.statuses))).toEqual(new Set(['succeeded']));
    expect(readdirSync(folder.path).toSorted()).toEqual(['.mission', 'mission.schema.json', 'mission.yml']);
  });

  it.skipIf(process.platform !== 'linux')('F628 leaves no file on a full disk, and says so', async ({ skip }) => {
    const disk = smallDisk(1, skip);
    writeFileSync(join(disk, 'filler'), 'x'.repeat(1020 * 1024));
    const { exitCode, stderr } = await folder.mission('init', join(disk, 'mission.yml'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`expected to write ${disk}/mission.schema.json, found ENOSPC`);
    expect(readdirSync(disk)).toEqual(['filler']);
  });

  it('writes the schema that the first line names, and overwrites no file', async () => {
    await folder.mission('init', 'ci/deploy.yml');
    const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(folder.read('ci/deploy.yml')) ?? [];
    expect(named).toBe('./mission.schema.json');
    const schema = folder.read('ci/mission.schema.json');
    expect(schema).toBe((await folder.mission('schema')).stdout);
    folder.write('ci/mission.schema.json', '{}');
    expect((await folder.mission('init', 'ci/second.yml')).exitCode).toBe(0);
    expect(folder.read('ci/mission.schema.json')).toBe('{}');
    const again = await folder.mission('init', 'ci/deploy.yml');
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('expected no file at ci/deploy.yml');
  });

  it.skipIf(process.platform === 'win32')(
    'prints commands that can be run as they are, also for a path with blanks',
    async () => {
      const { stdout } = await folder.mission('init', "it's mine/my mission.yml");
      const [, command = ''] = /^Predict it: (.*)$/m.exec(stdout) ?? [];
      expect(execFileSync('sh', ['-c', command], { cwd: folder.path, encoding: 'utf8' })).toContain('First mission');
    },
  );

  it('refuses more than one file', async () => {
    expect((await folder.mission('init', 'a.yml', 'b.yml')).exitCode).toBe(2);
    expect((await folder.mission('schema', 'a.yml')).exitCode).toBe(2);
    expect(folder.has('a.yml')).toBe(false);
  });
});

describe('mission init --from', () => {
  const WORKFLOW = `
name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps: [{ uses: actions/checkout@v5 }, { run: echo built }]
  test:
    needs: build
    runs-on: ubuntu-latest
    steps: [{ uses: actions/checkout@v5 }, { run: echo tested }, { uses: owner/report@v1 }]
`;

  it('prints a mission that runs, and on standard error what was not taken and what it costs', async () => {
    folder.write('.github/workflows/ci.yml', WORKFLOW);
    const printed = await folder.mission('init', '--from', '.github/workflows/ci.yml', '--cpus', '4');
    expect(printed.exitCode).toBe(0);
    expect(printed.stdout).toContain('# .github/workflows/ci.yml:11: not taken: uses: owner/report@v1');
    expect(printed.stderr).toContain('1 task and 1 test. 1 construct not taken');
    expect(printed.stderr).toMatch(/^2 jobs, 4 billed minutes → 1 runner, predicted 2m, 3 billed minutes$/m);
    expect(printed.stderr).toContain('a duration of 1m for each task (no duration is known');
    folder.write('printed.yml', printed.stdout);
    const run = readRun(folder, await folder.mission('run', 'printed.yml', '--gate', 'off'));
    expect(run.statuses).toEqual({ build: 'succeeded', test: 'succeeded' });
  });

  it('writes the mission with the schema, and overwrites no file', async () => {
    folder.write('.github/workflows/ci.yml', WORKFLOW);
    folder.write('.github/workflows/two.yml', WORKFLOW);
    const written = await folder.mission('init', '--from', '.github/workflows', '--write');
    expect(written).toMatchObject({ exitCode: 0 });
    expect(folder.read('mission.yml')).toMatch(/^# yaml-language-server: \$schema=\.\/mission\.schema\.json\n/);
    expect(folder.has('mission.schema.json')).toBe(true);
    expect((await folder.mission('validate', 'mission.yml')).stdout).toBe('mission.yml: valid\n');
    const listed = JSON.parse((await folder.mission('list', 'mission.yml', '--json')).stdout);
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(['build', 'build-2', 'test', 'test-2']);
    const again = await folder.mission('init', '--from', '.github/workflows/ci.yml', '--write', 'mission.yml');
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('expected no file at mission.yml');
  });

  it('shows where a workflow cannot be read, or why nothing in it can run', async () => {
    folder.write('broken.yml', 'jobs:\n  a: [\n');
    folder.write('windows.yml', 'jobs: { a: { runs-on: windows-latest, steps: [{ run: dir }] } }\n');
    const broken = await folder.mission('init', '--from', 'broken.yml');
    expect(broken).toMatchObject({ exitCode: 2, stdout: '' });
    expect(broken.stderr).toContain('broken.yml:');
    const windows = await folder.mission('init', '--from', 'windows.yml');
    expect(windows).toMatchObject({ exitCode: 2, stdout: '' });
    expect(windows.stderr).toContain('windows.yml:1: job a: it runs on windows-latest');
    expect((await folder.mission('init', '--from', 'absent.yml')).stderr).toContain(
      'expected a file to convert at absent.yml, found no such file',
    );
    expect((await folder.mission('init', '--write', 'a.yml')).stderr).toContain('expected --from FILE with --write');
  });

  it.skipIf(process.platform === 'win32')(
    'F665 prints nothing of a foreign file as it is: control characters are spelt out, and a name cannot forge a line',
    async () => {
      const name = 'a\u001b[2J\nmission: forged \u202e.yml';
      folder.write(
        `flows/${name}`,
        'jobs: { "j\\e[2J\\nforged": { runs-on: "windows\\e[31m", steps: [{ run: dir }] } }\n',
      );
      const refused = await folder.mission('init', '--from', 'flows');
      expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
      expect(refused.stderr).toContain('flows/a<U+001B>[2J<U+000A>mission: forged <U+202E>.yml:1: ');
      expect(refused.stderr).not.toMatch(/[^\P{Cc}\n]|\u202e|^(mission: )?forged/mu);
      folder.write(`bad/${name}`, '');
      writeFileSync(join(folder.path, 'bad', name), Buffer.from([0x61, 0x3a, 0x20, 0xff]));
      const unreadable = await folder.mission('init', '--from', 'bad');
      expect(unreadable).toMatchObject({ exitCode: 2, stdout: '' });
      expect(unreadable.stderr).toContain('<U+202E>.yml: line 1: expected UTF-8 text');
      expect(unreadable.stderr).not.toMatch(/[^\P{Cc}\n]|\u202e|^mission: forged/mu);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'F666 reads regular files only: a folder, a named pipe and a device with the name of a source do not stop it',
    async () => {
      folder.write('flows/ci.yml', WORKFLOW);
      mkdirSync(join(folder.path, 'flows/folder.yml'));
      execFileSync('mkfifo', [join(folder.path, 'flows/pipe.yml'), join(folder.path, 'flows/package.json')]);
      symlinkSync('/dev/zero', join(folder.path, 'flows/turbo.json'));
      symlinkSync('nowhere', join(folder.path, 'flows/lost.yml'));
      const converted = await folder.mission('init', '--from', 'flows');
      expect(converted.exitCode).toBe(0);
      expect(converted.stdout).toContain('# From flows/ci.yml.\n');
      const named = await folder.mission('init', '--from', 'flows/lost.yml');
      expect(named).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('expected a file to convert at flows/lost.yml, found no such file'),
      });
    },
  );
});

describe('mission schema', () => {
  it('prints a JSON Schema with descriptions of the keys', async () => {
    const { stdout, exitCode } = await folder.mission('schema');
    expect(exitCode).toBe(0);
    const schema = JSON.parse(stdout);
    expect(schema.$schema).toContain('draft-07');
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['tasks', 'tests', 'services', 'admission']));
    expect(schema.properties.tasks.description).toEqual(expect.any(String));
  });
});
