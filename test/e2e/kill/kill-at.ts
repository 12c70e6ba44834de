import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Ended, Started } from '../command-line.ts';

/** When to kill: at an event of the journal, or some time after the start, which may be before the first event. */
export type Moment =
  | { readonly type: 'event'; readonly count: number }
  | { readonly type: 'time'; readonly wait: number };

/** Kills only the command line at its moment. `killed` is false if it ended before. */
export async function killAt(run: Started, journal: string, moment: Moment): Promise<{ killed: boolean; end: Ended }> {
  let ended: Ended | undefined;
  void run.ended.then((end) => {
    ended = end;
  });
  const started = performance.now();
  let size = -1;
  while (ended === undefined) {
    if (moment.type === 'time' && performance.now() - started >= moment.wait) break;
    if (moment.type === 'event' && existsSync(journal)) {
      const now = statSync(journal).size;
      if (now !== size && countLines(journal) >= moment.count) break;
      size = now;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  run.process.kill('SIGKILL');
  const end = await run.ended;
  return { killed: end.signal === 'SIGKILL', end };
}

/** The number of whole lines of a file; 0 if there is no such file. */
export function countLines(path: string): number {
  return existsSync(path) ? readFileSync(path, 'latin1').split('\n').length - 1 : 0;
}
