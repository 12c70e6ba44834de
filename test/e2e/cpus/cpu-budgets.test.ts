import { mkdirSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { readRun, runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const logOf = (id: string): string => folder.read(`.mission/logs/${id}.log`).trim();

describe.skipIf(process.platform !== 'linux' || availableParallelism() < 2)('CPU budgets', () => {
  it('F200 tools see the CPUs of the budget, and the reports have no note about it', async () => {
    const run = await runMission(
      folder,
      `name: Budgets
defaults: { tests: { cpus: 1 } }
tasks:
  all: { run: nproc }
  one:
    cpus: 1
    run: |
      echo "$(nproc) $GOMAXPROCS"
      node -p "'saw ' + os.availableParallelism()"
  own: { cpus: 1, env: { GOMAXPROCS: 7 }, run: 'unset OMP_NUM_THREADS; echo "$(nproc) $GOMAXPROCS"' }
tests:
  check: { needs: one, run: 'echo "$(nproc) $CARGO_BUILD_JOBS"' }
`,
    );
    expect(run.exitCode, run.stdout).toBe(0);
    expect(Number(logOf('all'))).toBeGreaterThan(1);
    expect(['one', 'own', 'check'].map(logOf)).toEqual(['1 1\nsaw 1', '1 7', '1 1']);
    expect(run.events.filter(({ type }) => type === 'degraded')).toEqual([]);
  });

  it('F202 without taskset, the variables are set, and one note gives the reason', async () => {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    for (const name of ['bash', 'nproc']) symlinkSync(`/usr/bin/${name}`, join(bin, name));
    const text = `name: No taskset
tasks:
  a: { cpus: 1, run: 'unset OMP_NUM_THREADS; echo "$(nproc) $GOMAXPROCS"' }
  b: { cpus: 1, run: 'echo "$GOMAXPROCS"' }
`;
    folder.write('m.yml', text);
    const run = readRun(folder, await folder.start(['run', 'm.yml', '--gate', 'off'], { env: { PATH: bin } }).ended);
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(logOf('a')).toMatch(/^[^1]\d* 1$/);
    expect(logOf('b')).toBe('1');
    const notes = run.events.flatMap((event) => (event.type === 'degraded' ? [event.message] : []));
    expect(notes.filter((note) => note.includes('`cpus`'))).toEqual([
      '`cpus` sets only variables such as GOMAXPROCS in this run, and no CPU affinity: the program taskset is not in PATH; install util-linux',
    ]);
  });
});

it('F204 a budget that makes no sense is an error with line and caret', async () => {
  folder.write('m.yml', 'name: Wrong\ntasks:\n  a: { run: make, cpus: 0 }\n');
  const { exitCode, stderr, stdout } = await folder.mission('run', 'm.yml');
  expect(exitCode).toBe(2);
  expect(stdout + stderr).toContain('m.yml:3:25: error: `cpus`: expected a whole number from 1 to 1024, found');
  expect(folder.has('.mission')).toBe(false);
});
