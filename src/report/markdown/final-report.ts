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
import { type Block, blockPieces, factTable } from '../text/markdown-table.ts';
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

/**
 * All results of a mission, also of one that has not ended.
 *
 * @returns pieces of its text: with 10,000 tasks, two tables have 0.8 MB each, and everything from which they are made takes ten times as much
 */
export function finalReportPieces(report: RunReport, findings: Findings = findingsOf(report)): Generator<string> {
  return blockPieces(blocksOf(report, findings));
}

function* blocksOf(report: RunReport, findings: Findings): Generator<Block> {
  yield title(report, 'Final report');
  yield verdict(report);
  yield facts(report);
  yield rerunSection(report);
  yield elsewhereSection(report);
  yield failuresSection(report);
  yield fleetSection(report);
  yield resultsSection(report, 'Tasks', 'task');
  yield resultsSection(report, 'Tests', 'test');
  yield servicesSection(report, 'beside-files');
  yield coverageSection(report);
  yield chartSection(report);
  yield timeSection(report);
  yield costSection(report, findings.runners);
  yield historySection(report);
  if (report.fleet === undefined) yield utilizationSection(report);
  yield whatIfSection(findings.whatIf);
  yield loadSection(report);
  yield correctionSection(findings.correction);
  if (report.fleet === undefined) yield machineSection(report);
  yield warningsSection(report);
  yield whereToLook;
}

function chartSection(report: RunReport): string {
  const chart = mermaidTimeline(report);
  return chart === '' ? '' : `## Timeline\n\n${chart}`;
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
