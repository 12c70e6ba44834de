import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { guardPattern } from '../../../src/process/readiness/guarded-pattern.ts';
import { createLineSplitter } from '../../../src/process/readiness/line-splitter.ts';
import { probeLog } from '../../../src/process/readiness/probe-log.ts';

const never = new AbortController().signal;

function logFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission readiness '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'service.log');
}

test('log: ready as soon as a line matches, with a reason before that', async () => {
  const path = logFile();
  const probe = probeLog(path, '^Listening on port \\d+$');
  expect(await probe(never)).toEqual({ type: 'not-ready', detail: 'it has no log yet' });
  writeFileSync(path, '');
  expect(await probe(never)).toEqual({ type: 'not-ready', detail: 'its log is empty' });
  appendFileSync(path, 'Starting\nListening on ');
  const unmatched = { type: 'not-ready', detail: 'no line of its log matched ^Listening on port \\d+$' };
  expect(await probe(never)).toEqual(unmatched);
  expect(await probe(never)).toEqual(unmatched);
  appendFileSync(path, 'port 80');
  expect(await probe(never)).toEqual({ type: 'ready' });
});

test('log: colours and carriage returns do not matter', async () => {
  const path = logFile();
  writeFileSync(path, '\u001b[32mready\u001b[39m in \u001b[1m300\u001b[22m ms\r\n');
  expect(await probeLog(path, '^ready in \\d+ ms$')(never)).toEqual({ type: 'ready' });
});

test('log: lines from before the start of the service are ignored', async () => {
  const path = logFile();
  writeFileSync(path, 'ready\n');
  const probe = probeLog(path, 'ready', 6);
  expect(await probe(never)).toEqual({ type: 'not-ready', detail: 'its log is empty' });
  appendFileSync(path, 'ready\n');
  expect(await probe(never)).toEqual({ type: 'ready' });
});

test('log: a log that was emptied is read from its beginning', async () => {
  const path = logFile();
  writeFileSync(path, 'one line that is longer than the next\n');
  const probe = probeLog(path, '^ready$');
  expect(await probe(never)).toMatchObject({ type: 'not-ready' });
  writeFileSync(path, 'ready\n');
  expect(await probe(never)).toEqual({ type: 'ready' });
});

test('log: a line across two reads, after megabytes of other lines', async () => {
  const path = logFile();
  // Ends 3 bytes into the line that matches, whose text lies across a border of 64 KiB.
  const before = `${'x'.repeat(100)}\n`.repeat(31_000);
  const filler = `${'y'.repeat(64 * 1024 - ((before.length + 4) % (64 * 1024)))}\n`;
  writeFileSync(path, `${before}${filler}service is ready\n${before}`);
  expect(await probeLog(path, '^service is ready$')(never)).toEqual({ type: 'ready' });
});

test('log: only the start of an endless line counts', async () => {
  const path = logFile();
  writeFileSync(path, `${'x'.repeat(300_000)}ready`);
  expect(await probeLog(path, 'ready')(never)).toMatchObject({ type: 'not-ready' });
  appendFileSync(path, '\nready');
  expect(await probeLog(path, 'ready')(never)).toEqual({ type: 'ready' });
});

test('log: never ready if a link or a folder is in its place', async () => {
  const path = logFile();
  writeFileSync(`${path}.real`, 'ready\n');
  symlinkSync(`${path}.real`, path);
  expect(await probeLog(path, 'ready')(never)).toMatchObject({ type: 'not-ready' });
  rmSync(path);
  mkdirSync(path);
  expect(await probeLog(path, 'ready')(never)).toMatchObject({ type: 'not-ready' });
});

test('log: a pattern that takes forever is interrupted, and no longer tried after a few times', async () => {
  const match = guardPattern('^(a+)+$');
  expect(match(['aaaa'])).toBe('matched');
  expect(match(['no', ''])).toBe('not-matched');
  const endless = [`${'a'.repeat(60)}!`];
  for (let count = 0; count < 3; count++) expect(match(endless)).toBe('too-slow');
  expect(match(['aaaa'])).toBe('too-slow');
  const path = logFile();
  writeFileSync(path, `${endless[0]}\n`);
  expect(await probeLog(path, '^(a+)+$')(never)).toMatchObject({
    type: 'not-ready',
    detail: expect.stringContaining('takes too long'),
  });
});

test('log: an invalid pattern is refused', () => {
  expect(() => probeLog('service.log', '(')).toThrow(SyntaxError);
});

test('lines do not depend on how the bytes are cut, and are never longer than their limit', () => {
  const bytes = Buffer.from('one\n\ntwo\r\nlonger than ten\nend');
  for (let first = 0; first <= bytes.length; first++) {
    const splitter = createLineSplitter(10);
    const lines = [...splitter.push(bytes.subarray(0, first)), ...splitter.push(bytes.subarray(first))];
    expect(lines.map(String)).toEqual(['one', '', 'two\r', 'longer tha']);
    expect(splitter.unfinished().toString()).toBe('end');
  }
});
