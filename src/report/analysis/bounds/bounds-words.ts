import { cpusLeft } from '../../../simulate/baselines.ts';
import type { RunReport } from '../../model/run.ts';
import { formatCpus, formatDuration, formatPercent, plural, trimmed } from '../../text/format.ts';
import { measuredLoad } from '../figures.ts';
import { hallOf } from '../measured-jobs.ts';
import { taskSolo } from '../solo.ts';
import type { AloneKnown, Bounds } from './bounds.ts';
import { NOTABLE } from './other-programs.ts';
import type { Spent, SpentOn } from './spent.ts';

/** A part of a sentence: words of Mission Runner, the id of a task, or other untrusted text. */
export type Piece = string | { readonly id: string } | { readonly untrusted: string };

/** A part of the time within which a run is at the floor, and milliseconds: measurements are no better. */
const NEAR = 0.03;
const NEAR_TIME = 100;

export function isAtFloor({ time, above }: Bounds): boolean {
  return above <= Math.max(NEAR * time, NEAR_TIME);
}

/** `1.5 × the floor` or `at the floor`. */
export function aboveText(bounds: Bounds): string {
  return isAtFloor(bounds) ? 'at the floor' : `${factorText(bounds)} the floor`;
}

/** `1.5 × the floor of 47 s, which is CPU work`, and what the rest of the time went to. */
export function boundsPieces(report: RunReport, bounds: Bounds): readonly Piece[] {
  const floor = formatDuration(bounds.floor);
  const which = [', which is ', ...floorPieces(report, bounds)];
  const against = `${aboveText(bounds)} of ${floor}`;
  if (isAtFloor(bounds)) return [against, ...which];
  const parts = bounds.spent.filter(({ time }) => time >= SMALL * bounds.above).slice(0, MOST_PARTS);
  return [
    against,
    ...which,
    ...parts.flatMap((part, index) => [index === 0 ? '; ' : ', ', ...spentPieces(report, part)]),
  ];
}

/** Parts of the time above the floor that are smaller are not in the sentence, and neither are further ones. */
const SMALL = 0.25;
const MOST_PARTS = 2;

/** `1.5 ×`, or `6 % above` where the factor would be rounded to almost nothing. */
function factorText({ time, floor }: Bounds): string {
  const factor = time / floor;
  return factor < 1.095
    ? `${formatPercent(Math.round(100 * (factor - 1)))} above`
    : `${trimmed(factor, factor < 9.95 ? 1 : 0)} ×`;
}

/** `CPU work on 2 CPUs`, or `the critical path, mostly build`, and whether it rests on durations alone. */
export function floorPieces(report: RunReport, { by, alone, longest, chain }: Bounds): readonly Piece[] {
  if (by === 'cpu-work') return [`CPU work on ${cpusText(report)}`];
  const path = `${chain === 1 ? 'the longest task' : 'the critical path'}${alone === 'no' ? ' as it ran' : ''}`;
  const of = longest === undefined ? [] : [chain === 1 ? ', ' : ', mostly ', { id: longest }];
  return [path, ...of, aloneLabels[alone]];
}

/** `2 CPUs`, or `the 1.4 CPUs that other programs left`. */
export function cpusText(report: RunReport): string {
  const { cpus } = report.machine;
  const hall = hallOf(report);
  const left = Number(cpusLeft(hall).toFixed(1));
  if (left >= (1 - NOTABLE) * cpus) return formatCpus(cpus);
  if (hall.foreign.used > cpus / 2) return `${formatCpus(left)}, a half of the machine beside other programs`;
  return `the ${formatCpus(left)} that other programs left`;
}

/** A floor of durations as they ran may be too high. */
const aloneLabels: Readonly<Record<AloneKnown, string>> = {
  yes: '',
  partly: ' (some durations alone: not measured)',
  no: ' (durations alone: not measured)',
};

/** `18 s went to waiting at the gate for CPU, mostly of L3.api, which uses 2 % of the CPUs`. */
function spentPieces(report: RunReport, { on, time, tasks }: Spent): readonly Piece[] {
  const went = `${formatDuration(time)} went to ${spentWords[on]}`;
  const [first] = tasks;
  if (first === undefined) return [went];
  if (first.share >= MAIN) {
    const mostly = first.share >= ALMOST_ALL ? '' : 'mostly ';
    const use = on === 'cpu' ? useOf(report, first.id) : undefined;
    const demand = use === undefined ? '' : `, which uses ${percentText(use)} of the CPUs`;
    return [`${went} (${mostly}`, { id: first.id }, `${demand})`];
  }
  return [
    `${went} (${manyText(
      report,
      on,
      tasks.map(({ id }) => id),
    )})`,
  ];
}

/** A task with such a share of a part is named, and one with almost all of it is the only one named. */
const MAIN = 0.5;
const ALMOST_ALL = 0.95;

/** `5 tests that use at most 2 % of the CPUs each`. */
function manyText(report: RunReport, on: SpentOn, ids: readonly string[]): string {
  const tests = ids.filter((id) => report.tasks.get(id)?.task.kind === 'test').length;
  const count =
    tests === ids.length
      ? plural(tests, 'test')
      : tests === 0
        ? plural(ids.length, 'task')
        : `${plural(ids.length - tests, 'task')} and ${plural(tests, 'test')}`;
  if (on !== 'cpu') return count;
  const uses = ids.flatMap((id) => useOf(report, id) ?? []);
  if (uses.length < ids.length) return count;
  const most = Math.max(...uses);
  return `${count} that use ${most < 1 ? '' : 'at most '}${percentText(most)} of the CPUs each`;
}

/** Percent of the machine that a task uses alone, or used; undefined if that was not measured. */
function useOf(report: RunReport, id: string): number | undefined {
  const task = report.tasks.get(id);
  if (task === undefined || report.machine.cpus <= 0) return undefined;
  const alone = taskSolo(report, task);
  return alone === undefined ? measuredLoad(report, task) : (100 * alone.cpus) / report.machine.cpus;
}

/** Whole percents, and never 0 %: nothing runs without a CPU. */
function percentText(percent: number): string {
  return percent < 1 ? 'less than 1 %' : formatPercent(Math.round(percent));
}

/** As in `18 s went to …`. */
export const spentWords: Readonly<Record<SpentOn, string>> = {
  cpu: 'waiting at the gate for CPU',
  memory: 'waiting at the gate for memory',
  slots: 'waiting for a worker',
  load: 'waiting at the gate for load',
  lock: 'waiting for a lock',
  pool: 'waiting for a pool',
  service: 'waiting for a service',
  sharing: 'sharing the CPUs',
  'free-cpus': 'tasks that left CPUs free',
  retry: 'failed attempts',
  eviction: 'attempts that were evicted',
  pause: 'pauses because memory was critical',
  idle: 'the time between tasks',
  other: 'other causes',
};
