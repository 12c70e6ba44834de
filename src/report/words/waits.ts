import type { WaitReason } from '../../schedule/events/event.ts';
import { fleetWaits, type Waited } from '../model/waited.ts';
import { formatDuration } from '../text/format.ts';
import { fleetWaitWords, waitWords } from './wait-words.ts';

export const waitReasons: readonly WaitReason[] = ['cpu', 'memory', 'slots', 'load', 'lock', 'pool', 'service'];

export function waitWord(reason: WaitReason): string {
  return waitWords[reason];
}

/** `CPU 2m05s, workers 4 s`; '' if there was no wait. */
export function waitsText(waited: Waited): string {
  const parts = [
    ...fleetWaits.map((wait) => [fleetWaitWords[wait], waited[wait] ?? 0] as const),
    ...waitReasons.map((reason) => [waitWords[reason], waited[reason]] as const),
  ];
  return parts
    .filter(([, time]) => time > 0)
    .map(([word, time]) => `${word} ${formatDuration(time)}`)
    .join(', ');
}
