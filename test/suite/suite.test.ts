import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLinuxProcesses } from '../../src/process/trees/linux-processes.ts';
import { seedFrom } from './fast-check.ts';
import { endLeftovers, leftoversText } from './leftovers.ts';

const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const printer = join(import.meta.dirname, '../../scripts/print-test-results.ts');
const config = join(import.meta.dirname, 'fixtures/vitest.config.ts');

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'mission-suite-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs one fixture with our global setup and reporter, in a Vitest of its own. */
function runFixture(name: string): { readonly exitCode: number | null; readonly output: string } {
  const own = Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--config', config, name], {
    cwd: import.meta.dirname,
    env: { ...Object.fromEntries(own), NO_COLOR: '1', LEFT_IN: folder, RETRIES_FILE: join(folder, 'retries.json') },
    encoding: 'utf8',
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
}

/** False for a zombie too: process 1 of a container may take its time to collect it. */
function isAlive(pid: number): boolean {
  return createLinuxProcesses()
    .list()
    .some((row) => row.pid === pid);
}

describe.runIf(process.platform === 'linux')('a process that outlives a test run', () => {
  test('fails the run with its process id, working directory, command and test, and is killed', async () => {
    const { exitCode, output } = runFixture('leaves-a-process');
    expect(output).toContain('1 passed');
    expect(exitCode).toBe(1);
    const [, pid, place, command, name] = /^ *(\d+) in (\S+): (.*)\n *started by: (.*)$/m.exec(output) ?? [];
    expect({ place, command }).toEqual({ place: folder, command: 'sleep 3600' });
    expect(name).toBe('leaves-a-process.fixture.ts > leaves a process');
    await expect.poll(() => isAlive(Number(pid))).toBe(false);
  });

  test('is found after its parent has ended, and only by the mark of its run', async () => {
    const mark = { name: 'LEFTOVERS_TEST', value: `${process.pid}-${Date.now()}` };
    const other = { ...mark, value: `${mark.value}0` };
    const parent = spawn('sh', ['-c', 'sleep 3600 > /dev/null & echo $!'], {
      cwd: folder,
      env: { ...process.env, [mark.name]: mark.value },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const printed = once(parent.stdout, 'data');
    await once(parent, 'exit');
    const pid = Number(String((await printed)[0]));
    expect(await endLeftovers(other, 0)).toEqual([]);
    const found = await endLeftovers(mark, 0);
    expect(found).toMatchObject([{ pid, command: 'sleep 3600', folder }]);
    expect(found[0]?.test).toContain('is found after its parent has ended');
    expect(await endLeftovers(mark, 10_000)).toEqual([]);
    expect(leftoversText(found)).toContain(`  ${pid} in ${folder}: sleep 3600\n`);
  });

  test('has some time to end by itself', async () => {
    const mark = { name: 'LEFTOVERS_TEST', value: `${process.pid}-${Date.now()}` };
    const parent = spawn('sh', ['-c', 'sleep 0.2 &'], {
      env: { ...process.env, [mark.name]: mark.value },
      stdio: 'ignore',
    });
    await once(parent, 'exit');
    expect(await endLeftovers(mark, 60_000)).toEqual([]);
  });
});

describe('a test that passes only after a retry', () => {
  test('is recorded with its file, its name and the error of each failed attempt', () => {
    const { exitCode } = runFixture('passes-at-last');
    expect(exitCode).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'retries.json'), 'utf8'))).toEqual([
      {
        file: 'passes-at-last.fixture.ts',
        name: 'passes at its third attempt',
        retries: 2,
        passed: true,
        errors: ['expected 1 to be 3 // Object.is equality', 'expected 2 to be 3 // Object.is equality'],
      },
    ]);
  });
});

describe('print-test-results', () => {
  const print = (): { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [printer, folder], { encoding: 'utf8' });
    return { exitCode: status, stdout, stderr };
  };
  const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content));

  test('lists each retry, and ends with the counts', () => {
    write('vitest.json', { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0 });
    write('retries.json', [{ file: 'a.test.ts', name: 'group > one', retries: 1, passed: true, errors: ['too slow'] }]);
    expect(print()).toEqual({
      exitCode: 0,
      stdout: 'Retried tests: 1\n  passed at attempt 2: a.test.ts > group > one\n    too slow\n7 passed, 0 failed\n',
      stderr: '',
    });
  });

  test('repeats the error of each test and of each file that failed', () => {
    const one = {
      ancestorTitles: ['group'],
      title: 'one',
      status: 'failed',
      failureMessages: ['expected 1 to be 2\n at a:1'],
    };
    const two = { ancestorTitles: [], title: 'two', status: 'passed', failureMessages: [] };
    const files = [
      { name: join(process.cwd(), 'test/a.test.ts'), message: '', assertionResults: [one, two] },
      { name: join(process.cwd(), 'test/b.test.ts'), message: 'no such module', assertionResults: [] },
    ];
    write('vitest.json', { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, testResults: files });
    write('retries.json', []);
    const failures = [
      'Failed: test/a.test.ts > group > one\n  expected 1 to be 2\n   at a:1',
      'Failed: test/b.test.ts\n  no such module',
    ];
    const stdout = ['No test was retried.', ...failures, '1 passed, 1 failed', ''].join('\n');
    expect(print()).toEqual({ exitCode: 1, stdout, stderr: '' });
  });

  test('prints the first 20 lines of an error', () => {
    const failureMessages = [Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n')];
    const failed = { ancestorTitles: [], title: 'one', status: 'failed', failureMessages };
    const file = { name: 'a.test.ts', message: '', assertionResults: [failed] };
    write('vitest.json', { numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, testResults: [file] });
    write('retries.json', []);
    expect(print().stdout).toContain('\n  line 20\n1 passed, 1 failed\n');
  });

  test('fails if a test failed', () => {
    write('vitest.json', { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2 });
    write('retries.json', []);
    const expected = { exitCode: 1, stdout: 'No test was retried.\n7 passed, 1 failed, 2 skipped\n', stderr: '' };
    expect(print()).toEqual(expected);
  });

  test('fails if no test ran', () => {
    const { exitCode, stdout, stderr } = print();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^0 passed, 0 failed\n$/m);
    expect(stderr).toContain(`expected the results of a test run in ${join(folder, 'vitest.json')}`);
  });
});

describe('the seed of properties', () => {
  test('is the same in each CI run, and another one elsewhere', () => {
    expect(seedFrom({ CI: 'true' })).toEqual({ seed: 1 });
    expect(seedFrom({})).toEqual({});
  });

  test('is what PROPERTY_SEED says, in CI too', () => {
    expect(seedFrom({ PROPERTY_SEED: '-1775927721' })).toEqual({ seed: -1775927721 });
    expect(seedFrom({ CI: 'true', PROPERTY_SEED: 'random' })).toEqual({});
    expect(() => seedFrom({ PROPERTY_SEED: 'some' })).toThrow('expected an integer or "random", found "some"');
  });
});
