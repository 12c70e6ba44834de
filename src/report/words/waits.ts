import type { WaitReason } from '../../schedule/events/event.ts';
import type { Waited } from '../model/waited.ts';
import { formatDuration } from '../text/format.ts';
import { waitWords } from './wait-words.ts';

export const waitReasons: readonly WaitReason[] = ['cpu', 'memory', 'slots', 'load', 'lock', 'pool', 'service'];

export function waitWord(reason: WaitReason): string {
  return waitWords[reason];
}

/** `CPU 2m05s, workers 4 s`; '' if there was no wait. */
export function waitsText(waited: Waited): string {
  const parts = waitReasons.filter((reason) => waited[reason] > 0);
  return parts.map((reason) => `${waitWords[reason]} ${formatDuration(waited[reason])}`).join(', ');
}
