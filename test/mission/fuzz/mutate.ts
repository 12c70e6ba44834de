import { fc } from '../../suite/fast-check.ts';
import { allMissions, validMissions } from './missions.ts';
import { anyCharacters } from './random-texts.ts';
import { EXPRESSIONS, KEYS, UNICODE, VALUES, YAML } from './tokens.ts';

/** One change of a text. */
type Mutation = (text: string) => string;

/** Longest mutated text, in characters. A much longer text is refused unread, so it would only cost time here. */
const LONGEST = 100_000;

/** A position in a text or a list, as a share of its length: valid for every text, and fast-check can shrink it. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const token = fc.oneof(
  fc.constantFrom(...YAML),
  fc.constantFrom(...VALUES),
  fc.constantFrom(...EXPRESSIONS),
  fc.constantFrom(...UNICODE),
  fc.constantFrom(...KEYS).map((key) => `${key}: `),
  anyCharacters(6),
);

/** Replaces a piece of the text. */
const replaced = fc.record({ at: share, length: fc.nat(12), token }).map(
  ({ at, length, token: inserted }): Mutation =>
    (text) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + inserted + text.slice(start + length);
    },
);

/** Flips bits, as a failing disk or connection does. */
const flipped = fc.array(fc.tuple(share, fc.nat(7)), { minLength: 1, maxLength: 4 }).map(
  (flips): Mutation =>
    (text) => {
      const bytes = Buffer.from(text);
      for (const [at, bit] of flips) {
        const index = Math.floor(at * bytes.length);
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      }
      return bytes.toString('utf8');
    },
);

const onLines = (change: (lines: string[]) => readonly string[]): Mutation => {
  return (text) => change(text.split('\n')).join('\n');
};

/** Deletes, doubles, swaps, indents or outdents lines. */
const lines = fc
  .record({
    at: share,
    other: share,
    how: fc.constantFrom('drop', 'double', 'swap', 'move', 'in', 'out', 'join', 'reverse'),
    count: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ at, other, how, count }) =>
    onLines((all) => {
      const start = Math.floor(at * all.length);
      const target = Math.floor(other * all.length);
      const part = all.slice(start, start + count);
      const rest = all.toSpliced(start, count);
      switch (how) {
        case 'drop':
          return rest;
        case 'double':
          return all.toSpliced(start, 0, ...part);
        case 'swap':
          return all.with(start, all[target] ?? '').with(target, all[start] ?? '');
        case 'move':
          return rest.toSpliced(target, 0, ...part);
        case 'in':
          return all.toSpliced(start, count, ...part.map((line) => `  ${line}`));
        case 'out':
          return all.toSpliced(start, count, ...part.map((line) => line.replace(/^ {1,2}/, '')));
        case 'join':
          return all.toSpliced(start, count, part.join(' '));
        case 'reverse':
          return all.toSpliced(start, count, ...part.reverse());
        default:
          return how satisfies never;
      }
    }),
  );

/** Replaces one match of the pattern. */
function replaceOne(text: string, pattern: RegExp, at: number, by: string): string {
  const matches = [...text.matchAll(pattern)];
  const match = matches[Math.floor(at * matches.length)];
  return match === undefined ? text : text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}

const otherKey = fc.record({ at: share, key: fc.constantFrom(...KEYS) }).map(
  ({ at, key }): Mutation =>
    (text) =>
      replaceOne(text, /[\w.-]+(?=:(?:\s|$))/gm, at, key),
);

const otherValue = fc
  .record({ at: share, value: fc.oneof(fc.constantFrom(...VALUES), fc.constantFrom(...EXPRESSIONS)) })
  .map(
    ({ at, value }): Mutation =>
      (text) =>
        replaceOne(text, /(?<=: )[^\s,{}[\]][^,{}[\]\n]*/g, at, value),
  );

/** Inserts a piece of this or another mission, as pasting does. */
const pasted = fc.record({ from: share, length: fc.integer({ min: 1, max: 200 }), to: share, other: fc.nat() }).map(
  ({ from, length, to, other }): Mutation =>
    (text) => {
      const source = other % 2 === 0 ? text : (allMissions[other % allMissions.length] ?? text);
      const start = Math.floor(from * source.length);
      const target = Math.floor(to * text.length);
      return text.slice(0, target) + source.slice(start, start + length) + text.slice(target);
    },
);

/** Nests a value many levels deep. */
const nested = fc
  .record({
    at: share,
    levels: fc.integer({ min: 2, max: 200 }),
    how: fc.constantFrom('[', '{ a: ', '- ', '"', '(', '!'),
  })
  .map(
    ({ at, levels, how }): Mutation =>
      (text) => {
        const closing = how === '[' ? ']' : how === '{ a: ' ? ' }' : how === '(' ? ')' : '';
        return replaceOne(text, /(?<=: )\S+/g, at, `${how.repeat(levels)}x${closing.repeat(levels)}`);
      },
  );

/** Repeats a piece many times. */
const repeated = fc
  .record({ at: share, length: fc.integer({ min: 1, max: 60 }), times: fc.integer({ min: 2, max: 400 }) })
  .map(
    ({ at, length, times }): Mutation =>
      (text) => {
        const start = Math.floor(at * text.length);
        const piece = text.slice(start, start + length);
        return (text.slice(0, start) + piece.repeat(times) + text.slice(start)).slice(0, LONGEST);
      },
  );

/** What editors and systems do to a whole file. */
const converted = fc.constantFrom<Mutation>(
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r'),
  (text) => text.replaceAll('\n', '\u2028'),
  (text) => `\uFEFF${text}`,
  (text) => `\uFEFF\uFEFF${text}`,
  (text) => text.replace(/^ +/gm, '\t'),
  (text) => text.replaceAll('  ', '\t'),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll('"', '\u201d'),
  (text) => Buffer.from(text, 'utf16le').toString('utf8'),
  (text) => Buffer.from(text, 'utf8').toString('latin1'),
  (text) => `${text}\n---\n${text}`,
  (text) => text.trimEnd(),
  (text) => text.slice(0, Math.floor(text.length / 2)),
);

const mutation = fc.oneof(
  { weight: 4, arbitrary: replaced },
  { weight: 2, arbitrary: flipped },
  { weight: 3, arbitrary: lines },
  { weight: 4, arbitrary: otherKey },
  { weight: 4, arbitrary: otherValue },
  { weight: 2, arbitrary: pasted },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: repeated },
  { weight: 1, arbitrary: converted },
);

/** A mission after one change or a few. */
export const mutatedMission: fc.Arbitrary<string> = fc
  .record({
    base: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...validMissions) },
      { weight: 1, arbitrary: fc.constantFrom(...allMissions) },
    ),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
  })
  .map(({ base, mutations }) => mutations.reduce((text, mutate) => mutate(text).slice(0, LONGEST), base));
