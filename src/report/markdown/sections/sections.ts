import { warningsOf } from '../../analysis/warnings.ts';
import type { RunReport } from '../../model/run.ts';
import { markdownText } from '../../text/escape.ts';
import { formatBytes, formatOffset } from '../../text/format.ts';
import { factTable } from '../../text/markdown-table.ts';
import { wallClock } from '../../text/wall-clock.ts';

/** Sections that several documents share. */

const mostMessages = 100;

/** The first line of a document. */
export function title(report: RunReport, kind: string): string {
  const name = markdownText(report.mission.name);
  return name === '' ? `# ${kind}` : `# ${kind}: ${name}`;
}

/** Its wall-clock start, such as `2026-11-23 03:28:00 UTC`. */
export function startedText(report: RunReport): string {
  return wallClock(report.started);
}

/** What of the run itself did not work; '' when everything did. */
export function degradedSection(report: RunReport): string {
  const lines = warningsOf(report);
  if (lines.length === 0) return '';
  const shown = lines
    .slice(0, mostMessages)
    .map(({ at, text }) => `- ${formatOffset(at, report.duration)} ${markdownText(text)}`);
  if (lines.length > mostMessages)
    shown.push(`- and ${lines.length - mostMessages} more in the journal, \`events.jsonl\``);
  return `## What did not go as it should\n\n${shown.join('\n')}`;
}

/** What the machine is and what limits the measurement. */
export function machineSection(report: RunReport): string {
  const { machine } = report;
  const table = factTable([
    ['Host', markdownText(machine.hostname)],
    ['CPUs', String(Number(machine.cpus.toFixed(2)))],
    ['Memory', formatBytes(machine.memory)],
    ...(machine.processor === undefined ? [] : [['Processor', markdownText(machine.processor)] as const]),
    ['System', markdownText(`${machine.platform} ${machine.architecture}`)],
    ['Node', markdownText(machine.node)],
    ['Figures from', markdownText(machine.source)],
  ]);
  const notes = machine.notes.map((note) => `- ${markdownText(note)}`);
  return ['## Machine', table, ...(notes.length === 0 ? [] : [notes.join('\n')])].join('\n\n');
}
