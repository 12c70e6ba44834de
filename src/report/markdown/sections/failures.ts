import type { TailBounds } from '../../../base/cut-tail.ts';
import type { LogLine } from '../../../schedule/events/log-line.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { type Failure, failuresOf, logName, type ServiceFailure, type TaskFailure } from '../../sections/failures.ts';
import { logFile, taskFile } from '../../text/document-paths.ts';
import { fencedBlock, markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { CAUSES_TITLE, causeLines, TAIL_TITLE } from '../../words/cause-lines.ts';
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

function taskBlock(report: RunReport, failure: TaskFailure, bounds: TailBounds, place: Place): string {
  const { task, notes, causes, logTail } = failure;
  const cases = logTail === undefined ? '' : failureList(task.left?.results, 10);
  return [
    `### ${statusMark[task.status]} ${markdownText(titleOf(task.task))}`,
    failureSentence(report, task),
    ...notes.map((note) => paintSentence(note, place)),
    ...(cases === '' ? [] : [cases]),
    ...excerpt(causes, logTail, bounds),
    ...(place === 'alone' ? [] : [links(task)]),
  ].join('\n\n');
}

function serviceBlock({ service, notes, causes, logTail }: ServiceFailure, bounds: TailBounds, place: Place): string {
  const { claim, rest } = serviceFailureParts(service, markdownText);
  const { id } = service.service;
  return [
    `### ${serviceMark.failed} ${markdownText(`service ${titleOf(service.service)}`)}`,
    `**${claim}**${rest}`,
    ...notes.map((note) => paintSentence(note, place)),
    ...excerpt(causes, logTail, bounds),
    ...(place === 'alone' || logTail === undefined ? [] : [`[Its whole log](${markdownTarget(logFile(id))})`]),
  ].join('\n\n');
}

/** The lines that look like the cause, above the end of the log. */
function excerpt(
  causes: readonly LogLine[] | undefined,
  logTail: string | undefined,
  bounds: TailBounds,
): readonly string[] {
  if (logTail === undefined) return [];
  const tail = tailOf(logTail, bounds);
  const end = tail === '' ? 'It left no output.' : fencedBlock(tail);
  const lines = causeLines(causes, tail);
  return lines.length === 0 ? [end] : [CAUSES_TITLE, fencedBlock(lines.join('\n')), TAIL_TITLE, end];
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
