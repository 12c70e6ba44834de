/*
 * `comment/`: the comment on a pull request. It stands where people discuss a change, so it is short: the verdict, what failed and why, what got
 * slower, and links.
 *
 * Invariants:
 * - All untrusted text is escaped: it mentions no one, refers to no issue, links nowhere and contains no HTML.
 * - The first line is the hidden marker by which the comment is found again, and the whole fits into GitHub's limit for a comment.
 * - The comment says of which commit and attempt it is, because an update can fail and leave an older one.
 *
 * Not here: how it is found, written and updated (`src/github/comment`).
 */
import { sanitizeLine } from '../../../base/sanitize.ts';
import { verdict } from '../../analysis/bounds/verdict.ts';
import { rankedUsual, slowerText } from '../../analysis/history-findings.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { type Failure, failuresOf } from '../../sections/failures.ts';
import { logFile } from '../../text/document-paths.ts';
import { markdownCode, markdownText } from '../../text/escape.ts';
import { joinBlocks } from '../../text/markdown-table.ts';
import { failureParts, serviceFailureParts } from '../../words/failure-parts.ts';
import { attemptPhrase, isFlaky, statusMark } from '../../words/status-text.ts';

/** What the comment refers to. */
export interface CommentPlace {
  /** Its hidden first line. */
  readonly marker: string;
  /** URL of the workflow run. */
  readonly run: string;
  /** URL of the artifact with all reports; absent if nothing was uploaded. */
  readonly artifact?: string;
  /** URL of the page. */
  readonly page?: string;
  /** SHA of the commit. */
  readonly commit?: string;
  /** Of the workflow run, counted from 1. */
  readonly attempt: number;
}

/** Characters. GitHub's limit is 65,536. */
export const LONGEST_COMMENT = 60_000;

/** Entries of each list; fewer if they are too long together. */
const SHOWN = [20, 5, 1, 0];

/** UTF-16 units of a name and of a reason before they are escaped. */
const LONGEST_NAME = 200;
const LONGEST_REASON = 300;

/** The whole comment, as Markdown. */
export function pullRequestComment(report: RunReport, place: CommentPlace): string {
  const texts = SHOWN.map((most) => () => commentWith(report, place, most));
  for (const text of texts) {
    const comment = text();
    if (comment.length <= LONGEST_COMMENT) return comment;
  }
  // The verdict itself is too long.
  return joinBlocks([place.marker, footer(place)]);
}

function commentWith(report: RunReport, place: CommentPlace, most: number): string {
  const failures = failuresOf(report);
  const slower = rankedUsual(report).filter((usual) => usual.slower);
  const flaky = [...report.tasks.values()].filter(isFlaky);
  return joinBlocks([
    place.marker,
    `### ${markdownText(cut(report.mission.name, LONGEST_NAME))}`,
    verdict(report),
    list(failures?.title ?? '', failures?.entries ?? [], most, (failure) => failureLine(report, failure, place)),
    list('Slower than usual', slower, most, (usual) => `- ${id(usual.task)}: ${slowerText(usual)}`),
    list('Flaky', flaky, most, (task) => `- ${id(task)}: succeeded${attemptPhrase(task)}`),
    footer(place),
  ]);
}

function list<Entry>(title: string, entries: readonly Entry[], most: number, line: (entry: Entry) => string): string {
  if (entries.length === 0) return '';
  const shown = entries.slice(0, most).map(line);
  const hidden = entries.length - shown.length;
  const more = hidden > 0 ? [`- and ${hidden} more`] : [];
  return [`**${title}**`, '', ...shown, ...more].join('\n');
}

/** What failed, the first line of its reason, and where its log is. */
function failureLine(report: RunReport, failure: Failure, place: CommentPlace): string {
  switch (failure.type) {
    case 'task': {
      const { task } = failure;
      const reason = (text: string): string => markdownText(cut(firstLine(text), LONGEST_REASON));
      const name = (text: string): string => markdownText(cut(text, LONGEST_NAME));
      const { claim, rest } = failureParts(report, task, {
        reason,
        name,
        command: (line) => markdownCode(line, 'text'),
      });
      const title = task.task.name === task.task.id ? '' : ` ${name(task.task.name)}`;
      const log = failure.logTail === undefined ? '' : ` ${logLink(task.task.id, place)}`;
      return `- ${statusMark[task.status]} ${id(task)}${title}: ${lowercase(claim)}${rest}${log}`;
    }
    case 'service': {
      const { service } = failure.service;
      const { claim, rest } = serviceFailureParts(failure.service, (text) =>
        markdownText(cut(firstLine(text), LONGEST_REASON)),
      );
      const log = failure.logTail === undefined ? '' : ` ${logLink(service.id, place)}`;
      return `- ❌ Service ${markdownCode(cut(service.id, LONGEST_NAME), 'text')}: ${lowercase(claim)}${rest}${log}`;
    }
    default:
      return failure satisfies never;
  }
}

/** A log is a file of the artifact; without one, it is in the log of the job. */
function logLink(taskId: string, { artifact, run }: CommentPlace): string {
  if (artifact === undefined) return `[Log of the job](${run})`;
  return `Log: ${markdownCode(logFile(taskId), 'text')} in [the artifact](${artifact})`;
}

function footer({ run, artifact, page, commit, attempt }: CommentPlace): string {
  const links = [
    ...(page === undefined ? [] : [`[Page with the timeline](${page})`]),
    ...(artifact === undefined ? [] : [`[All reports and logs](${artifact})`]),
    `[Workflow run](${run})`,
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 8)}`]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
  ];
  return `<sub>${links.join(' · ')}</sub>`;
}

function id({ task }: TaskReport): string {
  return markdownCode(cut(task.id, LONGEST_NAME), 'text');
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

function cut(text: string, most: number): string {
  const line = sanitizeLine(text);
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

function lowercase(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
