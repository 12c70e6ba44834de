import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeOwnFile } from '../../src/files/own-file.ts';
import { writeFileAtomically } from '../../src/files/write-atomically.ts';
import { writeNewFile } from '../../src/files/write-new-file.ts';
import { makeWorkspaceFolder } from '../../src/process/workspaces/folder.ts';
import { openJournal } from '../../src/run/folder/journal.ts';
import { writeDeliverable } from '../../src/run/folder/write-deliverable.ts';
import { smallDisk } from '../small-disk.ts';

const LARGE = 'x'.repeat(2 * 1024 ** 2);

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mission-full-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Fills a disk to its last byte. */
function fill(disk: string): void {
  expect(() => writeFileSync(join(disk, 'filler'), LARGE)).toThrow('ENOSPC');
}

describe.skipIf(process.platform !== 'linux')('a file that cannot be written', () => {
  it('F628 leaves no part of itself on a full disk', ({ skip }) => {
    const disk = smallDisk(1, skip);
    const path = join(disk, 'file');
    for (const write of [
      () => writeNewFile(path, LARGE),
      () => writeFileAtomically(path, ['small', LARGE]),
      () => writeOwnFile(path, LARGE),
    ]) {
      expect(write).toThrow('ENOSPC');
      expect(readdirSync(disk)).toEqual([]);
    }
  });

  it('F628 leaves no part of itself above the largest size of a file', () => {
    const path = join(newFolder(), 'file');
    for (const [file, call] of [
      ['write-new-file', 'writeNewFile'],
      ['write-atomically', 'writeFileAtomically'],
      ['own-file', 'writeOwnFile'],
    ]) {
      const module = pathToFileURL(join(import.meta.dirname, `../../src/files/${file}.ts`));
      const program = `import { ${call} as write } from '${module}';
        try { write(${JSON.stringify(path)}, 'x'.repeat(1e6)); } catch (error) { console.log(error.code); }`;
      const argv = [process.execPath, '--input-type=module', '--eval', program];
      const answer = execFileSync('bash', ['-c', 'ulimit -f 64; exec "$@"', 'bash', ...argv], { encoding: 'utf8' });
      expect(answer).toBe('EFBIG\n');
      expect(readdirSync(join(path, '..'))).toEqual([]);
    }
  });

  it('F628 leaves the report that was at the deliverable before', ({ skip }) => {
    const disk = smallDisk(1, skip);
    expect(writeDeliverable(disk, 'report.md', 'before')).toBeUndefined();
    fill(disk);
    expect(writeDeliverable(disk, 'report.md', LARGE)).toContain('ENOSPC');
    expect(readFileSync(join(disk, 'report.md'), 'utf8')).toBe('before');
    expect(writeDeliverable(disk, 'new.md', LARGE)).toContain('ENOSPC');
    expect(readdirSync(disk).toSorted()).toEqual(['filler', 'report.md']);
  });

  it('F628 leaves no part of a journal that cannot be written again', ({ skip }) => {
    const disk = smallDisk(1, skip);
    const path = join(disk, 'events.jsonl');
    const journal = openJournal(path);
    journal.append([{ type: 'degraded', at: 0, message: 'x'.repeat(600_000) }]);
    rmSync(path);
    expect(() => journal.restore()).toThrow('ENOSPC');
    expect(readdirSync(disk)).toEqual([]);
    journal.close();
  });

  it('F628 leaves no folder for workspaces', ({ skip }) => {
    const disk = smallDisk(1, skip);
    const root = newFolder();
    fill(disk);
    const environment = { GITHUB_ACTIONS: 'true', RUNNER_TEMP: disk, TMPDIR: newFolder() };
    const place = { mark: 'full', root, commonDir: root, kept: false, environment, platform: process.platform };
    const folder = makeWorkspaceFolder(place);
    expect(folder).toBe(join(environment.TMPDIR, 'mission-workspaces-full'));
    expect(readdirSync(disk)).toEqual(['filler']);
  });
});
