import type { IncludedText } from '../../mission/include/included-file.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { IncludedSource } from '../../schedule/events/opening.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { isTemplate } from '../expressions/reader.ts';
import { holdsLiteral } from './redact-mission.ts';

/** In UTF-16 units; about 3,000 tasks. Reading such a file again for the report takes a quarter of a second. */
const MOST_KEPT = 256_000;

/**
 * The redacted text of the mission file, which the journal keeps for the correction in the final report. Undefined if the
 * file is too large, or if it holds the value of a secret: YAML can spell a value in ways that are not recognized.
 */
export function keptSource(text: string, mission: Mission, redactor: Redactor): string | undefined {
  if (text.length > MOST_KEPT || [...mission.tasks, ...mission.services].some(holdsSecret)) return undefined;
  if (!redactor.active) return text;
  const read = JSON.stringify(mission);
  return redactor.redactText(read) === read ? redactor.redactText(text) : undefined;
}

/** The included files, with texts as long as all of them together are not too large. */
export function keptIncluded(
  included: readonly IncludedText[],
  mission: Mission,
  redactor: Redactor,
): readonly IncludedSource[] {
  let length = 0;
  return included.map(({ path, text }) => {
    length += text.length;
    const source = length > MOST_KEPT ? undefined : keptSource(text, mission, redactor);
    return { path, ...(source === undefined ? {} : { source }) };
  });
}

function holdsSecret({ secrets, env }: Pick<Mission['tasks'][number], 'secrets' | 'env'>): boolean {
  return secrets.some((name) => env[name] !== undefined && (!isTemplate(env[name]) || holdsLiteral(env[name])));
}
