import { crowdedDemand } from '../report/analysis/crowded.ts';
import type { LearnedDemand } from '../schedule/events/prediction.ts';
import type { HistoryLine } from './line.ts';
import { type HistoryMachine, isSameClass } from './machine-class.ts';
import { type Weighted, weightedQuantile } from './weighted-quantile.ts';

/** Share of the weight of all counted runs that used no more than the learned figure. */
const QUANTILE = 0.9;

/** Older runs than these have almost no weight. */
const COUNTED = 20;

/**
 * The weight of a run halves with every so many newer runs. A single high run counts for no more than a tenth, and so no longer
 * decides, after six newer runs. The older half of the runs always has more than a tenth, so the result is never below the median.
 */
const HALF_LIFE = 5;

/**
 * Milliseconds. A shorter run was looked at only once, at its start: its memory may have grown after that. And the kernel counts CPU time
 * in steps of 10 ms, which is much of so short a run.
 */
export const SHORTEST = 250;

/** A run of the task, and how much it counts. */
interface Counted {
  readonly line: HistoryLine;
  readonly weight: number;
}

/**
 * What a task is expected to use, from its earlier runs: a high quantile of the successful ones, in which newer runs weigh more.
 *
 * Lines of older versions do not name their machine. They count for memory, because a history is mostly written by the same kind of
 * machine, but not for CPUs: their CPU time is that of all attempts, and whether the machine was crowded is not known.
 *
 * @param lines of one task with its present commands, oldest first
 * @param budget its CPU budget; runs with another one do not count
 */
export function learnDemand(
  lines: readonly HistoryLine[],
  machine: HistoryMachine,
  budget?: number,
): LearnedDemand | undefined {
  const usable = lines.filter((line) => line.budget === budget && isUsable(line, machine)).slice(-COUNTED);
  const counted = usable.map((line, index) => ({ line, weight: 2 ** ((index + 1 - usable.length) / HALF_LIFE) }));
  const cpus = cpusOf(counted, machine);
  const memory = weightedQuantile(
    counted.flatMap(({ line, weight }) => weighted(line.peakMemory, weight)),
    QUANTILE,
  );
  if (cpus === undefined && memory === undefined) return undefined;
  const services = cpus === undefined ? 0 : servicesOf(counted);
  return {
    ...(cpus === undefined ? {} : { cpus: Math.round(100 * cpus) / 100 }),
    ...(services > 0 ? { services: Math.round(100 * services) / 100 } : {}),
    ...(memory === undefined ? {} : { memory }),
    runs: counted.length,
  };
}

function isUsable({ status, duration, cpus, peakMemory, machine }: HistoryLine, here: HistoryMachine): boolean {
  return (
    status === 'succeeded' &&
    duration >= SHORTEST &&
    (cpus !== undefined || peakMemory !== undefined) &&
    (machine === undefined || isSameClass(machine, here))
  );
}

/**
 * The demand that was measured, where it was. Else what it got: on a crowded machine this is less than it would use, so it is a lower bound;
 * see `crowdedDemand`.
 */
function cpusOf(counted: readonly Counted[], machine: HistoryMachine): number | undefined {
  const measured = counted.filter(({ line }) => line.machine !== undefined);
  const quantileOf = (among: readonly Counted[]): number | undefined =>
    weightedQuantile(
      among.flatMap(({ line, weight }) => weighted(line.demand ?? line.cpus, weight)),
      QUANTILE,
    );
  const all = quantileOf(measured);
  if (all === undefined) return undefined;
  const free = quantileOf(measured.filter(({ line }) => line.demand !== undefined || line.crowded !== true));
  if (free !== undefined) return Math.max(free, all);
  return crowdedDemand(all, machine.cpus);
}

/** What services used for it, in runs in which that was measured; 0 if they used nothing. */
function servicesOf(counted: readonly Counted[]): number {
  const measured = counted.filter(({ line }) => line.machine !== undefined && line.demand !== undefined);
  return (
    weightedQuantile(
      measured.map(({ line, weight }) => ({ value: line.services ?? 0, weight })),
      QUANTILE,
    ) ?? 0
  );
}

function weighted(value: number | undefined, weight: number): Weighted[] {
  return value === undefined ? [] : [{ value, weight }];
}
