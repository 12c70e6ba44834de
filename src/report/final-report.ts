import { correctionSection } from './correction-section.ts';
import { coverageSection } from './coverage-section.ts';
import { markdownCode, markdownText } from './escape.ts';
import { failuresSection } from './failures-section.ts';
import { type Findings, findingsOf } from './findings.ts';
import { formatDuration } from './format.ts';
import { historySection } from './history-section.ts';
import { loadTable } from './load-section.ts';
import { factTable, joinBlocks } from './markdown-table.ts';
import { mermaidTimeline } from './mermaid-timeline.ts';
import { stepCount } from './report-figures.ts';
import { degradedSection, machineSection, startedText, title } from './report-sections.ts';
import { resultsSection } from './results-section.ts';
import { resumeSection } from './resume-text.ts';
import { runFacts } from './run-facts.ts';
import type { RunReport } from './run-report.ts';
import { servicesSection } from './services-section.ts';
import { timeSection, utilizationSection } from './time-section.ts';
import { verdict } from './verdict.ts';
import { whatIfSection } from './what-if-section.ts';

const mostLoadRows = 10_000;

/** All results of a mission; of one that has not ended, as far as it came. */
export function finalReport(report: RunReport, findings: Findings = findingsOf(report)): string {
  const chart = mermaidTimeline(report);
  const loads = loadTable(report, mostLoadRows);
  return joinBlocks([
    title(report, 'Final report'),
    verdict(report),
    facts(report),
    resumeSection(report),
    failuresSection(report),
    resultsSection(report),
    servicesSection(report, true),
    coverageSection(report),
    chart === '' ? '' : `## Timeline\n\n${chart}`,
    timeSection(report),
    historySection(report),
    utilizationSection(report),
    whatIfSection(findings.whatIf),
    loads === '' ? '' : `## Load and memory, declared and measured\n\n${loads}`,
    correctionSection(findings.correction),
    machineSection(report),
    degradedSection(report),
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

const whereToLook = `## Where to look

- [report.html](report.html): the run as a page to look at, with its timeline and each wait by its reason
- [master-report.md](master-report.md): the deployment log with every decision of the gate
- [tasks/](tasks/): a completion report for each task and test
- [logs/](logs/): their whole output
- [mission.json](mission.json) and [junit.xml](junit.xml): the same for machines`;
