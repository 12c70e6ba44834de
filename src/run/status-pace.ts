/** Milliseconds between two lines at the least, whatever `recheck` says. */
const SHORTEST = 1_000;

/** While nothing changes, lines come less and less often, down to this. */
const LONGEST = 300_000;

/** When the next status line is due. Times in milliseconds since the mission's start. */
export interface StatusPace {
  due(): number;
  /** Something was told at this time: the next line is due within `recheck` of it. */
  told(now: number): void;
  /** The line was shown: the next one comes after `recheck`, or twice as late as this one if nothing was told since. */
  shown(now: number): void;
}

/** Every `recheck` while things happen; a run of hours in which nothing does gets tens of lines and not thousands. */
export function statusPace(recheck: number, start: number): StatusPace {
  const usual = Math.max(SHORTEST, recheck);
  const longest = Math.max(usual, LONGEST);
  let period = usual;
  let due = start + usual;
  let hasNews = false;
  return {
    due: () => due,
    told: (now) => {
      hasNews = true;
      due = Math.min(due, now + usual);
    },
    shown: (now) => {
      period = hasNews ? usual : Math.min(longest, period * 2);
      hasNews = false;
      due = now + period;
    },
  };
}
