import type { Variables } from '../../base/variables.ts';
import type { Mission } from '../../mission/model/mission.ts';

/**
 * A note about names under `secrets` that are no variable at all, in the caller's environment or in the `env` of the task:
 * they are misspelt, or were not passed on. An empty variable gets none: that is what a workflow makes of a secret that a
 * pull request from a fork must not have.
 *
 * @param ignoreCase true on Windows, where a variable is found under any spelling of its name
 */
export function unsetSecrets({ tasks, services }: Mission, caller: Variables, ignoreCase: boolean): readonly string[] {
  const fold = (name: string): string => (ignoreCase ? name.toUpperCase() : name);
  const known = new Set(Object.keys(caller).map(fold));
  const unset = new Set<string>();
  for (const { secrets, env } of [...tasks, ...services]) {
    const own = new Set(Object.keys(env).map(fold));
    for (const name of secrets) if (!known.has(fold(name)) && !own.has(fold(name))) unset.add(name);
  }
  if (unset.size === 0) return [];
  const names = [...unset].join(', ');
  return [
    `expected variables for all names under \`secrets\`, found none for ${names}: nothing is redacted for ${unset.size === 1 ? 'it' : 'them'}; check the spelling, or set ${unset.size === 1 ? 'it' : 'them'} in the environment of the mission`,
  ];
}
