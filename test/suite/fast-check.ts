import * as fc from 'fast-check';

/*
 * fast-check with the settings of this suite.
 *
 * A gate must not fail because of an input that the change did not touch, so properties draw the same values each time where CI is set. Elsewhere, and every
 * night, they draw others: PROPERTY_SEED is a number, or "random". A property that fails prints its seed.
 */
fc.configureGlobal({
  ...seedFrom(process.env),
  // On a busy machine, a property checks fewer values instead of reaching the time limit of its test.
  interruptAfterTimeLimit: 20_000,
  markInterruptAsFailure: false,
});

/** Throws if PROPERTY_SEED is neither an integer nor "random". */
export function seedFrom({ CI: ci, PROPERTY_SEED: seed = ci ? '1' : 'random' }: NodeJS.ProcessEnv): {
  readonly seed?: number;
} {
  if (seed === 'random') return {};
  if (!/^-?\d{1,10}$/.test(seed)) throw new Error(`PROPERTY_SEED: expected an integer or "random", found "${seed}"`);
  return { seed: Number(seed) };
}

export { fc };
