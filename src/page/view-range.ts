/** The stretch of time that is drawn; milliseconds since the mission's start, within 0 and its duration. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** Closer than this no figure of the page tells anything apart. */
const shortest = 20;

export function wholeRun(duration: number): View {
  return { from: 0, to: Math.max(1, duration) };
}

/** `factor` below 1 looks closer, above 1 from further away; what is at `at` stays where it is. */
export function zoomed(view: View, factor: number, at: number, duration: number): View {
  return within(at - (at - view.from) * factor, at + (view.to - at) * factor, duration);
}

/** Moved by this share of what is seen. */
export function moved(view: View, share: number, duration: number): View {
  const span = view.to - view.from;
  const from = Math.max(0, Math.min(duration - span, view.from + share * span));
  return { from, to: from + span };
}

/** From one moment to the other, whichever comes first. */
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

/** Where a moment is, in percent of the view's width; below 0 and above 100 outside of it. */
export function percentOf(view: View, at: number): number {
  return (100 * (at - view.from)) / (view.to - view.from);
}
