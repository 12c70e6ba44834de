import { expect, test } from 'vitest';
import { errorCode, errorText } from '../../src/base/error-code.ts';

test('an error is described by its message, or by its name if it has none', () => {
  expect(errorText(new Error('no such file'))).toBe('no such file');
  expect(errorText(new TypeError(' '))).toBe('TypeError');
  expect(errorText('a text')).toBe('something other than an error was thrown: a text');
  expect(errorText(undefined)).toBe('something other than an error was thrown: undefined');
});

test('a system error has a code', () => {
  expect(errorCode(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
  expect(errorCode(Object.assign(new Error('x'), { code: 1 }))).toBeUndefined();
  expect(errorCode(new Error('x'))).toBeUndefined();
  expect(errorCode(null)).toBeUndefined();
});
