import type { Variables } from '../../base/variables.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { isTemplate } from '../expressions/reader.ts';

/**
 * Learns the values that are known before anything runs: variables of the caller, and of the mission file unless an
 * expression gives them.
 *
 * @returns a sentence for each value that cannot be redacted
 */
export function learnSecrets({ tasks, services }: Mission, caller: Variables, secrets: Secrets): readonly string[] {
  return [...tasks, ...services].flatMap(({ secrets: names, env }) =>
    names.length === 0 ? [] : [...secrets.learn(names, caller), ...secrets.learn(names, withoutTemplates(env))],
  );
}

function withoutTemplates(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}
