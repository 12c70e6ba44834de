import { matrixBase } from '../mission/matrix/base.ts';
import type { Mission, Task } from '../mission/model/mission.ts';
import { allSteps, environmentsOf } from '../mission/model/steps.ts';
import type { Event } from './events/event.ts';

/**
 * Lists, by id, the outputs that the journal has without their values, because they held a secret. Only the last attempt of
 * a task counts.
 */
export function redactedOutputsIn(events: readonly Event[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const event of events) {
    if (event.type !== 'step-exited' || event.left === undefined) continue;
    const { redactedOutputs } = event.left;
    if (redactedOutputs === undefined) found.delete(event.id);
    else found.set(event.id, redactedOutputs);
  }
  return found;
}

/**
 * Finds tasks that a resume would keep, but that have outputs without values which a task needs that runs again. They run
 * again too, because nothing may compute with `***`.
 *
 * @param unchanged the tasks that would be kept
 * @param redacted by `redactedOutputsIn`
 * @returns the reason, by id
 */
export function tasksWithoutOutputs(
  { tasks }: Mission,
  unchanged: ReadonlySet<string>,
  redacted: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const sources = tasks.filter(({ id }) => unchanged.has(id) && redacted.has(id));
  if (sources.length === 0) return found;
  // The list grows: a task that runs again may itself read the outputs of another.
  const readers = tasks.filter(({ id }) => !unchanged.has(id));
  for (const reader of readers) {
    for (const source of sources) {
      if (found.has(source.id) || !mayRead(reader, source)) continue;
      const names = redacted.get(source.id)?.join(', ') ?? '';
      found.set(source.id, `${reader.id} needs its outputs, and the journal has no values of secrets (${names})`);
      readers.push(source);
    }
  }
  return found;
}

/** Whether a task can read outputs of `source`: in its context file, or by an expression of its own or of a step that names it or all tasks. */
function mayRead(reader: Task, source: Task): boolean {
  const { needs, needsAny, supports } = reader;
  if (needs.includes(source.id) || needsAny.includes(source.id) || supports === source.id) return true;
  const base = matrixBase(source);
  const conditions = [reader, ...allSteps(reader)].map((each) => each.if ?? '');
  return [...conditions, ...environmentsOf(reader).flatMap((env) => Object.values(env))].some(
    (text) => text.includes('tasks') && (text.includes(base) || text.includes('*')),
  );
}
