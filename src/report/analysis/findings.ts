import type { RunReport } from '../model/run.ts';
import { type MissionCorrection, missionCorrection } from './mission-correction.ts';
import { type WhatIfFindings, whatIfFindings } from './what-if-findings.ts';

/** What takes so long to find out that the documents of a run share it. */
export interface Findings {
  readonly whatIf: WhatIfFindings;
  readonly correction: MissionCorrection | undefined;
}

export function findingsOf(report: RunReport): Findings {
  return { whatIf: whatIfFindings(report), correction: missionCorrection(report) };
}
