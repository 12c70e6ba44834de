import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVersion } from '../../../src/process/jobserver/make-style.ts';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const logOf = (id: string): string => folder.read(`.mission/logs/${id}.log`).trim();

const isMakeHere = process.platform === 'linux' && readVersion('make')?.startsWith('GNU Make') === true;

/** Two jobs that end when both run. A `make` without a jobserver would run one after the other. */
const MAKEFILE = `all: one two
one two:
\t@touch has-$@; for i in $$(seq 1000); do [ -e has-one ] && [ -e has-two ] && exit 0; sleep 0.01; done; exit 1
`;

describe.skipIf(!isMakeHere || availableParallelism() < 2)('admission.jobserver', () => {
  it('F235 lets `make` run as many jobs as the mission may use CPUs, without a note in the reports', async () => {
    folder.write('Makefile', MAKEFILE);
    const text = 'name: Jobs\nadmission: { jobserver: true }\ntasks:\n  build: { run: "echo $MAKEFLAGS; make" }\n';
    const run = await runMission(folder, text);
    expect(run.exitCode, run.stdout).toBe(0);
    expect(logOf('build')).toMatch(/^-j\d+ --jobserver-\S+$/);
    expect(run.events.filter(({ type }) => type === 'degraded')).toEqual([]);
  });

  it('F235 is off by default', async () => {
    const run = await runMission(folder, 'name: None\ntasks: { build: { run: "echo [$MAKEFLAGS]" } }\n');
    expect(run.exitCode, run.stdout).toBe(0);
    expect(logOf('build')).toBe('[]');
  });

  it('F240 leaves no FIFO behind, even if the runner is killed', async () => {
    const find =
      'd=$(dirname "$0")/jobserver; [ -d "$d" ] && echo "$d" >folder.new; mv folder.new folder; exec sleep 100';
    folder.write('m.yml', `name: Killed\nadmission: { jobserver: true }\ntasks:\n  build:\n    run: '${find}'\n`);
    const run = folder.start(['run', 'm.yml', '--gate', 'off']);
    while (!folder.has('folder')) await delay(10);
    run.process.kill('SIGKILL');
    await run.ended;
    const fifos = folder.read('folder').trim();
    expect(existsSync(fifos)).toBe(true);
    folder.write('next.yml', 'name: Next\ntasks: { a: { run: "true" } }\n');
    const next = await folder.mission('run', 'next.yml', '--gate', 'off');
    expect(next.exitCode, next.stdout + next.stderr).toBe(0);
    expect(existsSync(fifos)).toBe(false);
  });
});

it('F241 a command with its own number of jobs is a warning with line and caret', async () => {
  folder.write('m.yml', 'name: Own\nadmission: { jobserver: true }\ntasks:\n  a: { run: make -j8 }\n');
  const { exitCode, stdout, stderr } = await folder.mission('validate', 'm.yml');
  expect(exitCode).toBe(0);
  expect(stdout + stderr).toContain('m.yml:4:13: warning: `make` with `-j8` does not use the jobserver');
});
