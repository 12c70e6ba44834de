import type { LogLine } from '../../../schedule/events/log-line.ts';
import { failedCases } from '../../analysis/test-results.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { type Failure, failuresOf, logName } from '../../sections/failures.ts';
import { taskFile } from '../../text/document-paths.ts';
import { plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { CAUSES_TITLE, causeLines, TAIL_TITLE } from '../../words/cause-lines.ts';
import { type Escapes, type FailureParts, failureParts, serviceFailureParts } from '../../words/failure-parts.ts';
import { fileLink, logLink, statusSign } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { paintSentence } from '../parts/paint.ts';
import { moreLine, section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';

const mostFailures = 50;
/** So many are open; the rest is one click away, so that the timeline stays near. */
const mostOpen = 6;
const mostCases = 10;
/** Lines of the log that look like the cause, of a failure that is not open. */
const mostFolded = 3;
/** Characters of log in the whole page: the first failures get most of them. */
const logBudget = 100_000;
const longestTail = 8000;
const shortestTail = 600;

/** What failed and why, with the end of its log; `nothing` if nothing did. */
export function pageFailures(report: RunReport): Markup {
  const failures = failuresOf(report);
  if (failures === undefined) return nothing;
  const { title, entries } = failures;
  const tail = logTails(logBudget);
  const shown = entries
    .slice(0, mostFailures)
    .map((failure, index) => paintFailure(report, failure, { isOpen: index < mostOpen, tail }));
  const hidden = entries.length - shown.length;
  const folded = shown.slice(mostOpen);
  const more =
    hidden > 0
      ? html`${plural(hidden, 'more has', 'more have')} a report of ${hidden === 1 ? 'its' : 'their'} own in ${fileLink('tasks/', 'tasks/')}.`
      : '';
  const closed =
    folded.length === 0
      ? nothing
      : html`<details class="more-entries">
<summary>${entries.length - mostOpen} more</summary>
${folded}${moreLine(more)}</details>
`;
  const heading = html`${title} <span class="count">${entries.length}</span>`;
  return section('failures', heading, html`${shown.slice(0, mostOpen)}${closed}`);
}

/** Cuts log tails; each gets up to a quarter of what is left of the budget, in characters. */
function logTails(budget: number): (text: string) => string {
  let left = budget;
  return (text) => {
    const characters = Math.max(shortestTail, Math.min(longestTail, Math.floor(left / 4)));
    const cut = tailOf(text, { lines: 40, characters });
    left -= cut.length;
    return cut;
  };
}

interface Frame {
  readonly isOpen: boolean;
  readonly tail: (text: string) => string;
}

function paintFailure(report: RunReport, failure: Failure, frame: Frame): Markup {
  const { isOpen } = frame;
  const common = {
    notes: failure.notes.map((note) => html`${paintSentence(note)}`),
    causes: failure.causes,
    tail: failure.logTail === undefined ? undefined : frame.tail(failure.logTail),
    isOpen,
  };
  switch (failure.type) {
    case 'task': {
      const { task } = failure;
      const { id, name } = task.task;
      const log = task.started === undefined ? nothing : html` · ${logLink(id, logName(task.left))}`;
      return entry({
        ...common,
        sign: statusSign(task.status),
        id,
        name,
        sentence: sentenceOf(failureParts(report, task, escapes)),
        cases: task.started === undefined ? nothing : cases(task),
        links: html`${fileLink(taskFile(id), 'Its report')}${log}`,
      });
    }
    case 'service': {
      const { service } = failure;
      const { id, name } = service.service;
      return entry({
        ...common,
        sign: statusSign('failed'),
        id,
        name: name === id ? 'service' : `service ${name}`,
        sentence: sentenceOf(serviceFailureParts(service, escapes.reason)),
        cases: nothing,
        links: service.started === undefined ? nothing : logLink(id, 'Its whole log'),
      });
    }
    default:
      return failure satisfies never;
  }
}

interface Entry {
  readonly sign: Markup;
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly notes: readonly Markup[];
  readonly cases: Markup;
  readonly causes: readonly LogLine[] | undefined;
  /** '' if it printed nothing; undefined if it never ran. */
  readonly tail: string | undefined;
  readonly links: Markup;
  readonly isOpen: boolean;
}

function entry({ sign, id, name, sentence, notes, cases, causes, tail, links, isOpen }: Entry): Markup {
  return html`<details class="failure"${isOpen ? html` open` : nothing}>
<summary>${sign} <span><strong><code>${id}</code>${name === id ? '' : ` ${shortText(name)}`}</strong> <span class="why">${sentence}</span></span></summary>
${notes.map(
  (note) => html`<p>${note}</p>
`,
)}${cases}${causeBlock(id, isOpen ? causes : causes?.slice(0, mostFolded), tail)}${
  tail === undefined
    ? nothing
    : tail === ''
      ? html`<p>It left no output.</p>
`
      : html`<pre tabindex="0" role="group" aria-label="End of the log of ${id}">${tail}</pre>
`
}${moreLine(links)}</details>
`;
}

/** The lines that look like the cause, above the end of the log. */
function causeBlock(id: string, causes: readonly LogLine[] | undefined, tail = ''): Markup {
  const lines = causeLines(causes, tail);
  if (lines.length === 0) return nothing;
  return html`<p>${CAUSES_TITLE}</p>
<pre tabindex="0" role="group" aria-label="Lines of the log of ${id} that look like the cause">${lines.join('\n')}</pre>
<p>${TAIL_TITLE}</p>
`;
}

function sentenceOf({ claim, rest }: FailureParts): string {
  return `${claim}${rest}`;
}

const escapes: Escapes = {
  reason: (text) => shortText(text, 600),
  name: (text) => shortText(text),
  command: (line) => shortText(line),
};

/** The first test cases that failed, one line each. */
function cases({ left }: TaskReport): Markup {
  const failed = failedCases(left?.results, mostCases);
  if (failed === undefined) return nothing;
  const { counts, shown, hidden } = failed;
  const items = shown.map(({ name, message, place }) => {
    const first = shortText(message);
    return html`<li><strong>${shortText(name)}</strong>${place === '' ? '' : html` (<code>${shortText(place)}</code>)`}${first === '' ? '' : `: ${first}`}</li>
`;
  });
  const rest =
    hidden > 0
      ? html`<li>and ${hidden} more</li>
`
      : nothing;
  const list =
    items.length === 0
      ? nothing
      : html`<ul>
${items}${rest}</ul>
`;
  return html`<p>${counts}${items.length === 0 ? '.' : ':'}</p>
${list}`;
}
