import { fencedBlock } from './escape.ts';
import type { MissionCorrection } from './mission-correction.ts';

/** The correction of the mission file; '' when there is none. */
export function correctionSection(correction: MissionCorrection | undefined): string {
  if (correction === undefined) return '';
  const { sentence, patch, more } = correction;
  return ['## Correction of the mission file', sentence, fencedBlock(patch, 'diff'), more]
    .filter((block) => block !== '')
    .join('\n\n');
}
