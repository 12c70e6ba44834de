import type { Reading } from '../schedule/events/reading.ts';
import type { Figures } from './measure/figures.ts';
import { createRestWatch } from './rest.ts';
import type { MeasureUsage } from './trees/usage-meter.ts';

/** What the tasks and services use, window by window. */
export interface OwnUse {
  /** A window begins that does not follow another one. */
  restart(): void;
  /** Ends a window of this length in milliseconds, with these figures of the machine, and begins the next one. */
  window(length: number, figures: Figures): Pick<Reading, 'own' | 'usage'>;
}

/** `measureUsage` may be absent, and then nothing is known. */
export function createOwnUse(measureUsage: MeasureUsage = () => undefined): OwnUse {
  /** CPU seconds at the start of the window; undefined if they are not measured. */
  let before: number | undefined;
  const isResting = createRestWatch();
  return {
    restart: () => {
      before = measureUsage()?.cpuSeconds;
    },
    window: (length, figures) => {
      const { usage, cpuSeconds } = measureUsage(isResting(figures, length)) ?? {};
      const own = averageCpus(before, cpuSeconds, length);
      before = cpuSeconds;
      return { ...(own === undefined ? {} : { own }), ...(usage === undefined ? {} : { usage }) };
    },
  };
}

/** CPUs, in thousandths; undefined if one of the sums is not known. */
function averageCpus(before: number | undefined, after: number | undefined, milliseconds: number): number | undefined {
  if (before === undefined || after === undefined || milliseconds <= 0) return undefined;
  return Math.round((after - before) * (1_000_000 / milliseconds)) / 1000;
}
