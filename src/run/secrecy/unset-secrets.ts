import type { Variables } from '../../base/variables.ts';
import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { environmentsOf } from '../../mission/model/steps.ts';

/**
 * A note about names under `secrets` for which there is no variable, neither in the caller's environment nor in the `env` of
 * the task: they are misspelt, or were not passed on. An empty variable gets no note: a pull request from a fork gets empty
 * secrets.
 *
 * @param ignoreCase true on Windows, where names of variables are not case-sensitive
 * @param filesOf the variables of the env files of a task or service
 */
export function unsetSecrets(
  { tasks, services }: Mission,
  caller: Variables,
  ignoreCase: boolean,
  filesOf: (owner: Task | Service) => Variables = () => ({}),
): readonly string[] {
  const fold = (name: string): string => (ignoreCase ? name.toUpperCase() : name);
  const known = new Set(Object.keys(caller).map(fold));
  const unset = new Set<string>();
  for (const owner of [...tasks, ...services]) {
    if (owner.secrets.length === 0) continue;
    const given = [...environmentsOf(owner), filesOf(owner)];
    const own = new Set(given.flatMap((variables) => Object.keys(variables).map(fold)));
    for (const name of owner.secrets) if (!known.has(fold(name)) && !own.has(fold(name))) unset.add(name);
  }
  if (unset.size === 0) return [];
  const names = [...unset].join(', ');
  return [
    `expected an environment variable for each name under \`secrets\`, found none for ${names}: nothing is redacted for ${unset.size === 1 ? 'it' : 'them'}; check the spelling, or set ${unset.size === 1 ? 'it' : 'them'} in the environment of the mission`,
  ];
}
