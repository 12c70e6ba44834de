import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { type MissionRun, readRun } from '../run-in.ts';

/** Programs of tools-requirements.txt. */
const tools = join(import.meta.dirname, '..', '..', '..', '.tools', 'bin');

/** Each test starts the command line three times and a package manager or another program for each task. */
const LIMIT = { timeout: 180_000 };

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** Converts a file, with these programs in `PATH`, and runs the mission. The tasks append lines to `log`. */
async function convertAndRun(file: string): Promise<MissionRun & { log: readonly string[] }> {
  const env = { PATH: `${tools}${delimiter}${process.env.PATH}` };
  const mission = (...argv: readonly string[]) => folder.start(argv, { env }).ended;
  const converted = await mission('init', '--from', file, '--write', 'mission.yml');
  expect(converted, converted.stderr).toMatchObject({ exitCode: 0 });
  expect((await mission('validate', 'mission.yml')).stdout).toBe('mission.yml: valid\n');
  folder.write('log', '');
  const run = readRun(folder, await mission('run', 'mission.yml', '--gate', 'off'));
  return { ...run, log: folder.read('log').split('\n').slice(0, -1) };
}

function expectOrder(log: readonly string[], first: string, second: string): void {
  expect(log.indexOf(first), `${first} before ${second} in ${log.join(' ')}`).toBeLessThan(log.indexOf(second));
}

const hasProgram = (name: string): boolean =>
  existsSync(join(tools, name)) || spawnSync(name, ['--version']).error === undefined;

describe.skipIf(process.platform === 'win32')('a converted package.json', () => {
  it(
    'F473 runs each script once, in the order that the scripts ask for, and no script that publishes',
    LIMIT,
    async () => {
      const line = (text: string): string => `node -e "fs.appendFileSync('log','${text}\\n')"`;
      folder.write(
        'package.json',
        JSON.stringify({
          name: 'shop',
          scripts: {
            ci: 'run-p lint test && npm run e2e',
            lint: line('lint'),
            prebuild: line('prebuild'),
            build: line('build'),
            postbuild: line('postbuild'),
            pretest: 'npm run build',
            test: line('test'),
            e2e: line('e2e'),
            'test:cov': line('cov'),
            release: line('release'),
            dev: `${line('dev')} --watch`,
          },
        }),
      );
      const { exitCode, statuses, log } = await convertAndRun('package.json');
      expect(exitCode, JSON.stringify(statuses)).toBe(0);
      expect(log.toSorted()).toEqual(['build', 'e2e', 'lint', 'postbuild', 'prebuild', 'test']);
      expectOrder(log, 'prebuild', 'build');
      expectOrder(log, 'build', 'postbuild');
      expectOrder(log, 'postbuild', 'test');
      expectOrder(log, 'postbuild', 'e2e');
    },
  );

  it('fails if one of its scripts fails, and still runs the rest', LIMIT, async () => {
    const scripts = {
      build: 'node -e 0',
      test: 'node -e "process.exit(3)"',
      lint: `node -e "fs.appendFileSync('log','lint\\n')"`,
    };
    folder.write('package.json', JSON.stringify({ name: 'shop', scripts }));
    const { exitCode, statuses, log } = await convertAndRun('package.json');
    expect(exitCode).toBe(1);
    expect(statuses).toEqual({ build: 'succeeded', test: 'failed', lint: 'succeeded' });
    expect(log).toEqual(['lint']);
  });
});

describe.skipIf(!hasProgram('make'))('a converted Makefile', () => {
  it('F470 makes each target once, also what several of them need', LIMIT, async () => {
    folder.write(
      'Makefile',
      [
        '.PHONY: all build test unit lint generate clean',
        'all: lint test',
        'generate:',
        '\t@echo generate >> log',
        'app: app.c | generate',
        '\t@echo app >> log; cp app.c app',
        'build: app',
        '\t@echo build >> log',
        'lint: generate ; @echo lint >> log',
        'unit: build',
        '\t@echo unit >> log',
        'test: unit generate',
        '\t@echo test >> log',
        'clean:',
        '\t@echo clean >> log',
        '',
      ].join('\n'),
    );
    folder.write('app.c', '');
    const { exitCode, statuses, log } = await convertAndRun('Makefile');
    expect(exitCode, JSON.stringify(statuses)).toBe(0);
    expect([...new Set(log)].toSorted()).toEqual(['app', 'build', 'generate', 'lint', 'test', 'unit']);
    expect(log.filter((name) => name !== 'generate').toSorted()).toEqual(['app', 'build', 'lint', 'test', 'unit']);
    expectOrder(log, 'generate', 'lint');
    expectOrder(log, 'app', 'build');
    expectOrder(log, 'build', 'unit');
    expectOrder(log, 'unit', 'test');
  });
});

