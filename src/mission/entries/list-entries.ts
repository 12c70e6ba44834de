/*
 * This folder lists what has an id in a mission file: tasks, tests and services, each with its place and its draft.
 *
 * `list-entries.ts` walks the draft in the order of the file and expands matrices (`mission/matrix`). `checking.ts` has the type
 * `Checking`, which all checks and the build take, and functions that read single texts and lists.
 *
 * Invariants:
 * - Tasks, tests and services each have the order of the file.
 * - A task with a matrix is one entry with all of its combinations. Findings about the matrix are reported here.
 * - Once there are more than 100,000 tasks, no further matrix is expanded, so that the memory is bounded.
 *
 * Not here: rules between entries (`mission/checks`), and tasks with their defaults (`mission/build`).
 */
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { expandMatrix } from '../matrix/expand.ts';
import type { Combination, Matrix, MatrixTask } from '../matrix/matrix.ts';
import type { MatrixValue, TaskKind } from '../model/mission.ts';
import type { MissionDraft, TaskDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import type { Checking, Entry, Scope, ServiceEntry } from './checking.ts';

/** A run is built for 100,000 tasks. More would be a mistake in a matrix. */
const MOST_TASKS = 100_000;

/** Everything with an id in the file's order; matrices expanded, and their findings reported. */
export function listEntries(draft: MissionDraft, source: YamlSource, report: Report): Checking {
  let count = 0;
  const scope: Scope = { root: [], draft };
  const entriesOf = (key: 'tasks' | 'tests', kind: TaskKind): Entry[] =>
    source.keys([key]).map((id) => {
      const entry: Entry = { scope, id, kind, path: [key, id], draft: draft[key]?.[id] ?? {} };
      // Combinations above the limit are not built, only reported.
      const matrix = count > MOST_TASKS ? undefined : matrixOf(entry, source, report);
      count += matrix?.length ?? 1;
      return matrix === undefined ? entry : { ...entry, matrix };
    });
  const entries = [...entriesOf('tasks', 'task'), ...entriesOf('tests', 'test')];
  const services = source.keys(['services']).map((id): ServiceEntry => {
    const service: ServiceEntry = { scope, id, path: ['services', id], draft: draft.services?.[id] ?? {} };
    const matrix = matrixOf({ ...service, kind: 'service' }, source, report);
    return matrix === undefined ? service : { ...service, matrix };
  });
  if (count > MOST_TASKS) reportTooMany(source, report);
  return { draft, scopes: [scope], source, entries, services, report };
}

/** A task, a test or a service as written, with or without a matrix. */
interface Owner {
  readonly id: string;
  readonly kind: TaskKind | 'service';
  readonly path: Path;
  readonly draft: Pick<TaskDraft, 'matrix'>;
}

function matrixOf({ id, kind, path, draft }: Owner, source: YamlSource, report: Report): MatrixTask[] | undefined {
  const at = [...path, 'matrix'];
  if (!source.has(at)) return undefined;
  const matrix = matrixIn(draft.matrix, at, source);
  if (matrix === undefined) return [];
  warnOfNumbers(matrix, at, source, report);
  const expanded = expandMatrix(id, matrix);
  if (expanded.type === 'expanded') return [...expanded.tasks];
  for (const finding of expanded.findings) {
    const place = [...at, ...finding.path];
    const isName = finding.code === 'invalid-dimension' || finding.code === 'unknown-dimension';
    const message = finding.path.length === 0 ? `the matrix of the ${kind} ${showText(id)}: ` : '`matrix`: ';
    report({
      at: isName || finding.path.length === 0 ? source.keyPlace(place) : source.place(place),
      code: finding.code,
      message: `${message}${finding.message}`,
      hint: finding.hint,
    });
  }
  return [];
}

/** In the file's order; undefined if a part has the wrong type. */
function matrixIn(draft: TaskDraft['matrix'], path: Path, source: YamlSource): Matrix | undefined {
  if (draft === undefined) return undefined;
  const dimensions: [string, readonly MatrixValue[]][] = [];
  for (const name of source.keys(path)) {
    if (name === 'include' || name === 'exclude') continue;
    const values = wholeList(draft[name] as readonly (MatrixValue | undefined)[] | undefined);
    if (values === undefined) return undefined;
    dimensions.push([name, values]);
  }
  const include = combinationsIn(draft.include);
  const exclude = combinationsIn(draft.exclude);
  if (include === undefined || exclude === undefined) return undefined;
  return { dimensions: Object.fromEntries(dimensions), include, exclude };
}

function combinationsIn(drafts: NonNullable<TaskDraft['matrix']>['include'] = []): readonly Combination[] | undefined {
  const list = wholeList(drafts);
  return list?.every((entry) => Object.values(entry).every((value) => value !== undefined))
    ? (list as readonly Combination[])
    : undefined;
}

function wholeList<T>(list: readonly (T | undefined)[] | undefined): readonly T[] | undefined {
  return list === undefined || list.includes(undefined) ? undefined : (list as readonly T[]);
}

/** As in workflows, `1.10` is a number, so the value is `1.1`, which is rarely what was meant. */
function warnOfNumbers({ dimensions }: Matrix, path: Path, source: YamlSource, report: Report): void {
  for (const [name, values] of Object.entries(dimensions)) {
    for (const [index, value] of values.entries()) {
      const at = [...path, name, index];
      const written = source.text(at);
      if (typeof value !== 'number' || written === undefined || written === String(value)) continue;
      const message = `${showText(written)} is the number ${value}, and its id contains ${value} too`;
      const hint = `write '${written}' in quotes if you mean the text`;
      report({ at: source.place(at), severity: 'warning', code: 'matrix-number', message, hint });
    }
  }
}

function reportTooMany(source: YamlSource, report: Report): void {
  const message = `expected at most ${MOST_TASKS} tasks and tests, found more with all combinations of matrices`;
  report({ at: source.keyPlace(['tasks']), code: 'too-many-tasks', message, hint: 'remove values of matrices' });
}
