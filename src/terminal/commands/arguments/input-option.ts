import type { GivenInputs } from '../../../mission/inputs/resolve-inputs.ts';
import { UsageError } from './arguments.ts';

/** How an input is given on the command line; completes "give one with". */
export const INPUT_EXAMPLE = '--input NAME=VALUE';

/** The inputs given with `--input NAME=VALUE`. Throws `UsageError` for one without a name, and for two values of one name. */
export function inputOption(values: readonly string[] | undefined): GivenInputs {
  const given = new Map<string, string>();
  for (const value of values ?? []) {
    const at = value.indexOf('=');
    if (at < 1) throw new UsageError(`expected ${INPUT_EXAMPLE}, found --input ${JSON.stringify(value)}`);
    const name = value.slice(0, at);
    const text = value.slice(at + 1);
    const before = given.get(name);
    if (before !== undefined && before !== text) {
      throw new UsageError(
        `expected one value for the input ${name}, found ${JSON.stringify(before)} and ${JSON.stringify(text)}`,
      );
    }
    given.set(name, text);
  }
  return Object.fromEntries(given);
}
