import { predictionOf } from '../../../schedule/events/prediction.ts';
import { leastDifference, remarks, usualOf, usualText } from '../../analysis/usual-time.ts';
import { busyTime, durationOf, type RunReport, type TaskReport } from '../../model/run.ts';
import { markdownCode, markdownText } from '../../text/escape.ts';
import { dash, formatAgainstNamed, formatDuration, formatOffset, formatPercent, plural } from '../../text/format.ts';
import { markdownTable } from '../../text/markdown-table.ts';
import { sparkline } from '../../text/sparkline.ts';
import { forcedText } from '../../words/forced-text.ts';
import { againAfterEviction, evictionsText, pausesText } from '../../words/memory-text.ts';
import { waitCell } from './cells.ts';

/** When the task was triggered, waited, ran and ended, and what the gate saw at its launch. */
export function timesSection(report: RunReport, task: TaskReport): string {
  const clock = (at: number | undefined) => (at === undefined ? dash : formatOffset(at, report.duration));
  const duration = durationOf(report, task);
  const opening = task.resumed === true ? 'the resume' : 'the start of the mission';
  const by = task.triggeredBy === undefined ? opening : `the end of ${markdownCode(task.triggeredBy)}`;
  const rows = [
    ['Triggered', task.triggered === undefined ? dash : `${clock(task.triggered)} by ${by}`],
    ['Waited at the gate', waitCell(report, task)],
    ['Started', clock(task.started)],
    ['Ended', clock(task.ended)],
    ['Took', duration === undefined ? dash : `${formatDuration(duration)}${shares(report, task, duration)}`],
    ...memoryFacts(report, task),
    ...usually(report, task),
    ...gate(report, task),
  ];
  return `## Times\n\n${markdownTable([{ title: 'What' }, { title: 'When' }], rows)}`;
}

function memoryFacts(report: RunReport, task: TaskReport): string[][] {
  const pauses = pausesText(report, task);
  const evictions = evictionsText(task);
  return [
    ...(pauses === '' ? [] : [['Paused', pauses]]),
    ...(evictions === '' ? [] : [['Evicted', `${evictions}: ended, and queued again to run with nothing beside it`]]),
  ];
}

/** `expect` is for one attempt: with several, the time that it ran says more. */
function shares(report: RunReport, task: TaskReport, duration: number): string {
  const again = againAfterEviction(report, task);
  if (task.attempts < 2 && again !== '') return again;
  if (task.attempts < 2) return expected(task, duration);
  return `, ${formatDuration(busyTime(report, task))} of it in ${task.attempts} attempts`;
}

function expected(task: TaskReport, duration: number): string {
  const { expect } = task.task;
  if (expect === undefined || expect <= 0 || task.ended === undefined) return '';
  if (duration >= 2 * expect)
    return `, ${formatAgainstNamed(duration, expect, `the ${formatDuration(expect)} expected`)}`;
  const difference = Math.round((100 * (duration - expect)) / expect);
  if (difference === 0) return ', as expected';
  return `, ${Math.abs(difference)} % ${difference > 0 ? 'longer' : 'shorter'} than the ${formatDuration(expect)} expected`;
}

function usually(report: RunReport, task: TaskReport): string[][] {
  const prediction = predictionOf(report.predictions, task.task.id);
  if (prediction === undefined) return [];
  const usual = usualOf(report, task);
  const notes = usual === undefined ? [] : remarks(usual);
  const facts = [
    `${usualText(prediction)} in ${plural(prediction.runs, 'earlier run')}`,
    sparkline(prediction.last, leastDifference),
    ...notes.map((note) => `**${note}**`),
  ];
  return [['Usually', facts.join(', ')]];
}

function gate(report: RunReport, task: TaskReport): string[][] {
  const { admission } = task;
  if (admission === undefined) return [];
  const readings = `CPU ${formatPercent(admission.cpu)}, memory ${formatPercent(admission.memory)}, ${plural(admission.active, 'worker')}`;
  const forced = admission.verdict === 'forced' ? ', **forced**' : '';
  return [
    [task.attemptList.length > 1 ? 'Newest launch at' : 'Admitted at', `${readings}: ${admission.band}${forced}`],
    ...(admission.verdict === 'forced' ? [['Forced', markdownText(forcedText(report, admission))]] : []),
  ];
}
