import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFiles } from '../../../src/machine/kernel/files.ts';
import { keepOpen } from '../../../src/machine/kernel/kept-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission-kept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('files that stay open', () => {
  test('show what is written later, also if it is shorter or longer than the buffer', () => {
    const files = keepOpen(createFiles());
    const path = join(folder, 'memory.max');
    for (const text of ['max\n', '1073741824\n', 'é'.repeat(50_000), '0\n']) {
      writeFileSync(path, text);
      expect(files.text(path)).toBe(text);
    }
  });
  test('are missing until they exist', () => {
    const files = keepOpen(createFiles());
    const path = join(folder, 'memory.high');
    expect(files.text(path)).toBeUndefined();
    expect(files.text(folder)).toBeUndefined();
    writeFileSync(path, '1\n');
    expect(files.text(path)).toBe('1\n');
  });
});

test.skipIf((createFiles().text('/proc/crypto')?.length ?? 0) <= 4096)(
  'are read to their end, although the kernel returns files of many records page by page',
  () => {
    expect(keepOpen(createFiles()).text('/proc/crypto')).toBe(createFiles().text('/proc/crypto'));
  },
);

test.skipIf(process.platform !== 'linux')(
  'files of the machine are opened once, and files of a process are not kept',
  () => {
    const files = keepOpen(createFiles());
    const opened = (): number => readdirSync('/proc/self/fd').length;
    const before = opened();
    for (let reading = 0; reading < 5; reading += 1) {
      expect(files.text('/proc/meminfo')).toContain('MemAvailable');
      expect(files.text('/proc/stat')).toMatch(/^cpu /);
      expect(files.text('/proc/self/status')).toMatch(/^Cpus_allowed_list:/m);
    }
    expect(opened() - before).toBe(2);
  },
);
