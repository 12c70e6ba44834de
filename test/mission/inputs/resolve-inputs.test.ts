import { describe, expect, test } from 'vitest';
import { type GivenInputs, resolveInputs } from '../../../src/mission/inputs/resolve-inputs.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';

const { inputs: declared } = readMission(
  `name: N
inputs:
  target: { type: choice, options: [staging, production, 1.10], required: true, description: where to deploy }
  dry: { type: boolean, default: "true" }
  count: { type: number }
  note: { required: true, default: none }
  text: {}
  first: { type: choice, options: [b, a] }
tasks: { a: make }
`,
  'm.yml',
);

const resolve = (given: GivenInputs) => resolveInputs(declared, given, '--input NAME=VALUE');

describe('F340: the inputs of a run', () => {
  test('have the types and defaults that the file declares', () => {
    expect(resolve({ target: '1.10' })).toEqual({
      type: 'resolved',
      values: { target: '1.10', dry: true, count: 0, note: 'none', text: '', first: 'b' },
    });
    expect(resolve({ TARGET: 'staging', dry: 'false', count: '-2.5e1', text: 'true' })).toEqual({
      type: 'resolved',
      values: { target: 'staging', dry: false, count: -25, note: 'none', text: 'true', first: 'b' },
    });
  });

  test('are refused with every mistake', () => {
    expect(resolve({ traget: 'x', dry: 'yes', count: '0x10', first: 'c' })).toEqual({
      type: 'refused',
      mistakes: [
        'expected an input of the mission (`target`, `dry`, `count`, `note`, `text`, `first`), found `traget`; did you mean `target`?',
        'expected a value for the input `target` (where to deploy), found none; give one with --input target=VALUE',
        'expected the input `dry` to be `true` or `false`, found `yes`',
        'expected the input `count` to be a number, found `0x10`',
        'expected the input `first` to be one of `b`, `a`, found `c`',
      ],
    });
    expect(resolve({ target: 'stagin' })).toMatchObject({
      mistakes: [expect.stringContaining('did you mean `staging`?')],
    });
    expect(resolve({ target: 'staging', Target: 'production' })).toMatchObject({
      mistakes: [expect.stringContaining('expected one value for the input `target`')],
    });
    expect(resolveInputs([], { a: 'b' }, '')).toMatchObject({ mistakes: [expect.stringContaining('declares none')] });
  });

  test('are of their type or refused, whatever is given', () => {
    const name = fc.constantFrom('target', 'dry', 'count', 'note', 'text', 'first', 'other');
    const value = fc.oneof(fc.string(), fc.constantFrom('staging', 'true', 'false', '1', '1e999', 'a', ''));
    fc.assert(
      fc.property(fc.dictionary(name, value), (given) => {
        const result = resolve(given);
        if (result.type === 'refused') {
          expect(result.mistakes.length).toBeGreaterThan(0);
          return;
        }
        expect(Object.keys(result.values)).toEqual(declared.map((input) => input.name));
        for (const { name: key, type, options } of declared) {
          const found = result.values[key];
          expect(typeof found).toBe(type === 'choice' ? 'string' : type);
          if (type === 'choice') expect(options).toContain(found);
          if (type === 'number') expect(Number.isFinite(found)).toBe(true);
        }
      }),
    );
  });
});
