import type { RunReport } from '../../model/run.ts';

/** Steps that are told of one by one in the page; in most missions these are all. */
const mostSteps = 1500;
/** Characters of descriptions, all together. */
const mostDescription = 40_000;
/** Characters of what earlier runs let expect, and of what is remarkable beside them. */
const mostHistory = 40_000;

/** What of a large mission is left to the reports of its tasks, so that a page of a thousand of them stays small. */
export interface PageBudget {
  /** False for those that went well, where there are too many steps. */
  steps(count: number, wentWell: boolean): boolean;
  description(length: number): boolean;
  history(length: number): boolean;
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
