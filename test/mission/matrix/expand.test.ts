import { describe, expect, it } from 'vitest';
import { expandMatrix } from '../../../src/mission/matrix/expand.ts';
import { looselyEqual } from '../../../src/mission/matrix/loosely-equal.ts';
import type { Combination, Matrix } from '../../../src/mission/matrix/matrix.ts';
import { fc } from '../../suite/fast-check.ts';

function expanded(matrix: Matrix, base = 'build') {
  const result = expandMatrix(base, matrix);
  if (result.type === 'rejected') throw new Error(JSON.stringify(result.findings));
  return result.tasks;
}

function combinations(matrix: Matrix): Combination[] {
  return expanded(matrix).map(({ values }) => values);
}

function ids(matrix: Matrix): string[] {
  return expanded(matrix).map(({ id }) => id);
}

function findings(matrix: Matrix): string[] {
  const result = expandMatrix('build', matrix);
  return result.type === 'expanded'
    ? []
    : result.findings.map(
        ({ path, code, hint }) => `${path.join('.')} ${code}${hint === undefined ? '' : ` (${hint})`}`,
      );
}

describe("the examples of GitHub's documentation", () => {
  it('two dimensions: the first one changes slowest', () => {
    expect(combinations({ dimensions: { version: [10, 12, 14], os: ['ubuntu-latest', 'windows-latest'] } })).toEqual([
      { version: 10, os: 'ubuntu-latest' },
      { version: 10, os: 'windows-latest' },
      { version: 12, os: 'ubuntu-latest' },
      { version: 12, os: 'windows-latest' },
      { version: 14, os: 'ubuntu-latest' },
      { version: 14, os: 'windows-latest' },
    ]);
  });

  it('include extends the combinations that it does not contradict, and is added if it contradicts all', () => {
    const matrix = {
      dimensions: { fruit: ['apple', 'pear'], animal: ['cat', 'dog'] },
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    };
    expect(combinations(matrix)).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ]);
    expect(ids(matrix)).toEqual([
      'build (apple, cat)',
      'build (apple, dog)',
      'build (pear, cat)',
      'build (pear, dog)',
      'build (banana)',
      'build (banana, cat)',
    ]);
  });

  it('exclude removes nine of twelve, also by some of the dimensions', () => {
    const rest = combinations({
      dimensions: {
        os: ['macos-latest', 'windows-latest'],
        version: [12, 14, 16],
        environment: ['staging', 'production'],
      },
      exclude: [
        { os: 'macos-latest', version: 12, environment: 'production' },
        { os: 'windows-latest', version: 16 },
      ],
    });
    expect(rest).toHaveLength(9);
    expect(rest).not.toContainEqual({ os: 'macos-latest', version: 12, environment: 'production' });
    expect(rest.filter(({ os, version }) => os === 'windows-latest' && version === 16)).toEqual([]);
  });

  it('an experimental version is added', () => {
    const tasks = combinations({
      dimensions: { version: [6, 7, 8], experimental: [false] },
      include: [{ version: 9, experimental: true }],
    });
    expect(tasks).toEqual([
      ...[6, 7, 8].map((version) => ({ version, experimental: false })),
      { version: 9, experimental: true },
    ]);
  });
});

describe('further rules of GitHub', () => {
  it('include adds an excluded combination again only if it matches none of the rest', () => {
    const dimensions = { os: ['linux', 'windows'], node: [22, 24] };
    const exclude = [{ os: 'windows', node: 22 }];
    expect(combinations({ dimensions, exclude, include: [{ os: 'windows', node: 22, slow: true }] })).toEqual([
      { os: 'linux', node: 22 },
      { os: 'linux', node: 24 },
      { os: 'windows', node: 24 },
      { os: 'windows', node: 22, slow: true },
    ]);
    expect(combinations({ dimensions, exclude, include: [{ os: 'windows', slow: true }] })).toHaveLength(3);
  });

  it('without dimensions, every entry of include is a combination', () => {
    expect(ids({ dimensions: {}, include: [{ site: 'a' }, { site: 'b', datacenter: 'x' }] })).toEqual([
      'build (a)',
      'build (b, x)',
    ]);
  });

  it('an entry that fits no original is not merged into a combination that another entry added', () => {
    const matrix = { dimensions: { os: ['linux'] }, include: [{ os: 'macos' }, { os: 'macos', node: 24 }] };
    expect(combinations(matrix)).toEqual([{ os: 'linux' }, { os: 'macos' }, { os: 'macos', node: 24 }]);
  });

  it('values are compared as `==` compares them, names in any case', () => {
    const dimensions = { node: [22, 24], os: ['Linux'] };
    expect(combinations({ dimensions, exclude: [{ Node: '22' }] })).toEqual([{ node: 24, os: 'Linux' }]);
    expect(combinations({ dimensions, include: [{ OS: 'linux', fast: true }] })).toEqual([
      { node: 22, os: 'Linux', fast: true },
      { node: 24, os: 'Linux', fast: true },
    ]);
  });

  it.each([
    ['a', 'A', true],
    ['1', 1, true],
    ['', 0, true],
    [true, 1, true],
    [true, '1', true],
    ['true', true, false],
    ['x', 0, false],
    [Number.NaN, Number.NaN, false],
  ])('%j == %j is %j', (left, right, expected) => {
    expect(looselyEqual(left, right)).toBe(expected);
    expect(looselyEqual(right, left)).toBe(expected);
  });

  it('an id has the values in the order of the dimensions, without empty and added values', () => {
    const matrix = {
      dimensions: { browser: ['chrome'], node: [24], flag: ['', 'x'] },
      include: [
        { node: 24, color: 'red' },
        { node: 18, browser: 'safari' },
      ],
    };
    expect(expanded(matrix, 'L3.2.4.1').map(({ id }) => id)).toEqual([
      'L3.2.4.1 (chrome, 24)',
      'L3.2.4.1 (chrome, 24, x)',
      'L3.2.4.1 (safari, 18)',
    ]);
  });
});

