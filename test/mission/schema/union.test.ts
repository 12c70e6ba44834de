import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as field from '../../../src/mission/schema/fields.ts';
import { union } from '../../../src/mission/schema/union.ts';
import { fc } from '../../suite/fast-check.ts';

const text = field.text('A text.');
const pair = z.strictObject({ id: text, skipped: z.optional(z.enum(['ok'], '`ok`')) }, 'a mapping with `id`');
const numbers = z.record(z.string(), z.number('a number'), 'a mapping of numbers');

/** In the orders in which the shape of a mission has them. */
const unions = [
  [text, pair, z.array(z.union([text, pair], 'a text or a mapping'), 'a list')],
  [text, z.array(text, 'a list'), numbers],
  [z.enum(['own'], '`own`'), numbers, pair],
  [z.array(z.number('a number'), 'a list'), z.array(text, 'a list')],
] as const;

const scalar = fc.constantFrom<unknown>('a', 'own', 'ok', 1, true, null, undefined);
const mapping = fc.dictionary(fc.constantFrom('id', 'skipped', 'other'), scalar);
const value = fc.oneof(scalar, mapping, fc.array(fc.oneof(scalar, mapping), { maxLength: 3 }));

test('a union that begins with the likely alternative finds the same as one that tries all in order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...unions), value, (options, input) => {
      const expected = z.union(options, 'one of these').safeParse(input);
      const found = union(options, 'one of these').safeParse(input);
      expect(found.data).toEqual(expected.data);
      expect(found.error?.issues).toEqual(expected.error?.issues);
    }),
    { numRuns: 1000 },
  );
});
