import type { Mission } from '../../mission/model/mission.ts';
import { JOB_SET_UP } from '../../report/analysis/cost/cost.ts';
import { runCost } from '../../report/analysis/cost/run-cost.ts';
import { measuredRun } from '../../report/analysis/measured-run.ts';
import type { JobsCost } from '../../report/model/jobs-cost.ts';
import type { RunReport } from '../../report/model/run.ts';
import { learnedFrom } from '../../simulate/measured/learn-from-run.ts';
import { chooseFleet } from './choose.ts';
import type { FleetWorld } from './simulate-fleet.ts';

/** The search takes milliseconds up to here; a report of a larger mission is not delayed by it. */
const MOST_TASKS = 100;
const MOST_RUNNERS = 6;

/**
 * How several runners would share a mission: the number with the least makespan plus overhead for each of them. Undefined if the mission cannot be
 * cut, if it is too large for this moment, or if no number of runners is faster than one.
 */
export function onRunners(world: Omit<FleetWorld, 'overhead'>): JobsCost | undefined {
  if (world.mission.tasks.length > MOST_TASKS) return undefined;
  const found = chooseFleet({ ...world, overhead: JOB_SET_UP, runners: 'auto', mostRunners: MOST_RUNNERS });
  if (found.type === 'refused') return undefined;
  const several = found.rows.filter(({ runners }) => runners > 1);
  const [first, ...more] = several;
  if (first === undefined) return undefined;
  const costOf = ({ times, runners }: (typeof several)[number]): number => times.makespan + runners * JOB_SET_UP;
  const { runners, times } = more.reduce((best, row) => (costOf(row) < costOf(best) ? row : best), first);
  return { jobs: runners, minutes: times.billedMinutes, time: times.makespan };
}

/** The same for a finished run, with what it has measured of each task. Undefined too if its report has no cost. */
export function runOnRunners(report: RunReport): JobsCost | undefined {
  // First: what a large run has measured takes long to collect.
  if (report.mission.tasks.length > MOST_TASKS) return undefined;
  const replayable = runCost(report) === undefined ? undefined : measuredRun(report);
  if (replayable?.type !== 'measured') return undefined;
  const predictions = learnedFrom(replayable.run) ?? report.predictions;
  return onRunners({ mission: measuredMission(report), machine: report.machine, assume: 'open', predictions });
}

/** Each task takes what it took; a task that did not run has nothing to do. */
function measuredMission({ mission, tasks }: RunReport): Mission {
  return {
    ...mission,
    tasks: mission.tasks.map((task) => {
      const attempt = tasks.get(task.id)?.attemptList.at(-1);
      return { ...task, expect: attempt?.ended === undefined ? 0 : attempt.ended - attempt.started };
    }),
  };
}
