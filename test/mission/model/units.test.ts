import { describe, expect, test } from 'vitest';
import { LONGEST_DURATION, parseDuration, parseSize } from '../../../src/mission/model/units.ts';
import { fc } from '../../suite/fast-check.ts';

describe('durations', () => {
  test.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1h30m', 5_400_000],
    ['1h30m15s', 5_415_000],
    ['1.5h', 5_400_000],
    ['0.5s', 500],
    ['2d', 172_800_000],
    ['0s', 0],
    ['1d2h3m4s5ms', 93_784_005],
    ['24d', LONGEST_DURATION],
  ])('%s is %d ms', (text, value) => {
    expect(parseDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    '',
    's',
    '30 m',
    '30M',
    '30m1h',
    '1h1h',
    '-5m',
    '1e3s',
    '5 minutes',
    '1h30',
    '.5s',
    '5.s',
    'm30',
    '٣s',
    '1s\n',
  ])('%j is refused', (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, problem: 'expected a duration' });
  });

  test('a bare number is refused with both readings', () => {
    expect(parseDuration('30')).toEqual({
      ok: false,
      problem: 'expected a duration with a unit',
      hint: 'write `30s` or `30m`',
    });
  });

  test('no duration is longer than a timer can wait', () => {
    expect(parseDuration('24d1ms')).toMatchObject({ ok: false });
    expect(parseDuration(`${'9'.repeat(400)}d`)).toMatchObject({ ok: false });
    expect(parseDuration(`${'9'.repeat(60)}d`)).toMatchObject({ ok: false });
    expect(LONGEST_DURATION).toBeLessThan(2 ** 31);
  });

  test('every whole duration is read with its value', () => {
    const part = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), part, part, part, (hours, minutes, seconds, milliseconds) => {
        const text = `${hours}h${minutes}m${seconds}s${milliseconds}ms`;
        const value = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
        expect(parseDuration(text)).toEqual({ ok: true, value });
      }),
    );
  });
});

describe('sizes', () => {
  test.each([
    ['0B', 0],
    ['512B', 512],
    ['1KB', 1024],
    ['512MB', 536_870_912],
    ['512MiB', 536_870_912],
    ['2GB', 2_147_483_648],
    ['1.5GiB', 1_610_612_736],
    ['1TB', 1_099_511_627_776],
  ])('%s is %d bytes', (text, value) => {
    expect(parseSize(text)).toEqual({ ok: true, value });
  });

  test.each(['', 'GB', '2gb', '2G', '2 GB', '-1GB', '2BiB', '1PB', '1GB1MB'])('%j is refused', (text) => {
    expect(parseSize(text)).toMatchObject({ ok: false, problem: 'expected a size' });
  });

  test('a bare number is refused with both readings', () => {
    expect(parseSize('512')).toMatchObject({ ok: false, hint: 'write `512MB` or `512GB`' });
  });

  test('a size beyond the safe integers is refused', () => {
    expect(parseSize('8192TB')).toMatchObject({ ok: false });
  });
});

test('any text gives a whole amount or a problem with a hint', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[\d.]{1,20}(ms|s|m|h|d|[KMGT]?i?B)?$/));
  fc.assert(
    fc.property(text, (written) => {
      for (const amount of [parseDuration(written), parseSize(written)]) {
        if (amount.ok) {
          expect(Number.isSafeInteger(amount.value)).toBe(true);
          expect(amount.value).toBeGreaterThanOrEqual(0);
        } else {
          expect(amount.problem).toMatch(/^expected /);
          expect(amount.hint).not.toBe('');
        }
      }
    }),
  );
});
