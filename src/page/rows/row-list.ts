import type { PageData, PageRunner, PageService, PageTask } from '../../report/html/data/data.ts';
import type { PageWait } from '../../report/html/parts/words.ts';

/** The content of one line of the timeline. */
export type Row =
  | { readonly type: 'group'; readonly title: string; readonly count: number }
  | { readonly type: 'service'; readonly service: PageService }
  | { readonly type: 'task'; readonly task: PageTask; readonly index: number };

/** Waits that the gate does not decide. */
const notAtTheGate: ReadonlySet<PageWait> = new Set<PageWait>(['trigger', 'artifacts', 'runner', 'backoff']);

export interface Filter {
  /** Part of an id or name, in any case; '' for all. */
  readonly text: string;
  /** `all`, a status, or `held`, `retried`, `bent`, `kept`, `critical`. */
  readonly status: string;
}

/** Tasks, tests and services under their headings, or the runners with theirs, each group in the order of the first launch. */
export function listRows(data: PageData, filter: Filter): Row[] {
  const wanted = filter.text.trim().toLowerCase();
  const critical = new Set(data.critical);
  const hasText = ({ id, name = '' }: { readonly id: string; readonly name?: string | undefined }): boolean =>
    wanted === '' || id.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted);
  const services = data.services
    .filter((service) => filter.status === 'all' && hasText(service))
    .sort((one, other) => startOf(one.started) - startOf(other.started))
    .map((service): Row => ({ type: 'service', service }));
  const tasks = data.tasks
    .map((task, index) => ({ task, index }))
    .filter(({ task, index }) => hasText(task) && hasStatus(task, filter.status, critical.has(index)))
    .sort((one, other) => startOf(firstLaunch(one.task)) - startOf(firstLaunch(other.task)));
  const ofKind = (wanted: 'task' | 'test'): Row[] =>
    tasks.filter(({ task }) => task.kind === wanted).map((entry) => ({ type: 'task', ...entry }));
  if (data.runners !== undefined) return byRunner(data.runners, [...ofKind('task'), ...ofKind('test'), ...services]);
  return [...group('Tasks', ofKind('task')), ...group('Tests', ofKind('test')), ...group('Services', services)];
}

/** One group for each runner, and one for what did not run on any of them. */
function byRunner(runners: readonly PageRunner[], rows: readonly Row[]): Row[] {
  const partOf = (row: Row): number | undefined =>
    row.type === 'group' ? undefined : row.type === 'task' ? row.task.part : row.service.part;
  return [
    ...runners.flatMap(({ part, title }) =>
      group(
        title,
        rows.filter((row) => partOf(row) === part),
      ),
    ),
    ...group(
      'Parts that did not report',
      rows.filter((row) => partOf(row) === undefined),
    ),
  ];
}

function group(title: string, rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [] : [{ type: 'group', title, count: rows.length }, ...rows];
}

function firstLaunch({ earlier, attempts }: PageTask): number | undefined {
  return (earlier?.[0] ?? attempts[0])?.[0];
}

/** Rows that were never launched come last. */
function startOf(started: number | undefined): number {
  return started ?? Number.MAX_SAFE_INTEGER;
}

function hasStatus(task: PageTask, wanted: string, isCritical: boolean): boolean {
  switch (wanted) {
    case 'all':
      return true;
    case 'held':
      return task.waits.some(([, , reason]) => !notAtTheGate.has(reason));
    case 'retried':
      return task.attempts.filter(([, , status]) => status !== 'evicted').length > 1;
    case 'bent':
      return task.pauses !== undefined || task.attempts.some(([, , status]) => status === 'evicted');
    case 'kept':
      return task.kept === true;
    case 'critical':
      return isCritical;
    default:
      return task.status === wanted;
  }
}
