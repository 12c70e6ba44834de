import type { Variables } from '../../base/variables.ts';
import type { Mission, Service, Task } from '../../mission/model/mission.ts';
import { environmentsOf } from '../../mission/model/steps.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { isTemplate } from '../expressions/reader.ts';

/**
 * Learns the values that are known before anything runs: variables of the caller, and of the mission file unless an
 * expression gives them.
 *
 * @param filesOf the variables of the env files of a task or service
 * @returns a sentence for each value that cannot be redacted
 */
export function learnSecrets(
  { tasks, services }: Mission,
  caller: Variables,
  secrets: Secrets,
  filesOf: (owner: Task | Service) => Variables = () => ({}),
): readonly string[] {
  return [...tasks, ...services].flatMap((owner) => {
    const { secrets: names } = owner;
    if (names.length === 0) return [];
    const own = environmentsOf(owner).map(withoutTemplates);
    return [caller, filesOf(owner), ...own].flatMap((variables) => secrets.learn(names, variables));
  });
}

function withoutTemplates(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}
