import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as field from '../../../src/mission/schema/fields.ts';
import { includedSchema, includingSchema, missionSchema } from '../../../src/mission/schema/mission.ts';
import { sparseObject } from '../../../src/mission/schema/sparse-object.ts';
import { task } from '../../../src/mission/schema/task.ts';
import { fc } from '../../suite/fast-check.ts';

const shape = {
  name: field.text('Required.'),
  tags: z.optional(field.textOrTexts('Optional.')),
  cpus: z.optional(field.count('Optional.', 1, 8)),
  pausable: z.optional(field.flag('Optional.')),
};

/** Each schema in a function, as a sparse object takes them. */
function lazy<Shape extends Record<string, z.core.$ZodType>>(shape: Shape) {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, () => schema]));
}

const value = fc.oneof(
  fc.constantFrom<unknown>('a', 7, 0.5, true, null, undefined, ['a', 'b'], [null], {}, { name: 'a' }),
  fc.dictionary(fc.string(), fc.constantFrom<unknown>('a', 1)),
);
const keys = ['name', 'tags', 'cpus', 'pausable', 'tag', 'name tags', 'toString', '0'];

test('finds the same as an object that checks every key, for any set of keys', () => {
  const whole = z.strictObject(shape, 'a mapping');
  const sparse = sparseObject(lazy(shape), 'a mapping', ['name']).check(
    z.meta({ description: 'Checks keep the sets.' }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.constantFrom(...keys), value), value), (input) => {
      const expected = whole.safeParse(input);
      // The first time, the schema of this set of keys is made; the second time, it is found.
      for (let time = 0; time < 2; time += 1) {
        const found = sparse.safeParse(input);
        expect(found.data).toEqual(expected.data);
        expect(found.error?.issues).toEqual(expected.error?.issues);
      }
    }),
    { numRuns: 500 },
  );
});

test('also finds it after more sets of keys than are kept', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`k${index}`, z.optional(z.number('a number'))]),
  );
  const whole = z.strictObject(wide, 'a mapping');
  const sparse = sparseObject(lazy(wide), 'a mapping');
  for (let set = 0; set < 256; set += 1) {
    const input = Object.fromEntries(Object.keys(wide).map((key, bit) => [(set >> bit) & 1 ? key : `no ${key}`, set]));
    expect(sparse.safeParse(input).error?.issues).toEqual(whole.safeParse(input).error?.issues);
  }
});

test('keys of tasks are found in the order of the schema, whatever the order in the file', () => {
  const found = task.safeParse({ run: null, needs: null, name: null });
  expect(found.error?.issues.map(({ path }) => path[0])).toEqual(['name', 'needs', 'run']);
});

test('makes the schema of a key only if a value has the key or must have it', () => {
  const made: string[] = [];
  const note = (key: string) => () => {
    made.push(key);
    return z.optional(z.number('a number'));
  };
  const sparse = sparseObject({ a: note('a'), b: note('b'), c: note('c') }, 'a mapping', ['c']);
  expect(made).toEqual([]);
  sparse.safeParse('no mapping');
  sparse.safeParse({ b: 1 });
  sparse.safeParse({ b: 'wrong', d: 1 });
  expect(made).toEqual(['c', 'b']);
});

test('the keys that a mission must have are those that are not optional', () => {
  for (const schema of [missionSchema, includingSchema, includedSchema, task]) {
    const missing = schema.safeParse({}).error?.issues.map(({ path }) => path[0]) ?? [];
    const required = Object.entries(schema.def.shape).filter(([, { _zod }]) => _zod.optin !== 'optional');
    expect(missing).toEqual(required.map(([key]) => key));
  }
});
