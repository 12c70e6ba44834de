import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { processStart } from '../../../src/process/trees/process-start.ts';
import {
  isAlive,
  keepFolder,
  lockFolder,
  type RunIdentity,
  readIdentity,
  takeFolder,
} from '../../../src/run/folder/run-folder.ts';

let base = '';
let root = '';
let dir = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'mission-folder-'));
  [root, dir] = [join(base, 'workspace'), join(base, 'run')];
  for (const folder of [root, dir]) mkdirSync(folder);
});
afterEach(() => rmSync(base, { recursive: true }));

describe('the run folder', () => {
  it('is created with the sub-folders of a run and ignored by git', () => {
    const fresh = join(dir, 'a', 'b');
    takeFolder(fresh, root, 'mark1');
    expect(readdirSync(fresh).sort()).toEqual(['.gitignore', 'logs', 'run.json', 'tasks']);
    expect(readIdentity(fresh)).toMatchObject({ pid: process.pid, mark: 'mark1' });
  });

  it.skipIf(process.platform === 'win32')('F625 refuses a folder below a file or a link to itself', () => {
    writeFileSync(join(base, 'file'), 'x');
    symlinkSync('loop', join(base, 'loop'));
    for (const [name, code] of [
      ['file', 'ENOTDIR'],
      ['loop', 'ELOOP'],
    ] as const) {
      for (const take of [
        () => takeFolder(join(base, name, 'run'), root, 'mark1'),
        () => lockFolder(join(base, name, 'run'), 'mark1'),
      ])
        expect(take()).toMatchObject({ type: 'refused', message: expect.stringContaining(code) });
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'F625 refuses a folder that may not be listed, or whose files may not be removed',
    () => {
      chmodSync(dir, 0o300);
      expect(takeFolder(dir, root, 'mark1')).toMatchObject({ message: expect.stringContaining('EACCES') });
      chmodSync(dir, 0o700);
      takeFolder(dir, root, 'mark1');
      mkdirSync(join(dir, 'logs/kept'));
      writeFileSync(join(dir, 'logs/kept/file'), 'x');
      chmodSync(join(dir, 'logs/kept'), 0o500);
      writeFileSync(join(dir, 'run.json'), JSON.stringify({ ...readIdentity(dir), start: '1' }));
      expect(takeFolder(dir, root, 'mark2')).toMatchObject({ message: expect.stringContaining('EACCES') });
      chmodSync(join(dir, 'logs/kept'), 0o700);
    },
  );

  it('F36 refuses a folder that a live run is using', () => {
    takeFolder(dir, root, 'mark1');
    expect(takeFolder(dir, root, 'mark2')?.type).toBe('refused');
    expect(readIdentity(dir)?.mark).toBe('mark1');
  });

  it('F36 recognizes a stale lock: the process has ended, or its pid was reused', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const { pid } = child;
    await new Promise((resolve) => child.on('exit', resolve));
    writeFileSync(join(dir, 'run.json'), JSON.stringify({ pid, mark: 'old' }));
    writeFileSync(join(dir, 'final-report.md'), 'old');
    takeFolder(dir, root, 'new');
    expect(readIdentity(dir)?.mark).toBe('new');
    expect(existsSync(join(dir, 'final-report.md'))).toBe(false);
    if (processStart(process.pid) !== undefined) {
      expect(isAlive({ pid: process.pid, start: '1', mark: 'old' }, dir)).toBe(false);
    }
    expect(isAlive({ pid: process.pid, mark: 'old' }, dir)).toBe(true);
  });

  it('refuses a folder with other files, and does not change it', () => {
    mkdirSync(join(dir, 'src'));
    writeFileSync(join(dir, 'precious.txt'), 'x');
    expect(takeFolder(dir, root, 'mark')?.message).toMatch(/found other files \(precious\.txt, src\)/);
    expect(readdirSync(dir).sort()).toEqual(['precious.txt', 'src']);
  });

  it('refuses an events.jsonl that no run has written, and accepts the folder of an earlier run', () => {
    writeFileSync(join(dir, 'events.jsonl'), '{"my":"events"}\n');
    expect(takeFolder(dir, root, 'mark')?.message).toMatch(/found other files \(events\.jsonl\)/);
    writeFileSync(join(dir, 'events.jsonl'), '{"type":"mission-started","at":0}\n');
    takeFolder(dir, root, 'mark');
    expect(readIdentity(dir)?.mark).toBe('mark');
  });

  it('refuses the folder in which the mission works, and its parents', () => {
    writeFileSync(join(root, 'run.json'), JSON.stringify({ pid: 2 ** 30, mark: 'old' }));
    writeFileSync(join(root, 'precious.txt'), 'x');
    expect(takeFolder(root, root, 'mark')?.message).toMatch(/contains the folder in which the mission works/);
    expect(takeFolder(base, root, 'mark')?.message).toMatch(/contains the folder in which the mission works/);
    expect(existsSync(join(root, 'precious.txt'))).toBe(true);
  });

  it('is refused with the reason if it cannot be created', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(takeFolder(join(dir, 'file'), root, 'mark')?.type).toBe('refused');
    expect(takeFolder(join(dir, 'file', 'deeper'), root, 'mark')?.type).toBe('refused');
  });

  it.each(['', '{', '{"pid":1'])('F36 a lock of which only %j was written expires', (half) => {
    const path = join(dir, 'run.json');
    writeFileSync(join(dir, 'events.jsonl'), '{"type":"mission-started","at":0}\n');
    writeFileSync(path, half);
    // Another run may be writing it.
    expect(lockFolder(dir, 'mark')?.message).toMatch(/found one that has just started/);
    utimesSync(path, new Date(0), new Date(0));
    lockFolder(dir, 'mark');
    expect(readIdentity(dir)?.mark).toBe('mark');
    writeFileSync(path, half);
    utimesSync(path, new Date(0), new Date(0));
    takeFolder(dir, root, 'next');
    expect(readIdentity(dir)?.mark).toBe('next');
    expect(readdirSync(dir).sort()).toEqual(['.gitignore', 'logs', 'run.json', 'tasks']);
  });

  it('ignores a damaged identity', () => {
    for (const text of ['', '{', '[]', '{"pid":"1","mark":"x"}', 'null']) {
      writeFileSync(join(dir, 'run.json'), text);
      expect(readIdentity(dir)).toBeUndefined();
    }
  });

  describe('locked in another container or on another machine', () => {
    const identity = { pid: process.pid, place: 'another-boot pid:[1]', mark: 'theirs' };
    const write = (changes: Partial<RunIdentity>, age: number) => {
      const path = join(dir, 'run.json');
      writeFileSync(path, `${JSON.stringify({ ...identity, ...changes })}\n`);
      utimesSync(path, new Date(), new Date(Date.now() - age));
    };

    it('F147 is refused while its run is alive, even if another process has its pid here', () => {
      write({ pid: 2 ** 30 }, 20_000);
      expect(takeFolder(dir, root, 'ours')?.message).toMatch(
        /a running mission of another container or machine in .* less than 30 s ago/,
      );
      expect(lockFolder(dir, 'ours')?.type).toBe('refused');
      expect(readIdentity(dir)?.mark).toBe('theirs');
      expect(readdirSync(dir)).toEqual(['run.json']);
    });

    it('F147 is free 30 s after the last heartbeat, and immediately if the run has ended', () => {
      write({}, 31_000);
      takeFolder(dir, root, 'ours');
      expect(readIdentity(dir)).toMatchObject({ mark: 'ours' });
      write({ ended: true }, 0);
      lockFolder(dir, 'next');
      expect(readIdentity(dir)?.mark).toBe('next');
    });
  });

  it('F147 a run updates its heartbeat until it ends', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    takeFolder(dir, root, 'mark');
    const path = join(dir, 'run.json');
    const text = readFileSync(path, 'utf8');
    const leave = keepFolder(dir, 'mark');
    for (let beat = 0; beat < 2; beat += 1) {
      utimesSync(path, new Date(0), new Date(0));
      vi.advanceTimersByTime(5_000);
      expect(statSync(path).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    leave();
    expect(readIdentity(dir)).toEqual({ ...JSON.parse(text), ended: true });
    utimesSync(path, new Date(0), new Date(0));
    vi.advanceTimersByTime(60_000);
    expect(statSync(path).mtimeMs).toBe(0);
  });

  it('F147 a heartbeat does not overwrite a file that a task puts in the place of the identity', () => {
    takeFolder(dir, root, 'mark');
    writeFileSync(join(dir, 'run.json'), '{"pid":1,"mark":"other"}\n');
    keepFolder(dir, 'mark')();
    expect(readIdentity(dir)).toEqual({ pid: 1, mark: 'other' });
    rmSync(join(dir, 'run.json'));
    keepFolder(dir, 'mark')();
    expect(readIdentity(dir)).toBeUndefined();
  });
});
