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
  const facts: Fact[] = [
    ['Mission', markdownText(report.mission.name)],
    ['Kind', kind],
  ];
  const add = (title: string, value: string | undefined): void => {
    if (value !== undefined) facts.push([title, value]);
  };
  const link = (need: string): string => reference(need, folder);
  if (matrix !== undefined)
    add(
      'Matrix',
      several(Object.entries(matrix), ([name, value]) => code(`${name} = ${value}`)),
    );
  add('Needs', several(needs, link));
  add('Needs the first of', several(needsAny, link));
  if (task.task.if !== undefined) add('If', code(task.task.if));
  add('Only when changed', several(paths, code));
  add('Changed files', baseText(report, task.task.id, { code, text: markdownText }));
  if (supports !== undefined)
    add('Supports', `${link(supports)} ${markdownText(report.tasks.get(supports)?.task.name ?? '')}`.trim());
  add('Deployed', deployed(task));
  add('Workspace', workspaceText(report, task, code));
  add('Services', several(services, code));
  add('Locks', several(locks, code));
  if (pools !== undefined) add('Pools', several(poolTexts(pools), code));
  add('Secrets', several(secrets, code));
  if (cpus !== undefined) add('CPU budget', plural(cpus, 'CPU'));
  if (priority !== 0) add('Priority', String(priority));
  add('Attempts', attemptsText(task));
  if (task.kept === true) add('Kept', 'it had succeeded before the run was resumed, and was not run again');
  if (scope.length > 0) add('Scope', scope.map(markdownText).join(', '));
  if (exitText(task) !== '') add('Ended with', endedWith(task));
  return facts;
}

function deployed({ task }: TaskReport): string | undefined {
  switch (task.deploy) {
    case 'always':
      return undefined;
    case 'if-running':
      return 'only if the task that it supports has not ended';
    case 'while-running':
      return 'only if the task that it supports has not ended, and stopped when that ends';
    default:
      return task.deploy satisfies never;
  }
}

function attemptsText({ task, attempts }: TaskReport): string | undefined {
  const { retry } = task;
  // A resumed run may launch a task again that has no `retry`.
  if (retry === undefined) return attempts > 1 ? String(attempts) : undefined;
  const wait = retry.delay === 0 ? 'at once' : `after ${formatDuration(retry.delay)}`;
  const longer = retry.delay === 0 || retry.backoff === 1 ? '' : `, each further wait ${retry.backoff} times as long`;
  const most = retry.maxDelay === undefined ? '' : `, at most ${formatDuration(retry.maxDelay)}`;
  const jitter = retry.jitter === undefined ? '' : `, up to ${Math.round(100 * retry.jitter)} % shorter at random`;
  const causes = listed([
    ...retry.on.map((cause) => cause.replaceAll('-', ' ')),
    ...(retry.exitCodes ?? []).map((code) => `exit code ${code}`),
    ...(retry.log ?? []).map((pattern) => `a line of the log that matches ${markdownCode(pattern)}`),
  ]);
  return `${attempts} of ${retry.attempts}; retried ${wait}${longer}${most}${jitter}, on ${causes}`;
}

function endedWith(task: TaskReport): string {
  return `${exitText(task)}${task.outOfMemory === true ? ', out of memory' : ''}`;
}

/** The first of them, and how many more there are; undefined for none. */
function several<Item>(items: readonly Item[], show: (item: Item) => string): string | undefined {
  if (items.length === 0) return undefined;
  const shown = items.slice(0, mostNamed).map(show).join(', ');
  return items.length > mostNamed ? `${shown} and ${items.length - mostNamed} more` : shown;
}

function code(text: string): string {
  return markdownCode(text);
}

function reference(id: string, folder: string | undefined): string {
  return folder === undefined ? markdownCode(id) : taskLink(id, folder);
}
