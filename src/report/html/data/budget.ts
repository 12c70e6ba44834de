import type { RunReport } from '../../model/run.ts';

/** Steps that the page lists one by one; in most missions these are all. */
const mostSteps = 1500;
/** Characters of all descriptions together. */
const mostDescription = 40_000;
/** Characters of all comparisons with earlier runs together. */
const mostHistory = 40_000;

/** Characters of all workspaces and names of kept files together. */
const mostFiles = 40_000;

/** What a large mission leaves to the reports of its tasks, so that a page with a thousand of them stays small. */
export interface PageBudget {
  /** False for a successful task, if there are too many steps. */
  steps(count: number, wentWell: boolean): boolean;
  description(length: number): boolean;
  history(length: number): boolean;
  /** Workspaces and names of kept files. */
  files(length: number): boolean;
}

export function pageBudget(report: RunReport): PageBudget {
  const all = report.mission.tasks.reduce((count, { steps }) => count + steps.length, 0);
  let steps = mostSteps;
  return {
    steps: (count, wentWell) => {
      if ((wentWell && all > mostSteps) || count > steps) return false;
      steps -= count;
      return true;
    },
    description: upTo(mostDescription),
    history: upTo(mostHistory),
    files: upTo(mostFiles),
  };
}

function upTo(most: number): (length: number) => boolean {
  let left = most;
  return (length) => {
    if (length > left) return false;
    left -= length;
    return true;
  };
}
