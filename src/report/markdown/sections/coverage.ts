import { append } from '../../../base/multimap.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { idsCell } from '../../sections/cell.ts';
import { markdownText } from '../../text/escape.ts';
import { dash, plural } from '../../text/format.ts';
import { markdownTable } from '../../text/markdown-table.ts';
import { statusMark } from '../../words/status-text.ts';
import { paintSentence } from '../parts/paint.ts';
import { taskLink } from '../task/cells.ts';

const mostTests = 6;
const mostIds = 20;

/** Which tests checked or supported which task, and the tasks without a test. */
export function coverageSection(report: RunReport): string {
  const all = [...report.tasks.values()];
  const tasks = all.filter(({ task }) => task.kind === 'task');
  const tests = all.filter(({ task }) => task.kind === 'test');
  if (tasks.length === 0) return '';
  const heading = '## Specialist coverage';
  if (tests.length === 0) return `${heading}\n\nThis mission has no tests: its tasks are not checked.`;
  const coverage = collect(tasks, tests);
  const rows = tasks.map(({ task }) => [
    taskLink(task.id),
    markdownText(task.name),
    testsCell(coverage.checkedBy.get(task.id) ?? []),
    testsCell(coverage.supportedBy.get(task.id) ?? []),
  ]);
  const columns = [{ title: 'Task' }, { title: 'Name' }, { title: 'Checked by' }, { title: 'Supported by' }];
  return [heading, ...sentences(tasks, coverage), markdownTable(columns, rows)].join('\n\n');
}

interface Coverage {
  readonly checkedBy: ReadonlyMap<string, readonly TaskReport[]>;
  readonly supportedBy: ReadonlyMap<string, readonly TaskReport[]>;
  /** Tests that need every task, and so belong to none in particular. */
  readonly overall: readonly TaskReport[];
}

function collect(tasks: readonly TaskReport[], tests: readonly TaskReport[]): Coverage {
  const taskIds = new Set(tasks.map(({ task }) => task.id));
  const checkedBy = new Map<string, TaskReport[]>();
  const supportedBy = new Map<string, TaskReport[]>();
  const overall: TaskReport[] = [];
  for (const test of tests) {
    const needs = [...test.task.needs, ...test.task.needsAny].filter((need) => taskIds.has(need));
    if (test.task.supports !== undefined) append(supportedBy, test.task.supports, test);
    if (needs.length === tasks.length && tasks.length > 1) overall.push(test);
    else for (const need of needs) append(checkedBy, need, test);
  }
  return { checkedBy, supportedBy, overall };
}

function sentences(tasks: readonly TaskReport[], coverage: Coverage): string[] {
  const unchecked = tasks.filter(({ task }) => !coverage.checkedBy.has(task.id)).map(({ task }) => task.id);
  const checked = tasks.length - unchecked.length;
  const own = `${checked} of ${plural(tasks.length, 'task')} ${checked === 1 ? 'has a test of its' : 'have tests of their'} own.`;
  const overall =
    coverage.overall.length === 0 ? '' : ` All tasks together are checked by ${testsCell(coverage.overall)}.`;
  const only = coverage.overall.length === 0 ? 'No test checks' : 'Checked only by a test of all tasks';
  const without = tasks
    .filter(({ task }) => coverage.checkedBy.get(task.id)?.every(({ started }) => started === undefined))
    .map(({ task }) => task.id);
  return [
    own + overall,
    ...(unchecked.length === 0 ? [] : [`${only}: ${paintSentence([idsCell(unchecked, mostIds)])}.`]),
    ...(without.length === 0
      ? []
      : [`Not checked in this run, since none of their tests ran: ${paintSentence([idsCell(without, mostIds)])}.`]),
  ];
}

function testsCell(tests: readonly TaskReport[]): string {
  if (tests.length === 0) return dash;
  const shown = tests.slice(0, mostTests).map((test) => `${statusMark[test.status]} ${taskLink(test.task.id)}`);
  return tests.length > mostTests ? `${shown.join(', ')} and ${tests.length - mostTests} more` : shown.join(', ');
}
