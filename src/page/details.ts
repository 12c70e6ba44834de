import type { PageAttempt, PageData, PageDecision, PageService, PageTask } from '../report/html/data/data.ts';
import { bands, memoryVerdicts, serviceKind, serviceWord, statusSigns, waitNames } from '../report/html/parts/words.ts';
import { formatBytes, formatDuration, formatOffset, formatPercent, plural } from '../report/text/format.ts';
import { soloUnknown, soloWords } from '../report/words/solo-words.ts';
import { statusWord } from '../report/words/status-text.ts';
import { decisionsOf } from './parts/decisions-of.ts';
import {
  evictions,
  heldText,
  idText,
  nameOf,
  numberOf,
  pausedIn,
  pausedText,
  statusOf,
  tookOf,
} from './parts/describe.ts';
import { element } from './parts/element.ts';
import type { Row } from './rows/row-list.ts';

const mostDecisions = 60;

type Fact = readonly [name: string, value: string | undefined];

/** The panel beside the timeline with everything that is known about one row. */
export function showDetails(panel: HTMLElement, data: PageData, row: Row | undefined): void {
  delete panel.dataset.task;
  if (row === undefined || row.type === 'group') {
    panel.replaceChildren(element('p', 'help', 'Select a row to see its figures and decisions.'));
    return;
  }
  if (row.type === 'service') panel.replaceChildren(...serviceDetails(data, row.service));
  else {
    panel.dataset.task = row.task.id;
    panel.replaceChildren(...taskDetails(data, row.task, row.index));
  }
}

function taskDetails(data: PageData, task: PageTask, index: number): HTMLElement[] {
  const at = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : formatOffset(moment, data.duration);
  const names = (indexes: readonly number[] | undefined, all?: number): string | undefined => {
    if (indexes === undefined) return undefined;
    const known = indexes.flatMap((need) => idsAt(data, need)).join(', ');
    return all === undefined ? known : `${known} and ${all - indexes.length} more`;
  };
  const took = tookOf(task);
  const evicted = evictions(task);
  const triggered =
    task.triggered === undefined
      ? 'never'
      : `${at(task.triggered)} by ${names([task.by ?? -1]) || (task.resumed === true ? 'the resume' : 'the start')}`;
  const facts: Fact[] = [
    ['Triggered', triggered],
    ['Launched', at(task.attempts[0]?.[0])],
    ['Ended', at(task.ended)],
    [
      'Took',
      took === undefined
        ? undefined
        : `${formatDuration(took)}${evicted === undefined ? '' : ' since its first launch'}`,
    ],
    ['Expected', task.expect === undefined ? undefined : formatDuration(task.expect)],
    ['Usually', task.usual],
    ['Note', task.remarks],
    ['Demand', task.learned],
    ['Waited for', heldText(task)],
    ['Paused', task.pauses === undefined ? undefined : `${pausedText(task)}, because memory was critical`],
    [
      'Evicted',
      evicted === undefined
        ? undefined
        : `${evicted === 1 ? 'once' : `${evicted} times`} because memory was critical: ended, and queued again to run with nothing beside it`,
    ],
    ['CPU budget', task.cpus === undefined ? undefined : plural(task.cpus, 'CPU')],
    ['Load', pair(task.load, task.measured, formatPercent)],
    ['CPU time', task.cpuSeconds === undefined ? undefined : formatDuration(1000 * task.cpuSeconds)],
    ['Alone, estimated', aloneOf(task)],
    ['Memory', pair(task.memory, task.peak, formatBytes)],
    ['Test cases', task.cases],
    ['Needs', names(task.needs, task.needCount)],
    ['Supports', task.supports === undefined ? undefined : names([task.supports])],
    ['Services', task.services?.join(', ')],
    ['Works in', task.workspace],
    ['Locks', task.locks?.join(', ')],
    ['Pools', task.pools?.join(', ')],
    ['Log', task.log],
    ['Forced', task.forced],
  ];
  const stem = encodeURIComponent(task.stem ?? task.id);
  return [
    heading(nameOf(task)),
    status(`s-${task.status}`, statusSigns[task.status], statusOf(task), task.why),
    ...(task.about === undefined ? [] : [element('p', 'about', task.about)]),
    factList(facts),
    ...attempts('Launched before the resume', data, task, task.earlier ?? [], 1),
    ...attempts('Attempts', data, task, task.attempts, 2),
    ...steps(task),
    ...keptFiles(task, stem),
    ...decisions(data, index),
    links([
      ['Its report', `tasks/${stem}.md`],
      ...(took === undefined ? [] : [['its log', `logs/${stem}.log`] as const]),
    ]),
  ];
}

