import { median } from '../base/median.ts';
import { append } from '../base/multimap.ts';
import type { AdmissionRules, Mission, Task } from '../mission/model/mission.ts';
import type { Event } from '../schedule/events/event.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { UNKNOWN_TIME } from '../schedule/state/estimate.ts';
import { withPlainSteps } from '../schedule/state/plain-steps.ts';
import { calibrate, type Profiles } from './calibrate.ts';
import { busyPart, type Profile, profileOfSegments } from './machine/profile.ts';
import { ofSize } from './machine-size.ts';
import { foreignLoad, type Load, type Running } from './measured/foreign-load.ts';
import { type ForeignTimeline, foreignTimeline, withOthers } from './measured/foreign-timeline.ts';
import { inferBusyWindows } from './measured/infer-busy-windows.ts';
import { knownReadings } from './measured/known-readings.ts';
import { profileOf } from './measured/load-profile.ts';
import { tookOf } from './measured/measured-attempt.ts';
import type { MeasuredReading, MeasuredRun } from './measured/measured-run.ts';
import { measuredWindows } from './measured/measured-windows.ts';
import { periodsOf, type Sliced } from './measured/pressures.ts';
import { slicesOf } from './measured/slices.ts';
import { profileOfSlices, soloSlices } from './measured/solo-profile.ts';
import { withinCapacity } from './measured/within-capacity.ts';
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
  /** The highest load of a window, in percent. CPU is at most 100; memory above 100 is more than the machine has. */
  readonly highest: Load;
  /** Ids of tasks whose duration had to be assumed, because the measured run does not contain it. */
  readonly assumed: readonly string[];
}

/** The machine of a replay. */
export interface ReplayMachine {
  /** Absent: as many as in the run. */
  readonly cpus?: number | undefined;
  /** CPUs that another program wants all the time, besides those of the run; it shares them in proportion. Absent: none. */
  readonly others?: number | undefined;
}

/** Prepares the replay of a run. What depends only on the run and the machine is computed once, for any number of rules. */
export function replayer(
  run: MeasuredRun,
  { cpus = run.machine.cpus, others = 0 }: ReplayMachine = {},
): (rules: AdmissionRules, predictions?: Predictions) => Replay {
  const own = partsOf(run);
  const conditions = recordedVerdicts(run.tasks);
  const tasks = withPlainSteps(run.mission).tasks.map((task) => ({ ...task, steps: task.steps.slice(0, 1) }));
  const mostSteps = MOST_STEPS + MOST_STEPS_OF_A_TASK * tasks.length;
  const under = (parts: MeasuredWorldParts, rules: AdmissionRules, predictions?: Predictions): Replay => {
    const mission: Mission = { ...run.mission, tasks, admission: rules };
    const world = measuredWorld(parts);
    const machine = ofSize(run.machine, parts.cpus);
    const { events, ended } = runInWorld(mission, machine, world, { conditions, predictions, mostSteps });
    return { events, ended, highest: world.highest(), assumed: world.assumed() };
  };
  const same = (profiles: Profiles): readonly Event[] =>
    under({ ...own, profiles }, run.mission.admission, run.predictions).events;
  const measured = { tasks: run.tasks, makespan: run.ended, cpus: run.machine.cpus };
  const profiles = calibrate(own.profiles, measured, same);
  const parts = { ...own, cpus, others, profiles, pressing: withOthers(own.pressingOn(cpus), others) };
  return (rules, predictions = run.predictions) => under(parts, rules, predictions);
}

/** What is computed from a run, for its own machine. */
interface OwnParts extends MeasuredWorldParts {
  /** Other programs on a machine with so many CPUs. */
  pressingOn(cpus: number): ForeignTimeline;
}

function partsOf(run: MeasuredRun): OwnParts {
  const { mission, machine, ended } = run;
  const { sample } = mission.admission;
  const launches = launchesOf(run);
  const runs = launches.map(({ running }) => running);
  const seen = knownReadings(run, runs);
  const windows = measuredWindows(seen, sample);
  const foreignSeen = foreignLoad(seen, runs, machine.memory, ended);
  const readings = inferBusyWindows(run.heldByCpu, seen, { windows, foreign: foreignSeen, runs, mission, machine });
  const usual = usualTime(run);
  const tasks = new Map(mission.tasks.map((task) => [task.id, task]));
  const assumedTime = (id: string): number => tasks.get(id)?.expect ?? usual;
  const { profiles, pressingOn } = aloneOf(launches, readings, run);
  return {
    run,
    cpus: machine.cpus,
    windows,
    others: 0,
    foreign: foreignLoad(readings, runs, machine.memory, ended),
    profiles,
    pressing: pressingOn(machine.cpus),
    pressingOn,
    measuredEnds: new Set(seen.map(({ to }) => to)),
    assumedTime,
    unmeasured: (id) => {
      const declared = declaredCpus(tasks.get(id), machine);
      const slowed = busyPart(declared, 0, machine.cpus);
      return profileOfSegments([{ solo: assumedTime(id), cpus: declared, slowed, memory: 0 }]);
    },
  };
}

/** One launch of a task in the measured run. */
interface Launch extends Sliced {
  readonly id: string;
  readonly running: Running;
  /** A replay does not repeat it. */
  readonly isEvicted: boolean;
}

function launchesOf(run: MeasuredRun): readonly Launch[] {
  const launches = sliced(run);
  const fitting = withinCapacity(
    launches.map(({ slices }) => slices),
    run.machine.cpus,
  );
  return launches.map((launch, index) => ({ ...launch, slices: fitting[index] ?? launch.slices }));
}

function sliced({ mission, machine, tasks }: MeasuredRun): readonly Launch[] {
  return mission.tasks.flatMap((task) => {
    let before = 0;
    const { attempts = [], evicted = [] } = tasks.get(task.id) ?? {};
    return [...attempts, ...evicted]
      .toSorted((one, other) => one.started - other.started)
      .map((attempt): Launch => {
        const profile = profileOf(attempt, before, task.load ?? 0, machine.cpus);
        const slices = slicesOf(attempt, before, declaredCpus(task, machine));
        before = attempt.use.at(-1)?.cpuSeconds ?? before;
        const running = { id: task.id, launched: attempt.started, ended: attempt.ended, profile };
        return { id: task.id, attempt, slices, running, isEvicted: evicted.includes(attempt) };
      });
  });
}

/** How each attempt would run alone, and what presses on all of them. */
function aloneOf(
  launches: readonly Launch[],
  readings: readonly MeasuredReading[],
  { machine, ended }: MeasuredRun,
): Pick<OwnParts, 'profiles' | 'pressingOn'> {
  const { cpus } = machine;
  const periods = periodsOf(launches, readings, { cpus, ended });
  const profiles = new Map<string, Profile[]>();
  const all = launches.map((launch) => {
    const slices = soloSlices(launch, periods, cpus);
    if (!launch.isEvicted) append(profiles, launch.id, profileOfSlices(slices, tookOf(launch.attempt)));
    return slices;
  });
  return { profiles, pressingOn: (size) => foreignTimeline(all.flat(), periods, { cpus, ended, size }) };
}

function declaredCpus(task: Pick<Task, 'load'> | undefined, { cpus }: MachineFacts): number {
  return (Math.min(100, task?.load ?? 0) / 100) * cpus;
}

/** The median of the measured durations. */
function usualTime({ tasks }: MeasuredRun): number {
  const times = [...tasks.values()].flatMap(({ attempts }) => attempts.map(tookOf));
  return median(times) ?? UNKNOWN_TIME;
}
