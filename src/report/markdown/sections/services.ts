import type { RunReport } from '../../model/run.ts';
import { servicesTable } from '../../sections/services.ts';
import { type Place, paintTable } from '../parts/paint.ts';

/** The services of the mission; '' if it has none. */
export function servicesSection(report: RunReport, place: Place): string {
  const table = servicesTable(report);
  return table === undefined ? '' : `## Services\n\n${paintTable(table, place)}`;
}
