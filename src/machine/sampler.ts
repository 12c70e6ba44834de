import type { Clock, Sampler } from '../ports/ports.ts';
import type { Reading } from '../schedule/events/reading.ts';
import type { Figures } from './measure/figures.ts';
import { createMemoryWatch, type MemoryWatch } from './memory-watch.ts';
import { createOwnUse } from './own-use.ts';
import { createRestPace, type RestPace, restLook } from './rest-length.ts';
import { type MachineMeasure, measureThisMachine } from './this-machine.ts';
import type { MeasureUsage } from './trees/usage-meter.ts';

export interface SamplerOptions {
  /** Length of a measuring window in milliseconds. */
  readonly window: number;
  /** Length of the first window in milliseconds. Absent: short, so that a run does not begin with a wait. */
  readonly first?: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Absent: this machine's. */
  readonly machine?: MachineMeasure;
  /** Absent: only the machine is measured. */
  readonly measureUsage?: MeasureUsage;
  /**
   * Percent of the memory of any constraint: if it is passed, or if memory grows above it, the window in progress ends at once.
   * Absent: memory is measured at the ends of windows only, as everywhere where it cannot be read synchronously.
   */
  readonly critical?: number;
  /** Milliseconds that the next window of the usual length takes: at most as many as its argument. Absent: as many. */
  readonly lengthOf?: (window: number) => number;
  /** True: while nothing happens and tasks do no work, windows are longer; see `restLength`. Only if memory can be read synchronously. */
  readonly rests?: boolean;
}

/** A sampler that may rest. */
export interface RestingSampler extends Sampler {
  /** How many milliseconds the window in progress takes, because the run rests; 0 if it does not. */
  restLength(): number;
}

// A measurement may take this many windows, which only makes the reading's window longer. A busy machine measures slowly:
// giving up early would drop the figures, and close the gate, just when they matter.
const LONGEST_MEASUREMENT = 3;

/** Length of the first window in milliseconds, unless windows are shorter: a run must not begin with a second of waiting. */
const FIRST_WINDOW = 200;

/** Milliseconds. Even if memory is critical, a shorter window would have no CPU figure at all. */
const SHORTEST_CRITICAL = 50;

/**
 * Yields one reading per window from `start` to `stop`; the first window is short, and so are those that `measure` asks for. Windows
 * follow each other without a gap; a timer that fires late makes one longer. If a measurement does not return, readings without
 * figures continue once a window, and windows restart when it returns. The timer does not keep the process alive. Started once; a
 * second start does nothing.
 */
