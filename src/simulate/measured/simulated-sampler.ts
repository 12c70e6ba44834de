import type { Window, Windows } from './measured-windows.ts';

/** The windows of a simulated run: those of the measured run, and those that the schedule asks for. */
export interface SimulatedSampler {
  /** The newest window that is known at this moment; undefined before the first. */
  newest(time: number): Window | undefined;
  /** The first moment after this one at which a window becomes known. */
  next(time: number): number;
  /** The `measure` effect: ends the window in progress now, and the next one after `within` milliseconds. */
  measure(time: number, within: number): void;
}

/** A shorter window measures nothing. Milliseconds. */
const SHORTEST = 100;

/** Windows that were asked for longer ago are not needed any more. Milliseconds. */
const REMEMBERED = 10_000;

/** @param lag milliseconds between the end of a window and the moment at which it is known */
export function simulatedSampler(measured: Windows, lag: number): SimulatedSampler {
  /** Ends of windows that the schedule asked for, in order. */
  let asked: number[] = [];

  const lastAsked = (before: number): number => asked.findLast((end) => end <= before) ?? -Infinity;

  function newest(time: number): Window | undefined {
    const usual = measured.newest(time);
    const end = lastAsked(time - lag);
    if (usual !== undefined && end <= usual.to) {
      return { ...usual, from: Math.max(usual.from, lastAsked(usual.to - 0.001)) };
    }
    if (end === -Infinity) return undefined;
    return { from: Math.max(usual?.to ?? 0, lastAsked(end - 0.001)), to: end, at: end + lag };
  }

  return {
    newest,
    next: (time) => {
      const end = asked.find((each) => each + lag > time);
      return Math.min(measured.next(time).at, end === undefined ? Infinity : end + lag);
    },
    measure: (time, within) => {
      const since = Math.max(newest(time)?.to ?? 0, lastAsked(time));
      asked = asked.filter((end) => end <= time && end > time - REMEMBERED);
      if (time - since >= SHORTEST) asked.push(time, time + within);
      else asked.push(since + Math.max(SHORTEST, within));
    },
  };
}
