import { fc } from '../../suite/fast-check.ts';
import { checkInput } from './check-input.ts';
import { mutatedMission } from './mutate.ts';
import { randomMission } from './random-missions.ts';
import { randomBytes, randomPieces, wrongValues } from './random-texts.ts';

/** Generators of inputs, by name. */
export const sources = { mutatedMission, randomBytes, randomPieces, wrongValues, randomMission } as const;

export type Source = keyof typeof sources;

export interface Budget {
  readonly inputs: number;
  /** Milliseconds after which no further input is tried. */
  readonly time: number;
  /** The same seed gives the same inputs. */
  readonly seed: number;
}

export interface Fuzzed {
  readonly inputs: number;
  /** How many of them were valid missions. */
  readonly valid: number;
  /** The smallest input that fails and its error; ends with the seed. */
  readonly finding?: string;
}

/** Tries inputs of one source until one fails or the budget is used up. */
export function fuzz(source: Source, { inputs, time, seed }: Budget): Fuzzed {
  let tried = 0;
  let valid = 0;
  const result = fc.check(
    fc.property(sources[source], (text) => {
      tried += 1;
      if (checkInput(text)) valid += 1;
    }),
    { seed, numRuns: inputs, interruptAfterTimeLimit: time, markInterruptAsFailure: false },
  );
  if (!result.failed || result.counterexample === null) return { inputs: tried, valid };
  const [text] = result.counterexample;
  const error = result.errorInstance;
  const how = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { inputs: tried, valid, finding: `${how}\ninput: ${JSON.stringify(text)}\nsource ${source}, seed ${seed}` };
}
