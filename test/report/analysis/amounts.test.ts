import { expect, it } from 'vitest';
import { parseDuration, parseSize } from '../../../src/mission/model/units.ts';
import { writeDuration, writeSize } from '../../../src/report/analysis/amounts.ts';
import { fc } from '../../suite/fast-check.ts';

const MB = 1024 ** 2;

it.each([
  [0, '0.1MB'],
  [7.31 * MB, '7.4MB'],
  [2.3 * MB, '2.3MB'],
  [640 * MB, '640MB'],
  [641 * MB, '650MB'],
  [990 * MB, '990MB'],
  [1000 * MB, '1GB'],
  [2.3 * 1024 * MB, '2.3GB'],
  [24.01 * 1024 * MB, '25GB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(writeSize(bytes)).toBe(text);
});

it.each([
  [0, '10ms'],
  [344, '340ms'],
  [999, '1s'],
  [4249, '4.2s'],
  [59_700, '60s'],
  [90_400, '90s'],
  [252_000, '4m10s'],
  [299_000, '5m'],
  [34.4 * 60_000, '34m'],
  [59.7 * 60_000, '1h'],
  [94 * 60_000, '1h35m'],
])('writes %d milliseconds as %s', (milliseconds, text) => {
  expect(writeDuration(milliseconds)).toBe(text);
});

it('writes amounts that a mission file accepts, close to the original', () => {
  fc.assert(
    fc.property(fc.integer({ min: MB, max: 4000 * 1024 * MB }), (bytes) => {
      const size = parseSize(writeSize(bytes));
      expect(size).toMatchObject({ ok: true });
      const value = size.ok ? size.value : 0;
      expect(value).toBeGreaterThanOrEqual(bytes - 1);
      expect(value).toBeLessThanOrEqual(bytes * 1.12);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 20 * 86_400_000 }), (milliseconds) => {
      const duration = parseDuration(writeDuration(milliseconds));
      expect(duration).toMatchObject({ ok: true });
      expect(Math.abs((duration.ok ? duration.value : 0) - milliseconds)).toBeLessThanOrEqual(0.06 * milliseconds);
    }),
  );
});
