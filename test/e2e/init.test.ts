import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
