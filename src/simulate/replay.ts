import { median } from '../base/median.ts';
import type { AdmissionRules, Mission } from '../mission/model/mission.ts';
import type { Event } from '../schedule/events/event.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { UNKNOWN_TIME } from '../schedule/state/estimate.ts';
import { foreignLoad, type Load, type Running } from './foreign-load.ts';
import { inferBusyWindows } from './infer-busy-windows.ts';
import { knownReadings } from './known-readings.ts';
import { type LoadProfile, profileOf } from './load-profile.ts';
import { tookOf, withoutPauses } from './measured-attempt.ts';
import type { MeasuredRun } from './measured-run.ts';
import { measuredWindows } from './measured-windows.ts';
import { type MeasuredWorldParts, measuredWorld } from './measured-world.ts';
import { recordedVerdicts } from './recorded-verdicts.ts';
import { runInWorld } from './run-in-world.ts';

/** More steps than any run of this many tasks needs. A simulation that takes more is given up. */
const MOST_STEPS = 100_000;
const MOST_STEPS_OF_A_TASK = 200;

/** A measured run, replayed under other rules. */
export interface Replay {
  /** The events of its journal, without most of the checks that change nothing. The steps of a task count as one. */
  readonly events: readonly Event[];
  /** False if it was given up before its end. */
  readonly ended: boolean;
  /** The highest load of a window, in percent. Above 100 it is more than the machine has. */
  readonly highest: Load;
  /** Ids of tasks whose duration had to be assumed, because the measured run does not contain it. */
  readonly assumed: readonly string[];
}

/** Prepares the replay of a run. What depends only on the run is computed once, for any number of rules. */
export function replayer(run: MeasuredRun): (rules: AdmissionRules, predictions?: Predictions) => Replay {
  const parts = partsOf(run);
  const conditions = recordedVerdicts(run.tasks);
  const tasks = run.mission.tasks.map((task) => ({ ...task, steps: task.steps.slice(0, 1) }));
  const mostSteps = MOST_STEPS + MOST_STEPS_OF_A_TASK * tasks.length;
  return (rules, predictions = run.predictions) => {
    const mission: Mission = { ...run.mission, tasks, admission: rules };
    const world = measuredWorld(parts);
    const { events, ended } = runInWorld(mission, run.machine, world, {
      conditions,
      predictions,
      mostSteps,
    });
    return { events, ended, highest: world.highest(), assumed: world.assumed() };
  };
}

function partsOf(run: MeasuredRun): MeasuredWorldParts {
  const profiles = new Map<string, LoadProfile[]>();
  const runs: Running[] = [];
  for (const task of run.mission.tasks) {
    let before = 0;
    const own: LoadProfile[] = [];
    const { attempts = [], evicted = [] } = run.tasks.get(task.id) ?? {};
    for (const attempt of [...attempts, ...evicted].toSorted((one, other) => one.started - other.started)) {
      const profile = profileOf(attempt, before, task.load ?? 0, run.machine.cpus);
      if (!evicted.includes(attempt)) {
        own.push(profileOf(withoutPauses(attempt), before, task.load ?? 0, run.machine.cpus));
      }
      runs.push({ id: task.id, launched: attempt.started, ended: attempt.ended, profile });
      before = attempt.use.at(-1)?.cpuSeconds ?? before;
    }
    if (own.length > 0) profiles.set(task.id, own);
  }
  const { sample } = run.mission.admission;
  const { mission, machine } = run;
  const seen = knownReadings(run, sample);
  const windows = measuredWindows(seen, sample);
  const foreignSeen = foreignLoad(seen, runs, machine.memory, run.ended);
  const readings = inferBusyWindows(run.heldByCpu, seen, { windows, foreign: foreignSeen, runs, mission, machine });
  const foreign = foreignLoad(readings, runs, machine.memory, run.ended);
  const usual = usualTime(run);
  const expected = new Map(run.mission.tasks.map(({ id, expect }) => [id, expect]));
  const measuredEnds = new Set(seen.map(({ to }) => to));
  return { run, windows, foreign, measuredEnds, profiles, assumedTime: (id) => expected.get(id) ?? usual };
}

/** The median of the measured durations. */
function usualTime({ tasks }: MeasuredRun): number {
  const times = [...tasks.values()].flatMap(({ attempts }) => attempts.map(tookOf));
  return median(times) ?? UNKNOWN_TIME;
}
