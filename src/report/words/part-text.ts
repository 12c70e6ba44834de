import type { RunReport } from '../model/run.ts';

/** Which part of the mission this run was, such as `2 of 3`, with the attempt of the workflow if it is not the first; undefined if it was all of it. */
export function partText({ part }: RunReport): string | undefined {
  if (part === undefined) return undefined;
  return `${part.number} of ${part.of}${part.attempt > 1 ? `, attempt ${part.attempt}` : ''}`;
}
