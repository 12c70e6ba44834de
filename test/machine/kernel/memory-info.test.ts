import { describe, expect, test } from 'vitest';
import { parseMemoryInfo } from '../../../src/machine/kernel/memory-info.ts';
import { meminfo } from '../machines.ts';

describe('parseMemoryInfo', () => {
  test('reads kilobytes as bytes', () => {
    const text = 'MemTotal:       24684096 kB\nMemFree:        24390384 kB\nMemAvailable:   24354948 kB\n';
    expect(parseMemoryInfo(text)).toEqual({ total: 24684096 * 1024, available: 24354948 * 1024 });
  });
  test.each([
    ['nothing', ''],
    ['a kernel before 3.14, without MemAvailable', 'MemTotal: 100 kB\nMemFree: 50 kB\n'],
    ['no memory at all', meminfo(0, 0)],
    ['more available than there is', meminfo(10, 11)],
    ['words', 'MemTotal: much kB\nMemAvailable: some kB\n'],
    ['another unit', 'MemTotal: 100 MB\nMemAvailable: 50 MB\n'],
  ])('is undefined for %s', (_, text) => {
    expect(parseMemoryInfo(text)).toBeUndefined();
  });
});
