import type { Mission, Task } from '../../mission/model/mission.ts';
import type { Redactor } from '../../secrets/redact.ts';

/**
 * Sentences about values of secrets in places that cannot be redacted: ids name files and identify tasks, and `deliverable`
 * and `results` are paths of files. The sentences name lines, never values.
 */
export function shownSecrets({ tasks, services }: Mission, { active, redactText }: Redactor): readonly string[] {
  if (!active) return [];
  const shown = new Set<string>();
  for (const service of services) note('the id', service, service.id);
  for (const task of tasks) {
    note('the id', task, task.id);
    note('the `deliverable`', task, task.deliverable);
    note('the `results`', task, task.results);
  }
  return [...shown].map(
    (what) => `the value of a secret is in ${what}: it cannot be redacted there, and is in every report`,
  );

  function note(what: string, { line, included }: Pick<Task, 'line' | 'included'>, text: string | undefined): void {
    const file = included === undefined ? 'the mission file' : included.file;
    if (text !== undefined && redactText(text) !== text) shown.add(`${what} at line ${line} of ${file}`);
  }
}