function serviceDetails(data: PageData, service: PageService): HTMLElement[] {
  const at = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : formatOffset(moment, data.duration);
  const { started, ready, users, userCount } = service;
  const names = users.flatMap((user) => idsAt(data, user)).join(', ');
  const kind = serviceKind(service.status);
  return [
    heading(`Service ${nameOf(service)}`),
    status(`s-${kind}`, statusSigns[kind], serviceWord(service.status), service.why),
    factList([
      ['Started', at(started)],
      ['Ready after', started === undefined || ready === undefined ? undefined : formatDuration(ready - started)],
      ['Setup took', service.setup === undefined ? undefined : formatDuration(service.setup)],
      ['Failed', at(service.failed)],
      ['Ended', at(service.ended)],
      ['CPU time', service.cpuSeconds === undefined ? undefined : formatDuration(1000 * service.cpuSeconds)],
      ['Memory', service.peak === undefined ? undefined : `${formatBytes(service.peak)} at most`],
      ['Needed by', userCount === undefined ? names : `${names} and ${userCount - users.length} more`],
    ]),
    ...(started === undefined
      ? []
      : [links([['Its log', `logs/${encodeURIComponent(service.stem ?? service.id)}.log`]])]),
  ];
}

/** Undefined if it has not run, or still runs. */
function aloneOf({ alone, attempts, ended }: PageTask): string | undefined {
  if (alone === undefined) return ended === undefined || attempts.length === 0 ? undefined : soloUnknown;
  const [ran, duration, cpus, idle, services = 0] = alone;
  return soloWords(ran, { duration, cpus, idle, services });
}

function idsAt(data: PageData, index: number): string[] {
  const task = data.tasks[index];
  return task === undefined ? [] : [idText(task)];
}

function heading(text: string): HTMLElement {
  const made = element('h3', '', text);
  made.title = text;
  return made;
}

function status(kind: string, sign: string, words: string, why: string | undefined): HTMLElement {
  const line = element('p', 'state');
  const mark = element('span', `sign ${kind}`, sign);
  mark.ariaHidden = 'true';
  line.append(mark, ` ${words}${why === undefined ? '' : `: ${why}`}`);
  return line;
}

function pair(declared: number | undefined, measured: number | undefined, text: (value: number) => string): string {
  return [
    ...(declared === undefined ? [] : [`${text(declared)} declared`]),
    ...(measured === undefined ? [] : [`${text(measured)} measured`]),
  ].join(', ');
}

function factList(facts: readonly Fact[]): HTMLElement {
  const list = element('dl', 'facts');
  for (const [name, value] of facts) {
    if (value === undefined || value === '') continue;
    const line = element('div');
    line.append(element('dt', '', name), element('dd', '', value));
    list.append(line);
  }
  return list;
}

