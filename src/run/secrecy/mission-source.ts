import type { Mission } from '../../mission/model/mission.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { isTemplate } from '../expressions/reader.ts';
import { holdsLiteral } from './redact-mission.ts';

/** In UTF-16 units, some 3,000 tasks: reading it once more for the report takes a quarter of a second. */
const MOST_KEPT = 256_000;

/**
 * The mission file's text as the journal keeps it, for the correction in the final report: with secrets masked. Nothing
 * when it is too large, and when the value of a secret stands in the file itself: YAML can spell it in ways that are not
 * found.
 */
export function keptSource(text: string, mission: Mission, redactor: Redactor): string | undefined {
  if (text.length > MOST_KEPT || [...mission.tasks, ...mission.services].some(holdsSecret)) return undefined;
  if (!redactor.active) return text;
  const read = JSON.stringify(mission);
  return redactor.redactText(read) === read ? redactor.redactText(text) : undefined;
}

function holdsSecret({ secrets, env }: Pick<Mission['tasks'][number], 'secrets' | 'env'>): boolean {
  return secrets.some((name) => env[name] !== undefined && (!isTemplate(env[name]) || holdsLiteral(env[name])));
}
