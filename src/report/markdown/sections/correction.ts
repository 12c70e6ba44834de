import type { MissionCorrection } from '../../analysis/mission-correction.ts';
import { fencedBlock } from '../../text/escape.ts';

/** The correction of the mission file; '' when there is none. */
export function correctionSection(correction: MissionCorrection | undefined): string {
  if (correction === undefined) return '';
  const { sentence, patch, more } = correction;
  return ['## Correction of the mission file', sentence, patch === '' ? '' : fencedBlock(patch, 'diff'), more]
    .filter((block) => block !== '')
    .join('\n\n');
}
