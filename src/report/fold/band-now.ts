import type { Band, Reading } from '../../schedule/events/reading.ts';
import { bandOf } from '../../schedule/gate/gate-view.ts';
import type { RunReport } from '../model/run.ts';

/** The band of a window with the tasks that run now, without load that the window does not show yet. */
export function bandNow(report: RunReport, { cpu, memory }: Pick<Reading, 'cpu' | 'memory'> = {}): Band {
  const figures = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
  return bandOf(report.mission.admission, { ...figures, active: report.load.active, unseen: 0, reserved: 0 });
}
