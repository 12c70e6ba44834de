import { execFileSync } from 'node:child_process';
import {
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeEmptyFile, writeOwnFile } from '../../src/files/own-file.ts';
import { openLog } from '../../src/process/logs/open.ts';
import { bench, failure, task } from '../process/step-harness.ts';

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'mission own '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'precious');
  return { path: join(folder, 'a.txt'), victim };
}

/** What a task can put in the place of a file of the run. */
const replacements: Record<string, (path: string, victim: string) => void> = {
  'a symbolic link': (path, victim) => symlinkSync(victim, path),
  'a link to nothing': (path) => symlinkSync('/nowhere/at/all', path),
  'a hard link': (path, victim) => linkSync(victim, path),
  'a named pipe': (path) => execFileSync('mkfifo', [path]),
  'a folder': (path) => mkdirSync(join(path, 'inner'), { recursive: true }),
};

describe.skipIf(process.platform === 'win32')('a file of the run', () => {
  it.each(Object.entries(replacements))('F55 is created again if a task has put %s in its place', (_, put) => {
    const { path, victim } = newFolder();
    put(path, victim);
    writeOwnFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    writeOwnFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it.each([...Object.entries(replacements), ['a file', (path: string) => writeFileSync(path, 'old')] as const])(
    'F55 is created empty if %s is in its place',
    (_, put) => {
      const { path, victim } = newFolder();
      put(path, victim);
      makeEmptyFile(path);
      expect(lstatSync(path).isFile()).toBe(true);
      expect(readFileSync(path, 'utf8')).toBe('');
      expect(readFileSync(victim, 'utf8')).toBe('precious');
    },
  );

  it('a program that still writes to the file of an earlier run does not write to the new one', () => {
    const { path } = newFolder();
    writeFileSync(path, 'old');
    const earlier = openSync(path, 'a');
    onTestFinished(() => closeSync(earlier));
    makeEmptyFile(path);
    writeSync(earlier, 'late');
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it.each(Object.entries(replacements))(
    'F55 a log is started again if a task has put %s in its place',
    async (_, put) => {
      const { victim } = newFolder();
      const { step, log, dir } = bench();
      const path = join(dir, 'logs', 'work.log');
      const steps = task([{ run: 'echo one' }, { name: 'next', run: 'echo two' }]);
      await step(steps, 0);
      rmSync(path);
      put(path, victim);
      expect(await step(steps, 1)).toEqual({ type: 'exited', exitCode: 0 });
      expect(log('work').toString()).toBe('▶ step 2/2: next\ntwo\n');
      expect(readFileSync(victim, 'utf8')).toBe('precious');
    },
  );

  // In such a folder, Node's own recursive mkdir never returns.
  it.runIf(process.platform === 'linux')(
    'F55 a task that puts a link to /proc in the place of a folder fails alone',
    async () => {
      const { step, dir } = bench();
      await step(task(':'));
      rmSync(join(dir, 'io'), { recursive: true });
      symlinkSync('/proc/self', join(dir, 'io'));
      expect(failure(await step(task(':'), 0, 2))).toMatch(/its files could not be written: ENOENT.*mkdir '.*io\/2'/);
    },
  );

  it('a regular log is appended to', () => {
    const { path } = newFolder();
    writeFileSync(path, 'before\n');
    const file = openLog(path, false);
    writeFileSync(file, 'after\n');
    expect(readFileSync(path, 'utf8')).toBe('before\nafter\n');
  });
});
