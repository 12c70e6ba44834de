import { type LearnedDemand, predictionOf } from '../../../schedule/events/prediction.ts';
import { measuredLoad } from '../../analysis/figures.ts';
import { learnedFrom } from '../../analysis/learned-demand.ts';
import { soloText } from '../../analysis/solo.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { logFile } from '../../text/document-paths.ts';
import { fencedBlock, markdownCode, markdownTarget } from '../../text/escape.ts';
import { firstLine } from '../../text/first-line.ts';
import { dash, formatBytes, formatCpus, formatDuration, formatPercent, plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { markdownTable } from '../../text/markdown-table.ts';
import { CAUSES_TITLE, causeLines } from '../../words/cause-lines.ts';

/** Declared, learned and measured load and memory, and what it would have taken alone. */
export function useSection(report: RunReport, task: TaskReport): string {
  const { load, memory } = task.task;
  const learned = predictionOf(report.predictions, task.task.id)?.demand;
  if ((task.usage ?? load ?? memory ?? learned) === undefined) return '';
  const measured = measuredLoad(report, task);
  const peak = task.usage?.peakMemory;
  const cpu = task.usage === undefined ? dash : `${formatDuration(1000 * task.usage.cpuSeconds)} of CPU time`;
  const columns = [
    { title: '' },
    { title: 'Declared' },
    ...(learned === undefined ? [] : [{ title: 'Learned' }]),
    { title: 'Measured' },
  ];
  const source =
    learned === undefined
      ? ''
      : `\n\nLearned from ${learnedFrom(learned)}. If a figure is declared, it counts instead of the learned one.`;
  const rows = [
    [
      'Load',
      load === undefined ? dash : formatPercent(load),
      ...(learned === undefined ? [] : [learnedLoad(report, learned)]),
      measured === undefined ? cpu : `${formatPercent(measured)}, ${cpu}`,
    ],
    [
      'Memory',
      memory === undefined ? dash : formatBytes(memory),
      ...(learned === undefined ? [] : [learned.memory === undefined ? dash : formatBytes(learned.memory)]),
      peak === undefined ? dash : `${formatBytes(peak)} at most`,
    ],
  ];
  const solo = soloText(report, task);
  const alone = solo === '' ? '' : `\n\nAlone on the machine (an estimate): ${solo}.`;
  return `## Resource usage\n\n${markdownTable(columns, rows)}${alone}${source}`;
}

function learnedLoad({ machine }: RunReport, { cpus }: LearnedDemand): string {
  if (cpus === undefined) return dash;
  return machine.cpus > 0 ? `${formatPercent((100 * cpus) / machine.cpus)}, ${formatCpus(cpus)}` : formatCpus(cpus);
}

/** The processes that still ran when the task ended. */
export function leftoversSection(task: TaskReport): string {
  if (task.leftovers.length === 0) return '';
  const most = 20;
  const lines = task.leftovers
    .slice(0, most)
    .map(({ pid, command }) => `- ${markdownCode(firstLine(command), 'text')} (process ${pid})`);
  if (task.leftovers.length > most) lines.push(`- and ${task.leftovers.length - most} more`);
  const count = plural(task.leftovers.length, 'process was', 'processes were');
  return `## Left running\n\n${count} still running when it ended, and killed:\n\n${lines.join('\n')}`;
}

/** The end of the log, and a link to all of it. */
export function logSection(task: TaskReport, folder: string | undefined): string {
  if (task.started === undefined) return '';
  const link = (text: string): string =>
    folder === undefined ? text : `[${text}](${markdownTarget(logFile(task.task.id, folder))})`;
  if (task.left === undefined) return `## Log\n\nThe whole log is in ${link('its file')}.`;
  const tail = tailOf(task.left.logTail, { lines: 200, characters: 64_000 });
  if (tail === '') return '## Log\n\nIt wrote no output.';
  const { logBytes, logCut } = task.left;
  const size =
    logCut === undefined
      ? `${link('The whole log')} has ${formatBytes(logBytes)}`
      : `${link('The log')} has ${formatBytes(logBytes)}; ${formatBytes(logCut)} more were cut out of its middle`;
  const lines = causeLines(task.left.causes, tail);
  const causes = lines.length === 0 ? '' : `${CAUSES_TITLE}\n\n${fencedBlock(lines.join('\n'))}\n\n`;
  return `## Log\n\n${causes}${size}; its last lines:\n\n${fencedBlock(tail)}`;
}
