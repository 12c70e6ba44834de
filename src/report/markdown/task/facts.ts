/*
 * `markdown/task/`: the sections of a completion report, which is about one task or test.
 *
 * The facts from the mission file (this file), times and what the gate saw (`times.ts`), steps or the command, and outputs
 * (`steps.ts`), resource usage, processes that were left running and the log (`usage.ts`). `cells.ts` has the links and
 * waits that several of them share. `markdown/task-report.ts` puts them in order, with attempts and test results from
 * `markdown/sections`.
 *
 * Invariants:
 * - A section is '' if there is nothing to say, and the report leaves it out.
 * - A report exists at any moment of the run: a task that has not started has facts and no times.
 * - Paths of links are relative to the document, which may be the deliverable of the task.
 */
import type { RunReport, TaskReport } from '../../model/run.ts';
import { markdownCode, markdownText } from '../../text/escape.ts';
import { formatDuration, listed, plural } from '../../text/format.ts';
import { baseText } from '../../words/changed-text.ts';
import { poolTexts } from '../../words/pool-text.ts';
import { exitText } from '../../words/status-text.ts';
import { workspaceText } from '../../words/workspace-text.ts';
import { taskLink } from './cells.ts';

type Fact = readonly [string, string];

const mostNamed = 12;

/** What the mission file says about a task: its place in the mission, and the conditions under which it runs. */
export function taskFacts(report: RunReport, task: TaskReport, folder: string | undefined): Fact[] {
  const { kind, needs, needsAny, supports, scope, matrix, locks, pools, services, paths, secrets, priority, cpus } =
    task.task;
  const supported = supports === undefined ? undefined : report.tasks.get(supports)?.task;
  return [
    ['Mission', markdownText(report.mission.name)],
    ['Kind', kind],
    ...fact(
      'Matrix',
      Object.entries(matrix ?? {}).map(([name, value]) => code(`${name} = ${value}`)),
    ),
    ...fact(
      'Needs',
      needs.map((need) => reference(need, folder)),
    ),
    ...fact(
      'Needs the first of',
      needsAny.map((need) => reference(need, folder)),
    ),
    ...(task.task.if === undefined ? [] : [['If', code(task.task.if)] as const]),
    ...fact('Only when changed', paths.map(code)),
    ...comparison(report, task),
    ...(supports === undefined
      ? []
      : [['Supports', `${reference(supports, folder)} ${markdownText(supported?.name ?? '')}`.trim()] as const]),
    ...deployed(task),
    ...workplace(report, task),
    ...fact('Services', services.map(code)),
    ...fact('Locks', locks.map(code)),
    ...fact('Pools', poolTexts(pools).map(code)),
    ...fact('Secrets', secrets.map(code)),
    ...(cpus === undefined ? [] : [['CPU budget', plural(cpus, 'CPU')] as const]),
    ...(priority === 0 ? [] : [['Priority', String(priority)] as const]),
    ...retried(task),
    ...(task.kept === true
      ? [['Kept', 'it had succeeded before the run was resumed, and was not run again'] as const]
      : []),
    ...(scope.length === 0 ? [] : [['Scope', scope.map(markdownText).join(', ')] as const]),
    ...(exitText(task) === '' ? [] : [['Ended with', endedWith(task)] as const]),
  ];
}

function comparison(report: RunReport, { task }: TaskReport): Fact[] {
  const text = baseText(report, task.id, { code, text: markdownText });
  return text === undefined ? [] : [['Changed files', text]];
}

function workplace(report: RunReport, task: TaskReport): Fact[] {
  const text = workspaceText(report, task, code);
  return text === undefined ? [] : [['Workspace', text]];
}

function deployed({ task }: TaskReport): Fact[] {
  switch (task.deploy) {
    case 'always':
      return [];
    case 'if-running':
      return [['Deployed', 'only if the task that it supports has not ended']];
    case 'while-running':
      return [['Deployed', 'only if the task that it supports has not ended, and stopped when that ends']];
    default:
      return task.deploy satisfies never;
  }
}

function retried({ task, attempts }: TaskReport): Fact[] {
  const { retry } = task;
  // A resumed run may launch a task again that has no `retry`.
  if (retry === undefined) return attempts > 1 ? [['Attempts', String(attempts)]] : [];
  const wait = retry.delay === 0 ? 'at once' : `after ${formatDuration(retry.delay)}`;
  const longer = retry.delay === 0 || retry.backoff === 1 ? '' : `, each further wait ${retry.backoff} times as long`;
  const most = retry.maxDelay === undefined ? '' : `, at most ${formatDuration(retry.maxDelay)}`;
  const jitter = retry.jitter === undefined ? '' : `, up to ${Math.round(100 * retry.jitter)} % shorter at random`;
  const causes = listed([
    ...retry.on.map((cause) => cause.replaceAll('-', ' ')),
    ...(retry.exitCodes ?? []).map((code) => `exit code ${code}`),
    ...(retry.log ?? []).map((pattern) => `a line of the log that matches ${markdownCode(pattern)}`),
  ]);
  return [['Attempts', `${attempts} of ${retry.attempts}; retried ${wait}${longer}${most}${jitter}, on ${causes}`]];
}

function endedWith(task: TaskReport): string {
  return `${exitText(task)}${task.outOfMemory === true ? ', out of memory' : ''}`;
}

function fact(title: string, items: readonly string[]): Fact[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, mostNamed).join(', ');
  return [[title, items.length > mostNamed ? `${shown} and ${items.length - mostNamed} more` : shown]];
}

function code(text: string): string {
  return markdownCode(text);
}

function reference(id: string, folder: string | undefined): string {
  return folder === undefined ? markdownCode(id) : taskLink(id, folder);
}
