import { fencedBlock, markdownCode, markdownTarget, markdownText } from './escape.ts';
import { formatDuration, plural } from './format.ts';
import { tailOf } from './log-tail.ts';
import { troubled } from './report-figures.ts';
import { durationOf, type RunReport, type StepReport, type TaskReport } from './run-report.ts';
import { exitText, hasFailed, statusMark, statusPhrase } from './status-text.ts';
import { idsCell, logFile, taskFile } from './task-columns.ts';

const mostFailures = 100;

/** What failed and why, with the end of its log; '' when nothing did. */
export function failuresSection(report: RunReport): string {
  const failures = troubled(report);
  if (failures.length === 0) return '';
  const heldBack = heldBackBy(report);
  const blocks = failures.slice(0, mostFailures).map((task) => failure(report, task, heldBack.get(task.task.id) ?? []));
  const hidden = failures.length - blocks.length;
  return [
    failuresHeading(failures),
    ...blocks,
    ...(hidden > 0 ? [`${plural(hidden, 'more has', 'more have')} its own report in \`tasks/\`.`] : []),
  ].join('\n\n');
}

/** Of a run that was only stopped nothing has failed. */
export function failuresHeading(failures: readonly TaskReport[]): string {
  return failures.some(({ status }) => hasFailed(status)) ? '## What failed' : '## What was stopped';
}

function failure(report: RunReport, task: TaskReport, heldBack: readonly string[]): string {
  const { id, name } = task.task;
  const tail = tailOf(task.left?.logTail, { lines: 40, characters: 8000 });
  return [
    `### ${statusMark[task.status]} ${markdownText(name === id ? id : `${id} ${name}`)}`,
    failureSentence(report, task),
    ...(heldBack.length === 0 ? [] : [`Did not run because of it: ${idsCell(heldBack, 10)}.`]),
    ...(tail === '' ? ['It left no output.'] : [fencedBlock(tail)]),
    `[Its report](${markdownTarget(taskFile(id, '.'))}) · [its whole log](${markdownTarget(logFile(id, '.'))})`,
  ].join('\n\n');
}

/** `Failed after 2m05s in step 2 of 3, Lint: exit code 1.` */
export function failureSentence(report: RunReport, task: TaskReport): string {
  const phrase = statusPhrase(task);
  const duration = durationOf(report, task);
  const where = task.failedStep === undefined ? '' : stepText(task.failedStep, task.steps);
  const why = task.reason === undefined ? exitText(task) : markdownText(task.reason).replace(/\.$/, '');
  return [
    `**${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}**`,
    ...(duration === undefined ? [] : [` ${task.status === 'succeeded' ? 'in' : 'after'} ${formatDuration(duration)}`]),
    where,
    ...(why === '' ? [] : [`: ${why}`]),
    '.',
  ].join('');
}

function stepText(index: number, steps: readonly StepReport[]): string {
  const step = steps[index];
  if (step === undefined || (steps.length === 1 && step.name === undefined)) return '';
  const name = step.name === undefined ? markdownCode(firstLine(step.run), 'text') : markdownText(step.name);
  return ` in step ${index + 1} of ${steps.length}, ${name}`;
}

/** A command may be a whole script: its first line tells which one it is. */
export function firstLine(command: string): string {
  const [first = '', ...rest] = command.trim().split('\n');
  const cut = first.length > 80 ? `${first.slice(0, 79)}…` : first;
  return rest.length > 0 && cut === first ? `${cut} …` : cut;
}

/** By id of what failed: those that were skipped and needed it. */
function heldBackBy(report: RunReport): Map<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { task, status } of report.tasks.values()) {
    if (status !== 'skipped') continue;
    for (const need of task.needs) {
      const list = held.get(need);
      if (list === undefined) held.set(need, [task.id]);
      else list.push(task.id);
    }
  }
  return held;
}
