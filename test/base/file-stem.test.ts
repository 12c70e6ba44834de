import { describe, expect, it } from 'vitest';
import { fileStem, formerFileStem } from '../../src/base/file-stem.ts';
import { fc } from '../suite/fast-check.ts';

describe('fileStem', () => {
  it.each(['build', 'L2.2.1', 'L3.ALL.1', 'unit-tests', 'e2e_1', 'a..b'])('keeps %s', (id) => {
    expect(fileStem(id)).toBe(id);
  });

  it.each([
    ['L3.2.4.1 (chrome, 24)', 'L3.2.4.1@chrome+24'],
    ['build (ubuntu latest, a+b)', 'build@ubuntu~latest+a=2bb'],
    ['build(chrome)', 'build=28chrome=29'],
    ['a (b (c), d)', 'a@b~=28c=29+d'],
    ['Build', 'Build=z1c'],
    ['con', '=63on'],
    ['NUL.txt', '=4eUL.txt=z3c'],
    ['com1', '=63om1'],
    ['.', '=2e'],
    ['..', '=2e=2e'],
    ['.hidden', '=2ehidden'],
    ['end.', 'end=2e'],
    ['a:b/c\\d*', 'a=3ab=2fc=5cd=2a'],
    ['é', '=e9'],
    ['→', '=u2192'],
    ['', '='],
  ])('makes %j safe', (id, stem) => {
    expect(fileStem(id)).toBe(stem);
  });

  const hostile = fc.oneof(
    fc.string({
      unit: fc.constantFrom(
        'a',
        'A',
        'l',
        'L',
        '3',
        '.',
        '-',
        '=',
        '~',
        ' ',
        '(',
        ')',
        ',',
        '@',
        '+',
        'z',
        '1',
        '2',
        'e',
      ),
      maxLength: 8,
    }),
    fc.constantFrom('con', 'CON', 'Con', 'con.a', 'lpt9', 'aux.', 'l3.a', 'L3.a', 'L3.A', 'L3 (a)', 'L3 (A)', 'l3 (a)'),
    fc.constantFrom(
      'a (b, c)',
      'a (b,c)',
      'a (b+c)',
      'a@b+c',
      'a@b, c',
      'a  (b, c)',
      'a (b) (c)',
      'a (b, c',
      'a ()',
      'a @',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ minLength: 150, maxLength: 300 }),
  );

  it('is safe on every system', () => {
    fc.assert(
      fc.property(hostile, (id) => {
        const stem = fileStem(id);
        expect(stem).toMatch(/^[A-Za-z0-9_\-,=~@][A-Za-z0-9._\-,=~@+]*$/);
        expect(stem).not.toMatch(/\.$/);
        expect(stem).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(stem.length).toBeLessThanOrEqual(160);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives any two ids different stems, also on file systems that ignore case', () => {
    fc.assert(
      fc.property(fc.uniqueArray(hostile, { minLength: 2, maxLength: 40 }), (ids) => {
        const stems = new Set(ids.map((id) => fileStem(id).toLowerCase()));
        expect(stems.size).toBe(ids.length);
      }),
      { numRuns: 500 },
    );
  });
});

it.each([
  ['L3.2.4.1 (chrome, 24)', 'L3.2.4.1~(chrome,~24)'],
  ['Build', 'Build=z1c'],
  ['build', 'build'],
])('formerFileStem of %j is the name in folders of earlier versions', (id, stem) => {
  expect(formerFileStem(id)).toBe(stem);
});
