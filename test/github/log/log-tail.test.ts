import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLogTail } from '../../../src/github/log/log-tail.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';

const { redactor } = createRedactor([]);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tail-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function log(content: string | Buffer): string {
  const path = join(dir, 'task.log');
  writeFileSync(path, content);
  return path;
}

test('a short log is returned in full', () => {
  expect(readLogTail(log('one\r\ntwo\n'), 10, redactor)).toEqual({ lines: ['one', 'two'], cut: false, bytes: 9 });
  expect(readLogTail(log(''), 10, redactor)).toEqual({ lines: [], cut: false, bytes: 0 });
});

test('only the last lines are kept', () => {
  expect(readLogTail(log('1\n2\n3\n'), 2, redactor)).toEqual({ lines: ['2', '3'], cut: true, bytes: 6 });
});

test('only the end of a large log is read, starting at a whole line', () => {
  const tail = readLogTail(log(`${'y'.repeat(99)}\n`.repeat(10_000)), 100_000, redactor);
  expect(tail).toMatchObject({ cut: true, bytes: 1_000_000 });
  expect(tail?.lines).toHaveLength(2621);
  expect(new Set(tail?.lines)).toEqual(new Set(['y'.repeat(99)]));
});

test('F20 a log that is one endless line gives one cut line', () => {
  const tail = readLogTail(log('z'.repeat(1_000_000)), 100, redactor);
  expect(tail?.lines).toHaveLength(1);
  expect(tail?.lines[0]?.length).toBeLessThan(7_000);
});

test('F22 bytes that are not text are replaced', () => {
  expect(readLogTail(log(Buffer.from([0xff, 0x00, 0x41, 0x0a])), 10, redactor)?.lines).toEqual(['\ufffdA']);
});

test('a missing log, a folder, a link and a pipe are not read', () => {
  expect(readLogTail(join(dir, 'none.log'), 10, redactor)).toBeUndefined();
  expect(readLogTail(dir, 10, redactor)).toBeUndefined();
  if (process.platform === 'win32') return;
  symlinkSync(log('secret'), join(dir, 'link.log'));
  expect(readLogTail(join(dir, 'link.log'), 10, redactor)).toBeUndefined();
  execFileSync('mkfifo', [join(dir, 'pipe.log')]);
  expect(readLogTail(join(dir, 'pipe.log'), 10, redactor)).toBeUndefined();
});