describe.skipIf(!hasProgram('just'))('a converted justfile', () => {
  it('runs each recipe once, with its arguments and what is behind &&', LIMIT, async () => {
    folder.write(
      'justfile',
      [
        'check: lint test',
        'lint: (prepare "lint")',
        '    echo lint >> log',
        'test: build && report',
        '    echo test >> log',
        'build: (prepare "build")',
        '    echo build >> log',
        'report:',
        '    echo report >> log',
        'prepare what:',
        "    echo 'prepare {{what}}' >> log",
        '[confirm]',
        'deploy:',
        '    echo deploy >> log',
        '',
      ].join('\n'),
    );
    const { exitCode, log } = await convertAndRun('justfile');
    expect(exitCode).toBe(0);
    expect(log.toSorted()).toEqual(['build', 'lint', 'prepare build', 'prepare lint', 'report', 'test']);
    expectOrder(log, 'prepare build', 'build');
    expectOrder(log, 'build', 'test');
    expectOrder(log, 'test', 'report');
  });
});

describe.skipIf(!hasProgram('task'))('a converted Taskfile', () => {
  it('runs each task once, and what is deferred after a failure', LIMIT, async () => {
    folder.write(
      'Taskfile.yml',
      [
        "version: '3'",
        'vars: { WORD: hello }',
        'tasks:',
        '  build: { deps: [gen], cmds: ["echo build {{.WORD}} >> log"] }',
        '  gen: { internal: true, cmds: ["echo gen >> log"] }',
        '  lint: { deps: [gen], cmds: ["echo lint >> log"] }',
        '  loop-test: { deps: [build], cmds: [{ for: [a, b], cmd: "echo loop {{.ITEM}} >> log" }] }',
        '  test: { deps: [build], cmds: [{ defer: "echo cleanup >> log" }, "echo test >> log", "exit 3"] }',
        '',
      ].join('\n'),
    );
    const { exitCode, statuses, log } = await convertAndRun('Taskfile.yml');
    expect(exitCode).toBe(1);
    expect(statuses).toMatchObject({ build: 'succeeded', test: 'failed', lint: 'succeeded' });
    expect(log).toEqual(expect.arrayContaining(['build hello', 'lint', 'test', 'cleanup']));
    expectOrder(log, 'gen', 'build hello');
    expectOrder(log, 'test', 'cleanup');
  });
});

it(
  'a workspace of turbo.json runs each script in its package, behind those of the packages that it depends on',
  LIMIT,
  async () => {
    const pack = (name: string, scripts: Record<string, string>, ...needs: readonly string[]): void =>
      folder.write(
        `packages/${name}/package.json`,
        JSON.stringify({ name, scripts, dependencies: Object.fromEntries(needs.map((need) => [need, '*'])) }),
      );
    const line = (text: string): string => `node -e "fs.appendFileSync('../../log','${text}\\n')"`;
    folder.write('package.json', JSON.stringify({ name: 'root', workspaces: ['packages/*'] }));
    folder.write(
      'turbo.json',
      JSON.stringify({
        tasks: { build: { dependsOn: ['^build'] }, test: { dependsOn: ['build'] }, dev: { persistent: true } },
      }),
    );
    pack('web', { build: line('web'), test: line('test'), dev: line('dev') }, 'ui');
    pack('ui', {}, 'core');
    pack('core', { build: line('core') });
    const { exitCode, log, stderr } = await convertAndRun('turbo.json');
    expect(exitCode, stderr).toBe(0);
    expect(log).toEqual(['core', 'web', 'test']);
  },
);
