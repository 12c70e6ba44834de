import { append } from '../../../base/multimap.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { markdownText } from '../../text/escape.ts';
import { plural } from '../../text/format.ts';
import { markdownTable } from '../../text/markdown-table.ts';
import { statusMark } from '../../words/status-text.ts';
import { idsCell, nothing, taskLink } from '../task/columns.ts';

const mostTests = 6;

/** Which specialists checked or supported which task, and the tasks that nobody looked at. */
export function coverageSection(report: RunReport): string {
  const all = [...report.tasks.values()];
  const tasks = all.filter(({ task }) => task.kind === 'task');
  const tests = all.filter(({ task }) => task.kind === 'test');
  if (tasks.length === 0) return '';
  const heading = '## Specialist coverage';
  if (tests.length === 0) return `${heading}\n\nThis mission has no tests: nobody checks its tasks.`;
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
  /** They need every task, so they stand for none of them in particular. */
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
    coverage.overall.length === 0 ? '' : ` All of them together are checked by ${testsCell(coverage.overall)}.`;
  const only = coverage.overall.length === 0 ? 'Nobody checks' : 'Checked only together with the others';
  const without = tasks
    .filter(({ task }) => coverage.checkedBy.get(task.id)?.every(({ started }) => started === undefined))
    .map(({ task }) => task.id);
  return [
    own + overall,
    ...(unchecked.length === 0 ? [] : [`${only}: ${idsCell(unchecked, 20)}.`]),
    ...(without.length === 0 ? [] : [`Not checked in this run, as none of their tests ran: ${idsCell(without, 20)}.`]),
  ];
}

function testsCell(tests: readonly TaskReport[]): string {
  if (tests.length === 0) return nothing;
  const shown = tests.slice(0, mostTests).map((test) => `${statusMark[test.status]} ${taskLink(test.task.id)}`);
  return tests.length > mostTests ? `${shown.join(', ')} and ${tests.length - mostTests} more` : shown.join(', ');
}
