/*
 * This folder lists what has an id in a mission file: tasks, tests and services, each with its place and its draft.
 *
 * `list-entries.ts` walks the draft in the order of the file; `need-items.ts` reads the needs of each, and `matrix-of.ts` reads and expands
 * matrices (`mission/matrix`). `checking.ts` has the type
 * `Checking`, which all checks and the build take, and functions that read single texts and lists. `entries-with.ts` finds the tasks that have a key.
 *
 * Invariants:
 * - Tasks, tests and services each have the order of the file.
 * - A task with a matrix is one entry with all of its combinations. Findings about the matrix are reported here.
 * - Once there are more than 100,000 tasks, no further matrix is expanded, so that the memory is bounded.
 *
 * Not here: rules between entries (`mission/checks`), and tasks with their defaults (`mission/build`).
 */
import type { Report } from '../diagnostics/finding.ts';
import type { MatrixCommand, ValuesOf } from '../matrix/command.ts';
import type { TaskKind } from '../model/mission.ts';
import type { YamlSource } from '../yaml/source.ts';
import type { Checking, Entry, ServiceEntry } from './checking.ts';
import { entriesWith } from './entries-with.ts';
import type { JoinedFiles } from './joined-files.ts';
import { type MatrixReading, matrixOf } from './matrix-of.ts';
import { NO_NEEDS, needItems } from './need-items.ts';

/** A run is built for 100,000 tasks. More would be a mistake in a matrix. */
const MOST_TASKS = 100_000;

/** Everything with an id in the file's order; matrices expanded, and their findings reported. */
export function listEntries(files: JoinedFiles, report: Report, valuesOf: ValuesOf): Checking {
  const { draft, source, scopes, scopeOf } = files;
  let count = 0;
  const commands: MatrixCommand[] = [];
  const reading: MatrixReading = { source, report, valuesOf, commands };
  const entriesOf = (key: 'tasks' | 'tests', kind: TaskKind): Entry[] =>
    source.keys([key]).map((id) => {
      const scope = scopeOf(key, id);
      const path = [key, id];
      const own = draft[key]?.[id] ?? {};
      const needs = own.needs === undefined ? NO_NEEDS : needItems(source, [...path, 'needs'], own.needs);
      const entry: Entry = { scope, id, kind, path, draft: own, needs };
      // Combinations above the limit are not built, only reported.
      const matrix = count > MOST_TASKS ? undefined : matrixOf(entry, reading);
      count += matrix?.length ?? 1;
      return matrix === undefined ? entry : { ...entry, matrix };
    });
  const entries = [...entriesOf('tasks', 'task'), ...entriesOf('tests', 'test')];
  const services = source.keys(['services']).map((id): ServiceEntry => {
    const scope = scopeOf('services', id);
    const service: ServiceEntry = { scope, id, path: ['services', id], draft: draft.services?.[id] ?? {} };
    const matrix = matrixOf({ ...service, kind: 'service' }, reading);
    return matrix === undefined ? service : { ...service, matrix };
  });
  if (count > MOST_TASKS) reportTooMany(source, report);
  return { draft, scopes, source, entries, entriesWith: entriesWith(entries), services, commands, report };
}

function reportTooMany(source: YamlSource, report: Report): void {
  const message = `expected at most ${MOST_TASKS} tasks and tests, found more with all combinations of matrices`;
  report({ at: source.keyPlace(['tasks']), code: 'too-many-tasks', message, hint: 'remove values of matrices' });
}
