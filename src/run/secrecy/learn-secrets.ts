import type { Variables } from '../../base/variables.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { environmentsOf } from '../../mission/model/steps.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { isTemplate } from '../expressions/reader.ts';

/**
 * Learns the values that are known before anything runs: variables of the caller, and of the mission file unless an
 * expression gives them.
 *
 * @returns a sentence for each value that cannot be redacted
 */
export function learnSecrets({ tasks, services }: Mission, caller: Variables, secrets: Secrets): readonly string[] {
  return [...tasks, ...services].flatMap((owner) => {
    const { secrets: names } = owner;
    if (names.length === 0) return [];
    const own = environmentsOf(owner).flatMap((env) => secrets.learn(names, withoutTemplates(env)));
    return [...secrets.learn(names, caller), ...own];
  });
}

function withoutTemplates(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}
