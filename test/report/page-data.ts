import type { PageData } from '../../src/report/html/data/data.ts';
import { pageSource } from '../../src/report/html/data/make-data.ts';
import type { RunReport } from '../../src/report/model/run.ts';

/** The whole data of the page's script, with its lists made. */
export function pageData(report: RunReport): PageData {
  const source = pageSource(report);
  // In this order, as they are written.
  const [tasks, decisions, texts] = [[...source.tasks()], [...source.decisions()], [...source.texts()]];
  return { ...source, tasks, decisions, texts };
}
