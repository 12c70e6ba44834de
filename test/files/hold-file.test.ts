import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holdFile } from '../../src/files/hold-file.ts';

/** A file with a text in it, in a folder of a folder. */
function writtenFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission held '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'io', '1', 'a.output');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'one=1');
  return path;
}

/** What a task can put in the place of the folder that contains the files of all attempts. */
const replacements: Record<string, (path: string) => void> = {
  nothing: () => undefined,
  'a file': (path) => writeFileSync(path, ''),
  'a link to nothing': (path) => symlinkSync('/nowhere/at/all', path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a new folder': (path) => mkdirSync(join(path, '1'), { recursive: true }),
};

describe.skipIf(process.platform === 'win32')('a file that is held', () => {
  it.each(Object.entries(replacements))('F590 is lost if its folders were removed and replaced with %s', (_, put) => {
    const path = writtenFile();
    const held = holdFile(path);
    const folders = dirname(dirname(path));
    rmSync(folders, { recursive: true });
    put(folders);
    expect(held?.release()).toBe('lost');
  });

  it('F590 is kept if only the file was removed', () => {
    const path = writtenFile();
    const held = holdFile(path);
    rmSync(path);
    expect(held?.release()).toBe('kept');
  });
});
