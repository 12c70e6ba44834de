import type { Mission, Service } from '../../mission/model/mission.ts';

/** Names that secrets of a repository can have: https://docs.github.com/actions/reference/security/secrets */
const SECRET_NAME = /^(?!GITHUB_(?!TOKEN$))[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Names of the secrets that these tasks and their services declare, in alphabetical order, so that a job gets no others. A variable that the
 * mission sets itself is left out.
 */
export function secretsOf({ tasks, services }: Mission, ids: readonly string[]): readonly string[] {
  const chosen = new Set(ids);
  const byId = new Map<string, Service>(services.map((service) => [service.id, service]));
  const users = tasks.filter(({ id }) => chosen.has(id));
  const used = users.flatMap((task) => task.services.flatMap((id) => byId.get(id) ?? []));
  const names = [...users, ...used].flatMap(({ secrets, env }) => secrets.filter((name) => !Object.hasOwn(env, name)));
  return [...new Set(names)].filter((name) => SECRET_NAME.test(name)).toSorted();
}
