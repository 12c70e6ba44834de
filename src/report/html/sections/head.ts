/*
 * `html/sections/`: one section of the page in each file, and the head of the page (this file).
 *
 * A section takes the report and gives its markup, or `nothing` if there is nothing to say; `html/page.ts` then leaves it
 * out of the page and of the navigation. Tables and lists come from `report/sections` and are painted by `html/parts`. Only
 * the page has the head with its figures, the timeline that the script fills, and the button that copies the correction.
 *
 * Invariants:
 * - Every element with an id has it once in the page, and a section is named by its heading.
 * - Tables have a caption, heading cells and a bound for their rows.
 */

import { boundsOf } from '../../analysis/bounds/bounds.ts';
import { aboveText, floorPieces, type Piece } from '../../analysis/bounds/bounds-words.ts';
import { savingsOf } from '../../analysis/bounds/savings.ts';
import { plainPieces, verdictParts } from '../../analysis/bounds/verdict.ts';
import { flakyIds, loadFigures, meanActive, measuredMeans, stepCount, timelineOf } from '../../analysis/figures.ts';
import { rankedUsual, slowerText } from '../../analysis/history-findings.ts';
import { loadTitle } from '../../analysis/learned-demand.ts';
import { errorText } from '../../analysis/model-error.ts';
import { bareCounts, totalResults } from '../../analysis/test-results.ts';
import type { Usual } from '../../analysis/usual-time.ts';
import { flakyText } from '../../analysis/usual-time.ts';
import { startedText } from '../../markdown/sections/sections.ts';
import type { RunReport } from '../../model/run.ts';
import { formatBytes, formatCpus, formatDuration, formatPercent, plural, trimmed } from '../../text/format.ts';
import { changedTexts } from '../../words/changed-text.ts';
import { inputTexts } from '../../words/inputs-text.ts';
import { memoryText } from '../../words/memory-text.ts';
import { downloadText, partText } from '../../words/part-text.ts';
import { resumeFacts } from '../../words/resume-text.ts';
import { idList } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { shortText } from '../parts/short-text.ts';
import { htmlFacts } from '../parts/table.ts';
import { statusSigns } from '../parts/words.ts';

/** If the run was resumed more often, the newest resumes. */
const mostResumes = 10;
const mostNamed = 10;

/** What the run was, how it ended, and its most important figures. */
export function pageHead(report: RunReport): Markup {
  const { mission } = report;
  const { claim, rest } = verdictParts(report);
  const kind = report.result ?? 'running';
  return html`<header>
<p class="kind">Mission report</p>
<h1>${titleOf(report)}</h1>
${
  mission.goal === undefined
    ? nothing
    : html`<p class="goal">${shortText(mission.goal, 600)}</p>
`
}<p id="verdict" class="verdict s-${kind}"><span class="sign" aria-hidden="true">${statusSigns[kind]}</span> <span><strong>${claim}</strong>${rest.map(pieceMarkup)}</span></p>
${figures(report)}${about(report)}</header>
`;
}

function pieceMarkup(piece: Piece): Markup {
  if (typeof piece === 'string') return html`${piece}`;
  return 'id' in piece ? html`<code>${shortText(piece.id, 200)}</code>` : html`${shortText(piece.untrusted, 400)}`;
}

export function titleOf({ mission }: RunReport): string {
  return shortText(mission.name, 300) || 'Mission';
}

/** Four to six figures, each with a comparison. */
function figures(report: RunReport): Markup {
  const bounds = boundsOf(report);
  const means = measuredMeans(report);
  const { workers, cpu, memory } = report.mission.admission;
  const tiles = [
    tile(
      report.finished ? 'Took' : 'So far',
      formatDuration(report.duration),
      bounds === undefined ? '' : sentenceCase(aboveText(bounds)),
    ),
    ...(bounds === undefined
      ? []
      : [tile('Floor', formatDuration(bounds.floor), sentenceCase(plainPieces(floorPieces(report, bounds))))]),
    ...againstForkJoin(report),
    ...(report.admissions.length === 0
      ? []
      : [
          tile(
            'Workers',
            trimmed(meanActive(report), 1),
            `on average; at most ${Math.max(report.load.maximumActive, report.load.active)} of ${workers.limit}`,
          ),
        ]),
    ...measured('CPU', means.cpu, report.cpu.maximumCpu, cpu.limit),
    ...measured('Memory', means.memory, report.cpu.maximumMemory, memory.limit),
  ];
  return html`<dl class="figures">
${tiles}</dl>
`;
}

