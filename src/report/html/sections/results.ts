import type { RunReport } from '../../model/run.ts';
import { resultsTable } from '../../sections/results.ts';
import { servicesTable } from '../../sections/services.ts';
import type { Markup } from '../parts/html.ts';
import { longMark, section } from '../parts/section.ts';
import { htmlTable } from '../parts/table.ts';

/** The timeline has a row for each task; a table of thousands would only cost time. */
const mostRows = 300;

/** All tasks, all tests and all services with their results. */
export function pageResults(report: RunReport): Markup {
  const tables = [
    resultsTable(report, 'task', mostRows),
    resultsTable(report, 'test', mostRows),
    servicesTable(report),
  ].flatMap((table) => (table === undefined ? [] : [htmlTable(table)]));
  return section('results', 'Results', tables, longMark(report.tasks.size));
}
