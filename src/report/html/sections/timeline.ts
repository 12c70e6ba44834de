import type { Gate } from '../../../mission/model/mission.ts';
import type { RunReport, ShownStatus, TaskStatus } from '../../model/run.ts';
import { fleetWaits } from '../../model/waited.ts';
import { statusWord } from '../../words/status-text.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import { keptSign, type PageWait, pauseSign, resumeSign, statusSigns, waitNames } from '../parts/words.ts';

const statuses = (Object.keys(statusSigns) as ShownStatus[]).filter((status) => status !== 'evicted');
const allWaits = Object.keys(waitNames) as PageWait[];

/** The elements that the page's script fills; without scripts the tables below have the same figures. */
export function pageTimeline(report: RunReport, hasScript: boolean): Markup {
  if (!hasScript) return nothing;
  const waits = waitsOf(report);
  const content = html`<noscript><p class="notice">The timeline and the charts need scripts, which are disabled. The tables below have the same figures.</p></noscript>
<div class="board" hidden>
<div class="controls">
<p class="field"><label for="filter-text">Filter</label> <input id="filter-text" type="search" placeholder="id or name" autocomplete="off" spellcheck="false"></p>
<p class="field"><label for="filter-status">Show</label> <select id="filter-status">
${options(report)}</select></p>
<p class="buttons" role="group" aria-label="Zoom in time"><button type="button" id="zoom-out" title="Zoom out (-)" aria-label="Zoom out">−</button><button type="button" id="zoom-in" title="Zoom in (+)" aria-label="Zoom in">+</button><button type="button" id="zoom-reset" title="The whole run (0)">Whole run</button></p>
<p id="shown" role="status"></p>
</div>
<div class="drawing">
<div id="rows"></div>
<div id="charts"></div>
</div>
<aside id="details" tabindex="-1" aria-label="Details"></aside>
<div class="legend">
<p><b>Bars</b> ${statuses
    .filter((status) => drawn.has(status) && report.counts[status] > 0)
    .map(
      (status) =>
        html`<span><i class="key bar s-${status}" aria-hidden="true">${statusSigns[status]}</i> ${statusWord(status)}</span> `,
    )}<span><i class="key critical" aria-hidden="true"></i> critical path</span>${bent(report)}${resumed(report)}</p>
${
  waits.length === 0
    ? nothing
    : html`<p><b>Waits for</b> ${waits.map((wait) => html`<span><i class="key wait w-${wait}" aria-hidden="true"></i> ${waitNames[wait]}</span> `)}</p>
`
}${
  report.fleet === undefined
    ? html`<p><b>Background</b> <span><i class="key b-GREEN" aria-hidden="true"></i> green: below every caution and limit</span> <span><i class="key b-YELLOW" aria-hidden="true"></i> yellow: a caution is reached, one launch per measurement</span> <span><i class="key b-RED" aria-hidden="true"></i> red: a limit is reached, ${closedText(report.mission.admission.gate)}</span></p>
`
    : nothing
}<p class="help">Drag over the timeline to zoom in, or scroll with Ctrl held. In the rows: arrow keys, Home, End, Page Up and Page Down move; Enter goes to the details, Escape back; + − 0 zoom, ← → move in time.</p>
</div>
</div>
`;
  return section('timeline', 'Timeline', content);
}

/** What a closed gate means. */
function closedText(gate: Gate): string {
  switch (gate) {
    case 'all':
      return 'nothing starts';
    case 'tests':
      return 'no test starts';
    case 'off':
      return 'but the gate is off';
    default:
      return gate satisfies never;
  }
}

/** The part of the legend for a run in which memory was critical. */
function bent({ tasks }: RunReport): Markup {
  const attempts = [...tasks.values()].flatMap(({ attemptList }) => attemptList);
  const isPaused = attempts.some(({ pauses }) => pauses !== undefined);
  const isEvicted = attempts.some(({ status }) => status === 'evicted');
  return html`${
    isPaused
      ? html` <span><i class="key bar paused" aria-hidden="true">${pauseSign}</i> paused, because memory was critical: its processes were stopped</span>`
      : nothing
  }${
    isEvicted
      ? html` <span><i class="key bar s-evicted" aria-hidden="true">${statusSigns.evicted}</i> evicted, because memory was critical: ended and queued again, to run with nothing beside it</span>`
      : nothing
  }`;
}

/** The part of the legend for a resumed run. */
function resumed({ resumes, tasks }: RunReport): Markup {
  if (resumes.length === 0) return nothing;
  const all = [...tasks.values()];
  return html` <span><i class="key resume" aria-hidden="true">${resumeSign}</i> resumed</span>${
    all.some(({ kept }) => kept === true)
      ? html` <span><i class="key bar kept" aria-hidden="true">${keptSign}</i> kept by the resume</span>`
      : nothing
  }${
    all.some(({ earlier }) => earlier !== undefined)
      ? html` <span><i class="key bar earlier" aria-hidden="true"></i> launched before the resume</span>`
      : nothing
  }`;
}

/** The waits that occur in this run. */
function waitsOf(report: RunReport): PageWait[] {
  const occurring = new Set<PageWait>(report.decisions.flatMap(({ reason }) => reason ?? []));
  const tasks = [...report.tasks.values()];
  if (tasks.some(({ triggered }) => triggered !== 0)) occurring.add('trigger');
  for (const wait of fleetWaits) if (tasks.some(({ waited }) => (waited[wait] ?? 0) > 0)) occurring.add(wait);
  if (tasks.some(({ attemptList }) => attemptList.some(({ retry }) => retry !== undefined))) occurring.add('backoff');
  return allWaits.filter((wait) => occurring.has(wait));
}

/** The statuses of tasks that ran, and so have a bar. */
const drawn: ReadonlySet<TaskStatus> = new Set([
  'succeeded',
  'failed',
  'timed-out',
  'cancelled',
  'running',
  'stopping',
  'not-needed',
]);

function options(report: RunReport): Markup[] {
  const present = statuses.filter((status) => report.counts[status] > 0);
  const tasks = [...report.tasks.values()];
  const retried = tasks.filter(({ attempts }) => attempts > 1).length;
  const bent = tasks.filter(({ attemptList }) =>
    attemptList.some(({ pauses, status }) => pauses !== undefined || status === 'evicted'),
  ).length;
  const kept = tasks.filter(({ kept }) => kept === true).length;
  const held = new Set(report.decisions.flatMap(({ id, reason }) => (reason === undefined ? [] : [id]))).size;
  return [
    option('all', 'everything', report.tasks.size),
    ...present.map((status) => option(status, statusWord(status), report.counts[status])),
    ...(held > 0 ? [option('held', 'waited at the gate', held)] : []),
    ...(retried > 0 ? [option('retried', 'retried', retried)] : []),
    ...(bent > 0 ? [option('bent', 'paused or evicted', bent)] : []),
    ...(kept > 0 ? [option('kept', 'kept by the resume', kept)] : []),
    option('critical', 'on the critical path'),
  ];
}

function option(value: string, text: string, count?: number): Markup {
  return html`<option value="${value}">${text}${count === undefined ? '' : ` (${count})`}</option>
`;
}
