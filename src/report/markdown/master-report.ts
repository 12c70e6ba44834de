import { progress, verdict } from '../analysis/bounds/verdict.ts';
import type { RunReport } from '../model/run.ts';
import { markdownCode, markdownText } from '../text/escape.ts';
import { formatCpus, formatDuration, formatPercent, plural } from '../text/format.ts';
import { type Block, blockPieces, factTable } from '../text/markdown-table.ts';
import { gatedText } from '../words/gate-text.ts';
import { runFacts } from './run-facts.ts';
import { deploymentsSection, ledgerSection, notDeployedSection, nowSection } from './sections/deployments.ts';
import { activeLoadSection } from './sections/load.ts';
import { startedText, title, warningsSection } from './sections/sections.ts';
import { servicesSection } from './sections/services.ts';

/** The deployment log, also of a mission that still runs, in pieces: it has up to 0.3 MB. */
export function masterReportPieces(report: RunReport): Generator<string> {
  return blockPieces(blocksOf(report));
}

function* blocksOf(report: RunReport): Generator<Block> {
  yield title(report, 'Master report');
  yield verdict(report);
  yield facts(report);
  yield nowSection(report);
  yield deploymentsSection(report);
  yield notDeployedSection(report);
  yield servicesSection(report, 'beside-files');
  yield activeLoadSection(report);
  yield ledgerSection(report);
  yield warningsSection(report);
}

function facts(report: RunReport): string {
  const { mission, machine } = report;
  const { cpu, memory, workers, load, gate } = mission.admission;
  const limits = [
    ...(gate === 'off' ? [] : [`CPU ${formatPercent(cpu.limit)}`, `memory ${formatPercent(memory.limit)}`]),
    plural(workers.limit, 'worker'),
    `declared load ${formatPercent(load)}`,
  ];
  const reading = report.readings.at(-1);
  return factTable([
    ['Mission', markdownText(mission.name)],
    ...(mission.goal === undefined ? [] : [['Goal', markdownText(mission.goal)] as const]),
    ...(mission.scope.length === 0 ? [] : [['Scope', mission.scope.map(markdownText).join(', ')] as const]),
    ['File', markdownCode(report.file)],
    ['Started', startedText(report)],
    [report.finished ? 'Took' : 'Elapsed', formatDuration(report.duration)],
    ...(report.finished ? [] : [['Progress', progress(report)] as const]),
    ...runFacts(report),
    ['Limits', limits.join(', ')],
    ['Gate for CPU and memory', gatedText(gate)],
    ...(reading === undefined || report.finished ? [] : [['Newest reading', readingText(reading)] as const]),
    ['Machine', `${formatCpus(machine.cpus)}, figures from ${markdownText(machine.source)}`],
  ]);
}

function readingText(reading: { cpu?: number; memory?: number; active: number; band: string }): string {
  return `CPU ${formatPercent(reading.cpu)}, memory ${formatPercent(reading.memory)}, ${reading.active} active: ${reading.band}`;
}
