import type { JobsCost } from '../model/jobs-cost.ts';
import type { RunReport } from '../model/run.ts';
import { type MissionCorrection, missionCorrection } from './mission-correction.ts';
import { type WhatIfFindings, whatIfFindings } from './what-if-findings.ts';

/** Findings that take long to compute, so that the documents of a run share them. */
export interface Findings {
  readonly whatIf: WhatIfFindings;
  readonly correction: MissionCorrection | undefined;
  /** How several runners would share the mission; absent if it cannot be cut, if that is no faster, or if it was not asked for. */
  readonly runners?: JobsCost | undefined;
}

export function findingsOf(report: RunReport): Findings {
  return { whatIf: whatIfFindings(report), correction: missionCorrection(report) };
}
