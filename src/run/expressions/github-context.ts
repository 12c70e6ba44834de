import { readFileSync } from 'node:fs';
import type { Json } from '../../mission/expressions/facts.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Properties of the `github` context of workflows that the runner also sets as variables. A fixed list, so that no token can be
 * among them.
 */
const PROPERTIES = [
  ...['action', 'action_path', 'actor', 'actor_id', 'api_url', 'base_ref', 'event_name', 'event_path', 'graphql_url'],
  ...['head_ref', 'job', 'ref', 'ref_name', 'ref_protected', 'ref_type', 'repository', 'repository_id'],
  ...['repository_owner', 'repository_owner_id', 'retention_days', 'run_attempt', 'run_id', 'run_number'],
  ...['server_url', 'sha', 'triggering_actor', 'workflow', 'workflow_ref', 'workflow_sha', 'workspace'],
];

/** The `github` context; outside a runner it has only an empty `event`. Never throws. */
export function githubContext(environment: Environment): Json {
  const context: Record<string, Json> = {};
  for (const name of PROPERTIES) {
    const value = environment[`GITHUB_${name.toUpperCase()}`];
    if (value !== undefined) context[name] = name === 'ref_protected' ? value === 'true' : value;
  }
  return { ...context, event: eventPayload(environment.GITHUB_EVENT_PATH) };
}

/** An unreadable or invalid payload counts as an empty one. */
function eventPayload(path: string | undefined): Json {
  if (path === undefined || path === '') return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch {
    return {};
  }
}
