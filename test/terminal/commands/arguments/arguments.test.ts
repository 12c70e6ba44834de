import { describe, expect, test } from 'vitest';
import { oneOf, parse, UsageError } from '../../../../src/terminal/commands/arguments/arguments.ts';

const options = { dir: { type: 'string' }, only: { type: 'string', multiple: true } } as const;

describe('an unknown option', () => {
  test.each([
    ['--dirr', '--dirr; did you mean --dir?'],
    ['--cpu', '--cpu, which is an option of replay'],
    ['--frobnicate', '--frobnicate; its options are --dir and --only'],
    ['-j', '-j; its options are --dir and --only'],
  ])('%s is refused with what was probably meant', (given, found) => {
    expect(() => parse(['m.yml', given], options)).toThrow(`expected an option that the command has, found ${found}`);
  });

  test('of a command without options says so', () => {
    expect(() => parse(['--frobnicate'], {})).toThrow('found --frobnicate; it has no options');
  });
});

test.each([
  [['--dir'], 'expected a value after --dir, found none'],
  [['--dir', '--only', 'a'], 'expected a value after --dir, found none; write --dir=VALUE if the value begins with -'],
  [['--help=yes'], 'expected --help without a value, found one'],
])('%j is refused with the option whose value is wrong', (argv, message) => {
  expect(() => parse(argv, options)).toThrow(new UsageError(message));
});

test('a misspelt word of an option is refused with the one that was probably meant', () => {
  const words = ['grouped', 'prefixed', 'none'] as const;
  expect(oneOf('log', words, 'none')).toBe('none');
  expect(() => oneOf('log', words, 'prefix')).toThrow(
    'expected --log to be one of grouped, prefixed, none, found "prefix"; did you mean prefixed?',
  );
  expect(() => oneOf('artifacts', ['strict'], 'x')).toThrow('expected --artifacts to be strict, found "x"');
});
