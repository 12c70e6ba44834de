import { describe, expect, test } from 'vitest';
import { chooseStyle, makeFlags, readVersion } from '../../../src/process/jobserver/make-style.ts';

const COPYRIGHT = '\nBuilt for x86_64-pc-linux-gnu\nCopyright (C) 1988-2023 Free Software Foundation, Inc.\n';

describe('F239 the way to the jobserver follows the version of make', () => {
  test.each([
    ['GNU Make 3.81', 'old-pair'],
    ['GNU Make 4.1', 'old-pair'],
    ['GNU Make 4.2.1', 'pair'],
    ['GNU Make 4.3', 'pair'],
    ['GNU Make 4.4', 'fifo'],
    ['GNU Make 4.10', 'fifo'],
    ['GNU Make 5.0', 'fifo'],
    ['bmake 20200710', 'fifo'],
    ['', 'fifo'],
  ])('%s: %s', (first, style) => {
    expect(chooseStyle(first + COPYRIGHT)).toBe(style);
  });

  test('no make: fifo', () => {
    expect(chooseStyle(undefined)).toBe('fifo');
    expect(readVersion('/nowhere/make')).toBeUndefined();
  });

  test('each has its own option', () => {
    expect(makeFlags('fifo', 4, '/tmp/f')).toBe('-j4 --jobserver-auth=fifo:/tmp/f');
    expect(makeFlags('pair', 4, '/tmp/f')).toBe('-j4 --jobserver-auth=60,61');
    expect(makeFlags('old-pair', 4, '/tmp/f')).toBe('-j4 --jobserver-fds=60,61');
  });
});
