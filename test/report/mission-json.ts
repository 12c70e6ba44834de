import { missionJsonPieces } from '../../src/report/data/mission-json.ts';
import type { RunReport } from '../../src/report/model/run.ts';

/** The whole text of `mission.json`. */
export function missionJson(report: RunReport): string {
  return [...missionJsonPieces(report)].join('');
}
