import { JOB_SET_UP } from '../analysis/cost/cost.ts';
import { runCost } from '../analysis/cost/run-cost.ts';
import { errorText } from '../analysis/model-error.ts';
import type { JobsCost } from '../model/jobs-cost.ts';
import type { RunReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';
import { type Cell, durationCell, figureCell, type Sentence, strong, text } from './cell.ts';
import { type Column, makeTable, type Row, type Table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'How' },
  { title: 'Jobs', align: 'right' },
  { title: 'Billed minutes', align: 'right' },
  { title: 'Takes', align: 'right' },
  { title: 'What it is' },
];

/**
 * The minutes that the run costs on a hosted runner, beside other ways to run the same; undefined if there is nothing to compare.
 *
 * @param runners how several runners would share the mission; absent if it cannot be cut, or if that is no faster
 */
export function costTable(report: RunReport, runners?: JobsCost): Table | undefined {
  const cost = runCost(report);
  if (cost === undefined) return undefined;
  return makeTable({
    caption: 'This run, and other ways to run the same',
    columns,
    rows: [
      row(strong('This run'), cost.run, 'one job, as it ran'),
      row(text('One job for each task'), cost.jobs, 'estimate: each task alone, after the jobs that it needs'),
      ...(runners === undefined
        ? []
        : [
            row(
              text(`On ${runners.jobs} runners`),
              runners,
              `estimate, ${errorText('plan')}: cut as by mission plan --runners ${runners.jobs}`,
            ),
          ]),
    ],
  });
}

function row(how: Cell, { jobs, minutes, time }: JobsCost, what: string): Row {
  return [how, figureCell(jobs, 0), figureCell(minutes, 0), durationCell(time), text(what)];
}

/** What the figures count. */
export const COST_NOTE: Sentence = [
  text(
    `Hosted runners are billed by the started minute of each job. Each job is assumed to take ${formatDuration(JOB_SET_UP)} before its first task, to start, check out and set up.`,
  ),
];
