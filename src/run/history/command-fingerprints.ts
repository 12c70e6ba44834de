import { createHash } from 'node:crypto';
import type { Mission } from '../../mission/model/mission.ts';
import { commandTexts } from './command-texts.ts';

/** By task id: a hash of the commands, the shell and the working directory, also those of its steps; 12 hexadecimal digits. */
export function commandFingerprints(mission: Mission): ReadonlyMap<string, string> {
  return new Map([...commandTexts(mission)].map(([id, text]) => [id, fingerprint(text)]));
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
