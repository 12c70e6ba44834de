import type { RunReport } from '../run-report.ts';

/** Steps that are told of one by one in the page; in most missions these are all. */
const mostSteps = 2000;
/** Characters of descriptions, all together. */
const mostDescription = 60_000;

/** What of a large mission is left to the reports of its tasks, so that a page of a thousand of them stays small. */
export interface PageBudget {
  /** False for those that went well, where there are too many steps. */
  steps(count: number, wentWell: boolean): boolean;
  description(length: number): boolean;
}

export function pageBudget(report: RunReport): PageBudget {
  const all = report.mission.tasks.reduce((count, { steps }) => count + steps.length, 0);
  let steps = mostSteps;
  let description = mostDescription;
  return {
    steps: (count, wentWell) => {
      if ((wentWell && all > mostSteps) || count > steps) return false;
      steps -= count;
      return true;
    },
    description: (length) => {
      if (length > description) return false;
      description -= length;
      return true;
    },
  };
}
