import type { Variables } from '../base/variables.ts';
import { createRedactor, type Redactor, type Secret } from './redact.ts';

/**
 * The values that must reach no report: those of all variables that somebody in the mission declares as secret, for
 * what one task must not show, another may print. Values are learned as they become known, and never forgotten.
 */
export interface Secrets {
  /** Takes in the values that these names have here. Returns a sentence for each new one that cannot be masked. */
  learn(names: readonly string[], variables: Variables): readonly string[];
  /** Masks what is known by now. */
  redactor(): Redactor;
}

/**
 * @param ignoreCase true on Windows, where a variable is found under any spelling of its name
 * @param learned told each value as soon as it is known; never an empty one
 */
export function createSecrets(ignoreCase: boolean, learned: (value: string) => void = () => {}): Secrets {
  const known = new Map<string, Secret>();
  let { redactor } = createRedactor([]);
  const learn = (names: readonly string[], variables: Variables): readonly string[] => {
    const found = new Map<string, Secret>();
    for (const name of names) {
      const value = lookUp(name, variables, ignoreCase);
      // Unset or empty, as on the pull request of a stranger: there is nothing to hide.
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
