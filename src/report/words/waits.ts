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
  let text = '';
  const add = (word: string, time: number): void => {
    if (time > 0) text += `${text === '' ? '' : ', '}${word} ${formatDuration(time)}`;
  };
  for (const wait of fleetWaits) add(fleetWaitWords[wait], waited[wait] ?? 0);
  for (const reason of waitReasons) add(waitWords[reason], waited[reason]);
  return text;
}
