/*
 * `markdown/`: the documents in GitHub Markdown.
 *
 * - `final-report.ts`: all results; `master-report.ts`: the deployment log with every decision of the gate, rewritten while
 *   the mission runs; `task-report.ts`: one document for each task; `job-summary.ts`: the page of a job, cut to size.
 * - `mermaid-*.ts`: the timeline as a chart that GitHub draws.
 * - `sections/`: sections of documents, most of them painted from the neutral tables of `report/sections`;
 *   `task/`: sections of a task's own report; `parts/`: the painter of neutral cells.
 *
 * A document is a list of blocks; an empty block is left out.
 *
 * Invariants:
 * - All untrusted text passes through `text/escape.ts` or `quote-untrusted-markdown.ts`.
 * - Links are relative and lead to files of the run. The job summary stands alone and has no links.
 * - Documents that are rewritten while the mission runs have bounds for their tables; the rest is in `mission.json`.
 *
 * Not here: which rows a table has, and in which order (`report/sections`).
 */

import { verdict } from '../analysis/bounds/verdict.ts';
import { stepCount } from '../analysis/figures.ts';
import { type Findings, findingsOf } from '../analysis/findings.ts';
import type { RunReport } from '../model/run.ts';
import { markdownCode, markdownText } from '../text/escape.ts';
import { formatDuration } from '../text/format.ts';
import { factTable, joinBlocks } from '../text/markdown-table.ts';
import { mermaidTimeline } from './mermaid-timeline.ts';
import { runFacts } from './run-facts.ts';
import { correctionSection } from './sections/correction.ts';
import { costSection } from './sections/cost.ts';
import { coverageSection } from './sections/coverage.ts';
import { failuresSection } from './sections/failures.ts';
import { fleetSection } from './sections/fleet.ts';
import { historySection } from './sections/history.ts';
import { loadSection } from './sections/load.ts';
import { resultsSection } from './sections/results.ts';
import {
  elsewhereSection,
  machineSection,
  rerunSection,
  startedText,
  title,
  warningsSection,
} from './sections/sections.ts';
import { servicesSection } from './sections/services.ts';
import { timeSection, utilizationSection } from './sections/time.ts';
import { whatIfSection } from './sections/what-if.ts';

/** All results of a mission, also of one that has not ended. */
export function finalReport(report: RunReport, findings: Findings = findingsOf(report)): string {
  const chart = mermaidTimeline(report);
  return joinBlocks([
    title(report, 'Final report'),
    verdict(report),
    facts(report),
    rerunSection(report),
    elsewhereSection(report),
    failuresSection(report),
    fleetSection(report),
    resultsSection(report),
    servicesSection(report, 'beside-files'),
    coverageSection(report),
    chart === '' ? '' : `## Timeline\n\n${chart}`,
    timeSection(report),
    costSection(report, findings.runners),
    historySection(report),
    report.fleet === undefined ? utilizationSection(report) : '',
    whatIfSection(findings.whatIf),
    loadSection(report),
    correctionSection(findings.correction),
    report.fleet === undefined ? machineSection(report) : '',
    warningsSection(report),
    whereToLook,
  ]);
}

function facts(report: RunReport): string {
  const { mission } = report;
  const steps = stepCount(report);
  return factTable([
    ['Mission', markdownText(mission.name)],
    ...(mission.goal === undefined ? [] : [['Goal', markdownText(mission.goal)] as const]),
    ...(mission.description === undefined ? [] : [['Description', markdownText(mission.description)] as const]),
    ...(mission.scope.length === 0 ? [] : [['Scope', mission.scope.map(markdownText).join(', ')] as const]),
    ['File', markdownCode(report.file)],
    ['Started', startedText(report)],
    ['Duration', formatDuration(report.duration)],
    ...(steps.all === 0 ? [] : [['Steps', `${steps.done} of ${steps.all}`] as const]),
    ...runFacts(report),
  ]);
}

const whereToLook = `## Files of this run

- [report.html](report.html): the run as a page with an interactive timeline and the reason of each wait
- [master-report.md](master-report.md): the deployment log with every decision of the gate
- [tasks/](tasks/): a completion report for each task and test
- [logs/](logs/): the whole output of each
- [mission.json](mission.json) and [junit.xml](junit.xml): the run for other programs`;
