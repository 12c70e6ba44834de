/*
 * `page/parts/`: what rows, charts and details share.
 *
 * The visible stretch of time and its changes (this file), ticks on the time axis (`time-ticks.ts`), the bands of the gate
 * as a background (`band-stripes.ts`), words about tasks and services (`describe.ts`), tooltips of pieces (`hints.ts`), and
 * the only two ways to an element: make one, or find one by its id (`element.ts`).
 *
 * Invariants:
 * - Functions of time are pure, so they are tested without a browser.
 * - Nothing here keeps state, except for the tooltips, which live as long as their elements.
 */

/** The visible stretch of time; milliseconds since the mission's start, between 0 and its duration. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds; the figures of the page have no more detail than this. */
const shortest = 20;

export function wholeRun(duration: number): View {
  return { from: 0, to: Math.max(1, duration) };
}

/** Zooms in with a `factor` below 1, out above 1; the moment `at` stays where it is. */
export function zoomed(view: View, factor: number, at: number, duration: number): View {
  return within(at - (at - view.from) * factor, at + (view.to - at) * factor, duration);
}

/** Moves by this share of the visible stretch. */
export function moved(view: View, share: number, duration: number): View {
  const span = view.to - view.from;
  const from = Math.max(0, Math.min(duration - span, view.from + share * span));
  return { from, to: from + span };
}

/** The stretch between two moments, in either order. */
export function between(one: number, other: number, duration: number): View {
  return within(Math.min(one, other), Math.max(one, other), duration);
}

function within(from: number, to: number, duration: number): View {
  const whole = wholeRun(duration);
  const span = Math.min(whole.to, Math.max(shortest, to - from));
  const middle = (from + to) / 2;
  const start = Math.max(0, Math.min(whole.to - span, middle - span / 2));
  return { from: start, to: start + span };
}

/** The position of a moment in percent of the view's width; below 0 or above 100 if it is outside. */
export function percentOf(view: View, at: number): number {
  return (100 * (at - view.from)) / (view.to - view.from);
}
