import type { PageData, PageService, PageTask } from '../../report/html/data/data.ts';

/** The content of one line of the timeline. */
export type Row =
  | { readonly type: 'group'; readonly title: string; readonly count: number }
  | { readonly type: 'service'; readonly service: PageService }
  | { readonly type: 'task'; readonly task: PageTask; readonly index: number };

export interface Filter {
  /** Part of an id or name, in any case; '' for all. */
  readonly text: string;
  /** `all`, a status, or `held`, `retried`, `bent`, `kept`, `critical`. */
  readonly status: string;
}

/** Tasks, tests and services under their headings, each group in the order of the first launch. */
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
  return [...group('Tasks', ofKind('task')), ...group('Tests', ofKind('test')), ...group('Services', services)];
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
      return task.waits.some(([, , reason]) => reason !== 'trigger' && reason !== 'backoff');
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
