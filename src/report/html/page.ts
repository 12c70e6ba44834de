/*
 * `html/`: the page `report.html`.
 *
 * `page.ts` puts it together: head, navigation, sections, the data of the script and the script itself. `sections/` has one
 * section in each file, most of them painted from the neutral tables of `report/sections`. `parts/` has the template `html`,
 * the painter of neutral cells, and the names and signs that markup and script share. `data/` makes the data from which the
 * script (`src/page`) draws timeline and charts.
 *
 * Invariants:
 * - Markup only comes from the template `html`, which escapes every value that is not markup itself.
 * - The page loads nothing and sends nothing. Its policy allows its own script and style by their digests, and nothing else,
 *   so even markup that slipped through could not run.
 * - Without scripts the page has all figures in tables. Without the built assets it is complete, but not styled.
 * - A page of a thousand tasks stays below 1.5 MB: tables, texts and logs have budgets.
 *
 * Not here: drawing in the browser and the style sheets (`src/page`).
 */
import { type Findings, findingsOf } from '../analysis/findings.ts';
import type { RunReport } from '../model/run.ts';
import { elsewhereList } from '../sections/elsewhere.ts';
import { rerunList } from '../sections/rerun.ts';
import { warningsList } from '../sections/warnings.ts';
import { pageSource } from './data/make-data.ts';
import { fileLink } from './parts/cells.ts';
import { escapedJsonPieces, html, type Markup, nothing } from './parts/html.ts';
import { paintList } from './parts/paint.ts';
import { pageCorrection } from './sections/correction.ts';
import { pageCost } from './sections/cost.ts';
import { pageFailures } from './sections/failures.ts';
import { pageFleet } from './sections/fleet.ts';
import { pageHead, titleOf } from './sections/head.ts';
import { pageHistory } from './sections/history.ts';
import { pageLedger } from './sections/ledger.ts';
import { pageLoad } from './sections/load.ts';
import { pageMachine } from './sections/machine.ts';
import { pageResults } from './sections/results.ts';
import { pageTime } from './sections/time.ts';
import { pageTimeline } from './sections/timeline.ts';
import { pageWhatIf } from './sections/what-if.ts';

/** The page's own script and style, and their digests as a Content-Security-Policy names them: `sha256-…`. */
export interface PageAssets {
  /** UTF-8. As bytes, because it is most of a small page, and Node would decode, join and encode it again. */
  readonly script: Uint8Array;
  readonly style: string;
  readonly scriptDigest: string;
  readonly styleDigest: string;
}

/**
 * `report.html`: the run as one page without other files, also for a mission that has not ended. Without `assets` it has
 * the same text, but no style, no timeline and no charts, and says so.
 *
 * @returns pieces of its text: with 10,000 tasks, the data of the script has 2 MB
 */
export function* htmlPagePieces(
  report: RunReport,
  assets: PageAssets | undefined,
  findings = findingsOf(report),
): Generator<string | Uint8Array> {
  yield beforeData(report, assets, findings).markup;
  if (assets !== undefined) {
    yield '<script type="application/json" id="data">';
    yield* escapedJsonPieces(pageSource(report));
    yield '</script>\n<script>';
    yield assets.script;
    yield '</script>\n';
  }
  yield `</body>
</html>
`;
}

function beforeData(report: RunReport, assets: PageAssets | undefined, findings: Findings): Markup {
  const sections = sectionsOf(report, assets !== undefined, findings).filter(({ markup }) => markup !== nothing);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${titleOf(report)}: mission report</title>
${
  assets === undefined
    ? nothing
    : html`<style>${verbatim(assets.style)}</style>
`
}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${pageHead(report)}<nav aria-label="Sections">
${links(sections)}</nav>
<main id="main" tabindex="-1">
${assets === undefined ? missing : nothing}${sections.map(({ markup }) => markup)}</main>
<footer>
<p>Links lead to files beside this page, in the folder of the run or in the unpacked artifact:
${fileLink('final-report.md', 'final-report.md')}, ${fileLink('master-report.md', 'master-report.md')} with the deployment log,
${fileLink('mission.json', 'mission.json')} and ${fileLink('junit.xml', 'junit.xml')} for other programs,
${fileLink('tasks/', 'tasks/')} with a report of each task, ${fileLink('logs/', 'logs/')} with the whole output.</p>
</footer>
`;
}

/** Forbids everything except the page's own script and style, named by their digests. The empty icon prevents a request. */
function policy(assets: PageAssets | undefined): string {
  const allowed =
    assets === undefined ? [] : [`script-src '${assets.scriptDigest}'`, `style-src '${assets.styleDigest}'`];
  return ["default-src 'none'", ...allowed, 'img-src data:', "base-uri 'none'", "form-action 'none'"].join('; ');
}

const missing = html`<p class="notice">The page's script and style were not found beside the program (page.js, page.css and page.json in dist/), so this page has no timeline, no charts and no colours. Everything else is complete.</p>
`;

/** For the output of the build only: a digest is only valid for exactly these bytes. */
function verbatim(text: string): Markup {
  return { markup: text };
}

interface Section {
  readonly id: string;
  /** In the navigation. */
  readonly name: string;
  /** `nothing` if the section is empty. */
  readonly markup: Markup;
}

function sectionsOf(
  report: RunReport,
  hasTimeline: boolean,
  { whatIf, correction, runners }: Findings,
): readonly Section[] {
  return [
    { id: 'failures', name: 'Failures', markup: pageFailures(report) },
    { id: 'warnings', name: 'Warnings', markup: paintList('warnings', warningsList(report), report.duration) },
    { id: 'elsewhere', name: 'Other parts', markup: paintList('elsewhere', elsewhereList(report), report.duration) },
    { id: 'rerun', name: 'Run again', markup: paintList('rerun', rerunList(report), report.duration) },
    { id: 'timeline', name: 'Timeline', markup: pageTimeline(report, hasTimeline) },
    { id: 'runners', name: 'Runners', markup: pageFleet(report) },
    { id: 'time', name: 'Time', markup: pageTime(report) },
    { id: 'cost', name: 'Cost', markup: pageCost(report, runners) },
    { id: 'what-if', name: 'What if', markup: pageWhatIf(whatIf) },
    { id: 'history', name: 'History', markup: pageHistory(report) },
    { id: 'results', name: 'Results', markup: pageResults(report) },
    { id: 'load', name: 'Load', markup: pageLoad(report) },
    { id: 'correction', name: 'Correction', markup: pageCorrection(correction) },
    { id: 'ledger', name: 'Ledger', markup: pageLedger(report) },
    { id: 'machine', name: 'Machine', markup: pageMachine(report) },
  ];
}

function links(sections: readonly Section[]): Markup {
  return html`<ul>
${sections.map(
  ({ id, name }) => html`<li><a href="#${id}">${name}</a></li>
`,
)}</ul>
`;
}
