import type { TailBounds } from '../../../base/cut-tail.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { type Failure, failuresOf, logName, type ServiceFailure, type TaskFailure } from '../../sections/failures.ts';
import { logFile, taskFile } from '../../text/document-paths.ts';
import { fencedBlock, markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { failureParts, serviceFailureParts } from '../../words/failure-parts.ts';
import { statusMark } from '../../words/status-text.ts';
import { titleOf } from '../../words/title-of.ts';
import { type Place, paintSentence, serviceMark } from '../parts/paint.ts';
import { failureList } from './test-results.ts';

const mostFailures = 100;
const tailBounds: TailBounds = { lines: 40, characters: 8000 };

/** What failed and why, with the end of its log; '' if nothing did. */
export function failuresSection(report: RunReport): string {
  const failures = failuresOf(report);
  if (failures === undefined) return '';
  const { title, entries } = failures;
  const blocks = entries.slice(0, mostFailures).map((entry) => failureBlock(report, entry, tailBounds, 'beside-files'));
  const hidden = entries.length - blocks.length;
  return [
    `## ${title}`,
    ...blocks,
    ...(hidden > 0 ? [`${plural(hidden, 'more has its', 'more have their')} own report in \`tasks/\`.`] : []),
  ].join('\n\n');
}

/** One entry: heading, sentence, notes, failed test cases, the end of its log, links. */
export function failureBlock(report: RunReport, failure: Failure, bounds: TailBounds, place: Place): string {
  switch (failure.type) {
    case 'task':
      return taskBlock(report, failure, bounds, place);
    case 'service':
      return serviceBlock(failure, bounds, place);
    default:
      return failure satisfies never;
  }
}

function taskBlock(report: RunReport, { task, notes, logTail }: TaskFailure, bounds: TailBounds, place: Place): string {
  const cases = logTail === undefined ? '' : failureList(task.left?.results, 10);
  return [
    `### ${statusMark[task.status]} ${markdownText(titleOf(task.task))}`,
    failureSentence(report, task),
    ...notes.map((note) => paintSentence(note, place)),
    ...(cases === '' ? [] : [cases]),
    ...tailBlock(logTail, bounds),
    ...(place === 'alone' ? [] : [links(task)]),
  ].join('\n\n');
}

function serviceBlock({ service, notes, logTail }: ServiceFailure, bounds: TailBounds, place: Place): string {
  const { claim, rest } = serviceFailureParts(service, markdownText);
  const { id } = service.service;
  return [
    `### ${serviceMark.failed} ${markdownText(`service ${titleOf(service.service)}`)}`,
    `**${claim}**${rest}`,
    ...notes.map((note) => paintSentence(note, place)),
    ...tailBlock(logTail, bounds),
    ...(place === 'alone' || logTail === undefined ? [] : [`[Its whole log](${markdownTarget(logFile(id))})`]),
  ].join('\n\n');
}

function tailBlock(logTail: string | undefined, bounds: TailBounds): string[] {
  if (logTail === undefined) return [];
  const tail = tailOf(logTail, bounds);
  return [tail === '' ? 'It left no output.' : fencedBlock(tail)];
}

function links({ task, started, left }: TaskReport): string {
  const report = `[Its report](${markdownTarget(taskFile(task.id))})`;
  return started === undefined ? report : `${report} · [${logName(left)}](${markdownTarget(logFile(task.id))})`;
}

/** `Failed after 2m05s in step 2 of 3, Lint: exit code 1.` */
export function failureSentence(report: RunReport, task: TaskReport): string {
  const { claim, rest } = failureParts(report, task, {
    reason: markdownText,
    name: markdownText,
    command: (line) => markdownCode(line, 'text'),
  });
  return `**${claim}**${rest}`;
}
