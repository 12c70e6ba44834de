import type { Variables } from '../base/variables.ts';
import { createRedactor, type Redactor, type Secret } from './redact.ts';

/**
 * The secret values of one run: those of all variables that the mission, a task or a service declares as secret. The
 * whole run shares them, because another task may print them. Values are added when they become known, and never removed.
 */
export interface Secrets {
  /** Adds the values that these names have in `variables`. Returns a sentence for each new value that cannot be redacted. */
  learn(names: readonly string[], variables: Variables): readonly string[];
  /** A redactor for all values that are known by now. */
  redactor(): Redactor;
}

/**
 * @param ignoreCase true on Windows, where names of variables are not case-sensitive
 * @param learned called with each value as soon as it is known; never with an empty one
 */
export function createSecrets(ignoreCase: boolean, learned: (value: string) => void = () => {}): Secrets {
  const known = new Map<string, Secret>();
  let { redactor } = createRedactor([]);
  const learn = (names: readonly string[], variables: Variables): readonly string[] => {
    if (names.length === 0) return [];
    const found = new Map<string, Secret>();
    for (const name of names) {
      const value = lookUp(name, variables, ignoreCase);
      // Unset or empty, as for a pull request from a fork: there is nothing to redact.
      if (value !== undefined && value.trim() !== '' && !known.has(value)) found.set(value, { name, value });
    }
    if (found.size === 0) return [];
    for (const [value, secret] of found) {
      known.set(value, secret);
      learned(value);
    }
    redactor = createRedactor([...known.values()]).redactor;
    return createRedactor([...found.values()]).problems;
  };
  return { learn, redactor: () => redactor };
}

function lookUp(name: string, variables: Variables, ignoreCase: boolean): string | undefined {
  if (Object.hasOwn(variables, name)) return variables[name];
  if (!ignoreCase) return undefined;
  const folded = name.toUpperCase();
  return Object.entries(variables).find(([other]) => other.toUpperCase() === folded)?.[1];
}
