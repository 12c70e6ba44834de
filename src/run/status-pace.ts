/** Shortest time between two lines in milliseconds, even if `recheck` is shorter. */
const SHORTEST = 1_000;

/** Longest time between two lines in milliseconds: it doubles as long as nothing happens, up to this value. */
const LONGEST = 300_000;

/** Determines when the next status line is due. Times are in milliseconds since the start of the mission. */
export interface StatusPace {
  due(): number;
  /** A progress line was shown at this time: the next status line is due after `recheck` at the latest. */
  noteEvent(now: number): void;
  /**
   * A status line was shown at this time. The next one is due after `recheck`, or after twice the last period if there was
   * no progress line in between.
   */
  noteLine(now: number): void;
}

/** A line every `recheck` while there are events. Hours without events get dozens of lines, not thousands. */
export function statusPace(recheck: number, start: number): StatusPace {
  const usual = Math.max(SHORTEST, recheck);
  const longest = Math.max(usual, LONGEST);
  let period = usual;
  let due = start + usual;
  let hasNews = false;
  return {
    due: () => due,
    noteEvent: (now) => {
      hasNews = true;
      due = Math.min(due, now + usual);
    },
    noteLine: (now) => {
      period = hasNews ? usual : Math.min(longest, period * 2);
      hasNews = false;
      due = now + period;
    },
  };
}
