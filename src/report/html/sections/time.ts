import { timelineOf } from '../../analysis/figures.ts';
import { comparedTimes } from '../../analysis/time-comparison.ts';
import type { RunReport } from '../../model/run.ts';
import { formatDuration } from '../../text/format.ts';
import { shareBar } from '../parts/bars.ts';
import { idList } from '../parts/cells.ts';
import { html, type Markup, nothing } from '../parts/html.ts';
import { moreLine, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

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
