import { endLeftovers, leftoversText } from './leftovers.ts';
import { newSuiteMark } from './suite-mark.ts';

/**
 * Vitest's global setup: fails a test run that leaves processes, because an endless loop that a killed mission left behind
 * would take a CPU from everything that runs later.
 *
 * Vitest calls it once in its main process, before it starts workers. The mark that it puts into the environment is
 * inherited by the workers and by all that they start. The function that it returns is called when all tests have ended;
 * if it throws, Vitest prints the message and exits with code 1. Only Linux shows the environment of other processes.
 */
export function setup(): (() => Promise<void>) | undefined {
  if (process.platform !== 'linux') return undefined;
  const mark = newSuiteMark();
  process.env[mark.name] = mark.value;
  return async () => {
    const leftovers = await endLeftovers(mark, 5_000);
    if (leftovers.length > 0) throw new Error(leftoversText(leftovers));
  };
}