/** With fewer attempts, the facts say everything. */
function attempts(
  caption: string,
  data: PageData,
  task: PageTask,
  attempts: readonly PageAttempt[],
  from: number,
): HTMLElement[] {
  if (attempts.length < from) return [];
  const rows = attempts.map(([from, to, ended], index) => [
    `${numberOf(attempts, index)}${attempts[index - 1]?.[2] === 'evicted' ? ', again' : ''}`,
    formatOffset(from, data.duration),
    formatDuration(to - from - pausedIn(task, from, to)),
    `${statusSigns[ended]} ${statusWord(ended)}`,
  ]);
  return [table(caption, ['Attempt', 'Launched', 'Took', 'Status'], rows)];
}

function steps({ steps }: PageTask): HTMLElement[] {
  if (steps === undefined) return [];
  const rows = steps.map(([name, ended, duration, why]) => [
    name,
    why === undefined ? ended : `${ended}: ${why}`,
    // Beside a long reason, the unit would get a line of its own.
    duration === 0 ? '–' : formatDuration(duration).replaceAll(' ', '\u00a0'),
  ]);
  return [table('Steps', ['Step', 'Status', 'Took'], rows)];
}

/** Links to the files that the task keeps, which lie beside the page. */
function keptFiles({ files }: PageTask, stem: string): HTMLElement[] {
  if (files === undefined) return [];
  const { total, names, more, note } = files;
  const list = element('ul', 'files');
  for (const name of names) {
    const link = element('a', '', name);
    link.setAttribute('href', ['files', stem, ...name.split('/').map(encodeURIComponent)].join('/'));
    const line = element('li');
    line.append(link);
    list.append(line);
  }
  if (more !== undefined)
    list.append(element('li', '', names.length === 0 ? plural(more, 'file') : `and ${more} more`));
  return [element('h4', '', `Files: ${total}`), ...(note === undefined ? [] : [element('p', 'about', note)]), list];
}

function decisions(data: PageData, index: number): HTMLElement[] {
  const all = decisionsOf(data, index);
  if (all.length === 0) return [];
  const percent = (value: number | null): string => (value === null ? '–' : formatPercent(Math.round(value)));
  const rows = all
    .slice(-mostDecisions)
    .map(([at, , verdict, checks, cpu, memory, active, , band, text, cpuOf, memoryOf]) => {
      const said = verdictWord(verdict);
      const often = checks > 1 ? `, ${checks} checks` : '';
      const why = data.texts[text];
      const of = (name: number | undefined): string =>
        name === undefined || data.texts[name] === undefined ? '' : ` of the ${data.texts[name]}`;
      const seen = `CPU ${percent(cpu)}${of(cpuOf)}, memory ${percent(memory)}${of(memoryOf)}, ${plural(active, 'worker')}: ${bands[band] ?? ''}`;
      return [formatOffset(at, data.duration), `${said}${often}${why === undefined ? '' : `: ${why}`}`, seen];
    });
  const older = all.length - rows.length;
  const caption = older > 0 ? `Decisions, the last ${rows.length} of ${all.length}` : 'Decisions';
  return [table(caption, ['Time', 'Verdict', 'Machine'], rows)];
}

function verdictWord(verdict: PageDecision[2]): string {
  switch (verdict) {
    case 'admitted':
    case 'forced':
      return verdict;
    case 'paused':
    case 'continued':
    case 'evicted':
      return memoryVerdicts[verdict];
    default:
      return `waits for ${waitNames[verdict]}`;
  }
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const made = element('table');
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const column of columns) {
    const cell = element('th', '', column);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = made.createTBody();
  for (const [first = '', ...rest] of rows) {
    const line = body.insertRow();
    const cell = element('th', '', first);
    cell.scope = 'row';
    line.append(cell, ...rest.map((text) => element('td', '', text)));
  }
  return made;
}

/** Links to files beside the page only. */
function links(targets: readonly (readonly [string, string])[]): HTMLElement {
  const line = element('p', 'more');
  for (const [index, [text, target]] of targets.entries()) {
    const link = element('a', '', text);
    link.setAttribute('href', target);
    line.append(index === 0 ? '' : ' · ', link);
  }
  return line;
}
