import { formatDuration, formatPercent } from '../format.ts';
import { timelineOf } from '../report-figures.ts';
import type { RunReport } from '../run-report.ts';
import { html, type Markup, nothing } from './html.ts';
import { htmlTable } from './html-table.ts';
import { shareBar } from './page-bars.ts';
import { idList } from './page-cells.ts';
import { moreLine, section } from './page-section.ts';

/** The run against staged, serial and the floor that no schedule can pass, each with its bar. */
export function pageTime(report: RunReport): Markup {
  const { dynamic, staged, serial, criticalPath, criticalTasks } = timelineOf(report);
  if (serial === 0) return nothing;
  const longest = Math.max(dynamic, staged, serial, criticalPath);
  const row = (name: string, time: number, kind: 'own' | 'other' | 'floor', what: string) => [
    name,
    formatDuration(time),
    shareBar(time / longest, kind),
    kind === 'own' ? '' : compared(dynamic, time),
    what,
  ];
  const table = htmlTable(
    'Time against staged and serial',
    [
      { title: 'Timeline' },
      { title: 'Takes', align: 'right' },
      { title: 'Length' },
      { title: 'This run' },
      { title: 'What it is' },
    ],
    [
      row('Dynamic', dynamic, 'own', 'as it ran'),
      row('Staged', staged, 'other', 'estimate: all tasks as they ran, then all tests one after the other'),
      row('Serial', serial, 'other', 'estimate: everything one after the other'),
      row('Critical path', criticalPath, 'floor', 'the longest chain of needs: no schedule is shorter'),
    ],
  );
  const more = html`The estimates add up durations that were measured side by side; alone, each might have been shorter.
Critical path: ${idList(criticalTasks, 12)}.`;
  return section('time', 'Time', html`${table}${moreLine(more)}`);
}

function compared(dynamic: number, other: number): string {
  const difference = other === 0 ? 0 : (100 * (other - dynamic)) / other;
  if (Math.abs(difference) < 0.05) return 'equal';
  return `${formatPercent(Math.abs(difference))} ${difference > 0 ? 'less' : 'more'}`;
}
