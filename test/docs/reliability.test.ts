import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readText, root, tableRows } from './markdown.ts';

/** The numbers of the rows that must stay on the page. */
const NUMBERS = [
  ...range(1, 16),
  ...range(20, 27),
  ...range(100, 109),
  ...range(160, 161),
  ...range(30, 37),
  ...range(40, 43),
  ...range(50, 57),
  ...range(60, 65),
  ...range(140, 150),
  ...range(170, 176),
];

interface Row {
  readonly number: string;
  readonly promise: string;
  readonly proofs: readonly { readonly name: string; readonly path: string }[];
}

const rows: readonly Row[] = tableRows(readText('docs/reliability.md')).map(
  ([number = '', promise = '', proven = '']) => ({
    number,
    promise,
    proofs: [...proven.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)].map(([, name = '', path = '']) => ({ name, path })),
  }),
);

/** The test names that begin with numbers of rows, by file, as the source has them. */
const titles = new Map(
  globSync('test/**/*.test.ts', { cwd: root }).map((path) => [path.replaceAll('\\', '/'), titlesIn(path)]),
);

describe('docs/reliability.md', () => {
  test('has one row for each number, including those of the first version', () => {
    const numbers = rows.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(NUMBERS.filter((number) => !numbers.includes(number))).toEqual([]);
    expect(rows.filter(({ promise }) => promise.length < 20)).toEqual([]);
  });

  test.each(rows)('$number links to tests that exist and whose names begin with it', ({ number, proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    const missing = proofs.filter(
      ({ name, path }) => !titles.get(path)?.some((title) => title.includes(name) && numbersOf(title).includes(number)),
    );
    expect(missing).toEqual([]);
  });

  test('every number at the beginning of a test name has a row', () => {
    const carried = new Set([...titles.values()].flat().flatMap(numbersOf));
    expect(carried.size).toBeGreaterThan(40);
    expect([...carried].filter((number) => !rows.some((row) => row.number === number))).toEqual([]);
  });
});

/** Every literal that begins with numbers: names of tests, of groups, and of cases in a table. */
function titlesIn(path: string): readonly string[] {
  return [...readText(path).matchAll(/(['"`])(F\d{2,3}[ ,:].*?)\1/g)].map((match) => match[2] ?? '');
}

/** `F03 F05 no process survives` and `F64, F65 in a container` begin with two. */
function numbersOf(title: string): readonly string[] {
  return (/^(?:F\d{2,3}[ ,:]*)+/.exec(title)?.[0] ?? '').match(/F\d{2,3}/g) ?? [];
}

function range(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `F${String(first + index).padStart(2, '0')}`);
}
