import { fc } from '../../suite/fast-check.ts';
import { EXPRESSIONS, KEYS, UNICODE, VALUES, YAML } from './tokens.ts';

/** Characters of all of Unicode, including unpaired surrogates. fast-check's own `binary` takes seconds to initialize. */
export function anyCharacters(most: number): fc.Arbitrary<string> {
  const character = fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff));
  return fc.array(character, { maxLength: most }).map((codes) => String.fromCodePoint(...codes));
}

/** Random bytes decoded as a file is: invalid UTF-8 is replaced. */
export const randomBytes: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('utf8')),
  anyCharacters(200),
);

/** Pieces of missions in any order. */
export const randomPieces: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...YAML) },
      { weight: 3, arbitrary: fc.constantFrom(...KEYS).map((key) => `${key}: `) },
      { weight: 2, arbitrary: fc.constantFrom(...VALUES) },
      { weight: 1, arbitrary: fc.constantFrom(...EXPRESSIONS) },
      { weight: 1, arbitrary: fc.constantFrom(...UNICODE) },
      { weight: 2, arbitrary: fc.constantFrom('\n', '\n  ', '\n    ') },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>('a', 'b', 'tasks', 30, true, null, '30s', 1.5, 1e300, -0, '', '!**', '['),
    fc.constantFrom(...VALUES, ...EXPRESSIONS),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 5 }),
  ),
}));

/** The right keys with the wrong values, as JSON, which is YAML. */
export const wrongValues: fc.Arbitrary<string> = fc
  .dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 6 })
  .map((mission) => JSON.stringify(mission, null, 1));