/** How much shorter or longer the run was than an estimate of fork-join. */
function againstForkJoin(report: RunReport): Markup[] {
  const { forkJoin } = timelineOf(report);
  const saved = savingsOf(report);
  if (saved === undefined) return [];
  const { figure, words } = saved;
  const note = `${words} all tasks, then all tests (${formatDuration(forkJoin)}), an estimate ${errorText('fork-join')}`;
  return [tile('Against fork-join', figure, note)];
}

function measured(name: string, mean: number | undefined, highest: number, limit: number): Markup[] {
  if (mean === undefined) return [];
  const note = `on average; at most ${formatPercent(rounded(highest))}, limit ${formatPercent(limit)}`;
  return [tile(name, formatPercent(rounded(mean)), note)];
}

/** A small figure keeps a decimal: `3 %, at most 3 %` would look like a mistake. */
function rounded(percent: number): number {
  return percent < 10 ? percent : Math.round(percent);
}

function sentenceCase(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function tile(name: string, value: string, note: string): Markup {
  return html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>
`;
}

function about(report: RunReport): Markup {
  const { mission } = report;
  const { counts } = report;
  const steps = stepCount(report);
  const results = totalResults(report);
  const flaky = flakyIds(report);
  const load = loadFigures(report);
  const memory = memoryText(report);
  const tests = mission.tasks.filter(({ kind }) => kind === 'test').length;
  const usual = rankedUsual(report);
  const kinds = `${plural(report.tasks.size - tests, 'task')}, ${plural(tests, 'test')}`;
  return htmlFacts([
    ['Started', startedText(report)],
    ['File', html`<code>${shortText(report.file, 300)}</code>`],
    ['Description', mission.description === undefined ? undefined : shortText(mission.description, 1000)],
    ['Scope', shortText(mission.scope.join(', '), 600)],
    ['Inputs', shortText(inputTexts(report).join(', '), 1000)],
    ['Size', kinds],
    ['Steps', steps.all === 0 ? undefined : `${steps.done} of ${steps.all}`],
    ['Test cases', results === undefined ? undefined : bareCounts(results)],
    ['Retried', counts.succeeded > 0 && flaky.length > 0 ? html`flaky in this run: ${idList(flaky, 20)}` : undefined],
    ['Memory was critical', memory === '' ? undefined : `${memory}.`],
    [
      loadTitle(report),
      load.maximum === 0 ? undefined : `${formatPercent(load.mean)} on average, at most ${formatPercent(load.maximum)}`,
    ],
    ['Part', partText(report)],
    ['Artifacts of other parts', downloadText(report)],
    ...resumeFacts(report).slice(-mostResumes),
    [
      'Slower',
      named(
        usual.filter(({ slower }) => slower),
        slowerText,
      ),
    ],
    [
      'Flaky',
      named(
        usual.filter(({ flaky }) => flaky > 0),
        flakyText,
      ),
    ],
    ['Changed files', changed(report)],
    [
      'Machine',
      report.fleet === undefined
        ? `${formatCpus(report.machine.cpus)}, ${formatBytes(report.machine.memory)}`
        : undefined,
    ],
  ]);
}

/** The first ones with what is remarkable about them; undefined if there are none. */
function named(found: readonly Usual[], fact: (usual: Usual) => string): Markup | undefined {
  if (found.length === 0) return undefined;
  const shown = found
    .slice(0, mostNamed)
    .map((usual, index) => html`${index === 0 ? '' : ', '}<code>${usual.task.task.id}</code> (${fact(usual)})`);
  const hidden = found.length - shown.length;
  return html`${shown}${hidden > 0 ? ` and ${hidden} more` : ''}`;
}

function changed(report: RunReport): string | undefined {
  const texts = changedTexts(report, { code: (text) => shortText(text), text: (text) => shortText(text, 400) });
  return texts.length === 0 ? undefined : texts.join('; ');
}
