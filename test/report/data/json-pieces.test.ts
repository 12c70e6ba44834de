import { expect, it } from 'vitest';
import { jsonPieces } from '../../../src/report/data/json-pieces.ts';
import { fc } from '../../suite/fast-check.ts';

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

const value = fc.anything({ maxDepth: 3, withNullPrototype: false });
const entries = fc
  .tuple(fc.dictionary(fc.string(), value), fc.nat(200))
  .map(([entry, count]) => Array(count).fill(entry));

it('the pieces together are the text of JSON.stringify, wherever the lists are', () => {
  const member = fc.tuple(
    fc.string(),
    fc.oneof(
      value,
      entries.map((list) => ({ list })),
    ),
  );
  fc.assert(
    fc.property(fc.uniqueArray(member, { selector: ([key]) => key, maxLength: 5 }), (members) => {
      const isList = (given: unknown): given is { list: object[] } =>
        typeof given === 'object' && given !== null && 'list' in given && Array.isArray(given.list);
      const whole = members.map(([key, given]) => [key, isList(given) ? given.list : given]);
      const lazy = members.map(([key, given]) => [key, isList(given) ? () => given.list : given]);
      const expected = `${JSON.stringify(Object.fromEntries(whole), rounded, 2)}\n`;
      expect([...jsonPieces(Object.fromEntries(lazy))].join('')).toBe(expected);
    }),
    { numRuns: 100 },
  );
});

it('makes the entries of a list as they are written', () => {
  let made = 0;
  function* many(): Generator<object> {
    for (; made < 1000; made += 1) yield { made };
  }
  const pieces = jsonPieces({ name: 'x', tasks: many });
  const lengths: number[] = [];
  for (const piece of pieces) {
    if (piece.startsWith(',\n    {') || piece.startsWith('\n    {')) lengths.push(made);
  }
  expect(lengths[0]).toBeLessThan(100);
  expect(lengths).toHaveLength(16);
});
