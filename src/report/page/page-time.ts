import { formatDuration } from '../format.ts';
import { timelineOf } from '../report-figures.ts';
import type { RunReport } from '../run-report.ts';
import { comparedTimes } from '../time-comparison.ts';
import { html, type Markup, nothing } from './html.ts';
import { htmlTable } from './html-table.ts';
import { shareBar } from './page-bars.ts';
import { idList } from './page-cells.ts';
import { moreLine, section } from './page-section.ts';

/** The run against staged, serial and the floor that no schedule can pass, each with its bar. */
export function pageTime(report: RunReport): Markup {
  const { serial, criticalTasks } = timelineOf(report);
  if (serial === 0) return nothing;
  const times = comparedTimes(report);
  const longest = Math.max(...times.map(({ time }) => time));
  const table = htmlTable(
    'Time against staged and serial',
    [
      { title: 'Timeline' },
      { title: 'Takes', align: 'right' },
      { title: 'Length' },
      { title: 'This run' },
      { title: 'What it is' },
    ],
    times.map(({ name, kind, time, compared, what }) => [
      name,
      formatDuration(time),
      shareBar(time / longest, kind),
      compared,
      what,
    ]),
  );
  const more = html`The estimates add up durations that were measured side by side; alone, each might have been shorter.
Critical path: ${idList(criticalTasks, 12)}.`;
  return section('time', 'Time', html`${table}${moreLine(more)}`);
}