describe('rejected', () => {
  it.each<[string, Matrix, string[]]>([
    ['nothing at all', { dimensions: {} }, [' empty-matrix (write a list of values: node: [22, 24])']],
    ['an empty dimension', { dimensions: { os: [], node: [1] } }, ['os empty-matrix']],
    ['an empty entry', { dimensions: { os: ['a'] }, include: [{}] }, ['include.0 empty-matrix']],
    [
      'everything excluded',
      { dimensions: { os: ['a'] }, exclude: [{ os: 'a' }] },
      ['exclude matrix-size (exclude less, or remove the task)'],
    ],
    [
      'a misspelt dimension',
      { dimensions: { browser: ['a'] }, exclude: [{ browsr: 'a' }] },
      ['exclude.0.browsr unknown-dimension (did you mean `browser`?)'],
    ],
    ['a value twice', { dimensions: { os: ['a', 'b', 'a'] } }, ['os.2 duplicate-combination']],
    ['values that look the same', { dimensions: { node: [24, '24'] } }, ['node.1 duplicate-combination']],
    [
      'the same entry twice',
      { dimensions: { os: ['a'] }, include: [{ os: 'b' }, { os: 'b' }] },
      [' duplicate-combination (remove one of them, or give them different values of a dimension)'],
    ],
    [
      'a look-alike',
      { dimensions: { os: ['lіnux'] } },
      ['os.0 invalid-matrix-value (values are part of the id, which is ASCII)'],
    ],
    [
      'a line break',
      { dimensions: { os: ['a\nb'] } },
      ['os.0 invalid-matrix-value (values are part of the id, which is ASCII)'],
    ],
    ['an infinite number', { dimensions: { n: [Number.POSITIVE_INFINITY] } }, ['n.0 invalid-matrix-value']],
    [
      'a name with a dot',
      { dimensions: { 'a.b': [1] } },
      ['a.b invalid-dimension (start with an ASCII letter or `_`; then letters, digits, `_` and `-`)'],
    ],
  ])('%s', (_, matrix, expected) => {
    expect(findings(matrix)).toEqual(expected);
  });

  it('more than 256 combinations after exclude, and a huge product without building it', () => {
    const sixteen = Array.from({ length: 16 }, (_, index) => index);
    expect(expanded({ dimensions: { a: sixteen, b: sixteen } })).toHaveLength(256);
    expect(findings({ dimensions: { a: sixteen, b: [...sixteen, 16] } })).toEqual([
      ' matrix-size (remove values, or exclude combinations)',
    ]);
    expect(expanded({ dimensions: { a: sixteen, b: [...sixteen, 16] }, exclude: [{ b: 16 }] })).toHaveLength(256);
    const names = Array.from({ length: 40 }, (_, index) => [`d${index}`, sixteen] as const);
    expect(findings({ dimensions: Object.fromEntries(names) })).toEqual([' matrix-size (remove values)']);
  });
});

describe('any matrix', () => {
  const value = fc.oneof(fc.constantFrom('a', 'b', 'C', '1', ''), fc.integer({ min: 0, max: 3 }), fc.boolean());
  const name = fc.constantFrom('os', 'node', 'browser', 'extra');
  const entries = fc.array(fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 }), { maxLength: 4 });
  const matrices: fc.Arbitrary<Matrix> = fc.record({
    dimensions: fc.dictionary(
      fc.constantFrom('os', 'node', 'browser'),
      fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: String }),
      { maxKeys: 3 },
    ),
    include: entries,
    exclude: entries,
  });

  it('has unique ids, and each original that is not excluded once, with its own values', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const result = expandMatrix('x', matrix);
        if (result.type === 'rejected') {
          expect(result.findings.length).toBeGreaterThan(0);
          return;
        }
        const { tasks } = result;
        expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
        const originals = every(matrix).filter((original) => !isExcluded(original, matrix));
        expect(tasks.length).toBeGreaterThanOrEqual(originals.length);
        originals.forEach((original, index) => {
          expect(tasks[index]?.values).toMatchObject(original);
        });
        for (const { values } of tasks.slice(originals.length)) {
          expect(matrix.include).toContainEqual(values);
        }
      }),
    );
  });

  /** The product, built in the obvious, slow way. */
  function every({ dimensions }: Matrix): Combination[] {
    const names = Object.keys(dimensions);
    if (names.length === 0) return [];
    let all: Combination[] = [{}];
    for (const dimension of names) {
      all = all.flatMap((one) => (dimensions[dimension] ?? []).map((choice) => ({ ...one, [dimension]: choice })));
    }
    return all;
  }

  function isExcluded(original: Combination, { exclude = [] }: Matrix): boolean {
    return exclude.some((entry) =>
      Object.entries(entry).every(([dimension, wanted]) => {
        const own = original[dimension];
        return own !== undefined && looselyEqual(own, wanted);
      }),
    );
  }
});

it('gives a combination an id of its own, also when its only value is empty', () => {
  const expanded = expandMatrix('m', { dimensions: { flag: ['', '--release'] } });
  expect(expanded.type === 'expanded' && expanded.tasks.map(({ id }) => id)).toEqual(['m ()', 'm (--release)']);
});
