import type { RunReport } from '../model/run.ts';
import { formatDuration } from '../text/format.ts';

/** Which part of the mission this run was, such as `2 of 3`, with the attempt of the workflow if it is not the first; undefined if it was all of it. */
export function partText({ part }: RunReport): string | undefined {
  if (part === undefined) return undefined;
  return `${part.number} of ${part.of}${part.attempt > 1 ? `, attempt ${part.attempt}` : ''}`;
}

/** How long the run waited for artifacts of other parts before it began; undefined if it needs none. */
export function downloadText({ part }: RunReport): string | undefined {
  if (part?.download === undefined) return undefined;
  return `downloaded and unpacked in ${formatDuration(part.download)}, before the start`;
}
