import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { splitCommands } from '../../../src/convert/shell/commands.ts';
import { quoteWord } from '../../../src/convert/shell/quote.ts';
import { fc } from '../../suite/fast-check.ts';

describe('commands joined by &&', () => {
  test('are divided, each with its words and variables', () => {
    const [first, second] = splitCommands(`A=1 B="x y" tsc -p 'a b' && node "it's".js`) ?? [];
    expect(first).toEqual({
      text: `A=1 B="x y" tsc -p 'a b'`,
      call: `tsc -p 'a b'`,
      variables: ['A=1', 'B="x y"'],
      words: [
        { text: 'tsc', isLiteral: true },
        { text: '-p', isLiteral: true },
        { text: 'a b', isLiteral: true },
      ],
    });
    expect(second?.words.map(({ text }) => text)).toEqual(['node', "it's.js"]);
  });

  test.each([
    'a | b',
    'a; b',
    'a || b',
    'a & b',
    'a &',
    'a > out',
    'a < in',
    '(a)',
    'a $(b)',
    'a `b`',
    'a "$(b)"',
    'a "`b`"',
    'cd x && a',
    'export A=1 && a',
    'if a',
    'for x in y',
    '! a',
    '{ a',
    'a &&',
    '&& a',
    'A=1',
    'a "b',
    "a 'b",
    'a \\',
    'a # b',
    'a\nb',
    '$A b',
    '',
  ])('F472 %s stays one command', (line) => {
    expect(splitCommands(line)).toBeUndefined();
  });

  test.each(['$HOME', '"$HOME"', '*.js', 'a?', '[a]', '~', '{a,b}'])('%s is not literal', (word) => {
    expect(splitCommands(`echo ${word}`)?.[0]?.words[1]).toMatchObject({ isLiteral: false });
  });

  test.each(["'$HOME'", '"*.js"', '"\\$A"', 'a\\ b', "'*'"])('%s is literal', (word) => {
    expect(splitCommands(`echo ${word}`)?.[0]?.words[1]).toMatchObject({ isLiteral: true });
  });
});

describe.skipIf(process.platform === 'win32')('a shell', () => {
  const END_OF_WORD = '\u001f';
  const END_OF_COMMAND = '\u001e';
  const pieces = [
    'a',
    'b-c',
    ' ',
    ' ',
    "'",
    '"',
    '\\',
    '=',
    ':',
    '@',
    '/',
    '.',
    '&&',
    ' && ',
    'x1',
    '%',
    '+',
    ',',
    '#',
    ';',
    '|',
    '\\"',
    "\\'",
    '--',
  ];

  test('F472 divides what was divided into the same words', () => {
    const accepted: string[][] = [];
    const script: string[] = [];
    const line = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''));
    for (const each of fc.sample(line, { numRuns: 3000, seed: 7 })) {
      for (const { call, words } of splitCommands(each) ?? []) {
        if (!words.every(({ isLiteral }) => isLiteral)) continue;
        accepted.push(words.map(({ text }) => text));
        script.push(`printf '%s${END_OF_WORD}' ${call}\nprintf '${END_OF_COMMAND}'`);
      }
    }
    expect(accepted.length).toBeGreaterThan(300);
    const shown = execFileSync('sh', { input: script.join('\n'), encoding: 'utf8' });
    const found = shown.split(END_OF_COMMAND).slice(0, -1);
    expect(found.map((each) => each.split(END_OF_WORD).slice(0, -1))).toEqual(accepted);
  });

  test('reads back a word that was quoted', () => {
    const words = fc.sample(
      fc.string().filter((word) => word !== '' && !word.includes('\0')),
      { numRuns: 300, seed: 5 },
    );
    const script = words.map((word) => `printf '%s${END_OF_WORD}' ${quoteWord(word)}`).join('\n');
    expect(execFileSync('sh', { input: script, encoding: 'utf8' }).split(END_OF_WORD).slice(0, -1)).toEqual(words);
  });
});
