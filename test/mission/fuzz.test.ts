import { expect, test } from 'vitest';
import { checkInput } from './fuzz/check-input.ts';
import { type Fuzzed, fuzz, type Source } from './fuzz/fuzz.ts';
import { validMissions } from './fuzz/missions.ts';

/** Fixed, so that every run tries the same inputs; the nightly mission varies it. `FUZZ_SEED=…` repeats the seed of a failure. */
const seed = Number(process.env.FUZZ_SEED ?? 20261123);

/** Together 20 seconds at most, however slow the machine is. */
const run = (source: Source, inputs: number, seconds: number): Fuzzed => {
  const fuzzed = fuzz(source, { inputs, time: seconds * 1000, seed });
  expect(fuzzed.finding).toBeUndefined();
  expect(fuzzed.inputs).toBeGreaterThan(0);
  return fuzzed;
};

test('F57 the untouched missions are valid', () => {
  expect(validMissions.map(checkInput)).toEqual(validMissions.map(() => true));
});

test('F57 mutated missions', () => {
  run('mutatedMission', 4000, 8);
});

test('F57 random bytes', () => {
  run('randomBytes', 4000, 2);
});

test('F57 random pieces of missions', () => {
  run('randomPieces', 4000, 3);
});

test('F57 random YAML of the right keys and the wrong values', () => {
  run('wrongValues', 2000, 3);
});

test('F57 random missions of the right shape', () => {
  run('randomMission', 2000, 4);
});

test('F57 some of the random missions are valid', () => {
  // Without a limit of time: on a busy machine, few inputs fit into it.
  expect(fuzz('randomMission', { inputs: 100, time: 600_000, seed }).valid).toBeGreaterThan(0);
});