export function createSampler(options: SamplerOptions): RestingSampler {
  const { window, clock, lengthOf = (usual) => usual } = options;
  const machine: MachineMeasure = options.machine ?? measureThisMachine(() => clock.now());
  const shortest = Math.min(machine.shortest, window);
  const current = createWindow(options);
  const watch = watchMemory(options, machine, () => endWindow(SHORTEST_CRITICAL));
  let state: 'new' | 'running' | 'stopped' = 'new';
  let sampled: (reading: Reading) => void = () => {};
  const alarm = createAlarm(() => clock.now(), tick);
  let measuring = false;
  let waited = 0;
  /** Length of the window that follows the one in progress. */
  let next = window;
  const pace = restPaceFor(options, machine);
  let rest = 0;

  function start(receive: (reading: Reading) => void): void {
    if (state !== 'new') return;
    state = 'running';
    sampled = receive;
    current.begin();
    next = Math.min(options.first ?? Math.max(FIRST_WINDOW, shortest), window);
    // The first measurement only records counters for later comparison.
    begin(current.restart);
    watch?.start();
  }

  /** @param finish returns the reading of the window that ends; undefined if none does */
  function begin(finish: (figures: Figures, to?: number) => Reading | undefined): void {
    measuring = true;
    waited = 0;
    machine.measure((figures) => {
      measuring = false;
      if (state !== 'running') return;
      // Readings were emitted without it: its figure covers their time, and must not count for a newer window.
      const reading = (waited >= LONGEST_MEASUREMENT ? current.restart : finish)(figures);
      rest = reading === undefined || next !== window ? 0 : (pace?.windowEnded(reading) ?? 0);
      // A full window from its beginning, so that a late result does not make the next window too short to measure.
      alarm.set(
        next === window ? Math.max(shortest, lengthOf(Math.max(window, rest))) : Math.max(0, next - current.age()),
      );
      next = window;
      if (reading !== undefined) emit(reading);
    });
    if (measuring) alarm.set(window);
  }

  function tick(): void {
    if (!measuring) begin(current.end);
    else {
      waited += 1;
      alarm.set(window);
      if (waited >= LONGEST_MEASUREMENT) emit(current.end({}));
    }
  }

  function emit(reading: Reading): void {
    watch?.windowEnded(reading.memory, rest === 0 ? 0 : alarm.due() - clock.now());
    sampled(reading);
  }

  function measure(within: number): void {
    if (state !== 'running') return;
    const length = Math.max(within, shortest);
    const age = current.age();
    if (measuring || age >= shortest) next = Math.min(next, length);
    endWindow(age >= shortest ? 0 : length);
  }

  /**
   * Ends the window in progress at this age, unless it ends sooner. By the timer, even if that is now: the caller may be in the
   * middle of its answer to the newest reading.
   */
  function endWindow(age: number): void {
    const left = Math.max(0, age - current.age());
    if (state === 'running' && !measuring && clock.now() + left < alarm.due()) alarm.set(left);
  }

  function endRest(at: number): void {
    pace?.happened(at);
    if (state !== 'running' || rest === 0) return;
    rest = 0;
    if (current.age(at) < window) endWindow(window);
    else if (!measuring) begin((figures) => current.end(figures, at));
  }

  function stop(): void {
    state = 'stopped';
    alarm.clear();
    watch?.stop();
  }

  return { memory: machine.memory, start, measure, endRest, restLength: () => rest, stop };
}

/** The window in progress. */
function createWindow({ clock, measureUsage }: SamplerOptions) {
  const ownUse = createOwnUse(measureUsage);
  let from = 0;
  const begin = (): void => {
    from = clock.now();
  };
  return {
    begin,
    age: (at = clock.now()): number => at - from,
    /** Begins one that does not follow another one. */
    restart: (): undefined => {
      begin();
      ownUse.restart();
    },
    /** Ends it at this time with these figures of the machine, and begins the next one. */
    end: (figures: Figures, to = clock.now()): Reading => {
      const reading = { from, to, ...figures, ...ownUse.window(to - from, figures) };
      from = to;
      return reading;
    },
  };
}

/** Rings once after the newest length that was set. Does not keep the process alive. */
function createAlarm(now: () => number, ring: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let due = 0;
  // If a timer that does not keep the process alive is cleared, Node still wakes up at its time: only for others it forgets that.
  const clear = (): void => clearTimeout(timer?.ref());
  return {
    due: (): number => due,
    clear,
    set: (length: number): void => {
      clear();
      due = now() + length;
      timer = setTimeout(ring, length).unref();
    },
  };
}

/** Only where a measurement returns at once: a window that is longer than usual ends before the event that ends the rest is decided on. */
function restPaceFor({ rests, critical = 100 }: SamplerOptions, { cpus, look }: MachineMeasure): RestPace | undefined {
  return rests === true && look !== undefined && cpus !== undefined ? createRestPace({ critical, cpus }) : undefined;
}

function watchMemory(
  { critical, clock, lengthOf }: SamplerOptions,
  { look, cpus }: MachineMeasure,
  passed: () => void,
): MemoryWatch | undefined {
  if (critical === undefined || look === undefined) return undefined;
  return createMemoryWatch({
    critical,
    look,
    now: () => clock.now(),
    passed,
    restLook: (memory) => (cpus === undefined ? 0 : restLook({ memory, critical, cpus })),
    ...(lengthOf === undefined ? {} : { lengthOf }),
  });
}
