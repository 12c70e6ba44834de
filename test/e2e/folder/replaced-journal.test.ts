import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

const REPLACE: Readonly<Record<string, (path: string) => void>> = {
  'a named pipe': (path) => execFileSync('mkfifo', [path]),
  'a device': (path) => symlinkSync('/dev/zero', path),
  'a folder': (path) => mkdirSync(path),
};

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe.skipIf(process.platform === 'win32')('a run whose journal was replaced', { timeout: 120_000 }, () => {
  test.each(Object.entries(REPLACE))('F684 by %s is refused by each command that reads it', async (_, replace) => {
    folder.write('mission.yml', 'name: One\ntasks: { a: echo a }\n');
    await folder.mission('run', 'mission.yml', '--gate', 'off', '--dir', 'run');
    const journal = join(folder.path, 'run/events.jsonl');
    rmSync(journal);
    replace(journal);
    for (const command of ['resume', 'report', 'status', 'replay']) {
      expect(await folder.mission(command, 'run')).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('found something that is no regular file'),
      });
    }
    // A new run replaces it.
    expect(await folder.mission('run', 'mission.yml', '--gate', 'off', '--dir', 'run')).toMatchObject({ exitCode: 0 });
  });
});
