import { append } from '../../base/multimap.ts';
import type { Amendment, Expectation } from '../../mission/amend.ts';
import { matrixBase } from '../../mission/matrix/base.ts';
import type { Task } from '../../mission/model/mission.ts';
import { parseSize } from '../../mission/model/units.ts';
import { predictionOf } from '../../schedule/events/prediction.ts';
import { attemptDuration, type RunReport, type TaskReport } from '../model/run.ts';
import { writeDuration, writeSize } from './amounts.ts';
import { crowdedDemand, isCrowded } from './crowded.ts';
import { attemptSolo } from './solo.ts';
import { tooManyThreads } from './too-many-threads.ts';

const MB = 1024 ** 2;

const KEYS: readonly Expectation[] = ['load', 'memory', 'expect', 'cpus'];

/** The highest measured figures of the instances of one entry. */
interface Measured {
  readonly task: Task;
  /** Percent of the usable CPUs. */
  readonly load: number;
  /** True if the CPUs were busy meanwhile and its demand was not measured: alone it might have used more. */
  readonly crowded: boolean;
  /** Bytes; absent if an instance was too short to be sampled. */
  readonly memory: number | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds that it would have taken alone, or took if that was not measured. */
  readonly alone: number;
}

/**
 * The values that the mission file should have. If all instances of an entry succeeded and were measured, the highest
 * figure of the successful attempts counts, and not less than the demand that was learned from earlier runs:
 *
 * - `load`: corrected if it is off by 5 points and by 20 %; added from 10 % on. Only for attempts of at least a second,
 *   because a shorter one is mostly start-up. It is what the task would have used alone, if that was measured. If not, and if the
 *   CPUs were 90 % busy meanwhile, a declared load is never lowered, and one that is added is at least that of one CPU. In whole percents, at least 1, at most `admission.load`.
 * - `memory`: corrected if the measured figure is above the declared one or below half of it, by 16 MB; added from 100 MB
 *   on. A fifth is added, then it is rounded up to two digits; never more than this machine can grant.
 * - `expect`: corrected if it is off by 20 % and by a second; added from 10 seconds on. It is what the task would have taken alone, if that was
 *   measured.
 *
 * - `cpus`: added if the entry had too many threads, whether it succeeded or not; see `tooManyThreads`.
 *
 * `defaults` stay as they are: an entry that differs from them gets its own value.
 */
export function measuredAmendments(report: RunReport): readonly Amendment[] {
  const amounts: Amendment[] = [];
  for (const measured of measuredEntries(report)) {
    const [load, memory] = [loadOf(report, measured), memoryOf(report, measured)];
    amounts.push(...amendmentsOf(measured.task, { load, memory, expect: durationOf(measured) }));
  }
  const budgets = tooManyThreads(report).flatMap(({ task, cpus }) => {
    return cpus === undefined ? [] : amendmentsOf(task, { cpus: String(cpus) });
  });
  return [...amounts, ...budgets];
}

function amendmentsOf(
  task: Task,
  values: Readonly<Partial<Record<Expectation, string | undefined>>>,
): readonly Amendment[] {
  const list = task.kind === 'task' ? 'tasks' : 'tests';
  const { file, prefix = '' } = task.included ?? {};
  const id = matrixBase(task).slice(prefix.length);
  return KEYS.flatMap((key) => {
    const value = values[key];
    return value === undefined ? [] : [{ ...(file === undefined ? {} : { file }), list, id, key, value }];
  });
}

/** How many entries of the mission file are compared with what was measured. */
export function checkedEntries(report: RunReport): number {
  let count = 0;
  for (const _ of measuredEntries(report)) count += 1;
  return count;
}

