import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStart } from '../../src/process/process-start.ts';
import { FolderRefused, isAlive, readIdentity, takeFolder } from '../../src/run/run-folder.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the run folder', () => {
  it('is made with what a run needs, and keeps itself out of git', () => {
    const fresh = join(dir, 'a', 'b');
    takeFolder(fresh, 'mark1');
    expect(readdirSync(fresh).sort()).toEqual(['.gitignore', 'logs', 'run.json', 'tasks']);
    expect(readIdentity(fresh)).toMatchObject({ pid: process.pid, mark: 'mark1' });
  });

  it('F36 refuses a folder that a live run is using', () => {
    takeFolder(dir, 'mark1');
    expect(() => takeFolder(dir, 'mark2')).toThrow(FolderRefused);
    expect(readIdentity(dir)?.mark).toBe('mark1');
  });

  it('F36 recognises a stale lock: the process is gone, or its number was given to another', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const { pid } = child;
    await new Promise((resolve) => child.on('exit', resolve));
    writeFileSync(join(dir, 'run.json'), JSON.stringify({ pid, mark: 'old' }));
    writeFileSync(join(dir, 'final-report.md'), 'old');
    takeFolder(dir, 'new');
    expect(readIdentity(dir)?.mark).toBe('new');
    expect(existsSync(join(dir, 'final-report.md'))).toBe(false);
    if (processStart(process.pid) !== undefined) {
      expect(isAlive({ pid: process.pid, start: '1', mark: 'old' })).toBe(false);
    }
    expect(isAlive({ pid: process.pid, mark: 'old' })).toBe(true);
  });

  it('refuses a folder that holds something else, and leaves it alone', () => {
    mkdirSync(join(dir, 'src'));
    writeFileSync(join(dir, 'precious.txt'), 'x');
    expect(() => takeFolder(dir, 'mark')).toThrow(/found other files \(precious\.txt, src\)/);
    expect(readdirSync(dir).sort()).toEqual(['precious.txt', 'src']);
  });

  it('takes a damaged identity for none', () => {
    for (const text of ['', '{', '[]', '{"pid":"1","mark":"x"}', 'null']) {
      writeFileSync(join(dir, 'run.json'), text);
      expect(readIdentity(dir)).toBeUndefined();
    }
  });
});
