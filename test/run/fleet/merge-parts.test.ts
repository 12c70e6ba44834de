import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mergeParts } from '../../../src/run/fleet/merge/merge-parts.ts';

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mission-merge-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('F641 a defect while parts are merged is not reported as a folder that cannot be used', async () => {
  const dir = newFolder();
  const defective: readonly string[] = new Proxy<string[]>([], {
    get: () => {
      throw new TypeError('a defect');
    },
  });
  await expect(mergeParts({ dirs: defective, dir })).rejects.toThrow('a defect');
  expect(readdirSync(dir)).toEqual([]);
});

test('F641 an error of the file system is', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  const outcome = await mergeParts({ dirs: [], dir: join(file, 'merged') });
  expect(outcome).toMatchObject({ type: 'refused', message: expect.stringContaining('found ENOTDIR') });
  expect(existsSync(join(file, 'merged'))).toBe(false);
});
