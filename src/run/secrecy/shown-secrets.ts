import type { Mission } from '../../mission/model/mission.ts';
import type { Redactor } from '../../secrets/redact.ts';

/**
 * Sentences about values of secrets in places that cannot be redacted: ids name files and identify tasks, and `deliverable`
 * and `results` are paths of files. The sentences name lines, never values.
 */
export function shownSecrets({ tasks, services }: Mission, { active, redactText }: Redactor): readonly string[] {
  if (!active) return [];
  const shown = new Set<string>();
  for (const { id, line } of services) note('the id', line, id);
  for (const { id, line, deliverable, results } of tasks) {
    note('the id', line, id);
    note('the `deliverable`', line, deliverable);
    note('the `results`', line, results);
  }
  return [...shown].map(
    (what) =>
      `the value of a secret is in ${what} of the mission file: it cannot be redacted there, and is in every report`,
  );

  function note(what: string, line: number, text: string | undefined): void {
    if (text !== undefined && redactText(text) !== text) shown.add(`${what} at line ${line}`);
  }
}
