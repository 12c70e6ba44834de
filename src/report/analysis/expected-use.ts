import type { Mission } from '../../mission/model/mission.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import { type Predictions, predictionOf } from '../../schedule/events/prediction.ts';
import { type DemandSource, demandsAt } from '../../schedule/gate/demand.ts';
import { begin } from '../../schedule/state/begin.ts';
import { estimates } from '../../schedule/state/estimate.ts';

/** How a figure is known: from the mission file, from this many earlier runs, or not at all. */
export type UseSource = 'declared' | { readonly history: number } | 'assumed';

/** A figure and its source. */
export interface Expected {
  readonly value: number;
  readonly from: UseSource;
}

/** What a task is expected to take and use, as the schedule counts it before anything has run. */
export interface ExpectedUse {
  readonly id: string;
  /** Milliseconds. */
  readonly duration: Expected;
  readonly cpus: Expected;
  /** Bytes. If nothing is known, those with which the gate reckons at first: they grow with what the tasks of the run use. */
  readonly memory: Expected;
}

/** What each task is expected to take and use, in the mission's order. */
export function expectedUses(
  mission: Mission,
  machine: MachineFacts,
  predictions: Predictions | undefined,
): readonly ExpectedUse[] {
  const demands = demandsAt(begin(mission, machine, undefined, predictions), undefined);
  const durations = estimates(mission, predictions);
  const [durationOf, cpusOf, memoryOf] = [sharing(), sharing(), sharing()];
  return mission.tasks.map(({ id, expect }, position) => {
    const prediction = predictionOf(predictions, id);
    const { cpus, cpusFrom, memory = demands.estimate, memoryFrom } = demands.at(position);
    const runs = prediction?.demand?.runs ?? 0;
    return {
      id,
      duration: durationOf(durations.values[position] ?? 0, durationSource(prediction?.runs, expect)),
      cpus: cpusOf(cpus, sourceOf(cpusFrom, runs)),
      memory: memoryOf(memory, sourceOf(memoryFrom, runs)),
    };
  });
}

/** Makes a figure, or gives the newest one again if it is the same: most of 100,000 tasks are alike. */
function sharing(): (value: number, from: UseSource) => Expected {
  let newest: Expected | undefined;
  return (value, from) => {
    if (newest === undefined || newest.value !== value || newest.from !== from) newest = { value, from };
    return newest;
  };
}

function durationSource(runs: number | undefined, expect: number | undefined): UseSource {
  if (runs !== undefined) return { history: runs };
  return expect === undefined ? 'assumed' : 'declared';
}

function sourceOf(from: DemandSource, runs: number): UseSource {
  switch (from) {
    case 'declared':
      return 'declared';
    case 'history':
      return { history: runs };
    // Before the run, no task with the same commands has shown anything.
    case 'siblings':
    case 'unknown':
      return 'assumed';
    default:
      return from satisfies never;
  }
}
