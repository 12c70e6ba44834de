import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cutLog, type LogCut } from '../../../src/process/logs/cut.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';
import { redactFile } from '../../../src/secrets/redact-file.ts';
import { fc } from '../../suite/fast-check.ts';

const KiB = 1024;
const { redactor: nothing } = createRedactor([]);

function newLog(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission cut '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.log');
  writeFileSync(path, content);
  return path;
}

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `line ${String(from + index).padStart(9, '0')}\n`).join('');
}

const limit = 256 * KiB;
const cutting = { limit, why: 'its limit is 1 MB', redactor: nothing };

test('F21 keeps the first half and the newest part in whole lines, and a line between them that says how much is missing', () => {
  const path = newLog(numbered(0, 100_000));
  const size = statSync(path).size;
  const cut = cutLog(path, cutting);
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const marker = lines.findIndex((line) => line.startsWith('[mission: '));
  expect(lines[marker]).toBe('[mission: 2 MB were cut out of this log: its limit is 1 MB]');
  const numbers = lines.filter((_, index) => index !== marker).map((line) => Number(line.slice(5)));
  const first = numbers.slice(0, marker);
  const last = numbers.slice(marker);
  expect(first).toEqual(first.map((_, index) => index));
  expect(last).toEqual(last.map((_, index) => 100_000 - last.length + index));
  expect(first.length * 15).toBeGreaterThan(limit / 2 - 30);
  expect(last.length * 15).toBeGreaterThan(limit / 8 - 30);
  expect(cut?.total).toBe(size - (first.length + last.length) * 15);
  expect(statSync(path).size).toBeLessThan(limit);
});

test('F21 does not change a byte of a log within its limit', () => {
  const path = newLog('x'.repeat(limit));
  expect(cutLog(path, cutting)).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe('x'.repeat(limit));
  appendFileSync(path, 'y');
  expect(cutLog(path, cutting)).toBeDefined();
  expect(readFileSync(path, 'utf8')).toMatch(/x\n\[mission: 1 MB were cut out of this log: [^\]]+\]\nx+y$/);
});

test('F21 keeps the beginning of a log that is cut repeatedly, with one line about the whole gap', () => {
  const path = newLog('');
  let cut: LogCut | undefined;
  for (let round = 0; round < 20; round++) {
    appendFileSync(path, numbered(round * 10_000, (round + 1) * 10_000));
    cut = cutLog(path, { ...cutting, before: cut }) ?? cut;
  }
  const text = readFileSync(path, 'utf8');
  expect(text.match(/\[mission: [^\]]+\]/g)).toEqual([expect.stringContaining('3 MB were cut out')]);
  expect(text.startsWith(numbered(0, 8_000))).toBe(true);
  expect(text.endsWith(numbered(199_000, 200_000))).toBe(true);
  const kept = text.split('\n').filter((line) => line.startsWith('line ')).length;
  expect((cut?.total ?? 0) + kept * 15).toBe(200_000 * 15);
});

test('F21 cuts a redacted copy, in which every offset differs', async () => {
  const secret = 'a-secret-that-is-long-enough';
  const { redactor } = createRedactor([{ name: 'KEY', value: secret }]);
  const path = newLog(`${secret}\n`.repeat(20_000));
  const before = cutLog(path, { ...cutting, redactor });
  await redactFile(path, redactor);
  appendFileSync(path, numbered(0, 50_000));
  const after = cutLog(path, { ...cutting, redactor, before });
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('***\n***\n')).toBe(true);
  expect(text.endsWith('line 000049999\n')).toBe(true);
  expect(after?.total).toBeGreaterThan(before?.total ?? 0);
  expect(text.length).toBeLessThan(limit);
});

test('F21 F26 places no border within a secret, at any position and in any surroundings', { timeout: 120_000 }, () => {
  const secret = 'pa55 word-with blanks and-more';
  const { redactor } = createRedactor([{ name: 'KEY', value: secret }]);
  const small = 64 * KiB;
  const path = newLog('');
  const place = fc.oneof(
    fc.integer({ min: small / 2 - 2 * secret.length, max: small / 2 + secret.length }),
    fc.integer({ min: 2 * small - small / 8 - 2 * secret.length, max: 2 * small - small / 8 + secret.length }),
  );
  fc.assert(
    fc.property(place, fc.constantFrom('', '\n'), fc.integer({ min: 1, max: 3 }), (at, around, times) => {
      const piece = Buffer.from(`${around}${secret.repeat(times)}${around}`);
      const bytes = Buffer.alloc(2 * small, '.');
      piece.copy(bytes, at);
      writeFileSync(path, bytes);
      cutLog(path, { limit: small, why: 'x', redactor });
      const rest = redactor.redactText(readFileSync(path, 'latin1').replace(/\[mission: [^\]]+\]/, '|'));
      expect(rest).toMatch(/^[.|*\n]*$/);
    }),
    { numRuns: 100 },
  );
});

test('F21 follows no link in the place of a log, and does not wait for a pipe', () => {
  const victim = newLog('v'.repeat(2 * limit));
  const link = `${victim}.link`;
  symlinkSync(victim, link);
  expect(() => cutLog(link, cutting)).toThrow('ELOOP');
  expect(statSync(victim).size).toBe(2 * limit);
});

test('F21 F26 divides no secret in a log that was emptied, at the place of the line about the gap', () => {
  const secret = 'pa55 word-with blanks and-more';
  const { redactor } = createRedactor([{ name: 'KEY', value: secret }]);
  const small = 64 * KiB;
  const path = newLog('.'.repeat(2 * small));
  for (let shift = 0; shift < secret.length; shift++) {
    writeFileSync(path, '.'.repeat(2 * small));
    const before = cutLog(path, { limit: small, why: 'x', redactor });
    truncateSync(path);
    appendFileSync(path, `${'.'.repeat(shift)}${secret.repeat(3 * KiB)}`);
    cutLog(path, { limit: small, why: 'x', redactor, before });
    const rest = redactor.redactText(readFileSync(path, 'utf8').replace(/\[mission: [^\]]+\]/, ''));
    expect(rest.replace(/^\.+/, '')).toMatch(/^[*\n]+$/);
  }
});

test('F21 treats a log that was emptied in the meantime as a new one', () => {
  const path = newLog(numbered(0, 50_000));
  const before = cutLog(path, cutting);
  truncateSync(path);
  appendFileSync(path, numbered(0, 50_000));
  const after = cutLog(path, { ...cutting, before });
  expect(after?.total).toBeGreaterThan(before?.total ?? 0);
  expect(readFileSync(path, 'utf8').match(/\[mission: /g)).toHaveLength(1);
});
