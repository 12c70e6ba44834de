import { expect, test } from 'vitest';
import { readSources } from './imports.ts';

const MOST_LINES = 100;

test('no function of src is longer than 100 lines', () => {
  const found = [...readSources()].flatMap(([path, text]) => longFunctions(text).map(() => path));
  expect(found).toEqual([]);
});

test.each([
  ['a function', 'export async function one(): void {', '}'],
  ['a function with a long list of parameters', 'function one({\n  a,\n}: Parts): void {', '}'],
  ['an arrow function', '  const one = (): void => {', '  };'],
  ['a method', '  async #one(text: string): void {', '  }'],
])('%s that is too long is found', (_, head, end) => {
  const lines = MOST_LINES - head.split('\n').length - 1;
  expect(longFunctions([head, ...Array<string>(lines).fill('    work();'), end].join('\n'))).toEqual([]);
  expect(longFunctions([head, ...Array<string>(lines + 1).fill('    work();'), end].join('\n'))).toEqual([1]);
});

/** Line numbers of the functions that are too long, each counted to its closing brace at the same indentation. */
function longFunctions(text: string): readonly number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    if (!opensFunction(line)) return [];
    const brace = `${/^\s*/.exec(line)?.[0] ?? ''}}`;
    // A brace that closes a list of parameters is followed by the one that opens the body.
    const length = lines.slice(start + 1).findIndex((other) => other.startsWith(brace) && !other.endsWith('{')) + 2;
    return length > MOST_LINES ? [start + 1] : [];
  });
}

function opensFunction(line: string): boolean {
  if (/^\s*(?:export )?(?:async )?function\b/.test(line) || line.endsWith('=> {')) return true;
  return /^\s+(?:static |async )*#?(?!if\b|for\b|while\b|switch\b|catch\b)\w+\(.*\{$/.test(line);
}
