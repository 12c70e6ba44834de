import { JOB_SET_UP } from '../../report/analysis/cost/cost.ts';

/** Milliseconds of a runner before its first task, if nothing is known: it starts, checks the repository out and sets up. */
export const DEFAULT_OVERHEAD = JOB_SET_UP;

/** How many runners a plan has at most, if nothing else is asked for. */
export const DEFAULT_MOST_RUNNERS = 20;
