import { cleanText } from '../../../base/clean-text.ts';
import { troubled } from '../../analysis/figures.ts';
import { countsText } from '../../analysis/test-results.ts';
import { failuresTitle, heldBackBy, logName, outOfMemoryNote } from '../../markdown/sections/failures.ts';
import { failedServices, hurtBy } from '../../markdown/sections/services.ts';
import { taskFile } from '../../markdown/task/columns.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import type { ServiceReport } from '../../model/service.ts';
import { plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { type Escapes, type FailureParts, failureParts, serviceFailureParts } from '../../words/failure-parts.ts';
import { fileLink, idList, logLink, statusSign } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';
import { shortText } from '../parts/short-text.ts';

const mostFailures = 50;
/** So many are open at once; the others are one click away, so that the timeline stays near. */
const mostOpen = 6;
const mostCases = 10;
/** Characters of log in the whole page: the first ones that failed get most of it. */
const logBudget = 100_000;
const longestTail = 8000;
const shortestTail = 600;

/** What failed and why, with the end of its log. Services first: others fail because of them. */
export function pageFailures(report: RunReport): Markup {
  const failures = troubled(report);
  const services = failedServices(report);
  if (failures.length + services.length === 0) return nothing;
  const heldBack = heldBackBy(report);
  let left = logBudget;
  const tail = (text: string | undefined): string => {
    const characters = Math.max(shortestTail, Math.min(longestTail, Math.floor(left / 4)));
    const cut = tailOf(text, { lines: 40, characters });
    left -= cut.length;
    return cut;
  };
  const shown = services.slice(0, mostFailures);
  const entries = [
    ...shown.map((service, index) => serviceEntry(report, service, index < mostOpen, tail)),
    ...failures.slice(0, mostFailures).map((task, index) => {
      const isOpen = index + shown.length < mostOpen;
      return taskEntry(report, task, heldBack.get(task.task.id) ?? [], isOpen, tail);
    }),
  ];
  const count = failures.length + services.length;
  const hidden = count - entries.length;
  const others = entries.slice(mostOpen);
  const more =
    hidden > 0
      ? html`${plural(hidden, 'more has', 'more have')} a report of ${hidden === 1 ? 'its' : 'their'} own in ${fileLink('tasks/', 'tasks/')}.`
      : '';
  const closed =
    others.length === 0
      ? nothing
      : html`<details class="others">
<summary>${count - mostOpen} more</summary>
${others}${moreLine(more)}</details>
`;
  const heading = html`${failuresTitle(report, failures)} <span class="count">${count}</span>`;
  return section('failures', heading, html`${entries.slice(0, mostOpen)}${closed}`);
}

type Tail = (text: string | undefined) => string;

function taskEntry(
  report: RunReport,
  task: TaskReport,
  heldBack: readonly string[],
  isOpen: boolean,
  tail: Tail,
): Markup {
  const { id } = task.task;
  const links = html`${fileLink(taskFile(id, '.'), 'Its report')}${task.started === undefined ? nothing : html` · ${logLink(id, logName(task.left))}`}`;
  return entry({
    sign: statusSign(task.status),
    id,
    name: task.task.name,
    sentence: sentenceOf(failureParts(report, task, escapes)),
    notes: [
      ...outOfMemoryNote(report, task).map((note) => html`${note}`),
      ...(heldBack.length === 0 ? [] : [html`Did not run because of it: ${idList(heldBack, 10)}.`]),
    ],
    cases: cases(task),
    tail: task.started === undefined ? undefined : tail(task.left?.logTail),
    links,
    isOpen,
  });
}

function serviceEntry(report: RunReport, service: ServiceReport, isOpen: boolean, tail: Tail): Markup {
  const { id, name } = service.service;
  const { started } = service;
  const hurt = hurtBy(report, service);
  return entry({
    sign: statusSign('failed'),
    id,
    name: name === id ? 'service' : `service ${name}`,
    sentence: sentenceOf(serviceFailureParts(service, escapes.reason)),
    notes: hurt.length === 0 ? [] : [html`Needed by what failed: ${idList(hurt, 10)}.`],
    cases: nothing,
    tail: started === undefined ? undefined : tail(service.logTail),
    links: started === undefined ? nothing : logLink(id, 'Its whole log'),
    isOpen,
  });
}

interface Entry {
  readonly sign: Markup;
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly notes: readonly Markup[];
  readonly cases: Markup;
  /** '' when it printed nothing; undefined when it never ran. */
  readonly tail: string | undefined;
  readonly links: Markup;
  readonly isOpen: boolean;
}

function entry({ sign, id, name, sentence, notes, cases, tail, links, isOpen }: Entry): Markup {
  return html`<details class="failure"${isOpen ? html` open` : nothing}>
<summary>${sign} <span><strong><code>${id}</code>${name === id ? '' : ` ${shortText(name)}`}</strong> <span class="why">${sentence}</span></span></summary>
${notes.map(
  (note) => html`<p>${note}</p>
`,
)}${cases}${
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

function sentenceOf({ claim, rest }: FailureParts): string {
  return `${claim}${rest}`;
}

const escapes: Escapes = {
  reason: (text) => shortText(text, 600),
  name: (text) => shortText(text),
  command: (line) => shortText(line),
};

/** The first few test cases that failed, one line each. */
function cases({ left }: TaskReport): Markup {
  const results = left?.results;
  if (results === undefined || results.failed === 0) return nothing;
  const items = results.failures.slice(0, mostCases).map(({ name, message }) => {
    const first = shortText(cleanText(message.slice(0, 1000)).trim().split('\n')[0] ?? '');
    return html`<li><strong>${shortText(name) || 'without a name'}</strong>${first === '' ? '' : `: ${first}`}</li>
`;
  });
  const hidden = results.failed - items.length;
  return html`<p>${countsText(results)}${items.length === 0 ? '.' : ':'}</p>
<ul>
${items}${
  hidden > 0 && items.length > 0
    ? html`<li>and ${hidden} more</li>
`
    : nothing
}</ul>
`;
}