/** One by one: all of 10,000 take 5 MB. */
function* measuredEntries(report: RunReport): Generator<Measured> {
  for (const instances of launchedEntries(report)) {
    const measured = instances.flatMap((task) => measuredTask(report, task));
    const [first] = measured;
    if (first === undefined || measured.length < instances.length) continue;
    const memory = measured.map((one) => one.memory);
    yield {
      task: first.task,
      load: Math.max(...measured.map((one) => one.load)),
      crowded: measured.some((one) => one.crowded),
      memory: memory.some((one) => one === undefined) ? undefined : Math.max(...memory.map((one) => one ?? 0)),
      duration: Math.max(...measured.map((one) => one.duration)),
      alone: Math.max(...measured.map((one) => one.alone)),
    };
  }
}

/** The launched tasks of each entry, in the order of the file. Only combinations of a matrix have to be collected. */
function* launchedEntries({ tasks }: RunReport): Generator<readonly TaskReport[]> {
  const combinations = new Map<string, TaskReport[]>();
  for (const task of tasks.values()) {
    if (task.started !== undefined && task.task.matrix !== undefined) append(combinations, entryOf(task), task);
  }
  for (const task of tasks.values()) {
    if (task.started === undefined) continue;
    if (task.task.matrix === undefined) {
      yield [task];
      continue;
    }
    const entry = entryOf(task);
    const instances = combinations.get(entry);
    if (instances === undefined) continue;
    combinations.delete(entry);
    yield instances;
  }
}

function entryOf({ task }: TaskReport): string {
  return `${task.kind} ${matrixBase(task)}`;
}

function measuredTask(report: RunReport, { task, status, attemptList }: TaskReport): Measured[] {
  const attempt = attemptList.at(-1);
  if (status !== 'succeeded' || attempt?.usage === undefined || report.machine.cpus <= 0) return [];
  const duration = attemptDuration(report, attempt);
  const { cpuSeconds, peakMemory } = attempt.usage;
  const solo = attemptSolo(report, attempt);
  const crowded = solo === undefined && isCrowded(report, attempt);
  const learned = predictionOf(report.predictions, task.id)?.demand;
  const used = solo?.cpus ?? (duration > 0 ? (1000 * cpuSeconds) / duration : 0);
  const demand = crowded && task.load === undefined ? crowdedDemand(used, report.machine.cpus) : used;
  const load = (100 * Math.max(demand, learned?.cpus ?? 0)) / report.machine.cpus;
  const memory = peakMemory === undefined ? undefined : Math.max(peakMemory, learned?.memory ?? 0);
  return [{ task, load, crowded, memory, duration, alone: solo?.duration ?? duration }];
}

function loadOf({ mission }: RunReport, { task, load, crowded, duration }: Measured): string | undefined {
  if (duration < 1000) return undefined;
  const value = Math.min(Math.max(1, Math.round(load)), 100, Math.floor(mission.admission.load));
  const declared = task.load;
  if (declared === undefined) return value >= 10 ? String(value) : undefined;
  if (crowded && value < declared) return undefined;
  const off = Math.abs(value - declared);
  return off >= 5 && off >= 0.2 * declared ? String(value) : undefined;
}

function memoryOf({ mission, machine }: RunReport, { task, memory }: Measured): string | undefined {
  if (memory === undefined) return undefined;
  const declared = task.memory;
  const usable = (machine.memory * mission.admission.memory.limit) / 100;
  const fits = (text: string): boolean => usable <= 0 || sizeOf(text) <= usable;
  const value = [writeSize(1.2 * memory), writeSize(memory)].find(fits);
  if (value === undefined) return undefined;
  if (declared === undefined) return memory >= 100 * MB ? value : undefined;
  const isOff = memory > declared || memory < declared / 2;
  return isOff && Math.abs(sizeOf(value) - declared) >= 16 * MB ? value : undefined;
}

function sizeOf(text: string): number {
  const size = parseSize(text);
  return size.ok ? size.value : Number.POSITIVE_INFINITY;
}

function durationOf({ task, alone }: Measured): string | undefined {
  const declared = task.expect;
  if (declared === undefined) return alone >= 10_000 ? writeDuration(alone) : undefined;
  const off = Math.abs(alone - declared);
  return off >= 1000 && off >= 0.2 * declared ? writeDuration(alone) : undefined;
}
