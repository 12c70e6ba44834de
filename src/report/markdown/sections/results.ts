import type { TaskKind } from '../../../mission/model/mission.ts';
import type { RunReport } from '../../model/run.ts';
import { resultsTable } from '../../sections/results.ts';
import { paintTable } from '../parts/paint.ts';

/** All tasks, then all tests; '' if there are none. */
export function resultsSection(report: RunReport): string {
  const part = (heading: string, kind: TaskKind): string[] => {
    const table = resultsTable(report, kind, Infinity);
    return table === undefined ? [] : [`## ${heading}\n\n${paintTable(table)}`];
  };
  return [...part('Tasks', 'task'), ...part('Tests', 'test')].join('\n\n');
}
